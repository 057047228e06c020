package member

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/shared/text"
)

// CautionFor is how long a member is dealt with carefully after a recovery or a change of contacts: whoever moves money
// then has to prove more. It is the time in which the notices, sent to every contact old and new, are read.
const CautionFor = 72 * time.Hour

// Account is what a recovery knows of a member.
type Account struct {
	ID           string
	Login        string // as typed at the registration
	PasswordHash string
	Lang         text.Lang // of messages
	Emails       []string  // the member's own addresses, not those on file at the issuer
	Told         []string  // those of them that are confirmed: the others get no notices
}

// Recovery is the part of a transaction that gives an account back to its member.
type Recovery interface {
	// LockAccount reads a member and keeps others from recovering it until the end of the transaction.
	LockAccount(ctx context.Context, memberID string) (Account, error)
	SetPasswordHash(ctx context.Context, memberID, hash string, at time.Time) error
	// EndSessions ends all of a member's sessions.
	EndSessions(ctx context.Context, memberID string) error
	// ForgetDevices forgets in which browsers the member has logged in, and ends what they keep.
	ForgetDevices(ctx context.Context, memberID string) error
	// PutDevice remembers a device the member logged in on; of the others the newest stay, keep in all.
	PutDevice(ctx context.Context, memberID, tokenHash string, at time.Time, keep int) error
	// SetCaution writes until when care is taken; it never ends earlier than was written before.
	SetCaution(ctx context.Context, memberID string, until time.Time) error
	limit.Tx
}

// Renew sets another password after a recovery: whoever was inside is out, no browser is known any more, and who tried the
// forgotten password from here need not wait for the new one.
func Renew(ctx context.Context, tx Recovery, l *limit.Limiter, a Account, hash string, from netip.Addr, now time.Time) error {
	return errors.Join(
		tx.SetPasswordHash(ctx, a.ID, hash, now),
		tx.EndSessions(ctx, a.ID),
		tx.ForgetDevices(ctx, a.ID),
		Caution(ctx, tx, a.ID, now),
		l.Forgive(ctx, tx, limit.LoginBackoff, pair(Fold(a.Login), from)),
	)
}

// Know makes a browser known in which the member has proven who that is: strangers' tries must not keep the new password out.
func Know(ctx context.Context, tx Recovery, memberID, device string, now time.Time) error {
	return tx.PutDevice(ctx, memberID, keys.Hash(device), now, devices)
}

// Caution begins the time of care: at a recovery, and whenever the member's contacts change.
func Caution(ctx context.Context, tx Recovery, memberID string, now time.Time) error {
	return tx.SetCaution(ctx, memberID, now.Add(CautionFor))
}

// Caution is until when actions that move money ask for more; zero when they need not. A contact that came on file at the
// issuer less than 72 hours ago counts like a recovery. Without the issuer's answer there is none: it is an error, beside what is
// known here, for whoever only tells the member.
func (s *Service) Caution(ctx context.Context, memberID string) (time.Time, error) {
	until, err := s.Store.Caution(ctx, memberID)
	if err != nil {
		return time.Time{}, err
	}
	cards, err := s.Store.Cards(ctx, memberID)
	if err != nil {
		return time.Time{}, err
	}
	var unasked error
	for _, card := range cards {
		cs, err := s.Contacts(ctx, card.Ref)
		if err != nil {
			unasked = err
			break
		}
		for _, c := range cs {
			if fresh := c.Since.Add(CautionFor); !c.Since.IsZero() && fresh.After(until) {
				until = fresh
			}
		}
	}
	if !until.After(s.Now()) {
		until = time.Time{}
	}
	return until, unasked
}
