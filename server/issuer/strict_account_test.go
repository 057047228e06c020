package issuer_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/card"
	"netanswer/shared/japan"
)

func (o *odd) Account(context.Context, string) (issuer.Account, error) { return o.account, o.err }
func (o *odd) Cards(context.Context, string) ([]issuer.Card, error)    { return o.cards, o.err }
func (o *odd) Statements(context.Context, string, issuer.Page) (issuer.Statements, error) {
	return o.months, o.err
}
func (o *odd) Statement(context.Context, string, japan.Month) (issuer.Statement, error) {
	for _, s := range o.months.Statements {
		return s, o.err
	}
	return issuer.Statement{}, issuer.ErrNoStatement
}
func (o *odd) Uses(_ context.Context, _ string, of issuer.UsesOf) (issuer.Uses, error) {
	if of.Month.IsZero() {
		return o.uses, o.err
	}
	return o.entries, o.err
}
func (o *odd) Limits(context.Context, string) (issuer.Limits, error) { return o.limits, o.err }
func (o *odd) Points(context.Context, string) (issuer.Points, error) { return o.points, o.err }

var december = japan.Month{Year: 2026, Month: time.December}

func aUse() issuer.Use {
	return issuer.Use{
		Ref: "u1", CardRef: "card", Date: japan.On(2026, 11, 3), Merchant: "ｺﾝﾋﾞﾆ", Amount: 1_561, Kind: issuer.Purchase, Way: issuer.Once,
		Category: "food", Payments: 1, First: december, Left: 1_561,
		Foreign: issuer.Foreign{Currency: "USD", Units: 1_000, Decimals: 2, Rate: 1_503_000, RateOn: japan.On(2026, 11, 4), Fee: 58},
	}
}

// anAccount makes sense.
func anAccount() *odd {
	u := aUse()
	entry := u
	entry.Payment, entry.Charged = 1, 1_561
	statement := issuer.Statement{
		Month: december, State: issuer.Fixed, From: japan.On(2026, 10, 11), To: japan.On(2026, 11, 10), CashFrom: japan.On(2026, 10, 1),
		CashTo: japan.On(2026, 10, 31), Debit: japan.On(2026, 12, 4), Bank: "みほん銀行 ****123", Uses: 1, Shopping: 1_561, Total: 1_561,
	}
	before := statement
	before.Month, before.State, before.PaidOn = december.Add(-1), issuer.Paid, japan.On(2026, 11, 4)
	before.From, before.To, before.CashFrom, before.CashTo, before.Debit = japan.On(2026, 9, 11), japan.On(2026, 10, 10), japan.On(2026, 9, 1), japan.On(2026, 9, 30), japan.On(2026, 11, 4)
	return &odd{
		account: issuer.Account{Bank: "みほん銀行 ****123", CashRate: 1800, RevolvingRate: 1500, LateRate: 1460, AnnualFee: 11_000, FeeMonth: december},
		cards: []issuer.Card{
			{CardRef: "card", Last4: "1111", Brand: card.Visa, Holder: "見本 花子", Mine: true},
			{CardRef: "other", Last4: "2222", Brand: card.Visa, Holder: "見本 太郎", Family: true},
		},
		months: issuer.Statements{Statements: []issuer.Statement{statement, before}, Next: "2026-11"}, uses: issuer.Uses{Uses: []issuer.Use{u}}, entries: issuer.Uses{Uses: []issuer.Use{entry}},
		limits: issuer.Limits{
			Total: issuer.Limit{Limit: 800_000, Used: 700_000, Available: 100_000}, Credit: issuer.Limit{Limit: 400_000, Used: 350_000, Available: 50_000},
			Cash:    issuer.Limit{Limit: 200_000, Available: 100_000},
			Returns: []issuer.Return{{On: japan.On(2026, 12, 4), Total: 600_000, Credit: 300_000}, {On: japan.On(2027, 1, 4), Total: 100_000, Credit: 50_000}},
		},
		points: issuer.Points{
			Total: 30, Expiring: 10, ExpireOn: japan.On(2026, 11, 30),
			Lots: []issuer.Lot{{Month: december.Add(-13), Points: 10, ExpireOn: japan.On(2026, 11, 30)}, {Month: december.Add(-1), Points: 20, ExpireOn: japan.On(2027, 11, 30)}},
		},
	}
}

