// Package identity proves that a person is who the issuer has on file, by a one-time passcode over a registered contact or by a
// call from a registered phone (call.go).
//
// A passcode is bound to its purpose and its flow, lives ten minutes, allows five tries, is used once, and lies in the
// database only as an HMAC. A new one voids the old.
package identity

import (
	"context"
	"crypto/rand"
	"errors"
	"math/big"
	"strings"
	"time"

	"github.com/google/uuid"

	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/notify"
	"netanswer/shared/text"
)

const (
	Life   = 10 * time.Minute // of a passcode
	Tries  = 5                // per passcode
	Resend = 60 * time.Second // between two sends of one flow
)

// Purpose is what a passcode is for: its name binds it, its words name it to who receives it.
type Purpose struct {
	Name               string
	SMS, Subject, Mail text.Message
	Shorter            []text.Message       // of SMS, for what has a long name: the first that fits into one is sent, else the last
	Named              map[text.Lang]string // what it is for, where that is one thing of many: the words' last argument; nil: the words say it
}

// The purposes.
var (
	Registering = Purpose{Name: "register", SMS: text.PasscodeSMS, Subject: text.PasscodeMailSubject, Mail: text.PasscodeMail}
	Recovering  = Purpose{Name: "recover", SMS: text.RecoverSMS, Subject: text.RecoverMailSubject, Mail: text.RecoverMail}
	Adding      = Purpose{Name: "add", SMS: text.AddSMS, Subject: text.AddMailSubject, Mail: text.AddMail}
	Contacting  = Purpose{Name: "contact"} // calls alone: a phone that is to come on file
	Ordering    = Purpose{Name: "order", SMS: text.OrderSMS, Subject: text.OrderMailSubject, Mail: text.OrderMail, Shorter: []text.Message{text.OrderShortSMS, text.OrderShortestSMS}}
)

// About is a purpose together with what it is about, a card: what proves one proves no other.
func (p Purpose) About(ref, flow string) Subject { return Subject{p.Name + "/" + ref, flow} }

// Subject is what a check is bound to.
type Subject struct {
	Purpose string // what is proven, and about which card
	Flow    string // the flow's stored (hashed) id
}

// Check is one passcode sent.
type Check struct {
	ID        string // UUIDv7
	Subject   Subject
	Channel   issuer.Channel
	Masked    string    // where it went
	Reference string    // K742: on the screen and in the message
	MAC       string    // of the passcode, bound to ID and Subject; a call has none
	Line      string    // of a call: what is to be dialled, E.164
	Tries     int       // made so far
	Used      bool      // proven, or made void by a newer one
	CalledAt  time.Time // of a call: when it came; zero: not yet
	CreatedAt time.Time
	ExpiresAt time.Time
	Message   string       // the outbox row that carries it
	Delivery  notify.State // of that row, where the Store's LatestCheck answers it; empty: not known
}

// Live says whether the check can still be proven.
func (c Check) Live(now time.Time) bool { return !c.Used && c.Tries < Tries && now.Before(c.ExpiresAt) }

// Store keeps checks.
type Store interface {
	// LatestCheck is the newest check of a subject.
	LatestCheck(ctx context.Context, s Subject) (Check, bool, error)
	// CountTry adds a try to an unused, unexpired check with fewer than max tries, in a statement of its own, and answers
	// the check with the new count; false when there was none to add to.
	CountTry(ctx context.Context, id string, max int, now time.Time) (Check, bool, error)
	// GiveTry takes one counted try back from a check that is not used.
	GiveTry(ctx context.Context, id string) error
	// WaitingCall is the unused, unexpired check that waits for the calls of a pair and has got none.
	WaitingCall(ctx context.Context, pair string, now time.Time) (Check, bool, error)
}

// Tx is the part of a transaction that concerns checks.
type Tx interface {
	// LatestCheck is Store's, as the transaction sees it.
	LatestCheck(ctx context.Context, s Subject) (Check, bool, error)
	// PutCheck stores a new check and marks every older one of its subject used.
	PutCheck(ctx context.Context, c Check) error
	// UseCheck marks an unused, unexpired check used; false when it was not there to be used.
	UseCheck(ctx context.Context, id string, now time.Time) (bool, error)
	// HoldLine gives all the pairs of an offer to a check until a time, if each of them is free or its flow's own already; else
	// none, and false.
	HoldLine(ctx context.Context, o Offer, c Check, now, until time.Time) (bool, error)
	// ReceiveCall notes that the call came for which the check of a pair waits, lets the check live until a time, and its line be
	// its own until another; false when none waits.
	ReceiveCall(ctx context.Context, pair string, now, until, rest time.Time) (Check, bool, error)
}

// What Try may answer beside a check.
var (
	ErrWrong = errors.New("identity: wrong passcode")
	ErrDead  = errors.New("identity: passcode used up, too old or never sent")
)

// Service makes and tests passcodes.
type Service struct {
	Store  Store
	Keys   *keys.Ring
	Limits *limit.Limiter
	Now    func() time.Time
	Host   string                 // of the public URL, for the last line of an SMS
	Site   func(text.Lang) string // the brand's card and service, for the subject of a mail
	Lines  []Line                 // that can be called; none: there are no calls
}

// Made is a passcode ready to be sent, or a call check ready to be opened.
type Made struct {
	Check   Check
	Message notify.Queued
	Offers  []Offer     // of a call
	Taken   limit.Taken // to be given back when it is not sent
}

