package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// reckoning is an account's books kept a second time, in whole yen, from what was done to it: what was used and ordered. It knows the issuer's
// rules and rates as they are written down here, has the calendar of the ledger, and uses nothing of the sandbox or of package money.
type reckoning struct {
	cal     *calendar
	from    japan.Month // the first statement with a revolving balance
	owed    map[string]*owing
	joins   map[japan.Month]int // what joins the revolving balance
	extra   map[japan.Month]int // what is paid of it beside the month's payment
	shopped map[japan.Month]int // for points
	spent   []spending
	begun   lines
	changes []change
	locks   []locking
	closed  bool
	given   []japan.Date // on which a machine gave cash, as long as it is not looked at
}

// owing is one purchase, advance or use of points: its payments, by the statement: principal, and fee or interest.
type owing struct {
	on     japan.Date
	cash   bool
	credit bool // paid in more than one payment
	rate   int  // of an advance, percent
	parts  map[japan.Month][2]int
}

// lines are limits.
type lines struct{ total, credit, cash int }

// change is one of the limits, as the issuer has granted it or the member lowered it.
type change struct {
	on          japan.Date
	cash        bool
	lowered     bool
	limit       int
	from, until japan.Date // of one for a time
}

// spending are points that were used on a day.
type spending struct {
	on     japan.Date
	points int
}

// locking is what the card is not to be used for from the day after.
type locking struct {
	on japan.Date
	issuer.Lock
}

// sums are what a statement comes to.
type sums struct{ shopping, revolving, cash, fees, interest, rest int }

func (s sums) total() int { return s.shopping + s.revolving + s.cash + s.fees + s.interest }

func (r *reckoning) clone() *reckoning {
	c := *r
	c.owed = map[string]*owing{}
	for k, o := range r.owed {
		of := *o
		of.parts = maps.Clone(o.parts)
		c.owed[k] = &of
	}
	c.joins, c.extra, c.shopped = maps.Clone(r.joins), maps.Clone(r.extra), maps.Clone(r.shopped)
	c.spent, c.changes, c.locks = slices.Clone(r.spent), slices.Clone(r.changes), slices.Clone(r.locks)
	return &c
}

func monthOf(d japan.Date) japan.Month { return japan.Month{Year: d.Year, Month: d.Month} }

// debit is the day on which a statement is paid.
func (r *reckoning) debit(m japan.Month) japan.Date { return r.cal.day(m, 4) }

// open is the statement that takes in what is bought today: of the month after the next 10th.
func (r *reckoning) open(today japan.Date) japan.Month {
	return r.cal.after(monthOf(r.cal.closing(today)), 1)
}

// taking is the next debit that still changes: each is fixed on the 20th of the month before.
func (r *reckoning) taking(today japan.Date) japan.Month {
	if today.Day >= 20 {
		return r.cal.after(monthOf(today), 2)
	}
	return r.cal.after(monthOf(today), 1)
}

// state is how a statement stands.
func (r *reckoning) state(m japan.Month, today japan.Date) issuer.State {
	before := r.cal.after(m, -1)
	switch {
	case r.debit(m).Before(today):
		return issuer.Paid
	case !today.Before(japan.Date{Year: before.Year, Month: before.Month, Day: 20}):
		return issuer.Fixed
	case today.Before(japan.Date{Year: before.Year, Month: before.Month, Day: 11}):
		return issuer.Open
	}
	return issuer.Closed
}

// interest is what an advance costs for some days.
func interest(amount, percent int, from, to japan.Date) int {
	return amount * percent * between(from, to) / 36_500
}

// bought books a purchase, or what a shop gave back.
func (r *reckoning) bought(ref string, on japan.Date, amount int) {
	m := r.open(on)
	r.owed[ref] = &owing{on: on, parts: map[japan.Month][2]int{m: {amount, 0}}}
	r.shopped[m] += amount
}

// borrowed books an advance: paid back at once, or by the month.
func (r *reckoning) borrowed(ref string, on japan.Date, amount, percent int, monthly bool) {
	m, of := r.cal.after(monthOf(on), 2), &owing{on: on, cash: true, rate: percent, parts: map[japan.Month][2]int{}}
	for last, rest := on, amount; rest > 0; m = r.cal.after(m, 1) {
		pay := rest
		if monthly {
			switch {
			case rest <= 200_000:
				pay = min(rest, 10_000)
			case rest <= 500_000:
				pay = 15_000
			default:
				pay = 30_000
			}
		}
		of.parts[m] = [2]int{pay, interest(rest, percent, last, r.debit(m))}
		last, rest = r.debit(m), rest-pay
	}
	r.owed[ref] = of
}

