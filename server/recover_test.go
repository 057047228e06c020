package main

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/issuer/sandbox"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/server/registration"
	"netanswer/shared/wire"
)

// forgot opens the recovery and sends the card.
func (p *person) forgot(c sandbox.DemoCard) answer {
	p.t.Helper()
	p.get("/recover")
	return p.post("/recover", card(c)[2:]...)
}

// recovered has proven who it is.
func (p *person) recovered(c sandbox.DemoCard) {
	p.t.Helper()
	p.want(p.forgot(c), 303, "/recover/verify")
	p.want(p.post("/recover/verify", "passcode", p.passcode(c.Mobile)), 303, "/recover/password")
}

// bare is an answer without what differs between any two.
func bare(a answer) string {
	return strings.Split(a.body, `"request_id"`)[0]
}

func TestAMemberWhoForgotSeesTheIDSetsAPasswordAndLogsIn(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{false, true} {
			slug := map[bool]string{false: "registered", true: "reissued"}[asJSON] // the second has another number than it registered with
			login := map[bool]string{false: "sandbox01", true: "sandbox02"}[asJSON]
			old := map[bool]string{false: "Sandbox-01-mihon", true: "Sandbox-02-mihon"}[asJSON]
			p, c := pr.person(asJSON), pr.card(slug)
			elsewhere, known := pr.person(asJSON), pr.person(asJSON)
			elsewhere.want(elsewhere.post("/login", "member_id", login, "password", old), 303, "/home")
			known.want(known.post("/login", "member_id", login, "password", old), 303, "/home")

			p.recovered(c)
			if d := data[wire.Recovered](p, "/recover/password"); d.MemberID != login {
				t.Errorf("shown %+v", d)
			}
			elsewhere.want(elsewhere.get("/home"), 200, "") // the ID alone ends nothing
			for password, want := range map[string]string{
				old: "password.same", "password1": "password.common", "short1": "password.length", login + "x": "password.id", "Ab-" + c.Mobile[len(c.Mobile)-4:] + "-xyz": "password.own", "Ab-" + c.Number[len(c.Number)-4:] + "-xyz": "password.card",
			} {
				a := p.post("/recover/password", "member_id", "somebody01", "password", password)
				if a.status != 422 || asJSON && !slices.Equal(a.problems(), []string{"password:" + want}) {
					t.Errorf("%s: %d %v", want, a.status, a.problems())
				}
				if strings.Contains(a.body, password) && password != login {
					t.Errorf("%s: the password is sent back", want)
				}
			}
			p.want(p.post("/recover/password", "member_id", login, "password", "Kaze-no-oto9"), 303, "/recover/done")
			if d := data[wire.RecoverDone](p, "/recover/done"); d.MemberID != login {
				t.Errorf("done shows %+v", d)
			}
			elsewhere.want(elsewhere.get("/home"), 303, "/login?ended=1&next=%2Fhome")
			known.want(known.get("/home"), 303, "/login?ended=1&next=%2Fhome")
			if a := p.post("/login", "member_id", login, "password", old); a.status != 422 {
				t.Errorf("the old password: %d", a.status)
			}
			p.want(p.post("/login", "member_id", login, "password", "Kaze-no-oto9"), 303, "/home")
		}
	})
}

// Where each case of the sandbox leads.
func TestEachHolderWhoForgotEndsWhereTheIssuersAnswerLeads(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for slug, c := range map[string]struct{ to, end string }{
			"sms": {"mobile", "unregistered"}, "both": {"mobile", "unregistered"}, "mail": {"mail", "unregistered"}, "amex": {"mobile", "unregistered"},
			"diners": {"mobile", "unregistered"}, "family": {"mobile", "unregistered"}, "registered": {"mobile", ""}, "reissued": {"mobile", ""}, "newphone": {"mobile", ""},
			"nocontact": {"", "contact"}, "landline": {"", "/recover/call"},
		} {
			p, card := pr.person(slug != "both"), pr.card(slug)
			a := p.forgot(card)
			if to := map[string]string{"mobile": card.Mobile, "mail": card.Email}[c.to]; to != "" {
				p.want(a, 303, "/recover/verify")
				a = p.post("/recover/verify", "passcode", p.passcode(to))
			}
			switch c.end {
			case "":
				p.want(a, 303, "/recover/password")
			case "/recover/call":
				p.want(a, 303, c.end)
			default:
				p.want(a, 303, "/recover/unable")
				if u := data[wire.Unable](p, "/recover/unable"); u.Reason != c.end || len(u.Case) != 9 {
					t.Errorf("%s: %+v", slug, u)
				}
			}
		}
		if a := pr.person(true).forgot(pr.card("down")); a.status != 503 || a.header.Get("Retry-After") == "" {
			t.Errorf("down: %d", a.status)
		}
	})
}

