package money_test

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"netanswer/shared/japan"
	"netanswer/shared/money"
)

var jan = japan.Month{Year: 2027, Month: time.January}

// What issuers publish, looked up in November 2026: the yen for a price of 100 yen and the yearly rate that these come to.
var tables = []struct {
	source string
	terms  []struct{ n, per, rate int }
}{
	{"ポケットカード 分割払いの手数料率 15.00 % (www.pocketcard.co.jp/use/shopping/domestic/outline.html)", []struct{ n, per, rate int }{
		{2, 188, 1500}, {3, 251, 1500}, {5, 378, 1500}, {6, 442, 1500}, {10, 700, 1500}, {12, 831, 1500}, {15, 1029, 1500},
		{18, 1229, 1500}, {20, 1364, 1500}, {24, 1637, 1500}, {30, 2054, 1500}, {36, 2480, 1500},
	}},
	{"日専連 ショッピング分割払手数料 (www.nissenren-nicc.co.jp/bunkatsu_tesuryo)", []struct{ n, per, rate int }{
		{3, 200, 1196}, {5, 375, 1484}, {6, 450, 1523}, {10, 750, 1602}, {12, 900, 1620}, {18, 1350, 1642},
		{24, 1800, 1642}, {36, 2700, 1624}, {48, 3600, 1598}, {60, 4500, 1571},
	}},
}

func TestFeeTablesOfIssuersComeToTheRateTheySay(t *testing.T) {
	for _, table := range tables {
		for _, x := range table.terms {
			p := money.AddOn(jan, 1_000_000, money.Term{Payments: x.n, Fee: x.per})
			if p.Fee() != 100*x.per {
				t.Errorf("%s, %d payments: a fee of %d", table.source, x.n, p.Fee())
			}
			// the fee has two digits behind the point: of three payments it says the rate to 3 hundredths
			if got := money.EffectiveRate(1_000_000, p); got < x.rate-4 || got > x.rate+4 {
				t.Errorf("%s, %d payments: %d, published %d", table.source, x.n, got, x.rate)
			}
			// published are two digits of the fee, 100 yen here, and two of the rate, some rounded down
			low, high := money.Level(jan, 1_000_000, x.n, x.rate), money.Level(jan, 1_000_000, x.n, x.rate+1)
			if len(low) != x.n || 100*x.per < low.Fee()-100 || 100*x.per > high.Fee()+100 {
				t.Errorf("%s, %d payments: by equal payments at its rate a fee of %d to %d, published %d", table.source, x.n, low.Fee(), high.Fee(), 100*x.per)
			}
		}
	}
}

func TestWorkedExamplesOfIssuers(t *testing.T) {
	day := func(s string) japan.Date { return on(t, s) }
	revolving, err := money.Course{Rate: 1800, Steps: []money.Step{{Pay: 5000}}}.Plan(jan, 100_000)
	if err != nil {
		t.Fatal(err)
	}
	within, err := money.Course{Rate: 1800, Steps: []money.Step{{Pay: 5000}}, Within: true}.Plan(jan, 100_000)
	if err != nil {
		t.Fatal(err)
	}
	ten := money.AddOn(jan, 100_000, money.Term{Payments: 10, Fee: 700})
	mitsui := money.AddOn(jan, 50_000, money.Term{Payments: 10, Fee: 670})
	for _, c := range []struct {
		name      string
		got, want int
	}{
		{"ポケットカード 10万円を10回: fee", ten.Fee(), 7_000},
		{"total", ten.Total(), 107_000},
		{"each payment", ten[4].Principal + ten[4].Fee, 10_700},
		{"三井住友カード 5万円を10回 (6.70円): fee", mitsui.Fee(), 3_350},
		{"each payment", mitsui[9].Principal + mitsui[9].Fee, 5_335},
		{"ジャックス キャッシング 10万円 18.0 % 27日", money.DailyInterest(100_000, 1800, day("2026-07-31"), day("2026-08-27"), money.Flat), 1_331},
		{"元金定額 10万円 18.0 % 月5,000円 (www.cashing-handbook.net/interest/revo.html): payments", len(revolving), 20},
		{"interest", revolving.Fee(), 15_750},
		{"元利定額 likewise: payments", len(within), 24},
		{"its first interest", within[0].Fee, 1_500},
		{"its rest", within[0].Rest, 96_500},
		{"its second interest", within[1].Fee, 1_447},
		{"its rest", within[1].Rest, 92_947},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d, want %d", c.name, c.got, c.want)
		}
	}
}

func TestDaysOfALeapYear(t *testing.T) {
	for _, c := range []struct {
		from, to string
		year     money.Year
		want     int
	}{
		{"2027-12-31", "2028-12-31", money.Calendar, 180_000}, // all 366 days of 2028
		{"2027-12-31", "2028-12-31", money.Flat, 180_493},
		{"2026-12-31", "2027-12-31", money.Calendar, 180_000},
		{"2027-12-01", "2028-01-30", money.Calendar, 29_548}, // 30 of 365 and 30 of 366
		{"2028-02-28", "2028-02-28", money.Calendar, 0},
		{"2028-02-28", "2028-02-27", money.Flat, 0},
	} {
		if got := money.DailyInterest(1_000_000, 1800, on(t, c.from), on(t, c.to), c.year); got != c.want {
			t.Errorf("%s to %s: %d, want %d", c.from, c.to, got, c.want)
		}
	}
	if money.DailyInterest(-5, 1800, on(t, "2028-01-01"), on(t, "2028-02-01"), money.Flat) != 0 {
		t.Error("what is not owed costs something")
	}
}

