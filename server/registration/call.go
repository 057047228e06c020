package registration

import (
	"context"
	"errors"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/shared/form"
	"netanswer/shared/text"
)

// Calls says whether identity can be proven by a call.
func (s *Service) Calls() bool { return len(s.Identity.Lines) > 0 }

// callSubject binds a call to the flow and to the card, as subject does for a passcode.
func callSubject(f Flow) identity.Subject {
	return f.purpose().CallAbout(f.about(), f.ID)
}

// CallCheck is the last call check of a flow.
func (s *Service) CallCheck(ctx context.Context, f Flow) (identity.Check, bool, error) {
	return s.Identity.Store.LatestCheck(ctx, callSubject(f))
}

// confirmCall is Confirm for a holder who can only call. Should no number be free the screen says so.
func (s *Service) confirmCall(ctx context.Context, v Visitor, f Flow, cs []issuer.Contact, reach []Reach) (Flow, error) {
	var p parcel
	last, ok, err := s.CallCheck(ctx, f)
	if err != nil {
		return f, err
	}
	if !ok || !last.Live(s.Now()) { // one that waits, or was called, still counts after an edit
		if p, err = s.prepareCall(ctx, v, f, cs); err != nil && !isLimit(err) {
			return f, err
		}
	}
	return s.posting(ctx, v, &p, func(tx Tx, now *Flow) error {
		if now.State != Entered || now.CardRef != f.CardRef { // another tab was quicker
			return ErrMoved
		}
		now.State, now.Reach = Confirmed, reach
		_, err := s.hold(ctx, tx, now, v, &p)
		return err
	})
}

var errWaits = errors.New("registration: a call is waited for already")

// openCall opens a check that waits for a call, unless one does: the number in view stays what it is.
func (s *Service) openCall(ctx context.Context, v Visitor, f Flow) (Flow, error) {
	if !f.MayCall() {
		return f, fault.Invalid("channel", text.ChannelUnknown)
	}
	if c, ok, err := s.CallCheck(ctx, f); err != nil || ok && c.Live(s.Now()) {
		return f, err
	}
	cs, err := s.Contacts(ctx, f.CardRef)
	if err != nil {
		return f, err
	}
	p, err := s.prepareCall(ctx, v, f, f.able(cs))
	if full, ok := limit.Reached(err); ok && (full.Limit.Name == limit.CallPhone.Name || full.Limit.Name == limit.CallPlace.Name) {
		return f, fault.Invalid("channel", text.CallLimit).After(fault.As(err).RetryAfter)
	}
	if err != nil {
		return f, err
	}
	if p.Made == nil {
		return f, fault.Invalid("channel", text.ChannelUnknown)
	}
	got := false
	f, err = s.posting(ctx, v, &p, func(tx Tx, now *Flow) error {
		if now.State != Confirmed || now.CardRef != f.CardRef {
			return ErrMoved
		}
		last, ok, err := tx.LatestCheck(ctx, callSubject(*now))
		switch {
		case err != nil:
			return err
		case ok && last.Live(s.Now()): // two at once
			return errWaits
		}
		got, err = s.hold(ctx, tx, now, v, &p)
		return err
	})
	switch {
	case errors.Is(err, errWaits):
		return f, nil
	case err == nil && !got:
		err = fault.Invalid("channel", text.CallFull).After(identity.CallLife)
	}
	return f, err
}

// prepareCall makes a check for a call from any phone on file; none when there is no such phone.
func (s *Service) prepareCall(ctx context.Context, v Visitor, f Flow, cs []issuer.Contact) (parcel, error) {
	from := identity.Callers(cs)
	if len(from) == 0 || !s.Calls() {
		return parcel{}, nil
	}
	of := s.Limits.Of(limit.CallAddress, limit.Address(v.Address))
	m, err := s.Identity.MakeCall(ctx, callSubject(f), from, limit.Network(v.Address), of)
	if err != nil {
		return parcel{}, s.limited(ctx, v, err)
	}
	return parcel{Made: &m}, nil
}

