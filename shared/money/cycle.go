package money

import "netanswer/shared/japan"

// The cycles, as Japanese cards have them: shopping closes on the 10th and is debited on the 4th of the next month; cash
// advances close at the end of the month and are debited on the 4th of the month after the next. A debit day on which
// banks do not work moves to the next one on which they do. A statement is named by the month of its debit.
const (
	shoppingClosingDay = 10
	debitDay           = 4
	retryDay           = 20 // 再振替
	fixedDay           = 20
)

// ShoppingClosing is the last day of the cycle into which a purchase falls. It is counted in whole days: what is bought
// on the 10th still belongs to it.
func ShoppingClosing(use japan.Date) japan.Date {
	if use.Day <= shoppingClosingDay {
		return use.InMonths(0, shoppingClosingDay)
	}
	return use.InMonths(1, shoppingClosingDay)
}

// ShoppingDebit is the bank day on which a purchase is debited.
func ShoppingDebit(use japan.Date) japan.Date { return DebitDay(ShoppingMonth(use)) }

// CashClosing is the last day of the cycle into which a cash advance falls.
func CashClosing(use japan.Date) japan.Date { return use.InMonths(0, 31) }

// CashDebit is the bank day on which a cash advance is debited.
func CashDebit(use japan.Date) japan.Date { return DebitDay(CashMonth(use)) }

// ShoppingMonth is the statement on which a purchase is debited, or the first payment of it.
func ShoppingMonth(use japan.Date) japan.Month {
	if use.Day <= shoppingClosingDay {
		return japan.MonthOf(use).Add(1)
	}
	return japan.MonthOf(use).Add(2)
}

// CashMonth is the statement on which a cash advance is debited.
func CashMonth(use japan.Date) japan.Month { return japan.MonthOf(use).Add(2) }

// BonusMonth is the statement on which a purchase by ボーナス一括 is debited, and whether the window for it is open: from
// 11 December to 10 June for August, from 11 July to 10 November for January. The window follows the closing, so that a
// use belongs to one window whole.
func BonusMonth(use japan.Date) (japan.Month, bool) {
	switch m := ShoppingMonth(use); {
	case m.Month >= 2 && m.Month <= 7:
		return japan.Month{Year: m.Year, Month: 8}, true
	case m.Month >= 9 && m.Month <= 12:
		return japan.Month{Year: m.Year + 1, Month: 1}, true
	}
	return japan.Month{}, false
}

// ShoppingCycle are the first and last day of purchases on a statement.
func ShoppingCycle(m japan.Month) (from, to japan.Date) {
	return m.Add(-2).On(shoppingClosingDay + 1), m.Add(-1).On(shoppingClosingDay)
}

// CashCycle are the first and last day of cash advances on a statement.
func CashCycle(m japan.Month) (from, to japan.Date) { return m.Add(-2).On(1), m.Add(-2).On(31) }

// DebitDay is the bank day on which a statement is debited.
func DebitDay(m japan.Month) japan.Date { return japan.NextBankDay(m.On(debitDay)) }

// RetryDay is the bank day on which a debit that failed is tried again (再振替). An equinox may move it: tentative is 予定.
func RetryDay(m japan.Month, today japan.Date) (day japan.Date, tentative bool) {
	return japan.PlannedBankDay(m.On(retryDay), today)
}

// FixedDay is the day from which the amount of a statement does not change any more: between its closing and then a shop
// may still send in what was used before.
func FixedDay(m japan.Month) japan.Date { return m.Add(-1).On(fixedDay) }

// OpenMonth is the statement that takes in what is bought today.
func OpenMonth(today japan.Date) japan.Month { return ShoppingMonth(today) }

// Bucket is where a yen stands on a day. Every yen that was ever charged stands in exactly one.
type Bucket int

// The buckets, in the order in which a yen goes through them; Overdue only when a debit failed.
const (
	Later    Bucket = iota // payments of statements to come: the rest of instalments, a bonus
	Unbilled               // on the statement that is still open
	Due                    // on a closed statement whose debit day has not passed
	Overdue                // the debit failed and the money has not come
	Paid
)

// BucketOf says where what is charged on a statement stands on a day. collected is the day on which the money comes or
// came: as a rule DebitDay. The day of the debit is over before anybody knows how it went.
func BucketOf(m japan.Month, collected, today japan.Date) Bucket {
	switch open := OpenMonth(today); {
	case open.Before(m):
		return Later
	case m == open:
		return Unbilled
	case collected.Before(today):
		return Paid
	case DebitDay(m).Before(today):
		return Overdue
	}
	return Due
}
