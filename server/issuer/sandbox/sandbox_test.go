package sandbox

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/issuer/issuertest"
	"netanswer/server/issuer/resttest"
	"netanswer/shared/card"
	"netanswer/shared/japan"
)

// noon is a Sunday in Japan on which a statement is closed and fixed.
var noon = time.Date(2026, time.November, 22, 12, 0, 0, 0, japan.Zone)

var testKey = []byte("sandbox demo key")

func at(now time.Time, members int) *Issuer {
	return New(Config{Key: testKey, Now: func() time.Time { return now }, Members: members})
}

// typed is a demo card as a person types it.
func typed(t testing.TB, c DemoCard) issuertest.Card {
	t.Helper()
	return issuertest.Typed(t, c.Number, c.ExpMonth, c.ExpYear, c.SecurityCode)
}

func accountNamed(t testing.TB, slug string) uint64 {
	t.Helper()
	n := slices.IndexFunc(cases, func(c demoCase) bool { return c.slug == slug })
	if n < 0 {
		t.Fatalf("no case %s", slug)
	}
	return uint64(n)
}

func demoOf(t testing.TB, i *Issuer, slug string) issuertest.Card {
	return typed(t, i.DemoCards()[accountNamed(t, slug)])
}

func verify(i *Issuer, c issuertest.Card) (issuer.Verified, error) {
	return i.VerifyCard(context.Background(), c.Number, c.Expiry, c.Code)
}

func TestContract(t *testing.T) {
	issuertest.Run(t, func() (issuer.Issuer, issuertest.Fixture) { return tested(t) })
}

// The same over HTTPS, by the contract of issuer/rest: what a real card system is asked the sandbox is asked here.
func TestContractOverHTTPS(t *testing.T) {
	issuertest.Run(t, func() (issuer.Issuer, issuertest.Fixture) {
		i, f := tested(t)
		delete(f.Lives, "crowd") // thousands of uses held against a document take their time
		return resttest.Serve(t, i, i.now), f
	})
}

func TestContractOfOrders(t *testing.T) {
	issuertest.RunOrders(t, func() (issuer.Issuer, issuertest.Fixture) { return tested(t) })
}

// The same over HTTPS, and through the checks of both sides.
func TestContractOfOrdersOverHTTPS(t *testing.T) {
	issuertest.RunOrders(t, func() (issuer.Issuer, issuertest.Fixture) {
		i, f := tested(t)
		maps.DeleteFunc(f.Lives, func(slug string, _ issuertest.Card) bool {
			return !slices.Contains([]string{"plans", "revolving", "gold"}, slug)
		})
		return issuer.Strict{Issuer: resttest.Serve(t, issuer.Strict{Issuer: i, Now: i.now}, i.now), Now: i.now}, f
	})
}

// hands is a clock that a test can set forward.
type hands struct{ since atomic.Int64 }

func (h *hands) now() time.Time       { return noon.Add(time.Duration(h.since.Load())) }
func (h *hands) pass(d time.Duration) { h.since.Add(int64(d)) }

// tested is a sandbox with the cards that its contract is tested with.
func tested(t *testing.T) (*Issuer, issuertest.Fixture) {
	h := &hands{}
	i := New(Config{Key: testKey, Now: h.now, Members: 10, Bank: "/dev/bank"})
	of := func(slug string) issuertest.Card { return demoOf(t, i, slug) }
	family := accountNamed(t, "family")
	f := issuertest.Fixture{
		Good: of("sms"), SoleMail: of("mail"), Down: of("down"), Slow: of("slow"),
		Main: typed(t, i.demo(family, mainCard)), Family: of("family"),
		Reissued: of("reissued"), ReissueRef: i.Registered()[1].CardRef,
		Refused: map[string]issuertest.Card{
			"expired": of("expired"), "blocked": of("blocked"), "lost": of("lost"), "not eligible": of("corporate"),
			"replaced":                   typed(t, i.demo(accountNamed(t, "reissued"), mainCard)),
			"unknown":                    typed(t, i.demo(firstMember+10, mainCard)),
			"of an account between":      typed(t, i.demo(uint64(len(cases)), mainCard)),
			"a family card never issued": typed(t, i.demo(accountNamed(t, "mail"), familyCard)),
		},
	}
	f.Lives = map[string]issuertest.Card{}
	for _, slug := range []string{"landline", "amex", "plans", "revolving", "gold", "refund", "late", "overdue", "crowd", "unused", "five4"} {
		f.Lives[slug] = of(slug)
	}
	for _, slug := range []string{"sms", "both", "mail", "amex", "diners"} {
		f.Brands = append(f.Brands, struct {
			issuertest.Card
			Brand card.Brand
		}{of(slug), cases[accountNamed(t, slug)].brand})
	}
	f.Now, f.Pass = h.now, h.pass
	f.Orders = issuer.OrderKinds
	return i, f
}

