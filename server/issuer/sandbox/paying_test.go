package sandbox

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// keeping is an account with its books.
type keeping struct {
	*world
	strict  issuer.Strict
	d       *dice
	slug    string
	ref     string
	r       *reckoning
	read    japan.Date // up to which day what the holder's life brought is in the books
	pending map[string]issuer.Order
	losses  int
	done    map[string]int
}

func (k *keeping) today() japan.Date { return japan.DateOf(*k.now) }

func (k *keeping) must(err error) {
	if err != nil {
		k.t.Helper()
		k.t.Fatalf("%s, %v: %v", k.slug, *k.now, err)
	}
}

// see asks for everything that the books know.
func (k *keeping) see() (s seen) {
	k.t.Helper()
	list, err := k.strict.Statements(k.t.Context(), k.ref, issuer.Page{Max: 100})
	k.must(err)
	s.statements = list.Statements
	s.limits, err = k.strict.Limits(k.t.Context(), k.ref)
	k.must(err)
	s.summary, err = k.strict.Summary(k.t.Context(), k.ref)
	k.must(err)
	s.points, err = k.strict.Points(k.t.Context(), k.ref)
	k.must(err)
	s.cash, err = k.strict.CashOffer(k.t.Context(), k.ref)
	k.must(err)
	s.account, err = k.strict.Account(k.t.Context(), k.ref)
	k.must(err)
	s.offer, err = k.strict.LimitOffer(k.t.Context(), k.ref)
	k.must(err)
	return s
}

// agree compares the sandbox with the books.
func (k *keeping) agree(after string) seen {
	k.t.Helper()
	s := k.see()
	if d := k.r.differs(s, k.today()); d != "" {
		k.t.Fatalf("%s after %s, on %v: %s", k.slug, after, k.today(), d)
	}
	k.r.given = nil
	return s
}

// adds compares each statement with its uses.
func (k *keeping) adds(s seen) {
	k.t.Helper()
	for _, x := range s.statements {
		sum, us := 0, k.list(k.ref, issuer.UsesOf{Month: x.Month})
		for _, u := range us {
			sum += u.Charged + u.Fee
		}
		if sum != x.Total || len(us) != x.Uses {
			k.t.Fatalf("%s: %v: %d uses of %d, and a statement of %d uses and %d", k.slug, x.Month, len(us), sum, x.Uses, x.Total)
		}
	}
	left := 0
	for _, u := range k.list(k.ref, issuer.UsesOf{Unpaid: true}) {
		left += u.Left
	}
	if left != s.limits.Total.Used {
		k.t.Fatalf("%s: %d are left to pay of all uses, and %d of the limit are used", k.slug, left, s.limits.Total.Used)
	}
}

// books writes something into the books that has come about. Without it they must not agree any more: each time the control is made.
func (k *keeping) books(what string, write func(*reckoning)) {
	k.t.Helper()
	without := k.r.clone()
	write(k.r)
	k.done[what]++
	if without.differs(k.agree(what), k.today()) == "" {
		k.t.Errorf("%s on %v: the books may forget %s", k.slug, k.today(), what)
	}
}

// give orders something.
func (k *keeping) give(o issuer.Order) issuer.Outcome {
	k.t.Helper()
	o.Key, o.At = k.key(), *k.now
	out, err := k.strict.Order(k.t.Context(), k.ref, o)
	if err != nil {
		k.t.Fatalf("%s, %v: %s: %v", k.slug, k.today(), o.Kind, err)
	}
	k.done["an order"]++
	if out.State == issuer.Received {
		k.pending[o.Key] = o
	}
	return out
}

// orders gives one that counts at once.
func (k *keeping) orders(o issuer.Order, write func(*reckoning)) {
	k.t.Helper()
	k.give(o)
	k.books(string(o.Kind), write)
}

