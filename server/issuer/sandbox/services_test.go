package sandbox

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

func lockOrder(l issuer.Lock) issuer.Order {
	return issuer.Order{Kind: issuer.LockCard, LockCard: &l}
}

func TestALockIsThereAtOnceAndEndsByItself(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("sms", 0)
	today := japan.DateOf(noon)
	if out := w.order(ref, lockOrder(issuer.Lock{Abroad: true, Cash: true})); out.State != issuer.Completed || !out.CancelUntil.IsZero() {
		t.Errorf("a lock is %+v", out)
	}
	if l := w.services(ref).Lock; l != (issuer.Lock{Abroad: true, Cash: true}) {
		t.Errorf("locked %+v", l)
	}
	if l := w.services(w.ref("sms", 1)).Lock; l != (issuer.Lock{}) {
		t.Errorf("the family card is locked too: %+v", l)
	}
	w.order(ref, lockOrder(issuer.Lock{All: true, Until: today.AddDays(2)}))
	w.pass(48 * time.Hour)
	if l := w.services(ref).Lock; !l.All || l.Until != today.AddDays(2) {
		t.Errorf("on its last day: %+v", l)
	}
	w.pass(24 * time.Hour)
	if l := w.services(ref).Lock; l != (issuer.Lock{}) {
		t.Errorf("after its last day: %+v", l)
	}
	for _, l := range []issuer.Lock{
		{Until: japan.DateOf(*w.now)}, {All: true, Until: today}, {All: true, Until: japan.DateOf(*w.now).AddDays(367)},
		{All: true, Until: japan.Date{Year: 2027, Month: 2, Day: 30}},
	} {
		w.refused(ref, lockOrder(l))
	}
}

// A lock is against use. Whoever locked the card and forgot the password still proves with it who they are.
func TestALockedCardIsStillItsHolders(t *testing.T) {
	w := newWorld(t)
	w.order(w.ref("sms", 0), lockOrder(issuer.Lock{All: true}))
	if _, err := w.verifies("sms", 0); err != nil {
		t.Errorf("a locked card: %v", err)
	}
}

// What a life would have gone on to buy is not bought with a locked card, and what was used before stays.
func TestALockedCardIsNotUsed(t *testing.T) {
	for _, c := range []struct {
		slug string
		lock issuer.Lock
		is   func(issuer.Use) bool
	}{
		{"sms", issuer.Lock{All: true}, func(u issuer.Use) bool { return u.Kind == issuer.Purchase && !u.Family }},
		{"gold", issuer.Lock{Abroad: true}, func(u issuer.Use) bool { return u.Kind == issuer.Purchase && u.Foreign.Currency != "" && !u.Family }},
		{"gold", issuer.Lock{Online: true}, func(u issuer.Use) bool { return strings.HasPrefix(u.Merchant, "CLOUD SHELF") }},
	} {
		w, free := newWorld(t), newWorld(t)
		ref := w.ref(c.slug, 0)
		w.order(ref, lockOrder(c.lock))
		of := func(w *world) (in []issuer.Use, out int) {
			var us []issuer.Use
			for p := (issuer.Page{Max: issuer.MaxPage}); ; {
				some, err := w.Uses(t.Context(), ref, issuer.UsesOf{Page: p})
				if err != nil {
					t.Fatal(err)
				}
				if us, p.After = append(us, some.Uses...), some.Next; p.After == "" {
					break
				}
			}
			for _, u := range us {
				if u.Date.Before(firstDay(japan.DateOf(*w.now)).AddDays(90)) {
					continue // soon no more told
				}
				if !japan.DateOf(noon).Before(u.Date) {
					out++
				} else if c.is(u) {
					in = append(in, u)
				}
			}
			return in, out
		}
		w.pass(70 * 24 * time.Hour)
		free.pass(70 * 24 * time.Hour)
		locked, before := of(w)
		bought, same := of(free)
		if len(locked) != 0 || len(bought) == 0 || before != same || before == 0 {
			t.Errorf("%s, %+v: %d uses after the lock, %d without; %d and %d before", c.slug, c.lock, len(locked), len(bought), before, same)
		}
		for shop, refused := range map[string]bool{"みほん商店": c.lock.All, "通販つづら": c.lock.All || c.lock.Online} {
			if err := w.Happen(t.Context(), ref, issuer.CardUsed, shop, 500); refused != errors.Is(err, issuer.ErrNotOffered) {
				t.Errorf("%+v: used at %s: %v", c.lock, shop, err)
			}
		}
		w.order(ref, lockOrder(issuer.Lock{}))
		w.pass(70 * 24 * time.Hour)
		if again, _ := of(w); len(again) == 0 {
			t.Errorf("%s, %+v: never used again after the lock was taken off", c.slug, c.lock)
		}
	}
}

