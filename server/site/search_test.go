package site

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"netanswer/app/screen"
	"netanswer/shared/text"
)

// head is what a page's head says: meta by name or property, links by rel and language.
type head struct {
	title       string
	meta, links map[string]string
}

func headOf(t *testing.T, body string) head {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	h := head{meta: map[string]string{}, links: map[string]string{}}
	walk(doc, func(n *html.Node) {
		at := map[string]string{}
		for _, a := range n.Attr {
			at[a.Key] = a.Val
		}
		switch n.Data {
		case "title":
			if n.Parent.Data == "head" {
				h.title = n.FirstChild.Data
			}
		case "meta":
			h.meta[at["name"]+at["property"]] = at["content"]
		case "link":
			h.links[strings.TrimSpace(at["rel"]+" "+at["hreflang"])] = at["href"]
		}
	})
	return h
}

func ask(t *testing.T, h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("GET", "https://card.example.jp"+path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func searchSite(t *testing.T, demo bool) (*Site, http.Handler) {
	t.Helper()
	s := testSite(t)
	s.Demo, s.Hosts = demo, []string{"card.example.jp"}
	h, err := s.Handler()
	if err != nil {
		t.Fatal(err)
	}
	return s, h
}

// elsewhere are addresses besides the screens of the table.
var elsewhere = []string{"/nowhere", "/register?expired=1", "/shell", "/healthz", "/sw.js", "/manifest.webmanifest", "/icon/512.png", "/robots.txt", "/sitemap.xml", "/language?to=en"}

func TestASearchFindsTheFirstPageTheGuideAndTheAppAndNothingElse(t *testing.T) {
	_, h := searchSite(t, false)
	found := 0
	for _, row := range screen.All {
		path := strings.TrimSuffix(row.Pattern(), "{$}")
		may := path == "/" || path == "/guide" || strings.HasPrefix(path, "/guide/") || path == "/app"
		w := ask(t, h, path)
		tag := w.Header().Get("X-Robots-Tag")
		if !may {
			if tag != "noindex" {
				t.Errorf("%s: X-Robots-Tag %q", path, tag)
			}
			if w.Code == 200 && headOf(t, w.Body.String()).meta["robots"] != "noindex" {
				t.Errorf("%s does not say noindex itself", path)
			}
			continue
		}
		found++
		if w.Code != 200 || tag != "" {
			t.Errorf("%s: %d, X-Robots-Tag %q", path, w.Code, tag)
		}
		if w := ask(t, h, path, "Accept", "application/json"); w.Header().Get("X-Robots-Tag") != "noindex" {
			t.Errorf("the data of %s can be found", path)
		}
	}
	if found != 6 || found != len(findable) {
		t.Errorf("%d of %d findable pages are screens", found, len(findable))
	}
	for _, path := range elsewhere {
		if tag := ask(t, h, path).Header().Get("X-Robots-Tag"); tag != "noindex" {
			t.Errorf("%s: X-Robots-Tag %q", path, tag)
		}
	}
}

func TestAPageThatIsFoundSaysWhatItIsInEachLanguage(t *testing.T) {
	_, h := searchSite(t, false)
	titles := map[string]bool{}
	for path := range findable {
		for _, l := range []text.Lang{text.JA, text.EN} {
			here := "https://card.example.jp" + path
			ja, en := here, here+"?lang=en"
			if l == text.EN {
				here = en
			}
			w := ask(t, h, strings.TrimPrefix(here, "https://card.example.jp"))
			p := headOf(t, w.Body.String())
			titles[p.title+p.meta["description"]] = true
			if n := len([]rune(p.meta["description"])); p.title == "" || n < 40 || n > 170 {
				t.Errorf("%s in %s: title %q, description of %d characters", path, l, p.title, n)
			}
			for name, want := range map[string]string{"canonical": here, "alternate ja": ja, "alternate en": en, "alternate x-default": ja} {
				if p.links[name] != want {
					t.Errorf("%s in %s: %s is %q, not %q", path, l, name, p.links[name], want)
				}
			}
			for name, want := range map[string]string{
				"og:title": p.title, "og:description": p.meta["description"], "og:type": "website", "og:url": here,
				"og:locale": map[text.Lang]string{"ja": "ja_JP", "en": "en_US"}[l], "og:image": "https://card.example.jp/icon/512.png", "robots": "",
			} {
				if p.meta[name] != want {
					t.Errorf("%s in %s: %s is %q, not %q", path, l, name, p.meta[name], want)
				}
			}
			if l == text.EN && japanese(p.title+p.meta["description"]+p.meta["og:site_name"]) != "" {
				t.Errorf("%s in English: %q %q", path, p.title, p.meta["description"])
			}
		}
	}
	if len(titles) != 2*len(findable) {
		t.Errorf("two of the pages cannot be told apart: %v", titles)
	}
	if w := ask(t, h, "/icon/512.png"); w.Code != 200 || w.Header().Get("Content-Type") != "image/png" {
		t.Errorf("the picture for Open Graph: %d %s", w.Code, w.Header())
	}
}

func TestInDemoModeNothingIsFound(t *testing.T) {
	_, h := searchSite(t, true)
	paths := slices.Clone(elsewhere)
	for _, row := range screen.All {
		paths = append(paths, strings.TrimSuffix(row.Pattern(), "{$}"))
	}
	for _, path := range paths {
		w := ask(t, h, path)
		if tag := w.Header().Get("X-Robots-Tag"); tag != "noindex, nofollow" {
			t.Errorf("%s: X-Robots-Tag %q", path, tag)
		}
		if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") && w.Code < 300 && path != "/shell" {
			if p := headOf(t, w.Body.String()); p.meta["robots"] != "noindex, nofollow" || p.meta["og:title"] != "" || p.links["canonical"] != "" {
				t.Errorf("%s: %+v", path, p)
			}
		}
	}
}

func TestWhatMustNotBeFoundMayBeReadToSaySo(t *testing.T) {
	for _, demo := range []bool{false, true} {
		_, h := searchSite(t, demo)
		robots, sitemap := ask(t, h, "/robots.txt").Body.String(), ask(t, h, "/sitemap.xml")
		if !strings.HasPrefix(robots, "User-agent: *\nDisallow:\n") || strings.Contains(robots, "Sitemap: https://card.example.jp/sitemap.xml") == demo {
			t.Errorf("demo %v: %s", demo, robots)
		}
		want := 2 * len(findable)
		if demo {
			want = 0
		}
		if n := strings.Count(sitemap.Body.String(), "<loc>https://card.example.jp/"); n != want || !strings.HasPrefix(sitemap.Header().Get("Content-Type"), "application/xml") {
			t.Errorf("demo %v: %d pages in the sitemap, not %d", demo, n, want)
		}
		if !demo {
			for path := range findable {
				if !strings.Contains(sitemap.Body.String(), "<loc>https://card.example.jp"+path+"?lang=en</loc>") {
					t.Errorf("the sitemap lacks %s in English", path)
				}
			}
		}
	}
}

func TestTheAddressOfALanguageIsStrongerThanTheBrowserAndRemembered(t *testing.T) {
	_, h := searchSite(t, false)
	for _, c := range []struct{ path, want string }{{"/?lang=en", "en"}, {"/guide?lang=en", "en"}, {"/?lang=ja", "ja"}, {"/?lang=fr", "ja"}, {"/login?lang=en", "ja"}} {
		w := ask(t, h, c.path, "Accept-Language", "ja")
		if !strings.Contains(w.Body.String(), `<html lang="`+c.want+`"`) || w.Header().Get("Content-Language") != c.want {
			t.Errorf("%s is not in %s", c.path, c.want)
		}
		if named := strings.Contains(w.Header().Get("Set-Cookie"), "lang="+c.want); named != (c.path[0:2] != "/l" && c.path != "/?lang=fr") {
			t.Errorf("%s: %q", c.path, w.Header().Get("Set-Cookie"))
		}
	}
}

// japanese is what of a text an English reader cannot read.
func japanese(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x3000 && r <= 0x30ff || r >= 0x3400 && r <= 0x9fff || r >= 0xff00 && r <= 0xffef {
			return r
		}
		return -1
	}, s)
}