// lives reads what the holder's life has brought since: what was used is no opinion of anybody's.
func (k *keeping) lives() {
	k.t.Helper()
	if k.read == k.today() { // a use is told on the day after
		return
	}
	us, err := k.strict.Uses(k.t.Context(), k.ref, issuer.UsesOf{Page: issuer.Page{Max: 80}})
	k.must(err)
	if n := len(us.Uses); us.Next != "" && !us.Uses[n-1].Date.Before(k.read) {
		us.Uses = k.list(k.ref, issuer.UsesOf{})
	}
	for _, u := range slices.Backward(us.Uses) {
		_, number, _ := strings.Cut(u.Ref, "-")
		if n, err := strconv.Atoi(number); err != nil || n >= orderedCash || u.Date.Before(k.read) {
			continue
		}
		lock := k.r.locked(u.Date, true)
		switch {
		case u.Kind == issuer.Purchase && lock.All, u.Kind == issuer.Cash && (lock.All || lock.Cash || k.r.stopped(u.Date)):
			k.t.Fatalf("%s: used on %v although it was locked (%+v): %+v", k.slug, u.Date, lock, u)
		case u.Kind == issuer.Purchase, u.Kind == issuer.Refund:
			k.r.bought(u.Ref, u.Date, u.Amount)
		case u.Kind == issuer.Cash:
			k.r.borrowed(u.Ref, u.Date, u.Amount, k.r.percent(u.Date), false)
			k.r.given = append(k.r.given, u.Date)
			k.done["cash of a machine"]++
		default:
			k.t.Fatalf("%s: the books know nothing of %+v", k.slug, u)
		}
	}
	k.read = k.today()
}

// waits lets time go by within a step: it may be another day then.
func (k *keeping) waits(d time.Duration) {
	k.t.Helper()
	k.pass(d)
	k.lives()
}

// passes lets time go by and books what has come about in it.
func (k *keeping) passes(d time.Duration) {
	k.t.Helper()
	k.waits(d)
	k.settles()
	k.agree("some time")
}

// settles books what the issuer has decided.
func (k *keeping) settles() {
	k.t.Helper()
	for _, key := range slices.Sorted(maps.Keys(k.pending)) {
		o, out := k.pending[key], k.stands(k.ref, key)
		r := o.RaiseLimit
		if o.Kind == issuer.RaiseCash {
			r = o.RaiseCash
		}
		name := string(o.Kind)
		switch {
		case out.State == issuer.Received, out.State == issuer.Examining, out.State == issuer.Shipped:
			continue
		case out.State == issuer.Declined:
			k.done[name+" declined"]++
			k.agree(name + " declined")
		case out.State == issuer.Approved:
			c := change{on: japan.DateOf(out.At), cash: o.Kind == issuer.RaiseCash, limit: r.Limit, from: r.From, until: r.Until}
			if c.cash && (r.Limit > r.Income/3-r.Debts || len(r.Files) == 0 && (r.Limit > 500_000 || r.Limit+r.Debts > 1_000_000)) {
				k.t.Errorf("%s: the law allows no cash limit like this: %+v", k.slug, r)
			}
			if !r.From.IsZero() {
				name += " for a time"
			}
			if before, _ := k.r.limits(k.today()); r.From.IsZero() || !k.today().Before(r.From) && before.total < r.Limit {
				k.books(name, func(b *reckoning) { b.changes = append(b.changes, c) })
			} else { // the day is to come
				k.r.changes = append(k.r.changes, c)
				k.done[name]++
			}
		}
		delete(k.pending, key)
	}
}

// applied is an application of any kind; now and then it is taken back before anybody has looked at it.
func (k *keeping) applied(o issuer.Order) {
	k.t.Helper()
	out := k.give(o)
	k.agree(string(o.Kind) + " received")
	switch k.d.n(4) {
	case 0:
		k.waits(out.CancelUntil.Sub(*k.now) - time.Second)
		got, err := k.strict.Cancel(k.t.Context(), k.ref, out.Key)
		if err != nil || got.State != issuer.Cancelled {
			k.t.Errorf("cancelled in time: %+v, %v", got, err)
		}
		delete(k.pending, out.Key)
		k.done[string(o.Kind)+" cancelled"]++
		k.waits(time.Hour)
		k.agree(string(o.Kind) + " cancelled")
	case 1:
		k.waits(out.CancelUntil.Sub(*k.now))
		if _, err := k.strict.Cancel(k.t.Context(), k.ref, out.Key); !errors.Is(err, issuer.ErrTooLate) {
			k.t.Errorf("cancelled too late: %v", err)
		}
		k.done["too late to cancel"]++
		k.agree(string(o.Kind) + " examined")
	case 2:
		k.waits(3 * time.Minute)
		k.settles()
	}
}

// request is what is said with an application.
func (k *keeping) request(limit int) *issuer.LimitRequest {
	r := &issuer.LimitRequest{Limit: limit, Income: pick(k.d, []int{2_000_000, 6_000_000, 12_000_000}), Debts: pick(k.d, []int{0, 0, 400_000}), Employer: "見本商事", Consent: true}
	if k.d.chance(80) {
		r.Files = []issuer.File{{Name: "a.pdf", Type: "application/pdf", Data: []byte("%PDF")}}
	}
	return r
}

