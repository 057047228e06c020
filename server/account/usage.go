package account

import (
	"context"
	"slices"
	"sync"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

// usageMonths is how many months /usage shows, and atOnce for how many of them the card system is asked at a time.
const (
	usageMonths = 12
	atOnce      = 4
)

// Usage is what is debited for uses in twelve months up to the newest statement, or to today's month where that is later. A use
// counts in the month in which it is debited, in parts when it is paid in parts: so each month is the statement that the member
// gets, without its fees and interest. A month that is none of the twelve chooses the newest that takes in nothing more.
func (s *Service) Usage(ctx context.Context, r Reader, by wire.UsageBy, chosen japan.Month, today japan.Date) (wire.Usage, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout) // for all of it
	defer cancel()
	list, seen, err := s.months(ctx, r)
	if err != nil {
		return wire.Usage{}, err
	}
	last := japan.MonthOf(today)
	if len(list) > 0 && last.Before(list[0].Month) {
		last = list[0].Month
	}
	first := last.Add(1 - usageMonths)
	u := wire.Usage{By: by, Months: make([]wire.UsageMonth, usageMonths)}
	for n := range u.Months {
		u.Months[n].Month = first.Add(n)
	}
	shown := list[:0:0]
	for _, of := range list {
		u.Since = of.Month
		if of.Month == first.Add(-1) {
			u.Before = ofUses(of)
		}
		if n := of.Month.Sub(first); n >= 0 {
			shown = append(shown, of)
			m := &u.Months[n]
			m.State, m.To, m.Amount, m.Beside = wire.StatementState(of.State), of.To, ofUses(of), of.Fees+of.Interest
		}
	}
	all, err := s.entriesOf(ctx, r, shown, !seen.IsZero())
	if err != nil {
		return wire.Usage{}, err
	}
	u.AsOf = asOf(seen)
	cards, _, _ := s.cards(ctx, r) // without them the parts have no names: it is not worth failing for
	for _, c := range cards {
		u.Family = u.Family || c.Mine && c.Family
	}
	part, order := partsOf(by, cards)
	split(&u, first, shown, all, part, order)
	return u.Choose(chosen), nil
}

// ofUses is what a statement has of uses, its fees and interest apart.
func ofUses(of issuer.Statement) int { return of.Shopping + of.Revolving + of.Cash }

// entriesOf are the entries of statements, in their order. While the card system does not answer they are those that are kept, and
// nil where none are that make up the statement.
func (s *Service) entriesOf(ctx context.Context, r Reader, list []issuer.Statement, away bool) (all [][]issuer.Use, err error) {
	all = make([][]issuer.Use, len(list))
	if away {
		for n, of := range list {
			if w, _, ok := kept[whole](ctx, s.Kept, r, of.Month.String()); ok && ofUses(w.Of) == ofUses(of) {
				all[n] = w.Uses
			}
		}
		return all, nil
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var (
		busy   sync.WaitGroup
		mu     sync.Mutex
		places = make(chan struct{}, atOnce)
	)
	for n, of := range list {
		places <- struct{}{}
		busy.Go(func() {
			defer func() { <-places }()
			entries, seen, e := s.entries(ctx, r, of)
			if e == nil && (seen.IsZero() || charged(entries) == ofUses(of)) {
				all[n] = entries
			}
			if mu.Lock(); e != nil && err == nil {
				err = e
				cancel() // nobody waits for the others
			}
			mu.Unlock()
		})
	}
	busy.Wait()
	return all, err
}

func charged(entries []issuer.Use) (sum int) {
	for _, e := range entries {
		sum += e.Charged
	}
	return sum
}

// categories are the card system's, as /usage puts them together: as many as can be told apart at a glance.
var categories = map[string]string{
	"food": "food", "dining": "dining", "daily": "shopping", "fashion": "shopping", "home": "shopping", "utilities": "utilities", "telecom": "utilities",
	"transport": "transport", "travel": "transport", "health": "health", "leisure": "leisure", "cash": "cash",
}

func categoryOf(u issuer.Use) wire.UsagePart {
	if u.Kind == issuer.Repayment { // of uses of many categories, long ago
		return wire.UsagePart{Category: "revolving"}
	}
	if c, ok := categories[u.Category]; ok {
		return wire.UsagePart{Category: c}
	}
	return wire.UsagePart{Category: "other"}
}

// partsOf is how uses are put into parts, and the order of those.
func partsOf(by wire.UsageBy, cards []issuer.Card) (part func(issuer.Use) wire.UsagePart, order []wire.UsagePart) {
	if by == wire.ByCategory {
		for _, c := range wire.UsageCategories {
			order = append(order, wire.UsagePart{Category: c})
		}
		return categoryOf, order
	}
	of := map[string]wire.UsagePart{}
	for _, c := range cards {
		p := wire.UsagePart{Holder: c.Holder, Last4: c.Last4, Family: c.Family}
		if of[c.CardRef] = p; !slices.Contains(order, p) {
			order = append(order, p)
		}
	}
	return func(u issuer.Use) wire.UsagePart {
		if p, ok := of[u.CardRef]; ok {
			return p
		}
		return wire.UsagePart{Family: u.Family} // a card that is there no more
	}, append(order, wire.UsagePart{}, wire.UsagePart{Family: true})
}

// split fills in the parts of the months whose entries are known. Their amounts are then what the entries say, which may be
// newer than the list by a use.
func split(u *wire.Usage, first japan.Month, shown []issuer.Statement, all [][]issuer.Use, part func(issuer.Use) wire.UsagePart, order []wire.UsagePart) {
	sums, some := make([]map[wire.UsagePart]int, len(shown)), map[wire.UsagePart]bool{}
	for n, entries := range all {
		sums[n] = map[wire.UsagePart]int{}
		for _, e := range entries {
			sums[n][part(e)] += e.Charged
		}
		for p, sum := range sums[n] {
			some[p] = some[p] || sum != 0
		}
	}
	u.Parts = slices.DeleteFunc(order, func(p wire.UsagePart) bool { return !some[p] })
	for n, of := range shown {
		if all[n] == nil {
			continue
		}
		m := &u.Months[of.Month.Sub(first)]
		m.Amount, m.Beside, m.Parts = 0, 0, make([]int, len(u.Parts))
		for k, p := range u.Parts {
			m.Parts[k] = sums[n][p]
			m.Amount += sums[n][p]
		}
		for _, e := range all[n] {
			m.Beside += e.Fee
		}
	}
}
