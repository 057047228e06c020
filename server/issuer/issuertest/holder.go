package issuertest

import (
	"context"
	"errors"
	"maps"
	"regexp"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

var (
	maskedMobile   = regexp.MustCompile(`^0[6-9]0-\*{4}-\d{4}$`)
	maskedLandline = regexp.MustCompile(`^0\d{1,4}-\*{1,4}-\d{4}$`)
	maskedMail     = regexp.MustCompile(`^.\*\*\*@[^@]+$`)
	e164           = regexp.MustCompile(`^\+[1-9]\d{6,14}$`)
)

func contacts(t *testing.T, is issuer.Issuer, f Fixture) {
	cs, err := is.Contacts(t.Context(), verify(t, is, f.Good).CardRef)
	if err != nil {
		t.Fatal(err)
	}
	if len(cs) == 0 {
		t.Error("the good card's holder has no contact")
	}
	if given(f.SoleMail) {
		sole, err := is.Contacts(t.Context(), verify(t, is, f.SoleMail).CardRef)
		if err != nil {
			t.Fatal(err)
		}
		if len(sole) != 1 || sole[0].Channel != issuer.Mail || !sole[0].Proves {
			t.Errorf("the holder with mail only has %d contacts", len(sole))
		}
		cs = append(cs, sole...)
	}
	for _, c := range cs {
		masked, digits := maskedMail, 0
		switch c.Channel {
		case issuer.SMS:
			masked, digits = maskedMobile, 4
		case issuer.Landline:
			masked, digits = maskedLandline, 4
		case issuer.Mail:
			local, domain, ok := strings.Cut(c.To, "@")
			if !ok || local == "" || !strings.HasSuffix(c.Masked, "@"+domain) || !strings.HasPrefix(c.To, c.Masked[:1]) {
				t.Errorf("mail address and mask %q do not belong together", c.Masked)
			}
		default:
			t.Errorf("channel %q is none", c.Channel)
		}
		if !masked.MatchString(c.Masked) {
			t.Errorf("%s is masked as %q, want %v", c.Channel, c.Masked, masked)
		}
		if digits > 0 && (!e164.MatchString(c.To) || c.To[len(c.To)-digits:] != c.Masked[len(c.Masked)-digits:]) {
			t.Errorf("%s: masked %q does not end as its number, or that is not E.164", c.Channel, c.Masked)
		}
	}
}

func holder(t *testing.T, is issuer.Issuer, f Fixture) {
	h, err := is.Holder(t.Context(), verify(t, is, f.Good).CardRef)
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`^\S+ \S+$`).MatchString(h.Name) {
		t.Errorf("name %q, want family and given name with a space", h.Name)
	}
	if !regexp.MustCompile(`^[ァ-ヴー]+ [ァ-ヴー]+$`).MatchString(h.Kana) {
		t.Errorf("kana %q, want full-width katakana with a space", h.Kana)
	}
	if !regexp.MustCompile(`^[A-Z]+( [A-Z]+)+$`).MatchString(h.Roman) {
		t.Errorf("roman %q, want capitals as on the card", h.Roman)
	}
	if h.BirthDate.IsZero() || h.BirthDate.Year < 1900 {
		t.Errorf("born on %q", h.BirthDate)
	}
}

