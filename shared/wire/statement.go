package wire

import "netanswer/shared/japan"

// MonthLine is a statement in a list of months. Amounts are yen.
type MonthLine struct {
	Month japan.Month    `json:"month"` // of the debit
	Debit japan.Date     `json:"debit"`
	State StatementState `json:"state"`
	Total int            `json:"total"` // below 0: paid into the bank account
}

// StatementState is how far a statement is.
type StatementState string

// The states of a statement, in their order. One whose debit fails goes from Fixed to Retrying or Overdue before it is Paid.
const (
	StatementOpen     StatementState = "open"     // takes in what is used
	StatementClosed   StatementState = "closed"   // shops may still send in what was used before
	StatementFixed    StatementState = "fixed"    // will be debited as it stands
	StatementRetrying StatementState = "retrying" // the debit failed; it is tried again on RetryOn
	StatementOverdue  StatementState = "overdue"  // that failed too
	StatementPaid     StatementState = "paid"     // or, below 0, paid out
)

// MaxUses is the most lines of a statement on one page of it.
const MaxUses = 100

// Statement is /statements/{yyyy-mm}: whole, or a page of it. Amounts are yen. What is charged of all uses with all fees
// is the total.
type Statement struct {
	MonthLine
	AsOf    AsOf        `json:"as_of,omitempty"`
	Holder  string      `json:"holder"`            // 見本 花子
	Last4   string      `json:"last4"`             // of the card in view
	Account string      `json:"account,omitempty"` // みほん銀行 普通 ****123; empty: none to show
	Months  []MonthLine `json:"months"`            // all there are, the newest first

	From              japan.Date  `json:"from"` // shopping on it
	To                japan.Date  `json:"to"`
	PaidOn            japan.Date  `json:"paid_on"`  // zero: not yet
	RetryOn           japan.Date  `json:"retry_on"` // of a debit that failed: when it is or was tried again
	RetryTentative    bool        `json:"retry_tentative,omitempty"`
	LateCharge        int         `json:"late_charge,omitempty"` // on a later statement
	LateChargeDebited japan.Month `json:"late_charge_debited"`   // that statement; zero: not known yet

	Shopping      int `json:"shopping"` // refunds taken off
	Revolving     int `json:"revolving,omitempty"`
	RevolvingRest int `json:"revolving_rest,omitempty"` // after this payment
	Cash          int `json:"cash,omitempty"`
	Charges       int `json:"fees"` // of instalments, the annual fee, late charges
	Interest      int `json:"interest"`

	Count   int    `json:"count"`               // uses on it
	Uses    []Use  `json:"uses"`                // the newest first
	Fees    []Use  `json:"fee_lines,omitempty"` // what has a Fee, after the last use: some of it are uses too
	Page    int    `json:"page"`                // from 1
	Pages   int    `json:"pages"`               // at least 1
	First   int    `json:"first"`               // which of Count Uses begins with, from 1
	All     bool   `json:"all,omitempty"`       // whole
	Printed string `json:"printed,omitempty"`   // whole, for paper: when, in Japan: "2026-11-22 10:15"
	Change  bool   `json:"change,omitempty"`    // what is on it may still be paid in another way
}

// UseDetail is /statements/{yyyy-mm}/uses/{ref}.
type UseDetail struct {
	Use
	AsOf    AsOf        `json:"as_of,omitempty"`
	Month   MonthLine   `json:"statement"`
	Card    string      `json:"card"`              // last 4 of the card that was used
	Holder  string      `json:"holder"`            // of that card
	Foreign *Foreign    `json:"foreign,omitempty"` // of a use in another currency
	Begins  japan.Month `json:"begins"`            // the statement of its first payment
	Left    int         `json:"left"`              // what of Amount is not paid yet
	Change  string      `json:"change,omitempty"`  // of /payment: where it can be paid in another way; empty: nowhere
}

// Foreign is the amount of a use in another currency. The yen are Units × Rate and the fee.
type Foreign struct {
	Currency string     `json:"currency"` // USD
	Units    int        `json:"units"`    // in the smallest unit
	Decimals int        `json:"decimals"` // how many digits of Units are behind the point
	Rate     int        `json:"rate"`     // ten-thousandths of a yen for one whole of the currency
	RateOn   japan.Date `json:"rate_on"`
	Fee      int        `json:"fee"` // yen for handling, contained in the use's amount
}
