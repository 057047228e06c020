package card

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"netanswer/shared/japan"
)

// What can be wrong with an expiry.
var (
	ErrMonth = errors.New("card: month is not 1-12")
	ErrYear  = errors.New("card: year is not two or four digits of this century")
)

// Expiry is the month through which a card is good. Month is 1-12, Year has four digits.
type Expiry struct{ Month, Year int }

// ParseExpiry reads month and year as typed. The whole of it may stand in the month (01/28, 01/2028, 0128, 012028) when
// the year is empty or says the same. The error is ErrMonth or ErrYear.
func ParseExpiry(month, year string) (Expiry, error) {
	if len(month) > maxTyped {
		return Expiry{}, ErrMonth
	}
	if len(year) > maxTyped {
		return Expiry{}, ErrYear
	}
	m, y := fold(month, '/'), strings.TrimSuffix(Fold(year), "年")
	m, inMonth := splitExpiry(m)
	mm, ok := number(strings.TrimSuffix(m, "月"), 1, 2)
	if !ok || mm < 1 || mm > 12 {
		return Expiry{}, ErrMonth
	}
	if y == "" {
		y, inMonth = inMonth, ""
	}
	yy, ok := century(y)
	if !ok {
		return Expiry{}, ErrYear
	}
	if inMonth != "" {
		if again, ok := century(inMonth); !ok || again != yy {
			return Expiry{}, ErrYear
		}
	}
	return Expiry{mm, yy}, nil
}

// splitExpiry takes the year out of a month that holds both.
func splitExpiry(s string) (month, year string) {
	if m, y, ok := strings.Cut(s, "/"); ok {
		return m, y
	}
	if (len(s) == 4 || len(s) == 6) && AllDigits(s) {
		return s[:2], s[2:]
	}
	return s, ""
}

func century(s string) (int, bool) {
	switch len(s) {
	case 2:
		n, ok := number(s, 2, 2)
		return 2000 + n, ok
	case 4:
		n, ok := number(s, 4, 4)
		return n, ok && n >= 2000 && n < 2100
	}
	return 0, false
}

// number reads lo to hi digits.
func number(s string, lo, hi int) (int, bool) {
	if len(s) < lo || len(s) > hi || !AllDigits(s) {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// Last is the last day on which the card is good, in Japan.
func (e Expiry) Last() japan.Date { return japan.On(e.Year, time.Month(e.Month+1), 0) }

// Past says whether the card is good no more: 11/26 is good until the end of 30 November 2026 in Japan.
func (e Expiry) Past(today japan.Date) bool { return e.Last().Before(today) }

// IsZero says whether there is no expiry.
func (e Expiry) IsZero() bool { return e == Expiry{} }

// String writes it as cards do: 01/28.
func (e Expiry) String() string { return fmt.Sprintf("%02d/%02d", e.Month, e.Year%100) }
