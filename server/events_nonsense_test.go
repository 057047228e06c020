package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/news"
)

// oddFeed is a feed in which anything at all can stand, as the site reads it: through issuer.Strict.
type oddFeed struct {
	issuer.Issuer
	mu  sync.Mutex
	all []issuer.Event
}

func (o *oddFeed) Events(_ context.Context, after string) (out []issuer.Event, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, e := range o.all {
		if e.Place > after && len(out) < issuer.MaxPage {
			out = append(out, e)
		}
	}
	return out, nil
}

func (o *oddFeed) Summary(context.Context, string) (issuer.Summary, error) {
	return issuer.Summary{}, issuer.ErrUnknown
}

func (o *oddFeed) happens(es ...issuer.Event) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, e := range es {
		e.Place = fmt.Sprintf("%06d", len(o.all)+1)
		o.all = append(o.all, e)
	}
}

// readingOdd has the program read such a feed.
func (p *program) readingOdd() *oddFeed {
	o := &oddFeed{}
	p.news.Issuer = issuer.Strict{Issuer: o, Now: p.clock.now}
	return o
}

const hostile = "himitsu-4111111111111111"

func TestAnEventThatMakesNoSenseIsSetAsideAndHoldsUpNobody(t *testing.T) {
	for name, dsn := range databases {
		t.Run(name, func(t *testing.T) {
			pr := start(t, dsn(t), "--admin", "localhost:9090")
			feed := pr.readingOdd()
			_, one := pr.ofDemo("sandbox01", "Sandbox-01-mihon")
			_, other := pr.ofDemo("sandbox02", "Sandbox-02-mihon")
			now, had, hadOther, before := pr.clock.now(), len(pr.noticed(one)), len(pr.noticed(other)), scrape(t, pr.admin)
			feed.happens(
				failedDebit(now, one, 111),
				issuer.Event{Kind: issuer.CardUsed, At: now, CardRef: one, Use: hostile + "\n", Amount: 999},
				issuer.Event{Kind: issuer.CardUsed, At: now, CardRef: other, Use: "u", Amount: 333},
				issuer.Event{Kind: hostile, At: now.AddDate(0, 0, 3), CardRef: hostile + "\n", Key: hostile},
				failedDebit(now, one, 222),
				issuer.Event{Kind: issuer.CardUsed, At: now, CardRef: "nobody-" + hostile, Use: "u", Amount: 1 << 50},
				issuer.Event{Kind: issuer.CardUsed, At: now, CardRef: other, Use: "u", Amount: 444},
			)
			pr.reads1()
			if got := pr.noticed(one)[:len(pr.noticed(one))-had]; !slices.Equal(got, []int{222, 111}) {
				t.Errorf("the one was told %v", got)
			}
			if got := pr.noticed(other)[:len(pr.noticed(other))-hadOther]; !slices.Equal(got, []int{444, 333}) {
				t.Errorf("the other was told %v", got)
			}
			if at, err := pr.db.Events().Place(t.Context()); err != nil || at != "000007" {
				t.Errorf("the place is %q, %v", at, err)
			}
			kept := pr.keptEvents()
			if len(kept) != 2 {
				t.Fatalf("kept %+v", kept)
			}
			if k := kept[0]; k.Kind != "card_used" || k.Member == "" || k.Why != "use" || !k.Aside || !k.Safe || k.At.IsZero() {
				t.Errorf("that of a member: %+v", k)
			}
			if k := kept[1]; k.Kind != "unknown" || k.Member != "" || k.Why != "kind" || !k.Aside || k.Safe || !k.At.IsZero() {
				t.Errorf("that of nobody knows whom: %+v", k)
			}
			said, err := pr.events("list")
			if err != nil || !strings.Contains(said, "makes no sense: use") || !strings.Contains(said, "makes no sense: kind") {
				t.Errorf("%s, %v", said, err)
			}
			log := pr.log.String()
			for _, k := range kept {
				if !strings.Contains(log, `"event":"`+k.ID+`"`) || !strings.Contains(log, `"error":"makes no sense: `+k.Why+`"`) {
					t.Errorf("the log has nothing of %s:\n%s", k.ID, log)
				}
			}
			for where, all := range map[string]string{"log": log, "list": said, "database": fmt.Sprint(pr.rows(t)["events"], pr.rows(t)["audit"])} {
				if strings.Contains(all, "himitsu") {
					t.Errorf("the %s quotes what came: %s", where, all)
				}
			}
			after := scrape(t, pr.admin)
			for series, want := range map[string]float64{
				`netanswer_events_failed_total{end="aside",kind="card_used"}`: 1, `netanswer_events_failed_total{end="aside",kind="unknown"}`: 1,
				`netanswer_events_total{kind="unknown",of="nobody"}`: 1, `netanswer_events_kept{state="aside"}`: 2,
			} {
				if got := after[series] - before[series]; got != want {
					t.Errorf("%s has gone up by %v, want %v", series, got, want)
				}
			}
			if pr.audited("event.aside") != 2 {
				t.Error("nothing in the audit")
			}
			// another try would find no more in it; it goes by hand alone
			if said, err := pr.events("retry", "--id", kept[0].ID); err == nil {
				t.Errorf("tried again: %s", said)
			}
			if said, err := pr.events("retry", "--all"); err != nil || !strings.HasPrefix(said, "0: ") || len(pr.keptEvents()) != 2 {
				t.Errorf("tried again: %q, %v", said, err)
			}
			if said, err := pr.events("drop", "--all"); err != nil || said != "2: dropped\n" || len(pr.keptEvents("--all")) != 0 || pr.audited("event.dropped") != 2 {
				t.Errorf("%q, %v", said, err)
			}
		})
	}
}

