// Package registration is the flow record and its journeys: how a card becomes a member. A flow is an expiring record on
// the server with a named state; the browser holds only its random id. The card number and the security code live in the
// memory of the one request that carries them: a flow keeps what the issuer answered, never what was asked.
//
// flow.md beside this file draws the states.
package registration

import (
	"context"
	"errors"
	"time"

	"netanswer/server/desk"
	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/server/notify"
	"netanswer/server/order"
	"netanswer/shared/text"
)

const (
	Life    = 30 * time.Minute // of a flow without progress
	Longest = 24 * time.Hour   // of any flow, from its beginning
)

// IDTries is how often a flow may ask for an ID that is taken: no more, or the form would tell who is a member.
const IDTries = 5

// State of a flow.
type State string

// The states.
const (
	Started    State = "started"    // something was sent, but the issuer or the directory of IDs said no so far
	Entered    State = "entered"    // the issuer accepts the card; everything typed is kept; to be confirmed
	Confirmed  State = "confirmed"  // confirmed; identity is to be proven
	Identified State = "identified" // identity proven: ID or password is the holder's own data, or forgotten: choose others
	Done       State = "done"       // the member exists, or has a new password
	Unable     State = "unable"     // ended without one; Reason says why
)

// Why a flow ended without a member. It is general on purpose.
const (
	ReasonRefused      = "refused"      // the issuer did not accept what was typed, several times
	ReasonContact      = "contact"      // nothing on file that this site can reach the holder by
	ReasonTries        = "tries"        // too many wrong passcodes, or IDs that are taken
	ReasonDesk         = "desk"         // the person asked for the desk: nothing on file reaches them any more
	ReasonRegistered   = "registered"   // the card has its member already; told only after identity
	ReasonUnregistered = "unregistered" // the card has no member whose ID or password could be forgotten; told only after identity
	ReasonMine         = "mine"         // of another card: the member has added it meanwhile
	ReasonFull         = "full"         // of another card: the member has as many as there may be
)

// Flow is one registration, one recovery, one card more of a member, or the proof of an order, under way.
type Flow struct {
	ID           string // keys.Hash of the cookie
	Prior        string // the ID before identity was proven
	Journey      string
	State        State
	CardTag      string // HMAC of number and expiry under the month's key: the same card again is not asked again
	CardRef      string
	AccountRef   string
	Last4        string
	Brand        string
	Expiry       string // 01/28
	Login        string // NetアンサーID as typed; empty until a free one is reserved, or the member's own is shown
	PasswordHash string
	Grade        int  // 0-4
	OwnLogin     bool // the ID, or the password, is the holder's own data: found while the password was at hand,
	OwnPassword  bool // told only after identity
	Email        string
	Lang         text.Lang // of the browser, at its last step
	TermsVersion string
	AgreedAt     time.Time
	Reach        []Reach // how the holder can be reached, masked; known from Confirmed on
	IDTries      int
	Refusals     int // how often the issuer said no in this flow
	Sends        int // passcodes sent
	Reason       string
	Case         string             // to name at the desk
	MemberID     string             // once there is one: of a recovery when identity is proven, of a registration when it is done, of another card and of an order from the start
	Session      string             // of another card and of an order: the session that began it; no other goes on with it
	Deed         order.Deed         // of an order: what is to be proven
	Assurance    identity.Assurance // what identity was proven by
	CreatedAt    time.Time
	ExpiresAt    time.Time
}

// Reach is one registered contact as a screen may show it.
type Reach struct {
	Channel issuer.Channel `json:"channel"`
	Masked  string         `json:"masked"`
}

// ErrNoFlow is answered when a flow is not there or has expired.
var ErrNoFlow = errors.New("registration: no such flow")

// ErrMoved is answered along with the flow when a step was asked for that it does not stand at: skipped, or sent twice.
// Nothing was changed; the flow's own screen says it in one sentence.
var ErrMoved = errors.New("registration: the flow stands at another step")

// ErrTaken is answered when a login or a card has become another member's. Nothing was changed: the transaction may go on.
var ErrTaken = errors.New("registration: login or card is another member's")

// Store keeps flows.
type Store interface {
	// Update runs f in one transaction, again should the database ask for it: no side effect inside.
	Update(ctx context.Context, f func(Tx) error) error
	// Flow reads a flow that has not expired; ErrNoFlow else.
	Flow(ctx context.Context, id string, now time.Time) (Flow, error)
	// Renewed reads the flow that had another id until identity was proven; ErrNoFlow else.
	Renewed(ctx context.Context, prior string, now time.Time) (Flow, error)
}

// Tx is one transaction of a flow.
type Tx interface {
	// LockFlow reads a flow and keeps others from changing it until the end of the transaction.
	LockFlow(ctx context.Context, id string, now time.Time) (Flow, error)
	// PutFlow inserts the flow or writes all of it.
	PutFlow(ctx context.Context, f Flow) error
	// RenewFlow gives the flow another id; its reservation goes with it.
	RenewFlow(ctx context.Context, old, fresh string) error

	// ReserveLogin holds a folded login for a flow until a time and lets go of what the flow held before; false when a
	// member or another live flow has it.
	ReserveLogin(ctx context.Context, login, flow string, now, until time.Time) (bool, error)
	// HoldLogin holds the login that a flow has reserved until another time.
	HoldLogin(ctx context.Context, login, flow string, until time.Time) error
	// CardMember is the member who registered a card.
	CardMember(ctx context.Context, cardRef string) (memberID string, ok bool, err error)
	// CreateMember writes the member, turns the flow's reservation of the login into the member's and enters the card in
	// the directory. It fails with ErrTaken when either is another's.
	CreateMember(ctx context.Context, m member.Member, flow string) error

	// MemberCards are a member's cards, the first registered first.
	MemberCards(ctx context.Context, memberID string) ([]member.Card, error)
	// AddCard gives a member another card and enters it in the directory. It fails with ErrTaken when it is somebody's.
	AddCard(ctx context.Context, memberID string, c member.Card, now time.Time) error
	// RemoveCard takes a card from a member and out of the directory, with what was kept of its account, and out of the view of the
	// member's sessions.
	RemoveCard(ctx context.Context, memberID, cardRef string) error

	identity.Tx
	member.Recovery
	notify.Queue
	member.MailTx
	member.Inbox
	order.ProofTx
	desk.Opening
	desk.Using
}
