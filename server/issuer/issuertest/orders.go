package issuertest

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// RunOrders tests what an adapter does when members act. fresh is called again and again: what was ordered of one issuer, the next knows
// nothing of.
func RunOrders(t *testing.T, fresh func() (issuer.Issuer, Fixture)) {
	s := stage{fresh: fresh}
	is, f := fresh()
	s.f = f
	cards := map[string]Card{"good": f.Good}
	if given(f.Main) {
		cards["main"] = f.Main
	}
	maps.Copy(cards, f.Lives)
	for name, c := range cards {
		a := actor{is, Fixture{Good: c, Now: f.Now}, name, verify(t, is, c).CardRef}
		s.cards = append(s.cards, seen{name, c, a.look(t)})
	}
	slices.SortFunc(s.cards, func(a, b seen) int { return strings.Compare(a.name, b.name) })
	for _, c := range []struct {
		name string
		test func(*testing.T, stage)
	}{
		{"an order is done once, however often it comes", once},
		{"an order that comes many times at once is done once", atOnce},
		{"a key belongs to one order", oneKey},
		{"what is not offered is not done, and its key is free", notOffered},
		{"what was never ordered has no outcome", noOrder},
		{"an order is undone until its cut-off", undo},
		{"an application goes its way", application},
		{"one PIN is sent at a time", onePIN},
		{"what was offered is not offered after its cut-off", cutOff},
		{"events come in the order of their places", events},
		{"what is offered can be ordered, and then shows", everything},
		{"a reference that nobody gave out is unknown, whatever is asked of it", unknownOrders},
		{"a call about orders ends when its context does", cancelledOrders},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, s) })
	}
}

// stage is where cards act: the issuer that is made anew, and the cards as they are before anybody does anything.
type stage struct {
	fresh func() (issuer.Issuer, Fixture)
	f     Fixture
	cards []seen
}

type seen struct {
	name string
	card Card
	looks
}

// actor is a card that acts.
type actor struct {
	issuer.Issuer
	f    Fixture
	name string
	ref  string
}

// on is a card at an issuer of its own.
func (s stage) on(t *testing.T, c seen) actor {
	t.Helper()
	is, f := s.fresh()
	return actor{is, Fixture{Good: c.card, Now: f.Now, Pass: f.Pass}, c.name, verify(t, is, c.card).CardRef}
}

// find is a card that is offered an act, at an issuer of its own, and the order.
func (s stage) find(t *testing.T, of act) (actor, issuer.Order, bool) {
	t.Helper()
	if !slices.Contains(s.f.Orders, of.kind) {
		return actor{}, issuer.Order{}, false
	}
	for _, c := range s.cards {
		if o, ok := of.of(c.looks); ok {
			a := s.on(t, c)
			o.Kind = of.kind
			return a, a.sign(o), true
		}
	}
	return actor{}, issuer.Order{}, false
}

var keys struct {
	sync.Mutex
	n int
}

// newKey is one that was not used before.
func newKey() string {
	keys.Lock()
	defer keys.Unlock()
	keys.n++
	return "0192f0c4-aaaa-7bbb-8ccc-" + strings.Repeat("0", 8) + string([]byte{'0' + byte(keys.n/1000%10), '0' + byte(keys.n/100%10), '0' + byte(keys.n/10%10), '0' + byte(keys.n%10)})
}

// sign makes an order of details: it gets a key, and is confirmed now.
func (a actor) sign(o issuer.Order) issuer.Order {
	o.Key, o.At, o.Assurance = newKey(), a.f.Now(), "sms"
	return o
}

func (a actor) must(t *testing.T, o issuer.Order) issuer.Outcome {
	t.Helper()
	out, err := a.Order(t.Context(), a.ref, o)
	if err != nil {
		t.Fatalf("%s, %s: %v", a.name, o.Kind, err)
	}
	return out
}

// looks is all of an account that orders change.
type looks struct {
	today    japan.Date
	Summary  issuer.Summary
	Limits   issuer.Limits
	Services issuer.Services
	Payment  issuer.PaymentOffers
	Cash     issuer.CashOffer
	Limit    issuer.LimitOffer
	Contacts []issuer.Contact
	Unpaid   []issuer.Use
	Months   []issuer.Statement
}

func (a actor) look(t *testing.T) looks {
	t.Helper()
	ctx := t.Context()
	l := looks{today: japan.DateOf(a.f.Now())}
	var errs [7]error
	l.Summary, errs[0] = a.Summary(ctx, a.ref)
	l.Limits, errs[1] = a.Limits(ctx, a.ref)
	l.Services, errs[2] = a.Services(ctx, a.ref)
	l.Payment, errs[3] = a.PaymentOffers(ctx, a.ref)
	l.Cash, errs[4] = a.CashOffer(ctx, a.ref)
	l.Limit, errs[5] = a.LimitOffer(ctx, a.ref)
	l.Contacts, errs[6] = a.Contacts(ctx, a.ref)
	if err := errors.Join(errs[:]...); err != nil {
		t.Fatalf("%s: %v", a.name, err)
	}
	l.Unpaid = pages(t, a, a.ref, issuer.UsesOf{Unpaid: true}, issuer.MaxPage)
	l.Months = months(t, a, a.ref, issuer.MaxPage)
	return l
}
