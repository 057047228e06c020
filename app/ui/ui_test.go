package ui

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	html "netanswer/server/draw"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

var (
	ja = wire.Site{Lang: text.JA}
	en = wire.Site{Lang: text.EN}
)

func TestAmountsReadAsTheirLanguageWritesThem(t *testing.T) {
	for _, c := range []struct {
		yen    int
		ja, en string
	}{
		{0, "0円", "¥0"},
		{310, "310円", "¥310"},
		{81452, "81,452円", "¥81,452"},
		{1234567, "1,234,567円", "¥1,234,567"},
		{-3300, "−3,300円", "−¥3,300"},
	} {
		if got := YenText(ja, c.yen); got != c.ja {
			t.Errorf("%d in Japanese: %q, want %q", c.yen, got, c.ja)
		}
		if got := YenText(en, c.yen); got != c.en {
			t.Errorf("%d in English: %q, want %q", c.yen, got, c.en)
		}
	}
}

func TestDatesReadAsTheirLanguageWritesThem(t *testing.T) {
	for _, c := range []struct {
		day                               japan.Date
		long, longEN, plain, plainEN, row string
	}{
		{japan.Date{Year: 2026, Month: 12, Day: 4}, "12月4日（金）", "Fri, 4 Dec", "12月4日", "4 Dec", "12/4"},
		{japan.Date{Year: 2027, Month: 1, Day: 31}, "1月31日（日）", "Sun, 31 Jan", "1月31日", "31 Jan", "1/31"},
		{japan.Date{Year: 2028, Month: 2, Day: 29}, "2月29日（火）", "Tue, 29 Feb", "2月29日", "29 Feb", "2/29"},
	} {
		for _, v := range []struct{ what, got, want string }{
			{"long", Date(ja, c.day), c.long},
			{"long in English", Date(en, c.day), c.longEN},
			{"plain", Day(ja, c.day), c.plain},
			{"plain in English", Day(en, c.day), c.plainEN},
			{"in a row", RowDate(ja, c.day), c.row},
			{"in a row in English", RowDate(en, c.day), c.plainEN},
		} {
			if v.got != v.want {
				t.Errorf("%s %s: %q, want %q", c.day, v.what, v.got, v.want)
			}
		}
	}
}

func TestShareStaysWithinTheGauge(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		want        float64
	}{
		{0, 100, 0},
		{234902, 800000, 29.36},
		{1, 3, 33.33},
		{100, 100, 100},
		{120, 100, 100}, // over the limit
		{-5, 100, 0},    // a refund
		{5, 0, 0},       // no limit
	} {
		if got := Share(c.part, c.whole); got != c.want {
			t.Errorf("%d of %d: %v, want %v", c.part, c.whole, got, c.want)
		}
	}
}

func TestEveryIconOfTheListIsDrawn(t *testing.T) {
	for i, name := range Icons {
		if len(shapes(name)) == 0 {
			t.Errorf("icon %q has no shapes", name)
		}
		if slices.Contains(Icons[:i], name) {
			t.Errorf("icon %q stands twice", name)
		}
	}
	if shapes("nosuchicon") != nil {
		t.Error("an unknown icon is drawn")
	}
}

// A name that is misspelt would only show as a gap on a screen.
func TestEveryIconThatAScreenNamesExists(t *testing.T) {
	takes := map[string]int{"Icon": 0, "SmallIcon": 0, "Empty": 0, "Badge": 1}
	named := 0
	err := filepath.WalkDir("..", func(p string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), p, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name := ""
			switch f := call.Fun.(type) {
			case *ast.Ident:
				name = f.Name
			case *ast.SelectorExpr:
				name = f.Sel.Name
			}
			at, ok := takes[name]
			if !ok || len(call.Args) <= at {
				return true
			}
			if lit, ok := call.Args[at].(*ast.BasicLit); ok && lit.Kind == token.STRING {
				icon, _ := strconv.Unquote(lit.Value)
				if icon != "" && !slices.Contains(Icons, icon) {
					t.Errorf("%s: there is no icon %q", p, icon)
				}
				named++
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if named < 10 {
		t.Errorf("only %d icons are named in the screens: is this test looking at the right folder?", named)
	}
}

func TestEveryMemberEntryHasAnIcon(t *testing.T) {
	for _, e := range entries {
		if !slices.Contains(Icons, e.icon) {
			t.Errorf("entry %s: there is no icon %q", e.name, e.icon)
		}
	}
}

func TestEveryFailureSaysWhatToDo(t *testing.T) {
	for _, c := range []wire.Code{"", wire.Invalid, wire.BadRequest, wire.Forbidden, wire.NotFound, wire.BadMethod,
		wire.Conflict, wire.TooLarge, wire.BadType, wire.TooMany, wire.Internal, wire.Unavailable, "something new"} {
		title, words, icon := failure(c)
		if title.JA == "" || words.JA == "" || !slices.Contains(Icons, icon) {
			t.Errorf("code %q: %q, %q, %q", c, title.JA, words.JA, icon)
		}
	}
}

func TestGradesOutOfRangeAreTheNearest(t *testing.T) {
	for grade, want := range map[int]text.Message{-3: text.Strength0, 0: text.Strength0, 2: text.Strength2, 4: text.Strength4, 9: text.Strength4} {
		if got := Grade(grade); got != want {
			t.Errorf("grade %d: %s, want %s", grade, got.Key, want.Key)
		}
	}
}

func TestTheDesksNumberInASentenceIsOneToPress(t *testing.T) {
	site := wire.Site{Lang: text.JA, Brand: wire.Brand{Desk: wire.Desk{Phone: "0120-000-000", Hours: "9:00〜17:30"}}}
	for sentence, want := range map[string]string{
		text.CardLocked.In(text.JA, "0120-000-000", "9:00〜17:30"): `（<a class="tel num" href="tel:0120000000">0120-000-000</a>、9:00〜17:30）`,
		"お待ちください。":                                                "<p>お待ちください。</p>",
	} {
		var b bytes.Buffer
		html.HTML(&b, app.P().Body(Words(site, sentence)...))
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s\nhas no %s", b.String(), want)
		}
	}
	var b bytes.Buffer
	html.HTML(&b, Failure(site, wire.Failure{Code: wire.TooMany, Message: text.CardLocked.In(text.JA, "0120-000-000", "9:00〜17:30"), RequestID: "1b9d6bcd-x"}))
	if n := strings.Count(b.String(), `href="tel:0120000000"`); n != 2 || !strings.Contains(b.String(), "エラー番号") {
		t.Errorf("the page of a failure has %d numbers to press: %s", n, b.String())
	}
}
