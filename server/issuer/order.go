package issuer

import (
	"context"
	"errors"
	"time"

	"netanswer/shared/japan"
)

// What a member orders. The issuer decides; the site shows, asks, proves who it is, and hands the order over under a key, so that
// however often it is handed over it is done once.

// What may be answered to an order beside an outcome.
var (
	ErrNotOffered = errors.New("issuer: not offered")      // what is ordered is not, or no longer, among the offers: past its cut-off, beyond a limit, stale terms
	ErrKeyUsed    = errors.New("issuer: key used")         // the key belongs to an order of other contents
	ErrNoOrder    = errors.New("issuer: no such order")    // nothing was ordered under this key
	ErrTooLate    = errors.New("issuer: cannot be undone") // the order's cut-off has passed
)

// Orders is the part of the port by which members act. Every call ends when ctx does.
type Orders interface {
	// PaymentOffers are the uses whose way of paying can still be changed, the soonest cut-off first, and the terms.
	PaymentOffers(ctx context.Context, cardRef string) (PaymentOffers, error)

	// CashOffer is what may be borrowed now, and on what terms.
	CashOffer(ctx context.Context, cardRef string) (CashOffer, error)

	// LimitOffer is what may be asked for, and lowered, of the limits.
	LimitOffer(ctx context.Context, cardRef string) (LimitOffer, error)

	// Services are the facts that procedures change, as they stand now.
	Services(ctx context.Context, cardRef string) (Services, error)

	// Order does what is ordered, or takes it in. The same key with the same contents answers the same outcome, however often;
	// with other contents ErrKeyUsed. ErrNotOffered changes nothing, and may be answered for the same key again. After ErrUnavailable
	// nobody knows: ask again with the same key.
	Order(ctx context.Context, cardRef string, o Order) (Outcome, error)

	// Outcome is how an order stands now. ErrNoOrder when none came under this key.
	Outcome(ctx context.Context, cardRef, key string) (Outcome, error)

	// Cancel undoes an order until its CancelUntil; ErrTooLate after it. Cancelled already, it answers that.
	Cancel(ctx context.Context, cardRef, key string) (Outcome, error)

	// Events are what happened at the issuer, to any card, after a place in their order; empty: from the beginning. The next place is
	// the last Event's Place. At most MaxPage come at once. Of one that makes no sense beside others that do, its place and what else can be known
	// of it are answered, see Event.Nonsense.
	Events(ctx context.Context, after string) ([]Event, error)
}

// OrderKind is what is ordered. Each has its details in Order, under the same name.
type OrderKind string

// The kinds.
const (
	ChangePayment OrderKind = "change_payment" // あとからリボ, あとから分割, 分割 → リボ
	Prepay        OrderKind = "prepay"         // まとめて返済, 繰上返済, リボ → 一括
	BorrowCash    OrderKind = "borrow_cash"    // キャッシング
	LowerCash     OrderKind = "lower_cash"     // one's own cash limit, at once, also to 0
	RaiseCash     OrderKind = "raise_cash"     // an application
	RaiseLimit    OrderKind = "raise_limit"    // an application: 増枠, temporary or lasting
	LowerLimit    OrderKind = "lower_limit"    // at once
	LockCard      OrderKind = "lock_card"      // on, off, in part, until a day
	ReportLoss    OrderKind = "report_loss"    // locked at once; a new card comes
	Reissue       OrderKind = "reissue"        // broken, a new name
	MoveAddress   OrderKind = "move_address"
	ChangePhone   OrderKind = "change_phone"
	ChangeMail    OrderKind = "change_mail" // the address on file
	ChangeBank    OrderKind = "change_bank" // after the bank's own confirmation
	SendPIN       OrderKind = "send_pin"    // by post
	ChoosePaper   OrderKind = "choose_paper"
	AddFamily     OrderKind = "add_family"
	AddETC        OrderKind = "add_etc"
	UsePoints     OrderKind = "use_points" // against the bill
	CloseAccount  OrderKind = "close_account"
)

// OrderKinds are all of them.
var OrderKinds = []OrderKind{ChangePayment, Prepay, BorrowCash, LowerCash, RaiseCash, RaiseLimit, LowerLimit, LockCard, ReportLoss, Reissue,
	MoveAddress, ChangePhone, ChangeMail, ChangeBank, SendPIN, ChoosePaper, AddFamily, AddETC, UsePoints, CloseAccount}

// Order is one of them: Kind, and the field of that kind; the others are nil.
type Order struct {
	Key       string // idempotency: 16-64 letters, digits and hyphens; the site's order
	Kind      OrderKind
	At        time.Time // when the member confirmed
	Assurance string    // by what the member proved who they are: "", call, mail, sms, desk, passkey
	Documents []string  // what was shown and agreed to: key@version

	ChangePayment *PaymentChange
	Prepay        *Prepayment
	BorrowCash    *Borrowing
	LowerCash     *NewLimit
	RaiseCash     *LimitRequest
	RaiseLimit    *LimitRequest
	LowerLimit    *NewLimit
	LockCard      *Lock
	ReportLoss    *Loss
	Reissue       *Replacement
	MoveAddress   *Address
	ChangePhone   *NewPhone
	ChangeMail    *NewMail
	ChangeBank    *NewBank
	SendPIN       *Nothing
	ChoosePaper   *Paper
	AddFamily     *Family
	AddETC        *Nothing
	UsePoints     *PointsUse
	CloseAccount  *Closing
}

