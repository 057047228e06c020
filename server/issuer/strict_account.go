package issuer

import (
	"context"
	"regexp"
	"slices"

	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// The most that an account can hold.
const (
	maxCards    = 50
	maxEntries  = 100_000 // of a statement
	maxPayments = 120
	maxReturns  = 240
	maxLots     = 120
	maxHundreds = 10_000        // hundredths of a percent: nobody may take more a year than was lent
	maxRate     = 1_000_000_000 // ten-thousandths of a yen
	longAgo     = 12            // years that a use may be paid
)

var currency = regexp.MustCompile(`^[A-Z]{3}$`)

// Account answers only terms that can have been agreed on.
func (s Strict) Account(ctx context.Context, cardRef string) (Account, error) {
	a, err := s.Issuer.Account(ctx, cardRef)
	if err != nil {
		return Account{}, err
	}
	for _, rate := range []int{a.CashRate, a.RevolvingRate, a.LateRate} {
		if rate < 0 || rate > maxHundreds {
			return Account{}, nonsense("Account", "rate")
		}
	}
	switch {
	case !masked(a.Bank):
		err = nonsense("Account", "bank account")
	case a.Revolving < 0, a.AnnualFee < 0, tooMuch(a.Revolving, a.AnnualFee):
		err = nonsense("Account", "amount")
	case a.FeeMonth.IsZero() != (a.AnnualFee == 0), a.AnnualFee > 0 && !s.month(a.FeeMonth):
		err = nonsense("Account", "month of the annual fee")
	}
	if err != nil {
		return Account{}, err
	}
	return a, nil
}

// Cards answers only cards that can be told apart, the one that was asked with among them.
func (s Strict) Cards(ctx context.Context, cardRef string) ([]Card, error) {
	cs, err := s.Issuer.Cards(ctx, cardRef)
	if err != nil {
		return nil, err
	}
	if len(cs) > maxCards {
		return nil, nonsense("Cards", "length")
	}
	seen, mine := map[string]bool{}, 0
	for _, c := range cs {
		switch {
		case !ref(c.CardRef), seen[c.CardRef]:
			return nil, nonsense("Cards", "card_ref")
		case !four.MatchString(c.Last4), !known(c.Brand), !words(c.Holder):
			return nil, nonsense("Cards", "card")
		case c.Mine != (c.CardRef == cardRef):
			return nil, nonsense("Cards", "the card asked with")
		}
		if seen[c.CardRef] = true; c.Mine {
			mine++
		}
	}
	if mine != 1 {
		return nil, nonsense("Cards", "the card asked with")
	}
	return cs, nil
}

// Statements answers only months that add up, the newest first. A page of no size is one of MaxPage.
func (s Strict) Statements(ctx context.Context, cardRef string, p Page) (Statements, error) {
	p.Max = size(p)
	ss, err := s.Issuer.Statements(ctx, cardRef, p)
	if err != nil {
		return Statements{}, err
	}
	if len(ss.Statements) > p.Max || !next(ss.Next, p, len(ss.Statements)) {
		return Statements{}, nonsense("Statements", "page")
	}
	for n, one := range ss.Statements {
		if n > 0 && !one.Month.Before(ss.Statements[n-1].Month) {
			return Statements{}, nonsense("Statements", "order")
		}
		if err := s.statement("Statements", one); err != nil {
			return Statements{}, err
		}
	}
	return ss, nil
}

func size(p Page) int {
	if p.Max < 1 || p.Max > MaxPage {
		return MaxPage
	}
	return p.Max
}

// next says whether a page can be followed by what it names.
func next(after string, p Page, entries int) bool {
	return after == "" || ref(after) && after != p.After && entries > 0
}

// Statement answers only the month that was asked for.
func (s Strict) Statement(ctx context.Context, cardRef string, month japan.Month) (Statement, error) {
	one, err := s.Issuer.Statement(ctx, cardRef, month)
	if err == nil {
		if err = s.statement("Statement", one); err == nil && one.Month != month {
			err = nonsense("Statement", "month")
		}
	}
	if err != nil {
		return Statement{}, err
	}
	return one, nil
}

func (s Strict) statement(call string, one Statement) error {
	days := real(one.From) && real(one.To) && real(one.CashFrom) && real(one.CashTo) && real(one.Debit) &&
		!one.To.Before(one.From) && !one.CashTo.Before(one.CashFrom) && one.To.Before(one.Debit) && one.CashTo.Before(one.Debit)
	failed := one.State == Retrying || one.State == Overdue
	switch {
	case !s.month(one.Month), !days, japan.MonthOf(one.Debit) != one.Month:
		return nonsense(call, "date")
	case !slices.Contains([]State{Open, Closed, Fixed, Retrying, Overdue, Paid}, one.State):
		return nonsense(call, "state")
	case one.PaidOn.IsZero() != (one.State != Paid), one.State == Retrying && one.RetryOn.IsZero(),
		!one.PaidOn.IsZero() && (!real(one.PaidOn) || one.PaidOn.Before(one.To)),
		!one.RetryOn.IsZero() && (!real(one.RetryOn) || !one.Debit.Before(one.RetryOn) || !failed && one.State != Paid):
		return nonsense(call, "payment")
	case tooMuch(one.Shopping, one.Revolving, one.Cash, one.Fees, one.Interest, one.Total, one.RevolvingRest, one.LateCharge), one.LateCharge < 0:
		return nonsense(call, "amount")
	case one.Total != one.Shopping+one.Revolving+one.Cash+one.Fees+one.Interest:
		return nonsense(call, "total")
	case one.Uses < 0, one.Uses > maxEntries, one.Uses == 0 && one.Total != 0:
		return nonsense(call, "number of uses")
	case !masked(one.Bank):
		return nonsense(call, "bank account")
	case !one.LateChargeDebited.IsZero() && !one.Month.Before(one.LateChargeDebited):
		return nonsense(call, "late charge")
	}
	return nil
}

// Uses answers only uses that a list can show, the newest first. A page of no size is one of MaxPage.
func (s Strict) Uses(ctx context.Context, cardRef string, of UsesOf) (Uses, error) {
	of.Max = size(of.Page)
	us, err := s.Issuer.Uses(ctx, cardRef, of)
	if err != nil {
		return Uses{}, err
	}
	if len(us.Uses) > of.Max || !next(us.Next, of.Page, len(us.Uses)) {
		return Uses{}, nonsense("Uses", "page")
	}
	seen := map[string]bool{}
	for n, u := range us.Uses {
		if err := s.use("Uses", u); err != nil {
			return Uses{}, err
		}
		switch {
		case seen[u.Ref]:
			return Uses{}, nonsense("Uses", "ref")
		case n > 0 && us.Uses[n-1].Date.Before(u.Date):
			return Uses{}, nonsense("Uses", "order")
		case of.Month.IsZero() && (u.Payment != 0 || u.Charged != 0 || u.Fee != 0 || u.Kind == Repayment):
			return Uses{}, nonsense("Uses", "an entry of a statement")
		case of.Unpaid && u.Left == 0:
			return Uses{}, nonsense("Uses", "what is paid")
		}
		seen[u.Ref] = true
	}
	return us, nil
}

func (s Strict) use(call string, u Use) error {
	today := japan.DateOf(s.Now())
	part := func(of int) bool { return of == 0 || of > 0 == (u.Amount > 0) && abs(of) <= abs(u.Amount) }
	switch {
	case !ref(u.Ref), !ref(u.CardRef):
		return nonsense(call, "ref of a use")
	case !slices.Contains([]Kind{Purchase, Refund, Chargeback, Cash, AnnualFee, PaperFee, PointsUsed, LateCharge, Repayment}, u.Kind):
		return nonsense(call, "kind of a use")
	case !slices.Contains([]string{Once, Twice, Bonus, Instalments, Revolving}, u.Way):
		return nonsense(call, "way of a use")
	case !slices.Contains(Categories, u.Category):
		return nonsense(call, "category of a use")
	case !words(u.Merchant), tooMuch(u.Amount), !real(u.Date), u.Date.Year < today.Year-longAgo, u.Date.Year > today.Year+1:
		return nonsense(call, "use")
	case u.Payments < 0, u.Payments > maxPayments, (u.Payments == 0) != (u.Way == Revolving), u.First.IsZero(), u.First.Year < today.Year-longAgo, u.First.Year > today.Year+2:
		return nonsense(call, "payments of a use")
	case u.Payment < 0, u.Payment > max(u.Payments, 1), !part(u.Left), !part(u.Charged), tooMuch(u.Fee):
		return nonsense(call, "payment of a use")
	}
	return foreign(call, u)
}

func foreign(call string, u Use) error {
	f := u.Foreign
	if f.Currency == "" {
		if f != (Foreign{}) {
			return nonsense(call, "currency of a use")
		}
		return nil
	}
	if !currency.MatchString(f.Currency) || f.Decimals < 0 || f.Decimals > 4 || f.Rate <= 0 || f.Rate > maxRate || !real(f.RateOn) ||
		f.Units == 0 || f.Units > 0 != (u.Amount > 0) || tooMuch(f.Units, f.Fee) || f.Units > (1<<62)/f.Rate || f.Units < -(1<<62)/f.Rate {
		return nonsense(call, "currency of a use")
	}
	whole := 10_000
	for range f.Decimals {
		whole *= 10
	}
	if abs(f.Units*f.Rate/whole+f.Fee-u.Amount) > 1 { // issuers round in ways of their own
		return nonsense(call, "rate of a use")
	}
	return nil
}

func abs(n int) int { return max(n, -n) }

// Limits answers only lines that nest and come back whole.
func (s Strict) Limits(ctx context.Context, cardRef string) (Limits, error) {
	l, err := s.Issuer.Limits(ctx, cardRef)
	if err == nil {
		err = s.limits(l)
	}
	if err != nil {
		return Limits{}, err
	}
	return l, nil
}

func (s Strict) limits(l Limits) error {
	line := func(l Limit) money.Line { return money.Line{Limit: l.Limit, Used: l.Used} }
	total := line(l.Total)
	for _, of := range []Limit{l.Total, l.Credit, l.Cash} {
		switch {
		case of.Limit < 0, tooMuch(of.Limit, of.Used, of.Available), of.Limit > l.Total.Limit:
			return nonsense("Limits", "amount")
		case of.Available != money.Available(line(of), total):
			return nonsense("Limits", "available")
		}
	}
	if len(l.Returns) > maxReturns {
		return nonsense("Limits", "length")
	}
	sum, year := Return{}, japan.DateOf(s.Now()).Year
	for n, r := range l.Returns {
		if !real(r.On) || r.On.Year < year-1 || r.On.Year > year+longAgo || n > 0 && r.On.Before(l.Returns[n-1].On) || tooMuch(r.Total, r.Credit, r.Cash) {
			return nonsense("Limits", "return")
		}
		sum.Total, sum.Credit, sum.Cash = sum.Total+r.Total, sum.Credit+r.Credit, sum.Cash+r.Cash
	}
	if sum != (Return{Total: l.Total.Used, Credit: l.Credit.Used, Cash: l.Cash.Used}) {
		return nonsense("Limits", "sum of the returns")
	}
	return nil
}

// Points answers only lots that add up.
func (s Strict) Points(ctx context.Context, cardRef string) (Points, error) {
	p, err := s.Issuer.Points(ctx, cardRef)
	if err != nil {
		return Points{}, err
	}
	if len(p.Lots) > maxLots || p.Expiring < 0 || p.Expiring > p.Total || tooMuch(p.Total) || p.ExpireOn.IsZero() != (p.Expiring == 0) ||
		!p.ExpireOn.IsZero() && !real(p.ExpireOn) {
		return Points{}, nonsense("Points", "sum")
	}
	sum := 0
	for n, lot := range p.Lots {
		if lot.Points < 0 || tooMuch(lot.Points) || !s.month(lot.Month) || !real(lot.ExpireOn) || n > 0 && lot.Month.Before(p.Lots[n-1].Month) {
			return Points{}, nonsense("Points", "lot")
		}
		sum += lot.Points
	}
	if sum != p.Total {
		return Points{}, nonsense("Points", "sum of the lots")
	}
	return p, nil
}

// month says whether a statement can be of that month.
func (s Strict) month(m japan.Month) bool {
	year := japan.DateOf(s.Now()).Year
	return m.Month >= 1 && m.Month <= 12 && m.Year >= year-longAgo && m.Year <= year+2
}

// masked is a bank account that a screen may show; none at all is one.
func masked(bank string) bool { return bank == "" || words(bank) && !unmasked.MatchString(bank) }
