package strength

import "strings"

// now is about this year: years near it are equally likely, so nothing is lost when it passes.
const (
	now       = 2026
	yearSpace = 20
	minYear   = 1000
	maxYear   = 2050
)

// dates finds years, days and dates: 2026, 0412, 850412, 19850412, 1985-4-12.
func (e *estimate) dates() {
	for from := range e.typed {
		digits := 0
		for from+digits < len(e.typed) && e.typed[from+digits] >= '0' && e.typed[from+digits] <= '9' {
			digits++
		}
		for length := 4; length <= min(digits, 8); length++ {
			token := string(e.typed[from : from+length])
			if length == 4 {
				if year := number(token); year >= 1900 && year <= maxYear {
					e.add(from, from+4, float64(years(year)), false)
				}
				if isDay(number(token[:2]), number(token[2:])) {
					e.add(from, from+4, 365, false)
				}
			}
			best := 0
			for _, cut := range splits[length-4] {
				if year, ok := date(token[:cut[0]], token[cut[0]:cut[1]], token[cut[1]:]); ok && (best == 0 || years(year) < best) {
					best = years(year)
				}
			}
			if best > 0 {
				e.add(from, from+length, float64(best)*365, false)
			}
		}
		e.written(from)
	}
}

// written finds a date with something between its numbers, beginning here.
func (e *estimate) written(from int) {
	rest := e.typed[from:min(from+10, len(e.typed))]
	for length := 6; length <= len(rest); length++ {
		token := string(rest[:length])
		i := strings.IndexAny(token, " /\\_.-")
		if i < 1 {
			continue
		}
		parts := strings.Split(token, token[i:i+1])
		if len(parts) != 3 || len(parts[0]) > 4 || len(parts[1]) > 2 || len(parts[2]) > 4 {
			continue
		}
		if year, ok := date(parts[0], parts[1], parts[2]); ok {
			e.add(from, from+length, float64(years(year))*365*4, false)
		}
	}
}

// Where digits without anything between may be cut, for 4 to 8 of them.
var splits = [...][][2]int{{{1, 2}, {2, 3}}, {{1, 3}, {2, 3}}, {{1, 2}, {2, 4}, {4, 5}}, {{1, 3}, {2, 3}, {4, 5}, {4, 6}}, {{2, 4}, {4, 6}}}

// number is a few digits, -1 when it is anything else.
func number(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return -1
		}
		n = 10*n + int(r-'0')
	}
	if s == "" {
		return -1
	}
	return n
}

// date reads three numbers as day, month and year, the year first or last.
func date(a, b, c string) (year int, ok bool) {
	x, y, z := number(a), number(b), number(c)
	if x < 0 || y < 0 || z < 0 {
		return 0, false
	}
	if full(x) {
		return x, isDay(y, z)
	}
	if full(z) {
		return z, isDay(x, y)
	}
	switch {
	case z < 100 && isDay(x, y):
		return century(z), true
	case x < 100 && isDay(y, z):
		return century(x), true
	}
	return 0, false
}

func full(year int) bool { return year >= minYear && year <= maxYear }

func isDay(a, b int) bool {
	return a >= 1 && b >= 1 && (a <= 12 && b <= 31 || a <= 31 && b <= 12)
}

func century(year int) int {
	if year > 50 {
		return 1900 + year
	}
	return 2000 + year
}

// years is how many years have to be tried to come to this one.
func years(year int) int { return max(year-now, now-year, yearSpace) }
