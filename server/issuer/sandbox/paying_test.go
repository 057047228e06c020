package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// sums are what a statement comes to.
type sums struct{ shopping, revolving, cash, fees, interest int }

// owing is one purchase or advance as the independent ledger has it: its payments still to come and past, by the statement.
type owing struct {
	cash   bool
	credit bool // paid in more than one payment
	parts  map[japan.Month][2]int
}

// reckoning is an independent ledger of one account on which nothing happens but what the test does. It knows the order of things and the
// figures that the offers named, and none of the sandbox's code.
type reckoning struct {
	owed          map[string]*owing
	joins         map[japan.Month]int
	extra         map[japan.Month]int
	monthly, rate int
}

func newReckoning() *reckoning {
	return &reckoning{owed: map[string]*owing{}, joins: map[japan.Month]int{}, extra: map[japan.Month]int{}, monthly: 25_000, rate: 1500}
}

func (r *reckoning) at(m japan.Month, amount, fee int) map[japan.Month][2]int {
	return map[japan.Month][2]int{m: {amount, fee}}
}

// statements are all months up to one.
func (r *reckoning) statements(from, to japan.Month) map[japan.Month]sums {
	out := map[japan.Month]sums{}
	for _, o := range r.owed {
		for m, p := range o.parts {
			s := out[m]
			if o.cash {
				s.cash, s.interest = s.cash+p[0], s.interest+p[1]
			} else {
				s.shopping, s.fees = s.shopping+p[0], s.fees+p[1]
			}
			out[m] = s
		}
	}
	carried := 0
	for m := from; !to.Before(m); m = m.Add(1) {
		s := out[m]
		interest := carried * r.rate / 12 / 10_000
		principal := min(carried+r.joins[m], r.monthly+r.extra[m])
		carried += r.joins[m] - principal
		s.revolving, s.interest = s.revolving+principal, s.interest+interest
		out[m] = s
	}
	return out
}

// used is the principal that is not paid on a day, in all, of more than one payment, and in cash.
func (r *reckoning) used(from japan.Month, today japan.Date) (total, credit, cash int) {
	paid := func(m japan.Month) bool { return money.DebitDay(m).Before(today) }
	for _, o := range r.owed {
		for m, p := range o.parts {
			if paid(m) {
				continue
			}
			total += p[0]
			if o.cash {
				cash += p[0]
			} else if o.credit {
				credit += p[0]
			}
		}
	}
	for _, amount := range r.joins {
		total, credit = total+amount, credit+amount
	}
	for m, s := range r.statements(from, japan.MonthOf(today).Add(3)) {
		if paid(m) {
			total, credit = total-s.revolving, credit-s.revolving
		}
	}
	return total, credit, cash
}

