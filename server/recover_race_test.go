package main

import (
	"context"
	"slices"
	"sync"
	"testing"

	"netanswer/server/audit"
	"netanswer/server/member"
	"netanswer/server/registration"
)

func TestOfTwoRecoveriesAtOnceOneSetsThePasswordAndTheOtherIsTold(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		m, c := pr.meddle(), pr.card("registered")
		quick, late := pr.person(true), pr.person(true)
		quick.recovered(c)
		late.recovered(c)
		m.contacts = func() { // the late one has read which password is in force, and not set its own yet
			quick.want(quick.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover/done")
		}
		if a := late.post("/recover/password", "password", "Kaze-no-oto9"); !slices.Equal(a.problems(), []string{":flow.moved"}) {
			t.Errorf("%d %s %v", a.status, a.to, a.problems())
		}
		if a := late.post("/recover/password", "password", "Kaze-no-oto9"); !slices.Equal(a.problems(), []string{"password:password.same"}) {
			t.Errorf("once more: %d %s %v", a.status, a.to, a.problems())
		}
		late.want(late.post("/recover/password", "password", "Nami-no-oto8"), 303, "/recover/done") // it is the same person
		for password, want := range map[string]int{"Kaze-no-oto9": 422, "Nami-no-oto8": 303} {
			if a := pr.person(true).post("/login", "member_id", "sandbox01", "password", password); a.status != want {
				t.Errorf("%s: %d", password, a.status)
			}
		}
	})
}

func TestARecoverySentTwiceIsOneRecovery(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("registered")
		p.get("/recover")
		together := func(path string, want []string, kv ...string) {
			t.Helper()
			answers := make(chan answer, 2)
			for range 2 {
				go func() { answers <- p.post(path, kv...) }()
			}
			for range 2 {
				if a := <-answers; a.status != 303 || !slices.Contains(want, a.to) {
					t.Errorf("%s: %d %q %.300s", path, a.status, a.to, a.body)
				}
			}
		}
		together("/recover", []string{"/recover/verify"}, card(c)[2:]...)
		code := p.passcode(c.Mobile)
		if n := len(p.arrived(c.Mobile)); n != 1 {
			t.Errorf("%d passcodes", n)
		}
		together("/recover/verify", []string{"/recover/password"}, "passcode", code)
		together("/recover/password", []string{"/recover/done", "/recover/done?moved"}, "password", "Kaze-no-oto9")
		if err := p.runner.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := len(p.arrived(c.Mobile)); n != 3 { // passcode, ID shown, password set
			t.Errorf("%d messages: %v", n, p.arrived(c.Mobile))
		}
	})
}

// trail notes what a flow's transactions record.
type trail struct {
	registration.Store
	events []audit.Event
}

type trailTx struct {
	registration.Tx
	seen *trail
}

func (s *trail) Update(ctx context.Context, f func(registration.Tx) error) error {
	return s.Store.Update(ctx, func(tx registration.Tx) error { return f(trailTx{tx, s}) })
}

func (t trailTx) Record(ctx context.Context, e audit.Event) error {
	t.seen.events = append(t.seen.events, e)
	return t.Tx.Record(ctx, e)
}

func TestTheTrailOfARecoveryNamesTheMember(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		seen := &trail{Store: pr.flows.Store}
		pr.flows.Store = seen
		p, c := pr.person(true), pr.card("registered")
		p.recovered(c)
		p.want(p.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover/done")
		credential, ok, err := pr.db.Member().Credential(t.Context(), "sandbox01")
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		whose := map[audit.Kind]string{}
		for _, e := range seen.events {
			whose[e.Kind] = e.MemberID
		}
		for kind, want := range map[audit.Kind]string{
			audit.CardAccepted: "", audit.PasscodeSent: "", audit.IdentityProven: "", audit.IDShown: credential.MemberID, audit.PasswordSet: credential.MemberID,
		} {
			if got, there := whose[kind]; !there || got != want {
				t.Errorf("%s of %q, want %q", kind, got, want)
			}
		}
	})
}

// overtaken is a store of members that lets a test act between the test of a password and the session it opens.
type overtaken struct {
	member.Store
	first sync.Once
	act   func()
}

func (s *overtaken) Update(ctx context.Context, f func(member.Tx) error) error {
	s.first.Do(s.act)
	return s.Store.Update(ctx, f)
}

func TestALoginOvertakenByARecoveryIsNone(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		owner, thief := pr.person(true), pr.person(true)
		owner.recovered(pr.card("registered"))
		pr.members.Store = &overtaken{Store: pr.members.Store, act: func() {
			owner.want(owner.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover/done")
		}}
		a := thief.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon") // right when it was tested
		if !slices.Equal(a.problems(), []string{":login.wrong"}) {
			t.Errorf("%d %s %v", a.status, a.to, a.problems())
		}
		thief.want(thief.get("/home"), 303, "/login?next=%2Fhome")
		owner.want(owner.post("/login", "member_id", "sandbox01", "password", "Kaze-no-oto9"), 303, "/home")
	})
}
