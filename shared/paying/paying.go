// Package paying is what another way of paying comes to: months, each payment, fee, total and last day, before and after, beside paying
// once. Browser and server reckon it here, from the same offer, so that what a member sees while choosing is what is ordered.
package paying

import (
	"slices"

	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/money"
	"netanswer/shared/wire"
)

// Sum is what a way of paying comes to. Amounts are yen.
type Sum struct {
	Payments int         `json:"payments"`
	First    japan.Month `json:"first"` // the statement of the first payment
	Last     japan.Month `json:"last"`  // and of the last
	Each     int         `json:"each"`  // the first payment, fee included
	Next     int         `json:"next"`  // the second; 0: there is none
	Fee      int         `json:"fee"`
	Total    int         `json:"total"` // price and fee
}

// Result is what a choice comes to.
type Result struct {
	Price   int        `json:"price"`             // principal that it is about: what is left of the use, or the balance
	Amount  int        `json:"amount,omitempty"`  // of it paid sooner
	Carried int        `json:"carried,omitempty"` // the revolving balance to which the use comes
	Once    Sum        `json:"once"`              // all of it at once
	Now     Sum        `json:"now"`               // as it stands; without payments: not known
	Then    Sum        `json:"then"`              // as it would be
	Rate    int        `json:"rate"`              // yearly, hundredths of a percent; of instalments the effective one
	Pay     int        `json:"pay,omitempty"`     // of a revolving balance: agreed on for the first payment, yen
	Within  bool       `json:"within,omitempty"`  // Pay contains the interest
	Plan    money.Plan `json:"-"`                 // Then, payment by payment; with what is carried, of both
}

// Dear says that the fee passes a tenth of the price.
func (r Result) Dear() bool { return r.Then.Fee*10 > r.Price }

// Share is the fee in percent of the price, rounded up.
func (r Result) Share() int {
	if r.Price <= 0 {
		return 0
	}
	return (r.Then.Fee*100 + r.Price - 1) / r.Price
}

// Of reckons a choice of an offer. false: nothing is chosen yet, it is not offered, or it would never be paid.
func Of(d wire.PayPlan, in form.Payment) (Result, bool) {
	if !slices.Contains(d.Ways, in.Way) {
		return Result{}, false
	}
	if d.Use == nil {
		return sooner(d, in)
	}
	r := Result{Now: Stands(d)}
	r.Price = left(d)
	r.Once = Sum{Payments: 1, First: d.First, Last: d.First, Each: r.Price, Total: r.Price}
	switch in.Way {
	case form.PayInstalments:
		i := slices.IndexFunc(d.Instalments.Choices, func(t wire.PayTerm) bool { return t.Payments == in.Times() })
		if i < 0 {
			return Result{}, false
		}
		t := d.Instalments.Choices[i]
		r.Plan, r.Rate = money.AddOn(d.First, r.Price, money.Term{Payments: t.Payments, Fee: t.Fee}), t.Rate
		r.Then = sum(r.Plan, r.Price, r.Plan.Fee())
	case form.PayRevolving:
		c := d.Revolving.Course()
		var err error
		if r.Plan, r.Carried, err = joined(c, d, r.Price); err != nil || len(r.Plan) == 0 {
			return Result{}, false
		}
		r.Rate, r.Within = c.Rate, c.Within
		r.Pay = c.Pay(r.Carried+r.Price, 0)
		r.Then = sum(r.Plan, r.Price, added(c, r.Plan, r.Price))
	case form.PayWhole:
		r.Amount = r.Price
		r.Plan = money.Plan{{Month: d.First, Principal: r.Price}}
		if p := rest(d); len(p) > 0 { // the fee of that month's payment is the last one
			r.Plan[0].Fee = p[0].Fee
		}
		r.Then = sum(r.Plan, r.Price, r.Plan.Fee())
		r.Once = r.Then
	default:
		return Result{}, false
	}
	return r, true
}

// sooner pays all or a part of the revolving balance with the next debit, beside what is agreed on.
func sooner(d wire.PayPlan, in form.Payment) (Result, bool) {
	c := d.Revolving.Course()
	r := Result{Price: d.Balance, Amount: d.Balance, Rate: c.Rate, Within: c.Within}
	if in.Way == form.PayPart {
		n, err := form.Yen(in.Amount)
		if err != nil || n <= 0 || n > d.Balance {
			return Result{}, false
		}
		r.Amount = n
	}
	next := d.Month.Add(1)
	now, err1 := c.Plan(next, d.Balance)
	then, err2 := c.Plan(next, d.Balance-r.Amount)
	if d.Balance <= 0 || err1 != nil || err2 != nil {
		return Result{}, false
	}
	r.Pay = c.Pay(d.Balance, 0)
	r.Once = Sum{Payments: 1, First: d.Month, Last: d.Month, Each: d.Balance, Total: d.Balance}
	r.Plan = append(money.Plan{{Month: d.Month, Principal: r.Amount, Rest: d.Balance - r.Amount}}, then...)
	r.Now, r.Then = sum(now, d.Balance, now.Fee()), sum(r.Plan, d.Balance, r.Plan.Fee())
	return r, true
}

