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
	ErrNoStatement = errors.New("issuer: no such statement") // a month for which the issuer has none, or none any more
	ErrStranger    = errors.New("issuer: does not know us")  // beside ErrUnavailable: our certificate, secret or authorities are wrong
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

	// Account is what was agreed on with the main holder.
	Account(ctx context.Context, cardRef string) (Account, error)

	// Cards are the cards of the account that this holder may see, their own first: a main holder sees all, who holds a
	// family card only that one.
	Cards(ctx context.Context, cardRef string) ([]Card, error)

	// Statements are the months in which something is or was debited, the newest first, the one still open among them.
	// Whoever holds a family card gets what they used themselves; the account pays it.
	Statements(ctx context.Context, cardRef string, p Page) (Statements, error)

	// Statement is that of the month in which it is debited. ErrNoStatement when there is none.
	Statement(ctx context.Context, cardRef string, month japan.Month) (Statement, error)

	// Uses are the uses of the card and of those it may see, the newest first. ErrNoStatement for a month that has none.
	Uses(ctx context.Context, cardRef string, of UsesOf) (Uses, error)

	// Limits are the account's, as of now, whoever asks.
	Limits(ctx context.Context, cardRef string) (Limits, error)

	// Points are the main holder's; a family card has none of its own.
	Points(ctx context.Context, cardRef string) (Points, error)

	// Ready says whether the issuer answers at all.
	Ready(ctx context.Context) error

	Orders
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

// Summary is the account at a glance. It agrees with Statements, Limits and Points to the yen. Amounts are yen; a negative
// amount is owed to the holder.
type Summary struct {
	Holder    Holder
	Last4     string
	Brand     card.Brand
	Due       int        // the next debit; below 0: it is paid into the bank account
	DueDate   japan.Date // zero: nothing to pay
	Fixed     bool       // the amount will not change any more
	Account   string     // the bank account debited, masked
	Overdue   int        // a debit that failed and was not paid since
	RetryOn   japan.Date // when it is tried again; zero: it was, and failed again
	Unbilled  int        // on the statement that is still open
	NextDebit japan.Date // when Unbilled will be debited
	Limit     int
	Available int // for shopping in one payment
	Points    int
	Expiring  int
	ExpireOn  japan.Date
	Uses      []Use // the latest five, newest first
}
