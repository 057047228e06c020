package member

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"time"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const (
	Idle     = 30 * time.Minute // a session ends this long after it was last seen
	Absolute = 12 * time.Hour   // and this long after its login
	touch    = time.Minute      // how exactly "last seen" is written
)

// Service lets members in and out.
type Service struct {
	Store  Store
	Hasher *Hasher
	Keys   *keys.Ring
	Limits *limit.Limiter
	Now    func() time.Time

	Contacts func(ctx context.Context, cardRef string) ([]issuer.Contact, error) // on file at the issuer
}

// Login opens a session and answers the cookie's value. Unknown ID and wrong password get the same answer after the same
// work.
func (s *Service) Login(ctx context.Context, in form.Login, from netip.Addr) (string, error) {
	login := Fold(form.NormalID(in.MemberID))
	place := limit.Address(from)
	address := s.Keys.MAC("audit/address", place)
	taken, err := s.take(ctx, login, place)
	if f := fault.As(err); err != nil && f.Code == wire.TooMany {
		return "", errors.Join(err, s.record(ctx, audit.Event{Kind: audit.Limited, Address: address, Detail: "login"}))
	}
	if err != nil {
		return "", err
	}
	c, _, err := s.Store.Credential(ctx, login)
	if err != nil {
		return "", err
	}
	right, stale, err := s.Hasher.Test(ctx, c.PasswordHash, string(in.Password))
	if err != nil {
		return "", err
	}
	if !right {
		if err := s.record(ctx, audit.Event{Kind: audit.LoginFailed, MemberID: c.MemberID, Address: address}); err != nil {
			return "", err
		}
		return "", fault.Invalid("", text.LoginWrong)
	}
	for _, t := range taken { // the limits are about failures
		if err := t.Back(ctx); err != nil {
			return "", err
		}
	}
	fresh := ""
	if stale {
		if fresh, err = s.Hasher.Hash(ctx, string(in.Password)); err != nil {
			return "", err
		}
	}
	cookie, err := s.open(ctx, c, fresh, address)
	if errors.Is(err, errChanged) { // while this was tested: a recovery must not find its way round by an old password
		return s.Login(ctx, in, from)
	}
	return cookie, err
}

var errChanged = errors.New("member: another password by now")

// take counts a try of an ID from a place.
func (s *Service) take(ctx context.Context, login, place string) (all []limit.Taken, err error) {
	for _, of := range []struct {
		limit   limit.Limit
		subject string
	}{{limit.LoginAddress, place}, {limit.LoginPair, login + " " + place}, {limit.LoginID, login}} {
		t, err := s.Limits.Take(ctx, of.limit, of.subject)
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

func (s *Service) record(ctx context.Context, e audit.Event) error {
	e.At = s.Now()
	return s.Store.Update(ctx, func(tx Tx) error { return tx.Record(ctx, e) })
}

// open makes the session of a proven login. A fresh hash replaces one of another cost.
func (s *Service) open(ctx context.Context, c Credential, fresh, address string) (string, error) {
	secret, now := keys.Token(), s.Now()
	err := s.Store.Update(ctx, func(tx Tx) error {
		ok, err := tx.SetLastLogin(ctx, c, now)
		if err == nil && !ok {
			err = errChanged
		}
		if err != nil {
			return err
		}
		if fresh != "" {
			if err := errors.Join(tx.SetPasswordHash(ctx, c.MemberID, fresh, now), tx.Record(ctx, audit.Event{At: now, Kind: audit.Rehashed, MemberID: c.MemberID})); err != nil {
				return err
			}
		}
		return errors.Join(
			tx.PutSession(ctx, Session{MemberID: c.MemberID, TokenHash: keys.Hash(secret), CreatedAt: now, SeenAt: now, LastLogin: c.LastLogin}),
			tx.Record(ctx, audit.Event{At: now, Kind: audit.LoginOK, MemberID: c.MemberID, Address: address}),
		)
	})
	return c.MemberID + "." + secret, err
}

// Session is the live session of a cookie's value; false when there is none or it is over.
func (s *Service) Session(ctx context.Context, cookie string) (Session, bool, error) {
	id, secret, ok := strings.Cut(cookie, ".")
	if !ok || len(id) != 36 || len(secret) != 43 {
		return Session{}, false, nil
	}
	ses, ok, err := s.Store.Session(ctx, id, keys.Hash(secret))
	if err != nil || !ok {
		return Session{}, false, err
	}
	now := s.Now()
	if now.After(ses.SeenAt.Add(Idle)) || now.After(ses.CreatedAt.Add(Absolute)) {
		return Session{}, false, nil
	}
	if now.Sub(ses.SeenAt) >= touch {
		err = s.Store.TouchSession(ctx, id, ses.TokenHash, now)
	}
	return ses, true, err
}

// Logout ends the session on the server.
func (s *Service) Logout(ctx context.Context, ses Session) error {
	return s.Store.Update(ctx, func(tx Tx) error {
		return errors.Join(
			tx.EndSession(ctx, ses.MemberID, ses.TokenHash),
			tx.Record(ctx, audit.Event{At: s.Now(), Kind: audit.Logout, MemberID: ses.MemberID}),
		)
	})
}

// Card is the card in view: the first registered.
func (s *Service) Card(ctx context.Context, memberID string) (Card, error) {
	cs, err := s.Store.Cards(ctx, memberID)
	if err != nil {
		return Card{}, err
	}
	if len(cs) == 0 {
		return Card{}, fault.New(wire.Internal, text.Internal).Because(errors.New("a member without a card"))
	}
	return cs[0], nil
}
