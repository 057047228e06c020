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