// A lost card is dead at once; the new one comes by the clock under the same reference, so that a registration survives it.
func TestALostCardComesAgainUnderTheSameReference(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("sms", 0)
	was, old := w.cards(ref)[0].Last4, typed(t, w.demo(accountNamed(t, "sms"), mainCard))
	before, err := verify(w.Issuer, old)
	if err != nil || before.CardRef != ref {
		t.Fatalf("%+v, %v", before, err)
	}
	loss := issuer.Order{Key: w.key(), Kind: issuer.ReportLoss, ReportLoss: &issuer.Loss{On: japan.DateOf(noon), Place: "駅前の喫茶店", Replace: true}}
	if out := w.order(ref, loss); out.State != issuer.Received || !out.CancelUntil.IsZero() {
		t.Errorf("a loss is %+v", out)
	}
	s := w.services(ref)
	if !s.Lost || s.NewCard != issuer.Received || s.NewCardBy.IsZero() || w.cards(ref)[0].Last4 != was {
		t.Errorf("right after the report: %+v", s)
	}
	if _, err := verify(w.Issuer, old); !errors.Is(err, issuer.ErrRefused) {
		t.Errorf("the lost card: %v", err)
	}
	w.refused(ref, loss)
	w.refused(ref, lockOrder(issuer.Lock{}))
	w.pass(time.Minute + time.Second)
	s = w.services(ref)
	if out := w.stands(ref, loss.Key); out.State != issuer.Shipped || s.Lost || s.NewCard != issuer.Shipped {
		t.Errorf("shipped: %+v, %+v", out, s)
	}
	v, err := w.verifies("sms", 0)
	if now := w.cards(ref)[0].Last4; err != nil || v.CardRef != before.CardRef || v.AccountRef != before.AccountRef || v.Last4 == was || now != v.Last4 {
		t.Errorf("the new card: %+v, %v; the list says %s", v, err, now)
	}
	if sum, err := w.Summary(t.Context(), ref); err != nil || sum.Last4 != v.Last4 {
		t.Errorf("at a glance the card is %s, %v", sum.Last4, err)
	}
	if _, err := verify(w.Issuer, old); !errors.Is(err, issuer.ErrRefused) {
		t.Errorf("the lost card, once the new one is there: %v", err)
	}
	w.pass(time.Minute + time.Second)
	if out, s := w.stands(ref, loss.Key), w.services(ref); out.State != issuer.Completed || s.NewCard != "" || !s.NewCardBy.IsZero() {
		t.Errorf("in the end: %+v, %+v", out, s)
	}
	if d := w.DemoCards()[accountNamed(t, "sms")]; !strings.HasSuffix(d.Number, v.Last4) {
		t.Errorf("the demo card is still %s", d.Number)
	}
	posted := w.Posted()
	if len(posted) != 1 || posted[0].Case != "sms" {
		t.Fatalf("by post: %+v", posted)
	}
	if got, err := verify(w.Issuer, typed(t, posted[0])); err != nil || got.CardRef != ref {
		t.Errorf("the card that came by post: %+v, %v", got, err)
	}
}

// Without a replacement a lost card stays dead until one is ordered.
func TestALostCardWithoutAReplacementWaitsForOne(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("sms", 0)
	was := w.cards(ref)[0].Last4
	if out := w.order(ref, issuer.Order{Kind: issuer.ReportLoss, ReportLoss: &issuer.Loss{Stolen: true, On: japan.DateOf(noon).AddDays(-3)}}); out.State != issuer.Completed {
		t.Errorf("%+v", out)
	}
	w.pass(24 * time.Hour)
	if s := w.services(ref); !s.Lost || s.NewCard != "" {
		t.Errorf("%+v", s)
	}
	w.order(ref, issuer.Order{Kind: issuer.Reissue, Reissue: &issuer.Replacement{Why: "broken"}})
	w.pass(time.Minute + time.Second)
	if s := w.services(ref); s.Lost || w.cards(ref)[0].Last4 == was {
		t.Errorf("%+v", s)
	}
	if _, err := w.verifies("sms", 0); err != nil {
		t.Error(err)
	}
}

