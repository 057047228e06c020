package money

import (
	"errors"
	"math"
	"slices"

	"netanswer/shared/japan"
)

// What paying later costs. Nothing here is a constant of the house: rates, tables, steps and least payments are the
// issuer's and come as arguments. Amounts are whole yen; what a division leaves is dropped (切捨て), and what is dropped of
// principal comes with the first payment or the last, so that the principals of a plan add up to what was lent.

// Payment is one payment of a plan.
type Payment struct {
	Month     japan.Month // the statement
	Principal int
	Fee       int // fee or interest beside it
	Rest      int // principal not yet paid after it
}

// Plan is all payments in their order.
type Plan []Payment

// Fee is what all of it costs.
func (p Plan) Fee() (sum int) {
	for _, x := range p {
		sum += x.Fee
	}
	return sum
}

// Total is what is paid altogether.
func (p Plan) Total() (sum int) {
	for _, x := range p {
		sum += x.Principal + x.Fee
	}
	return sum
}

// Last is the month of the last payment; zero when there is none.
func (p Plan) Last() japan.Month {
	if len(p) == 0 {
		return japan.Month{}
	}
	return p[len(p)-1].Month
}

// Term is a number of payments that may be chosen, as an issuer's table says it.
type Term struct {
	Payments int // from 2 to MostPayments
	Fee      int // for a price of 10,000 yen: the table's yen for 100 yen, times 100; 0 for 2回払い
}

// MostPayments is how many payments a plan may have: fifty years.
const MostPayments = 600

// AddOn is a purchase paid by a table of fees (アドオン方式): the fee of the whole price is known at once, and both are
// spread evenly, odd yen with the first payment.
func AddOn(first japan.Month, price int, t Term) Plan {
	p := make(Plan, 0, t.Payments)
	for _, x := range spread(first, t.Payments, price, price*t.Fee/10_000) {
		price -= x.Amount
		p = append(p, Payment{x.Month, x.Amount, x.Fee, price})
	}
	return p
}

// monthly is the interest of a month at a yearly rate in hundredths of a percent.
func monthly(rest, rate int) int { return max(rest, 0) * rate / (12 * 10_000) }

// Level is a debt paid in n payments that are all the same (元利均等), the last one less: each is the least by which n are
// enough. rate is yearly, in hundredths of a percent; interest is charged by the month on what is not yet paid.
func Level(first japan.Month, amount, n, rate int) Plan {
	if amount <= 0 || n < 1 || n > MostPayments {
		return nil
	}
	// The least payment lies between the principal alone and the principal with all months' interest.
	low, high := amount/n, amount/n+1+monthly(amount, rate)
	for low < high {
		if pay := (low + high) / 2; lasts(amount, n, rate, pay) {
			high = pay
		} else {
			low = pay + 1
		}
	}
	p := make(Plan, 0, n)
	for i := 0; amount > 0; i++ {
		fee := monthly(amount, rate)
		principal := min(low-fee, amount)
		amount -= principal
		p = append(p, Payment{first.Add(i), principal, fee, amount})
	}
	return p
}

// lasts says whether n payments of pay are enough.
func lasts(amount, n, rate, pay int) bool {
	for range n {
		amount -= pay - monthly(amount, rate)
		if amount <= 0 {
			return true
		}
	}
	return false
}

// Even is a debt of which the same is paid back n times (元金均等), odd yen with the first, and beside it the month's
// interest on what is not yet paid.
func Even(first japan.Month, amount, n, rate int) Plan {
	if amount <= 0 || n < 1 || n > MostPayments {
		return nil
	}
	p := make(Plan, 0, n)
	for _, x := range spread(first, n, amount, 0) {
		fee := monthly(amount, rate)
		amount -= x.Amount
		p = append(p, Payment{x.Month, x.Amount, fee, amount})
	}
	return p
}

// Step is one step of a course: up to this balance so much is paid a month.
type Step struct {
	UpTo int // yen of balance, included; 0: without end, the last step
	Pay  int // yen
}

// Course says how a revolving balance is paid back: with one step 元金定額, with more 残高スライド.
type Course struct {
	Rate   int    // yearly, hundredths of a percent
	Steps  []Step // the lowest first, the last one without end
	Within bool   // Pay contains the interest (元利定額); else it is principal and the interest comes on top
}

// ErrEndless says that a balance would never be paid: the payment is no more than the interest, or there are more
// payments than MostPayments.
var ErrEndless = errors.New("money: the balance is never paid")

// Pay is what is paid of a balance in a month: principal, and beside it the interest on what was carried over.
func (c Course) Pay(balance, interest int) (principal int) {
	i := slices.IndexFunc(c.Steps, func(s Step) bool { return s.UpTo == 0 || balance <= s.UpTo })
	if i < 0 {
		return 0
	}
	pay := c.Steps[i].Pay
	if c.Within {
		pay -= interest
	}
	return max(min(pay, balance), 0)
}

// Plan pays a balance to the end, if nothing is added. From the first payment on interest is charged by the month.
func (c Course) Plan(first japan.Month, balance int) (Plan, error) {
	var p Plan
	for balance > 0 {
		fee := monthly(balance, c.Rate)
		principal := c.Pay(balance, fee)
		if principal <= 0 || len(p) == MostPayments {
			return nil, ErrEndless
		}
		balance -= principal
		p = append(p, Payment{first.Add(len(p)), principal, fee, balance})
	}
	return p, nil
}

// Year is how an issuer counts the days of a leap year.
type Year bool

// The two ways in which issuers count days.
const (
	Flat     Year = false // every year has 365 days
	Calendar Year = true  // a leap year has 366
)

// DailyInterest is what an amount costs from a day to another, the first not counted, at a yearly rate in hundredths of a
// percent.
func DailyInterest(amount, rate int, from, to japan.Date, y Year) int {
	if amount <= 0 || !from.Before(to) {
		return 0
	}
	if y == Flat {
		return Interest(amount, rate, Days(from, to))
	}
	common, leap := 0, 0
	for at := from; at.Before(to); {
		end := japan.Date{Year: at.Year, Month: 12, Day: 31}
		if at == end { // the days of the year that begins
			end = japan.Date{Year: at.Year + 1, Month: 12, Day: 31}
		}
		if to.Before(end) {
			end = to
		}
		if n := Days(at, end); leapYear(end.Year) {
			leap += n
		} else {
			common += n
		}
		at = end
	}
	// amount × rate × (common/365 + leap/366), over one denominator: rounded once
	return int(int64(amount) * int64(rate) * int64(common*366+leap*365) / (365 * 366 * 10_000))
}

func leapYear(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

// EffectiveRate is the yearly rate (実質年率) in hundredths of a percent, rounded, that a plan of monthly payments comes to, the first a month
// after the money: twelve times the monthly rate at which the payments are worth what was lent. That is how
// the tables of Japanese issuers are made.
func EffectiveRate(lent int, p Plan) int {
	worth := func(r float64) (sum float64) {
		for i, x := range p {
			sum += float64(x.Principal+x.Fee) / math.Pow(1+r, float64(i+1))
		}
		return sum
	}
	low, high := 0.0, 1.0
	for range 60 {
		if r := (low + high) / 2; worth(r) > float64(lent) {
			low = r
		} else {
			high = r
		}
	}
	return int(math.Round(low * 12 * 10_000))
}
