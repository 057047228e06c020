// Package issuer is the port to the issuer's card system: what this site may ask it, in the words of the card business.
// An adapter is a folder beside it that passes issuertest.Run. The card number and the security code cross this port
// once, in VerifyCard; everything after it names the card by an opaque reference that survives renewal and reissue.
package issuer

import (
	"context"
	"errors"
	"time"

	"netanswer/shared/card"
	"netanswer/shared/japan"
)

// What an adapter may answer beside data. Any other error means that the issuer's answer made no sense; the caller treats
// it like ErrUnavailable.
var (
	ErrRefused     = errors.New("issuer: card refused")      // unknown, wrong code, expired, blocked, lost, not eligible: never told apart
	ErrUnavailable = errors.New("issuer: not available")     // down, slow, in maintenance
	ErrUnknown     = errors.New("issuer: unknown reference") // a card_ref or account_ref that the issuer does not know
)

// Issuer is what the site asks of the card system. Every call ends when ctx does.
type Issuer interface {
	// VerifyCard asks whether this is a live card that may be registered, its code right. ErrRefused without a reason
	// when not: the reason must not reach the person who typed. Nor must the time that it took: all reasons are to be
	// answered well within registration.Slot, for differences show beyond it.
	VerifyCard(ctx context.Context, n card.Number, e card.Expiry, c card.SecurityCode) (Verified, error)

	// Contacts are the holder's registered ways to be reached, best first.
	Contacts(ctx context.Context, cardRef string) ([]Contact, error)

	// Holder is who the card belongs to.
	Holder(ctx context.Context, cardRef string) (Holder, error)

	// Summary is what the home screen shows, as of now.
	Summary(ctx context.Context, cardRef string) (Summary, error)

	// Ready says whether the issuer answers at all.
	Ready(ctx context.Context) error
}

// Verified is a card that the issuer accepts.
type Verified struct {
	CardRef    string // opaque; the same after renewal and reissue
	AccountRef string // opaque; shared by the main card and its family cards
	Last4      string
	Brand      card.Brand
}

// Channel is a way to reach a holder.
type Channel string

// The channels.
const (
	SMS      Channel = "sms"      // a mobile number
	Mail     Channel = "mail"     // an address on file, where the issuer allows it for proving identity
	Landline Channel = "landline" // a fixed or 050 number: calls only
)

// Contact is one registered way. To is a number in E.164 or a mail address: never shown, only Masked is.
type Contact struct {
	Channel Channel
	To      string
	Masked  string    // 090-****-1234, t***@example.jp
	Proves  bool      // may be used to prove identity; else only for notices
	Since   time.Time // when it came on file; zero: longer ago than anybody remembers
}

// Holder is a person on file. Identity is proven before anything of it is used.
type Holder struct {
	Name      string // 見本 花子
	Kana      string // ミホン ハナコ
	Roman     string // HANAKO MIHON
	BirthDate japan.Date
	Family    bool // holds a family card
}

// Summary is the account at a glance. Amounts are yen; a negative amount is owed to the holder.
type Summary struct {
	Holder    Holder
	Last4     string
	Brand     card.Brand
	Due       int        // the next debit
	DueDate   japan.Date // zero: nothing to pay
	Fixed     bool       // the amount will not change any more
	Account   string     // the bank account debited, masked
	Unbilled  int        // used since the last closing
	NextDebit japan.Date // when Unbilled will be debited
	Limit     int
	Available int
	Points    int
	Expiring  int
	ExpireOn  japan.Date
	Uses      []Use // the latest five, newest first
}

// Use is one use of the card.
type Use struct {
	Date     japan.Date
	Merchant string
	Amount   int
	Family   bool
	Way      string // once, twice, bonus, instalments, revolving
}
