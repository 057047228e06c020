package registration

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const (
	issuerTimeout = 8 * time.Second // a person waits for it
	maxRefusals   = 3               // per flow; then the desk
	maxSends      = 3               // passcodes used up by wrong tries; then the desk
)

// Brand is what messages say of the issuer.
type Brand struct {
	Site      string // みほんカード Netアンサー
	DeskPhone string
	DeskHours func(text.Lang) string
}

// Service walks flows through their states.
type Service struct {
	Store    Store
	Issuer   issuer.Issuer
	Identity *identity.Service
	Hasher   *member.Hasher
	Grade    func(password string, own []string) int // strength, 0-4
	Keys     *keys.Ring
	Limits   *limit.Limiter
	Brand    Brand
	Terms    string // the version now in force
	Now      func() time.Time
	Wake     func() // the outbox has something new
}

// Visitor is who is at the other end of a request.
type Visitor struct {
	Token   string     // the flow cookie; may be empty or made up
	Address netip.Addr // cut by limit.Address before anything is kept of it
	Lang    text.Lang
}

func (v Visitor) flow() string { return keys.Hash(v.Token) }

// Flow is the visitor's flow; ErrNoFlow when there is none any more.
func (s *Service) Flow(ctx context.Context, v Visitor) (Flow, error) {
	if v.Token == "" {
		return Flow{}, ErrNoFlow
	}
	return s.Store.Flow(ctx, v.flow(), s.Now())
}

// step is one transaction on a flow: lock it, let change alter it, write it with a new lease of life.
func (s *Service) step(ctx context.Context, v Visitor, change func(Tx, *Flow) error) (Flow, error) {
	var f Flow
	err := s.Store.Update(ctx, func(tx Tx) error {
		var err error
		if f, err = tx.LockFlow(ctx, v.flow(), s.Now()); err != nil {
			return err
		}
		return s.change(ctx, tx, &f, change)
	})
	return f, err
}

func (s *Service) change(ctx context.Context, tx Tx, f *Flow, change func(Tx, *Flow) error) error {
	if err := change(tx, f); err != nil {
		return err
	}
	f.ExpiresAt = s.Now().Add(Life)
	return tx.PutFlow(ctx, *f)
}

// begin is step for a flow that may not exist yet. A flow that is over is begun anew.
func (s *Service) begin(ctx context.Context, v Visitor, change func(Tx, *Flow) error) (Flow, error) {
	var f Flow
	err := s.Store.Update(ctx, func(tx Tx) error {
		now := s.Now()
		var err error
		f, err = tx.LockFlow(ctx, v.flow(), now)
		if errors.Is(err, ErrNoFlow) {
			f, err = Flow{ID: v.flow(), Journey: "web", State: Started, CreatedAt: now}, nil
		}
		if err != nil {
			return err
		}
		return s.change(ctx, tx, &f, change)
	})
	return f, err
}

func (s *Service) record(ctx context.Context, tx audit.Log, k audit.Kind, f Flow, v Visitor, detail string) error {
	e := audit.Event{At: s.Now(), Kind: k, Flow: f.ID, Detail: detail}
	if v.Address.IsValid() {
		e.Address = s.Keys.MAC("audit/address", limit.Address(v.Address))
	}
	return tx.Record(ctx, e)
}

// end closes a flow without a member.
func (s *Service) end(ctx context.Context, tx Tx, f *Flow, v Visitor, reason string) error {
	f.State, f.Reason, f.Case = Unable, reason, identity.CaseNumber()
	return s.record(ctx, tx, audit.FlowEnded, *f, v, reason+" "+f.Case)
}

// ask calls the issuer within the time a person waits. What is neither a refusal nor a reference it does not know is
// busyness to the person in front of the screen.
func ask[T any](ctx context.Context, call func(context.Context) (T, error)) (T, error) {
	c, cancel := context.WithTimeout(ctx, issuerTimeout)
	defer cancel()
	v, err := call(c)
	if err == nil || errors.Is(err, issuer.ErrRefused) {
		return v, err
	}
	return v, fault.New(wire.Unavailable, text.IssuerBusy).After(30 * time.Second).Because(err)
}

// Seeded is a member that a sandbox begins with.
type Seeded struct {
	CardRef, AccountRef, Last4, Brand, Email, Login, Password string
}

// Seed makes a member without a flow in front of a screen, unless the card has one. It is for the sandbox.
func (s *Service) Seed(ctx context.Context, in Seeded) error {
	var have bool
	err := s.Store.Update(ctx, func(tx Tx) (err error) {
		_, have, err = tx.CardMember(ctx, in.CardRef)
		return err
	})
	if err != nil || have {
		return err
	}
	hash, err := s.Hasher.Hash(ctx, in.Password)
	if err != nil {
		return err
	}
	id, err := member.NewID()
	if err != nil {
		return err
	}
	now, flow := s.Now(), keys.Hash(keys.Token())
	return s.Store.Update(ctx, func(tx Tx) error {
		if ok, err := tx.ReserveLogin(ctx, member.Fold(in.Login), flow, now, now.Add(Life)); err != nil || !ok {
			return errors.Join(err, errors.New("the ID is not free"))
		}
		return tx.CreateMember(ctx, member.Member{
			ID: id, Login: in.Login, PasswordHash: hash, Email: in.Email, TermsVersion: s.Terms, AgreedAt: now, CreatedAt: now,
			Card: member.Card{Ref: in.CardRef, AccountRef: in.AccountRef, Last4: in.Last4, Brand: in.Brand},
		}, flow)
	})
}
