package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"netanswer/server/issuer"
	"netanswer/server/logs"
	sharedcard "netanswer/shared/card"
	"netanswer/shared/wire"
)

// lines are the lines of the log, each an object with keys of the allow-list alone.
func (p *program) lines() (out []map[string]any) {
	p.t.Helper()
	for line := range strings.Lines(p.log.String()) {
		d := json.NewDecoder(strings.NewReader(line))
		if tok, err := d.Token(); err != nil || tok != json.Delim('{') {
			p.t.Fatalf("no JSON object: %s", line)
		}
		fields := map[string]any{}
		for d.More() {
			key, err := d.Token()
			if err != nil {
				p.t.Fatalf("%v: %s", err, line)
			}
			name := key.(string)
			if _, twice := fields[name]; twice {
				p.t.Errorf("%q stands twice in %s", name, line)
			}
			if !slices.ContainsFunc(logs.Fields, func(f logs.Field) bool { return f.Name == name }) {
				p.t.Errorf("%q is not in the allow-list: %s", name, line)
			}
			var v any
			if err := d.Decode(&v); err != nil {
				p.t.Fatalf("%v: %s", err, line)
			}
			fields[name] = v
		}
		out = append(out, fields)
	}
	return out
}

// holdsNothingOf fails if a value of the log holds one of the words.
func (p *program) holdsNothingOf(words ...string) {
	p.t.Helper()
	for _, line := range p.lines() {
		for key, value := range line {
			text, _ := value.(string)
			for _, word := range words {
				if strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
					p.t.Errorf("%s of the log holds %q: %.300s", key, word, text)
				}
			}
		}
	}
}

// Each place of a request has a word of its own.
const (
	inPath, inQuery, inBody, inCookie = "wordinthepath", "wordinthequery", "wordinthebody", "wordinthecookie"
	inAgent, inReferer, inHeader      = "wordintheagent", "wordinthereferer", "wordintheheader"
	inNumber, inAddress, inName       = "4111111111111111", "203.0.113.77", "見本花子"
)

var everyPlace = []string{inPath, inQuery, inBody, inCookie, inAgent, inReferer, inHeader, inNumber, inAddress, inName, "127.0.0.1", "[::1]"}

// attack sends every route, in every way, a request that is full of secrets.
func (p *program) attack() {
	p.t.Helper()
	bodies := map[string][]string{
		"application/x-www-form-urlencoded": {
			url.Values{"card_number": {inNumber}, "security_code": {inBody}, "member_id": {inBody}, "password": {inBody + inName}, "next": {"/" + inBody}, "passcode": {inNumber}}.Encode(),
			"member_id=%zz" + inBody, inBody + "=\xff",
		},
		"application/json": {`{"password":"` + inBody + inName + `","member_id":"` + inNumber + `"}`, `{"` + inBody + `":{"a":1}}`},
		"text/" + inBody:   {strings.Repeat(inBody, 3000)},
	}
	client := &http.Client{Transport: p.site.Client().Transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	send := func(method, path, kind, body string) {
		r, err := http.NewRequestWithContext(p.t.Context(), method, p.site.URL+path, bytes.NewReader([]byte(body)))
		if err != nil {
			p.t.Fatal(err)
		}
		r.Header = http.Header{
			"Content-Type": {kind}, "User-Agent": {inAgent}, "X-Forwarded-For": {inAddress}, "Forwarded": {"for=" + inAddress}, "X-Request-Id": {inHeader},
			"Accept-Language": {inHeader + ",ja"}, "Accept": {"application/json, text/" + inHeader}, "Authorization": {"Bearer " + inHeader}, "X-" + inHeader: {inHeader},
			"Cookie": {"__Host-session=0192f3c4-0000-7000-8000-000000000000." + strings.Repeat("A", 43-len(inCookie)) + inCookie + "; __Host-flow=" + inCookie + "; lang=" + inCookie},
		}
		if method == http.MethodGet {
			r.Header.Set("Referer", p.site.URL+"/"+inReferer) // on a POST a foreign one is refused before the rest is looked at
		}
		res, err := client.Do(r)
		if err != nil {
			p.t.Fatal(err)
		}
		res.Body.Close()
		if id := res.Header.Get("X-Request-Id"); !regexp.MustCompile(`^[0-9a-f-]{36}$`).MatchString(id) {
			p.t.Errorf("%s %s answers with the id %q", method, path, id)
		}
	}
	for _, path := range append(routes(p.t), "/"+inPath, "/home/"+inNumber, "/%E8%A6%8B%E6%9C%AC%E8%8A%B1%E5%AD%90") {
		with := path + "?next=/" + inQuery + "&member_id=" + inNumber + "&" + inQuery + "=" + url.QueryEscape(inName)
		send(http.MethodGet, with, "", "")
		send("BREW", with, "", "")
		for kind, all := range bodies {
			for _, body := range all {
				send(http.MethodPost, with, kind, body)
			}
		}
	}
}

func TestNoLineOfTheLogHoldsWhatARequestBrought(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.attack()
		if n := len(pr.lines()); n < 300 {
			t.Fatalf("only %d lines", n)
		}
		pr.holdsNothingOf(everyPlace...)
	})
}

