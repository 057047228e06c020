package account_test

import (
	"net/url"
	"testing"

	"netanswer/server/account"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	books "netanswer/shared/ledger" // this package has a ledger of its own
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// What a device keeps is what the screens show: each month adds up, and the same search finds the same.
func TestWhatDevicesKeepAddsUpAndIsFound(t *testing.T) {
	is, now, all := lives(t, "2026-11-23")
	s, today := &account.Service{Issuer: is}, japan.DateOf(now)
	rules := form.Rules{Today: today, Lang: text.JA}
	fees, found := 0, 0
	for _, l := range all {
		if l.slug == "crowd" || l.slug == "slow" { // as the others, and they take long
			continue
		}
		k, err := s.Offline(t.Context(), l.Reader, today, 200)
		if err != nil {
			t.Fatalf("%s: %v", l.slug, err)
		}
		for _, m := range k.Months {
			sum := 0
			for _, u := range books.Entries(m) {
				sum += u.Charged + u.Fee
				if u.Kind == "annual_fee" || u.Kind == "late_charge" {
					fees++
				}
			}
			if sum != m.Total || m.Holder != "" || m.Account != "" {
				t.Errorf("%s %s: the entries come to %d, the statement to %d; %q %q", l.slug, m.Month, sum, m.Total, m.Holder, m.Account)
			}
		}
		for _, q := range []string{"q=会", "q=損害", "from=1&to=3000", "who=own", "who=family", "from=0", "since=2026-08-01&until=2026-09-30"} {
			values, err := url.ParseQuery(q)
			if err != nil {
				t.Fatal(err)
			}
			var in form.Search
			form.Decode(values, &in)
			if ps := in.Check(rules); len(ps) > 0 {
				t.Fatal(ps)
			}
			online, err := s.Statements(t.Context(), l.Reader, in, 1)
			if err != nil {
				t.Fatal(err)
			}
			sums := func(f *wire.Found) [4]int { return [4]int{f.Count, f.Sum, f.Fees, f.Used} }
			a, b := sums(online.Found), sums(books.FindWhole(k.Months, in, k.Statements.Cards, 1))
			if a != b {
				t.Errorf("%s %s: count, sum, fees and used are %v online and %v offline", l.slug, q, a, b)
			}
			found += a[0]
		}
	}
	if fees == 0 || found < 1000 {
		t.Errorf("%d fees that are no use, %d entries found: nothing was tried", fees, found)
	}
}
