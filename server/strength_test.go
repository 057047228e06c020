package main

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"netanswer/shared/wire"
)

// Passwords of both policies that many people choose: each is what its policy's form allows.
var common = map[string][]string{
	"netanswer": {"password1", "P@ssw0rd1", "sakura2026", "netanswer2026", "mihon1234", "1qaz2wsx", "1234567a", "Doraemon25"},
	"nist":      {"passwordpassword", "aaaaaaaaaaaaaaa", "123456789012345", "netanswernetanswer", "さくらさくらさくらさくらさくら", "correcthorsebatterystaple", "1qaz2wsx3edc4rfv"},
}

func TestCommonPasswordsAreRefusedWhereverOneIsChosen(t *testing.T) {
	fine := map[string]string{"netanswer": "Kiri-no-mori7", "nist": "kujira denwa rappa tsukue"}
	for name, dsn := range databases {
		for policy, passwords := range common {
			t.Run(name+", "+policy, func(t *testing.T) {
				pr := start(t, dsn(t), "--policy", policy)
				refused := func(what string, a answer) {
					t.Helper()
					if a.status != http.StatusUnprocessableEntity || !slices.Equal(a.problems(), []string{"password:password.common"}) {
						t.Errorf("%s: %d %v", what, a.status, a.problems())
					}
				}
				p, c := pr.person(true), pr.card("sms")
				for _, password := range passwords {
					refused(password+" in the form", p.enter(c, "password", password))
				}
				// the issuer was not asked: a wrong code in the same form is not yet known to be wrong
				refused("beside a wrong code", p.enter(c, "password", passwords[0], "security_code", "000"))

				p.want(p.enter(c, "password", fine[policy]), 303, "/register/confirm")
				for _, password := range passwords {
					refused(password+" in the part", p.post("/register", "part", "login", "member_id", "mizube2026", "password", password))
				}
				p.want(p.post("/register/confirm"), 303, "/register/verify") // the good one stays

				// the holder's own data in the ID: both are chosen again after identity
				q, d := pr.person(true), pr.card("both")
				q.want(q.enter(d, "member_id", "mori-"+d.Mobile[len(d.Mobile)-4:], "password", fine[policy]), 303, "/register/confirm")
				q.want(q.post("/register/confirm"), 303, "/register/verify")
				q.want(q.post("/register/verify", "passcode", q.passcode(d.Mobile)), 303, "/register/password")
				for _, password := range passwords {
					refused(password+" after identity", q.post("/register/password", "member_id", "betsu-no-1", "password", password))
				}
				q.want(q.post("/register/password", "member_id", "betsu-no-1", "password", fine[policy]), 303, "/register/done")

				r := pr.person(true)
				r.recovered(pr.card("registered"))
				for _, password := range passwords {
					refused(password+" in a recovery", r.post("/recover/password", "password", password))
				}
				r.want(r.post("/recover/password", "password", fine[policy]), 303, "/recover/done")
			})
		}
	}
}

// Without scripts the same is said beside the field, kindly, and the password is not sent back.
func TestACommonPasswordIsRefusedInWordsWithoutScripts(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(false)
		for lang, says := range map[string]string{"ja": "推測されやすく", "en": "easy to guess"} {
			p.get("/register")
			a := p.do("POST", "/register", fields(entry(pr.card("sms"), "password", "sakura2026")...), "Accept-Language", lang)
			if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, says) || strings.Contains(a.body, "sakura2026") {
				t.Errorf("%s: %d", lang, a.status)
			}
		}
	})
}

func fields(kv ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(kv); i += 2 {
		v.Set(kv[i], kv[i+1])
	}
	return v
}

func TestTheAnswerToAStrengthQuestionHasOneSizeWhateverTheGrade(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(true)
		p.get("/register")
		grades, sizes := map[int]bool{}, map[int]bool{}
		for _, password := range []string{"password1", "hoge-sakura2026", "satousuzuki", "Mizube26", "Kumo7-ame3", "Kiri-no-mori7", "x9$Qm2!vR7pL&4tZ", "", strings.Repeat("4@8({[<369&#!1/|0$5+7%2", 40), strings.Repeat("あ", 300)} {
			a := p.post("/register/strength", "password", password, "own", "mizube2026")
			var s wire.Strength
			if err := json.Unmarshal([]byte(a.body), &s); err != nil || a.status != http.StatusOK {
				t.Fatalf("%d %s", a.status, a.body)
			}
			size := len(a.body)
			for name, values := range a.header {
				for _, v := range values {
					size += len(name) + len(v)
				}
			}
			grades[s.Grade], sizes[size] = true, true
			if a.header.Get("Cache-Control") != "no-store" || a.header.Get("Content-Type") != "application/json" {
				t.Errorf("%v", a.header)
			}
			if s.Key != "strength."+string(rune('0'+s.Grade)) {
				t.Errorf("%+v", s)
			}
		}
		if len(grades) != 5 || len(sizes) != 1 {
			t.Errorf("grades %v in sizes %v", slices.Sorted(maps.Keys(grades)), slices.Sorted(maps.Keys(sizes)))
		}
		for _, typed := range []string{"satousuzuki", "mizube2026"} {
			if strings.Contains(pr.log.String(), typed) {
				t.Errorf("the log holds %s", typed)
			}
		}
	})
}

func TestAStrengthQuestionNeedsAFlowUnderWayOrAnOpenForm(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		ask := func(p *person) int { return p.post("/register/strength", "password", "Kiri-no-mori7").status }
		want := func(when string, got, want int) {
			t.Helper()
			if got != want {
				t.Errorf("%s: %d, want %d", when, got, want)
			}
		}
		want("without a form", ask(p), 400)
		want("with a made-up form", p.do("POST", "/register/strength", fields("password", "x"), "Cookie", "__Host-flow=x").status, 400)
		p.get("/register")
		want("with the form open", ask(p), 200)
		p.registered(c, c.Mobile)
		want("after the registration", ask(p), 400)
		p.get("/register")
		want("with the form open again", ask(p), 200)

		q := pr.person(true)
		q.recovered(pr.card("registered"))
		want("in a recovery", ask(q), 200)
		q.want(q.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover/done")
		want("after the recovery", ask(q), 400)
	})
}

// What a flow knows of its member counts, whether the page sends it along or not.
func TestAStrengthQuestionKnowsTheFlowsOwnWords(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		grade := func(p *person) int {
			var s wire.Strength
			if err := json.Unmarshal([]byte(p.post("/register/strength", "password", "kurohyoutan31").body), &s); err != nil {
				t.Fatal(err)
			}
			return s.Grade
		}
		p := pr.person(true)
		p.get("/register")
		before := grade(p)
		p.want(p.enter(pr.card("sms"), "member_id", "kurohyoutan-88"), 303, "/register/confirm")
		if after := grade(p); after >= before {
			t.Errorf("%d with the flow's ID, %d without", after, before)
		}
	})
}

func TestStrengthQuestionsAreLimited(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(true)
		p.get("/register")
		for range 130 {
			if a := p.post("/register/strength", "password", "x"); a.status == http.StatusTooManyRequests {
				return
			}
		}
		t.Error("never limited")
	})
}
