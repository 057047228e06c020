package site

import (
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/server/registration"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

// card is the one in view.
func (s *Site) card(v *visit) (member.Card, error) { return v.cards[v.view], nil }

// memberOf is who is logged in, as every screen behind the login shows it.
func (s *Site) memberOf(v *visit) (m wire.Member) {
	for i, c := range v.cards {
		m.Cards = append(m.Cards, wireCard(c, i == v.view))
	}
	if !v.session.LastLogin.IsZero() {
		m.LastLogin = v.session.LastLogin.In(japan.Zone).Format("2006-01-02 15:04")
	}
	if v.session.MemberID != "" {
		m.Alias = s.Members.Alias(v.session.MemberID)
	}
	return m
}

func wireCard(c member.Card, view bool) wire.Card {
	return wire.Card{ID: c.ID(), Name: c.Name, Brand: c.Brand, Last4: c.Last4, View: view}
}

// listCards are all of the member's, with what the card system says of each.
func (s *Site) listCards(v *visit) (wire.Cards, error) {
	d := wire.Cards{Most: member.MaxCards}
	refs := make([]string, len(v.cards))
	for i, c := range v.cards {
		refs[i] = c.Ref
	}
	for i, said := range s.Account.Cards(v.Context(), refs) {
		row, err := s.cardRow(v, i, said)
		if err != nil {
			return d, err
		}
		d.Cards = append(d.Cards, row)
	}
	return d, nil
}

// cardRow is the i-th of the member's cards, with what the card system says of it.
func (s *Site) cardRow(v *visit, i int, said issuer.Card) (row wire.CardRow, err error) {
	if err := s.renumber(v, i, said.Last4); err != nil {
		return row, err
	}
	row.Card = wireCard(v.cards[i], i == v.view)
	switch {
	case said.Last4 == "":
	case said.Family:
		row.Role = wire.Family
	default:
		row.Role = wire.Primary
	}
	return row, nil
}

// renumber takes over what the card system calls the i-th card: a reissued one has another number.
func (s *Site) renumber(v *visit, i int, last4 string) error {
	if last4 == "" || last4 == v.cards[i].Last4 {
		return nil
	}
	v.cards[i].Last4 = last4
	return s.Members.Renumber(v.Context(), v.session.MemberID, v.cards[i].Ref, last4)
}

// viewCard has another card in view from now on, on the screen that the person looks at.
func (s *Site) viewCard(v *visit, in form.ViewCard) (string, error) {
	return wanted(in.Next), s.Members.View(v.Context(), v.session, in.Card)
}

func (s *Site) viewAgain(v *visit, _ form.ViewCard, ps []form.Problem) (wire.Cards, error) {
	d, err := s.listCards(v)
	d.Problems = ps
	return d, err
}

// oneCard is a card and what the member calls it.
func (s *Site) oneCard(v *visit) (d wire.CardDetail, err error) {
	c, i, err := member.Find(v.cards, v.PathValue("card"))
	if err != nil {
		return d, err
	}
	d.Card, err = s.cardRow(v, i, s.Account.Cards(v.Context(), []string{c.Ref})[0])
	d.Values.Name, d.Only = c.Name, len(v.cards) == 1
	return d, err
}

func (s *Site) nameCard(v *visit, in form.CardName) (string, error) {
	c, _, err := member.Find(v.cards, v.PathValue("card"))
	if err == nil {
		err = s.Members.NameCard(v.Context(), v.session.MemberID, c, in)
	}
	return "/cards?done=named", err
}

func (s *Site) nameAgain(v *visit, in form.CardName, ps []form.Problem) (wire.CardDetail, error) {
	d, err := s.oneCard(v)
	d.Values, d.Problems = in, ps
	return d, err
}

// removal says what happens before a card is taken out.
func (s *Site) removal(v *visit) (wire.CardRemove, error) {
	d, err := s.oneCard(v)
	return wire.CardRemove{Card: d.Card, Only: d.Only}, err
}

// removeCard takes a card out. One that is there no more has been taken out: the same was sent twice.
func (s *Site) removeCard(v *visit, _ form.RemoveCard) (string, error) {
	c, _, err := member.Find(v.cards, v.PathValue("card"))
	if err == nil {
		if err = s.Registration.RemoveCard(v.Context(), s.on(registration.Add).visitor(v), c.Ref); err == nil {
			s.Account.Removed(v.Context(), s.reader(v, c))
		}
	} else if fault.As(err).Code == wire.NotFound {
		err = nil
	}
	return "/cards?done=removed", err
}

func (s *Site) removeAgain(v *visit, _ form.RemoveCard, ps []form.Problem) (wire.CardRemove, error) {
	d, err := s.removal(v)
	d.Problems = ps
	return d, err
}

// another shows the form that asks for another card. Who has as many as there may be finds why among them.
func (s journey) another(v *visit) (wire.CardAdd, error) {
	f, expired, err := s.first(v)
	d := wire.CardAdd{Expired: expired}
	if err == nil && len(v.cards) >= member.MaxCards {
		err = moved("/cards")
	}
	in := kept(f)
	d.Values = form.Recovery{ExpMonth: in.ExpMonth, ExpYear: in.ExpYear}
	return d, err
}

func (s journey) addCard(v *visit, in form.Recovery) (string, error) {
	s.begin(v)
	f, err := s.Registration.AddCard(v.Context(), s.visitor(v), in)
	return f.Screen(), err
}

func (s journey) anotherAgain(_ *visit, in form.Recovery, ps []form.Problem) (d wire.CardAdd, err error) {
	in.CardNumber, in.SecurityCode = "", ""
	d.Values, d.Problems, d.AskAgain = in, ps, true
	return d, nil
}

// added shows the card that was added, unless it was taken out again since.
func (s journey) added(v *visit) (d wire.CardAdded, err error) {
	f, err := s.at(v, s.root+"/done")
	if err != nil {
		return d, err
	}
	for i, c := range v.cards {
		if c.Ref == f.CardRef {
			d.Card = wireCard(c, i == v.view)
			return d, nil
		}
	}
	return d, redirect("/cards")
}
