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

// use is one use of a card with what a statement needs to know beside.
type use struct {
	issuer.Use
	cash      bool       // a cash advance
	statement japan.Date // the shopping closing of the statement on which it is debited
}

// cashRate is the yearly interest on cash advances in percent, by the day, a year being 365 days.
const cashRate = 18

// owed is what will be debited for it: for cash with the interest from the day after to the debit day.
func (u use) owed() int {
	if !u.cash {
		return u.Amount
	}
	days := int(money.CashDebit(u.Date).Start().Sub(u.Date.Start()) / (24 * time.Hour))
	return u.Amount + u.Amount*cashRate*days/(100*365)
}

// terms are what the issuer agreed with the main holder.
type terms struct {
	limit int    // yen
	scale int    // percent: how often this household goes shopping
	bank  string // masked
	cash  bool   // takes cash advances now and then
}

func termsOf(account uint64) terms {
	d := throw(forAccount, account)
	classes := []struct{ limit, scale int }{
		{300_000, 45}, {500_000, 70}, {500_000, 80}, {800_000, 100}, {800_000, 110}, {1_000_000, 120}, {1_500_000, 130}, {2_000_000, 140},
	}
	c := pick(d, classes)
	return terms{c.limit, c.scale, fmt.Sprintf("%s ****%03d", pick(d, banks), d.n(1000)), d.chance(20)}
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
		if branch := pick(d, branches); t.places {
			h.shop += " " + branch
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

// history is what was bought with all cards of an account in the last 18 months, newest first. A use is told from the day
// after: it takes a shop that long to send it in.
func history(account uint64, t traits, today japan.Date) []use {
	of := termsOf(account)
	people := [][]habit{habitsOf(account, of.scale, false)}
	if t.household {
		people = append(people, habitsOf(account, of.scale, true))
	}
	from := today.InMonths(-months, 1)
	var uses, later []use // later: known already, of a day to come
	told := false
	for day := from.AddDays(-longestReturn); day.Before(today); day = day.AddDays(1) {
		told = told || day == from
		if day.Day == 1 {
			later = append(later, monthly(account, day, of)...)
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
			uses = uses[:0]
			continue
		}
		if len(uses) == begin {
			continue
		}
		shopping := money.ShoppingClosing(day)
		for n := begin; n < len(uses); n++ {
			uses[n].Way, uses[n].statement = "once", shopping
			if uses[n].cash { // a cycle of its own, but its debit day is always the one of a shopping statement
				uses[n].statement = money.CashClosing(day).InMonths(1, shopping.Day)
			}
		}
	}
	slices.Reverse(uses)
	return uses
}

// bought tells what one person bought on one day, and what of it was brought back days later.
func bought(account uint64, family bool, habits []habit, day japan.Date, tell func(use)) {
	number := uint64(day.Year)*10_000 + uint64(day.Month)*100 + uint64(day.Day)
	if family {
		number += 1 << 40
	}
	d := throw(forDay, account, number)
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
		tell(use{Use: issuer.Use{Date: day, Merchant: h.shop, Amount: amount, Family: family}})
		if h.returns && d.chance(4) {
			back := day.AddDays(d.between(3, longestReturn))
			tell(use{Use: issuer.Use{Date: back, Merchant: h.shop + " 返品", Amount: -amount, Family: family}})
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
		uses = append(uses, use{Use: issuer.Use{Date: month.InMonths(0, b.day), Merchant: shop + " " + label, Amount: amount}})
	}
	if d := throw(forCash, account, of12); of.cash && d.chance(12) {
		uses = append(uses, use{cash: true, Use: issuer.Use{
			Date: month.InMonths(0, d.between(1, 28)), Merchant: "キャッシング みほん銀行ATM", Amount: d.between(1, 5) * 10_000,
		}})
	}
	return uses
}
