package main

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/server/news"
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

// stumbling is the store of the feed, whose transactions fail where a test says.
type stumbling struct {
	news.Store
	begin func() error          // of each transaction
	cards func(id string) error // of one that looks for a member's cards
}

type stumblingTx struct {
	news.Tx
	cards func(id string) error
}

func (s stumbling) Update(ctx context.Context, f func(news.Tx) error) error {
	if s.begin != nil {
		if err := s.begin(); err != nil {
			return err
		}
	}
	return s.Store.Update(ctx, func(tx news.Tx) error { return f(stumblingTx{tx, s.cards}) })
}

func (t stumblingTx) MemberCards(ctx context.Context, id string) ([]member.Card, error) {
	if t.cards != nil {
		if err := t.cards(id); err != nil {
			return nil, err
		}
	}
	return t.Tx.MemberCards(ctx, id)
}

// deafTo has the issuer say nothing of the contacts of a card for as long as the error is there.
func (p *program) deafTo(ref string) (answer func(error)) {
	real := p.news.Contacts
	var now atomic.Pointer[error]
	p.news.Contacts = func(ctx context.Context, of string) ([]issuer.Contact, error) {
		if err := now.Load(); err != nil && *err != nil && of == ref {
			return nil, *err
		}
		return real(ctx, of)
	}
	return func(err error) { now.Store(&err) }
}

// events runs `netanswer events …` on the program's database.
func (p *program) events(args ...string) (said string, err error) {
	var out strings.Builder
	err = run(p.t.Context(), append(append([]string{"events"}, args...), "--database", p.dsn), nil, &out)
	return out.String(), err
}

func (p *program) keptEvents(args ...string) (list []keptEvent) {
	p.t.Helper()
	said, err := p.events(append([]string{"list", "--json"}, args...)...)
	if err == nil {
		err = json.Unmarshal([]byte(said), &list)
	}
	if err != nil {
		p.t.Fatal(err)
	}
	return list
}

// noticed are the amounts of a member's notices of a card used or a debit that failed, the newest first.
func (p *program) noticed(ref string) (amounts []int) {
	p.t.Helper()
	id, err := p.db.Events().MembersOf(p.t.Context(), []string{ref})
	if err != nil {
		p.t.Fatal(err)
	}
	ns, err := p.db.Member().Notices(p.t.Context(), id[ref], "", 50)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, n := range ns {
		if n.Args.Amount > 0 {
			amounts = append(amounts, n.Args.Amount)
		}
	}
	return amounts
}

func failedDebit(at time.Time, ref string, amount int) issuer.Event {
	return issuer.Event{Kind: issuer.DebitFailed, At: at, CardRef: ref, Amount: amount, Month: japan.MonthOf(japan.DateOf(at))}
}

