// Package member is who may come in: credentials, login, sessions. A member is made by a registration and found by the
// NetアンサーID (through a directory) or by the member id inside the session cookie, so that everything else about a member
// lies under one key.
package member

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"netanswer/server/identity"
	"netanswer/server/keys"
	"netanswer/shared/text"
)

// Member is what a registration makes.
type Member struct {
	ID           string // UUIDv7
	Login        string // NetアンサーID as typed
	PasswordHash string // PHC string
	Email        string
	Confirmed    bool      // Email is known to be the holder's
	Lang         text.Lang // of messages
	TermsVersion string
	AgreedAt     time.Time
	CreatedAt    time.Time
	Card         Card
}

// Card is a card that a member sees the account of.
type Card struct {
	Ref        string // the issuer's card_ref
	AccountRef string
	Last4      string // as last heard from the issuer: a reissued card has another number
	Brand      string
	Name       string // as the member calls it; empty: by its brand
}

// MaxCards is how many cards a member may have.
const MaxCards = 10

// ID names a card among its member's, in addresses and forms: the issuer's reference stays on the server.
func (c Card) ID() string { return keys.Hash("card " + c.Ref)[:16] }

// Credential is what a login needs.
type Credential struct {
	MemberID     string
	Login        string
	PasswordHash string
	LastLogin    time.Time // zero: never
	Closed       bool      // nobody logs in any more, whatever the password
}

// Session is a logged-in browser.
type Session struct {
	MemberID  string
	TokenHash string
	CreatedAt time.Time
	SeenAt    time.Time
	LastLogin time.Time // the login before this one; zero: none
	CardRef   string    // the card in view; empty, or none of the member's any more: the first
	Device    string    // hash of the browser's device cookie; empty: not known

	// Only where sessions are listed:
	Agent string // browser and system, a word each: "Chrome/Windows"; empty: not known
}

// Store keeps members.
type Store interface {
	// Update runs f in one transaction, again should the database ask for it: no side effect inside.
	Update(ctx context.Context, f func(Tx) error) error
	// Credential finds a login, in the folded form of Fold.
	Credential(ctx context.Context, login string) (Credential, bool, error)
	// Session finds a session. It is asked on every page behind the login.
	Session(ctx context.Context, memberID, tokenHash string) (Session, bool, error)
	// Sessions are a member's that were seen after seen and made after made, the last seen first, most of them at most.
	Sessions(ctx context.Context, memberID string, seen, made time.Time, most int) ([]Session, error)
	// TouchSession writes when a session was last seen.
	TouchSession(ctx context.Context, memberID, tokenHash string, seen time.Time) error
	// Device says whether the member has logged in on a device before. It is asked for no member too.
	Device(ctx context.Context, memberID, tokenHash string) (bool, error)
	// Cards are a member's cards, the first registered first.
	Cards(ctx context.Context, memberID string) ([]Card, error)
	// ViewCard writes which card a session has in view.
	ViewCard(ctx context.Context, memberID, tokenHash, cardRef string) error
	// NameCard writes what the member calls a card.
	NameCard(ctx context.Context, memberID, cardRef, name string) error
	// RenumberCard writes by which last 4 digits the issuer knows a card now.
	RenumberCard(ctx context.Context, memberID, cardRef, last4 string) error
	// Caution is what SetCaution wrote last; zero when nothing was.
	Caution(ctx context.Context, memberID string) (time.Time, error)
	// Mail is the member's own address, the first one.
	Mail(ctx context.Context, memberID string) (Mail, error)
	// MailCode is the code that an address has to be confirmed with, if one was sent.
	MailCode(ctx context.Context, memberID, email string) (MailCode, bool, error)
	// CountMailTry adds a try to an unexpired code with fewer than max tries, in a statement of its own, and answers the code
	// with the new count; false when there was none to add to.
	CountMailTry(ctx context.Context, memberID, email string, max int, now time.Time) (MailCode, bool, error)
	// GiveMailTry takes one counted try back.
	GiveMailTry(ctx context.Context, c MailCode) error
	// MailCodes are all codes under way to contacts of a member, the newest first, without what became of their messages.
	MailCodes(ctx context.Context, memberID string) ([]MailCode, error)
	// Wishes are how a member wants notices, of the kinds that they said anything about.
	Wishes(ctx context.Context, memberID string) (map[Wish]Ways, error)
	// ClosedCards are cards of members whose accounts a member has closed, done and written down by then.
	ClosedCards(ctx context.Context, before time.Time) ([]Closed, error)
	VaultStore
	// Notices are a member's newest, most of them at most, older than the one named before if one is.
	Notices(ctx context.Context, memberID, before string, most int) ([]Notice, error)
	// Notice is one of a member's.
	Notice(ctx context.Context, memberID, id string) (Notice, bool, error)
	// ReadNotice writes when a notice was first opened.
	ReadNotice(ctx context.Context, memberID, id string, at time.Time) error
}

// Tx is a transaction on one member.
type Tx interface {
	PutSession(ctx context.Context, s Session) error
	EndSession(ctx context.Context, memberID, tokenHash string) error
	// EndSessionsBut ends all of a member's sessions but one and forgets in which browsers the member has logged in, with what these keep, but for that
	// one's; an empty hash spares none. It answers how many sessions that were.
	EndSessionsBut(ctx context.Context, memberID, tokenHash string) (ended int, err error)
	// ForgetDevice forgets that the member has logged in in a browser, and ends what that keeps.
	ForgetDevice(ctx context.Context, memberID, tokenHash string) error
	// SetLastLogin writes when the member logged in, and keeps others from changing the password until the end of the
	// transaction; false when the password has become another than the credential's meanwhile, or nobody may log in any more.
	SetLastLogin(ctx context.Context, c Credential, at time.Time) (bool, error)
	// SetLang writes the language of messages to the member.
	SetLang(ctx context.Context, memberID string, l text.Lang) error
	// ConfirmMail uses a code up and marks its address confirmed; false when it was not there to be used.
	ConfirmMail(ctx context.Context, c MailCode, at time.Time) (bool, error)
	// EndMailCode ends a code.
	EndMailCode(ctx context.Context, c MailCode) error
	// PutWish writes how a member wants notices of a kind.
	PutWish(ctx context.Context, memberID string, k Wish, w Ways, at time.Time) error
	LeaveTx
	identity.Tx
	VaultTx
	MailTx
	Inbox
	Recovery
}

// Fold is the form in which logins are unique and found: letters in lower case, so that Hanako2026 and hanako2026 are
// not two members.
func Fold(login string) string { return strings.ToLower(login) }

// NewID is a fresh member id.
func NewID() (string, error) {
	id, err := uuid.NewV7()
	return id.String(), err
}
