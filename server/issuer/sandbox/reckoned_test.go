package sandbox

import (
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/money"
	reckon "netanswer/shared/paying"
	"netanswer/shared/wire"
)

// plan is what the screen reckons with, of an offer.
func plan(o issuer.PaymentOffers, u issuer.Use, first japan.Month, ways ...string) wire.PayPlan {
	d := wire.PayPlan{Ways: ways, First: first, Month: o.PrepayMonth, Balance: o.Balance, Of: form.PayBalance, Revolving: wire.PayTerms{Rate: o.Revolving.Rate}}
	for _, s := range o.Revolving.Steps {
		d.Revolving.Steps = append(d.Revolving.Steps, wire.PayStep(s))
	}
	for _, c := range o.Instalments.Choices {
		d.Instalments.Choices = append(d.Instalments.Choices, wire.PayTerm(c))
	}
	if u.Ref != "" {
		d.Of, d.Use = u.Ref, &wire.PayUse{Use: wire.Use{Ref: u.Ref, Amount: u.Amount, Way: u.Way, Payments: u.Payments, Month: u.First}, Left: u.Left}
	}
	return d
}

// What a screen reckons before an order is what the statements say afterwards, to the yen.
func TestStatementsShowWhatWasReckoned(t *testing.T) {
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, japan.Zone)
	for _, slug := range []string{"gold", "revolving", "plans"} {
		for name, in := range map[string]form.Payment{
			"instalments": {Way: form.PayInstalments, Payments: "6"}, "revolving": {Way: form.PayRevolving}, "a part": {Way: form.PayPart, Amount: "30000"}, "all": {Way: form.PayWhole},
		} {
			now := noon
			i := New(Config{Key: []byte("0123456789abcdef"), Members: 100, Now: func() time.Time { return now }})
			ref := i.refs.make(refMain, accountNamed(t, slug))
			before, err := i.PaymentOffers(t.Context(), ref)
			if err != nil {
				t.Fatal(err)
			}
			order := issuer.Order{Key: "0123456789abcdef-" + slug, At: now}
			var d wire.PayPlan
			if in.Way == form.PayInstalments || in.Way == form.PayRevolving {
				var u issuer.Use
				for _, of := range before.Uses {
					if of.Instalments && of.Revolving && of.Use.Left > u.Left {
						u = of.Use
					}
				}
				if u.Left == 0 {
					t.Fatalf("%s: nothing can be changed", slug)
				}
				d = plan(before, u, u.First, form.PayInstalments, form.PayRevolving)
				order.Kind, order.ChangePayment = issuer.ChangePayment, &issuer.PaymentChange{Use: u.Ref, Way: in.Way, Payments: in.Times(), Terms: before.Instalments.Version}
				if in.Way == form.PayRevolving {
					order.ChangePayment.Terms = before.Revolving.Version
				}
			} else {
				if before.Balance == 0 {
					continue
				}
				d = plan(before, issuer.Use{}, before.PrepayMonth, form.PayWhole, form.PayPart)
			}
			r, ok := reckon.Of(d, in)
			if !ok {
				t.Fatalf("%s, %s: not reckoned", slug, name)
			}
			if d.Use == nil {
				order.Kind, order.Prepay = issuer.Prepay, &issuer.Prepayment{Of: issuer.Revolving, Amount: r.Amount, Terms: before.Revolving.Version}
			}
			was := i.bookOf(i.holdingAt(accountNamed(t, slug), 0, now), i.today()).revolve
			out, err := i.Order(t.Context(), ref, order)
			if err != nil {
				t.Fatalf("%s, %s: %+v %v", slug, name, out, err)
			}
			if in.Way != form.PayInstalments { // what is paid back month by month when nothing is bought any more
				is := i.bookOf(i.holdingAt(accountNamed(t, slug), 0, now), i.today()).revolve
				fees, ended := 0, japan.Month{}
				for _, m := range is {
					if m.principal > 0 {
						ended = m.month
					}
					fees += m.interest
				}
				for _, m := range was {
					fees -= m.interest
				}
				want := r.Then.Fee
				if d.Use == nil {
					want -= r.Now.Fee
				}
				if fees != want || ended != r.Then.Last {
					t.Errorf("%s, %s: costs %d more and ends %s, reckoned %d and %s", slug, name, fees, ended, want, r.Then.Last)
				}
			}
			for _, p := range r.Plan { // each statement, as soon as there is one
				_, closing := money.ShoppingCycle(p.Month)
				if now = closing.AddDays(5).Start(); now.Before(noon) {
					now = noon
				}
				if in.Way != form.PayInstalments {
					break
				}
				page, err := i.Uses(t.Context(), ref, issuer.UsesOf{Month: p.Month, Page: issuer.Page{Max: issuer.MaxPage}})
				if err != nil {
					t.Fatal(err)
				}
				found := false
				for _, u := range page.Uses {
					if u.Ref == d.Of {
						found = u.Charged == p.Principal && u.Fee == p.Fee && u.Way == issuer.Instalments && u.Payments == 6
					}
				}
				if !found {
					t.Errorf("%s: %s does not say %d and %d", slug, p.Month, p.Principal, p.Fee)
				}
			}
		}
	}
}

// Instalments that have begun are paid at once with the next debit that can change, and cost no more fees.
func TestTheRestOfInstalmentsIsPaidAtOnce(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, japan.Zone)
	i := New(Config{Key: []byte("0123456789abcdef"), Members: 100, Now: func() time.Time { return now }})
	ref := i.refs.make(refMain, accountNamed(t, "plans"))
	o, err := i.PaymentOffers(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, of := range o.Uses {
		if !of.Whole {
			continue
		}
		tried++
		d := plan(o, of.Use, later(of.Use.First, o.PrepayMonth), form.PayWhole)
		r, ok := reckon.Of(d, form.Payment{Way: form.PayWhole})
		if !ok {
			t.Fatalf("%+v is not reckoned", of.Use)
		}
		if _, err := i.Order(t.Context(), ref, issuer.Order{Key: "fedcba9876543210-" + of.Use.Ref, Kind: issuer.Prepay, Prepay: &issuer.Prepayment{Of: of.Use.Ref, Amount: of.Use.Left, Terms: o.Instalments.Version}}); err != nil {
			t.Fatal(err)
		}
		page, err := i.Uses(t.Context(), ref, issuer.UsesOf{Month: o.PrepayMonth, Page: issuer.Page{Max: issuer.MaxPage}})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, u := range page.Uses {
			found = found || u.Ref == of.Use.Ref && u.Charged == r.Price && u.Fee == r.Then.Fee
		}
		if !found || r.Now.Fee == 0 {
			t.Errorf("%s does not pay the %d left of %s; fees as it stood %d", o.PrepayMonth, r.Price, of.Use.Ref, r.Now.Fee)
		}
	}
	if tried == 0 {
		t.Error("no instalments have begun")
	}
}

func later(a, b japan.Month) japan.Month {
	if a.Before(b) {
		return b
	}
	return a
}
