package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// ledger is an account worked out a second time, in whole yen, from nothing but what was used: with a calendar of its own
// that counts days, and rates written down again. It shares no line with package money or the sandbox's book.
type ledger struct {
	months map[japan.Month]*sheet
	used   map[string]int // by line: total, credit, cash
	back   map[string]int // total and line by the day on which it comes back: "2026-12-04 total"
	points int
	lots   map[japan.Month]int
	uses   int // in the list of all
}

// sheet is one statement.
type sheet struct {
	shopping, cash, revolving, fees, interest, entries, rest int
	place                                                    string // open, due, overdue, paid
	debit                                                    japan.Date
}

func (s *sheet) total() int { return s.shopping + s.cash + s.revolving + s.fees + s.interest }

// fee of instalments for 10,000 yen.
var feeOf = map[int]int{3: 251, 5: 378, 6: 442, 10: 700, 12: 831, 15: 1029, 18: 1229, 20: 1364, 24: 1637}

// calendar remembers what was counted out: days are counted one by one.
type calendar struct {
	tenth map[japan.Date]japan.Date
	bank  map[japan.Date]japan.Date
}

// closing is the first 10th that is not before a day.
func (c *calendar) closing(d japan.Date) japan.Date {
	if _, ok := c.tenth[d]; !ok {
		e := d
		for e.Day != 10 {
			e = e.AddDays(1)
		}
		c.tenth[d] = e
	}
	return c.tenth[d]
}

// working is the first day that is none off and not before a day.
func (c *calendar) working(d japan.Date) japan.Date {
	if _, ok := c.bank[d]; !ok {
		e := d
		for !japan.BankDay(e) {
			e = e.AddDays(1)
		}
		c.bank[d] = e
	}
	return c.bank[d]
}

