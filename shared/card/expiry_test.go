package card_test

import (
	"errors"
	"testing"
	"time"

	"netanswer/shared/card"
	"netanswer/shared/japan"
)

func TestParseExpiry(t *testing.T) {
	tests := []struct {
		name, month, year string
		want              card.Expiry
		err               error
	}{
		{"two digits each", "01", "28", card.Expiry{Month: 1, Year: 2028}, nil},
		{"one digit of the month", "1", "28", card.Expiry{Month: 1, Year: 2028}, nil},
		{"four digits of the year", "12", "2028", card.Expiry{Month: 12, Year: 2028}, nil},
		{"full-width digits", "０１", "２８", card.Expiry{Month: 1, Year: 2028}, nil},
		{"spaces around", " 01 ", "　28", card.Expiry{Month: 1, Year: 2028}, nil},
		{"with the words behind", "1月", "28年", card.Expiry{Month: 1, Year: 2028}, nil},
		{"all of it in the month", "01/28", "", card.Expiry{Month: 1, Year: 2028}, nil},
		{"all of it in the month with four digits", "01/2028", "", card.Expiry{Month: 1, Year: 2028}, nil},
		{"all of it in full-width", "０１／２８", "", card.Expiry{Month: 1, Year: 2028}, nil},
		{"all of it with spaces", "01 / 28", "", card.Expiry{Month: 1, Year: 2028}, nil},
		{"all of it with a hyphen", "1ー28", "", card.Expiry{Month: 1, Year: 2028}, nil},
		{"all of it without a slash", "0128", "", card.Expiry{Month: 1, Year: 2028}, nil},
		{"all of it without a slash with four digits", "012028", "", card.Expiry{Month: 1, Year: 2028}, nil},
		{"the year twice and the same", "01/28", "2028", card.Expiry{Month: 1, Year: 2028}, nil},
		{"the year twice and not the same", "01/28", "29", card.Expiry{}, card.ErrYear},
		{"no month", "", "28", card.Expiry{}, card.ErrMonth},
		{"month 0", "00", "28", card.Expiry{}, card.ErrMonth},
		{"month 13", "13", "28", card.Expiry{}, card.ErrMonth},
		{"a month in words", "Jan", "28", card.Expiry{}, card.ErrMonth},
		{"a month of three digits", "001", "28", card.Expiry{}, card.ErrMonth},
		{"the year first", "28/01", "", card.Expiry{}, card.ErrMonth},
		{"no year", "01", "", card.Expiry{}, card.ErrYear},
		{"a year of one digit", "01", "8", card.Expiry{}, card.ErrYear},
		{"a year of three digits", "01", "028", card.Expiry{}, card.ErrYear},
		{"a year of another century", "01", "1928", card.Expiry{}, card.ErrYear},
		{"a year in words", "01", "next", card.Expiry{}, card.ErrYear},
		{"too many slashes", "01/28/30", "", card.Expiry{}, card.ErrYear},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := card.ParseExpiry(tt.month, tt.year)
			if got != tt.want || !errors.Is(err, tt.err) {
				t.Errorf("%+v, %v; want %+v, %v", got, err, tt.want, tt.err)
			}
		})
	}
}

func TestACardIsGoodUntilTheEndOfItsMonthInJapan(t *testing.T) {
	e := card.Expiry{Month: 11, Year: 2026}
	tests := []struct {
		name string
		now  time.Time
		past bool
	}{
		{"at noon of its last day it is good", time.Date(2026, 11, 30, 12, 0, 0, 0, japan.Zone), false},
		{"a second before the month ends it is good", time.Date(2026, 11, 30, 14, 59, 59, 0, time.UTC), false},
		{"at midnight in Japan it is past, also where it is still November", time.Date(2026, 11, 30, 15, 0, 0, 0, time.UTC), true},
		{"a year before it is good", time.Date(2025, 12, 1, 0, 0, 0, 0, japan.Zone), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := e.Past(japan.DateOf(tt.now)); got != tt.past {
				t.Errorf("past: %v", got)
			}
		})
	}
	for e, want := range map[card.Expiry]string{{Month: 2, Year: 2028}: "2028-02-29", {Month: 12, Year: 2026}: "2026-12-31", {Month: 4, Year: 2027}: "2027-04-30"} {
		if got := e.Last().String(); got != want {
			t.Errorf("the last day of %s is %s, want %s", e, got, want)
		}
	}
	if s := (card.Expiry{Month: 1, Year: 2028}).String(); s != "01/28" {
		t.Errorf("written as %s", s)
	}
}

func FuzzExpiry(f *testing.F) {
	for _, s := range [][2]string{{"01", "28"}, {"01/28", ""}, {"０１／２８", ""}, {"0128", "28"}, {"1月", "2028年"}, {"\xff", "/"}, {"13", "99"}, {"", ""}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, month, year string) {
		e, err := card.ParseExpiry(month, year)
		if err != nil {
			if !e.IsZero() || !errors.Is(err, card.ErrMonth) && !errors.Is(err, card.ErrYear) {
				t.Errorf("%+v with %v", e, err)
			}
			return
		}
		if e.Month < 1 || e.Month > 12 || e.Year < 2000 || e.Year > 2099 {
			t.Errorf("%q, %q is %+v", month, year, e)
		}
		if again, err := card.ParseExpiry(e.String(), ""); err != nil || again != e {
			t.Errorf("%s read back is %+v, %v", e, again, err)
		}
		if e.Last().AddDays(1).Day != 1 {
			t.Errorf("%s is no last day of a month", e.Last())
		}
	})
}
