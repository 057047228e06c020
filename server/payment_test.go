package main

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/form"
	"netanswer/shared/paying"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// changes is the largest of a member's uses that can be paid in instalments and revolving, on its screen.
func (p *person) changes() (path string, d wire.PayPlan) {
	p.t.Helper()
	most := 0
	for _, u := range data[wire.Payment](p, "/payment").Uses {
		if slices.Contains(u.Ways, form.PayInstalments) && slices.Contains(u.Ways, form.PayRevolving) && u.Left > most {
			path, most = "/payment/"+u.Ref, u.Left
		}
	}
	if most < 30_000 {
		p.t.Fatalf("of what can be changed the most is %d", most)
	}
	return path, data[wire.PayPlan](p, path)
}

func TestAPaymentIsChangedOnWhatIsOfferedAlone(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.memberWith("gold", "kin-2026", true)
		stranger := pr.inside(true, "sandbox03", "Sandbox-03-mihon")
		theirs := "" // refs name a use on its account: the same may name another on another
		for _, u := range data[wire.Payment](stranger, "/payment").Uses {
			if !slices.ContainsFunc(data[wire.Payment](pr.inside(true, "kin-2026", "Kiri-no-mori7"), "/payment").Uses, func(o wire.PayUse) bool { return o.Ref == u.Ref }) {
				theirs = "/payment/" + u.Ref
			}
		}
		for _, asJSON := range []bool{true, false} {
			p := pr.inside(asJSON, "kin-2026", "Kiri-no-mori7")
			path, d := p.changes()
			if d.Values.Way != "" || len(d.Key) < 32 || d.Version == "" || d.Until == "" || d.Of != strings.TrimPrefix(path, "/payment/") {
				t.Errorf("the form begins with %+v", d)
			}
			for what, c := range map[string]struct {
				path   string
				fields []string
				status int
				key    string
			}{
				"nothing chosen":               {path, nil, 422, text.PayWayEmpty.Key},
				"as it stands":                 {path, []string{"way", "stay"}, 422, text.PayWayEmpty.Key},
				"a way that nobody knows":      {path, []string{"way", "gift"}, 422, text.PayWayEmpty.Key},
				"payments not offered":         {path, []string{"way", "instalments", "payments", "7"}, 422, text.PayTimesNone.Key},
				"payments below nothing":       {path, []string{"way", "instalments", "payments", "-3"}, 422, text.PayTimesEmpty.Key},
				"no payments":                  {path, []string{"way", "instalments"}, 422, text.PayTimesEmpty.Key},
				"a way not offered":            {path, []string{"way", "whole"}, 422, text.PayWayNone.Key},
				"a part of a use":              {path, []string{"way", "part", "amount", "1000"}, 422, text.PayWayNone.Key},
				"a part below nothing":         {path, []string{"way", "part", "amount", "-1000"}, 422, text.PayAmountWrong.Key},
				"stale terms":                  {path, []string{"way", "revolving", "terms", "R-2020-04/I-2020-04"}, 422, text.PayTermsNew.Key},
				"no terms":                     {path, []string{"way", "revolving"}, 422, text.PayTermsNew.Key},
				"a use that nobody made":       {"/payment/20200101-1", []string{"way", "revolving", "terms", d.Version}, 404, ""},
				"another member's use":         {theirs, []string{"way", "revolving", "terms", d.Version}, 404, ""},
				"what is no use":               {"/payment/..%2fhome", []string{"way", "revolving", "terms", d.Version}, 404, ""},
				"the balance that is not owed": {"/payment/revolving", []string{"way", "whole", "terms", d.Version}, 404, ""},
			} {
				a := p.post(c.path, c.fields...)
				if a.status != c.status {
					t.Errorf("%s: %d %.300s", what, a.status, a.body)
				}
				if c.key != "" && asJSON && !strings.Contains(a.body, `"key":"`+c.key+`"`) {
					t.Errorf("%s: %s, want %s", what, a.body, c.key)
				}
				if c.status == 404 {
					if a := p.get(c.path); a.status != 404 {
						t.Errorf("%s, looked at: %d", what, a.status)
					}
				}
			}
			for query, want := range map[string]int{"?way=instalments&payments=7": 422, "?way=instalments&payments=6": 200, "?way=revolving": 200, "?way=stay": 200, "?way=part&amount=-1": 422, "?way=a&way=b": 400} {
				if a := p.get(path + query); a.status != want {
					t.Errorf("%s: %d, want %d", query, a.status, want)
				}
			}
			if len(data[wire.Orders](p, "/orders").Orders) > 0 {
				t.Error("something was ordered")
			}
		}
	})
}

