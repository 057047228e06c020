package ui

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	html "netanswer/server/draw"
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

// lines are the rows of a ledger, of each the text of its cells.
func lines(t *testing.T, site wire.Site, l Ledger) (out []string) {
	t.Helper()
	var w bytes.Buffer
	html.HTML(&w, l.Draw(site))
	doc, err := xhtml.Parse(strings.NewReader(w.String()))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Data != "tr" {
			continue
		}
		var cells []string
		for c := range n.ChildNodes() {
			words := ""
			for d := range c.Descendants() {
				if d.Type == xhtml.TextNode {
					words += d.Data
				}
				if d.Data == "small" {
					words += "/"
				}
			}
			cells = append(cells, words)
		}
		out = append(out, strings.Join(cells, "|"))
	}
	return out
}

func TestALineOfTheLedgerSaysWhatItIsInBothLanguages(t *testing.T) {
	day := japan.Date{Year: 2026, Month: 11, Day: 9}
	for _, c := range []struct {
		use    wire.Use
		ja, en string
	}{
		{wire.Use{Kind: "purchase", Way: "once", Amount: 4286, Charged: 4286}, "11/9 月|店|本人|1回|4,286円", "9 Nov Mon|店|Own card|single payment|¥4,286"},
		{wire.Use{Kind: "purchase", Way: "once", Amount: 4286, Charged: 4286, Family: true, Last4: "4821"}, "11/9 月|店|家族 ••4821|1回|4,286円", "9 Nov Mon|店|Family ••4821|single payment|¥4,286"},
		{wire.Use{Kind: "purchase", Way: "twice", Payment: 1, Payments: 2, Amount: 25600, Charged: 12800}, "11/9 月|店/ご利用金額 25,600円|本人|2回の1回目|12,800円", "9 Nov Mon|店/of ¥25,600|Own card|payment 1 of 2|¥12,800"},
		{wire.Use{Kind: "purchase", Way: "instalments", Payment: 3, Payments: 10, Amount: 100000, Charged: 10000, Fee: 310}, "11/9 月|店/ご利用金額 100,000円|本人|分割 3/10|10,000円", "9 Nov Mon|店/of ¥100,000|Own card|instalment 3 of 10|¥10,000"},
		{wire.Use{Kind: "purchase", Way: "bonus", Amount: 38000, Charged: 38000, Currency: "USD"}, "11/9 月|店/海外利用 USD|本人|ボーナス一括|38,000円", "9 Nov Mon|店/abroad, USD|Own card|with the bonus|¥38,000"},
		{wire.Use{Kind: "purchase", Way: "revolving", Amount: 52800}, "11/9 月|店/52,800円をリボ残高へ|本人|リボ|0円", "9 Nov Mon|店/¥52,800 to the revolving balance|Own card|revolving|¥0"},
		{wire.Use{Kind: "repayment", Way: "revolving", Payment: 1, Amount: 25000, Charged: 25000}, "11/9 月|リボ払いのお支払い|本人|リボ|25,000円", "9 Nov Mon|Revolving payment|Own card|revolving|¥25,000"},
		{wire.Use{Kind: "refund", Way: "once", Amount: -3300, Charged: -3300}, "11/9 月|店/返品|本人|1回|−3,300円", "9 Nov Mon|店/refund|Own card|single payment|−¥3,300"},
		{wire.Use{Kind: "chargeback", Way: "once", Amount: -3300, Charged: -3300, Currency: "EUR"}, "11/9 月|店/返金（チャージバック）・海外利用 EUR|本人|1回|−3,300円", "9 Nov Mon|店/paid back (chargeback), abroad, EUR|Own card|single payment|−¥3,300"},
		{wire.Use{Kind: "cash", Way: "once", Amount: 20000, Charged: 20000}, "11/9 月|店/キャッシング|本人|1回|20,000円", "9 Nov Mon|店/Cash advances|Own card|single payment|¥20,000"},
	} {
		c.use.Date, c.use.Merchant = day, "店"
		for _, v := range []struct {
			site wire.Site
			want string
		}{{ja, c.ja}, {en, c.en}} {
			if got := lines(t, v.site, Ledger{Uses: []wire.Use{c.use}, Charged: true})[1]; got != v.want {
				t.Errorf("%+v\nis %q\nwant %q", c.use, got, v.want)
			}
		}
	}
}

