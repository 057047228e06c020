package sandbox

import (
	"math"
	"testing"

	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// The fees are what an annuity at 15.0 % a year costs, to the yen of 10,000.
func TestFeesAreTheYearlyRate(t *testing.T) {
	first, offered := japan.Month{Year: 2026, Month: 12}, 0
	for n := 2; n <= 36; n++ {
		parts := inParts(first, 10_000, n)
		if parts == nil {
			continue
		}
		offered++
		fee := 0
		for _, p := range parts {
			fee += p.Fee
		}
		month := float64(revolvingRate) / 10_000 / 12
		want := 10_000 * (float64(n)*month/(1-math.Pow(1+month, -float64(n))) - 1)
		if math.Abs(float64(fee)-want) > 1 {
			t.Errorf("%d payments cost %d, the yearly rate says %.2f", n, fee, want)
		}
	}
	if offered != 9 || offered != len(instalments) {
		t.Errorf("%d numbers of payments are offered", offered)
	}
}

// An advance from a machine, of 21 November: 44 days to 4 January.
func TestCashCostsItsDays(t *testing.T) {
	day := japan.Date{Year: 2026, Month: 11, Day: 21}
	u := use{}
	u.Kind, u.Date, u.Amount, u.Way, u.First = "cash", day, 50_000, "once", money.CashMonth(day)
	cost := 0
	u.each(func(_ japan.Month, _, _, fee int) { cost += fee })
	if want := 50_000 * 18 * 44 / 36_500; cost != want {
		t.Errorf("it costs %d, want %d", cost, want)
	}
}
