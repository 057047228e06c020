package issuertest

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"netanswer/server/issuer"
)

// counted are acts that show twice when they are done twice; some card is offered one of them.
var counted = []string{"cash is borrowed", "a family card"}

// counting is a card that is offered a counted act, and the order.
func (s stage) counting(t *testing.T) (actor, issuer.Order, act) {
	t.Helper()
	for _, name := range counted {
		of := acts[slices.IndexFunc(acts, func(a act) bool { return a.name == name })]
		if a, o, ok := s.find(t, of); ok {
			return a, o, of
		}
	}
	t.Fatal("no card of the fixture may borrow, or add to its family")
	panic("unreachable")
}

func once(t *testing.T, s stage) {
	a, o, of := s.counting(t)
	before := a.look(t)
	first := a.must(t, o)
	if first.Key != o.Key || first.Number == "" {
		t.Errorf("%+v of %s", first, o.Key)
	}
	for range 3 {
		if again := a.must(t, o); !same(again, first) {
			t.Errorf("asked again: %+v, at first %+v", again, first)
		}
	}
	later := o
	later.At = later.At.Add(time.Second) // the same order, told by a clock of another server
	if again := a.must(t, later); !same(again, first) {
		t.Errorf("at another moment: %+v, at first %+v", again, first)
	}
	if stands := must(t)(a.Outcome(t.Context(), a.ref, o.Key)); !same(stands, first) {
		t.Errorf("the outcome is %+v, it was %+v", stands, first)
	}
	after := a.look(t)
	if fault := of.shows(before, after, o, first); fault != "" {
		t.Errorf("%s, ordered five times: %s", of.name, fault)
	}
	more, ok := of.of(after)
	if !ok {
		return // it is offered once
	}
	more.Kind = of.kind
	more = a.sign(more)
	if other := a.must(t, more); other.Number == first.Number || other.Key != more.Key {
		t.Errorf("another order: %+v, the first %+v", other, first)
	} else if fault := of.shows(after, a.look(t), more, other); fault != "" {
		t.Errorf("%s, by another order: %s", of.name, fault)
	}
}

// must is an outcome; an error ends the test.
func must(t *testing.T) func(issuer.Outcome, error) issuer.Outcome {
	return func(o issuer.Outcome, err error) issuer.Outcome {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
}

// same says whether two outcomes tell of one order that has not moved.
func same(a, b issuer.Outcome) bool {
	a.At, b.At = a.At.Truncate(time.Second), b.At.Truncate(time.Second)
	a.CancelUntil, b.CancelUntil = a.CancelUntil.Truncate(time.Second), b.CancelUntil.Truncate(time.Second)
	return a.At.Equal(b.At) && a.CancelUntil.Equal(b.CancelUntil) && a.Key == b.Key && a.Number == b.Number && a.State == b.State && a.Reason == b.Reason &&
		a.Effective == b.Effective && a.Page == b.Page
}

func atOnce(t *testing.T, s stage) {
	a, o, of := s.counting(t)
	before := a.look(t)
	const many = 16
	var wg sync.WaitGroup
	var outs [many]issuer.Outcome
	var errs [many]error
	for n := range many {
		wg.Go(func() {
			for range 5 { // who is told to come back, for another is at it, comes back
				if outs[n], errs[n] = a.Order(t.Context(), a.ref, o); !errors.Is(errs[n], issuer.ErrUnavailable) {
					return
				}
			}
		})
	}
	wg.Wait()
	for n := range many {
		if errs[n] != nil || !same(outs[n], outs[0]) {
			t.Errorf("%d: %+v, %v; the first %+v", n, outs[n], errs[n], outs[0])
		}
	}
	if fault := of.shows(before, a.look(t), o, outs[0]); fault != "" {
		t.Errorf("%s, ordered %d times at once: %s", of.name, many, fault)
	}
}

func oneKey(t *testing.T, s stage) {
	a, o, _ := s.counting(t)
	first := a.must(t, o)
	before := a.look(t)
	lock := issuer.Order{Key: o.Key, At: o.At, Assurance: o.Assurance, Kind: issuer.LockCard, LockCard: &issuer.Lock{All: true}}
	others := map[string]issuer.Order{"another kind": lock}
	if b := o.BorrowCash; b != nil {
		more, terms := o, o
		more.BorrowCash = &issuer.Borrowing{Amount: b.Amount + before.Cash.Step, Way: b.Way, Terms: b.Terms}
		terms.BorrowCash = &issuer.Borrowing{Amount: b.Amount, Way: b.Way, Terms: "stale"}
		others["another amount"], others["other terms"] = more, terms
	}
	if f := o.AddFamily; f != nil {
		other, sister := o, *f
		sister.Name, sister.Kana, sister.Roman = "見本 春子", "ミホン ハルコ", "HARUKO MIHON"
		other.AddFamily = &sister
		others["somebody else"] = other
	}
	for what, other := range others {
		if out, err := a.Order(t.Context(), a.ref, other); !errors.Is(err, issuer.ErrKeyUsed) || out != (issuer.Outcome{}) {
			t.Errorf("%s under the same key: %+v, %v", what, out, err)
		}
	}
	for name, c := range map[string]Card{"main": s.f.Main, "family": s.f.Family, "good": s.f.Good} {
		if !given(c) {
			continue
		}
		if ref := verify(t, a, c).CardRef; ref != a.ref {
			if _, err := a.Order(t.Context(), ref, o); !errors.Is(err, issuer.ErrKeyUsed) {
				t.Errorf("the %s card orders under the key of another: %v", name, err)
			}
			if _, err := a.Outcome(t.Context(), ref, o.Key); !errors.Is(err, issuer.ErrNoOrder) {
				t.Errorf("the %s card asks about the order of another: %v", name, err)
			}
			if _, err := a.Cancel(t.Context(), ref, o.Key); !errors.Is(err, issuer.ErrNoOrder) {
				t.Errorf("the %s card cancels the order of another: %v", name, err)
			}
		}
	}
	if again := a.must(t, o); !same(again, first) {
		t.Errorf("the order stands as %+v, it was %+v", again, first)
	}
	if after := a.look(t); !reflect.DeepEqual(after, before) {
		t.Errorf("something came of it:\n%+v\nit was\n%+v", after, before)
	}
}

func noOrder(t *testing.T, s stage) {
	a := s.on(t, s.cards[0])
	for what, key := range map[string]string{"a key of nothing": newKey(), "none": "", "a word": "key", "a line": newKey() + "\n", "too long": strings.Repeat("a", 1<<16)} {
		if out, err := a.Outcome(t.Context(), a.ref, key); !errors.Is(err, issuer.ErrNoOrder) || out != (issuer.Outcome{}) {
			t.Errorf("outcome of %s: %+v, %v", what, out, err)
		}
		if out, err := a.Cancel(t.Context(), a.ref, key); !errors.Is(err, issuer.ErrNoOrder) || out != (issuer.Outcome{}) {
			t.Errorf("cancelling %s: %+v, %v", what, out, err)
		}
	}
}