func TestARecoveryTellsNothingOfARefusedCard(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		wrongCode, unknown, member := pr.card("sms"), pr.card("sms"), pr.card("registered")
		wrongCode.SecurityCode, member.SecurityCode = "000", "000"
		unknown.Number = "4111111111111111"
		said := map[string]bool{}
		for name, card := range map[string]sandbox.DemoCard{
			"blocked": pr.card("blocked"), "lost": pr.card("lost"), "not eligible": pr.card("corporate"), "wrong code": wrongCode, "unknown": unknown, "wrong code of a member": member,
		} {
			a := pr.person(true).forgot(card)
			if a.status != 422 || !slices.Equal(a.problems(), []string{":card.refused"}) {
				t.Errorf("%s: %d %v", name, a.status, a.problems())
			}
			said[bare(a)] = true
		}
		if len(said) != 1 {
			t.Errorf("the answers differ: %v", said)
		}
		p := pr.person(false)
		for range 2 {
			if a := p.forgot(pr.card("blocked")); a.status != 422 || strings.Contains(a.body, pr.card("blocked").Number) {
				t.Errorf("%d", a.status)
			}
		}
		p.want(p.forgot(pr.card("blocked")), 303, "/recover/unable")
	})
}

// Before identity nothing differs between a card with a member and one without, neither an answer nor a header.
func TestBeforeIdentityNothingTellsWhetherACardHasAMember(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{false, true} {
			c := pr.card(map[bool]string{false: "both", true: "diners"}[asJSON])
			var seen []string
			for _, registered := range []bool{false, true} {
				if registered {
					pr.person(true).registered(c, c.Mobile, "member_id", "aru-kana"+c.Number[12:])
				}
				p := pr.person(asJSON)
				var all []string
				note := func(a answer) {
					body := bare(a)
					for _, before := range []string{`class="ref num">`, `"reference":"`} { // of the message
						if _, rest, ok := strings.Cut(body, before); ok {
							body = strings.ReplaceAll(body, rest[:4], "K742")
						}
					}
					all = append(all, fmt.Sprint(a.status), a.to, strings.Join(slices.Sorted(maps.Keys(a.header)), " "), body)
				}
				note(p.forgot(c))
				note(p.get("/recover/verify"))
				code := p.passcode(c.Mobile)
				note(p.post("/recover/verify", "passcode", string('0'+('9'-code[0]))+code[1:]))
				note(p.post("/recover/send", "channel", "mail"))
				pr.clock.turn(time.Minute)
				note(p.post("/recover/send", "channel", "mail"))
				note(p.get("/recover/password"))
				note(p.get("/recover"))
				seen = append(seen, strings.Join(all, "\n"))
			}
			if seen[0] != seen[1] {
				t.Errorf("JSON %v: they differ:\n%s\n\n%s", asJSON, seen[0], seen[1])
			}
		}
	})
}