// What the page reckons is what stands on the sheet.
func TestTheSheetSaysWhatTheScreenReckoned(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.memberWith("gold", "kin-2026", true)
		for _, asJSON := range []bool{true, false} {
			p := pr.inside(asJSON, "kin-2026", "Kiri-no-mori7")
			path, d := p.changes()
			for _, in := range []form.Payment{{Way: form.PayInstalments, Payments: "24"}, {Way: form.PayRevolving}} {
				r, ok := paying.Of(d, in)
				if !ok || !strings.Contains(p.do("GET", path+"?way="+in.Way+"&payments="+in.Payments, nil, "Accept", "text/html").body, "多くなります") {
					t.Fatalf("%s is not reckoned", in.Way)
				}
				a := p.post(path, "way", in.Way, "payments", in.Payments, "terms", d.Version, "key", d.Key)
				if a.status != http.StatusSeeOther || !strings.HasPrefix(a.to, "/orders/") {
					t.Fatalf("%s: %d %s %.300s", in.Way, a.status, a.to, a.body)
				}
				if again := p.post(path, "way", in.Way, "payments", in.Payments, "terms", d.Version, "key", d.Key); again.to != a.to {
					t.Errorf("posted twice it is two orders: %s and %s", a.to, again.to)
				}
				o := data[wire.Order](p, a.to)
				yen := func(n int) string { return strconv.Itoa(n) }
				all := ""
				for _, line := range o.Lines {
					all += line.Label + "=" + strings.ReplaceAll(line.Value, ",", "") + "\n"
				}
				for _, want := range []string{"手数料の合計=" + yen(r.Then.Fee) + "円", "お支払い総額=" + yen(r.Then.Total) + "円", "お支払いの回数=" + yen(r.Then.Payments) + "回", "1回で払う場合=" + yen(r.Price) + "円（手数料 0円）"} {
					if !strings.Contains(all, want) {
						t.Errorf("%s: the sheet lacks %s:\n%s", in.Way, want, all)
					}
				}
				if len(o.Documents) != 1 || o.Documents[0].Key != in.Way {
					t.Errorf("%s: documents %+v", in.Way, o.Documents)
				}
				if o.Kind != string(issuer.ChangePayment) || !o.Proof || o.Back != "/payment" || o.State != "drafted" {
					t.Errorf("%+v", o)
				}
			}
		}
	})
}

func TestTheRevolvingBalanceIsPaidSooner(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.memberWith("revolving", "ribo-2026", true)
		d := data[wire.PayPlan](p, "/payment/revolving")
		if d.Use != nil || d.Balance <= 0 || !slices.Equal(d.Ways, []string{form.PayWhole, form.PayPart}) || d.First.IsZero() {
			t.Fatalf("%+v", d)
		}
		for query, says := range map[string]string{"": "まとめて返済（全額）", "?way=part&amount=10000": "少なくなります", "?way=whole": "早めに返済する", "?way=stay": "いまのお支払い"} {
			if page := p.do("GET", "/payment/revolving"+query, nil, "Accept", "text/html"); page.status != 200 || !strings.Contains(page.body, says) {
				t.Errorf("/payment/revolving%s: %d", query, page.status)
			}
		}
		for amount, status := range map[string]int{"": 422, "0": 422, "-1": 422, strconv.Itoa(d.Balance + 1): 422, "1.5": 422, "３万": 303, strconv.Itoa(d.Balance): 303} {
			if a := p.post("/payment/revolving", "way", "part", "amount", amount, "terms", d.Version, "key", d.Key); a.status != status {
				t.Errorf("%q: %d %s", amount, a.status, a.body)
			}
		}
		a := p.post("/payment/revolving", "way", "whole", "terms", d.Version, "key", d.Key)
		if o := data[wire.Order](p, a.to); o.Kind != string(issuer.Prepay) || !strings.Contains(o.Lines[1].Value, "全額") {
			t.Errorf("%+v", o)
		}
		for _, way := range []string{"instalments", "revolving"} {
			if a := p.post("/payment/revolving", "way", way, "payments", "3", "terms", d.Version); a.status != 422 {
				t.Errorf("the balance by %s: %d", way, a.status)
			}
		}
		led := 0 // a use of the balance leads there
		for _, m := range data[wire.Statements](p, "/statements").Months {
			for _, u := range data[wire.Statement](p, "/statements/"+m.Month.String()).Uses {
				if u.Way == "revolving" && led == 0 {
					if at := data[wire.UseDetail](p, "/statements/"+m.Month.String()+"/uses/"+u.Ref); at.Left > 0 && at.Change == form.PayBalance {
						led++
					}
				}
			}
		}
		if led == 0 {
			t.Error("no use leads to the balance")
		}
	})
}

