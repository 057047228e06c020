package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/identity"
	"netanswer/server/issuer/sandbox"
	"netanswer/server/member"
	"netanswer/server/registration"
	"netanswer/shared/wire"
)

func TestACardholderRegistersLogsInAndSeesTheAmountDue(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{false, true} {
			slug, login := "sms", "mizube2026"
			if asJSON {
				slug, login = "amex", "minato2026"
			}
			p, c := pr.person(asJSON), pr.card(slug)
			p.registered(c, c.Mobile, "member_id", login)

			if d := data[wire.Done](p, "/register/done"); d.MemberID != login || d.Email != "s***@mail.example.org" {
				t.Errorf("done shows %+v", d)
			}
			p.want(p.get("/home"), 303, "/login?next=%2Fhome")
			p.want(p.post("/login", "member_id", strings.ToUpper(login), "password", "Kiri-no-mori7", "next", "/home"), 303, "/home")
			h := data[wire.Home](p, "/home")
			if h.Holder != c.Holder || h.Card.Last4 != c.Number[len(c.Number)-4:] || h.Due == nil || !h.Due.Fixed || h.Limit == 0 || len(h.Uses) == 0 {
				t.Errorf("home shows %+v", h)
			}
			p.want(p.post("/logout"), 303, "/login?out=1")
			p.want(p.get("/home"), 303, "/login?next=%2Fhome")
		}
	})
}

// Where each case of the sandbox leads. It is the same on HTML and JSON.
func TestEachHolderEndsWhereTheIssuersAnswerLeads(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for slug, c := range map[string]struct{ to, end string }{
			"sms": {"mobile", "/register/done"}, "both": {"mobile", "/register/done"}, "mail": {"mail", "/register/done"},
			"diners": {"mobile", "/register/done"}, "family": {"mobile", "/register/done"},
			"registered": {"mobile", "/register/unable registered"}, "reissued": {"mobile", "/register/unable registered"},
			"nocontact": {"", "/register/unable contact"}, "landline": {"", "/register/call"},
		} {
			p, card := pr.person(true), pr.card(slug)
			p.want(p.enter(card, "member_id", "case-1-"+slug[:3]), 303, "/register/confirm")
			a := p.post("/register/confirm")
			if to := map[string]string{"mobile": card.Mobile, "mail": card.Email}[c.to]; to != "" {
				p.want(a, 303, "/register/verify")
				a = p.post("/register/verify", "passcode", p.passcode(to))
			}
			end, reason, _ := strings.Cut(c.end, " ")
			p.want(a, 303, end)
			if reason != "" {
				if u := data[wire.Unable](p, "/register/unable"); u.Reason != reason || len(u.Case) != 9 {
					t.Errorf("%s: %+v", slug, u)
				}
			}
		}
	})
}

func TestARefusedCardGetsTheSameAnswerWhateverTheReason(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		wrongCode, unknown := pr.card("sms"), pr.card("sms")
		wrongCode.SecurityCode = "000"
		unknown.Number = "4111111111111111"
		said := map[string]bool{}
		for name, card := range map[string]sandbox.DemoCard{
			"blocked": pr.card("blocked"), "lost": pr.card("lost"), "not eligible": pr.card("corporate"), "wrong code": wrongCode, "unknown": unknown,
		} {
			a := pr.person(true).enter(card)
			if a.status != 422 || !slices.Equal(a.problems(), []string{":card.refused"}) {
				t.Errorf("%s: %d %v", name, a.status, a.problems())
			}
			said[strings.Split(a.body, `"request_id"`)[0]] = true
		}
		if len(said) != 1 {
			t.Errorf("the answers differ: %v", said)
		}

		p := pr.person(true) // three times in one flow: the desk
		p.enter(pr.card("blocked"))
		p.enter(pr.card("blocked"))
		p.want(p.enter(pr.card("blocked")), 303, "/register/unable")
		if u := data[wire.Unable](p, "/register/unable"); u.Reason != registration.ReasonRefused {
			t.Errorf("%+v", u)
		}
	})
}