func TestCasesAreStatesOfAHolder(t *testing.T) {
	i := at(noon, 0)
	slugs := "sms both mail landline nocontact expired blocked lost amex diners family corporate registered reissued slow down newphone nonsense " +
		"plans revolving gold refund late overdue crowd unused five five2 five3 five4 five5 cash student minor cashcall"
	var have []string
	for _, c := range i.DemoCards() {
		have = append(have, c.Case)
	}
	if got := strings.Join(have, " "); got != slugs {
		t.Fatalf("cases %s\nwant  %s", got, slugs)
	}
	for _, c := range []struct {
		slug string
		want error
		// what identity may be proven with, and what is on file for notices only
		proves, notices string
	}{
		{"sms", nil, "sms landline", "mail"},
		{"both", nil, "sms mail", ""},
		{"mail", nil, "mail", ""},
		{"landline", nil, "landline", ""},
		{"nocontact", nil, "", ""},
		{"expired", issuer.ErrRefused, "sms", "mail"},
		{"blocked", issuer.ErrRefused, "sms", "mail"},
		{"lost", issuer.ErrRefused, "sms", "mail"},
		{"amex", nil, "sms", "mail"},
		{"diners", nil, "sms mail", ""},
		{"family", nil, "sms landline", "mail"},
		{"corporate", issuer.ErrRefused, "sms", "mail"},
		{"registered", nil, "sms mail", ""},
		{"reissued", nil, "sms", "mail"},
		{"down", issuer.ErrUnavailable, "", ""},
		{"newphone", nil, "sms mail", ""},
		{"plans", nil, "sms", "mail"},
		{"unused", nil, "sms", "mail"},
		{"five5", nil, "sms", "mail"},
	} {
		t.Run(c.slug, func(t *testing.T) {
			_, err := verify(i, demoOf(t, i, c.slug))
			if err != c.want {
				t.Fatalf("VerifyCard: %v, want %v", err, c.want)
			}
			kind, account := refMain, accountNamed(t, c.slug)
			if cases[account].card == familyCard {
				kind = refFamily
			}
			contacts, err := i.Contacts(t.Context(), i.refs.make(kind, account))
			if c.want == issuer.ErrUnavailable {
				if err != c.want {
					t.Errorf("Contacts: %v, want %v", err, c.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var proves, notices []string
			for _, contact := range contacts {
				since := noon.Sub(contact.Since)
				if fresh := c.slug == "newphone" && contact.Channel == issuer.SMS; since <= 0 || fresh != (since < 48*time.Hour) || !fresh && since < 365*24*time.Hour {
					t.Errorf("%s on file since %v", contact.Channel, contact.Since)
				}
				if contact.Proves {
					proves = append(proves, string(contact.Channel))
				} else {
					notices = append(notices, string(contact.Channel))
				}
			}
			if got := strings.Join(proves, " "); got != c.proves {
				t.Errorf("proves with %q, want %q", got, c.proves)
			}
			if got := strings.Join(notices, " "); got != c.notices {
				t.Errorf("notices to %q, want %q", got, c.notices)
			}
		})
	}
}

func TestDemoCardsHaveNothingInCommon(t *testing.T) {
	i := at(noon, 3000)
	cards := i.DemoCards()
	for n := range 3000 {
		cards = append(cards, i.Member(n))
	}
	cards = append(cards, i.demo(accountNamed(t, "family"), mainCard), i.demo(accountNamed(t, "sms"), familyCard))
	seen := map[string]string{}
	for n, c := range cards {
		read := typed(t, c)
		if n < len(cases) && read.Number.Brand() != cases[n].brand {
			t.Errorf("case %s reads as %s, is %s", c.Case, read.Number.Brand(), cases[n].brand)
		}
		if c.Shows == "" && n < len(cases)+3000 {
			t.Errorf("card %d does not say what it shows", n)
		}
		for k, unique := range []string{c.Number, c.Mobile, c.Email} {
			if k > 0 && n < len(cases) && cases[n].person != 0 { // another card of somebody who has been seen
				continue
			}
			if other, taken := seen[unique]; taken && unique != "" {
				t.Errorf("cards %d and %s share %q", n, other, unique)
			}
			seen[unique] = fmt.Sprint(n)
		}
	}
	names := map[string]bool{}
	for n, c := range i.DemoCards() {
		if names[c.Holder] != (cases[n].person != 0) {
			t.Errorf("two demo cards are called %s, or one of five is not", c.Holder)
		}
		names[c.Holder] = true
	}
}

// The seed's lives are what people see in pictures and write down in tests: they must not change by accident.
func TestTheFirstCardIsAlwaysTheSame(t *testing.T) {
	i := at(noon, 0)
	c := i.DemoCards()[0]
	got := fmt.Sprintf("%s %s/%s %s %s %s %s %s", c.Number, c.ExpMonth, c.ExpYear, c.SecurityCode, c.Holder, c.Mobile, c.Landline, c.Email)
	const want = "4000003818281723 01/29 070 見本 花子 090-0271-8281 03-0517-2297 hanako.mihon@example.jp"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	v, err := verify(i, typed(t, c))
	if err != nil {
		t.Fatal(err)
	}
	s, err := i.Summary(t.Context(), v.CardRef)
	if err != nil {
		t.Fatal(err)
	}
	got = fmt.Sprintf("%d on %s to %s, then %d on %s, %d left, %d points; %s %s %d %v %s", s.Due, s.DueDate, s.Account, s.Unbilled, s.NextDebit, s.Available, s.Points,
		s.Uses[0].Date, s.Uses[0].Merchant, s.Uses[0].Amount, s.Uses[0].Family, s.Uses[0].Way)
	const life = "88985 on 2026-12-04 to みほん銀行 普通 ****121, then 39931 on 2027-01-04, 671084 left, 9031 points; 2026-11-21 ふだん着 木綿屋 みなみ町店 7250 true once"
	if got != life {
		t.Errorf("got  %s\nwant %s", got, life)
	}
}

func TestTheSameCardHasTheSameLife(t *testing.T) {
	one, two := at(noon, 50), at(noon.In(time.FixedZone("far", -11*60*60)), 50)
	other := New(Config{Key: []byte("0123456789abcdef"), Now: func() time.Time { return noon }, Members: 50})
	if !slices.Equal(one.DemoCards(), two.DemoCards()) || !slices.Equal(one.Registered(), two.Registered()) {
		t.Error("two sandboxes of the same configuration have different cards")
	}
	for n, c := range one.DemoCards() {
		if cases[n].standing != good || cases[n].pace != quick || cases[n].expired {
			continue
		}
		a, err := verify(one, typed(t, c))
		if err != nil {
			t.Fatal(err)
		}
		b, err := verify(two, typed(t, c))
		if err != nil || a != b {
			t.Errorf("case %s: %v and %v, %v", c.Case, a, b, err)
		}
		sa, err := one.Summary(t.Context(), a.CardRef)
		if err != nil {
			t.Fatal(err)
		}
		sb, err := two.Summary(t.Context(), b.CardRef)
		if err != nil || fmt.Sprintf("%+v", sa) != fmt.Sprintf("%+v", sb) {
			t.Errorf("case %s: %+v\nand %+v, %v", c.Case, sa, sb, err)
		}
	}
	a, b := one.Member(7), other.Member(7)
	if a.SecurityCode == b.SecurityCode {
		t.Error("another key makes the same security code")
	}
	a.SecurityCode, b.SecurityCode = "", ""
	if a != b {
		t.Errorf("another key makes another life: %+v, %+v", a, b)
	}
	if _, err := other.Holder(t.Context(), one.Registered()[0].CardRef); !errors.Is(err, issuer.ErrUnknown) {
		t.Errorf("another key opens a reference: %v", err)
	}
}

func TestTheNumberBeforeReissueIsDead(t *testing.T) {
	i := at(noon, 0)
	account := accountNamed(t, "reissued")
	before, now := typed(t, i.demo(account, mainCard)), demoOf(t, i, "reissued")
	if before.Number.Digits() == now.Number.Digits() {
		t.Fatal("reissued under the same number")
	}
	if _, err := verify(i, before); err != issuer.ErrRefused {
		t.Errorf("the number before: %v, want %v", err, issuer.ErrRefused)
	}
	v, err := verify(i, now)
	if err != nil {
		t.Fatal(err)
	}
	rs := i.Registered()
	if len(rs) != 3 || rs[1].CardRef != v.CardRef || rs[1].AccountRef != v.AccountRef || rs[1].Last4 != before.Number.Last4() {
		t.Errorf("registered as %+v, verified as %+v", rs, v)
	}
	for _, r := range rs {
		if !strings.Contains(r.Email, "@") {
			t.Errorf("registered with mail address %q", r.Email)
		}
	}
}

// A card printed by a demonstration works for at least a year, whatever New Year comes between.
func TestDemoCardsStayGood(t *testing.T) {
	for _, now := range []time.Time{noon, time.Date(2026, 12, 31, 23, 59, 59, 0, japan.Zone), time.Date(2028, 2, 29, 0, 0, 0, 0, japan.Zone)} {
		printed := at(now, 300)
		later := at(now.AddDate(1, 0, 0), 300)
		for n := range 300 {
			if s := traitsOf(firstMember + uint64(n)).standing; s != good {
				continue
			}
			c := typed(t, printed.Member(n))
			for _, i := range []*Issuer{printed, later} {
				if _, err := verify(i, c); err != nil {
					t.Fatalf("member %d, printed %v, used %v: %v", n, now, i.now(), err)
				}
			}
			if past := at(now.AddDate(6, 0, 0), 300); past.today().Year > c.Expiry.Year {
				if _, err := verify(past, c); err != issuer.ErrRefused {
					t.Fatalf("member %d, expired: %v", n, err)
				}
			}
		}
	}
}

func TestTheSlowCaseTakesItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		i := New(Config{Key: testKey, Now: time.Now, Slow: 3 * time.Second})
		c := demoOf(t, i, "slow")
		start := time.Now()
		if _, err := verify(i, c); err != nil || time.Since(start) != 3*time.Second {
			t.Errorf("%v after %v, want a card after 3s", err, time.Since(start))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start = time.Now()
		_, err := i.VerifyCard(ctx, c.Number, c.Expiry, c.Code)
		if !errors.Is(err, issuer.ErrUnavailable) || !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Second {
			t.Errorf("%v after %v, want not available after 1s", err, time.Since(start))
		}
		start = time.Now()
		if _, err := verify(i, demoOf(t, i, "down")); err != issuer.ErrUnavailable || time.Since(start) != 0 {
			t.Errorf("down: %v after %v, want not available at once", err, time.Since(start))
		}
	})
}

// A number of another brand holds the same account; even with the code that belongs to it, it was never issued.
func TestANumberUnderAnotherPrefixIsNotOurs(t *testing.T) {
	i := at(noon, 0)
	for slug, b := range map[string]card.Brand{"sms": card.Mastercard, "both": card.JCB, "down": card.Mastercard} {
		account := accountNamed(t, slug)
		c := i.DemoCards()[account]
		c.Number = digitsOf(b, account, mainCard)
		read := typed(t, c)
		code, err := card.ParseSecurityCode(i.code(c.Number, read.Expiry, b), b)
		if err != nil {
			t.Fatal(err)
		}
		read.Code = code
		if held, _, ok := accountOf(c.Number); held != account || !ok {
			t.Fatalf("%s number of case %s holds account %d", b, slug, held)
		}
		if _, err := verify(i, read); err != issuer.ErrRefused {
			t.Errorf("case %s under %s: %v, want %v", slug, b, err, issuer.ErrRefused)
		}
	}
}

func TestNewRefusesWhatCannotBeMeant(t *testing.T) {
	now := func() time.Time { return noon }
	for name, c := range map[string]Config{
		"a short key": {Key: []byte("short"), Now: now}, "no key": {Now: now}, "no clock": {Key: testKey},
		"fewer than no members":     {Key: testKey, Now: now, Members: -1},
		"more members than numbers": {Key: testKey, Now: now, Members: maxAccount},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("accepted")
				}
			}()
			New(c)
		})
	}
}

