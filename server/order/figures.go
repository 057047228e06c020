package order

import (
	"strings"

	"netanswer/shared/japan"
	"netanswer/shared/money"
	"netanswer/shared/text"
)

// Yen is an amount as a sheet says it: 1,100円, ¥1,100.
func Yen(l text.Lang, n int) string {
	if l == text.EN {
		return text.Yen.EN + money.Yen(n)
	}
	return money.Yen(n) + text.Yen.JA
}

// Day is a day with its year: 2026年12月4日, 4 Dec 2026; nothing for none.
func Day(l text.Lang, d japan.Date) string {
	if d.IsZero() {
		return ""
	}
	return text.DateYear.In(l, d.Year, int(d.Month), d.Day, monthName(l, d.Month))
}

// Month is a month with its year: 2026年12月, Dec 2026; nothing for none.
func Month(l text.Lang, m japan.Month) string {
	if m.IsZero() {
		return ""
	}
	return text.DateMonth.In(l, m.Year, int(m.Month), monthName(l, m.Month))
}

func monthName[M ~int](l text.Lang, m M) string {
	return strings.Split(text.MonthShort.In(l), ",")[max(1, int(m))-1]
}
