package sandbox

import (
	"slices"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// taken is what was taken in and may change an account: an order, or what was made to happen. It stays as it was taken in; how it stands
// and what it has changed follow from it and the clock.
type taken struct {
	at        time.Time // two are never taken in at the same moment
	account   uint64
	seat      int
	order     issuer.Order
	happening *happening // instead of an order
	sum       string     // of the order with its files
	number    string     // to be named by telephone
	found     string     // what was found out when it was taken in: of an application, why it will be declined; of a bank's token, the account
	cancelled time.Time  // zero: it was not
}

// stage is a state in which an order is from a moment on.
type stage struct {
	issuer.OrderState
	at time.Time
}

// bankWaits is how long an order waits for the bank to confirm it.
const bankWaits = 30 * time.Minute

// course are the stages of an order, as far as they are known: what a person does at an issuer of flesh and blood is done here by the clock,
// one step (Config.Step) after the other. of is what else was taken in for the account.
func (i *Issuer) course(t *taken, of []taken) []stage {
	by := func(states ...issuer.OrderState) []stage {
		ss := make([]stage, len(states), len(states)+1)
		for n, s := range states {
			ss[n] = stage{s, t.at.Add(time.Duration(n) * i.step)}
		}
		if len(ss) == 1 { // done at once: nothing can end it
			return ss
		}
		return cut(ss, ended(t, of))
	}
	switch t.order.Kind {
	case issuer.ReportLoss:
		if t.order.ReportLoss.Replace && t.found != noCard {
			return by(issuer.Received, issuer.Shipped, issuer.Completed)
		}
	case issuer.Reissue, issuer.SendPIN, issuer.AddFamily, issuer.AddETC:
		return by(issuer.Received, issuer.Shipped, issuer.Completed)
	case issuer.RaiseLimit, issuer.RaiseCash:
		if t.found != "" {
			return by(issuer.Received, issuer.Examining, issuer.Declined)
		}
		return by(issuer.Received, issuer.Examining, issuer.Approved)
	case issuer.ChangeBank:
		if t.order.ChangeBank.Token == "" {
			end := stage{issuer.Cancelled, t.at.Add(bankWaits)}
			if c := confirmed(t, of); c != nil {
				end = stage{issuer.Completed, c.at}
			}
			return cut([]stage{{issuer.Received, t.at}, end}, ended(t, of))
		}
	}
	return by(issuer.Completed)
}

// noCard is found of a loss after which no new card can come.
const noCard = "no_card"

// ended is when nothing more is done about an order because it was cancelled, the account has ended, or a card that was to come in the place
// of one is overtaken by the loss of that one. Zero: never.
func ended(t *taken, of []taken) time.Time {
	end := t.cancelled
	for n := range of {
		e := &of[n]
		over := e.account == t.account && e.order.Kind == issuer.CloseAccount || e.happening != nil && e.happening.Kind == issuer.HolderDeceased
		lost := t.order.Kind == issuer.Reissue && e.order.Kind == issuer.ReportLoss && e.account == t.account && e.seat == t.seat
		if (over || lost) && e.at.After(t.at) && (end.IsZero() || e.at.Before(end)) {
			end = e.at
		}
	}
	return end
}

// cut ends a course that is not through at a moment.
func cut(ss []stage, end time.Time) []stage {
	if end.IsZero() || !end.Before(ss[len(ss)-1].at) {
		return ss
	}
	n := slices.IndexFunc(ss, func(s stage) bool { return !s.at.Before(end) })
	return append(ss[:n:n], stage{issuer.Cancelled, end})
}

// confirmed is what the bank said to an order; nil: nothing.
func confirmed(t *taken, of []taken) *taken {
	n := slices.IndexFunc(of, func(c taken) bool { return c.happening != nil && c.happening.Key == t.order.Key && t.order.Key != "" })
	if n < 0 {
		return nil
	}
	return &of[n]
}

// undone says until when an order can be cancelled: until the first thing is done about it. Zero: never.
func undone(t *taken, ss []stage) time.Time {
	switch t.order.Kind {
	case issuer.Reissue, issuer.SendPIN, issuer.AddFamily, issuer.AddETC, issuer.RaiseLimit, issuer.RaiseCash, issuer.ChangeBank:
		if len(ss) > 1 && ss[0].OrderState == issuer.Received {
			return ss[1].at
		}
	}
	return time.Time{}
}

// stands is the last stage that has come, and which it is.
func stands(ss []stage, now time.Time) int {
	n := 0
	for n+1 < len(ss) && !ss[n+1].at.After(now) {
		n++
	}
	return n
}

// mark is a stage that has come, of what was taken in.
type mark struct {
	at    time.Time
	of    *taken
	state issuer.OrderState // empty: it happened
}

// marks are all of them up to a moment, in their order.
func (i *Issuer) marks(of []taken, now time.Time) []mark {
	var ms []mark
	for n := range of {
		t := &of[n]
		if t.at.After(now) {
			continue
		}
		if t.happening != nil {
			ms = append(ms, mark{t.at, t, ""})
			continue
		}
		for _, s := range i.course(t, of) {
			if !s.at.After(now) {
				ms = append(ms, mark{s.at, t, s.OrderState})
			}
		}
	}
	slices.SortStableFunc(ms, func(a, b mark) int { return a.at.Compare(b.at) })
	return ms
}

// factsOf reads what has come about on an account up to a moment. Of other accounts of the same person it takes what concerns the person.
func (i *Issuer) factsOf(account uint64, t traits, now time.Time) facts {
	own := i.entries(account)
	for _, other := range t.siblings(account) {
		for _, e := range i.entries(other) {
			if e.personal() {
				own = append(own, e)
			}
		}
	}
	if len(own) == 0 {
		return facts{}
	}
	f := facts{}
	for _, m := range i.marks(own, now) {
		f.rev++
		if m.of.happening != nil {
			f.happen(m.of, own)
		} else {
			f.order(m)
		}
	}
	return f
}

// siblings are the other accounts of the same person.
func (t traits) siblings(account uint64) []uint64 {
	if t.person == 0 && account != theFive {
		return nil
	}
	var as []uint64
	for n := range uint64(len(cases)) {
		if n != account && cases[n].holderOf(n) == t.holderOf(account) {
			as = append(as, n)
		}
	}
	return as
}

// personal says whether it concerns the person and not one of their cards.
func (t *taken) personal() bool {
	if t.seat != 0 {
		return false
	}
	if t.happening != nil {
		return t.happening.Kind == issuer.HolderDeceased
	}
	return t.order.Kind == issuer.MoveAddress || t.order.Kind == issuer.ChangePhone || t.order.Kind == issuer.ChangeMail
}

// order is what a stage of an order changes.
func (f *facts) order(m mark) {
	t, o, day := m.of, &m.of.order, japan.DateOf(m.at)
	c := &f.cards[t.seat]
	switch o.Kind {
	case issuer.LockCard:
		c.locks = append(c.locks, lockFact{from: m.at, Lock: *o.LockCard})
	case issuer.ReportLoss:
		if m.at.Equal(t.at) {
			c.lost, c.locks = true, append(c.locks, lockFact{from: m.at, dead: true})
		}
		if o.ReportLoss.Replace {
			c.replace(m)
		}
	case issuer.Reissue:
		c.replace(m)
	case issuer.MoveAddress:
		c.address = o.MoveAddress
	case issuer.ChangePhone:
		way := 0
		if !o.ChangePhone.Mobile {
			way = 1
		}
		c.phone[way] = onFile{o.ChangePhone.Number, m.at}
	case issuer.ChangeMail:
		c.mail = onFile{o.ChangeMail.Mail, m.at}
	case issuer.ChangeBank:
		if m.state == issuer.Completed && o.ChangeBank.Token != "" {
			f.bank = t.found
		}
	case issuer.SendPIN:
		if f.pin[t.seat] = (letter{under(m.state), japan.DateOf(t.at)}); f.pin[t.seat].state == "" {
			f.pin[t.seat] = letter{}
		}
	case issuer.ChoosePaper:
		f.choose(o.ChoosePaper.Paper, day)
	case issuer.AddFamily:
		f.add(m)
	case issuer.AddETC:
		if f.etc = m.state; m.state == issuer.Cancelled {
			f.etc = ""
		}
	case issuer.CloseAccount:
		f.closed = m.at
	case issuer.ChangePayment, issuer.Prepay, issuer.BorrowCash, issuer.UsePoints:
		f.paid = append(f.paid, paid{t.at, o, slices.Clip(f.limits)})
	case issuer.RaiseLimit, issuer.RaiseCash, issuer.LowerLimit, issuer.LowerCash:
		f.limit(m)
	}
}

// under is a state while something is under way, and nothing afterwards.
func under(s issuer.OrderState) issuer.OrderState {
	if s == issuer.Received || s == issuer.Shipped {
		return s
	}
	return ""
}

// post is in how many days a card or a letter is said to come.
const post = 7

// replace is a new card under way for the one there is. In the place of a lost one it has a number of its own, which is good, and the card
// one that can be used again, once it is shipped; otherwise it is the same card in new plastic.
func (c *cardFacts) replace(m mark) {
	switch m.state {
	case issuer.Received:
		c.by = japan.DateOf(m.at).AddDays(post)
	case issuer.Shipped:
		if c.lost {
			c.renumber(m.at)
		}
	}
	c.coming = under(m.state)
}

// renumber gives the card a new number.
func (c *cardFacts) renumber(at time.Time) {
	c.renumbered++
	c.lost, c.cancelled = false, false
	c.locks = append(c.locks, lockFact{from: at})
}

// choose is how statements come, from the one that is still open.
func (f *facts) choose(paper bool, day japan.Date) {
	m := money.OpenMonth(day)
	if n := len(f.paper); n > 0 && f.paper[n-1].from == m {
		f.paper = f.paper[:n-1]
	}
	f.paper = append(f.paper, choice{m, paper})
}

// add is a family card under way.
func (f *facts) add(m mark) {
	of := m.of.order.AddFamily
	for n := 2; n < seats; n++ {
		c := &f.cards[n]
		switch {
		case c.added == nil && m.state == issuer.Received:
			c.added, c.coming, c.by = of, issuer.Received, japan.DateOf(m.at).AddDays(post)
			return
		case c.added == of && m.state == issuer.Cancelled:
			*c = cardFacts{}
			return
		case c.added == of:
			c.coming, c.arrived = under(m.state), true
			return
		}
	}
}

// happen is what was made to happen.
func (f *facts) happen(t *taken, of []taken) {
	h, c := t.happening, &f.cards[t.seat]
	switch h.Kind {
	case bankConfirmed:
		for n := range of {
			if o := &of[n]; o.order.Kind == issuer.ChangeBank && o.order.Key == h.Key && confirmed(o, of) == t {
				f.bank = h.Words
			}
		}
	case issuer.CardUsed:
		u := event(japan.DateOf(t.at), issuer.Purchase, h.Words, "other", h.Amount)
		u.Family, u.seat, u.n = t.seat > 0, t.seat, firstMade+len(f.happened)
		u.First, u.Payments = money.ShoppingMonth(u.Date), 1
		f.happened = append(f.happened, u)
	case issuer.DebitFailed:
		if f.failed == nil {
			f.failed = map[japan.Month]japan.Date{}
		}
		f.failed[h.Month] = japan.DateOf(t.at)
	case issuer.CardCancelled:
		c.cancelled, c.locks = true, append(c.locks, lockFact{from: t.at, dead: true})
	case issuer.CardReissued:
		c.renumber(t.at)
	case issuer.HolderDeceased:
		f.deceased = t.at
	}
}
