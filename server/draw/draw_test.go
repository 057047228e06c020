package draw

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"
)

// hostile are values that have broken a writer of HTML somewhere.
var hostile = []string{
	`plain`, ``, ` `, `true`, `false`, `a"b`, `a'b`, `a\b`, `\`, `\"`, "a\nb", "\n\na", "a\r\nb", "\r", "tab\tx", "\x00", "a\x00b", "\u2028", "\u2029",
	"</script>", "<!--", "-->", "]]>", "</textarea>", "</title>", "<svg onload=alert(1)>", `" onfocus="alert(1)" x="`, `"><script>alert(1)</script>`,
	"&quot;", "&amp;amp;", "&#34;", "&lt", "&notit;", "全角　空白", "😀👨‍👩‍👧", "\u200b", "\ufeff", "é\u0301", "`", "{{.}}", "${x}", "javascript:alert(1)",
}

func draw(v app.UI) string {
	var b bytes.Buffer
	HTML(&b, v)
	return b.String()
}

// parse reads a body as a browser does.
func parse(t testing.TB, s string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader("<!doctype html><body>" + s))
	if err != nil {
		t.Fatal(err)
	}
	return doc.FirstChild.NextSibling.LastChild
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func inner(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	return n.FirstChild.Data
}

// FuzzHTML draws a value wherever a value can stand and reads it back with another parser.
func FuzzHTML(f *testing.F) {
	for _, v := range hostile {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v string) {
		if !utf8.ValidString(v) {
			return // a browser would never see it: documents are UTF-8
		}
		const svg = "http://www.w3.org/2000/svg"
		out := draw(app.Div().Body(
			app.Input().Value(v).Attr("autocomplete", "x"),
			app.P().Title(v+"!").DataSet("v", v+"!").Aria("label", v+"!").Class("c").Text(v),
			app.Textarea().Text(v),
			app.Elem("svg").XMLNS(svg).Attr("viewBox", "0 0 1 1").Body(app.Elem("text").XMLNS(svg).Attr("data-v", v+"!").Text(v)),
			app.A().Href(v+"!").Text("!"),
		))
		want := strings.ReplaceAll(v, "\x00", "\uFFFD") // HTML has no way to write NUL
		trimmed := strings.ReplaceAll(strings.TrimSpace(v+"!"), "\x00", "\uFFFD")

		div := parse(t, out).FirstChild
		if div == nil || div.Data != "div" || div.NextSibling != nil {
			t.Fatalf("%q left its element: %s", v, out)
		}
		input := div.FirstChild
		if got, _ := attr(input, "value"); got != want || len(input.Attr) > 2 {
			t.Errorf("input: value %q, want %q, attributes %v", got, want, input.Attr)
		}
		p := input.NextSibling
		for _, name := range []string{"title", "data-v", "aria-label"} {
			if got, _ := attr(p, name); got != trimmed {
				t.Errorf("%s is %q, want %q", name, got, trimmed)
			}
		}
		if len(p.Attr) != 4 {
			t.Errorf("attributes of p: %v", p.Attr)
		}
		if got := inner(p); got != want {
			t.Errorf("text is %q, want %q", got, want)
		}
		area := p.NextSibling
		if got := inner(area); area.Data != "textarea" || got != want {
			t.Errorf("textarea holds %q, want %q", got, want)
		}
		drawing := area.NextSibling
		words := drawing.FirstChild
		if drawing.Namespace != "svg" || words == nil || words.Namespace != "svg" || inner(words) != want {
			t.Errorf("svg: %s", out)
		}
		link := drawing.NextSibling
		if href, _ := attr(link, "href"); link.NextSibling != nil || !SafeURL(href) {
			t.Errorf("link leads to %q", href)
		}
	})
}

func TestBooleanAttributesStandOnlyWhenTrue(t *testing.T) {
	out := draw(app.Form().Attr("novalidate", true).Body(
		app.Input().Type("checkbox").Checked(false).Disabled(false).Hidden(false).Required(true),
		app.Input().Type("checkbox").Checked(true),
	))
	off := parse(t, out).FirstChild.FirstChild
	for _, name := range []string{"checked", "disabled", "hidden"} {
		if _, ok := attr(off, name); ok {
			t.Errorf("%s=false still says %s: %s", name, name, out)
		}
	}
	if _, ok := attr(off, "required"); !ok {
		t.Errorf("required is lost: %s", out)
	}
	if _, ok := attr(off.NextSibling, "checked"); !ok {
		t.Errorf("checked is lost: %s", out)
	}
	if _, ok := attr(parse(t, out).FirstChild, "novalidate"); !ok {
		t.Errorf("novalidate is lost: %s", out)
	}
}

func TestAriaSaysTrueInWords(t *testing.T) {
	out := draw(app.Input().Aria("invalid", true).Aria("busy", false))
	if out != `<input aria-busy="false" aria-invalid="true">` {
		t.Error(out)
	}
}

