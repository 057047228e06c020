package registration

import "testing"

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
