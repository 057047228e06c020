package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

// newsOf has the program read a feed that the test writes.
type newsOf struct {
	mu     sync.Mutex
	all    []issuer.Event
	last4  string
	failed error // of the next answer
}

func (n *newsOf) Events(_ context.Context, after string) (out []issuer.Event, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if err, n.failed = n.failed, nil; err != nil {
		return nil, err
	}
	for _, e := range n.all {
		if e.Place > after && len(out) < 3 { // pages of three
			out = append(out, e)
		}
	}
	return out, nil
}

func (n *newsOf) Summary(context.Context, string) (issuer.Summary, error) {
	return issuer.Summary{Last4: n.last4}, nil
}

func (n *newsOf) happens(es ...issuer.Event) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, e := range es {
		e.Place = string(rune('a' + len(n.all)))
		n.all = append(n.all, e)
	}
}

func (p *program) reading(n *newsOf) *newsOf {
	p.news.Issuer = n
	return n
}

func (p *program) reads1() {
	p.t.Helper()
	if err := p.news.Once(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
}

// ofDemo is a member that the sandbox begins with, inside, and the reference of the first card.
func (p *program) ofDemo(login, password string) (*person, string) {
	p.t.Helper()
	who := p.inside(true, login, password)
	id := strings.Split(who.value("__Host-session"), ".")[0]
	cards, err := p.db.Member().Cards(p.t.Context(), id)
	if err != nil || len(cards) == 0 {
		p.t.Fatal(err)
	}
	return who, cards[0].Ref
}

func TestWhatHappensAtTheIssuerReachesTheMember(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		feed := pr.reading(&newsOf{last4: "9876"})
		p, ref := pr.ofDemo("sandbox01", "Sandbox-01-mihon")
		now := pr.clock.now()
		sent := func() int { return len(pr.messages(t)) }
		before := sent()

		// what is nobody's, and a kind of tomorrow, is passed by
		feed.happens(issuer.Event{Kind: issuer.CardUsed, At: now, CardRef: "nobody", Amount: 1}, issuer.Event{Kind: "of.tomorrow", At: now, CardRef: ref})
		pr.reads1()
		if got := p.kinds(); len(got) != 0 || sent() != before {
			t.Fatalf("%v, %d messages", got, sent()-before)
		}

		// a use stands in the inbox and is sent nowhere, unless it is wished for
		feed.happens(issuer.Event{Kind: issuer.CardUsed, At: now, CardRef: ref, Amount: 12_345})
		pr.reads1()
		n := data[wire.Inbox](p, "/inbox").Notices[0]
		if n.Kind != "card_used" || n.Amount != 12_345 || len(n.Last4) != 4 || sent() != before {
			t.Errorf("a use: %+v, %d messages", n, sent()-before)
		}
		pr.news.Ways = func(context.Context, string, issuer.EventKind) (bool, bool, error) { return false, true, nil }
		feed.happens(issuer.Event{Kind: issuer.CardUsed, At: now, CardRef: ref, Amount: 500})
		pr.reads1()
		all := pr.messages(t)
		if len(all) != before+1 || !strings.Contains(all[0].Text+all[len(all)-1].Text, "カードのご利用 500円") {
			t.Fatalf("a use that is wished for: %d messages %+v", len(all)-before, all)
		}
		for _, m := range all {
			if m.Channel == "sms" && len([]rune(m.Text)) > 70 {
				t.Errorf("an SMS of %d characters: %s", len([]rune(m.Text)), m.Text)
			}
		}

		// a debit that failed is told to everybody on file
		pr.news.Ways = waysOf(pr.members)
		before = sent()
		feed.happens(issuer.Event{Kind: issuer.DebitFailed, At: now, CardRef: ref, Amount: 54_321, Month: japan.MonthOf(japan.DateOf(now))})
		pr.reads1()
		n = data[wire.Notice](p, "/inbox/"+data[wire.Inbox](p, "/inbox").Notices[0].ID)
		if n.Kind != "debit_failed" || n.Amount != 54_321 || n.Month == "" || len(n.To) == 0 || sent() == before {
			t.Errorf("a debit that failed: %+v, %d messages", n, sent()-before)
		}
		if html := p.do("GET", "/inbox/"+n.ID, nil, "Accept", "text/html").body; !strings.Contains(html, "54,321") || !strings.Contains(html, `href="/statements/`+n.Month+`"`) {
			t.Error("its page lacks the amount or the way to the statement")
		}

		// an order that has moved on is told as it is wished for; that it was taken in, and another site's, is not
		before, had := sent(), len(p.kinds())
		tell := false
		pr.news.Moved = func(context.Context, string, string) (bool, error) { return tell, nil }
		feed.happens(issuer.Event{Kind: issuer.OrderMoved, At: now, CardRef: ref, Key: "k"})
		pr.reads1()
		if sent() != before {
			t.Error("an order that was taken in is told")
		}
		tell = true
		pr.news.Ways = func(_ context.Context, _ string, k issuer.EventKind) (bool, bool, error) {
			return false, k == issuer.OrderMoved, nil
		}
		feed.happens(issuer.Event{Kind: issuer.OrderMoved, At: now, CardRef: ref, Key: "k"})
		pr.reads1()
		pr.news.Ways = waysOf(pr.members)
		if sent() != before+1 || len(p.kinds()) != had {
			t.Errorf("an order that moved on: %d messages, %v", sent()-before, p.kinds())
		}

		// a reissued card has other digits, and its member stays inside
		feed.happens(issuer.Event{Kind: issuer.CardReissued, At: now, CardRef: ref})
		pr.reads1()
		id := strings.Split(p.value("__Host-session"), ".")[0]
		if got, err := pr.db.Member().Cards(t.Context(), id); err != nil || got[0].Last4 != "9876" || p.kinds()[0] != "card_reissued" {
			t.Errorf("reissued: %+v %v %v", got, err, p.kinds())
		}

		// a cancelled one ends all sessions, and what is kept of it
		if err := pr.keeper.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		feed.happens(issuer.Event{Kind: issuer.CardCancelled, At: now, CardRef: ref})
		pr.reads1()
		if a := p.get("/home"); a.status != 303 || !strings.HasPrefix(a.to, "/login") {
			t.Errorf("cancelled: still inside, %d %s", a.status, a.to)
		}
		p = pr.inside(true, "sandbox01", "Sandbox-01-mihon") // what is left to pay can be read
		if p.kinds()[0] != "card_cancelled" {
			t.Errorf("%v", p.kinds())
		}

		// old news is not sent, a use of old not even kept
		before, had = sent(), len(p.kinds())
		old := now.Add(-73 * time.Hour)
		feed.happens(issuer.Event{Kind: issuer.CardUsed, At: old, CardRef: ref, Amount: 1}, issuer.Event{Kind: issuer.DebitFailed, At: old, CardRef: ref, Amount: 2})
		pr.reads1()
		if got := p.kinds(); len(got) != had+1 || got[0] != "debit_failed" || sent() != before {
			t.Errorf("old news: %v, %d messages", got, sent()-before)
		}

		// nobody logs in as somebody who has died; who knows the password is told to call, who does not learns nothing
		before = sent()
		feed.happens(issuer.Event{Kind: issuer.HolderDeceased, At: now, CardRef: ref}, issuer.Event{Kind: issuer.HolderDeceased, At: now, CardRef: ref})
		pr.reads1()
		if a := p.get("/home"); a.status != 303 || !strings.HasPrefix(a.to, "/login") {
			t.Errorf("deceased: still inside, %d %s", a.status, a.to)
		}
		q := pr.person(true)
		if a := q.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon"); a.status != 422 || !slices.Equal(a.problems(), []string{":login.closed"}) || strings.Contains(a.body, "亡") {
			t.Errorf("deceased, the right password: %d %v", a.status, a.problems())
		}
		if a := q.post("/login", "member_id", "sandbox01", "password", "nothing-9"); !slices.Equal(a.problems(), []string{":login.wrong"}) {
			t.Errorf("deceased, a wrong password: %d %v", a.status, a.problems())
		}
		if sent() != before || pr.audited("event.taken") < 4 {
			t.Errorf("deceased: %d messages, %d in the audit", sent()-before, pr.audited("event.taken"))
		}
	})
}

