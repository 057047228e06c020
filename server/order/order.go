// Package order is what a member has the card system do: change a payment, borrow, ask for a higher limit, lock a card. An order is
// drafted by the screen that asks for it, shown once more in full with the documents that belong to it, proven by a check that is bound to
// exactly this, handed to the issuer under a key until it answers, and kept with its receipt.
//
// The issuer decides. This package sees to it that what was confirmed is what is ordered, by who is entitled to, once.
//
// docs/orders.md draws it in full.
//
//	drafted ─ confirm ─▶ confirmed ─ proof ─▶ proven ─ conclude ─▶ sending ─ the issuer answers ─▶ concluded
//	                          (no proof is asked for) ────────────▶    │  └─ it will not ─────────▶ refused
//	                                                                   └─ nobody knows: asked again with the same key
package order

import (
	"time"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Life is how long a draft waits for its confirmation and its proof.
const Life = 30 * time.Minute

// State of an order at this site; how far it is at the issuer says its Outcome.
type State string

// The states.
const (
	Drafted   State = "drafted"   // shown, to be confirmed
	Confirmed State = "confirmed" // the proof is still to come
	Proven    State = "proven"    // to be handed over
	Sending   State = "sending"   // handed over at least once; nobody knows yet
	Concluded State = "concluded" // the issuer has it: Outcome
	Refused   State = "refused"   // the issuer does not offer it (any more)
)

// Order is one of a member's.
type Order struct {
	MemberID  string
	ID        string // UUIDv7; at the issuer it is the order's key
	State     State
	CardRef   string
	Last4     string
	Details   issuer.Order       // Kind and its details; Key is ID. Files are away once they are handed over
	Quote     []byte             // JSON: what the screen reckoned for the member, as its kind's Lines read it
	Hash      string             // of MemberID, CardRef, Details and Quote: what a proof is bound to
	Session   string             // that drafted it: no other confirms it
	Page      string             // key of the page that asked for it, and of what it asked for: posted twice it is one order
	Assurance identity.Assurance // what it was proven by
	Sheet     Sheet              // as it was confirmed, in the language of that moment
	Shut      bool               // details, Quote and Sheet do not open: their key is gone
	Outcome   issuer.Outcome     // once Concluded
	CreatedAt time.Time
	Confirmed time.Time
	ChangedAt time.Time
	ExpiresAt time.Time // of what is not proven yet; the rest stays
	RunAt     time.Time // when the issuer is to be asked again; of one that is being asked: when that lease is over
	Attempts  int       // times that the issuer was asked
}

// Draft is what a screen asks for.
type Draft struct {
	Card    string // card_ref: the card in view
	Last4   string
	Details issuer.Order // Kind and details; the rest is filled in here
	Quote   any          // what was reckoned for the member, as JSON
	Page    string       // form field "key", 32 hex digits that the page came with
}

// Sheet is what a member sees of an order before it counts, and has in hand afterwards.
type Sheet struct {
	Title     string          `json:"title"`
	Lines     []wire.Line     `json:"lines"`
	Documents []wire.Document `json:"documents,omitempty"`
	Lang      text.Lang       `json:"lang"`
}

// Kind is a row of the table: what an order of a kind is called, asks for and says of itself. Each area has a file with its rows
// (payment.go, cash.go, limits.go, services.go); kinds in table.go joins them.
type Kind struct {
	Kind      issuer.OrderKind
	Title     text.Message                             // キャッシング
	Least     identity.Assurance                       // the least that proves it; Unproven: the session is enough
	Careful   identity.Assurance                       // the least in the 72 hours after a recovery or a change of contacts
	Free      func(o issuer.Order, quote []byte) bool  // an order of this kind that asks for no proof all the same: a lock that is put on; may be nil
	Named     func(l text.Lang, o issuer.Order) string // what the passcode's text names: キャッシング50,000円; at most 20 characters
	Lines     func(l text.Lang, o issuer.Order, quote []byte) ([]wire.Line, error)
	Documents []string                      // keys of the documents that are shown and agreed to
	Needs     func(o issuer.Order) []string // of these, those of this order; nil: all of them
	Notice    bool                          // everybody who may have to object is told, beside the receipt in the inbox
	Back      string                        // the screen that asks for it: /payment
}
