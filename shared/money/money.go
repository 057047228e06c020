// Package money is how yen are written and when they are debited: the two billing cycles of the card. Amounts travel
// everywhere as plain int yen; this package only says how they look and on which day they are due.
package money

import (
	"strconv"

	"netanswer/shared/japan"
)

// Yen writes an amount as a person reads it: 81,452, and −3,300 with the minus sign U+2212, which is as wide as a
// figure. The sign for yen is left to the screen, which sets it apart.
func Yen(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

// The cycles, as Japanese cards have them: shopping closes on the 10th and is debited on the 4th of the next month; cash
// advances close at the end of the month and are debited on the 4th of the month after the next. A debit day on which
// banks do not work moves to the next one on which they do.
const (
	shoppingClosingDay = 10
	debitDay           = 4
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
func ShoppingDebit(use japan.Date) japan.Date {
	return japan.NextBankDay(ShoppingClosing(use).InMonths(1, debitDay))
}

// CashClosing is the last day of the cycle into which a cash advance falls.
func CashClosing(use japan.Date) japan.Date { return use.InMonths(0, 31) }

// CashDebit is the bank day on which a cash advance is debited.
func CashDebit(use japan.Date) japan.Date {
	return japan.NextBankDay(CashClosing(use).InMonths(2, debitDay))
}
