package account_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/account"
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Whatever the life and the day: what is taken off a limit leaves just what home says is available, what comes back adds up to
// what is taken, and each line is what the statements and an independent reckoning of every plan say.
func TestTheLinesOfEachLimitLeaveWhatIsAvailable(t *testing.T) {
	seen := map[wire.LimitWhy]bool{}
	for _, day := range days {
		is, now, all := lives(t, day)
		s := &account.Service{Issuer: is}
		for _, l := range all {
			if l.slug == "crowd" && day != days[0] {
				continue
			}
			got, err := s.Limit(t.Context(), l.Reader, now)
			if err != nil {
				t.Fatalf("%s: %v", l.slug, err)
			}
			limits, err := is.Limits(t.Context(), l.CardRef)
			if err != nil {
				t.Fatal(err)
			}
			home, err := s.Home(t.Context(), l.Reader)
			if err != nil {
				t.Fatal(err)
			}
			if got.Shopping.Available != home.Available || got.Shopping.Limit != home.Limit || got.Family != home.Card.Family {
				t.Errorf("%s: %+v, at home %d of %d", l.slug, got.Shopping, home.Available, home.Limit)
			}
			for name, of := range map[string]struct {
				line  wire.LimitLine
				limit issuer.Limit
			}{"shopping": {got.Shopping, limits.Total}, "credit": {got.Credit, limits.Credit}, "cash": {got.Cash, limits.Cash}} {
				left := of.line.Limit
				for _, take := range of.line.Takes {
					left -= take.Amount
					seen[take.Why] = true
					if take.Amount == 0 {
						t.Errorf("%s, %s: %s takes nothing", l.slug, name, take.Why)
					}
					rest := 0
					for _, i := range take.Items {
						if rest += i.Amount; (i.Payments > 0) != i.Month.IsZero() {
							t.Errorf("%s: %+v is paid never or twice", l.slug, i)
						}
					}
					if len(take.Items) > 0 && rest != take.Amount {
						t.Errorf("%s, %s: %s takes %d, its uses %d", l.slug, name, take.Why, take.Amount, rest)
					}
				}
				if left != of.line.Available || of.line.Available != of.limit.Available || of.line.Limit != of.limit.Limit {
					t.Errorf("%s on %s, %s: %d are left of %+v; available are %d", l.slug, day, name, left, of.line, of.limit.Available)
				}
				if within := of.limit.Limit-of.limit.Used > limits.Total.Limit-limits.Total.Used && of.limit.Limit > 0; of.line.Within != within {
					t.Errorf("%s, %s: within the total %v, want %v", l.slug, name, of.line.Within, within)
				}
			}
			comesBack(t, l.slug, got, limits)
			if !got.Family {
				ledger(t, is, l, got, now.In(japan.Zone).Format("2006-01-02"), day)
			}
		}
	}
	for _, why := range []wire.LimitWhy{
		wire.TakeOverdue, wire.TakeRetrying, wire.TakeClosed, wire.TakeFixed, wire.TakeOpen, wire.TakeTwice, wire.TakeBonus, wire.TakeInstalments, wire.TakeRevolving, wire.TakeCash,
	} {
		if !seen[why] {
			t.Errorf("no life has %s", why)
		}
	}
}

func comesBack(t *testing.T, slug string, got wire.Limit, limits issuer.Limits) {
	t.Helper()
	left, credit, cash := limits.Total.Limit-limits.Total.Used, 0, 0
	for n, r := range got.Returns {
		left, credit, cash = left+r.Total, credit+r.Credit, cash+r.Cash
		if r.Then != max(left, 0) || r.On.IsZero() || n > 0 && r.On.Before(got.Returns[n-1].On) {
			t.Errorf("%s: %+v comes back, then %d", slug, r, left)
		}
	}
	if left != limits.Total.Limit || credit != limits.Credit.Used || cash != limits.Cash.Used {
		t.Errorf("%s: %d of %d come back, %d and %d", slug, left, limits.Total.Limit, credit, cash)
	}
}

// ledger reckons the lines of a main holder's shopping once more: from the statements' sums, and from each plan by itself.
func ledger(t *testing.T, is issuer.Issuer, l life, got wire.Limit, today, day string) {
	t.Helper()
	date, err := japan.ParseDate(today)
	if err != nil {
		t.Fatal(err)
	}
	want := map[wire.LimitWhy]int{}
	open := money.OpenMonth(date)
	why := map[issuer.State]wire.LimitWhy{
		issuer.Overdue: wire.TakeOverdue, issuer.Retrying: wire.TakeRetrying, issuer.Closed: wire.TakeClosed, issuer.Fixed: wire.TakeFixed, issuer.Open: wire.TakeOpen,
	}
	failed := 0
	for m, of := range statements(t, is, l.CardRef) {
		if w, unpaid := why[of.State]; unpaid {
			want[w] += of.Shopping + of.Revolving + of.Cash
			if of.State == issuer.Overdue || of.State == issuer.Retrying {
				failed++
			}
		}
		if m == open {
			want[wire.TakeRevolving] = of.RevolvingRest
		}
	}
	for _, u := range entries(t, is, l.CardRef, issuer.UsesOf{Unpaid: true}) {
		var parts []money.Part
		way := wire.LimitWhy(u.Way)
		switch {
		case u.Kind == issuer.Cash:
			way, parts = wire.TakeCash, []money.Part{{Month: money.CashMonth(u.Date), Amount: u.Amount}}
		case u.Way == issuer.Twice:
			parts = money.Twice(u.Date, u.Amount)
		case u.Way == issuer.Bonus:
			parts = money.Bonus(u.Date, u.Amount)
		case u.Way == issuer.Instalments:
			for _, p := range money.AddOn(money.ShoppingMonth(u.Date), u.Amount, money.Term{Payments: u.Payments}) {
				parts = append(parts, money.Part{Month: p.Month, Amount: p.Principal})
			}
		}
		for _, p := range parts {
			if open.Before(p.Month) {
				want[way] += p.Amount
			}
		}
	}
	for _, take := range got.Shopping.Takes {
		if take.Why == wire.TakeOver {
			continue
		}
		want[take.Why] -= take.Amount
	}
	for w, left := range want {
		if left != 0 {
			t.Errorf("%s on %s: %s is off by %d in %+v", l.slug, day, w, left, got.Shopping.Takes)
		}
	}
	if len(got.Failed) != failed {
		t.Errorf("%s on %s: %d debits failed, told are %+v", l.slug, day, failed, got.Failed)
	}
}

