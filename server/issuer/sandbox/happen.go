package sandbox

import (
	"context"
	"slices"

	"netanswer/server/issuer"
	"netanswer/shared/money"
)

// firstMade is the place in its day of the first use that was made to happen: after all of a life.
const firstMade = 200_000

// Happenings are what can be made to happen, in development.
var Happenings = []issuer.EventKind{issuer.CardUsed, issuer.AmountFixed, issuer.DebitFailed, issuer.CardCancelled, issuer.CardReissued, issuer.HolderDeceased}

// Happen makes something happen to a card, as if it had at the issuer. Amount is of a use, in yen, shop where. It is there at once, in the
// feed as in what is answered about the card. ErrNotOffered when it cannot happen: a use of a locked card, of more than is left of the limit,
// a debit where nothing was ever debited.
func (i *Issuer) Happen(ctx context.Context, cardRef string, kind issuer.EventKind, shop string, amount int) error {
	h, err := i.find(ctx, cardRef)
	if err != nil {
		return err
	}
	today := i.today()
	return i.happen(h.account, h.seat, func(h holding, _ []taken) (*happening, error) {
		b, happened := i.bookOf(h.at(0), today), &happening{Kind: kind}
		if h.over() {
			return nil, issuer.ErrNotOffered
		}
		switch kind {
		case issuer.CardUsed:
			l := h.card().lock(today)
			u := event(today, issuer.Purchase, shop, "other", amount)
			if h.dead() || l.All || l.Online && online(&u) || amount <= 0 || amount > b.limits().Total.Available || !said(shop, 60) {
				return nil, issuer.ErrNotOffered
			}
			u.n = firstMade + len(h.facts.happened)
			happened.Key, happened.Words, happened.Amount = refOf(&u), shop, amount
		case issuer.AmountFixed, issuer.DebitFailed:
			m := b.open.Add(-1)
			if kind == issuer.DebitFailed && !money.DebitDay(m).Before(today) {
				m = m.Add(-1) // the last one that was debited
			}
			s := b.sums[m]
			if h.family || s == nil || s.Total <= 0 {
				return nil, issuer.ErrNotOffered
			}
			happened.Month, happened.Amount = m, s.Total
		case issuer.CardCancelled:
			if h.dead() {
				return nil, issuer.ErrNotOffered
			}
		case issuer.CardReissued:
			if _, more := h.carried().next(); !more {
				return nil, issuer.ErrNotOffered
			}
		case issuer.HolderDeceased:
		default:
			return nil, issuer.ErrNotOffered
		}
		return happened, nil
	})
}

// DemoRef is the reference to a demo card, by its case: to the one that the case shows, or to that of a family member from 1 on.
func (i *Issuer) DemoRef(slug string, family int) (ref string, ok bool) {
	n := slices.IndexFunc(cases, func(c demoCase) bool { return c.slug == slug })
	if n < 0 || family < 0 || family >= seats {
		return "", false
	}
	if family == 0 {
		family = cases[n].card.seat()
	}
	return i.refs.make(refOfSeat[family], uint64(n)), true
}

// Posted are the cards that came by post since: reissued ones and those of family members who were added, as they are printed.
func (i *Issuer) Posted() []DemoCard {
	cards := []DemoCard{}
	for _, account := range i.stirred() {
		for s := range seats {
			h := i.holdingAt(account, s, i.clock())
			c := h.card()
			if !h.taken(s) || c.renumbered == 0 && c.added == nil {
				continue
			}
			d := i.demo(account, h.carried())
			d.Shows = "新しい番号で届いたカード"
			if c.renumbered == 0 {
				d.Shows = "追加された家族カード"
			}
			if account < uint64(len(cases)) {
				d.Case = cases[account].slug
			}
			cards = append(cards, d)
		}
	}
	return cards
}
