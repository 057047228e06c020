package sandbox

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/card"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// days are the days around every turn of a month for more than a year: closing, fixing, debit, ends of months, leap day,
// New Year.
func days() []japan.Date {
	var ds []japan.Date
	for m := range 15 {
		for _, day := range []int{1, 4, 5, 6, 8, 10, 11, 19, 20, 31} {
			ds = append(ds, japan.On(2027, time.January, 1).InMonths(m, day))
		}
	}
	return ds
}

// holdings are the cards of all demo cases and of some members, the family cards among them.
func holdings() []holding {
	var hs []holding
	add := func(account uint64, t traits) {
		hs = append(hs, holding{account, false, t})
		if t.household {
			hs = append(hs, holding{account, true, t})
		}
	}
	for n := range uint64(len(cases)) {
		add(n, cases[n].traits)
	}
	for n := range uint64(6) {
		add(firstMember+n, traitsOf(firstMember+n))
	}
	return hs
}

// debits remembers the debit days: a day's bank days are costly to find thousands of times.
type debits map[use]japan.Date

func (known debits) of(u use) japan.Date {
	k := use{cash: u.cash, Use: issuer.Use{Date: u.Date}}
	d, ok := known[k]
	if !ok {
		d = money.ShoppingDebit(u.Date)
		if u.cash {
			d = money.CashDebit(u.Date)
		}
		known[k] = d
	}
	return d
}

// The summary is computed a second time from nothing but the list of uses and the debit days of package money: whatever
// is debited today or later is outstanding; of it, what is debited on the same day as a statement closed before today is
// due.
func TestSummaryAgreesWithTheUses(t *testing.T) {
	dues, unfixed, cash, known := 0, 0, 0, debits{}
	for _, h := range holdings() {
		for _, today := range days() {
			s := h.summary(today)
			var due, unbilled, outstanding int
			sums := map[japan.Date]int{} // of shopping, by debit day
			dueDate, latestUses := japan.Date{}, []issuer.Use{}
			closed := today.AddDays(-1) // the last 10th before today
			for closed.Day != 10 {
				closed = closed.AddDays(-1)
			}
			closedDebit, nextDebit := known.of(use{Use: issuer.Use{Date: closed}}), known.of(use{Use: issuer.Use{Date: today}})
			for _, u := range history(h.account, h.traits, today) {
				debit, owed := known.of(u), u.Amount
				if u.cash {
					interestDays := 0
					for d := u.Date; d.Before(debit); d = d.AddDays(1) {
						interestDays++
					}
					owed += int(float64(u.Amount) * 0.18 * float64(interestDays) / 365)
					cash++
				}
				if !u.cash {
					sums[debit] += u.Amount
				}
				if h.family && !u.Family {
					if !debit.Before(today) {
						outstanding += owed
					}
					continue
				}
				latestUses = append(latestUses, u.Use)
				if debit.Before(today) {
					continue
				}
				outstanding += owed
				if debit == closedDebit {
					due, dueDate = due+owed, debit
				} else {
					unbilled += owed
				}
			}
			if due == 0 {
				dueDate = japan.Date{}
			}
			where := fmt.Sprintf("account %d, family %v, %s", h.account, h.family, today)
			if s.Due != due || s.DueDate != dueDate || s.Unbilled != unbilled {
				t.Fatalf("%s: due %d on %q, unbilled %d; the uses say %d on %q, %d", where, s.Due, s.DueDate, s.Unbilled, due, dueDate, unbilled)
			}
			if s.Available != s.Limit-outstanding || s.Available < 0 {
				t.Fatalf("%s: available %d of %d with %d outstanding", where, s.Available, s.Limit, outstanding)
			}
			if want := latestUses[:min(5, len(latestUses))]; !slices.Equal(s.Uses, want) {
				t.Fatalf("%s: shows %+v, the latest are %+v", where, s.Uses, want)
			}
			if fixed := s.Due != 0 && (today.Day >= 20 || today.Month != closed.Month); s.Fixed != fixed {
				t.Fatalf("%s: fixed %v, want %v", where, s.Fixed, fixed)
			}
			if s.Due < 0 || s.NextDebit != nextDebit {
				t.Fatalf("%s: due %d, next debit %s", where, s.Due, s.NextDebit)
			}
			checkPoints(t, where, h, s, sums, today)
			if s.Due > 0 {
				dues++
				if !s.Fixed {
					unfixed++
				}
			}
		}
	}
	if dues == 0 || unfixed == 0 || cash == 0 {
		t.Errorf("%d statements due, %d not fixed, %d cash advances: the lives are too dull to prove anything", dues, unfixed, cash)
	}
}

