package site

import (
	"crypto/rand"
	"encoding/hex"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/order"
	"netanswer/shared/borrowing"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// pageKey names a page that asks for an order: what it asks for twice is one.
func pageKey() string {
	b := make([]byte, 16)
	rand.Read(b)
	return hex.EncodeToString(b)
}

// rules are those of this request.
func (s *Site) rules(v *visit) form.Rules { return s.wire(v).Rules() }

// cashing is what may be borrowed and, when the query asks for an amount, what that comes to.
func (s *Site) cashing(v *visit) (d wire.Cashing, err error) {
	if d, err = s.cashOffer(v); err != nil {
		return d, err
	}
	if q := v.URL.Query(); !q.Has("amount") || d.Why != "" {
		return d, nil
	}
	if err := query(v, &d.Values); err != nil {
		return d, err
	}
	d.Values.Key = d.Key
	if ps := d.Values.Within(s.rules(v), d.CashBounds); len(ps) > 0 {
		d.Problems = ps
		return d, unfit(ps)
	}
	return d, nil
}

func (s *Site) cashOffer(v *visit) (d wire.Cashing, err error) {
	c, err := s.card(v)
	if err != nil {
		return d, err
	}
	if d, err = s.Account.Cashing(v.Context(), s.reader(v, c)); err == nil {
		d.Key = pageKey()
		d.Values.Way = form.CashOnce
	}
	return d, err
}

// borrow drafts the order of a cash advance.
func (s *Site) borrow(v *visit, in form.Cashing) (string, error) {
	d, err := s.cashOffer(v)
	if err != nil {
		return "", err
	}
	if d.Why != "" { // its screen says why
		return "/cashing", nil
	}
	if in.Terms != d.Terms {
		return "", fault.New(wire.Conflict, text.CashStale)
	}
	if ps := in.Within(s.rules(v), d.CashBounds); len(ps) > 0 {
		return "", found(ps)
	}
	q, ok := borrowing.Of(d, in)
	if !ok {
		return "", fault.New(wire.Conflict, text.CashStale)
	}
	b := &issuer.Borrowing{Amount: q.Amount, Way: in.Way, Terms: d.Once.Version}
	if in.Way == form.CashRevolving {
		b.Terms = d.Monthly.Version
	}
	return s.draft(v, order.Draft{Details: issuer.Order{Kind: issuer.BorrowCash, BorrowCash: b}, Quote: q, Page: in.Key})
}

func (s *Site) cashingAgain(v *visit, in form.Cashing, ps []form.Problem) (wire.Cashing, error) {
	d, err := s.cashOffer(v)
	in.Key, in.Terms = d.Key, d.Terms
	d.Values, d.Problems = in, ps
	return d, err
}

// found are problems that only this side could find.
func found(ps []form.Problem) error {
	f := &fault.Error{Code: wire.Invalid}
	for _, p := range ps {
		f.Problems = append(f.Problems, fault.Problem{Field: p.Field, Message: text.Message{Key: p.Key, JA: p.Message, EN: p.Message}})
	}
	return f
}
