package order

import (
	"netanswer/server/issuer"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// standing is how an order stands, in words.
type standing struct {
	says, words text.Message
	tone        string
}

var states = map[string]standing{
	string(Confirmed): {text.OrderProve, text.OrderProveDo, "warn"},
	string(Proven):    {text.OrderWait, text.OrderWaitDo, ""},
	string(Sending):   {text.OrderWait, text.OrderWaitDo, ""},
	string(Refused):   {text.OrderNot, text.OrderNotDo, "bad"},
	wire.OrderOver:    {text.OrderOver, text.OrderOverDo, "warn"},
}

var stages = map[issuer.OrderState]standing{
	issuer.Received:  {text.OrderReceived, text.OrderReceivedDo, "ok"},
	issuer.Examining: {text.OrderExamining, text.OrderExaminingDo, ""},
	issuer.Approved:  {text.OrderApproved, text.OrderApprovedDo, "ok"},
	issuer.Declined:  {text.OrderDeclined, text.OrderOverall, "warn"},
	issuer.Shipped:   {text.OrderShipped, text.OrderShippedDo, "ok"},
	issuer.Completed: {text.OrderDone, text.OrderDoneDo, "ok"},
	issuer.Cancelled: {text.OrderCancelled, text.OrderCancelDo, ""},
}

// reasons are why the issuer declines an application; one that is not known is said as a whole.
var reasons = map[string]text.Message{
	"income": text.OrderIncome, "debts": text.OrderDebts, "history": text.OrderHistory, "recent": text.OrderRecent, "documents": text.OrderPapers, "overall": text.OrderOverall,
}

func stands(state string, out issuer.Outcome) standing {
	if state != string(Concluded) {
		return states[state]
	}
	w := stages[out.State]
	if why, ok := reasons[out.Reason]; ok && out.State == issuer.Declined {
		w.words = why
	}
	return w
}
