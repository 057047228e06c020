package main

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/shared/wire"
)

const (
	onWindows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
	onIPhone  = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
)

// from logs in with a browser that says what it is.
func (p *person) fromBrowser(agent, id, password string) *person {
	p.t.Helper()
	p.want(p.do("POST", "/login", url.Values{"member_id": {id}, "password": {password}}, "User-Agent", agent), 303, "/home")
	return p
}

func (p *person) value(name string) string {
	for _, c := range p.http.Jar.Cookies(p.address("/")) {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

// other is the first session of the list that is not this browser's.
func (p *person) other() wire.Session {
	p.t.Helper()
	all := data[wire.Settings](p, "/settings").Sessions
	i := slices.IndexFunc(all, func(s wire.Session) bool { return !s.This })
	if i < 0 {
		p.t.Fatalf("no other session in %+v", all)
	}
	return all[i]
}

func TestSessionsAreListedAndEndedFromWithin(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{false, true} {
			pc := pr.person(asJSON).fromBrowser(onWindows, "sandbox01", "Sandbox-01-mihon")
			pr.clock.turn(5 * time.Minute)
			phone := pr.person(asJSON).fromBrowser(onIPhone, "sandbox01", "Sandbox-01-mihon")
			stranger := pr.person(asJSON).fromBrowser("", "sandbox02", "Sandbox-02-mihon")
			pr.clock.turn(2 * time.Minute)

			d := data[wire.Settings](pc, "/settings")
			if len(d.Sessions) != 2 || !slices.ContainsFunc(d.Sessions, func(s wire.Session) bool {
				return s.This && s.Browser == "Chrome" && s.System == "Windows" && s.Since < s.Seen
			}) || !slices.ContainsFunc(d.Sessions, func(s wire.Session) bool {
				return !s.This && s.Browser == "Safari" && s.System == "iPhone" && s.Since == s.Seen
			}) {
				t.Fatalf("%+v", d.Sessions)
			}
			page := pc.want(pr.page(pc, "/settings"), 200, "").body
			for _, words := range []string{"Chrome（Windows）", "Safari（iPhone）", "この端末からログアウトさせる", "ほかの端末をすべてログアウト", "すべてログアウト"} {
				if !strings.Contains(page, words) {
					t.Errorf("the page lacks %s", words)
				}
			}
			if mine := pr.page(stranger, "/settings").body; !strings.Contains(mine, "不明なブラウザ") || !strings.Contains(mine, "ほかにログイン中の端末はありません。") {
				t.Errorf("of another member: %s", mine)
			}

			// what names a session opens nothing, and neither the token nor what the database holds of it is shown
			secret := strings.Split(phone.value("__Host-session"), ".")
			for _, hidden := range []string{secret[1], keys.Hash(secret[1])} {
				if strings.Contains(page, hidden) {
					t.Error("a session can be read from the page")
				}
			}
			name := pc.other().Name
			for _, value := range []string{name, secret[0] + "." + name} {
				thief := pr.person(asJSON)
				if a := thief.do("GET", "/home", nil, "Cookie", "__Host-session="+value); a.status != 303 {
					t.Errorf("a session's name lets somebody in: %d", a.status)
				}
			}

			// another member's is nobody's
			before := pr.rows(t)
			unknown := pc.post("/settings/sessions", "session", strings.Repeat("A", len(name)))
			for what, a := range map[string]answer{
				"another member's": pc.post("/settings/sessions", "session", pr.theirs(stranger)), "the token": pc.post("/settings/sessions", "session", secret[1]),
				"its hash": pc.post("/settings/sessions", "session", keys.Hash(secret[1])), "nothing": pc.post("/settings/sessions"), "very long": pc.post("/settings/sessions", "session", strings.Repeat("A", 5000)),
			} {
				if a.status != 422 || asJSON && bare(a) != bare(unknown) || asJSON && !slices.Equal(a.problems(), []string{":session.gone"}) || !strings.Contains(a.body, "この端末は、すでにログアウトされています。") {
					t.Errorf("%s: %d %s", what, a.status, bare(a))
				}
			}
			pr.same(t, before)
			pc.want(phone.get("/settings"), 200, "")

			pc.want(pc.post("/settings/sessions", "session", name), 303, "/settings")
			if a := phone.get("/home"); a.status != 303 || !strings.HasPrefix(a.to, "/login?ended=1") {
				t.Errorf("the phone is still in: %d %s", a.status, a.to)
			}
			if a := pc.post("/settings/sessions", "session", name); a.status != 422 {
				t.Errorf("the same once more: %d", a.status)
			}
			pc.want(pc.get("/home"), 200, "")

			// this one, by its own name: as a logout
			pc.want(pc.post("/settings/sessions", "session", data[wire.Settings](pc, "/settings").Sessions[0].Name), 303, "/login?out=1")
			if a := pc.get("/home"); a.status != 303 {
				t.Errorf("still in: %d", a.status)
			}
			stranger.want(stranger.get("/home"), 200, "")
			stranger.want(stranger.post("/logout"), 303, "/login?out=1")
		}
		if n := pr.audited("sessions.ended"); n != 4 {
			t.Errorf("%d rows of the audit", n)
		}
	})
}

