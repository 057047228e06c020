package member

import (
	"context"
	"errors"
	"net/netip"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/shared/phone"
	"netanswer/shared/text"
)

// No code reaches a landline: who gives its number calls us from it, and that call is waited for as any other is (server/identity). The number
// stands beside the codes, with the check in the place of a code.

// contactCall binds a call to the member and to the number that is to come on file: it is good for nothing else, and from one member's
// browsers, however many, no more than one line is taken for a phone.
func contactCall(memberID, to string) identity.Subject {
	return identity.Contacting.CallAbout(keys.Hash("contact "+to), keys.Hash("contact of "+memberID))
}

// ContactCall is the last check that waits, or waited, for a call from a number that is to come on file.
func (s *Service) ContactCall(ctx context.Context, memberID, to string) (identity.Check, bool, error) {
	return s.Identity.Store.LatestCheck(ctx, contactCall(memberID, to))
}

// Calls says whether there is a number of ours to be called.
func (s *Service) Calls() bool { return len(s.Identity.Lines) > 0 }

// AwaitContactCall waits for a call from a landline that is to come on file. One that is waited for already, or has come, stays what it is:
// the number in view is the same. Another contact given before is put aside.
func (s *Service) AwaitContactCall(ctx context.Context, memberID, to string, from netip.Addr) error {
	address := s.Keys.MAC("audit/address", limit.Address(from))
	sub, now := contactCall(memberID, to), s.Now()
	last, ok, err := s.Identity.Store.LatestCheck(ctx, sub)
	if err != nil {
		return err
	}
	var m identity.Made
	if open := ok && last.Live(now); !open {
		m, err = s.Identity.MakeCall(ctx, sub, []identity.Caller{{Number: to, Masked: maskNumber(to)}}, limit.Network(from),
			s.Limits.Of(limit.CallAddress, limit.Address(from)), s.Limits.Of(limit.MailCodeDay, to), s.Limits.Of(limit.ContactCodeMember, memberID))
		if err != nil {
			return s.callLimited(ctx, memberID, address, err)
		}
		last = m.Check
	}
	held := false
	err = s.Store.Update(ctx, func(tx Tx) error {
		held = false
		give := func(check string) error {
			_, err := tx.PutMailCode(ctx, MailCode{MemberID: memberID, Email: newContact + to, MAC: check, CreatedAt: now, ExpiresAt: now.Add(ContactLife)}, 0)
			return err
		}
		if err := give(last.ID); err != nil || m.Check.ID == "" { // before anything is looked at: the second of two at once waits here
			return err
		}
		other, ok, err := tx.LatestCheck(ctx, sub)
		if err != nil {
			return err
		}
		if ok && other.Live(s.Now()) { // it was the second
			return give(other.ID)
		}
		if held, err = s.Identity.Hold(ctx, tx, m); err != nil {
			return err
		}
		if !held {
			return errNoLine
		}
		return tx.Record(ctx, audit.Event{At: now, Kind: audit.CallOpened, MemberID: memberID, Flow: sub.Flow, Address: address, Detail: identity.Contacting.Name})
	})
	if m.Check.ID != "" && !held {
		err = errors.Join(err, m.Taken.Back(context.WithoutCancel(ctx)))
	}
	if errors.Is(err, errNoLine) {
		return fault.Invalid("", text.CallFull).After(identity.CallLife)
	}
	return err
}

var errNoLine = errors.New("member: each number of ours is another check's for this phone")

// callLimited is a limit that keeps a call from being waited for, as the member is told of it.
func (s *Service) callLimited(ctx context.Context, memberID, address string, err error) error {
	full, ok := limit.Reached(err)
	if ok && full.First {
		if e := s.record(ctx, audit.Event{Kind: audit.Limited, MemberID: memberID, Address: address, Detail: full.Limit.Name}); e != nil {
			return errors.Join(err, e)
		}
	}
	if ok && full.Limit.Name != limit.CallAddress.Name {
		return fault.Invalid("", text.CallLimit).After(fault.As(err).RetryAfter)
	}
	return err
}

// TestContactCall says whether a number that is to come on file has called. mark is what the screen that showed the check sends along: it names
// the check, so that what was pressed is about the number that stood there. What has come stays good until UseContactCall.
func (s *Service) TestContactCall(ctx context.Context, memberID, to, mark string) (identity.Check, error) {
	c, ok, err := s.ContactCall(ctx, memberID, to)
	switch {
	case err != nil:
		return c, err
	case !ok || !c.Live(s.Now()) || mark != s.Identity.Mark(c):
		return c, fault.Invalid("", text.CallLate)
	case c.CalledAt.IsZero():
		return c, fault.Invalid("", text.CallNotYet)
	}
	return c, nil
}

// UseContactCall uses the call up: what it was for has been drafted.
func (s *Service) UseContactCall(ctx context.Context, memberID, to string, c identity.Check) error {
	return s.Store.Update(ctx, func(tx Tx) error {
		now := s.Now()
		used, err := tx.UseCheck(ctx, c.ID, now)
		if err != nil || !used { // the same, sent twice at once
			return err
		}
		return errors.Join(
			tx.EndMailCode(ctx, MailCode{MemberID: memberID, Email: newContact + to, MAC: c.ID}),
			tx.Record(ctx, audit.Event{At: now, Kind: audit.ContactCalled, MemberID: memberID, Flow: c.Subject.Flow, Detail: string(issuer.Landline)}),
		)
	})
}

// maskNumber is a number of which only its owner recognises the whole: 03****5678.
func maskNumber(to string) string {
	n, err := phone.Parse(to)
	if err != nil {
		return ""
	}
	digits := n.National()
	return digits[:2] + "****" + digits[len(digits)-4:]
}
