package member

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"time"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/shared/form"
	"netanswer/shared/text"
)

const (
	Idle     = 30 * time.Minute // a session ends this long after it was last seen
	Absolute = 12 * time.Hour   // and this long after its login
	touch    = time.Minute      // how exactly "last seen" is written
	devices  = 10               // of a member, that are remembered

	DeviceLife = 400 * 24 * time.Hour // how long a device is known that was not seen again
)

// Service lets members in and out.
type Service struct {
	Store  Store
	Hasher *Hasher
	Keys   *keys.Ring
	Limits *limit.Limiter
	Now    func() time.Time

	Identity *identity.Service // waits for calls
	Mailer   *Mailer
	Wake     func()                                                              // the outbox has something new
	Contacts func(ctx context.Context, cardRef string) ([]issuer.Contact, error) // on file at the issuer
}

// From is where a login comes from.
type From struct {
	Address netip.Addr
	Device  string // the device cookie; may be empty or made up
	Agent   string // the browser and its system, a word each; see Session
}

// Entry is what a login sets: the values of two cookies.
type Entry struct {
	Session  string
	Device   string // the one that was sent, when it is known: its cookie lives anew
	MemberID string
}

// Alias tells a member from others in a browser, and nothing else to anybody.
func (s *Service) Alias(memberID string) string { return s.Keys.Token("alias", memberID)[:16] }

// Login opens a session. Unknown ID and wrong password get the same answer after the same work, and wait the same time.
func (s *Service) Login(ctx context.Context, in form.Login, from From) (Entry, error) {
	login := Fold(form.NormalID(in.MemberID))
	address := s.Keys.MAC("audit/address", limit.Address(from.Address))
	c, _, err := s.Store.Credential(ctx, login)
	if err != nil {
		return Entry{}, err
	}
	known := false
	if keys.IsToken(from.Device) {
		if known, err = s.Store.Device(ctx, c.MemberID, keys.Hash(from.Device)); err != nil {
			return Entry{}, err
		}
	}
	taken, err := s.take(ctx, login, from, known)
	if full, ok := limit.Reached(err); ok && full.First {
		return Entry{}, errors.Join(err, s.record(ctx, audit.Event{Kind: audit.Limited, Address: address, Detail: full.Limit.Name}))
	}
	if err != nil {
		return Entry{}, err
	}
	right, stale, err := s.Hasher.Test(ctx, c.PasswordHash, string(in.Password))
	if err != nil { // nothing was tested: too busy, or the browser went away
		return Entry{}, errors.Join(err, taken.Back(context.WithoutCancel(ctx)))
	}
	if !right {
		if err := s.record(ctx, audit.Event{Kind: audit.LoginFailed, MemberID: c.MemberID, Address: address}); err != nil {
			return Entry{}, err
		}
		return Entry{}, fault.Invalid("", text.LoginWrong).After(taken.Next.Sub(s.Now()))
	}
	if c.Closed { // only who knows the password is told
		if err := s.record(ctx, audit.Event{Kind: audit.LoginFailed, MemberID: c.MemberID, Address: address, Detail: "closed"}); err != nil {
			return Entry{}, err
		}
		return Entry{}, fault.Invalid("", text.LoginClosed)
	}
	fresh := ""
	if stale {
		if fresh, err = s.Hasher.Hash(ctx, string(in.Password)); err != nil {
			return Entry{}, err
		}
	}
	device := from.Device
	if !known {
		device = keys.Token()
	}
	e := Entry{Device: device, MemberID: c.MemberID}
	e.Session, err = s.open(ctx, c, fresh, address, device, from.Agent, taken)
	if errors.Is(err, errChanged) { // while this was tested: a recovery must not find its way round by an old password
		if err := taken.Back(ctx); err != nil {
			return Entry{}, err
		}
		return s.Login(ctx, in, from)
	}
	return e, err
}

var errChanged = errors.New("member: another password by now")

// take counts a try as a failure until it is known to be none. On a device that the ID has logged in on it counts for that
// device alone.
func (s *Service) take(ctx context.Context, login string, from From, known bool) (limit.Taken, error) {
	if known {
		return s.Limits.Try(ctx, limit.DeviceLogin, login+" "+keys.Hash(from.Device))
	}
	of := append(s.Limits.From(from.Address, limit.LoginAddress, limit.LoginNetwork), s.Limits.Of(limit.LoginID, login))
	return s.Limits.Try(ctx, limit.LoginBackoff, pair(login, from.Address), of...)
}

// pair is an ID from a place.
func pair(login string, from netip.Addr) string { return login + " " + limit.Address(from) }

func (s *Service) record(ctx context.Context, e audit.Event) error {
	e.At = s.Now()
	return s.Store.Update(ctx, func(tx Tx) error { return tx.Record(ctx, e) })
}

// open makes the session of a proven login. A fresh hash replaces one of another cost.
func (s *Service) open(ctx context.Context, c Credential, fresh, address, device, agent string, taken limit.Taken) (string, error) {
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
			tx.PutSession(ctx, Session{
				MemberID: c.MemberID, TokenHash: keys.Hash(secret), CreatedAt: now, SeenAt: now, LastLogin: c.LastLogin, Agent: agent, Device: keys.Hash(device),
			}),
			tx.PutDevice(ctx, c.MemberID, keys.Hash(device), now, devices),
			tx.Record(ctx, audit.Event{At: now, Kind: audit.LoginOK, MemberID: c.MemberID, Address: address}),
			taken.BackIn(ctx, tx), // the limits are about failures
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
	if !ses.live(now) {
		return Session{}, false, nil
	}
	if now.Sub(ses.SeenAt) >= touch {
		err = s.Store.TouchSession(ctx, id, ses.TokenHash, now)
	}
	return ses, true, err
}

// Logout ends the session on the server, and what its browser keeps.
func (s *Service) Logout(ctx context.Context, ses Session) error { return s.leave(ctx, ses, "") }

// Replaced ends a session in whose browser somebody has logged in again. What the browser keeps stays if it is the same member.
func (s *Service) Replaced(ctx context.Context, ses Session, entry Entry) error {
	by, _, _ := strings.Cut(entry.Session, ".")
	return s.leave(ctx, ses, by)
}

func (s *Service) leave(ctx context.Context, ses Session, by string) error {
	return s.Store.Update(ctx, func(tx Tx) error {
		if by != ses.MemberID {
			if err := tx.EndVaultsOf(ctx, ses.MemberID, ses.Device); err != nil {
				return err
			}
		}
		return errors.Join(
			tx.EndSession(ctx, ses.MemberID, ses.TokenHash),
			tx.Record(ctx, audit.Event{At: s.Now(), Kind: audit.Logout, MemberID: ses.MemberID}),
		)
	})
}

// Speak has messages to a member go out in a language from now on.
func (s *Service) Speak(ctx context.Context, memberID string, l text.Lang) error {
	return s.Store.Update(ctx, func(tx Tx) error { return tx.SetLang(ctx, memberID, l) })
}