func FuzzVerifyCard(f *testing.F) {
	i := at(noon, 100)
	for _, c := range i.DemoCards() {
		f.Add(c.Number, c.ExpMonth, c.ExpYear, c.SecurityCode)
	}
	f.Add("4111 1111 1111 1111", "12", "30", "123")
	f.Add("", "", "", "")
	sleepy, raves := i.DemoCards()[accountNamed(f, "slow")].Number, i.DemoCards()[accountNamed(f, "nonsense")].Number
	f.Fuzz(func(t *testing.T, number, month, year, code string) {
		n, _ := card.ParseNumber(number)
		e, _ := card.ParseExpiry(month, year)
		c, _ := card.ParseSecurityCode(code, n.Brand())
		ctx, cancel := context.WithCancel(t.Context())
		if n.Digits() == sleepy { // nobody waits for it here
			cancel()
		}
		defer cancel()
		v, err := i.VerifyCard(ctx, n, e, c)
		switch {
		case errors.Is(err, issuer.ErrUnavailable), n.Digits() == raves:
		case err == nil:
			if v.Last4 != n.Last4() || c.Digits() == "" {
				t.Errorf("card %v accepted as %+v", n, v)
			}
		case err != issuer.ErrRefused || v != issuer.Verified{}:
			t.Errorf("card %v: %+v, %v", n, v, err)
		}
		_, holderErr := i.Holder(t.Context(), number+code)
		if !errors.Is(holderErr, issuer.ErrUnknown) {
			t.Errorf("reference %q: %v", number+code, holderErr)
		}
	})
}
