package issuer

import (
	"context"
	"slices"
	"strings"
	"time"

	"netanswer/shared/japan"
)

// The most that an offer can hold.
const (
	leastPayments = 3
	mostPayments  = 600
	maxSteps      = 50
	maxChoices    = 60
	maxFamily     = 20
	mostDays      = 366       // of a temporary limit
	maxFee        = 1_000_000 // yen for 10,000
)

var purposes = []string{"travel", "wedding", "moving", "medical", "purchase", "other"}

// PaymentOffers answers only uses that can be changed, the soonest cut-off first, on terms that can be reckoned with.
func (s Strict) PaymentOffers(ctx context.Context, cardRef string) (PaymentOffers, error) {
	o, err := s.Issuer.PaymentOffers(ctx, cardRef)
	if err == nil {
		err = s.paymentOffers(o)
	}
	if err != nil {
		return PaymentOffers{}, err
	}
	return o, nil
}

func (s Strict) paymentOffers(o PaymentOffers) error {
	const call = "PaymentOffers"
	if err := firstOf(terms(call, o.Revolving, len(o.Revolving.Steps) > 0), terms(call, o.Instalments, len(o.Instalments.Choices) > 0)); err != nil {
		return err
	}
	sooner := o.Balance > 0
	seen, until := map[string]bool{}, time.Time{}
	for _, of := range o.Uses {
		if err := s.use(call, of.Use); err != nil {
			return err
		}
		sooner = sooner || of.Whole
		switch {
		case seen[of.Use.Ref]:
			return nonsense(call, "ref")
		case of.Use.Payment != 0, of.Use.Charged != 0, of.Use.Fee != 0, of.Use.Kind == Repayment, of.Use.Left <= 0:
			return nonsense(call, "a use that is not to be paid")
		case !of.Revolving && !of.Instalments && !of.Whole:
			return nonsense(call, "a use that cannot be changed")
		case of.Revolving && len(o.Revolving.Steps) == 0, of.Instalments && len(o.Instalments.Choices) == 0:
			return nonsense(call, "no terms")
		case of.Whole && of.Use.Way != Instalments, of.Instalments && of.Use.Way == Instalments, of.Revolving && of.Use.Way == Revolving:
			return nonsense(call, "the way of a use")
		case !s.still(of.Until), of.Until.Before(until):
			return nonsense(call, "cut-off")
		}
		seen[of.Use.Ref], until = true, of.Until
	}
	switch {
	case len(o.Uses) > MaxPage:
		return nonsense(call, "length")
	case !slices.Contains([]string{"", "arrears", "family", "not_agreed"}, o.Why), o.Why != "" && (len(o.Uses) > 0 || o.Balance > 0):
		return nonsense(call, "why")
	case !sum(o.Balance), o.Balance > 0 && len(o.Revolving.Steps) == 0:
		return nonsense(call, "balance")
	case sooner && (!s.still(o.PrepayBy) || !s.month(o.PrepayMonth)), o.PrepayBy.IsZero() != o.PrepayMonth.IsZero():
		return nonsense(call, "debit that takes a prepayment")
	}
	return nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// still is a cut-off that lies ahead, but for what the clocks differ by.
func (s Strict) still(t time.Time) bool {
	now := s.Now()
	return !t.Before(now.Add(-clocks)) && t.Year() <= now.Year()+longAgo
}

// terms checks those of a way of paying later. What is not offered has none at all.
func terms(call string, t Terms, offered bool) error {
	switch {
	case !offered && t.Version == "":
		if t.Rate != 0 || t.Least != 0 || len(t.Steps) > 0 || len(t.Choices) > 0 {
			return nonsense(call, "terms without a version")
		}
		return nil
	case !ref(t.Version):
		return nonsense(call, "version of the terms")
	case t.Rate < 0, t.Rate > maxHundreds, !sum(t.Least):
		return nonsense(call, "terms")
	case len(t.Steps) > maxSteps, len(t.Choices) > maxChoices:
		return nonsense(call, "length of the terms")
	}
	for n, step := range t.Steps {
		last := n == len(t.Steps)-1
		if !sum(step.UpTo) || (step.UpTo == 0) != last || step.Pay <= 0 || !sum(step.Pay) ||
			n > 0 && (!last && step.UpTo <= t.Steps[n-1].UpTo || step.Pay < t.Steps[n-1].Pay) {
			return nonsense(call, "steps of the terms")
		}
	}
	for n, c := range t.Choices {
		if c.Payments < leastPayments || c.Payments > mostPayments || c.Fee < 0 || c.Fee > maxFee || c.Rate < 0 || c.Rate > maxHundreds ||
			n > 0 && c.Payments <= t.Choices[n-1].Payments {
			return nonsense(call, "choices of the terms")
		}
	}
	return nil
}

// CashOffer answers only an advance that can be ordered in its steps, or why there is none.
func (s Strict) CashOffer(ctx context.Context, cardRef string) (CashOffer, error) {
	o, err := s.Issuer.CashOffer(ctx, cardRef)
	if err == nil {
		err = s.cashOffer(o)
	}
	if err != nil {
		return CashOffer{}, err
	}
	return o, nil
}

func (s Strict) cashOffer(o CashOffer) error {
	const call = "CashOffer"
	offered := o.Why == ""
	switch {
	case !slices.Contains([]string{"", "minor", "student", "arrears", "limit", "family", "not_agreed", "locked"}, o.Why):
		return nonsense(call, "why")
	case !sum(o.Least), !sum(o.Most), !sum(o.Step), !sum(o.Limit), !sum(o.MostLimit), !sum(o.LimitStep), !sum(o.ProofAbove), !sum(o.ProofWith), o.IncomePart < 0, o.IncomePart > 100:
		return nonsense(call, "amount")
	case offered && (o.Least <= 0 || o.Step <= 0 || o.Most < o.Least || o.Most > o.Limit):
		return nonsense(call, "steps")
	case o.MostLimit != 0 && (o.MostLimit <= o.Limit || o.LimitStep == 0):
		return nonsense(call, "limit to apply for")
	case !masked(o.Bank), offered && o.Bank == "":
		return nonsense(call, "bank account")
	case offered && (!s.near(o.Arrives) || o.Arrives.Before(japan.DateOf(s.Now())) || !s.still(o.Until)):
		return nonsense(call, "day")
	case !offered && (!o.Arrives.IsZero() && !s.near(o.Arrives)):
		return nonsense(call, "day")
	}
	return firstOf(terms(call, o.Once, offered), terms(call, o.Revolving, o.Revolving.Rate != 0))
}

// LimitOffer answers only limits that can be asked for, or why none can.
func (s Strict) LimitOffer(ctx context.Context, cardRef string) (LimitOffer, error) {
	o, err := s.Issuer.LimitOffer(ctx, cardRef)
	if err == nil {
		err = s.limitOffer(o)
	}
	if err != nil {
		return LimitOffer{}, err
	}
	return o, nil
}

func (s Strict) limitOffer(o LimitOffer) error {
	const call = "LimitOffer"
	seen := map[string]bool{}
	for _, p := range o.Purposes {
		if !slices.Contains(purposes, p) || seen[p] {
			return nonsense(call, "purposes")
		}
		seen[p] = true
	}
	switch {
	case !slices.Contains([]string{"", "arrears", "family", "recent", "pending"}, o.Why):
		return nonsense(call, "why")
	case (o.Why == "pending") != (o.Pending != ""), o.Pending != "" && !ValidKey(o.Pending):
		return nonsense(call, "application under way")
	case !sum(o.Limit), !sum(o.Temporary), !sum(o.Lasting), !sum(o.Step), !sum(o.ProofAbove), !sum(o.LeastLimit), o.Ahead < 0, o.Ahead > mostDays, o.LeastLimit > o.Limit:
		return nonsense(call, "amount")
	case o.Temporary != 0 && (o.Temporary <= o.Limit || o.LongestDays < 1 || o.LongestDays > mostDays || len(o.Purposes) == 0), o.LongestDays < 0:
		return nonsense(call, "temporary limit")
	case o.Lasting != 0 && o.Lasting <= o.Limit, (o.Temporary != 0 || o.Lasting != 0) && o.Step == 0:
		return nonsense(call, "lasting limit")
	case !o.Until.IsZero() && !s.near(o.Until):
		return nonsense(call, "day")
	}
	return nil
}

// Services answers only facts that a screen can show.
func (s Strict) Services(ctx context.Context, cardRef string) (Services, error) {
	v, err := s.Issuer.Services(ctx, cardRef)
	if err == nil {
		err = s.services(v)
	}
	if err != nil {
		return Services{}, err
	}
	return v, nil
}

func (s Strict) services(v Services) error {
	const call = "Services"
	seen := map[OrderKind]bool{}
	for _, k := range v.Orders {
		if !slices.Contains(OrderKinds, k) || seen[k] {
			return nonsense(call, "orders")
		}
		seen[k] = true
	}
	for _, m := range v.Families {
		if !words(m.Name) || m.Last4 != "" && !four.MatchString(m.Last4) || !state(m.State) {
			return nonsense(call, "family card")
		}
	}
	switch {
	case !v.Lock.valid():
		return nonsense(call, "lock")
	case !slices.Contains([]OrderState{"", Received, Shipped}, v.NewCard), v.NewCard == "" && !v.NewCardBy.IsZero(), !v.NewCardBy.IsZero() && !s.near(v.NewCardBy):
		return nonsense(call, "new card")
	case v.Address != "" && !(words(v.Address) && strings.Contains(v.Address, "*")):
		return nonsense(call, "address")
	case !sum(v.PaperFee), !v.PaperFrom.IsZero() && !s.month(v.PaperFrom):
		return nonsense(call, "paper")
	case !masked(v.Bank):
		return nonsense(call, "bank account")
	case v.MostFamily < 0, v.MostFamily > maxFamily, len(v.Families) > v.MostFamily:
		return nonsense(call, "length")
	case v.ETC != "" && !state(v.ETC):
		return nonsense(call, "ETC card")
	case !slices.Contains([]OrderState{"", Received, Shipped}, v.PIN), v.PIN == "" && !v.PINOn.IsZero(), !v.PINOn.IsZero() && (!s.near(v.PINOn) || japan.DateOf(s.Now().Add(clocks)).Before(v.PINOn)):
		return nonsense(call, "PIN")
	case !sum(v.Points), !sum(v.PointsOn), v.PointStep < 0, v.PointYen < 0, tooMuch(v.PointStep, v.PointYen), v.Points > 0 && (v.PointStep == 0 || v.PointYen == 0):
		return nonsense(call, "points")
	case !slices.Contains([]string{"", "balance", "family"}, v.Closing.Why), !sum(v.Closing.Owed), !sum(v.Closing.Points), !v.Closing.Last.IsZero() && !s.month(v.Closing.Last):
		return nonsense(call, "closing")
	}
	return nil
}