// differs says where the sandbox and the ledger do, empty: nowhere.
func (r *reckoning) differs(t *testing.T, w *world, ref string, from japan.Month) string {
	t.Helper()
	list, err := w.Statements(t.Context(), ref, issuer.Page{Max: 100})
	if err != nil {
		t.Fatal(err)
	}
	open := money.OpenMonth(japan.DateOf(*w.now))
	want := r.statements(from, open)
	seen := map[japan.Month]bool{}
	for _, s := range list.Statements {
		seen[s.Month] = true
		got := sums{s.Shopping, s.Revolving, s.Cash, s.Fees, s.Interest}
		if got != want[s.Month] {
			return fmt.Sprintf("%v: %+v, and the ledger %+v", s.Month, got, want[s.Month])
		}
		if s.Total != got.shopping+got.revolving+got.cash+got.fees+got.interest {
			return fmt.Sprintf("%v: a total of %d", s.Month, s.Total)
		}
		us, err := w.Uses(t.Context(), ref, issuer.UsesOf{Month: s.Month, Page: issuer.Page{Max: issuer.MaxPage}})
		if err != nil {
			t.Fatal(err)
		}
		sum := 0
		for _, u := range us.Uses {
			sum += u.Charged + u.Fee
		}
		if sum != s.Total || len(us.Uses) != s.Uses {
			return fmt.Sprintf("%v: %d uses of %d, and a statement of %d uses and %d", s.Month, len(us.Uses), sum, s.Uses, s.Total)
		}
	}
	for m, s := range want {
		if s != (sums{}) && !seen[m] && !open.Before(m) && !m.Before(open.Add(-12)) {
			return fmt.Sprintf("%v: no statement, and the ledger has %+v", m, s)
		}
	}
	limits, err := w.Limits(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	total, credit, cash := r.used(from, japan.DateOf(*w.now))
	if limits.Total.Used != total || limits.Credit.Used != credit || limits.Cash.Used != cash {
		return fmt.Sprintf("used %d, %d in payments and %d in cash, and the ledger %d, %d, %d", limits.Total.Used, limits.Credit.Used, limits.Cash.Used, total, credit, cash)
	}
	return ""
}

// TestEveryYenIsWhereItShouldBe does a thousand things by a seed to accounts of which it knows everything.
func TestEveryYenIsWhereItShouldBe(t *testing.T) {
	done := map[issuer.OrderKind]int{}
	for _, slug := range []string{"unused", "five5"} {
		w, d := newWorld(t), throw(forAccount, uint64(len(slug)), 77)
		strict := issuer.Strict{Issuer: w.Issuer, Now: w.Issuer.now}
		ref, r, from := w.ref(slug, 0), newReckoning(), money.OpenMonth(japan.DateOf(noon))
		w.order(ref, issuer.Order{Kind: issuer.RaiseCash, RaiseCash: &issuer.LimitRequest{Limit: 200_000, Income: 9_000_000, Employer: "見本商事", Consent: true}})
		w.pass(time.Hour)
		for n := range 500 {
			w.pass(time.Duration(d.between(6, 60)) * time.Hour)
			today := japan.DateOf(*w.now)
			take := taken2(today)
			offers, err := strict.PaymentOffers(t.Context(), ref)
			if err != nil {
				t.Fatal(err)
			}
			give := func(o issuer.Order) {
				o.Key, o.At = w.key(), *w.now
				if _, err := strict.Order(t.Context(), ref, o); err != nil {
					t.Fatalf("%s %d, %v: %s: %v", slug, n, today, o.Kind, err)
				}
				done[o.Kind]++
			}
			switch what := d.n(10); {
			case what < 4:
				amount := d.between(500, 9_000)
				if w.Happen(t.Context(), ref, issuer.CardUsed, "みほん商店", amount) == nil {
					m := japan.MonthOf(today).Add(2)
					if today.Day <= 10 {
						m = m.Add(-1)
					}
					us, err := w.Uses(t.Context(), ref, issuer.UsesOf{Page: issuer.Page{Max: 1}})
					if err != nil {
						t.Fatal(err)
					}
					r.owed[us.Uses[0].Ref] = &owing{parts: r.at(m, amount, 0)}
				}
			case what < 7 && len(offers.Uses) > 0:
				o := pick(d, offers.Uses)
				of := r.owed[o.Use.Ref]
				switch {
				case o.Instalments && d.chance(50):
					c := pick(d, offers.Instalments.Choices)
					give(issuer.Order{Kind: issuer.ChangePayment, ChangePayment: &issuer.PaymentChange{Use: o.Use.Ref, Way: issuer.Instalments, Payments: c.Payments, Terms: offers.Instalments.Version}})
					fee := o.Use.Amount * c.Fee / 10_000
					of.credit = true
					clear(of.parts)
					for i := range c.Payments {
						p := [2]int{o.Use.Amount / c.Payments, fee / c.Payments}
						if i == 0 {
							p = [2]int{p[0] + o.Use.Amount%c.Payments, p[1] + fee%c.Payments}
						}
						of.parts[o.Use.First.Add(i)] = p
					}
				case o.Whole && d.chance(50):
					give(issuer.Order{Kind: issuer.Prepay, Prepay: &issuer.Prepayment{Of: o.Use.Ref, Amount: left(of, today), Terms: offers.Instalments.Version}})
					next := first(of, take)
					p := of.parts[next]
					for m, x := range of.parts {
						if next.Before(m) {
							p[0] += x[0]
							delete(of.parts, m)
						}
					}
					of.parts[next] = p
				case o.Revolving:
					give(issuer.Order{Kind: issuer.ChangePayment, ChangePayment: &issuer.PaymentChange{Use: o.Use.Ref, Way: issuer.Revolving, Terms: offers.Revolving.Version}})
					joins := o.Use.First
					if o.Use.Way == issuer.Instalments {
						joins = take
					}
					of.credit = true
					for m, x := range of.parts {
						if !m.Before(joins) {
							r.joins[joins] += x[0]
							delete(of.parts, m)
						}
					}
				}
			case what == 7 && offers.Balance > 0:
				amount := d.between(1, offers.Balance)
				give(issuer.Order{Kind: issuer.Prepay, Prepay: &issuer.Prepayment{Of: issuer.Revolving, Amount: amount, Terms: offers.Revolving.Version}})
				r.extra[take] += amount
			case what == 8:
				offer, err := strict.CashOffer(t.Context(), ref)
				if err != nil {
					t.Fatal(err)
				}
				if offer.Why != "" || d.chance(50) {
					continue
				}
				amount := d.between(1, min(offer.Most, 50_000)/offer.Step) * offer.Step
				m, of := japan.MonthOf(today).Add(2), &owing{cash: true, parts: map[japan.Month][2]int{}}
				interest := func(owed int, from, to japan.Date) int {
					return owed * offer.Once.Rate * money.Days(from, to) / 365 / 10_000
				}
				if d.chance(50) {
					give(issuer.Order{Kind: issuer.BorrowCash, BorrowCash: &issuer.Borrowing{Amount: amount, Way: issuer.Once, Terms: offer.Once.Version}})
					of.parts[m] = [2]int{amount, interest(amount, today, money.DebitDay(m))}
				} else {
					give(issuer.Order{Kind: issuer.BorrowCash, BorrowCash: &issuer.Borrowing{Amount: amount, Way: issuer.Revolving, Terms: offer.Revolving.Version}})
					for last, rest := today, amount; rest > 0; m = m.Add(1) {
						pay := min(offer.Revolving.Steps[0].Pay, rest) // none is above the first step
						of.parts[m] = [2]int{pay, interest(rest, last, money.DebitDay(m))}
						last, rest = money.DebitDay(m), rest-pay
					}
				}
				r.owed[fmt.Sprint("cash ", n)] = of
			case what == 9:
				s, err := strict.Services(t.Context(), ref)
				if err != nil {
					t.Fatal(err)
				}
				if s.Points < s.PointStep {
					continue
				}
				points := d.between(1, s.Points/s.PointStep) * s.PointStep
				give(issuer.Order{Kind: issuer.UsePoints, UsePoints: &issuer.PointsUse{Points: points}})
				r.owed[fmt.Sprint("points ", n)] = &owing{parts: r.at(take, -points*s.PointYen, 0)}
			}
			if n%10 == 9 {
				if d := r.differs(t, w, ref, from); d != "" {
					t.Fatalf("%s after %d, on %v: %s", slug, n+1, today, d)
				}
			}
		}
		// a use that the ledger forgets is found out
		for _, ref2 := range slices.Sorted(maps.Keys(r.owed)) {
			of := r.owed[ref2]
			if _, ok := of.parts[money.OpenMonth(japan.DateOf(*w.now))]; ok {
				delete(r.owed, ref2)
				if r.differs(t, w, ref, from) == "" {
					t.Errorf("%s: the ledger may forget %s", slug, ref2)
				}
				r.owed[ref2] = of
				break
			}
		}
		// all is paid in the end
		w.pass(3 * 365 * 24 * time.Hour)
		if l, err := w.Limits(t.Context(), ref); err != nil || l.Total.Used != 0 || len(l.Returns) != 0 {
			t.Errorf("%s: three years later %+v, %v", slug, l, err)
		}
	}
	for _, k := range []issuer.OrderKind{issuer.ChangePayment, issuer.Prepay, issuer.BorrowCash, issuer.UsePoints} {
		if done[k] < 10 {
			t.Errorf("%s was done %d times only", k, done[k])
		}
	}
	t.Log(done)
}

// taken2 is the next debit that still changes, by the calendar alone: fixed on the 20th of the month before.
func taken2(today japan.Date) japan.Month {
	m := japan.MonthOf(today).Add(1)
	if today.Day >= 20 {
		m = m.Add(1)
	}
	return m
}

// first is the first payment from a statement on.
func first(o *owing, from japan.Month) japan.Month {
	for _, m := range slices.SortedFunc(maps.Keys(o.parts), japan.Month.Sub) {
		if !m.Before(from) {
			return m
		}
	}
	return from
}

// left is what is not paid yet on a day.
func left(o *owing, today japan.Date) (sum int) {
	for m, p := range o.parts {
		if !money.DebitDay(m).Before(today) {
			sum += p[0]
		}
	}
	return sum
}
