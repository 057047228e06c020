package main

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/server/notify"
	"netanswer/server/order"
	"netanswer/shared/money"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// borrowing is a kind of these tests: it asks for proof, and everybody is told.
var borrowing = order.Kind{
	Kind: issuer.BorrowCash, Title: text.TitleMenu, Back: "/menu", Notice: true, Least: identity.Call, Careful: identity.SMS, Documents: []string{"cash_before", "electronic"},
	Named: func(_ text.Lang, o issuer.Order) string { return "Cash " + money.Yen(o.BorrowCash.Amount) },
	Lines: func(l text.Lang, o issuer.Order, _ []byte) ([]wire.Line, error) {
		return []wire.Line{{Label: text.TitleMenu.In(l), Value: money.Yen(o.BorrowCash.Amount)}}, nil
	},
}

func borrow(yen int) order.Draft {
	return order.Draft{Details: issuer.Order{Kind: issuer.BorrowCash, BorrowCash: &issuer.Borrowing{Amount: yen, Way: "once", Terms: "1"}}, Quote: map[string]int{"amount": yen}, Page: "0123456789abcdef0123456789abcdef"}
}

// agrees confirms an order with the documents that its sheet shows.
func (p *person) agrees(at string) answer {
	p.t.Helper()
	var shown []string
	for _, d := range data[wire.Order](p, at).Documents {
		shown = append(shown, d.Key+"@"+d.Version)
	}
	return p.post(at, "documents", strings.Join(shown, " "), "agree", "true")
}

// proving is a kind as strict as a test wants it.
func proving(least, careful identity.Assurance) order.Kind {
	k := borrowing
	k.Least, k.Careful = least, careful
	return k
}

func TestAPasscodeOpensTheOrderThatItNamesAndNothingElse(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		is := pr.ordering(borrowing)
		mobile := pr.card("registered").Mobile
		r, c := pr.person(true), pr.card("registered")
		r.get("/recover")
		r.want(r.post("/recover", card(c)[2:]...), 303, "/recover/verify")
		relayed := r.passcode(mobile)
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		at := p.drafts(borrow(50_000))
		if o := data[wire.Order](p, at); !o.Proof {
			t.Errorf("%+v", o)
		}
		for what, c := range map[string][2]string{
			"agree:order.agree":     {"documents", "cash_before@1 electronic@1"},
			"agree:order.documents": {"agree", "true"},
		} {
			if a := p.post(at, c[0], c[1]); a.status != 422 || strings.Join(a.problems(), " ") != what {
				t.Errorf("%v: %d %v", c, a.status, a.problems())
			}
		}
		if a := p.post(at, "documents", "cash_before@0 electronic@1", "agree", "true"); a.status != 422 || strings.Join(a.problems(), " ") != "agree:order.documents" {
			t.Errorf("documents of before: %d %v", a.status, a.problems())
		}
		p.want(p.agrees(at), 303, "/prove/verify")
		p.want(p.agrees(at), 303, "/prove/verify") // pressed twice
		if o := data[wire.Order](p, at); o.State != "confirmed" || o.Tone != "warn" {
			t.Errorf("%+v", o)
		}
		first := p.passcode(mobile)
		sms := p.arrived(mobile)[0]
		if !strings.Contains(sms, "Cash 50,000") || notify.SMSUnits(strings.TrimPrefix(sms, "\n")) > 70 {
			t.Errorf("the SMS: %q", sms)
		}

		// For another amount: the passcode of the first opens nothing there.
		other := p.drafts(borrow(60_000))
		p.want(p.agrees(other), 303, "/prove/verify")
		if a := p.post("/prove/verify", "passcode", first); a.status != 422 {
			t.Errorf("a passcode for another amount: %d", a.status)
		}
		// In another session, with its own order of the same amount.
		q := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		elsewhere := borrow(50_000)
		elsewhere.Page = "of another page"
		same := q.drafts(elsewhere)
		pr.clock.turn(identity.Resend)
		q.want(q.agrees(same), 303, "/prove/verify")
		if a := q.post("/prove/verify", "passcode", first); a.status != 422 {
			t.Errorf("a passcode of another session: %d", a.status)
		}
		// A passcode of a recovery, relayed: the card's holder reads it to somebody else.
		for _, who := range []*person{p, q} {
			if a := who.post("/prove/verify", "passcode", relayed); a.status != 422 {
				t.Errorf("a passcode of a recovery: %d", a.status)
			}
		}
		if len(is.did) > 0 {
			t.Fatalf("ordered without proof: %+v", is.did)
		}

		// The right one, in its place. Sent twice it is one order; what was ordered is what was shown.
		q.passcode(mobile) // the one before has arrived: of two under way either may come last
		pr.clock.turn(identity.Resend)
		q.want(q.post("/prove/send", "channel", "sms"), 303, "/prove/verify")
		right := q.passcode(mobile)
		q.want(q.post("/prove/verify", "passcode", right), 303, same)
		q.post("/prove/verify", "passcode", right)
		if len(is.did) != 1 || is.did[0].BorrowCash.Amount != 50_000 || is.did[0].Assurance != string(identity.SMS) || is.did[0].At.IsZero() ||
			!slices.Equal(is.did[0].Documents, []string{"cash_before@1", "electronic@1"}) {
			t.Fatalf("ordered: %+v", is.did)
		}
		if o := data[wire.Order](q, same); o.State != "concluded" || o.Number == "" || len(o.Documents) != 2 || o.Documents[0].Text == "" {
			t.Errorf("%+v", o)
		}
		// A replay: the order is done, and the passcode opens no other.
		again := borrow(70_000)
		next := q.drafts(again)
		pr.clock.turn(identity.Resend)
		q.want(q.agrees(next), 303, "/prove/verify")
		if a := q.post("/prove/verify", "passcode", right); a.status != 422 || len(is.did) != 1 {
			t.Errorf("a replay: %d, ordered %d", a.status, len(is.did))
		}
		// Everybody was told, and the member finds it in the inbox.
		if err := pr.runner.Once(context.Background()); err != nil {
			t.Fatal(err)
		}
		if told := p.arrived(mobile); !strings.Contains(strings.Join(told, "\n"), "受付") {
			t.Errorf("nobody was told: %q", told)
		}
		if n := data[wire.Inbox](q, "/inbox").Notices[0]; n.Kind != "order" || len(n.To) == 0 {
			t.Errorf("%+v", n)
		}
		for kind, n := range map[string]int{"order.confirmed": 4, "order.proven": 1, "order.concluded": 1} {
			if got := strings.Count(strings.Join(pr.rows(t)["audit"], "\n"), "kind="+kind+" "); got != n {
				t.Errorf("%d rows %s, want %d", got, kind, n)
			}
		}
	})
}

