// Package money is what becomes of a yen: how it is written, on which statement it is debited and when, how a purchase is
// split into payments, what is charged for that, where it stands on a day and what of a limit it takes. Amounts travel
// everywhere as plain int yen; nothing is rounded but downwards, and a split adds up to what was split.
//
// Rates, tables, steps and least payments are the issuer's and come as arguments; the cycles are those of this house: an issuer of others
// says so in its answers, where every amount and date comes with the use.
package money

import "strconv"

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

// Percent writes a rate in hundredths of a percent: 15.0, 12.25.
func Percent(rate int) string {
	whole, part := strconv.Itoa(rate/100), strconv.Itoa(100 + rate%100)[1:]
	if part[1] == '0' {
		part = part[:1]
	}
	return whole + "." + part
}
