package wire

import "netanswer/shared/japan"

// UsageBy is what the months of /usage are split by.
type UsageBy string

// The ways to split.
const (
	ByCategory UsageBy = "category"
	ByUser     UsageBy = "user" // of a card
)

// Usage is /usage: what is debited for uses in twelve months in a row, and what that is made of. Amounts are yen.
type Usage struct {
	By     UsageBy      `json:"by"`
	Family bool         `json:"family,omitempty"` // who holds a family card sees what they used themselves
	Chosen int          `json:"chosen"`           // which of Months, from 0
	Months []UsageMonth `json:"months"`           // the oldest first
	Before int          `json:"before"`           // Amount of the month before the first of them
	Since  japan.Month  `json:"since"`            // the oldest statement there is; zero: there is none at all
	Parts  []UsagePart  `json:"parts"`            // what is in any of the months
	AsOf   AsOf         `json:"as_of,omitempty"`
}

// Choose has a month in view. One that is none of the twelve, as zero is, chooses the newest statement that takes in nothing more,
// or the newest month where there is none.
func (u Usage) Choose(m japan.Month) Usage {
	u.Chosen = len(u.Months) - 1
	for n := len(u.Months) - 1; n >= 0; n-- {
		if s := u.Months[n].State; s != "" && s != StatementOpen {
			u.Chosen = n
			break
		}
	}
	for n := range u.Months {
		if u.Months[n].Month == m {
			u.Chosen = n
		}
	}
	return u
}

// UsageMonth is a month of debit.
type UsageMonth struct {
	Month  japan.Month    `json:"month"`
	State  StatementState `json:"state,omitempty"` // empty: there is no statement
	To     japan.Date     `json:"to"`              // the last day of shopping on it
	Amount int            `json:"amount"`          // debited for uses, refunds taken off; below 0 more was given back
	Beside int            `json:"beside"`          // fees and interest debited beside it
	Parts  []int          `json:"parts,omitempty"` // Amount in the order of Usage.Parts; none: nothing was used, or it is not known for now
}

// UsagePart is a category, or a card by whose it is.
type UsagePart struct {
	Category string `json:"category,omitempty"` // one of UsageCategories
	Holder   string `json:"holder,omitempty"`   // 見本 花子; empty: not known for now
	Last4    string `json:"last4,omitempty"`
	Family   bool   `json:"family,omitempty"`
}

// UsageCategories are the categories of /usage, in the order of its table. Those of the card system are finer.
var UsageCategories = [...]string{"food", "dining", "shopping", "utilities", "transport", "health", "leisure", "cash", "revolving", "other"}
