package identity

import (
	"testing"

	"netanswer/server/issuer"
)

func TestDestinationsAreAlikeByTheirPrefix(t *testing.T) {
	for number, want := range map[string]string{
		"090-0123-4567": "090", "07001234567": "070", "+819001234567": "090", "0312345678": "031", "+44 20 7946 0000": "foreign", "0044207946000": "foreign",
		"": "foreign", "0": "foreign", "+81": "foreign", "12025550100": "foreign",
	} {
		if got := Prefix(issuer.Contact{Channel: issuer.SMS, To: number}); got != want {
			t.Errorf("%q counts as %s, want %s", number, got, want)
		}
	}
	if got := Prefix(issuer.Contact{Channel: issuer.Mail, To: "090-0123-4567@example.jp"}); got != "mail" {
		t.Error(got)
	}
}
