package order

import (
	"context"
	"errors"
	"time"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const (
	patience = 8 * time.Second  // for the issuer's answer: a person waits for it
	lease    = 20 * time.Second // in which nobody else asks; longer than patience and what is written around it
	ahead    = 5 * time.Second  // that whoever proved an order has to conclude it, before the runner does
	slowest  = 10 * time.Minute // between two questions
	settles  = time.Minute      // after a question: one that was not answered may still be under way, and a refusal have overtaken it
	batch    = 20               // orders that the runner asks about at once
)

// moves are the states at the issuer after which there is another.
var moves = map[issuer.OrderState]bool{issuer.Received: true, issuer.Examining: true, issuer.Approved: true, issuer.Shipped: true}

// lasting is a context for what has to be finished although nobody waits for it any more.
func lasting(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), patience)
}

func busy(err error) error {
	return fault.New(wire.Unavailable, text.IssuerBusy).After(30 * time.Second).Because(err)
}

// Conclude hands a proven order over to the issuer, unless somebody does so at this moment. It answers the order as it is afterwards: an
// issuer that does not answer leaves it Sending, which is no error. However many ask, on however many servers, however often and whenever they
// are killed: the key is the same, so the issuer does it once, and what it answers is written down once.
func (s *Service) Conclude(ctx context.Context, memberID, id string) (Order, error) {
	ctx, end := context.WithTimeout(context.WithoutCancel(ctx), lease) // who ordered may have gone away
	defer end()
	o, before, mine, err := s.claim(ctx, memberID, id)
	if err != nil || !mine {
		return o, err
	}
	sealed, err := s.Store.Files(ctx, memberID, id)
	if err == nil {
		err = withFiles(s.Keys, &o, sealed)
	}
	if err != nil {
		return o, err
	}
	k, _ := s.kind(o.Details.Kind)
	var cs []issuer.Contact // as they are before: a new number is not the one to be told alone
	if k.Notice {
		if cs, err = s.contacts(ctx, o.CardRef); err != nil {
			return s.later(ctx, o, err)
		}
	}
	asked, done := context.WithTimeout(ctx, patience)
	out, err := s.Issuer.Order(asked, o.CardRef, o.Details)
	done()
	switch {
	case err == nil:
		if k.Notice && changesContacts[o.Details.Kind] {
			if fresh, e := s.contacts(ctx, o.CardRef); e == nil {
				cs = append(cs, fresh...)
			}
		}
		return s.finish(ctx, o, Concluded, out, cs)
	case errors.Is(err, issuer.ErrNotOffered) && !s.Now().Before(before.Add(settles)):
		return s.finish(ctx, o, Refused, issuer.Outcome{}, nil)
	}
	return s.later(ctx, o, err)
}

// changesContacts are the orders after which a member is dealt with carefully, and old and new contacts are told.
var changesContacts = map[issuer.OrderKind]bool{issuer.ChangePhone: true, issuer.ChangeMail: true}

func (s *Service) contacts(ctx context.Context, cardRef string) ([]issuer.Contact, error) {
	ctx, end := context.WithTimeout(ctx, patience)
	defer end()
	return s.Contacts(ctx, cardRef)
}

// claim takes an order in hand for as long as the lease lasts. before is when the issuer was asked the last time; zero: never.
func (s *Service) claim(ctx context.Context, memberID, id string) (o Order, before time.Time, mine bool, err error) {
	var r Row
	err = s.Store.Update(ctx, func(tx Tx) error {
		var ok bool
		var err error
		if r, ok, err = tx.LockOrder(ctx, memberID, id); err != nil || !ok {
			return errors.Join(err, notThere(ok))
		}
		now := s.Now()
		if mine = r.State == Proven || r.State == Sending && !now.Before(r.RunAt); !mine {
			return nil
		}
		if before = (time.Time{}); r.State == Sending {
			before = r.ChangedAt
		}
		r.State, r.Attempts, r.ChangedAt, r.RunAt = Sending, r.Attempts+1, now, now.Add(lease)
		return tx.SetOrder(ctx, r)
	})
	if err != nil {
		return Order{}, before, false, err
	}
	o, err = open(s.Keys, r)
	return o, before, mine, err
}

func notThere(ok bool) error {
	if ok {
		return nil
	}
	return gone()
}