// instalments has a purchase paid in so many payments, the odd yen with the first.
func (r *reckoning) instalments(ref string, amount, payments int) {
	of := r.owed[ref]
	first, fee := slices.SortedFunc(maps.Keys(of.parts), japan.Month.Sub)[0], amount*feeOf[payments]/10_000
	of.credit = true
	clear(of.parts)
	for i := range payments {
		p := [2]int{amount / payments, fee / payments}
		if i == 0 {
			p = [2]int{p[0] + amount%payments, p[1] + fee%payments}
		}
		of.parts[r.cal.after(first, i)] = p
	}
}

// settled has what is left of instalments paid with the first payment from a statement on.
func (r *reckoning) settled(ref string, take japan.Month) {
	of := r.owed[ref]
	next := first(of, take)
	p := of.parts[next]
	for m, x := range of.parts {
		if next.Before(m) {
			p[0] += x[0]
			delete(of.parts, m)
		}
	}
	of.parts[next] = p
}

// revolves has what is left of a purchase join the revolving balance with a statement.
func (r *reckoning) revolves(ref string, with japan.Month) {
	of := r.owed[ref]
	of.credit = true
	for m, x := range of.parts {
		if !m.Before(with) {
			r.joins[with] += x[0]
			delete(of.parts, m)
		}
	}
}

// first is the first payment from a statement on.
func first(o *owing, from japan.Month) japan.Month {
	for _, m := range slices.SortedFunc(maps.Keys(o.parts), japan.Month.Sub) {
		if !m.Before(from) {
			return m
		}
	}
	return from
}

// left is what is not paid of it on a day.
func (r *reckoning) left(o *owing, today japan.Date) (sum int) {
	for m, p := range o.parts {
		if !r.debit(m).Before(today) {
			sum += p[0]
		}
	}
	return sum
}

// statements are all months up to one, and those in which the revolving balance comes to its end.
func (r *reckoning) statements(to japan.Month) map[japan.Month]sums {
	out := map[japan.Month]sums{}
	for _, o := range r.owed {
		for m, p := range o.parts {
			s := out[m]
			if o.cash {
				s.cash, s.interest = s.cash+p[0], s.interest+p[1]
			} else {
				s.shopping, s.fees = s.shopping+p[0], s.fees+p[1]
			}
			out[m] = s
		}
	}
	for m := range r.joins {
		if to.Before(m) {
			to = m
		}
	}
	carried := 0
	for m := r.from; carried > 0 || !to.Before(m); m = r.cal.after(m, 1) {
		s := out[m]
		s.interest += carried * 15 / 1200
		s.revolving = min(carried+r.joins[m], 25_000+r.extra[m])
		carried += r.joins[m] - s.revolving
		s.rest = carried
		out[m] = s
	}
	return out
}

// limitsAfter are the limits on a day after so many changes.
func (r *reckoning) limitsAfter(n int, day japan.Date) (l lines, until japan.Date) {
	l = r.begun
	var temporary []change
	for _, c := range r.changes[:n] {
		switch {
		case c.cash:
			l.cash = c.limit
		case c.lowered:
			l.total, temporary = c.limit, nil
		case c.until.IsZero():
			l.total, l.credit = c.limit, max(l.credit, c.limit/2)
		default:
			temporary = append(temporary, c)
		}
	}
	for _, c := range temporary {
		if day.Before(c.from) || c.until.Before(day) {
			continue
		}
		l.total = max(l.total, c.limit)
		if until.Before(c.until) {
			until = c.until
		}
	}
	if r.closed {
		l.total = 0
	}
	return lines{l.total, min(l.credit, l.total), min(l.cash, l.total)}, until
}

func (r *reckoning) limits(day japan.Date) (lines, japan.Date) {
	return r.limitsAfter(len(r.changes), day)
}

// percent is what an advance of a machine costs: by the highest cash limit of its day.
func (r *reckoning) percent(day japan.Date) int {
	most := 0
	for n := range len(r.changes) + 1 {
		if n < len(r.changes) && r.changes[n].on.Before(day) || n > 0 && day.Before(r.changes[n-1].on) {
			continue
		}
		l, _ := r.limitsAfter(n, day)
		most = max(most, l.cash)
	}
	return lawful(most)
}

// lawful is the issuer's rate within the law (利息制限法1条), by the cash limit.
func lawful(limit int) int {
	if limit >= 1_000_000 {
		return 15
	}
	return 18
}

// locked is what the card was not to be used for as a day began.
func (r *reckoning) locked(day japan.Date, begun bool) (l issuer.Lock) {
	for _, x := range r.locks {
		if x.on.Before(day) || !begun && x.on == day {
			l = x.Lock
		}
	}
	if !l.Until.IsZero() && l.Until.Before(day) {
		return issuer.Lock{}
	}
	return l
}

