package account_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"netanswer/server/account"
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

// Whatever the life, each month of the graph is the statement that the member gets: its parts add up to what is debited for
// uses, and with fees and interest to its total. Each part is what the entries of that category, or of that card, say.
func TestTheMonthsOfTheGraphAreTheStatements(t *testing.T) {
	seen := map[string]bool{}
	for _, day := range []string{days[0], days[4], days[8]} {
		is, now, all := lives(t, day)
		s := &account.Service{Issuer: is}
		for _, l := range all {
			if l.slug == "crowd" && day != days[0] { // one day of thousands is enough
				continue
			}
			ss := statements(t, is, l.CardRef)
			for _, by := range []wire.UsageBy{wire.ByCategory, wire.ByUser} {
				if by == wire.ByUser && l.slug == "crowd" {
					continue
				}
				u, err := s.Usage(t.Context(), l.Reader, by, japan.Month{}, japan.DateOf(now))
				if err != nil {
					t.Fatalf("%s: %v", l.slug, err)
				}
				if len(u.Months) != 12 || u.By != by || u.AsOf != "" {
					t.Fatalf("%s: %+v", l.slug, u)
				}
				for n, m := range u.Months {
					if n > 0 && m.Month != u.Months[n-1].Month.Add(1) {
						t.Errorf("%s: %s follows %s", l.slug, m.Month, u.Months[n-1].Month)
					}
					of, there := ss[m.Month]
					if sum(m.Parts) != m.Amount || m.Amount != of.Shopping+of.Revolving+of.Cash || m.Beside != of.Fees+of.Interest || m.Amount+m.Beside != of.Total {
						t.Errorf("%s on %s by %s: %s is %+v of %+v", l.slug, day, by, m.Month, m, of)
					}
					if there != (m.State != "") || there && (m.State != wire.StatementState(of.State) || m.To != of.To || len(m.Parts) != len(u.Parts)) {
						t.Errorf("%s by %s: %s stands as %+v, the statement is %+v", l.slug, by, m.Month, m, of)
					}
					seen["below 0"] = seen["below 0"] || m.Amount < 0
					seen["part below 0"] = seen["part below 0"] || slices.ContainsFunc(m.Parts, func(n int) bool { return n < 0 }) && m.Amount > 0
					seen["fees"] = seen["fees"] || m.Beside > 0
					if n >= 10 && there && l.slug != "crowd" {
						want := map[wire.UsagePart]int{}
						for _, e := range entries(t, is, l.CardRef, issuer.UsesOf{Month: m.Month}) {
							want[partOf(t, is, l.CardRef, by, e)] += e.Charged
						}
						for k, p := range u.Parts {
							if m.Parts[k] != want[p] {
								t.Errorf("%s: %s of %+v is %d, its entries say %d", l.slug, m.Month, p, m.Parts[k], want[p])
							}
							seen[p.Category] = true
							seen["family"] = seen["family"] || p.Family && p.Holder != ""
							delete(want, p)
						}
						for p, left := range want {
							if left != 0 {
								t.Errorf("%s: %s has no part %+v of %d", l.slug, m.Month, p, left)
							}
						}
					}
				}
				if last := u.Months[11].Month; ss[last.Add(1)].Uses != 0 || last.Before(japan.MonthOf(japan.DateOf(now))) {
					t.Errorf("%s: the last month is %s", l.slug, last)
				}
				if u.Family != (l.slug == "family") {
					t.Errorf("%s: family %v", l.slug, u.Family)
				}
				if of := ss[u.Months[0].Month.Add(-1)]; u.Before != of.Shopping+of.Revolving+of.Cash {
					t.Errorf("%s: before is %d of %+v", l.slug, u.Before, of)
				}
				if l.slug == "unused" && (!u.Since.IsZero() || len(u.Parts) != 0) || l.slug == "sms" && u.Since.Sub(u.Months[0].Month) >= 0 {
					t.Errorf("%s: since %s, parts %+v", l.slug, u.Since, u.Parts)
				}
			}
		}
	}
	for _, what := range append(slices.Clone(wire.UsageCategories[:]), "below 0", "part below 0", "fees", "family") {
		if !seen[what] {
			t.Errorf("no life has %s", what)
		}
	}
}

