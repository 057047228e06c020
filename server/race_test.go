package main

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// meddling is an issuer that lets a test act while it is being asked.
type meddling struct {
	issuer.Issuer
	mu       sync.Mutex
	contacts func() // once, before the next Contacts is answered
	holder   func() error
}

func (m *meddling) Contacts(ctx context.Context, ref string) ([]issuer.Contact, error) {
	m.mu.Lock()
	act := m.contacts
	m.contacts = nil
	m.mu.Unlock()
	if act != nil {
		act()
	}
	return m.Issuer.Contacts(ctx, ref)
}

func (m *meddling) Holder(ctx context.Context, ref string) (issuer.Holder, error) {
	if m.holder != nil {
		if err := m.holder(); err != nil {
			return issuer.Holder{}, err
		}
	}
	return m.Issuer.Holder(ctx, ref)
}

func (p *program) meddle() *meddling {
	m := &meddling{Issuer: p.flows.Issuer}
	p.flows.Issuer = m
	return m
}

// A passcode is on its way to be tested while another tab puts another card into the flow.
func TestAPasscodeOvertakenByAnotherCardProvesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		m := pr.meddle()
		p, own, other := pr.person(true), pr.card("mail"), pr.card("landline")
		p.enter(own)
		p.post("/register/confirm")
		code := p.passcode(own.Email)
		m.contacts = func() {
			p.want(p.post("/register", card(other)...), 303, "/register")
			p.want(p.post("/register", "part", "login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/register/confirm")
			p.want(p.post("/register/confirm"), 303, "/register/call")
		}
		if a := p.post("/register/verify", "passcode", code); a.status != 422 {
			t.Errorf("%d %s", a.status, a.to)
		}
		if v := data[wire.Call](p, "/register/call"); !slices.Equal(v.From, []string{masked(other.Landline)}) || len(v.Channels) != 0 {
			t.Errorf("the contacts of another card are shown: %+v", v)
		}
	})
}

func TestContactsAskedForOneCardAreNotShownForAnother(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		m := pr.meddle()
		p, own, other := pr.person(true), pr.card("sms"), pr.card("diners")
		p.enter(own)
		m.contacts = func() {
			p.post("/register", card(other)...)
			p.post("/register", "part", "login", "member_id", "mizube2026", "password", "Kiri-no-mori7")
		}
		p.want(p.post("/register/confirm"), 303, "/register/confirm?moved") // nothing was confirmed: look again
		p.want(p.post("/register/confirm"), 303, "/register/verify")
		if v := data[wire.Verify](p, "/register/verify"); v.Masked[len(v.Masked)-4:] != other.Mobile[len(other.Mobile)-4:] {
			t.Errorf("%+v of %s", v, other.Mobile)
		}
	})
}

func TestTwoRightPasscodesAtOnceBothLeadToTheEnd(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.enter(c)
		p.post("/register/confirm")
		code := p.passcode(c.Mobile)
		answers := make(chan answer, 4)
		for range cap(answers) {
			go func() { answers <- p.post("/register/verify", "passcode", code) }()
		}
		for range cap(answers) {
			p.want(<-answers, 303, "/register/done")
		}
		p.want(p.get("/register/done"), 200, "")
		if n := len(p.arrived("someone@mail.example.org")); n > 1 {
			t.Errorf("%d notices", n)
		}
	})
}

func TestAPartOfAFlowThatEndedMeanwhileIsNoFlow(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.registered(c, c.Mobile)
		p.want(p.post("/register", card(pr.card("both"))...), 303, "/register?expired=1")
		p.want(p.post("/register", "part", "login", "member_id", "betsu-no-1", "password", "Kiri-no-mori7"), 303, "/register?expired=1")
		p.want(p.get("/register/confirm"), 303, "/register/done?moved")
	})
}

func TestTheIDIsHeldAsLongAsTheFlowLives(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.enter(c)
		pr.clock.turn(25 * time.Minute)
		p.want(p.post("/register/confirm"), 303, "/register/verify")
		pr.clock.turn(6 * time.Minute)
		q := pr.person(true)
		if a := q.enter(pr.card("both")); !slices.Equal(a.problems(), []string{"member_id:member_id.taken"}) {
			t.Errorf("another got the ID: %d %s", a.status, a.to)
		}
		p.want(p.post("/register/verify", "passcode", p.passcode(c.Mobile)), 303, "/register/done")
	})
}

func TestAnEditToATakenIDLeavesTheGoodOne(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		other := pr.person(true)
		other.enter(pr.card("both"), "member_id", "toraretai1")
		p := pr.person(true)
		p.enter(pr.card("sms"))
		if a := p.post("/register", "part", "login", "member_id", "toraretai1", "password", "Kiri-no-mori7"); !slices.Equal(a.problems(), []string{"member_id:member_id.taken"}) {
			t.Fatalf("%d %v", a.status, a.problems())
		}
		if d := data[wire.Confirm](p, "/register/confirm"); d.MemberID != "mizube2026" {
			t.Errorf("%+v", d)
		}
	})
}

