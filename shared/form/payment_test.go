package form_test

import (
	"testing"

	"netanswer/shared/form"
	"netanswer/shared/text"
)

func TestAPaymentIsChosenBeforeItIsChanged(t *testing.T) {
	for name, c := range map[string]struct {
		in    form.Payment
		field string
		want  text.Message
	}{
		"nothing":                {form.Payment{}, "way", text.PayWayEmpty},
		"as it stands":           {form.Payment{Way: form.PayStay}, "way", text.PayWayEmpty},
		"no such way":            {form.Payment{Way: "gift"}, "way", text.PayWayEmpty},
		"instalments":            {form.Payment{Way: form.PayInstalments, Payments: "6"}, "", text.Message{}},
		"no number of them":      {form.Payment{Way: form.PayInstalments}, "payments", text.PayTimesEmpty},
		"less than none":         {form.Payment{Way: form.PayInstalments, Payments: "-6"}, "payments", text.PayTimesEmpty},
		"a fraction":             {form.Payment{Way: form.PayInstalments, Payments: "6.5"}, "payments", text.PayTimesEmpty},
		"too many":               {form.Payment{Way: form.PayInstalments, Payments: "601"}, "payments", text.PayTimesEmpty},
		"revolving":              {form.Payment{Way: form.PayRevolving}, "", text.Message{}},
		"all":                    {form.Payment{Way: form.PayWhole, Amount: "-1"}, "", text.Message{}}, // not asked for
		"a part":                 {form.Payment{Way: form.PayPart, Amount: "３万円"}, "", text.Message{}},
		"a part of no amount":    {form.Payment{Way: form.PayPart, Amount: " "}, "amount", text.PayAmountEmpty},
		"a part below nothing":   {form.Payment{Way: form.PayPart, Amount: "-30000"}, "amount", text.PayAmountWrong},
		"a part of nothing":      {form.Payment{Way: form.PayPart, Amount: "0"}, "amount", text.PayAmountWrong},
		"a part with a fraction": {form.Payment{Way: form.PayPart, Amount: "1.5"}, "amount", text.PayAmountWrong},
	} {
		ps := c.in.Check(form.Rules{Lang: text.JA})
		if c.field == "" {
			if len(ps) > 0 {
				t.Errorf("%s: %+v", name, ps)
			}
			continue
		}
		if len(ps) != 1 || ps[0].Field != c.field || ps[0].Key != c.want.Key || ps[0].Message == "" {
			t.Errorf("%s: %+v, want %s at %s", name, ps, c.want.Key, c.field)
		}
	}
}
