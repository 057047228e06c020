package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	nethtml "golang.org/x/net/html"

	"netanswer/app/screen"
	"netanswer/server/account"
	"netanswer/server/brand"
	"netanswer/server/draw"
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/issuer/sandbox"
	"netanswer/shared/card"
	"netanswer/shared/japan"
	"netanswer/shared/ledger"
	"netanswer/shared/money"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// today is inside the world of the tests: a fixed statement ahead, one open, debits that failed and are tried again.
var today = japan.Date{Year: 2026, Month: 11, Day: 23}

// reading is the account service over the sandbox, and who reads with which demo card.
func reading(t testing.TB, on japan.Date) (*account.Service, map[string]account.Reader) {
	t.Helper()
	now := func() time.Time { return on.Start().Add(19 * time.Hour) }
	box := sandbox.New(sandbox.Config{Key: []byte("0123456789abcdef"), Now: now, Slow: time.Millisecond})
	readers := map[string]account.Reader{}
	for _, c := range box.DemoCards() {
		n, _ := card.ParseNumber(c.Number)
		month, _ := strconv.Atoi(c.ExpMonth)
		year, _ := strconv.Atoi(c.ExpYear)
		code, _ := card.ParseSecurityCode(c.SecurityCode, n.Brand())
		v, err := box.VerifyCard(t.Context(), n, card.Expiry{Month: month, Year: 2000 + year}, code)
		if err == nil && v.CardRef[0] != 0 {
			readers[c.Case] = account.Reader{MemberID: c.Case, CardRef: v.CardRef}
		}
	}
	if len(readers) < 20 {
		t.Fatalf("only %d cards can be read with", len(readers))
	}
	return &account.Service{Issuer: issuer.Strict{Issuer: box, Now: now}}, readers
}

func siteIn(t testing.TB, l text.Lang) wire.Site {
	t.Helper()
	b, err := brand.Load("")
	if err != nil {
		t.Fatal(err)
	}
	return wire.Site{Lang: l, Demo: true, Today: today, Brand: b.Wire(l)}
}

// sheet is what a person reads in the ledger of a page, in yen.
type sheet struct {
	rows, fees []int
	sums       map[string]int
}

func readSheet(t *testing.T, page string) sheet {
	t.Helper()
	doc, err := nethtml.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	s := sheet{sums: map[string]int{}}
	bodies := 0
	for n := range doc.Descendants() {
		switch n.Data {
		case "tbody":
			bodies++
		case "tr":
			amount, found := 0, false
			name := ""
			for c := range n.Descendants() {
				switch {
				case c.Data == "td" && strings.Contains(attr(c, "class"), "amt"):
					amount, found = yenOf(t, words(c)), true
				case c.Data == "th":
					name = words(c)
				}
			}
			switch {
			case !found:
			case n.Parent.Data == "tfoot":
				s.sums[name] = amount
			case bodies == 1:
				s.rows = append(s.rows, amount)
			default:
				s.fees = append(s.fees, amount)
			}
		}
	}
	return s
}