func TestABusyIssuerKeepsWhatWasTyped(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		a := pr.person(true).enter(pr.card("down"))
		if a.status != 503 || a.header.Get("Retry-After") == "" || !strings.Contains(a.body, "混み合って") {
			t.Errorf("%d %s", a.status, a.body)
		}
		html := pr.person(false).enter(pr.card("down"))
		if html.status != 503 || !strings.Contains(html.body, `value="mizube2026"`) || !strings.Contains(html.body, `value="someone@mail.example.org"`) {
			t.Errorf("%d: the form is not there as it was typed", html.status)
		}
	})
}

func TestNoStepIsSkippedByTypingAnAddress(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		steps := []string{"/register/confirm", "/register/verify", "/register/password", "/register/unable", "/register/done"}
		everyone := func(p *person, state, home string) {
			t.Helper()
			for _, path := range steps {
				a := p.get(path)
				switch {
				case path == home || home == "/register/verify" && path == "/register/confirm":
					p.want(a, 200, "")
				case state == "none":
					p.want(a, 303, "/register?expired=1")
				default:
					p.want(a, 303, home+"?moved")
				}
			}
		}
		p, c := pr.person(true), pr.card("sms")
		p.want(p.get("/register/done"), 303, "/register?moved")
		p.get("/register")
		everyone(p, "none", "/register")
		p.enter(c)
		everyone(p, "entered", "/register/confirm")
		p.want(p.post("/register/verify", "passcode", "000000"), 303, "/register/confirm?moved")
		p.want(p.post("/register/password", "member_id", "abcd1234", "password", "Kiri-no-mori8"), 303, "/register/confirm?moved")
		p.post("/register/confirm")
		everyone(p, "confirmed", "/register/verify")
		p.post("/register/verify", "passcode", p.passcode(c.Mobile))
		everyone(p, "done", "/register/done")
		p.want(p.get("/register"), 200, "") // and a new one may begin
		p.want(p.get("/register/done"), 303, "/register?expired=1")
	})
}

func TestAFlowRunsOutAfterThirtyMinutesWithoutProgress(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.enter(c)
		pr.clock.turn(29 * time.Minute)
		p.want(p.post("/register/confirm"), 303, "/register/verify") // progress: 30 more
		pr.clock.turn(29 * time.Minute)
		p.want(p.get("/register/verify"), 200, "")
		pr.clock.turn(2 * time.Minute)
		p.want(p.get("/register/verify"), 303, "/register?expired=1")
		p.want(p.post("/register/verify", "passcode", "123456"), 303, "/register?expired=1")
		if d := data[wire.Register](p, "/register?expired=1"); !d.Expired || d.Values.MemberID != "" {
			t.Errorf("%+v", d)
		}
		q := pr.person(true) // the ID is free again
		q.want(q.enter(pr.card("both")), 303, "/register/confirm")
	})
}

func TestAFlowEndsADayAfterItBeganWhateverIsDoneInIt(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(true)
		p.enter(pr.card("sms"))
		began := pr.clock.now()
		for pr.clock.now().Sub(began) < registration.Longest-20*time.Minute {
			pr.clock.turn(20 * time.Minute)
			p.want(p.post("/register", "part", "email", "email", "someone@mail.example.org"), 303, "/register/confirm")
		}
		pr.clock.turn(began.Add(registration.Longest).Sub(pr.clock.now()) - time.Second)
		p.want(p.get("/register/confirm"), 200, "")
		pr.clock.turn(time.Second)
		p.want(p.get("/register/confirm"), 303, "/register?expired=1")
		p.want(p.post("/register", "part", "email", "email", "someone@mail.example.org"), 303, "/register?expired=1")
		q := pr.person(true) // the ID is free again
		q.want(q.enter(pr.card("both")), 303, "/register/confirm")
	})
}

