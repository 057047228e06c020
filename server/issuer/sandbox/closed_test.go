package sandbox

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// fixed is a statement whose amount stands, as one text: its sums, and what each entry says of money.
func (w *world) fixed(ref string, s issuer.Statement) string {
	w.t.Helper()
	var b strings.Builder
	fmt.Fprintln(&b, s.Month, s.Shopping, s.Revolving, s.Cash, s.Fees, s.Interest, s.Total, s.RevolvingRest, s.Uses, s.Debit)
	for _, u := range w.list(ref, issuer.UsesOf{Month: s.Month}) {
		fmt.Fprintln(&b, u.Ref, u.Kind, u.Merchant, u.Amount, u.Way, u.Payments, u.Payment, u.Charged, u.Fee)
	}
	return b.String()
}

// list are all uses that a question finds.
func (w *world) list(ref string, of issuer.UsesOf) (us []issuer.Use) {
	w.t.Helper()
	of.Max = issuer.MaxPage
	for {
		p, err := w.Uses(w.t.Context(), ref, of)
		if err != nil {
			w.t.Fatal(err)
		}
		us = append(us, p.Uses...)
		if of.After = p.Next; p.Next == "" {
			return us
		}
	}
}

// acted does something about the payments of an account by a seed, of what is offered; it says what it was.
func (w *world) acted(d *dice, ref string, usesPoints bool) (kind issuer.OrderKind, points int) {
	w.t.Helper()
	offers, err := w.PaymentOffers(w.t.Context(), ref)
	if err != nil {
		w.t.Fatal(err)
	}
	cash, err := w.CashOffer(w.t.Context(), ref)
	if err != nil {
		w.t.Fatal(err)
	}
	var os []issuer.Order
	for range 2 {
		if len(offers.Uses) == 0 {
			break
		}
		switch o := pick(d, offers.Uses); {
		case o.Instalments && d.chance(50):
			c := pick(d, offers.Instalments.Choices)
			os = append(os, issuer.Order{Kind: issuer.ChangePayment, ChangePayment: &issuer.PaymentChange{Use: o.Use.Ref, Way: issuer.Instalments, Payments: c.Payments, Terms: offers.Instalments.Version}})
		case o.Whole && d.chance(50):
			os = append(os, issuer.Order{Kind: issuer.Prepay, Prepay: &issuer.Prepayment{Of: o.Use.Ref, Amount: o.Use.Left, Terms: offers.Instalments.Version}})
		case o.Revolving:
			os = append(os, issuer.Order{Kind: issuer.ChangePayment, ChangePayment: &issuer.PaymentChange{Use: o.Use.Ref, Way: issuer.Revolving, Terms: offers.Revolving.Version}})
		}
	}
	if offers.Balance > 0 && d.chance(30) {
		os = append(os, issuer.Order{Kind: issuer.Prepay, Prepay: &issuer.Prepayment{Of: issuer.Revolving, Amount: d.between(1, offers.Balance), Terms: offers.Revolving.Version}})
	}
	if cash.Why == "" {
		b := &issuer.Borrowing{Amount: d.between(1, min(cash.Most, 60_000)/cash.Step) * cash.Step, Way: issuer.Once, Terms: cash.Once.Version}
		if d.chance(50) {
			b.Way, b.Terms = issuer.Revolving, cash.Revolving.Version
		}
		os = append(os, issuer.Order{Kind: issuer.BorrowCash, BorrowCash: b})
	}
	if s := w.services(ref); usesPoints && s.Points >= s.PointStep && s.PointStep > 0 {
		os = append(os, issuer.Order{Kind: issuer.UsePoints, UsePoints: &issuer.PointsUse{Points: d.between(1, s.Points/s.PointStep) * s.PointStep}})
	}
	if len(os) == 0 {
		return "", 0
	}
	o := pick(d, os)
	w.order(ref, o)
	if o.UsePoints != nil {
		points = o.UsePoints.Points
	}
	return o.Kind, points
}

