package main

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer/sandbox"
	"netanswer/server/registration"
	"netanswer/shared/form"
	"netanswer/shared/wire"
)

const portalTerms = "terms-3/privacy-2"

// scanned opens the phone journey and sends the card.
func (p *person) scanned(c sandbox.DemoCard) answer {
	p.t.Helper()
	p.get("/portal/card")
	return p.post("/portal/card", card(c)[2:]...)
}

// holder has proven who it is on a phone and is asked for the address.
func (p *person) holder(c sandbox.DemoCard) {
	p.t.Helper()
	p.want(p.scanned(c), 303, "/portal/verify")
	to := c.Mobile
	if to == "" {
		to = c.Email
	}
	p.want(p.post("/portal/verify", "passcode", p.passcode(to)), 303, "/portal/mail")
}

func TestAHolderRegistersOnAPhoneOneThingAScreen(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for slug, asJSON := range map[string]bool{"sms": true, "both": false} {
			p, c := pr.person(asJSON), pr.card(slug)
			p.want(p.get("/portal"), 303, "/portal/scan")
			p.holder(c)
			p.want(p.get("/portal/mail"), 200, "")
			p.want(p.post("/portal/mail", "email", "someone@mail.example.org"), 303, "/portal/password")
			d := data[wire.PortalPassword](p, "/portal/password")
			rules := form.Rules{Policy: form.Netanswer}
			if !d.Proposed || len(form.NewLogin{MemberID: d.Values.MemberID, Password: "Kiri-no-mori7"}.Check(rules)) != 0 {
				t.Fatalf("what is proposed cannot be used: %+v", d)
			}
			id := d.Values.MemberID
			if asJSON { // or one's own
				id = "watashi2026"
			}
			p.want(p.post("/portal/password", "member_id", id, "password", "Kiri-no-mori7"), 303, "/portal/terms")
			terms := data[wire.PortalTerms](p, "/portal/terms")
			if terms.MemberID != id || terms.Email != "someone@mail.example.org" || terms.Terms.Version != portalTerms || terms.Values.Agree {
				t.Errorf("%+v", terms)
			}
			if a := p.post("/portal/terms", "terms_version", portalTerms); a.status != 422 {
				t.Errorf("without consent: %d", a.status)
			}
			p.want(p.post("/portal/terms", "agree", "true", "terms_version", portalTerms), 303, "/portal/done")
			if done := data[wire.Done](p, "/portal/done"); done.MemberID != id || done.Email != "s***@mail.example.org" || !done.Confirm {
				t.Errorf("%+v", done)
			}
			if a := p.do("GET", "/portal/done", nil, "Accept", "text/html"); !strings.Contains(a.body, "アプリ登録と同時に、Netアンサーの登録が完了しました") {
				t.Errorf("the end does not say that both are registered: %.400s", a.body)
			}
			p.want(p.post("/portal/terms", "agree", "true", "terms_version", portalTerms), 303, "/portal/done?moved") // sent twice
			p.want(p.post("/login", "member_id", id, "password", "Kiri-no-mori7"), 303, "/home")
			p.want(p.get("/portal"), 303, "/home")
			if err := pr.runner.Once(t.Context()); err != nil {
				t.Fatal(err)
			}
			if told := p.arrived(c.Mobile); len(told) != 2 || !strings.Contains(told[0], c.Number[len(c.Number)-4:]) {
				t.Errorf("the holder is told: %q", told)
			}
			p.want(p.post("/logout"), 303, "/login?out=1")
			p.want(p.get("/portal"), 303, "/login?next=%2Fhome") // who has been logged in here
		}
	})
}

