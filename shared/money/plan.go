package money

import (
	"slices"
	"time"

	"netanswer/shared/japan"
)

// Yearly rates in hundredths of a percent.
const (
	CashRate      = 1800 // on cash advances, by the day
	RevolvingRate = 1500 // on what a revolving balance carries over, by the month
	LateRate      = 1460 // on principal that was not paid on its day, by the day
)

// Part is one payment of a purchase.
type Part struct {
	Month  japan.Month // the statement
	Amount int         // yen of the purchase
	Fee    int         // yen beside it
}

// Once is a purchase in one payment (1回払い).
func Once(use japan.Date, amount int) []Part {
	return []Part{{ShoppingMonth(use), amount, 0}}
}

// Twice is a purchase in two payments without a fee (2回払い): an odd yen comes with the first.
func Twice(use japan.Date, amount int) []Part {
	return spread(ShoppingMonth(use), 2, amount, 0)
}

// Bonus is a purchase paid with the next bonus, without a fee (ボーナス一括払い); none outside its window.
func Bonus(use japan.Date, amount int) []Part {
	m, ok := BonusMonth(use)
	if !ok {
		return nil
	}
	return []Part{{m, amount, 0}}
}

// instalments are the numbers of payments there are, and the fee of each in yen for 10,000: a yearly 15.0 % on what is
// still owed, paid in equal parts.
var instalments = map[int]int{3: 251, 5: 378, 6: 442, 10: 700, 12: 831, 15: 1029, 18: 1229, 20: 1364, 24: 1637}

// InstalmentTerms are the numbers of payments there are, the fewest first.
func InstalmentTerms() []Term {
	out := make([]Term, 0, len(instalments))
	for n, fee := range instalments {
		out = append(out, Term{n, fee})
	}
	slices.SortFunc(out, func(a, b Term) int { return a.Payments - b.Payments })
	return out
}

// InstalmentTerm is one of them.
func InstalmentTerm(payments int) (Term, bool) {
	fee, ok := instalments[payments]
	return Term{payments, fee}, ok
}

// Instalments is a purchase in n payments with a fee (分割払い); none when there is no such number of payments. Amount and
// fee are spread evenly, odd yen come with the first.
func Instalments(use japan.Date, amount, n int) []Part {
	per, ok := instalments[n]
	if !ok {
		return nil
	}
	return spread(ShoppingMonth(use), n, amount, amount*per/10_000)
}

func spread(first japan.Month, n, amount, fee int) []Part {
	ps := make([]Part, n)
	for i := range ps {
		ps[i] = Part{first.Add(i), amount / n, fee / n}
	}
	ps[0].Amount += amount % n
	ps[0].Fee += fee % n
	return ps
}

// Interest is what an amount costs for so many days at a yearly rate in hundredths of a percent, a year being 365 days.
func Interest(amount, rate, days int) int { return amount * rate * days / (365 * 10_000) }

// Days is how many days after from to comes: both ends are midnights in Japan, and Japan has no summer time.
func Days(from, to japan.Date) int { return int(to.Start().Sub(from.Start()) / (24 * time.Hour)) }

// CashInterest is the interest on a cash advance, from the day after it to its debit.
func CashInterest(use japan.Date, amount int) int {
	return Interest(amount, CashRate, Days(use, CashDebit(use)))
}

// LateCharge is what is charged (遅延損害金) for principal that comes on the day paid instead of on the day due.
func LateCharge(principal int, due, paid japan.Date) int {
	return Interest(max(principal, 0), LateRate, max(Days(due, paid), 0))
}

// Revolve is one month of a revolving balance (リボ払い, 元金定額): carried is the balance after the last payment, used what
// was added to it in the cycle, payment the principal agreed on. Interest is charged on what was carried.
func Revolve(carried, used, payment int) (principal, interest, rest int) {
	interest = max(carried, 0) * RevolvingRate / (12 * 10_000)
	principal = min(carried+used, payment)
	return principal, interest, carried + used - principal
}
