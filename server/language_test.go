package main

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"netanswer/server/issuer"
	sharedcard "netanswer/shared/card"
	"netanswer/shared/text"
)

// Without scripts the way to the other language sends the form along.
func TestTheFormComesBackInTheOtherLanguageAsItWasTyped(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		asked := &asking{Issuer: pr.flows.Issuer}
		pr.flows.Issuer = asked
		c := pr.card("sms")
		for path, f := range map[string]struct {
			typed       []string
			back, never []string
			again       text.Message
		}{
			"/register": {
				entry(c, "exp_month", "13"), []string{`value="13"`, `value="mizube2026"`, `value="someone@mail.example.org"`, ` checked id="agree"`},
				[]string{c.Number, "Kiri-no-mori7", `value="` + c.SecurityCode + `"`}, text.ProblemsAgain,
			},
			"/recover": {
				card(c), []string{`value="` + c.ExpMonth + `"`}, []string{c.Number, `value="` + c.SecurityCode + `"`}, text.ProblemsAgainCard,
			},
			"/portal/card": {
				card(c)[2:], []string{`value="` + c.ExpMonth + `"`}, []string{c.Number, `value="` + c.SecurityCode + `"`}, text.ProblemsAgainCard,
			},
			"/login": {[]string{"member_id", "mizube2026", "password", "Kiri-no-mori7"}, []string{`value="mizube2026"`}, []string{"Kiri-no-mori7"}, text.ProblemsAgainLogin},
		} {
			p := pr.person(false)
			if page := p.get(path).body; !strings.Contains(page, `form="form" formnovalidate="true" lang="en" name="lang" type="submit" value="en"`) {
				t.Errorf("%s has no way to English that takes the form along", path)
			}
			a := p.post(path, append(f.typed, "lang", "en")...)
			if a.status != 200 || !strings.Contains(a.body, `<html lang="en"`) || !strings.Contains(a.body, text.LangChanged.EN) || !strings.Contains(a.body, f.again.EN) {
				t.Errorf("%s: %d %.200s", path, a.status, a.body)
			}
			for _, word := range f.back {
				if !strings.Contains(a.body, word) {
					t.Errorf("%s: %s did not come back", path, word)
				}
			}
			for _, word := range f.never {
				if strings.Contains(a.body, word) {
					t.Errorf("%s: a secret is shown: %s", path, word)
				}
			}
			if next := p.get(path).body; !strings.Contains(next, `<html lang="en"`) {
				t.Errorf("%s: the language is not remembered", path)
			}
			back := p.post(path, append(f.typed, "lang", "ja")...)
			if !strings.Contains(back.body, text.LangChanged.JA) {
				t.Errorf("%s: and back: %d", path, back.status)
			}
		}
		if n := asked.n.Load(); n != 0 {
			t.Errorf("the issuer was asked %d times", n)
		}
		j := pr.person(true)
		j.get("/login")
		if a := j.request("POST", "/login", strings.NewReader(`{"member_id":"a","password":"b","lang":"en"}`), "Content-Type", "application/json"); a.status != 400 {
			t.Errorf("JSON: %d", a.status)
		}
	})
}

// asking counts the cards that an issuer is shown.
type asking struct {
	issuer.Issuer
	n atomic.Int64
}

func (a *asking) VerifyCard(ctx context.Context, n sharedcard.Number, e sharedcard.Expiry, code sharedcard.SecurityCode) (issuer.Verified, error) {
	a.n.Add(1)
	return a.Issuer.VerifyCard(ctx, n, e, code)
}
