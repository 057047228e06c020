package money

import (
	"time"

	"netanswer/shared/japan"
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

// LateCharge is what is charged (遅延損害金) for principal that comes on the day paid instead of on the day due, at a yearly rate in
// hundredths of a percent.
func LateCharge(principal, rate int, due, paid japan.Date) int {
	return Interest(max(principal, 0), rate, max(Days(due, paid), 0))
}

// Revolve is one month of a revolving balance (リボ払い, 元金定額): carried is the balance after the last payment, used what
// was added to it in the cycle, payment the principal agreed on. Interest, at a yearly rate in hundredths of a percent, is charged on
// what was carried.
func Revolve(carried, used, rate, payment int) (principal, interest, rest int) {
	principal = min(carried+used, payment)
	return principal, monthly(carried, rate), carried + used - principal
}
