package account

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"netanswer/server/issuer"
	"netanswer/server/issuer/issuertest"
	"netanswer/server/issuer/sandbox"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

var noon = time.Date(2026, time.November, 23, 12, 0, 0, 0, japan.Zone)

// holders are the holders of the sandbox's cases whose accounts can be read, by slug.
func holders(t testing.TB, is remembers) map[string]Reader {
	t.Helper()
	out := map[string]Reader{}
	for _, c := range is.DemoCards() {
		if slices.Contains([]string{"slow", "down", "nonsense"}, c.Case) {
			continue
		}
		typed := issuertest.Typed(t, c.Number, c.ExpMonth, c.ExpYear, c.SecurityCode)
		v, err := is.VerifyCard(t.Context(), typed.Number, typed.Expiry, typed.Code)
		if err != nil {
			continue // a card that may not be registered has no reader
		}
		out[c.Case] = Reader{MemberID: c.Case, CardRef: v.CardRef}
	}
	if len(out) < 20 {
		t.Fatalf("only %d holders", len(out))
	}
	return out
}

// remembers is a card system that makes up each page once: the sandbox tells a whole life for every one, and case crowd's is long.
type remembers struct {
	*sandbox.Issuer
	mu    *sync.Mutex
	pages map[string]issuer.Uses
}

func (k remembers) Uses(ctx context.Context, ref string, of issuer.UsesOf) (issuer.Uses, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	name := fmt.Sprint(ref, of)
	page, ok := k.pages[name]
	if ok {
		return page, nil
	}
	page, err := k.Issuer.Uses(ctx, ref, of)
	if err == nil {
		k.pages[name] = page
	}
	return page, err
}

// atNoon is one world for all tests of this package: nothing in it changes.
var atNoon = sync.OnceValue(func() remembers { return remembers{world(), &sync.Mutex{}, map[string]issuer.Uses{}} })

func world() *sandbox.Issuer {
	return sandbox.New(sandbox.Config{Key: []byte("sandbox demo key"), Now: func() time.Time { return noon }, Members: 10})
}

// entry is an entry of a statement, as the card system answers it.
type entry struct {
	month japan.Month
	issuer.Use
}

// entriesOf are all of them, asked for without this package.
func entriesOf(t testing.TB, is issuer.Issuer, ref string) (out []entry) {
	t.Helper()
	ss, err := is.Statements(t.Context(), ref, issuer.Page{Max: issuer.MaxPage})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range ss.Statements {
		for of := (issuer.UsesOf{Month: s.Month, Page: issuer.Page{Max: issuer.MaxPage}}); ; {
			us, err := is.Uses(t.Context(), ref, of)
			if err != nil {
				t.Fatal(err)
			}
			for _, u := range us.Uses {
				out = append(out, entry{s.Month, u})
			}
			if of.After = us.Next; of.After == "" {
				break
			}
		}
	}
	return out
}

// plain is a name as the naive filter compares it: by Unicode's own tables, hiragana as katakana, small letters large.
func plain(s string) string {
	s = strings.ToLower(norm.NFC.String(norm.NFKC.String(s)))
	return strings.Map(func(r rune) rune {
		if r >= 'ぁ' && r <= 'ゖ' {
			r += 'ァ' - 'ぁ'
		}
		if i := slices.Index([]rune("ァィゥェォャュョッヮ"), r); i >= 0 {
			return []rune("アイウエオヤユヨツワ")[i]
		}
		if strings.ContainsRune("ー・･-－−‐()（）.,。、/&'’「」", r) || r == ' ' {
			return -1
		}
		return r
	}, s)
}

// naive says whether a search is for an entry, all of it written down again.
func naive(in form.Search, several bool, last4 string, u issuer.Use) bool {
	for w := range strings.FieldsSeq(in.Q) {
		if !strings.Contains(plain(u.Merchant), plain(w)) {
			return false
		}
	}
	abs := func(n int) int { return max(n, -n) }
	reads := func(s string, none int) int {
		if s != "" {
			fmt.Sscan(s, &none)
		}
		return none
	}
	low, high := reads(in.From, 0), reads(in.To, 1<<40)
	if in.From+in.To != "" && (abs(u.Amount) < low || abs(u.Amount) > high) && (abs(u.Charged) < low || abs(u.Charged) > high) {
		return false
	}
	if in.Since != "" && u.Date.String() < in.Since || in.Until != "" && u.Date.String() > in.Until {
		return false
	}
	switch in.Who {
	case "":
		return true
	case "own":
		return !several || !u.Family
	case "family":
		return several && u.Family
	}
	return in.Who == "card-"+last4
}

