package main

import (
	"net/url"
	"strings"
	"testing"

	"netanswer/shared/wire"
)

func foreign(t *testing.T, pr *program) {
	member := pr.person(true)
	member.registered(pr.card("diners"), pr.card("diners").Mobile, "member_id", "kaiin-2026")
	pr.both(t, func(t *testing.T, p *person) {
		c := pr.card(own(p, "sms", "both"))
		p.want(p.post("/login", "member_id", "kaiin-2026", "password", "Kiri-no-mori7"), 303, "/home")
		p.want(p.enter(c, "member_id", own(p, "yosono-2026", "yosono-2027")), 303, "/register/confirm")
		before := pr.rows(t)

		for _, path := range actions(t) {
			who := p
			for name, headers := range map[string][]string{
				"another site": {"Origin", "https://evil.example"}, "another site, as browsers say it": {"Sec-Fetch-Site", "cross-site"},
				"a site beside": {"Sec-Fetch-Site", "same-site"}, "nowhere": {"Origin", "null"},
				"one that sounds like it": {"Origin", p.site.URL + ".evil.example"}, "one without TLS": {"Origin", "http://127.0.0.1"},
			} {
				who.shape(path+" from "+name, who.do("POST", path, url.Values{"passcode": {"123456"}, "agree": {"true"}}, headers...), 403, wire.Forbidden)
			}
		}
		for _, host := range []string{"evil.example", "127.0.0.1.evil.example", "localhost.", "evil.example:8080", "[::2]", "card.example.jp@evil.example", "LOCALHOST.EVIL.EXAMPLE"} {
			for _, at := range []string{"GET /", "GET /login", "POST /register/confirm", "POST /logout", "GET /web/app.css"} {
				method, path, _ := strings.Cut(at, " ")
				who := *p
				who.host = host
				who.shape(at+" at "+host, who.do(method, path, url.Values{}), 421, wire.Misdirected)
			}
			for _, probe := range []string{"/healthz", "/readyz"} { // asked by address
				who := *p
				who.host = host
				if a := who.get(probe); a.status != 200 {
					t.Errorf("%s at %s: %d", probe, host, a.status)
				}
			}
		}
		for _, host := range []string{"localhost", "LOCALHOST:8080", "127.0.0.1", "[::1]:8080"} {
			who := *p
			who.host = host
			if a := who.get("/healthz"); a.status != 200 {
				t.Errorf("%s: %d", host, a.status)
			}
			if a := who.get("/login"); a.status != 303 && a.status != 200 {
				t.Errorf("%s: %d", host, a.status)
			}
		}
		pr.same(t, before)
		p.want(p.get("/home"), 200, "")
		p.want(p.get("/register/confirm"), 200, "")

		// cookies that were tampered with, another flow's, another kind's
		cookies := map[string]string{}
		for _, c := range p.http.Jar.Cookies(p.address("/")) {
			cookies[c.Name] = c.Value
		}
		session, flow := cookies["__Host-session"], cookies["__Host-flow"]
		if session == "" || flow == "" {
			t.Fatalf("cookies %v", cookies)
		}
		turned := func(s string) string { // one letter of it
			if s[5] == 'A' {
				return s[:5] + "B" + s[6:]
			}
			return s[:5] + "A" + s[6:]
		}
		for name, value := range map[string]string{
			"one letter turned": turned(session), "cut": session[:len(session)-1], "longer": session + "A", "nothing": "", "a flow's": flow, "twice": session[:10] + session,
			"NUL": "%00", "very long": strings.Repeat("A", 4000), "SQL": "'OR'1'='1",
		} {
			thief := pr.person(p.json)
			thief.t = t
			if a := thief.do("GET", "/home", nil, "Cookie", "__Host-session="+value); a.status != 303 || !strings.HasPrefix(a.to, "/login?") {
				t.Errorf("a session %s: %d %s", name, a.status, a.to)
			}
			thief.do("POST", "/logout", url.Values{}, "Cookie", "__Host-session="+value)
		}
		for name, value := range map[string]string{"one letter turned": turned(flow), "a session's": session, "cut": flow[:len(flow)-1], "very long": strings.Repeat("A", 4000)} {
			for _, post := range []string{"/register/confirm", "/register/verify", "/register/send", "/register/password"} {
				thief := pr.person(p.json)
				thief.t = t
				a := thief.do("POST", post, url.Values{"passcode": {"123456"}, "channel": {"sms"}, "member_id": {"nusunda-26"}, "password": {"Kiri-no-mori7"}}, "Cookie", "__Host-flow="+value)
				if a.status != 303 || a.to != "/register?expired=1" {
					t.Errorf("a flow's cookie %s at %s: %d %s", name, post, a.status, a.to)
				}
			}
		}
		pr.same(t, before)

		// elsewhere, after the login
		for n, next := range elsewhere {
			q := pr.person(p.json)
			q.t = t
			if a := q.get("/login?next=" + url.QueryEscape(next)); a.status != 200 || strings.Contains(a.body, `name="next" value="`) || strings.Contains(a.body, `"next":"/`) {
				t.Errorf("next=%q is in the form: %d", next, a.status)
			}
			if n%8 == 0 { // each costs a hash
				q.want(q.post("/login", "member_id", "kaiin-2026", "password", "Kiri-no-mori7", "next", next), 303, "/home")
			}
			if a := p.get("/login?next=" + url.QueryEscape(next)); a.status != 303 || a.to != "/home" {
				t.Errorf("next=%q, logged in already: %d %s", next, a.status, a.to)
			}
		}
		q := pr.person(p.json)
		q.t = t
		if a := q.do("GET", "/language?to=en", nil, "Referer", "https://evil.example/home"); a.status != 303 || a.to != "/" {
			t.Errorf("after the language: %d %s", a.status, a.to)
		}
	})
}

// elsewhere are addresses that are none of our screens, however they look.
var elsewhere = []string{
	"https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/%2f/evil.example", "%2f%2fevil.example", "/%5cevil.example",
	"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "/home@evil.example", "/home/../../evil", "/home?x=//evil", "/home#//evil", " /home", "/home ", "/home\t",
	"／home", "//evil。example", "/ｈome", "/home\u200b", "/\u2215evil.example", "/.evil.example", "http:/evil.example", "http:evil.example", "/nothing", "/dev/handset", "/logout",
	"/web/app.js", "https:@evil.example", "/%68ome", "/home/",
}
