package order_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"netanswer/server/issuer"
	"netanswer/server/order"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/paying"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// What the sheet of a changed payment says is what was reckoned, in either language.
func TestTheSheetOfAChangedPaymentSaysEveryFigure(t *testing.T) {
	jan := japan.Month{Year: 2027, Month: time.January}
	d := wire.PayPlan{
		Of: "a", First: jan, Month: japan.Month{Year: 2026, Month: time.December}, Balance: 120_000, Ways: form.PayWays,
		Use:         &wire.PayUse{Use: wire.Use{Ref: "a", Date: japan.Date{Year: 2026, Month: 11, Day: 14}, Merchant: "家電のあかり", Amount: 58_000, Way: "once", Month: jan}, Left: 58_000},
		Revolving:   wire.PayTerms{Version: "r1", Rate: 1500, Steps: []wire.PayStep{{Pay: 10_000}}},
		Instalments: wire.PayTerms{Version: "i1", Choices: []wire.PayTerm{{Payments: 6, Fee: 442, Rate: 1505}}},
	}
	b := d
	b.Of, b.Use = form.PayBalance, nil
	for name, c := range map[string]struct {
		d      wire.PayPlan
		in     form.Payment
		o      issuer.Order
		ja, en []string
	}{
		"instalments": {
			d, form.Payment{Way: form.PayInstalments, Payments: "6"},
			issuer.Order{Kind: issuer.ChangePayment, ChangePayment: &issuer.PaymentChange{Use: "a", Way: issuer.Instalments, Payments: 6}},
			[]string{"家電のあかり（2026年11月14日ご利用）", "お支払いの元金 58,000円", "変更前 1回", "変更後 分割払い6回", "実質年率） 15.05%", "2027年1月4日に10,098円", "2回目からのお支払い 10,093円", "最後のお支払い日 2027年6月4日", "手数料の合計 2,563円", "お支払い総額 60,563円", "1回で払う場合 58,000円（手数料 0円）"},
			[]string{"6 instalments", "15.05%", "¥10,098 on 4 Jan 2027", "Total ¥60,563"},
		},
		"revolving": {
			d, form.Payment{Way: form.PayRevolving},
			issuer.Order{Kind: issuer.ChangePayment, ChangePayment: &issuer.PaymentChange{Use: "a", Way: issuer.Revolving}},
			[]string{"変更後 リボ払い", "いまのリボ残高 120,000円", "毎月のお支払い 10,000円と手数料（残高により変わります）", "お支払いの回数 18回", "手数料が、お支払いの元金の"},
			[]string{"Revolving balance now ¥120,000", "The fee comes to"},
		},
		"all of the balance": {
			b, form.Payment{Way: form.PayWhole}, issuer.Order{Kind: issuer.Prepay, Prepay: &issuer.Prepayment{Of: issuer.Revolving, Amount: 120_000}},
			[]string{"変更後 リボ残高の全額を返済", "早めに返済する金額 120,000円", "2026年12月4日に120,000円", "変更前の手数料 9,750円"}, []string{"All of the revolving balance"},
		},
		"a part of it": {
			b, form.Payment{Way: form.PayPart, Amount: "50000"}, issuer.Order{Kind: issuer.Prepay, Prepay: &issuer.Prepayment{Of: issuer.Revolving, Amount: 50_000}},
			[]string{"リボ残高の一部を返済", "早めに返済する金額 50,000円", "お支払いの回数 8回", "手数料の合計 3,500円"}, []string{"A part of the revolving balance"},
		},
	} {
		r, ok := paying.Of(c.d, c.in)
		if !ok {
			t.Fatalf("%s: not reckoned", name)
		}
		q := order.PaymentQuote{Way: issuer.Revolving, Result: r}
		if u := c.d.Use; u != nil {
			q.Date, q.Merchant, q.Way = u.Date, u.Merchant, u.Way
		}
		raw, err := json.Marshal(q)
		if err != nil {
			t.Fatal(err)
		}
		k, ok := kindOf(c.o.Kind)
		if !ok {
			t.Fatalf("%s: no kind %s", name, c.o.Kind)
		}
		for l, want := range map[text.Lang][]string{text.JA: c.ja, text.EN: c.en} {
			lines, err := k.Lines(l, c.o, raw)
			if err != nil {
				t.Fatal(err)
			}
			all := ""
			for _, line := range lines {
				all += line.Label + " " + line.Value + "\n"
			}
			for _, w := range want {
				if !strings.Contains(all, w) {
					t.Errorf("%s in %s lacks %q:\n%s", name, l, w, all)
				}
			}
			if n := utf8.RuneCountInString(k.Named(l, c.o)); n == 0 || n > 20 {
				t.Errorf("%s is named %q in a text", name, k.Named(l, c.o))
			}
		}
		if _, err := k.Lines(text.JA, c.o, []byte("{")); err == nil {
			t.Errorf("%s: a broken quote makes a sheet", name)
		}
	}
}

func kindOf(k issuer.OrderKind) (order.Kind, bool) {
	for _, row := range order.Kinds() {
		if row.Kind == k {
			return row, true
		}
	}
	return order.Kind{}, false
}