func TestAPasscodeHasFiveTriesTenMinutesAndOneUse(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.enter(c)
		p.post("/register/confirm")
		right := p.passcode(c.Mobile)
		wrong := "000000"
		if right == wrong {
			wrong = "000001"
		}
		for left := identity.Tries - 1; left >= 0; left-- {
			a := p.post("/register/verify", "passcode", wrong)
			want := "passcode:passcode.wrong"
			if left == 0 {
				want = "passcode:passcode.dead"
			}
			if a.status != 422 || !slices.Equal(a.problems(), []string{want}) {
				t.Fatalf("%d left: %d %v", left, a.status, a.problems())
			}
			if v := data[wire.Verify](p, "/register/verify"); v.TriesLeft != left || v.Dead != (left == 0) {
				t.Errorf("%d left: %+v", left, v)
			}
		}
		if a := p.post("/register/verify", "passcode", right); !slices.Equal(a.problems(), []string{"passcode:passcode.dead"}) {
			t.Fatalf("the right one after five wrong ones: %d %s %v", a.status, a.to, a.problems())
		}
		if a := p.post("/register/send", "channel", "sms"); !slices.Equal(a.problems(), []string{"channel:passcode.too_soon"}) {
			t.Errorf("sent again at once: %d %v", a.status, a.problems())
		}
		pr.clock.turn(identity.Resend)
		p.want(p.post("/register/send", "channel", "sms"), 303, "/register/verify")
		second := p.passcode(c.Mobile)
		pr.clock.turn(identity.Life + time.Second)
		if a := p.post("/register/verify", "passcode", second); !slices.Equal(a.problems(), []string{"passcode:passcode.dead"}) {
			t.Errorf("after ten minutes: %d %s %v", a.status, a.to, a.problems())
		}
		p.want(p.post("/register/send", "channel", "sms"), 303, "/register/verify")
		p.want(p.post("/register/verify", "passcode", p.passcode(c.Mobile)), 303, "/register/done")
	})
}

func TestThreePasscodesUsedUpLeadToTheDesk(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(true)
		p.enter(pr.card("sms"))
		p.post("/register/confirm")
		for n := range 3 {
			if n > 0 {
				pr.clock.turn(identity.Resend)
				p.want(p.post("/register/send", "channel", "sms"), 303, "/register/verify")
			}
			code := p.passcode(pr.card("sms").Mobile)
			wrong := string('0'+('9'-code[0])) + code[1:]
			if wrong == code {
				t.Fatal("not wrong")
			}
			for range identity.Tries - 1 {
				p.post("/register/verify", "passcode", wrong)
			}
			last := p.post("/register/verify", "passcode", wrong)
			if n == 2 {
				p.want(last, 303, "/register/unable")
			}
		}
	})
}

func TestANewPasscodeVoidsTheOldAndAStrangersFlowHasNoUseOfIt(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("both")
		p.enter(c)
		p.post("/register/confirm")
		first := p.passcode(c.Mobile)
		pr.clock.turn(identity.Resend)
		p.want(p.post("/register/send", "channel", "mail"), 303, "/register/verify")
		second := p.passcode(c.Email)
		if first != second { // one in a million
			if a := p.post("/register/verify", "passcode", first); a.status != 422 {
				t.Errorf("the voided passcode: %d %s", a.status, a.to)
			}
		}
		stranger := pr.person(true)
		stranger.enter(pr.card("sms"), "member_id", "strange2026")
		stranger.post("/register/confirm")
		if a := stranger.post("/register/verify", "passcode", second); a.status != 422 {
			t.Errorf("a stranger's flow took it: %d %s", a.status, a.to)
		}
		p.want(p.post("/register/verify", "passcode", second), 303, "/register/done")
	})
}

func TestAPasscodeForOneCardProvesNothingAboutAnother(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, slug := range []string{"landline", "both"} {
			p, own, other := pr.person(true), pr.card("mail"), pr.card(slug)
			p.want(p.enter(own, "member_id", "torikae-"+slug[:4]+"1"), 303, "/register/confirm")
			p.want(p.post("/register/confirm"), 303, "/register/verify")
			mine := p.passcode(own.Email)
			p.want(p.post("/register", card(other)...), 303, "/register")
			p.want(p.post("/register/verify", "passcode", mine), 303, "/register?moved")
			p.want(p.post("/register", "part", "login", "member_id", "torikae-"+slug[:4]+"1", "password", "Kiri-no-mori7"), 303, "/register/confirm")
			p.want(p.post("/register/verify", "passcode", mine), 303, "/register/confirm?moved")
			p.want(p.post("/register/confirm"), 303, map[string]string{"landline": "/register/call", "both": "/register/verify"}[slug])
			if a := p.post("/register/verify", "passcode", mine); a.status != 422 {
				t.Errorf("%s: the passcode of another card's holder: %d %s", slug, a.status, a.to)
			}
			pr.clock.turn(time.Hour)
		}
	})
}

