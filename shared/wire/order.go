package wire

import "netanswer/shared/form"

// Order is an order of a member's, before it counts and afterwards.
type Order struct {
	ID        string         `json:"id"`
	Kind      string         `json:"kind"`
	State     string         `json:"state"`            // drafted, confirmed, proven, sending, concluded, refused, over
	Stage     string         `json:"stage,omitempty"`  // at the issuer, once concluded: received, examining, approved, declined, shipped, completed, cancelled
	Reason    string         `json:"reason,omitempty"` // of declined
	Number    string         `json:"number,omitempty"` // the issuer's receipt number
	Title     string         `json:"title"`            // this and all other words are in the language of the request
	Says      string         `json:"says,omitempty"`   // how it stands, in a few words
	Words     string         `json:"words,omitempty"`  // what that means, and what to do
	Tone      string         `json:"tone,omitempty"`   // of that: ok, warn, bad; empty: neither
	Last4     string         `json:"last4"`
	Lines     []Line         `json:"lines"`
	Documents []Document     `json:"documents,omitempty"`
	Proof     bool           `json:"proof,omitempty"`     // a proof of identity is still asked for
	At        string         `json:"at,omitempty"`        // 2026-11-26 10:15: confirmed
	Cancel    string         `json:"cancel,omitempty"`    // until when it can be undone
	Effective string         `json:"effective,omitempty"` // the day from which it counts
	Page      string         `json:"page,omitempty"`      // an address to go on at
	Back      string         `json:"back"`                // the screen that asked for it
	Problems  []form.Problem `json:"problems,omitempty"`
}

// OrderOver is the state of an order that has waited too long for its confirmation or its proof.
const OrderOver = "over"

// Orders is /orders: what the member has ordered, the newest first.
type Orders struct {
	Orders []Order `json:"orders,omitempty"` // without lines and documents
	Later  bool    `json:"later,omitempty"`  // these are not the newest
	Older  string  `json:"older,omitempty"`  // goes back in before: there are older ones
}

// Line is one thing said of an order.
type Line struct {
	Label  string `json:"label"`
	Value  string `json:"value"`
	Lang   string `json:"lang,omitempty"` // of Value, where it is another than the screen's: a name as the card system has it
	Strong bool   `json:"strong,omitempty"`
	Warn   bool   `json:"warn,omitempty"`
}

// Document is a text to be shown and agreed to.
type Document struct {
	Key     string `json:"key"`
	Version string `json:"version"`
	Title   string `json:"title"`
	Text    string `json:"text"`
}
