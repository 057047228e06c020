// Package issuertest is the contract of issuer.Issuer: every adapter runs it, the sandbox and whatever speaks to a real
// card system alike. What the rest of the program relies on without asking stands here as tests.
package issuertest

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/card"
)

// Card is what is typed off a card.
type Card struct {
	Number card.Number
	Expiry card.Expiry
	Code   card.SecurityCode
}

// Fixture are cards of the adapter's test data. Everything but Good and Refused may be left out by an adapter whose test
// data lack it.
type Fixture struct {
	Good       Card            // may be registered; its holder has a contact and uses
	Refused    map[string]Card // must not, each under its reason: "expired", "blocked", "unknown", …; all else of it is right
	Main       Card            // a main card beside which Family was issued
	Family     Card
	SoleMail   Card            // a holder who can be reached by mail only
	Down       Card            // asked about it, the issuer does not answer
	Slow       Card            // or takes longer than anybody waits
	Reissued   Card            // has the number of today
	ReissueRef string          // the card_ref under which the number before was registered
	Lives      map[string]Card // more good cards, each under what it shows: "instalments", "revolving", "late", "unused", …
	Brands     []struct {      // one of each brand
		Card
		Brand card.Brand
	}

	// Of RunOrders:
	Orders []issuer.OrderKind  // the kinds that this issuer takes; each is offered to one of the cards above
	Now    func() time.Time    // the issuer's clock
	Pass   func(time.Duration) // lets time pass at the issuer; nil: nobody can
}

// patience is the most an issuer may take for anything in here; a cancelled call has no business taking longer.
const patience = 5 * time.Second

// Run tests an adapter. fresh is called for each test.
func Run(t *testing.T, fresh func() (issuer.Issuer, Fixture)) {
	for _, c := range []struct {
		name string
		test func(*testing.T, issuer.Issuer, Fixture)
	}{
		{"a good card is verified", verified},
		{"whatever is wrong is refused in the same words", refused},
		{"references tell nothing and stay the same", opaque},
		{"a family card is a card of its own on the same account", family},
		{"a reissued card keeps its reference", reissued},
		{"every brand keeps its length and its code", brands},
		{"contacts are masked", contacts},
		{"the holder is complete", holder},
		{"the summary adds up", summary},
		{"what was agreed on and the cards are complete", terms},
		{"statements add up with their entries and at a glance", statements},
		{"uses come in pages, each once", uses},
		{"limits nest, and come back whole", limits},
		{"points add up", bonus},
		{"a reference that nobody gave out is unknown", unknown},
		{"an issuer that is down is not available", unavailable},
		{"a call ends when its context does", cancelled},
		{"the issuer is ready", ready},
	} {
		t.Run(c.name, func(t *testing.T) {
			is, f := fresh()
			c.test(t, is, f)
		})
	}
}

func verify(t *testing.T, is issuer.Issuer, c Card) issuer.Verified {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	v, err := is.VerifyCard(ctx, c.Number, c.Expiry, c.Code)
	if err != nil {
		t.Fatalf("card %v: %v", c.Number, err)
	}
	return v
}

func given(c Card) bool { return c.Number.Digits() != "" }

func verified(t *testing.T, is issuer.Issuer, f Fixture) {
	v := verify(t, is, f.Good)
	if v.Last4 != f.Good.Number.Last4() || v.Brand != f.Good.Number.Brand() {
		t.Errorf("verified as %s %s, the card is %s %s", v.Brand, v.Last4, f.Good.Number.Brand(), f.Good.Number.Last4())
	}
	if v.CardRef == "" || v.AccountRef == "" || v.CardRef == v.AccountRef {
		t.Errorf("references %q and %q", v.CardRef, v.AccountRef)
	}
}

