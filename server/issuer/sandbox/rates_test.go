package sandbox

import (
	"errors"
	"math"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// The fees are what an annuity at 15.0 % a year costs, to the yen of 10,000.
func TestFeesAreTheYearlyRate(t *testing.T) {
	first, offered := japan.Month{Year: 2026, Month: 12}, 0
	for n := 2; n <= 36; n++ {
		parts := inParts(first, 10_000, n)
		if parts == nil {
			continue
		}
		offered++
		fee := 0
		for _, p := range parts {
			fee += p.Fee
		}
		month := float64(revolvingRate) / 10_000 / 12
		want := 10_000 * (float64(n)*month/(1-math.Pow(1+month, -float64(n))) - 1)
		if math.Abs(float64(fee)-want) > 1 {
			t.Errorf("%d payments cost %d, the yearly rate says %.2f", n, fee, want)
		}
	}
	if offered != 9 || offered != len(instalments) {
		t.Errorf("%d numbers of payments are offered", offered)
	}
}

// An advance from a machine, of 21 November: 44 days to 4 January.
func TestCashCostsItsDays(t *testing.T) {
	day := japan.Date{Year: 2026, Month: 11, Day: 21}
	u := use{}
	u.Kind, u.Date, u.Amount, u.Way, u.First, u.rate = "cash", day, 50_000, "once", money.CashMonth(day), rateOf(300_000)
	cost := 0
	u.each(func(_ japan.Month, _, _, fee int) { cost += fee })
	if want := 50_000 * 18 * 44 / 36_500; cost != want {
		t.Errorf("it costs %d, want %d", cost, want)
	}
}

// percentOf is what the law allows of so much principal (利息制限法1条), read off the statute here.
func percentOf(principal int) int {
	switch {
	case principal < 100_000:
		return 20
	case principal < 1_000_000:
		return 18
	}
	return 15
}

// Whoever has a limit of a million pays the lower rate everywhere: in the offer, on the account, and for what machines lent from then on.
// What was lent before keeps its own, and together with it the principal stays below the million.
func TestTheCashRateFollowsTheLimitEverywhere(t *testing.T) {
	now := noon
	w := &world{Issuer: New(Config{Key: testKey, Now: func() time.Time { return now }, Members: 400, Step: time.Minute}), now: &now, t: t}
	strict, account := issuer.Strict{Issuer: w.Issuer, Now: w.clock}, uint64(0)
	for n := firstMember; account == 0 && n < firstMember+400; n++ {
		if of := termsOf(uint64(n), traitsOf(uint64(n))); of.loan > 0 && of.limit >= lowerFrom && w.holdingAt(uint64(n), 0, now).debit == debited {
			account = uint64(n)
		}
	}
	ref := w.refs.make(refOfSeat[0], account)
	begun := japan.DateOf(now)
	offer := func() issuer.CashOffer {
		t.Helper()
		o, err := strict.CashOffer(t.Context(), ref)
		if err != nil || o.Why != "" {
			t.Fatalf("%+v, %v", o, err)
		}
		return o
	}
	says := func(percent int) {
		t.Helper()
		o := offer()
		a, err := strict.Account(t.Context(), ref)
		if err != nil || a.CashRate != percent*100 || o.Once.Rate != percent*100 || o.Revolving.Rate != percent*100 {
			t.Errorf("a limit of %d: %d on the account, %d and %d in the offer; want %d %% (%v)", o.Limit, a.CashRate, o.Once.Rate, o.Revolving.Rate, percent, err)
		}
		if percent > percentOf(o.Limit) {
			t.Errorf("%d %% of up to %d", percent, o.Limit)
		}
	}
	raised := func(limit int) {
		t.Helper()
		w.order(ref, raiseCash(asks(limit)))
		w.pass(time.Hour)
		if o := offer(); o.Limit != limit {
			t.Fatalf("a limit of %d was not granted: %+v", limit, o)
		}
	}
	says(18)
	raised(900_000)
	says(18)
	before := offer()
	dear := before.Most - 200_000
	w.order(ref, issuer.Order{Kind: issuer.BorrowCash, BorrowCash: &issuer.Borrowing{Amount: dear, Way: issuer.Once, Terms: before.Once.Version}})
	raised(1_000_000)
	says(15)
	after := offer()
	if after.Once.Version == before.Once.Version || after.Revolving.Version == before.Revolving.Version {
		t.Error("other terms have the same version")
	}
	// an order on the terms that were read before is none any more
	w.refused(ref, issuer.Order{Kind: issuer.BorrowCash, BorrowCash: &issuer.Borrowing{Amount: 10_000, Way: issuer.Once, Terms: before.Once.Version}})
	if used := w.limits(ref).Cash.Used; used < dear || used+after.Most >= 1_000_000 || used+after.Most < 980_000 {
		t.Errorf("%d are owed, some of it at 18 %%, and %d more can be borrowed", used, after.Most)
	}
	w.order(ref, issuer.Order{Kind: issuer.BorrowCash, BorrowCash: &issuer.Borrowing{Amount: 50_000, Way: issuer.Once, Terms: after.Once.Version}})

	raisedOn, found := begun, map[int]int{}
	for range 20 { // months, in which machines lend now and then
		w.pass(30 * 24 * time.Hour)
	}
	list, err := strict.Uses(t.Context(), ref, issuer.UsesOf{Page: issuer.Page{Max: issuer.MaxPage}})
	for err == nil && list.Next != "" {
		var more issuer.Uses
		more, err = strict.Uses(t.Context(), ref, issuer.UsesOf{Page: issuer.Page{Max: issuer.MaxPage, After: list.Next}})
		list.Uses, list.Next = append(list.Uses, more.Uses...), more.Next
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range list.Uses {
		if u.Kind != issuer.Cash || u.Date == begun {
			continue
		}
		percent := 15
		if u.Date.Before(raisedOn) {
			percent = 18
		}
		on, err := w.Uses(t.Context(), ref, issuer.UsesOf{Month: u.First, Page: issuer.Page{Max: issuer.MaxPage}})
		if errors.Is(err, issuer.ErrNoStatement) {
			continue // not yet, or no longer told
		}
		for _, x := range on.Uses {
			if days := int(money.DebitDay(u.First).Start().Sub(u.Date.Start()).Hours()) / 24; x.Ref == u.Ref && x.Fee != u.Amount*percent*days/36_500 {
				t.Errorf("%d on %v for %d days cost %d, not %d %%", u.Amount, u.Date, days, x.Fee, percent)
			} else if x.Ref == u.Ref {
				found[percent]++
			}
		}
	}
	if found[15] == 0 {
		t.Errorf("machines lent at %v", found)
	}
	says(15)
	w.order(ref, issuer.Order{Kind: issuer.LowerCash, LowerCash: &issuer.NewLimit{Limit: 900_000}})
	says(18)
	raised(1_000_000)
	if o := offer(); o.Most != 1_000_000-w.limits(ref).Cash.Used/10_000*10_000 {
		t.Errorf("nothing is owed at 18 %% any more, and %d can be borrowed of %+v", o.Most, w.limits(ref).Cash)
	}
}