func TestWhetherAnIDIsTakenIsToldOnlyAfterTheCardIsAccepted(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		first := pr.person(true)
		first.registered(pr.card("sms"), pr.card("sms").Mobile)

		p := pr.person(true)
		if a := p.enter(pr.card("blocked")); !slices.Equal(a.problems(), []string{":card.refused"}) {
			t.Errorf("a refused card learns %v", a.problems())
		}
		q := pr.person(true)
		if a := q.enter(pr.card("both"), "member_id", "MIZUBE2026"); !slices.Equal(a.problems(), []string{"member_id:member_id.taken"}) {
			t.Fatalf("%d %v", a.status, a.problems())
		}
		// the card is kept: only ID and password are asked for, and the issuer is not asked again
		q.want(q.post("/register", "part", "login", "member_id", "hoka-no-2026", "password", "Kiri-no-mori7"), 303, "/register/confirm")

		html := pr.person(false)
		a := html.enter(pr.card("mail"))
		if a.status != 422 || strings.Contains(a.body, `name="card_number"`) || !strings.Contains(a.body, `name="member_id"`) {
			t.Errorf("without scripts the form asks for more than ID and password: %d", a.status)
		}
		for range registration.IDTries - 2 {
			html.post("/register", "part", "login", "member_id", "mizube2026", "password", "Kiri-no-mori7")
		}
		html.want(html.post("/register", "part", "login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/register/unable")
	})
}

func TestAnotherCardThatIsAcceptedBeginsAnewAfterIdentity(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.enter(c, "member_id", "x"+c.Mobile[len(c.Mobile)-4:]+"yzabc")
		p.post("/register/confirm")
		p.want(p.post("/register/verify", "passcode", p.passcode(c.Mobile)), 303, "/register/password")
		p.want(p.post("/register", entry(pr.card("both"))...), 303, "/register/confirm")
		p.want(p.get("/register/password"), 303, "/register/confirm?moved")
	})
}

func TestTheHoldersOwnDataInIDOrPasswordIsToldAfterIdentity(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		own := "x" + c.Mobile[len(c.Mobile)-4:] + "yzabc"
		p.want(p.enter(c, "member_id", own), 303, "/register/confirm")
		p.want(p.post("/register/confirm"), 303, "/register/verify")
		p.want(p.post("/register/verify", "passcode", p.passcode(c.Mobile)), 303, "/register/password")
		if d := data[wire.NewLogin](p, "/register/password"); len(d.Problems) != 1 || d.Problems[0].Key != "member_id.own" {
			t.Errorf("%+v", d)
		}
		if a := p.post("/register/password", "member_id", own, "password", "Kiri-no-mori7"); !slices.Equal(a.problems(), []string{"member_id:member_id.own"}) {
			t.Errorf("again: %v", a.problems())
		}
		for range 4 { // in another tab a card is mistyped: what is proven stays
			if a := p.post("/register", entry(pr.card("blocked"), "member_id", "betsu-no-2")...); a.status != 422 || len(a.problems()) != 1 {
				t.Fatalf("%d %s %s", a.status, a.to, a.body)
			}
		}
		p.want(p.get("/register"), 303, "/register/password?moved")
		p.want(p.post("/register/password", "member_id", "betsu-no-1", "password", "Kiri-no-mori7"), 303, "/register/done")
		p.want(p.post("/login", "member_id", "betsu-no-1", "password", "Kiri-no-mori7"), 303, "/home")
	})
}