func TestALimitSaysWhichOneBinds(t *testing.T) {
	is, now, all := lives(t, days[0])
	l := slugs(all, "plans")[0]
	whys := func(of wire.LimitLine) string {
		var out []string
		for _, take := range of.Takes {
			if take.Why == wire.TakeWithin || take.Why == wire.TakeOver {
				out = append(out, string(take.Why))
			}
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		name                   string
		total, credit          int // what is left of the limits taken alone
		shopping, line         string
		available, availableIn int
		within                 bool
	}{
		{"the inner limit is the least", 500_000, 90_000, "", "", 500_000, 90_000, false},
		{"less is left of the total", 40_000, 90_000, "", "within", 40_000, 40_000, true},
		{"the total is used beyond", -5_000, 90_000, "over", "within over", 0, 0, true},
		{"the inner is used beyond", 500_000, -5_000, "", "over", 500_000, 0, false},
		{"both are", -5_000, -2_000, "over", "within over", 0, 0, true},
		{"both leave the same", 40_000, 40_000, "", "", 40_000, 40_000, false},
	} {
		s := &account.Service{Issuer: issuer.Strict{Now: func() time.Time { return now }, Issuer: answers{Issuer: is, limits: func(a *issuer.Limits) {
			a.Total.Limit, a.Credit.Limit, a.Cash.Limit = a.Total.Used+c.total, a.Credit.Used+c.credit, 0
			total := money.Line{Limit: a.Total.Limit, Used: a.Total.Used}
			a.Total.Available = money.Available(total)
			a.Credit.Available = money.Available(money.Line{Limit: a.Credit.Limit, Used: a.Credit.Used}, total)
			a.Cash.Available = 0
		}}}}
		got, err := s.Limit(t.Context(), l.Reader, now)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got.Shopping.Available != c.available || got.Credit.Available != c.availableIn || whys(got.Shopping) != c.shopping || whys(got.Credit) != c.line || got.Credit.Within != c.within || got.Shopping.Within {
			t.Errorf("%s: %+v\n%+v", c.name, got.Shopping, got.Credit)
		}
		if got.Cash.Limit != 0 || got.Cash.Takes != nil || got.Cash.Within {
			t.Errorf("%s: no cash was agreed on: %+v", c.name, got.Cash)
		}
	}
}

// Who holds a family card shares the limits; what the others used is not told but as sums.
func TestAFamilyCardSeesSumsAndNoUse(t *testing.T) {
	is, now, all := lives(t, days[0])
	s := &account.Service{Issuer: is}
	family, main := slugs(all, "family")[0], slugs(all, "sms")[0]
	got, err := s.Limit(t.Context(), family.Reader, now)
	if err != nil || !got.Family || len(got.Failed) != 0 || len(got.Shopping.Takes) == 0 {
		t.Fatalf("%+v %v", got, err)
	}
	for _, take := range got.Shopping.Takes {
		if len(take.Items) > 0 || take.Beside != 0 {
			t.Errorf("%+v", take)
		}
	}
	if of, err := s.Limit(t.Context(), main.Reader, now); err != nil || of.Family {
		t.Errorf("%+v %v", of, err)
	}
}

func TestADebitThatFailedSaysWhatItBlocks(t *testing.T) {
	told := map[bool]bool{}
	for _, day := range days {
		is, now, all := lives(t, day)
		s := &account.Service{Issuer: is}
		for _, l := range slugs(all, "late", "overdue") {
			got, err := s.Limit(t.Context(), l.Reader, now)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range got.Failed {
				told[f.Again] = true
				of := statements(t, is, l.CardRef)[japan.MonthOf(f.Debit)]
				if f.Debit != of.Debit || f.Total != of.Total || f.Blocks != of.Shopping+of.Revolving+of.Cash || f.RetryOn != of.RetryOn || f.Again != (of.State == issuer.Overdue) {
					t.Errorf("%s on %s: %+v of %+v", l.slug, day, f, of)
				}
				if !slices.ContainsFunc(got.Returns, func(r wire.LimitReturn) bool {
					return f.Again && r.Why == wire.TakeOverdue && r.Total == f.Blocks || !f.Again && r.Why == wire.TakeRetrying && r.On == f.RetryOn && r.Total == f.Blocks
				}) {
					t.Errorf("%s on %s: %+v does not come back: %+v", l.slug, day, f, got.Returns)
				}
			}
		}
	}
	if !told[true] || !told[false] {
		t.Errorf("not both kinds were seen: %v", told)
	}
}

func TestLimitsAreNeverKept(t *testing.T) {
	is, now, all := lives(t, days[0])
	s := &account.Service{Issuer: answers{Issuer: is, away: issuer.ErrUnavailable}}
	_, err := s.Limit(t.Context(), slugs(all, "sms")[0].Reader, now)
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != wire.Unavailable || f.Message != text.LimitAway || f.RetryAfter <= 0 || !strings.Contains(text.LimitAway.JA, "ただいま混み合っております") {
		t.Errorf("%v", err)
	}
}