func attr(n *nethtml.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func words(n *nethtml.Node) (out string) {
	for c := range n.Descendants() {
		if c.Type == nethtml.TextNode {
			out += c.Data
		}
	}
	return out
}

// yenOf reads 81,452円 and −3,300円 back.
func yenOf(t *testing.T, s string) int {
	t.Helper()
	digits := strings.NewReplacer(",", "", "円", "", "−", "-").Replace(s)
	n, err := strconv.Atoi(digits)
	if err != nil {
		t.Fatalf("%q is no amount", s)
	}
	return n
}

func total(of []int) (n int) {
	for _, v := range of {
		n += v
	}
	return n
}

// Of every demo card, every month: what a person adds up on the screen is what the screen says is paid, as HTML and as JSON.
func TestEveryStatementOfEveryCardAddsUpToTheYen(t *testing.T) {
	states := map[wire.StatementState]bool{}
	for _, on := range []japan.Date{today, {Year: 2027, Month: 3, Day: 12}} {
		s, readers := reading(t, on)
		site := siteIn(t, text.JA)
		var page bytes.Buffer
		seen, kinds, negative := 0, map[string]bool{}, 0
		for slug, r := range readers {
			if slug == "slow" || slug == "down" {
				continue
			}
			list, err := s.Issuer.Statements(t.Context(), r.CardRef, issuer.Page{})
			if err != nil {
				t.Fatalf("%s: %v", slug, err)
			}
			for i, m := range list.Statements {
				if slug == "crowd" && i > 3 {
					break // each is five thousand uses or fifty, the same again
				}
				d, err := s.Month(t.Context(), r, m.Month, on, account.Part{All: true})
				if err != nil {
					t.Fatalf("%s %s: %v", slug, m.Month, err)
				}
				raw, err := json.Marshal(d)
				if err != nil {
					t.Fatal(err)
				}
				var j wire.Statement
				if err := json.Unmarshal(raw, &j); err != nil {
					t.Fatal(err)
				}
				charged, fees := 0, 0
				for _, u := range j.Uses {
					charged += u.Charged
					kinds[u.Kind+" "+u.Way] = true
				}
				for _, u := range j.Fees {
					fees += u.Fee
					kinds[u.Kind+" fee"] = true
				}
				if charged+fees != j.Total || charged != j.Shopping+j.Revolving+j.Cash || fees != j.Charges+j.Interest || j.Count != len(j.Uses) || j.Total != m.Total || j.State != wire.StatementState(m.State) {
					t.Errorf("%s %s as JSON: uses %d, fees %d, total %d; the list says %d, %s", slug, m.Month, charged, fees, j.Total, m.Total, m.State)
				}
				page.Reset()
				draw.HTML(&page, screen.Statement.With(site, d).UI(site))
				html := page.String()
				if d.Pages != 1 || j.Pages != 1 {
					t.Errorf("%s %s is not whole", slug, m.Month)
				}
				if d.Count == 0 && len(d.Fees) == 0 {
					continue
				}
				h := readSheet(t, html)
				name := "お支払い金額"
				if d.Total < 0 {
					name = "ご返金額"
					negative++
				}
				if got := total(h.rows) + total(h.fees); got != d.Total || h.sums[name] != d.Total || len(h.rows) != d.Count {
					t.Errorf("%s %s as HTML: %d rows make %d, fees %d, sums %v, want %d", slug, m.Month, len(h.rows), total(h.rows), total(h.fees), h.sums, d.Total)
				}
				sums := 0
				for _, v := range h.sums {
					sums += v
				}
				if sums != 2*d.Total {
					t.Errorf("%s %s: the sums %v do not add up", slug, m.Month, h.sums)
				}
				seen, states[d.State] = seen+1, true
			}
		}
		if seen < 300 || negative == 0 {
			t.Errorf("only %d statements were read, %d of them negative", seen, negative)
		}
		for _, want := range []string{"purchase once", "purchase twice", "purchase bonus", "purchase instalments", "purchase revolving", "repayment revolving", "refund once", "chargeback once", "cash once", "cash fee", "purchase fee", "annual_fee fee", "late_charge fee", "repayment fee"} {
			if !kinds[want] {
				t.Errorf("on %s no %s was among them: %v", on, want, kinds)
			}
		}
	}
	for _, want := range []wire.StatementState{wire.StatementOpen, wire.StatementClosed, wire.StatementFixed, wire.StatementPaid, wire.StatementRetrying, wire.StatementOverdue} {
		if !states[want] {
			t.Errorf("none was %s", want)
		}
	}
}

func TestALongStatementIsPagedByAHundredAndNothingIsLostBetweenPages(t *testing.T) {
	s, readers := reading(t, today)
	r := readers["crowd"]
	m := japan.Month{Year: 2026, Month: 9}
	whole, err := s.Month(t.Context(), r, m, today, account.Part{All: true})
	if err != nil || whole.Count != 5000 || whole.Pages != 1 || len(whole.Uses) != 5000 {
		t.Fatalf("%d uses of %d on %d pages: %v", len(whole.Uses), whole.Count, whole.Pages, err)
	}
	site := siteIn(t, text.JA)
	sum := 0
	for n := 1; n <= 50; n++ {
		d := ledger.Cut(whole, n)
		if d.Page != n || d.Pages != 50 || len(d.Uses) != wire.MaxUses || d.First != (n-1)*wire.MaxUses+1 || d.Total != whole.Total {
			t.Fatalf("page %d: %d of %d, %d uses from %d", n, d.Page, d.Pages, len(d.Uses), d.First)
		}
		for i, u := range d.Uses {
			if sum += u.Charged; u != whole.Uses[d.First-1+i] {
				t.Fatalf("page %d: use %d is another", n, i)
			}
		}
		if n%25 != 2 { // drawn are two of them
			continue
		}
		var page bytes.Buffer
		draw.HTML(&page, screen.Statement.With(site, d).UI(site))
		h := readSheet(t, page.String())
		name := fmt.Sprintf("このページの小計（%s〜%s件目）", money.Yen(d.First), money.Yen(d.First+99))
		if len(h.rows) != 100 || h.sums[name] != total(h.rows) || h.sums["お支払い金額"] != whole.Total {
			t.Errorf("page %d: %d rows, %v", n, len(h.rows), h.sums)
		}
		for _, to := range []int{1, n - 1, n + 1, 50} {
			if !slices.Contains(links(t, page.String()), fmt.Sprintf("/statements/2026-09?page=%d#list", to)) {
				t.Errorf("page %d has no link to page %d", n, to)
			}
		}
	}
	if sum != whole.Total {
		t.Errorf("the pages make %d, not %d", sum, whole.Total)
	}
	for asked, want := range map[int]int{0: 1, -7: 1, 51: 50, 1 << 40: 50} {
		if d := ledger.Cut(whole, asked); d.Page != want {
			t.Errorf("page %d is answered as %d", asked, d.Page)
		}
	}
}

func links(t *testing.T, page string) (out []string) {
	t.Helper()
	doc, err := nethtml.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Data == "a" {
			out = append(out, attr(n, "href"))
		}
	}
	return out
}