// stopped says whether anything that was put on in a day forbids cash.
func (r *reckoning) stopped(day japan.Date) bool {
	return slices.ContainsFunc(r.locks, func(x locking) bool {
		return x.on == day && (x.All || x.Cash) && (x.Until.IsZero() || !x.Until.Before(day))
	})
}

// beyond says whether what a machine gave on a day was more than there was: of the cash limit or of the whole, whichever was the least of that day.
func (r *reckoning) beyond(day japan.Date) string {
	then := *r
	then.closed = false // nobody gives cash to who has closed; a day before it is meant here
	then.owed = maps.Clone(r.owed)
	maps.DeleteFunc(then.owed, func(_ string, o *owing) bool { return day.Before(o.on) })
	u, dear := then.used(day)
	if dear > 0 && u.cash > 999_999 {
		return fmt.Sprintf("a machine gave cash on %v, beyond what the rate is lawful for: %d of %d at 18 %%", day, dear, u.cash)
	}
	for n := range len(r.changes) + 1 {
		if n < len(r.changes) && r.changes[n].on.Before(day) || n > 0 && day.Before(r.changes[n-1].on) {
			continue
		}
		if l, _ := then.limitsAfter(n, day); u.cash > l.cash || u.total > l.total {
			return fmt.Sprintf("a machine gave cash on %v, beyond the limits: %+v of %+v are used", day, u, l)
		}
	}
	return ""
}

// used is the principal that is not paid on a day: in all, of more than one payment, in cash, and of that what costs the higher rate.
func (r *reckoning) used(today japan.Date) (u lines, dear int) {
	return r.usedOf(r.statements(r.open(today)), today)
}

func (r *reckoning) usedOf(all map[japan.Month]sums, today japan.Date) (u lines, dear int) {
	for _, o := range r.owed {
		left := r.left(o, today)
		u.total += left
		switch {
		case o.cash:
			u.cash += left
			if o.rate > 15 {
				dear += left
			}
		case o.credit:
			u.credit += left
		}
	}
	for _, amount := range r.joins {
		u.total, u.credit = u.total+amount, u.credit+amount
	}
	for m, s := range all {
		if r.debit(m).Before(today) {
			u.total, u.credit = u.total-s.revolving, u.credit-s.revolving
		}
	}
	return u, dear
}

// returns are what comes back to the limits, and when.
func (r *reckoning) returns(all map[japan.Month]sums, today japan.Date) map[japan.Date]lines {
	out := map[japan.Date]lines{}
	add := func(m japan.Month, l lines) {
		if d := r.debit(m); !d.Before(today) {
			out[d] = lines{out[d].total + l.total, out[d].credit + l.credit, out[d].cash + l.cash}
		}
	}
	for _, o := range r.owed {
		for m, p := range o.parts {
			switch {
			case o.cash:
				add(m, lines{total: p[0], cash: p[0]})
			case o.credit:
				add(m, lines{total: p[0], credit: p[0]})
			default:
				add(m, lines{total: p[0]})
			}
		}
	}
	for m, s := range all {
		add(m, lines{total: s.revolving, credit: s.revolving})
	}
	maps.DeleteFunc(out, func(_ japan.Date, l lines) bool { return l == lines{} })
	return out
}

// points are there from the debit of the statement that earned them to the end of its month a year later; the oldest are used first.
func (r *reckoning) points(today japan.Date) (sum int) {
	if r.closed {
		return 0
	}
	left := map[japan.Month]int{}
	good := func(m japan.Month, day japan.Date) bool {
		end := time.Date(m.Year+1, m.Month+1, 0, 0, 0, 0, 0, time.UTC)
		return left[m] > 0 && !day.Before(r.debit(m)) && !(japan.Date{Year: end.Year(), Month: end.Month(), Day: end.Day()}).Before(day)
	}
	for m, yen := range r.shopped {
		left[m] = yen / 200
	}
	in := slices.SortedFunc(maps.Keys(left), japan.Month.Sub)
	for _, s := range r.spent {
		for _, m := range in {
			if good(m, s.on) {
				of := min(s.points, left[m])
				left[m], s.points = left[m]-of, s.points-of
			}
		}
	}
	for _, m := range in {
		if good(m, today) {
			sum += left[m]
		}
	}
	return sum
}

// seen is what the sandbox says of an account.
type seen struct {
	statements []issuer.Statement
	limits     issuer.Limits
	summary    issuer.Summary
	points     issuer.Points
	cash       issuer.CashOffer
	account    issuer.Account
	offer      issuer.LimitOffer
}

