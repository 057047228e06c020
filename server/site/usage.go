package site

import (
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

// usage takes what it does not know from the address for what is shown first.
func (s *Site) usage(v *visit) (wire.Usage, error) {
	c, err := s.card(v)
	if err != nil {
		return wire.Usage{}, err
	}
	q, by := v.URL.Query(), wire.ByCategory
	if q.Get("by") == string(wire.ByUser) {
		by = wire.ByUser
	}
	chosen, _ := japan.ParseMonth(q.Get("month"))
	return s.Account.Usage(v.Context(), s.reader(v, c), by, chosen, japan.DateOf(s.Now()))
}

func (s *Site) limit(v *visit) (wire.Limit, error) {
	c, err := s.card(v)
	if err != nil {
		return wire.Limit{}, err
	}
	d, err := s.Account.Limit(v.Context(), s.reader(v, c), s.Now())
	if err != nil {
		return d, err
	}
	if change, pending, err := s.Account.Changes(v.Context(), s.reader(v, c)); err == nil { // else the rest is shown all the same
		d.Change = &change
		if o, err := s.Orders.Open(v.Context(), who(v), pending); err == nil && pending != "" {
			row := s.Orders.Row(v.lang, o)
			d.Change.Order = &row
		}
	}
	return d, nil
}