// later leaves an order to be asked about again: soon at first, then more and more rarely, until there is an answer.
func (s *Service) later(ctx context.Context, o Order, why error) (Order, error) {
	s.Log.Warn().Err(why).Str("order", o.ID).Int("attempts", o.Attempts).Msg("order: the card system's answer is not known: it is asked again with the same key")
	err := s.Store.Update(ctx, func(tx Tx) error {
		r, ok, err := tx.LockOrder(ctx, o.MemberID, o.ID)
		if err != nil || !ok || r.State != Sending || r.Attempts != o.Attempts { // somebody else has it in hand
			return err
		}
		r.RunAt = s.Now().Add(min(slowest, ahead<<min(r.Attempts-1, 10)))
		return tx.SetOrder(ctx, r)
	})
	if err != nil {
		return o, err
	}
	return s.read(ctx, o.MemberID, o.ID)
}

// finish writes down what the issuer answered, the first time: state, audit, receipt in the inbox and messages in one transaction.
func (s *Service) finish(ctx context.Context, o Order, state State, out issuer.Outcome, cs []issuer.Contact) (Order, error) {
	k, _ := s.kind(o.Details.Kind)
	kind := audit.OrderConcluded
	if state == Refused {
		kind = audit.OrderRefused
	}
	err := s.Store.Update(ctx, func(tx Tx) error {
		r, ok, err := tx.LockOrder(ctx, o.MemberID, o.ID)
		if err != nil || !ok || r.State != Sending { // another was quicker: of the same answer
			return err
		}
		now := s.Now()
		r.State, r.Outcome, r.ChangedAt, r.RunAt = state, out, now, time.Time{}
		if err := errors.Join(tx.SetOrder(ctx, r), tx.DropFiles(ctx, r.MemberID, r.ID), s.record(ctx, tx, kind, r.Order, Who{}, out.Number)); err != nil {
			return err
		}
		if state == Concluded && changesContacts[r.Details.Kind] {
			if err := member.Caution(ctx, tx, r.MemberID, now); err != nil {
				return err
			}
		}
		return s.tell(ctx, tx, k, o, state == Concluded, cs)
	})
	if err != nil {
		return o, err
	}
	s.wake()
	return s.read(ctx, o.MemberID, o.ID)
}

// Again hands over, or asks about once more, what is due. It may run on several servers at once.
func (s *Service) Again(ctx context.Context) error {
	due, err := s.Store.Due(ctx, s.Now(), batch)
	for _, n := range due {
		if ctx.Err() != nil {
			break
		}
		_, e := s.Conclude(ctx, n.MemberID, n.ID)
		err = errors.Join(err, e)
	}
	return err
}

// Refresh finds out how a concluded order stands at the issuer now, and writes it down with a notice when it has moved on. on says that it
// has, since anybody last looked.
func (s *Service) Refresh(ctx context.Context, memberID, id string) (o Order, on bool, err error) {
	o, err = s.read(ctx, memberID, id)
	if err != nil || o.State != Concluded {
		return o, false, err
	}
	asked, end := context.WithTimeout(ctx, patience)
	defer end()
	out, err := s.Issuer.Outcome(asked, o.CardRef, o.ID)
	if err != nil {
		return o, false, busy(err)
	}
	now, err := s.moved(ctx, o, out, Who{})
	return now, err == nil && now.Outcome.State != o.Outcome.State, err
}

// moved writes down another outcome, once.
func (s *Service) moved(ctx context.Context, o Order, out issuer.Outcome, who Who) (Order, error) {
	if same(out, o.Outcome) {
		return o, nil
	}
	k, _ := s.kind(o.Details.Kind)
	err := s.Store.Update(ctx, func(tx Tx) error {
		r, ok, err := tx.LockOrder(ctx, o.MemberID, o.ID)
		if err != nil || !ok || r.State != Concluded || same(r.Outcome, out) || out.At.Before(r.Outcome.At) {
			return err
		}
		was := r.Outcome.State
		r.Outcome, r.ChangedAt = out, s.Now()
		if err := tx.SetOrder(ctx, r); err != nil || was == out.State {
			return err
		}
		kind := audit.OrderMoved
		if out.State == issuer.Cancelled {
			kind = audit.OrderCancelled
		}
		return errors.Join(s.record(ctx, tx, kind, r.Order, who, string(out.State)), s.tellMoved(ctx, tx, k, o, out))
	})
	if err != nil {
		return o, err
	}
	s.wake()
	return s.read(ctx, o.MemberID, o.ID)
}

// same says whether two outcomes say the same, in whatever zone.
func same(a, b issuer.Outcome) bool {
	at := a.At.Equal(b.At) && a.CancelUntil.Equal(b.CancelUntil)
	a.At, a.CancelUntil, b.At, b.CancelUntil = time.Time{}, time.Time{}, time.Time{}, time.Time{}
	return at && a == b
}
