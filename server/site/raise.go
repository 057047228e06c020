package site

import (
	"strings"

	"netanswer/server/issuer"
	"netanswer/server/order"
	"netanswer/shared/form"
	"netanswer/shared/wire"
)

// ofWhich is whose limit is asked for: shopping's, unless cash is said.
func ofWhich(of string) string {
	if of == form.OfCash {
		return of
	}
	return form.OfShopping
}

func (s *Site) raise(v *visit) (wire.Raise, error) {
	return s.raiseOffer(v, ofWhich(v.URL.Query().Get("of")))
}

func (s *Site) raiseOffer(v *visit, of string) (d wire.Raise, err error) {
	c, err := s.card(v)
	if err != nil {
		return d, err
	}
	if d, err = s.Account.Raise(v.Context(), s.reader(v, c), of); err == nil {
		d.Key = pageKey()
		d.Values.Of = of
	}
	return d, err
}

func raisePath(of string) string {
	if of == form.OfCash {
		return "/limit/raise?of=cash"
	}
	return "/limit/raise"
}

// applyRaise drafts an application for a higher limit.
func (s *Site) applyRaise(v *visit, in form.RaiseLimit) (string, error) {
	d, err := s.raiseOffer(v, in.Of)
	if err != nil {
		return "", err
	}
	if d.Why != "" {
		return raisePath(in.Of), nil
	}
	if ps := in.Within(s.rules(v), d.RaiseBounds); len(ps) > 0 {
		return "", found(ps)
	}
	r := &issuer.LimitRequest{Purpose: in.Purpose, Employer: strings.TrimSpace(in.Employer), Consent: in.Consent}
	r.Limit, _ = form.Yen(in.Limit)
	r.Income, _ = form.Yen(in.Income)
	r.Debts, _ = form.Yen(in.Debts)
	if in.Term == form.Temporary {
		r.From, _ = form.Day(in.From)
		r.Until, _ = form.Day(in.Until)
	}
	for _, u := range in.Files {
		r.Files = append(r.Files, issuer.File{Name: u.Name, Type: u.Type, Data: u.Data})
	}
	o := issuer.Order{Kind: issuer.RaiseLimit, RaiseLimit: r}
	if in.Of == form.OfCash {
		o = issuer.Order{Kind: issuer.RaiseCash, RaiseCash: r}
	}
	return s.draft(v, order.Draft{Details: o, Quote: order.LimitQuote{Now: d.Now}, Page: in.Key})
}

func (s *Site) raiseAgain(v *visit, in form.RaiseLimit, ps []form.Problem) (wire.Raise, error) {
	d, err := s.raiseOffer(v, ofWhich(in.Of))
	in.Key, in.Of = d.Key, d.Of
	d.Values, d.Problems, d.AskAgain = in, ps, true
	return d, err
}

func (s *Site) lower(v *visit) (wire.Lower, error) {
	return s.lowerOffer(v, ofWhich(v.URL.Query().Get("of")))
}

func (s *Site) lowerOffer(v *visit, of string) (d wire.Lower, err error) {
	c, err := s.card(v)
	if err != nil {
		return d, err
	}
	if d, err = s.Account.Lower(v.Context(), s.reader(v, c), of); err == nil {
		d.Key = pageKey()
		d.Values.Of = of
	}
	return d, err
}

// applyLower drafts a lower limit.
func (s *Site) applyLower(v *visit, in form.LowerLimit) (string, error) {
	d, err := s.lowerOffer(v, in.Of)
	if err != nil {
		return "", err
	}
	if d.Why != "" {
		if in.Of == form.OfCash {
			return "/limit/lower?of=cash", nil
		}
		return "/limit/lower", nil
	}
	if ps := in.Within(s.rules(v), d.LowerBounds); len(ps) > 0 {
		return "", found(ps)
	}
	n := &issuer.NewLimit{}
	n.Limit, _ = form.Yen(in.Limit)
	o := issuer.Order{Kind: issuer.LowerLimit, LowerLimit: n}
	if in.Of == form.OfCash {
		o = issuer.Order{Kind: issuer.LowerCash, LowerCash: n}
	}
	return s.draft(v, order.Draft{Details: o, Quote: order.LimitQuote{Now: d.Now}, Page: in.Key})
}

func (s *Site) lowerAgain(v *visit, in form.LowerLimit, ps []form.Problem) (wire.Lower, error) {
	d, err := s.lowerOffer(v, ofWhich(in.Of))
	in.Key, in.Of = d.Key, d.Of
	d.Values, d.Problems = in, ps
	return d, err
}