// theirs is the name by which a member would end this session.
func (p *program) theirs(who *person) string {
	return data[wire.Settings](who, "/settings").Sessions[0].Name
}

// page is a screen as HTML, whatever the person asks for.
func (p *program) page(who *person, path string) answer {
	html := *who
	html.json = false
	return html.get(path)
}

func TestAllOtherSessionsAndAllSessionsAreEndedAndTheMemberIsTold(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.registered(c, c.Mobile)
		p.confirmed(typedAddress, "mizube2026", right)
		others := []*person{pr.person(true).fromBrowser(onIPhone, "mizube2026", right), pr.person(true).fromBrowser("", "mizube2026", right)}
		known := func() (n int) {
			for _, row := range pr.rows(t)["devices"] {
				if strings.Contains(row, "member_id="+strings.Split(p.value("__Host-session"), ".")[0]) {
					n++
				}
			}
			return n
		}
		if n := known(); n != 3 {
			t.Fatalf("%d browsers are known", n)
		}
		told := func() int { pr.messages(t); return len(p.arrived(typedAddress)) }
		before := told()
		p.want(p.post("/settings/sessions", "session", "others"), 303, "/settings")
		for _, o := range others {
			if a := o.get("/home"); a.status != 303 {
				t.Errorf("another is still in: %d", a.status)
			}
		}
		if n := known(); n != 1 {
			t.Errorf("%d browsers are known yet", n)
		}
		if n := told(); n != before+1 || !strings.Contains(p.arrived(typedAddress)[0], "ログイン中の端末をログアウトしました") || strings.Contains(p.arrived(typedAddress)[0], "http") {
			t.Errorf("told %d times: %v", n-before, p.arrived(typedAddress))
		}
		p.want(p.post("/settings/sessions", "session", "others"), 303, "/settings") // there is none: nothing happens
		if n := told(); n != before+1 {
			t.Errorf("told of nothing: %d", n)
		}
		other := pr.person(true).fromBrowser("", "mizube2026", right)
		p.want(p.post("/settings/sessions", "session", "all"), 303, "/login?out=1")
		for _, who := range []*person{p, other} {
			if a := who.get("/home"); a.status != 303 {
				t.Errorf("still in: %d", a.status)
			}
		}
		if n := pr.audited("sessions.ended"); n != 2 {
			t.Errorf("%d rows of the audit", n)
		}
		p.want(p.post("/login", "member_id", "mizube2026", "password", right), 303, "/home")
		if n := known(); n != 1 { // this one, anew
			t.Errorf("%d browsers are known", n)
		}
		kinds := []string{}
		for _, n := range data[wire.Inbox](p, "/inbox").Notices {
			kinds = append(kinds, n.Kind)
		}
		if want := []string{"logged_out", "logged_out", "mail_confirmed", "registered"}; !slices.Equal(kinds, want) {
			t.Errorf("the inbox holds %v, want %v", kinds, want)
		}
	})
}

// away is an issuer that does not answer.
type away struct{ issuer.Issuer }

func (away) Contacts(context.Context, string) ([]issuer.Contact, error) {
	return nil, errors.New("connection refused")
}

