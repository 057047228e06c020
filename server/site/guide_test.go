package site

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"netanswer/shared/wire"
)

func TestTheGuideShowsAPictureAStepAndTheFilmInTheReadersLanguage(t *testing.T) {
	_, h := searchSite(t, false)
	for path, view := range map[string]string{"/guide/pc": "pc", "/guide/iphone": "phone", "/guide/android": "phone"} {
		for _, lang := range []string{"ja", "en"} {
			var d wire.GuidePage
			w := ask(t, h, path, "Accept", "application/json", "Accept-Language", lang)
			if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil || len(d.Pictures) != len(wire.GuideSteps) || d.Film == nil {
				t.Fatalf("%s in %s: %d pictures, film %v (%v)", path, lang, len(d.Pictures), d.Film, err)
			}
			for i, step := range wire.GuideSteps {
				if !strings.HasPrefix(d.Pictures[i].Path, "/web/guide/"+view+"-"+step+"-"+lang+".") {
					t.Errorf("%s in %s, step %s: %s", path, lang, step, d.Pictures[i].Path)
				}
				if w := ask(t, h, d.Pictures[i].Path); w.Code != 200 || w.Header().Get("Content-Type") != "image/png" {
					t.Errorf("%s: %d", d.Pictures[i].Path, w.Code)
				}
			}
			w = ask(t, h, d.Film.Path, "Range", "bytes=0-99")
			if w.Code != http.StatusPartialContent || w.Body.Len() != 100 || w.Header().Get("Content-Type") != "video/webm" || d.Film.Seconds > 60 {
				t.Errorf("%s: %d, %d bytes", d.Film.Path, w.Code, w.Body.Len())
			}
			w = ask(t, h, d.Film.MP4, "Range", "bytes=0-99")
			if w.Code != http.StatusPartialContent || w.Body.Len() != 100 || w.Header().Get("Content-Type") != "video/mp4" || !strings.HasPrefix(d.Film.MP4, "/web/guide/"+view+"-film-"+lang+".") {
				t.Errorf("%s: %d, %d bytes", d.Film.MP4, w.Code, w.Body.Len())
			}
			if page := ask(t, h, path, "Accept-Language", lang).Body.String(); !strings.Contains(page, `<source src="`+d.Film.Path+`" type="video/webm"><source src="`+d.Film.MP4+`" type="video/mp4">`) {
				t.Errorf("%s in %s does not offer both forms of its film", path, lang)
			}
			if page := ask(t, h, path, "Accept-Language", lang).Body.String(); strings.Count(page, "<img") != len(wire.GuideSteps) || !strings.Contains(page, `<video`) || !strings.Contains(page, `preload="none"`) {
				t.Errorf("%s in %s does not show them", path, lang)
			}
		}
	}
	if p := ask(t, h, "/").Header().Get("Content-Security-Policy"); !strings.Contains(p, "media-src 'self';") {
		t.Error(p)
	}
}

func TestPicturesOfAnotherBrandAreNotShown(t *testing.T) {
	s := testSite(t)
	s.Brand.Card.JA, s.Hosts = "あおばとカード", []string{"card.example.jp"}
	h, err := s.Handler()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/guide", "/guide/pc", "/guide/iphone"} {
		page := ask(t, h, path).Body.String()
		if strings.Contains(page, "<img") || strings.Contains(page, "<video") || !strings.Contains(page, "<h2") {
			t.Errorf("%s shows pictures of another brand, or nothing", path)
		}
	}
}
