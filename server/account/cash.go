package account

import (
	"context"
	"time"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// advances is how many cash advances are listed.
const advances = 12

// What may be borrowed and asked for of limits is said as of now: it is never answered from what is kept.

func noOffer(err error) error {
	return fault.New(wire.Unavailable, text.CashAway).After(30 * time.Second).Because(err)
}

// Cashing is what may be borrowed, on what terms, and what was.
func (s *Service) Cashing(ctx context.Context, r Reader) (wire.Cashing, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout) // for all of it
	defer cancel()
	o, err := s.Issuer.CashOffer(ctx, r.CardRef)
	if err != nil {
		return wire.Cashing{}, noOffer(err)
	}
	d := wire.Cashing{
		CashBounds: form.CashBounds{Least: o.Least, Most: o.Most, Step: o.Step, Revolving: o.Revolving.Rate > 0},
		Why:        o.Why, Limit: o.Limit, Raise: o.MostLimit > 0, Lower: o.Limit > 0 && o.Why != "family",
		Bank: o.Bank, Arrives: o.Arrives, Once: cashTerms(o.Once), Monthly: cashTerms(o.Revolving), Terms: o.Once.Version + " " + o.Revolving.Version,
		Advances: []wire.Advance{},
	}
	if !o.Until.IsZero() {
		d.Until = o.Until.In(japan.Zone).Format("2006-01-02 15:04")
	}
	of, err := s.Issuer.Account(ctx, r.CardRef)
	if err != nil {
		return wire.Cashing{}, noOffer(err)
	}
	d.LateRate = of.LateRate
	uses, err := s.Issuer.Uses(ctx, r.CardRef, issuer.UsesOf{Page: issuer.Page{Max: issuer.MaxPage}})
	if err != nil {
		return wire.Cashing{}, noOffer(err)
	}
	for _, u := range uses.Uses {
		if u.Kind == issuer.Cash && len(d.Advances) < advances {
			d.Advances = append(d.Advances, wire.Advance{Date: u.Date, Amount: u.Amount, Left: u.Left, Way: u.Way})
		}
	}
	return d, nil
}

func cashTerms(t issuer.Terms) wire.CashTerms {
	out := wire.CashTerms{PayTerms: wire.PayTerms{Version: t.Version, Rate: t.Rate, Within: t.Within}, Year366: t.Year366}
	for _, s := range t.Steps {
		out.Steps = append(out.Steps, wire.PayStep(s))
	}
	return out
}

// Raise is what may be applied for: of is form.OfShopping or form.OfCash.
func (s *Service) Raise(ctx context.Context, r Reader, of string) (wire.Raise, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	o, err := s.Issuer.LimitOffer(ctx, r.CardRef)
	if err != nil {
		return wire.Raise{}, noOffer(err)
	}
	d := wire.Raise{Of: of, Why: o.Why, Order: o.Pending, RaiseBounds: form.RaiseBounds{Now: o.Limit, Purposes: o.Purposes, Step: o.Step}}
	if of != form.OfCash {
		d.Temporary, d.Lasting, d.LongestDays, d.Ahead, d.ProofAbove = o.Temporary, o.Lasting, o.LongestDays, o.Ahead, o.ProofAbove
		if d.Why == "" && d.Temporary == 0 && d.Lasting == 0 {
			d.Why = "none"
		}
		return d, nil
	}
	c, err := s.Issuer.CashOffer(ctx, r.CardRef)
	if err != nil {
		return wire.Raise{}, noOffer(err)
	}
	d.Now, d.Lasting, d.Step, d.ProofAbove, d.ProofWith, d.IncomePart = c.Limit, c.MostLimit, c.LimitStep, c.ProofAbove, c.ProofWith, c.IncomePart
	switch {
	case c.MostLimit > 0:
		d.Why, d.Order = "", ""
	case c.Why == "family" || c.Why == "arrears":
		d.Why, d.Order = c.Why, ""
	case d.Why == "":
		d.Why = "none"
	}
	return d, nil
}

// Lower is down to where a limit can be lowered.
func (s *Service) Lower(ctx context.Context, r Reader, of string) (wire.Lower, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	d := wire.Lower{Of: of}
	if of == form.OfCash {
		c, err := s.Issuer.CashOffer(ctx, r.CardRef)
		if err != nil {
			return d, noOffer(err)
		}
		d.LowerBounds, d.Why = form.LowerBounds{Now: c.Limit, Step: c.LimitStep}, c.Why
	} else {
		o, err := s.Issuer.LimitOffer(ctx, r.CardRef)
		if err != nil {
			return d, noOffer(err)
		}
		d.LowerBounds, d.Why = form.LowerBounds{Now: o.Limit, Least: o.LeastLimit, Step: o.Step}, o.Why
	}
	switch {
	case d.Why == "family":
	case d.Now <= d.Least:
		d.Why = "none"
	default:
		d.Why = ""
	}
	return d, nil
}

// Changes are what a member can do about their limits, as /limit shows it. Order names an application under way.
func (s *Service) Changes(ctx context.Context, r Reader) (c wire.LimitChange, pending string, err error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	o, err := s.Issuer.LimitOffer(ctx, r.CardRef)
	if err != nil {
		return c, "", noOffer(err)
	}
	cash, err := s.Issuer.CashOffer(ctx, r.CardRef)
	if err != nil {
		return c, "", noOffer(err)
	}
	family := o.Why == "family"
	return wire.LimitChange{
		Raise: !family, Lower: !family && o.Limit > o.LeastLimit, Cash: !family && (cash.Limit > 0 || cash.MostLimit > 0), Until: o.Until,
	}, o.Pending, nil
}
