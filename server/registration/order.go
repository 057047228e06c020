package registration

import (
	"context"
	"errors"

	"netanswer/server/member"
	"netanswer/server/order"
)

// The proof of an order. The journey lies behind the login: its flow is the session's that confirmed the order, its passcodes name what is
// ordered and open nothing else, and contacts that prove less than it asks for are not among the ways.

// ProveOrder begins the proof of an order with a card, and goes on to identity at once; under way already, it goes on where it is. Whom no
// contact on file can prove as well as is asked for finds the desk.
func (s *Service) ProveOrder(ctx context.Context, v Visitor, c member.Card, d order.Deed) (Flow, error) {
	var f Flow
	err := s.Store.Update(ctx, func(tx Tx) error {
		now := s.Now()
		var err error
		if f, err = v.own(tx.LockFlow(ctx, v.flow(), now)); err != nil && !errors.Is(err, ErrNoFlow) {
			return err
		}
		if err == nil && f.Deed.Order == d.Order && f.Deed.Hash == d.Hash && f.Deed.Least == d.Least {
			return nil
		}
		f = Flow{
			ID: v.flow(), Journey: Prove, State: Entered, CardRef: c.Ref, AccountRef: c.AccountRef, Last4: c.Last4, Brand: c.Brand,
			MemberID: v.Member, Session: v.Session, Deed: d, Lang: v.Lang, CreatedAt: now,
		}
		return s.change(ctx, tx, &f, func(Tx, *Flow) error { return nil })
	})
	if err != nil || f.State != Entered {
		return f, err
	}
	if f, err = s.Confirm(ctx, v); errors.Is(err, ErrMoved) { // the same, sent twice
		err = nil
	}
	return f, err
}

// proveOrder marks the order proven. Where there is nothing to prove any more, its screen says why.
func (s *Service) proveOrder(ctx context.Context, tx Tx, f *Flow) error {
	f.State = Done
	_, err := order.Prove(ctx, tx, f.MemberID, f.Session, f.Deed, f.Assurance, s.Now())
	return err
}
