package site

import (
	"strconv"

	"netanswer/server/account"
	"netanswer/server/fault"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// month is the one that an address names. An address of no month has no statement either.
func month(v *visit) (japan.Month, error) {
	m, err := japan.ParseMonth(v.PathValue("month"))
	if err != nil || m.String() != v.PathValue("month") {
		return japan.Month{}, fault.New(wire.NotFound, text.NotFound)
	}
	return m, nil
}

// statement is a month, the page ?page= of it, or with ?all all of it. ?to= leads to another month: it is what the list of months sends
// where no script goes there by itself. A page that there is not leads to the nearest.
func (s *Site) statement(v *visit) (wire.Statement, error) {
	m, err := month(v)
	if err != nil {
		return wire.Statement{}, err
	}
	q := v.URL.Query()
	if q.Has("to") {
		if to, err := japan.ParseMonth(q.Get("to")); err == nil {
			return wire.Statement{}, redirect("/statements/" + to.String())
		}
	}
	part := account.Part{Page: 1, All: q.Has("all")}
	if q.Has("page") {
		part.Page, _ = strconv.Atoi(q.Get("page")) // 0 for what is no number, the most there is for too large a one
	}
	c, err := s.card(v)
	if err != nil {
		return wire.Statement{}, err
	}
	d, err := s.Account.Month(v.Context(), s.reader(v, c), m, japan.DateOf(s.Now()), part)
	switch {
	case err != nil:
	case part.All:
		d.Printed = s.Now().In(japan.Zone).Format("2006-01-02 15:04")
	case d.Page != part.Page:
		err = redirect("/statements/" + m.String() + "?page=" + strconv.Itoa(d.Page))
	}
	return d, err
}

// use is one use of a statement.
func (s *Site) use(v *visit) (wire.UseDetail, error) {
	m, err := month(v)
	if err != nil {
		return wire.UseDetail{}, err
	}
	c, err := s.card(v)
	if err != nil {
		return wire.UseDetail{}, err
	}
	d, err := s.Account.Use(v.Context(), s.reader(v, c), m, v.PathValue("ref"))
	if err == nil && d.AsOf == "" {
		d.Change = s.Account.Changeable(v.Context(), s.reader(v, c), d)
	}
	return d, err
}
