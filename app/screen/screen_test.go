package screen

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"netanswer/shared/wire"
)

func TestFindAgreesWithServeMux(t *testing.T) {
	mux := http.NewServeMux()
	for _, s := range All {
		mux.HandleFunc("GET "+s.Pattern(), func(http.ResponseWriter, *http.Request) {})
	}
	for _, path := range []string{
		"/", "", "//", "/home", "/home/", "/Home", "/hom", "/home/x", "/register", "/register/", "/register/confirm", "/register/confirm/x",
		"/register/verify", "/register/password", "/register/unable", "/register/done", "/login", "/logout", "/shell", "/register%2Fconfirm", "/x",
	} {
		u, err := url.Parse(path)
		if err != nil {
			t.Fatal(err)
		}
		_, want := mux.Handler(&http.Request{Method: "GET", URL: u})
		if u.Path == "" || strings.Contains(path, "//") { // ServeMux redirects these, which a browser never asks for
			want = ""
		}
		got := ""
		if s, ok := Find(u.EscapedPath()); ok {
			got = "GET " + s.Pattern()
		}
		if got != want {
			t.Errorf("%q: ours %q, ServeMux %q", path, got, want)
		}
	}
}

func TestWildcardsMatchOneSegment(t *testing.T) {
	for _, c := range []struct {
		path string
		want bool
	}{
		{"/statements/2026-10", true}, {"/statements/", false}, {"/statements", false}, {"/statements/a/b", false}, {"/statements/a%2Fb", true},
	} {
		if match("/statements/{month}", c.path) != c.want {
			t.Errorf("%s: not %v", c.path, c.want)
		}
	}
}

func TestNoDataIsNotZeroData(t *testing.T) {
	for _, data := range []string{"null", " null\n", "", "  "} {
		if _, err := Home.Open(wire.Site{}, []byte(data)); !errors.Is(err, ErrNoData) {
			t.Errorf("%q opened: %v", data, err)
		}
	}
	if _, err := Home.Open(wire.Site{}, []byte(`[1]`)); err == nil {
		t.Error("a list opened as a home screen")
	}
}

func TestTheTitleNamesScreenAndBrand(t *testing.T) {
	site := wire.Site{Brand: wire.Brand{Card: "みほんカード"}}
	if got := Register.With(site, wire.Register{}).Title; got != "登録フォーム｜みほんカード Netアンサー" {
		t.Error(got)
	}
	site.Lang = "en"
	if got := Register.With(site, wire.Register{}).Title; got != "Registration form | みほんカード Net Answer" {
		t.Error(got)
	}
}

func TestEveryScreenHasAnAddressOfItsOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range All {
		if p := s.Pattern(); p == "" || seen[p] {
			t.Errorf("%q stands twice or nowhere", p)
		} else {
			seen[p] = true
		}
	}
	if _, ok := Find(Failure.Path); ok {
		t.Error("the error page can be gone to")
	}
}

func TestOnlyPathsOfTheTableMayBeGoneTo(t *testing.T) {
	for path, want := range map[string]bool{
		"/home": true, "/": true, "/register/confirm": true,
		"": false, "home": false, "//example.jp": false, "/\\example.jp": false, "\\home": false, "https://example.jp/home": false, "javascript:alert(1)": false,
		"/home?x": false, "/home#x": false, "/home\n": false, "/%68ome": false, "/home/..": false, "/./home": false, "/logout": false, " /home": false, "/ｈome": false,
	} {
		if IsScreen(path) != want {
			t.Errorf("IsScreen(%q) is %v", path, !want)
		}
	}
}

func FuzzIsScreen(f *testing.F) {
	for _, s := range []string{"/home", "//home", "/\\home", "/home?next=//x", "/home/../..//x", "http:/home", "/home%00"} {
		f.Add(s)
	}
	base, _ := url.Parse("https://mihon.example.jp/login")
	f.Fuzz(func(t *testing.T, path string) {
		if !IsScreen(path) {
			return
		}
		to, err := base.Parse(path)
		if err != nil || to.Host != base.Host || to.Scheme != base.Scheme || to.Path != path || to.RawQuery != "" || to.Fragment != "" {
			t.Errorf("%q leads to %v (%v)", path, to, err)
		}
		if _, ok := Find(to.Path); !ok {
			t.Errorf("%q is no screen", path)
		}
	})
}

func TestASentenceTravelsWithTheDataOfAnyScreen(t *testing.T) {
	for _, data := range []string{`{}`, `{"member_id":"a","email":"b"}`} {
		raw, err := Say([]byte(data), Beside{Notice: `お手続き"<&`})
		if err != nil {
			t.Fatal(err)
		}
		shown, err := Done.Open(wire.Site{}, raw)
		if err != nil || shown.Notice != `お手続き"<&` {
			t.Errorf("%s: %q %v", raw, shown.Notice, err)
		}
	}
	if raw, err := Say([]byte(`{"a":1}`), Beside{}); err != nil || string(raw) != `{"a":1}` {
		t.Errorf("nothing to say: %s %v", raw, err)
	}
	raw, err := Say([]byte(`{"holder":"見本 花子"}`), Beside{Member: wire.Member{LastLogin: "2026-11-20 21:04", Cards: []wire.Card{{ID: "a", Last4: "4821", View: true}}}})
	if err != nil {
		t.Fatal(err)
	}
	shown, err := Home.Open(wire.Site{}, raw)
	if err != nil || shown.Member.View().Last4 != "4821" || shown.Member.LastLogin != "2026-11-20 21:04" {
		t.Errorf("who is logged in: %s %+v %v", raw, shown.Member, err)
	}
	for _, s := range All { // or the sentence would stand twice
		if raw, err := json.Marshal(reflect.New(reflect.TypeOf(s).Field(3).Type.In(1)).Interface()); err != nil || strings.Contains(string(raw), `"notice":`) || strings.Contains(string(raw), `"member":`) {
			t.Errorf("%s has a notice of its own: %s %v", s.Pattern(), raw, err)
		}
	}
}
