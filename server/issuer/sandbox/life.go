package sandbox

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// use is one use of a card, as the statements need it. It has no references yet: they are made for those that are answered.
type use struct {
	issuer.Use
	parts  []money.Part // of what is paid in other ways than once and revolving
	was    *way         // of what is paid in another way since joined: as the statements before have it
	join   int          // what of Amount joined the revolving balance, where the use was ordered to
	joined japan.Month  // the statement with which it did
	rate   int          // of a cash advance: yearly, hundredths of a percent
	n      int          // which of its day
	seat   int          // whose card was used
}

// way is one of paying.
type way struct {
	Way      string
	Payments int
}

// joins is what joins the revolving balance, and with which statement; 0: nothing.
func (u *use) joins() (m japan.Month, amount int) {
	switch {
	case u.join != 0:
		return u.joined, u.join
	case u.Way == issuer.Revolving && u.parts == nil:
		return u.First, u.Amount
	}
	return m, 0
}

// terms are what the issuer agreed with the main holder.
type terms struct {
	limit  int    // yen
	begun  int    // the limit with which the life began
	credit int    // of limit: for what is paid in more than one payment
	loan   int    // of limit: for cash advances; 0: not agreed on
	scale  int    // percent: how often this household goes shopping
	bank   string // masked
}

// quiet is the scale of somebody who uses the card for little.
const quiet = 15

func termsOf(account uint64, t traits) terms {
	d := throw(forAccount, account)
	classes := []struct{ limit, scale int }{
		{300_000, 45}, {500_000, 70}, {500_000, 80}, {800_000, 100}, {800_000, 110}, {1_000_000, 120}, {1_500_000, 130}, {2_000_000, 140},
	}
	c := pick(d, classes)
	of := terms{limit: c.limit, scale: c.scale, bank: fmt.Sprintf("%s ****%03d", pick(d, banks), d.n(1000))}
	loan := d.chance(20)
	if t.limit > 0 {
		of.limit = t.limit
	}
	if t.disputes || t.student || t.minor {
		of.scale = quiet
	}
	of.credit = of.limit / 2
	if loan {
		of.loan = min(of.limit/2, 300_000)
	}
	switch {
	case t.student, t.minor:
		of.loan = 0
	case t.loan > 0:
		of.loan = t.loan
	}
	return of
}

// habit is one person's way with one trade: always the same shop, more or less often than others.
type habit struct {
	*trade
	shop string
	per  int // visits in 1000 days
}

func habitsOf(account uint64, scale int, family bool) []habit {
	who := uint64(0)
	if family {
		who = 1
	}
	d := throw(forHabits, account, who)
	hs := make([]habit, len(trades))
	for n := range trades {
		t := &trades[n]
		h := habit{trade: t, shop: pick(d, t.names), per: t.per * d.between(20, 150) / 100 * scale / 100}
		branch := d.n(len(branches))
		switch {
		case !t.places:
		case half(h.shop):
			h.shop += " " + halfBranches[branch]
		default:
			h.shop += " " + branches[branch]
		}
		if family {
			h.per = h.per * 45 / 100
		}
		hs[n] = h
	}
	return hs
}

// months is how far back a life is told.
const months = 18

// longestReturn is how many days after the purchase things are brought back at most.
const longestReturn = 9

// firstDay is from which day on a life is told.
func firstDay(today japan.Date) japan.Date { return today.InMonths(-months, 1) }

// history is what was done with all cards of an account from a day on, oldest first: beside it, what was bought before and
// may be paid still. A use is told from the day after: it takes a shop that long to send it in.
func history(account uint64, t traits, from, today japan.Date) []use {
	if t.unused {
		return nil
	}
	of := termsOf(account, t)
	uses := slices.Grow(before(account, t, from), 64*months)
	if t.crowd > 0 {
		uses = slices.Grow(uses, t.crowd*(months/3+1))
		for day := from; day.Before(today); day = day.AddDays(1) {
			uses = append(uses, named(crowd(account, t.crowd, day), day)...)
		}
		return uses
	}
	people := [][]habit{habitsOf(account, of.scale, false)}
	if t.household {
		people = append(people, habitsOf(account, of.scale, true))
	}
	var later []use // known already, of a day to come
	told := false
	for day := from.AddDays(-longestReturn); day.Before(today); day = day.AddDays(1) {
		told = told || day == from
		if day.Day == 1 {
			later = append(later, monthly(account, day, of)...)
			later = append(later, events(account, japan.MonthOf(day), t)...)
		}
		begin := len(uses)
		later = slices.DeleteFunc(later, func(u use) bool {
			if u.Date == day {
				uses = append(uses, u)
			}
			return u.Date == day
		})
		for n, habits := range people {
			bought(account, n == 1, habits, day, func(u use) {
				if u.Date == day {
					uses = append(uses, u)
				} else {
					later = append(later, u)
				}
			})
		}
		if !told {
			uses = uses[:begin]
			continue
		}
		named(uses[begin:], day)
	}
	return uses
}

