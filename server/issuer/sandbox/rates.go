package sandbox

import (
	"fmt"
	"slices"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// What this issuer charges: it reaches the site as issuer.Terms and issuer.Account, never as a constant of the house. Yearly rates in
// hundredths of a percent.
const (
	cashRate      = 1800      // on cash advances, by the day
	cashLower     = 1500      // from lowerFrom on, what the law allows (利息制限法1条)
	lowerFrom     = 1_000_000 // yen of the cash limit
	revolvingRate = 1500      // on what a revolving balance carries over, by the month
	lateRate      = 1460      // on principal that was not paid on its day, by the day
)

// The versions of its terms: an order on others is not offered.
const (
	revolveNow = "revolving-2026-04"
	instalNow  = "instalments-2026-04"
	onceNow    = "cash-once-2026-04"
	cashSlide  = "cash-revolving-2026-04"
)

// instalments are the numbers of payments there are, and the fee of each in yen for 10,000: a yearly 15.0 % on what is still owed, paid
// in equal parts.
var instalments = []money.Term{{Payments: 3, Fee: 251}, {Payments: 5, Fee: 378}, {Payments: 6, Fee: 442}, {Payments: 10, Fee: 700}, {Payments: 12, Fee: 831},
	{Payments: 15, Fee: 1029}, {Payments: 18, Fee: 1229}, {Payments: 20, Fee: 1364}, {Payments: 24, Fee: 1637}}

// termOf is the one with so many payments.
func termOf(payments int) (money.Term, bool) {
	n := slices.IndexFunc(instalments, func(t money.Term) bool { return t.Payments == payments })
	if n < 0 {
		return money.Term{}, false
	}
	return instalments[n], true
}

// inParts is a price paid in instalments from a statement on; none when there is no such number of payments.
func inParts(first japan.Month, price, payments int) []money.Part {
	t, ok := termOf(payments)
	if !ok {
		return nil
	}
	return partsOf(money.AddOn(first, price, t))
}

// partsOf are the payments of a plan as a use has them.
func partsOf(p money.Plan) []money.Part {
	out := make([]money.Part, len(p))
	for n, x := range p {
		out[n] = money.Part{Month: x.Month, Amount: x.Principal, Fee: x.Fee}
	}
	return out
}

func revolvingTerms() issuer.Terms {
	return issuer.Terms{Version: revolveNow, Rate: revolvingRate, Steps: []issuer.Step{{Pay: revolvingPayment}}, Least: laterLeast}
}

func instalmentTerms() issuer.Terms {
	t := issuer.Terms{Version: instalNow, Rate: revolvingRate, Least: laterLeast}
	for _, c := range instalments {
		plan := money.AddOn(japan.Month{Year: 2026, Month: 1}, 100_000, c)
		t.Choices = append(t.Choices, issuer.Term{Payments: c.Payments, Fee: c.Fee, Rate: money.EffectiveRate(100_000, plan)})
	}
	return t
}

// rateOf is what an advance costs a year: by the cash limit that was agreed on. Whatever says or reckons a cash rate has it from here.
func rateOf(loan int) int {
	if loan >= lowerFrom {
		return cashLower
	}
	return cashRate
}

// cashTerms are those of an advance with such a cash limit.
func cashTerms(loan int) (once, slide issuer.Terms) {
	rate := rateOf(loan)
	version := func(of string) string { return fmt.Sprintf("%s-%d", of, rate) } // at another rate they are others
	once = issuer.Terms{Version: version(onceNow), Rate: rate, Least: cashLeast}
	slide = issuer.Terms{Version: version(cashSlide), Rate: rate, Least: cashLeast, Steps: []issuer.Step{{UpTo: 200_000, Pay: 10_000}, {UpTo: 500_000, Pay: 15_000}, {Pay: 30_000}}}
	return once, slide
}

// during are the terms of a day: those that it began with, and those after each change of the limits on it.
func (f *facts) during(begun terms, day japan.Date) []terms {
	upTo := func(last int) terms {
		var then facts
		for n, l := range f.limits {
			if l.on.Before(day) || l.on == day && n <= last {
				then.limits = append(then.limits, l)
			}
		}
		return then.terms(begun, day)
	}
	all := []terms{upTo(-1)}
	for n, l := range f.limits {
		if l.on == day {
			all = append(all, upTo(n))
		}
	}
	return all
}

// fromMachines gives the advances from machines their rate. Where the cash limit was changed on the day it is by the highest, and so the lowest:
// whoever borrowed may have done so before or after.
func (b *book) fromMachines(begun terms) {
	for n := range b.uses {
		if u := &b.uses[n]; u.Kind == issuer.Cash {
			most := 0
			for _, of := range b.facts.during(begun, u.Date) {
				most = max(most, of.loan)
			}
			u.rate = rateOf(most)
		}
	}
}

// withinCeiling is how much more can be borrowed of an amount. The law goes by the whole principal (利息制限法1条): as long as anything is owed
// at the higher rate, all of it together stays below the amount from which that rate would be too high.
func (b *book) withinCeiling(amount int) int {
	owed, dear := 0, false
	for n := range b.uses {
		if u := &b.uses[n]; u.Kind == issuer.Cash && u.Left > 0 {
			owed, dear = owed+u.Left, dear || u.rate > cashLower
		}
	}
	if dear {
		return min(amount, lowerFrom-1-owed)
	}
	return amount
}