func TestSettingsShowContactsMaskedAndKnowWhenTheyDoNotKnow(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(false), pr.card("both")
		p.registered(c, c.Mobile, "email", typedAddress)
		p.want(p.post("/login", "member_id", "mizube2026", "password", right), 303, "/home")
		a := p.get("/settings")
		page, _, _ := strings.Cut(a.body, `<script type="application/json"`)
		masked := c.Mobile[3:]
		for _, shown := range []string{"-****-" + masked[len(masked)-4:], "***@", "s***@mail.example.org", "未確認", `href="/settings/mail"`} {
			if !strings.Contains(page, shown) {
				t.Errorf("the page lacks %s", shown)
			}
		}
		for _, hidden := range []string{c.Mobile, c.Email, typedAddress} {
			if strings.Contains(a.body, hidden) {
				t.Errorf("%s stands there in full", hidden)
			}
		}
		p.want(p.post("/settings/mail", "passcode", p.passcode(typedAddress)), 303, "/settings/mail")
		if page := p.get("/settings").body; !strings.Contains(page, "確認済み") || strings.Contains(page, "未確認") {
			t.Error("a confirmed address is not said to be")
		}
		pr.flows.Issuer = away{pr.flows.Issuer}
		if page := p.want(p.get("/settings"), 200, "").body; !strings.Contains(page, "ただいま混み合っており") || !strings.Contains(page, "この端末") || strings.Contains(page, "ご登録の連絡先がありません") {
			t.Error("while the card system is away the other settings are there")
		}
	})
}

func TestLanguageAndLooksAreChosen(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{false, true} {
			p := pr.person(asJSON)
			p.want(p.post("/settings/theme", "theme", "dark"), 303, "/login?next=%2Fsettings%2Ftheme")
			p.want(p.post("/settings/language", "language", "en"), 303, "/login?next=%2Fsettings%2Flanguage")
			p.want(p.post("/settings/sessions", "session", "all"), 303, "/login?next=%2Fsettings%2Fsessions")
			p.want(p.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon"), 303, "/home")
			head := func(path string) string {
				head, _, _ := strings.Cut(pr.page(p, path).body, "<title>")
				return head
			}
			if h := head("/home"); strings.Contains(h, "data-theme") || !strings.Contains(h, `content="light dark"`) {
				t.Errorf("nothing chosen: %s", h)
			}
			for _, theme := range []string{"dark", "light"} {
				a := p.want(p.post("/settings/theme", "theme", theme), 303, "/settings")
				if c := a.header.Get("Set-Cookie"); !strings.HasPrefix(c, "theme="+theme+";") || !strings.Contains(c, "Max-Age=31536000") || !strings.Contains(c, "Secure") {
					t.Errorf("%s", c)
				}
				for _, path := range []string{"/home", "/", "/nowhere"} { // with the first byte of whatever comes next
					if h := head(path); !strings.HasPrefix(h, `<!doctype html><html lang="ja"`) || !strings.Contains(h, ` data-theme="`+theme+`"`) || !strings.Contains(h, `<meta name="color-scheme" content="`+theme+`">`) {
						t.Errorf("%s at %s: %s", theme, path, h)
					}
				}
				if d := data[wire.Settings](p, "/settings"); d.Theme != theme {
					t.Errorf("%+v", d)
				}
				if shell := head("/shell"); strings.Contains(shell, "data-theme") {
					t.Error("the page that is kept for days without a network holds a choice that may change")
				}
			}
			p.want(p.post("/settings/theme", "theme", "auto"), 303, "/settings")
			if h := head("/home"); strings.Contains(h, "data-theme") || p.value("theme") != "" {
				t.Errorf("the system's again: %s", h)
			}
			if a := p.do("GET", "/home", nil, "Cookie", `theme=x"><script>`); strings.Contains(a.body, "data-theme") {
				t.Error("a made-up look is drawn")
			}
			for path, field := range map[string][3]string{
				"/settings/theme": {"theme", "pink", "theme:settings.theme.unknown"}, "/settings/language": {"language", "fr", "language:settings.language.unknown"},
			} {
				a := p.post(path, field[0], field[1])
				if a.status != 422 || asJSON && !slices.Equal(a.problems(), []string{field[2]}) || !asJSON && !strings.Contains(a.body, "お選びください") {
					t.Errorf("%s: %d %v", path, a.status, a.problems())
				}
				if a := p.do(http.MethodGet, path, nil); a.status != 303 || a.to != "/settings" {
					t.Errorf("GET %s: %d %s", path, a.status, a.to)
				}
			}
			p.want(p.post("/settings/language", "language", "en"), 303, "/settings")
			if h := head("/settings"); !strings.Contains(h, `<html lang="en"`) {
				t.Errorf("in English: %s", h)
			}
			if rows := strings.Join(pr.rows(t)["members"], ""); !strings.Contains(rows, "lang=en") {
				t.Error("messages stay Japanese")
			}
			p.want(p.post("/settings/language", "language", "ja"), 303, "/settings")
			if a := p.get("/settings"); a.header.Get("Content-Language") == "en" || strings.Contains(strings.Join(pr.rows(t)["members"], ""), "lang=en") {
				t.Error("messages stay English")
			}
			p.want(p.post("/logout"), 303, "/login?out=1")
		}
	})
}
