package wire

import "netanswer/shared/form"

// Procedure is /menu/{procedure}: how things stand, and what the procedure asks for. Its words are in the language of the request.
type Procedure struct {
	Key      string            `json:"key"`
	Title    string            `json:"title"`
	Lead     string            `json:"lead"`
	Last4    string            `json:"last4,omitempty"` // of the card that it is about; empty: of none
	Now      []Line            `json:"now,omitempty"`
	Not      string            `json:"not,omitempty"`    // why it cannot be ordered now; then there is no form
	Call     *Desk             `json:"call,omitempty"`   // who helps by telephone
	Called   string            `json:"called,omitempty"` // what stands above that number
	Fields   form.Fields       `json:"fields,omitempty"`
	Values   map[string]string `json:"values,omitempty"`  // what the fields begin with, or what was entered
	Page     string            `json:"page,omitempty"`    // goes back as key: what is sent twice is done once
	Button   string            `json:"button,omitempty"`  // empty: there is no form
	Note     string            `json:"note,omitempty"`    // beneath the button
	Tells    []string          `json:"tells,omitempty"`   // what happens
	Danger   bool              `json:"danger,omitempty"`  // it cannot be undone
	First    *FirstStep        `json:"first,omitempty"`   // what is better done before
	Link     *StepLink         `json:"link,omitempty"`    // another way on
	Done     string            `json:"done,omitempty"`    // what is done already, of a procedure in steps
	Other    bool              `json:"other,omitempty"`   // the form asks for another contact than the one that a code went to
	Calling  *Call             `json:"calling,omitempty"` // a new number confirms itself by a call: what is dialled stands in place of the fields
	Phone    string            `json:"phone,omitempty"`   // that number, goes back with Calling
	Problems []form.Problem    `json:"problems,omitempty"`
}

// Reload is how often a browser without scripts looks again, s; 0: not at all.
func (d Procedure) Reload() int {
	if d.Calling == nil {
		return 0
	}
	return d.Calling.Reload()
}

// Asks says whether there is a form.
func (d Procedure) Asks() bool { return d.Button != "" }

// FirstStep is another procedure, sent with what it holds by one press.
type FirstStep struct {
	Procedure string            `json:"procedure"`
	Button    string            `json:"button"`
	Words     string            `json:"words"`
	Hidden    map[string]string `json:"hidden"`
}

// StepLink leads on, perhaps out of the site.
type StepLink struct {
	Href   string `json:"href"`
	Label  string `json:"label"`
	Words  string `json:"words,omitempty"`
	Strong bool   `json:"strong,omitempty"` // it is the way on, in place of a form
}
