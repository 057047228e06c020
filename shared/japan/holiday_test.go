package japan_test

import (
	"strings"
	"testing"
	"time"

	"netanswer/shared/japan"
)

// official lists the holidays as the Cabinet Office published them (国民の祝日について), month/day; 2028 on as the law and
// the Observatory's forecast give them. * marks 休日: substitutes and days between two holidays.
var official = map[int]string{
	2020: "1/1 1/13 2/11 2/23 2/24* 3/20 4/29 5/3 5/4 5/5 5/6* 7/23 7/24 8/10 9/21 9/22 11/3 11/23",
	2021: "1/1 1/11 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/22 7/23 8/8 8/9* 9/20 9/23 11/3 11/23",
	2022: "1/1 1/10 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/23 10/10 11/3 11/23",
	2023: "1/1 1/2* 1/9 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/17 8/11 9/18 9/23 10/9 11/3 11/23",
	2024: "1/1 1/8 2/11 2/12* 2/23 3/20 4/29 5/3 5/4 5/5 5/6* 7/15 8/11 8/12* 9/16 9/22 9/23* 10/14 11/3 11/4* 11/23",
	2025: "1/1 1/13 2/11 2/23 2/24* 3/20 4/29 5/3 5/4 5/5 5/6* 7/21 8/11 9/15 9/23 10/13 11/3 11/23 11/24*",
	2026: "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6* 7/20 8/11 9/21 9/22* 9/23 10/12 11/3 11/23",
	2027: "1/1 1/11 2/11 2/23 3/21 3/22* 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/23 10/11 11/3 11/23",
	2028: "1/1 1/10 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/17 8/11 9/18 9/22 10/9 11/3 11/23",
	2029: "1/1 1/8 2/11 2/12* 2/23 3/20 4/29 4/30* 5/3 5/4 5/5 7/16 8/11 9/17 9/23 9/24* 10/8 11/3 11/23",
	2030: "1/1 1/14 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6* 7/15 8/11 8/12* 9/16 9/23 10/14 11/3 11/4* 11/23",
}

func TestHolidaysAreTheOfficialOnes(t *testing.T) {
	today := japan.On(2031, time.January, 1)
	for year, want := range official {
		var got []string
		for d := japan.On(year, time.January, 1); d.Year == year; d = d.AddDays(1) {
			h, ok := japan.HolidayOn(d, today)
			if ok != (h.Name != "") || h.Tentative {
				t.Errorf("%s: %+v, %v", d, h, ok)
			}
			if ok {
				s := d.Start().Format("1/2")
				if h.Name == "休日" {
					s += "*"
				}
				got = append(got, s)
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%d\n got %s\nwant %s", year, s, want)
		}
	}
}

func TestHolidayNames(t *testing.T) {
	for day, want := range map[string]string{
		"2026-01-01": "元日", "2026-01-12": "成人の日", "2026-02-11": "建国記念の日", "2026-02-23": "天皇誕生日", "2026-03-20": "春分の日",
		"2026-04-29": "昭和の日", "2026-05-03": "憲法記念日", "2026-05-04": "みどりの日", "2026-05-05": "こどもの日", "2026-05-06": "休日",
		"2026-07-20": "海の日", "2026-08-11": "山の日", "2026-09-21": "敬老の日", "2026-09-22": "休日", "2026-09-23": "秋分の日",
		"2026-10-12": "スポーツの日", "2026-11-03": "文化の日", "2026-11-23": "勤労感謝の日", "2020-07-23": "海の日", "2021-07-23": "スポーツの日",
		"2021-08-08": "山の日", "2032-09-21": "休日",
	} {
		if h, _ := japan.HolidayOn(date(t, day), date(t, "2032-12-31")); h.Name != want {
			t.Errorf("%s is %q, want %q", day, h.Name, want)
		}
	}
}

func TestAnEquinoxIsTentativeUntilItIsAnnounced(t *testing.T) {
	tests := []struct {
		name, day, today string
		tentative        bool
	}{
		{"in January of the year before it is", "2028-03-20", "2027-01-31", true},
		{"from February of the year before it is not", "2028-03-20", "2027-02-01", false},
		{"autumn is announced with spring", "2028-09-22", "2027-02-01", false},
		{"years ahead it is", "2030-09-23", "2026-11-23", true},
		{"other holidays stand in the law", "2030-11-03", "2026-11-23", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h, ok := japan.HolidayOn(date(t, tt.day), date(t, tt.today))
			if !ok || h.Tentative != tt.tentative {
				t.Errorf("%+v, %v", h, ok)
			}
		})
	}
}

func TestBankDays(t *testing.T) {
	tests := []struct{ name, from, next string }{
		{"a Friday is one", "2026-12-04", "2026-12-04"},
		{"a Saturday waits for Monday", "2026-12-05", "2026-12-07"},
		{"a Sunday waits for Monday", "2026-12-06", "2026-12-07"},
		{"a holiday on Monday waits for Tuesday", "2026-11-23", "2026-11-24"},
		{"a Saturday before a holiday waits for Tuesday", "2026-11-21", "2026-11-24"},
		{"30 December is one", "2026-12-30", "2026-12-30"},
		{"31 December waits for 4 January", "2026-12-31", "2027-01-04"},
		{"3 January, a Sunday, waits for 4 January", "2027-01-03", "2027-01-04"},
		{"31 December before a week-end on the 4th waits for the 6th", "2024-12-31", "2025-01-06"},
		{"2 January is none though no holiday", "2026-01-02", "2026-01-05"},
		{"4 January on a Saturday waits for the 6th", "2025-01-04", "2025-01-06"},
		{"the long week of September 2026", "2026-09-19", "2026-09-24"},
		{"Golden Week of 2026 with its substitute", "2026-05-02", "2026-05-07"},
		{"4 May is a holiday", "2027-05-04", "2027-05-06"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			from := date(t, tt.from)
			if got := japan.NextBankDay(from).String(); got != tt.next {
				t.Errorf("%s, want %s", got, tt.next)
			}
			if japan.BankDay(from) != (tt.from == tt.next) {
				t.Errorf("%s: bank day %v", from, japan.BankDay(from))
			}
		})
	}
}
