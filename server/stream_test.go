package main

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
)

// listens opens the stream of a call and hands over its events as they come; it is closed when the stream ends.
func (p *person) listensTo(path string, at *program) (res *http.Response, events chan string) {
	p.t.Helper()
	ctx, hangUp := context.WithTimeout(context.Background(), 10*time.Second)
	p.t.Cleanup(hangUp)
	r, err := http.NewRequestWithContext(ctx, "GET", at.site.URL+path, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	for _, c := range p.http.Jar.Cookies(p.address("/")) {
		r.AddCookie(c)
	}
	c := &http.Client{Transport: at.site.Client().Transport, CheckRedirect: p.http.CheckRedirect}
	if res, err = c.Do(r); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { res.Body.Close() })
	events = make(chan string, 100)
	go func() {
		defer close(events)
		for lines := bufio.NewScanner(res.Body); lines.Scan(); {
			if line := lines.Text(); line != "" {
				events <- line
			}
		}
	}()
	return res, events
}

// next is the next line that tells something.
func next(t *testing.T, events chan string) string {
	t.Helper()
	select {
	case line := <-events:
		return line
	case <-time.After(5 * time.Second):
		t.Fatal("nothing comes")
		return ""
	}
}

func TestTheScreenNoticesTheCallOnWhicheverServerItCame(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		twin := pr.twin()
		for _, server := range []*program{pr, twin} {
			server.pages.Streams.Every = 5 * time.Millisecond
		}
		p, c := pr.person(true), pr.card("landline")
		d := p.waiting(c, "denwa-2026")
		res, events := p.listensTo("/register/call/events", pr)
		if res.StatusCode != 200 || res.Header.Get("Content-Type") != "text/event-stream" || res.Header.Get("Cache-Control") != "no-store" || res.Header.Get("X-Accel-Buffering") != "no" {
			t.Fatalf("%d %v", res.StatusCode, res.Header)
		}
		for _, want := range []string{"retry: 3000", "data: waits", ":"} { // and a sign of life
			if line := next(t, events); line != want {
				t.Fatalf("%q, want %q", line, want)
			}
		}
		if !twin.dial(c.Landline, d.Free) {
			t.Fatal("not received")
		}
		line := next(t, events)
		for line == ":" {
			line = next(t, events)
		}
		if line != "data: came" {
			t.Fatalf("%q", line)
		}
		if line, open := <-events; open {
			t.Errorf("it goes on: %q", line)
		}
		if _, events := p.listensTo("/register/call/events", twin); next(t, events) != "retry: 3000" || next(t, events) != "data: came" {
			t.Error("one that comes later is not told")
		}
	})
}

func TestAStreamEndsWithTheTimeForTheCallAndWithTheServer(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.pages.Streams.Every = 5 * time.Millisecond
		p := pr.person(true)
		p.waiting(pr.card("landline"), "denwa-2026")
		_, events := p.listensTo("/register/call/events", pr)
		next(t, events)
		pr.clock.turn(5 * time.Minute)
		line := next(t, events)
		for line == ":" || line == "data: waits" {
			line = next(t, events)
		}
		if line != "data: over" {
			t.Errorf("%q", line)
		}
		p.want(p.post("/register/send", "channel", "call"), 303, "/register/call")
		_, events = p.listensTo("/register/call/events", pr)
		next(t, events)
		pr.leaving.begin(0)
		for line := range events {
			if line != "data: waits" && line != ":" {
				t.Errorf("%q", line)
			}
		}
	})
}

func TestStreamsAreForWhoWaitsAndNoMoreThanSome(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		if res, _ := pr.person(true).listensTo("/register/call/events", pr); res.StatusCode != 303 {
			t.Errorf("without a flow: %d", res.StatusCode)
		}
		p := pr.person(true)
		p.waiting(pr.card("landline"), "denwa-2026")
		for n := range 5 {
			res, events := p.listensTo("/register/call/events", pr)
			if n < 4 {
				next(t, events)
			}
			if (res.StatusCode == 200) != (n < 4) || n == 4 && (res.StatusCode != 503 || res.Header.Get("Retry-After") == "") {
				t.Errorf("stream %d of one flow: %d", n+1, res.StatusCode)
			}
		}
	})
}

// Without scripts the page comes again by itself while it waits, and only then; nothing on it is typed.
func TestThePageThatWaitsComesAgainWithoutScripts(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(false), pr.card("landline")
		p.waiting(c, "denwa-2026")
		const again = `<noscript><meta http-equiv="refresh" content="7;url=/register/call"></noscript>`
		for _, a := range []answer{p.get("/register/call"), p.post("/register/call")} {
			if !strings.Contains(a.body, again) || strings.Contains(a.body, `type="text"`) || !strings.Contains(a.body, "番号の前に186を付けて") {
				t.Errorf("%d %.300s", a.status, a.body)
			}
		}
		p.calls(c.Landline)
		if a := p.get("/register/call"); strings.Contains(a.body, "refresh") || !strings.Contains(a.body, "お電話を確認しました") {
			t.Errorf("%d %.300s", a.status, a.body)
		}
		p.want(p.post("/register/call"), 303, "/register/done")
	})
}
