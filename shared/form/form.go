// Package form is what a member types: plain structs, one decoder, one Check each. Browser and server run the same
// Check; the server always repeats it.
package form

import (
	"fmt"

	"netanswer/shared/japan"
	"netanswer/shared/text"
)

// Rules are what a Check needs to know beside the form itself.
type Rules struct {
	Today  japan.Date // in Japan; a card is good until the end of its month there
	Policy Policy
	Lang   text.Lang // of the messages in the problems
}

// Policy says what IDs and passwords must be like.
type Policy string

// The policies. Netanswer is the brochure's: 8-16 half-width characters, at least one letter and one digit. NIST follows
// SP 800-63B-4: a password of 15-128 characters without composition rules.
const (
	Netanswer Policy = "netanswer"
	NIST      Policy = "nist"
)

// Problem is one thing to put right. Field is the input's name, empty when the form as a whole is meant.
type Problem struct {
	Field   string `json:"field"`
	Key     string `json:"key"`
	Message string `json:"message"`
}

// Checker is a form that knows its own rules.
type Checker interface{ Check(Rules) []Problem }

// Problem makes a problem of a field out of a message of the catalog.
func (r Rules) Problem(field string, m text.Message, args ...any) Problem {
	return Problem{Field: field, Key: m.Key, Message: m.In(r.Lang, args...)}
}

// Secret is typed once and never shown again: it prints as nothing, in JSON and logs too. Reading it takes a conversion.
// Never keep one in an unexported field: fmt walks into those without asking the type.
type Secret string

// String hides the secret.
func (Secret) String() string { return "" }

// GoString hides the secret from %#v.
func (Secret) GoString() string { return `form.Secret("")` }

// Format hides the secret whatever the verb.
func (s Secret) Format(f fmt.State, verb rune) {
	if verb == 'v' && f.Flag('#') {
		fmt.Fprint(f, s.GoString())
	}
}

// MarshalJSON hides the secret.
func (Secret) MarshalJSON() ([]byte, error) { return []byte(`""`), nil }

// Registration is the one form of six parts (brochure, STEP 01).
type Registration struct {
	Part         Part   `json:"part"` // empty: all of it
	CardNumber   Secret `json:"card_number"`
	ExpMonth     string `json:"exp_month"`
	ExpYear      string `json:"exp_year"`
	SecurityCode Secret `json:"security_code"`
	MemberID     string `json:"member_id"`
	Password     Secret `json:"password"`
	Email        string `json:"email"`
	Agree        bool   `json:"agree"`
	TermsVersion string `json:"terms_version"` // hidden: the text that was on the screen
}

// Part is what an edit link of the confirm screen asks for again.
type Part string

// The parts that can be asked for alone.
const (
	PartAll   Part = ""
	PartCard  Part = "card"  // numbers 1-3: card number, expiry, security code
	PartLogin Part = "login" // number 4: ID and password
	PartEmail Part = "email" // number 5
	PartTerms Part = "terms" // number 6, when they changed after the consent
)

// Confirm is the button ご本人様確認へ進む.
type Confirm struct{}

// Check finds nothing: there is nothing to type.
func (Confirm) Check(Rules) []Problem { return nil }

// Send asks for a passcode over a channel, "sms" or "mail", or for a number to be called, "call".
type Send struct {
	Channel string `json:"channel"`
}

// Call is the button 認証を完了する.
type Call struct {
	Call string `json:"call"` // hidden: names the check in view, should the answer get lost
}

// Check finds nothing: there is nothing to type.
func (Call) Check(Rules) []Problem { return nil }

// SendAgain asks for another passcode where there is one way for it to go.
type SendAgain struct{}

// Check finds nothing: there is nothing to type.
func (SendAgain) Check(Rules) []Problem { return nil }

// Passcode is the one-time passcode as typed.
type Passcode struct {
	Passcode Secret `json:"passcode"`
}

// NewLogin chooses ID and password again, after identity has been proven.
type NewLogin struct {
	MemberID string `json:"member_id"`
	Password Secret `json:"password"`
}

// Recovery is the card of somebody who has forgotten ID or password.
type Recovery struct {
	CardNumber   Secret `json:"card_number"`
	ExpMonth     string `json:"exp_month"`
	ExpYear      string `json:"exp_year"`
	SecurityCode Secret `json:"security_code"`
}

// Card is the same as the part of a registration that asks for the card: one set of fields, one set of rules.
func (f Recovery) Card() Registration {
	return Registration{Part: PartCard, CardNumber: f.CardNumber, ExpMonth: f.ExpMonth, ExpYear: f.ExpYear, SecurityCode: f.SecurityCode}
}

// Check is that of the part.
func (f Recovery) Check(r Rules) []Problem { return f.Card().Check(r) }

// NewPassword is a member's new password after identity has been proven.
type NewPassword struct {
	MemberID string `json:"member_id"` // hidden: what the password must not hold, and for password managers. The server knows whose it is
	Password Secret `json:"password"`
}

// Login opens a session.
type Login struct {
	MemberID string `json:"member_id"`
	Password Secret `json:"password"`
	Next     string `json:"next"`
}

// Logout ends the session.
type Logout struct{}

// Check finds nothing.
func (Logout) Check(Rules) []Problem { return nil }

// Strength asks how hard a password is to guess. Own are the member's own words (ID, mail address).
type Strength struct {
	Password Secret   `json:"password"`
	Own      []string `json:"own"`
}

// Vault is the button that has a device keep statements, or that ends it.
type Vault struct {
	Vault string `json:"vault"` // ends that of this name; empty: this device's
}

// Check finds nothing: there is nothing to type.
func (Vault) Check(Rules) []Problem { return nil }
