// Package borrowing is what a cash advance comes to: interest, total and the day of each payment. Browser and server reckon it here,
// from the same offer, so that what a member sees while typing is what is ordered.
package borrowing

import (
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/money"
	"netanswer/shared/wire"
)

// Result is what an advance comes to. Amounts are yen.
type Result struct {
	Amount   int        `json:"amount"`
	Way      string     `json:"way"`
	Rate     int        `json:"rate"` // yearly, hundredths of a percent
	Year366  bool       `json:"year_366,omitempty"`
	Bank     string     `json:"bank"`
	Arrives  japan.Date `json:"arrives"`
	Interest int        `json:"interest"`
	Total    int        `json:"total"`
	More     int        `json:"more,omitempty"` // interest beyond that of paying back at once
	LateRate int        `json:"late_rate"`
	Payments []Payment  `json:"payments"`
}

// Payment is one of them.
type Payment struct {
	On        japan.Date `json:"on"`
	Principal int        `json:"principal"`
	Interest  int        `json:"interest"`
}

// Amount is principal and interest.
func (p Payment) Amount() int { return p.Principal + p.Interest }

// Of reckons what is asked for. false: nothing that is offered is chosen yet, or it would never be paid back.
func Of(d wire.Cashing, in form.Cashing) (Result, bool) {
	in.Key = d.Key
	if d.Why != "" || len(in.Within(form.Rules{}, d.CashBounds)) > 0 {
		return Result{}, false
	}
	amount, _ := form.Yen(in.Amount)
	once := money.CashOnce(d.Arrives, amount, d.Once.Rate, money.Year(d.Once.Year366))
	plan, terms := once, d.Once
	if in.Way == form.CashRevolving {
		terms = d.Monthly
		var err error
		if plan, err = money.CashCourse(d.Arrives, amount, terms.Course(), money.Year(terms.Year366)); err != nil {
			return Result{}, false
		}
	}
	r := Result{
		Amount: amount, Way: in.Way, Rate: terms.Rate, Year366: terms.Year366, Bank: d.Bank, Arrives: d.Arrives,
		Interest: plan.Fee(), Total: plan.Total(), More: plan.Fee() - once.Fee(), LateRate: d.LateRate,
	}
	for _, p := range plan {
		r.Payments = append(r.Payments, Payment{money.DebitDay(p.Month), p.Principal, p.Fee})
	}
	return r, true
}