func TestEachEventCountsOnceHoweverManyServersReadTheFeed(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		feed := &newsOf{}
		p, ref := pr.ofDemo("sandbox01", "Sandbox-01-mihon")
		twin := pr.twin()
		pr.reading(feed)
		twin.reading(feed)
		for i := range 10 {
			feed.happens(issuer.Event{Kind: issuer.CardUsed, At: pr.clock.now(), CardRef: ref, Amount: 1000 + i}, issuer.Event{Kind: issuer.CardUsed, At: pr.clock.now(), CardRef: "nobody"})
		}
		feed.failed = errors.New("not now")
		var all sync.WaitGroup
		for _, server := range []*program{pr, twin, pr, twin} {
			all.Go(func() { server.news.Once(t.Context()) })
		}
		all.Wait()
		pr.reads1()
		seen := map[int]int{}
		for _, n := range data[wire.Inbox](p, "/inbox").Notices {
			seen[n.Amount]++
		}
		for i := range 10 {
			if seen[1000+i] != 1 {
				t.Errorf("event %d counted %d times", i, seen[1000+i])
			}
		}
		if at, err := pr.db.Events().Place(t.Context()); err != nil || at != feed.all[len(feed.all)-1].Place {
			t.Errorf("the place is %q (%v)", at, err)
		}
	})
}

func TestTheSandboxesFeedIsRead(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, ref := pr.ofDemo("sandbox01", "Sandbox-01-mihon")
		pr.reads1()
		had := len(p.kinds())
		if err := pr.sandbox.Happen(t.Context(), ref, issuer.CardUsed, "パン屋 ふくろう", 980); err != nil {
			t.Fatal(err)
		}
		if err := pr.sandbox.Happen(t.Context(), ref, issuer.HolderDeceased, "", 0); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			pr.reads1()
		}
		if a := p.get("/home"); a.status != 303 || !strings.HasPrefix(a.to, "/login") {
			t.Errorf("still inside: %d %s", a.status, a.to)
		}
		id, err := pr.db.Events().MembersOf(t.Context(), []string{ref})
		if err != nil {
			t.Fatal(err)
		}
		ns, err := pr.db.Member().Notices(t.Context(), id[ref], "", 50)
		if err != nil || len(ns) != had+1 || ns[0].Kind != "card_used" || ns[0].Args.Amount != 980 {
			t.Errorf("%v %+v", err, ns)
		}
	})
}
