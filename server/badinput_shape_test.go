package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"netanswer/shared/wire"
)

// mark stands in everything that is sent here: it may not be in the log.
const mark = "kakushi7739"

// actions are all addresses that take a form.
func actions(t *testing.T) (out []string) {
	t.Helper()
	raw, err := os.ReadFile("site/routes.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`"POST (/[^"]*)"|act\(s, mux, "(/[^"]*)"`).FindAllStringSubmatch(string(raw), -1) {
		out = append(out, m[1]+m[2])
	}
	if len(out) < 8 {
		t.Fatalf("only %v", out)
	}
	return out
}

// shape checks that an answer is an error as ours are: JSON for who asks for it, else the screen, with the number to quote.
func (p *person) shape(what string, a answer, status int, code wire.Code) {
	p.t.Helper()
	var f wire.Failure
	body := a.body
	if !p.json && strings.Contains(a.body, "<h1") {
		_, body, _ = strings.Cut(body, `id="screen-data"`)
		_, body, _ = strings.Cut(body, ">")
		body, _, _ = strings.Cut(body, "</script>")
	}
	if err := json.Unmarshal([]byte(body), &f); err != nil || a.status != status || f.Code != code || f.Message == "" || f.RequestID == "" {
		p.t.Errorf("%s: %d %+v (%v), want %d %s\n%.300s", what, a.status, f, err, status, code, a.body)
	}
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "App-Version"} {
		if a.header.Get(name) == "" {
			p.t.Errorf("%s: the answer lacks %s", what, name)
		}
	}
	if strings.Contains(a.body, mark) {
		p.t.Errorf("%s: the answer says what was sent", what)
	}
}

// send is a request with a body as it is.
func (p *person) send(path, kind, body string, headers ...string) answer {
	p.t.Helper()
	return p.request("POST", path, strings.NewReader(body), append([]string{"Content-Type", kind}, headers...)...)
}

const (
	asForm = "application/x-www-form-urlencoded"
	asJSON = "application/json"
)

func misshapen(t *testing.T, pr *program) {
	pr.both(t, func(t *testing.T, p *person) {
		c := pr.card(own(p, "sms", "both"))
		p.want(p.enter(c, "member_id", own(p, "katachi-2026", "katachi-2027")), 303, "/register/confirm")
		before := pr.rows(t)
		for _, path := range actions(t) {
			who := p
			if path == "/register/strength" { // it has no screen
				asked := *p
				asked.json, who = true, &asked
			}
			for name, in := range map[string]struct {
				kind, body string
				status     int
				code       wire.Code
			}{
				"1 MB":                 {asForm, "email=" + mark + strings.Repeat("x", 1<<20), 413, wire.TooLarge},
				"1 MB of JSON":         {asJSON, `{"email":"` + mark + strings.Repeat("x", 1<<20) + `"}`, 413, wire.TooLarge},
				"no content type":      {"", "email=" + mark, 415, wire.BadType},
				"a text":               {"text/plain", "email=" + mark, 415, wire.BadType},
				"parts":                {"multipart/form-data; boundary=" + mark, "--" + mark, 415, wire.BadType},
				"a content type twice": {asForm + ", " + asJSON, "email=" + mark, 415, wire.BadType},
				"bad UTF-8":            {asForm, "email=" + mark + "%ff%fe", 400, wire.BadRequest},
				"bad UTF-8 in JSON":    {asJSON, `{"email":"` + mark + "\xff\"}", 400, wire.BadRequest},
				"a field twice":        {asForm, "agree=" + mark + "&agree=true", 400, wire.BadRequest},
				"JSON's field twice":   {asJSON, `{"passcode":"` + mark + `","passcode":"2"}`, 400, wire.BadRequest},
				"JSON's unknown field": {asJSON, `{"` + mark + `":"1"}`, 400, wire.BadRequest},
				"deep JSON":            {asJSON, strings.Repeat(`{"`+mark+`":`, 900), 400, wire.BadRequest},
				"deep lists":           {asJSON, strings.Repeat("[", 15000), 400, wire.BadRequest},
				"a bad escape":         {asForm, "email=" + mark + "%zz", 400, wire.BadRequest},
				"NUL":                  {asForm, "email=" + mark + "%00", 400, wire.BadRequest},
				"two thousand fields":  {asForm, strings.Repeat(mark+"=&", 1000), 400, wire.BadRequest},
			} {
				if (path == "/limit/raise" || path == "/menu/contact") && name == "parts" { // they take files, from members alone
					who.want(who.send(path, in.kind, in.body), 303, "/login?next="+url.QueryEscape(path))
					continue
				}
				who.shape(path+" "+name, who.send(path, in.kind, in.body), in.status, in.code)
			}
			who.shape(path+" packed", who.send(path, asForm, "email="+mark, "Content-Encoding", "gzip"), 415, wire.BadType)
		}
		pr.same(t, before)
		p.want(p.get("/register/confirm"), 200, "")
	})
	wired(t, pr)
	crowd(t, pr)
	if strings.Contains(pr.log.String(), mark) {
		t.Error("the log holds what was sent")
	}
}

