package money_test

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// The figures were reckoned by hand: 50,000 yen at 18.0 % from 26 November 2026 to the debit of 4 January 2027 are 39 days,
// 50,000 × 0.18 × 39 ÷ 365 = 961.6.
func TestACashAdvancePaidBackAtOnce(t *testing.T) {
	for _, c := range []struct {
		on           string
		amount, rate int
		year         money.Year
		month        string
		interest     int
	}{
		{"2026-11-26", 50_000, 1800, money.Flat, "2027-01", 961},
		{"2026-11-01", 50_000, 1800, money.Flat, "2027-01", 1578}, // 64 days
		{"2026-11-30", 10_000, 1500, money.Flat, "2027-01", 143},  // 35 days
		{"2027-11-26", 50_000, 1800, money.Flat, "2028-01", 961},
		{"2027-11-26", 50_000, 1800, money.Calendar, "2028-01", 961},     // 35 days of 2027, 4 of a leap year: 961.4
		{"2028-01-10", 500_000, 1800, money.Calendar, "2028-03", 13_770}, // 56 days to Monday, 6 March: 13,770.5,
		{"2028-01-10", 500_000, 1800, money.Flat, "2028-03", 13_808},
	} {
		p := money.CashOnce(on(t, c.on), c.amount, c.rate, c.year)
		if len(p) != 1 || p[0].Month.String() != c.month || p[0].Fee != c.interest || p[0].Principal != c.amount || p[0].Rest != 0 {
			t.Errorf("%s: %+v, want %d on %s", c.on, p, c.interest, c.month)
		}
	}
	if p := money.CashOnce(on(t, "2026-11-26"), 0, 1800, money.Flat); p != nil {
		t.Errorf("nothing borrowed is paid back: %v", p)
	}
}

// 50,000 yen from 26 November 2026 at 18.0 %, 20,000 a month and the interest beside it, debited on 4 January (39 days),
// 4 February (31) and 4 March (28).
func TestACashAdvancePaidBackByTheMonth(t *testing.T) {
	beside := money.Course{Rate: 1800, Steps: []money.Step{{Pay: 20_000}}}
	p, err := money.CashCourse(on(t, "2026-11-26"), 50_000, beside, money.Flat)
	if err != nil || len(p) != 3 || p[0] != (money.Payment{Month: japan.Month{Year: 2027, Month: 1}, Principal: 20_000, Fee: 961, Rest: 30_000}) ||
		p[1].Fee != 458 || p[1].Rest != 10_000 || p[2].Fee != 138 || p[2].Principal != 10_000 || p.Total() != 51_557 {
		t.Errorf("%+v %v", p, err)
	}
	within := money.Course{Rate: 1800, Within: true, Steps: []money.Step{{Pay: 20_000}}}
	p, err = money.CashCourse(on(t, "2026-11-26"), 50_000, within, money.Flat)
	if err != nil || len(p) != 3 || p[0].Principal != 19_039 || p[0].Principal+p[0].Fee != 20_000 || p[2].Rest != 0 {
		t.Errorf("%+v %v", p, err)
	}
	if _, err := money.CashCourse(on(t, "2026-11-26"), 1_000_000, money.Course{Rate: 1800, Within: true, Steps: []money.Step{{Pay: 1_000}}}, money.Flat); !errors.Is(err, money.ErrEndless) {
		t.Errorf("less than the interest is paid: %v", err)
	}
}

// Whatever is borrowed when: it is paid back whole, what is owed only falls, and who pays more a month pays no more in all.
func TestACashAdvanceIsPaidBackWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 5))
	for range 2_000 {
		from := japan.On(2026, time.January, 1).AddDays(r.IntN(1200))
		amount, rate, pay, year := 10_000*(1+r.IntN(100)), 300+r.IntN(1700), 5_000+1_000*r.IntN(45), money.Year(r.IntN(2) == 1)
		once := money.CashOnce(from, amount, rate, year)
		c := money.Course{Rate: rate, Within: r.IntN(2) == 1, Steps: []money.Step{{UpTo: 200_000, Pay: pay}, {Pay: 2 * pay}}}
		p, err := money.CashCourse(from, amount, c, year)
		if errors.Is(err, money.ErrEndless) && c.Within {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		principal, rest := 0, amount
		for i, x := range p {
			principal += x.Principal
			if x.Principal <= 0 || x.Fee < 0 || x.Rest != rest-x.Principal || x.Month != once[0].Month.Add(i) {
				t.Fatalf("%d yen on %s by %+v: payment %d is %+v after %d", amount, from, c, i, x, rest)
			}
			rest = x.Rest
		}
		if principal != amount || rest != 0 || p.Fee() < once.Fee() {
			t.Fatalf("%d yen on %s by %+v: %+v", amount, from, c, p)
		}
		// Of one step alone: a slide goes down to a lower step the sooner the more is paid.
		c.Steps = []money.Step{{Pay: pay}}
		less, err := money.CashCourse(from, amount, c, year)
		c.Steps[0].Pay += 3_000
		more, err2 := money.CashCourse(from, amount, c, year)
		if err == nil && (err2 != nil || more.Fee() > less.Fee() || len(more) > len(less)) {
			t.Fatalf("%d yen on %s: paying more costs %d, less %d", amount, from, more.Fee(), less.Fee())
		}
	}
}
