package sandbox

import (
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// A machine gives what a life asks it for as far as there is some of the limits at that moment, and not on a day on which cash was locked. What
// it gave or refused stays so, however late somebody asks.
func TestAMachineGivesNoMoreThanThereIs(t *testing.T) {
	limit := func(w *world, ref string, cash bool, to int) {
		if cash {
			w.order(ref, issuer.Order{Kind: issuer.LowerCash, LowerCash: &issuer.NewLimit{Limit: to}})
			return
		}
		w.order(ref, issuer.Order{Kind: issuer.LowerLimit, LowerLimit: &issuer.NewLimit{Limit: to}})
	}
	borrow := func(w *world, ref string) {
		o, err := w.CashOffer(t.Context(), ref)
		if err != nil || o.Why != "" {
			t.Fatalf("%+v, %v", o, err)
		}
		w.order(ref, issuer.Order{Kind: issuer.BorrowCash, BorrowCash: &issuer.Borrowing{Amount: o.Most, Way: issuer.Once, Terms: o.Once.Version}})
	}
	for name, c := range map[string]struct {
		before func(w *world, ref string) // on the day before
		on     func(w *world, ref string) // in the evening of the day
		given  bool
	}{
		"nothing is done":                     {nil, nil, true},
		"a lower cash limit that is enough":   {func(w *world, ref string) { limit(w, ref, true, 100_000) }, nil, true},
		"no cash limit any more":              {func(w *world, ref string) { limit(w, ref, true, 0) }, nil, false},
		"none any more from that evening on":  {nil, func(w *world, ref string) { limit(w, ref, true, 0) }, false},
		"a limit of which all is used":        {func(w *world, ref string) { limit(w, ref, false, leastLimit) }, nil, false},
		"all is borrowed":                     {borrow, nil, false},
		"all is borrowed that evening":        {nil, borrow, false},
		"a lock of cash":                      {func(w *world, ref string) { w.order(ref, lockOrder(issuer.Lock{Cash: true})) }, nil, false},
		"a lock of cash from that evening on": {nil, func(w *world, ref string) { w.order(ref, lockOrder(issuer.Lock{Cash: true})) }, false},
		"a lock that is taken off that evening": {
			func(w *world, ref string) { w.order(ref, lockOrder(issuer.Lock{All: true})) }, func(w *world, ref string) { w.order(ref, lockOrder(issuer.Lock{})) }, false,
		},
		"a lock that has ended": {func(w *world, ref string) {
			w.order(ref, lockOrder(issuer.Lock{Cash: true, Until: japan.DateOf(*w.now)}))
		}, nil, true},
		"a lock of something else": {nil, func(w *world, ref string) { w.order(ref, lockOrder(issuer.Lock{Abroad: true})) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			tried := 0
			for n := uint64(firstMember); tried < 3 && n < firstMember+400; n++ {
				now := noon
				w := &world{Issuer: New(Config{Key: testKey, Now: func() time.Time { return now }, Members: 400, Step: time.Minute}), now: &now, t: t}
				h := w.holdingAt(n, 0, now)
				if h.standing != good || h.debit != debited || termsOf(n, h.traits).loan < 150_000 {
					continue
				}
				var taken use
				life := history(n, h.traits, japan.DateOf(now).InMonths(0, 1), japan.DateOf(now).AddDays(300))
				for i := range life {
					if u := life[i]; u.Kind == issuer.Cash && japan.DateOf(now).AddDays(3).Before(u.Date) && taken.Amount == 0 {
						taken = u
					}
				}
				if taken.Amount == 0 {
					continue
				}
				tried++
				ref, day := w.refs.make(refOfSeat[0], n), taken.Date
				now = day.AddDays(-1).Start().Add(12 * time.Hour)
				if c.before != nil {
					c.before(w, ref)
				}
				now = day.Start().Add(20 * time.Hour)
				if c.on != nil {
					c.on(w, ref)
				}
				for _, later := range []int{1, 2, 40, 200, 500} {
					now = day.AddDays(later).Start().Add(12 * time.Hour)
					found := false
					for _, u := range w.list(ref, issuer.UsesOf{}) {
						found = found || u.Date == day && u.Kind == issuer.Cash && u.Amount == taken.Amount && u.Merchant == taken.Merchant
					}
					if found != c.given {
						t.Errorf("account %d, %d of %v, %d days later: given %v, want %v", n, taken.Amount, day, later, found, c.given)
					}
					l, err := w.Limits(t.Context(), ref)
					if err != nil {
						t.Fatal(err)
					}
					if c.given && later < 3 && l.Cash.Used > l.Cash.Limit {
						t.Errorf("account %d: %+v", n, l.Cash)
					}
				}
			}
			if tried < 3 {
				t.Errorf("%d lives go to a machine", tried)
			}
		})
	}
}

// However an account is asked about, and whenever, all days agree on what a machine gave.
func TestWhatAMachineGaveStays(t *testing.T) {
	tried, refused := 0, 0
	for n := uint64(firstMember); tried < 24 && n < firstMember+400; n++ {
		now := noon
		w := &world{Issuer: New(Config{Key: testKey, Now: func() time.Time { return now }, Members: 400, Step: time.Minute}), now: &now, t: t}
		h := w.holdingAt(n, 0, now)
		if h.standing != good || termsOf(n, h.traits).loan < 150_000 {
			continue
		}
		tried++
		ref := w.refs.make(refOfSeat[0], n)
		gave := map[japan.Date]int{}
		for step := range 50 {
			now = now.Add(17*24*time.Hour + 5*time.Hour)
			switch { // of one half less cash, of the other less in all: then it is what was bought that leaves nothing
			case step == 3 && n%2 == 0:
				w.order(ref, issuer.Order{Kind: issuer.LowerCash, LowerCash: &issuer.NewLimit{Limit: 100_000}})
			case step == 3:
				w.order(ref, issuer.Order{Kind: issuer.LowerLimit, LowerLimit: &issuer.NewLimit{Limit: leastLimit}})
			}
			if o, err := w.CashOffer(t.Context(), ref); err == nil && o.Why == "" && step%6 == 4 {
				w.order(ref, issuer.Order{Kind: issuer.BorrowCash, BorrowCash: &issuer.Borrowing{Amount: o.Most, Way: issuer.Revolving, Terms: o.Revolving.Version}})
			}
			told, is := firstDay(japan.DateOf(now)), map[japan.Date]int{}
			for _, u := range w.list(ref, issuer.UsesOf{}) {
				if place := placeOf(u.Ref); u.Kind == issuer.Cash && place.n < orderedCash && !u.Date.Before(told) {
					is[u.Date] = u.Amount
				}
			}
			for day, yen := range gave {
				if !day.Before(told) && is[day] != yen {
					t.Errorf("account %d: %d of %v was told, and on %v %d", n, yen, day, now, is[day])
				}
			}
			for day, yen := range is {
				if last, known := gave[day]; step > 0 && !known && day.Before(japan.DateOf(now).AddDays(-18)) {
					t.Errorf("account %d: nothing was told of %v, and on %v %d (%d)", n, day, now, yen, last)
				}
			}
			gave = is
		}
		life := history(n, h.traits, japan.DateOf(noon).InMonths(0, 1), japan.DateOf(now))
		for i := range life {
			if u := life[i]; u.Kind == issuer.Cash && japan.DateOf(noon).Before(u.Date) && !u.Date.Before(firstDay(japan.DateOf(now))) && gave[u.Date] == 0 {
				refused++
			}
		}
	}
	if tried < 24 || refused == 0 {
		t.Errorf("%d accounts were tried, and %d times a machine refused", tried, refused)
	}
}
