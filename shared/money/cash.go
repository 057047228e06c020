package money

import "netanswer/shared/japan"

// A cash advance costs interest by the day (日割), from the day after it came to the day on which it is paid back, both ends as a
// statement has them. Whatever is reckoned here is dropped below a yen (切捨て).

// CashOnce is a cash advance paid back at once, on the debit of its cycle.
func CashOnce(on japan.Date, amount, rate int, y Year) Plan {
	if amount <= 0 {
		return nil
	}
	m := CashMonth(on)
	return Plan{{m, amount, DailyInterest(amount, rate, on, DebitDay(m), y), 0}}
}

// CashCourse is a cash advance paid back by a course: what is owed between one debit and the next costs interest for the days between
// them. ErrEndless when that would never end.
func CashCourse(on japan.Date, amount int, c Course, y Year) (Plan, error) {
	var p Plan
	m := CashMonth(on)
	for amount > 0 {
		debit := DebitDay(m)
		fee := DailyInterest(amount, c.Rate, on, debit, y)
		principal := c.Pay(amount, fee)
		if principal <= 0 || len(p) == MostPayments {
			return nil, ErrEndless
		}
		amount -= principal
		p = append(p, Payment{m, principal, fee, amount})
		on, m = debit, m.Add(1)
	}
	return p, nil
}