// Fees come after the last use, on a page of their own where the uses fill the others.
func TestFeesFollowTheUsesFromPageToPage(t *testing.T) {
	for _, c := range []struct{ uses, fees int }{{0, 0}, {0, 3}, {99, 1}, {99, 2}, {100, 0}, {100, 7}, {150, 260}} {
		whole := wire.Statement{Uses: make([]wire.Use, c.uses), Fees: make([]wire.Use, c.fees), Count: c.uses}
		uses, fees, pages := 0, 0, ledger.Cut(whole, 1).Pages
		for n := 1; n <= pages; n++ {
			d := ledger.Cut(whole, n)
			if len(d.Fees) > 0 && d.First+len(d.Uses) != c.uses+1 || len(d.Uses)+len(d.Fees) > wire.MaxUses || d.First != uses+1 {
				t.Errorf("%+v: page %d has %d uses from %d and %d fees", c, n, len(d.Uses), d.First, len(d.Fees))
			}
			uses, fees = uses+len(d.Uses), fees+len(d.Fees)
		}
		if uses != c.uses || fees != c.fees || pages != max(1, (c.uses+c.fees+99)/100) {
			t.Errorf("%+v: %d uses and %d fees on %d pages", c, uses, fees, pages)
		}
	}
}

func TestWhoHoldsAFamilyCardSeesTheirOwnUsesAlone(t *testing.T) {
	s, readers := reading(t, today)
	open := money.OpenMonth(today)
	for slug, several := range map[string]bool{"family": false, "sms": true, "both": false} {
		uses := 0
		for m := open; m != open.Add(-6); m = m.Add(-1) {
			d, err := s.Month(t.Context(), readers[slug], m, today, account.Part{All: true})
			if err != nil {
				t.Fatal(err)
			}
			seen := map[string]bool{}
			for _, u := range d.Uses {
				uses++
				seen[fmt.Sprint(u.Family, u.Last4)] = true
			}
			if want := 1; !several && len(seen) > want {
				t.Errorf("%s sees uses of %v", slug, seen)
			}
			if several && len(seen) != 2 {
				t.Errorf("%s in %s does not tell two cards apart: %v", slug, m, seen)
			}
		}
		if uses == 0 {
			t.Errorf("%s has used nothing", slug)
		}
	}
}

