package money_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"netanswer/shared/japan"
	"netanswer/shared/money"
)

func on(t testing.TB, s string) japan.Date {
	t.Helper()
	d, err := japan.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// told writes parts as 2026-12:100+5.
func told(ps []money.Part) string {
	var b strings.Builder
	for i, p := range ps {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(p.Month.String() + ":" + money.Yen(p.Amount))
		if p.Fee != 0 {
			b.WriteString("+" + money.Yen(p.Fee))
		}
	}
	return b.String()
}

// inParts is a purchase in n payments by a table on which 3 cost 251 yen for 10,000.
func inParts(use japan.Date, amount, n int) (ps []money.Part) {
	for _, p := range money.AddOn(money.ShoppingMonth(use), amount, money.Term{Payments: n, Fee: 251}) {
		ps = append(ps, money.Part{Month: p.Month, Amount: p.Principal, Fee: p.Fee})
	}
	return ps
}

func TestPlans(t *testing.T) {
	nov10, nov11 := on(t, "2026-11-10"), on(t, "2026-11-11")
	for _, c := range []struct {
		name string
		got  []money.Part
		want string
	}{
		{"once on the closing day", money.Once(nov10, 81452), "2026-12:81,452"},
		{"once the day after", money.Once(nov11, 81452), "2027-01:81,452"},
		{"a refund", money.Once(nov10, -3300), "2026-12:−3,300"},
		{"twice, an odd yen first", money.Twice(nov10, 30001), "2026-12:15,001 2027-01:15,000"},
		{"three payments with their fee", inParts(nov11, 100_000, 3), "2027-01:33,334+838 2027-02:33,333+836 2027-03:33,333+836"},
		{"the last day for the winter bonus", money.Bonus(nov10, 50_000), "2027-01:50,000"},
		{"the day after it", money.Bonus(nov11, 50_000), ""},
		{"the last day without a bonus", money.Bonus(on(t, "2026-12-10"), 50_000), ""},
		{"the first day for the summer bonus", money.Bonus(on(t, "2026-12-11"), 50_000), "2027-08:50,000"},
		{"its last day", money.Bonus(on(t, "2027-06-10"), 50_000), "2027-08:50,000"},
		{"the day after it", money.Bonus(on(t, "2027-06-11"), 50_000), ""},
		{"the last day without a bonus in summer", money.Bonus(on(t, "2027-07-10"), 50_000), ""},
		{"the first day for the winter bonus", money.Bonus(on(t, "2027-07-11"), 50_000), "2028-01:50,000"},
	} {
		if got := told(c.got); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestCyclesOfAStatement(t *testing.T) {
	jan := japan.Month{Year: 2027, Month: time.January}
	from, to := money.ShoppingCycle(jan)
	cashFrom, cashTo := money.CashCycle(jan)
	retry, tentative := money.RetryDay(japan.Month{Year: 2028, Month: time.March}, on(t, "2026-11-25"))
	for _, c := range []struct {
		name string
		got  japan.Date
		want string
	}{
		{"shopping from", from, "2026-11-11"},
		{"shopping to", to, "2026-12-10"},
		{"cash from", cashFrom, "2026-11-01"},
		{"cash to", cashTo, "2026-11-30"},
		{"debit", money.DebitDay(jan), "2027-01-04"},
		{"fixed", money.FixedDay(jan), "2026-12-20"},
		{"a retry on an equinox", retry, "2028-03-21"},
	} {
		if c.got.String() != c.want {
			t.Errorf("%s %s, want %s", c.name, c.got, c.want)
		}
	}
	if !tentative {
		t.Error("a retry that a far equinox moves is not 予定")
	}
	if _, tentative := money.RetryDay(jan, on(t, "2026-11-25")); tentative {
		t.Error("a retry in January is 予定")
	}
}

func TestBuckets(t *testing.T) {
	dec := japan.Month{Year: 2026, Month: time.December}
	debit, retry := on(t, "2026-12-04"), on(t, "2026-12-21")
	for _, c := range []struct {
		name, today string
		month       japan.Month
		collected   japan.Date
		want        money.Bucket
	}{
		{"before its cycle begins", "2026-10-10", dec, debit, money.Later},
		{"on the first day of its cycle", "2026-10-11", dec, debit, money.Unbilled},
		{"on its last", "2026-11-10", dec, debit, money.Unbilled},
		{"when it is closed", "2026-11-11", dec, debit, money.Due},
		{"on the debit day", "2026-12-04", dec, debit, money.Due},
		{"the day after", "2026-12-05", dec, debit, money.Paid},
		{"the day after, when it failed", "2026-12-05", dec, retry, money.Overdue},
		{"on the day of the retry", "2026-12-21", dec, retry, money.Overdue},
		{"the day after the retry", "2026-12-22", dec, retry, money.Paid},
		{"on the day of the debit that will fail", "2026-12-04", dec, retry, money.Due},
	} {
		if got := money.BucketOf(c.month, c.collected, on(t, c.today)); got != c.want {
			t.Errorf("%s: bucket %d, want %d", c.name, got, c.want)
		}
	}
}

// Whatever is bought, in whatever way, whenever, and whatever day it is looked at: its parts add up to it, follow one
// another from the first statement that can have them, and each stands in exactly one bucket, through which it goes in
// order.
func TestEveryYenIsInExactlyOneBucket(t *testing.T) {
	r := rand.New(rand.NewPCG(1781224, 5))
	counts := []int{3, 5, 6, 10, 12, 15, 18, 20, 24}
	bonuses := 0
	for range 3000 {
		use := japan.On(2024, time.January, 1+r.IntN(2000))
		amount := r.IntN(2_000_000) - 200_000
		n, first := counts[r.IntN(len(counts))], money.ShoppingMonth(use)
		if !money.OpenMonth(use).Before(first.Add(1)) || first != money.OpenMonth(use) {
			t.Fatalf("%s: debited in %s, open is %s", use, first, money.OpenMonth(use))
		}
		plans := map[string][]money.Part{
			"once": money.Once(use, amount), "twice": money.Twice(use, amount), "instalments": inParts(use, amount, n),
		}
		if b := money.Bonus(use, amount); b != nil {
			plans["bonus"] = b
			bonuses++
			if wait := b[0].Month.Sub(first); wait < 1 || wait > 6 || b[0].Month.Month != 1 && b[0].Month.Month != 8 {
				t.Fatalf("%s: bonus in %s", use, b[0].Month)
			}
		}
		today := use.AddDays(r.IntN(900))
		for way, parts := range plans {
			sum, fees := 0, 0
			var in [money.Paid + 1]int
			for i, p := range parts {
				if way != "bonus" && p.Month != first.Add(i) {
					t.Fatalf("%s %s: payment %d in %s", way, use, i+1, p.Month)
				}
				sum, fees = sum+p.Amount, fees+p.Fee
				b := money.BucketOf(p.Month, money.DebitDay(p.Month), today)
				if next := money.BucketOf(p.Month, money.DebitDay(p.Month), today.AddDays(1)); next < b {
					t.Fatalf("%s %s: goes back from bucket %d to %d on %s", way, use, b, next, today)
				}
				in[b] += p.Amount
			}
			if total := in[money.Later] + in[money.Unbilled] + in[money.Due] + in[money.Paid]; sum != amount || total != amount || in[money.Overdue] != 0 {
				t.Fatalf("%s %s of %d: parts %d, buckets %v", way, use, amount, sum, in)
			}
			if (way == "instalments") != (fees != 0) && amount >= 100 {
				t.Fatalf("%s %s of %d: fees %d", way, use, amount, fees)
			}
			if last := parts[len(parts)-1].Month; money.BucketOf(last, money.DebitDay(last), last.Add(1).On(1)) != money.Paid {
				t.Fatalf("%s %s: not paid a month after %s", way, use, last)
			}
		}
	}
	if bonuses < 1000 {
		t.Errorf("only %d purchases fell into a bonus window", bonuses)
	}
}

func TestInterest(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want int
	}{
		{"a year of cash", money.Interest(100_000, 1800, 365), 18_000},
		{"a day of little", money.Interest(1_000, 1800, 1), 0},
		{"late by 16 days", money.LateCharge(88_985, 1460, on(t, "2026-11-04"), on(t, "2026-11-20")), 569},
		{"not late", money.LateCharge(88_985, 1460, on(t, "2026-11-04"), on(t, "2026-11-04")), 0},
		{"nothing was owed", money.LateCharge(-5_000, 1460, on(t, "2026-11-04"), on(t, "2026-11-20")), 0},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d, want %d", c.name, c.got, c.want)
		}
	}
}

func TestRevolve(t *testing.T) {
	for _, c := range []struct {
		name                               string
		carried, used, payment             int
		wantPrincipal, wantInterest, wantR int
	}{
		{"the first month costs nothing", 0, 84_000, 25_000, 25_000, 0, 59_000},
		{"what is carried over costs a twelfth of the yearly rate", 59_000, 0, 25_000, 25_000, 737, 34_000},
		{"the rest is less than a payment", 9_000, 0, 25_000, 9_000, 112, 0},
		{"nothing", 0, 0, 25_000, 0, 0, 0},
		{"a refund on an empty balance", 0, -3_000, 25_000, -3_000, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, i, r := money.Revolve(c.carried, c.used, 1500, c.payment)
			if p != c.wantPrincipal || i != c.wantInterest || r != c.wantR {
				t.Errorf("%d and %d, rest %d; want %d and %d, rest %d", p, i, r, c.wantPrincipal, c.wantInterest, c.wantR)
			}
		})
	}
	r := rand.New(rand.NewPCG(1781224, 6))
	balance, used, paid := 0, 0, 0
	for range 1000 {
		u := r.IntN(60_000)
		p, _, rest := money.Revolve(balance, u, 1500, 25_000)
		used, paid, balance = used+u, paid+p, rest
		if p < 0 || p > 25_000 || balance < 0 || used-paid != balance {
			t.Fatalf("used %d, paid %d, balance %d", used, paid, balance)
		}
	}
}