func TestAnEventThatFailsForGoodHoldsUpNobodyElse(t *testing.T) {
	causes := map[string]error{"the issuer does not answer for this card": issuer.ErrUnavailable, "nor in time": context.DeadlineExceeded, "it makes no sense": errors.New("no sense")}
	all := func(t *testing.T, pr *program) {
		for cause, err := range causes {
			feed := pr.reading(&newsOf{})
			if at, err := pr.db.Events().Place(t.Context()); err != nil {
				t.Fatal(err)
			} else if at != "" { // of the cause before
				feed.all = make([]issuer.Event, int(at[0]-'a')+1)
			}
			_, one := pr.ofDemo("sandbox01", "Sandbox-01-mihon")
			_, other := pr.ofDemo("sandbox02", "Sandbox-02-mihon")
			answer := pr.deafTo(one)
			answer(err)
			had, hadOther, now := len(pr.noticed(one)), len(pr.noticed(other)), pr.clock.now()
			before := scrape(t, pr.admin)
			feed.happens(failedDebit(now, one, 111), issuer.Event{Kind: issuer.CardUsed, At: now, CardRef: one, Amount: 222}, issuer.Event{Kind: issuer.CardUsed, At: now, CardRef: other, Amount: 333},
				issuer.Event{Kind: issuer.CardUsed, At: now, CardRef: "nobody"}, issuer.Event{Kind: issuer.CardUsed, At: now, CardRef: other, Amount: 444})
			pr.reads1()
			if got := pr.noticed(other)[:len(pr.noticed(other))-hadOther]; !slices.Equal(got, []int{444, 333}) {
				t.Fatalf("%s: the other member was told %v", cause, got)
			}
			if at, err := pr.db.Events().Place(t.Context()); err != nil || at != feed.all[len(feed.all)-1].Place {
				t.Errorf("%s: the place is %q (%v)", cause, at, err)
			}
			tried := func() int { return len(strings.Split(pr.log.String(), "events: one failed and is tried again")) - 1 }
			begun, pauses, last := tried(), []time.Duration{}, pr.clock.now()
			for n := 1; len(pr.keptEvents()) == 0; {
				if n++; n > 100_000 {
					t.Fatalf("%s: it is never set aside", cause)
				}
				kept := pr.keptEvents("--all")
				if len(kept) != 2 || kept[0].Kind != "debit_failed" || kept[1].Kind != "card_used" || kept[1].Tries != 0 || len(pr.noticed(one)) != had {
					t.Fatalf("%s: kept %+v, told %v: the later one has overtaken it, or it is lost", cause, kept, pr.noticed(one))
				}
				pr.clock.turn(kept[0].Next.Sub(pr.clock.now()) - time.Millisecond)
				count := tried()
				pr.reads1()
				if tried() != count {
					t.Fatalf("%s: it is tried before its time", cause)
				}
				pr.clock.turn(time.Millisecond)
				pauses, last = append(pauses, pr.clock.now().Sub(last)), pr.clock.now()
				pr.reads1()
			}
			if len(pauses) != 9 || !slices.IsSorted(pauses) || pauses[8] < 100*pauses[0] || last.Sub(now) < 8*time.Hour || tried()-begun != 8 {
				t.Errorf("%s: pauses %v, %d failures logged", cause, pauses, tried()-begun)
			}
			// what was behind it goes on once it is set aside
			if got := pr.noticed(one)[:len(pr.noticed(one))-had]; !slices.Equal(got, []int{222}) {
				t.Errorf("%s: told %v", cause, got)
			}
			kept := pr.keptEvents("--all")
			if len(kept) != 1 || kept[0].Tries != 10 || !kept[0].Aside || !strings.Contains(pr.log.String(), `"level":"error","error":`) || !strings.Contains(pr.log.String(), `"event":"`+kept[0].ID+`","kind":"debit_failed","attempt":10,"message":"events: one is set aside"`) {
				t.Fatalf("%s: %+v\n%s", cause, kept, pr.log)
			}
			figures := scrape(t, pr.admin)
			if figures[`netanswer_events_kept{state="aside"}`] != 1 || figures[`netanswer_events_kept{state="waiting"}`] != 0 ||
				figures[`netanswer_events_failed_total{end="later",kind="debit_failed"}`]-before[`netanswer_events_failed_total{end="later",kind="debit_failed"}`] != 9 ||
				figures[`netanswer_events_failed_total{end="aside",kind="debit_failed"}`]-before[`netanswer_events_failed_total{end="aside",kind="debit_failed"}`] != 1 {
				t.Errorf("%s: the figures say %v, before %v", cause, figures, before)
			}
			if pr.audited("event.aside") == 0 {
				t.Errorf("%s: nothing in the audit", cause)
			}
			// nothing more comes of it by itself; an operator has it tried again, in vain and once it is mended
			pr.clock.turn(12 * time.Hour)
			pr.reads1()
			if len(pr.noticed(one)) != had+1 {
				t.Errorf("%s: it was tried once more by itself", cause)
			}
			for _, mended := range []bool{false, true} {
				if said, err := pr.events("retry", "--id", kept[0].ID); err != nil || !strings.HasPrefix(said, "1: ") {
					t.Fatalf("%s: %q, %v", cause, said, err)
				}
				if mended {
					answer(nil)
				}
				pr.reads1()
				pr.clock.turn(10 * time.Second)
			}
			pr.reads1()
			if got := pr.noticed(one)[:len(pr.noticed(one))-had]; !slices.Contains(got, 111) || len(got) != 2 || len(pr.keptEvents("--all")) != 0 {
				t.Errorf("%s: mended and told %v, kept %+v", cause, got, pr.keptEvents("--all"))
			}
		}
	}
	for name, dsn := range databases {
		t.Run(name, func(t *testing.T) { all(t, start(t, dsn(t), "--admin", "localhost:9090")) })
	}
}

