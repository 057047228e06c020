package wire

import "netanswer/shared/japan"

// Limit is /limit: what may be used now, and why so much. Amounts are yen.
type Limit struct {
	Change   *LimitChange  `json:"change,omitempty"` // nil: not known now
	At       string        `json:"at"`               // when the card system said so, in Japan: 2026-11-25 10:15
	Family   bool          `json:"family,omitempty"` // who holds a family card shares the limits and sees no more than their sums
	Shopping LimitLine     `json:"shopping"`         // in one payment: the total, within which are the other two
	Credit   LimitLine     `json:"credit"`           // in more than one payment: two, bonus, instalments, revolving
	Cash     LimitLine     `json:"cash"`
	Returns  []LimitReturn `json:"returns,omitempty"` // when what is used comes back, the soonest first
	Failed   []LimitFailed `json:"failed,omitempty"`  // debits that failed and are not paid yet
}

// LimitLine is one limit. What Takes take off it leaves what is available, to the yen.
type LimitLine struct {
	Limit     int         `json:"limit"` // 0: not agreed on
	Available int         `json:"available"`
	Takes     []LimitTake `json:"takes,omitempty"`
	Within    bool        `json:"within,omitempty"` // less is left of the total than of this limit: so much is available
}

// LimitWhy is why something is taken off a limit.
type LimitWhy string

// The reasons, in the order in which they stand.
const (
	TakeOverdue     LimitWhy = "overdue"     // a debit failed, and so did its second try
	TakeRetrying    LimitWhy = "retrying"    // a debit failed; it is tried again
	TakeClosed      LimitWhy = "closed"      // on a closed statement that may still change
	TakeFixed       LimitWhy = "fixed"       // on a statement that will be debited as it stands
	TakeOpen        LimitWhy = "open"        // on the statement that takes in what is used
	TakeDebit       LimitWhy = "debit"       // debited on a day; more is not known
	TakeTwice       LimitWhy = "twice"       // payments of later statements
	TakeBonus       LimitWhy = "bonus"       // the same
	TakeInstalments LimitWhy = "instalments" // the same
	TakeRevolving   LimitWhy = "revolving"   // the rest of the revolving balance
	TakeCash        LimitWhy = "cash"        // cash advances of later statements
	TakeLater       LimitWhy = "later"       // all that is on later statements
	TakeWithin      LimitWhy = "within"      // so much more is left of this limit than of the total
	TakeOver        LimitWhy = "over"        // so much more is used than was granted: below 0
)

// LimitTake is a line of the reckoning.
type LimitTake struct {
	Why       LimitWhy    `json:"why"`
	Amount    int         `json:"amount"`              // taken off; below 0 it is put back
	On        japan.Date  `json:"on"`                  // of the debit or of its next try; zero: on more than one day
	Tentative bool        `json:"tentative,omitempty"` // 予定
	From      japan.Date  `json:"from"`                // open: the first day of shopping on it
	Beside    int         `json:"beside,omitempty"`    // fees and interest of that debit, which take nothing of a limit
	Items     []LimitItem `json:"items,omitempty"`     // the uses of which Amount is the rest
}

// LimitItem is a use that is not paid whole.
type LimitItem struct {
	Date     japan.Date  `json:"date"`
	Merchant string      `json:"merchant"`
	Amount   int         `json:"amount"`             // still to be paid on later statements
	Payments int         `json:"payments,omitempty"` // so many times; 0: the once of Month
	Month    japan.Month `json:"month"`              // the statement on which it is paid at once; zero: Payments
}

// LimitReturn is what can be used again after a debit.
type LimitReturn struct {
	Why       LimitWhy   `json:"why"` // overdue: there is no day yet; retrying; debit
	On        japan.Date `json:"on"`
	Tentative bool       `json:"tentative,omitempty"` // 予定
	Total     int        `json:"total"`               // below 0: what is given back is paid out, and takes as much off
	Credit    int        `json:"credit,omitempty"`    // of Total
	Cash      int        `json:"cash,omitempty"`      // of Total
	Then      int        `json:"then"`                // available for shopping then, if nothing more is used
}

// LimitFailed is a debit that failed.
type LimitFailed struct {
	Debit     japan.Date `json:"debit"`
	Total     int        `json:"total"`  // to be paid
	Blocks    int        `json:"blocks"` // what of it is missing from the limits
	RetryOn   japan.Date `json:"retry_on"`
	Tentative bool       `json:"tentative,omitempty"`
	Again     bool       `json:"again,omitempty"` // the second try failed too
}
