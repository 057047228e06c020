package sandbox

import (
	"slices"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// The lives fit their limits as they began. Since then a limit was lowered, cash was borrowed, more was bought: a machine gives cash only as far
// as there is some of the cash limit, and of the whole that encloses it. What it gave or refused once stays so for ever: it goes by what
// was known at the end of the day, however late somebody asks.

// narrowed is the day of the first thing that can leave less than a life needs; zero: there is none.
func (f *facts) narrowed() (first japan.Date) {
	on := func(day japan.Date) {
		if first.IsZero() || day.Before(first) {
			first = day
		}
	}
	for _, l := range f.limits {
		on(l.on)
	}
	for _, p := range f.paid {
		on(japan.DateOf(p.at))
	}
	for n := range f.happened {
		on(f.happened[n].Date)
	}
	for _, day := range f.failed {
		on(day)
	}
	return first
}

// within takes out of the life what no machine gave.
func (b *book) within(begun terms) {
	first := b.facts.narrowed()
	if first.IsZero() {
		return
	}
	refused := false
	for n := range b.uses {
		if u := &b.uses[n]; u.Kind == issuer.Cash && u.n < orderedCash && !u.Date.Before(first) && !b.gives(u, begun) {
			u.Amount, refused = 0, true // counts for nothing in what comes after it
		}
	}
	if refused {
		b.uses = slices.DeleteFunc(b.uses, func(u use) bool { return u.Kind == issuer.Cash && u.Amount == 0 })
	}
}

// gives says whether there was enough left of the limits for an advance, at any moment of its day.
func (b *book) gives(u *use, begun terms) bool {
	total, cash, dear := b.usedOn(u.Date)
	for _, of := range b.facts.during(begun, u.Date) {
		if cash > of.loan || total > of.limit {
			return false
		}
	}
	return !dear || cash < lowerFrom // see withinCeiling
}

// usedOn is the principal that was not paid on a day, everything of that day among it: in all, and in cash. dear says that some of the cash
// costs the higher rate.
func (b *book) usedOn(day japan.Date) (total, cash int, dear bool) {
	type owed struct {
		all, cash, revolving int
		dear                 bool
	}
	on := map[japan.Month]*owed{}
	at := func(m japan.Month) *owed {
		if on[m] == nil {
			on[m] = &owed{}
		}
		return on[m]
	}
	for n := range b.uses {
		u := &b.uses[n]
		if day.Before(u.Date) {
			continue
		}
		_, joins := u.joins()
		total += joins
		u.each(func(m japan.Month, _, amount, _ int) {
			o := at(m)
			if o.all += amount; u.Kind == issuer.Cash && amount > 0 {
				o.cash, o.dear = o.cash+amount, o.dear || u.rate > cashLower
			}
		})
	}
	for _, r := range b.revolve {
		at(r.month).revolving += r.principal
	}
	for m, o := range on {
		if comes, _ := b.comes(m, o.all+o.revolving, day); money.BucketOf(m, comes, day) == money.Paid {
			total -= o.revolving
		} else {
			total, cash, dear = total+o.all, cash+o.cash, dear || o.dear
		}
	}
	return total, cash, dear
}
