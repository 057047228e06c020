package issuer

import (
	"netanswer/shared/card"
	"netanswer/shared/japan"
)

// MaxPage is the most entries in one answer.
const MaxPage = 500

// Page is a part of a list.
type Page struct {
	Max   int    // at most so many, 1-MaxPage
	After string // what Next said in the page before; empty: from the beginning
}

// Account is what was agreed on with the main holder. Rates are yearly, in hundredths of a percent.
type Account struct {
	Bank          string      // the bank account debited, masked
	CashRate      int         // on cash advances
	RevolvingRate int         // on a revolving balance
	LateRate      int         // on what is not paid on its day
	Revolving     int         // yen of a revolving balance paid back a month; 0: not agreed on
	AnnualFee     int         // yen; 0: none
	FeeMonth      japan.Month // of its next debit; zero: no fee
}

// Card is one card of an account.
type Card struct {
	CardRef string
	Last4   string
	Brand   card.Brand
	Holder  string // 見本 花子
	Family  bool
	Mine    bool // the one that was asked with
}

// State is how far a statement is.
type State string

// The states, in their order. A statement whose debit fails goes from Fixed to Retrying or Overdue before it is Paid.
const (
	Open     State = "open"     // takes in what is used
	Closed   State = "closed"   // takes in nothing new, but shops may still send in what was used before
	Fixed    State = "fixed"    // will be debited as it stands
	Retrying State = "retrying" // the debit failed; it is tried again on RetryOn
	Overdue  State = "overdue"  // that failed too
	Paid     State = "paid"     // or, below 0, paid out
)

// Statement is what is debited in a month. Amounts are yen.
type Statement struct {
	Month             japan.Month // of the debit: 2026-12 is debited on 4 December or the next bank day
	State             State
	From, To          japan.Date // shopping on it
	CashFrom, CashTo  japan.Date // cash advances on it
	Debit             japan.Date
	Bank              string     // the bank account, masked
	Uses              int        // how many entries Uses has for the month
	Shopping          int        // purchases and payments of purchases, refunds taken off
	Revolving         int        // paid back of the revolving balance
	Cash              int        // cash advances paid back
	Fees              int        // of instalments, the annual fee, late charges
	Interest          int        // on cash advances and the revolving balance
	Total             int        // all of these; below 0: paid into the bank account
	RevolvingRest     int        // the revolving balance after this payment
	PaidOn            japan.Date // zero: not yet
	RetryOn           japan.Date // 再振替, of a debit that failed
	RetryTentative    bool       // 予定: an equinox not announced yet moves it
	LateCharge        int        // for what was paid late, or up to today for what is not yet paid; on a later statement
	LateChargeDebited japan.Month
}

// Statements is a page of them.
type Statements struct {
	Statements []Statement
	Next       string // for Page.After; empty: there are no more
}

// Kind is what a use is.
type Kind string

// The kinds.
const (
	Purchase   Kind = "purchase"
	Refund     Kind = "refund"     // a shop gave money back
	Chargeback Kind = "chargeback" // the issuer did, after a dispute
	Cash       Kind = "cash"       // a cash advance
	AnnualFee  Kind = "annual_fee"
	PaperFee   Kind = "paper_fee" // of a statement sent by post
	PointsUsed Kind = "points"    // against a bill: below 0
	LateCharge Kind = "late_charge"
	Repayment  Kind = "repayment" // the month's payment of the revolving balance: an entry of a statement, not a use
)

// The ways of paying.
const (
	Once        = "once"
	Twice       = "twice"
	Bonus       = "bonus"
	Instalments = "instalments"
	Revolving   = "revolving"
)

// Categories are what a use is for, in the order in which they are listed.
var Categories = []string{"food", "dining", "daily", "health", "transport", "fashion", "home", "leisure", "travel", "utilities", "telecom", "cash", "fees", "other"}

// Use is one use of the card. Amounts are yen; below 0 they are given back.
type Use struct {
	Ref      string // names it on its account, and stays; tells nothing
	CardRef  string // the card that was used
	Date     japan.Date
	Merchant string // as the shop sent it: may be half-width katakana
	Amount   int    // of the whole use
	Family   bool   // with a family card
	Kind     Kind
	Way      string      // once, twice, bonus, instalments, revolving
	Category string      // one of Categories
	Payments int         // in how many it is paid; 1 for once and bonus, 0 for revolving
	First    japan.Month // the statement of the first payment; for revolving the one that takes it in
	Left     int         // what of Amount is not paid yet: so much of a limit it takes
	Foreign  Foreign     // what it was in another currency

	// On a statement only:
	Payment int // which payment this is, from 1; 0: not on a statement, or revolving
	Charged int // what of Amount is debited with this statement
	Fee     int // fee or interest debited beside it
}

// Foreign is the amount of a use in another currency. The yen are Units × Rate, rounded towards 0, and Fee.
type Foreign struct {
	Currency string     // USD; empty: the use was in yen
	Units    int        // in the smallest unit: 1234 is 12.34 dollars
	Decimals int        // how many digits of Units are behind the point: 2 for USD, 0 for KRW
	Rate     int        // ten-thousandths of a yen for one whole of the currency: 1512345 is 151.2345 yen
	RateOn   japan.Date // the day of that rate
	Fee      int        // yen for handling, contained in the use's Amount
}

// UsesOf says which uses are asked for.
type UsesOf struct {
	Month  japan.Month // those on this statement, as they are on it; zero: all uses, each once
	Unpaid bool        // only those that take something of a limit; only without Month
	Page
}

// Uses is a page of them.
type Uses struct {
	Uses []Use
	Next string // for Page.After; empty: there are no more
}

// Limits are what may be used. They nest: Total contains the other two, and what uses one of them uses Total.
type Limits struct {
	Total   Limit
	Credit  Limit    // of payments in more than one, revolving ones among them
	Cash    Limit    // 0: not agreed on
	Returns []Return // when what is used comes back, the soonest first; they add up to Total.Used
}

// Limit is one of them. Amounts are yen.
type Limit struct {
	Limit     int
	Used      int // principal that is not paid yet; fees and interest take nothing. Below 0: more was given back than is owed
	Available int // the least of what is left of it and of Total, at least 0
}

// Return is what can be used again after a debit.
type Return struct {
	On        japan.Date // of the debit; for what is overdue the day on which it is tried again, or today
	Tentative bool       // 予定
	Total     int
	Credit    int // of Total
	Cash      int // of Total
}

// Points are the bonus points of an account.
type Points struct {
	Total    int
	Expiring int        // with the next expiry
	ExpireOn japan.Date // zero: none are there to expire
	Lots     []Lot      // what Total is made of, the oldest first
}

// Lot are the points of one statement.
type Lot struct {
	Month    japan.Month // of the statement
	Points   int
	ExpireOn japan.Date // they are good to the end of this day
}
