package registration

import (
	"testing"

	"netanswer/shared/form"
)

func TestEachStateHasOneScreenAndTheFormStaysOpenUntilIdentityIsProven(t *testing.T) {
	for state, want := range map[State]string{
		"": "/register", Started: "/register", Entered: "/register/confirm", Confirmed: "/register/verify", Identified: "/register/password", Done: "/register/done", Unable: "/register/unable",
	} {
		f := Flow{State: state}
		if f.Screen() != want {
			t.Errorf("%q belongs to %s, want %s", state, f.Screen(), want)
		}
		if !f.MaySee(want) {
			t.Errorf("%q may not see its own screen %s", state, want)
		}
		if f.MaySee("/register") != (state != Identified) {
			t.Errorf("%q and the form: %v", state, f.MaySee("/register"))
		}
	}
}

func TestAFlowIsEnteredOnlyWhenEveryPartIsThere(t *testing.T) {
	whole := Flow{CardRef: "c", Login: "l", PasswordHash: "h", Email: "e", TermsVersion: "t"}
	for name, without := range map[string]func(*Flow){
		"card": func(f *Flow) { f.CardRef = "" }, "ID": func(f *Flow) { f.Login = "" }, "password": func(f *Flow) { f.PasswordHash = "" },
		"mail": func(f *Flow) { f.Email = "" }, "consent": func(f *Flow) { f.TermsVersion = "" },
	} {
		f := whole
		without(&f)
		if f.settle(); f.State != Started {
			t.Errorf("without %s it is %s", name, f.State)
		}
	}
	if whole.settle(); whole.State != Entered {
		t.Errorf("whole it is %s", whole.State)
	}
}

func TestAFlowOfThePhoneJourneyStandsWhereTheFirstThingIsMissing(t *testing.T) {
	for _, c := range []struct {
		f    Flow
		want string
		back []string // also to be seen
	}{
		{Flow{}, "/portal/scan", []string{"/portal/card"}},
		{Flow{State: Started}, "/portal/card", []string{"/portal/scan"}},
		{Flow{State: Confirmed}, "/portal/verify", []string{"/portal/card"}},
		{Flow{State: Identified}, "/portal/mail", nil},
		{Flow{State: Identified, Login: "l"}, "/portal/mail", nil},
		{Flow{State: Identified, Email: "e", Login: "l"}, "/portal/password", []string{"/portal/mail"}},
		{Flow{State: Identified, Email: "e", PasswordHash: "h"}, "/portal/password", []string{"/portal/mail"}},
		{Flow{State: Identified, Email: "e", Login: "l", PasswordHash: "h"}, "/portal/terms", []string{"/portal/mail", "/portal/password"}},
		{Flow{State: Done, Email: "e"}, "/portal/done", nil},
		{Flow{State: Unable}, "/portal/unable", nil},
	} {
		c.f.Journey = Portal
		if got := c.f.Screen(); got != c.want {
			t.Errorf("%+v stands at %s, want %s", c.f, got, c.want)
		}
		for _, path := range append(c.back, c.want) {
			if !c.f.MaySee(path) {
				t.Errorf("%s cannot be seen from %s", path, c.want)
			}
		}
	}
}

func TestProposalsAreIDsThatHoldNothingOfTheHolders(t *testing.T) {
	own := []string{"hoshi", "umibe", "kaze", "mori", "1985"}
	seen := map[string]bool{}
	for range 200 {
		ids := propose(own)
		if len(ids) != 5 {
			t.Fatalf("%d proposals", len(ids))
		}
		for _, id := range ids {
			if ps := (form.NewLogin{MemberID: id, Password: "Kiri-no-mori7"}).Check(form.Rules{Policy: form.Netanswer}); len(ps) > 0 || form.UsesOwn(id, own) {
				t.Fatalf("%s: %v", id, ps)
			}
			seen[id] = true
		}
	}
	if len(seen) < 990 {
		t.Errorf("%d of 1000 differ: they can be guessed", len(seen))
	}
}
