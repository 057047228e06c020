package main

import (
	"context"
	"database/sql"
	"strings"
	"sync"
	"testing"
	"time"

	"netanswer/shared/wire"
)

// ownPostgres runs a cluster for one test, with what kills it and what brings it back; it comes with the tag system.
var ownPostgres func(t *testing.T) (dsn string, halt, resume func())

func gone(t *testing.T, pr *program) {
	if driver, _ := pr.driver(); driver == "pgx" {
		dsn, halt, resume := ownPostgres(t)
		killed(t, start(t, dsn), halt, resume)
		return
	}
	locked(t, pr)
}

// killed is PostgreSQL killed and resumed in the middle of registrations.
func killed(t *testing.T, pr *program, halt, resume func()) {
	p, q, c, d := pr.person(false), pr.person(true), pr.card("sms"), pr.card("both")
	p.want(p.enter(c, "member_id", "kieta-2026"), 303, "/register/confirm")
	q.want(q.enter(d, "member_id", "kieta-2027"), 303, "/register/confirm")
	q.want(q.post("/register/confirm"), 303, "/register/verify")
	code := q.passcode(d.Mobile)
	m := pr.person(true)
	m.registered(pr.card("diners"), pr.card("diners").Mobile, "member_id", "kieta-2028")
	m.want(m.post("/login", "member_id", "kieta-2028", "password", "Kiri-no-mori7"), 303, "/home")

	halt()
	for _, who := range []*person{p, q, m} {
		for _, path := range []string{"/register", "/register/confirm", "/register/verify", "/register/done"} {
			if who != m { // whose flow ended with the login
				who.busy(path, who.get(path))
			}
		}
		who.busy("/readyz", who.get("/readyz"))
		for _, path := range []string{"/healthz", "/sw.js", "/manifest.webmanifest", "/robots.txt", "/shell", "/icon/192.png"} {
			who.want(who.get(path), 200, "")
		}
		who.busy("login", who.post("/login", "member_id", "kieta-2028", "password", "Kiri-no-mori7"))
		who.busy("confirm", p.of(who).post("/register/confirm"))
	}
	m.busy("/home", m.get("/home"))
	m.busy("/", m.get("/"))
	m.busy("logout", m.post("/logout"))
	q.busy("verify", q.post("/register/verify", "passcode", code))
	stranger := pr.person(false)
	stranger.want(stranger.get("/"), 200, "")
	stranger.want(stranger.get("/login"), 200, "")
	stranger.want(stranger.get("/register"), 200, "")
	a := stranger.post("/register", entry(pr.card("mail"), "member_id", "kieta-2029")...)
	stranger.busy("the form", a)
	if !strings.Contains(a.body, `value="kieta-2029"`) || strings.Contains(a.body, "Kiri-no-mori7") {
		t.Error("the form does not come back as it was typed, without its secrets")
	}

	resume()
	p.want(p.get("/readyz"), 200, "")
	m.want(m.get("/home"), 200, "") // nobody was logged out
	p.want(p.post("/register/confirm"), 303, "/register/verify")
	p.want(p.post("/register/verify", "passcode", p.passcode(c.Mobile)), 303, "/register/done")
	if v := data[wire.Verify](q, "/register/verify"); v.TriesLeft != 5 {
		t.Errorf("the outage cost a try: %+v", v)
	}
	q.want(q.post("/register/verify", "passcode", code), 303, "/register/done")
	stranger.want(stranger.enter(pr.card("mail"), "member_id", "kieta-2029"), 303, "/register/confirm")
}

// of is this person's browser, asking as another does.
func (p *person) of(who *person) *person {
	asked := *p
	asked.json = who.json
	return &asked
}

// locked is SQLite, whose file another program holds for longer than anybody waits.
func locked(t *testing.T, pr *program) {
	people := []*person{pr.person(false), pr.person(true)}
	for n, p := range people {
		p.want(p.enter(pr.card([]string{"sms", "both"}[n]), "member_id", []string{"tojita-2026", "tojita-2027"}[n]), 303, "/register/confirm")
	}
	db, err := sql.Open("sqlite", pr.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	c, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	bound, stop := context.WithTimeout(t.Context(), time.Minute) // against waiting for ever: the bound of a request is 25 s
	defer stop()
	var all sync.WaitGroup
	for _, p := range people {
		all.Go(func() { p.busy("confirm", p.post("/register/confirm")) })
		all.Go(func() {
			fresh := pr.person(p.json)
			fresh.get("/register")
			a := fresh.post("/register", entry(pr.card("mail"), "member_id", "tojita-2028")...)
			fresh.busy("the form", a)
			if !p.json && !strings.Contains(a.body, `value="tojita-2028"`) {
				t.Error("the form does not come back as it was typed")
			}
		})
		all.Go(func() { p.want(p.get("/register/confirm"), 200, "") }) // reading goes on
		all.Go(func() { p.want(p.get("/healthz"), 200, "") })
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	select {
	case <-done:
	case <-bound.Done():
		t.Fatal("a request hangs")
	}
	if _, err := c.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	for n, p := range people {
		p.want(p.post("/register/confirm"), 303, "/register/verify")
		p.want(p.post("/register/verify", "passcode", p.passcode(pr.card([]string{"sms", "both"}[n]).Mobile)), 303, "/register/done")
	}
}

// busy checks that an answer says that it may work in a while.
func (p *person) busy(what string, a answer) {
	p.t.Helper()
	if a.status != 503 || a.header.Get("Retry-After") == "" || !strings.Contains(a.body, "混み合って") {
		p.t.Errorf("%s: %d, Retry-After %q\n%.300s", what, a.status, a.header.Get("Retry-After"), a.body)
	}
	if p.json && !strings.Contains(a.body, `"retry_after":`) {
		p.t.Errorf("%s: %s", what, a.body)
	}
}