// indiscreet is an issuer whose errors say what they were asked.
type indiscreet struct{ issuer.Issuer }

func (indiscreet) VerifyCard(_ context.Context, n sharedcard.Number, e sharedcard.Expiry, c sharedcard.SecurityCode) (issuer.Verified, error) {
	return issuer.Verified{}, fmt.Errorf("card %s of %q, %v, code %s (%+v): %w", n, n.Digits(), e, c, c, &url.Error{Op: "Post", URL: "https://issuer.example/" + n.Digits(), Err: errors.New(inName)})
}

func TestAnIssuersErrorDoesNotBringTheCardIntoTheLog(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		c := pr.card("sms")
		pr.flows.Issuer = indiscreet{pr.flows.Issuer}
		if a := pr.person(true).enter(c); a.status != http.StatusServiceUnavailable {
			t.Fatalf("%d %s", a.status, a.body)
		}
		last := pr.lines()[len(pr.lines())-1]
		if cause, _ := last["cause"].(string); !strings.Contains(cause, "*url.Error: ") {
			t.Errorf("the cause is not there: %v", last)
		}
		pr.holdsNothingOf(append(everyPlace, c.Number, c.Number[:6], " "+c.SecurityCode, "issuer.example")...)
	})
}

// The same when everything fails: the causes are in the log then.
func TestNoLineOfTheLogHoldsWhatARequestBroughtWhenTheDatabaseIsGone(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.db.Close()
		pr.attack()
		causes := 0
		for _, line := range pr.lines() {
			if line["cause"] != nil {
				causes++
			}
		}
		if causes == 0 {
			t.Error("nothing failed")
		}
		pr.holdsNothingOf(everyPlace...)
	})
}

func TestTheBeginningOfTheNumberThatIsReadOutFindsTheLine(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		html, asJSON := pr.person(false), pr.person(true)
		pr.db.Close()
		var f wire.Failure
		a := asJSON.do("GET", "/register/confirm", nil, "Cookie", "__Host-flow="+strings.Repeat("A", 43))
		if err := json.Unmarshal([]byte(a.body), &f); err != nil || f.RequestID == "" || f.RequestID != a.header.Get("X-Request-Id") {
			t.Fatalf("%d %s", a.status, a.body)
		}
		page := html.do("GET", "/register/confirm", nil, "Cookie", "__Host-flow="+strings.Repeat("A", 43))
		shown, _, _ := strings.Cut(page.header.Get("X-Request-Id"), "-")
		text := page.body[:strings.Index(page.body, "<script type")] // what the person sees, without the data
		if page.status < 500 || len(shown) != 8 || !strings.Contains(text, shown) {
			t.Errorf("%d: the screen does not show %q:\n%s", page.status, shown, text)
		}
		for _, want := range []string{shown, f.RequestID[:8]} {
			found := 0
			for _, line := range pr.lines() {
				if id, _ := line["id"].(string); strings.HasPrefix(id, want) && line["cause"] != nil && line["route"] == "GET /register/confirm" {
					found++
				}
			}
			if found != 1 {
				t.Errorf("%q finds %d lines of the log", want, found)
			}
		}
	})
}