// What protects a member does not wait for the rest of an event to make sense, and what may is shown as not done.
func TestAnEventThatMakesNoSenseProtectsAllTheSame(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		feed := pr.readingOdd()
		p, one := pr.ofDemo("sandbox01", "Sandbox-01-mihon")
		q, other := pr.ofDemo("sandbox02", "Sandbox-02-mihon")
		r, third := pr.ofDemo("sandbox03", "Sandbox-03-mihon")
		out := func(who *person) bool {
			a := who.get("/home")
			return a.status == 303 && strings.HasPrefix(a.to, "/login")
		}
		now := pr.clock.now()
		feed.happens(
			issuer.Event{Kind: issuer.CardCancelled, At: now, CardRef: one, Amount: 5},
			issuer.Event{Kind: issuer.HolderDeceased, At: now.AddDate(1, 0, 0), CardRef: other},
			issuer.Event{Kind: "card_" + hostile, At: now, CardRef: third},
			issuer.Event{Kind: issuer.CardCancelled, At: now, CardRef: third + "\n"},
		)
		pr.reads1()
		kept := pr.keptEvents()
		if len(kept) != 4 {
			t.Fatalf("kept %+v", kept)
		}
		for n, want := range []struct {
			kind, why   string
			safe, known bool
		}{{"card_cancelled", "amount", true, true}, {"holder_deceased", "moment", true, true}, {"unknown", "kind", false, true}, {"card_cancelled", "card_ref", false, false}} {
			if k := kept[n]; k.Kind != want.kind || k.Why != want.why || k.Safe != want.safe || (k.Member != "") != want.known {
				t.Errorf("%+v, want %+v", k, want)
			}
		}
		if !out(p) || !out(q) || out(r) {
			t.Errorf("out: cancelled %v, deceased %v, of no kind %v", out(p), out(q), out(r))
		}
		if a := pr.person(true).post("/login", "member_id", "sandbox02", "password", "Sandbox-02-mihon"); !slices.Equal(a.problems(), []string{":login.closed"}) {
			t.Errorf("whose holder has died gets in: %v", a.problems())
		}
		if pr.inside(true, "sandbox01", "Sandbox-01-mihon").get("/home").status != 200 {
			t.Error("whose card was cancelled does not get in again")
		}
	})
}

