package issuertest

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

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

// all are the events after a place.
func all(t *testing.T, is issuer.Orders, after string) []issuer.Event {
	t.Helper()
	var es []issuer.Event
	for range 1000 {
		page, err := is.Events(t.Context(), after)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) > issuer.MaxPage {
			t.Fatalf("%d events at once", len(page))
		}
		if len(page) == 0 {
			return es
		}
		es, after = append(es, page...), page[len(page)-1].Place
	}
	t.Fatal("events without end")
	return nil
}

func events(t *testing.T, s stage) {
	a, o, _ := s.counting(t)
	last := ""
	if es := all(t, a, ""); len(es) > 0 {
		last = es[len(es)-1].Place
	}
	a.must(t, o)
	if _, err := a.Order(t.Context(), a.ref, issuer.Order{Key: newKey(), Kind: "nonsense", At: a.f.Now()}); err == nil {
		t.Error("nonsense is offered")
	}
	a.must(t, o) // once more: no event of its own
	if a.f.Pass != nil {
		a.f.Pass(48 * time.Hour)
	}
	whole, since, moved := all(t, a, ""), all(t, a, last), 0
	for n, e := range whole {
		if n > 0 && e.Place <= whole[n-1].Place || e.Place == "" || len(e.Place) > 128 {
			t.Fatalf("%q comes after %q", e.Place, whole[n-1].Place)
		}
		if e.At.IsZero() || e.At.After(a.f.Now().Add(time.Second)) || e.CardRef == "" || (e.Key != "") != (e.Kind == issuer.OrderMoved) || (e.Use != "") != (e.Kind == issuer.CardUsed) {
			t.Errorf("%+v", e)
		}
		if tail := whole[n+1:]; n%97 == 0 && !slices.EqualFunc(all(t, a, e.Place), tail, sameEvent) {
			t.Errorf("after %s come other events than %d", e.Place, len(tail))
		}
	}
	for _, e := range since {
		if e.Place <= last {
			t.Errorf("%s comes after %s", e.Place, last)
		}
		if e.Kind == issuer.OrderMoved && e.Key == o.Key {
			if moved++; e.CardRef != a.ref {
				t.Errorf("%+v is told of another card", e)
			}
		}
	}
	if moved == 0 || moved > 1 && a.must(t, o).State == issuer.Completed && moved > 3 {
		t.Errorf("%d events tell of the order", moved)
	}
	if len(whole) > 0 {
		if es := all(t, a, whole[len(whole)-1].Place); len(es) != 0 {
			t.Errorf("behind the last there are %d", len(es))
		}
		if es := all(t, a, "~"); len(es) != 0 {
			t.Errorf("behind a place that nobody gave out there are %d", len(es))
		}
	}
}

func sameEvent(a, b issuer.Event) bool {
	at := a.At.Truncate(time.Second).Equal(b.At.Truncate(time.Second))
	a.At, b.At = time.Time{}, time.Time{}
	return at && a == b
}
