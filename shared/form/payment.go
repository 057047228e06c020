package form

import (
	"slices"
	"strconv"
	"strings"

	"netanswer/shared/text"
)

// The ways in which a payment can be changed. What stays as it is has the way PayStay, which is what a form begins with: nothing is
// chosen for anybody.
const (
	PayStay        = "stay"
	PayInstalments = "instalments" // あとから分割
	PayRevolving   = "revolving"   // あとからリボ
	PayWhole       = "whole"       // what is left, at once: まとめて返済, リボ → 一括
	PayPart        = "part"        // of the revolving balance: 繰上返済
)

// PayWays are those that change something.
var PayWays = []string{PayInstalments, PayRevolving, PayWhole, PayPart}

// PayBalance stands for the revolving balance where a use is named by its ref.
const PayBalance = "revolving"

// Payment is what a member chooses for one use, or for the revolving balance.
type Payment struct {
	Way      string `json:"way"`
	Payments string `json:"payments"` // of instalments
	Amount   string `json:"amount"`   // yen, of a part
	Terms    string `json:"terms"`    // hidden: the version of the terms in view
	Key      string `json:"key"`      // hidden: of the page
}

// Bounds of a number of payments, whatever an issuer offers.
const (
	leastPayments = 2
	mostPayments  = 600
)

// Times is the number of payments chosen; 0 when it is none.
func (in Payment) Times() int {
	n, err := strconv.Atoi(in.Payments)
	if err != nil || n < leastPayments || n > mostPayments {
		return 0
	}
	return n
}

// Check says what is wrong with what was chosen; whether it is offered, the server knows.
func (in Payment) Check(r Rules) []Problem {
	switch {
	case !slices.Contains(PayWays, in.Way):
		return []Problem{r.Problem("way", text.PayWayEmpty)}
	case in.Way == PayInstalments && in.Times() == 0:
		return []Problem{r.Problem("payments", text.PayTimesEmpty)}
	case in.Way == PayPart:
		n, err := Yen(in.Amount)
		switch {
		case strings.TrimSpace(in.Amount) == "":
			return []Problem{r.Problem("amount", text.PayAmountEmpty)}
		case err != nil, n <= 0:
			return []Problem{r.Problem("amount", text.PayAmountWrong)}
		}
	}
	return nil
}
