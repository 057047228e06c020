package order

import (
	"encoding/json"
	"strings"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

var limitKinds = []Kind{
	{
		Kind: issuer.RaiseLimit, Title: text.TitleRaise, Least: identity.Call, Careful: identity.SMS, Documents: []string{"limit", "bureau"}, Notice: true, Back: "/limit/raise",
		Named: func(l text.Lang, o issuer.Order) string { return text.NamedRaise.In(l, Yen(l, o.RaiseLimit.Limit)) },
		Lines: func(l text.Lang, o issuer.Order, quote []byte) ([]wire.Line, error) {
			return raiseLines(l, *o.RaiseLimit, quote)
		},
	},
	{
		Kind: issuer.LowerLimit, Title: text.TitleLower, Least: identity.Unproven, Careful: identity.Unproven, Notice: true, Back: "/limit/lower",
		Named: func(l text.Lang, o issuer.Order) string { return text.NamedLower.In(l, Yen(l, o.LowerLimit.Limit)) },
		Lines: func(l text.Lang, o issuer.Order, quote []byte) ([]wire.Line, error) {
			return lowerLines(l, *o.LowerLimit, quote)
		},
	},
}

// purposeWords are the words for what a limit is for.
var purposeWords = map[string]text.Message{
	"travel": text.RaiseTravel, "wedding": text.RaiseWedding, "moving": text.RaiseMoving, "medical": text.RaiseMedical, "purchase": text.RaiseBuy, "other": text.RaiseOther,
}

func raiseLines(l text.Lang, r issuer.LimitRequest, quote []byte) ([]wire.Line, error) {
	var q LimitQuote
	if err := json.Unmarshal(quote, &q); err != nil {
		return nil, err
	}
	period := text.SheetForGood.In(l)
	if !r.Until.IsZero() {
		period = text.SheetPeriodIs.In(l, Day(l, r.From), Day(l, r.Until))
	}
	out := []wire.Line{
		{Label: text.SheetLimitNow.In(l), Value: Yen(l, q.Now)},
		{Label: text.SheetLimitWant.In(l), Value: Yen(l, r.Limit), Strong: true},
		{Label: text.SheetPeriod.In(l), Value: period},
		{Label: text.RaiseWhat.In(l), Value: purposeWords[r.Purpose].In(l)},
		{Label: text.RaiseYear.In(l), Value: Yen(l, r.Income)},
		{Label: text.RaiseWork.In(l), Value: r.Employer},
		{Label: text.RaiseDebts.In(l), Value: Yen(l, r.Debts)},
		{Label: text.SheetConsent.In(l), Value: text.SheetConsented.In(l)},
	}
	if len(r.Files) > 0 {
		names := make([]string, len(r.Files))
		for i, f := range r.Files {
			names[i] = f.Name
		}
		out = append(out, wire.Line{Label: text.SheetFiles.In(l), Value: strings.Join(names, " / ")})
	}
	return out, nil
}

func lowerLines(l text.Lang, n issuer.NewLimit, quote []byte) ([]wire.Line, error) {
	var q LimitQuote
	if err := json.Unmarshal(quote, &q); err != nil {
		return nil, err
	}
	return []wire.Line{
		{Label: text.SheetLimitNow.In(l), Value: Yen(l, q.Now)},
		{Label: text.SheetLimitNew.In(l), Value: Yen(l, n.Limit), Strong: true},
		{Label: text.LowerWarn.In(l), Value: text.LowerLead.In(l), Warn: true},
	}, nil
}
