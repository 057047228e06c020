package registration

import (
	"context"
	"errors"
	"slices"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/shared/form"
	"netanswer/shared/text"
)

// More cards of a member. The journey lies behind the login: its flow is the session's that began it, and no other goes on with it.

// AddCard takes another card of a member, and goes on to identity at once. That it is the member's already is said here: it is
// among the cards that they see. Whose it is else is told only after identity.
func (s *Service) AddCard(ctx context.Context, v Visitor, in form.Recovery) (Flow, error) {
	f, err := s.Flow(ctx, v)
	if err != nil && !errors.Is(err, ErrNoFlow) {
		return f, err
	}
	var cards []member.Card
	mine := func(tx Tx) (err error) {
		cards, err = tx.MemberCards(ctx, v.Member)
		return err
	}
	if err := s.Store.Update(ctx, mine); err != nil {
		return f, err
	}
	if len(cards) >= member.MaxCards {
		return f, fault.Invalid("", text.CardsFull, member.MaxCards)
	}
	f, err = s.enterCard(ctx, v, f, in.Card(), func(*Flow) {})
	if err != nil || f.State != Entered {
		return f, err
	}
	if slices.ContainsFunc(cards, func(c member.Card) bool { return c.Ref == f.CardRef }) {
		return f, fault.Invalid("card_number", text.CardMine)
	}
	if f, err = s.Confirm(ctx, v); errors.Is(err, ErrMoved) { // the same, sent twice
		err = nil
	}
	return f, err
}

// contacts are those of a flow's card, and of the first card of the member who adds it: whoever that is hears of it too.
func (s *Service) contacts(ctx context.Context, f Flow) ([]issuer.Contact, error) {
	cs, err := s.Contacts(ctx, f.CardRef)
	if err != nil || f.Journey != Add {
		return cs, err
	}
	return s.withFirst(ctx, f.MemberID, cs)
}

// lastContacts are those of a card of a member's, none when the card is no more.
func (s *Service) lastContacts(ctx context.Context, cardRef string) ([]issuer.Contact, error) {
	return ask(ctx, func(ctx context.Context) ([]issuer.Contact, error) {
		cs, err := s.Issuer.Contacts(ctx, cardRef)
		if errors.Is(err, issuer.ErrUnknown) {
			err = nil
		}
		return cs, err
	})
}

func (s *Service) withFirst(ctx context.Context, memberID string, cs []issuer.Contact) ([]issuer.Contact, error) {
	var cards []member.Card
	err := s.Store.Update(ctx, func(tx Tx) (err error) {
		cards, err = tx.MemberCards(ctx, memberID)
		return err
	})
	if err != nil || len(cards) == 0 {
		return cs, err
	}
	first, err := s.lastContacts(ctx, cards[0].Ref)
	return append(slices.Clone(cs), first...), err
}

// addCard gives the member the card whose holder is proven, and everybody notice of it. A session that was ended meanwhile adds
// nothing more.
func (s *Service) addCard(ctx context.Context, tx Tx, f *Flow, v Visitor, cs []issuer.Contact) error {
	a, err := tx.LockAccount(ctx, f.MemberID) // of two at once the second sees what the first did
	if err != nil {
		return err
	}
	if live, err := tx.LiveSession(ctx, f.MemberID, f.Session); err != nil || !live {
		return errors.Join(err, ErrNoFlow)
	}
	cards, err := tx.MemberCards(ctx, f.MemberID)
	switch {
	case err != nil:
		return err
	case slices.ContainsFunc(cards, func(c member.Card) bool { return c.Ref == f.CardRef }):
		return s.end(ctx, tx, f, v, ReasonMine)
	case len(cards) >= member.MaxCards:
		return s.end(ctx, tx, f, v, ReasonFull)
	}
	err = tx.AddCard(ctx, f.MemberID, member.Card{Ref: f.CardRef, AccountRef: f.AccountRef, Last4: f.Last4, Brand: f.Brand}, s.Now())
	if errors.Is(err, ErrTaken) {
		return s.end(ctx, tx, f, v, ReasonRegistered)
	}
	if err != nil {
		return err
	}
	f.State = Done
	return errors.Join(
		s.record(ctx, tx, audit.CardAdded, *f, v, string(f.Assurance)),
		s.tell(ctx, tx, ofCardAdded, *f, a.Told, a.Lang, cs, member.Both(a.Lang)), // the card's holder may be another person, of another language
	)
}

// RemoveCard takes a card from the member who is logged in: not the last one. Everybody is told. Removed already, there is nothing
// to do: the same was sent twice.
func (s *Service) RemoveCard(ctx context.Context, v Visitor, cardRef string) error {
	cs, err := s.lastContacts(ctx, cardRef)
	if err != nil {
		return err
	}
	if cs, err = s.withFirst(ctx, v.Member, cs); err != nil {
		return err
	}
	err = s.Store.Update(ctx, func(tx Tx) error {
		a, err := tx.LockAccount(ctx, v.Member)
		if err != nil {
			return err
		}
		live, err := tx.LiveSession(ctx, v.Member, v.Session)
		if err != nil {
			return err
		}
		cards, err := tx.MemberCards(ctx, v.Member)
		i := slices.IndexFunc(cards, func(c member.Card) bool { return c.Ref == cardRef })
		switch {
		case err != nil || i < 0:
			return err
		case !live:
			return ErrNoFlow
		case len(cards) == 1:
			return fault.Invalid("", text.CardLast)
		}
		f := Flow{MemberID: v.Member, Last4: cards[i].Last4}
		return errors.Join(
			tx.RemoveCard(ctx, v.Member, cardRef),
			s.record(ctx, tx, audit.CardRemoved, f, v, ""),
			s.tell(ctx, tx, ofCardRemoved, f, a.Told, a.Lang, cs, member.Both(a.Lang)),
		)
	})
	s.wake()
	return err
}
