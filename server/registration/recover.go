package registration

import (
	"context"
	"errors"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Recover takes the card of somebody who has forgotten ID or password, and goes on to identity at once: there is nothing
// to be confirmed. Whether the card has a member is not asked before identity is proven, so nothing can tell.
func (s *Service) Recover(ctx context.Context, v Visitor, in form.Recovery) (Flow, error) {
	f, err := s.Flow(ctx, v)
	if err != nil && !errors.Is(err, ErrNoFlow) {
		return f, err
	}
	f, err = s.enterCard(ctx, v, f, in.Card(), func(*Flow) {})
	if err != nil || f.State != Entered {
		return f, err
	}
	if f, err = s.Confirm(ctx, v); errors.Is(err, ErrMoved) { // the same, sent twice
		err = nil
	}
	return f, err
}

// showID gives the member the forgotten ID, and everybody notice of it.
func (s *Service) showID(ctx context.Context, tx Tx, f *Flow, v Visitor, cs []issuer.Contact, memberID string) error {
	a, err := tx.LockAccount(ctx, memberID)
	if err != nil {
		return err
	}
	f.State, f.MemberID, f.Login = Identified, memberID, a.Login
	return errors.Join(
		member.Caution(ctx, tx, memberID, s.Now()),
		s.record(ctx, tx, audit.IDShown, *f, v, ""),
		s.tell(ctx, tx, ofIDShown, *f, a.Told, a.Lang, cs, []text.Lang{a.Lang}),
	)
}

// SetPassword gives the member a new password after identity.
func (s *Service) SetPassword(ctx context.Context, v Visitor, in form.NewPassword) (Flow, error) {
	f, err := s.at(ctx, v, Identified)
	if err != nil {
		return f, err
	}
	var old member.Account
	err = s.Store.Update(ctx, func(tx Tx) (err error) {
		old, err = tx.LockAccount(ctx, f.MemberID)
		return err
	})
	if err != nil {
		return f, err
	}
	cs, err := s.Contacts(ctx, f.CardRef)
	if err != nil {
		return f, err
	}
	hash, err := s.otherPassword(ctx, v, f, old, in.Password)
	if err != nil {
		return f, err
	}
	f, err = s.step(ctx, v, func(tx Tx, f *Flow) error {
		if f.State != Identified {
			return ErrMoved
		}
		a, err := tx.LockAccount(ctx, f.MemberID)
		if err != nil {
			return err
		}
		if a.PasswordHash != old.PasswordHash { // another recovery was quicker, and what was typed was not compared with its password
			return fault.Invalid("", text.FlowMoved)
		}
		f.State = Done
		return errors.Join(
			member.Renew(ctx, tx, s.Limits, a, hash, v.Address, s.Now()),
			member.Know(ctx, tx, a.ID, s.Device(*f), s.Now()),
			s.record(ctx, tx, audit.PasswordSet, *f, v, ""),
			s.tell(ctx, tx, ofNewPassword, *f, a.Told, a.Lang, cs, []text.Lang{a.Lang}),
		)
	})
	s.wake()
	return f, err
}

// Device is the token of the browser at the end of a flow, on which the member is known from the start. It follows from the
// flow: the same form sent twice gets the same one.
func (s *Service) Device(f Flow) string { return s.Keys.Token("device", f.ID) }

// otherPassword makes a password unreadable that is neither the old one nor made of the holder's own data.
func (s *Service) otherPassword(ctx context.Context, v Visitor, f Flow, old member.Account, password form.Secret) (hash string, err error) {
	words, err := s.ownWords(ctx, f.CardRef)
	if err != nil {
		return "", err
	}
	typed := string(password)
	wrong := typedBefore(f, "", typed)
	switch {
	case form.UsesOwn(typed, []string{old.Login}), form.UsesOwn(old.Login, []string{typed}):
		wrong = append(wrong, fault.Problem{Field: "password", Message: text.PasswordID})
	case form.UsesOwn(typed, append(words, mailWords(old.Emails...)...)):
		wrong = append(wrong, fault.Problem{Field: "password", Message: text.PasswordOwn})
	}
	if len(wrong) > 0 {
		return "", &fault.Error{Code: wire.Invalid, Problems: wrong}
	}
	if hash, _, err = s.newPassword(ctx, v, password, append([]string{old.Login}, old.Emails...)); err != nil {
		return "", err
	}
	same, _, err := s.Hasher.Test(ctx, old.PasswordHash, typed)
	if err == nil && same {
		err = fault.Invalid("password", text.PasswordSame)
	}
	return hash, err
}
