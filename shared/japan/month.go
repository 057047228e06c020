package japan

import (
	"fmt"
	"time"
)

// Month is a month in Japan. The zero Month is none.
type Month struct {
	Year  int
	Month time.Month
}

// MonthOf is the month of a day.
func MonthOf(d Date) Month { return Month{d.Year, d.Month} }

// Add is n months later; n may be negative.
func (m Month) Add(n int) Month {
	months := m.count() + n
	return Month{months / 12, time.Month(months%12) + 1}
}

// Sub is how many months m comes after o.
func (m Month) Sub(o Month) int { return m.count() - o.count() }

// Before says whether m comes before o.
func (m Month) Before(o Month) bool { return m.count() < o.count() }

// count is the months since the year 0.
func (m Month) count() int { return m.Year*12 + int(m.Month) - 1 }

// On is a day of the month, or its last should it have fewer.
func (m Month) On(day int) Date { return Date{m.Year, m.Month, 1}.InMonths(0, day) }

// IsZero says whether there is no month.
func (m Month) IsZero() bool { return m == Month{} }

// String writes 2026-12, and nothing for no month.
func (m Month) String() string {
	if m.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", m.Year, m.Month)
}

// ParseMonth reads 2026-12.
func ParseMonth(s string) (Month, error) {
	t, err := time.ParseInLocation("2006-01", s, Zone)
	if err != nil {
		return Month{}, fmt.Errorf("month %q is not like 2026-12", s)
	}
	return MonthOf(DateOf(t)), nil
}

// MarshalText writes the month as String does.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (m *Month) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*m = Month{}
		return nil
	}
	v, err := ParseMonth(string(b))
	if err == nil {
		*m = v
	}
	return err
}
