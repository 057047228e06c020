// Package desk is 認証デスク: how somebody gets on whom no passcode can prove. What a flow could not finish is a case, kept
// seven days on the card's reference. Two operators, each with a token of their own, find out by a talk who calls; the second
// approval makes a code that the caller enters on the screen, and the journey goes on as after any other proof.
//
// A case holds no card number, only what an operator needs to find the customer: the card system's reference, brand and last 4.
// desk.md in docs/ is the desk's guide and draws the states.
package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"time"

	"netanswer/server/audit"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/shared/form"
	"netanswer/shared/text"
)

const (
	CaseLife = 7 * 24 * time.Hour // of a case, whatever becomes of it
	HalfLife = 24 * time.Hour     // within which another operator completes an approval
	CodeLife = 15 * time.Minute
	Tries    = 5 // per code
)

// State of a case.
type State string

// The states. A half approval or a code whose time is over is open again, see Case.At.
const (
	Open     State = "open"     // nobody has approved it
	Half     State = "half"     // one operator has
	Approved State = "approved" // two have, and there is a code
	Used     State = "used"     // the code was entered
	Refused  State = "refused"  // an operator closed it
	Noted    State = "noted"    // a number to talk about: nothing to approve
)

// Case is what a flow could not finish.
type Case struct {
	Number    string // 7K2M-94QX: to name on the phone, no secret
	Journey   string // what its code is good for, and nothing else; of an order a blank and which one follow
	CardRef   string // the card system's; empty when that has accepted no card
	Last4     string
	Brand     string
	Reason    string // why the flow ended
	Lang      text.Lang
	State     State
	First     string // the operators who approved it
	FirstAt   time.Time
	Second    string
	MAC       string // of the code
	CodeTries int    // made so far
	CodeUntil time.Time
	CreatedAt time.Time
	ExpiresAt time.Time
}

// At is the case as it is at a moment: an approval nobody completed in time, and a code that is used up, are none.
func (c Case) At(now time.Time) Case {
	late := c.State == Half && !now.Before(c.FirstAt.Add(HalfLife))
	dead := c.State == Approved && (!now.Before(c.CodeUntil) || c.CodeTries >= Tries)
	if late || dead {
		c.reopen()
	}
	return c
}

func (c *Case) reopen() {
	c.State, c.First, c.FirstAt, c.Second, c.MAC, c.CodeTries, c.CodeUntil = Open, "", time.Time{}, "", "", 0, time.Time{}
}

// Live says whether a case can still come to its good end.
func (c Case) Live() bool { return c.State == Open || c.State == Half || c.State == Approved }

// Operator is somebody at the desk.
type Operator struct {
	Name      string
	TokenHash string
	CreatedAt time.Time
	RevokedAt time.Time // zero: may approve
}

// Store keeps cases and operators.
type Store interface {
	// Update runs f in one transaction, again should the database ask for it: no side effect inside.
	Update(ctx context.Context, f func(Tx) error) error
	// Cases are those that have not expired, the oldest first.
	Cases(ctx context.Context, now time.Time) ([]Case, error)
	// CountCodeTry adds a try to the code of a card's case, if there is a live one with fewer than max tries, in a statement
	// of its own, and answers the case with the new count; false when there was none to add to.
	CountCodeTry(ctx context.Context, cardRef, journey string, max int, now time.Time) (Case, bool, error)
	// GiveCodeTry takes one counted try back from a code that is not used.
	GiveCodeTry(ctx context.Context, number string) error
	// Operators are all, in the order of their names.
	Operators(ctx context.Context) ([]Operator, error)
}

// Opening is the part of a transaction that opens a case.
type Opening interface {
	// LatestCase is the newest case of a card and journey that has not expired.
	LatestCase(ctx context.Context, cardRef, journey string, now time.Time) (Case, bool, error)
	// OpenCase writes a new case, or answers the live one that its card and journey have already: of two at once there is one.
	OpenCase(ctx context.Context, c Case) (Case, error)
	limit.Tx
}

