package main

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// The floor writes what the program writes, or the comparison is worth nothing.
func TestTheFloorDrawsTheSamePage(t *testing.T) {
	page := `<!doctype html><html lang="ja"><head><title>明細 &amp; more</title></head><body><main id="main"><p class="a b">¥1,234 &lt;b&gt;</p>` +
		`<a class="row" href="/statements/2026-11?page=2&amp;all">A &#39;quoted&#39; {{shop}}</a><svg><rect x="1"></rect></svg></main>` +
		`<script type="application/json" id="screen-data">{"a":{"b":"c{{d}}"}}</script><script src="/web/app.js" defer></script></body></html>`
	h, err := floorTemplates([]string{"<p>another</p>", page})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/1", nil))
	if got, want := html.UnescapeString(w.Body.String()), html.UnescapeString(page); got != want || w.Code != 200 {
		t.Errorf("%d\n%s\nwant\n%s", w.Code, got, want)
	}
	_, words, err := templateOf(page)
	if err != nil || len(words) != 4 {
		t.Errorf("%d words are data: %q, %v", len(words), words, err)
	}
}

// Requests come at their time, whatever becomes of those before; who waits for a connection waits from then on.
func TestTheLoadDoesNotWaitForAnswers(t *testing.T) {
	var at, most atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n := at.Add(1); n > most.Load() {
			most.Store(n)
		}
		defer at.Add(-1)
		time.Sleep(300 * time.Millisecond)
		if strings.HasPrefix(r.URL.Path, "/none") {
			w.WriteHeader(http.StatusNotFound)
		}
		fmt.Fprint(w, r.URL.Path)
	}))
	defer s.Close()
	began := time.Now()
	took, err := open(s.URL, [][]byte{page("/a", "c=1"), page("/b", "c=2")}, time.Second)
	if err != nil || len(took) != perSecond || hundredth(took) < 300 || most.Load() < 5 {
		t.Errorf("%d answers, the slowest %.0f ms, %d at once: %v", len(took), hundredth(took), most.Load(), err)
	}
	if d := time.Since(began); d < time.Second || d > 10*time.Second {
		t.Errorf("a round of a second took %v", d)
	}
	if _, err := open(s.URL, [][]byte{page("/none", "c=1")}, 100*time.Millisecond); err == nil || !strings.Contains(err.Error(), "/none") {
		t.Errorf("a page that is none: %v", err)
	}
}

func TestTheHundredth(t *testing.T) {
	var took []float64
	for n := range 1000 {
		took = append(took, float64(999-n))
	}
	if got := hundredth(took); got != 990 {
		t.Errorf("%v", got)
	}
}