// A broken card comes again with its number; until something is done about it, the order can be undone.
func TestAReissuedCardKeepsItsNumber(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("amex", 1)
	was := w.cards(ref)[0].Last4
	broken := issuer.Order{Kind: issuer.Reissue, Reissue: &issuer.Replacement{Why: "unreadable"}}
	out := w.order(ref, broken)
	if want := out.At.Add(time.Minute); out.State != issuer.Received || !out.CancelUntil.Equal(want) {
		t.Fatalf("%+v", out)
	}
	w.refused(ref, broken)
	gone, err := w.Cancel(t.Context(), ref, out.Key)
	if again, err2 := w.Cancel(t.Context(), ref, out.Key); err != nil || err2 != nil || gone.State != issuer.Cancelled || again != gone || !gone.CancelUntil.IsZero() {
		t.Fatalf("cancelled: %+v, %v; %+v, %v", gone, err, again, err2)
	}
	if s := w.services(ref); s.NewCard != "" {
		t.Errorf("after it was undone: %+v", s)
	}
	key := w.order(ref, broken).Key
	w.pass(time.Minute + time.Second)
	if _, err := w.Cancel(t.Context(), ref, key); !errors.Is(err, issuer.ErrTooLate) {
		t.Errorf("shipped, and cancelled: %v", err)
	}
	w.pass(time.Minute + time.Second)
	if out := w.stands(ref, key); out.State != issuer.Completed || w.cards(ref)[0].Last4 != was {
		t.Errorf("%+v, %s is now %s", out, was, w.cards(ref)[0].Last4)
	}
	w.refused(ref, issuer.Order{Kind: issuer.Reissue, Reissue: &issuer.Replacement{Why: "bored"}})
}

// A card under way for a broken one does not come when that one is lost meanwhile.
func TestALossOvertakesAReissue(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("both", 0)
	key := w.order(ref, issuer.Order{Kind: issuer.Reissue, Reissue: &issuer.Replacement{Why: "name"}}).Key
	w.pass(time.Second)
	w.order(ref, issuer.Order{Kind: issuer.ReportLoss, ReportLoss: &issuer.Loss{On: japan.DateOf(noon), Replace: true}})
	if out, s := w.stands(ref, key), w.services(ref); out.State != issuer.Cancelled || s.NewCard != issuer.Received {
		t.Errorf("%+v, %+v", out, s)
	}
	w.pass(2*time.Minute + time.Second)
	if out, s := w.stands(ref, key), w.services(ref); out.State != issuer.Cancelled || s.NewCard != "" || s.Lost {
		t.Errorf("%+v, %+v", out, s)
	}
}