// shop is a component, as screens are made of.
type shop struct {
	app.Compo
	Name string
}

func (s *shop) Render() app.UI { return app.P().Text(s.Name) }

func TestComponentsAndTextsSideBySideAreDrawnWithoutWhiteSpace(t *testing.T) {
	out := draw(app.Div().Body(
		&shop{Name: "A & B"},
		app.If(false, func() app.UI { return app.P() }),
		app.Range([]string{"x", "y"}).Slice(func(i int) app.UI { return app.Text([]string{"x", "y"}[i]) }),
		app.Table().Body(app.TBody().Body(app.Tr().Body(app.Td().Text(1)))),
		app.Pre().Text("\nkept"),
	))
	want := "<div><p>A &amp; B</p>xy<table><tbody><tr><td>1</td></tr></tbody></table><pre>\n\nkept</pre></div>"
	if out != want {
		t.Errorf("got  %s\nwant %s", out, want)
	}
}

func TestAttributesComeInOneOrder(t *testing.T) {
	for range 20 {
		if out := draw(app.P().Title("t").ID("i").Class("c").Lang("ja")); out != `<p class="c" id="i" lang="ja" title="t"></p>` {
			t.Fatal(out)
		}
	}
}

func TestWhatIsScriptOrStyleStopsTheDrawing(t *testing.T) {
	for name, v := range map[string]app.UI{
		"an event attribute":      app.P().Attr("onclick", "x()"),
		"an event in capitals":    app.P().Attr("ONCLICK", "x()"),
		"a style attribute":       app.P().Attr("style", "color:red"),
		"a frame's document":      app.Div().Body(app.Elem("iframe").Attr("srcdoc", "x")),
		"a frame that may more":   app.IFrame().Src("/x").Sandbox("allow-scripts"),
		"raw HTML":                app.Raw("<p>x</p>"), //permit:app.Raw
		"a script":                app.Script().Text("x()"),
		"a strange attribute":     app.P().Attr(`a"b`, "x"),
		"an attribute with space": app.P().Attr("a onclick", "x"),
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("it was drawn")
				}
			}()
			t.Log(draw(v))
		})
	}
}

func TestAFrameInWhichNothingMayRunIsDrawn(t *testing.T) {
	if out := draw(app.IFrame().Src("/x")); out != `<iframe src="/x" sandbox=""></iframe>` {
		t.Error(out)
	}
}

func TestAddressesLeadOnlyWhereNothingRuns(t *testing.T) {
	for address, safe := range map[string]bool{
		"/a?b=c:d": true, "#x": true, "": true, "?a:b": true, "tel:0120000000": true, "https://example.jp/": true, "mailto:a@example.jp": true, "//example.jp/": true,
		"javascript:alert(1)": false, " javascript:alert(1)": false, "java\nscript:alert(1)": false, "java\tscript:alert(1)": false, "JavaScript:x": false,
		"\x01javascript:alert(1)": false, "data:text/html,x": false, "vbscript:x": false, "a:b": false, "http://example.jp/": false,
	} {
		if SafeURL(address) != safe {
			t.Errorf("SafeURL(%q) is %v", address, !safe)
		}
		if out := draw(app.A().Href(address)); !safe && !strings.Contains(out, "#blocked") {
			t.Errorf("%q was written: %s", address, out)
		}
	}
}

// Data beside the page is written by html/template and encoding/json; this is what the spine relies on.
func TestHostileMerchantsComeBackFromTheEmbeddedData(t *testing.T) {
	raw, err := json.Marshal(hostile)
	if err != nil {
		t.Fatal(err)
	}
	script := parse(t, `<script type="application/json" id="screen-data">`+string(raw)+`</script><p>`).FirstChild
	var back []string
	if err := json.Unmarshal([]byte(inner(script)), &back); err != nil {
		t.Fatal(err)
	}
	for i, v := range hostile {
		if back[i] != v {
			t.Errorf("%q came back as %q", v, back[i])
		}
	}
	if n := strings.Count(string(raw), "\u2028"); n > 0 {
		t.Errorf("U+2028 stands %d times in what may be read as a script", n)
	}
}

// BenchmarkRows draws 300 rows, a long month.
func BenchmarkRows(b *testing.B) {
	var w bytes.Buffer
	for b.Loop() {
		w.Reset()
		HTML(&w, app.Table().Body(app.TBody().Body(app.Range(make([]int, 300)).Slice(func(i int) app.UI {
			return app.Tr().Body(
				app.Td().Class("date").Text("12/4 金"),
				app.Td().Class("shop").Body(app.A().Href("/usage").Text("みほん商店 & Co.")),
				app.Td().Class("amt").Text("3,300円"),
			)
		}))))
	}
	b.SetBytes(int64(w.Len()))
}
