package main

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"testing"

	"netanswer/shared/text"
)

// The table of bad input, a row a sub-test, each on both databases and, inside, on HTML and on JSON.
func TestBadInput(t *testing.T) {
	for _, row := range []struct {
		input string
		test  func(*testing.T, *program)
	}{
		{"wrong length, Luhn failure, letters in the number: a problem at the field, nothing sent to the issuer", mistyped},
		{"the right form but the issuer says no: one message for all in the same time slot, the way to the desk, counted", refused},
		{"an expired flow, a foreign flow id, a skipped step, a replayed post: to the right step with one sentence", moved},
		{"1 MB body, wrong content type, bad UTF-8, duplicate fields, unknown JSON fields, deep JSON, slow body, 200 headers: 4xx in the error shape", misshapen},
		{"issuer slow, down, or answering nonsense: busy, the flow kept", busy},
		{"the database gone for a while: 503 and Retry-After, /readyz red, recovery without a restart", gone},
		{"a foreign Origin, a wrong Host, next= elsewhere, cookies of another flow: refused, nothing changed", foreign},
	} {
		t.Run(row.input, func(t *testing.T) { onEach(t, row.test) })
	}
}

// both runs a test for a browser without scripts and for the running app, each with an ID and a card of its own.
func (p *program) both(t *testing.T, test func(t *testing.T, p *person)) {
	for name, asJSON := range map[string]bool{"HTML": false, "JSON": true} {
		t.Run(name, func(t *testing.T) {
			who := *p
			who.t = t
			test(t, who.person(asJSON))
		})
	}
}

// own is one of two things for the two that both brings.
func own[T any](p *person, html, json T) T {
	if p.json {
		return json
	}
	return html
}

var noticeOf = regexp.MustCompile(`<div id="notice" role="status"><div.*?<b>(.*?)</b>`)

// notice is the sentence above a screen, whichever way it travels.
func (p *person) notice(a answer) string {
	p.t.Helper()
	if p.json {
		var v struct{ Notice string }
		if err := json.Unmarshal([]byte(a.body), &v); err != nil {
			p.t.Fatalf("%v in %s", err, a.body)
		}
		return v.Notice
	}
	m := noticeOf.FindStringSubmatch(a.body)
	if m == nil {
		return ""
	}
	shown := html.UnescapeString(m[1])
	if !strings.Contains(a.body, `id="screen-data"`) || !strings.Contains(a.body, `{"notice":"`+shown+`"`) {
		p.t.Errorf("the sentence is on the screen but not in its data")
	}
	return shown
}

// led checks that an answer leads to a step, and that the sentence stands there.
func (p *person) led(a answer, to string) {
	p.t.Helper()
	p.want(a, 303, to+"?moved")
	if there := p.get(a.to); there.status != 200 || p.notice(there) != text.Moved.JA {
		p.t.Errorf("%s: %d, it says %q", a.to, there.status, p.notice(there))
	}
	if plain := p.get(to); p.notice(plain) != "" {
		p.t.Errorf("%s: said to who comes by themselves: %q", to, p.notice(plain))
	}
}

func moved(t *testing.T, pr *program) {
	pr.both(t, func(t *testing.T, p *person) {
		c := pr.card(own(p, "sms", "both"))
		expired := func(a answer) {
			t.Helper()
			p.want(a, 303, "/register?expired=1")
			if there := p.get(a.to); there.status != 200 || !strings.Contains(there.body, own(p, text.RegExpired.JA, `"expired":true`)) {
				t.Errorf("it is not said that the registration is over: %d", there.status)
			}
		}
		// a skipped step, asked for and posted, at each state
		p.led(p.get("/register/done"), "/register")
		p.want(p.enter(c, "member_id", own(p, "tobashi-2026", "tobashi-2027")), 303, "/register/confirm")
		p.led(p.get("/register/verify"), "/register/confirm")
		p.led(p.get("/register/unable"), "/register/confirm")
		p.led(p.post("/register/verify", "passcode", "123456"), "/register/confirm")
		p.led(p.post("/register/send", "channel", "sms"), "/register/confirm")
		p.led(p.post("/register/password", "member_id", "tobashi-2028", "password", "Kiri-no-mori7"), "/register/confirm")
		p.want(p.post("/register/confirm"), 303, "/register/verify")
		// a replayed post
		p.led(p.post("/register/confirm"), "/register/verify")
		p.led(p.get("/register/done"), "/register/verify")
		code := p.passcode(c.Mobile)
		p.want(p.post("/register/verify", "passcode", code), 303, "/register/done")
		p.led(p.post("/register/verify", "passcode", code), "/register/done")
		p.led(p.post("/register/send", "channel", "sms"), "/register/done")
		p.led(p.post("/register/confirm"), "/register/done")
		p.led(p.get("/register/verify"), "/register/done")
		p.led(p.get("/register?expired=1"), "/register/done")
		if n := len(p.arrived("someone@mail.example.org")); n > 2 {
			t.Errorf("%d notices: a replay did something", n)
		}
		// a foreign flow id: somebody else's is none of ours, and opens nothing
		for _, id := range []string{"made-up", strings.Repeat("A", 43), strings.Repeat("A", 5000), "", "a;b", "%00"} {
			a := p.do("GET", "/register/confirm", nil, "Cookie", "__Host-flow="+id)
			if a.status != 303 || a.to != "/register?expired=1" && a.to != "/register?moved" {
				t.Errorf("flow %.10q: %d to %s", id, a.status, a.to)
			}
		}
		// an expired one
		p.want(p.enter(pr.card(own(p, "mail", "diners")), "member_id", own(p, "tobashi-2030", "tobashi-2031")), 303, "/register/confirm")
		pr.clock.turn(31 * 60e9)
		expired(p.get("/register/confirm"))
		p.enter(pr.card(own(p, "mail", "diners")), "member_id", own(p, "tobashi-2030", "tobashi-2031"))
		pr.clock.turn(31 * 60e9)
		expired(p.post("/register/confirm"))
		// in the other language too
		p.get("/language?to=en")
		a := p.get("/register/confirm")
		if there := p.get("/register?moved"); p.notice(there) != text.Moved.EN {
			t.Errorf("in English: %q (%s)", p.notice(there), a.to)
		}
	})
}