func TestEveryContactOldAndNewIsToldOfARecoveryWithoutLinks(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.registered(c, c.Mobile)
		p.confirmed("someone@mail.example.org", "mizube2026", "Kiri-no-mori7")
		p.recovered(c)
		told := func(what string) {
			t.Helper()
			if err := p.runner.Once(t.Context()); err != nil {
				t.Fatal(err)
			}
			for _, to := range []string{c.Mobile, c.Email, "someone@mail.example.org"} {
				list := p.arrived(to)
				if len(list) == 0 || !strings.Contains(list[0], what) || !strings.Contains(list[0], "お心当たりがない場合") || !strings.Contains(list[0], c.Number[12:]) ||
					strings.Contains(list[0], "http") || !strings.Contains(list[0], "0120-000-000") || !strings.Contains(list[0], "19:15") || strings.Contains(list[0], "mizube2026") {
					t.Errorf("%s of %s: %v", to, what, list)
				}
			}
		}
		told("画面に表示")
		p.want(p.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover/done")
		told("再設定")

		e, both := pr.person(true), pr.card("both") // a member who reads English, and a browser that asks for Japanese
		e.get("/language?to=en")
		e.registered(both, both.Mobile, "member_id", "english2026", "email", "abroad@mail.example.org")
		e.confirmed("abroad@mail.example.org", "english2026", "Kiri-no-mori7")
		pr.person(true).recovered(both)
		if err := e.runner.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, to := range []string{both.Mobile, both.Email, "abroad@mail.example.org"} {
			if list := e.arrived(to); len(list) == 0 || !strings.Contains(list[0], "ID") || !strings.Contains(list[0], "shown") || strings.Contains(list[0], "お心当たり") {
				t.Errorf("%s: %v", to, list)
			}
		}
	})
}

func TestThePasscodeNamesItsPurposeAndOpensNoOtherJourney(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		c := pr.card("sms")
		p := pr.person(true)
		p.want(p.forgot(c), 303, "/recover/verify")
		recover := p.passcode(c.Mobile)
		if sms := p.arrived(c.Mobile)[0]; !strings.Contains(sms, "ID確認・パスワード再設定") || !strings.HasSuffix(sms, "@localhost #"+recover) {
			t.Errorf("%q", sms)
		}
		p.want(p.enter(c), 303, "/register/confirm") // both under way in one browser
		p.want(p.post("/register/confirm"), 303, "/register/verify")
		register := p.passcode(c.Mobile)
		if recover == register {
			t.Fatal("one in a million: both passcodes are the same")
		}
		for path, code := range map[string]string{"/recover/verify": register, "/register/verify": recover} {
			if a := p.post(path, "passcode", code); !slices.Equal(a.problems(), []string{"passcode:passcode.wrong"}) {
				t.Errorf("%s took the other's passcode: %d %s", path, a.status, a.to)
			}
		}
		// and neither cookie opens the other's screens
		u := p.address("/")
		var flow, rec string
		for _, k := range p.http.Jar.Cookies(u) {
			switch k.Name {
			case "__Host-flow":
				flow = k.Value
			case "__Host-recover":
				rec = k.Value
			}
		}
		q := pr.person(true)
		q.http.Jar.SetCookies(u, []*http.Cookie{{Name: "__Host-flow", Value: rec, Path: "/", Secure: true}, {Name: "__Host-recover", Value: flow, Path: "/", Secure: true}})
		q.want(q.post("/recover/verify", "passcode", register), 303, "/recover?expired=1")
		q.want(q.post("/register/verify", "passcode", recover), 303, "/register?expired=1")
		q.want(q.get("/recover/verify"), 303, "/recover?expired=1")
		q.want(q.post("/recover", card(c)[2:]...), 303, "/recover?expired=1")
		q.want(q.post("/register", entry(c)...), 303, "/register?expired=1")
		p.want(p.post("/register/verify", "passcode", register), 303, "/register/done") // unharmed
		p.want(p.post("/recover/verify", "passcode", recover), 303, "/recover/password")
	})
}

