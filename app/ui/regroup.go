package ui

import (
	"strings"

	"netanswer/shared/card"
)

// regroup writes a card number, or the beginning of one, as it is printed on the card, and says where the caret goes: it
// stays behind the digit that it was behind. caret counts UTF-16 units, as the DOM does. What is no number stays as it is.
func regroup(value string, caret int) (string, int) {
	digits := card.Fold(value)
	if !onlyDigits(digits) {
		return value, caret
	}
	before := 0 // digits before the caret
	at := 0
	for _, r := range value {
		if at >= caret {
			break
		}
		at += units(r)
		before += len(card.Fold(string(r)))
	}
	grouped := card.Group(digits)
	return grouped, behind(grouped, before)
}

// behind is the place right behind the n-th digit.
func behind(grouped string, n int) int {
	if n == 0 {
		return 0
	}
	for i := range len(grouped) {
		if grouped[i] == ' ' {
			continue
		}
		if n--; n == 0 {
			return i + 1
		}
	}
	return len(grouped)
}

// withoutNext takes away the first digit behind the caret.
func withoutNext(value string, caret int) string {
	at := 0
	for i, r := range value {
		if at >= caret && card.Fold(string(r)) != "" {
			return value[:i] + value[i+len(string(r)):]
		}
		at += units(r)
	}
	return value
}

// units is how many UTF-16 units a character has.
func units(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

func onlyDigits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// monthYear reads an expiry as it is printed, 01/28, however it is typed or pasted: with full-width digits, 2028, other
// strokes or none (0128).
func monthYear(s string) (month, year string, ok bool) {
	s = card.Fold(s)
	month, year, cut := strings.Cut(s, "/")
	if !cut && (len(s) == 4 || len(s) == 6) {
		month, year = s[:2], s[2:]
	}
	if len(month) == 1 {
		month = "0" + month
	}
	if len(year) == 4 && year[:2] == "20" {
		year = year[2:]
	}
	ok = len(month) == 2 && len(year) == 2 && onlyDigits(month) && onlyDigits(year) && month >= "01" && month <= "12"
	return month, year, ok
}
