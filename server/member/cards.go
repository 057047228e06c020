package member

import (
	"context"
	"errors"
	"slices"

	"netanswer/server/fault"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Cards are a member's cards, the first registered first, and the place among them of the one in view: the session's choice, or
// the first.
func (s *Service) Cards(ctx context.Context, ses Session) (cards []Card, view int, err error) {
	cards, err = s.Store.Cards(ctx, ses.MemberID)
	if err != nil {
		return nil, 0, err
	}
	if len(cards) == 0 {
		return nil, 0, fault.New(wire.Internal, text.Internal).Because(errors.New("a member without a card"))
	}
	return cards, max(0, slices.IndexFunc(cards, func(c Card) bool { return c.Ref == ses.CardRef })), nil
}

// Find is the card of an ID and its place among cards; fault NotFound when it is none of them, or not any more.
func Find(cards []Card, id string) (Card, int, error) {
	for i, c := range cards {
		if c.ID() == id {
			return c, i, nil
		}
	}
	return Card{}, 0, fault.New(wire.NotFound, text.CardGone)
}

// View has a session look at another of the member's cards from now on.
func (s *Service) View(ctx context.Context, ses Session, id string) error {
	cards, err := s.Store.Cards(ctx, ses.MemberID)
	if err != nil {
		return err
	}
	c, _, err := Find(cards, id)
	if err != nil {
		return err
	}
	return s.Store.ViewCard(ctx, ses.MemberID, ses.TokenHash, c.Ref)
}

// NameCard calls a card what the member calls it.
func (s *Service) NameCard(ctx context.Context, memberID string, c Card, in form.CardName) error {
	return s.Store.NameCard(ctx, memberID, c.Ref, in.Trimmed())
}

// Renumber keeps by which last 4 digits the issuer knows a card now.
func (s *Service) Renumber(ctx context.Context, memberID, cardRef, last4 string) error {
	return s.Store.RenumberCard(ctx, memberID, cardRef, last4)
}
