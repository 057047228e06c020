package sandbox

import (
	"context"
	"fmt"
	"slices"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// ask opens the book of a reference's account.
func (i *Issuer) ask(ctx context.Context, cardRef string) (*book, error) {
	h, err := i.open(ctx, cardRef)
	if err != nil {
		return nil, err
	}
	return i.bookOf(h, i.today()), nil
}

// bookOf opens the book of a holding on a day.
func (i *Issuer) bookOf(h holding, today japan.Date) *book {
	return i.shelf.take(spot{h.account, h.seat, today, h.facts.rev}, func() *book { return h.book(i.refs, today) })
}

// Summary is the account today, as the purchases make it.
func (i *Issuer) Summary(ctx context.Context, cardRef string) (issuer.Summary, error) {
	b, err := i.ask(ctx, cardRef)
	if err != nil {
		return issuer.Summary{}, err
	}
	return b.summary(), nil
}

// Account is what was agreed on.
func (i *Issuer) Account(ctx context.Context, cardRef string) (issuer.Account, error) {
	h, err := i.open(ctx, cardRef)
	if err != nil {
		return issuer.Account{}, err
	}
	of := h.facts.terms(termsOf(h.account, h.traits), i.today())
	a := issuer.Account{
		Bank: of.bank, CashRate: rateOf(of.loan), RevolvingRate: revolvingRate, LateRate: lateRate, AnnualFee: h.annualFee,
	}
	if h.revolving || i.bookOf(h, i.today()).revolve != nil {
		a.Revolving = revolvingPayment
	}
	if a.AnnualFee > 0 {
		today := i.today()
		for m := japan.MonthOf(today).Add(-2); ; m = m.Add(1) { // charged on the 15th, debited the month after the next
			if int(m.Month) == feeMonth(h.account) && !money.DebitDay(m.Add(2)).Before(today) {
				a.FeeMonth = m.Add(2)
				break
			}
		}
	}
	return a, nil
}

// Cards are the main card and the family card, or the family card alone for its holder.
func (i *Issuer) Cards(ctx context.Context, cardRef string) ([]issuer.Card, error) {
	h, err := i.open(ctx, cardRef)
	if err != nil {
		return nil, err
	}
	var cs []issuer.Card
	for s := range seats {
		if h.family && s != h.seat || !h.taken(s) {
			continue
		}
		of := h.at(s)
		cs = append(cs, issuer.Card{
			CardRef: i.refs.make(of.kind(), h.account), Last4: of.last4(), Brand: h.brand,
			Holder: of.holder().Name, Family: of.family, Mine: s == h.seat,
		})
	}
	return cs, nil
}

// kind is what a reference to the card is to.
func (h holding) kind() byte { return refOfSeat[h.seat] }

// Statements are at most twenty: the months that a life is told, and what is open.
func (i *Issuer) Statements(ctx context.Context, cardRef string, p issuer.Page) (issuer.Statements, error) {
	b, err := i.ask(ctx, cardRef)
	if err != nil {
		return issuer.Statements{}, err
	}
	sums := b.sums
	ms := sorted(sums)
	slices.Reverse(ms)
	var ss issuer.Statements
	for _, m := range ms {
		if p.After != "" && m.String() >= p.After {
			continue
		}
		if len(ss.Statements) == size(p) {
			ss.Next = ss.Statements[len(ss.Statements)-1].Month.String()
			break
		}
		ss.Statements = append(ss.Statements, b.dress(*sums[m]))
	}
	return ss, nil
}

// size is how many entries a page has.
func size(p issuer.Page) int { return min(max(p.Max, 1), issuer.MaxPage) }

// Statement is one of them.
func (i *Issuer) Statement(ctx context.Context, cardRef string, m japan.Month) (issuer.Statement, error) {
	b, err := i.ask(ctx, cardRef)
	if err != nil {
		return issuer.Statement{}, err
	}
	s := b.sums[m]
	if s == nil {
		return issuer.Statement{}, issuer.ErrNoStatement
	}
	return b.dress(*s), nil
}

// Uses are those of a statement, or all of the months told; older ones only while something of them is to be paid.
func (i *Issuer) Uses(ctx context.Context, cardRef string, of issuer.UsesOf) (issuer.Uses, error) {
	b, err := i.ask(ctx, cardRef)
	if err != nil {
		return issuer.Uses{}, err
	}
	if of.Month.IsZero() {
		return b.page(of.Page, func(u *use) bool { return b.told(u) && (!of.Unpaid || u.Left != 0) }), nil
	}
	if b.sums[of.Month] == nil {
		return issuer.Uses{}, issuer.ErrNoStatement
	}
	return b.month(of.Month).page(of.Page, func(*use) bool { return true }), nil
}

// told says whether a use is one of the list of all.
func (b *book) told(u *use) bool { return !u.Date.Before(b.from) || u.Left != 0 }

// month is a book of one statement: the uses with what of them is on it, and the revolving payment as the last of them.
func (b *book) month(m japan.Month) *book {
	of := *b
	of.uses = make([]use, 0, b.sums[m].Uses+1)
	for n := range b.uses {
		u := &b.uses[n]
		if on, amount := u.joins(); amount != 0 && on == m {
			of.uses = append(of.uses, *u)
		}
		u.each(func(on japan.Month, payment, amount, fee int) {
			if on == m {
				of.uses = append(of.uses, *u)
				entry := &of.uses[len(of.uses)-1]
				entry.Payment, entry.Charged, entry.Fee = payment, amount, fee
				if u.was != nil {
					entry.Way, entry.Payments = u.was.Way, u.was.Payments
				}
				if entry.Way == issuer.Revolving {
					entry.Payment = 0
				}
			}
		})
	}
	for _, r := range b.revolve {
		if r.month == m && (r.principal != 0 || r.interest != 0) && !b.family {
			u := event(money.DebitDay(m), issuer.Repayment, "リボ払い お支払い", "other", r.principal)
			u.Way, u.First, u.Payment, u.Charged, u.Fee = issuer.Revolving, m, 1, r.principal, r.interest
			of.uses = append(of.uses, u) // uses are oldest first: the debit comes after all of them
		}
	}
	return &of
}

// page is a part of the holder's uses, the newest first.
func (b *book) page(p issuer.Page, wanted func(*use) bool) issuer.Uses {
	var page issuer.Uses
	var last place
	if p.After != "" {
		if last = placeOf(p.After); last == (place{}) {
			return page // nobody was given it: there is nothing behind it
		}
	}
	for n := len(b.uses) - 1; n >= 0; n-- {
		u := &b.uses[n]
		if at := (place{u.Date, u.n}); p.After != "" && !at.before(last) || !b.mine(u) || !wanted(u) {
			continue
		}
		if len(page.Uses) == size(p) {
			page.Next = page.Uses[len(page.Uses)-1].Ref
			break
		}
		page.Uses = append(page.Uses, b.named(u))
	}
	return page
}

// place is where a use stands in the list of all.
type place struct {
	day japan.Date
	n   int
}

func (p place) before(q place) bool {
	if p.day == q.day {
		return p.n < q.n
	}
	return earlier(p.day, q.day) < 0
}

// earlier compares days; a list of thousands is sorted by it, for which Date.Before is slow.
func earlier(a, b japan.Date) int {
	return (a.Year-b.Year)*512 + int(a.Month-b.Month)*32 + a.Day - b.Day
}

// placeOf reads what refOf wrote; the zero place for anything else.
func placeOf(ref string) place {
	var p place
	if _, err := fmt.Sscanf(ref, "%04d%02d%02d-%d", &p.day.Year, &p.day.Month, &p.day.Day, &p.n); err != nil || refOf(&use{Use: issuer.Use{Date: p.day}, n: p.n}) != ref {
		return place{}
	}
	return p
}

// refOf names a use by its day and place in it: both stay.
func refOf(u *use) string {
	return fmt.Sprintf("%04d%02d%02d-%d", u.Date.Year, u.Date.Month, u.Date.Day, u.n)
}

// named is a use with its references, as it is answered.
func (b *book) named(u *use) issuer.Use {
	of := u.Use
	of.Ref, of.CardRef = refOf(u), b.cards[u.seat]
	return of
}

// Limits are the account's today.
func (i *Issuer) Limits(ctx context.Context, cardRef string) (issuer.Limits, error) {
	b, err := i.ask(ctx, cardRef)
	if err != nil {
		return issuer.Limits{}, err
	}
	return b.limits(), nil
}

// Points are the main holder's today.
func (i *Issuer) Points(ctx context.Context, cardRef string) (issuer.Points, error) {
	b, err := i.ask(ctx, cardRef)
	if err != nil {
		return issuer.Points{}, err
	}
	return b.points(), nil
}
