package issuer_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// Of three events one makes no sense: the others are answered as they are, and of it what is of its form, and why it is not believed.
func TestAnEventThatMakesNoSenseHoldsUpNoOther(t *testing.T) {
	for what, c := range map[string]struct {
		n     int
		spoil func(*issuer.Event)
		why   string
		known func(*issuer.Event) // takes from what came what cannot be known
	}{
		"an event of its own":     {0, func(e *issuer.Event) { e.Kind = issuer.EventKind(secret) }, "kind", func(e *issuer.Event) { e.Kind = "" }},
		"an event of no kind":     {0, func(e *issuer.Event) { e.Kind = "" }, "kind", nil},
		"an event of tomorrow":    {0, func(e *issuer.Event) { e.At = orderNow.Add(24 * time.Hour) }, "moment", func(e *issuer.Event) { e.At = time.Time{} }},
		"an event of no moment":   {2, func(e *issuer.Event) { e.At = time.Time{} }, "moment", nil},
		"an event of 1850":        {2, func(e *issuer.Event) { e.At = e.At.AddDate(-176, 0, 0) }, "moment", func(e *issuer.Event) { e.At = time.Time{} }},
		"an event of no card":     {0, func(e *issuer.Event) { e.CardRef = "" }, "card_ref", nil},
		"a reference of lines":    {1, func(e *issuer.Event) { e.CardRef = secret + "\n" }, "card_ref", func(e *issuer.Event) { e.CardRef = "" }},
		"a reference without end": {1, func(e *issuer.Event) { e.CardRef = strings.Repeat("a", 1<<20) }, "card_ref", func(e *issuer.Event) { e.CardRef = "" }},
		"a use that is none":      {0, func(e *issuer.Event) { e.Use = "" }, "use", nil},
		"a use of a debit":        {1, func(e *issuer.Event) { e.Use = "u1" }, "use", nil},
		"a debit in no month":     {1, func(e *issuer.Event) { e.Month = japan.Month{} }, "month", nil},
		"a month of a use":        {0, func(e *issuer.Event) { e.Month = december }, "month", nil},
		"an order without a key":  {2, func(e *issuer.Event) { e.Key = "" }, "key", nil},
		"an order under a line":   {2, func(e *issuer.Event) { e.Key = secret + "\n" }, "key", nil},
		"an amount of an order":   {2, func(e *issuer.Event) { e.Amount = 1 }, "amount", nil},
		"an amount beyond all":    {0, func(e *issuer.Event) { e.Amount = 1 << 50 }, "amount", nil},
		"one that did not read":   {1, func(e *issuer.Event) { e.Nonsense = "events[1].at is missing" }, "events[1].at is missing", nil},
		"for reasons of lines":    {1, func(e *issuer.Event) { e.Nonsense = secret + "\n" }, "form", nil},
	} {
		o := ordinarily()
		want := append([]issuer.Event(nil), o.events...)
		c.spoil(&o.events[c.n])
		came := o.events[c.n]
		if c.known != nil {
			c.known(&came)
		}
		want[c.n] = issuer.Event{Place: came.Place, Kind: came.Kind, At: came.At, CardRef: came.CardRef, Nonsense: c.why}
		got, err := issuer.Strict{Issuer: o, Now: func() time.Time { return orderNow }}.Events(t.Context(), "0000")
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v\n%+v\nwant\n%+v", what, err, got, want)
		}
	}
}

// A card system whose clock is fast has its events wait until ours is there: they are not lost, nor is what comes after them overtaken.
func TestAnEventThatIsALittleEarlyWaits(t *testing.T) {
	o, now := ordinarily(), orderNow
	s := issuer.Strict{Issuer: o, Now: func() time.Time { return now }}
	o.events[1].At = now.Add(5 * time.Minute)
	if es, err := s.Events(t.Context(), "0000"); err != nil || len(es) != 1 || es[0].Place != "0001" {
		t.Errorf("%+v, %v", es, err)
	}
	o.events = o.events[1:]
	if es, err := s.Events(t.Context(), "0001"); !errors.Is(err, issuer.ErrUnavailable) || es != nil {
		t.Errorf("%+v, %v", es, err)
	}
	now = now.Add(4 * time.Minute)
	if es, err := s.Events(t.Context(), "0001"); err != nil || len(es) != 2 || es[0].Nonsense+es[1].Nonsense != "" {
		t.Errorf("%+v, %v", es, err)
	}
}
