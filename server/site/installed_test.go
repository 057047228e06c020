package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"os"
	"strconv"
	"strings"
	"testing"

	"rsc.io/qr"

	"netanswer/app/screen"
	"netanswer/shared/wire"
)

type manifestFile struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Short   string `json:"short_name"`
	About   string `json:"description"`
	Lang    string `json:"lang"`
	Start   string `json:"start_url"`
	Scope   string `json:"scope"`
	Display string `json:"display"`
	Theme   string `json:"theme_color"`
	Ground  string `json:"background_color"`
	Dark    struct {
		Theme  string `json:"theme_color"`
		Ground string `json:"background_color"`
	} `json:"color_scheme_dark"`
	Icons      []picture
	Shots      []picture `json:"screenshots"`
	Shortcuts  []struct{ Name, URL string }
	Categories []string
}

type picture struct {
	Src, Sizes, Type, Purpose, Label string
	Form                             string `json:"form_factor"`
}

// css are the colours that pages have.
func css(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile("../../web/css/10-tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// A phone that reads the code comes to the page on which the app is got, and nowhere else: what is drawn is read back module by module.
func TestTheCodeOfTheFirstPageAndOfTheAppLeadsToTheApp(t *testing.T) {
	s, h := searchSite(t, false)
	want, err := qr.Encode(strings.TrimSuffix(s.Public.String(), "/")+"/app", qr.M)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/app"} {
		var d struct {
			QR   string `json:"qr"`
			Size int    `json:"qr_size"`
		}
		if err := json.Unmarshal(ask(t, h, path, "Accept", "application/json").Body.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		black := map[[2]int]bool{}
		for run := range strings.SplitSeq(strings.TrimSuffix(d.QR, "z"), "z") {
			var x, y, wide, back int
			if _, err := fmt.Sscanf(run, "M%d %dh%dv1h-%d", &x, &y, &wide, &back); err != nil || wide != back {
				t.Fatalf("%s: %q is no row of modules: %v", path, run, err)
			}
			for i := range wide {
				black[[2]int{x + i, y}] = true
			}
		}
		if d.Size != want.Size+8 {
			t.Fatalf("%s: %d modules a side, want %d and four of quiet on each side", path, d.Size, want.Size)
		}
		for y := range d.Size {
			for x := range d.Size {
				if black[[2]int{x, y}] != want.Black(x-4, y-4) {
					t.Fatalf("%s: module %d, %d is wrong", path, x, y)
				}
			}
		}
	}
}

func TestTheManifestIsCompleteAndEveryPictureIsAsLargeAsItSays(t *testing.T) {
	s, h := searchSite(t, false)
	for lang, app := range map[string]string{"ja": "みほんPortal", "en": "Mihon Portal"} {
		w := ask(t, h, "/manifest.webmanifest", "Accept-Language", lang)
		var m manifestFile
		if err := json.Unmarshal(w.Body.Bytes(), &m); err != nil || w.Header().Get("Content-Type") != "application/manifest+json" {
			t.Fatal(err, w.Header())
		}
		if m.ID != "/" || m.Name != app || m.Short != app || m.About == "" || m.Lang != lang || m.Scope != "/" || m.Display != "standalone" || m.Theme != string(s.Brand.Colours.Deep) || m.Ground == "" {
			t.Errorf("%s: %+v", lang, m)
		}
		if m.Dark.Theme != string(s.Brand.Colours.Night) || !strings.Contains(css(t), "--bg: "+m.Dark.Ground+";") || m.Dark.Ground == m.Ground || !strings.Contains(css(t), "--bg: "+m.Ground+";") {
			t.Errorf("in the dark %+v, else %s on %s", m.Dark, m.Theme, m.Ground)
		}
		if m.Start != "/portal" { // which leads on to where somebody stands: server/portal_test.go
			t.Errorf("it starts at %s", m.Start)
		}
		purposes := map[string]bool{}
		for _, p := range m.Icons {
			purposes[p.Purpose+" "+p.Sizes] = true
		}
		for _, want := range []string{"any 192x192", "any 512x512", "maskable 512x512", "monochrome 512x512"} {
			if !purposes[want] {
				t.Errorf("no icon %s among %v", want, purposes)
			}
		}
		forms := map[string]int{}
		for _, p := range append(m.Icons, m.Shots...) {
			forms[p.Form]++
			w := ask(t, h, p.Src)
			if w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), p.Type) {
				t.Errorf("%s: %d %s, want %s", p.Src, w.Code, w.Header().Get("Content-Type"), p.Type)
			}
			if p.Type != "image/png" {
				continue
			}
			c, err := png.DecodeConfig(bytes.NewReader(w.Body.Bytes()))
			if size := strconv.Itoa(c.Width) + "x" + strconv.Itoa(c.Height); err != nil || size != p.Sizes {
				t.Errorf("%s is %s, not %s (%v)", p.Src, size, p.Sizes, err)
			}
			if long, short := max(c.Width, c.Height), min(c.Width, c.Height); p.Form != "" && (short < 320 || long > 3840 || 10*long > 23*short || p.Label == "") {
				t.Errorf("no browser shows %s of %s (%q)", p.Src, p.Sizes, p.Label)
			}
		}
		if forms["narrow"] < 2 || forms["wide"] < 2 {
			t.Errorf("screenshots: %v", forms)
		}
		for _, to := range m.Shortcuts {
			if !screen.IsScreen(to.URL) || to.Name == "" {
				t.Errorf("a shortcut %q leads to %s, which is no screen", to.Name, to.URL)
			}
		}
	}
}