func TestEachPartIsEditedAlone(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.enter(c)
		p.want(p.post("/register", "part", "email", "email", "other@mail.example.org"), 303, "/register/confirm")
		if d := data[wire.Confirm](p, "/register/confirm"); d.Email != "other@mail.example.org" || d.MemberID != "mizube2026" {
			t.Errorf("%+v", d)
		}
		p.want(p.post("/register", "part", "login", "member_id", "kaeta2026", "password", "Kiri-no-mori7"), 303, "/register/confirm")
		d := pr.card("diners")
		p.want(p.post("/register", card(d)...), 303, "/register") // another holder: the password is chosen once more
		if got := data[wire.Register](p, "/register"); got.Values.Part != "login" || !got.NewCard || got.Values.MemberID != "kaeta2026" {
			t.Errorf("%+v", got.Values)
		}
		p.want(p.get("/register/confirm"), 303, "/register?moved")
		p.want(p.post("/register", "part", "login", "member_id", "kaeta2026", "password", "Kiri-no-mori7"), 303, "/register/confirm")
		if got := data[wire.Confirm](p, "/register/confirm"); got.Last4 != d.Number[10:] || got.MemberID != "kaeta2026" {
			t.Errorf("%+v", got)
		}
		if a := p.post("/register", "part", "email", "email", "kaeta2026@mail.example.org"); !slices.Equal(a.problems(), []string{"email:email.in_id"}) {
			t.Errorf("a mail address that is in the ID: %d %v", a.status, a.problems())
		}
		p.want(pr.person(true).post("/register", "part", "email", "email", "a@b.example.org"), 303, "/register?expired=1")
	})
}

func TestAStaleTermsVersionIsAConflictWithTheNewText(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		a := pr.person(true).enter(pr.card("sms"), "terms_version", "terms-2/privacy-2")
		if a.status != 409 || !strings.Contains(a.body, `"code":"conflict"`) || !strings.Contains(a.body, `"version":"terms-3/privacy-2"`) {
			t.Errorf("%d %s", a.status, a.body)
		}
		b := pr.person(false).enter(pr.card("sms"), "terms_version", "terms-2/privacy-2")
		if b.status != 409 || !strings.Contains(b.body, `value="terms-3/privacy-2"`) || strings.Contains(b.body, "checked") {
			t.Errorf("%d: the new text is not there to agree to", b.status)
		}
	})
}

func TestTwoPostsAtOnceAreOneRegistration(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.get("/register")
		answers := make(chan answer, 2)
		for range 2 {
			go func() { answers <- p.post("/register", entry(c)...) }()
		}
		for range 2 {
			p.want(<-answers, 303, "/register/confirm")
		}
		p.post("/register/confirm")
		p.want(p.post("/register/confirm"), 303, "/register/verify?moved")
		if p.passcode(c.Mobile); len(p.arrived(c.Mobile)) != 1 {
			t.Errorf("%d passcodes were sent", len(p.arrived(c.Mobile)))
		}
	})
}

// Without scripts a double click is two posts, and the browser throws the first one's answer away, cookie and all.
func TestAPasscodeSentTwiceEndsInOneRegistrationAlthoughTheFirstAnswerIsLost(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(false), pr.card("sms")
		p.enter(c)
		p.post("/register/confirm")
		code := p.passcode(c.Mobile)
		before := p.http.Jar.Cookies(p.address("/"))
		p.want(p.post("/register/verify", "passcode", code), 303, "/register/done")

		q := pr.person(false)
		q.http.Jar.SetCookies(q.address("/"), before)
		wrong := string('0'+('9'-code[0])) + code[1:]
		q.want(q.post("/register/verify", "passcode", wrong), 303, "/register?expired=1")
		q.want(q.get("/register/done"), 303, "/register?expired=1") // the former id alone opens nothing
		q.want(q.post("/register/verify", "passcode", code), 303, "/register/done")
		q.want(q.get("/register/done"), 200, "")
		q.want(q.get("/register?expired=1"), 303, "/register/done?moved")
	})
}