// differs says where the sandbox and the books do, empty: nowhere.
func (r *reckoning) differs(s seen, today japan.Date) string {
	open := r.open(today)
	want := r.statements(open)
	there := map[japan.Month]bool{}
	due := 0
	for _, x := range s.statements {
		there[x.Month] = true
		if got := (sums{x.Shopping, x.Revolving, x.Cash, x.Fees, x.Interest, x.RevolvingRest}); got != want[x.Month] || x.Total != got.total() {
			return fmt.Sprintf("%v: %+v of %d, and the books %+v", x.Month, got, x.Total, want[x.Month])
		}
		state := r.state(x.Month, today)
		if x.State != state || x.Debit != r.debit(x.Month) {
			return fmt.Sprintf("%v is %s, debited on %v; the books say %s, %v", x.Month, x.State, x.Debit, state, r.debit(x.Month))
		}
		if state == issuer.Closed || state == issuer.Fixed {
			due += x.Total
		}
	}
	for m, x := range want {
		if x != (sums{}) && !there[m] && !open.Before(m) && !m.Before(r.cal.after(open, -12)) {
			return fmt.Sprintf("%v: no statement, and the books have %+v", m, x)
		}
	}
	used, dear := r.usedOf(want, today)
	l, until := r.limits(today)
	for name, x := range map[string]struct {
		got         issuer.Limit
		limit, used int
	}{"total": {s.limits.Total, l.total, used.total}, "in payments": {s.limits.Credit, l.credit, used.credit}, "cash": {s.limits.Cash, l.cash, used.cash}} {
		if want := (issuer.Limit{Limit: x.limit, Used: x.used, Available: max(0, min(x.limit-x.used, l.total-used.total))}); x.got != want {
			return fmt.Sprintf("the limit %s: %+v, and the books %+v", name, x.got, want)
		}
	}
	if t := s.limits.Total; max(s.limits.Credit.Limit, s.limits.Cash.Limit) > t.Limit || max(s.limits.Credit.Available, s.limits.Cash.Available) > t.Available {
		return fmt.Sprintf("limits do not nest: %+v", s.limits)
	}
	back := r.returns(want, today)
	for _, x := range s.limits.Returns {
		if got := (lines{x.Total, x.Credit, x.Cash}); back[x.On] != got || x.Tentative {
			return fmt.Sprintf("on %v %+v comes back, and the books %+v", x.On, got, back[x.On])
		}
	}
	if len(back) != len(s.limits.Returns) {
		return fmt.Sprintf("%d debits bring something back, and the books have %d", len(s.limits.Returns), len(back))
	}
	if x := s.summary; x.Limit != l.total || x.Available != s.limits.Total.Available || x.Unbilled != want[open].total() || x.Due != due || x.Overdue != 0 {
		return fmt.Sprintf("at a glance %+v; the books have %+v, %d unbilled, %d due", x, l, want[open].total(), due)
	}
	if p := r.points(today); s.points.Total != p || s.summary.Points != p {
		return fmt.Sprintf("%d points, %d at a glance, and the books %d", s.points.Total, s.summary.Points, p)
	}
	for _, day := range r.given {
		if d := r.beyond(day); d != "" {
			return d
		}
	}
	if r.closed {
		return ""
	}
	most := min(l.cash-used.cash, l.total-used.total)
	if dear > 0 && l.cash >= 1_000_000 { // all of it together stays below what the higher rate is lawful for
		most = min(most, 999_999-used.cash)
	}
	most = max(0, most/10_000*10_000)
	lock, why := r.locked(today, false), ""
	switch {
	case l.cash == 0:
		why = "not_agreed"
	case lock.All, lock.Cash:
		why = "locked"
	case most == 0:
		why = "limit"
	}
	if why != "" {
		most = 0
	}
	if o := s.cash; o.Why != why || o.Most != most || o.Limit != l.cash || why == "" && (o.Once.Rate != lawful(l.cash)*100 || o.Revolving.Rate != lawful(l.cash)*100) {
		return fmt.Sprintf("can be borrowed: %q, up to %d of %d at %d; the books say %q, %d, %d, %d", o.Why, o.Most, o.Limit, o.Once.Rate, why, most, l.cash, lawful(l.cash)*100)
	}
	if s.account.CashRate != lawful(l.cash)*100 {
		return fmt.Sprintf("the account says %d for cash, and the books %d %%", s.account.CashRate, lawful(l.cash))
	}
	if s.offer.Limit != l.total || s.offer.Until != until {
		return fmt.Sprintf("a limit of %d until %v is offered to be raised, and the books have %d, %v", s.offer.Limit, s.offer.Until, l.total, until)
	}
	return ""
}