// wired are the inputs that no HTTP client sends, on the listener as it is deployed.
func wired(t *testing.T, pr *program) {
	pr.pages.BodyBy = func() time.Time { return time.Now().Add(400 * time.Millisecond) }
	to := pr.listens(t)
	many := func(n int, line string) string { return strings.Repeat(line+"\r\n", n) }
	const host = "Host: 127.0.0.1\r\n"
	for name, in := range map[string]struct {
		send   string
		status int
		code   wire.Code
	}{
		"200 headers":              {"GET /register HTTP/1.1\r\n" + host + many(200, "X-A: "+mark), 431, wire.HeadersTooLarge},
		"a header of 20 KB":        {"GET /register HTTP/1.1\r\n" + host + "X-A: " + mark + strings.Repeat("x", 20<<10) + "\r\n", 431, wire.HeadersTooLarge},
		"a header of 200 KB":       {"GET /register HTTP/1.1\r\n" + host + "X-A: " + mark + strings.Repeat("x", 200<<10) + "\r\n", 431, wire.HeadersTooLarge},
		"cookies of 20 KB":         {"GET /register HTTP/1.1\r\n" + host + "Cookie: " + mark + "=" + strings.Repeat("x", 20<<10) + "\r\n", 431, wire.HeadersTooLarge},
		"an address of 20 KB":      {"GET /register?" + mark + strings.Repeat("x", 20<<10) + " HTTP/1.1\r\n" + host, 431, wire.HeadersTooLarge},
		"a bad escape in the path": {"GET /%zz" + mark + " HTTP/1.1\r\n" + host, 400, wire.BadRequest},
		"NUL in the path":          {"GET /%00" + mark + " HTTP/1.1\r\n" + host, 404, wire.NotFound},
		"a bare NUL":               {"GET /\x00" + mark + " HTTP/1.1\r\n" + host, 400, wire.BadRequest},
		"NUL in a header":          {"GET / HTTP/1.1\r\n" + host + "X-A: \x00" + mark + "\r\n", 400, wire.BadRequest},
		"a header without a name":  {"GET / HTTP/1.1\r\n" + host + ": " + mark + "\r\n", 400, wire.BadRequest},
		"no HTTP":                  {mark + "\r\n", 400, wire.BadRequest},
		"HTTP of another age":      {"GET / HTTP/9.9\r\n" + host, 400, wire.BadRequest},
		"no host":                  {"GET / HTTP/1.1\r\n", 400, wire.BadRequest},
		"no host, of old":          {"GET /register HTTP/1.0\r\n", 421, wire.Misdirected},
		"two hosts":                {"GET / HTTP/1.1\r\n" + host + "Host: " + mark + "\r\n", 400, wire.BadRequest},
		"another host":             {"GET / HTTP/1.1\r\nHost: " + mark + ".example\r\n", 421, wire.Misdirected},
		"another host in full":     {"GET http://" + mark + ".example/ HTTP/1.1\r\n" + host, 421, wire.Misdirected},
		"a host that is none":      {"GET / HTTP/1.1\r\nHost: a b" + mark + "\r\n", 400, wire.BadRequest},
		"an absurd method":         {mark + " /register HTTP/1.1\r\n" + host, 405, wire.BadMethod},
		"a method of signs":        {"G(T / HTTP/1.1\r\n" + host, 400, wire.BadRequest},
		"TRACE":                    {"TRACE /register HTTP/1.1\r\n" + host, 405, wire.BadMethod},
		"CONNECT":                  {"CONNECT 127.0.0.1:22 HTTP/1.1\r\n" + host, 404, wire.NotFound},
		"OPTIONS of all":           {"OPTIONS * HTTP/1.1\r\n" + host, 404, wire.NotFound},
		"up and up":                {"GET /web/../../etc/passwd HTTP/1.1\r\n" + host, 404, wire.NotFound},
		"up, escaped":              {"GET /web/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + host, 404, wire.NotFound},
		"two slashes":              {"GET //evil.example/..%2f HTTP/1.1\r\n" + host, 404, wire.NotFound},
		"backslashes":              {"GET /\\evil.example HTTP/1.1\r\n" + host, 404, wire.NotFound},
		"bad chunks":               {"POST /login HTTP/1.1\r\n" + host + "Content-Type: " + asForm + "\r\nTransfer-Encoding: chunked\r\n\r\nzz" + mark + "\r\n", 400, wire.BadRequest},
		"chunks of a fable":        {"POST /login HTTP/1.1\r\n" + host + "Transfer-Encoding: " + mark + "\r\n", 400, wire.BadRequest},
		"both lengths":             {"POST /login HTTP/1.1\r\n" + host + "Content-Length: 5\r\nContent-Length: 6\r\n", 400, wire.BadRequest},
		"a length below nothing":   {"POST /login HTTP/1.1\r\n" + host + "Content-Length: -5\r\n", 400, wire.BadRequest},
		"a body that ends early":   {"POST /login HTTP/1.1\r\n" + host + "Content-Type: " + asForm + "\r\nContent-Length: 500\r\n\r\n" + mark, 408, wire.Timeout},
		"a body expected first":    {"POST /login HTTP/1.1\r\n" + host + "Content-Type: " + asForm + "\r\nExpect: 100-continue\r\nContent-Length: 999999\r\n", 413, wire.TooLarge},
	} {
		for _, json := range []bool{false, true} {
			head, body, hasBody := strings.Cut(in.send, "\r\n\r\n")
			head = strings.TrimSuffix(head, "\r\n")
			if json {
				line, more, _ := strings.Cut(head, "\r\n")
				head = strings.TrimSuffix(line+"\r\nAccept: application/json\r\n"+more, "\r\n")
			}
			p := pr.person(json)
			p.t = t
			a := p.raw(to, head+"\r\n\r\n"+body, nil)
			if name == "no HTTP" && !json || !hasBody && strings.HasPrefix(in.send, mark+"\r\n") { // it could not say what it wants
				p.json = strings.HasPrefix(a.header.Get("Content-Type"), "application/json")
			}
			p.shape(fmt.Sprintf("%s (JSON %v)", name, json), a, in.status, in.code)
		}
	}

	// A slow client that never stops sending gets no more time for it.
	p := pr.person(true)
	p.t = t
	drip := func(c net.Conn) {
		for range 400 {
			if _, err := c.Write([]byte("x")); err != nil {
				return
			}
			time.Sleep(10 * time.Millisecond) // it is the slow client
		}
	}
	head := "POST /login HTTP/1.1\r\n" + host + "Accept: application/json\r\nContent-Type: " + asForm + "\r\nContent-Length: 9000\r\n\r\nmember_id=" + mark
	p.shape("a slow body", p.raw(to, head, drip), 408, wire.Timeout)
	// and one that takes its time, but not too much, is served
	pr.pages.BodyBy = func() time.Time { return time.Now().Add(time.Minute) }
	late := func(c net.Conn) { time.Sleep(100 * time.Millisecond); io.WriteString(c, "e2026&password=nothing-9") }
	a := p.raw(to, strings.Replace(head, "9000", fmt.Sprint(len("member_id="+mark)+len("e2026&password=nothing-9")), 1), late)
	if a.status != 422 {
		t.Errorf("a slow form: %d %s", a.status, a.body)
	}
}

// listens runs the server's own listener, without TLS.
func (p *program) listens(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- listen(ctx, shaped{l, p.pages.Refused}, nil, p.handler, zerolog.Nop(), func() {}) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return l.Addr().String()
}

// raw sends bytes and reads one answer.
func (p *person) raw(to, bytes string, more func(net.Conn)) answer {
	p.t.Helper()
	c, err := net.Dial("tcp", to)
	if err != nil {
		p.t.Fatal(err)
	}
	defer c.Close()
	sent := make(chan struct{})
	go func() { // the server may answer before it has read all
		defer close(sent)
		io.WriteString(c, bytes)
		if more != nil {
			more(c)
		}
	}()
	if err := c.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		p.t.Fatal(err)
	}
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		p.t.Errorf("%.60q: %v", bytes, err)
		return answer{}
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		p.t.Errorf("%.60q: %v", bytes, err)
	}
	c.Close()
	<-sent
	return answer{res.StatusCode, res.Header.Get("Location"), string(raw), res.Header}
}

