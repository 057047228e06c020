package issuer_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/issuer/sandbox"
	"netanswer/shared/card"
	"netanswer/shared/japan"
)

// odd is an issuer that answers what a test puts into it.
type odd struct {
	issuer.Issuer
	verified issuer.Verified
	contacts []issuer.Contact
	holder   issuer.Holder
	summary  issuer.Summary
	account  issuer.Account
	cards    []issuer.Card
	months   issuer.Statements
	uses     issuer.Uses
	entries  issuer.Uses
	limits   issuer.Limits
	points   issuer.Points
	err      error
}

func (o *odd) VerifyCard(context.Context, card.Number, card.Expiry, card.SecurityCode) (issuer.Verified, error) {
	return o.verified, o.err
}
func (o *odd) Contacts(context.Context, string) ([]issuer.Contact, error) { return o.contacts, o.err }
func (o *odd) Holder(context.Context, string) (issuer.Holder, error)      { return o.holder, o.err }
func (o *odd) Summary(context.Context, string) (issuer.Summary, error)    { return o.summary, o.err }

const secret = "himitsu5520"

func TestNonsenseIsBusynessAndIsNotRepeated(t *testing.T) {
	now := func() time.Time { return time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC) }
	n, err := card.ParseNumber("4111111111111111")
	if err != nil {
		t.Fatal(err)
	}
	day := japan.Date{Year: 2026, Month: 12, Day: 10}
	holder := issuer.Holder{Name: "見本 花子", Kana: "ミホン ハナコ", Roman: "HANAKO MIHON", BirthDate: japan.Date{Year: 1980, Month: 2, Day: 29}}
	good := func() *odd {
		return &odd{
			verified: issuer.Verified{CardRef: "card", AccountRef: "account", Last4: "1111", Brand: card.Visa},
			contacts: []issuer.Contact{{Channel: issuer.SMS, To: "+819012345678", Masked: "090-****-5678", Proves: true, Since: now().Add(10 * time.Second)}, {Channel: issuer.Mail, To: "hanako@example.jp", Masked: "h***@example.jp"}},
			holder:   holder,
			summary: issuer.Summary{Holder: holder, Last4: "1111", Brand: card.Visa, Due: 100, DueDate: day, NextDebit: day, Limit: 1000, Available: 900, Points: 5, Account: "みほん銀行 ****123",
				Uses: []issuer.Use{aUse()}},
		}
	}
	ask := func(o *odd) error {
		s := issuer.Strict{Issuer: o, Now: now}
		v, err := s.VerifyCard(t.Context(), n, card.Expiry{}, card.SecurityCode{})
		cs, err2 := s.Contacts(t.Context(), "card")
		h, err3 := s.Holder(t.Context(), "card")
		sum, err4 := s.Summary(t.Context(), "card")
		if err != nil && v != (issuer.Verified{}) || err2 != nil && cs != nil || err3 != nil && h != (issuer.Holder{}) || err4 != nil && (sum.Last4 != "" || sum.Uses != nil) {
			t.Error("what makes no sense is handed on")
		}
		return errors.Join(err, err2, err3, err4)
	}
	if err := ask(good()); err != nil {
		t.Fatalf("what makes sense: %v", err)
	}
	refused := good()
	refused.err = issuer.ErrRefused
	if err := ask(refused); !errors.Is(err, issuer.ErrRefused) || errors.Is(err, issuer.ErrUnavailable) {
		t.Errorf("a refusal: %v", err)
	}
	for what, spoil := range map[string]func(*odd){
		"no card_ref":                func(o *odd) { o.verified.CardRef = "" },
		"a card_ref with a line end": func(o *odd) { o.verified.CardRef = secret + "\n" },
		"a card_ref without end":     func(o *odd) { o.verified.CardRef = strings.Repeat("A", 1<<20) },
		"the number as card_ref":     func(o *odd) { o.verified.CardRef = "x4111111111111111" },
		"no account_ref":             func(o *odd) { o.verified.AccountRef = "" },
		"one reference for both":     func(o *odd) { o.verified.AccountRef = o.verified.CardRef },
		"another card's last 4":      func(o *odd) { o.verified.Last4 = "1112" },
		"another brand":              func(o *odd) { o.verified.Brand = "NaN" },
		"a channel of its own":       func(o *odd) { o.contacts[0].Channel = issuer.Channel(secret) },
		"a national number":          func(o *odd) { o.contacts[0].To = "090-1234-5678" },
		"a word for a number":        func(o *odd) { o.contacts[0].To = "null" },
		"a number with more":         func(o *odd) { o.contacts[0].To += "\r\nBcc: " + secret },
		"no address":                 func(o *odd) { o.contacts[1].To = secret },
		"two addresses":              func(o *odd) { o.contacts[1].To = "a@b.example, " + secret + "@c.example" },
		"an address with a header":   func(o *odd) { o.contacts[1].To = "a@b.example\r\nBcc:" + secret + "@c.example" },
		"no mask":                    func(o *odd) { o.contacts[0].Masked = "" },
		"a mask that hides nothing":  func(o *odd) { o.contacts[1].Masked = o.contacts[1].To },
		"a mask of five digits":      func(o *odd) { o.contacts[0].Masked = "090*12345678" },
		"a mask that turns the line": func(o *odd) { o.contacts[0].Masked = "090-****-\u202e5678" },
		"a contact of tomorrow":      func(o *odd) { o.contacts[1].Since = now().Add(24 * time.Hour) },
		"a thousand contacts":        func(o *odd) { o.contacts = make([]issuer.Contact, 1000) },
		"no name":                    func(o *odd) { o.holder.Name = " " },
		"a name without end":         func(o *odd) { o.holder.Name = strings.Repeat("あ", 500) },
		"a name of wrong bytes":      func(o *odd) { o.holder.Name = secret + "\xff" },
		"a name that rings":          func(o *odd) { o.holder.Kana = secret + "\a" },
		"nobody's birthday":          func(o *odd) { o.holder.BirthDate = japan.Date{} },
		"the 31st of February":       func(o *odd) { o.holder.BirthDate = japan.Date{Year: 1980, Month: 2, Day: 31} },
		"born tomorrow":              func(o *odd) { o.holder.BirthDate = japan.Date{Year: 2026, Month: 11, Day: 24} },
		"born under Napoleon":        func(o *odd) { o.holder.BirthDate = japan.Date{Year: 1810, Month: 1, Day: 1} },
		"three digits of the card":   func(o *odd) { o.summary.Last4 = "111" },
		"a limit below nothing":      func(o *odd) { o.summary.Limit = -1 },
		"more points than there are": func(o *odd) { o.summary.Expiring = 6 },
		"a sum that nobody owes":     func(o *odd) { o.summary.Due = 1 << 60 },
		"a due date without a sum":   func(o *odd) { o.summary.Due = 0 },
		"a debit in the year 9999":   func(o *odd) { o.summary.NextDebit.Year = 9999 },
		"a debit on no day":          func(o *odd) { o.summary.NextDebit = japan.Date{Year: 2026, Month: 13, Day: 1} },
		"a whole bank account":       func(o *odd) { o.summary.Account = "みほん銀行 1234567" },
		"a use that is paid oddly":   func(o *odd) { o.summary.Uses[0].Way = secret },
		"a use of no shop":           func(o *odd) { o.summary.Uses[0].Merchant = "" },
		"a shop with a line end":     func(o *odd) { o.summary.Uses[0].Merchant = secret + "\n" },
		"six uses":                   func(o *odd) { o.summary.Uses = make([]issuer.Use, 6) },
		"a stranger's summary":       func(o *odd) { o.summary.Holder = issuer.Holder{} },
	} {
		o := good()
		spoil(o)
		if err := ask(o); !errors.Is(err, issuer.ErrUnavailable) || strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "4111") || len(err.Error()) > 200 {
			t.Errorf("%s: %.300v", what, err)
		}
	}
}