// searches are made up out of what is there to be found.
func searches(d *rand.Rand, all []entry, cards []issuer.Card) form.Search {
	var in form.Search
	some := func() entry { return all[d.IntN(len(all))] }
	if d.IntN(3) > 0 {
		name := []rune(norm.NFKC.String(some().Merchant)) // or a part of a letter would be looked for
		from := d.IntN(len(name))
		in.Q = string(name[from:min(len(name), from+1+d.IntN(4))])
		switch d.IntN(4) {
		case 0:
			in.Q = hiragana(in.Q)
		case 1:
			in.Q = strings.ToUpper(in.Q)
		case 2:
			other := []rune(some().Merchant)
			in.Q += " " + string(other[:min(len(other), 2)])
		}
		if len(in.Words()) == 0 || plain(in.Q) == "" {
			in.Q = ""
		}
	}
	if d.IntN(3) == 0 {
		n := some().Amount
		in.From = fmt.Sprint(max(n, -n) - d.IntN(2)*max(n, -n)/2)
	}
	if d.IntN(3) == 0 {
		in.To = fmt.Sprint(max(some().Amount, 0) + d.IntN(3000))
	}
	if d.IntN(4) == 0 {
		in.Since = some().Date.String()
	}
	if d.IntN(4) == 0 {
		in.Until = some().Date.String()
	}
	in.Who = []string{"", "", "own", "family", "card-" + cards[d.IntN(len(cards))].Last4}[d.IntN(5)]
	return in
}

func TestASearchFindsWhatANaiveFilterOverAllEntriesFinds(t *testing.T) {
	is := atNoon()
	s := &Service{Issuer: is}
	d := rand.New(rand.NewPCG(5, 25))
	asked, hits, narrow := 0, 0, 0
	for slug, r := range holders(t, is) {
		all := entriesOf(t, is, r.CardRef)
		cards, err := is.Cards(t.Context(), r.CardRef)
		if err != nil {
			t.Fatal(err)
		}
		last4 := map[string]string{}
		for _, c := range cards {
			last4[c.CardRef] = c.Last4
		}
		if len(all) == 0 {
			if slug != "unused" && slug != "five5" {
				t.Errorf("%s has no entries", slug)
			}
			continue
		}
		tries := 25
		if slug == "crowd" {
			tries = 3
		}
		for range tries {
			in := searches(d, all, cards)
			if ps := in.Check(form.Rules{}); len(ps) > 0 || !in.Asks() {
				continue
			}
			var want []string
			sum, fees, used, once := 0, 0, 0, map[string]bool{}
			for _, l := range all {
				if !naive(in, len(cards) > 1, last4[l.CardRef], l.Use) {
					continue
				}
				want = append(want, l.month.String()+" "+l.Ref)
				sum, fees = sum+l.Charged+l.Fee, fees+l.Fee
				if !once[l.Ref] && l.Kind != issuer.Repayment {
					used += l.Amount
				}
				once[l.Ref] = true
			}
			var got []string
			for page, pages := 1, 1; page <= pages; page++ {
				v, err := s.Statements(t.Context(), r, in, page)
				if err != nil {
					t.Fatal(err)
				}
				f := v.Found
				if f.Count != len(want) || f.Sum != sum || f.Fees != fees || f.Used != used || f.Page != page || f.First != len(got)+1 || len(f.Uses) > wire.MaxUses {
					t.Fatalf("%s %+v: %d found, %d debited, %d of it fees, %d used, page %d from %d; want %d, %d, %d, %d, page %d from %d",
						slug, in, f.Count, f.Sum, f.Fees, f.Used, f.Page, f.First, len(want), sum, fees, used, page, len(got)+1)
				}
				for _, u := range f.Uses {
					got = append(got, u.Month.String()+" "+u.Ref)
				}
				if pages = f.Pages; slug == "crowd" && page == 3 { // the rest is the same again
					want = want[:len(got)]
					break
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%s %+v found\n%v, want\n%v", slug, in, got, want)
			}
			asked++
			if len(want) > 0 {
				hits++
			}
			if len(want) > 0 && len(want) < len(all) {
				narrow++
			}
		}
	}
	if asked < 300 || hits < 100 || narrow < 80 {
		t.Errorf("%d searches, %d with hits, %d of them not all: made up too narrowly to tell anything", asked, hits, narrow)
	}
}

func TestAWordIsFoundInEveryWidthAndKana(t *testing.T) {
	is := atNoon()
	s := &Service{Issuer: is}
	r := holders(t, is)["sms"]
	count := func(q string) int {
		v, err := s.Statements(t.Context(), r, form.Search{Q: q}, 1)
		if err != nil {
			t.Fatal(err)
		}
		return v.Found.Count
	}
	half := 0 // of the shops that arrive in half-width katakana
	for _, l := range entriesOf(t, is, r.CardRef) {
		if strings.ContainsFunc(l.Merchant, func(r rune) bool { return r >= 0xff61 && r <= 0xff9f }) {
			half++
			wide := norm.NFKC.String(l.Merchant)
			want := count(l.Merchant)
			if want == 0 {
				t.Fatalf("%s is not found", l.Merchant)
			}
			for _, same := range []string{wide, strings.ToLower(wide), hiragana(wide), "　" + wide + " ", strings.ReplaceAll(wide, " ", "")} {
				if got := count(same); got != want {
					t.Errorf("%q finds %d, %q %d", same, got, l.Merchant, want)
				}
			}
		}
		if half > 4 {
			break
		}
	}
	if half == 0 {
		t.Error("no shop has a name in half-width katakana: nothing was shown")
	}
	if count("そんなお店はない") != 0 {
		t.Error("a shop that is none is found")
	}
}

func hiragana(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'ァ' && r <= 'ヶ' {
			return r - ('ァ' - 'ぁ')
		}
		return r
	}, s)
}

