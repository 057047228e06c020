package issuertest

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"netanswer/server/issuer"
)

// undo: what can be undone is, once and for all, and leaves nothing; after its cut-off it stays.
func undo(t *testing.T, s stage) {
	undone := 0
	for _, act := range acts {
		a, o, ok := s.find(t, act)
		if !ok {
			continue
		}
		before := a.look(t)
		out := a.must(t, o)
		if out.CancelUntil.IsZero() {
			if _, err := a.Cancel(t.Context(), a.ref, o.Key); !errors.Is(err, issuer.ErrTooLate) {
				t.Errorf("%s cannot be undone, and is: %v", o.Kind, err)
			}
			if again := a.must(t, o); again.State == issuer.Cancelled {
				t.Errorf("%s cannot be undone: %+v", o.Kind, again)
			}
			continue
		}
		undone++
		gone, err := a.Cancel(t.Context(), a.ref, o.Key)
		if err != nil || gone.State != issuer.Cancelled || gone.Number != out.Number {
			t.Errorf("%s is cancelled: %+v, %v", o.Kind, gone, err)
		}
		again, err := a.Cancel(t.Context(), a.ref, o.Key)
		if err != nil || again.State != issuer.Cancelled {
			t.Errorf("%s is cancelled again: %+v, %v", o.Kind, again, err)
		}
		if stands := a.must(t, o); stands.State != issuer.Cancelled || stands.Number != out.Number {
			t.Errorf("%s is cancelled, and ordered under its key: %+v", o.Kind, stands)
		}
		if after := a.look(t); !reflect.DeepEqual(after, before) {
			t.Errorf("%s is undone, and something stays:\n%+v\nit was\n%+v", o.Kind, after, before)
		}
		if a.f.Pass == nil {
			continue
		}
		b, late, _ := s.find(t, act)
		out = b.must(t, late)
		b.f.Pass(out.CancelUntil.Sub(b.f.Now()) + time.Second)
		stands := must(t)(b.Outcome(t.Context(), b.ref, late.Key))
		switch _, err := b.Cancel(t.Context(), b.ref, late.Key); {
		case stands.State == issuer.Cancelled && late.Kind == issuer.ChangeBank: // the bank was waited for in vain
		case !errors.Is(err, issuer.ErrTooLate):
			t.Errorf("%s is undone after its cut-off: %v", o.Kind, err)
		}
		if after := must(t)(b.Outcome(t.Context(), b.ref, late.Key)); !same(after, stands) {
			t.Errorf("%s after its cut-off: %+v, it was %+v", o.Kind, after, stands)
		}
	}
	if undone == 0 {
		t.Error("nothing can be undone")
	}
}

// application: each goes from state to state, and ends approved or declined; each step is told.
func application(t *testing.T, s stage) {
	next := map[issuer.OrderState][]issuer.OrderState{
		issuer.Received: {issuer.Examining, issuer.Approved, issuer.Declined}, issuer.Examining: {issuer.Approved, issuer.Declined},
	}
	for _, act := range acts {
		a, o, ok := s.find(t, act)
		if !ok || o.Kind != issuer.RaiseLimit && o.Kind != issuer.RaiseCash || a.f.Pass == nil {
			continue
		}
		state, told := a.must(t, o).State, 0
		for range 400 {
			out := must(t)(a.Outcome(t.Context(), a.ref, o.Key))
			if out.State != state && !slices.Contains(next[state], out.State) {
				t.Fatalf("%s is %s after %s", o.Kind, out.State, state)
			}
			if (out.State == issuer.Declined) != (out.Reason != "") {
				t.Errorf("%s: %+v", o.Kind, out)
			}
			if state = out.State; next[state] == nil {
				break
			}
			a.f.Pass(3 * time.Hour)
		}
		if next[state] != nil {
			t.Errorf("%s is still %s", o.Kind, state)
		}
		for _, e := range all(t, a, "") {
			if e.Kind == issuer.OrderMoved && e.Key == o.Key && e.CardRef == a.ref {
				told++
			}
		}
		if told == 0 {
			t.Errorf("%s moved, and no event says so", o.Kind)
		}
	}
}

// onePIN: while a letter with the PIN is under way no other one is sent; once it has come another may be.
func onePIN(t *testing.T, s stage) {
	of := acts[slices.IndexFunc(acts, func(a act) bool { return a.kind == issuer.SendPIN })]
	a, o, ok := s.find(t, of)
	if !ok {
		t.Log("no PIN is sent here")
		return
	}
	a.must(t, o)
	before := a.look(t)
	if v := before.Services; v.PIN != issuer.Received || !v.PINOn.IsZero() && v.PINOn != before.today {
		t.Errorf("ordered today it is %q of %v", v.PIN, v.PINOn)
	}
	second := a.sign(issuer.Order{Kind: issuer.SendPIN, SendPIN: &issuer.Nothing{}})
	if _, err := a.Order(t.Context(), a.ref, second); !errors.Is(err, issuer.ErrNotOffered) {
		t.Errorf("a second one: %v", err)
	}
	if after := a.look(t); !reflect.DeepEqual(after, before) {
		t.Errorf("something came of it:\n%+v\nit was\n%+v", after, before)
	}
	if a.f.Pass == nil {
		return
	}
	for range 400 {
		state, v := must(t)(a.Outcome(t.Context(), a.ref, o.Key)).State, a.look(t).Services
		if state == issuer.Completed {
			if v.PIN != "" || !v.PINOn.IsZero() {
				t.Errorf("it has come, and is still %q of %v", v.PIN, v.PINOn)
			}
			a.must(t, second) // under the same key
			return
		}
		if v.PIN != state {
			t.Errorf("the order is %s, the PIN %q", state, v.PIN)
		}
		a.f.Pass(3 * time.Hour)
	}
	t.Error("it never comes")
}

// cutOff: a use whose cut-off passes is no longer offered, and what was to be ordered of it is not.
func cutOff(t *testing.T, s stage) {
	tried := 0
	if !slices.Contains(s.f.Orders, issuer.ChangePayment) {
		t.Log("no payment is changed here")
		return
	}
	for _, c := range s.cards {
		a, l := s.on(t, c), c.looks
		if a.f.Pass == nil || len(l.Payment.Uses) == 0 {
			continue
		}
		first := l.Payment.Uses[0]
		o, ok := change(l, first)
		if !ok || first.Until.Sub(a.f.Now()) > 60*24*time.Hour {
			continue
		}
		tried++
		if a.f.Pass(first.Until.Sub(a.f.Now()) + time.Second); !a.f.Now().After(first.Until) {
			t.Fatal("the clock stands still")
		}
		if _, err := a.Order(t.Context(), a.ref, a.sign(o)); !errors.Is(err, issuer.ErrNotOffered) {
			t.Errorf("%s: past its cut-off: %v", a.name, err)
		}
		for _, of := range a.look(t).Payment.Uses {
			if of.Use.Ref == first.Use.Ref && !of.Until.After(first.Until) {
				t.Errorf("%s: past its cut-off it is offered: %+v", a.name, of)
			}
		}
		if tried == 3 {
			return
		}
	}
	if tried == 0 {
		t.Error("no cut-off was tried")
	}
}
