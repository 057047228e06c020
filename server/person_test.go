package main

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/issuer/sandbox"
	"netanswer/shared/wire"
)

// clock is a clock that a test turns.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) turn(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// The secrets of the doors for calls, which every test has open; the SIP endpoint does not listen until telephone is asked for.
const (
	twilioToken = "0123456789abcdef0123456789abcdef"
	callsSecret = "a secret of this test and nobody else"
)

// program is the program as it is deployed, on a database of its own.
type program struct {
	*server
	site  *httptest.Server
	clock *clock
	log   *strings.Builder
	dsn   string
	cfg   config
	made  int                // cards that were made up
	had   map[string]*person // members by the case of their card
	t     *testing.T
}

// databases are the databases that each test of this file runs on; the PostgreSQL one comes with the tag system.
var databases = map[string]func(t *testing.T) string{
	"SQLite": func(t *testing.T) string { return filepath.Join(t.TempDir(), "netanswer.db") },
}

// forJourneys are more ways to a database, on which the tests of these files run too: they go all ways through the store.
var (
	forJourneys = map[string]func(t *testing.T) string{}
	journeys    = []string{"journey_test.go", "portal_test.go", "recover_test.go", "statements_test.go"}
)

func onEach(t *testing.T, test func(t *testing.T, p *program)) {
	all := maps.Clone(databases)
	if _, file, _, _ := runtime.Caller(1); slices.Contains(journeys, filepath.Base(file)) {
		maps.Copy(all, forJourneys)
	}
	for name, dsn := range all {
		t.Run(name, func(t *testing.T) { test(t, start(t, dsn(t))) })
	}
}

func start(t *testing.T, dsn string, more ...string) *program {
	t.Helper()
	// the 23rd: the amount due is fixed, the debit is ahead
	c := &clock{t: time.Date(2026, 11, 23, 10, 15, 0, 0, time.UTC)}
	log := &strings.Builder{}
	args := []string{"--dev", "--calls", "sip,twilio,webhook", "--sip-listen", "127.0.0.1:0", "--twilio-token", twilioToken, "--calls-secret", callsSecret, "--listen", "localhost:8080", "--sandbox-members", "100", "--trusted-proxies", "127.0.0.0/8", "--database", dsn, "--keys", filepath.Join(t.TempDir(), "keys.json")}
	cfg, err := readConfig(append(args, more...), nil)
	if err != nil {
		t.Fatal(err)
	}
	return serving(t, cfg, dsn, c, log)
}

// twin is another server on the same database.
func (p *program) twin() *program { return serving(p.t, p.cfg, p.dsn, p.clock, &strings.Builder{}) }

func serving(t *testing.T, cfg config, dsn string, c *clock, log *strings.Builder) *program {
	t.Helper()
	s, err := build(t.Context(), cfg, zerolog.New(zerolog.SyncWriter(log)), c.now)
	if err != nil {
		t.Fatal(err)
	}
	s.flows.Slots.Sleep = func(context.Context, time.Duration) {} // the slots have a test of their own, in real time
	web := httptest.NewTLSServer(s.handler)                       // __Host- cookies want TLS
	t.Cleanup(func() { web.Close(); s.close() })
	return &program{s, web, c, log, dsn, cfg, 0, nil, t}
}

func (p *program) card(slug string) sandbox.DemoCard {
	for _, c := range p.sandbox.DemoCards() {
		if c.Case == slug {
			return c
		}
	}
	p.t.Fatalf("the sandbox has no case %q", slug)
	return sandbox.DemoCard{}
}

// person is a browser at this site.
type person struct {
	*program
	http *http.Client
	json bool   // asks for JSON, as the running app does
	host string // of the site, when another than its own
	from string // the address that a proxy says, when any
}