// Using is the part of a transaction that uses a code.
type Using interface {
	// UseCode marks a case used whose code lives; false when it was not there to be used.
	UseCode(ctx context.Context, number, mac string, now time.Time) (bool, error)
	audit.Log
}

// Tx is a transaction of an operator.
type Tx interface {
	// LockCase reads a case that has not expired and keeps others from changing it until the end of the transaction.
	LockCase(ctx context.Context, number string, now time.Time) (Case, bool, error)
	// PutCase writes a case that is there.
	PutCase(ctx context.Context, c Case) error
	// LockOperator reads an operator and keeps others from changing it until the end of the transaction; by name, or by the
	// hash of the token.
	LockOperator(ctx context.Context, name, tokenHash string) (Operator, bool, error)
	// PutOperator writes an operator, new or not; false, with nothing written, when another of the name is there by now who has not
	// been revoked.
	PutOperator(ctx context.Context, o Operator) (bool, error)
	// ReopenCases takes back what an operator has approved and nobody has used yet, code or half.
	ReopenCases(ctx context.Context, operator string) error
	audit.Log
}

// ErrWrong is answered to a code that is not right, too old, tried too often, or of a case that has none.
var ErrWrong = errors.New("desk: no such code")

// Service looks after cases.
type Service struct {
	Store  Store
	Keys   *keys.Ring
	Limits *limit.Limiter
	Now    func() time.Time
}

// Open finds the case that a flow is to name, or opens one, in the flow's transaction. A card has one live case a journey; a
// card that has had its share of new ones today is told the last one's number again.
func (s *Service) Open(ctx context.Context, tx Opening, c Case) (Case, error) {
	now := s.Now()
	c.Number, c.CreatedAt, c.ExpiresAt = Number(), now, now.Add(CaseLife)
	if c.CardRef == "" { // a card system that says no says nothing else: there is nothing to find again
		return tx.OpenCase(ctx, c)
	}
	last, found, err := tx.LatestCase(ctx, c.CardRef, c.Journey, now)
	if err != nil || found && c.State == Open && last.Live() {
		return last, err
	}
	kind, _, _ := strings.Cut(c.Journey, " ")
	full, err := s.Limits.In(ctx, tx, s.Limits.Of(limit.DeskCase, kind+" "+c.CardRef))
	if err != nil || full && found {
		return last, err
	}
	return tx.OpenCase(ctx, c)
}

// Try tests a code for the case of a card. The try is counted before anything is compared; a right code is not used up yet: the
// caller does that with UseCode in the transaction that acts on it.
func (s *Service) Try(ctx context.Context, cardRef, journey string, code form.DeskCode) (Case, error) {
	c, _, err := s.Store.CountCodeTry(ctx, cardRef, journey, Tries, s.Now())
	if err != nil {
		return Case{}, err
	}
	if !s.right(c, code) { // with no case it is compared with nothing, which takes as long
		return c, ErrWrong
	}
	return c, nil
}

// NotUsed takes back the try of a right code with which nothing could be done, because the database was away.
func (s *Service) NotUsed(ctx context.Context, right Case) error {
	return s.Store.GiveCodeTry(ctx, right.Number)
}

func (s *Service) right(c Case, code form.DeskCode) bool {
	return s.Keys.Verify(c.MAC, "desk", c.Number, c.Journey, c.CardRef, code.Letters())
}

// code is ten characters of a set in which none is taken for another, 50 bits.
func code() string {
	b := make([]byte, form.DeskLetters)
	rand.Read(b)
	for i := range b {
		b[i] = form.DeskSet[int(b[i])%len(form.DeskSet)] // of 32: none is likelier than another
	}
	return string(b)
}

// Number is a random number to name at the desk, as "7K2M-94QX".
func Number() string {
	const set = "ACEFHJKLMNPRTUVWXY234679"
	out := make([]byte, 0, 9)
	for b := make([]byte, 1); len(out) < 9; {
		switch rand.Read(b); {
		case len(out) == 4:
			out = append(out, '-')
		case int(b[0]) < 256/len(set)*len(set): // else some would be likelier than others
			out = append(out, set[int(b[0])%len(set)])
		}
	}
	return string(out)
}
