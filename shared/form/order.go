package form

import "netanswer/shared/text"

// ConfirmOrder is the button 同意して進む beneath the sheet of an order.
type ConfirmOrder struct {
	Documents string `json:"documents"` // hidden: the documents that were on the screen, key@version, a blank between two
	Agree     bool   `json:"agree"`
}

// Check asks for the consent where there are documents.
func (f ConfirmOrder) Check(r Rules) []Problem {
	if f.Documents != "" && !f.Agree {
		return []Problem{r.Problem("agree", text.OrderAgree)}
	}
	return nil
}

// CancelOrder is the button この手続きを取り消す.
type CancelOrder struct{}

// Check finds nothing: there is nothing to type.
func (CancelOrder) Check(Rules) []Problem { return nil }
