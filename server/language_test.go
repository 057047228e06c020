package main

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"netanswer/server/issuer"
	sharedcard "netanswer/shared/card"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
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

// The same behind the login, on the screens that have something done: nothing is ordered, files and codes alone have to be given anew.
func TestWhatIsAskedForComesBackInTheOtherLanguageAndNothingIsOrdered(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.memberWith("cash", "kari-2026", true)
		p := pr.inside(false, "kari-2026", "Kiri-no-mori7")
		pr.memberWith("gold", "kin-2026", true)
		spender := pr.inside(false, "kin-2026", "Kiri-no-mori7")
		path, plan := spender.changes()
		for screen, f := range map[string]struct {
			typed []string
			back  []string
		}{
			"/menu/address": {[]string{"postal", "530", "prefecture", "27", "city", "大阪市<北区>", "street", "", "building", "あおばビル501"}, []string{`value="530"`, `value="大阪市&lt;北区&gt;"`, `value="あおばビル501"`, `selected value="27"`}},
			"/menu/lock":    {[]string{"abroad", "true", "until", "2026-12-24"}, []string{`checked id="abroad"`, `value="2026-12-24"`}},
			"/menu/family":  {[]string{"name", "見本 太郎", "relation", "child"}, []string{`value="見本 太郎"`, `checked id="relation-3"`}},
			"/menu/phone":   {[]string{"phone", "070-99"}, []string{`value="070-99"`}},
			"/menu/notices": {[]string{"uses_sms", "true"}, []string{`checked id="uses_sms"`}},
			"/cashing":      {[]string{"amount", "2万", "way", form.CashRevolving}, []string{`value="2万"`, `value="revolving"`}},
			"/limit/raise":  {[]string{"limit", "99", "term", form.Lasting, "employer", "みほん商事", "purpose", "travel", "consent", "true"}, []string{`value="99"`, `value="みほん商事"`, `selected value="travel"`, `checked id="consent"`, text.ProblemsAgainFiles.EN}},
			"/limit/lower":  {[]string{"limit", "15万"}, []string{`value="15万"`}},
			path:            {[]string{"way", form.PayInstalments, "payments", "12", "terms", plan.Version}, []string{`selected value="12"`}},
		} {
			p := p
			if screen == path {
				p = spender
			}
			page := p.get(screen).body
			if !strings.Contains(page, `form="form" formnovalidate="true" lang="en" name="lang" type="submit" value="en"`) {
				t.Errorf("%s has no way to English that takes the form along", screen)
			}
			a := p.post(screen, append(append(p.hidden(screen), f.typed...), "lang", "en")...)
			if a.status != 200 || !strings.Contains(a.body, `<html lang="en"`) || strings.Contains(a.body, `class="errsum"`) {
				t.Errorf("%s: %d %.200s", screen, a.status, a.body)
			}
			for _, word := range f.back {
				if !strings.Contains(a.body, word) {
					t.Errorf("%s: %s did not come back", screen, word)
				}
			}
			p.want(p.get("/language?to=ja"), 303, "/")
		}
		if list := data[wire.Orders](p, "/orders").Orders; len(list) != 0 {
			t.Errorf("ordered all the same: %+v", list)
		}
		for _, screen := range []string{"/menu/complaint", "/payment", "/orders"} { // nothing to be typed: a button for a form that is not there would do nothing
			if page := p.get(screen).body; strings.Contains(page, `name="lang"`) || !strings.Contains(page, `href="/language?to=en"`) {
				t.Errorf("%s has no link to English", screen)
			}
		}
		young := pr.person(false)
		c := pr.card("minor")
		young.registered(c, c.Mobile)
		young.want(young.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/home")
		if page := young.get("/cashing").body; strings.Contains(page, `name="lang"`) || !strings.Contains(page, `href="/language?to=en"`) {
			t.Error("where nothing is lent there is no link to English")
		}
	})
}
