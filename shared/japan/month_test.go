package japan_test

import (
	"encoding/json"
	"testing"
	"time"

	"netanswer/shared/japan"
)

func TestMonths(t *testing.T) {
	dec := japan.Month{Year: 2026, Month: time.December}
	for _, c := range []struct{ name, got, want string }{
		{"a month after December is January", dec.Add(1).String(), "2027-01"},
		{"no month later", dec.Add(0).String(), "2026-12"},
		{"twelve months before", dec.Add(-12).String(), "2025-12"},
		{"back over the New Year", japan.Month{Year: 2027, Month: 1}.Add(-14).String(), "2025-11"},
		{"the month of a day", japan.MonthOf(japan.On(2028, 2, 29)).String(), "2028-02"},
		{"a day of it", dec.On(4).String(), "2026-12-04"},
		{"its last day", japan.Month{Year: 2028, Month: 2}.On(31).String(), "2028-02-29"},
		{"no month is nothing", japan.Month{}.String(), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
		}
	}
	for n := -30; n <= 30; n++ {
		m := dec.Add(n)
		if m.Sub(dec) != n || m.Before(dec) != (n < 0) || dec.Before(m) != (n > 0) {
			t.Errorf("%s is %d months after %s", m, m.Sub(dec), dec)
		}
	}
}

func TestMonthAsTextAndJSON(t *testing.T) {
	type form struct{ M, None japan.Month }
	in := form{M: japan.Month{Year: 2027, Month: time.January}}
	b, err := json.Marshal(in)
	if err != nil || string(b) != `{"M":"2027-01","None":""}` {
		t.Fatalf("%s, %v", b, err)
	}
	var out form
	if err := json.Unmarshal(b, &out); err != nil || out != in {
		t.Errorf("read back as %+v, %v", out, err)
	}
	for _, bad := range []string{"2026-13", "2026-00", "2026-1", "26-01", "2026/01", "2026-01-04", "next", "２０２６-11"} {
		if m, err := japan.ParseMonth(bad); err == nil {
			t.Errorf("%q is read as %s", bad, m)
		}
		m := in.M
		if err := m.UnmarshalText([]byte(bad)); err == nil || m != in.M {
			t.Errorf("%q is read as %s, %v", bad, m, err)
		}
	}
}

func TestABankDayThatAnEquinoxMovesIsPlannedUntilItIsAnnounced(t *testing.T) {
	for _, c := range []struct {
		name, from, today, next string
		planned                 bool
	}{
		{"an equinox two years ahead", "2028-03-20", "2026-11-25", "2028-03-21", true},
		{"the same when it is announced", "2028-03-20", "2027-02-01", "2028-03-21", false},
		{"a substitute for a far equinox", "2029-09-24", "2026-11-25", "2029-09-25", true},
		{"a day between two holidays, one of them a far equinox", "2032-09-21", "2026-11-25", "2032-09-23", true},
		{"a Sunday far from any equinox", "2029-11-04", "2026-11-25", "2029-11-05", false},
		{"the 4th of a month", "2030-03-04", "2026-11-25", "2030-03-04", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, planned := japan.PlannedBankDay(date(t, c.from), date(t, c.today))
			if d.String() != c.next || planned != c.planned {
				t.Errorf("%s, 予定 %v; want %s, %v", d, planned, c.next, c.planned)
			}
		})
	}
	// Without a doubt it is NextBankDay, whatever the day.
	today := japan.On(2026, 11, 25)
	for d := japan.On(2026, 1, 1); d.Year < 2032; d = d.AddDays(1) {
		got, planned := japan.PlannedBankDay(d, today)
		if got != japan.NextBankDay(d) {
			t.Fatalf("%s: %s, NextBankDay says %s", d, got, japan.NextBankDay(d))
		}
		if planned && (d.Month != time.March && d.Month != time.September || d.Year < 2028) {
			t.Fatalf("%s: 予定", d)
		}
	}
}