// partOf is where an entry belongs, written down once more.
func partOf(t *testing.T, is issuer.Issuer, ref string, by wire.UsageBy, e issuer.Use) wire.UsagePart {
	if by == wire.ByUser {
		cards, err := is.Cards(t.Context(), ref)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cards {
			if c.CardRef == e.CardRef {
				return wire.UsagePart{Holder: c.Holder, Last4: c.Last4, Family: c.Family}
			}
		}
		t.Fatalf("nobody's use: %+v", e)
	}
	switch e.Category {
	case "daily", "fashion", "home":
		return wire.UsagePart{Category: "shopping"}
	case "telecom":
		return wire.UsagePart{Category: "utilities"}
	case "travel":
		return wire.UsagePart{Category: "transport"}
	case "fees":
		return wire.UsagePart{Category: "other"}
	case "other":
		if e.Kind == issuer.Repayment {
			return wire.UsagePart{Category: "revolving"}
		}
	}
	return wire.UsagePart{Category: e.Category}
}

func sum(ns []int) (sum int) {
	for _, n := range ns {
		sum += n
	}
	return sum
}

func TestTheMonthThatWasAskedForIsChosen(t *testing.T) {
	is, now, all := lives(t, days[0])
	s, l := &account.Service{Issuer: is}, slugs(all, "sms")[0]
	for asked, want := range map[string]string{
		"":        "2026-12", // the open one is not whole
		"2026-12": "2026-12", "2027-01": "2027-01", "2026-02": "2026-02", "2026-01": "2026-12", "2027-02": "2026-12", "9999-12": "2026-12",
	} {
		m, _ := japan.ParseMonth(asked)
		u, err := s.Usage(t.Context(), l.Reader, wire.ByCategory, m, japan.DateOf(now))
		if err != nil || u.Months[u.Chosen].Month.String() != want {
			t.Errorf("%q shows %s, want %s (%v)", asked, u.Months[u.Chosen].Month, want, err)
		}
	}
	u, err := s.Usage(t.Context(), slugs(all, "unused")[0].Reader, wire.ByCategory, japan.Month{}, japan.DateOf(now))
	if err != nil || u.Chosen != 11 || u.Months[11].Month.String() != "2026-11" {
		t.Errorf("without any use %s is chosen (%v)", u.Months[u.Chosen].Month, err)
	}
}

// answers is a card system of which a test turns some answers.
type answers struct {
	issuer.Issuer
	uses   func(issuer.UsesOf) error
	cards  error
	limits func(*issuer.Limits)
	away   error
}

func (a answers) Uses(ctx context.Context, ref string, of issuer.UsesOf) (issuer.Uses, error) {
	if a.uses != nil {
		if err := a.uses(of); err != nil {
			return issuer.Uses{}, err
		}
	}
	return a.Issuer.Uses(ctx, ref, of)
}

func (a answers) Cards(ctx context.Context, ref string) ([]issuer.Card, error) {
	if a.cards != nil {
		return nil, a.cards
	}
	return a.Issuer.Cards(ctx, ref)
}

func (a answers) Limits(ctx context.Context, ref string) (issuer.Limits, error) {
	l, err := a.Issuer.Limits(ctx, ref)
	if a.limits != nil {
		a.limits(&l)
	}
	return l, errors.Join(err, a.away)
}

func TestWithoutTheCardsThePartsAreStillTold(t *testing.T) {
	is, now, all := lives(t, days[0])
	s, l := &account.Service{Issuer: answers{Issuer: is, cards: issuer.ErrUnavailable}}, slugs(all, "sms")[0]
	u, err := s.Usage(t.Context(), l.Reader, wire.ByUser, japan.Month{}, japan.DateOf(now))
	if err != nil || !slices.Equal(u.Parts, []wire.UsagePart{{}, {Family: true}}) {
		t.Fatalf("%+v %v", u.Parts, err)
	}
	if m := u.Months[u.Chosen]; sum(m.Parts) != m.Amount || m.Parts[0] == 0 || m.Parts[1] == 0 {
		t.Errorf("%+v", m)
	}
}

func TestAGraphThatCannotBeWholeIsNotDrawn(t *testing.T) {
	is, now, all := lives(t, days[0])
	calls := 0
	s := &account.Service{Issuer: answers{Issuer: is, uses: func(of issuer.UsesOf) error {
		if calls++; of.Month.Month == time.March {
			return issuer.ErrUnavailable
		}
		return nil
	}}}
	_, err := s.Usage(t.Context(), slugs(all, "sms")[0].Reader, wire.ByCategory, japan.Month{}, japan.DateOf(now))
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != wire.Unavailable || f.RetryAfter <= 0 {
		t.Errorf("%v", err)
	}
}