// hold has a line found for a check; false when none is free.
func (s *Service) hold(ctx context.Context, tx Tx, f *Flow, v Visitor, p *parcel) (bool, error) {
	if p.Made == nil {
		return false, nil
	}
	held, err := s.Identity.Hold(ctx, tx, *p.Made)
	if err != nil || !held {
		return false, err
	}
	err = s.record(ctx, tx, audit.CallOpened, *f, v, "")
	p.posted = err == nil
	return p.posted, err
}

// Expected says whether a check waits for a call from caller to dialled, and what it confirms. It is half of telephony.Line.
func (s *Service) Expected(ctx context.Context, caller, dialled string) (purpose string, ok bool, err error) {
	c, ok, err := s.Identity.Waiting(ctx, caller, dialled)
	if err != nil || !ok {
		return "", false, err
	}
	purpose, ok = c.Subject.Waits()
	return purpose, ok, nil
}

// CallReceived notes a call that was answered and listened to; false when none is waited for. It is the other half of
// telephony.Line. It proves nothing yet: the browser that holds the flow has to go on.
func (s *Service) CallReceived(ctx context.Context, caller, dialled string) (received bool, err error) {
	for _, pair := range s.Identity.Pairs(caller, dialled) {
		err = s.Store.Update(ctx, func(tx Tx) error {
			now := s.Now()
			until := now.Add(identity.CallLife)
			c, ok, err := tx.ReceiveCall(ctx, pair, now, until, until.Add(identity.CallRest))
			if received = ok; err != nil || !ok {
				return err
			}
			return s.record(ctx, tx, audit.CallReceived, Flow{ID: c.Subject.Flow}, Visitor{}, "")
		})
		if err != nil || received {
			break
		}
	}
	return received && err == nil, err
}

// FinishCall is the button 認証を完了する. When the call has come the flow gets a new id: the fresh token must replace the cookie.
func (s *Service) FinishCall(ctx context.Context, v Visitor, in form.Call) (Flow, string, error) {
	f, token, err := s.finishOnce(ctx, v)
	if !errors.Is(err, ErrNoFlow) && !errors.Is(err, identity.ErrDead) {
		return f, token, err
	}
	again, token, e := s.passedBefore(ctx, v, func(before Flow) (identity.Check, bool, error) {
		c, ok, err := s.CallCheck(ctx, before)
		return c, ok && c.Used && !c.CalledAt.IsZero() && in.Call == s.Identity.Mark(c) && s.Now().Before(c.ExpiresAt), err
	})
	switch {
	case e == nil || !errors.Is(e, ErrNoFlow):
		return again, token, e
	case errors.Is(err, ErrNoFlow):
		return f, "", ErrNoFlow
	}
	return f, "", fault.Invalid("", text.CallLate)
}

func (s *Service) finishOnce(ctx context.Context, v Visitor) (f Flow, token string, err error) {
	if f, err = s.at(ctx, v, Confirmed); err != nil {
		return f, "", err
	}
	c, ok, err := s.CallCheck(ctx, f)
	switch {
	case err != nil:
		return f, "", err
	case !ok || !c.Live(s.Now()):
		return f, "", identity.ErrDead
	case c.CalledAt.IsZero():
		return f, "", fault.Invalid("", text.CallNotYet)
	}
	cs, err := s.contacts(ctx, f) // for the notices
	if err != nil {
		return f, "", err
	}
	return s.passed(ctx, v, f, c, cs)
}

// tellOfCall tells everybody who may have to object that a call has proven identity, whatever comes of it: it is the weakest of
// the ways.
func (s *Service) tellOfCall(ctx context.Context, tx Tx, f Flow, cs []issuer.Contact) error {
	id, registered, err := tx.CardMember(ctx, f.CardRef)
	if err != nil {
		return err
	}
	if !registered {
		return s.tell(ctx, tx, ofCall, f, nil, f.Lang, cs, member.Both(f.Lang))
	}
	a, err := tx.LockAccount(ctx, id)
	if err != nil {
		return err
	}
	f.MemberID = id
	return s.tell(ctx, tx, ofCall, f, a.Told, a.Lang, cs, []text.Lang{a.Lang})
}
