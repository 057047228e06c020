package sandbox

import (
	"context"
	"slices"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// The issuer's rules of its limits. Amounts are yen.
const (
	limitStep    = 100_000
	leastLimit   = 100_000
	mostLimit    = 5_000_000 // for a time
	mostLasting  = 3_000_000
	mostLoan     = 1_000_000
	longestDays  = 90 // of a temporary limit
	soonest      = 60 // days ahead in which it begins at the latest
	proofAbove   = 1_000_000
	againAfter   = 180       // days after a limit was raised for good
	livingCosts  = 1_160_000 // of a year, taken off the income (支払可能見込額)
	loanUnproven = 500_000   // of a cash limit: above it proof of income is asked for
	debtUnproven = 1_000_000 // with what is owed elsewhere
)

// purposes are what a temporary limit is for.
var purposes = []string{"travel", "wedding", "moving", "medical", "purchase", "other"}

// LimitOffer is what may be asked of the limits.
func (i *Issuer) LimitOffer(ctx context.Context, cardRef string) (issuer.LimitOffer, error) {
	h, err := i.open(ctx, cardRef)
	if err != nil {
		return issuer.LimitOffer{}, err
	}
	return i.limitOffer(h, i.today()), nil
}

func (i *Issuer) limitOffer(h holding, today japan.Date) issuer.LimitOffer {
	b := i.bookOf(h, today)
	o := issuer.LimitOffer{
		Limit: b.of.limit, Step: limitStep, LongestDays: longestDays, Ahead: soonest, Purposes: slices.Clone(purposes), ProofAbove: proofAbove,
		LeastLimit: min(leastLimit, b.of.limit), Until: h.facts.temporary(today),
	}
	switch {
	case h.family:
		o.Why = "family"
	case h.over(), b.arrears():
		o.Why = "arrears"
	case h.facts.pending != "":
		o.Why, o.Pending = "pending", h.facts.pending
	case !h.facts.raised.IsZero() && today.Before(h.facts.raised.AddDays(againAfter)):
		o.Why = "recent"
	default:
		most := func(n, most int) int {
			if n = min(n, most) / limitStep * limitStep; n > o.Limit {
				return n
			}
			return 0
		}
		lasting := h.facts.lasting(b.of.begun)
		o.Lasting = most(lasting+max(lasting/2, 500_000), mostLasting)
		if o.Until.IsZero() {
			o.Temporary = most(lasting*2, mostLimit)
		}
	}
	return o
}

// arrears says whether anything that was to be paid has not been.
func (b *book) arrears() bool {
	s := b.summary()
	return s.Overdue > 0
}

// loanMost is up to which cash limit the holder may apply; 0: to none.
func (h holding) loanMost(of terms) int {
	if h.family || h.over() || h.student || h.minor || h.facts.pendingCash != "" {
		return 0
	}
	if most := min(of.limit, mostLoan) / limitStep * limitStep; most > of.loan {
		return most
	}
	return 0
}

// examine says whether an application for a limit can be taken in, and, for what it says and how the account has gone, why it will be
// declined; empty: it will be approved.
func (i *Issuer) examine(h holding, o *issuer.Order, now time.Time) (why string, ok bool) {
	today := japan.DateOf(now)
	b := i.bookOf(h, today)
	r, cash := o.RaiseLimit, o.Kind == issuer.RaiseCash
	if cash {
		r = o.RaiseCash
	}
	if !r.Consent || r.Limit%limitStep != 0 || r.Income < 0 || r.Debts < 0 || r.Income > mostIncome || r.Debts > mostIncome || !short(r.Employer, 60) || !filed(r.Files) {
		return "", false
	}
	if r.Purpose != "" && !slices.Contains(purposes, r.Purpose) {
		return "", false
	}
	lasting := r.From.IsZero() && r.Until.IsZero()
	if cash {
		if !lasting || r.Limit <= b.of.loan || r.Limit > h.loanMost(b.of) || b.arrears() {
			return "", false
		}
		return b.lendable(r), true
	}
	offer := i.limitOffer(h, today)
	switch {
	case offer.Why != "", r.Limit <= offer.Limit:
		return "", false
	case lasting && r.Limit > offer.Lasting:
		return "", false
	case !lasting && (r.Limit > offer.Temporary || r.Purpose == "" || !within(r.From, today, today.AddDays(soonest)) || !within(r.Until, r.From, r.From.AddDays(longestDays-1))):
		return "", false
	}
	more := r.Limit
	if !lasting {
		more -= offer.Limit // for a time, only what is more
	}
	switch payable := (r.Income - livingCosts) / 10 * 9; {
	case b.debit == late:
		return "history", true
	case b.unused:
		return "overall", true
	case lasting && !offer.Until.IsZero():
		return "recent", true
	case r.Limit > proofAbove && len(r.Files) == 0:
		return "documents", true
	case more > payable:
		return "income", true
	case more > payable-r.Debts:
		return "debts", true
	}
	return "", true
}

// mostIncome is more than anybody's.
const mostIncome = 10_000_000_000

// lendable says why a cash limit is declined: the law allows a third of the income in all (総量規制).
func (b *book) lendable(r *issuer.LimitRequest) string {
	switch third := r.Income / 3; {
	case b.debit == late:
		return "history"
	case b.unused:
		return "overall"
	case (r.Limit > loanUnproven || r.Limit+r.Debts > debtUnproven) && len(r.Files) == 0:
		return "documents"
	case r.Limit > third:
		return "income"
	case r.Limit > third-r.Debts:
		return "debts"
	}
	return ""
}

// filed says whether the files are what may be handed over.
func filed(fs []issuer.File) bool {
	for _, f := range fs {
		if !said(f.Name, 200) || len(f.Data) == 0 || len(f.Data) > issuer.MaxFile || !slices.Contains([]string{"image/jpeg", "image/png", "application/pdf"}, f.Type) {
			return false
		}
	}
	return len(fs) <= issuer.MaxFiles
}

// limit is what an order makes of the limits, in the order in which they come about.
func (f *facts) limit(m mark) {
	o, day := &m.of.order, japan.DateOf(m.at)
	switch o.Kind {
	case issuer.LowerLimit:
		f.limits = append(f.limits, newLimit{limit: o.LowerLimit.Limit, lowered: true, on: day, from: day})
	case issuer.LowerCash:
		f.limits = append(f.limits, newLimit{cash: true, limit: o.LowerCash.Limit, lowered: true, on: day, from: day})
	case issuer.RaiseLimit:
		f.pending = ""
		switch m.state {
		case issuer.Received, issuer.Examining:
			f.pending = o.Key
		case issuer.Approved:
			l := newLimit{limit: o.RaiseLimit.Limit, on: day, from: o.RaiseLimit.From, until: o.RaiseLimit.Until}
			if l.from.IsZero() {
				l.from, f.raised = day, day
			}
			f.limits = append(f.limits, l)
		}
	case issuer.RaiseCash:
		f.pendingCash = ""
		switch m.state {
		case issuer.Received, issuer.Examining:
			f.pendingCash = o.Key
		case issuer.Approved:
			f.limits = append(f.limits, newLimit{cash: true, limit: o.RaiseCash.Limit, on: day, from: day})
		}
	}
}

// terms are those of the life with what was changed of them since.
func (f *facts) terms(of terms, today japan.Date) terms {
	of.begun = of.limit
	if f.bank != "" {
		of.bank = f.bank
	}
	temporary := 0
	for _, l := range f.limits {
		switch {
		case l.cash:
			of.loan = l.limit
		case l.lowered:
			of.limit, temporary = l.limit, 0
		case l.until.IsZero():
			of.limit, of.credit = l.limit, max(of.credit, l.limit/2)
		case !today.Before(l.from) && !l.until.Before(today):
			temporary = max(temporary, l.limit)
		}
	}
	if of.limit = max(of.limit, temporary); !f.closed.IsZero() || !f.deceased.IsZero() {
		of.limit = 0 // nothing more is lent
	}
	of.credit, of.loan = min(of.credit, of.limit), min(of.loan, of.limit)
	return of
}

// lasting is the limit without one for a time.
func (f *facts) lasting(begun int) int {
	for _, l := range f.limits {
		if !l.cash && l.until.IsZero() {
			begun = l.limit
		}
	}
	return begun
}

// temporary is the last day of a temporary limit that is in force; zero: there is none.
func (f *facts) temporary(today japan.Date) japan.Date {
	var until japan.Date
	for _, l := range f.limits {
		switch {
		case l.cash:
		case l.lowered:
			until = japan.Date{}
		case !l.until.IsZero() && !today.Before(l.from) && !l.until.Before(today) && until.Before(l.until):
			until = l.until
		}
	}
	return until
}
