package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/server/registration"
	"netanswer/shared/wire"
)

func TestOfTwoWhoAddOneCardAtOnceOneHasIt(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for n, logins := range [][2]string{{"sandbox01", "sandbox01"}, {"sandbox01", "sandbox03"}} {
			c := pr.card([]string{"both", "sms"}[n])
			var who [2]*person
			var codes [2]string
			for i, login := range logins {
				who[i] = pr.inside(true, login, "Sandbox-"+login[7:]+"-mihon")
				who[i].want(who[i].another(c), 303, "/cards/add/verify")
				codes[i] = who[i].passcode(c.Mobile)
			}
			answers := make(chan answer, 4)
			for i := range who {
				for range 2 { // each sends it twice
					go func() { answers <- who[i].post("/cards/add/verify", "passcode", codes[i]) }()
				}
			}
			for range cap(answers) {
				if a := <-answers; a.status != 303 || !strings.HasPrefix(a.to, "/cards/add/done") && !strings.HasPrefix(a.to, "/cards/add/unable") {
					t.Errorf("%d %q %.200s", a.status, a.to, a.body)
				}
			}
			done, reason := 0, map[string]bool{}
			for _, p := range who {
				if a := p.get("/cards/add/done"); a.status == 200 {
					done++
					continue
				}
				reason[data[wire.Unable](p, "/cards/add/unable").Reason] = true
			}
			want := []string{registration.ReasonMine, registration.ReasonRegistered}[n]
			if done != 1 || !reason[want] {
				t.Errorf("%v: %d have it, the other: %v", logins, done, reason)
			}
			have := 0
			for _, login := range []string{"sandbox01", "sandbox03"} {
				if slices.Contains(pr.inside(true, login, "Sandbox-"+login[7:]+"-mihon").ending(), last4(c)) {
					have++
				}
			}
			if have != 1 {
				t.Errorf("%d members have the card", have)
			}
		}
	})
}

func TestAMemberHasNoMoreCardsThanThereMayBe(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.inside(true, "sandbox01", "Sandbox-01-mihon"), pr.card("both")
		credential, _, err := pr.db.Member().Credential(t.Context(), "sandbox01")
		if err != nil {
			t.Fatal(err)
		}
		p.want(p.another(c), 303, "/cards/add/verify")
		err = pr.flows.Store.Update(t.Context(), func(tx registration.Tx) error {
			for n := range member.MaxCards - 1 {
				if err := tx.AddCard(t.Context(), credential.MemberID, member.Card{Ref: fmt.Sprint("made up ", n), Last4: fmt.Sprintf("%04d", n)}, pr.clock.now()); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		p.want(p.post("/cards/add/verify", "passcode", p.passcode(c.Mobile)), 303, "/cards/add/unable")
		if u := data[wire.Unable](p, "/cards/add/unable"); u.Reason != registration.ReasonFull {
			t.Errorf("%+v", u)
		}
		list := p.cards()
		if len(list) != member.MaxCards || list[1].Role != "" {
			t.Errorf("%+v", list)
		}
		p.want(p.get("/cards/add"), 303, "/cards?moved")
		if a := p.post("/cards/add", card(c)[2:]...); !slices.Equal(a.problems(), []string{":cards.full"}) {
			t.Errorf("%d %v", a.status, a.problems())
		}
		if body := p.do("GET", "/cards", nil, "Accept", "text/html").body; strings.Contains(body, `href="/cards/add"`) || !strings.Contains(body, "10枚まで") || !strings.Contains(body, "いま確認できません") {
			t.Error("the list does not say so")
		}
		p.want(p.post("/cards/"+list[1].ID+"/remove"), 303, "/cards?done=removed") // one that the card system knows no more
		p.want(p.get("/cards/add"), 200, "")
	})
}

func TestAMemberWhoTriesCardsIsStopped(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		for n := range limit.CardMember.Max + 1 {
			p.elsewhere(fmt.Sprintf("192.0.2.%d", n))
			a := p.another(unknown(n))
			if over := n == limit.CardMember.Max; a.status == 429 != over {
				t.Errorf("card %d: %d %s", n+1, a.status, a.to)
			}
		}
		q := pr.inside(true, "sandbox03", "Sandbox-03-mihon").elsewhere("192.0.2.0")
		q.want(q.another(pr.card("both")), 303, "/cards/add/verify")
	})
}

func TestNoStepOfAnotherCardIsSkippedAndItRunsOut(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.inside(true, "sandbox01", "Sandbox-01-mihon"), pr.card("both")
		p.want(p.get("/cards/add/done"), 303, "/cards/add?moved")
		p.get("/cards/add")
		p.want(p.get("/cards/add/verify"), 303, "/cards/add?expired=1")
		for range 3 {
			p.another(pr.card("blocked"))
		}
		if u := data[wire.Unable](p, "/cards/add/unable"); u.Reason != registration.ReasonRefused {
			t.Errorf("%+v", u)
		}
		if a := p.another(pr.card("down")); a.status != 503 || a.header.Get("Retry-After") == "" {
			t.Errorf("down: %d", a.status)
		}
		p.want(p.another(c), 303, "/cards/add/verify")
		for _, path := range []string{"/cards/add/done", "/cards/add/unable"} {
			p.want(p.get(path), 303, "/cards/add/verify?moved")
		}
		if a := p.post("/cards/add/send", "channel", "mail"); !slices.Equal(a.problems(), []string{"channel:passcode.too_soon"}) {
			t.Errorf("%d %v", a.status, a.problems())
		}
		p.want(p.get("/cards/add/send"), 303, "/cards/add/verify")
		p.want(p.post("/cards/add/desk"), 303, "/cards/add/unable")
		pr.clock.turn(29 * time.Minute)
		p.want(p.get("/home"), 200, "")
		pr.clock.turn(2 * time.Minute)
		p.want(p.get("/cards/add/unable"), 303, "/cards/add?expired=1")
		if d := data[wire.CardAdd](p, "/cards/add?expired=1"); !d.Expired {
			t.Errorf("%+v", d)
		}
	})
}