// Nothing is the details of an order that has none.
type Nothing struct{}

// PaymentChange has one use paid in another way. Terms is that of the offer: other terms meanwhile are ErrNotOffered.
type PaymentChange struct {
	Use      string // issuer.Use.Ref
	Way      string // Instalments or Revolving
	Payments int    // of instalments
	Terms    string
}

// Prepayment pays sooner than agreed on, with the next debit that still takes it.
type Prepayment struct {
	Of     string // Revolving: the balance; else the Ref of one use in instalments, paid whole
	Amount int    // yen of principal
	Terms  string
}

// Borrowing is a cash advance into the account on file.
type Borrowing struct {
	Amount int    // yen, in the offer's steps
	Way    string // Once or Revolving
	Terms  string
}

// NewLimit is a lower limit from now on. Yen, in the offer's steps; 0 only of cash.
type NewLimit struct{ Limit int }

// LimitRequest asks for a higher limit. What the law wants to know stands beside it.
type LimitRequest struct {
	Limit    int        // yen, in the offer's steps
	From     japan.Date // of a temporary one; zero: lasting
	Until    japan.Date // with it
	Purpose  string     // one of LimitOffer.Purposes
	Income   int        // yen a year
	Employer string
	Debts    int    // yen owed elsewhere
	Consent  bool   // to the query at the credit bureau
	Files    []File // proof of income, where the amount asks for it
}

// File is a document of a member's, handed over and not kept by the site.
type File struct {
	Name string
	Type string // image/jpeg, image/png, application/pdf: checked by the contents
	Data []byte // at most MaxFile
}

// Bounds of files.
const (
	MaxFile  = 5 << 20
	MaxFiles = 3
)

// Lock is what a card is not to be used for. The zero Lock is none.
type Lock struct {
	All, Abroad, Online, Cash bool
	Until                     japan.Date // the last day; zero: until it is taken off
}

// Loss is a card lost or stolen.
type Loss struct {
	Stolen  bool
	On      japan.Date // when it was last seen
	Place   string     // in words; may be empty
	Police  string     // number of the report; may be empty
	Replace bool       // a new card is to come
}

// Replacement is a card that comes in the place of one.
type Replacement struct{ Why string } // broken, unreadable, name

// Address is where a holder lives.
type Address struct {
	Postal     string // seven digits
	Prefecture string
	City       string
	Street     string
	Building   string // may be empty
}

// NewPhone is another number on file.
type NewPhone struct {
	Number string // E.164
	Mobile bool
}

// NewMail is another address on file, that a code has confirmed.
type NewMail struct{ Mail string }

// NewBank is what the bank's own page came back with.
type NewBank struct{ Token string }

// Paper says how statements come.
type Paper struct{ Paper bool }

// Family is a family card ordered.
type Family struct {
	Name, Kana, Roman string
	BirthDate         japan.Date
	Relation          string // spouse, parent, child
}

// PointsUse pays part of the next bill.
type PointsUse struct{ Points int }

// Closing ends the membership.
type Closing struct{ Why string } // unused, fee, other, …; may be empty

// OrderState is how far an order is.
type OrderState string

// The states.
const (
	Received  OrderState = "received"  // taken in
	Examining OrderState = "examining" // somebody, or something, looks at it
	Approved  OrderState = "approved"  // of an application
	Declined  OrderState = "declined"  // of an application; Reason says why
	Shipped   OrderState = "shipped"   // of a card or a letter
	Completed OrderState = "completed"
	Cancelled OrderState = "cancelled"
)

// Outcome is how an order stands.
type Outcome struct {
	Key         string
	Number      string // the issuer's receipt number, to be named by telephone
	State       OrderState
	Reason      string     // of Declined: one of Reasons
	At          time.Time  // since when it is in this state
	CancelUntil time.Time  // zero: it cannot be undone
	Effective   japan.Date // from which day it counts; zero: now, or not known yet
	Page        string     // an address to go on at: the bank's own confirmation; else empty
}

// Reasons of an application declined, as they may be told in plain words.
var Reasons = []string{"income", "debts", "history", "recent", "documents", "overall"}

// Terms of a way of paying later, all of it the issuer's data.
type Terms struct {
	Version string // changes when any of it does
	Rate    int    // yearly, hundredths of a percent
	Year366 bool   // days of a leap year are counted by 366
	Steps   []Step // of a revolving balance: one, 元金定額; more, 残高スライド
	Within  bool   // the monthly payment contains the interest
	Choices []Term // of instalments
	Least   int    // the least amount, yen
}

// Step is one step of a slide: up to this balance so much a month.
type Step struct {
	UpTo int // yen of balance, included; 0: without end, the last step
	Pay  int // yen
}

