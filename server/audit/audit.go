// Package audit is the append-only record of security events. A row is written in the transaction of what it records: a
// change without its row does not exist. Rows hold references, never card numbers, passwords, passcodes or addresses in
// full.
package audit

import (
	"context"
	"time"
)

// Kind names an event.
type Kind string

// The events.
const (
	CardAccepted   Kind = "card.accepted"
	CardRefused    Kind = "card.refused"
	PasscodeSent   Kind = "passcode.sent"
	PasscodeWrong  Kind = "passcode.wrong"
	CallOpened     Kind = "call.opened" // a check waits for a call. Detail: contact, from a phone that is to come on file
	CallReceived   Kind = "call.received"
	IdentityProven Kind = "identity.proven"
	FlowEnded      Kind = "flow.ended" // without coming to its end; Detail says why
	Registered     Kind = "member.registered"
	IDShown        Kind = "recovery.id_shown"
	PasswordSet    Kind = "recovery.password_set" // all sessions ended, known browsers forgotten
	CardAdded      Kind = "card.added"            // to a member; Detail: what identity was proven by
	CardRemoved    Kind = "card.removed"          // from a member: it can be registered again. Detail: closed, when its account has ended
	MemberErased   Kind = "member.erased"         // the last card's account has ended: all but audit and receipts
	LoginOK        Kind = "login.ok"
	LoginFailed    Kind = "login.failed"
	Logout         Kind = "logout"
	SessionsEnded  Kind = "sessions.ended" // from within, their browsers forgotten. Detail: one, others, all
	VaultMade      Kind = "vault.made"     // a device keeps statements to be read without a network
	VaultEnded     Kind = "vault.ended"
	Limited        Kind = "limit.reached"  // Detail names the limit; once in its window
	BreakerOpened  Kind = "breaker.opened" // Detail: the share of refused cards
	BreakerClosed  Kind = "breaker.closed"
	Rehashed       Kind = "password.rehashed"
	Settled        Kind = "database.settled" // put back from a backup

	// Of orders. Detail: the order, its kind, and what was agreed to, proven by, or answered.
	OrderConfirmed Kind = "order.confirmed"
	OrderProven    Kind = "order.proven"
	OrderConcluded Kind = "order.concluded"
	OrderRefused   Kind = "order.refused"
	OrderMoved     Kind = "order.moved"
	OrderCancelled Kind = "order.cancelled"

	// The desk's. Detail: the case, "by" and the operator.
	DeskListed      Kind = "desk.listed"
	DeskShown       Kind = "desk.shown"
	DeskHalf        Kind = "desk.half_approved"
	DeskApproved    Kind = "desk.approved" // by a second operator: a code was made
	DeskRefused     Kind = "desk.refused"
	DeskDenied      Kind = "desk.denied" // to an operator, or to a token that is none's
	DeskWrong       Kind = "desk.code_wrong"
	OperatorAdded   Kind = "operator.added"
	OperatorRevoked Kind = "operator.revoked"

	// What members ask in writing. Detail: the number, "by" and the operator.
	InquirySent     Kind = "inquiry.sent"
	InquiriesListed Kind = "inquiry.listed"
	InquiryShown    Kind = "inquiry.shown"
	InquiryAnswered Kind = "inquiry.answered"
	InquiryClosed   Kind = "inquiry.closed"
	InquiryDenied   Kind = "inquiry.denied"

	// Of what happened at the issuer. Detail: its kind.
	EventTaken   Kind = "event.taken"
	EventAside   Kind = "event.aside"   // what it asks for failed for good
	EventDropped Kind = "event.dropped" // by an operator

	// Of the address that a member typed.
	MailCodeSent  Kind = "mail.code_sent"
	MailCodeWrong Kind = "mail.code_wrong"
	MailConfirmed Kind = "mail.confirmed" // Detail: by what

	ContactCodeSent  Kind = "contact.code_sent" // to a contact that is to come on file at the issuer; Detail: channel
	ContactCodeWrong Kind = "contact.code_wrong"
	ContactCalled    Kind = "contact.called" // the phone that is to come there called us: its number was confirmed, once. The flow is that of call.opened and call.received
	WishesSet        Kind = "wishes.set"     // how notices reach a member
)

// Event is one row.
type Event struct {
	At       time.Time
	Kind     Kind
	MemberID string // empty before there is a member
	Flow     string // the flow's hashed id, empty outside one
	Address  string // as limit.Address cuts it, HMACed
	Detail   string // a case number, a channel: words from a fixed set or references
}

// Log takes events; it is part of every transaction.
type Log interface {
	Record(ctx context.Context, e Event) error
}