// joined is how a price that comes to the revolving balance is paid with it, and what it comes to. It comes with its first statement;
// what was to be paid in instalments with the next that can change. On a statement with which it comes there is no interest on it yet.
func joined(c money.Course, d wire.PayPlan, price int) (p money.Plan, carried int, err error) {
	before, err := c.Plan(d.Month.Add(1), d.Balance)
	if err != nil {
		return nil, 0, err
	}
	if d.Use.Way == "instalments" || !d.Month.Before(d.First) { // the balance is what that statement leaves
		if room := c.Pay(d.Due+price, 0) - d.Due; d.Balance == 0 && room > 0 {
			p = money.Plan{{Month: d.Month, Principal: min(room, price), Rest: price - min(room, price)}}
			price = p[0].Rest
		}
		more, err := c.Plan(d.Month.Add(1), d.Balance+price)
		return append(p, more...), d.Balance, err
	}
	carried = d.Balance
	for _, x := range before {
		if x.Month.Before(d.First) {
			carried = x.Rest
		}
	}
	fee := carried * c.Rate / (12 * 10_000)
	principal := c.Pay(carried+price, fee)
	if principal <= 0 {
		return nil, 0, money.ErrEndless
	}
	rest := carried + price - principal
	more, err := c.Plan(d.First.Add(1), rest)
	return append(money.Plan{{Month: d.First, Principal: principal, Fee: fee, Rest: rest}}, more...), carried, err
}

// added is what of a plan's interest is on the price that came to a balance: the older debt is paid first. Where the same is paid whatever
// the balance, it is just what the balance alone would have cost less.
func added(c money.Course, p money.Plan, price int) (fee int) {
	for _, x := range p {
		older := max(x.Rest+x.Principal-price, 0)
		fee += x.Fee - older*c.Rate/(12*10_000)
	}
	return fee
}

// Stands is how a use, or the revolving balance, is paid as it stands, from d.First on; without payments where that is not known.
func Stands(d wire.PayPlan) Sum {
	if d.Use == nil {
		p, err := d.Revolving.Course().Plan(d.Month.Add(1), d.Balance)
		if err != nil {
			return Sum{}
		}
		return sum(p, d.Balance, p.Fee())
	}
	p := rest(d)
	price := 0
	for _, x := range p {
		price += x.Principal
	}
	return sum(p, price, p.Fee())
}

// rest are the payments of a use from d.First on, by the table of fees that is in force; none where they do not come to what is left.
func rest(d wire.PayPlan) (p money.Plan) {
	u := d.Use
	switch u.Way {
	case "once", "bonus":
		return money.Plan{{Month: d.First, Principal: u.Left}}
	case "twice":
		p = money.AddOn(u.Month, u.Amount, money.Term{Payments: 2})
	case "instalments":
		for _, t := range d.Instalments.Choices {
			if t.Payments == u.Payments {
				p = money.AddOn(u.Month, u.Amount, money.Term{Payments: t.Payments, Fee: t.Fee})
			}
		}
	}
	for n, sum := len(p)-1, 0; n >= 0; n-- {
		if sum += p[n].Principal; sum == u.Left { // these are the ones that are not paid yet
			from := n + slices.IndexFunc(p[n:], func(x money.Payment) bool { return !x.Month.Before(d.First) })
			if from < n {
				return nil
			}
			return p[from:]
		}
	}
	return nil
}

// left is the principal that a change can still move: what is left, without what is debited before it counts.
func left(d wire.PayPlan) int {
	p := rest(d)
	if len(p) == 0 {
		return d.Use.Left
	}
	sum := 0
	for _, x := range p {
		sum += x.Principal
	}
	return sum
}

func sum(p money.Plan, price, fee int) Sum {
	if len(p) == 0 {
		return Sum{}
	}
	s := Sum{Payments: len(p), First: p[0].Month, Last: p.Last(), Each: p[0].Principal + p[0].Fee, Fee: fee, Total: price + fee}
	if len(p) > 1 {
		s.Next = p[1].Principal + p[1].Fee
	}
	return s
}
