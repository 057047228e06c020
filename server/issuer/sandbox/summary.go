package sandbox

import (
	"slices"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// The issuer's rules that no law gives.
const (
	yenPerPoint  = 200 // of a statement's shopping, credited on the day it is paid
	pointsMonths = 12  // points are good to the end of the month so many after
	latest       = 5   // uses shown
)

// summary tells the account of a card on a day. A statement is closed from the day after the 10th and due until its debit
// day has passed; what was used later is not yet billed. Whoever holds a family card sees what they used themselves;
// the account pays it, and limit and credit left are the account's.
func (b *book) summary() issuer.Summary {
	sums, limits, points := b.sums, b.limits(), b.points()
	s := issuer.Summary{
		Holder: b.holder(), Last4: b.last4(), Brand: b.brand,
		Account: b.of.bank, NextDebit: money.DebitDay(b.open), Limit: limits.Total.Limit, Available: limits.Total.Available,
		Points: points.Total, Expiring: points.Expiring, ExpireOn: points.ExpireOn,
	}
	for m := b.open.Add(-2); !b.open.Before(m); m = m.Add(1) {
		if sums[m] == nil {
			continue
		}
		switch of := b.dress(*sums[m]); of.State {
		case issuer.Open:
			s.Unbilled = of.Total
		case issuer.Closed, issuer.Fixed:
			if s.Due = of.Total; s.Due != 0 {
				s.DueDate, s.Fixed = of.Debit, of.State == issuer.Fixed
			}
		case issuer.Retrying:
			s.Overdue, s.RetryOn = s.Overdue+of.Total, of.RetryOn
		case issuer.Overdue:
			s.Overdue += of.Total
		}
	}
	for n := len(b.uses) - 1; n >= 0 && len(s.Uses) < latest; n-- {
		if u := &b.uses[n]; b.mine(u) && b.told(u) {
			s.Uses = append(s.Uses, b.named(u))
		}
	}
	return s
}

// limits are the account's.
func (b *book) limits() issuer.Limits {
	total, credit, cash := money.Line{Limit: b.of.limit}, money.Line{Limit: b.of.credit}, money.Line{Limit: b.of.loan}
	returns := map[japan.Month]*issuer.Return{}
	back := func(m japan.Month) *issuer.Return {
		if returns[m] == nil {
			returns[m] = &issuer.Return{On: money.DebitDay(m)}
			if b.bucket(m) == money.Overdue {
				returns[m].On, returns[m].Tentative = money.RetryDay(m, b.today)
				if returns[m].On.Before(b.today) {
					returns[m].On = b.today
				}
			}
		}
		return returns[m]
	}
	for n := range b.uses {
		u := &b.uses[n]
		total.Used += u.Left
		switch {
		case u.Kind == issuer.Cash:
			cash.Used += u.Left
		case u.Way != issuer.Once:
			credit.Used += u.Left
		}
		u.each(func(m japan.Month, _, amount, _ int) {
			if amount == 0 || b.bucket(m) == money.Paid {
				return
			}
			r := back(m)
			r.Total += amount
			switch {
			case u.Kind == issuer.Cash:
				r.Cash += amount
			case u.Way != issuer.Once:
				r.Credit += amount
			}
		})
	}
	for _, p := range b.revolve {
		if p.principal != 0 && b.bucket(p.month) != money.Paid {
			r := back(p.month)
			r.Total, r.Credit = r.Total+p.principal, r.Credit+p.principal
		}
	}
	of := func(l money.Line, enclosing ...money.Line) issuer.Limit {
		return issuer.Limit{Limit: l.Limit, Used: l.Used, Available: money.Available(l, enclosing...)}
	}
	l := issuer.Limits{Total: of(total), Credit: of(credit, total), Cash: of(cash, total)}
	for _, m := range sorted(returns) {
		if *returns[m] != (issuer.Return{On: returns[m].On, Tentative: returns[m].Tentative}) {
			l.Returns = append(l.Returns, *returns[m])
		}
	}
	return l
}

// sorted are the months of a map, the earliest first.
func sorted[T any](of map[japan.Month]T) []japan.Month {
	ms := make([]japan.Month, 0, len(of))
	for m := range of {
		ms = append(ms, m)
	}
	slices.SortFunc(ms, japan.Month.Sub)
	return ms
}

// points are those of the statements paid since this month of last year, the oldest of which expire with this month.
func (b *book) points() issuer.Points {
	var p issuer.Points
	if b.family || !b.facts.closed.IsZero() { // points are the main holder's, and lost with the membership
		return p
	}
	shopping := map[japan.Month]int{}
	for n := range b.uses {
		switch u := &b.uses[n]; u.Kind {
		case issuer.Purchase, issuer.Refund, issuer.Chargeback:
			shopping[u.First] += u.Amount
		}
	}
	var lots []lot
	for _, m := range sorted(shopping) {
		if earned := shopping[m] / yenPerPoint; earned > 0 {
			lots = append(lots, lot{m, earned, b.collected(m), m.Add(pointsMonths).On(31)})
		}
	}
	b.spend(lots)
	for _, l := range lots {
		m, earned, expire := l.month, l.points, l.expire
		if b.open.Before(m) || b.today.Before(l.from) || expire.Before(b.today) || earned <= 0 {
			continue
		}
		p.Lots = append(p.Lots, issuer.Lot{Month: m, Points: earned, ExpireOn: expire})
		p.Total += earned
		if japan.MonthOf(expire) == japan.MonthOf(b.today) {
			p.Expiring, p.ExpireOn = earned, expire
		}
	}
	return p
}

// lot are the points of a statement: good from one day to another, both included.
type lot struct {
	month        japan.Month
	points       int
	from, expire japan.Date
}

// spend takes what was used off the oldest points that were there.
func (b *book) spend(lots []lot) {
	for n := range b.uses {
		u := &b.uses[n]
		if u.Kind != issuer.PointsUsed {
			continue
		}
		used := -u.Amount
		for i := range lots {
			l := &lots[i]
			if of := min(used, l.points); of > 0 && !u.Date.Before(l.from) && !l.expire.Before(u.Date) {
				l.points, used = l.points-of, used-of
			}
		}
	}
}
