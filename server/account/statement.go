package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/kana"
	"netanswer/shared/ledger"
	"netanswer/shared/money"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Part is which part of a statement is asked for.
type Part struct {
	Page int  // from 1; beyond the last one the nearest is answered
	All  bool // the whole, to be printed
}

// Month is a statement as its screen shows it. fault NotFound for a month that has none; a card that was never used has an
// empty one in the month that takes in what is used today.
func (s *Service) Month(ctx context.Context, r Reader, m japan.Month, today japan.Date, part Part) (wire.Statement, error) {
	months, seen, err := s.months(ctx, r)
	if err != nil {
		return wire.Statement{}, err
	}
	cards, told, err := s.cards(ctx, r)
	if err != nil {
		return wire.Statement{}, err
	}
	seen = earlier(seen, told)
	var of issuer.Statement
	var uses []issuer.Use
	if len(months) == 0 && m == money.OpenMonth(today) {
		of = issuer.Statement{Month: m, State: issuer.Open, Debit: money.DebitDay(m)}
		of.From, of.To = money.ShoppingCycle(m)
	} else if of, uses, told, err = s.sheet(ctx, r, m); err != nil {
		return wire.Statement{}, err
	}
	seen = earlier(seen, told)
	v := wire.Statement{
		MonthLine: monthLine(of), AsOf: asOf(seen), Account: of.Bank, From: of.From, To: of.To, PaidOn: of.PaidOn,
		RetryOn: of.RetryOn, RetryTentative: of.RetryTentative, LateCharge: of.LateCharge, LateChargeDebited: of.LateChargeDebited,
		Shopping: of.Shopping, Revolving: of.Revolving, RevolvingRest: of.RevolvingRest, Cash: of.Cash, Charges: of.Fees, Interest: of.Interest,
	}
	for _, one := range months {
		v.Months = append(v.Months, monthLine(one))
	}
	if len(months) == 0 {
		v.Months = []wire.MonthLine{v.MonthLine}
	}
	for _, c := range cards {
		if c.Mine {
			v.Holder, v.Last4 = c.Holder, c.Last4
			v.Change = !c.Family && of.Total > 0 && v.AsOf == "" && (of.State == issuer.Open || of.State == issuer.Closed)
		}
	}
	paged(&v, uses, cards, part)
	return v, nil
}

// paged fills in the uses of a part. What is no use but a fee has no line among the uses: it is one of the fees, as those of
// instalments are, which have a line in both. The lines of fees come after the last use.
func paged(v *wire.Statement, uses []issuer.Use, cards []issuer.Card, part Part) {
	var lines, fees []issuer.Use
	for _, u := range uses {
		if u.Kind != issuer.AnnualFee && u.Kind != issuer.PaperFee && u.Kind != issuer.LateCharge {
			lines = append(lines, u)
		}
		if u.Fee != 0 {
			fees = append(fees, u)
		}
	}
	v.Count, v.Page, v.Pages, v.First, v.All = len(lines), 1, 1, 1, true
	v.Uses, v.Fees = wireUsesOf(lines, cards), wireUsesOf(fees, cards)
	if !part.All {
		*v = ledger.Cut(*v, part.Page)
	}
}

// sheet is month, sure to add up: between two answers of the card system a shop may have sent something in.
func (s *Service) sheet(ctx context.Context, r Reader, m japan.Month) (of issuer.Statement, uses []issuer.Use, seen time.Time, err error) {
	for range 2 {
		if of, uses, seen, err = s.month(ctx, r, m); err != nil {
			return issuer.Statement{}, nil, time.Time{}, err
		}
		principal, fees := 0, 0
		for _, u := range uses {
			principal, fees = principal+u.Charged, fees+u.Fee
		}
		if principal == of.Shopping+of.Revolving+of.Cash && fees == of.Fees+of.Interest && principal+fees == of.Total {
			return of, uses, seen, nil
		}
		err = fmt.Errorf("account: the uses of %s add up to %d and %d, not to the statement's %d", m, principal, fees, of.Total)
	}
	return issuer.Statement{}, nil, time.Time{}, away(err)
}

// Use is one line of a statement in detail. fault NotFound for a month that has no statement and for a line that is not on
// it, whether it is nobody's or somebody else's.
func (s *Service) Use(ctx context.Context, r Reader, m japan.Month, ref string) (wire.UseDetail, error) {
	of, uses, seen, err := s.month(ctx, r, m)
	if err != nil {
		return wire.UseDetail{}, err
	}
	for _, u := range uses {
		if u.Ref != ref {
			continue
		}
		cards, told, err := s.cards(ctx, r)
		if err != nil {
			return wire.UseDetail{}, err
		}
		d := wire.UseDetail{Use: wireUsesOf([]issuer.Use{u}, cards)[0], AsOf: asOf(earlier(seen, told)), Month: monthLine(of), Begins: u.First, Left: u.Left}
		for _, c := range cards {
			if c.CardRef == u.CardRef {
				d.Card, d.Holder = c.Last4, c.Holder
			}
		}
		if f := u.Foreign; f.Currency != "" {
			d.Foreign = &wire.Foreign{Currency: f.Currency, Units: f.Units, Decimals: f.Decimals, Rate: f.Rate, RateOn: f.RateOn, Fee: f.Fee}
		}
		return d, nil
	}
	return wire.UseDetail{}, fault.New(wire.NotFound, text.NotFound).Because(errNoUse)
}

var errNoUse = errors.New("account: no such use on the statement")

// earlier is the time of an answer that is made of two; zero is now.
func earlier(a, b time.Time) time.Time {
	if b.IsZero() || !a.IsZero() && a.Before(b) {
		return a
	}
	return b
}

func monthLine(of issuer.Statement) wire.MonthLine {
	return wire.MonthLine{Month: of.Month, Debit: of.Debit, State: wire.StatementState(of.State), Total: of.Total}
}

// wireUsesOf is wireUses for who may see these cards: where they are several, each use names its own. Who sees one card alone
// is themselves who used it.
func wireUsesOf(uses []issuer.Use, cards []issuer.Card) []wire.Use {
	out := wireUses(uses)
	for i, u := range uses {
		if len(cards) == 1 {
			out[i].Family = false
			continue
		}
		for _, c := range cards {
			if c.CardRef == u.CardRef {
				out[i].Last4 = c.Last4
			}
		}
	}
	return out
}

// wireUses are uses as a list shows them.
func wireUses(uses []issuer.Use) []wire.Use {
	out := make([]wire.Use, len(uses))
	for i, u := range uses {
		out[i] = wire.Use{
			Ref: u.Ref, Date: u.Date, Merchant: kana.Wide(u.Merchant), Amount: u.Amount, Family: u.Family, Kind: string(u.Kind), Way: u.Way,
			Currency: u.Foreign.Currency, Payment: u.Payment, Charged: u.Charged, Fee: u.Fee,
		}
		if u.Payments > 1 {
			out[i].Payments = u.Payments
		}
	}
	return out
}
