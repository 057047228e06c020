package account

import (
	"bytes"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/server/draw"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// said is all that a tree says.
func said(t *testing.T, v app.UI) string {
	t.Helper()
	var w bytes.Buffer
	draw.HTML(&w, v)
	doc, err := xhtml.Parse(strings.NewReader(w.String()))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range doc.Descendants() {
		if n.Type == xhtml.TextNode {
			out = append(out, n.Data)
		}
	}
	return strings.Join(out, " ")
}

func TestAStatementSaysHowFarItIs(t *testing.T) {
	site := wire.Site{Lang: text.JA, Brand: wire.Brand{Desk: wire.Desk{Phone: "0120-000-000"}}}
	date := func(m int, d int) japan.Date { return japan.Date{Year: 2026, Month: 11, Day: 1}.InMonths(m-11, d) }
	base := wire.Statement{Account: "みほん銀行 普通 ****123", From: date(10, 11), To: date(11, 10), Page: 1, Pages: 1, First: 1}
	for _, c := range []struct {
		state wire.StatementState
		total int
		more  func(*wire.Statement)
		words []string
		not   []string
	}{
		{wire.StatementOpen, 100, nil, []string{"未確定", "お支払い金額", "2026年12月4日（金）に引き落とし", "みほん銀行 普通 ****123", "10月11日から11月10日まで", "変わることがあります"}, []string{"できませんでした"}},
		{wire.StatementClosed, 100, nil, []string{"未確定", "変わることがあります"}, nil},
		{wire.StatementFixed, 100, nil, []string{"確定", "2026年12月4日（金）に引き落とし"}, []string{"未確定", "変わることがあります"}},
		{wire.StatementPaid, 100, func(d *wire.Statement) { d.PaidOn = date(12, 4) }, []string{"支払済", "2026年12月4日（金）にお支払いいただきました"}, []string{"延滞", "遅延損害金"}},
		{wire.StatementRetrying, 100, func(d *wire.Statement) { d.RetryOn, d.LateCharge = date(12, 21), 7 }, []string{"再振替", "12月4日（金）に、口座から引き落とせませんでした", "12月21日（月）に、もう一度引き落とします", "きょうまでの分で7円"}, []string{"予定"}},
		{wire.StatementRetrying, 100, func(d *wire.Statement) { d.RetryOn, d.RetryTentative = date(12, 21), true }, []string{"12月21日（月）（予定）に、もう一度"}, []string{"遅延損害金"}},
		{wire.StatementOverdue, 100, func(d *wire.Statement) { d.RetryOn, d.LateCharge = date(12, 21), 9 }, []string{"延滞", "12月21日（月）の再振替もできませんでした", "0120-000-000", "9円"}, nil},
		{wire.StatementOverdue, 100, nil, []string{"延滞", "お支払いの方法をご案内します", "0120-000-000"}, []string{"再振替", "遅延損害金"}},
		{wire.StatementPaid, 100, func(d *wire.Statement) {
			d.PaidOn, d.RetryOn, d.LateCharge, d.LateChargeDebited = date(12, 21), date(12, 21), 12, japan.Month{Year: 2027, Month: 2}
		}, []string{"支払済", "12月4日（金）の引き落としができず、12月21日（月）にお支払いいただきました", "遅延損害金は12円です"}, []string{"2027年2月"}}, // no statement to lead to
		{wire.StatementFixed, -3300, nil, []string{"ご返金額", "−3,300", "2026年12月4日（金）にお振り込みします", "みほん銀行"}, []string{"お支払い金額", "引き落とし"}},
		{wire.StatementPaid, -3300, func(d *wire.Statement) { d.PaidOn = date(12, 4) }, []string{"振込済", "にお振り込みしました"}, []string{"支払済"}},
		{wire.StatementFixed, 0, nil, []string{"お支払いはありません"}, []string{"みほん銀行", "引き落とし"}},
	} {
		d := base
		d.MonthLine = wire.MonthLine{Month: japan.Month{Year: 2026, Month: 12}, Debit: date(12, 4), State: c.state, Total: c.total}
		d.Months, d.Shopping = []wire.MonthLine{d.MonthLine}, c.total
		if c.more != nil {
			c.more(&d)
		}
		words := said(t, Statement(site, d))
		for _, want := range c.words {
			if !strings.Contains(words, want) {
				t.Errorf("%s, %d yen: no %q in %s", c.state, c.total, want, words)
			}
		}
		for _, not := range c.not {
			if strings.Contains(words, not) {
				t.Errorf("%s, %d yen: %q in %s", c.state, c.total, not, words)
			}
		}
	}
}

func TestForeignAmountsAreWrittenOut(t *testing.T) {
	for _, c := range []struct {
		n, digits, least int
		want             string
	}{
		{1200, 2, 2, "12.00"}, {5, 2, 2, "0.05"}, {160000, 0, 0, "160,000"}, {-5180, 2, 2, "−51.80"}, {1560200, 4, 2, "156.02"}, {1512345, 4, 2, "151.2345"}, {1090, 4, 2, "0.109"}, {1000000, 4, 2, "100.00"},
	} {
		if got := decimal(c.n, c.digits, c.least); got != c.want {
			t.Errorf("%d with %d digits is %s, not %s", c.n, c.digits, got, c.want)
		}
	}
}

func TestAnUnknownCurrencyHasItsCode(t *testing.T) {
	site := wire.Site{Lang: text.JA}
	f := &wire.Foreign{Currency: "ISK", Units: 1000, Rate: 11000, RateOn: japan.Date{Year: 2026, Month: 11, Day: 1}, Fee: 42}
	if words := said(t, foreign(site, f, 1142)); !strings.Contains(words, "1,000 ISK") || !strings.Contains(words, "1 ISK＝1.10円") || !strings.Contains(words, "1,100 円") {
		t.Error(words)
	}
	for _, l := range []text.Lang{text.JA, text.EN} {
		if codes, names := text.CurrencyCodes.In(l), text.CurrencyNames.In(l); strings.Count(codes, ",") != strings.Count(names, ",") {
			t.Errorf("%s: %s for %s", l, names, codes)
		}
	}
}