func refused(t *testing.T, is issuer.Issuer, f Fixture) {
	wrong := map[string]Card{}
	for reason, c := range f.Refused {
		wrong[reason] = c
	}
	for _, reason := range []string{"expired", "blocked", "unknown"} {
		if !given(wrong[reason]) {
			t.Errorf("the fixture has no card that is %s", reason)
		}
	}
	for n := range card.CodeLength(f.Good.Number.Brand()) {
		digits := []byte(f.Good.Code.Digits())
		digits[n] = '0' + (digits[n]-'0'+1)%10
		code, err := card.ParseSecurityCode(string(digits), f.Good.Number.Brand())
		if err != nil {
			t.Fatal(err)
		}
		wrong["wrong code at digit "+string(rune('1'+n))] = Card{f.Good.Number, f.Good.Expiry, code}
	}
	wrong["no code"] = Card{Number: f.Good.Number, Expiry: f.Good.Expiry}
	wrong["nothing at all"] = Card{}
	for reason, e := range map[string]card.Expiry{
		"wrong month": {Month: f.Good.Expiry.Month%12 + 1, Year: f.Good.Expiry.Year},
		"wrong year":  {Month: f.Good.Expiry.Month, Year: f.Good.Expiry.Year + 1},
		"a century":   {Month: f.Good.Expiry.Month, Year: f.Good.Expiry.Year + 100},
	} {
		wrong[reason] = Card{f.Good.Number, e, f.Good.Code}
	}
	for reason, c := range wrong {
		v, err := is.VerifyCard(t.Context(), c.Number, c.Expiry, c.Code)
		if !errors.Is(err, issuer.ErrRefused) || err.Error() != issuer.ErrRefused.Error() {
			t.Errorf("%s: error %v, want exactly %v", reason, err, issuer.ErrRefused)
		}
		if v != (issuer.Verified{}) {
			t.Errorf("%s: refused, yet answered with a card", reason)
		}
	}
	verify(t, is, f.Good) // none of it spoilt the card
}

func opaque(t *testing.T, is issuer.Issuer, f Fixture) {
	v, again := verify(t, is, f.Good), verify(t, is, f.Good)
	if v != again {
		t.Error("the same card got other references the second time")
	}
	digits := f.Good.Number.Digits()
	for _, ref := range []string{v.CardRef, v.AccountRef} {
		plain := regexp.MustCompile(`\D`).ReplaceAllString(ref, "")
		if strings.Contains(plain, digits) || strings.Contains(plain, digits[6:]) || strings.Contains(ref, f.Good.Code.Digits()+digits[len(digits)-4:]) {
			t.Error("a reference holds the card number")
		}
		if len(ref) > 128 || strings.TrimSpace(ref) != ref {
			t.Errorf("reference %q is not a plain token of at most 128 bytes", ref)
		}
	}
}

func family(t *testing.T, is issuer.Issuer, f Fixture) {
	if !given(f.Family) || !given(f.Main) {
		t.Log("the adapter's test data have no family card")
		return
	}
	m, c := verify(t, is, f.Main), verify(t, is, f.Family)
	if m.AccountRef != c.AccountRef || m.CardRef == c.CardRef {
		t.Errorf("main card %q of %q, family card %q of %q: want two cards of one account", m.CardRef, m.AccountRef, c.CardRef, c.AccountRef)
	}
	mh, err := is.Holder(t.Context(), m.CardRef)
	if err != nil {
		t.Fatal(err)
	}
	ch, err := is.Holder(t.Context(), c.CardRef)
	if err != nil {
		t.Fatal(err)
	}
	if mh.Family || !ch.Family || mh.Name == ch.Name {
		t.Errorf("main holder %+v, family holder %+v", mh, ch)
	}
	s, err := is.Summary(t.Context(), c.CardRef)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range s.Uses {
		if !u.Family {
			t.Errorf("the family card's holder sees a use of the main card: %+v", u)
		}
	}
}

func reissued(t *testing.T, is issuer.Issuer, f Fixture) {
	if !given(f.Reissued) {
		t.Log("the adapter's test data have no reissued card")
		return
	}
	if v := verify(t, is, f.Reissued); v.CardRef != f.ReissueRef {
		t.Errorf("the new number has the reference %q, the one before had %q", v.CardRef, f.ReissueRef)
	}
	s, err := is.Summary(t.Context(), f.ReissueRef)
	if err != nil {
		t.Fatal(err)
	}
	if s.Last4 != f.Reissued.Number.Last4() {
		t.Errorf("the summary shows %s, the new card is %s", s.Last4, f.Reissued.Number.Last4())
	}
}

func brands(t *testing.T, is issuer.Issuer, f Fixture) {
	for _, b := range f.Brands {
		if v := verify(t, is, b.Card); v.Brand != b.Brand {
			t.Errorf("%s card verified as %s", b.Brand, v.Brand)
		}
		if got, want := len(b.Code.Digits()), card.CodeLength(b.Brand); got != want {
			t.Errorf("%s code has %d digits, want %d", b.Brand, got, want)
		}
	}
}

func ready(t *testing.T, is issuer.Issuer, _ Fixture) {
	if err := is.Ready(t.Context()); err != nil {
		t.Error(err)
	}
}