// askAll asks everything about an account; what is answered beside an error is an error of its own.
func askAll(t *testing.T, s issuer.Strict, ref string) error {
	t.Helper()
	ctx := t.Context()
	a, err1 := s.Account(ctx, ref)
	cs, err2 := s.Cards(ctx, ref)
	ss, err3 := s.Statements(ctx, ref, issuer.Page{})
	var one issuer.Statement
	var entries issuer.Uses
	var err4, err5 error
	month := december
	if err3 == nil && len(ss.Statements) > 0 {
		month = ss.Statements[0].Month
	}
	if err3 != nil || len(ss.Statements) > 0 {
		one, err4 = s.Statement(ctx, ref, month)
		entries, err5 = s.Uses(ctx, ref, issuer.UsesOf{Month: month})
	}
	all, err6 := s.Uses(ctx, ref, issuer.UsesOf{Page: issuer.Page{Max: 100}})
	unpaid, err7 := s.Uses(ctx, ref, issuer.UsesOf{Unpaid: true})
	l, err8 := s.Limits(ctx, ref)
	p, err9 := s.Points(ctx, ref)
	if err1 != nil && a != (issuer.Account{}) || err2 != nil && cs != nil || err3 != nil && ss.Statements != nil || err4 != nil && one != (issuer.Statement{}) ||
		err5 != nil && entries.Uses != nil || err6 != nil && all.Uses != nil || err7 != nil && unpaid.Uses != nil || err8 != nil && l.Returns != nil || err9 != nil && p.Lots != nil {
		t.Error("what makes no sense is handed on")
	}
	return errors.Join(err1, err2, err3, err4, err5, err6, err7, err8, err9)
}

