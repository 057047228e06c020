package site

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rs/zerolog"
	"golang.org/x/net/html"

	"netanswer/app/screen"
	"netanswer/server/brand"
	"netanswer/server/fault"
	"netanswer/server/limit"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
	"netanswer/web"
)

func testSite(t testing.TB) *Site {
	t.Helper()
	b, err := brand.Load("")
	if err != nil {
		t.Fatal(err)
	}
	a, err := web.Open()
	if err != nil {
		t.Fatal(err)
	}
	public, err := url.Parse("https://card.example.jp")
	if err != nil {
		t.Fatal(err)
	}
	s := &Site{Brand: b, Assets: a, Public: public, Policy: form.Netanswer, Ceilings: limit.NewCeilings(), Now: func() time.Time { return time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC) }, Log: zerolog.Nop()}
	if _, err := s.Handler(); err != nil {
		t.Fatal(err)
	}
	return s
}

// asked runs a handler as a request would.
func asked(s *Site, accept string, do func(*visit)) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "/home", nil)
	r.Header.Set("Accept", accept)
	w := httptest.NewRecorder()
	s.around(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { do(visitOf(w, r)) })).ServeHTTP(w, r)
	return w
}

// hostile is what a merchant may have been named.
var hostile = []string{
	`</script><script>alert(1)</script>`, "line\u2028separator\u2029paragraph", `"quoted" 'twice'`, `<!--`, `-->`, `]]>`, `&amp;&lt;`, `\"\u003c`,
	`" onmouseover="alert(1)`, `{{.}}`, "tab\tnew\nline", `<img src=x onerror=alert(1)>`, "全角＜ｓｃｒｉｐｔ＞", "\u202eRTL", "ｾﾌﾞﾝ ﾃﾝ",
}

func TestAHostileMerchantIsReadBackAsItIsNamedFromDataAndFromTheScreen(t *testing.T) {
	s := testSite(t)
	for _, name := range hostile {
		data := wire.Home{Holder: name, Uses: []wire.Use{{Merchant: name, Date: japan.Date{Year: 2026, Month: 11, Day: 1}, Amount: 1, Way: "once"}}}
		w := asked(s, "text/html", func(v *visit) { s.answer(v, 200, screen.Home.With(s.wire(v), data), data) })
		doc, err := html.Parse(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		var got wire.Home
		if err := json.Unmarshal([]byte(inside(doc, "screen-data")), &got); err != nil || got.Uses[0].Merchant != name || got.Holder != name {
			t.Errorf("%q comes out of the data as %+v (%v)", name, got.Uses, err)
		}
		if shown := inside(doc, "main"); !strings.Contains(shown, name) {
			t.Errorf("%q is not on the screen: %q", name, shown)
		}
		if n := count(doc, "script"); n > 3 {
			t.Errorf("%q made a script: %d of them", name, n)
		}
		if n := count(doc, "img"); n > 0 {
			t.Errorf("%q made a picture", name)
		}
	}
}

func walk(n *html.Node, f func(*html.Node)) {
	f(n)
	for c := range n.ChildNodes() {
		walk(c, f)
	}
}

// inside is the text of the element with an id.
func inside(doc *html.Node, id string) string {
	var b strings.Builder
	walk(doc, func(n *html.Node) {
		for _, a := range n.Attr {
			if a.Key == "id" && a.Val == id {
				walk(n, func(n *html.Node) {
					if n.Type == html.TextNode {
						b.WriteString(n.Data)
					}
				})
			}
		}
	})
	return b.String()
}

func count(doc *html.Node, tag string) (n int) {
	walk(doc, func(e *html.Node) {
		if e.Type == html.ElementNode && e.Data == tag {
			n++
		}
	})
	return n
}

func TestAnUnknownErrorSaysNothing(t *testing.T) {
	s := testSite(t)
	for _, accept := range []string{"text/html", "application/json"} {
		w := asked(s, accept, func(v *visit) { s.fail(v, errors.New("pq: duplicate key 4111111111111111")) })
		if w.Code != 500 || strings.Contains(w.Body.String(), "4111") || !strings.Contains(w.Body.String(), "internal") {
			t.Errorf("%s: %d %s", accept, w.Code, w.Body)
		}
	}
	w := asked(s, "application/json", func(*visit) { panic("4111111111111111") })
	if w.Code != 500 || strings.Contains(w.Body.String(), "4111") {
		t.Errorf("a panic: %d %s", w.Code, w.Body)
	}
}

func TestEveryCodeHasItsStatus(t *testing.T) {
	for _, c := range []wire.Code{wire.Invalid, wire.BadRequest, wire.Forbidden, wire.NotFound, wire.BadMethod, wire.Conflict, wire.TooLarge, wire.BadType, wire.ProofNeeded, wire.TooMany, wire.Internal, wire.Unavailable} {
		if statusOf[c] < 400 {
			t.Errorf("%s has no status", c)
		}
	}
}

func TestTryingAgainIsToldInBothPlaces(t *testing.T) {
	s := testSite(t)
	w := asked(s, "application/json", func(v *visit) {
		s.fail(v, fault.New(wire.Unavailable, text.Busy).After(89*time.Second+time.Millisecond))
	})
	if w.Header().Get("Retry-After") != "90" || !strings.Contains(w.Body.String(), `"retry_after":90`) { // whole seconds, never too few
		t.Errorf("%s %s", w.Header().Get("Retry-After"), w.Body)
	}
}

func FuzzScreenData(f *testing.F) {
	for _, v := range hostile {
		f.Add(v)
	}
	s := testSite(f)
	f.Fuzz(func(t *testing.T, name string) {
		data := wire.Failure{Code: wire.Internal, Message: name}
		w := asked(s, "text/html", func(v *visit) { s.answer(v, 200, screen.Failure.With(s.wire(v), data), data) })
		doc, err := html.Parse(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		var got wire.Failure
		err = json.Unmarshal([]byte(inside(doc, "screen-data")), &got)
		if err != nil || utf8.ValidString(name) && got.Message != name { // what is no UTF-8, JSON replaces
			t.Errorf("%q comes back as %q (%v)", name, got.Message, err)
		}
		if n := count(doc, "script"); n > 3 {
			t.Errorf("%q made a script", name)
		}
	})
}

func FuzzNext(f *testing.F) {
	for _, v := range []string{"/home", "//evil.example", "/\\evil.example", "https://evil.example", "/home?x=//y", "/%2f/evil", "/home\n"} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, next string) {
		to := wanted(next)
		u, err := url.Parse(to)
		if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") {
			t.Errorf("next=%q goes to %q", next, to)
		}
		if to != "/home" && to != next {
			t.Errorf("next=%q became %q", next, to)
		}
	})
}