func (p *program) person(asJSON bool) *person {
	jar, err := cookiejar.New(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	return &person{p, &http.Client{
		Jar: jar, Transport: p.site.Client().Transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}, asJSON, "", ""}
}

// answer is what came back, redirects not followed.
type answer struct {
	status int
	to     string // of a redirect
	body   string
	header http.Header
}

func (p *person) do(method, path string, fields url.Values, headers ...string) answer {
	p.t.Helper()
	if fields == nil {
		return p.request(method, path, nil, headers...)
	}
	return p.request(method, path, strings.NewReader(fields.Encode()), append([]string{"Content-Type", "application/x-www-form-urlencoded"}, headers...)...)
}

func (p *person) request(method, path string, body io.Reader, headers ...string) answer {
	p.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, p.site.URL+path, body)
	if err != nil {
		p.t.Fatal(err)
	}
	r.Host = p.host
	if p.from != "" {
		r.Header.Set("X-Forwarded-For", p.from)
	}
	if p.json {
		r.Header.Set("Accept", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := p.http.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header.Get("Location"), string(raw), res.Header}
}

func (p *person) address(path string) *url.URL {
	u, err := url.Parse(p.site.URL + path)
	if err != nil {
		p.t.Fatal(err)
	}
	return u
}

func (p *person) get(path string) answer { p.t.Helper(); return p.do("GET", path, nil) }

func (p *person) post(path string, kv ...string) answer {
	p.t.Helper()
	fields := url.Values{}
	for i := 0; i < len(kv); i += 2 {
		fields.Set(kv[i], kv[i+1])
	}
	return p.do("POST", path, fields)
}

// data is the data of a screen.
func data[T any](p *person, path string) (v T) {
	p.t.Helper()
	a := p.do("GET", path, nil, "Accept", "application/json")
	if a.status != http.StatusOK {
		p.t.Fatalf("%s: %d %s %s", path, a.status, a.to, a.body)
	}
	if err := json.Unmarshal([]byte(a.body), &v); err != nil {
		p.t.Fatalf("%s: %v in %s", path, err, a.body)
	}
	return v
}

// device is the device cookie that came with it, if any.
func (a answer) device() (device *http.Cookie) {
	for _, line := range a.header.Values("Set-Cookie") {
		if c, err := http.ParseSetCookie(line); err == nil && c.Name == "__Host-device" {
			device = c
		}
	}
	return device
}

// problems are what a JSON answer finds wrong, as field:key.
func (a answer) problems() (out []string) {
	var f wire.Failure
	if json.Unmarshal([]byte(a.body), &f) != nil {
		return []string{a.body}
	}
	for _, p := range f.Problems {
		out = append(out, p.Field+":"+p.Key)
	}
	return out
}

func (p *person) want(a answer, status int, to string) answer {
	p.t.Helper()
	if a.status != status || a.to != to {
		p.t.Fatalf("answered %d to %q, want %d to %q\n%.600s", a.status, a.to, status, to, a.body)
	}
	return a
}

// entry is the form filled in for a card.
func entry(c sandbox.DemoCard, more ...string) []string {
	return append([]string{
		"card_number", c.Number, "exp_month", c.ExpMonth, "exp_year", c.ExpYear, "security_code", c.SecurityCode,
		"member_id", "mizube2026", "password", "Kiri-no-mori7", "email", "someone@mail.example.org", "agree", "true", "terms_version", "terms-3/privacy-2",
	}, more...)
}

// card is the part of the form that asks for the card alone.
func card(c sandbox.DemoCard) []string {
	return []string{"part", "card", "card_number", c.Number, "exp_month", c.ExpMonth, "exp_year", c.ExpYear, "security_code", c.SecurityCode}
}

// enter opens the form and sends it.
func (p *person) enter(c sandbox.DemoCard, more ...string) answer {
	p.t.Helper()
	p.get("/register")
	return p.post("/register", entry(c, more...)...)
}

// passcode is what the handset shows that arrived last.
func (p *person) passcode(to string) string {
	p.t.Helper()
	if err := p.runner.Once(context.Background()); err != nil {
		p.t.Fatal(err)
	}
	for _, m := range p.arrived(to) {
		for _, word := range strings.FieldsFunc(m, func(r rune) bool { return r < '0' || r > '9' }) {
			if len(word) == 6 {
				return word
			}
		}
	}
	p.t.Fatalf("no passcode arrived at %s", to)
	return ""
}

// arrived are the messages to an address or number, newest first.
func (p *person) arrived(to string) (out []string) {
	p.t.Helper()
	var list []struct{ Subject, Text string }
	if err := json.Unmarshal([]byte(p.get("/dev/handset/messages?to="+url.QueryEscape(to)).body), &list); err != nil {
		p.t.Fatal(err)
	}
	for _, m := range list {
		out = append(out, m.Subject+"\n"+m.Text)
	}
	return out
}

// registered walks the whole way.
func (p *person) registered(c sandbox.DemoCard, to string, more ...string) {
	p.t.Helper()
	p.want(p.enter(c, more...), 303, "/register/confirm")
	p.want(p.post("/register/confirm"), 303, "/register/verify")
	p.want(p.post("/register/verify", "passcode", p.passcode(to)), 303, "/register/done")
}
