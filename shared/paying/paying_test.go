package paying_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/paying"
	"netanswer/shared/wire"
)

func month(y int, m time.Month) japan.Month { return japan.Month{Year: y, Month: m} }

var jan = month(2027, time.January)

// offer is a use of 58,000 yen paid once in January, with a balance of 120,000 yen at 15.0 % and 10,000 yen a month.
func offer() wire.PayPlan {
	return wire.PayPlan{
		Of: "a", Use: &wire.PayUse{Use: wire.Use{Ref: "a", Amount: 58_000, Way: "once", Month: jan}, Left: 58_000},
		Ways: []string{form.PayInstalments, form.PayRevolving}, First: jan, Month: month(2026, time.December), Balance: 120_000,
		Revolving:   wire.PayTerms{Version: "r1", Rate: 1500, Steps: []wire.PayStep{{Pay: 10_000}}},
		Instalments: wire.PayTerms{Version: "i1", Choices: []wire.PayTerm{{Payments: 3, Fee: 251, Rate: 1500}, {Payments: 6, Fee: 442, Rate: 1505}, {Payments: 24, Fee: 1637, Rate: 1500}}},
	}
}

func TestAUsePaidInInstalmentsAfterwards(t *testing.T) {
	r, ok := paying.Of(offer(), form.Payment{Way: form.PayInstalments, Payments: "6"})
	if !ok {
		t.Fatal("not reckoned")
	}
	// 58,000 × 442 / 10,000 = 2,563; in six: 9,666 + 4 and 427 + 1 with the first
	want := paying.Sum{Payments: 6, First: jan, Last: month(2027, time.June), Each: 9_670 + 428, Next: 9_666 + 427, Fee: 2_563, Total: 60_563}
	if r.Then != want {
		t.Errorf("then %+v, want %+v", r.Then, want)
	}
	once := paying.Sum{Payments: 1, First: jan, Last: jan, Each: 58_000, Total: 58_000}
	if r.Once != once || r.Now != once || r.Price != 58_000 || r.Rate != 1505 || r.Dear() {
		t.Errorf("%+v", r)
	}
	r, _ = paying.Of(offer(), form.Payment{Way: form.PayInstalments, Payments: "24"})
	if !r.Dear() || r.Share() != 17 { // 16.37 %
		t.Errorf("24 payments cost %d of %d: dear %v, %d %%", r.Then.Fee, r.Price, r.Dear(), r.Share())
	}
}

func TestAUseThatJoinsTheRevolvingBalanceCostsWhatItAdds(t *testing.T) {
	r, ok := paying.Of(offer(), form.Payment{Way: form.PayRevolving})
	if !ok {
		t.Fatal("not reckoned")
	}
	// 120,000 alone: 12 payments, 1,500 of interest with the first and 125 less with each: 1,500+1,375+…+125 = 9,750
	// with 58,000: the first still 1,500; then on 168,000, 158,000 … 8,000: 17 months
	fee := 1_500
	for rest := 168_000; rest > 0; rest -= 10_000 {
		fee += rest * 15 / 1200
	}
	if r.Then.Fee != fee-9_750 || r.Then.Total != 58_000+r.Then.Fee || r.Then.Payments != 18 || r.Then.Last != month(2028, time.June) {
		t.Errorf("%+v, want a fee of %d", r.Then, fee-9_750)
	}
	if r.Carried != 120_000 || r.Pay != 10_000 || len(r.Plan) != 18 || r.Plan[0].Fee != 1_500 || r.Plan[17].Rest != 0 || !r.Dear() {
		t.Errorf("%+v", r)
	}
}

func TestInstalmentsUnderWayArePaidAtOnceOrRevolve(t *testing.T) {
	d := offer()
	// bought in 6 from October on: October to December are paid or fixed, January to June are 9,666 each… but it began in October
	d.Use.Way, d.Use.Payments, d.Use.Month, d.Use.Left = "instalments", 6, month(2026, time.October), 4*9_666
	d.Ways, d.Month = []string{form.PayRevolving, form.PayWhole}, jan
	// November's is the last one paid: December is debited as it stands, January to March can be moved
	now := paying.Stands(d)
	if now.Payments != 3 || now.Total != 3*(9_666+427) || now.Last != month(2027, time.March) {
		t.Fatalf("as it stands %+v", now)
	}
	r, ok := paying.Of(d, form.Payment{Way: form.PayWhole})
	if !ok || r.Amount != 3*9_666 || r.Then.Fee != 427 || r.Then.Payments != 1 || r.Once != r.Then || r.Now != now {
		t.Errorf("at once: %v %+v", ok, r)
	}
	r, ok = paying.Of(d, form.Payment{Way: form.PayRevolving})
	if !ok || r.Price != 3*9_666 || r.Once.Total != 3*9_666 || r.Then.Total != r.Price+r.Then.Fee {
		t.Errorf("revolving: %v %+v", ok, r)
	}
	d.Balance, d.Due = 0, 4_000 // so much is room for with the statement on which it joins
	r, ok = paying.Of(d, form.Payment{Way: form.PayRevolving})
	if !ok || r.Plan[0].Month != jan || r.Plan[0].Principal != 6_000 || r.Plan[0].Fee != 0 || r.Plan[1].Fee != (3*9_666-6_000)*15/1200 {
		t.Errorf("revolving without a balance: %v %+v", ok, r)
	}
	d.Use.Left = 12_345 // what no payments come to: nothing is said of what is not known
	if now := paying.Stands(d); now.Payments != 0 {
		t.Errorf("made up: %+v", now)
	}
}