func TestTheCommandsOfKeptEvents(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		feed := pr.reading(&newsOf{})
		_, one := pr.ofDemo("sandbox01", "Sandbox-01-mihon")
		pr.deafTo(one)(errors.New("secret-words 4111111111111111"))
		feed.happens(failedDebit(pr.clock.now(), one, 111), failedDebit(pr.clock.now(), one, 222))
		if said, err := pr.events("list"); err != nil || said != "no event was set aside\n" {
			t.Errorf("%q, %v", said, err)
		}
		pr.reads1()
		waiting := pr.keptEvents("--all")
		if _, err := pr.events("drop", "--id", waiting[0].ID); err == nil {
			t.Error("one that is still tried was dropped")
		}
		for range 120 { // two days: later it would be too old to be sent, and nobody would be asked where to
			pr.clock.turn(20 * time.Minute)
			pr.reads1()
		}
		aside := pr.keptEvents()
		if len(aside) != 2 {
			t.Fatalf("%+v", aside)
		}
		said, err := pr.events("list")
		for _, want := range []string{aside[0].ID, aside[1].ID, "debit_failed", aside[0].Member, "set aside", "yes"} {
			if err != nil || !strings.Contains(said, want) {
				t.Errorf("%q is not in the list (%v): %s", want, err, said)
			}
		}
		for _, secret := range []string{one, "secret-words", "4111111111111111", "111"} {
			if strings.Contains(strings.NewReplacer(aside[0].ID, "", aside[1].ID, "", aside[0].Member, "").Replace(said), secret) {
				t.Errorf("the list shows %q: %s", secret, said)
			}
		}
		for _, args := range [][]string{{"retry"}, {"retry", "--all", "--id", "x"}, {"retry", "--id", "none"}, {"drop", "--id", "none"}, {"drop"}} {
			if said, err := pr.events(args...); err == nil {
				t.Errorf("%v was done: %s", args, said)
			}
		}
		if said, err := pr.events("drop", "--id", aside[0].ID); err != nil || said != "1: dropped\n" || pr.audited("event.dropped") != 1 {
			t.Errorf("%q, %v", said, err)
		}
		if said, err := pr.events("retry", "--all"); err != nil || !strings.HasPrefix(said, "1: ") || len(pr.keptEvents()) != 0 {
			t.Errorf("%q, %v", said, err)
		}
		if said, err := pr.events("list", "--all"); err != nil || !strings.Contains(said, "at once") {
			t.Errorf("%q, %v", said, err)
		}
		if log := pr.log.String(); strings.Contains(log, "4111111111111111") {
			t.Errorf("the log quotes: %s", log)
		}
	})
}

// Whatever else fails or waits, who must not be inside is not.
func TestWhatProtectsAMemberWaitsForNothing(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		feed := pr.reading(&newsOf{})
		p, one := pr.ofDemo("sandbox01", "Sandbox-01-mihon")
		q, other := pr.ofDemo("sandbox02", "Sandbox-02-mihon")
		out := func(who *person) bool {
			a := who.get("/home")
			return a.status == 303 && strings.HasPrefix(a.to, "/login")
		}
		answer := pr.deafTo(one)
		answer(issuer.ErrUnavailable)
		now := pr.clock.now()
		// the notice cannot be sent, for nobody knows where to
		feed.happens(issuer.Event{Kind: issuer.CardCancelled, At: now, CardRef: one})
		pr.reads1()
		if kept := pr.keptEvents("--all"); !out(p) || len(kept) != 1 || kept[0].Kind != "card_cancelled" || !kept[0].Safe || kept[0].Tries != 1 {
			t.Fatalf("cancelled: out %v, kept %+v", out(p), kept)
		}
		// behind another: at once too, and a member who has come back meanwhile is not thrown out by the notice that comes late
		feed.happens(issuer.Event{Kind: issuer.CardCancelled, At: now, CardRef: one})
		p = pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		pr.reads1()
		if kept := pr.keptEvents("--all"); !out(p) || len(kept) != 2 || kept[1].Tries != 0 || !kept[1].Safe {
			t.Fatalf("cancelled behind another: out %v, kept %+v", out(p), kept)
		}
		p = pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		answer(nil)
		pr.clock.turn(10 * time.Second)
		pr.reads1()
		if got := p.kinds(); len(got) < 2 || got[0] != "card_cancelled" || got[1] != "card_cancelled" || len(pr.keptEvents("--all")) != 0 {
			t.Errorf("the notices that came late: %v", got)
		}
		// a holder who has died, behind an event that waits: nothing of it waits
		answer = pr.deafTo(other)
		answer(issuer.ErrUnavailable)
		feed.happens(failedDebit(now, other, 5), issuer.Event{Kind: issuer.HolderDeceased, At: now, CardRef: other})
		pr.reads1()
		if a := pr.person(true).post("/login", "member_id", "sandbox02", "password", "Sandbox-02-mihon"); !out(q) || !slices.Equal(a.problems(), []string{":login.closed"}) || len(pr.keptEvents("--all")) != 1 {
			t.Errorf("deceased: out %v, %v, kept %+v", out(q), a.problems(), pr.keptEvents("--all"))
		}
	})
}

