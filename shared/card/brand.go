package card

import "strings"

// Brand is the scheme of a card, as people call it.
type Brand string

// The brands. Other is any that is not told apart, or not yet.
const (
	Visa       Brand = "Visa"
	Mastercard Brand = "Mastercard"
	JCB        Brand = "JCB"
	Amex       Brand = "American Express"
	Diners     Brand = "Diners Club"
	Other      Brand = ""
)

// ranges are the first four digits that the schemes publish as theirs.
var ranges = [...]struct {
	lo, hi string
	brand  Brand
}{
	{"2221", "2720", Mastercard},
	{"3000", "3059", Diners},
	{"3095", "3095", Diners},
	{"3400", "3499", Amex},
	{"3528", "3589", JCB},
	{"3600", "3699", Diners},
	{"3700", "3799", Amex},
	{"3800", "3999", Diners},
	{"4000", "4999", Visa},
	{"5100", "5599", Mastercard},
}

// BrandOf is the brand of a number or of its beginning. It is Other until no other brand is possible any more.
func BrandOf(digits string) Brand {
	p := digits[:min(4, len(digits))]
	lo, hi := p+"0000"[len(p):], p+"9999"[len(p):]
	for _, r := range ranges {
		if r.lo <= lo && hi <= r.hi {
			return r.brand
		}
	}
	return Other
}

// Lengths is how many digits a number with this beginning has: American Express 15, Diners Club 14, all others 16.
func Lengths(digits string) int {
	n := 0
	for _, g := range Grouping(digits) {
		n += g
	}
	return n
}

// CodeLength is how many digits the security code of a brand has.
func CodeLength(b Brand) int {
	if b == Amex {
		return 4
	}
	return 3
}

// Grouping is how a number with this beginning is printed on its card: 4-4-4-4, 4-6-5 or 4-6-4.
func Grouping(digits string) []int {
	switch BrandOf(digits) {
	case Amex:
		return []int{4, 6, 5}
	case Diners:
		return []int{4, 6, 4}
	}
	return []int{4, 4, 4, 4}
}

// Group puts spaces between the groups of a number or of its beginning. What is too much stays with the last group.
func Group(digits string) string {
	var b strings.Builder
	groups := Grouping(digits)
	left := groups[0]
	for _, r := range digits {
		if left == 0 && len(groups) > 1 {
			groups = groups[1:]
			left = groups[0]
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		left--
	}
	return b.String()
}