func TestContactsChange(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("sms", 0)
	before := w.contacts(ref)
	out := w.order(ref, issuer.Order{Kind: issuer.ChangePhone, ChangePhone: &issuer.NewPhone{Number: "+818001234567", Mobile: true}})
	w.order(ref, issuer.Order{Kind: issuer.ChangePhone, ChangePhone: &issuer.NewPhone{Number: "+81301234567"}})
	w.order(ref, issuer.Order{Kind: issuer.ChangeMail, ChangeMail: &issuer.NewMail{Mail: "hanako@new.example.jp"}})
	now := w.contacts(ref)
	if c := now[issuer.SMS]; c.To != "+818001234567" || c.Masked != "080-****-4567" || !c.Proves || !c.Since.Equal(out.At) || out.State != issuer.Completed {
		t.Errorf("mobile %+v", c)
	}
	if c := now[issuer.Landline]; c.To != "+81301234567" || c.Masked != "03-****-4567" || c.Since.Before(out.At) {
		t.Errorf("landline %+v", c)
	}
	if c := now[issuer.Mail]; c.To != "hanako@new.example.jp" || c.Proves != before[issuer.Mail].Proves || c.Since.Before(out.At) {
		t.Errorf("mail %+v", c)
	}
	if d := w.DemoCards()[accountNamed(t, "sms")]; d.Mobile != "080-0123-4567" || d.Landline != "03-0123-4567" || d.Email != "hanako@new.example.jp" {
		t.Errorf("the demo card says %+v", d)
	}
	if c := w.contacts(w.ref("sms", 1)); c[issuer.SMS].To == "+818001234567" {
		t.Errorf("the family member has the new number too: %+v", c)
	}
	for _, number := range []string{"", "09012345678", "+8109012345678", "+819112345678", "+81901234567", "+15551234567", "+8190123456789", "+81901234567８"} {
		w.refused(ref, issuer.Order{Kind: issuer.ChangePhone, ChangePhone: &issuer.NewPhone{Number: number, Mobile: true}})
	}
	for _, mail := range []string{"", "hanako", "@example.jp", "a b@example.jp", "花子@example.jp", "a@b@example.jp", "a@example.jp\r\nBcc: b@example.jp", strings.Repeat("a", 65) + "@example.jp", "a@" + strings.Repeat("b", 250)} {
		w.refused(ref, issuer.Order{Kind: issuer.ChangeMail, ChangeMail: &issuer.NewMail{Mail: mail}})
	}
	// A person with several cards is one person.
	w.order(w.ref("five3", 0), issuer.Order{Kind: issuer.ChangePhone, ChangePhone: &issuer.NewPhone{Number: "+817001112222", Mobile: true}})
	for _, slug := range []string{"five", "five2", "five4"} {
		if c := w.contacts(w.ref(slug, 0))[issuer.SMS]; c.To != "+817001112222" {
			t.Errorf("%s is still called on %s", slug, c.To)
		}
	}
}

func TestAddressMoves(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("sms", 0)
	good := issuer.Address{Postal: "9000001", Prefecture: "沖縄県", City: "見本市", Street: "みなと町1-2-3"}
	if a := w.services(ref).Address; a == "沖縄県****" || !strings.HasSuffix(a, "****") {
		t.Errorf("lives in %s", a)
	}
	w.order(ref, issuer.Order{Kind: issuer.MoveAddress, MoveAddress: &good})
	if a := w.services(ref).Address; a != "沖縄県****" {
		t.Errorf("lives in %s", a)
	}
	for _, change := range []func(*issuer.Address){
		func(a *issuer.Address) { a.Postal = "900-0001" },
		func(a *issuer.Address) { a.Postal = "９０００００１" },
		func(a *issuer.Address) { a.Prefecture = "見本県" },
		func(a *issuer.Address) { a.City = "" },
		func(a *issuer.Address) { a.Street = strings.Repeat("長", 61) },
		func(a *issuer.Address) { a.Building = "101\x00" },
		func(a *issuer.Address) { a.City = "\xff\xfe" },
		func(a *issuer.Address) { a.Street = "  1-1" },
	} {
		bad := good
		change(&bad)
		w.refused(ref, issuer.Order{Kind: issuer.MoveAddress, MoveAddress: &bad})
	}
	w.refused(w.ref("sms", 1), issuer.Order{Kind: issuer.MoveAddress, MoveAddress: &good})
}

