package account

import (
	"context"
	"errors"
	"sync"
	"time"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/shared/form"
	"netanswer/shared/ledger"
	"netanswer/shared/wire"
)

// Statements are the months of a card or, when in asks for something, what of all their entries fits: page of it, from 1; beyond
// the last the nearest is answered. in has passed its Check.
func (s *Service) Statements(ctx context.Context, r Reader, in form.Search, page int) (wire.Statements, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout) // of all months together: somebody waits
	defer cancel()
	months, seen, err := s.months(ctx, r)
	if err != nil {
		return wire.Statements{}, err
	}
	cards, told, err := s.cards(ctx, r)
	if err != nil {
		return wire.Statements{}, err
	}
	seen = earlier(seen, told)
	v := wire.Statements{AsOf: asOf(seen)}
	if len(cards) > 1 {
		v.Cards = searchCards(cards)
	}
	if !in.Asks() {
		for _, of := range months {
			v.Months = append(v.Months, monthLine(of))
		}
		return v, nil
	}
	found, told, err := s.search(ctx, r, months, cards, ledger.NewFilter(in, searchCards(cards)))
	if err != nil {
		return wire.Statements{}, err
	}
	v.AsOf = asOf(earlier(seen, told))
	v.Found = ledger.Found(found, page)
	return v, nil
}

func searchCards(cards []issuer.Card) []wire.SearchCard {
	out := make([]wire.SearchCard, len(cards))
	for i, c := range cards {
		out[i] = wire.SearchCard{Last4: c.Last4, Family: c.Family}
	}
	return out
}

// search is what of each month's entries the filter takes, in the order of months, and when the oldest of the answers was given.
func (s *Service) search(ctx context.Context, r Reader, months []issuer.Statement, cards []issuer.Card, f *ledger.Filter) (found []ledger.Month, oldest time.Time, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	found = make([]ledger.Month, len(months))
	places := make(chan struct{}, atOnce)
	var mu sync.Mutex // of what follows, and of the filter
	var work sync.WaitGroup
	for i, of := range months {
		work.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			uses, seen, e := s.entries(ctx, r, of)
			mu.Lock()
			defer mu.Unlock()
			if gone(e) { // the issuer keeps so many months, and this one went meanwhile
				return
			}
			if e != nil {
				if err == nil {
					err = e
				}
				cancel()
				return
			}
			oldest = earlier(oldest, seen)
			found[i] = ledger.Month{MonthLine: monthLine(of), Uses: f.Take(wireUsesOf(uses, cards))}
		})
	}
	work.Wait()
	return found, oldest, err
}

// gone says that a month has no statement any more.
func gone(err error) bool {
	var f *fault.Error
	return errors.As(err, &f) && f.Code == wire.NotFound
}
