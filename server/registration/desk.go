package registration

import (
	"context"
	"errors"
	"slices"

	"netanswer/server/audit"
	"netanswer/server/desk"
	"netanswer/server/fault"
	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// AtDesk says whether the desk can let a flow go on: its card was accepted and its holder is not proven yet.
func (f Flow) AtDesk() bool {
	return f.State == Unable && f.CardRef != "" && slices.Contains([]string{ReasonContact, ReasonTries, ReasonDesk}, f.Reason)
}

// AskDesk is for who is reached by nothing that is on file any more: another number, a mailbox that is gone. The flow waits at
// the desk.
func (s *Service) AskDesk(ctx context.Context, v Visitor) (Flow, error) {
	if f, err := s.at(ctx, v, Confirmed); err != nil {
		return f, err
	}
	return s.step(ctx, v, func(tx Tx, f *Flow) error {
		if f.State != Confirmed {
			return ErrMoved
		}
		return s.end(ctx, tx, f, v, ReasonDesk)
	})
}

// DeskCode tests the code that the desk gave. When it is right the journey goes on as after any other proof, under a new id: the
// fresh token must replace the cookie. A wrong code, one that is over, and one for a case that has none get the same answer in the
// same time slot, whatever the flow.
func (s *Service) DeskCode(ctx context.Context, v Visitor, in form.DeskCode) (Flow, string, error) {
	began := s.Slots.begin()
	f, token, err := s.deskOnce(ctx, v, in)
	if errors.Is(err, ErrNoFlow) {
		return s.deskBefore(ctx, v, in)
	}
	if errors.Is(err, desk.ErrWrong) {
		s.Slots.wait(ctx, began)
		err = fault.Invalid("desk_code", text.DeskCodeWrong)
	}
	return f, token, err
}

func (s *Service) deskOnce(ctx context.Context, v Visitor, in form.DeskCode) (f Flow, token string, err error) {
	if f, err = s.at(ctx, v, Unable); err != nil {
		return f, "", err
	}
	seen, ref := f, ""
	var cs []issuer.Contact
	if seen.AtDesk() {
		if f.journey().whole && f.TermsVersion != s.Terms {
			return f, "", fault.New(wire.Conflict, text.TermsChanged)
		}
		ref = seen.CardRef
		if cs, err = s.contacts(ctx, f); err != nil { // for the notices; asked first, so that a busy issuer costs no try
			return f, "", err
		}
	}
	if _, err := s.Limits.Take(ctx, s.Limits.Of(limit.DeskCode, f.ID), s.Limits.Of(limit.DeskAddress, limit.Address(v.Address))); err != nil {
		return f, "", s.limited(ctx, v, err)
	}
	c, err := s.Desk.Try(ctx, ref, f.desk(), in)
	if errors.Is(err, desk.ErrWrong) {
		if e := s.Store.Update(ctx, func(tx Tx) error { return s.record(ctx, tx, audit.DeskWrong, seen, v, seen.Case) }); e != nil {
			err = e
		}
		return f, "", err
	}
	if err != nil {
		return f, "", err
	}
	token = s.deskSuccessor(seen.ID, in)
	f, err = s.step(ctx, v, func(tx Tx, f *Flow) error {
		used, err := tx.UseCode(ctx, c.Number, c.MAC, s.Now())
		if err != nil {
			return err
		}
		if !used || !f.AtDesk() || f.CardRef != ref {
			return desk.ErrWrong
		}
		if err := tx.RenewFlow(ctx, f.ID, keys.Hash(token)); err != nil {
			return err
		}
		f.Prior, f.ID, f.Assurance, f.Reason, f.Case = f.ID, keys.Hash(token), identity.Desk, "", ""
		f.IDTries = 0 // what was tried before is what the desk was asked about
		if err := errors.Join(s.record(ctx, tx, audit.IdentityProven, *f, v, "desk "+c.Number), s.tellOfDesk(ctx, tx, *f, cs)); err != nil {
			return err
		}
		return s.proven(ctx, tx, f, v, cs)
	})
	if err != nil && !errors.Is(err, desk.ErrWrong) {
		kept, cancel := lasting(ctx)
		defer cancel()
		err = errors.Join(err, s.Desk.NotUsed(kept, c))
	}
	if err != nil {
		return f, "", err
	}
	s.wake()
	return f, token, nil
}

// deskSuccessor is the token of a flow that went on with a code. It is the same however often the code is sent, and cannot be
// made without the server's keys.
func (s *Service) deskSuccessor(flow string, in form.DeskCode) string {
	return s.Keys.Token("flow", flow, "desk "+in.Letters())
}

// deskBefore answers a right code that comes once more under the flow's former id, because the first answer got lost, as the
// first was. Only the right code leads from the former id to the new one.
func (s *Service) deskBefore(ctx context.Context, v Visitor, in form.DeskCode) (Flow, string, error) {
	f, err := v.own(s.Store.Renewed(ctx, v.flow(), s.Now()))
	if err != nil {
		return f, "", err
	}
	if _, err := s.Limits.Take(ctx, s.Limits.Of(limit.PasscodeAgain, f.Prior)); err != nil {
		return f, "", s.limited(ctx, v, err)
	}
	token := s.deskSuccessor(f.Prior, in)
	if keys.Hash(token) != f.ID {
		return f, "", ErrNoFlow
	}
	return f, token, nil
}

// tellOfDesk tells everybody who may have to object that the desk has vouched for a person, whatever comes of it: the contacts on
// file, and the member's own addresses if the card has a member.
func (s *Service) tellOfDesk(ctx context.Context, tx Tx, f Flow, cs []issuer.Contact) error {
	id, registered, err := tx.CardMember(ctx, f.CardRef)
	if err != nil {
		return err
	}
	if !registered {
		return s.tell(ctx, tx, ofDesk, f, nil, f.Lang, cs, member.Both(f.Lang))
	}
	a, err := tx.LockAccount(ctx, id)
	if err != nil {
		return err
	}
	f.MemberID = id
	return s.tell(ctx, tx, ofDesk, f, a.Told, a.Lang, cs, []text.Lang{a.Lang})
}
