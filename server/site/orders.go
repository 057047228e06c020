package site

import (
	"net/http"
	"net/url"

	"netanswer/server/fault"
	"netanswer/server/identity"
	"netanswer/server/member"
	"netanswer/server/order"
	"netanswer/server/registration"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// who orders: the session that asks.
func who(v *visit) order.Who {
	return order.Who{Member: v.session.MemberID, Session: v.session.TokenHash, Lang: v.lang, Address: v.address}
}

// draft begins an order with the card in view, and leads to its sheet. Every screen that asks for one goes this way.
func (s *Site) draft(v *visit, d order.Draft) (string, error) {
	c := v.cards[v.view]
	d.Card, d.Last4 = c.Ref, c.Last4
	o, err := s.Orders.Draft(v.Context(), who(v), d)
	return orderPath(o.ID), err
}

func orderPath(id string) string { return "/orders/" + url.PathEscape(id) }

// orders is a page of what the member has ordered.
func (s *Site) orders(v *visit) (d wire.Orders, err error) {
	before := v.URL.Query().Get("before")
	all, more, err := s.Orders.List(v.Context(), who(v), before)
	for _, o := range all {
		d.Orders = append(d.Orders, s.Orders.Row(v.lang, o))
	}
	if d.Later = before != ""; more {
		d.Older = all[len(all)-1].ID
	}
	return d, err
}

// order is one of them: the sheet to be confirmed, or how it stands.
func (s *Site) order(v *visit) (wire.Order, error) {
	o, err := s.Orders.Open(v.Context(), who(v), v.PathValue("id"))
	if err != nil {
		return wire.Order{}, err
	}
	d, err := s.Orders.View(v.lang, o)
	if d.Proof { // a browser without a flow gets the id of one to be: two posts at once are then one proof, with one passcode
		s.on(registration.Prove).begin(v)
	}
	return d, err
}

// confirmOrder takes the consent to a sheet, and goes on to the proof that it asks for.
func (s *Site) confirmOrder(v *visit, in form.ConfirmOrder) (string, error) {
	o, least, err := s.Orders.Confirm(v.Context(), who(v), v.PathValue("id"), in)
	if err != nil || least == identity.Unproven {
		return orderPath(v.PathValue("id")), err
	}
	of, err := s.cardOf(v, o)
	if err != nil {
		return "", err
	}
	prove := s.on(registration.Prove)
	prove.begin(v)
	f, err := s.Registration.ProveOrder(v.Context(), prove.visitor(v), of, s.Orders.Deed(o, least))
	return f.Screen(), err
}

// cardOf is the card of an order, as long as it is the member's.
func (s *Site) cardOf(v *visit, o order.Order) (member.Card, error) {
	for _, c := range v.cards {
		if c.Ref == o.CardRef {
			return c, nil
		}
	}
	return member.Card{}, fault.New(wire.NotFound, text.CardGone)
}

func (s *Site) confirmAgain(v *visit, _ form.ConfirmOrder, ps []form.Problem) (wire.Order, error) {
	d, err := s.order(v)
	d.Problems = ps
	return d, err
}

// cancelOrder undoes an order, as long as that can be.
func (s *Site) cancelOrder(v *visit, _ form.CancelOrder) (string, error) {
	_, err := s.Orders.Cancel(v.Context(), who(v), v.PathValue("id"))
	return orderPath(v.PathValue("id")), err
}

func (s *Site) cancelAgain(v *visit, _ form.CancelOrder, ps []form.Problem) (wire.Order, error) {
	d, err := s.order(v)
	d.Problems = ps
	return d, err
}

// seeOrder leads from the address of a form to the screen that has it.
func (s *Site) seeOrder(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, orderPath(r.PathValue("id")), http.StatusSeeOther)
}