func TestOfTwoRegistrationsOfOneCardOneIsTold(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		c := pr.card("both")
		var codes []string
		var people []*person
		for n := range 2 {
			p := pr.person(true)
			p.want(p.enter(c, "member_id", fmt.Sprintf("futari%d-2026", n)), 303, "/register/confirm")
			p.want(p.post("/register/confirm"), 303, "/register/verify")
			people, codes = append(people, p), append(codes, p.passcode(c.Mobile))
		}
		ends := map[string]int{}
		answers := make(chan answer, 2)
		for n, p := range people {
			go func() { answers <- p.post("/register/verify", "passcode", codes[n]) }()
		}
		for range 2 {
			ends[(<-answers).to]++
		}
		if ends["/register/done"] != 1 || ends["/register/unable"] != 1 {
			t.Error(ends)
		}
	})
}

func TestEveryContactIsToldOfARegistrationWithoutLinks(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.registered(c, c.Mobile)
		if err := p.runner.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, to := range []string{c.Mobile, c.Email} {
			list := p.arrived(to)
			if len(list) == 0 || !strings.Contains(list[0], "お心当たりがない場合") || !strings.Contains(list[0], c.Number[12:]) || strings.Contains(list[0], "http") || !strings.Contains(list[0], "0120-000-000") {
				t.Errorf("%s: %v", to, list)
			}
		}
	})
}

func TestUnknownIDAndWrongPasswordGetTheSameAnswer(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(true)
		p.registered(pr.card("sms"), pr.card("sms").Mobile)
		strip := func(a answer) string { return strings.Split(a.body, `"request_id"`)[0] }
		wrong := p.post("/login", "member_id", "mizube2026", "password", "nothing-9")
		unknown := p.post("/login", "member_id", "nobody2026", "password", "nothing-9")
		if wrong.status != 422 || unknown.status != 422 || strip(wrong) != strip(unknown) {
			t.Errorf("%d %s\n%d %s", wrong.status, wrong.body, unknown.status, unknown.body)
		}
		for range 10 {
			wrong = p.post("/login", "member_id", "mizube2026", "password", "nothing-9")
		}
		if wrong.status != 429 || wrong.header.Get("Retry-After") == "" {
			t.Errorf("guessing goes on: %d", wrong.status)
		}
	})
}

func TestASessionEndsByIdlenessByAgeAndByLogout(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(true)
		p.registered(pr.card("sms"), pr.card("sms").Mobile)
		login := func() answer {
			return p.want(p.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/home")
		}
		set := login().header.Get("Set-Cookie")
		for _, flag := range []string{"__Host-session=", "Path=/", "HttpOnly", "Secure", "SameSite=Lax"} {
			if !strings.Contains(set, flag) {
				t.Errorf("the session cookie lacks %s: %s", flag, set)
			}
		}
		pr.clock.turn(member.Idle - time.Minute)
		p.want(p.get("/home"), 200, "")
		pr.clock.turn(member.Idle - time.Minute)
		p.want(p.get("/home"), 200, "") // seen in between
		pr.clock.turn(member.Idle + time.Minute)
		p.want(p.get("/home"), 303, "/login?ended=1&next=%2Fhome")
		login()
		for range 24 {
			pr.clock.turn(member.Idle - time.Minute)
			p.get("/home")
		}
		pr.clock.turn(member.Idle - time.Minute)
		if a := p.get("/home"); a.status != 303 {
			t.Errorf("after %v it still lives", 25*(member.Idle-time.Minute))
		}
		stolen := strings.TrimPrefix(strings.Split(login().header.Get("Set-Cookie"), ";")[0], "")
		p.post("/logout")
		thief := pr.person(true)
		thief.want(thief.do("GET", "/home", nil, "Cookie", stolen), 303, "/login?ended=1&next=%2Fhome")
	})
}

func TestWhatComesFromAnotherSiteIsRefusedAndChangesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(true)
		p.registered(pr.card("sms"), pr.card("sms").Mobile)
		p.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7")
		for _, h := range [][]string{{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "cross-site"}} {
			if a := p.do("POST", "/logout", map[string][]string{}, h...); a.status != http.StatusForbidden || !strings.Contains(a.body, `"forbidden"`) {
				t.Errorf("%v: %d %s", h, a.status, a.body)
			}
		}
		p.want(p.get("/home"), 200, "")
	})
}
