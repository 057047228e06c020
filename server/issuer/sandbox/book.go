package sandbox

import (
	"slices"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// book is an account on a day: every use, and what of it stands on which statement. Whatever is answered about the account
// is read from here, so that no two answers can differ.
type book struct {
	holding
	refs    refs
	cards   [seats]string // references to the cards of the account
	today   japan.Date
	of      terms
	from    japan.Date  // the first day of which it tells everything
	first   japan.Month // the first statement of which it knows everything
	open    japan.Month
	uses    []use // oldest first
	revolve []repayment
	extra   map[japan.Month]int // paid of the revolving balance beside the month's payment
	buckets map[japan.Month]money.Bucket
	paidOn  map[japan.Month]japan.Date // of debits that failed
	bad     map[japan.Month]int        // principal of statements whose debit failed
	sums    map[japan.Month]*issuer.Statement
	written bool // nothing changes any more: it may be read by many at once
}

// repayment is the month's payment of the revolving balance; for months after the open one as it will be when nothing is
// added.
type repayment struct {
	month                     japan.Month
	principal, interest, rest int
}

// The places of what is charged beside uses in its day: after all of them.
const (
	paperEntry = 90_000
	lateEntry  = 100_000
)

// madeUnpaid is for how many days a debit that was made to fail stays unpaid.
const madeUnpaid = 14

// lookback is how many months before the first statement a late charge on it may come from.
const lookback = 4

func (h holding) book(r refs, today japan.Date) *book {
	from, begun := firstDay(today), termsOf(h.account, h.traits)
	b := &book{
		holding: h, refs: r, today: today, of: h.facts.terms(begun, today), from: from, first: japan.MonthOf(from).Add(2),
		open: money.OpenMonth(today), buckets: map[japan.Month]money.Bucket{},
	}
	told := h.facts.since(from)
	if first := h.facts.narrowed(); begun.loan > 0 && !first.IsZero() && first.InMonths(-lookback, 1).Before(told) {
		told = first.InMonths(-lookback, 1)
	}
	if h.debit != debited || len(h.facts.failed) > 0 {
		told = told.InMonths(-lookback, 1)
	}
	for n, kind := range refOfSeat {
		b.cards[n] = r.make(kind, h.account)
	}
	if b.uses = h.facts.come(history(h.account, h.traits, told, today)); len(h.facts.happened) > 0 {
		b.uses = append(b.uses, h.facts.happened...)
		b.sort()
	}
	b.fromMachines(begun)
	b.order()
	if slices.ContainsFunc(b.uses, func(u use) bool { _, n := u.joins(); return n != 0 }) {
		b.repay()
	}
	b.within(begun)
	b.post()
	if h.debit != debited || len(h.facts.failed) > 0 {
		b.fail()
	}
	for n := range b.uses {
		b.uses[n].Left = b.left(&b.uses[n])
	}
	b.leftRevolving()
	b.sums = b.addUp()
	b.written = true
	return b
}

// bucket is where what is charged on a statement stands today.
func (b *book) bucket(m japan.Month) money.Bucket {
	at, ok := b.buckets[m]
	if !ok {
		at = money.BucketOf(m, b.collected(m), b.today)
		if !b.written {
			b.buckets[m] = at
		}
	}
	return at
}

// collected is the day on which the money of a statement comes.
func (b *book) collected(m japan.Month) japan.Date {
	if d, ok := b.paidOn[m]; ok {
		return d
	}
	return money.DebitDay(m)
}

// each tells the payments of a use: the statement, which payment, principal, and fee or interest beside it. What joined the
// revolving balance has none of its own.
func (u *use) each(tell func(m japan.Month, payment, amount, fee int)) {
	switch {
	case u.Way == issuer.Revolving && u.parts == nil:
	case u.parts != nil:
		for n, p := range u.parts {
			tell(p.Month, n+1, p.Amount, p.Fee)
		}
	case u.Kind == issuer.Cash:
		tell(u.First, 1, u.Amount, money.Interest(u.Amount, u.rate, money.Days(u.Date, money.CashDebit(u.Date))))
	case u.Kind == issuer.AnnualFee || u.Kind == issuer.PaperFee || u.Kind == issuer.LateCharge:
		tell(u.First, 1, 0, u.Amount)
	default:
		tell(u.First, 1, u.Amount, 0)
	}
}

// left is the principal of a use that is not paid yet.
func (b *book) left(u *use) int {
	sum := 0
	u.each(func(m japan.Month, _, amount, _ int) {
		if b.bucket(m) != money.Paid {
			sum += amount
		}
	})
	return sum
}

// repay works out the revolving balance from its beginning to the payment with which it ends.
func (b *book) repay() {
	used, last := map[japan.Month]int{}, b.open // a bonus purchase joins with a statement that is months ahead
	for n := range b.uses {
		if m, amount := b.uses[n].joins(); amount != 0 {
			used[m] += amount
			if last.Before(m) {
				last = m
			}
		}
	}
	rest := 0
	for m := begun; rest > 0 || !last.Before(m); m = m.Add(1) {
		r := repayment{month: m}
		r.principal, r.interest, rest = money.Revolve(rest, used[m], revolvingRate, revolvingPayment+b.extra[m])
		r.rest = rest
		b.revolve = append(b.revolve, r)
	}
}

// leftRevolving pays the oldest revolving uses first.
func (b *book) leftRevolving() {
	paid := 0
	for _, r := range b.revolve {
		if b.bucket(r.month) == money.Paid {
			paid += r.principal
		}
	}
	for n := range b.uses {
		u := &b.uses[n]
		if _, amount := u.joins(); amount != 0 {
			of := min(paid, amount)
			u.Left, paid = u.Left+amount-of, paid-of
		}
	}
}

// fail works out the debits that failed, when they were paid and what that cost.
func (b *book) fail() {
	b.bad, b.paidOn = map[japan.Month]int{}, map[japan.Month]japan.Date{}
	for n := range b.uses {
		b.uses[n].each(func(m japan.Month, _, amount, _ int) { b.bad[m] += amount })
	}
	for _, r := range b.revolve {
		b.bad[r.month] += r.principal
	}
	var charges []use
	for m, principal := range b.bad {
		day, failed := b.comes(m, principal, b.today)
		if !failed {
			delete(b.bad, m)
			continue
		}
		b.paidOn[m] = day
		if !day.Before(b.today) {
			continue
		}
		c := event(day, issuer.LateCharge, "遅延損害金", "fees", money.LateCharge(principal, lateRate, money.DebitDay(m), day))
		if c.Amount > 0 {
			c.First, c.Payments, c.n = money.ShoppingMonth(day), 1, lateEntry
			charges = append(charges, c)
		}
	}
	b.uses = append(b.uses, charges...)
	b.sort()
}

// comes is the day on which the money of a statement comes, as it is known on a day, and whether its debit failed.
func (b *book) comes(m japan.Month, principal int, known japan.Date) (day japan.Date, failed bool) {
	made := b.facts.failed[m]
	if known.Before(made) {
		made = japan.Date{}
	}
	if principal <= 0 || b.debit == debited && made.IsZero() { // nothing was to be debited, or it was
		return money.DebitDay(m), false
	}
	day, _ = money.RetryDay(m, known)
	switch {
	case !made.IsZero():
		day = japan.NextBankDay(made.AddDays(madeUnpaid))
	case b.debit == unpaid:
		day = japan.NextBankDay(m.Add(1).On(1))
	}
	return day, true
}

// sort puts the uses in their order.
func (b *book) sort() {
	slices.SortStableFunc(b.uses, func(x, y use) int {
		if x.Date == y.Date {
			return x.n - y.n
		}
		return earlier(x.Date, y.Date)
	})
}

// post is the fee of each statement that was sent on paper: charged on its closing day, should there be anything on it.
func (b *book) post() {
	if len(b.facts.paper) == 0 || b.facts.paper[0].from.Before(b.first) && len(b.facts.paper) == 1 && !b.facts.paper[0].paper {
		return
	}
	something := map[japan.Month]bool{}
	for n := range b.uses {
		something[b.uses[n].First] = true
		b.uses[n].each(func(m japan.Month, _, _, _ int) { something[m] = true })
	}
	for _, r := range b.revolve {
		something[r.month] = something[r.month] || r.principal > 0
	}
	for m := b.facts.paper[0].from; !b.open.Before(m); m = m.Add(1) {
		_, closing := money.ShoppingCycle(m)
		if !b.facts.onPaper(m) || !something[m] || !closing.Before(b.today) || !b.facts.closed.IsZero() && b.facts.closed.Before(closing.Start()) {
			continue
		}
		u := event(closing, issuer.PaperFee, "紙の明細書 発行手数料", "fees", paperFee)
		u.First, u.Payments, u.n = m, 1, paperEntry
		b.uses = append(b.uses, u)
	}
	b.sort()
}

// mine says whether the holder of this card sees a use: who holds a family card sees what they used themselves.
func (b *book) mine(u *use) bool { return !b.family || u.seat == b.seat }

// addUp is the statements as sums, from the first that is known whole to the open one.
func (b *book) addUp() map[japan.Month]*issuer.Statement {
	all := map[japan.Month]*issuer.Statement{}
	at := func(m japan.Month) *issuer.Statement {
		if m.Before(b.first) || b.open.Before(m) {
			return nil
		}
		if all[m] == nil {
			all[m] = &issuer.Statement{Month: m}
		}
		return all[m]
	}
	for n := range b.uses {
		u := &b.uses[n]
		if !b.mine(u) {
			continue
		}
		if m, amount := u.joins(); amount != 0 {
			if s := at(m); s != nil {
				s.Uses++
			}
		}
		u.each(func(m japan.Month, _, amount, fee int) {
			s := at(m)
			if s == nil {
				return
			}
			s.Uses++
			if u.Kind == issuer.Cash {
				s.Cash, s.Interest = s.Cash+amount, s.Interest+fee
			} else {
				s.Shopping, s.Fees = s.Shopping+amount, s.Fees+fee
			}
		})
	}
	for _, r := range b.revolve {
		s := at(r.month)
		if s == nil || b.family {
			continue
		}
		if r.principal != 0 || r.interest != 0 {
			s.Uses++
		}
		s.Revolving, s.Interest, s.RevolvingRest = r.principal, s.Interest+r.interest, r.rest
	}
	for m, s := range all {
		s.Total = s.Shopping + s.Revolving + s.Cash + s.Fees + s.Interest
		if s.Uses == 0 {
			delete(all, m)
		}
	}
	return all
}

// dress gives a statement its days and its state.
func (b *book) dress(s issuer.Statement) issuer.Statement {
	s.From, s.To = money.ShoppingCycle(s.Month)
	s.CashFrom, s.CashTo = money.CashCycle(s.Month)
	s.Debit, s.Bank = money.DebitDay(s.Month), b.of.bank
	at, principal := b.bucket(s.Month), b.bad[s.Month]
	retry, tentative := money.RetryDay(s.Month, b.today)
	failed := at == money.Overdue || at == money.Paid && b.collected(s.Month) != s.Debit
	if failed {
		s.RetryOn, s.RetryTentative = retry, tentative
	}
	switch at {
	case money.Unbilled:
		s.State = issuer.Open
	case money.Due:
		s.State = issuer.Closed
		if !b.today.Before(money.FixedDay(s.Month)) {
			s.State = issuer.Fixed
		}
	case money.Paid:
		s.State, s.PaidOn = issuer.Paid, b.collected(s.Month)
		if failed {
			s.LateCharge = money.LateCharge(principal, lateRate, s.Debit, s.PaidOn)
			s.LateChargeDebited = money.ShoppingMonth(s.PaidOn)
		}
	default:
		s.State = issuer.Retrying
		if retry.Before(b.today) {
			s.State = issuer.Overdue
		}
		s.LateCharge = money.LateCharge(principal, lateRate, s.Debit, b.today)
	}
	return s
}