// What the database does not do is no fault of an event, and what it cannot do with this one is.
func TestOnlyAnEffectThatFailedIsCounted(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		feed := pr.reading(&newsOf{})
		p, one := pr.ofDemo("sandbox01", "Sandbox-01-mihon")
		id := strings.Split(p.value("__Host-session"), ".")[0]
		real := pr.news.Store
		away := 0 // for so many transactions
		var broken any
		pr.news.Store = stumbling{real, func() error {
			if away > 0 {
				away--
				return driver.ErrBadConn
			}
			return nil
		}, func(of string) error {
			if broken != nil && of == id {
				panic(broken)
			}
			return nil
		}}
		feed.happens(issuer.Event{Kind: issuer.CardUsed, At: pr.clock.now(), CardRef: one, Amount: 77})
		for range 20 {
			away = 1
			if err := pr.news.Once(t.Context()); !errors.Is(err, driver.ErrBadConn) {
				t.Fatal(err)
			}
			pr.clock.turn(time.Hour)
		}
		if at, err := real.Place(t.Context()); err != nil || at != "" || len(pr.keptEvents("--all")) != 0 {
			t.Errorf("the place is %q (%v), kept %+v", at, err, pr.keptEvents("--all"))
		}
		broken = "a mistake of the program"
		pr.reads1()
		if kept := pr.keptEvents("--all"); len(kept) != 1 || kept[0].Tries != 1 || !strings.Contains(pr.log.String(), `"error":"string\ngoroutine`) || strings.Contains(pr.log.String(), "a mistake of the program") {
			t.Fatalf("a panic: kept %+v\n%s", kept, pr.log)
		}
		// nor is a kept one charged for it
		pr.clock.turn(time.Minute)
		for range 3 {
			away = 1
			if err := pr.news.Once(t.Context()); !errors.Is(err, driver.ErrBadConn) {
				t.Fatal(err)
			}
		}
		// nor while the issuer does not answer for its feed
		feed.failed = issuer.ErrUnavailable
		if err := pr.news.Once(t.Context()); !errors.Is(err, issuer.ErrUnavailable) {
			t.Error(err)
		}
		if kept := pr.keptEvents("--all"); len(kept) != 1 || kept[0].Tries != 1 {
			t.Errorf("kept %+v", kept)
		}
		broken = nil
		pr.reads1()
		if got := pr.noticed(one); len(got) == 0 || got[0] != 77 {
			t.Errorf("told %v", got)
		}
	})
}

func TestAKeptEventCountsOnceHoweverManyServersTryIt(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		feed := &newsOf{}
		p, one := pr.ofDemo("sandbox01", "Sandbox-01-mihon")
		twin := pr.twin()
		pr.reading(feed)
		twin.reading(feed)
		answers := []func(error){pr.deafTo(one), twin.deafTo(one)}
		for _, a := range answers {
			a(issuer.ErrUnavailable)
		}
		for i := range 6 {
			feed.happens(failedDebit(pr.clock.now(), one, 1000+i))
		}
		together := func() {
			var all sync.WaitGroup
			for _, server := range []*program{pr, twin, pr, twin} {
				all.Go(func() { server.news.Once(t.Context()) })
			}
			all.Wait()
		}
		together()
		if kept := pr.keptEvents("--all"); len(kept) != 6 || kept[0].Tries != 1 || kept[1].Tries != 0 {
			t.Fatalf("kept %+v", kept)
		}
		pr.clock.turn(10 * time.Second)
		together()
		if kept := pr.keptEvents("--all"); len(kept) != 6 || kept[0].Tries != 2 {
			t.Fatalf("one try counted more than once: %+v", kept)
		}
		for _, a := range answers {
			a(nil)
		}
		pr.clock.turn(time.Minute)
		together()
		pr.reads1()
		var told []int
		for _, n := range data[wire.Inbox](p, "/inbox").Notices {
			if n.Kind == "debit_failed" {
				told = append(told, n.Amount)
			}
		}
		if !slices.Equal(told, []int{1005, 1004, 1003, 1002, 1001, 1000}) {
			t.Errorf("told %v", told)
		}
	})
}