func TestTheBankConfirmsItself(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("sms", 0)
	was := w.services(ref).Bank
	out := w.order(ref, issuer.Order{Kind: issuer.ChangeBank, ChangeBank: &issuer.NewBank{}})
	if out.State != issuer.Received || !strings.HasPrefix(out.Page, "/dev/bank?for=") || out.CancelUntil.IsZero() || w.services(ref).Bank != was {
		t.Fatalf("%+v, %s", out, w.services(ref).Bank)
	}
	of := strings.TrimPrefix(strings.Split(out.Page, "&")[0], "/dev/bank?for=")
	w.pass(time.Minute + time.Second)
	if _, err := w.ConfirmBank(t.Context(), w.ref("sms", 0), out.Key, 1); !errors.Is(err, issuer.ErrNotOffered) {
		t.Errorf("confirmed by a card's reference: %v", err)
	}
	token, err := w.ConfirmBank(t.Context(), of, out.Key, 1)
	if err != nil {
		t.Fatal(err)
	}
	if out := w.stands(ref, out.Key); out.State != issuer.Completed || out.Page != "" || !out.CancelUntil.IsZero() {
		t.Errorf("%+v", out)
	}
	now := w.services(ref).Bank
	if a, err := w.Account(t.Context(), ref); err != nil || a.Bank != now || !strings.HasPrefix(now, banks[1]) {
		t.Errorf("debited from %s, %s, %v", now, a.Bank, err)
	}
	if s, err := w.Statements(t.Context(), ref, issuer.Page{Max: 1}); err != nil || s.Statements[0].Bank != now {
		t.Errorf("the statement is debited from %+v, %v", s, err)
	}
	if _, err := w.ConfirmBank(t.Context(), of, out.Key, 1); !errors.Is(err, issuer.ErrNotOffered) {
		t.Errorf("confirmed twice: %v", err)
	}
	// The token says the same, to that account alone, and not for long.
	w.refused(w.ref("both", 0), issuer.Order{Kind: issuer.ChangeBank, ChangeBank: &issuer.NewBank{Token: token}})
	w.refused(ref, issuer.Order{Kind: issuer.ChangeBank, ChangeBank: &issuer.NewBank{Token: of}})
	if out := w.order(ref, issuer.Order{Kind: issuer.ChangeBank, ChangeBank: &issuer.NewBank{Token: token}}); out.State != issuer.Completed || w.services(ref).Bank != now {
		t.Errorf("%+v", out)
	}
	w.pass(time.Hour)
	w.refused(ref, issuer.Order{Kind: issuer.ChangeBank, ChangeBank: &issuer.NewBank{Token: token}})
	// What no bank confirms comes to nothing.
	out = w.order(ref, issuer.Order{Kind: issuer.ChangeBank, ChangeBank: &issuer.NewBank{}})
	w.pass(time.Hour)
	if out := w.stands(ref, out.Key); out.State != issuer.Cancelled {
		t.Errorf("%+v", out)
	}
	if _, err := w.ConfirmBank(t.Context(), of, out.Key, 1); !errors.Is(err, issuer.ErrNotOffered) {
		t.Errorf("confirmed too late: %v", err)
	}
}

// Paper costs its fee from the statement that was named, and no more once it is given up. The statement adds up with it.
func TestPaperHasItsFeeOnTheStatement(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("sms", 0)
	paper := func(yes bool) issuer.Order {
		return issuer.Order{Kind: issuer.ChoosePaper, ChoosePaper: &issuer.Paper{Paper: yes}}
	}
	fees := func(m japan.Month) int {
		us, err := w.Uses(t.Context(), ref, issuer.UsesOf{Month: m, Page: issuer.Page{Max: issuer.MaxPage}})
		if err != nil {
			t.Fatal(err)
		}
		sum := 0
		for _, u := range us.Uses {
			if u.Kind == issuer.PaperFee {
				sum += u.Fee
			}
		}
		s, err := issuer.Strict{Issuer: w.Issuer, Now: w.clock}.Statement(t.Context(), ref, m)
		if err != nil || s.Fees < sum || s.Uses != len(us.Uses) {
			t.Errorf("%s: %+v, %v with fees of %d", m, s, err, sum)
		}
		return sum
	}
	if s := w.services(ref); s.Paper || s.PaperFrom != (japan.Month{Year: 2027, Month: time.January}) || s.PaperFee != 110 {
		t.Errorf("at first: %+v", s)
	}
	w.order(ref, paper(true))
	january := japan.Month{Year: 2027, Month: time.January}
	if s := w.services(ref); !s.Paper || s.PaperFrom != january {
		t.Errorf("chosen: %+v", s)
	}
	w.pass(40 * 24 * time.Hour) // 1 January
	w.order(ref, paper(false))
	w.pass(60 * 24 * time.Hour)
	for m, want := range map[japan.Month]int{january.Add(-1): 0, january: 110, january.Add(1): 0, january.Add(2): 0} {
		if got := fees(m); got != want {
			t.Errorf("%s: a fee of %d, want %d", m, got, want)
		}
	}
	if s := w.services(ref); s.Paper || s.PaperFrom != january.Add(3) {
		t.Errorf("given up: %+v", s)
	}
}

