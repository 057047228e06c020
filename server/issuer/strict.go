package issuer

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"netanswer/shared/card"
	"netanswer/shared/japan"
)

// Strict is an issuer whose answers are believed only as far as they make sense. What does not is ErrUnavailable, with what
// is wrong in it but nothing of what was answered: nothing odd is stored, shown or sent a message to.
type Strict struct {
	Issuer
	Now func() time.Time
}

// The most that a card system can mean.
const (
	maxRef      = 128
	maxWords    = 120
	maxContacts = 20
	maxUses     = 5
	maxYen      = 10_000_000_000
	maxYears    = 130 // of a holder

	clocks = time.Minute // the card system's may be ahead of ours by
)

var (
	number   = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)
	address  = regexp.MustCompile(`^[^@\s]{1,64}@[^@\s]{1,190}$`)
	four     = regexp.MustCompile(`^[0-9]{4}$`)
	unmasked = regexp.MustCompile(`[0-9]{5}`)
)

// VerifyCard answers only a card that can be the one that was asked about.
func (s Strict) VerifyCard(ctx context.Context, n card.Number, e card.Expiry, c card.SecurityCode) (Verified, error) {
	v, err := s.Issuer.VerifyCard(ctx, n, e, c)
	if err != nil {
		return Verified{}, err
	}
	digits := n.Digits()
	switch {
	case !ref(v.CardRef), strings.Contains(v.CardRef, digits):
		err = nonsense("VerifyCard", "card_ref")
	case !ref(v.AccountRef), v.AccountRef == v.CardRef, strings.Contains(v.AccountRef, digits):
		err = nonsense("VerifyCard", "account_ref")
	case v.Last4 != n.Last4():
		err = nonsense("VerifyCard", "last4")
	case v.Brand != n.Brand():
		err = nonsense("VerifyCard", "brand")
	}
	if err != nil {
		return Verified{}, err
	}
	return v, nil
}

// Contacts answers only ways that a message can go, masked so that a screen may show them.
func (s Strict) Contacts(ctx context.Context, cardRef string) ([]Contact, error) {
	cs, err := s.Issuer.Contacts(ctx, cardRef)
	if err != nil {
		return nil, err
	}
	if len(cs) > maxContacts {
		return nil, nonsense("Contacts", "length")
	}
	for _, c := range cs {
		if err := contact(c); err != nil {
			return nil, err
		}
		if c.Since.After(s.Now().Add(clocks)) {
			return nil, nonsense("Contacts", "since")
		}
	}
	return cs, nil
}

func contact(c Contact) error {
	switch c.Channel {
	case SMS, Landline:
		if !number.MatchString(c.To) {
			return nonsense("Contacts", "number")
		}
	case Mail:
		if !address.MatchString(c.To) || !words(c.To) {
			return nonsense("Contacts", "address")
		}
	default:
		return nonsense("Contacts", "channel")
	}
	if !words(c.Masked) || !strings.Contains(c.Masked, "*") || strings.Contains(c.Masked, c.To) || unmasked.MatchString(c.Masked) && c.Channel != Mail {
		return nonsense("Contacts", "mask")
	}
	return nil
}

// Holder answers only who can be a person.
func (s Strict) Holder(ctx context.Context, cardRef string) (Holder, error) {
	h, err := s.Issuer.Holder(ctx, cardRef)
	if err == nil {
		err = s.holder("Holder", h)
	}
	if err != nil {
		return Holder{}, err
	}
	return h, nil
}

func (s Strict) holder(call string, h Holder) error {
	today := japan.DateOf(s.Now())
	switch {
	case !words(h.Name), !words(h.Kana), !words(h.Roman):
		return nonsense(call, "name")
	case !real(h.BirthDate), !h.BirthDate.Before(today), h.BirthDate.Year < today.Year-maxYears:
		return nonsense(call, "birth date")
	}
	return nil
}

// Summary answers only an account that a screen can show.
func (s Strict) Summary(ctx context.Context, cardRef string) (Summary, error) {
	v, err := s.Issuer.Summary(ctx, cardRef)
	if err == nil {
		err = s.summary(v)
	}
	if err != nil {
		return Summary{}, err
	}
	return v, nil
}

func (s Strict) summary(v Summary) error {
	if err := s.holder("Summary", v.Holder); err != nil {
		return err
	}
	today := japan.DateOf(s.Now())
	near := func(d japan.Date) bool { return real(d) && d.Year >= today.Year-2 && d.Year <= today.Year+5 }
	switch {
	case !four.MatchString(v.Last4), !known(v.Brand):
		return nonsense("Summary", "card")
	case v.Limit < 0, v.Available < 0, v.Points < 0, v.Expiring < 0, v.Expiring > v.Points:
		return nonsense("Summary", "limit or points")
	case tooMuch(v.Due, v.Overdue, v.Unbilled, v.Limit, v.Available, v.Points):
		return nonsense("Summary", "amount")
	case v.DueDate.IsZero() != (v.Due == 0), !v.DueDate.IsZero() && !near(v.DueDate), !near(v.NextDebit), v.Expiring > 0 && !near(v.ExpireOn),
		!v.RetryOn.IsZero() && (v.Overdue == 0 || !near(v.RetryOn)):
		return nonsense("Summary", "date")
	case !masked(v.Account):
		return nonsense("Summary", "bank account")
	case len(v.Uses) > maxUses:
		return nonsense("Summary", "uses")
	}
	for _, u := range v.Uses {
		if err := s.use("Summary", u); err != nil {
			return err
		}
	}
	return nil
}

// nonsense says where an answer makes no sense. What was answered may be anybody's data: it is not said.
func nonsense(call, what string) error {
	return fmt.Errorf("%w: %s answered nonsense: %s", ErrUnavailable, call, what)
}

func ref(s string) bool {
	return s != "" && len(s) <= maxRef && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

// words is a line of text that a screen can show.
func words(s string) bool {
	return strings.TrimSpace(s) != "" && utf8.RuneCountInString(s) <= maxWords && utf8.ValidString(s) &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError })
}

func known(b card.Brand) bool {
	switch b {
	case card.Visa, card.Mastercard, card.JCB, card.Amex, card.Diners, card.Other:
		return true
	}
	return false
}

func tooMuch(amounts ...int) bool {
	for _, a := range amounts {
		if a > maxYen || a < -maxYen {
			return true
		}
	}
	return false
}

// real says whether the calendar has such a day.
func real(d japan.Date) bool {
	t := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	return t.Year() == d.Year && int(t.Month()) == int(d.Month) && t.Day() == d.Day && !d.IsZero()
}
