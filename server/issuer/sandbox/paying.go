package sandbox

import (
	"context"
	"slices"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// What members order about their payments: other ways of paying, paying sooner, borrowing, and points against the bill. All of it is read
// from the orders each time a book is written, in the order in which they came; what has been debited by then never changes.

// The issuer's terms. Amounts are yen.
const (
	laterLeast  = 3_000 // of a purchase that can be paid later
	cashLeast   = 10_000
	cashStep    = 10_000
	orderedCash = 80_000 // the places of what was ordered, in its day: behind what was bought
	pointsEntry = 85_000
)

// order of a payment, and when it was taken in.
type paid struct {
	at     time.Time
	order  *issuer.Order
	limits []newLimit // as they had come about by then: what is borrowed costs what it cost that day
}

// since is from which day on a life has to be told so that what was ordered finds what it was about: a purchase that is paid in another
// way, however long ago, and the points that were there when some were used.
func (f *facts) since(from japan.Date) japan.Date {
	for n := range f.paid {
		day := from
		switch p := &f.paid[n]; p.order.Kind {
		case issuer.ChangePayment:
			if at := placeOf(p.order.ChangePayment.Use); at != (place{}) {
				day = at.day.InMonths(0, 1)
			}
		case issuer.UsePoints:
			day = japan.DateOf(p.at).InMonths(-pointsMonths-3, 1) // the cycle of the oldest of them began by then
		}
		if day.Before(from) {
			from = day
		}
	}
	return from
}

// taking is the statement of the next debit that still changes: the amount of the one before is fixed.
func taking(today japan.Date) japan.Month {
	m := money.OpenMonth(today).Add(-1)
	if today.Before(money.FixedDay(m)) {
		return m
	}
	return m.Add(1)
}

// course is how terms have a balance paid back.
func course(t issuer.Terms) money.Course {
	c := money.Course{Rate: t.Rate, Within: t.Within}
	for _, s := range t.Steps {
		c.Steps = append(c.Steps, money.Step{UpTo: s.UpTo, Pay: s.Pay})
	}
	return c
}

// order changes what was ordered about payments, as far as it has come.
func (b *book) order() {
	if len(b.facts.paid) == 0 {
		return
	}
	for n := range b.facts.paid {
		p := &b.facts.paid[n]
		day := japan.DateOf(p.at)
		switch o := p.order; o.Kind {
		case issuer.ChangePayment:
			if u := b.find(o.ChangePayment.Use); u != nil {
				u.change(o.ChangePayment, day)
			}
		case issuer.Prepay:
			if u := b.find(o.Prepay.Of); u != nil {
				u.settle(taking(day))
			} else {
				b.sooner(taking(day), o.Prepay.Amount)
			}
		case issuer.BorrowCash:
			b.uses = append(b.uses, b.lent(p, day, orderedCash+n))
		case issuer.UsePoints:
			u := event(day, issuer.PointsUsed, "ポイントのご利用", "other", -o.UsePoints.Points)
			u.First, u.Payments, u.n = taking(day), 1, pointsEntry+n
			b.uses = append(b.uses, u)
		}
	}
	b.sort()
}

// find is a use by its reference; nil: there is none.
func (b *book) find(ref string) *use {
	at := placeOf(ref)
	if at == (place{}) {
		return nil
	}
	n := slices.IndexFunc(b.uses, func(u use) bool { return u.Date == at.day && u.n == at.n })
	if n < 0 {
		return nil
	}
	return &b.uses[n]
}

// change has a use paid in another way from a day on. What is not paid of instalments joins the revolving balance with the next statement
// that still takes it; the statements before stay as they are.
func (u *use) change(c *issuer.PaymentChange, day japan.Date) {
	switch {
	case c.Way == issuer.Instalments:
		u.Way, u.Payments, u.parts = issuer.Instalments, c.Payments, inParts(u.First, u.Amount, c.Payments)
	case u.Way == issuer.Instalments:
		u.joined = taking(day)
		u.was = &way{u.Way, u.Payments}
		n := u.rest(u.joined)
		for _, p := range u.parts[n:] {
			u.join += p.Amount
		}
		u.Way, u.Payments, u.parts = issuer.Revolving, 0, slices.Clone(u.parts[:n])
	default:
		u.Way, u.Payments, u.parts, u.joined, u.join = issuer.Revolving, 0, nil, u.First, u.Amount
	}
}

// rest is the first of the parts that stand on a statement or later ones.
func (u *use) rest(m japan.Month) int {
	if n := slices.IndexFunc(u.parts, func(p money.Part) bool { return !p.Month.Before(m) }); n >= 0 {
		return n
	}
	return len(u.parts)
}

// settle has what is left of instalments paid with one statement: its fee is the last one.
func (u *use) settle(m japan.Month) {
	n := u.rest(m)
	if n == len(u.parts) {
		return
	}
	u.parts = slices.Clone(u.parts[:n+1])
	last := &u.parts[n]
	last.Amount = u.Amount
	for _, p := range u.parts[:n] {
		last.Amount -= p.Amount
	}
}

// sooner pays more of the revolving balance with a statement.
func (b *book) sooner(m japan.Month, amount int) {
	if b.extra == nil {
		b.extra = map[japan.Month]int{}
	}
	b.extra[m] += amount
}

// lent is a cash advance as it is paid back.
func (b *book) lent(p *paid, day japan.Date, n int) use {
	o := p.order.BorrowCash
	u := event(day, issuer.Cash, "キャッシング（お振込み）", "cash", o.Amount)
	u.n, u.First, u.Payments, u.Way = n, money.CashMonth(day), 1, o.Way
	then := facts{limits: p.limits}
	once, slide := cashTerms(then.terms(termsOf(b.account, b.traits), day).loan)
	plan := money.CashOnce(day, o.Amount, once.Rate, money.Flat)
	if o.Way == issuer.Revolving {
		plan, _ = money.CashCourse(day, o.Amount, course(slide), money.Flat) // its steps end it
		u.Payments = 0
	}
	u.parts, u.rate = partsOf(plan), once.Rate
	return u
}

// PaymentOffers are the uses that can be paid in another way, and what can be paid sooner.
func (i *Issuer) PaymentOffers(ctx context.Context, cardRef string) (issuer.PaymentOffers, error) {
	h, err := i.open(ctx, cardRef)
	if err != nil {
		return issuer.PaymentOffers{}, err
	}
	return i.bookOf(h, i.today()).paymentOffers(), nil
}

func (b *book) paymentOffers() issuer.PaymentOffers {
	o := issuer.PaymentOffers{Revolving: revolvingTerms(), Instalments: instalmentTerms()}
	switch {
	case b.family:
		o.Why = "family"
	case b.over(), b.arrears():
		o.Why = "arrears"
	case b.student, b.minor:
		o.Why = "not_agreed"
	}
	if o.Why != "" {
		return o
	}
	m := taking(b.today)
	o.PrepayMonth, o.PrepayBy = m, money.FixedDay(m).Start()
	o.Balance = b.revolvingAfter(m)
	given := b.givenBack()
	for n := range b.uses {
		u := &b.uses[n]
		if u.Kind != issuer.Purchase || u.Left <= 0 || !b.told(u) || given[u] {
			continue
		}
		of := issuer.PaymentOffer{Use: b.named(u), Until: money.FixedDay(u.First).Start()}
		switch {
		case u.Way == issuer.Instalments:
			of.Until = o.PrepayBy
			of.Revolving = u.rest(m) < len(u.parts)
			of.Whole = u.rest(m)+1 < len(u.parts)
		case u.Way != issuer.Revolving && u.Amount >= laterLeast && b.today.Before(money.FixedDay(u.First)):
			of.Revolving, of.Instalments = true, u.Way == issuer.Once
		}
		if of.Revolving || of.Instalments || of.Whole {
			o.Uses = append(o.Uses, of)
		}
	}
	slices.SortStableFunc(o.Uses, func(x, y issuer.PaymentOffer) int { return x.Until.Compare(y.Until) })
	if len(o.Uses) > issuer.MaxPage {
		o.Uses = o.Uses[:issuer.MaxPage]
	}
	return o
}

// givenBack are the purchases of which a shop gave all back: there is nothing left to be paid later.
func (b *book) givenBack() map[*use]bool {
	type back struct {
		seat     int
		merchant string
		amount   int
	}
	given, out := map[back]int{}, map[*use]bool{}
	for n := range slices.Backward(b.uses) { // what is given back comes after it
		u := &b.uses[n]
		k := back{u.seat, u.Merchant, u.Amount}
		switch {
		case u.Kind == issuer.Refund:
			k.amount = -k.amount
			given[k]++
		case u.Kind == issuer.Purchase && given[k] > 0:
			given[k]--
			out[u] = true
		}
	}
	return out
}

// revolvingAfter is the revolving balance after the payment of a statement.
func (b *book) revolvingAfter(m japan.Month) int {
	for _, r := range b.revolve {
		if r.month == m {
			return r.rest
		}
	}
	return 0
}

// CashOffer is what can be borrowed.
func (i *Issuer) CashOffer(ctx context.Context, cardRef string) (issuer.CashOffer, error) {
	h, err := i.open(ctx, cardRef)
	if err != nil {
		return issuer.CashOffer{}, err
	}
	return i.bookOf(h, i.today()).cashOffer(), nil
}

func (b *book) cashOffer() issuer.CashOffer {
	o := issuer.CashOffer{
		Least: cashLeast, Step: cashStep, Bank: b.of.bank, Limit: b.of.loan, MostLimit: b.loanMost(b.of), LimitStep: limitStep,
		ProofAbove: loanUnproven, ProofWith: debtUnproven, IncomePart: 3,
	}
	lock := b.card().lock(b.today)
	most := b.withinCeiling(b.limits().Cash.Available) / cashStep * cashStep
	switch {
	case b.family:
		o.Why = "family"
	case b.minor:
		o.Why = "minor"
	case b.student:
		o.Why = "student"
	case b.over(), b.arrears():
		o.Why = "arrears"
	case b.of.loan == 0:
		o.Why = "not_agreed"
	case b.dead(), lock.All, lock.Cash:
		o.Why = "locked"
	case most < cashLeast:
		o.Why = "limit"
	default:
		o.Most = most
		o.Once, o.Revolving = cashTerms(b.of.loan)
		o.Arrives, o.Until = b.today, b.today.AddDays(1).Start()
	}
	return o
}

// pays says whether what is ordered about a payment is offered.
func (b *book) pays(o *issuer.Order) bool {
	offers := func() issuer.PaymentOffers { return b.paymentOffers() }
	of := func(ref string) (issuer.PaymentOffer, bool) {
		all := offers().Uses
		n := slices.IndexFunc(all, func(p issuer.PaymentOffer) bool { return p.Use.Ref == ref })
		if n < 0 {
			return issuer.PaymentOffer{}, false
		}
		return all[n], true
	}
	switch o.Kind {
	case issuer.ChangePayment:
		c := o.ChangePayment
		p, ok := of(c.Use)
		if c.Way == issuer.Revolving {
			return ok && p.Revolving && c.Terms == revolveNow && c.Payments == 0
		}
		_, known := termOf(c.Payments)
		return ok && p.Instalments && c.Way == issuer.Instalments && c.Terms == instalNow && known
	case issuer.Prepay:
		c := o.Prepay
		if c.Of == issuer.Revolving {
			return c.Terms == revolveNow && c.Amount > 0 && c.Amount <= offers().Balance
		}
		p, ok := of(c.Of)
		return ok && p.Whole && c.Terms == instalNow && c.Amount == p.Use.Left
	case issuer.BorrowCash:
		c, offer := o.BorrowCash, b.cashOffer()
		terms := map[string]string{issuer.Once: offer.Once.Version, issuer.Revolving: offer.Revolving.Version}[c.Way]
		return offer.Why == "" && terms != "" && c.Terms == terms && c.Amount >= offer.Least && c.Amount <= offer.Most && c.Amount%offer.Step == 0
	case issuer.UsePoints:
		p := o.UsePoints.Points
		return p > 0 && p%pointStep == 0 && p <= b.usable()
	}
	return false
}

// usable are the points that can be used against the next bill: no more than it comes to.
func (b *book) usable() int {
	if b.family || b.over() {
		return 0
	}
	bill := 0
	if s := b.sums[taking(b.today)]; s != nil {
		bill = s.Total
	}
	return max(min(b.points().Total, bill), 0) / pointStep * pointStep
}

// pointsOn are the points that were already ordered for the next bill.
func (b *book) pointsOn() (sum int) {
	for n := range b.uses {
		if u := &b.uses[n]; u.Kind == issuer.PointsUsed && u.First == taking(b.today) {
			sum -= u.Amount
		}
	}
	return sum
}
