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
)

// However long a holder spends, the limit is never reached: the lives fit their limits.
func TestNobodySpendsBeyondTheLimit(t *testing.T) {
	var hs []holding
	for n := range cases {
		hs = append(hs, holding{account: uint64(n), traits: cases[n].traits})
	}
	for n := range uint64(300) {
		hs = append(hs, holding{account: firstMember + n, traits: traitsOf(firstMember + n)})
	}
	for _, h := range hs {
		for m := range 4 {
			today := japan.Date{Year: 2026, Month: time.February, Day: 4}.InMonths(m*3, 4)
			l := h.book(newRefs(testKey), today).limits()
			if l.Total.Available < l.Total.Limit/20 || l.Cash.Used > l.Cash.Limit || l.Credit.Used > l.Credit.Limit {
				t.Errorf("account %d, %s: %+v", h.account, today, l)
			}
		}
	}
}

func TestThePastDoesNotChange(t *testing.T) {
	today := japan.Date{Year: 2026, Month: time.November, Day: 22}
	for n, c := range cases {
		if c.crowd > 0 || c.unused {
			continue
		}
		h := holding{account: uint64(n), traits: c.traits}
		all := func(today japan.Date) map[string]string {
			uses := map[string]string{}
			b := h.book(newRefs(testKey), today)
			for n := range b.uses {
				if u := &b.uses[n]; !u.Date.Before(firstDay(japan.On(2027, 1, 6))) && u.Date.Before(firstDay(today).InMonths(months, 22)) {
					u.Left = 0 // goes down
					uses[refOf(u)] = fmt.Sprint(u.Use, u.parts)
				}
			}
			return uses
		}
		before, after := all(today), all(today.AddDays(45))
		for ref := range after {
			if known, ok := before[ref]; !ok && ref < "20261122" || ok && known != after[ref] {
				t.Errorf("%s: %s was %q, is told as %q later", c.slug, ref, known, after[ref])
			}
		}
		uses := history(h.account, h.traits, firstDay(today), today)
		first, last := japan.MonthOf(firstDay(today)), japan.MonthOf(uses[len(uses)-1].Date)
		if last.Sub(first) != 18 || !uses[len(uses)-1].Date.Before(today) || len(before) < 50 {
			t.Errorf("%s: %d uses to %s", c.slug, len(before), uses[len(uses)-1].Date)
		}
	}
}

func TestLivesAreBelievable(t *testing.T) {
	today := japan.Date{Year: 2026, Month: time.November, Day: 22}
	spent, refunds, family := map[bool]int{}, 0, 0
	for n := range uint64(200) {
		t2 := traitsOf(firstMember + n)
		uses := history(firstMember+n, t2, firstDay(today), today)
		if perMonth := len(uses) / months; perMonth < 10 || perMonth > 100 {
			t.Errorf("account %d: %d uses a month", firstMember+n, perMonth)
		}
		for _, u := range uses {
			if u.Amount == 0 || u.Amount > 200_000 || u.Way != issuer.Once || !slices.Contains(issuer.Categories, u.Category) || strings.TrimSpace(u.Merchant) != u.Merchant || strings.Contains(u.Merchant, "%") {
				t.Fatalf("account %d: %+v", firstMember+n, u)
			}
			if u.Amount < 0 {
				refunds++
				if u.Kind != issuer.Refund {
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
	for _, kind := range []string{"090", "080", "070", "060", "050", "03", "072", "045", "0422"} {
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
		h.book(newRefs(testKey), today).summary()
	}
}

// BenchmarkAsk asks what a screen asks, of one account and of another each time.
func BenchmarkAsk(b *testing.B) {
	box := New(Config{Key: testKey, Now: func() time.Time { return time.Date(2026, 11, 22, 1, 0, 0, 0, time.UTC) }, Members: 10_000})
	refs := make([]string, 10_000)
	for n := range refs {
		refs[n] = box.Seeded(n).CardRef
	}
	for name, ref := range map[string]func(int) string{"again": func(int) string { return refs[0] }, "another": func(n int) string { return refs[n%len(refs)] }} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				if _, err := box.Uses(b.Context(), ref(n), issuer.UsesOf{Month: japan.Month{Year: 2026, Month: 11}, Page: issuer.Page{Max: issuer.MaxPage}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
