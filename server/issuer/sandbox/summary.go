package sandbox

import (
	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// The issuer's rules that no law gives.
const (
	fixedDay     = 20  // of the closing month: from then on the amount of a closed statement does not change
	yenPerPoint  = 200 // of a statement's shopping, credited on the debit day
	pointsMonths = 12  // points are good to the end of the month so many after
	latest       = 5   // uses shown
)

// summary tells the account of a card on a day. A statement is closed from the day after the 10th and due until its debit
// day has passed; what was used later is not yet billed. Whoever holds a family card sees what they used themselves;
// the account pays it, and limit and credit left are the account's.
func (h holding) summary(today japan.Date) issuer.Summary {
	of := termsOf(h.account)
	number := digitsOf(h.brand, h.account, h.carried())
	next := money.ShoppingClosing(today) // of the statement that is still open
	closed := next.InMonths(-1, next.Day)
	debit := money.ShoppingDebit(closed)

	s := issuer.Summary{
		Holder: h.holder(), Last4: number[len(number)-4:], Brand: h.brand,
		Account: of.bank, NextDebit: money.ShoppingDebit(next), Limit: of.limit, Available: of.limit,
	}
	shopping := map[japan.Date]int{} // by statement
	for _, u := range history(h.account, h.traits, today) {
		on, mine := u.statement, u.Family || !h.family
		unpaid := closed.Before(on) || on == closed && !debit.Before(today)
		if unpaid {
			s.Available -= u.owed()
		}
		switch {
		case !mine:
		case unpaid && on == closed:
			s.Due += u.owed()
		case unpaid:
			s.Unbilled += u.owed()
		}
		if mine && len(s.Uses) < latest {
			s.Uses = append(s.Uses, u.Use)
		}
		if !u.cash {
			shopping[on] += u.Amount
		}
	}
	if s.Due != 0 {
		s.DueDate = debit
		s.Fixed = !today.Before(closed.InMonths(0, fixedDay))
	}
	if !h.family { // points are the main holder's
		s.Points, s.Expiring = points(shopping, closed, debit, today)
	}
	if s.Expiring > 0 {
		s.ExpireOn = today.InMonths(0, 31)
	}
	return s
}

// carried is the plastic that the holder carries.
func (h holding) carried() plastic {
	if h.family {
		return familyCard
	}
	return h.current()
}

// points are those of the statements debited since this month of last year, the oldest of which expire with this month.
func points(shopping map[japan.Date]int, closed, debit, today japan.Date) (total, expiring int) {
	oldest := today.InMonths(-pointsMonths-1, closed.Day) // closed a month before its debit
	for on, sum := range shopping {
		credited := on.Before(closed) || on == closed && !today.Before(debit)
		if !credited || on.Before(oldest) || sum <= 0 {
			continue
		}
		total += sum / yenPerPoint
		if on == oldest {
			expiring = sum / yenPerPoint
		}
	}
	return total, expiring
}