func TestEverythingThatTheSandboxAnswersMakesSense(t *testing.T) {
	now := func() time.Time { return time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC) }
	box := sandbox.New(sandbox.Config{Key: []byte("netanswer-sandbx"), Now: now, Members: 500})
	s := issuer.Strict{Issuer: box, Now: now}
	asked := 0
	cards := box.DemoCards()
	for n := range 500 {
		cards = append(cards, box.Member(n))
	}
	for _, c := range cards {
		n, err := card.ParseNumber(c.Number)
		if err != nil {
			t.Fatal(err)
		}
		e, err := card.ParseExpiry(c.ExpMonth, c.ExpYear)
		if err != nil {
			t.Fatal(err)
		}
		code, err := card.ParseSecurityCode(c.SecurityCode, n.Brand())
		if err != nil {
			t.Fatal(err)
		}
		if c.Case == "slow" {
			continue
		}
		v, err := s.VerifyCard(t.Context(), n, e, code)
		switch {
		case errors.Is(err, issuer.ErrRefused), c.Case == "down" && err != nil:
			continue
		case c.Case == "nonsense":
			if !errors.Is(err, issuer.ErrUnavailable) || strings.Contains(err.Error(), c.Number) {
				t.Errorf("nonsense: %v", err)
			}
			continue
		case err != nil:
			t.Errorf("%s: %v", c.Case, err)
			continue
		}
		_, err1 := s.Contacts(t.Context(), v.CardRef)
		_, err2 := s.Holder(t.Context(), v.CardRef)
		_, err3 := s.Summary(t.Context(), v.CardRef)
		_, err4 := s.PaymentOffers(t.Context(), v.CardRef)
		_, err5 := s.CashOffer(t.Context(), v.CardRef)
		_, err6 := s.LimitOffer(t.Context(), v.CardRef)
		_, err7 := s.Services(t.Context(), v.CardRef)
		if err := errors.Join(err1, err2, err3, err4, err5, err6, err7, askAll(t, s, v.CardRef)); err != nil {
			t.Errorf("%s: %v", c.Case, err)
		}
		asked++
	}
	if asked < 400 {
		t.Errorf("only %d were good cards", asked)
	}
}
