package main

import (
	"context"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/order"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// takes is a card system that does what is ordered and writes it down.
type takes struct {
	issuer.Orders
	now func() time.Time

	mu   sync.Mutex
	done map[string]issuer.Outcome
	did  []issuer.Order
}

func (t *takes) Order(_ context.Context, _ string, o issuer.Order) (issuer.Outcome, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	out, known := t.done[o.Key]
	if !known {
		out = issuer.Outcome{Key: o.Key, Number: "R-0001", State: issuer.Received, At: t.now(), CancelUntil: t.now().Add(time.Hour)}
		t.done[o.Key], t.did = out, append(t.did, o)
	}
	return out, nil
}

func (t *takes) Outcome(_ context.Context, _, key string) (issuer.Outcome, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.done[key], nil
}

func (t *takes) Cancel(_ context.Context, _, key string) (issuer.Outcome, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := t.done[key]
	out.State, out.CancelUntil = issuer.Cancelled, time.Time{}
	t.done[key] = out
	return out, nil
}

// ordering has the program order one thing, at a card system that takes everything.
func (p *program) ordering(kinds ...order.Kind) *takes {
	t := &takes{now: p.clock.now, done: map[string]issuer.Outcome{}}
	p.pages.Orders.Issuer = t
	p.pages.Orders.Kinds = append(kinds, order.Kind{
		Kind: issuer.LowerLimit, Title: text.TitleLimit, Back: "/limit",
		Named: func(l text.Lang, _ issuer.Order) string { return text.TitleLimit.In(l) },
		Lines: func(l text.Lang, o issuer.Order, _ []byte) ([]wire.Line, error) {
			return []wire.Line{{Label: text.TitleLimit.In(l), Value: o.Key, Strong: true}}, nil
		},
	})
	return t
}

func lowering(yen int) order.Draft {
	return order.Draft{Details: issuer.Order{Kind: issuer.LowerLimit, LowerLimit: &issuer.NewLimit{Limit: yen}}, Page: "0123456789abcdef0123456789abcdef"}
}

// who is the session of a person as the order service knows it.
func (p *person) who() (order.Who, order.Draft) {
	p.t.Helper()
	ses, ok, err := p.members.Session(context.Background(), p.value("__Host-session"))
	if err != nil || !ok {
		p.t.Fatal(ok, err)
	}
	cards, view, err := p.members.Cards(context.Background(), ses)
	if err != nil {
		p.t.Fatal(err)
	}
	return order.Who{Member: ses.MemberID, Session: ses.TokenHash, Lang: text.JA}, order.Draft{Card: cards[view].Ref, Last4: cards[view].Last4}
}

// drafts is what a screen does that asks for an order: it answers the address of the sheet.
func (p *person) drafts(d order.Draft) string {
	p.t.Helper()
	who, of := p.who()
	d.Card, d.Last4 = of.Card, of.Last4
	o, err := p.pages.Orders.Draft(context.Background(), who, d)
	if err != nil {
		p.t.Fatal(err)
	}
	return "/orders/" + o.ID
}

func TestAnOrderIsShownOnceMoreConfirmedAndKeptWithItsReceipt(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		is := pr.ordering()
		for _, asJSON := range []bool{true, false} {
			p, stranger := pr.inside(asJSON, "sandbox01", "Sandbox-01-mihon"), pr.inside(asJSON, "sandbox03", "Sandbox-03-mihon")
			before := len(is.did)
			d := lowering(10_000 + before)
			at := p.drafts(d)
			if again := p.drafts(d); again != at {
				t.Errorf("the same page twice: %s and %s", at, again)
			}
			if o := data[wire.Order](p, at); o.State != "drafted" || o.Proof || o.Back != "/limit" || len(o.Lines) != 1 || o.At != "" {
				t.Errorf("%+v", o)
			}
			other := pr.inside(asJSON, "sandbox01", "Sandbox-01-mihon")
			for what, a := range map[string]answer{
				"another member's": stranger.get(at), "another session's draft": other.get(at), "nobody's": p.get("/orders/" + uuid.NewString()), "no ID": p.get("/orders/x"),
				"another member confirms": stranger.post(at), "another session confirms": other.post(at), "another member cancels": stranger.post(at + "/cancel"),
			} {
				if a.status != http.StatusNotFound {
					t.Errorf("%s: %d", what, a.status)
				}
			}
			p.want(p.post(at), 303, at)
			p.want(p.post(at), 303, at)
			if len(is.did) != before+1 || is.did[before].LowerLimit.Limit != d.Details.LowerLimit.Limit || is.did[before].Key != strings.TrimPrefix(at, "/orders/") || is.did[before].Assurance != string(identity.Unproven) {
				t.Errorf("ordered: %+v", is.did[before:])
			}
			o := data[wire.Order](p, at)
			if o.State != "concluded" || o.Stage != "received" || o.Number != "R-0001" || o.At == "" || o.Cancel == "" || o.Says == "" || o.Tone != "ok" {
				t.Errorf("%+v", o)
			}
			if a := stranger.get(at); a.status != http.StatusNotFound {
				t.Errorf("another member's receipt: %d", a.status)
			}
			if o := data[wire.Order](other, at); o.State != "concluded" { // a receipt is the member's
				t.Errorf("%+v", o)
			}
			if list := data[wire.Orders](p, "/orders").Orders; len(list) == 0 || list[0].ID != o.ID || list[0].Title != o.Title {
				t.Errorf("%+v", list)
			}
			if list := data[wire.Orders](stranger, "/orders").Orders; len(list) > 0 {
				t.Errorf("another member's list: %+v", list)
			}
			n := data[wire.Inbox](p, "/inbox").Notices[0]
			if n.Kind != "order" || n.Order != o.ID || n.Title != o.Title {
				t.Errorf("%+v", n)
			}
			if page := p.do("GET", "/inbox/"+n.ID, nil, "Accept", "text/html").body; !strings.Contains(page, `href="`+at+`"`) {
				t.Error("the notice does not lead to the receipt")
			}
			p.want(p.post(at+"/cancel"), 303, at)
			p.want(p.post(at+"/cancel"), 303, at)
			if o := data[wire.Order](p, at); o.Stage != "cancelled" || o.Cancel != "" {
				t.Errorf("%+v", o)
			}
		}
		for kind, n := range map[string]int{"order.confirmed": 2, "order.concluded": 2, "order.cancelled": 2, "order.proven": 0} {
			if got := strings.Count(strings.Join(pr.rows(t)["audit"], "\n"), "kind="+kind+" "); got != n {
				t.Errorf("%d rows %s, want %d", got, kind, n)
			}
		}
	})
}

