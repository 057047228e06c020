package registration

import (
	"slices"
	"testing"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

func fieldsOf(parts []ui.Part) (names []string) {
	for _, p := range parts {
		names = append(names, p.Fields...)
	}
	return names
}

func TestAnEditLinkAsksForItsPartOnly(t *testing.T) {
	for part, want := range map[form.Part][]string{
		form.PartAll:   {"card_number", "exp_month", "exp_year", "security_code", "member_id", "password", "email", "agree"},
		form.PartCard:  {"card_number", "exp_month", "exp_year", "security_code"},
		form.PartLogin: {"member_id", "password"},
		form.PartEmail: {"email"},
	} {
		if got := fieldsOf(asked(part)); !slices.Equal(got, want) {
			t.Errorf("part %q asks for %v, want %v", part, got, want)
		}
		if (partName(part).Key == "") != (part == form.PartAll) {
			t.Errorf("part %q is called %q", part, partName(part).JA)
		}
	}
}

func TestAPartIsTickedWhenAllOfItIsFilledIn(t *testing.T) {
	parts := asked(form.PartAll)
	s := ui.State{Filled: map[string]bool{"card_number": true, "exp_month": true}}
	if !filled(s, partNumber) {
		t.Error("the card number is there and not ticked")
	}
	if filled(s, partExpiry) {
		t.Error("the expiry date is ticked without its year")
	}
	if got := firstOpen(s, parts); got != 1 {
		t.Errorf("the next part is %d, want 1", got)
	}
	if filled(ui.State{}, partNumber) || firstOpen(ui.State{}, parts) != 0 {
		t.Error("before the Wasm runs, parts are ticked")
	}
	for _, name := range fieldsOf(parts) {
		s.Filled[name] = true
	}
	if got := firstOpen(s, parts); got != -1 {
		t.Errorf("all is filled in and part %d is next", got)
	}
}

func TestThePasscodeSaysHowLongItIsGood(t *testing.T) {
	site := wire.Site{Lang: text.JA}
	for _, c := range []struct {
		left int
		live bool
		want string
	}{
		{600, false, "有効時間 あと約10分"},
		{541, false, "有効時間 あと約10分"},
		{59, false, "有効時間 あと約1分"},
		{600, true, "有効時間 あと10:00"},
		{65, true, "有効時間 あと1:05"},
		{0, true, "有効時間が過ぎました。もう一度送ってください。"},
		{-4, false, "有効時間が過ぎました。もう一度送ってください。"},
	} {
		if got := valid(site, c.left, c.live); got != c.want {
			t.Errorf("%d s, running %v: %q, want %q", c.left, c.live, got, c.want)
		}
	}
}