func TestNonsenseAboutAnAccountIsBusynessAndIsNotRepeated(t *testing.T) {
	now := func() time.Time { return time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC) }
	ask := func(o *odd) error { return askAll(t, issuer.Strict{Issuer: o, Now: now}, "card") }
	if err := ask(anAccount()); err != nil {
		t.Fatalf("what makes sense: %v", err)
	}
	none := anAccount()
	none.err = issuer.ErrNoStatement
	if err := ask(none); !errors.Is(err, issuer.ErrNoStatement) || errors.Is(err, issuer.ErrUnavailable) {
		t.Errorf("no statement: %v", err)
	}
	first := func(o *odd) *issuer.Statement { return &o.months.Statements[0] }
	use := func(o *odd) *issuer.Use { return &o.uses.Uses[0] }
	for what, spoil := range map[string]func(*odd){
		"a whole bank account":            func(o *odd) { o.account.Bank = secret + " 1234567" },
		"a rate of a usurer":              func(o *odd) { o.account.CashRate = 10_001 },
		"a fee without a month":           func(o *odd) { o.account.FeeMonth = japan.Month{} },
		"a payment below nothing":         func(o *odd) { o.account.Revolving = -1 },
		"no cards":                        func(o *odd) { o.cards = nil },
		"the cards of others":             func(o *odd) { o.cards = o.cards[1:] },
		"one card twice":                  func(o *odd) { o.cards[1].CardRef = "card" },
		"a card of five digits":           func(o *odd) { o.cards[1].Last4 = "12345" },
		"another's card as one's own":     func(o *odd) { o.cards[1].Mine = true },
		"a thousand cards":                func(o *odd) { o.cards = make([]issuer.Card, 1000) },
		"a month that does not add up":    func(o *odd) { first(o).Total++ },
		"fees beside the total":           func(o *odd) { first(o).Fees = 300 },
		"a debit of another month":        func(o *odd) { first(o).Debit = japan.On(2026, 11, 30) },
		"a debit before the closing":      func(o *odd) { first(o).To = japan.On(2026, 12, 10) },
		"a month 13":                      func(o *odd) { first(o).Month.Month = 13 },
		"a state of its own":              func(o *odd) { first(o).State = issuer.State(secret) },
		"paid on no day":                  func(o *odd) { first(o).State = issuer.Paid },
		"tried again on no day":           func(o *odd) { first(o).State = issuer.Retrying },
		"tried again before it was tried": func(o *odd) { first(o).State, first(o).RetryOn = issuer.Retrying, japan.On(2026, 11, 20) },
		"money back for being late":       func(o *odd) { first(o).LateCharge = -1 },
		"more uses than anybody has":      func(o *odd) { first(o).Uses = 1 << 40 },
		"an amount of no uses":            func(o *odd) { first(o).Uses = 0 },
		"months in any order": func(o *odd) {
			o.months.Statements[0], o.months.Statements[1] = o.months.Statements[1], o.months.Statements[0]
		},
		"a month twice":              func(o *odd) { o.months.Statements[1] = o.months.Statements[0] },
		"a page after an empty one":  func(o *odd) { o.months.Statements, o.months.Next = nil, "2026-12" },
		"a page named with a line":   func(o *odd) { o.uses.Next = secret + "\n" },
		"a use without a name":       func(o *odd) { use(o).Ref = "" },
		"a use of no card":           func(o *odd) { use(o).CardRef = "" },
		"a use of its own kind":      func(o *odd) { use(o).Kind = issuer.Kind(secret) },
		"a use paid oddly":           func(o *odd) { use(o).Way = secret },
		"a use for something odd":    func(o *odd) { use(o).Category = secret },
		"a use of no shop":           func(o *odd) { use(o).Merchant = " " },
		"a shop that turns the line": func(o *odd) { use(o).Merchant = secret + "\u202e" },
		"a use of last century":      func(o *odd) { use(o).Date.Year = 1999 },
		"a use that nobody can pay":  func(o *odd) { use(o).Amount = 1 << 60 },
		"more left than was used":    func(o *odd) { use(o).Left++ },
		"less than nothing left":     func(o *odd) { use(o).Left = -1 },
		"no payments":                func(o *odd) { use(o).Payments = 0 },
		"payments without end":       func(o *odd) { use(o).Payments = 1 << 30 },
		"no first payment":           func(o *odd) { use(o).First = japan.Month{} },
		"an entry among the uses":    func(o *odd) { use(o).Payment, use(o).Charged = 1, 10 },
		"a use twice":                func(o *odd) { o.uses.Uses = append(o.uses.Uses, *use(o)) },
		"the oldest first": func(o *odd) {
			late := *use(o)
			late.Ref, late.Date = "u2", late.Date.AddDays(1)
			o.uses.Uses = append(o.uses.Uses, late)
		},
		"501 uses on a page":          func(o *odd) { o.uses.Uses = make([]issuer.Use, 501) },
		"paid among the unpaid":       func(o *odd) { use(o).Left = 0 },
		"a payment after the last":    func(o *odd) { o.entries.Uses[0].Payment = 2 },
		"more debited than was used":  func(o *odd) { o.entries.Uses[0].Charged++ },
		"a currency of its own":       func(o *odd) { use(o).Foreign.Currency = secret },
		"a rate without a currency":   func(o *odd) { use(o).Foreign.Currency = "" },
		"a rate that is not that":     func(o *odd) { use(o).Foreign.Rate += 30_000 },
		"a rate of nothing":           func(o *odd) { use(o).Foreign.Rate = 0 },
		"a rate of no day":            func(o *odd) { use(o).Foreign.RateOn = japan.Date{} },
		"dollars of a million digits": func(o *odd) { use(o).Foreign.Decimals = 1_000_000 },
		"more than the total":         func(o *odd) { o.limits.Credit.Limit = 800_001 },
		"a limit that does not nest":  func(o *odd) { o.limits.Cash.Available = 200_000 },
		"available beyond the used":   func(o *odd) { o.limits.Total.Available++ },
		"what never comes back":       func(o *odd) { o.limits.Returns = o.limits.Returns[:1] },
		"what comes back in 2199":     func(o *odd) { o.limits.Returns[1].On.Year = 2199 },
		"what comes back backwards":   func(o *odd) { o.limits.Returns[0].On = japan.On(2027, 2, 4) },
		"points from nowhere":         func(o *odd) { o.points.Total++ },
		"points below nothing":        func(o *odd) { o.points.Lots[0].Points, o.points.Lots[1].Points = -10, 40 },
		"more expiring than there is": func(o *odd) { o.points.Expiring = 31 },
		"expiring on no day":          func(o *odd) { o.points.ExpireOn = japan.Date{} },
	} {
		o := anAccount()
		spoil(o)
		if err := ask(o); !errors.Is(err, issuer.ErrUnavailable) || strings.Contains(err.Error(), secret) || len(err.Error()) > 500 {
			t.Errorf("%s: %.300v", what, err)
		}
	}
}
