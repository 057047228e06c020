package sandbox

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// The feed is read from what was taken in and from the lives, as everything here: any two who ask on the same clock read the same events
// under the same places. It begins with the sandbox, or with its journal should it have one. Lives are told in it for the demo
// cards and the first members: those of a million are nobody's to read, nor are the thousands of uses of case crowd.

// fed is how many ordinary members have their lives told in the feed.
const fed = 20

// happening is what was made to happen, in development.
type happening struct {
	Kind   issuer.EventKind `json:"kind"`
	Key    string           `json:"key,omitempty"`    // of the order that the bank confirmed
	Words  string           `json:"words,omitempty"`  // the shop; the bank account, masked
	Amount int              `json:"amount,omitempty"` // yen
	Month  japan.Month      `json:"month,omitzero"`
}

// bankConfirmed is that a bank has confirmed a new account. It is no event of the feed: what it moves is.
const bankConfirmed issuer.EventKind = "bank_confirmed"

// days are the events of the lives, by the day on which they come to be known; they never change.
type days struct {
	mu sync.Mutex
	of map[japan.Date][]issuer.Event
}

// placed gives an event its place: its moment, and what tells it from others of the same.
func placed(e issuer.Event, account uint64, n int) issuer.Event {
	e.Place = fmt.Sprintf("%016d-%09d-%06d", e.At.UnixMicro(), account, n)
	return e
}

// micro is the moment of a place; 0 of anything else.
func micro(place string) int64 {
	n, _ := strconv.ParseInt(strings.SplitN(place, "-", 2)[0], 10, 64)
	return n
}

// Events are those after a place, the earliest first.
func (i *Issuer) Events(ctx context.Context, after string) ([]issuer.Event, error) {
	if err := i.wait(ctx, quick); err != nil {
		return nil, err
	}
	now := i.clock()
	var es []issuer.Event
	for _, account := range i.stirred() {
		es = append(es, i.acted(account, now)...)
	}
	old := func(e issuer.Event) bool { return e.Place <= after }
	for day, n := japan.DateOf(i.since()).AddDays(1), 0; n < issuer.MaxPage && !japan.DateOf(now).Before(day); day = day.AddDays(1) {
		if day.AddDays(1).Start().UnixMicro() <= micro(after) {
			continue
		}
		of := slices.DeleteFunc(slices.Clone(i.lived(day)), old)
		if es, n = append(es, of...), n+len(of); ctx.Err() != nil {
			return nil, i.wait(ctx, quick)
		}
	}
	es = slices.DeleteFunc(es, old)
	slices.SortFunc(es, func(a, b issuer.Event) int { return cmp.Compare(a.Place, b.Place) })
	return es[:min(len(es), issuer.MaxPage)], nil
}

// acted are the events of what was taken in for an account.
func (i *Issuer) acted(account uint64, now time.Time) []issuer.Event {
	own := i.entries(account)
	var es []issuer.Event
	for n, m := range i.marks(own, now) {
		t := m.of
		ref := func(seat int) string { return i.refs.make(refOfSeat[seat], account) }
		tell := func(k int, e issuer.Event) {
			e.At = m.at
			es = append(es, placed(e, account, n*10+k))
		}
		if h := t.happening; h != nil {
			i.made(t, tell)
			continue
		}
		tell(0, issuer.Event{Kind: issuer.OrderMoved, CardRef: ref(t.seat), Key: t.order.Key})
		switch {
		case m.state == issuer.Shipped && (t.order.Kind == issuer.ReportLoss || t.order.Kind == issuer.Reissue):
			tell(1, issuer.Event{Kind: issuer.CardReissued, CardRef: ref(t.seat)})
		case t.order.Kind == issuer.CloseAccount:
			h := i.holdingAt(account, 0, m.at)
			for s := range seats {
				if h.taken(s) {
					tell(1+s, issuer.Event{Kind: issuer.CardCancelled, CardRef: ref(s)})
				}
			}
		}
	}
	return es
}

// made are the events of what was made to happen.
func (i *Issuer) made(t *taken, tell func(int, issuer.Event)) {
	h := t.happening
	e := issuer.Event{Kind: h.Kind, CardRef: i.refs.make(refOfSeat[t.seat], t.account), Amount: h.Amount, Month: h.Month}
	switch h.Kind {
	case bankConfirmed:
		return
	case issuer.CardUsed:
		e.Use = h.Key
	case issuer.HolderDeceased:
		of := i.holdingAt(t.account, 0, t.at)
		for s := range seats {
			if of.taken(s) {
				e.CardRef = i.refs.make(refOfSeat[s], t.account)
				tell(s, e)
			}
		}
		return
	}
	tell(0, e)
}

// lived are the events of a day's beginning: what was used the day before, amounts that are fixed from this day on, and debits of the day
// before that have failed.
func (i *Issuer) lived(day japan.Date) []issuer.Event {
	i.days.mu.Lock()
	defer i.days.mu.Unlock()
	if es, ok := i.days.of[day]; ok {
		return es
	}
	var es []issuer.Event
	accounts := make([]uint64, 0, len(cases)+fed)
	for n := range uint64(len(cases)) {
		accounts = append(accounts, n)
	}
	for n := range uint64(min(i.members, fed)) {
		accounts = append(accounts, firstMember+n)
	}
	for _, account := range accounts {
		h := i.holdingAt(account, 0, day.Start())
		if h.standing != good || h.pace != quick || h.crowd > 0 {
			continue
		}
		for n, e := range h.book(i.refs, day).news() { // of a day that is over: not for the shelf
			e.At = day.Start()
			es = append(es, placed(e, account, n))
		}
	}
	if i.days.of == nil {
		i.days.of = map[japan.Date][]issuer.Event{}
	}
	i.days.of[day] = es
	return es
}

// news are what is known of an account from this day on.
func (b *book) news() []issuer.Event {
	var es []issuer.Event
	card := func(seat int) string { return b.refs.make(refOfSeat[seat], b.account) }
	yesterday := b.today.AddDays(-1)
	for n := range b.uses {
		u := &b.uses[n]
		if u.Date == yesterday && u.n < firstMade && (u.Kind == issuer.Purchase || u.Kind == issuer.Cash) {
			es = append(es, issuer.Event{Kind: issuer.CardUsed, CardRef: card(u.seat), Use: refOf(u), Amount: u.Amount})
		}
	}
	for m := b.open.Add(-2); m.Before(b.open); m = m.Add(1) {
		s := b.sums[m]
		if s == nil || s.Total <= 0 {
			continue
		}
		if b.today == money.FixedDay(m) {
			es = append(es, issuer.Event{Kind: issuer.AmountFixed, CardRef: card(0), Amount: s.Total, Month: m})
		}
		retry, _ := money.RetryDay(m, b.today)
		if b.bucket(m) == money.Overdue && (yesterday == money.DebitDay(m) || yesterday == retry) {
			es = append(es, issuer.Event{Kind: issuer.DebitFailed, CardRef: card(0), Amount: s.Total, Month: m})
		}
	}
	return es
}
