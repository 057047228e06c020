package account

import (
	"reflect"
	"testing"
	"time"

	"netanswer/server/issuer"
)

// What a member orders changes statements that are still to be debited. What is kept of the settled ones stays right, and what is kept of
// the others is kept anew: the maintenance that begins a moment later shows what was ordered.
func TestWhatIsKeptIsRightAfterAnOrder(t *testing.T) {
	h := aHouse(t)
	r := h.reader()
	before := h.all(t, r, time.Time{})
	h.flush(t)
	offers, err := h.box.PaymentOffers(t.Context(), r.CardRef)
	if err != nil || len(offers.Uses) == 0 {
		t.Fatalf("no use can be paid in another way: %+v, %v", offers, err)
	}
	of := offers.Uses[0].Use
	if _, err := h.box.Order(t.Context(), r.CardRef, issuer.Order{
		Key: "0123456789abcdef", Kind: issuer.ChangePayment, At: h.t,
		ChangePayment: &issuer.PaymentChange{Use: of.Ref, Way: issuer.Revolving, Terms: offers.Revolving.Version},
	}); err != nil {
		t.Fatal(err)
	}
	h.t = h.t.Add(again + time.Second)
	after := h.all(t, r, time.Time{})
	h.flush(t)
	settled := 0
	for m, s := range before.Of {
		if !(whole{Of: s, Uses: before.Uses[m]}).settled(h.t) {
			continue
		}
		settled++
		if after.Of[m] != s || !reflect.DeepEqual(after.Uses[m], before.Uses[m]) {
			t.Errorf("%s is settled and was changed by an order", m)
		}
	}
	if settled < 6 {
		t.Errorf("only %d statements are settled", settled)
	}
	m := of.First.String()
	if was, now := before.Of[m], after.Of[m]; now.Shopping != was.Shopping-of.Amount || now.Revolving == 0 {
		t.Errorf("%s was %+v and is %+v: want %d to be in the revolving balance", m, was, now, of.Amount)
	}
	h.box.err = issuer.ErrUnavailable
	for m, want := range after.Of { // as of whenever each was kept
		got, uses, seen, err := h.month(t.Context(), r, want.Month)
		if err != nil || got != want || !reflect.DeepEqual(uses, after.Uses[m]) {
			t.Errorf("%s in the maintenance is %+v as of %v, %v; it was %+v", m, got, seen, err, want)
		}
	}
}