// before is what was bought before a life is told and may be paid still.
func before(account uint64, t traits, from japan.Date) []use {
	m := japan.MonthOf(from).Add(-longestPlan)
	if t.revolving {
		m = begun
	} else if !t.plans {
		return nil
	}
	var uses []use
	for ; m.Before(japan.MonthOf(from)); m = m.Add(1) {
		us := events(account, m, t)
		slices.SortStableFunc(us, func(a, b use) int { return a.Date.Day - b.Date.Day })
		for n, u := range us {
			if u.Way != issuer.Once {
				uses = append(uses, named(us[n:n+1], u.Date)...)
			}
		}
	}
	return uses
}

// named gives the uses of a day what follows from their day and place in it.
func named(uses []use, day japan.Date) []use {
	if len(uses) == 0 {
		return uses
	}
	shopping := money.ShoppingMonth(day)
	for n := range uses {
		u := &uses[n]
		u.n = n + 1
		switch {
		case u.Kind == issuer.Cash:
			u.First = money.CashMonth(day)
		case u.parts != nil:
			u.First = u.parts[0].Month
		default:
			u.First = shopping
		}
		switch u.Way {
		case issuer.Revolving:
		case issuer.Bonus, issuer.Once:
			u.Payments = 1
		default:
			u.Payments = len(u.parts)
		}
	}
	return uses
}

// bought tells what one person bought on one day, and what of it was brought back days later.
func bought(account uint64, family bool, habits []habit, day japan.Date, tell func(use)) {
	date := uint64(day.Year)*10_000 + uint64(day.Month)*100 + uint64(day.Day)
	if family {
		date += 1 << 40
	}
	d := throw(forDay, account, date)
	weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
	for n := range habits {
		h := &habits[n]
		per := h.per
		if h.weekend && weekend {
			per = per * 210 / 100
		} else if h.weekend {
			per = per * 56 / 100
		}
		if d.n(1000) >= per {
			continue
		}
		// Small amounts are commoner than large ones: the lower of two throws.
		amount := min(d.between(h.low, h.high), d.between(h.low, h.high)) / h.step * h.step
		u := event(day, issuer.Purchase, h.shop, h.category, amount)
		if u.Family = family; family {
			u.seat = 1
		}
		tell(u)
		if h.returns && d.chance(4) {
			u.Date, u.Kind = day.AddDays(d.between(3, longestReturn)), issuer.Refund
			u.Amount = -amount
			tell(u)
		}
	}
}

// monthly is what the main card pays every month by itself, and the cash taken in that month.
func monthly(account uint64, month japan.Date, of terms) []use {
	of12 := uint64(month.Year)*12 + uint64(month.Month)
	before := int(month.InMonths(-1, 1).Month)
	var uses []use
	for n := range bills {
		b := &bills[n]
		d := throw(forBill, account, uint64(n)) // the contract: the same each month
		has, shop, ordinary := d.chance(b.percent), pick(d, b.names), d.between(b.low, b.high)
		if !has {
			continue
		}
		amount := ordinary
		if b.season != steady {
			amount = ordinary * b.season[month.Month-1] / 100
			amount += amount * throw(forBill, account, uint64(n), of12).between(-6, 6) / 100
		}
		label := b.label
		if strings.Contains(label, "%d") {
			label = fmt.Sprintf(label, before)
		}
		uses = append(uses, event(month.InMonths(0, b.day), issuer.Purchase, shop+" "+label, b.category, amount))
	}
	if d := throw(forCash, account, of12); of.loan > 0 && d.chance(12) {
		uses = append(uses, event(month.InMonths(0, d.between(1, 28)), issuer.Cash, "キャッシング みほん銀行ATM", "cash", d.between(1, 5)*10_000))
	}
	return uses
}
