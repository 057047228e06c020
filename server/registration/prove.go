package registration

import (
	"context"
	"errors"
	"slices"
	"time"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/server/notify"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const purpose = "register"

// noticeLife is how long a notice of a finished registration is worth sending.
const noticeLife = 24 * time.Hour

// Confirm is the button ご本人様確認へ進む: it finds out how the holder can be reached and sends the first passcode. Pressed
// twice it does nothing the second time.
func (s *Service) Confirm(ctx context.Context, v Visitor) (Flow, error) {
	f, err := s.Flow(ctx, v)
	if err != nil || f.State != Entered {
		return f, err
	}
	cs, err := s.contacts(ctx, f.CardRef)
	if err != nil {
		return f, err
	}
	var reach []Reach
	for _, c := range cs {
		if c.Proves {
			reach = append(reach, Reach{c.Channel, c.Masked, true})
		}
	}
	to, canSend := pick(cs, "")
	return s.issue(ctx, v, f, to, canSend, func(tx Tx, f *Flow) (bool, error) {
		if f.State != Entered {
			return false, nil // another tab was quicker
		}
		if len(reach) == 0 {
			return false, s.end(ctx, tx, f, v, ReasonContact)
		}
		f.State, f.Reach = Confirmed, reach
		return true, nil
	})
}

// Send sends another passcode over a channel.
func (s *Service) Send(ctx context.Context, v Visitor, in form.Send) (Flow, error) {
	f, err := s.Flow(ctx, v)
	if err != nil || f.State != Confirmed {
		return f, err
	}
	if wait := s.wait(ctx, f); wait > 0 {
		return f, fault.Invalid("channel", text.PasscodeTooSoon, int(wait.Seconds()+.999)).After(wait)
	}
	cs, err := s.contacts(ctx, f.CardRef)
	if err != nil {
		return f, err
	}
	to, ok := pick(cs, issuer.Channel(in.Channel))
	if !ok {
		return f, fault.Invalid("channel", text.ChannelUnknown)
	}
	return s.issue(ctx, v, f, to, true, func(_ Tx, f *Flow) (bool, error) { return f.State == Confirmed, nil })
}

// wait is how long until another passcode may be sent.
func (s *Service) wait(ctx context.Context, f Flow) time.Duration {
	c, ok, err := s.Identity.Store.LatestCheck(ctx, subject(f))
	if err != nil || !ok {
		return 0
	}
	return c.CreatedAt.Add(identity.Resend).Sub(s.Now())
}

// subject binds a passcode to the flow and to the card: what reached the holder of one card proves nothing about another
// that is entered in its place.
func subject(f Flow) identity.Subject {
	return identity.Subject{Purpose: purpose + "/" + f.CardRef, Flow: f.ID}
}

// pick is the contact for a channel, or the best one that can take a passcode. An empty channel is any.
func pick(cs []issuer.Contact, ch issuer.Channel) (issuer.Contact, bool) {
	i := slices.IndexFunc(cs, func(c issuer.Contact) bool {
		return c.Proves && c.Channel != issuer.Landline && (ch == "" || c.Channel == ch)
	})
	if i < 0 {
		return issuer.Contact{}, false
	}
	return cs[i], true
}

// issue changes the flow and, when go says so, sends a passcode in the same transaction.
func (s *Service) issue(ctx context.Context, v Visitor, f Flow, to issuer.Contact, canSend bool, change func(Tx, *Flow) (bool, error)) (Flow, error) {
	var c identity.Check
	var q notify.Queued
	if canSend {
		err := s.Limits.Take(ctx, limit.PasscodeCard, f.CardRef)
		if err == nil {
			c, q, err = s.Identity.Make(ctx, subject(f), to, v.Lang)
		}
		if e := fault.As(err); err != nil && e.Code == wire.TooMany {
			return f, fault.Invalid("channel", text.PasscodeLimit).After(e.RetryAfter)
		}
		if err != nil {
			return f, err
		}
	}
	f, err := s.step(ctx, v, func(tx Tx, f *Flow) error {
		send, err := change(tx, f)
		if err != nil || !send || !canSend {
			return err
		}
		f.Sends++
		return errors.Join(tx.PutCheck(ctx, c), tx.Enqueue(ctx, q), s.record(ctx, tx, audit.PasscodeSent, *f, v, string(to.Channel)))
	})
	if err == nil {
		s.wake()
	}
	return f, err
}

func (s *Service) wake() {
	if s.Wake != nil {
		s.Wake()
	}
}

// Verify tests the passcode. When it is right the flow gets a new id: the fresh token must replace the cookie.
func (s *Service) Verify(ctx context.Context, v Visitor, in form.Passcode) (f Flow, token string, err error) {
	f, err = s.Flow(ctx, v)
	if errors.Is(err, ErrNoFlow) {
		return s.verifiedBefore(ctx, v, in)
	}
	if err != nil || f.State != Confirmed {
		return f, "", err
	}
	cs, err := s.contacts(ctx, f.CardRef) // for the notices; asked first, so that a busy issuer costs no try
	if err != nil {
		return f, "", err
	}
	c, err := s.Identity.Try(ctx, subject(f), in.Digits())
	switch {
	case errors.Is(err, identity.ErrDead):
		return f, "", fault.Invalid("passcode", text.PasscodeDead)
	case errors.Is(err, identity.ErrWrong):
		f, err = s.wrong(ctx, v, c)
		return f, "", err
	case err != nil:
		return f, "", err
	}
	token = keys.Token()
	f, err = s.step(ctx, v, func(tx Tx, f *Flow) error {
		used, err := tx.UseCheck(ctx, c.ID, s.Now())
		if err != nil {
			return err
		}
		if f.State != Confirmed || !used {
			return fault.Invalid("passcode", text.PasscodeDead)
		}
		if err := tx.RenewFlow(ctx, f.ID, keys.Hash(token)); err != nil {
			return err
		}
		f.ID, f.Prior = keys.Hash(token), f.ID
		if err := s.record(ctx, tx, audit.IdentityProven, *f, v, string(c.Channel)); err != nil {
			return err
		}
		return s.proven(ctx, tx, f, v, cs)
	})
	if err != nil {
		return f, "", err
	}
	s.wake()
	return f, token, nil
}

// verifiedBefore answers a right passcode that comes once more under the flow's former id: the first answer, with the new
// cookie in it, got lost (a double click without scripts, a cut connection). Who has the passcode gets another new id;
// the former id alone opens nothing.
func (s *Service) verifiedBefore(ctx context.Context, v Visitor, in form.Passcode) (Flow, string, error) {
	f, err := s.Store.Renewed(ctx, v.flow(), s.Now())
	if err != nil {
		return f, "", err
	}
	if err := s.Limits.Take(ctx, limit.PasscodeAgain, f.Prior); err != nil {
		return f, "", err
	}
	before := f
	before.ID = f.Prior
	ok, err := s.Identity.Proven(ctx, subject(before), in.Digits())
	if err != nil || !ok {
		return f, "", errors.Join(err, ErrNoFlow)
	}
	token := keys.Token()
	err = s.Store.Update(ctx, func(tx Tx) error { return tx.RenewFlow(ctx, f.ID, keys.Hash(token)) })
	return f, token, err
}

// proven goes on after identity: what may be told now is told now.
func (s *Service) proven(ctx context.Context, tx Tx, f *Flow, v Visitor, cs []issuer.Contact) error {
	_, registered, err := tx.CardMember(ctx, f.CardRef)
	switch {
	case err != nil:
		return err
	case registered:
		return s.end(ctx, tx, f, v, ReasonRegistered)
	case f.OwnLogin || f.OwnPassword:
		f.State = Identified
		return nil
	}
	return s.finish(ctx, tx, f, v, cs)
}

func (s *Service) wrong(ctx context.Context, v Visitor, c identity.Check) (Flow, error) {
	left := identity.Tries - c.Tries
	f, err := s.step(ctx, v, func(tx Tx, f *Flow) error {
		if err := s.record(ctx, tx, audit.PasscodeWrong, *f, v, string(c.Channel)); err != nil {
			return err
		}
		if left <= 0 && f.Sends >= maxSends && f.State == Confirmed {
			return s.end(ctx, tx, f, v, ReasonTries)
		}
		return nil
	})
	switch {
	case err != nil || f.State == Unable:
		return f, err
	case left <= 0:
		return f, fault.Invalid("passcode", text.PasscodeDead)
	}
	return f, fault.Invalid("passcode", text.PasscodeWrong, left)
}

// ChooseLogin takes another ID and password after identity.
func (s *Service) ChooseLogin(ctx context.Context, v Visitor, in form.NewLogin) (Flow, error) {
	f, err := s.Flow(ctx, v)
	if err != nil || f.State != Identified {
		return f, err
	}
	words, err := s.ownWords(ctx, f.CardRef)
	if err != nil {
		return f, err
	}
	words = append(words, mailWords(f.Email)...)
	var wrong []fault.Problem
	if form.UsesOwn(in.MemberID, words) {
		wrong = append(wrong, fault.Problem{Field: "member_id", Message: text.IDOwn})
	}
	if form.UsesOwn(string(in.Password), words) {
		wrong = append(wrong, fault.Problem{Field: "password", Message: text.PasswordOwn})
	}
	if len(wrong) > 0 {
		return f, &fault.Error{Code: wire.Invalid, Problems: wrong}
	}
	cs, err := s.contacts(ctx, f.CardRef)
	if err != nil {
		return f, err
	}
	hash, err := s.Hasher.Hash(ctx, string(in.Password))
	if err != nil {
		return f, err
	}
	grade := s.Grade(string(in.Password), []string{in.MemberID, f.Email})
	var said error
	f, err = s.step(ctx, v, func(tx Tx, f *Flow) error {
		said = nil
		if f.State != Identified {
			return nil
		}
		f.PasswordHash, f.Grade = hash, grade
		taken, err := s.reserve(ctx, tx, f, in.MemberID)
		switch {
		case err != nil:
			return err
		case taken && f.IDTries >= IDTries:
			return s.end(ctx, tx, f, v, ReasonTries)
		case taken:
			said = fault.Invalid("member_id", text.IDTaken)
			return nil
		}
		return s.finish(ctx, tx, f, v, cs)
	})
	if err == nil {
		err = said
	}
	s.wake()
	return f, err
}

// finish makes the member and tells every contact on file and the typed address.
func (s *Service) finish(ctx context.Context, tx Tx, f *Flow, v Visitor, cs []issuer.Contact) error {
	id, err := member.NewID()
	if err != nil {
		return err
	}
	now := s.Now()
	err = tx.CreateMember(ctx, member.Member{ // refused when the card's other registration was quicker
		ID: id, Login: f.Login, PasswordHash: f.PasswordHash, Email: f.Email, TermsVersion: f.TermsVersion, AgreedAt: f.AgreedAt, CreatedAt: now,
		Card: member.Card{Ref: f.CardRef, AccountRef: f.AccountRef, Last4: f.Last4, Brand: f.Brand},
	}, f.ID)
	if errors.Is(err, ErrTaken) {
		return s.end(ctx, tx, f, v, ReasonRegistered)
	}
	if err != nil {
		return err
	}
	f.State, f.PasswordHash = Done, ""
	if err := tx.Record(ctx, audit.Event{At: now, Kind: audit.Registered, MemberID: id, Flow: f.ID}); err != nil {
		return err
	}
	for _, m := range s.notices(*f, v.Lang, cs) {
		q, err := notify.Seal(s.Keys, m, now, noticeLife)
		if err == nil {
			err = tx.Enqueue(ctx, q)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// notices say when, which card, and whom to call. They hold no links.
func (s *Service) notices(f Flow, l text.Lang, cs []issuer.Contact) []notify.Message {
	at := s.Now().In(japan.Zone)
	mail := func(to string) notify.Message {
		return notify.Message{Channel: issuer.Mail, To: to, Subject: text.RegisteredMailSubject.In(l, s.Brand.Site),
			Text: text.RegisteredMail.In(l, s.Brand.Site, at.Format("2006-01-02 15:04"), f.Last4, s.Brand.DeskPhone, s.Brand.DeskHours(l))}
	}
	out := []notify.Message{mail(f.Email)}
	for _, c := range cs {
		switch {
		case c.Channel == issuer.Mail && c.To != f.Email:
			out = append(out, mail(c.To))
		case c.Channel == issuer.SMS:
			out = append(out, notify.Message{Channel: issuer.SMS, To: c.To, Text: text.RegisteredSMS.In(l, at.Format("1/2 15:04"), f.Last4, s.Brand.DeskPhone)})
		}
	}
	return out
}

// Sent is the passcode that was sent last in a flow.
func (s *Service) Sent(ctx context.Context, f Flow) (identity.Check, bool, error) {
	return s.Identity.Store.LatestCheck(ctx, subject(f))
}