// Term is a number of payments that may be chosen.
type Term struct {
	Payments int // 3-600
	Fee      int // yen for 10,000
	Rate     int // effective, yearly, hundredths of a percent
}

// PaymentOffers are what can be changed.
type PaymentOffers struct {
	Uses        []PaymentOffer
	Revolving   Terms
	Instalments Terms
	Balance     int         // the revolving balance that can be paid sooner; 0: none
	PrepayBy    time.Time   // until when the next debit takes it
	PrepayMonth japan.Month // that debit
	Why         string      // none are offered: "" nothing there, "arrears", "family", "not_agreed"
}

// PaymentOffer is one use.
type PaymentOffer struct {
	Use         Use
	Until       time.Time // the cut-off
	Revolving   bool      // may become a revolving balance
	Instalments bool      // may be paid in instalments
	Whole       bool      // in instalments now: what is left may be paid at once
}

// CashOffer is what may be borrowed.
type CashOffer struct {
	Why       string // not offered: "" offered, "minor", "student", "arrears", "limit", "family", "not_agreed", "locked"
	Least     int    // yen
	Most      int    // yen, by limit and what is used of it
	Step      int    // yen
	Once      Terms
	Revolving Terms      // Rate 0: only once
	Bank      string     // where it goes, masked
	Arrives   japan.Date // when it is there if it is ordered now
	Until     time.Time  // until when that holds
	Limit     int        // own cash limit, yen
	MostLimit int        // up to which one may apply; 0: no application
	LimitStep int

	// Of an application for a higher cash limit:
	ProofAbove int // from which limit on proof of income is asked for; 0: never
	ProofWith  int // and from which sum of the limit and what is owed elsewhere; 0: never
	IncomePart int // that sum may come to a year's income divided by this (総量規制: 3); 0: no such rule
}

// LimitOffer is what may be asked of the limits.
type LimitOffer struct {
	Why         string     // no application: "" may apply, "arrears", "family", "recent", "pending"
	Pending     string     // key of the application under way
	Limit       int        // now
	Temporary   int        // up to which for a time; 0: not offered
	Lasting     int        // up to which for good; 0: not offered
	Step        int        // yen
	LongestDays int        // of a temporary one
	Ahead       int        // days from now on in which it begins
	Purposes    []string   // travel, wedding, moving, medical, purchase, other
	ProofAbove  int        // from which limit on proof of income is asked for; 0: never
	LeastLimit  int        // down to which it can be lowered
	Until       japan.Date // of a temporary limit now in force; zero: none
}

// Services are the facts that procedures change.
type Services struct {
	Lock       Lock
	Lost       bool       // reported lost or stolen; the card is dead
	NewCard    OrderState // of a card under way: "", received, shipped
	NewCardBy  japan.Date // about when it comes
	Address    string     // masked: 東京都****
	Paper      bool
	PaperFee   int         // yen a month
	PaperFrom  japan.Month // from which statement a choice counts that is made now
	Bank       string      // masked
	Families   []Member    // family cards there are or under way
	MostFamily int
	ETC        OrderState // "": none
	PIN        OrderState // of a letter with the PIN under way: "", received, shipped
	PINOn      japan.Date // when it was ordered; zero: not known
	Points     int        // that can be used now
	PointStep  int        // in steps of
	PointYen   int        // yen for one
	PointsOn   int        // already ordered for the next bill
	Closing    Closable
	Orders     []OrderKind // that this holder may order at all
}

// Member is somebody with a family card.
type Member struct {
	Name  string
	Last4 string // empty: under way
	State OrderState
}

// Closable is what closing a membership would mean.
type Closable struct {
	Why    string      // cannot be closed here: "" can, "balance", "family"
	Owed   int         // yen still to be debited afterwards
	Last   japan.Month // the last debit
	Points int         // lost
}

// EventKind is what happened.
type EventKind string

// The kinds.
const (
	CardUsed       EventKind = "card_used"
	AmountFixed    EventKind = "amount_fixed"
	DebitFailed    EventKind = "debit_failed"
	CardCancelled  EventKind = "card_cancelled"
	CardReissued   EventKind = "card_reissued"
	HolderDeceased EventKind = "holder_deceased"
	OrderMoved     EventKind = "order_moved" // an order is in another state
)

// EventKinds are all of them.
var EventKinds = []EventKind{CardUsed, AmountFixed, DebitFailed, CardCancelled, CardReissued, HolderDeceased, OrderMoved}

// Event is something that happened at the issuer.
type Event struct {
	Place   string // in the order of events; opaque, greater is later
	Kind    EventKind
	At      time.Time
	CardRef string
	Key     string      // of an order
	Use     string      // of a use: its Ref
	Amount  int         // yen: of a use, of a debit
	Month   japan.Month // of a debit

	// Nonsense is what of it makes no sense, in words of the program; empty: all of it does. Of one that does not there are Place, and Kind, At
	// and CardRef as far as each by itself is of its form.
	Nonsense string
}
