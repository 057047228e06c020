// Package notify sends messages. A message is a row of the outbox, written in the transaction of what caused it; a Runner
// sends it, tries again with growing pauses, never sends one that has expired, and blanks the payload afterwards. The
// payload is sealed from the start: a passcode never lies readable in the database, its log or its free pages.
package notify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf16"

	"github.com/google/uuid"

	"netanswer/server/issuer"
	"netanswer/server/keys"
)

// Message is what goes out.
type Message struct {
	ID      string         `json:"id,omitempty"` // the outbox row's, the same however often it is sent: a gateway that saw it sends no second one
	Channel issuer.Channel `json:"channel"`      // sms or mail
	To      string         `json:"to"`           // E.164 or a mail address
	Subject string         `json:"subject"`      // mail only
	Text    string         `json:"text"`

	ExpiresAt time.Time `json:"-"` // worth nothing afterwards
	Attempt   int       `json:"-"` // 1, 2, …
}

// Queued is a message as it lies in the outbox.
type Queued struct {
	ID        string // UUIDv7
	Channel   issuer.Channel
	Sealed    string // the Message, sealed and bound to ID; blank once it is over
	State     State
	Attempts  int
	RunAt     time.Time // not before
	ExpiresAt time.Time // not after
	CreatedAt time.Time
	Why       string    // a dead one: a word of those below, perhaps with the status that was answered
	KeepUntil time.Time // a dead one may be sent by hand until then; zero: never, a passcode's text goes at once
}

// Why a message is dead.
const (
	Expired   = "expired"
	RefusedBy = "refused"   // by every sender
	TooOften  = "too often" // tried
	NoTime    = "no time"   // left for another try
	Unopened  = "unopened"  // by the keys that there are
	Broke     = "broke"     // the sender panicked on it
	Replaced  = "replaced"  // a newer passcode made it void
	Dropped   = "dropped"   // by hand
	Restored  = "restored"  // it waited in a backup that was put back
)

// State of a queued message.
type State string

// The states. A running row whose lease is over is due again: its runner died.
const (
	Ready   State = "ready"
	Running State = "running"
	Sent    State = "sent"
	Dead    State = "dead" // expired, refused for good or tried too often
)

// Queue is the outbox inside a transaction.
type Queue interface {
	Enqueue(ctx context.Context, qs ...Queued) error
}

// Store is the outbox as the Runner sees it.
type Store interface {
	// Claim takes up to n due messages (ready and RunAt reached, or running with a lease that is over), marks them
	// running until now+lease and counts the attempt. Two runners never get the same one.
	Claim(ctx context.Context, now time.Time, lease time.Duration, n int) ([]Queued, error)
	// Finish writes, in one commit, each message's State, Why, RunAt and Sealed if it is still this runner's (same Attempts, still
	// running).
	Finish(ctx context.Context, qs ...Queued) error
}

// Outbox is all of it.
type Outbox interface {
	Store
	Letters
}

// Letters are the dead messages.
type Letters interface {
	// Dead are the newest n of them; kept: only those that can be sent yet.
	Dead(ctx context.Context, kept bool, now time.Time, n int) ([]Queued, error)
	// Again has a dead message sent, until its KeepUntil; false when there is none under this ID that can be.
	Again(ctx context.Context, id string, now time.Time) (bool, error)
	// Drop forgets the text of a dead message; false when there is none under this ID.
	Drop(ctx context.Context, id string) (bool, error)
}

// Channel sends messages of one kind. It hands the message's ID to the gateway as its idempotency key: when a runner dies
// between the gateway's answer and its own note of it, another sends the message again.
type Channel interface {
	Send(ctx context.Context, m Message) error
}

// ErrRefused is wrapped by a Channel's error when trying again is of no use.
var ErrRefused = errors.New("refused for good")

// Seal makes an outbox row of a message.
func Seal(k *keys.Ring, m Message, now time.Time, ttl time.Duration) (Queued, error) {
	raw, err := json.Marshal(m)
	if err != nil {
		return Queued{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Queued{}, err
	}
	q := Queued{ID: id.String(), Channel: m.Channel, State: Ready, RunAt: now, ExpiresAt: now.Add(ttl), CreatedAt: now}
	q.Sealed = k.Seal("outbox", q.ID, raw)
	return q, nil
}

// SMSUnits is the length of a text in UCS-2 units: 70 fit into one SMS (3GPP TS 23.038).
func SMSUnits(s string) int { return len(utf16.Encode([]rune(s))) }

func open(k *keys.Ring, q Queued) (m Message, err error) {
	raw, err := k.Open("outbox", q.ID, q.Sealed)
	if err != nil {
		return m, fmt.Errorf("outbox row %s: %w", q.ID, err)
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return m, err
	}
	m.ID, m.ExpiresAt, m.Attempt = q.ID, q.ExpiresAt, q.Attempts
	return m, nil
}