func TestAvailable(t *testing.T) {
	for _, c := range []struct {
		name                     string
		total, credit, cash      money.Line
		shopping, byPlan, asCash int
	}{
		{"nothing used", money.Line{Limit: 800}, money.Line{Limit: 400}, money.Line{Limit: 200}, 800, 400, 200},
		{"shopping once takes of the total only", money.Line{Limit: 800, Used: 300}, money.Line{Limit: 400}, money.Line{Limit: 200}, 500, 400, 200},
		{"the total is what is left for all", money.Line{Limit: 800, Used: 700}, money.Line{Limit: 400}, money.Line{Limit: 200}, 100, 100, 100},
		{"an inner line is the least", money.Line{Limit: 800, Used: 350}, money.Line{Limit: 400, Used: 350}, money.Line{Limit: 200}, 450, 50, 200},
		{"over the total", money.Line{Limit: 800, Used: 900}, money.Line{Limit: 400}, money.Line{Limit: 200}, 0, 0, 0},
		{"given back more than is owed", money.Line{Limit: 800, Used: -50}, money.Line{Limit: 400}, money.Line{Limit: 200}, 850, 400, 200},
		{"no cash was agreed on", money.Line{Limit: 800}, money.Line{Limit: 400}, money.Line{}, 800, 400, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if a, b, d := money.Available(c.total), money.Available(c.credit, c.total), money.Available(c.cash, c.total); a != c.shopping || b != c.byPlan || d != c.asCash {
				t.Errorf("%d, %d, %d; want %d, %d, %d", a, b, d, c.shopping, c.byPlan, c.asCash)
			}
		})
	}
}

// Nobody can use more than any line holds: what is available of an inner line never exceeds what is available outside, and
// using it all leaves nothing over in none of them.
func TestLimitsNest(t *testing.T) {
	r := rand.New(rand.NewPCG(1781224, 7))
	for range 10_000 {
		total := money.Line{Limit: r.IntN(2_000_000)}
		inner := money.Line{Limit: r.IntN(total.Limit + 1), Used: r.IntN(1_000_000) - 100_000}
		total.Used = inner.Used + r.IntN(1_000_000) - 100_000
		a := money.Available(inner, total)
		if a > money.Available(total) || a < 0 {
			t.Fatalf("%+v in %+v: %d available", inner, total, a)
		}
		if a > 0 {
			inner.Used, total.Used = inner.Used+a, total.Used+a
			if inner.Left() < 0 || total.Left() < 0 || money.Available(inner, total) != 0 {
				t.Fatalf("%+v in %+v after using all %d", inner, total, a)
			}
		}
	}
}
