package account

import (
	"context"
	"slices"
	"time"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/kana"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Limit is what may be used, as of now: it is never answered from what is kept. Each line is reckoned from what comes back
// when, of which the card system says that it adds up; the statements only give the lines their names. What has no name found
// still counts: it is a debit of its day.
func (s *Service) Limit(ctx context.Context, r Reader, now time.Time) (wire.Limit, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout) // for all of it
	defer cancel()
	away := func(err error) (wire.Limit, error) {
		return wire.Limit{}, fault.New(wire.Unavailable, text.LimitAway).After(30 * time.Second).Because(err)
	}
	limits, err := s.Issuer.Limits(ctx, r.CardRef)
	if err != nil {
		return away(err)
	}
	holder, err := s.Issuer.Holder(ctx, r.CardRef)
	if err != nil {
		return away(err)
	}
	list, seen, err := s.months(ctx, r)
	if err == nil && !seen.IsZero() { // of some time ago: no limit can be explained by it
		err = issuer.ErrUnavailable
	}
	if err != nil {
		return away(err)
	}
	unpaid := slices.DeleteFunc(slices.Clone(list), func(of issuer.Statement) bool { return of.State == issuer.Paid })
	slices.Reverse(unpaid) // the oldest first, as the returns
	near, rest := named(limits.Returns, unpaid, japan.DateOf(now))
	later := []wire.LimitTake{{Why: wire.TakeLater}}
	if len(rest) > 0 && !holder.Family { // who holds a family card sees no more than sums
		if later, err = s.later(ctx, r, unpaid); err != nil {
			return away(err)
		}
	}
	l := wire.Limit{
		At: now.In(japan.Zone).Format("2006-01-02 15:04"), Family: holder.Family,
		Shopping: reckon(limits, limits.Total, near, rest, later, func(r issuer.Return) int { return r.Total }),
		Credit:   reckon(limits, limits.Credit, near, rest, ofKind(later, false), func(r issuer.Return) int { return r.Credit }),
		Cash:     reckon(limits, limits.Cash, near, rest, ofKind(later, true), func(r issuer.Return) int { return r.Cash }),
		Returns:  returns(limits, near, rest),
	}
	for _, of := range unpaid {
		if again := of.State == issuer.Overdue; !holder.Family && (again || of.State == issuer.Retrying) {
			l.Failed = append(l.Failed, wire.LimitFailed{
				Debit: of.Debit, Total: of.Total, Blocks: ofUses(of), RetryOn: of.RetryOn, Tentative: of.RetryTentative, Again: again,
			})
		}
	}
	return l, nil
}

// debit is a return whose statement is known, or at least its day.
type debit struct {
	back issuer.Return
	take wire.LimitTake // without Amount
}

var takeOf = map[issuer.State]wire.LimitWhy{
	issuer.Overdue: wire.TakeOverdue, issuer.Retrying: wire.TakeRetrying, issuer.Closed: wire.TakeClosed, issuer.Fixed: wire.TakeFixed, issuer.Open: wire.TakeOpen,
}

// named finds the statement of each return, both the soonest first. Those after the last statement that there is are the rest.
func named(all []issuer.Return, unpaid []issuer.Statement, today japan.Date) (near []debit, rest []issuer.Return) {
	n := 0
	var last japan.Date
	upTo := func(k int) { // without a statement of the holder's own
		for ; n < k; n++ {
			near = append(near, debit{all[n], wire.LimitTake{Why: wire.TakeDebit, On: all[n].On, Tentative: all[n].Tentative}})
		}
	}
	for _, of := range unpaid {
		on := of.Debit
		switch of.State {
		case issuer.Retrying:
			on = of.RetryOn
		case issuer.Overdue:
			on = today // see issuer.Return
		}
		if last.Before(on) {
			last = on
		}
		k := n + slices.IndexFunc(all[n:], func(r issuer.Return) bool { return r.On == on })
		if k < n {
			continue // it takes nothing
		}
		upTo(k)
		t := wire.LimitTake{Why: takeOf[of.State], On: on, Tentative: all[k].Tentative}
		if of.State == issuer.Open {
			t.From = of.From
		}
		if all[k].Total == ofUses(of) { // and not the account's, of which a family card sees a part
			t.Beside = of.Fees + of.Interest
		}
		near = append(near, debit{all[k], t})
		n++
	}
	for n < len(all) && !last.Before(all[n].On) {
		upTo(n + 1)
	}
	return near, all[n:]
}

