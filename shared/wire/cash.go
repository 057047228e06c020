package wire

import (
	"netanswer/shared/form"
	"netanswer/shared/japan"
)

// Cashing is /cashing. All that it comes to is reckoned from what is here and what is typed, on either side, by shared/borrowing.
// Amounts are yen.
type Cashing struct {
	Filled[form.Cashing]
	form.CashBounds
	Why      string     `json:"why,omitempty"` // nothing is offered: minor, student, arrears, limit, family, not_agreed, locked
	Limit    int        `json:"limit"`         // own cash limit
	Raise    bool       `json:"raise,omitempty"`
	Lower    bool       `json:"lower,omitempty"`
	Bank     string     `json:"bank,omitempty"` // masked
	Arrives  japan.Date `json:"arrives,omitzero"`
	Until    string     `json:"until,omitempty"` // 2026-11-26 18:00
	Once     CashTerms  `json:"once"`
	Monthly  CashTerms  `json:"monthly"`
	LateRate int        `json:"late_rate"` // yearly, hundredths of a percent
	Key      string     `json:"key"`       // of this page
	Terms    string     `json:"terms"`     // goes back in terms
	Advances []Advance  `json:"advances"`  // the newest first
}

// Asks says whether there is a form.
func (d Cashing) Asks() bool { return d.Why == "" }

// CashTerms are those of a way of paying back.
type CashTerms struct {
	PayTerms
	Year366 bool `json:"year_366,omitempty"` // days of a leap year are counted by 366
}

// Advance is a cash advance that there was.
type Advance struct {
	Date   japan.Date `json:"date"`
	Amount int        `json:"amount"`
	Left   int        `json:"left"` // not paid back yet
	Way    string     `json:"way"`
}

// Raise is /limit/raise.
type Raise struct {
	Filled[form.RaiseLimit]
	form.RaiseBounds
	Of    string `json:"of"`              // form.OfShopping or form.OfCash
	Why   string `json:"why,omitempty"`   // no application: arrears, family, recent, pending, none
	Order string `json:"order,omitempty"` // of pending: the application
	Key   string `json:"key"`             // of this page
}

// Asks says whether there is a form.
func (d Raise) Asks() bool { return d.Why == "" }

// Lower is /limit/lower.
type Lower struct {
	Filled[form.LowerLimit]
	form.LowerBounds
	Of  string `json:"of"`
	Why string `json:"why,omitempty"` // it cannot be lowered: family, none
	Key string `json:"key"`           // of this page
}

// Asks says whether there is a form.
func (d Lower) Asks() bool { return d.Why == "" }

// LimitChange is what a member can do about their limits.
type LimitChange struct {
	Raise bool       `json:"raise,omitempty"`
	Lower bool       `json:"lower,omitempty"`
	Cash  bool       `json:"cash,omitempty"`  // there is a cash limit to change
	Until japan.Date `json:"until,omitzero"`  // the limit of now is a temporary one
	Order *Order     `json:"order,omitempty"` // an application under way
}