func TestAFamilyCardAppears(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("both", 0)
	good := issuer.Family{Name: "見本 さくら", Kana: "ミホン サクラ", Roman: "SAKURA MIHON", BirthDate: japan.Date{Year: 1999, Month: 4, Day: 1}, Relation: "child"}
	add := func(f issuer.Family) issuer.Order { return issuer.Order{Kind: issuer.AddFamily, AddFamily: &f} }
	if s := w.services(ref); len(s.Families) != 0 || s.MostFamily != 2 {
		t.Fatalf("%+v", s)
	}
	gone := w.order(ref, add(good)).Key
	if _, err := w.Cancel(t.Context(), ref, gone); err != nil {
		t.Fatal(err)
	}
	key := w.order(ref, add(good)).Key
	if s := w.services(ref); len(s.Families) != 1 || s.Families[0] != (issuer.Member{Name: good.Name, State: issuer.Received}) || len(w.cards(ref)) != 1 {
		t.Errorf("ordered: %+v", s.Families)
	}
	if _, err := w.Holder(t.Context(), w.ref("both", 2)); !errors.Is(err, issuer.ErrUnknown) {
		t.Errorf("a card that is not there yet: %v", err)
	}
	w.pass(2*time.Minute + time.Second)
	cs := w.cards(ref)
	if out := w.stands(ref, key); out.State != issuer.Completed || len(cs) != 2 || !cs[1].Family || cs[1].Holder != good.Name || cs[1].CardRef == cs[0].CardRef {
		t.Fatalf("%+v, %+v", out, cs)
	}
	v, err := w.verifies("both", 2)
	if err != nil || v.CardRef != cs[1].CardRef || v.Last4 != cs[1].Last4 {
		t.Errorf("the family card: %+v, %v", v, err)
	}
	h, err := issuer.Strict{Issuer: w.Issuer, Now: w.clock}.Holder(t.Context(), v.CardRef)
	if err != nil || h.Name != good.Name || h.BirthDate != good.BirthDate || !h.Family {
		t.Errorf("held by %+v, %v", h, err)
	}
	if a, b := w.contacts(v.CardRef), w.contacts(ref); !reflect.DeepEqual(a, b) {
		t.Errorf("reached by %+v, the main holder by %+v", a, b)
	}
	if err := w.Happen(t.Context(), v.CardRef, issuer.CardUsed, "みほん書店", 1200); err != nil {
		t.Fatal(err)
	}
	for of, n := range map[string]bool{v.CardRef: true, ref: true} {
		us, err := w.Uses(t.Context(), of, issuer.UsesOf{Page: issuer.Page{Max: 1}})
		if err != nil || len(us.Uses) != 1 || us.Uses[0].CardRef != v.CardRef || us.Uses[0].Amount != 1200 || us.Uses[0].Family != n {
			t.Errorf("used: %+v, %v", us, err)
		}
	}
	for _, change := range []func(*issuer.Family){
		func(f *issuer.Family) { f.BirthDate = japan.Date{Year: 2008, Month: 11, Day: 23} }, // 18 tomorrow
		func(f *issuer.Family) { f.BirthDate = japan.Date{Year: 1899, Month: 1, Day: 1} },
		func(f *issuer.Family) { f.BirthDate = japan.Date{Year: 1999, Month: 2, Day: 30} },
		func(f *issuer.Family) { f.BirthDate = japan.Date{} },
		func(f *issuer.Family) { f.Relation = "friend" },
		func(f *issuer.Family) { f.Kana = "みほん さくら" },
		func(f *issuer.Family) { f.Roman = "Sakura" },
		func(f *issuer.Family) { f.Name = "" },
		func(f *issuer.Family) { f.Name = strings.Repeat("名", 41) },
	} {
		bad := good
		change(&bad)
		w.refused(ref, add(bad))
	}
	w.order(ref, add(good))
	w.refused(ref, add(good)) // there are two
	w.refused(v.CardRef, add(good))
}