// slide is 残高スライド元金定額 as many issuers have it.
var slide = money.Course{Rate: 1500, Steps: []money.Step{{UpTo: 100_000, Pay: 5_000}, {UpTo: 200_000, Pay: 10_000}, {UpTo: 500_000, Pay: 20_000}, {Pay: 30_000}}}

func TestASlideGoesDownWithTheBalance(t *testing.T) {
	p, err := slide.Plan(jan, 215_000)
	if err != nil {
		t.Fatal(err)
	}
	var paid []int
	for _, x := range p {
		paid = append(paid, x.Principal)
	}
	// 215,000 pays 20,000; 195,000 down to 105,000 pay 10,000 each; from 95,000 on 5,000
	if paid[0] != 20_000 || paid[1] != 10_000 || paid[10] != 10_000 || paid[11] != 5_000 || len(p) != 30 || p[29].Rest != 0 || p.Last() != jan.Add(29) {
		t.Errorf("%d payments: %v", len(p), paid)
	}
}

func TestWhatIsNeverPaidIsNoPlan(t *testing.T) {
	for name, c := range map[string]money.Course{
		"no more than the interest": {Rate: 1500, Steps: []money.Step{{Pay: 1_250}}, Within: true},
		"no steps":                  {Rate: 1500},
		"a yen a month":             {Rate: 0, Steps: []money.Step{{Pay: 1}}},
		"above the last step":       {Rate: 1500, Steps: []money.Step{{UpTo: 50_000, Pay: 5_000}}},
	} {
		if p, err := c.Plan(jan, 100_000); !errors.Is(err, money.ErrEndless) || p != nil {
			t.Errorf("%s: %d payments, %v", name, len(p), err)
		}
	}
	for _, p := range []money.Plan{money.Level(jan, 0, 10, 1500), money.Level(jan, 1000, 0, 1500), money.Even(jan, 1000, money.MostPayments+1, 1500), money.Even(jan, -1, 3, 0)} {
		if p != nil || !p.Last().Before(jan) || p.Total() != 0 {
			t.Errorf("a plan of nothing: %v", p)
		}
	}
}

// Every plan adds up to what was lent, goes down to nothing and runs month by month.
func TestPlansAddUp(t *testing.T) {
	dice := rand.New(rand.NewPCG(20, 26))
	for range 3_000 {
		amount, n, rate := 1+dice.IntN(3_000_000), 1+dice.IntN(72), dice.IntN(2_001)
		course := slide
		course.Rate, course.Within = rate, dice.IntN(2) == 0
		if amount > 400_000 {
			course.Within = false // 30,000 a month may not cover the interest
		}
		revolving, err := course.Plan(jan, amount)
		if err != nil {
			t.Fatalf("%d yen at %d: %v", amount, rate, err)
		}
		for name, p := range map[string]money.Plan{
			"level": money.Level(jan, amount, n, rate), "even": money.Even(jan, amount, n, rate),
			"add-on": money.AddOn(jan, amount, money.Term{Payments: n, Fee: dice.IntN(3_000)}), "revolving": revolving,
		} {
			rest, sum := amount, 0
			for i, x := range p {
				if rest -= x.Principal; x.Principal < 0 || x.Fee < 0 || x.Rest != rest || x.Month != jan.Add(i) {
					t.Fatalf("%s of %d yen in %d at %d: payment %d is %+v, %d are left", name, amount, n, rate, i+1, x, rest)
				}
				sum += x.Principal + x.Fee
			}
			if rest != 0 || sum != p.Total() || sum != amount+p.Fee() || name != "revolving" && len(p) > n {
				t.Fatalf("%s of %d yen in %d at %d: %d left after %d payments of %d", name, amount, n, rate, rest, len(p), sum)
			}
		}
	}
}

func TestPayingMoreNeverCostsMore(t *testing.T) {
	dice := rand.New(rand.NewPCG(7, 7))
	for range 3_000 {
		amount, n, rate := 1_000+dice.IntN(2_000_000), 2+dice.IntN(59), dice.IntN(2_001)
		if more, less := money.Level(jan, amount, n-1, rate), money.Level(jan, amount, n, rate); more.Fee() > less.Fee() {
			t.Errorf("%d yen at %d: %d payments cost %d, %d cost %d", amount, rate, n-1, more.Fee(), n, less.Fee())
		}
		pay := amount/50 + dice.IntN(50_000) + amount*rate/100_000 + 1
		little, err := money.Course{Rate: rate, Steps: []money.Step{{Pay: pay}}}.Plan(jan, amount)
		much, err2 := money.Course{Rate: rate, Steps: []money.Step{{Pay: pay + 1 + dice.IntN(10_000)}}}.Plan(jan, amount)
		if err := errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		if much.Fee() > little.Fee() || len(much) > len(little) {
			t.Errorf("%d yen at %d: who pays more than %d pays %d instead of %d", amount, rate, pay, much.Fee(), little.Fee())
		}
	}
}
