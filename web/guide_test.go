package web

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func guideAssets(t *testing.T) (*Assets, Guide) {
	t.Helper()
	a, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	g, err := a.AddGuide()
	if err != nil {
		t.Fatal(err)
	}
	return a, g
}

func TestEveryFileOfTheGuideIsNamedByItsContentAndTravelsAsItIs(t *testing.T) {
	a, g := guideAssets(t)
	if len(g.Files) < 40 {
		t.Fatalf("only %d files: make guide", len(g.Files))
	}
	entries, err := guide.ReadDir("guide")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if _, listed := g.Files[e.Name()]; !listed && e.Name() != "guide.json" {
			t.Errorf("%s is embedded for nothing", e.Name())
		}
	}
	for name, p := range g.Files {
		raw, err := guide.ReadFile("guide/" + name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if Hash(raw) != p.Hash || p.Width < 300 || p.Height < 300 {
			t.Errorf("%s is not what guide.json says: %+v", name, p)
		}
		res := get(a, p.Path, "gzip, br")
		body, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != 200 || !bytes.Equal(body, raw) || res.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s: %d, %d bytes, %v (%v)", p.Path, res.StatusCode, len(body), res.Header, err)
		}
		if kind := res.Header.Get("Content-Type"); kind != http.DetectContentType(raw) {
			t.Errorf("%s is called %s", name, kind)
		}
		if !strings.Contains(res.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %v", name, res.Header)
		}
	}
}

func TestAFilmIsAnsweredInRangesAsSafariAsksForIt(t *testing.T) {
	a, g := guideAssets(t)
	for _, name := range []string{"pc-film-ja.webm", "pc-film-ja.mp4"} {
		inRanges(t, a, g, name)
	}
}

func inRanges(t *testing.T, a *Assets, g Guide, name string) {
	t.Helper()
	film, ok := g.Files[name]
	if !ok {
		t.Fatalf("there is no %s: make guide", name)
	}
	raw, err := guide.ReadFile("guide/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for asked, want := range map[string][]byte{"bytes=0-1": raw[:2], "bytes=100-199": raw[100:200], "bytes=-10": raw[len(raw)-10:]} {
		r := httptest.NewRequest("GET", film.Path, nil)
		r.Header.Set("Range", asked)
		w := httptest.NewRecorder()
		a.ServeHTTP(w, r)
		if w.Code != http.StatusPartialContent || !bytes.Equal(w.Body.Bytes(), want) || !strings.HasPrefix(w.Header().Get("Content-Range"), "bytes ") {
			t.Errorf("%s: %d, %d bytes, %v", asked, w.Code, w.Body.Len(), w.Header())
		}
	}
	r := httptest.NewRequest("GET", film.Path, nil)
	r.Header.Set("Range", "bytes=99999999-")
	w := httptest.NewRecorder()
	a.ServeHTTP(w, r)
	if w.Code != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("beyond the end: %d", w.Code)
	}
}
