package wire

import (
	"netanswer/shared/form"
	"netanswer/shared/japan"
)

// Payment is /payment: what can still be paid in another way, and what can be paid back sooner than agreed on. Amounts are yen.
type Payment struct {
	At      string      `json:"at"`              // when the card system said so, in Japan: 2026-11-26 10:15
	Why     string      `json:"why,omitempty"`   // nothing can be changed: nothing, arrears, family, not_agreed
	Uses    []PayUse    `json:"uses"`            // those that can be changed, the soonest cut-off first
	Others  []PayUse    `json:"others"`          // those that are not paid yet and cannot be changed, the newest first, at most MaxOthers
	More    int         `json:"more,omitempty"`  // beside these
	Balance int         `json:"balance"`         // the revolving balance that can be paid sooner; 0: none
	Until   string      `json:"until,omitempty"` // until when the debit of Month takes what is paid sooner
	Month   japan.Month `json:"month"`           // that debit; zero: none does
	Rate    int         `json:"rate,omitempty"`  // on the balance, yearly, hundredths of a percent
	Least   int         `json:"least,omitempty"` // less than this cannot be changed
}

// MaxOthers is how many uses that cannot be changed are listed.
const MaxOthers = 20

// PayUse is a use and in what other ways it can be paid.
type PayUse struct {
	Use
	Left  int      `json:"left"`            // what of Amount is not paid yet
	Until string   `json:"until,omitempty"` // the cut-off: 2026-12-18 23:00
	Ways  []string `json:"ways,omitempty"`  // of form.PayWays
	Why   string   `json:"why,omitempty"`   // it cannot: cash, small, closed, other
}

// PayPlan is /payment/{use}: what another way of paying comes to. All of it is reckoned from what is here and what is chosen, on either
// side, by shared/paying.
type PayPlan struct {
	Filled[form.Payment]
	Of          string      `json:"of"`            // the ref of the use, or form.PayBalance: the revolving balance
	Use         *PayUse     `json:"use,omitempty"` // nil: of the balance
	Ways        []string    `json:"ways"`          // of form.PayWays
	Until       string      `json:"until"`         // the cut-off
	First       japan.Month `json:"first"`         // the first statement on which it counts
	Month       japan.Month `json:"month"`         // the next statement that can change
	Balance     int         `json:"balance"`       // the revolving balance after the payment of that statement
	Due         int         `json:"due"`           // of the revolving balance paid with it, as it stands
	Key         string      `json:"key"`           // of this page
	Version     string      `json:"version"`       // of all terms together
	Revolving   PayTerms    `json:"revolving"`
	Instalments PayTerms    `json:"instalments"`
}
