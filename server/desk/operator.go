package desk

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"netanswer/server/audit"
	"netanswer/server/keys"
)

// What an operator may be told instead.
var (
	ErrToken   = errors.New("this token is no operator's, or it has been revoked")
	ErrNoCase  = errors.New("there is no such case, or its seven days are over")
	ErrSelf    = errors.New("you gave the first approval yourself: another operator completes it")
	ErrNothing = errors.New("this case has nothing to approve")
	ErrClosed  = errors.New("this case is closed; whoever calls starts again on the site and gets a new one")
	ErrGiven   = errors.New("a code has been made; until it is over no other can be")
	ErrName    = errors.New("an operator's name is 1 to 32 of a-z, 0-9, dot, hyphen and underscore, and begins with a letter")
	ErrThere   = errors.New("there is an operator of that name already: revoke it first")
	ErrNobody  = errors.New("there is no operator of that name who could be revoked")
)

var name = regexp.MustCompile(`^[a-z][a-z0-9._-]{0,31}$`)

// Add makes an operator, or gives a revoked one another token, and answers the token: 256 bits, of which only the hash is kept.
func (s *Service) Add(ctx context.Context, who string) (token string, err error) {
	if !name.MatchString(who) {
		return "", ErrName
	}
	token = keys.Token()
	now := s.Now()
	err = s.Store.Update(ctx, func(tx Tx) error {
		o, found, err := tx.LockOperator(ctx, who, "")
		switch {
		case err != nil:
			return err
		case found && o.RevokedAt.IsZero():
			return ErrThere
		}
		put, err := tx.PutOperator(ctx, Operator{Name: who, TokenHash: keys.Hash(token), CreatedAt: now})
		switch {
		case err != nil:
			return err
		case !put: // two at once
			return ErrThere
		}
		return tx.Record(ctx, audit.Event{At: now, Kind: audit.OperatorAdded, Detail: who})
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// Revoke ends an operator's token. What that operator approved and nobody has used, by half or with a code, is approved no more.
func (s *Service) Revoke(ctx context.Context, who string) error {
	now := s.Now()
	return s.Store.Update(ctx, func(tx Tx) error {
		o, found, err := tx.LockOperator(ctx, who, "")
		if err != nil {
			return err
		}
		if !found || !o.RevokedAt.IsZero() {
			return ErrNobody
		}
		o.RevokedAt = now
		_, err = tx.PutOperator(ctx, o)
		return errors.Join(err, tx.ReopenCases(ctx, who), tx.Record(ctx, audit.Event{At: now, Kind: audit.OperatorRevoked, Detail: who}))
	})
}

// List are the cases that have not expired, the oldest first.
func (s *Service) List(ctx context.Context, token string) (cs []Case, err error) {
	err = s.as(ctx, token, func(tx Tx, o Operator) error {
		return s.record(ctx, tx, audit.DeskListed, o, "")
	})
	if err != nil {
		return nil, err
	}
	cs, err = s.Store.Cases(ctx, s.Now())
	for i := range cs {
		cs[i] = cs[i].At(s.Now())
	}
	return cs, err
}

// Show is one case.
func (s *Service) Show(ctx context.Context, token, number string) (Case, error) {
	return s.on(ctx, token, number, func(tx Tx, o Operator, c *Case) error {
		return s.record(ctx, tx, audit.DeskShown, o, c.Number)
	})
}

// Approve is an operator's word that the caller is the card's holder. The first leaves the case half approved; another operator's
// within HalfLife completes it and answers a code, which is told to nobody else and kept as a MAC only.
func (s *Service) Approve(ctx context.Context, token, number string) (c Case, given string, err error) {
	fresh := code()
	c, err = s.on(ctx, token, number, func(tx Tx, o Operator, c *Case) error {
		now := s.Now()
		switch {
		case c.State == Noted:
			return ErrNothing
		case c.State == Approved:
			return ErrGiven
		case !c.Live():
			return ErrClosed
		case c.State == Half && c.First == o.Name:
			return ErrSelf
		case c.State == Open:
			c.State, c.First, c.FirstAt = Half, o.Name, now
			return errors.Join(tx.PutCase(ctx, *c), s.record(ctx, tx, audit.DeskHalf, o, c.Number))
		}
		c.State, c.Second, c.CodeTries, c.CodeUntil = Approved, o.Name, 0, now.Add(CodeLife)
		c.MAC = s.Keys.MAC("desk", c.Number, c.Journey, c.CardRef, fresh)
		return errors.Join(tx.PutCase(ctx, *c), s.record(ctx, tx, audit.DeskApproved, o, c.Number))
	})
	if err == nil && c.State == Approved {
		given = fresh
	}
	return c, given, err
}

// Refuse closes a case: the caller could not say who they are, or it is over. A code that was made is void. One operator is
// enough.
func (s *Service) Refuse(ctx context.Context, token, number string) (Case, error) {
	return s.on(ctx, token, number, func(tx Tx, o Operator, c *Case) error {
		if !c.Live() && c.State != Noted {
			return ErrClosed
		}
		c.reopen()
		c.State = Refused
		return errors.Join(tx.PutCase(ctx, *c), s.record(ctx, tx, audit.DeskRefused, o, c.Number))
	})
}

// as runs f for the operator of a token.
func (s *Service) as(ctx context.Context, token string, f func(tx Tx, o Operator) error) error {
	var denied error
	err := s.Store.Update(ctx, func(tx Tx) error {
		denied = nil
		o, found, err := tx.LockOperator(ctx, "", keys.Hash(strings.TrimSpace(token)))
		if err != nil {
			return err
		}
		if !found || !o.RevokedAt.IsZero() {
			denied = ErrToken
			return s.deny(ctx, tx, o, "", denied)
		}
		return f(tx, o)
	})
	return errors.Join(err, denied)
}

// on runs f for the operator of a token on a case. What is denied is written down as well.
func (s *Service) on(ctx context.Context, token, number string, f func(tx Tx, o Operator, c *Case) error) (c Case, err error) {
	number = strings.ToUpper(strings.TrimSpace(number))
	var denied error
	err = s.as(ctx, token, func(tx Tx, o Operator) error {
		denied = nil
		found, err := false, error(nil)
		if c, found, err = tx.LockCase(ctx, number, s.Now()); err != nil {
			return err
		}
		if !found {
			denied = ErrNoCase
			return s.deny(ctx, tx, o, "", denied)
		}
		c = c.At(s.Now())
		if c.State == Half { // an approval is worth what its operator is
			first, found, err := tx.LockOperator(ctx, c.First, "")
			if err != nil {
				return err
			}
			if !found || !first.RevokedAt.IsZero() || first.CreatedAt.After(c.FirstAt) {
				c.reopen()
			}
		}
		switch err := f(tx, o, &c); {
		case errors.Is(err, ErrSelf), errors.Is(err, ErrNothing), errors.Is(err, ErrClosed), errors.Is(err, ErrGiven):
			denied = err
			return s.deny(ctx, tx, o, c.Number, err)
		default:
			return err
		}
	})
	return c, errors.Join(err, denied)
}

var denials = map[error]string{ErrToken: "token", ErrNoCase: "no case", ErrSelf: "self", ErrNothing: "nothing", ErrClosed: "closed", ErrGiven: "given"}

func (s *Service) deny(ctx context.Context, tx Tx, o Operator, number string, why error) error {
	return s.record(ctx, tx, audit.DeskDenied, o, strings.TrimSpace(number+" "+denials[why]))
}

func (s *Service) record(ctx context.Context, tx Tx, k audit.Kind, o Operator, detail string) error {
	who := o.Name
	if who == "" {
		who = "nobody"
	}
	return tx.Record(ctx, audit.Event{At: s.Now(), Kind: k, Detail: strings.TrimSpace(fmt.Sprint(detail, " by ", who))})
}

// Left is how long a half approval or a code is good for; zero in another state.
func (c Case) Left(now time.Time) time.Duration {
	switch c.State {
	case Half:
		return c.FirstAt.Add(HalfLife).Sub(now)
	case Approved:
		return c.CodeUntil.Sub(now)
	}
	return 0
}