func TestNoStepOfARecoveryIsSkippedAndItRunsOut(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("registered")
		p.want(p.get("/recover/password"), 303, "/recover?moved")
		p.get("/recover")
		p.want(p.get("/recover/password"), 303, "/recover?expired=1")
		p.want(p.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover?expired=1")
		p.want(p.forgot(c), 303, "/recover/verify")
		for _, path := range []string{"/recover/password", "/recover/done", "/recover/unable"} {
			p.want(p.get(path), 303, "/recover/verify?moved")
		}
		p.want(p.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover/verify?moved")
		p.want(p.forgot(c), 303, "/recover/verify") // the same card again: the passcode that just went still counts
		code := p.passcode(c.Mobile)
		if n := len(p.arrived(c.Mobile)); n != 1 {
			t.Errorf("%d passcodes", n)
		}
		before := p.http.Jar.Cookies(p.address("/"))
		p.want(p.post("/recover/verify", "passcode", code), 303, "/recover/password")
		q := pr.person(false) // the first answer was lost
		q.http.Jar.SetCookies(q.address("/"), before)
		q.want(q.get("/recover/password"), 303, "/recover?expired=1")
		q.want(q.post("/recover/verify", "passcode", code), 303, "/recover/password")
		q.want(q.get("/recover/password"), 200, "")

		pr.clock.turn(31 * time.Minute)
		p.want(p.get("/recover/password"), 303, "/recover?expired=1")
		p.want(p.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover?expired=1")
		if d := data[wire.Recover](p, "/recover?expired=1"); !d.Expired {
			t.Errorf("%+v", d)
		}
		if a := p.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon"); a.status != 303 {
			t.Errorf("the password changed: %d", a.status)
		}
	})
}

func TestThreePasscodesUsedUpEndARecoveryAtTheDesk(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("registered")
		p.forgot(c)
		var last answer
		for n := range 3 {
			if n > 0 {
				pr.clock.turn(time.Minute)
				p.want(p.post("/recover/send", "channel", "sms"), 303, "/recover/verify")
			}
			code := p.passcode(c.Mobile)
			for range 5 {
				last = p.post("/recover/verify", "passcode", string('0'+('9'-code[0]))+code[1:])
			}
		}
		p.want(last, 303, "/recover/unable")
		if u := data[wire.Unable](p, "/recover/unable"); u.Reason != registration.ReasonTries {
			t.Errorf("%+v", u)
		}
	})
}

func TestFor72HoursAfterARecoveryTheMemberIsDealtWithCarefully(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("registered")
		home := func() wire.Home {
			t.Helper()
			p.want(p.post("/login", "member_id", "sandbox01", "password", "Kaze-no-oto9"), 303, "/home")
			return data[wire.Home](p, "/home")
		}
		p.recovered(c)
		q := pr.person(true) // the ID alone begins it too
		q.want(q.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon"), 303, "/home")
		if h := data[wire.Home](q, "/home"); h.Caution != "2026-11-26 19:15" {
			t.Errorf("after the ID was shown: %q", h.Caution)
		}
		pr.clock.turn(10 * time.Minute)
		p.want(p.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover/done")
		if h := home(); h.Caution != "2026-11-26 19:25" {
			t.Errorf("at once: %q", h.Caution)
		}
		if body := p.do("GET", "/home", nil, "Accept", "text/html").body; !strings.Contains(body, "11月26日（木） 19:25まで") {
			t.Error("it is not said on the screen")
		}
		pr.clock.turn(member.CautionFor - time.Minute)
		if h := home(); h.Caution == "" {
			t.Error("after 71:59 it is over")
		}
		pr.clock.turn(time.Minute)
		if h := home(); h.Caution != "" {
			t.Errorf("after 72:00: %q", h.Caution)
		}
		q = pr.person(true)
		q.want(q.post("/login", "member_id", "sandbox03", "password", "Sandbox-03-mihon"), 303, "/home")
		if h := data[wire.Home](q, "/home"); h.Caution != "2026-11-28 15:00" { // the phone was changed the day before, at 15:00
			t.Errorf("a changed phone: %q", h.Caution)
		}
		if h := data[wire.Home](p, "/home"); h.Caution != "" {
			t.Errorf("another member: %q", h.Caution)
		}
	})
}

func TestAfterARecoveryNoBrowserIsKnownAndNobodyHasToWait(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("registered")
		a := p.want(p.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon"), 303, "/home")
		device := a.device().Value
		credential, _, err := pr.db.Member().Credential(t.Context(), "sandbox01")
		if err != nil {
			t.Fatal(err)
		}
		known := func() bool {
			t.Helper()
			ok, err := pr.db.Member().Device(t.Context(), credential.MemberID, keys.Hash(device))
			if err != nil {
				t.Fatal(err)
			}
			return ok
		}
		if !known() {
			t.Fatal("the device was not known before")
		}
		q := pr.person(true)
		tries := 0
		for ; tries < 9; tries++ {
			if a := q.post("/login", "member_id", "sandbox01", "password", "wasureta-0"); a.status == 429 {
				break
			}
		}
		if a := q.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon"); a.status != 429 {
			t.Fatalf("after %d failures nobody has to wait: %d", tries, a.status)
		}
		q.recovered(c)
		q.want(q.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover/done")
		if known() {
			t.Error("the device is still known")
		}
		q.want(q.post("/login", "member_id", "sandbox01", "password", "Kaze-no-oto9"), 303, "/home")
	})
}

