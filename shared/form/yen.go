package form

import (
	"errors"
	"strings"
	"unicode"

	"netanswer/shared/card"
)

// What is no amount.
var (
	errNoYen  = errors.New("form: no amount")
	errNotYen = errors.New("form: not an amount")
)

// mostYen is more than any amount that a member writes.
const mostYen = 999_999_999

// Yen is an amount as people write it: 50000, ５０，０００円, ¥50,000, 5万. A minus or a fraction is none.
func Yen(s string) (yen int, err error) {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || card.Invisible(r) || strings.ContainsRune(",，、¥￥\\", r) {
			return -1
		}
		return card.Narrow(r)
	}, s)
	s = strings.TrimSuffix(s, "円")
	if s == "" {
		return 0, errNoYen
	}
	whole, rest, myriads := strings.Cut(s, "万")
	if !myriads {
		whole, rest = "", s
	}
	n, ok := digits(whole)
	m, rok := digits(rest)
	if !ok || !rok || myriads && (whole == "" || m >= 10_000) || n > mostYen/10_000 {
		return 0, errNotYen
	}
	return n*10_000 + m, nil
}

// digits are those of a number below a billion; none are 0.
func digits(s string) (n int, ok bool) {
	for _, r := range s {
		if r < '0' || r > '9' || n > mostYen {
			return 0, false
		}
		n = n*10 + int(r-'0')
	}
	return n, n <= mostYen
}