// crowd sends a great many of the worst at once. What all of it takes is counted, not what lies about at some moment: 1 MB
// that was read would show, whenever the collector runs.
func crowd(t *testing.T, pr *program) {
	const crowd, each, bound = 48, 12, 1 << 20
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	large := bytes.Repeat([]byte("a"), 1<<20)
	bodies := [][]byte{large, slices.Concat([]byte(`{"email":"`), large), bytes.Repeat([]byte("["), 1<<20), bytes.Repeat([]byte("a=1&"), 1<<18)}
	var all sync.WaitGroup
	for n := range crowd {
		all.Go(func() {
			for i := range each {
				kind := asForm
				if (n+i)%2 == 1 {
					kind = asJSON
				}
				r, err := http.NewRequestWithContext(t.Context(), "POST", pr.site.URL+"/register", io.MultiReader(bytes.NewReader(bodies[(n+i)%4]))) // chunked
				if err != nil {
					t.Error(err)
					return
				}
				r.Header.Set("Content-Type", kind)
				r.Header.Set("Accept", asJSON)
				res, err := pr.site.Client().Transport.RoundTrip(r)
				if err != nil {
					continue // the server hangs up on who goes on sending
				}
				if res.StatusCode != 413 && res.StatusCode != 400 {
					t.Errorf("%d", res.StatusCode)
				}
				res.Body.Close()
			}
		})
	}
	all.Wait()
	runtime.ReadMemStats(&after)
	if took := (after.TotalAlloc - before.TotalAlloc) / (crowd * each); took > bound {
		t.Errorf("a request of 1 MB takes %d KB, client and all", took>>10)
	}
}
