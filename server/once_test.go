package main

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/order"
	"netanswer/shared/wire"
)

// odd is a card system that answers an order as a test has it answered; what it does it does once for a key.
type odd struct {
	*takes
	mu     sync.Mutex
	asked  int
	answer func(n int) (does bool, err error) // of the question number n, from 1
}

func (o *odd) Order(ctx context.Context, ref string, is issuer.Order) (issuer.Outcome, error) {
	o.mu.Lock()
	o.asked++
	does, err := o.answer(o.asked)
	o.mu.Unlock()
	var out issuer.Outcome
	if does {
		out, _ = o.takes.Order(ctx, ref, is)
	}
	if err != nil {
		return issuer.Outcome{}, err
	}
	return out, nil
}

// oddly has the program order at a card system that answers oddly.
func (p *program) oddly(answer func(n int) (bool, error), kinds ...order.Kind) *odd {
	o := &odd{takes: p.ordering(kinds...), answer: answer}
	p.pages.Orders.Issuer = o
	return o
}

// trail are how many rows the audit has of each kind, of orders.
func (p *program) trail(t *testing.T) (out string) {
	for _, kind := range []string{"confirmed", "proven", "concluded", "refused"} {
		out += strings.Repeat(kind+" ", strings.Count(strings.Join(p.rows(t)["audit"], "\n"), "kind=order."+kind+" "))
	}
	return strings.TrimSpace(out)
}

func (p *program) again(d time.Duration) {
	p.t.Helper()
	p.clock.turn(d)
	if err := p.pages.Orders.Again(context.Background()); err != nil {
		p.t.Error(err)
	}
}

func TestAnOrderOfWhichNobodyKnowsIsAskedAboutWithTheSameKeyUntilThereIsAnAnswer(t *testing.T) {
	late, no := issuer.ErrUnavailable, issuer.ErrNotOffered
	for name, c := range map[string]struct {
		answer func(n int) (bool, error)
		wait   []time.Duration
		state  string
		asked  int
		done   int
		trail  string
	}{
		"it did it and did not say so":                        {func(n int) (bool, error) { return true, map[bool]error{true: late}[n == 1] }, []time.Duration{6 * time.Second}, "concluded", 2, 1, "confirmed concluded"},
		"it did nothing and did not say so":                   {func(n int) (bool, error) { return n > 2, map[bool]error{true: late}[n <= 2] }, []time.Duration{6 * time.Second, 11 * time.Second}, "concluded", 3, 1, "confirmed concluded"},
		"it is not asked before its time":                     {func(n int) (bool, error) { return true, map[bool]error{true: late}[n == 1] }, []time.Duration{time.Second}, "sending", 1, 1, "confirmed"},
		"it says no":                                          {func(int) (bool, error) { return false, no }, nil, "refused", 1, 0, "confirmed refused"},
		"its no may have overtaken a yes":                     {func(n int) (bool, error) { return n == 3, map[int]error{1: late, 2: no}[n] }, []time.Duration{6 * time.Second, 11 * time.Second}, "concluded", 3, 1, "confirmed concluded"},
		"its no holds when nothing can be under way any more": {func(n int) (bool, error) { return false, map[bool]error{true: late, false: no}[n == 1] }, []time.Duration{2 * time.Minute}, "refused", 2, 0, "confirmed refused"},
		"it says that the key is another order's":             {func(int) (bool, error) { return false, issuer.ErrKeyUsed }, []time.Duration{6 * time.Second}, "sending", 2, 0, "confirmed"},
	} {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, pr *program) {
				is := pr.oddly(c.answer)
				p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
				at := p.drafts(lowering(10_000))
				p.want(p.post(at), 303, at)
				if c.wait != nil {
					if o := data[wire.Order](p, at); o.State != "sending" || o.Says != "受付を確認しています" {
						t.Errorf("%+v", o)
					}
				}
				for _, d := range c.wait {
					p.post(at) // the member presses once more meanwhile
					pr.again(d)
				}
				if o := data[wire.Order](p, at); o.State != c.state {
					t.Errorf("it is %s, want %s", o.State, c.state)
				}
				if is.asked != c.asked || len(is.did) != c.done || pr.trail(t) != c.trail {
					t.Errorf("asked %d, done %d, audit %q; want %d, %d, %q", is.asked, len(is.did), pr.trail(t), c.asked, c.done, c.trail)
				}
				notices := 0
				for _, n := range data[wire.Inbox](p, "/inbox").Notices {
					if strings.HasPrefix(n.Kind, "order") {
						notices++
					}
				}
				if want := map[string]int{"concluded": 1, "refused": 1}[c.state]; notices != want {
					t.Errorf("%d notices, want %d", notices, want)
				}
			})
		})
	}
}

