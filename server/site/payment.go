package site

import (
	"slices"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/order"
	"netanswer/shared/form"
	"netanswer/shared/paying"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

func (s *Site) payment(v *visit) (wire.Payment, error) {
	c, err := s.card(v)
	if err != nil {
		return wire.Payment{}, err
	}
	return s.Account.Payment(v.Context(), s.reader(v, c), s.Now())
}

// payPlan is what another way of paying comes to. What is chosen stands in the query: it is what the form's own button to reckon sends.
// What cannot be reckoned shows the screen all the same, with what is wrong.
func (s *Site) payPlan(v *visit) (wire.PayPlan, error) {
	d, err := s.payable(v)
	if err == nil && v.URL.RawQuery != "" {
		if err = query(v, &d.Values); err == nil && slices.Contains(form.PayWays, d.Values.Way) {
			ps := d.Values.Check(s.wire(v).Rules())
			if f := unpayable(v, d, d.Values); len(ps) == 0 && f != nil {
				ps = f.In(v.lang)
			}
			if len(ps) > 0 {
				d.Problems, err = ps, unfit(ps)
			}
		}
	}
	return d, err
}

// payable is what is offered of the use that the address names, or of the revolving balance.
func (s *Site) payable(v *visit) (wire.PayPlan, error) {
	c, err := s.card(v)
	if err != nil {
		return wire.PayPlan{}, err
	}
	d, err := s.Account.PayPlan(v.Context(), s.reader(v, c), v.PathValue("use"))
	d.Key = keys.Hash(keys.Token())
	return d, err
}

// unpayable is why what was chosen is not offered; nil: it is.
func unpayable(v *visit, d wire.PayPlan, in form.Payment) *fault.Error {
	if _, ok := paying.Of(d, in); ok {
		return nil
	}
	switch offered := slices.Contains(d.Ways, in.Way); {
	case offered && in.Way == form.PayInstalments:
		return fault.Invalid("payments", text.PayTimesNone)
	case offered && in.Way == form.PayPart:
		return fault.Invalid("amount", text.PayAmountMost, order.Yen(v.lang, d.Balance))
	}
	return fault.Invalid("way", text.PayWayNone)
}

// changePayment drafts what was chosen, held to what is offered at this moment and reckoned anew.
func (s *Site) changePayment(v *visit, in form.Payment) (string, error) {
	d, err := s.payable(v)
	if err != nil {
		return "", err
	}
	if f := unpayable(v, d, in); f != nil {
		return "", f
	}
	if in.Terms != d.Version {
		return "", fault.Invalid("", text.PayTermsNew)
	}
	r, _ := paying.Of(d, in)
	q := order.PaymentQuote{Way: issuer.Revolving, Result: r}
	if u := d.Use; u != nil {
		q.Date, q.Merchant, q.Way, q.Payments = u.Date, u.Merchant, u.Way, u.Payments
	}
	return s.draft(v, order.Draft{Details: payOrder(d, in, r), Quote: q, Page: in.Key})
}

// payOrder is what was chosen as an order.
func payOrder(d wire.PayPlan, in form.Payment, r paying.Result) issuer.Order {
	switch {
	case in.Way == form.PayInstalments:
		return issuer.Order{Kind: issuer.ChangePayment, ChangePayment: &issuer.PaymentChange{Use: d.Of, Way: issuer.Instalments, Payments: in.Times(), Terms: d.Instalments.Version}}
	case in.Way == form.PayRevolving:
		return issuer.Order{Kind: issuer.ChangePayment, ChangePayment: &issuer.PaymentChange{Use: d.Of, Way: issuer.Revolving, Terms: d.Revolving.Version}}
	case d.Use == nil:
		return issuer.Order{Kind: issuer.Prepay, Prepay: &issuer.Prepayment{Of: issuer.Revolving, Amount: r.Amount, Terms: d.Revolving.Version}}
	}
	return issuer.Order{Kind: issuer.Prepay, Prepay: &issuer.Prepayment{Of: d.Of, Amount: d.Use.Left, Terms: d.Instalments.Version}}
}

func (s *Site) payAgain(v *visit, in form.Payment, ps []form.Problem) (wire.PayPlan, error) {
	d, err := s.payable(v)
	d.Values, d.Problems = in, ps
	return d, err
}
