package wire

import "netanswer/shared/form"

// Order is an order of a member's, before it counts and afterwards.
type Order struct {
	ID        string         `json:"id"`
	Kind      string         `json:"kind"`
	State     string         `json:"state"`            // drafted, confirmed, proven, sending, concluded, refused
	Stage     string         `json:"stage,omitempty"`  // at the issuer, once concluded: received, examining, approved, declined, shipped, completed, cancelled
	Reason    string         `json:"reason,omitempty"` // of declined
	Number    string         `json:"number,omitempty"` // the issuer's receipt number
	Title     string         `json:"title"`            // in the language of the request
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

// Line is one thing said of an order.
type Line struct {
	Label  string `json:"label"`
	Value  string `json:"value"`
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