// Strangers have closed the ID to browsers that are not known. Whoever has just proven who they are gets in all the same, also
// when the form was sent twice and its first answer lost.
func TestWhoRecoversOrRegistersGetsInWhileStrangersTryTheID(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		in := func(p *person, a answer, id, password string) {
			t.Helper()
			if d := a.device(); d == nil || !d.HttpOnly || !d.Secure || d.MaxAge != 400*24*3600 || len(d.Value) != 43 {
				t.Errorf("%s: no device, or %+v", id, d)
			}
			pr.spend(limit.LoginID, member.Fold(id), 100)
			pr.person(true).want(pr.person(true).login(id, password, "192.0.2.9"), 429, "")
			p.want(p.login(id, password, "192.0.2.10"), 303, "/home")
		}
		p := pr.person(false)
		p.recovered(pr.card("registered"))
		set := func() answer {
			return p.want(p.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover/done")
		}
		first := set()
		p.http.Jar.SetCookies(p.address("/"), []*http.Cookie{{Name: "__Host-device", Path: "/", Secure: true, MaxAge: -1}}) // the answer got lost
		again := p.post("/recover/password", "password", "Kaze-no-oto9")
		if first.device() == nil || again.device() == nil || first.device().Value != again.device().Value {
			t.Errorf("sent twice: %+v, then %+v", first.device(), again.device())
		}
		in(p, again, "sandbox01", "Kaze-no-oto9")

		q, c := pr.person(true), pr.card("sms")
		q.want(q.enter(c), 303, "/register/confirm")
		q.want(q.post("/register/confirm"), 303, "/register/verify")
		in(q, q.want(q.post("/register/verify", "passcode", q.passcode(c.Mobile)), 303, "/register/done"), "mizube2026", right)

		o, d := pr.person(true), pr.card("both")
		o.want(o.enter(d, "member_id", "kiri"+d.Mobile[len(d.Mobile)-4:]+"no"), 303, "/register/confirm")
		o.want(o.post("/register/confirm"), 303, "/register/verify")
		a := o.want(o.post("/register/verify", "passcode", o.passcode(d.Mobile)), 303, "/register/password")
		if a.device() != nil {
			t.Error("a device before there is a member")
		}
		in(o, o.want(o.post("/register/password", "member_id", "kawabe2026", "password", right), 303, "/register/done"), "kawabe2026", right)
	})
}

// The limits on showing cards to the issuer are the registration's own: one way cannot be used to get round the other's.
func TestRecoveryAndRegistrationShareTheLimitsOfACard(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		wrong := pr.card("sms")
		wrong.SecurityCode = "000"
		var last answer
		for n := range 6 {
			p := pr.person(true)
			if n%2 == 0 {
				last = p.forgot(wrong)
			} else {
				last = p.enter(wrong)
			}
		}
		if last.status != 429 {
			t.Errorf("the sixth refusal of a day: %d %v", last.status, last.problems())
		}
	})
}

func TestABusyIssuerCostsARecoveryNothing(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		m := pr.meddle()
		p, c := pr.person(true), pr.card("registered")
		p.recovered(c)
		m.holder = func() error { return issuer.ErrUnavailable }
		if a := p.post("/recover/password", "password", "Kaze-no-oto9"); a.status != 503 {
			t.Errorf("%d %s", a.status, a.to)
		}
		m.holder = nil
		p.want(p.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover/done")
		if _, err := pr.flows.Contacts(t.Context(), "no such card"); fault.As(err).Code != wire.Unavailable {
			t.Errorf("%v", err)
		}
	})
}