func TestNoStepOfThePhoneJourneyIsSkippedAndEachCanBeLeft(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		steps := []string{"/portal/scan", "/portal/card", "/portal/verify", "/portal/call", "/portal/mail", "/portal/password", "/portal/terms", "/portal/unable", "/portal/done"}
		p, c := pr.person(true), pr.card("sms")
		at := func(state, home string, may ...string) {
			t.Helper()
			for _, path := range steps {
				if path == "/portal/scan" || path == "/portal/card" { // looking at these in a flow that is over begins another
					if !slices.Contains(may, path) && home != "/portal/done" {
						p.want(p.get(path), 303, home+"?moved")
					}
					continue
				}
				if path == home || slices.Contains(may, path) {
					p.want(p.get(path), 200, "")
				} else {
					p.want(p.get(path), 303, home+"?moved")
				}
			}
			if state != "none" {
				p.want(p.get("/portal"), 303, home)
			}
		}
		p.want(p.get("/portal/terms"), 303, "/portal/scan?moved")
		p.get("/portal/card")
		for _, path := range steps[2:] {
			p.want(p.get(path), 303, "/portal/card?expired=1")
		}
		if d := data[wire.PortalCard](p, "/portal/card?expired=1"); !d.Expired {
			t.Error("it does not say that there is nothing to go on with")
		}
		for path, fields := range map[string][]string{
			"/portal/mail": {"email", "someone@mail.example.org"}, "/portal/password": {"member_id", "abcd1234", "password", "Kiri-no-mori8"},
			"/portal/terms": {"agree", "true", "terms_version", portalTerms}, "/portal/verify": {"passcode", "123456"},
		} {
			p.want(p.post(path, fields...), 303, "/portal/card?expired=1")
		}
		p.want(p.scanned(c), 303, "/portal/verify")
		at("confirmed", "/portal/verify", "/portal/scan", "/portal/card", "/portal/call")
		if d := data[wire.PortalCard](p, "/portal/card"); d.Going != "/portal/verify" {
			t.Errorf("%+v", d)
		}
		p.want(p.post("/portal/mail", "email", "someone@mail.example.org"), 303, "/portal/verify?moved")
		p.want(p.post("/portal/terms", "agree", "true", "terms_version", portalTerms), 303, "/portal/verify?moved")
		p.want(p.post("/portal/verify", "passcode", p.passcode(c.Mobile)), 303, "/portal/mail")
		at("identified", "/portal/mail")
		p.want(p.post("/portal/password", "member_id", "abcd1234", "password", "Kiri-no-mori8"), 303, "/portal/mail?moved")
		p.want(p.post("/portal/terms", "agree", "true", "terms_version", portalTerms), 303, "/portal/mail?moved")
		p.want(p.post("/portal/mail", "email", "someone@mail.example.org"), 303, "/portal/password")
		at("addressed", "/portal/password", "/portal/mail")
		p.want(p.post("/portal/terms", "agree", "true", "terms_version", portalTerms), 303, "/portal/password?moved")
		p.want(p.post("/portal/password", "member_id", "abcd1234", "password", "Kiri-no-mori8"), 303, "/portal/terms")
		at("ready", "/portal/terms", "/portal/mail", "/portal/password")
		// a card mistyped in another tab takes nothing away
		if a := p.post("/portal/card", card(pr.card("blocked"))[2:]...); a.status != 422 {
			t.Errorf("%d %s", a.status, a.to)
		}
		p.want(p.post("/portal/terms", "agree", "true", "terms_version", portalTerms), 303, "/portal/done")
		at("done", "/portal/done")
		p.want(p.get("/portal/card"), 200, "") // and a new one may begin
		p.want(p.get("/portal/done"), 303, "/portal/card?expired=1")
	})
}

func TestThePhoneJourneyOutlivesTheAppOnItsDeviceAndRunsOut(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		for _, a := range []answer{p.get("/portal/card"), p.scanned(c)} {
			for _, line := range a.header.Values("Set-Cookie") {
				if strings.HasPrefix(line, "__Host-portal=") && !strings.Contains(line, "Max-Age=86400") {
					t.Errorf("it ends with the app: %s", line)
				}
			}
		}
		p.want(p.post("/portal/verify", "passcode", p.passcode(c.Mobile)), 303, "/portal/mail")
		p.post("/portal/mail", "email", "someone@mail.example.org")
		proposed := data[wire.PortalPassword](p, "/portal/password").Values.MemberID
		pr.clock.turn(29 * time.Minute)
		p.want(p.get("/portal"), 303, "/portal/password")
		if d := data[wire.PortalPassword](p, "/portal/password"); d.Values.MemberID != proposed {
			t.Errorf("%s was proposed, now %s", proposed, d.Values.MemberID)
		}
		stranger := pr.person(true)
		stranger.want(stranger.get("/portal/password"), 303, "/portal/scan?moved")
		pr.clock.turn(2 * time.Minute)
		p.want(p.get("/portal/password"), 303, "/portal/card?expired=1")
		p.want(p.get("/portal"), 303, "/portal/scan")
	})
}

