package main

import (
	"net/http"
	"strings"
	"testing"

	"netanswer/shared/wire"
)

// logsIn registers a demo card and logs in.
func (p *program) logsIn(slug string, asJSON bool) *person {
	p.t.Helper()
	q, c, login := p.person(asJSON), p.card(slug), "meisai-"+slug+"-1"
	q.registered(c, c.Mobile, "member_id", login)
	q.want(q.post("/login", "member_id", login, "password", "Kiri-no-mori7"), 303, "/home")
	return q
}

func TestAStatementIsShownToWhoeverItBelongsToAndToNobodyElse(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		stranger := pr.person(false)
		for _, path := range []string{"/statements/2026-12", "/statements/2026-12/uses/20261109-1"} {
			stranger.want(stranger.get(path), 303, "/login?next="+strings.ReplaceAll(path, "/", "%2F"))
		}
		sms, both := pr.logsIn("sms", false), pr.logsIn("both", false)
		d := data[wire.Statement](sms, "/statements/2026-12")
		if d.Total == 0 || d.Holder != pr.card("sms").Holder || d.State != wire.StatementFixed || d.Account == "" || len(d.Months) < 12 {
			t.Errorf("%+v", d)
		}
		for _, u := range d.Uses {
			if u.Last4 == "" {
				t.Errorf("%+v does not say with which card", u)
			}
		}
		own := "/statements/2026-12/uses/" + d.Uses[0].Ref
		one := data[wire.UseDetail](sms, own)
		if one.Use != d.Uses[0] || one.Month.Month != d.Month {
			t.Errorf("%+v is in detail %+v", d.Uses[0], one)
		}
		theirs := "/statements/2026-12/uses/" + data[wire.Statement](both, "/statements/2026-12").Uses[0].Ref

		// Nobody's, somebody else's, of another month, no month: one answer, to the letter but for its number.
		var first string
		for _, path := range []string{
			"/statements/2026-12/uses/nobodys", theirs, strings.Replace(own, "2026-12", "2026-11", 1), "/statements/2019-01", "/statements/2026-13",
			"/statements/2026-1", "/statements/never", "/statements/2027-06", "/statements/2026-12/uses/%00", "/statements/2026-12/uses/..%2f",
		} {
			a := sms.get(path)
			f := sms.do("GET", path, nil, "Accept", "application/json").failure()
			if a.status != http.StatusNotFound || f.Code != wire.NotFound || !strings.Contains(a.body, "ページが見つかりません") {
				t.Errorf("%s: %d, %s", path, a.status, f.Code)
			}
			if f.RequestID = ""; first == "" {
				first = f.Message
			} else if f.Message != first {
				t.Errorf("%s says %q, not %q", path, f.Message, first)
			}
		}
	})
}

func TestTheListOfMonthsAndPagesThatThereAreNotLeadOn(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.logsIn("crowd", false)
		for from, to := range map[string]string{
			"/statements/2026-12?to=2026-09": "/statements/2026-09", "/statements/2026-09?page=51": "/statements/2026-09?page=50", "/statements/2026-09?page=0": "/statements/2026-09?page=1",
			"/statements/2026-09?page=-3": "/statements/2026-09?page=1", "/statements/2026-09?page=two": "/statements/2026-09?page=1", "/statements/2026-09?page=99999999999999999999": "/statements/2026-09?page=50",
			"/statements/2026-11?page=2": "/statements/2026-11?page=1",
		} {
			p.want(p.get(from), 303, to)
		}
		p.want(p.get("/statements/2026-12?to=%0d%0ahttps://example.org"), 200, "") // no month: nothing is led to
		d := data[wire.Statement](p, "/statements/2026-09?page=50")
		if d.Page != 50 || d.Pages != 50 || d.Count != 5000 || len(d.Uses) != 100 || d.First != 4901 || d.Printed != "" {
			t.Errorf("page %d of %d with %d of %d uses", d.Page, d.Pages, len(d.Uses), d.Count)
		}
		if a := p.get("/statements/2026-09?page=50"); len(a.body) > 100_000 {
			t.Errorf("a page of a long month is %d bytes", len(a.body))
		}
		d = data[wire.Statement](p, "/statements/2026-09?all=1")
		if d.Pages != 1 || len(d.Uses) != 5000 || d.Printed != "2026-11-23 19:15" {
			t.Errorf("for paper: %d uses on %d pages, printed %q", len(d.Uses), d.Pages, d.Printed)
		}
		if a := p.get("/statements/2026-09?all=1"); strings.Count(a.body, `class="shop"`) != 5000 || !strings.Contains(a.body, "2026年11月23日 19:15 印刷") || !strings.Contains(a.body, "data-print") {
			t.Error("the page for paper is not whole")
		}
	})
}

// negative is a statement on which more was given back than used.
func negative(p *person) string {
	p.t.Helper()
	for _, m := range data[wire.Statement](p, "/statements/2026-12").Months {
		if m.Total < 0 && m.State == wire.StatementPaid {
			return "/statements/" + m.Month.String()
		}
	}
	p.t.Fatal("no month is negative")
	return ""
}

func TestADebitThatFailedSaysWhatHappenedAndWhatIsNext(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		late, overdue, refund := pr.logsIn("late", false), pr.logsIn("overdue", false), pr.logsIn("refund", false)
		for _, c := range []struct {
			who   *person
			path  string
			words []string
		}{
			{overdue, "/statements/2026-11", []string{"延滞", "11月4日（水）に、口座から引き落とせませんでした", "11月20日（金）の再振替もできませんでした", "遅延損害金は、きょうまでの分で", "0120-000-000"}},
			{late, "/statements/2026-11", []string{"支払済", "11月4日（水）の引き落としができず、11月20日（金）にお支払いいただきました", "遅延損害金は", `href="/statements/2027-01"`}},
			{refund, negative(refund), []string{"ご返金額", "振込済", "にお振り込みしました", "−"}},
		} {
			a := c.who.want(c.who.get(c.path), 200, "")
			for _, words := range c.words {
				if !strings.Contains(a.body, words) {
					t.Errorf("%s does not say %q", c.path, words)
				}
			}
		}
		again := pr.person(false)
		pr.clock.t = pr.clock.t.AddDate(0, 3, 12-23) // 12 February 2027: 4 February failed and is tried again on the 22nd
		again.want(again.post("/login", "member_id", "meisai-overdue-1", "password", "Kiri-no-mori7"), 303, "/home")
		if a := again.want(again.get("/statements/2027-02"), 200, ""); !strings.Contains(a.body, "再振替") || !strings.Contains(a.body, "に、もう一度引き落とします") {
			t.Errorf("a debit that is tried again says neither that nor when: %.2000s", a.body)
		}
	})
}