func TestABusyIssuerCostsTheCardNoTries(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		m := pr.meddle()
		m.holder = func() error { return issuer.ErrUnavailable }
		p := pr.person(true)
		for range 8 {
			if a := p.enter(pr.card("sms")); a.status != 503 {
				t.Fatalf("%d %s", a.status, a.body)
			}
		}
		m.holder = nil
		// the acceptance was kept: without scripts only ID and password are asked for
		if d := data[wire.Register](p, "/register"); d.Values.Part != "login" {
			t.Errorf("%+v", d.Values)
		}
		p.want(p.enter(pr.card("sms")), 303, "/register/confirm")

		q, wrong := pr.person(true), pr.card("both")
		wrong.SecurityCode = "000"
		for n := range 6 {
			a := q.enter(wrong)
			if n == 2 || n == 5 { // the third refusal of a flow ends it; the next form begins another
				q.want(a, map[bool]int{true: 303, false: 429}[n == 2], map[bool]string{true: "/register/unable"}[n == 2])
			}
		}
	})
}

func TestWhenAContactIsAtItsLimitTheOthersAreOffered(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		c := pr.card("both")
		for n := range 5 { // of one day, over several flows
			p := pr.person(true)
			p.enter(c, "member_id", "kyou-mo-"+string(rune('1'+n)))
			p.want(p.post("/register/confirm"), 303, "/register/verify")
			pr.clock.turn(31 * time.Minute)
		}
		p := pr.person(true)
		p.enter(c)
		p.want(p.post("/register/confirm"), 303, "/register/verify")
		if v := data[wire.Verify](p, "/register/verify"); v.Channel != "" || len(v.Channels) != 3 { // SMS, mail and the call
			t.Fatalf("%+v", v)
		}
		if a := p.post("/register/send", "channel", "sms"); !slices.Equal(a.problems(), []string{"channel:passcode.limit"}) {
			t.Errorf("%d %v", a.status, a.problems())
		}
		p.want(p.post("/register/send", "channel", "mail"), 303, "/register/verify")
		p.want(p.post("/register/verify", "passcode", p.passcode(c.Email)), 303, "/register/done")
	})
}

func TestEditingDoesNotGetRoundTheWaitForAnotherPasscode(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.enter(c)
		p.post("/register/confirm")
		code := p.passcode(c.Mobile)
		for range 3 {
			p.want(p.post("/register", "part", "email", "email", "other@mail.example.org"), 303, "/register/confirm")
			p.want(p.post("/register/confirm"), 303, "/register/verify")
		}
		if p.passcode(c.Mobile); len(p.arrived(c.Mobile)) != 1 {
			t.Errorf("%d passcodes in no time", len(p.arrived(c.Mobile)))
		}
		pr.clock.turn(identity.Resend)
		answers := make(chan answer, 2)
		for range 2 {
			go func() { answers <- p.post("/register/send", "channel", "sms") }()
		}
		sent := 0
		for range 2 {
			if a := <-answers; a.status == 303 {
				sent++
			}
		}
		if sent != 1 {
			t.Errorf("%d of two at once were sent", sent)
		}
		if a := p.post("/register/verify", "passcode", code); a.status != 422 {
			t.Errorf("the voided one: %d", a.status)
		}
	})
}

func TestConsentIsAskedAgainWhenTheTermsChange(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(true)
		p.enter(pr.card("sms"))
		was := pr.flows.Terms
		pr.flows.Terms = "terms-4/privacy-2" // a replica of the next release
		p.want(p.post("/register/confirm"), 303, "/register?part=terms")
		if a := p.post("/register", "part", "terms", "terms_version", was, "agree", "true"); a.status != 409 {
			t.Errorf("consent to the old text: %d", a.status)
		}
		if a := p.post("/register", "part", "terms", "terms_version", "terms-4/privacy-2"); !slices.Equal(a.problems(), []string{"agree:" + text.AgreeMissing.Key}) {
			t.Errorf("%v", a.problems())
		}
		p.want(p.post("/register", "part", "terms", "terms_version", "terms-4/privacy-2", "agree", "true"), 303, "/register/confirm")
		p.want(p.post("/register/confirm"), 303, "/register/verify")
	})
}

func TestAFailedLoginLeavesTheSessionOneHas(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(true)
		p.registered(pr.card("sms"), pr.card("sms").Mobile)
		p.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7")
		p.post("/login", "member_id", "mizube2026", "password", "nothing-9")
		p.want(p.get("/home"), 200, "")
	})
}
