// Package japan is Japan's clock and calendar in one place: the zone, dates without a time, national holidays and bank
// days. Every date of this product is Japan's, wherever server and browser stand. Nothing here asks what time it is:
// the clock is handed in.
package japan

import (
	"fmt"
	"time"
)

// Zone is Japan Standard Time, UTC+9 without summer time. It is fixed so that a machine without a time zone database, as
// an empty container is, has it too.
var Zone = time.FixedZone("JST", 9*60*60)

// Date is a day in Japan. The zero Date is none.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day in Japan at an instant.
func DateOf(t time.Time) Date {
	y, m, d := t.In(Zone).Date()
	return Date{y, m, d}
}

// On is a date with overflowing months and days carried over, as time.Date does.
func On(year int, month time.Month, day int) Date {
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, Zone))
}

// Start is midnight in Japan at which the day begins.
func (d Date) Start() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Zone) }

// AddDays is n days later; n may be negative.
func (d Date) AddDays(n int) Date { return On(d.Year, d.Month, d.Day+n) }

// InMonths is the given day n months later, or that month's last day should it have fewer.
func (d Date) InMonths(n, day int) Date {
	last := On(d.Year, d.Month+time.Month(n)+1, 0)
	return Date{last.Year, last.Month, min(day, last.Day)}
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.Start().Weekday() }

// Before says whether d comes before e.
func (d Date) Before(e Date) bool { return d.Start().Before(e.Start()) }

// IsZero says whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String writes 2026-11-23, and nothing for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// ParseDate reads 2026-11-23.
func ParseDate(s string) (Date, error) {
	t, err := time.ParseInLocation(time.DateOnly, s, Zone)
	if err != nil {
		return Date{}, fmt.Errorf("date %q is not like 2026-11-23", s)
	}
	return DateOf(t), nil
}

// MarshalText writes the date as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(b))
	if err == nil {
		*d = v
	}
	return err
}
