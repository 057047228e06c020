package order

import (
	"encoding/json"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/shared/borrowing"
	"netanswer/shared/money"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// LimitQuote is what a limit was when the member asked for another.
type LimitQuote struct {
	Now int `json:"now"` // yen
}

var cashKinds = []Kind{
	{
		Kind: issuer.BorrowCash, Title: text.ItemCash, Least: identity.Call, Careful: identity.SMS, Documents: []string{"cash_before", "cash_contract", "cash_receipt", "electronic"}, Notice: true, Back: "/cashing",
		Named: func(l text.Lang, o issuer.Order) string { return text.NamedCash.In(l, Yen(l, o.BorrowCash.Amount)) },
		Lines: func(l text.Lang, _ issuer.Order, quote []byte) ([]wire.Line, error) {
			var q borrowing.Result
			if err := json.Unmarshal(quote, &q); err != nil {
				return nil, err
			}
			return cashLines(l, q), nil
		},
	},
	{
		Kind: issuer.LowerCash, Title: text.TitleLowerCash, Least: identity.Unproven, Careful: identity.Unproven, Notice: true, Back: "/limit/lower?of=cash",
		Named: func(l text.Lang, o issuer.Order) string { return text.NamedLower.In(l, Yen(l, o.LowerCash.Limit)) },
		Lines: func(l text.Lang, o issuer.Order, quote []byte) ([]wire.Line, error) {
			return lowerLines(l, *o.LowerCash, quote)
		},
	},
	{
		Kind: issuer.RaiseCash, Title: text.TitleRaiseCash, Least: identity.Call, Careful: identity.SMS, Documents: []string{"limit", "bureau"}, Notice: true, Back: "/limit/raise?of=cash",
		Named: func(l text.Lang, o issuer.Order) string {
			return text.NamedRaiseCash.In(l, Yen(l, o.RaiseCash.Limit))
		},
		Lines: func(l text.Lang, o issuer.Order, quote []byte) ([]wire.Line, error) {
			return raiseLines(l, *o.RaiseCash, quote)
		},
	},
}

// cashLines are all that a contract of a cash advance has to say of it (貸金業法17条), each payment with its day.
func cashLines(l text.Lang, q borrowing.Result) (out []wire.Line) {
	say := func(label text.Message, value string, strong bool) {
		out = append(out, wire.Line{Label: label.In(l), Value: value, Strong: strong})
	}
	percent := func(rate int) string { return text.CashPercent.In(l, money.Percent(rate)) }
	way, year := text.CashOnce, text.CashYear
	if q.Way == issuer.Revolving {
		way = text.CashRevolve
	}
	if q.Year366 {
		year = text.CashLeap
	}
	say(text.CashAmount, Yen(l, q.Amount), true)
	say(text.CashTo, q.Bank, false)
	say(text.CashArrives, Day(l, q.Arrives), false)
	say(text.CashWays, way.In(l), false)
	say(text.CashRate, percent(q.Rate), false)
	say(text.CashInterest, Yen(l, q.Interest), true)
	say(text.CashTotal, Yen(l, q.Total), true)
	say(text.CashTimes, text.CashTimesIs.In(l, len(q.Payments)), false)
	for i, p := range q.Payments {
		out = append(out, wire.Line{
			Label: text.CashPays.In(l, i+1, Day(l, p.On)), Value: text.CashPaysIs.In(l, Yen(l, p.Amount()), Yen(l, p.Principal), Yen(l, p.Interest)),
		})
	}
	say(text.CashLate, percent(q.LateRate), false)
	return append(out, wire.Line{Label: text.LowerWarn.In(l), Value: text.CashDay.In(l, year.In(l))})
}
