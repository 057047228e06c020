package ui

import (
	"testing"

	"netanswer/shared/text"
	"netanswer/shared/wire"
)

func TestAMomentIsReadWithItsWeekday(t *testing.T) {
	ja, en := wire.Site{Lang: text.JA}, wire.Site{Lang: text.EN}
	for _, c := range []struct{ what, got, want string }{
		{"a moment", Moment(ja, "2026-11-25 02:10"), "11月25日（水） 02:10"},
		{"in English", Moment(en, "2026-11-25 02:10"), "25 Nov (Wed) 02:10"},
		{"until a day begins", Until(ja, "2026-12-20 00:00"), "12月19日（土） 24:00"},
		{"until a year begins", Until(ja, "2027-01-01 00:00"), "12月31日（木） 24:00"},
		{"until noon", Until(ja, "2026-12-20 12:00"), "12月20日（日） 12:00"},
		{"what is none", Moment(ja, "soon"), "soon"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
	if AsOf(ja, "") != nil || AsOf(ja, "2026-11-25 02:10") == nil {
		t.Error("a screen says as of when exactly when it shows what is kept")
	}
}
