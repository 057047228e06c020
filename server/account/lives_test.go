package account_test

import (
	"slices"
	"testing"
	"time"

	"netanswer/server/account"
	"netanswer/server/issuer"
	"netanswer/server/issuer/issuertest"
	"netanswer/server/issuer/sandbox"
	"netanswer/shared/japan"
)

var key = []byte("sandbox demo key")

// days are those on which the lives are looked at.
var days = []string{
	"2026-11-23", // the amount due is fixed
	"2026-11-15", // it may still change
	"2026-11-09", // a purchase waits for the bonus
	"2026-12-04", // a debit day
	"2026-12-05", // the day after a debit that failed
	"2026-08-09", // a cash advance is on no statement yet
	"2027-02-09", // less is left of a total than of what it contains
	"2027-01-08", // a purchase in two payments has one to come
	"2026-06-09", // more was returned to one kind of shop than bought there
}

// life is the account of one of the sandbox's cards.
type life struct {
	slug string
	account.Reader
}

// lives are all cases that have an account to be read, on a day.
func lives(t *testing.T, day string) (*sandbox.Issuer, time.Time, []life) {
	t.Helper()
	date, err := japan.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	now := date.Start().Add(10*time.Hour + 15*time.Minute)
	is := sandbox.New(sandbox.Config{Key: key, Now: func() time.Time { return now }, Slow: time.Millisecond})
	var all []life
	refused := 0
	for _, c := range is.DemoCards() {
		if c.Case == "down" || c.Case == "nonsense" {
			continue
		}
		typed := issuertest.Typed(t, c.Number, c.ExpMonth, c.ExpYear, c.SecurityCode)
		v, err := is.VerifyCard(t.Context(), typed.Number, typed.Expiry, typed.Code)
		if err != nil {
			refused++
			continue
		}
		all = append(all, life{c.Case, account.Reader{MemberID: c.Case, CardRef: v.CardRef}})
	}
	if refused != 4 || len(all) < 25 { // expired, blocked, lost, corporate
		t.Fatalf("%d lives, %d refused", len(all), refused)
	}
	return is, now, all
}

// statements are all months of a card, by month.
func statements(t *testing.T, is issuer.Issuer, ref string) map[japan.Month]issuer.Statement {
	t.Helper()
	ss, err := is.Statements(t.Context(), ref, issuer.Page{Max: issuer.MaxPage})
	if err != nil || ss.Next != "" {
		t.Fatal(ss.Next, err)
	}
	out := map[japan.Month]issuer.Statement{}
	for _, s := range ss.Statements {
		out[s.Month] = s
	}
	return out
}

// entries are all uses of a question.
func entries(t *testing.T, is issuer.Issuer, ref string, of issuer.UsesOf) (all []issuer.Use) {
	t.Helper()
	for of.Max = issuer.MaxPage; ; {
		us, err := is.Uses(t.Context(), ref, of)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, us.Uses...)
		if of.After = us.Next; of.After == "" {
			return all
		}
	}
}

func slugs(all []life, of ...string) []life {
	return slices.DeleteFunc(slices.Clone(all), func(l life) bool { return !slices.Contains(of, l.slug) })
}