// A master key that was dropped takes what was ordered with it, not the list and not that it was ordered.
func TestAReceiptWhoseKeyIsGone(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.ordering()
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		at := p.drafts(lowering(30_000))
		p.want(p.post(at), 303, at)
		draft := p.drafts(lowering(40_000))
		var err error
		if pr.pages.Orders.Keys, err = keys.LoadOrMake(filepath.Join(t.TempDir(), "keys.json")); err != nil {
			t.Fatal(err)
		}
		o := data[wire.Order](p, at)
		if o.State != "concluded" || o.Number != "R-0001" || o.Title == "" || o.Words != text.OrderShut.In(text.JA) || len(o.Lines) > 0 || o.Cancel != "" {
			t.Errorf("%+v", o)
		}
		if list := data[wire.Orders](p, "/orders").Orders; len(list) != 1 || list[0].ID != o.ID {
			t.Errorf("%+v", list)
		}
		if a := p.post(at + "/cancel"); a.status != 422 {
			t.Errorf("it is cancelled: %d", a.status)
		}
		if a := p.post(draft); a.status != 500 { // whatever it was, nobody can say any more
			t.Errorf("a draft is ordered: %d", a.status)
		}
	})
}

func TestADraftThatWaitedTooLongOrdersNothing(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		is := pr.ordering()
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		at := p.drafts(lowering(20_000))
		for range 2 { // the session is kept alive
			pr.clock.turn(order.Life / 2)
			p.get("/home")
		}
		if o := data[wire.Order](p, at); o.State != wire.OrderOver || o.Words == "" {
			t.Errorf("%+v", o)
		}
		if a := p.post(at); a.status != 422 || strings.Join(a.problems(), " ") != ":order.over.do" || len(is.did) > 0 {
			t.Errorf("%d %v, ordered %d", a.status, a.problems(), len(is.did))
		}
	})
}
