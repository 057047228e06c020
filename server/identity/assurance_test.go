package identity

import (
	"testing"

	"netanswer/server/issuer"
)

func TestAssurancesAreInTheirOrderAndWhatNobodyKnowsIsWorthNothing(t *testing.T) {
	for i, a := range []Assurance{Unproven, Call, Mail, SMS, Desk, Passkey} {
		for j, least := range []Assurance{Unproven, Call, Mail, SMS, Desk, Passkey} {
			if a.AtLeast(least) != (i >= j) {
				t.Errorf("%q is at least %q: %v", a, least, a.AtLeast(least))
			}
		}
		if Assurance("oracle").AtLeast(a) || a.AtLeast("oracle") {
			t.Errorf("an oracle is compared with %q", a)
		}
	}
	for channel, want := range map[issuer.Channel]Assurance{issuer.SMS: SMS, issuer.Mail: Mail, ByCall: Call, issuer.Landline: Unproven, "pigeon": Unproven} {
		if got := (Check{Channel: channel}).Assurance(); got != want {
			t.Errorf("%s is worth %q, want %q", channel, got, want)
		}
	}
}