func TestPINAndETCComeByPost(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("sms", 0)
	for _, o := range []issuer.Order{{Kind: issuer.AddETC, AddETC: &issuer.Nothing{}}, {Kind: issuer.SendPIN, SendPIN: &issuer.Nothing{}}} {
		key, orderedAt := w.order(ref, o).Key, *w.now
		w.refused(ref, o)
		var was []issuer.OrderState
		for n := range 3 {
			was = append(was, w.stands(ref, key).State)
			if s := w.services(ref); o.SendPIN != nil && n < 2 && (s.PIN != was[n] || s.PINOn != japan.DateOf(orderedAt)) {
				t.Errorf("the order is %s, the PIN %q of %v", was[n], s.PIN, s.PINOn)
			}
			w.pass(time.Minute + time.Second)
		}
		if want := []issuer.OrderState{issuer.Received, issuer.Shipped, issuer.Completed}; !slices.Equal(was, want) {
			t.Errorf("%s went %v", o.Kind, was)
		}
	}
	if s := w.services(ref); s.ETC != issuer.Completed || s.PIN != "" || !s.PINOn.IsZero() {
		t.Errorf("%+v", s)
	}
	w.refused(ref, issuer.Order{Kind: issuer.AddETC, AddETC: &issuer.Nothing{}})
	again := w.order(ref, issuer.Order{Kind: issuer.SendPIN, SendPIN: &issuer.Nothing{}}).Key
	if s := w.services(w.ref("sms", 1)); s.PIN != "" {
		t.Errorf("that of the family card: %+v", s)
	}
	if _, err := w.Cancel(t.Context(), ref, again); err != nil {
		t.Fatal(err)
	}
	if s := w.services(ref); s.PIN != "" || !s.PINOn.IsZero() {
		t.Errorf("called off it is %q of %v", s.PIN, s.PINOn)
	}
}

// Whoever closes the account pays what is still to be debited, and can read it until then. The cards are dead at once.
func TestAClosedAccountIsWoundUp(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("sms", 0)
	closing := w.services(ref).Closing
	if closing.Why != "" || closing.Owed <= 0 || closing.Last.IsZero() || closing.Points <= 0 {
		t.Fatalf("%+v", closing)
	}
	end := issuer.Order{Kind: issuer.CloseAccount, CloseAccount: &issuer.Closing{Why: "unused"}}
	w.refused(w.ref("sms", 1), end)
	w.refused(ref, issuer.Order{Kind: issuer.CloseAccount, CloseAccount: &issuer.Closing{Why: "<script>"}})
	etc := w.order(ref, issuer.Order{Kind: issuer.AddETC, AddETC: &issuer.Nothing{}}).Key
	key := w.order(ref, end).Key
	if out := w.stands(ref, key); out.State != issuer.Completed {
		t.Errorf("%+v", out)
	}
	if out := w.stands(ref, etc); out.State != issuer.Cancelled {
		t.Errorf("what was under way: %+v", out)
	}
	for seat := range 2 {
		if _, err := w.verifies("sms", seat); !errors.Is(err, issuer.ErrRefused) {
			t.Errorf("seat %d of a closed account: %v", seat, err)
		}
		if s := w.services(w.ref("sms", seat)); len(s.Orders) != 0 {
			t.Errorf("seat %d may still order %v", seat, s.Orders)
		}
	}
	w.refused(ref, end)
	w.refused(ref, lockOrder(issuer.Lock{All: true}))
	if s, err := w.Summary(t.Context(), ref); err != nil || s.Due+s.Unbilled != closing.Owed || s.Limit != 0 || s.Available != 0 {
		t.Errorf("owed %d: %+v, %v", closing.Owed, s, err)
	}
	if len(w.contacts(ref)) == 0 {
		t.Error("nobody can be told any more")
	}
	*w.now = closing.Last.On(28).Start()
	if _, err := w.Summary(t.Context(), ref); !errors.Is(err, issuer.ErrUnknown) {
		t.Errorf("after the last debit: %v", err)
	}
	if _, err := w.Contacts(t.Context(), ref); !errors.Is(err, issuer.ErrUnknown) {
		t.Errorf("after the last debit: %v", err)
	}
	if out := w.stands(ref, key); out.State != issuer.Completed {
		t.Errorf("its own order: %+v", out)
	}
	for slug, why := range map[string]string{"plans": "balance", "revolving": "balance", "overdue": "balance", "unused": ""} {
		if c := w.services(w.ref(slug, 0)).Closing; c.Why != why {
			t.Errorf("%s can be closed: %+v", slug, c)
		}
		if why != "" {
			w.refused(w.ref(slug, 0), end)
		}
	}
}