func summary(t *testing.T, is issuer.Issuer, f Fixture) {
	v := verify(t, is, f.Good)
	s, err := is.Summary(t.Context(), v.CardRef)
	if err != nil {
		t.Fatal(err)
	}
	h, err := is.Holder(t.Context(), v.CardRef)
	if err != nil {
		t.Fatal(err)
	}
	if s.Holder != h || s.Last4 != v.Last4 || s.Brand != v.Brand {
		t.Errorf("summary of %+v %s %s, the card is %+v %s %s", s.Holder, s.Brand, s.Last4, h, v.Brand, v.Last4)
	}
	if s.DueDate.IsZero() != (s.Due == 0) {
		t.Errorf("due %d on %q", s.Due, s.DueDate)
	}
	if !s.DueDate.IsZero() && !s.DueDate.Before(s.NextDebit) {
		t.Errorf("due on %s, what is unbilled on %s", s.DueDate, s.NextDebit)
	}
	for _, d := range []japan.Date{s.DueDate, s.NextDebit} {
		if !d.IsZero() && !japan.BankDay(d) {
			t.Errorf("debit on %s, when banks do not work", d)
		}
	}
	if !regexp.MustCompile(`\*{2,}\d{1,4}$`).MatchString(s.Account) || regexp.MustCompile(`\d{5}`).MatchString(s.Account) {
		t.Errorf("bank account %q is not masked", s.Account)
	}
	if s.Expiring > s.Points || s.Expiring < 0 || s.ExpireOn.IsZero() != (s.Expiring == 0) {
		t.Errorf("%d of %d points expire on %q", s.Expiring, s.Points, s.ExpireOn)
	}
	if len(s.Uses) == 0 || len(s.Uses) > 5 {
		t.Errorf("%d uses, want the latest five", len(s.Uses))
	}
	for n, u := range s.Uses {
		if u.Date.IsZero() || u.Merchant == "" || u.Amount == 0 {
			t.Errorf("use %d is not complete: %+v", n, u)
		}
		if n > 0 && s.Uses[n-1].Date.Before(u.Date) {
			t.Errorf("use %d of %s comes after one of %s: want newest first", n, u.Date, s.Uses[n-1].Date)
		}
		switch u.Way {
		case "once", "twice", "bonus", "instalments", "revolving":
		default:
			t.Errorf("use %d is paid %q", n, u.Way)
		}
	}
}

// calls are the questions that take a reference.
func calls(is issuer.Issuer) map[string]func(context.Context, string) error {
	all := accountCalls(is)
	maps.Copy(all, map[string]func(context.Context, string) error{
		"Contacts": func(ctx context.Context, ref string) error { _, err := is.Contacts(ctx, ref); return err },
		"Holder":   func(ctx context.Context, ref string) error { _, err := is.Holder(ctx, ref); return err },
		"Summary":  func(ctx context.Context, ref string) error { _, err := is.Summary(ctx, ref); return err },
	})
	return all
}

func unknown(t *testing.T, is issuer.Issuer, f Fixture) {
	v := verify(t, is, f.Good)
	for what, ref := range strangers(v, f.Good) {
		for name, call := range calls(is) {
			if err := call(t.Context(), ref); !errors.Is(err, issuer.ErrUnknown) {
				t.Errorf("%s of %s: %v, want %v", name, what, err, issuer.ErrUnknown)
			}
		}
	}
}

func unavailable(t *testing.T, is issuer.Issuer, f Fixture) {
	if !given(f.Down) {
		t.Log("the adapter's test data have no card for it")
		return
	}
	if _, err := is.VerifyCard(t.Context(), f.Down.Number, f.Down.Expiry, f.Down.Code); !errors.Is(err, issuer.ErrUnavailable) {
		t.Errorf("error %v, want %v", err, issuer.ErrUnavailable)
	}
}

func cancelled(t *testing.T, is issuer.Issuer, f Fixture) {
	v := verify(t, is, f.Good)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	prompt := func(name string, call func() error) {
		t.Helper()
		done := make(chan error, 1)
		go func() { done <- call() }()
		select {
		case err := <-done:
			if err == nil || errors.Is(err, issuer.ErrRefused) || errors.Is(err, issuer.ErrUnknown) {
				t.Errorf("%s answered %v though nobody waits any more", name, err)
			}
		case <-time.After(patience):
			t.Errorf("%s does not end with its context", name)
		}
	}
	for name, call := range calls(is) {
		prompt(name, func() error { return call(ended, v.CardRef) })
	}
	prompt("Ready", func() error { return is.Ready(ended) })
	cards := map[string]Card{"VerifyCard": f.Good, "VerifyCard of the slow card": f.Slow}
	for name, c := range cards {
		if given(c) {
			prompt(name, func() error { _, err := is.VerifyCard(ended, c.Number, c.Expiry, c.Code); return err })
		}
	}
	if !given(f.Slow) {
		return
	}
	soon, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	prompt("VerifyCard of the slow card, given up halfway", func() error {
		_, err := is.VerifyCard(soon, f.Slow.Number, f.Slow.Expiry, f.Slow.Code)
		return err
	})
}
