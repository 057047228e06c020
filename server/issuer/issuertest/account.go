package issuertest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// lives are the references of the good card, of the family's and of all that the fixture names.
func lives(t *testing.T, is issuer.Issuer, f Fixture) map[string]string {
	t.Helper()
	refs := map[string]string{"good": verify(t, is, f.Good).CardRef}
	if given(f.Main) && given(f.Family) {
		refs["main"], refs["family"] = verify(t, is, f.Main).CardRef, verify(t, is, f.Family).CardRef
	}
	for name, c := range f.Lives {
		refs[name] = verify(t, is, c).CardRef
	}
	return refs
}

func holderOf(t *testing.T, is issuer.Issuer, ref string) issuer.Holder {
	t.Helper()
	h, err := is.Holder(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func terms(t *testing.T, is issuer.Issuer, f Fixture) {
	for name, ref := range lives(t, is, f) {
		a, err := is.Account(t.Context(), ref)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		s, err := is.Summary(t.Context(), ref)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if a.Bank != s.Account || a.FeeMonth.IsZero() != (a.AnnualFee == 0) {
			t.Errorf("%s: %+v, debited from %s", name, a, s.Account)
		}
		cs, err := is.Cards(t.Context(), ref)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		h, mine := holderOf(t, is, ref), 0
		for _, c := range cs {
			if c.Mine {
				mine++
				if c.CardRef != ref || c.Last4 != s.Last4 || c.Brand != s.Brand || c.Holder != h.Name || c.Family != h.Family {
					t.Errorf("%s: own card %+v, is %+v's with %s", name, c, h, s.Last4)
				}
			}
		}
		if mine != 1 || !cs[0].Mine || h.Family && len(cs) != 1 {
			t.Errorf("%s: cards %+v", name, cs)
		}
	}
}

// months are all statements, in pages of the size.
func months(t *testing.T, is issuer.Issuer, ref string, size int) []issuer.Statement {
	t.Helper()
	var all []issuer.Statement
	for p := (issuer.Page{Max: size}); ; {
		ss, err := is.Statements(t.Context(), ref, p)
		if err != nil {
			t.Fatal(err)
		}
		if len(ss.Statements) > size || ss.Next != "" && len(ss.Statements) == 0 {
			t.Fatalf("%d statements on a page of %d, next %q", len(ss.Statements), size, ss.Next)
		}
		all = append(all, ss.Statements...)
		if p.After = ss.Next; p.After == "" {
			return all
		}
	}
}

// pages are all uses, in pages of the size.
func pages(t *testing.T, is issuer.Issuer, ref string, of issuer.UsesOf, size int) []issuer.Use {
	t.Helper()
	var all []issuer.Use
	for of.Max = size; ; {
		us, err := is.Uses(t.Context(), ref, of)
		if err != nil {
			t.Fatal(err)
		}
		if len(us.Uses) > size || us.Next != "" && len(us.Uses) == 0 {
			t.Fatalf("%d uses on a page of %d, next %q", len(us.Uses), size, us.Next)
		}
		all = append(all, us.Uses...)
		if of.After = us.Next; of.After == "" {
			return all
		}
	}
}

// statements: every month adds up with its entries, months follow one another, and the account at a glance is what they
// say.
func statements(t *testing.T, is issuer.Issuer, f Fixture) {
	if ss := months(t, is, verify(t, is, f.Good).CardRef, issuer.MaxPage); len(ss) < 3 {
		t.Errorf("the good card has %d statements, want at least one paid, one due and one open", len(ss))
	}
	for name, ref := range lives(t, is, f) {
		all := months(t, is, ref, issuer.MaxPage)
		s, err := is.Summary(t.Context(), ref)
		if err != nil {
			t.Fatal(err)
		}
		due, unbilled, overdue, dueDate := 0, 0, 0, japan.Date{}
		for n, of := range all {
			if n > 0 && !of.Month.Before(all[n-1].Month) {
				t.Errorf("%s: %s comes after %s: want the newest first", name, of.Month, all[n-1].Month)
			}
			entries := pages(t, is, ref, issuer.UsesOf{Month: of.Month}, issuer.MaxPage)
			charged, fees := 0, 0
			for _, u := range entries {
				charged, fees = charged+u.Charged, fees+u.Fee
			}
			if len(entries) != of.Uses || charged != of.Shopping+of.Revolving+of.Cash || fees != of.Fees+of.Interest || of.Total != charged+fees {
				t.Errorf("%s: %s of %d is %+v; its %d entries are %d and %d", name, of.Month, of.Uses, of, len(entries), charged, fees)
			}
			if japan.MonthOf(of.Debit) != of.Month || !japan.BankDay(of.Debit) || !of.To.Before(of.Debit) || !of.CashTo.Before(of.Debit) {
				t.Errorf("%s: %s is debited on %s", name, of.Month, of.Debit)
			}
			switch of.State {
			case issuer.Open:
				unbilled += of.Total
				if n != 0 {
					t.Errorf("%s: %s is open, and not the newest", name, of.Month)
				}
			case issuer.Closed, issuer.Fixed:
				if due += of.Total; of.Total != 0 {
					dueDate = of.Debit
				}
				if s.Fixed != (of.State == issuer.Fixed && of.Total != 0) {
					t.Errorf("%s: %s is %s, at a glance fixed %v", name, of.Month, of.State, s.Fixed)
				}
			case issuer.Retrying, issuer.Overdue:
				overdue += of.Total
				if of.RetryOn.IsZero() {
					t.Errorf("%s: %s is %s, tried again on no day", name, of.Month, of.State)
				}
			case issuer.Paid:
				if of.PaidOn.IsZero() {
					t.Errorf("%s: %s is paid on no day", name, of.Month)
				}
			}
			one, err := is.Statement(t.Context(), ref, of.Month)
			if err != nil || one != of {
				t.Errorf("%s: %s is %+v, %v; in the list %+v", name, of.Month, one, err, of)
			}
		}
		if s.Due != due || s.DueDate != dueDate || s.Unbilled != unbilled || s.Overdue != overdue {
			t.Errorf("%s: at a glance due %d on %q, unbilled %d, overdue %d; the statements say %d on %q, %d, %d",
				name, s.Due, s.DueDate, s.Unbilled, s.Overdue, due, dueDate, unbilled, overdue)
		}
		if small := months(t, is, ref, 2); !slices.Equal(small, all) {
			t.Errorf("%s: in pages of two there are %d statements, in one there are %d", name, len(small), len(all))
		}
		for _, m := range []japan.Month{{}, {Year: 1999, Month: 12}, {Year: 2199, Month: 1}} {
			if _, err := is.Statement(t.Context(), ref, m); !errors.Is(err, issuer.ErrNoStatement) {
				t.Errorf("%s: statement of %q: %v", name, m, err)
			}
			if _, err := is.Uses(t.Context(), ref, issuer.UsesOf{Month: m, Page: issuer.Page{Max: 10}}); !m.IsZero() && !errors.Is(err, issuer.ErrNoStatement) {
				t.Errorf("%s: uses of %q: %v", name, m, err)
			}
		}
	}
}

// uses: the list of all has each once, in order, whatever the size of its pages, and begins with the latest at a glance.
func uses(t *testing.T, is issuer.Issuer, f Fixture) {
	for name, ref := range lives(t, is, f) {
		h := holderOf(t, is, ref)
		all := pages(t, is, ref, issuer.UsesOf{}, issuer.MaxPage)
		cs, err := is.Cards(t.Context(), ref)
		if err != nil {
			t.Fatal(err)
		}
		cards, seen := map[string]issuer.Card{}, map[string]bool{}
		for _, c := range cs {
			cards[c.CardRef] = c
		}
		for n, u := range all {
			if seen[u.Ref] || u.Ref == "" {
				t.Fatalf("%s: %q names two uses", name, u.Ref)
			}
			seen[u.Ref] = true
			if n > 0 && all[n-1].Date.Before(u.Date) {
				t.Fatalf("%s: %s comes after %s: want the newest first", name, u.Date, all[n-1].Date)
			}
			if c, ok := cards[u.CardRef]; !ok || c.Family != u.Family || h.Family && !u.Family {
				t.Fatalf("%s: sees %+v with its cards %+v", name, u, cs)
			}
			if u.Payment != 0 || u.Charged != 0 || u.Fee != 0 || u.Kind == issuer.Repayment || u.First.IsZero() || (u.Payments == 0) != (u.Way == issuer.Revolving) {
				t.Fatalf("%s: %+v", name, u)
			}
		}
		s, err := is.Summary(t.Context(), ref)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(s.Uses, all[:min(len(all), 5)]) {
			t.Errorf("%s: the latest at a glance are %+v, in the list %+v", name, s.Uses, all[:min(len(all), 5)])
		}
		if len(all) < 3_000 {
			if small := pages(t, is, ref, issuer.UsesOf{}, 97); !slices.Equal(small, all) {
				t.Errorf("%s: in pages of 97 there are %d uses, in one of %d there are %d", name, len(small), issuer.MaxPage, len(all))
			}
		}
		if us, err := is.Uses(t.Context(), ref, issuer.UsesOf{Page: issuer.Page{Max: 10, After: "nobody said so"}}); err != nil || len(us.Uses) != 0 || us.Next != "" {
			t.Errorf("%s: behind nothing there are %d uses, %v", name, len(us.Uses), err)
		}
	}
}

// limits nest, are used by what is not paid and come back whole.
func limits(t *testing.T, is issuer.Issuer, f Fixture) {
	for name, ref := range lives(t, is, f) {
		l, err := is.Limits(t.Context(), ref)
		if err != nil {
			t.Fatal(err)
		}
		s, err := is.Summary(t.Context(), ref)
		if err != nil {
			t.Fatal(err)
		}
		left := l.Total.Limit - l.Total.Used
		for what, of := range map[string]issuer.Limit{"total": l.Total, "credit": l.Credit, "cash": l.Cash} {
			if of.Available != max(0, min(of.Limit-of.Used, left)) || of.Limit > l.Total.Limit {
				t.Errorf("%s: %s %+v within %+v", name, what, of, l.Total)
			}
		}
		if s.Limit != l.Total.Limit || s.Available != l.Total.Available {
			t.Errorf("%s: %d of %d at a glance, the limits say %+v", name, s.Available, s.Limit, l.Total)
		}
		var back issuer.Return
		for n, r := range l.Returns {
			back.Total, back.Credit, back.Cash = back.Total+r.Total, back.Credit+r.Credit, back.Cash+r.Cash
			if n > 0 && r.On.Before(l.Returns[n-1].On) {
				t.Errorf("%s: %s comes after %s: want the soonest first", name, r.On, l.Returns[n-1].On)
			}
		}
		if back != (issuer.Return{Total: l.Total.Used, Credit: l.Credit.Used, Cash: l.Cash.Used}) {
			t.Errorf("%s: %+v comes back of %+v", name, back, l)
		}
		if holderOf(t, is, ref).Family {
			continue // others' uses take of the limit too
		}
		var used issuer.Return
		for _, u := range pages(t, is, ref, issuer.UsesOf{Unpaid: true}, issuer.MaxPage) {
			switch used.Total += u.Left; {
			case u.Left == 0:
				t.Errorf("%s: nothing is left of %+v", name, u)
			case u.Kind == issuer.Cash:
				used.Cash += u.Left
			case u.Way != issuer.Once:
				used.Credit += u.Left
			}
		}
		if used != back {
			t.Errorf("%s: %+v is left of the uses, %+v comes back", name, used, back)
		}
	}
}

func bonus(t *testing.T, is issuer.Issuer, f Fixture) {
	for name, ref := range lives(t, is, f) {
		p, err := is.Points(t.Context(), ref)
		if err != nil {
			t.Fatal(err)
		}
		s, err := is.Summary(t.Context(), ref)
		if err != nil {
			t.Fatal(err)
		}
		total, expiring := 0, 0
		for n, lot := range p.Lots {
			if total += lot.Points; lot.ExpireOn == p.ExpireOn {
				expiring += lot.Points
			}
			if n > 0 && lot.ExpireOn.Before(p.Lots[n-1].ExpireOn) {
				t.Errorf("%s: lots %+v: want the oldest first", name, p.Lots)
			}
		}
		if total != p.Total || expiring != p.Expiring || s.Points != p.Total || s.Expiring != p.Expiring || s.ExpireOn != p.ExpireOn {
			t.Errorf("%s: %+v; at a glance %d, %d expiring on %q", name, p, s.Points, s.Expiring, s.ExpireOn)
		}
		if holderOf(t, is, ref).Family && p.Total != 0 {
			t.Errorf("%s: a family card has %d points", name, p.Total)
		}
	}
}

// accountCalls are the questions about an account.
func accountCalls(is issuer.Issuer) map[string]func(context.Context, string) error {
	return map[string]func(context.Context, string) error{
		"Account": func(ctx context.Context, ref string) error { _, err := is.Account(ctx, ref); return err },
		"Cards":   func(ctx context.Context, ref string) error { _, err := is.Cards(ctx, ref); return err },
		"Statements": func(ctx context.Context, ref string) error {
			_, err := is.Statements(ctx, ref, issuer.Page{Max: 1})
			return err
		},
		"Statement": func(ctx context.Context, ref string) error {
			_, err := is.Statement(ctx, ref, japan.Month{Year: 2026, Month: 12})
			return err
		},
		"Uses": func(ctx context.Context, ref string) error {
			_, err := is.Uses(ctx, ref, issuer.UsesOf{Page: issuer.Page{Max: 1}})
			return err
		},
		"Limits": func(ctx context.Context, ref string) error { _, err := is.Limits(ctx, ref); return err },
		"Points": func(ctx context.Context, ref string) error { _, err := is.Points(ctx, ref); return err },
	}
}
