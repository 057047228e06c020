package main

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/wire"
)

// dark is an issuer that says nothing of accounts.
type dark struct{ issuer.Issuer }

func (dark) Summary(context.Context, string) (issuer.Summary, error) {
	return issuer.Summary{}, issuer.ErrUnavailable
}

func (dark) Cards(context.Context, string) ([]issuer.Card, error) {
	return nil, issuer.ErrUnavailable
}

func TestHomeSaysWhatNeedsAttentionAndEachOfItsLinksLeadsSomewhere(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		log := func() *person { return pr.inside(false, "sandbox01", "Sandbox-01-mihon") }
		p := log()
		for _, slug := range []string{"overdue", "late", "family", "refund", "unused"} {
			c := pr.card(slug)
			p.adds(c, c.Mobile)
		}
		home := func(p *person, slug string) (wire.Home, string) {
			t.Helper()
			i := slices.IndexFunc(p.cards(), func(c wire.CardRow) bool { return c.Last4 == last4(pr.card(slug)) })
			p.want(p.post("/cards/view", "card", p.cards()[i].ID, "next", "/home"), 303, "/home")
			return data[wire.Home](p, "/home"), p.get("/home").body
		}
		says := func(what, body string, words ...string) {
			t.Helper()
			for _, w := range words {
				if !strings.Contains(body, w) {
					t.Errorf("%s does not say %s", what, w)
				}
			}
		}
		h, body := home(p, "overdue")
		if h.Overdue == nil || h.Overdue.Amount <= 0 || !h.Overdue.RetryOn.IsZero() {
			t.Errorf("%+v", h.Overdue)
		}
		says("overdue", body, "お支払いを確認できていません", "お電話ください", `href="tel:0120000000"`)
		h, body = home(p, "family")
		if !h.Card.Family || h.Overdue != nil {
			t.Errorf("%+v", h.Card)
		}
		says("family", body, "お支払いは、本会員の口座から引き落とします。", "本会員と共通の枠です。", "本会員にたまります")
		if h, body = home(p, "unused"); h.Due != nil || len(h.Uses) > 0 {
			t.Errorf("unused: %+v", h)
		}
		says("unused", body, "お支払いはありません", "最近のご利用はありません")
		h, body = home(p, "late")
		links := regexp.MustCompile(`href="(/(?:statements|limit|cards)[^"]*)"`).FindAllStringSubmatch(body, -1)
		if len(links) < 3+len(h.Uses) {
			t.Errorf("%d links: %v", len(links), links)
		}
		for _, l := range links {
			if a := p.get(l[1]); a.status != 200 {
				t.Errorf("%s: %d", l[1], a.status)
			}
		}
		pr.clock.turn(time.Date(2026, 12, 7, 3, 0, 0, 0, time.UTC).Sub(pr.clock.now())) // the debit of the 4th has failed
		h, body = home(log(), "late")
		if h.Overdue == nil || h.Overdue.RetryOn.IsZero() {
			t.Fatalf("%+v", h.Overdue)
		}
		says("late", body, "口座から引き落とせませんでした", "もう一度引き落とします", "前日までに", "/statements/2026-12")
		credit := false // in some month of a year the refunds are more than the uses
		for range 12 {
			pr.clock.turn(30 * 24 * time.Hour)
			h, body = home(log(), "refund")
			if credit = h.Due != nil && h.Due.Amount < 0; credit {
				says("a month of refunds", body, "次回のご返金", "お振り込みします")
				break
			}
		}
		if !credit {
			t.Error("no month of a year was one of refunds: nothing is shown by this test")
		}
	})
}

func TestWhileTheCardSystemIsAwayHomeSaysWhatStillWorks(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		known := pr.inside(false, "sandbox03", "Sandbox-03-mihon")
		known.want(known.get("/home"), 200, "")
		if err := pr.keeper.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		pr.pages.Account.Issuer = dark{pr.pages.Account.Issuer}
		for _, asJSON := range []bool{true, false} {
			p := pr.inside(asJSON, "sandbox01", "Sandbox-01-mihon")
			a := p.get("/home")
			p.want(a, 200, "")
			if h := data[wire.Home](p, "/home"); h.Away < 1 || h.Limit != 0 {
				t.Errorf("%+v", h)
			}
			if asJSON {
				continue
			}
			for _, w := range []string{"いまお見せできません", "混み合っております", "いままでどおりお使いいただけます", `href="/cards"`, `href="tel:0120000000"`, "もう一度読み込む"} {
				if !strings.Contains(a.body, w) {
					t.Errorf("it does not say %s", w)
				}
			}
			for _, w := range []string{"次回のお支払い", "ご利用可能額", "0円"} {
				if strings.Contains(a.body, w) {
					t.Errorf("it says %s of what is not known", w)
				}
			}
			p.want(p.get("/cards"), 200, "")
		}
		if h := data[wire.Home](known, "/home"); h.Away != 0 || h.AsOf == "" { // what was said last is kept
			t.Errorf("who was here before: %+v", h)
		}
	})
}