// Where protecting itself is what fails, that stands in the list; a database that is away is no fault of the event's.
func TestAnEventThatMakesNoSenseAndCannotProtectSaysSo(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		feed := pr.readingOdd()
		p, one := pr.ofDemo("sandbox01", "Sandbox-01-mihon")
		feed.happens(issuer.Event{Kind: issuer.CardCancelled, At: pr.clock.now(), CardRef: one, Amount: 5})
		real := pr.news.Store
		pr.news.Store = unprotecting{real}
		pr.reads1()
		if kept := pr.keptEvents(); len(kept) != 1 || kept[0].Safe || p.get("/home").status != 200 {
			t.Errorf("kept %+v", kept)
		}
	})
}

// unprotecting is a store that ends no sessions.
type unprotecting struct{ news.Store }

type unprotectingTx struct{ news.Tx }

func (s unprotecting) Update(ctx context.Context, f func(news.Tx) error) error {
	return s.Store.Update(ctx, func(tx news.Tx) error { return f(unprotectingTx{tx}) })
}

func (unprotectingTx) EndSessionsBut(context.Context, string, string) (int, error) {
	return 0, fmt.Errorf("no session ends")
}

// A feed that makes no sense over and over is no mishap: what cannot be kept any more is not passed by, and nothing of it is lost.
func TestSoManyEventsThatMakeNoSenseStopTheFeed(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		feed := pr.readingOdd()
		_, one := pr.ofDemo("sandbox01", "Sandbox-01-mihon")
		had, now := len(pr.noticed(one)), pr.clock.now()
		for range 101 {
			feed.happens(issuer.Event{Kind: "of tomorrow", At: now, CardRef: one})
		}
		feed.happens(failedDebit(now, one, 111))
		for range 3 {
			if err := pr.news.Once(t.Context()); err == nil || !strings.Contains(err.Error(), "too many make no sense") {
				t.Fatalf("the feed goes on: %v", err)
			}
			if at, err := pr.db.Events().Place(t.Context()); err != nil || at != "000100" || len(pr.keptEvents()) != 100 || len(pr.noticed(one)) != had {
				t.Fatalf("the place is %q, %d kept", at, len(pr.keptEvents()))
			}
		}
		if said, err := pr.events("drop", "--id", pr.keptEvents()[0].ID); err != nil {
			t.Fatal(said, err)
		}
		pr.reads1()
		if got := pr.noticed(one); len(got) != had+1 || got[0] != 111 || len(pr.keptEvents()) != 100 {
			t.Errorf("told %v, %d kept", got, len(pr.keptEvents()))
		}
	})
}

// However many servers read it, it is kept once, and what is around it counts once.
func TestAnEventThatMakesNoSenseIsKeptOnceHoweverManyServersReadIt(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		_, one := pr.ofDemo("sandbox01", "Sandbox-01-mihon")
		twin := pr.twin()
		feed := pr.readingOdd()
		twin.news.Issuer = pr.news.Issuer
		had := len(pr.noticed(one))
		for n := range 5 {
			feed.happens(failedDebit(pr.clock.now(), one, 100+n), issuer.Event{Kind: issuer.DebitFailed, At: time.Time{}, CardRef: one, Amount: 7})
		}
		var all sync.WaitGroup
		for _, server := range []*program{pr, twin, pr, twin} {
			all.Go(func() { server.news.Once(t.Context()) })
		}
		all.Wait()
		pr.reads1()
		if got := pr.noticed(one); !slices.Equal(got[:len(got)-had], []int{104, 103, 102, 101, 100}) || len(pr.keptEvents("--all")) != 5 {
			t.Errorf("told %v, kept %+v", got, pr.keptEvents("--all"))
		}
	})
}