// checkPoints computes the points a second time: one for 200 yen of every statement debited in this month of last year or
// later; those of that month are about to expire.
func checkPoints(t *testing.T, where string, h holding, s issuer.Summary, sums map[japan.Date]int, today japan.Date) {
	t.Helper()
	points, expiring := 0, 0
	for debit, sum := range sums {
		age := (today.Year-debit.Year)*12 + int(today.Month-debit.Month)
		if h.family || today.Before(debit) || age > 12 || sum < 0 {
			continue
		}
		points += sum / 200
		if age == 12 {
			expiring += sum / 200
		}
	}
	if s.Points != points || s.Expiring != expiring || !h.family && points == 0 {
		t.Fatalf("%s: %d points, %d expiring; the uses say %d, %d", where, s.Points, s.Expiring, points, expiring)
	}
	if expiring > 0 && (s.ExpireOn.Month != today.Month || s.ExpireOn.AddDays(1).Day != 1) {
		t.Fatalf("%s: points expire on %s", where, s.ExpireOn)
	}
}

// However long a holder spends, the limit is never reached: the lives fit their limits.
func TestNobodySpendsBeyondTheLimit(t *testing.T) {
	for n := range uint64(300) {
		h := holding{account: firstMember + n, traits: traitsOf(firstMember + n)}
		for m := range 4 {
			today := japan.Date{Year: 2026, Month: time.February, Day: 4}.InMonths(m*3, 4)
			if s := h.summary(today); s.Available < s.Limit/20 {
				t.Errorf("account %d, %s: %d of %d left", h.account, today, s.Available, s.Limit)
			}
		}
	}
}

func TestThePastDoesNotChange(t *testing.T) {
	h := holding{traits: cases[0].traits}
	today := japan.Date{Year: 2026, Month: time.November, Day: 22}
	before := history(h.account, h.traits, today)
	after := history(h.account, h.traits, today.AddDays(45))
	var same []use
	for _, u := range after {
		if u.Date.Before(today) {
			same = append(same, u)
		}
	}
	if !slices.Equal(same, before[:len(same)]) {
		t.Error("what was bought before today is told otherwise later")
	}
	first, last := before[len(before)-1].Date, before[0].Date
	if months := int(last.Month) - int(first.Month) + 12*(last.Year-first.Year); months != 18 {
		t.Errorf("uses from %s to %s", first, last)
	}
	if !last.Before(today) {
		t.Errorf("a use of %s is told on %s", last, today)
	}
}

func TestLivesAreBelievable(t *testing.T) {
	today := japan.Date{Year: 2026, Month: time.November, Day: 22}
	spent, refunds, family := map[bool]int{}, 0, 0
	for n := range uint64(200) {
		t2 := traitsOf(firstMember + n)
		uses := history(firstMember+n, t2, today)
		if perMonth := len(uses) / months; perMonth < 10 || perMonth > 100 {
			t.Errorf("account %d: %d uses a month", firstMember+n, perMonth)
		}
		for _, u := range uses {
			if u.Amount == 0 || u.Amount > 200_000 || u.Way != "once" || strings.TrimSpace(u.Merchant) != u.Merchant || strings.Contains(u.Merchant, "%") {
				t.Fatalf("account %d: %+v", firstMember+n, u)
			}
			if u.Amount < 0 {
				refunds++
				if !strings.HasSuffix(u.Merchant, " 返品") {
					t.Errorf("account %d: %+v", firstMember+n, u)
				}
			}
			if u.Family {
				family++
			}
			weekend := u.Date.Weekday() == time.Saturday || u.Date.Weekday() == time.Sunday
			spent[weekend] += u.Amount
		}
	}
	if refunds == 0 || family == 0 {
		t.Errorf("%d refunds, %d uses of family cards", refunds, family)
	}
	if spent[true]*5 < spent[false]*2 {
		t.Errorf("spent %d on weekends and %d on other days", spent[true], spent[false])
	}
}