func TestAUseIsFoundOnItsStatementAndNobodyElsesIs(t *testing.T) {
	s, readers := reading(t, today)
	site := siteIn(t, text.JA)
	missing := func(err error) bool {
		var f *fault.Error
		return errors.As(err, &f) && f.Code == wire.NotFound && f.Message == text.NotFound
	}
	open := money.OpenMonth(today)
	kinds := map[string]string{}
	for _, slug := range []string{"sms", "plans", "revolving", "gold", "refund", "late", "family", "five4"} {
		first, err := s.Month(t.Context(), readers[slug], open, today, account.Part{All: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range first.Months {
			d, err := s.Month(t.Context(), readers[slug], m.Month, today, account.Part{All: true})
			if err != nil {
				t.Fatal(err)
			}
			for _, u := range append(d.Uses, d.Fees...) {
				if kinds[u.Kind+u.Way+u.Currency] != "" {
					continue
				}
				one, err := s.Use(t.Context(), readers[slug], m.Month, u.Ref)
				if err != nil || one.Merchant != u.Merchant || one.Charged != u.Charged || one.Fee != u.Fee || one.Card == "" || one.Holder == "" {
					t.Fatalf("%s %s %s: %+v %v", slug, m.Month, u.Ref, one, err)
				}
				if (one.Foreign != nil) != (u.Currency != "") {
					t.Errorf("%s: foreign %+v", u.Merchant, one.Foreign)
				}
				var page bytes.Buffer
				draw.HTML(&page, screen.Use.With(site, one).UI(site))
				kinds[u.Kind+u.Way+u.Currency] = page.String()
			}
		}
	}
	for kind, words := range map[string]string{
		"purchaseonce": "1回払いのお買い物です", "purchasetwice": "2回払いのお買い物です", "purchasebonus": "ボーナス一括払いのお買い物です", "purchaseinstalments": "回に分けてお支払いいただくお買い物です",
		"purchaserevolving": "リボ払いのお買い物です", "refundonce": "お店が受け付けた返品", "chargebackonce": "チャージバック", "cashonce": "キャッシング（お借り入れ）です", "annual_feeonce": "年会費です",
		"late_chargeonce": "遅延損害金です", "repaymentrevolving": "お支払いいただく元金です", "purchaseonceUSD": "米ドル（USD）",
	} {
		if !strings.Contains(kinds[kind], words) {
			t.Errorf("%s does not say %s: %.300s", kind, words, kinds[kind])
		}
	}
	abroad := kinds["purchaseonceUSD"]
	for _, want := range []string{"USD</span>", "1 USD＝", "海外事務手数料", "のレート"} {
		if !strings.Contains(abroad, want) {
			t.Errorf("a use abroad does not say %s", want)
		}
	}

	theirs, err := s.Month(t.Context(), readers["sms"], open.Add(-1), today, account.Part{All: true})
	if err != nil || len(theirs.Uses) == 0 {
		t.Fatal(err)
	}
	var family, own string
	for _, u := range theirs.Uses {
		if u.Family {
			family = u.Ref
		} else {
			own = u.Ref
		}
	}
	if _, err := s.Use(t.Context(), readers["sms"], open.Add(-1), family); err != nil {
		t.Errorf("the main holder does not see the family's use: %v", err)
	}
	for _, ask := range []struct {
		slug, ref string
		month     japan.Month
	}{{"both", "nobody's", open}, {"unused", own, open.Add(-1)}, {"sms", own, open}, {"sms", own, open.Add(-90)}, {"sms", "", open}} {
		if _, err := s.Use(t.Context(), readers[ask.slug], ask.month, ask.ref); !missing(err) {
			t.Errorf("%+v: %v", ask, err)
		}
	}
	if _, err := s.Month(t.Context(), readers["sms"], open.Add(1), today, account.Part{All: true}); !missing(err) {
		t.Errorf("a month that has no statement: %v", err)
	}
}

func TestACardThatWasNeverUsedHasAnEmptyStatement(t *testing.T) {
	s, readers := reading(t, today)
	d, err := s.Month(t.Context(), readers["unused"], money.OpenMonth(today), today, account.Part{All: true})
	if err != nil || d.Count != 0 || d.Total != 0 || d.Pages != 1 || len(d.Months) != 1 || d.State != wire.StatementOpen {
		t.Fatalf("%+v %v", d, err)
	}
	site := siteIn(t, text.JA)
	var page bytes.Buffer
	draw.HTML(&page, screen.Statement.With(site, d).UI(site))
	if !strings.Contains(page.String(), "この月のご利用はありません") || strings.Contains(page.String(), "<table") {
		t.Error("it does not say that there is nothing")
	}
	if _, err := s.Month(t.Context(), readers["unused"], money.OpenMonth(today).Add(-1), today, account.Part{All: true}); err == nil {
		t.Error("any month of such a card is a statement")
	}
}

func TestHalfWidthShopsAreReadable(t *testing.T) {
	s, readers := reading(t, today)
	half, wide := 0, 0
	for _, slug := range []string{"sms", "both", "plans", "revolving"} {
		for m := money.OpenMonth(today); m != money.OpenMonth(today).Add(-6); m = m.Add(-1) {
			sent, err := s.Issuer.Uses(t.Context(), readers[slug].CardRef, issuer.UsesOf{Month: m, Page: issuer.Page{Max: issuer.MaxPage}})
			if err != nil {
				t.Fatal(err)
			}
			d, err := s.Month(t.Context(), readers[slug], m, today, account.Part{All: true})
			if err != nil {
				t.Fatal(err)
			}
			is := func(s string) bool {
				return strings.ContainsFunc(s, func(r rune) bool { return r >= 0xff61 && r <= 0xff9f })
			}
			for _, u := range sent.Uses {
				if is(u.Merchant) {
					half++
				}
			}
			for _, u := range d.Uses {
				if is(u.Merchant) {
					t.Errorf("%q is shown", u.Merchant)
				}
				if strings.Contains(u.Merchant, "ツバメテツドウ モバイルチャージ") {
					wide++
				}
			}
		}
	}
	if half < 20 || wide == 0 {
		t.Errorf("the sandbox sent %d shops in half width; %d rides on ツバメテツドウ", half, wide)
	}
}
