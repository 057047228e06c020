package ledger_test

import (
	"fmt"
	"reflect"
	"testing"

	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/ledger"
	"netanswer/shared/wire"
)

func some(n int, fee int) (uses []wire.Use) {
	for i := range n {
		uses = append(uses, wire.Use{Ref: fmt.Sprint("u", i), Merchant: fmt.Sprint("スーパー", i%7), Amount: i * 10, Charged: i, Fee: fee, Date: japan.Date{Year: 2026, Month: 11, Day: 1 + i%28}})
	}
	return uses
}

func TestThePagesOfAStatementAreTheWhole(t *testing.T) {
	for _, lines := range [][2]int{{0, 0}, {1, 0}, {99, 1}, {99, 2}, {100, 0}, {100, 1}, {250, 120}} {
		whole := wire.Statement{Count: lines[0], Uses: some(lines[0], 0), Fees: some(lines[1], 1), All: true, Printed: "2026-11-23 10:15"}
		var uses, fees []wire.Use
		pages := 1
		for page := 1; page <= pages; page++ {
			v := ledger.Cut(whole, page)
			pages = v.Pages
			if v.Page != page || v.All || v.Printed != "" || len(v.Uses)+len(v.Fees) > wire.MaxUses || v.First != min((page-1)*wire.MaxUses, lines[0])+1 {
				t.Errorf("%v: page %d is %d with %d and %d lines from %d", lines, page, v.Page, len(v.Uses), len(v.Fees), v.First)
			}
			uses, fees = append(uses, v.Uses...), append(fees, v.Fees...)
		}
		if len(uses) != lines[0] || len(fees) != lines[1] || pages != max(1, (lines[0]+lines[1]+99)/100) ||
			lines[0] > 0 && !reflect.DeepEqual(uses, whole.Uses) || lines[1] > 0 && !reflect.DeepEqual(fees, whole.Fees) {
			t.Errorf("%v: %d and %d lines on %d pages", lines, len(uses), len(fees), pages)
		}
		if first, last := ledger.Cut(whole, -5), ledger.Cut(whole, 1<<60); first.Page != 1 || last.Page != pages {
			t.Errorf("%v: pages that are none are %d and %d", lines, first.Page, last.Page)
		}
	}
}

func TestWhatIsPaidInPartsIsFoundOnEachStatementAndCountedOnce(t *testing.T) {
	part := wire.Use{Ref: "u", Merchant: "家電のあかり", Amount: 25600, Charged: 12800, Fee: 10, Family: true, Last4: "0042"}
	months := []ledger.Month{
		{MonthLine: wire.MonthLine{Month: japan.Month{Year: 2026, Month: 12}}, Uses: []wire.Use{part, {Ref: "r", Kind: "repayment", Amount: 5000, Charged: 5000}}},
		{MonthLine: wire.MonthLine{Month: japan.Month{Year: 2026, Month: 11}}, Uses: []wire.Use{part, {Ref: "b", Kind: "refund", Amount: -3300, Charged: -3300, Last4: "4821"}}},
	}
	cards := []wire.SearchCard{{Last4: "4821"}, {Last4: "0042", Family: true}}
	for in, want := range map[form.Search][4]int{ // how many, debited, fees of it, used
		{From: "0"}:     {4, 27320, 20, 22300},
		{From: "25600"}: {2, 25620, 20, 25600},
		{From: "12,800", To: "１２８００円"}:          {2, 25620, 20, 25600},
		{From: "3300", To: "3300"}:              {1, -3300, 0, -3300},
		{Who: form.WhoFamily, Q: "あかり 家電"}:      {2, 25620, 20, 25600},
		{Who: form.WhoCard("4821")}:             {1, -3300, 0, -3300},
		{Who: form.WhoOwn, Since: "2026-01-01"}: {0, 0, 0, 0},
	} {
		f := ledger.Find(months, in, cards, 1)
		if got := [4]int{f.Count, f.Sum, f.Fees, f.Used}; got != want {
			t.Errorf("%+v finds %v, want %v", in, got, want)
		}
		for i, u := range f.Uses {
			if u.Month.IsZero() || i > 0 && f.Uses[i-1].Month.Before(u.Month) {
				t.Errorf("%+v: %+v has no month, or it is out of order", in, u)
			}
		}
	}
	alone := ledger.Find([]ledger.Month{{Uses: []wire.Use{{Ref: "x", Amount: 1, Charged: 1}}}}, form.Search{Who: form.WhoCard("4821")}, cards[:1], 1)
	if alone.Count != 1 {
		t.Error("the one card there is does not find its own")
	}
}