func TestOnlyContactsThatProveEnoughAreOffered(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, c := range []struct {
			slug    string
			least   identity.Assurance
			to      string   // where the proof begins
			ways    []string // that are offered
			refused string   // a way that is not
		}{
			{"both", identity.Call, "/prove/verify", []string{"sms", "mail", "call"}, ""},
			{"both", identity.Mail, "/prove/verify", []string{"sms", "mail"}, "call"},
			{"both", identity.SMS, "/prove/verify", []string{"sms"}, "mail"},
			{"both", identity.Desk, "/prove/unable", nil, "sms"},
			{"landline", identity.Call, "/prove/call", nil, ""},
			{"landline", identity.Mail, "/prove/unable", nil, "call"},
			{"mail", identity.Mail, "/prove/verify", []string{"mail"}, ""},
			{"mail", identity.SMS, "/prove/unable", nil, "mail"},
		} {
			pr.ordering(proving(c.least, c.least))
			p := pr.member(c.slug)
			at := p.drafts(borrow(10_000 + len(c.ways)*1000))
			p.want(p.agrees(at), 303, c.to)
			if c.ways != nil {
				var ways []string
				for _, w := range data[wire.Verify](p, "/prove/verify").Channels {
					ways = append(ways, w.Channel)
				}
				if strings.Join(ways, " ") != strings.Join(c.ways, " ") {
					t.Errorf("%s, %s: %v, want %v", c.slug, c.least, ways, c.ways)
				}
			}
			pr.clock.turn(identity.Resend)
			if c.refused != "" {
				if a := p.post("/prove/send", "channel", c.refused); a.status == 303 && a.to != "/prove/unable?moved" {
					t.Errorf("%s, %s: %s is taken: %d %s", c.slug, c.least, c.refused, a.status, a.to)
				}
			}
		}
	})
}

// member is somebody who registered the card of a case, and is logged in.
func (p *program) member(slug string) *person {
	p.t.Helper()
	c := p.card(slug)
	if m, ok := p.had[slug]; ok {
		return m
	}
	who := p.person(true)
	login := "kiri" + slug + "26"
	who.want(who.enter(c, "member_id", login[:min(16, len(login))]), 303, "/register/confirm")
	switch a := who.post("/register/confirm"); a.to {
	case "/register/verify":
		to := c.Mobile
		if to == "" {
			to = c.Email
		}
		who.want(who.post("/register/verify", "passcode", who.passcode(to)), 303, "/register/done")
	case "/register/call":
		who.calls(c.Landline)
		who.want(who.post("/register/call"), 303, "/register/done")
	default:
		p.t.Fatalf("%s: %d %s", slug, a.status, a.to)
	}
	who.want(who.post("/login", "member_id", login[:min(16, len(login))], "password", "Kiri-no-mori7"), 303, "/home")
	if p.had == nil {
		p.had = map[string]*person{}
	}
	p.had[slug] = who
	return who
}

