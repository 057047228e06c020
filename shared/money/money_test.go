package money_test

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"netanswer/shared/japan"
	"netanswer/shared/money"
)

func TestYen(t *testing.T) {
	for _, c := range []struct {
		name string
		n    int
		want string
	}{
		{"nothing", 0, "0"},
		{"three digits stand alone", 999, "999"},
		{"four digits get a comma", 1000, "1,000"},
		{"as the design draws it", 81452, "81,452"},
		{"millions get two commas", 1234567, "1,234,567"},
		{"a refund has the minus of figures", -3300, "\u22123,300"},
		{"a minus is not counted as a digit", -330, "\u2212330"},
		{"the smallest int does not overflow", math.MinInt, "\u22129,223,372,036,854,775,808"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := money.Yen(c.n); got != c.want {
				t.Errorf("Yen(%d) = %q, want %q", c.n, got, c.want)
			}
		})
	}
}

func FuzzYen(f *testing.F) {
	f.Add(81452)
	f.Add(-1000000)
	f.Fuzz(func(t *testing.T, n int) {
		s := money.Yen(n)
		back, err := strconv.Atoi(strings.ReplaceAll(strings.ReplaceAll(s, ",", ""), "\u2212", "-"))
		if err != nil || back != n {
			t.Errorf("Yen(%d) = %q reads back as %d, %v", n, s, back, err)
		}
		for i, group := range strings.Split(strings.TrimPrefix(s, "\u2212"), ",") {
			if len(group) != 3 && (i > 0 || len(group) > 3) {
				t.Errorf("Yen(%d) = %q has a group of %d", n, s, len(group))
			}
		}
	})
}

func TestCycles(t *testing.T) {
	on := func(s string) japan.Date {
		d, err := japan.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct{ name, use, shopClosing, shopDebit, cashClosing, cashDebit string }{
		{"on the closing day", "2026-11-10", "2026-11-10", "2026-12-04", "2026-11-30", "2027-01-04"},
		{"the day after the closing", "2026-11-11", "2026-12-10", "2027-01-04", "2026-11-30", "2027-01-04"},
		{"first day of a month", "2026-11-01", "2026-11-10", "2026-12-04", "2026-11-30", "2027-01-04"},
		{"last day of a month", "2026-10-31", "2026-11-10", "2026-12-04", "2026-10-31", "2026-12-04"},
		{"the 4th is a Sunday", "2026-09-10", "2026-09-10", "2026-10-05", "2026-09-30", "2026-11-04"},
		{"the 4th is Greenery Day and a weekend follows", "2023-04-10", "2023-04-10", "2023-05-08", "2023-04-30", "2023-06-05"},
		{"the cash cycle of a leap February", "2028-02-29", "2028-03-10", "2028-04-04", "2028-02-29", "2028-04-04"},
	} {
		t.Run(c.name, func(t *testing.T) {
			use := on(c.use)
			for what, pair := range map[string][2]string{
				"ShoppingClosing": {money.ShoppingClosing(use).String(), c.shopClosing},
				"ShoppingDebit":   {money.ShoppingDebit(use).String(), c.shopDebit},
				"CashClosing":     {money.CashClosing(use).String(), c.cashClosing},
				"CashDebit":       {money.CashDebit(use).String(), c.cashDebit},
			} {
				if pair[0] != pair[1] {
					t.Errorf("%s(%s) = %s, want %s", what, c.use, pair[0], pair[1])
				}
			}
		})
	}
}

// Whatever the day of twenty years: a use falls into exactly one cycle, cycles follow one another without a gap, and the
// debit comes on a bank day between its closing and the next.
func TestEveryUseIsDebitedOnce(t *testing.T) {
	for _, cycle := range []struct {
		name           string
		closing, debit func(japan.Date) japan.Date
	}{
		{"shopping", money.ShoppingClosing, money.ShoppingDebit},
		{"cash", money.CashClosing, money.CashDebit},
	} {
		t.Run(cycle.name, func(t *testing.T) {
			first := japan.Date{Year: 2020, Month: time.January, Day: 1}
			last := japan.Date{Year: 2040, Month: time.January, Day: 1}
			closing, debit := cycle.closing(first), cycle.debit(first)
			cycles := 1
			for day := first; day.Before(last); day = day.AddDays(1) {
				c, d := cycle.closing(day), cycle.debit(day)
				if c.Before(day) {
					t.Fatalf("%s: closes on %s, before it", day, c)
				}
				if !c.Before(d) || !japan.BankDay(d) {
					t.Fatalf("%s: closes on %s, debited on %s (bank day: %v)", day, c, d, japan.BankDay(d))
				}
				if c != closing {
					if day != closing.AddDays(1) {
						t.Fatalf("%s: the cycle that closes on %s does not begin the day after %s", day, c, closing)
					}
					if !debit.Before(d) {
						t.Fatalf("%s: debited on %s, the cycle before on %s", day, d, debit)
					}
					closing, debit = c, d
					cycles++
				}
				if d != debit {
					t.Fatalf("%s: debited on %s, others of the same cycle on %s", day, d, debit)
				}
			}
			if cycles != 20*12 && cycles != 20*12+1 {
				t.Errorf("%d cycles in 20 years", cycles)
			}
		})
	}
}

func TestPercent(t *testing.T) {
	for rate, want := range map[int]string{1500: "15.0", 1225: "12.25", 0: "0.0", 7: "0.07", 1460: "14.6", 1805: "18.05"} {
		if got := money.Percent(rate); got != want {
			t.Errorf("%d is %s, want %s", rate, got, want)
		}
	}
}