func TestTheHeadTellsPhonesThatThisIsAnApp(t *testing.T) {
	s, h := searchSite(t, false)
	for _, path := range []string{"/", "/login", "/shell"} {
		page := ask(t, h, path).Body.String()
		for _, tag := range []string{
			`<meta name="theme-color" content="` + string(s.Brand.Colours.Deep) + `" media="(prefers-color-scheme: light)">`,
			`<meta name="theme-color" content="` + string(s.Brand.Colours.Night) + `" media="(prefers-color-scheme: dark)">`,
			`<meta name="apple-mobile-web-app-capable" content="yes">`, `<meta name="apple-mobile-web-app-title" content="みほんPortal">`,
			`<meta name="apple-mobile-web-app-status-bar-style" content="default">`, `<link rel="apple-touch-icon" href="/icon/apple.png">`, `viewport-fit=cover`,
		} {
			if !strings.Contains(page, tag) {
				t.Errorf("%s lacks %s", path, tag)
			}
		}
	}
}

func TestTheStepsOfThisDeviceComeFirst(t *testing.T) {
	_, h := searchSite(t, false)
	for agent, want := range map[string]wire.Device{
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1": wire.IPhone,
		"Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36":                   wire.Android,
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15":                   wire.PC,
		"": wire.PC,
	} {
		page := ask(t, h, "/app", "User-Agent", agent).Body.String()
		var d wire.Install
		if err := json.Unmarshal(ask(t, h, "/app", "User-Agent", agent, "Accept", "application/json").Body.Bytes(), &d); err != nil || d.Device != want {
			t.Errorf("%s: %q, want %q (%v)", agent, d.Device, want, err)
		}
		at := map[wire.Device]int{}
		for _, id := range []wire.Device{wire.IPhone, wire.Android, wire.PC} {
			if at[id] = strings.Index(page, ` id="`+string(id)+`-h"`); at[id] < 0 {
				t.Errorf("%s finds no steps for %s", agent, id)
			}
		}
		for id := range at {
			if at[id] < at[want] {
				t.Errorf("%s: the steps of %s come before those of %s", agent, id, want)
			}
		}
		if (d.QR != "") != (want == wire.PC) {
			t.Errorf("%s: a code for the phone: %v", agent, d.QR != "")
		}
	}
}

func TestTheWorkerKeepsTheShellAtOnceAndNothingElseBesidesTheBuild(t *testing.T) {
	s, h := searchSite(t, false)
	source := ask(t, h, "/sw.js").Body.String()
	_, rest, _ := strings.Cut(source, "const FILES = ")
	list, _, _ := strings.Cut(rest, ".filter")
	var files []string
	if err := json.Unmarshal([]byte(list), &files); err != nil || len(files) < 4 || files[0] != "/shell" {
		t.Fatal(files, err)
	}
	for _, f := range files[1:] {
		if !strings.HasPrefix(f, "/web/") || strings.HasPrefix(f, "/web/scan/") || strings.HasPrefix(f, "/web/guide/") {
			t.Errorf("it keeps %s when it is installed", f)
		}
	}
	if strings.Contains(source, "{{") || !strings.Contains(source, "VERSION = '"+s.version+"'") {
		t.Error("not filled in: ", source[:400])
	}
}
