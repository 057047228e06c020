package rest

import (
	"fmt"
	"io"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/card"
	"netanswer/shared/japan"
)

// What travels, as openapi.yaml has it. A field that may be left out says so in its tag.

type verifyQuestion struct {
	Number       secret `json:"number"`
	ExpiryMonth  int    `json:"expiry_month"`
	ExpiryYear   int    `json:"expiry_year"`
	SecurityCode secret `json:"security_code"`
}

// secret is a card number or security code on its way: it can be sent, not printed.
type secret string

// Format hides it whatever the verb.
func (secret) Format(s fmt.State, _ rune) { io.WriteString(s, "***") }

type cardQuestion struct {
	CardRef string `json:"card_ref"`
}

type verified struct {
	CardRef    string `json:"card_ref"`
	AccountRef string `json:"account_ref"`
	Last4      string `json:"last4"`
	Brand      brand  `json:"brand"`
}

type contacts struct {
	Contacts []contact `json:"contacts"`
}

type contact struct {
	Channel string `json:"channel"`
	To      string `json:"to"`
	Masked  string `json:"masked"`
	Proves  bool   `json:"proves"`
	Since   *when  `json:"since,omitempty"`
}

type holder struct {
	Name      string     `json:"name"`
	Kana      string     `json:"kana"`
	Roman     string     `json:"roman"`
	BirthDate japan.Date `json:"birth_date"`
	Family    bool       `json:"family"`
}

type summary struct {
	Holder    holder     `json:"holder"`
	Last4     string     `json:"last4"`
	Brand     brand      `json:"brand"`
	Due       *due       `json:"due,omitempty"`
	Account   string     `json:"account,omitempty"`
	Overdue   *overdue   `json:"overdue,omitempty"`
	Unbilled  int        `json:"unbilled"`
	NextDebit japan.Date `json:"next_debit"`
	Limit     int        `json:"limit"`
	Available int        `json:"available"`
	Points    int        `json:"points"`
	Expiring  *expiring  `json:"expiring,omitempty"`
	Uses      []use      `json:"uses"`
}

type due struct {
	Amount int        `json:"amount"`
	Date   japan.Date `json:"date"`
	Fixed  bool       `json:"fixed"`
}

// overdue is a debit that failed and was not paid since.
type overdue struct {
	Amount  int        `json:"amount"`
	RetryOn japan.Date `json:"retry_on,omitzero"`
}

type expiring struct {
	Points int        `json:"points"`
	On     japan.Date `json:"on"`
}

type readiness struct {
	Ready bool `json:"ready"`
}

type problem struct {
	Code string `json:"code"`
}

// The codes of a problem. Those before codeBad are answers; all others mean that there is none.
const (
	codeRefused     = "card_refused"      // 422 to VerifyCard
	codeUnknown     = "unknown_reference" // 404
	codeNoStatement = "no_statement"      // 404 to Statement and Uses
	codeNotOffered  = "not_offered"       // 409 to Order
	codeKeyUsed     = "key_used"          // 422 to Order
	codeNoOrder     = "no_order"          // 404 to Outcome and Cancel
	codeTooLate     = "too_late"          // 409 to Cancel
	codeBad         = "bad_request"       // 400
	codeNotSigned   = "not_signed"        // 401
	codeReplayed    = "replayed"          // 401
	codeNoSuch      = "no_such_address"   // 404
	codeUnavailable = "unavailable"       // 503
)

// brand is a scheme in one word.
type brand card.Brand

var brands = map[card.Brand]string{
	card.Visa: "visa", card.Mastercard: "mastercard", card.JCB: "jcb", card.Amex: "amex", card.Diners: "diners", card.Other: "other",
}

// MarshalText writes the word.
func (b brand) MarshalText() ([]byte, error) {
	word, ok := brands[card.Brand(b)]
	if !ok {
		return nil, fmt.Errorf("rest: no word for a brand")
	}
	return []byte(word), nil
}

// UnmarshalText reads one of the words.
func (b *brand) UnmarshalText(word []byte) error {
	for is, w := range brands {
		if w == string(word) {
			*b = brand(is)
			return nil
		}
	}
	return fmt.Errorf("rest: no such brand")
}

// when is a moment in RFC 3339, to the second.
type when struct{ at time.Time } // not embedded: time.Time writes JSON of its own

// MarshalText writes it in Japan's time.
func (w when) MarshalText() ([]byte, error) {
	return []byte(w.at.In(japan.Zone).Format(time.RFC3339)), nil
}

// UnmarshalText reads it.
func (w *when) UnmarshalText(raw []byte) (err error) {
	if w.at, err = time.Parse(time.RFC3339, string(raw)); err == nil {
		w.at = w.at.In(japan.Zone).Truncate(time.Second)
	}
	return err
}

func fromVerified(v issuer.Verified) verified {
	return verified{v.CardRef, v.AccountRef, v.Last4, brand(v.Brand)}
}

func (v verified) port() issuer.Verified {
	return issuer.Verified{CardRef: v.CardRef, AccountRef: v.AccountRef, Last4: v.Last4, Brand: card.Brand(v.Brand)}
}

func fromContacts(cs []issuer.Contact) contacts {
	out := contacts{[]contact{}}
	for _, c := range cs {
		w := contact{Channel: string(c.Channel), To: c.To, Masked: c.Masked, Proves: c.Proves}
		if !c.Since.IsZero() {
			w.Since = &when{c.Since}
		}
		out.Contacts = append(out.Contacts, w)
	}
	return out
}

func (cs contacts) port() []issuer.Contact {
	var out []issuer.Contact
	for _, c := range cs.Contacts {
		p := issuer.Contact{Channel: issuer.Channel(c.Channel), To: c.To, Masked: c.Masked, Proves: c.Proves}
		if c.Since != nil {
			p.Since = c.Since.at
		}
		out = append(out, p)
	}
	return out
}

func fromHolder(h issuer.Holder) holder { return holder(h) }

func (h holder) port() issuer.Holder { return issuer.Holder(h) }

func fromSummary(s issuer.Summary) summary {
	out := summary{
		Holder: fromHolder(s.Holder), Last4: s.Last4, Brand: brand(s.Brand), Account: s.Account, Unbilled: s.Unbilled, NextDebit: s.NextDebit,
		Limit: s.Limit, Available: s.Available, Points: s.Points, Uses: listed(s.Uses, fromUse(false)),
	}
	if s.Overdue != 0 {
		out.Overdue = &overdue{s.Overdue, s.RetryOn}
	}
	if !s.DueDate.IsZero() {
		out.Due = &due{s.Due, s.DueDate, s.Fixed}
	}
	if s.Expiring != 0 {
		out.Expiring = &expiring{s.Expiring, s.ExpireOn}
	}
	return out
}

func (s summary) port() issuer.Summary {
	out := issuer.Summary{
		Holder: s.Holder.port(), Last4: s.Last4, Brand: card.Brand(s.Brand), Account: s.Account, Unbilled: s.Unbilled, NextDebit: s.NextDebit,
		Limit: s.Limit, Available: s.Available, Points: s.Points, Uses: each(s.Uses, use.port),
	}
	if s.Due != nil {
		out.Due, out.DueDate, out.Fixed = s.Due.Amount, s.Due.Date, s.Due.Fixed
	}
	if s.Expiring != nil {
		out.Expiring, out.ExpireOn = s.Expiring.Points, s.Expiring.On
	}
	if s.Overdue != nil {
		out.Overdue, out.RetryOn = s.Overdue.Amount, s.Overdue.RetryOn
	}
	return out
}