// The holder of a family card finds what they used themselves, whatever they ask for.
func TestAFamilyCardsHolderFindsTheirOwn(t *testing.T) {
	is := atNoon()
	s := &Service{Issuer: is}
	family := holders(t, is)["family"]
	cards, err := is.Cards(t.Context(), family.CardRef)
	if err != nil || len(cards) != 1 || !cards[0].Family {
		t.Fatalf("%+v %v", cards, err)
	}
	for _, in := range []form.Search{{From: "0"}, {Who: "own"}, {Since: "2000-01-01"}, {Who: form.WhoCard(cards[0].Last4)}} {
		v, err := s.Statements(t.Context(), family, in, 1)
		if err != nil || v.Found.Count == 0 || v.Cards != nil {
			t.Fatalf("%+v: %+v %v", in, v, err)
		}
		for _, u := range v.Found.Uses {
			if u.Family { // to themselves they are no family
				t.Errorf("%+v is called the family's", u)
			}
		}
		if v.Found.Count != len(entriesOf(t, is, family.CardRef)) {
			t.Errorf("%+v finds %d of %d", in, v.Found.Count, len(entriesOf(t, is, family.CardRef)))
		}
	}
	if v, err := s.Statements(t.Context(), family, form.Search{Who: "family"}, 1); err != nil || v.Found.Count != 0 {
		t.Errorf("the others of the family are looked for: %+v %v", v.Found, err)
	}
}

func TestAPageThatIsNoneIsTheNearest(t *testing.T) {
	is := atNoon()
	s := &Service{Issuer: is}
	r := holders(t, is)["sms"]
	all := form.Search{From: "0"}
	last, err := s.Statements(t.Context(), r, all, 1<<60)
	if err != nil || last.Found.Page != last.Found.Pages || last.Found.Pages < 2 || len(last.Found.Uses) == 0 {
		t.Fatalf("%+v %v", last.Found, err)
	}
	for _, page := range []int{0, -1, -1 << 60} {
		if v, err := s.Statements(t.Context(), r, all, page); err != nil || v.Found.Page != 1 || v.Found.First != 1 || len(v.Found.Uses) != wire.MaxUses {
			t.Errorf("page %d: %+v %v", page, v.Found, err)
		}
	}
}

// broken answers until it has been asked for so many statements' uses.
type broken struct {
	issuer.Issuer
	left chan struct{}
}

func (b broken) Uses(ctx context.Context, ref string, of issuer.UsesOf) (issuer.Uses, error) {
	select {
	case <-b.left:
		return b.Issuer.Uses(ctx, ref, of)
	default:
		return issuer.Uses{}, issuer.ErrUnavailable
	}
}

func answers(is issuer.Issuer, n int) broken {
	b := broken{is, make(chan struct{}, n)}
	for range n {
		b.left <- struct{}{}
	}
	return b
}

func TestASearchOfWhichAMonthIsMissingIsNoAnswer(t *testing.T) {
	is := atNoon()
	r := holders(t, is)["sms"]
	s := &Service{Issuer: answers(is, 5)}
	if v, err := s.Statements(t.Context(), r, form.Search{From: "0"}, 1); err == nil {
		t.Errorf("five of the months are taken for all: %+v", v.Found)
	}
	if v, err := s.Statements(t.Context(), r, form.Search{}, 1); err != nil || len(v.Months) < 18 {
		t.Errorf("the list of months needs no uses: %+v %v", v, err)
	}
}

// A search over all months: an ordinary member's eighteen, and the thirty thousand uses of case crowd.
func BenchmarkSearch(b *testing.B) {
	is := world()
	s := &Service{Issuer: is}
	all := holders(b, atNoon())
	for _, slug := range []string{"sms", "crowd"} {
		b.Run(slug, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				v, err := s.Statements(b.Context(), all[slug], form.Search{Q: "すーぱー"}, 1)
				if err != nil {
					b.Fatal(err)
				}
				n = v.Found.Count
			}
			b.ReportMetric(float64(n), "found")
		})
	}
}
