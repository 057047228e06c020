package japan_test

import (
	"encoding/json"
	"testing"
	"time"

	"netanswer/shared/japan"
)

func date(t *testing.T, s string) japan.Date {
	t.Helper()
	d, err := japan.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheDayIsJapansWhereverTheMachineStands(t *testing.T) {
	la := time.FixedZone("PST", -8*60*60)
	tests := []struct {
		name string
		at   time.Time
		want string
	}{
		{"a second before midnight in Japan", time.Date(2026, 11, 23, 14, 59, 59, 0, time.UTC), "2026-11-23"},
		{"midnight in Japan", time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC), "2026-11-24"},
		{"New Year in Japan while California has breakfast", time.Date(2026, 12, 31, 7, 0, 0, 0, la), "2027-01-01"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := japan.DateOf(tt.at)
			if d.String() != tt.want {
				t.Errorf("%s, want %s", d, tt.want)
			}
			if again := japan.DateOf(d.Start()); again != d {
				t.Errorf("the day that begins at the start of %s is %s", d, again)
			}
		})
	}
}

func TestDateArithmetic(t *testing.T) {
	jan31 := japan.On(2028, time.January, 31)
	tests := []struct {
		name      string
		got, want string
	}{
		{"a day after the last of the year is New Year", japan.On(2026, 12, 31).AddDays(1).String(), "2027-01-01"},
		{"a day before 1 March of a leap year", japan.On(2028, 3, 1).AddDays(-1).String(), "2028-02-29"},
		{"month 13 is January of the next year", japan.On(2026, 13, 1).String(), "2027-01-01"},
		{"day 0 is the last day of the month before", japan.On(2026, 12, 0).String(), "2026-11-30"},
		{"the 31st a month later, where it has 29", jan31.InMonths(1, 31).String(), "2028-02-29"},
		{"the 31st three months later, where it has 30", jan31.InMonths(3, 31).String(), "2028-04-30"},
		{"the 31st two months later is the 31st", jan31.InMonths(2, 31).String(), "2028-03-31"},
		{"the 30th stays where a month has 31", japan.On(2026, 6, 30).InMonths(1, 30).String(), "2026-07-30"},
		{"the 4th of the next month over the year's end", japan.On(2026, 12, 10).InMonths(1, 4).String(), "2027-01-04"},
		{"months back", japan.On(2027, 1, 15).InMonths(-18, 31).String(), "2025-07-31"},
		{"this month", japan.On(2027, 2, 1).InMonths(0, 31).String(), "2027-02-28"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("%s, want %s", tt.got, tt.want)
			}
		})
	}
	a, b := japan.On(2026, 11, 30), japan.On(2026, 12, 1)
	if !a.Before(b) || b.Before(a) || a.Before(a) {
		t.Error("30 November comes before 1 December, not the other way round, and not before itself")
	}
	if w := japan.On(2026, 11, 23).Weekday(); w != time.Monday {
		t.Errorf("23 November 2026 is a %s", w)
	}
}

func TestDateAsTextAndJSON(t *testing.T) {
	type form struct {
		On   japan.Date         `json:"on"`
		None japan.Date         `json:"none"`
		By   map[japan.Date]int `json:"by"`
	}
	in := form{On: japan.On(2026, 11, 3), By: map[japan.Date]int{japan.On(2027, 1, 4): 5}}
	b, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"on":"2026-11-03","none":"","by":{"2027-01-04":5}}`; string(b) != want {
		t.Fatalf("%s, want %s", b, want)
	}
	var out form
	if err := json.Unmarshal(b, &out); err != nil || out.On != in.On || !out.None.IsZero() || out.By[japan.On(2027, 1, 4)] != 5 {
		t.Errorf("read back as %+v, %v", out, err)
	}
	for _, bad := range []string{"2026-11-31", "2026-02-29", "2026-13-01", "2026-1-1", "26-11-03", "2026/11/03", "2026-11-03T00:00:00Z", "tomorrow", "２０２６-11-03"} {
		if d, err := japan.ParseDate(bad); err == nil {
			t.Errorf("%q is read as %s", bad, d)
		}
		d := in.On
		if err := d.UnmarshalText([]byte(bad)); err == nil || d != in.On {
			t.Errorf("%q is read as %s, %v", bad, d, err)
		}
	}
	d := in.On
	if err := d.UnmarshalText(nil); err != nil || !d.IsZero() {
		t.Errorf("no text is read as %s, %v", d, err)
	}
}
