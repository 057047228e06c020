package wire

import "netanswer/shared/form"

// Settings is /settings.
type Settings struct {
	Problems  []form.Problem `json:"problems,omitempty"`
	Contacts  []Channel      `json:"contacts,omitempty"` // on file at the issuer for the card in view: sms, landline, mail; masked
	Away      bool           `json:"away,omitempty"`     // the card system does not answer: what is on file is not known now
	Email     string         `json:"email"`              // the member's own address, masked
	Confirmed bool           `json:"confirmed,omitempty"`
	Theme     string         `json:"theme"` // auto, light, dark
	Sessions  []Session      `json:"sessions"`
	Vaults    []Session      `json:"vaults,omitempty"` // devices that keep statements to be read without a network
}

// Session is a browser in which the member is logged in.
type Session struct {
	Name    string `json:"name"`              // for the form; it opens nothing
	Browser string `json:"browser,omitempty"` // Chrome; empty: not known
	System  string `json:"system,omitempty"`  // Windows
	Since   string `json:"since"`             // 2026-11-25 02:10 in Japan
	Seen    string `json:"seen"`              // the same, to the minute
	This    bool   `json:"this,omitempty"`    // the one that asks
}