func TestEachHolderOnAPhoneEndsWhereTheIssuersAnswerLeads(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for slug, want := range map[string]string{
			"mail": "/portal/mail", "diners": "/portal/mail", "amex": "/portal/mail", "family": "/portal/mail",
			"registered": "/portal/unable registered", "nocontact": "/portal/unable contact", "landline": "/portal/call",
		} {
			p, c := pr.person(true), pr.card(slug)
			a := p.scanned(c)
			if to := map[string]string{"mail": c.Email}[slug] + map[bool]string{true: c.Mobile}[slug != "mail" && slug != "nocontact" && slug != "landline"]; to != "" {
				p.want(a, 303, "/portal/verify") // nothing tells before identity whether the card has its member
				a = p.post("/portal/verify", "passcode", p.passcode(to))
			}
			end, reason, _ := strings.Cut(want, " ")
			p.want(a, 303, end)
			if reason == "" {
				continue
			}
			if u := data[wire.Unable](p, "/portal/unable"); u.Reason != reason || len(u.Case) != 9 {
				t.Errorf("%s: %+v", slug, u)
			}
		}
		p := pr.person(true) // three refusals end it
		p.scanned(pr.card("blocked"))
		if a := p.scanned(pr.card("lost")); a.status != 422 || !slices.Equal(a.problems(), []string{":card.refused"}) {
			t.Errorf("%d %v", a.status, a.problems())
		}
		p.want(p.scanned(pr.card("corporate")), 303, "/portal/unable")
		busy := pr.person(false).scanned(pr.card("down"))
		if busy.status != 503 || !strings.Contains(busy.body, "ただいま混み合っております") {
			t.Errorf("busy: %d", busy.status)
		}
	})
}

func TestOnAPhoneACallOrTheDeskProvesTheHolderToo(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("landline")
		p.want(p.scanned(c), 303, "/portal/call")
		p.calls(c.Landline)
		p.want(p.post("/portal/call"), 303, "/portal/mail")

		q, other := pr.person(true), pr.card("both")
		q.want(q.scanned(other), 303, "/portal/verify")
		q.want(q.post("/portal/desk"), 303, "/portal/unable")
		u := data[wire.Unable](q, "/portal/unable")
		if !u.DeskCode || u.Reason != registration.ReasonDesk {
			t.Fatalf("%+v", u)
		}
		code := pr.given(pr.operator("sato"), pr.operator("suzuki"), u.Case)
		q.want(q.post("/portal/unable", "desk_code", code), 303, "/portal/mail")
		q.want(q.post("/portal/mail", "email", "someone@mail.example.org"), 303, "/portal/password")
	})
}

func TestOnAPhoneTheHoldersOwnDataIsToldAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.holder(c)
		p.want(p.post("/portal/mail", "email", "mizube@mail.example.org"), 303, "/portal/password")
		own := c.Mobile[len(c.Mobile)-4:]
		for _, try := range []struct{ id, password, want string }{
			{"ab" + own + "cd", "Kiri-no-mori7", "member_id:member_id.own"},
			{"abcd1234", "Kiri" + own + "x", "password:password.own"},
			{"mizube2026", "Kiri-no-mori7", "member_id:member_id.mail"},
			{"abcd1234", "Mizube-2026", "password:password.mail"},
			{"abcd1234", "Kiri" + c.Number[len(c.Number)-4:] + "x", "password:password.card"},
			{"abcd1234", "password1", "password:password.common"},
		} {
			if a := p.post("/portal/password", "member_id", try.id, "password", try.password); a.status != 422 || !slices.Equal(a.problems(), []string{try.want}) {
				t.Errorf("%s, %s: %d %v, want %s", try.id, try.password, a.status, a.problems(), try.want)
			}
		}
		p.want(p.post("/portal/password", "member_id", "abcd1234", "password", "Kiri-no-mori7"), 303, "/portal/terms")
		// another address: the password is compared with it as well
		if a := p.post("/portal/mail", "email", "abcd1234@mail.example.org"); !slices.Equal(a.problems(), []string{"email:email.in_id"}) {
			t.Errorf("%d %v", a.status, a.problems())
		}
		p.want(p.post("/portal/mail", "email", "mizube@mail.example.org"), 303, "/portal/terms") // the same: nothing is to be done again
		p.want(p.post("/portal/mail", "email", "kirino@mail.example.org"), 303, "/portal/password")
		if d := data[wire.PortalPassword](p, "/portal/password"); d.Values.MemberID != "abcd1234" || d.Values.Password != "" {
			t.Errorf("%+v", d.Values.MemberID)
		}
		p.want(p.get("/portal/terms"), 303, "/portal/password?moved")
	})
}

