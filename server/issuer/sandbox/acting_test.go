package sandbox

import (
	"errors"
	"fmt"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// uses the card in a shop, if that is allowed: just when it has not been locked and there is enough left.
func (k *keeping) uses(amount int, dead bool) {
	k.t.Helper()
	today := k.today()
	l, _ := k.r.limits(today)
	used, _ := k.r.used(today)
	allowed := !dead && !k.r.closed && !k.r.locked(today, false).All && amount <= l.total-used.total
	err := k.Happen(k.t.Context(), k.ref, issuer.CardUsed, "みほん商店", amount)
	if allowed != (err == nil) {
		k.t.Fatalf("%s on %v: used for %d: %v; of %+v %+v are used, the lock is %+v, lost %v", k.slug, today, amount, err, l, used, k.r.locked(today, false), dead)
	}
	if err != nil {
		k.done["not used"]++
		k.agree("a use refused")
		return
	}
	us, err := k.strict.Uses(k.t.Context(), k.ref, issuer.UsesOf{Page: issuer.Page{Max: 1}})
	k.must(err)
	k.books("a use", func(r *reckoning) { r.bought(us.Uses[0].Ref, today, amount) })
}

// pays changes how something is paid, of what is offered.
func (k *keeping) pays(offers issuer.PaymentOffers) {
	k.t.Helper()
	d, today := k.d, k.today()
	o, take := pick(d, offers.Uses), k.r.taking(today)
	switch {
	case o.Instalments && d.chance(50):
		c := pick(d, offers.Instalments.Choices)
		k.orders(issuer.Order{Kind: issuer.ChangePayment, ChangePayment: &issuer.PaymentChange{Use: o.Use.Ref, Way: issuer.Instalments, Payments: c.Payments, Terms: offers.Instalments.Version}},
			func(r *reckoning) { r.instalments(o.Use.Ref, o.Use.Amount, c.Payments) })
	case o.Whole && d.chance(50):
		k.orders(issuer.Order{Kind: issuer.Prepay, Prepay: &issuer.Prepayment{Of: o.Use.Ref, Amount: k.r.left(k.r.owed[o.Use.Ref], today), Terms: offers.Instalments.Version}},
			func(r *reckoning) { r.settled(o.Use.Ref, take) })
	case o.Revolving:
		with := o.Use.First
		if o.Use.Way == issuer.Instalments {
			with = take
		}
		k.orders(issuer.Order{Kind: issuer.ChangePayment, ChangePayment: &issuer.PaymentChange{Use: o.Use.Ref, Way: issuer.Revolving, Terms: offers.Revolving.Version}},
			func(r *reckoning) { r.revolves(o.Use.Ref, with) })
	}
}

// borrows takes cash.
func (k *keeping) borrows(o issuer.CashOffer) {
	k.t.Helper()
	most := min(o.Most, 80_000)
	if k.d.chance(15) {
		most = o.Most
	}
	amount, today, monthly := k.d.between(1, most/o.Step)*o.Step, k.today(), k.d.chance(50)
	l, _ := k.r.limits(today)
	b := &issuer.Borrowing{Amount: amount, Way: issuer.Once, Terms: o.Once.Version}
	if monthly {
		b.Way, b.Terms = issuer.Revolving, o.Revolving.Version
	}
	k.done[fmt.Sprint("borrowed at ", lawful(l.cash))]++
	k.orders(issuer.Order{Kind: issuer.BorrowCash, BorrowCash: b}, func(r *reckoning) {
		r.borrowed(fmt.Sprint("cash ", len(r.owed)), today, amount, lawful(l.cash), monthly)
	})
}

// usesPoints pays part of the next bill.
func (k *keeping) usesPoints() {
	k.t.Helper()
	s, err := k.strict.Services(k.t.Context(), k.ref)
	k.must(err)
	today, take := k.today(), k.r.taking(k.today())
	bill := k.r.statements(k.r.open(today))[take].total()
	if want := max(0, min(k.r.points(today), bill)) / 100 * 100; s.Points != want || s.PointStep != 100 || s.PointYen != 1 {
		k.t.Fatalf("%s on %v: %d points can be used, and the books say %d", k.slug, today, s.Points, want)
	}
	if s.Points == 0 {
		return
	}
	points := k.d.between(1, s.Points/100) * 100
	k.orders(issuer.Order{Kind: issuer.UsePoints, UsePoints: &issuer.PointsUse{Points: points}}, func(r *reckoning) {
		r.owed[fmt.Sprint("points ", len(r.owed))] = &owing{on: today, parts: map[japan.Month][2]int{take: {-points, 0}}}
		r.spent = append(r.spent, spending{today, points})
	})
}

// raises applies for a higher limit, for good or for a time.
func (k *keeping) raises(o issuer.LimitOffer) {
	k.t.Helper()
	most, lasting := o.Lasting, true
	if o.Temporary > 0 && k.d.chance(60) {
		most, lasting = o.Temporary, false
	}
	if o.Why != "" || most == 0 {
		return
	}
	r := k.request(o.Limit/limitStep*limitStep + k.d.between(1, (most-o.Limit/limitStep*limitStep)/limitStep)*limitStep)
	if !lasting {
		r.From = k.today().AddDays(pick(k.d, []int{0, 0, 20}))
		r.Until, r.Purpose = r.From.AddDays(k.d.between(1, 60)), "travel"
	}
	k.applied(issuer.Order{Kind: issuer.RaiseLimit, RaiseLimit: r})
}

// lowers lowers a limit of one's own.
func (k *keeping) lowers(l lines) {
	k.t.Helper()
	switch today := k.today(); {
	case k.d.chance(30) && l.total > 200_000:
		to := max(l.total/100_000-k.d.between(1, 3), 2) * 100_000
		if to < l.total {
			k.orders(issuer.Order{Kind: issuer.LowerLimit, LowerLimit: &issuer.NewLimit{Limit: to}}, func(r *reckoning) {
				r.changes = append(r.changes, change{on: today, lowered: true, limit: to})
			})
		}
	case l.cash > 0:
		to := k.d.n((l.cash+99_999)/100_000) * 100_000
		if to == 0 {
			k.done["lower_cash to nothing"]++
		}
		k.orders(issuer.Order{Kind: issuer.LowerCash, LowerCash: &issuer.NewLimit{Limit: to}}, func(r *reckoning) {
			r.changes = append(r.changes, change{on: today, cash: true, lowered: true, limit: to})
		})
	}
}

// locks puts a lock on the card or takes it off.
func (k *keeping) locks() {
	k.t.Helper()
	today := k.today()
	l := pick(k.d, []issuer.Lock{{All: true}, {Cash: true}, {All: true, Until: today.AddDays(3)}, {Abroad: true}})
	if k.r.locked(today, false) != (issuer.Lock{}) {
		l = issuer.Lock{}
	}
	k.give(lockOrder(l))
	k.r.locks = append(k.r.locks, locking{today, l})
	k.done["lock_card"]++
	k.agree("a lock")
	k.uses(k.d.between(500, 3_000), false)
}

// loses the card and gets another, or has it replaced: what is owed, the limits and the points stay as they are.
func (k *keeping) loses() {
	k.t.Helper()
	if k.d.chance(60) || k.losses == 3 {
		key := k.give(issuer.Order{Kind: issuer.Reissue, Reissue: &issuer.Replacement{Why: "broken"}}).Key
		k.done["reissue"]++
		if k.d.chance(50) {
			_, err := k.strict.Cancel(k.t.Context(), k.ref, key)
			k.must(err)
			k.done["reissue cancelled"]++
		}
		delete(k.pending, key)
		k.agree("a new card ordered")
		k.uses(k.d.between(500, 3_000), false)
		k.waits(time.Hour)
		k.agree("a new card")
		return
	}
	k.losses++
	key := k.give(issuer.Order{Kind: issuer.ReportLoss, ReportLoss: &issuer.Loss{On: k.today(), Replace: true}}).Key
	delete(k.pending, key)
	k.done["report_loss"]++
	lost := k.r.clone()
	lost.locks = append(lost.locks, locking{k.today(), issuer.Lock{All: true}})
	if d := lost.differs(k.see(), k.today()); d != "" {
		k.t.Fatalf("%s, lost on %v: %s", k.slug, k.today(), d)
	}
	if err := k.Happen(k.t.Context(), k.ref, issuer.CardUsed, "みほん商店", 500); !errors.Is(err, issuer.ErrNotOffered) {
		k.t.Errorf("used although it is lost: %v", err)
	}
	k.waits(time.Hour)
	k.r.locks = append(k.r.locks, locking{k.today(), issuer.Lock{}}) // the new one can be used
	k.agree("a loss")
	k.uses(k.d.between(500, 3_000), false)
}

// closes tries to end the membership: what is paid over months has to be settled first.
func (k *keeping) closes() {
	k.t.Helper()
	later := len(k.r.joins) > 0 && func() bool { u, _ := k.r.used(k.today()); return u.credit > 0 }()
	for _, o := range k.r.owed {
		later = later || (o.cash || o.credit) && k.r.left(o, k.today()) > 0
	}
	if later {
		k.refused(k.ref, issuer.Order{Kind: issuer.CloseAccount, CloseAccount: &issuer.Closing{}})
		k.done["not closed"]++
		k.agree("an end that is not offered")
	}
}

// acts does one thing by the seed.
func (k *keeping) acts() {
	k.t.Helper()
	d := k.d
	offers, err := k.strict.PaymentOffers(k.t.Context(), k.ref)
	k.must(err)
	switch what := d.n(24); {
	case what < 7:
		k.uses(d.between(500, 9_000), false)
	case what < 12 && len(offers.Uses) > 0:
		k.pays(offers)
	case what == 12 && offers.Balance > 0:
		take, amount := k.r.taking(k.today()), d.between(1, offers.Balance)
		k.orders(issuer.Order{Kind: issuer.Prepay, Prepay: &issuer.Prepayment{Of: issuer.Revolving, Amount: amount, Terms: offers.Revolving.Version}}, func(r *reckoning) {
			r.extra[take] += amount
		})
	case what < 15:
		o, err := k.strict.CashOffer(k.t.Context(), k.ref)
		k.must(err)
		if o.Why == "" {
			k.borrows(o)
		}
	case what < 17:
		k.usesPoints()
	case what < 19:
		o, err := k.strict.LimitOffer(k.t.Context(), k.ref)
		k.must(err)
		k.raises(o)
	case what < 21:
		o, err := k.strict.CashOffer(k.t.Context(), k.ref)
		k.must(err)
		if from := o.Limit / limitStep; o.MostLimit > 0 {
			k.applied(issuer.Order{Kind: issuer.RaiseCash, RaiseCash: k.request((from + d.between(1, o.MostLimit/limitStep-from)) * limitStep)})
		}
	case what == 21:
		l, _ := k.r.limits(k.today())
		k.lowers(l)
	case what == 22:
		k.locks()
	case d.chance(50):
		k.loses()
	default:
		k.closes()
	}
}

// ends pays everything, and then closes the account with something owed: that stays and is debited, the points are lost, nothing more is
// lent, and when all is paid nothing is told any more.
func (k *keeping) ends() {
	k.t.Helper()
	k.give(lockOrder(issuer.Lock{All: true}))
	k.r.locks = append(k.r.locks, locking{k.today(), issuer.Lock{All: true}})
	k.passes(36 * time.Hour) // a life's use of today may have come first
	k.passes(3 * 365 * 24 * time.Hour)
	if l := k.see().limits; l.Total.Used != 0 || len(l.Returns) != 0 {
		k.t.Errorf("%s: three years later %+v", k.slug, l)
	}
	k.give(lockOrder(issuer.Lock{Cash: true})) // what a machine lends would have to be paid first
	k.r.locks = append(k.r.locks, locking{k.today(), issuer.Lock{Cash: true}})
	l, _ := k.r.limits(k.today())
	k.uses(l.total/2, false)
	k.passes(100 * 24 * time.Hour) // it has earned points
	k.uses(2_000, false)
	s, err := k.strict.Services(k.t.Context(), k.ref)
	k.must(err)
	due := func() (owed int, last japan.Date) {
		for m, x := range k.r.statements(k.r.open(k.today())) {
			if d := k.r.debit(m); !d.Before(k.today()) && x.total() != 0 {
				if owed += x.total(); last.Before(d) {
					last = d
				}
			}
		}
		return owed, last
	}
	owed, _ := due()
	if c := s.Closing; c.Why != "" || c.Owed != owed || owed < 2_000 || c.Points != k.r.points(k.today()) || c.Points == 0 {
		k.t.Fatalf("%s can be closed: %+v; the books have %d owed and %d points", k.slug, c, owed, k.r.points(k.today()))
	}
	k.orders(issuer.Order{Kind: issuer.CloseAccount, CloseAccount: &issuer.Closing{}}, func(r *reckoning) { r.closed = true })
	k.uses(500, false)
	for _, o := range []issuer.Order{
		{Kind: issuer.LowerLimit, LowerLimit: &issuer.NewLimit{Limit: 100_000}}, {Kind: issuer.RaiseLimit, RaiseLimit: k.request(l.total + 100_000)}, {Kind: issuer.UsePoints, UsePoints: &issuer.PointsUse{Points: 100}},
	} {
		k.refused(k.ref, o)
	}
	k.passes(36 * time.Hour) // with what was used on that day before
	_, last := due()
	*k.now = last.Start().Add(12 * time.Hour)
	k.agree("the last debit's morning")
	*k.now = last.AddDays(40).Start().Add(12 * time.Hour)
	if _, err := k.Summary(k.t.Context(), k.ref); !errors.Is(err, issuer.ErrUnknown) {
		k.t.Errorf("%s: an account that was closed and is settled is told of: %v", k.slug, err)
	}
}