func TestWhoCannotChangeAPaymentIsToldWhy(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for slug, want := range map[string]struct{ why, says string }{
			"family": {"family", text.PayFamily.JA}, "overdue": {"arrears", text.PayArrears.JA}, "unused": {"nothing", text.PayNone.JA},
		} {
			p := pr.memberWith(slug, "naze-"+slug+"26", false)
			if d := data[wire.Payment](p, "/payment"); d.Why != want.why || len(d.Uses) > 0 {
				t.Errorf("%s: %+v", slug, d)
			}
			if page := p.get("/payment"); page.status != 200 || !strings.Contains(page.body, want.says) {
				t.Errorf("%s: %d", slug, page.status)
			}
			if a := p.get("/payment/revolving"); a.status != 404 {
				t.Errorf("%s: %d", slug, a.status)
			}
		}
	})
}

// Past its cut-off a use is offered no more, to be looked at or ordered.
func TestPastItsCutOffAPaymentStays(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		path, d := pr.memberWith("gold", "kin-2026", true).changes()
		pr.clock.turn(32 * 24 * time.Hour)
		for _, asJSON := range []bool{true, false} {
			p := pr.inside(asJSON, "kin-2026", "Kiri-no-mori7")
			if a := p.post(path, "way", "revolving", "terms", d.Version, "key", d.Key); a.status != 404 {
				t.Errorf("ordered: %d %s", a.status, a.to)
			}
			if a := p.get(path); a.status != 404 || !strings.Contains(a.body, "受付の締め切りを過ぎた") {
				t.Errorf("looked at: %d %s", a.status, a.body)
			}
		}
	})
}

// What is due, what is used up and what is on an open statement lead to where it is paid in another way; a family card, whose bill is
// another's, leads nowhere.
func TestWhatIsDueLeadsToWhereItIsPaidInAnotherWay(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for slug, leads := range map[string]bool{"cash": true, "family": false} {
			login := slug + "-2026x"
			pr.memberWith(slug, login, false)
			p := pr.inside(false, login, "Kiri-no-mori7")
			const link = `href="/payment"><span>` // in the screen, and not the frame's
			has := func(path, what string, want bool) {
				t.Helper()
				if body := p.get(path).body; strings.Contains(body, what) != want {
					t.Errorf("%s: %s leads to %s: %v", slug, path, what, !want)
				}
			}
			has("/home", link, leads)
			has("/limit", link, leads)
			has("/limit", text.LimitCashGo.JA, leads)
			states := map[wire.StatementState]int{}
			for _, m := range data[wire.Statements](p, "/statements").Months {
				if m.Total > 0 && states[m.State] == 0 {
					states[m.State]++
					has("/statements/"+m.Month.String(), link, leads && (m.State == wire.StatementOpen || m.State == wire.StatementClosed))
					has("/statements/"+m.Month.String()+"?all=1", link, false)
				}
			}
			if len(states) < 2 {
				t.Errorf("%s has statements in %v alone", slug, states)
			}
			if leads {
				p.want(p.get("/payment"), 200, "")
				p.want(p.get("/cashing"), 200, "")
			}
		}
	})
}