// Make makes a passcode for a contact and the message that carries it. Nothing is stored yet: the caller writes both in
// its transaction. It counts against the destination's daily limit and the caller's others, in one commit. The destination is
// the issuer's: no number and no address that somebody typed gets a passcode, so nobody can have one sent to a number that earns
// them money.
func (s *Service) Make(ctx context.Context, p Purpose, sub Subject, to issuer.Contact, l text.Lang, also ...limit.Subject) (Made, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Made{}, err
	}
	code, now := keys.Passcode(), s.Now()
	c := Check{ID: id.String(), Subject: sub, Channel: to.Channel, Masked: to.Masked, Reference: reference(), CreatedAt: now, ExpiresAt: now.Add(Life)}
	c.MAC = s.Keys.MAC("passcode", c.ID, sub.Purpose, sub.Flow, code)
	q, err := notify.Seal(s.Keys, s.message(p, to, code, c.Reference, l), now, Life)
	if err != nil {
		return Made{}, err
	}
	c.Message = q.ID
	taken, err := s.Limits.Take(ctx, append(also, s.Limits.Of(limit.PasscodeDay, to.To), s.Limits.Of(limit.PasscodePrefix, Prefix(to)))...)
	return Made{Check: c, Message: q, Taken: taken}, err
}

// Prefix is what a destination is alike with others in, for the site's alarm: the first three digits of a Japanese number, the
// channel of what has none. Any other number is foreign: the issuer's files hold none.
func Prefix(to issuer.Contact) string {
	number := to.To
	switch {
	case to.Channel == issuer.Mail:
		return "mail"
	case strings.HasPrefix(number, "+81"):
		number = "0" + number[3:]
	}
	if len(number) < 10 || number[0] != '0' || number[1] == '0' {
		return "foreign"
	}
	return number[:3]
}

// Try tests what was typed. The try is counted before anything is compared. A right passcode is not used up yet: the
// caller does that with UseCheck in the transaction that acts on it.
func (s *Service) Try(ctx context.Context, sub Subject, code string) (Check, error) {
	latest, ok, err := s.Store.LatestCheck(ctx, sub)
	if err != nil {
		return Check{}, err
	}
	if !ok {
		return Check{}, ErrDead
	}
	c, ok, err := s.Store.CountTry(ctx, latest.ID, Tries, s.Now())
	if err != nil {
		return Check{}, err
	}
	if !ok {
		return latest, ErrDead
	}
	if !s.Keys.Verify(c.MAC, "passcode", c.ID, sub.Purpose, sub.Flow, code) {
		return c, ErrWrong
	}
	return c, nil
}

// NotUsed takes back the try of a right passcode with which nothing could be done, because the database was away: a person
// with the right one does not lose it. A wrong one stays counted, so there are never more than Tries of those; that it was
// counted before it was compared is what keeps many at once from being more.
func (s *Service) NotUsed(ctx context.Context, right Check) error {
	return s.Store.GiveTry(ctx, right.ID)
}

// Proven is the subject's latest check, if code is its right passcode and has been taken within its life. It counts
// nothing: the caller limits it.
func (s *Service) Proven(ctx context.Context, sub Subject, code string) (Check, bool, error) {
	c, ok, err := s.Store.LatestCheck(ctx, sub)
	if err != nil || !ok {
		return c, false, err
	}
	right := s.Keys.Verify(c.MAC, "passcode", c.ID, sub.Purpose, sub.Flow, code)
	return c, right && c.Used && s.Now().Before(c.ExpiresAt), nil
}

// message is the text of a passcode. An SMS holds at most 70 UCS-2 units: purpose first, then code and reference; its
// last line is read by browsers (WebOTP, origin-bound one-time codes).
func (s *Service) message(p Purpose, to issuer.Contact, code, ref string, l text.Lang) notify.Message {
	if to.Channel == issuer.SMS {
		return notify.Message{Channel: to.Channel, To: to.To, Text: p.sms(l, code, ref, s.Host)}
	}
	return notify.Message{Channel: to.Channel, To: to.To, Subject: p.Subject.In(l, s.Site(l), p.Named[l]), Text: p.Mail.In(l, s.Site(l), code, ref, p.Named[l])}
}

// oneSMS is what one holds, in UCS-2 units.
const oneSMS = 70

func (p Purpose) sms(l text.Lang, code, ref, host string) string {
	words := p.SMS.In(l, code, ref, host, p.Named[l])
	for _, m := range p.Shorter {
		if notify.SMSUnits(words) <= oneSMS {
			break
		}
		words = m.In(l, code, ref, host, p.Named[l])
	}
	return words
}

// LongestName is how many characters the name of what a passcode is for has at most, so that its SMS is one.
const LongestName = 20

// LongestSMS is the length in UCS-2 units of the longest passcode SMS that this host makes.
func LongestSMS(host string) int {
	n := 0
	for _, p := range []Purpose{Registering, Recovering, Adding, Ordering} {
		if len(p.Shorter) > 0 {
			longest := strings.Repeat("円", LongestName)
			p.Named = map[text.Lang]string{text.JA: longest, text.EN: longest}
		}
		for _, l := range []text.Lang{text.JA, text.EN} {
			n = max(n, notify.SMSUnits(p.sms(l, "000000", "K742", host)))
		}
	}
	return n
}

// reference is four characters that nobody mistakes for one another, to match message and screen.
func reference() string {
	const letters, digits = "ACEFHJKLMNPRTUVWXY", "234679"
	return pick(letters, 1) + pick(digits, 3)
}

func pick(from string, n int) string {
	out := make([]byte, n)
	for i := range out {
		k, err := rand.Int(rand.Reader, big.NewInt(int64(len(from))))
		if err != nil {
			panic(err) // crypto/rand does not fail on the platforms we run on
		}
		out[i] = from[k.Int64()]
	}
	return string(out)
}
