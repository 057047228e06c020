package identity

import (
	"slices"

	"netanswer/server/issuer"
)

// Assurance is how well a completed check proves who somebody is. A flow carries what it was proven by; a later action states
// the least that it needs.
type Assurance string

// The assurances, by the words in which they are stored. Unproven is that of nobody yet.
const (
	Unproven Assurance = ""
	Call     Assurance = "call"    // a call from the phone on file: a caller's number can be forged, and a phone diverted
	Mail     Assurance = "mail"    // a passcode by mail: whoever reads the mailbox
	SMS      Assurance = "sms"     // a passcode by SMS: whoever has the number
	Desk     Assurance = "desk"    // two operators, each by a talk
	Passkey  Assurance = "passkey" // a key that leaves no device and answers no other site
)

var assurances = []Assurance{Unproven, Call, Mail, SMS, Desk, Passkey} // the least first

// AtLeast says whether a is as good as least. What nobody knows is as good as nothing.
func (a Assurance) AtLeast(least Assurance) bool {
	need := slices.Index(assurances, least)
	return need >= 0 && slices.Index(assurances, a) >= need
}

// Assurance is what the check is worth once it is proven.
func (c Check) Assurance() Assurance {
	switch c.Channel {
	case issuer.SMS:
		return SMS
	case issuer.Mail:
		return Mail
	case ByCall:
		return Call
	}
	return Unproven
}
