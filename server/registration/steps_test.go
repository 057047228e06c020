package registration

import "testing"

func TestEachStateHasOneScreenAndTheFormStaysOpenUntilIdentityIsProven(t *testing.T) {
	for state, want := range map[State]string{
		"": "/register", Started: "/register", Entered: "/register/confirm", Confirmed: "/register/verify", Identified: "/register/password", Done: "/register/done", Unable: "/register/unable",
	} {
		if _, to := Allows(Web, state, "/elsewhere"); to != want {
			t.Errorf("%q belongs to %s, want %s", state, to, want)
		}
		if ok, _ := Allows(Web, state, want); !ok {
			t.Errorf("%q may not see its own screen %s", state, want)
		}
		if ok, _ := Allows(Web, state, "/register"); ok != (state != Identified) {
			t.Errorf("%q and the form: %v", state, ok)
		}
	}
}