func TestTheBalanceIsPaidSooner(t *testing.T) {
	d := offer()
	d.Of, d.Use, d.Ways = form.PayBalance, nil, []string{form.PayWhole, form.PayPart}
	if now := paying.Stands(d); now.Fee != 9_750 || now.Payments != 12 || now.Total != 129_750 {
		t.Errorf("as it stands %+v", now)
	}
	all, ok := paying.Of(d, form.Payment{Way: form.PayWhole})
	if !ok || all.Then.Payments != 1 || all.Then.Total != 120_000 || all.Now.Fee != 9_750 || all.Once != all.Then || all.Amount != 120_000 {
		t.Errorf("all: %v %+v", ok, all)
	}
	part, ok := paying.Of(d, form.Payment{Way: form.PayPart, Amount: "５０，０００円"})
	// 50,000 sooner; then 70,000 in seven: 875+750+625+500+375+250+125
	if !ok || part.Then.Fee != 3_500 || part.Then.Payments != 8 || part.Then.Each != 50_000 || part.Once != all.Then {
		t.Errorf("part: %v %+v", ok, part)
	}
	for _, amount := range []string{"", "0", "-1", "120001", "1.5", "all", "999999999999999999999"} {
		if r, ok := paying.Of(d, form.Payment{Way: form.PayPart, Amount: amount}); ok {
			t.Errorf("%q is reckoned: %+v", amount, r)
		}
	}
}

func TestWhatIsNotOfferedIsNotReckoned(t *testing.T) {
	for name, in := range map[string]form.Payment{
		"nothing chosen":         {},
		"as it stands":           {Way: form.PayStay},
		"a way of the balance":   {Way: form.PayPart, Amount: "1000"},
		"no such way":            {Way: "gift"},
		"other payments":         {Way: form.PayInstalments, Payments: "5"},
		"payments below nothing": {Way: form.PayInstalments, Payments: "-3"},
		"no payments":            {Way: form.PayInstalments},
		"at once, not offered":   {Way: form.PayWhole},
	} {
		if r, ok := paying.Of(offer(), in); ok {
			t.Errorf("%s: %+v", name, r)
		}
	}
	d := offer()
	d.Revolving.Within, d.Revolving.Steps = true, []wire.PayStep{{Pay: 1_000}} // less than the interest
	if r, ok := paying.Of(d, form.Payment{Way: form.PayRevolving}); ok {
		t.Errorf("never paid: %+v", r)
	}
}

// Whatever is offered: the principals add up to the price and what is carried, the balance ends at nothing, and paying more costs no more.
func TestPlansAddUp(t *testing.T) {
	d := rand.New(rand.NewPCG(7, 1))
	for range 3_000 {
		o := offer()
		o.Use.Amount = 1 + d.IntN(900_000)
		o.Use.Left, o.Balance = o.Use.Amount, d.IntN(700_000)
		pay := 5_000 + d.IntN(20_000)
		o.Revolving.Steps, o.Revolving.Rate = []wire.PayStep{{UpTo: 100_000, Pay: pay}, {Pay: 2 * pay}}, d.IntN(1_800)
		for _, in := range []form.Payment{{Way: form.PayInstalments, Payments: "3"}, {Way: form.PayInstalments, Payments: "24"}, {Way: form.PayRevolving}} {
			r, ok := paying.Of(o, in)
			if !ok {
				t.Fatalf("%+v %+v", o, in)
			}
			principal := 0
			for _, x := range r.Plan {
				principal += x.Principal
			}
			if principal != r.Price+r.Carried || r.Plan[len(r.Plan)-1].Rest != 0 || r.Then.Total != r.Price+r.Then.Fee || r.Then.Fee < 0 || r.Then.Total < r.Once.Total {
				t.Fatalf("%+v of %+v", r, in)
			}
		}
		o.Of, o.Use, o.Ways = form.PayBalance, nil, []string{form.PayWhole, form.PayPart}
		if o.Balance < 3 {
			continue
		}
		o.Revolving.Steps = []wire.PayStep{{Pay: pay}} // on a slide less is paid a month once the balance is below a step: that takes longer, and may cost more
		less, _ := paying.Of(o, form.Payment{Way: form.PayPart, Amount: "1"})
		more, ok := paying.Of(o, form.Payment{Way: form.PayPart, Amount: "1000"})
		all, _ := paying.Of(o, form.Payment{Way: form.PayWhole})
		if ok && (more.Then.Fee > less.Then.Fee || less.Then.Fee > less.Now.Fee) || all.Then.Fee > less.Then.Fee {
			t.Fatalf("paying more costs more: %+v %+v %+v", less.Then, more.Then, all.Then)
		}
	}
}