// reckon is the reckoning of a limit: what the debits to come take off it, and what is left of the total where that is less.
func reckon(all issuer.Limits, of issuer.Limit, near []debit, rest []issuer.Return, later []wire.LimitTake, part func(issuer.Return) int) wire.LimitLine {
	l := wire.LimitLine{Limit: of.Limit, Available: of.Available}
	if of.Limit == 0 && of.Used == 0 {
		return l
	}
	take := func(t wire.LimitTake, amount int) {
		if t.Amount = amount; amount != 0 {
			l.Takes = append(l.Takes, t)
		}
	}
	for _, d := range near {
		if part(d.back) != d.back.Total {
			d.take.Beside = 0 // of other uses as well
		}
		take(d.take, part(d.back))
	}
	sum := 0
	for _, r := range rest {
		sum += part(r)
	}
	known := 0
	for _, t := range later {
		known += t.Amount
	}
	if known != sum {
		later = []wire.LimitTake{{Why: wire.TakeLater, Amount: sum}}
	}
	for _, t := range later {
		take(t, t.Amount)
	}
	left, within := of.Limit-of.Used, all.Total.Limit-all.Total.Used
	if within < left {
		l.Within = true
		take(wire.LimitTake{Why: wire.TakeWithin}, left-within)
		left = within
	}
	if left < 0 {
		take(wire.LimitTake{Why: wire.TakeOver}, left)
	}
	return l
}

// later is what is paid on statements that are not there yet, by the way of paying, with the uses that it is the rest of.
func (s *Service) later(ctx context.Context, r Reader, unpaid []issuer.Statement) ([]wire.LimitTake, error) {
	entries, err := s.entriesOf(ctx, r, unpaid, false)
	if err != nil {
		return nil, err
	}
	uses, err := s.uses(ctx, r.CardRef, issuer.UsesOf{Unpaid: true}, 0)
	if err != nil {
		return nil, err
	}
	soon, paid := map[string]int{}, map[string]int{} // by use: what is on those statements, and which payment is the last there
	for _, of := range entries {
		for _, e := range of {
			soon[e.Ref] += e.Charged
			paid[e.Ref] = max(paid[e.Ref], e.Payment)
		}
	}
	takes := []wire.LimitTake{{Why: wire.TakeTwice}, {Why: wire.TakeBonus}, {Why: wire.TakeInstalments}, {Why: wire.TakeRevolving}, {Why: wire.TakeCash}}
	for _, u := range uses {
		amount := u.Left - soon[u.Ref]
		n := slices.IndexFunc(takes, func(t wire.LimitTake) bool {
			return u.Kind == issuer.Cash && t.Why == wire.TakeCash || u.Kind != issuer.Cash && string(t.Why) == u.Way
		})
		if n < 0 || amount == 0 {
			continue
		}
		t := &takes[n]
		t.Amount += amount
		i := wire.LimitItem{Date: u.Date, Merchant: kana.Wide(u.Merchant), Amount: amount}
		switch {
		case t.Why == wire.TakeRevolving: // is paid as one balance
			continue
		case u.Payments > 1:
			i.Payments = u.Payments - paid[u.Ref]
		default:
			i.Month = u.First
		}
		t.Items = append(t.Items, i)
	}
	for _, of := range unpaid { // a revolving use has no payments of its own
		takes[3].Amount -= of.Revolving
	}
	return takes, nil
}

// ofKind are the lines of cash advances, or those of payments in more than one.
func ofKind(takes []wire.LimitTake, cash bool) []wire.LimitTake {
	return slices.DeleteFunc(slices.Clone(takes), func(t wire.LimitTake) bool { return (t.Why == wire.TakeCash) != cash })
}

// returns are all that come back, the soonest first.
func returns(all issuer.Limits, near []debit, rest []issuer.Return) []wire.LimitReturn {
	var out []wire.LimitReturn
	left := all.Total.Limit - all.Total.Used
	add := func(r issuer.Return, why wire.LimitWhy) {
		left += r.Total
		out = append(out, wire.LimitReturn{Why: why, On: r.On, Tentative: r.Tentative, Total: r.Total, Credit: r.Credit, Cash: r.Cash, Then: max(left, 0)})
	}
	for _, d := range near {
		why := d.take.Why
		if why != wire.TakeOverdue && why != wire.TakeRetrying {
			why = wire.TakeDebit
		}
		add(d.back, why)
	}
	for _, r := range rest {
		add(r, wire.TakeDebit)
	}
	return out
}