func TestHoweverManyPressAndAskAtOnceAnOrderIsDoneOnce(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		fine := func(int) (bool, error) { return true, nil }
		is := pr.oddly(fine, borrowing)
		twin := pr.twin()
		twin.pages.Orders.Issuer, twin.pages.Orders.Kinds = is, pr.pages.Orders.Kinds
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		q := &person{twin, p.http, true, p.host, p.from} // the other server
		together := func(n int, f func(p *person)) {
			var all sync.WaitGroup
			for i := range n {
				all.Go(func() { f([]*person{p, q}[i%2]) })
			}
			all.Wait()
		}

		at := p.drafts(lowering(20_000))
		together(12, func(*person) { p.post(at) })
		if is.asked != 1 || len(is.did) != 1 || pr.trail(t) != "confirmed concluded" {
			t.Errorf("pressed 12 times: asked %d, done %d, audit %q", is.asked, len(is.did), pr.trail(t))
		}

		// Drafted at once from one page, in two tabs.
		var mu sync.Mutex
		drafts := map[string]bool{}
		together(8, func(who *person) {
			at := p.drafts(borrow(30_000))
			mu.Lock()
			defer mu.Unlock()
			drafts[at] = true
		})
		if len(drafts) != 1 {
			t.Errorf("one page drafted %d orders", len(drafts))
		}
		at = p.drafts(borrow(30_000))
		p.want(p.agrees(at), 303, "/prove/verify")
		code := p.passcode(pr.card("registered").Mobile)
		together(8, func(*person) { p.post("/prove/verify", "passcode", code) })
		if is.asked != 2 || len(is.did) != 2 || pr.trail(t) != "confirmed confirmed proven concluded concluded" {
			t.Errorf("a passcode sent 8 times: asked %d, done %d, audit %q", is.asked, len(is.did), pr.trail(t))
		}

		// Two servers whose runners ask about the same order.
		is.answer = func(n int) (bool, error) { return true, map[bool]error{true: issuer.ErrUnavailable}[n == 3] }
		at = p.drafts(lowering(40_000))
		p.want(p.post(at), 303, at)
		pr.clock.turn(6 * time.Second)
		together(8, func(who *person) {
			if err := who.pages.Orders.Again(t.Context()); err != nil {
				t.Error(err)
			}
		})
		if is.asked != 4 || len(is.did) != 3 || data[wire.Order](p, at).State != "concluded" {
			t.Errorf("two runners: asked %d, done %d", is.asked, len(is.did))
		}
	})
}

// Who proves an order may be gone before it is handed over: killed, or cut off. The runner does it then.
func TestWhatIsProvenIsHandedOverByWhoeverLives(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		is := pr.oddly(func(int) (bool, error) { return true, nil }, borrowing)
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		at := p.drafts(borrow(50_000))
		p.want(p.agrees(at), 303, "/prove/verify")
		who, _ := p.who()
		id := strings.TrimPrefix(at, "/orders/")
		o, err := pr.pages.Orders.Open(t.Context(), who, id)
		if err != nil {
			t.Fatal(err)
		}
		prove := func(session string, d order.Deed, a issuer.Channel) (proven bool) {
			assurance := map[issuer.Channel]string{issuer.SMS: "sms", "": ""}[a]
			if err := pr.db.Orders().Update(t.Context(), func(tx order.Tx) (err error) {
				proven, err = order.Prove(t.Context(), tx, who.Member, session, d, identity.Assurance(assurance), pr.clock.now())
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return proven
		}
		deed := pr.pages.Orders.Deed(o, borrowing.Least)
		other := deed
		other.Hash = "of another amount"
		if prove(who.Session, other, issuer.SMS) || prove("of another session", deed, issuer.SMS) || prove(who.Session, deed, "") {
			t.Fatal("proven by what proves nothing")
		}
		if !prove(who.Session, deed, issuer.SMS) || prove(who.Session, deed, issuer.SMS) {
			t.Fatal("not proven, or twice")
		}
		pr.again(0)
		if is.asked != 0 {
			t.Error("the runner did not leave it to whoever proved it")
		}
		pr.again(6 * time.Second)
		if o := data[wire.Order](p, at); o.State != "concluded" || is.asked != 1 || pr.trail(t) != "confirmed proven concluded" {
			t.Errorf("%+v, asked %d, %s", o, is.asked, pr.trail(t))
		}
	})
}