// TestWhatIsFixedNeverChanges lives with cards that are used for more than two years, longer than a life is told, while their payments
// are changed, borrowed and paid sooner, points are used and the rate of an advance comes to be another. A statement whose amount was
// fixed says the same ever after, the sums agree on every day, and points go only where they were used or ran out.
func TestWhatIsFixedNeverChanges(t *testing.T) {
	done := map[issuer.OrderKind]int{}
	seen := 0
	for n, slug := range []string{"gold", "plans", "revolving", "cash"} {
		w, d := newWorld(t), throw(forAccount, uint64(n), 99)
		ref := w.ref(slug, 0)
		stood, lots := map[japan.Month]string{}, map[japan.Month]issuer.Lot{}
		look := func(used int, all bool) {
			t.Helper()
			today := japan.DateOf(*w.now)
			p, err := w.Points(t.Context(), ref)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range p.Lots {
				if _, ok := lots[l.Month]; !ok && used == 0 {
					lots[l.Month] = l
				}
			}
			sum := 0
			for _, m := range sorted(lots) { // the oldest goes first
				l := lots[m]
				if l.ExpireOn.Before(today) {
					continue
				}
				of := min(used, l.Points)
				l.Points, used = l.Points-of, used-of
				lots[m], sum = l, sum+l.Points
			}
			if p.Total != sum || used != 0 {
				t.Fatalf("%s on %v: %d points, and those that were earned less those that were used are %d, %d more were used", slug, today, p.Total, sum, used)
			}
			l, err := w.Limits(t.Context(), ref)
			if err != nil {
				t.Fatal(err)
			}
			left, back := 0, 0
			for _, u := range w.list(ref, issuer.UsesOf{Unpaid: true}) {
				left += u.Left
			}
			for _, r := range l.Returns {
				back += r.Total
			}
			if left != l.Total.Used || back != l.Total.Used {
				t.Fatalf("%s on %v: used %d, not paid of the uses %d, and %d comes back", slug, today, l.Total.Used, left, back)
			}
			if !all {
				return
			}
			list, err := w.Statements(t.Context(), ref, issuer.Page{Max: 100})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range list.Statements {
				if s.State == issuer.Open || s.State == issuer.Closed {
					continue
				}
				now := w.fixed(ref, s)
				if was, ok := stood[s.Month]; ok && was != now {
					t.Fatalf("%s on %v: the statement of %v was\n%s\nand is now\n%s", slug, today, s.Month, was, now)
				}
				stood[s.Month] = now
				seen++
			}
		}
		look(0, true)
		for step := range 68 {
			w.pass(time.Duration(d.between(120, 430)) * time.Hour)
			look(0, false)
			kind, points := w.acted(d, ref, n < 2) // with points a life is told from earlier on: the others find what they are about without that
			done[kind]++
			look(points, step%8 == 7)
			if slug == "gold" && (step == 15 || step == 30) { // from the higher rate to the lower
				limit := 400_000
				if step == 30 {
					limit = mostLoan
				}
				w.order(ref, issuer.Order{Kind: issuer.RaiseCash, RaiseCash: &issuer.LimitRequest{
					Limit: limit, Income: 12_000_000, Employer: "見本商事", Consent: true, Files: []issuer.File{{Name: "a.pdf", Type: "application/pdf", Data: []byte("%PDF")}},
				}})
				w.pass(time.Hour)
				if o, err := w.CashOffer(t.Context(), ref); err != nil || o.Limit != limit || o.Once.Rate != map[int]int{400_000: cashRate, mostLoan: cashLower}[limit] {
					t.Fatalf("after a limit of %d: %+v, %v", limit, o, err)
				}
			}
		}
		if gone := money.Days(japan.DateOf(noon), japan.DateOf(*w.now)); gone < 2*365 {
			t.Errorf("%s: only %d days have gone by", slug, gone)
		}
	}
	for _, k := range []issuer.OrderKind{issuer.ChangePayment, issuer.Prepay, issuer.BorrowCash, issuer.UsePoints} {
		if done[k] < 10 {
			t.Errorf("%s was done %d times only: %v", k, done[k], done)
		}
	}
	if seen < 500 {
		t.Errorf("only %d fixed statements were compared", seen)
	}
	t.Log(done, seen)
}

// What a debit that failed costs, it costs of all that was to be debited: of the revolving balance too.
func TestTheRevolvingPaymentIsLateWithTheRest(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("revolving", 0)
	*w.now = money.DebitDay(money.OpenMonth(japan.DateOf(noon)).Add(-1)).Start().Add(9 * time.Hour)
	if err := w.Happen(t.Context(), ref, issuer.DebitFailed, "", 0); err != nil {
		t.Fatal(err)
	}
	w.pass(60 * 24 * time.Hour)
	list, err := w.Statements(t.Context(), ref, issuer.Page{Max: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list.Statements {
		if s.LateCharge == 0 {
			continue
		}
		if want := (s.Shopping + s.Cash + s.Revolving) * lateRate * money.Days(s.Debit, s.PaidOn) / 365 / 10_000; s.Revolving == 0 || s.LateCharge != want {
			t.Errorf("%v: late charge %d of %+v, want %d", s.Month, s.LateCharge, s, want)
		}
		return
	}
	t.Error("no debit failed")
}
