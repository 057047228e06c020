package issuertest

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/card"
	"netanswer/shared/japan"
)

// Bad tests an adapter whose card system is in whatever trouble. Every question ends in good time with ErrUnavailable, never
// with a refusal or an unknown reference, which would be believed; no data comes along, and the error says nothing of the
// card, the reference or what was answered (secrets).
func Bad(t *testing.T, is issuer.Issuer, c Card, cardRef string, secrets ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	secrets = append(secrets, c.Number.Digits(), cardRef)
	if c.Code.Digits() != "" {
		secrets = append(secrets, " "+c.Code.Digits())
	}
	check := func(call string, data any, err error) {
		t.Helper()
		if !errors.Is(err, issuer.ErrUnavailable) || errors.Is(err, issuer.ErrRefused) || errors.Is(err, issuer.ErrUnknown) || errors.Is(err, issuer.ErrNoStatement) ||
			errors.Is(err, issuer.ErrNotOffered) || errors.Is(err, issuer.ErrKeyUsed) || errors.Is(err, issuer.ErrNoOrder) || errors.Is(err, issuer.ErrTooLate) {
			t.Errorf("%s: error %v, want %v", call, err, issuer.ErrUnavailable)
		}
		if v := reflect.ValueOf(data); data != nil && !v.IsZero() {
			t.Errorf("%s: answered data along with %v", call, err)
		}
		for _, s := range secrets {
			if err != nil && s != "" && strings.Contains(err.Error(), s) {
				t.Errorf("%s: the error says %q", call, s)
			}
		}
	}
	v, err := is.VerifyCard(ctx, c.Number, c.Expiry, c.Code)
	check("VerifyCard", v, err)
	cs, err := is.Contacts(ctx, cardRef)
	check("Contacts", cs, err)
	h, err := is.Holder(ctx, cardRef)
	check("Holder", h, err)
	s, err := is.Summary(ctx, cardRef)
	check("Summary", s, err)
	a, err := is.Account(ctx, cardRef)
	check("Account", a, err)
	own, err := is.Cards(ctx, cardRef)
	check("Cards", own, err)
	months, err := is.Statements(ctx, cardRef, issuer.Page{Max: 10})
	check("Statements", months, err)
	month, err := is.Statement(ctx, cardRef, japan.Month{Year: 2026, Month: time.December})
	check("Statement", month, err)
	us, err := is.Uses(ctx, cardRef, issuer.UsesOf{Page: issuer.Page{Max: 10}})
	check("Uses", us, err)
	l, err := is.Limits(ctx, cardRef)
	check("Limits", l, err)
	p, err := is.Points(ctx, cardRef)
	check("Points", p, err)
	check("Ready", nil, is.Ready(ctx))
	badOrders(ctx, is, cardRef, check)
	if ctx.Err() != nil {
		t.Errorf("that took longer than %v", patience)
	}
}

func badOrders(ctx context.Context, is issuer.Issuer, cardRef string, check func(call string, data any, err error)) {
	o := Each(time.Date(2026, 11, 22, 12, 0, 0, 0, japan.Zone))[0]
	out, err := is.Order(ctx, cardRef, o)
	check("Order", out, err)
	out, err = is.Outcome(ctx, cardRef, o.Key)
	check("Outcome", out, err)
	out, err = is.Cancel(ctx, cardRef, o.Key)
	check("Cancel", out, err)
	es, err := is.Events(ctx, "")
	check("Events", es, err)
	p, err := is.PaymentOffers(ctx, cardRef)
	check("PaymentOffers", p, err)
	c, err := is.CashOffer(ctx, cardRef)
	check("CashOffer", c, err)
	l, err := is.LimitOffer(ctx, cardRef)
	check("LimitOffer", l, err)
	s, err := is.Services(ctx, cardRef)
	check("Services", s, err)
}

// Typed is a card as it is typed; the test ends when it is none.
func Typed(t testing.TB, number, month, year, code string) Card {
	t.Helper()
	n, err := card.ParseNumber(number)
	if err != nil {
		t.Fatalf("number: %v", err)
	}
	e, err := card.ParseExpiry(month, year)
	if err != nil {
		t.Fatalf("expiry: %v", err)
	}
	c, err := card.ParseSecurityCode(code, n.Brand())
	if err != nil {
		t.Fatalf("code: %v", err)
	}
	return Card{n, e, c}
}