// TestEveryYenIsWhereItShouldBe does a thousand things by a seed to accounts whose books it keeps itself, and compares after each: every
// statement, bucket, limit, point and rate. After each it also compares without that one thing, which must be found out: see books.
func TestEveryYenIsWhereItShouldBe(t *testing.T) {
	done := map[string]int{}
	for n, of := range []struct {
		slug  string // or an ordinary member with at least such a limit
		limit int
		steps int
		often bool // goes to a machine
	}{{"unused", 0, 250, false}, {"five5", 0, 250, false}, {"", 300_000, 350, false}, {"", 1_000_000, 350, false}, {"", 300_000, 300, true}} {
		now := noon
		w := &world{Issuer: New(Config{Key: testKey, Now: func() time.Time { return now }, Members: 400, Step: time.Minute}), now: &now, t: t}
		k := &keeping{
			world: w, strict: issuer.Strict{Issuer: w.Issuer, Now: w.clock}, d: throw(forAccount, uint64(n), 77), slug: of.slug, pending: map[string]issuer.Order{}, done: done,
		}
		if of.slug == "" {
			k.slug, k.ref = fmt.Sprint("a member with ", of.limit), k.ordinary(of.limit, of.often)
		} else {
			k.ref = w.ref(of.slug, 0)
		}
		begun, err := w.Limits(t.Context(), k.ref)
		k.must(err)
		k.r = &reckoning{
			cal: &calendar{tenth: map[japan.Date]japan.Date{}, bank: map[japan.Date]japan.Date{}}, owed: map[string]*owing{}, joins: map[japan.Month]int{}, extra: map[japan.Month]int{}, shopped: map[japan.Month]int{},
			begun: lines{begun.Total.Limit, begun.Credit.Limit, begun.Cash.Limit},
		}
		k.r.from = k.r.cal.after(k.r.open(k.today()), -1)
		k.lives()
		k.agree("its life")
		for n := range of.steps {
			*k.now = k.now.Truncate(time.Hour)
			k.passes(time.Duration(k.d.between(6, 60)) * time.Hour)
			k.acts()
			if n%20 == 19 {
				k.adds(k.agree("twenty steps"))
			}
		}
		k.ends()
	}
	for what, least := range map[string]int{
		"a use": 200, "not used": 10, "cash of a machine": 1, "change_payment": 50, "prepay": 10, "borrow_cash": 20, "borrowed at 15": 2, "use_points": 20, "raise_limit": 2, "raise_limit for a time": 2, "raise_limit declined": 3, "raise_limit cancelled": 2,
		"raise_cash": 5, "raise_cash declined": 3, "raise_cash cancelled": 3, "too late to cancel": 3, "lower_limit": 3, "lower_cash": 5, "lower_cash to nothing": 1, "lock_card": 10, "report_loss": 3, "reissue": 5, "reissue cancelled": 2, "not closed": 5, "close_account": 3,
	} {
		if done[what] < least {
			t.Errorf("%s: %d times only", what, done[what])
		}
	}
	if n := done["an order"] + done["a use"] + done["not used"] + done["not closed"]; n < 1000 {
		t.Errorf("only %d things were done", n)
	}
	t.Log(done)
}

// ordinary is a member of whom the books know what can happen: a limit from so much on, cash, one card, a good payer, few things bought,
// the first of them, or the one whose life takes most from machines in the time to come.
func (k *keeping) ordinary(limit int, often bool) string {
	best, most := uint64(0), 0
	for n := uint64(firstMember); n < firstMember+400; n++ {
		h := k.holdingAt(n, 0, *k.now)
		if of := termsOf(n, h.traits); of.loan > 0 && of.limit >= limit && of.limit < 3*limit && !h.household && h.standing == good && h.debit == debited {
			if !often {
				return k.refs.make(refOfSeat[0], n)
			}
			if cash := sumOfCash(history(n, h.traits, k.today().InMonths(0, 1), k.today().AddDays(500))); cash > most {
				best, most = n, cash
			}
		}
	}
	if most == 0 {
		k.t.Fatal("there is no such member")
	}
	return k.refs.make(refOfSeat[0], best)
}

// sumOfCash is what a life takes from machines.
func sumOfCash(life []use) (sum int) {
	for n := range life {
		if life[n].Kind == issuer.Cash {
			sum += life[n].Amount
		}
	}
	return sum
}