func TestIDsThatAreProposedAreFreeAndThoseThatAreTakenAreCounted(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		first := pr.person(true)
		first.registered(pr.card("sms"), pr.card("sms").Mobile)
		seen := map[string]bool{}
		var p *person
		for _, slug := range []string{"both", "amex", "diners"} {
			p = pr.person(true)
			p.holder(pr.card(slug))
			p.post("/portal/mail", "email", "someone@mail.example.org")
			id := data[wire.PortalPassword](p, "/portal/password").Values.MemberID
			if seen[id] || id == "" {
				t.Errorf("%q is proposed twice", id)
			}
			seen[id] = true
		}
		for id := range seen { // each is held for its flow: for the last person two of three are taken
			if id == data[wire.PortalPassword](p, "/portal/password").Values.MemberID {
				continue
			}
			if a := p.post("/portal/password", "member_id", id, "password", "Kiri-no-mori7"); !slices.Equal(a.problems(), []string{"member_id:member_id.taken"}) {
				t.Errorf("%d %v", a.status, a.problems())
			}
		}
		for range registration.IDTries - 3 {
			p.post("/portal/password", "member_id", "MIZUBE2026", "password", "Kiri-no-mori7")
		}
		p.want(p.post("/portal/password", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/portal/unable")
		if u := data[wire.Unable](p, "/portal/unable"); u.Reason != registration.ReasonTries {
			t.Errorf("%+v", u)
		}
	})
}

func TestOnAPhoneConsentIsToTheTermsInForce(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(true)
		p.holder(pr.card("sms"))
		p.post("/portal/mail", "email", "someone@mail.example.org")
		p.post("/portal/password", "member_id", "abcd1234", "password", "Kiri-no-mori7")
		a := p.post("/portal/terms", "agree", "true", "terms_version", "terms-2/privacy-2")
		if a.status != 409 || !strings.Contains(a.body, portalTerms) {
			t.Errorf("%d %.300s", a.status, a.body)
		}
		html := p.do("POST", "/portal/terms", url.Values{"agree": {"true"}, "terms_version": {"terms-2/privacy-2"}}, "Accept", "text/html")
		if html.status != 409 || strings.Contains(html.body, "checked") || !strings.Contains(html.body, `value="`+portalTerms+`"`) {
			t.Errorf("%d: the new text is not there to be agreed to", html.status)
		}
		p.want(p.get("/portal/done"), 303, "/portal/terms?moved")
		p.want(p.post("/portal/terms", "agree", "true", "terms_version", portalTerms), 303, "/portal/done")
	})
}

func TestAConsentSentTwiceAtOnceMakesOneMemberOnAPhone(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.holder(c)
		p.post("/portal/mail", "email", "someone@mail.example.org")
		p.post("/portal/password", "member_id", "abcd1234", "password", "Kiri-no-mori7")
		answers := make(chan answer, 3)
		for range 3 {
			go func() { answers <- p.post("/portal/terms", "agree", "true", "terms_version", portalTerms) }()
		}
		for range 3 {
			if a := <-answers; a.status != 303 || strings.TrimSuffix(a.to, "?moved") != "/portal/done" {
				t.Errorf("%d %s %.300s", a.status, a.to, a.body)
			}
		}
		if err := pr.runner.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := len(p.arrived(c.Mobile)); n != 2 { // the passcode, and one notice
			t.Errorf("%d messages arrived", n)
		}
	})
}

func TestAPhoneJourneyAndAFormInOneBrowserKnowNothingOfEachOther(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.want(p.enter(c), 303, "/register/confirm")
		p.holder(pr.card("both"))
		p.want(p.get("/register/confirm"), 200, "")
		p.want(p.get("/portal/mail"), 200, "")
		for _, cookie := range p.http.Jar.Cookies(p.address("/")) {
			if cookie.Name == "__Host-portal" { // a phone's flow is no form's, and opens nothing of it
				cookie.Name = "__Host-flow"
				q := pr.person(true)
				q.http.Jar.SetCookies(q.address("/"), []*http.Cookie{cookie})
				q.want(q.get("/register/password"), 303, "/register?expired=1")
				q.want(q.post("/register/password", "member_id", "abcd1234", "password", "Kiri-no-mori7"), 303, "/register?expired=1")
			}
		}
		// of one card both ways at once, the second is told
		q := pr.person(true)
		q.holder(c)
		q.post("/portal/mail", "email", "someone@mail.example.org")
		q.post("/portal/password", "member_id", "abcd1234", "password", "Kiri-no-mori7")
		p.want(p.post("/register/confirm"), 303, "/register/verify")
		p.want(p.post("/register/verify", "passcode", p.passcode(c.Mobile)), 303, "/register/done")
		q.want(q.post("/portal/terms", "agree", "true", "terms_version", portalTerms), 303, "/portal/unable")
		if u := data[wire.Unable](q, "/portal/unable"); u.Reason != registration.ReasonRegistered {
			t.Errorf("%+v", u)
		}
	})
}