func (c *calendar) after(m japan.Month, n int) japan.Month {
	d := time.Date(m.Year, m.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return japan.Month{Year: d.Year(), Month: d.Month()}
}

func (c *calendar) day(m japan.Month, day int) japan.Date {
	return c.working(japan.Date{Year: m.Year, Month: m.Month, Day: day})
}

func between(from, to japan.Date) int {
	n := 0
	for d := from; d.Before(to); d = d.AddDays(1) {
		n++
	}
	return n
}

// keep works out the ledger of what was used before today, as the holder of the main or the family card sees it.
func keep(c *calendar, used []use, how traits, family bool, first japan.Date, today japan.Date) ledger {
	l := ledger{months: map[japan.Month]*sheet{}, used: map[string]int{}, back: map[string]int{}, lots: map[japan.Month]int{}}
	closing := c.closing(today)
	open := c.after(japan.Month{Year: closing.Year, Month: closing.Month}, 1)
	begin := c.after(japan.Month{Year: first.Year, Month: first.Month}, 2)
	principal := map[japan.Month]int{} // of the account
	collected := func(m japan.Month) japan.Date {
		switch {
		case principal[m] > 0 && how.debit == late:
			return c.day(m, 20)
		case principal[m] > 0 && how.debit == unpaid:
			return c.day(c.after(m, 1), 1)
		}
		return c.day(m, 4)
	}
	paid := func(m japan.Month) bool { return m.Before(open) && collected(m).Before(today) }
	at := func(m japan.Month) *sheet {
		if l.months[m] == nil {
			l.months[m] = &sheet{debit: c.day(m, 4)}
		}
		return l.months[m]
	}
	type payment struct {
		month                 japan.Month
		amount, fee, interest int
	}
	revolved := map[japan.Month]int{}
	lefts := make([]int, len(used))
	payments := make([][]payment, len(used))
	for n, u := range used {
		tenth := c.closing(u.Date)
		m := c.after(japan.Month{Year: tenth.Year, Month: tenth.Month}, 1)
		switch {
		case u.Kind == issuer.Cash:
			m = c.after(japan.Month{Year: u.Date.Year, Month: u.Date.Month}, 2)
			days := between(u.Date, c.day(m, 4))
			payments[n] = []payment{{m, u.Amount, 0, u.Amount * 18 * days / 36500}}
		case u.Kind == issuer.AnnualFee:
			payments[n] = []payment{{m, 0, u.Amount, 0}}
		case u.Way == "bonus":
			for m.Month != 1 && m.Month != 8 {
				m = c.after(m, 1)
			}
			payments[n] = []payment{{m, u.Amount, 0, 0}}
		case u.Way == "twice", u.Way == "instalments":
			rest, fee := u.Amount, u.Amount*feeOf[u.Payments]/10_000
			for k := u.Payments; k > 0; k-- { // the last first: the odd yen are what remains for the first
				p := payment{c.after(m, k-1), u.Amount / u.Payments, fee / u.Payments, 0}
				if k == 1 {
					p.amount, p.fee = rest, fee-(u.Payments-1)*(fee/u.Payments)
				}
				rest -= p.amount
				payments[n] = append(payments[n], p)
			}
		case u.Way == "revolving":
			revolved[m] += u.Amount
			at(m).entries++
		default:
			payments[n] = []payment{{m, u.Amount, 0, 0}}
		}
		for _, p := range payments[n] {
			principal[p.month] += p.amount
		}
		if u.Kind == issuer.Purchase || u.Kind == issuer.Refund || u.Kind == issuer.Chargeback {
			if u.Way == "bonus" {
				m = payments[n][0].month
			}
			l.lots[m] += u.Amount
		}
	}
	line := func(u *use) string {
		switch {
		case u.Kind == issuer.Cash:
			return "cash"
		case u.Way != "once":
			return "credit"
		}
		return "total"
	}
	takes := func(line string, m japan.Month, amount int) {
		if paid(m) || amount == 0 {
			return
		}
		on := c.day(m, 4)
		if m.Before(open) && on.Before(today) { // overdue
			if on = c.day(m, 20); on.Before(today) {
				on = today
			}
		}
		lines := []string{"total"}
		if line != "total" {
			lines = append(lines, line)
		}
		for _, of := range lines {
			l.used[of] += amount
			l.back[on.String()+" "+of] += amount
		}
	}
	for n := range used {
		u := &used[n]
		for _, p := range payments[n] {
			takes(line(u), p.month, p.amount)
			if !paid(p.month) {
				lefts[n] += p.amount
			}
			if family && !u.Family {
				continue
			}
			s := at(p.month)
			s.entries++
			if u.Kind == issuer.Cash {
				s.cash += p.amount
			} else {
				s.shopping += p.amount
			}
			s.fees, s.interest = s.fees+p.fee, s.interest+p.interest
		}
		if u.Way != "revolving" && (!family || u.Family) && (!u.Date.Before(first) || lefts[n] != 0) {
			l.uses++
		}
	}
	// The revolving balance, a month at a time.
	if how.revolving {
		balance, gone := 0, 0
		for m := (japan.Month{Year: 2024, Month: 1}); m.Before(open) || m == open || balance > 0; m = c.after(m, 1) {
			interest := balance * 15 / 100 / 12
			if 12*100*interest > balance*15 || 12*100*(interest+1) <= balance*15 {
				interest = balance * 15 / 1200
			}
			balance += revolved[m]
			back := min(balance, 25_000)
			balance -= back
			takes("credit", m, back)
			if paid(m) {
				gone += back
			}
			if s := at(m); back > 0 || interest > 0 {
				s.revolving, s.interest, s.rest, s.entries = back, s.interest+interest, balance, s.entries+1
			}
		}
		for _, u := range used {
			if u.Way != "revolving" {
				continue
			}
			of := min(gone, u.Amount)
			if gone -= of; !u.Date.Before(first) || of < u.Amount {
				l.uses++
			}
		}
	}
	// What came late cost something.
	if how.debit != debited {
		for m, sum := range principal {
			day := collected(m)
			charge := sum * 146 * between(c.day(m, 4), day) / 365_000
			if !day.Before(today) || charge <= 0 {
				continue
			}
			tenth := c.closing(day)
			s := at(c.after(japan.Month{Year: tenth.Year, Month: tenth.Month}, 1))
			if s.fees, s.entries = s.fees+charge, s.entries+1; !day.Before(first) {
				l.uses++
			}
		}
	}
	for m, s := range l.months {
		switch {
		case m.Before(begin), open.Before(m), s.entries == 0:
			delete(l.months, m)
		case m == open:
			s.place = "open"
		case paid(m):
			s.place = "paid"
		case s.debit.Before(today):
			s.place = "overdue"
		default:
			s.place = "due"
		}
	}
	for m, sum := range l.lots {
		age := (today.Year-m.Year)*12 + int(today.Month-m.Month)
		if l.lots[m] = max(sum/200, 0); family || age > 12 || !m.Before(open) || today.Before(collected(m)) || l.lots[m] == 0 {
			delete(l.lots, m)
			continue
		}
		l.points += l.lots[m]
	}
	for day, sum := range l.back {
		if sum == 0 {
			delete(l.back, day)
		}
	}
	return l
}

// answers are all that the port says of a card.
type answers struct {
	summary    issuer.Summary
	statements []issuer.Statement
	entries    map[japan.Month][]issuer.Use
	all        []issuer.Use
	unpaid     []issuer.Use
	limits     issuer.Limits
	points     issuer.Points
}

func asked(t *testing.T, i *Issuer, ref string) answers {
	t.Helper()
	fail := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	pages := func(of issuer.UsesOf) []issuer.Use {
		var us []issuer.Use
		of.Max = issuer.MaxPage
		for {
			p, err := i.Uses(t.Context(), ref, of)
			fail(err)
			us = append(us, p.Uses...)
			if of.After = p.Next; p.Next == "" {
				return us
			}
		}
	}
	a := answers{entries: map[japan.Month][]issuer.Use{}}
	var err error
	a.summary, err = i.Summary(t.Context(), ref)
	fail(err)
	p, err := i.Statements(t.Context(), ref, issuer.Page{Max: 100})
	fail(err)
	a.statements = p.Statements
	for _, s := range a.statements {
		one, err := i.Statement(t.Context(), ref, s.Month)
		fail(err)
		if one != s {
			t.Errorf("statement %+v\nlisted as %+v", one, s)
		}
		a.entries[s.Month] = pages(issuer.UsesOf{Month: s.Month})
	}
	a.all, a.unpaid = pages(issuer.UsesOf{}), pages(issuer.UsesOf{Unpaid: true})
	a.limits, err = i.Limits(t.Context(), ref)
	fail(err)
	a.points, err = i.Points(t.Context(), ref)
	fail(err)
	return a
}

// differences are where the answers are not what the ledger says.
func (l ledger) differences(a answers, family bool) []string {
	var ds []string
	same := func(what string, got, want int) {
		if got != want {
			ds = append(ds, fmt.Sprintf("%s: %d, the ledger says %d", what, got, want))
		}
	}
	places := map[issuer.State]string{"open": "open", "closed": "due", "fixed": "due", "retrying": "overdue", "overdue": "overdue", "paid": "paid"}
	sums := map[string]int{}
	same("statements", len(a.statements), len(l.months))
	for _, s := range a.statements {
		want := l.months[s.Month]
		if want == nil {
			ds = append(ds, s.Month.String()+" is a statement; the ledger has none")
			continue
		}
		m := s.Month.String()
		same(m+" shopping", s.Shopping, want.shopping)
		same(m+" cash", s.Cash, want.cash)
		same(m+" revolving", s.Revolving, want.revolving)
		same(m+" fees", s.Fees, want.fees)
		same(m+" interest", s.Interest, want.interest)
		same(m+" total", s.Total, want.total())
		same(m+" rest", s.RevolvingRest, want.rest)
		same(m+" entries", s.Uses, want.entries)
		same(m+" entries listed", len(a.entries[s.Month]), want.entries)
		listed := 0
		for _, u := range a.entries[s.Month] {
			listed += u.Charged + u.Fee
		}
		same(m+" listed", listed, want.total())
		if places[s.State] != want.place || s.Debit != want.debit {
			ds = append(ds, fmt.Sprintf("%s is %s on %s; the ledger says %s on %s", m, s.State, s.Debit, want.place, want.debit))
		}
		sums[want.place] += want.total()
	}
	same("due", a.summary.Due, sums["due"])
	same("unbilled", a.summary.Unbilled, sums["open"])
	same("overdue", a.summary.Overdue, sums["overdue"])
	left := 0
	for _, u := range a.unpaid {
		left += u.Left
	}
	if !family { // who holds a family card does not see what the others used
		same("unpaid uses", left, l.used["total"])
	}
	of := a.limits
	same("total used", of.Total.Used, l.used["total"])
	same("credit used", of.Credit.Used, l.used["credit"])
	same("cash used", of.Cash.Used, l.used["cash"])
	same("total available", of.Total.Available, max(0, of.Total.Limit-l.used["total"]))
	same("credit available", of.Credit.Available, max(0, min(of.Credit.Limit-l.used["credit"], of.Total.Limit-l.used["total"])))
	same("cash available", of.Cash.Available, max(0, min(of.Cash.Limit-l.used["cash"], of.Total.Limit-l.used["total"])))
	same("available at a glance", a.summary.Available, of.Total.Available)
	back := map[string]int{}
	for _, r := range of.Returns {
		for line, n := range map[string]int{"total": r.Total, "credit": r.Credit, "cash": r.Cash} {
			if n != 0 {
				back[r.On.String()+" "+line] += n
			}
		}
	}
	if !maps.Equal(back, l.back) {
		ds = append(ds, fmt.Sprintf("comes back %v, the ledger says %v", back, l.back))
	}
	lots := map[japan.Month]int{}
	for _, lot := range a.points.Lots {
		lots[lot.Month] = lot.Points
	}
	if !maps.Equal(lots, l.lots) {
		ds = append(ds, fmt.Sprintf("points %v, the ledger says %v", lots, l.lots))
	}
	same("points", a.points.Total, l.points)
	same("points at a glance", a.summary.Points, l.points)
	same("uses", len(a.all), l.uses)
	return ds
}

// holdings are the cards of all demo cases and of some members, the family cards among them.
func holdings() []holding {
	var hs []holding
	add := func(account uint64, t traits) {
		if t.standing != good || t.pace != quick {
			return
		}
		hs = append(hs, holding{account: account, traits: t})
		if t.household {
			hs = append(hs, holding{account: account, seat: 1, family: true, traits: t})
		}
	}
	for n := range uint64(len(cases)) {
		add(n, cases[n].traits)
	}
	for n := range uint64(12) {
		add(firstMember+n, traitsOf(firstMember+n))
	}
	return hs
}

func (h holding) journal(today japan.Date) []use {
	from := firstDay(today)
	if h.debit != debited {
		from = from.InMonths(-lookback, 1)
	}
	return history(h.account, h.traits, from, today)
}

// Statements, limits, points and totals are what an independent ledger makes of the uses, to the yen, on the days around
// every turn: closing, fixing, debit, the try after it, ends of months, leap day, New Year.
func TestAnIndependentLedgerAgreesToTheYen(t *testing.T) {
	c := &calendar{map[japan.Date]japan.Date{}, map[japan.Date]japan.Date{}}
	seen := map[string]int{}
	for _, h := range holdings() {
		for m := range 7 {
			for k, day := range []int{1, 2, 4, 5, 10, 11, 19, 20, 21, 22, 31} {
				today := japan.On(2026, time.November, 1).InMonths(m*3, day)
				if (m+k+int(h.account))%13 != 0 || h.crowd > 0 && m > 0 {
					continue
				}
				i := at(today.Start().Add(12*time.Hour), 12)
				a := asked(t, i, i.refs.make(h.kind(), h.account))
				ds := keep(c, h.journal(today), h.traits, h.family, firstDay(today), today).differences(a, h.family)
				if len(ds) > 0 {
					t.Errorf("account %d, family %v, %s:\n%s", h.account, h.family, today, strings.Join(ds[:min(len(ds), 12)], "\n"))
				}
				for _, s := range a.statements {
					seen[string(s.State)]++
					if s.Total < 0 {
						seen["negative"]++
					}
					if s.Cash > 0 {
						seen["cash"]++
					}
					if s.LateCharge > 0 {
						seen["late charge"]++
					}
					if s.Uses >= 5_000 {
						seen["crowd"]++
					}
				}
				for _, u := range a.all {
					seen[u.Way]++
					seen[string(u.Kind)]++
					if u.Foreign.Currency != "" {
						seen["foreign"]++
					}
				}
				if len(a.statements) == 0 && len(a.all) == 0 {
					seen["nothing"]++
				}
			}
		}
	}
	for _, what := range []string{
		"open", "closed", "fixed", "retrying", "overdue", "paid", "negative", "cash", "late charge", "crowd", "nothing", "foreign",
		"once", "twice", "bonus", "instalments", "revolving", "purchase", "refund", "chargeback", "annual_fee", "late_charge",
	} {
		if seen[what] == 0 {
			t.Errorf("no life shows %s: they are too dull to prove anything (%v)", what, seen)
		}
	}
}

// The ledger is worth what it finds: with any one use left out, or one yen wrong, it no longer agrees.
func TestOneUseDroppedIsFound(t *testing.T) {
	c := &calendar{map[japan.Date]japan.Date{}, map[japan.Date]japan.Date{}}
	today, dropped := japan.On(2026, time.November, 22), 0
	for _, h := range holdings() {
		i := at(noon, 12)
		a := asked(t, i, i.refs.make(h.kind(), h.account))
		uses := h.journal(today)
		d := throw(uint64(len(uses)), h.account)
		for tries := range 12 {
			if len(uses) == 0 || h.crowd > 0 && tries > 2 {
				break
			}
			n := d.n(len(uses))
			u := uses[n]
			if h.family && !u.Family || u.Date.Before(firstDay(today)) {
				continue // seen by others, or long paid
			}
			less := slices.Delete(slices.Clone(uses), n, n+1)
			if len(keep(c, less, h.traits, h.family, firstDay(today), today).differences(a, h.family)) == 0 {
				t.Errorf("account %d, family %v: nobody misses %+v", h.account, h.family, u.Use)
			}
			wrong := slices.Clone(uses)
			wrong[n].Amount++
			if onStatement := !u.Date.Before(firstDay(today).InMonths(0, 11)); onStatement && len(keep(c, wrong, h.traits, h.family, firstDay(today), today).differences(a, h.family)) == 0 {
				t.Errorf("account %d, family %v: nobody sees a yen more for %+v", h.account, h.family, u.Use)
			}
			dropped++
		}
	}
	if dropped < 150 {
		t.Errorf("only %d uses were dropped", dropped)
	}
}
