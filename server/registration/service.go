package registration

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"netanswer/server/audit"
	"netanswer/server/desk"
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
	maxSends      = 3               // passcodes of a flow; when the tries of the last are used up: the desk
)

// Service walks flows through their states.
type Service struct {
	Store     Store
	Issuer    issuer.Issuer
	Identity  *identity.Service
	Desk      *desk.Service
	Hasher    *member.Hasher
	Grade     func(ctx context.Context, password string, own []string) (int, error) // strength, 0-4; 0 is refused
	Keys      *keys.Ring
	Limits    *limit.Limiter
	Breaker   *limit.Breaker
	Teller    *member.Teller
	Mailer    *member.Mailer
	Terms     string // the version now in force
	ProofBits int    // of a proof of work; 0: ProofBits of this package
	Slots     Slots
	Now       func() time.Time
	Wake      func() // the outbox has something new
}

// Visitor is who is at the other end of a request.
type Visitor struct {
	Journey string     // which of the journeys the person is on
	Token   string     // the flow's cookie; may be empty or made up
	Address netip.Addr // cut by limit.Address before anything is kept of it
	Lang    text.Lang
	Proof   string // of work, when it was asked for: challenge and proof
	Member  string // who is logged in, of a journey behind the login
	Session string // by which of their sessions: its row's token_hash
}

func (v Visitor) flow() string { return keys.Hash(v.Token) }

// own answers ErrNoFlow when a flow is of another journey than the visitor is on, or of another session: what was proven there
// opens nothing here.
func (v Visitor) own(f Flow, err error) (Flow, error) {
	if err == nil && (f.Journey != v.Journey || f.Session != v.Session || v.Session != "" && f.MemberID != v.Member) {
		return Flow{}, ErrNoFlow
	}
	return f, err
}

// Flow is the visitor's flow; ErrNoFlow when there is none any more.
func (s *Service) Flow(ctx context.Context, v Visitor) (Flow, error) {
	if v.Token == "" {
		return Flow{}, ErrNoFlow
	}
	return v.own(s.Store.Flow(ctx, v.flow(), s.Now()))
}

// at is the visitor's flow for an action of one state; ErrMoved along with it when it is in another.
func (s *Service) at(ctx context.Context, v Visitor, state State) (Flow, error) {
	f, err := s.Flow(ctx, v)
	if err == nil && f.State != state {
		err = ErrMoved
	}
	return f, err
}

// step is one transaction on a flow: lock it, let change alter it, write it with a new lease of life.
func (s *Service) step(ctx context.Context, v Visitor, change func(Tx, *Flow) error) (Flow, error) {
	var f Flow
	err := s.Store.Update(ctx, func(tx Tx) error {
		var err error
		if f, err = v.own(tx.LockFlow(ctx, v.flow(), s.Now())); err != nil {
			return err
		}
		f.Lang = v.Lang
		return s.change(ctx, tx, &f, change)
	})
	return f, err
}

func (s *Service) change(ctx context.Context, tx Tx, f *Flow, change func(Tx, *Flow) error) error {
	held := f.Login
	if err := change(tx, f); err != nil {
		return err
	}
	now := s.Now()
	f.ExpiresAt = now.Add(Life)
	if end := f.CreatedAt.Add(Longest); f.ExpiresAt.After(end) {
		f.ExpiresAt = end
	}
	if f.Login != "" && f.Login == held && f.MemberID == "" && f.State != Done && f.State != Unable { // the ID is held as long as the flow lives
		if err := tx.HoldLogin(ctx, member.Fold(f.Login), f.ID, f.ExpiresAt); err != nil {
			return err
		}
	}
	return tx.PutFlow(ctx, *f)
}

// begin is step for an entry. A whole form begins a flow where there is none or where it is over; a part needs a flow to be
// a part of. A card that is refused begins none in the place of one in which identity is proven: somebody mistyped in
// another tab, and goes on where the flow stands.
func (s *Service) begin(ctx context.Context, v Visitor, whole, refused bool, change func(Tx, *Flow) error) (Flow, error) {
	var f Flow
	err := s.Store.Update(ctx, func(tx Tx) error {
		now := s.Now()
		var err error
		f, err = tx.LockFlow(ctx, v.flow(), now)
		if err == nil {
			if f, err = v.own(f, nil); err != nil { // another journey's
				return err
			}
		}
		switch {
		case err != nil && !errors.Is(err, ErrNoFlow):
			return err
		case whole && refused && f.State == Identified:
		case whole && (err != nil || f.over()):
			f = Flow{ID: v.flow(), Journey: v.Journey, State: Started, MemberID: v.Member, Session: v.Session, CreatedAt: now}
		case err != nil:
			return err
		case !whole && !f.editable():
			return fault.Invalid("", text.FlowMoved)
		}
		f.Lang = v.Lang
		return s.change(ctx, tx, &f, change)
	})
	return f, err
}

func (s *Service) record(ctx context.Context, tx audit.Log, k audit.Kind, f Flow, v Visitor, detail string) error {
	e := audit.Event{At: s.Now(), Kind: k, MemberID: f.MemberID, Flow: f.ID, Detail: detail}
	if v.Address.IsValid() {
		e.Address = s.Keys.MAC("audit/address", limit.Address(v.Address))
	}
	return tx.Record(ctx, e)
}

// end closes a flow without a member, with a number to name at the desk. The desk can only help with a card that was accepted and
// whose holder is not proven; for the others the case is a note.
func (s *Service) end(ctx context.Context, tx Tx, f *Flow, v Visitor, reason string) error {
	f.State, f.Reason = Unable, reason
	c := desk.Case{Journey: f.desk(), Reason: reason, Lang: f.Lang, State: desk.Noted}
	if reason != ReasonRefused { // or it would be about the card before the one that was refused
		c.CardRef, c.Last4, c.Brand = f.CardRef, f.Last4, f.Brand
	}
	if f.AtDesk() {
		c.State = desk.Open
	}
	c, err := s.Desk.Open(ctx, tx, c)
	if err != nil {
		return err
	}
	f.Case = c.Number
	return s.record(ctx, tx, audit.FlowEnded, *f, v, reason+" "+f.Case)
}

// limited records that a limit was reached, the first time in its window, and answers err.
func (s *Service) limited(ctx context.Context, v Visitor, err error) error {
	full, ok := limit.Reached(err)
	if !ok || !full.First {
		return err
	}
	return errors.Join(err, s.Store.Update(ctx, func(tx Tx) error {
		return s.record(ctx, tx, audit.Limited, Flow{ID: v.flow()}, v, full.Limit.Name)
	}))
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
			ID: id, Login: in.Login, PasswordHash: hash, Email: in.Email, Confirmed: true, TermsVersion: s.Terms, AgreedAt: now, CreatedAt: now,
			Card: member.Card{Ref: in.CardRef, AccountRef: in.AccountRef, Last4: in.Last4, Brand: in.Brand},
		}, flow)
	})
}
