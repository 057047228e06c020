package member

import (
	"context"
	"errors"
	"testing"
	"time"

	"netanswer/server/issuer"
)

// written is what the database knows.
type written struct {
	Store
	until time.Time
	cards []Card
}

func (w written) Caution(context.Context, string) (time.Time, error) { return w.until, nil }
func (w written) Cards(context.Context, string) ([]Card, error)      { return w.cards, nil }

func TestCareIsTakenFor72HoursAfterARecoveryOrAChangeOfContacts(t *testing.T) {
	now := time.Date(2026, 11, 23, 10, 15, 0, 0, time.UTC)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	for name, c := range map[string]struct {
		until  time.Time // as a recovery wrote it
		mobile time.Time // on the first card
		mail   time.Time // on the second
		want   time.Time
	}{
		"never":                           {want: time.Time{}},
		"recovered now":                   {until: now.Add(CautionFor), want: now.Add(72 * time.Hour)},
		"recovered 71:59 ago":             {until: ago(71*time.Hour + 59*time.Minute).Add(CautionFor), want: now.Add(time.Minute)},
		"recovered 72:00 ago":             {until: ago(72 * time.Hour).Add(CautionFor)},
		"a phone of 71:59":                {mobile: ago(71*time.Hour + 59*time.Minute), mail: ago(900 * time.Hour), want: now.Add(time.Minute)},
		"a phone of 72:00":                {mobile: ago(72 * time.Hour), mail: ago(900 * time.Hour)},
		"an address of another card":      {mobile: ago(900 * time.Hour), mail: ago(time.Hour), want: now.Add(71 * time.Hour)},
		"the later of two counts":         {until: now.Add(time.Hour), mobile: ago(time.Hour), want: now.Add(71 * time.Hour)},
		"the later of two is the written": {until: now.Add(72 * time.Hour), mobile: ago(time.Hour), want: now.Add(72 * time.Hour)},
		"nobody remembers since when":     {mobile: time.Time{}, mail: time.Time{}},
	} {
		s := &Service{
			Now:   func() time.Time { return now },
			Store: written{until: c.until, cards: []Card{{Ref: "one"}, {Ref: "two"}}},
			Contacts: func(_ context.Context, ref string) ([]issuer.Contact, error) {
				if ref == "one" {
					return []issuer.Contact{{Channel: issuer.Landline}, {Channel: issuer.SMS, Since: c.mobile}}, nil
				}
				return []issuer.Contact{{Channel: issuer.Mail, Since: c.mail}}, nil
			},
		}
		if got, err := s.Caution(t.Context(), "m"); err != nil || !got.Equal(c.want) {
			t.Errorf("%s: until %v (%v), want %v", name, got, err, c.want)
		}
	}
}

func TestWithoutTheIssuersAnswerNobodySaysThatNoCareIsNeeded(t *testing.T) {
	down := errors.New("down")
	s := &Service{
		Now: time.Now, Store: written{cards: []Card{{Ref: "one"}}},
		Contacts: func(context.Context, string) ([]issuer.Contact, error) { return nil, down },
	}
	if _, err := s.Caution(t.Context(), "m"); !errors.Is(err, down) {
		t.Errorf("%v", err)
	}
}