func TestPeopleCanBeReachedAndNobodyElse(t *testing.T) {
	kinds := map[string]int{}
	for n := range uint64(3000) {
		account := firstMember + n
		tr := traitsOf(account)
		p := personOf(account, false, tr)
		if (p.mobile != "") != tr.mobile || (p.mail != "") != tr.mail || (p.landline != "") != tr.landline {
			t.Fatalf("account %d: %+v, traits %+v", account, p, tr)
		}
		for _, phone := range []string{p.mobile, p.landline} {
			if phone == "" {
				continue
			}
			parts := strings.Split(phone, "-")
			digits := len(phone) - 2
			want := 10
			if a := parts[0]; len(a) == 3 && a[2] == '0' {
				want = 11
			}
			if len(parts) != 3 || digits != want || parts[1][0] != '0' || len(parts[2]) != 4 {
				t.Fatalf("account %d: phone %q", account, phone)
			}
			kinds[parts[0]]++
		}
		if age := 2026 - p.birth.Year; age < 18 || age > 90 {
			t.Fatalf("account %d: born %s", account, p.birth)
		}
		if p.mail != "" && !slices.Contains(mailDomains, p.mail[strings.IndexByte(p.mail, '@')+1:]) {
			t.Fatalf("account %d: mail %q", account, p.mail)
		}
		if tr.household {
			f := personOf(account, true, tr)
			if f.family != p.family || f.landline != p.landline || f.given == p.given || f.mobile == p.mobile && f.mobile != "" || f.birth.Year > 2004 {
				t.Fatalf("account %d: %+v and %+v are no family", account, p, f)
			}
		}
	}
	for _, kind := range []string{"090", "080", "070", "060", "050", "03", "06", "045", "0422"} {
		if kinds[kind] == 0 {
			t.Errorf("nobody has a number with %s", kind)
		}
	}
}

func TestMasks(t *testing.T) {
	for _, c := range []struct{ phone, masked, dialled string }{
		{"090-0123-1234", "090-****-1234", "+819001231234"},
		{"03-0123-5678", "03-****-5678", "+81301235678"},
		{"045-012-3456", "045-***-3456", "+81450123456"},
		{"0422-01-2345", "0422-**-2345", "+81422012345"},
		{"050-0123-4567", "050-****-4567", "+815001234567"},
	} {
		if got := maskPhone(c.phone); got != c.masked {
			t.Errorf("maskPhone(%s) = %s, want %s", c.phone, got, c.masked)
		}
		if got := e164(c.phone); got != c.dialled {
			t.Errorf("e164(%s) = %s, want %s", c.phone, got, c.dialled)
		}
	}
	if got := maskMail("taro.mihon@example.jp"); got != "t***@example.jp" {
		t.Errorf("maskMail = %s", got)
	}
}

func TestMembersAreOfAllKinds(t *testing.T) {
	standings, brands, reissued := map[standing]int{}, map[card.Brand]int{}, 0
	for n := range uint64(3000) {
		tr := traitsOf(firstMember + n)
		standings[tr.standing]++
		brands[tr.brand]++
		if tr.reissued {
			reissued++
		}
		if tr.pace != quick || tr.registered {
			t.Fatalf("member %d is slow, down or registered: only demo cards are", n)
		}
	}
	if standings[good] < 2700 || standings[blocked] == 0 || standings[lost] == 0 || standings[notEligible] == 0 || len(brands) != 5 || reissued == 0 {
		t.Errorf("standings %v, brands %v, reissued %d", standings, brands, reissued)
	}
}

func BenchmarkSummary(b *testing.B) {
	h := holding{traits: cases[0].traits}
	today := japan.Date{Year: 2026, Month: time.November, Day: 22}
	for b.Loop() {
		h.summary(today)
	}
}
