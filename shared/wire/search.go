package wire

import "netanswer/shared/form"

// Statements is /statements: the months there are, or, when something is looked for, what was found in all of them.
type Statements struct {
	Filled[form.Search]
	AsOf   AsOf         `json:"as_of,omitempty"`
	Months []MonthLine  `json:"months,omitempty"` // the newest first; only while nothing is looked for
	Cards  []SearchCard `json:"cards,omitempty"`  // whose uses can be told apart; none: there is one card
	Found  *Found       `json:"found,omitempty"`  // nil: nothing was looked for, or there are problems
}

// SearchCard is a card whose uses can be looked for alone.
type SearchCard struct {
	Last4  string `json:"last4"`
	Family bool   `json:"family,omitempty"`
}

// Found is what a search found. What is paid in several payments is found on each of its statements. Amounts are yen.
type Found struct {
	Count int   `json:"count"` // entries of statements
	Sum   int   `json:"sum"`   // debited with them, fees and interest included
	Fees  int   `json:"fees,omitempty"`
	Used  int   `json:"used"`           // of the uses themselves, each once
	Page  int   `json:"page"`           // from 1
	Pages int   `json:"pages"`          // at least 1
	First int   `json:"first"`          // which of Count Uses begins with, from 1
	Uses  []Use `json:"uses,omitempty"` // of the page, each with its Month; the newest statement first
}