func TestALedgerTellsFeesApartAndAListOfUsesTheWholeAmount(t *testing.T) {
	use := wire.Use{Ref: "a/b", Date: japan.Date{Year: 2026, Month: 11, Day: 9}, Merchant: "店", Kind: "purchase", Way: "instalments", Payments: 10, Payment: 3, Amount: 100000, Charged: 10000, Fee: 310}
	fees := []wire.Use{use, {Kind: "annual_fee", Way: "once", Merchant: "年会費", Fee: 11000, Date: use.Date}, {Kind: "paper_fee", Way: "once", Fee: 110, Date: use.Date}, {Kind: "late_charge", Way: "once", Fee: 7, Date: use.Date}, {Kind: "cash", Way: "once", Merchant: "ATM", Fee: 9, Date: use.Date}, {Kind: "repayment", Way: "revolving", Fee: 8, Date: use.Date}}
	got := lines(t, ja, Ledger{Uses: []wire.Use{use}, Fees: fees, Charged: true, Sums: []Sum{{Name: "計", Yen: 21334, Grand: true}}})
	want := []string{
		"ご利用日|ご利用先|ご利用者|お支払方法|金額", "11/9 月|店/ご利用金額 100,000円|本人|分割 3/10|10,000円",
		"手数料・利息", "11/9 月|分割払手数料/店|本人|分割 3/10|310円", "11/9 月|年会費|本人|1回|11,000円", "11/9 月|明細書発行手数料|本人|1回|110円", "11/9 月|遅延損害金|本人|1回|7円",
		"11/9 月|キャッシング利息/ATM|本人|1回|9円", "11/9 月|リボ払手数料/リボ払いのお支払い|本人|リボ|8円", "計|21,334円",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("it reads\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	use.Payment, use.Charged, use.Fee = 0, 0, 0
	if got := lines(t, ja, Ledger{Uses: []wire.Use{use}, Year: true})[1]; got != "2026/11/9 月|店|本人|分割 10回|100,000円" {
		t.Errorf("a use of a list is %q", got)
	}
}

func TestPagesLeadToTheNeighboursAndTheEnds(t *testing.T) {
	for _, c := range []struct {
		page, pages int
		want        string
	}{
		{1, 1, ""}, {1, 2, "1* 2 次の100件>2"}, {2, 2, "前の100件>1 1 2*"}, {7, 50, "前の100件>6 1 … 6 7* 8 … 50 次の100件>8"}, {50, 50, "前の100件>49 1 … 49 50*"},
	} {
		nav := Pages(ja, c.page, c.pages, 100, func(n int) string { return "?page=" + strings.Repeat("i", n) })
		if nav == nil {
			if c.want != "" {
				t.Errorf("%d of %d: none", c.page, c.pages)
			}
			continue
		}
		var w bytes.Buffer
		html.HTML(&w, nav)
		doc, err := xhtml.Parse(strings.NewReader(w.String()))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for n := range doc.Descendants() {
			switch {
			case n.Data == "a":
				words, href, current := "", 0, ""
				for d := range n.Descendants() {
					if d.Type == xhtml.TextNode {
						words += d.Data
					}
				}
				for _, a := range n.Attr {
					switch a.Key {
					case "href":
						href = strings.Count(a.Val, "i")
					case "aria-current":
						current = "*"
					}
				}
				if strings.Contains(words, "件") {
					words += ">" + strconv.Itoa(href)
				}
				got = append(got, words+current)
			case n.Data == "li" && n.FirstChild != nil && n.FirstChild.Type == xhtml.TextNode:
				got = append(got, n.FirstChild.Data)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%d of %d: %q, want %q", c.page, c.pages, got, c.want)
		}
	}
}