func TestWhoHasOnlyALandlineProvesByTheCallAndBelowThatByTheDesk(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		is := pr.ordering(borrowing)
		p := pr.member("landline")
		at := p.drafts(borrow(20_000))
		p.want(p.agrees(at), 303, "/prove/call")
		if a := p.post("/prove/call"); a.status != 422 {
			t.Errorf("without a call: %d", a.status)
		}
		p.calls(pr.card("landline").Landline)
		p.want(p.post("/prove/call"), 303, at)
		if len(is.did) != 1 || is.did[0].Assurance != string(identity.Call) {
			t.Fatalf("%+v", is.did)
		}

		// The desk: its code is for this order alone.
		is = pr.ordering(proving(identity.Mail, identity.Desk))
		at = p.drafts(borrow(30_000))
		p.want(p.agrees(at), 303, "/prove/unable")
		sato, suzuki := pr.operator("sato"), pr.operator("suzuki")
		d := data[wire.Unable](p, "/prove/unable")
		if !d.DeskCode || d.Case == "" || !strings.Contains(pr.page(p, "/prove/unable").body, "ご本人様の確認ができる連絡先がありません") {
			t.Fatalf("%+v", d)
		}
		code := pr.given(sato, suzuki, d.Case)
		other := p.drafts(borrow(40_000))
		p.want(p.agrees(other), 303, "/prove/unable")
		if again := data[wire.Unable](p, "/prove/unable"); again.Case == d.Case {
			t.Error("another order is the same case")
		}
		if a := p.post("/prove/unable", "desk_code", code); a.status != 422 {
			t.Errorf("the code of another order: %d", a.status)
		}
		p.want(p.agrees(at), 303, "/prove/unable")
		p.want(p.post("/prove/unable", "desk_code", code), 303, at)
		if len(is.did) != 1 || is.did[0].Assurance != string(identity.Desk) || is.did[0].BorrowCash.Amount != 30_000 {
			t.Fatalf("%+v", is.did)
		}
	})
}

func TestFor72HoursAfterAChangeOfContactsMoreIsAskedFor(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.ordering(proving(identity.Call, identity.SMS))
		fresh := pr.inside(true, "sandbox03", "Sandbox-03-mihon") // whose number came on file yesterday
		ways := func(p *person, yen int) (out []string) {
			at := p.drafts(borrow(yen))
			a := p.agrees(at)
			if a.to == "/prove/unable" {
				return nil
			}
			p.want(a, 303, "/prove/verify")
			for _, w := range data[wire.Verify](p, "/prove/verify").Channels {
				out = append(out, w.Channel)
			}
			return out
		}
		if got := ways(fresh, 10_000); strings.Join(got, " ") != "sms" {
			t.Errorf("a number that came yesterday: %v", got)
		}
		// A recovery: the same member, a day and four days later.
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		if got := ways(p, 10_000); strings.Join(got, " ") == "sms" {
			t.Errorf("before the recovery: %v", got)
		}
		who, _ := p.who()
		if err := pr.db.Member().Update(t.Context(), func(tx member.Tx) error {
			return member.Caution(t.Context(), tx, who.Member, pr.clock.now())
		}); err != nil {
			t.Fatal(err)
		}
		if got := ways(p, 20_000); strings.Join(got, " ") != "sms" {
			t.Errorf("after the recovery: %v", got)
		}
		pr.clock.turn(member.CautionFor + time.Second)
		if got := ways(pr.inside(true, "sandbox01", "Sandbox-01-mihon"), 30_000); len(got) < 2 {
			t.Errorf("four days later: %v", got)
		}
	})
}

func TestAProofLiesBehindTheLogin(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.ordering(borrowing)
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		for _, path := range []string{"/prove/verify", "/prove/call", "/prove/unable"} {
			p.want(p.get(path), 303, "/orders?moved")
			if a := pr.person(true).get(path); a.status != http.StatusSeeOther || !strings.HasPrefix(a.to, "/login?next=") {
				t.Errorf("%s without a session: %d %s", path, a.status, a.to)
			}
		}
		at := p.drafts(borrow(50_000))
		p.want(p.agrees(at), 303, "/prove/verify")
		code := p.passcode(pr.card("registered").Mobile)
		p.want(p.post("/logout"), 303, "/login?out=1")
		if a := p.post("/prove/verify", "passcode", code); a.status != http.StatusSeeOther || !strings.HasPrefix(a.to, "/login?next=") {
			t.Errorf("after logging out: %d %s", a.status, a.to)
		}
	})
}
