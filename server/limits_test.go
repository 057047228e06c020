package main

import (
	"fmt"
	"maps"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"netanswer/server/issuer/sandbox"
	"netanswer/server/limit"
	"netanswer/shared/proof"
	"netanswer/shared/wire"
)

// elsewhere is a person at an address of their own.
func (p *person) elsewhere(address string) *person { p.from = address; return p }

func TestEveryRouteHasAClassAndItsCeilingAnswers(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(true)
		classes := map[string]int{}
		n := 0
		for _, pattern := range slices.Sorted(maps.Keys(pr.pages.Classes)) {
			class := pr.pages.Classes[pattern]
			if !slices.Contains(limit.Classes, class) {
				t.Fatalf("%s has the class %q, which is none of the table", pattern, class.Name)
			}
			classes[class.Name]++
			method, path, ok := strings.Cut(pattern, " ")
			if !ok {
				method, path = "GET", "/nothing/here"
			}
			n++
			address := netip.AddrFrom4([4]byte{198, 51, 100, byte(n)})
			taken := 0
			for class.Rate > 0 && taken <= class.Burst && pr.pages.Ceilings.Take(class, address, pr.clock.now()) == 0 {
				taken++
			}
			if taken != class.Burst {
				t.Errorf("%s: %d at once, want %d", class.Name, taken, class.Burst)
			}
			ask := func(address string) answer {
				var fields url.Values
				if method == "POST" {
					fields = url.Values{"x": {"y"}}
				}
				return p.do(method, strings.TrimSuffix(path, "{$}"), fields, "X-Forwarded-For", address, "Cookie", "none=1")
			}
			a := ask(address.String())
			if class.Rate == 0 {
				if a.status == 429 {
					t.Errorf("%s (%s) has a ceiling", pattern, class.Name)
				}
				continue
			}
			if a.status != 429 || a.header.Get("Retry-After") != "1" || a.failure().Code != wire.TooMany || a.failure().RequestID == "" {
				t.Errorf("%s (%s) at its ceiling: %d, Retry-After %q, %s", pattern, class.Name, a.status, a.header.Get("Retry-After"), a.body)
			}
			if a := ask("203.0.113.9"); a.status == 429 {
				t.Errorf("%s: another address is at its ceiling too", pattern)
			}
			pr.clock.turn(time.Second)
			if a := ask(address.String()); a.status == 429 {
				t.Errorf("%s: still at its ceiling a second later", pattern)
			}
		}
		for _, c := range limit.Classes {
			if classes[c.Name] == 0 {
				t.Errorf("no route has the class %s", c.Name)
			}
		}
		if n < 30 {
			t.Errorf("only %d routes: are they counted at all?", n)
		}
	})
}

// unknown is a card of nobody: a good number of the sandbox's bank that it has not given to anyone.
func unknown(n int) sandbox.DemoCard {
	digits := fmt.Sprintf("411111%09d", n)
	sum := 0
	for i, d := range digits {
		v := int(d - '0')
		if i%2 == 0 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sandbox.DemoCard{Number: digits + fmt.Sprint((10-sum%10)%10), ExpMonth: "11", ExpYear: "29", SecurityCode: "123"}
}

// first is the first step of each journey with a card.
var first = map[string]func(p *person, c sandbox.DemoCard) answer{
	"register": func(p *person, c sandbox.DemoCard) answer { return p.enter(c) },
	"portal":   func(p *person, c sandbox.DemoCard) answer { return p.scanned(c) },
	"recover": func(p *person, c sandbox.DemoCard) answer {
		p.get("/recover")
		return p.post("/recover", "card_number", c.Number, "exp_month", c.ExpMonth, "exp_year", c.ExpYear, "security_code", c.SecurityCode)
	},
	"add": func(p *person, c sandbox.DemoCard) answer {
		n := 1 + int(p.from[len(p.from)-1])%3 // several members: each has a limit of refusals too
		p.want(p.post("/login", "member_id", fmt.Sprintf("sandbox%02d", n), "password", fmt.Sprintf("Sandbox-%02d-mihon", n)), 303, "/home")
		p.get("/cards/add")
		return p.post("/cards/add", card(c)[2:]...)
	},
}

func TestALockedCardIsToldKindlyThatTheCardItselfWorksWhetherThereIsOneOrNot(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		real := pr.card("both")
		bad := real
		bad.SecurityCode = "000"
		for _, asJSON := range []bool{true, false} {
			for journey, enter := range first {
				said := map[string]bool{}
				for name, c := range map[string]sandbox.DemoCard{"real": bad, "unknown": unknown(1)} {
					for n := range 6 {
						p := pr.person(asJSON).elsewhere(fmt.Sprintf("192.0.2.%d", n))
						a := enter(p, c)
						if n < 5 && pr.clock.now().Hour() == 10 && a.status != 422 {
							t.Fatalf("%s %s, refusal %d: %d", journey, name, n+1, a.status)
						}
						if n == 5 {
							if a.status != 429 || a.header.Get("Retry-After") != "17100" { // 19:15 to midnight in Japan
								t.Errorf("%s %s: %d, Retry-After %s", journey, name, a.status, a.header.Get("Retry-After"))
							}
							for _, word := range []string{"カードはこれまでどおりお使いいただけます", "0120-000-000", "日付が変わるまで"} {
								if !strings.Contains(a.body, word) {
									t.Errorf("%s %s does not say %s: %.300s", journey, name, word, a.body)
								}
							}
							if !asJSON && !strings.Contains(a.body, "あと5時間ほど") {
								t.Errorf("%s %s: without scripts it is not said when to come again", journey, name)
							}
							if asJSON {
								said[strings.Split(a.body, `"request_id"`)[0]] = true
							}
						}
					}
				}
				if asJSON && len(said) != 1 {
					t.Errorf("%s tells unknown cards apart: %v", journey, said)
				}
				// the right code does not open it on the web; the next day does
				if a := enter(pr.person(true).elsewhere("192.0.2.200"), real); a.status != 429 {
					t.Errorf("%s: the right code: %d", journey, a.status)
				}
				pr.clock.turn(24 * time.Hour)
				if a := enter(pr.person(true).elsewhere("192.0.2.200"), real); a.status != 303 {
					t.Errorf("%s: the next day: %d %s", journey, a.status, a.body)
				}
			}
		}
	})
}

// refused shows cards of nobody to the issuer, each from an address of its own.
func (p *program) refused(n int) {
	p.t.Helper()
	for i := range n {
		q := p.person(true).elsewhere(fmt.Sprintf("198.51.%d.%d", p.made/200, p.made%200))
		if a := q.enter(unknown(1000 + p.made)); a.status != 422 {
			p.t.Fatalf("card %d: %d %s", i, a.status, a.body)
		}
		p.made++
	}
}

// work answers what a proof was asked for by a.
func work(t *testing.T, a answer) string {
	t.Helper()
	f := a.failure()
	if a.status != 428 || f.Code != wire.ProofNeeded || f.Proof == nil {
		t.Fatalf("no proof is asked for: %d %s", a.status, a.body)
	}
	s := proof.Begin(f.Proof.Challenge, f.Proof.Bits)
	for !s.Step(1000) {
	}
	return f.Proof.Challenge + " " + s.String()
}

func (p *person) withProof(path, proof string, kv ...string) answer {
	p.t.Helper()
	fields := url.Values{}
	for i := 0; i < len(kv); i += 2 {
		fields.Set(kv[i], kv[i+1])
	}
	return p.do("POST", path, fields, wire.ProofHeader, proof)
}

func TestManyRefusedCardsMakeEveryCardAskForAProofOfWork(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.flows.ProofBits = 6
		pr.refused(limit.BreakerLeast - 1)
		if a := pr.person(true).elsewhere("192.0.2.1").enter(pr.card("sms")); a.status != 303 {
			t.Fatalf("before it opens: %d", a.status)
		}
		pr.clock.turn(2 * time.Second)

		// The one more that was shown makes fifty, nearly all refused.
		c := pr.card("both")
		p := pr.person(true).elsewhere("192.0.2.2")
		a := p.enter(c, "member_id", "betsu2026")
		proved := work(t, a)
		if !pr.breaker.Open() || strings.Count(pr.log.String(), "breaker opened") != 1 || !strings.Contains(pr.log.String(), `"level":"error","limit":"card","refused":49,"shown":50`) {
			t.Errorf("open: %v, log %s", pr.breaker.Open(), pr.log)
		}

		// what is no proof of this
		other := pr.person(true).elsewhere("192.0.2.3")
		foreign := work(t, other.enter(c))
		easy := proof.Begin("1.2.3", 0)
		easy.Step(100)
		for name, bad := range map[string]string{
			"none": "", "another's": foreign, "of another challenge": strings.Split(proved, " ")[0] + " " + easy.String(), "made up": "1780000000.AAAAAAAAAAAAAAAA.1.x " + easy.String(), "long": strings.Repeat("x", 5000),
		} {
			if a := p.withProof("/register", bad, entry(c, "member_id", "betsu2026")...); a.status != 428 {
				t.Errorf("%s: %d", name, a.status)
			}
		}
		// two at once with one proof: one is taken
		answers := make(chan answer, 2)
		bad := c
		bad.SecurityCode = "000"
		for range 2 {
			go func() { answers <- p.withProof("/register", proved, entry(bad, "member_id", "betsu2026")...) }()
		}
		if got := []int{(<-answers).status, (<-answers).status}; !slices.Contains(got, 422) || !slices.Contains(got, 428) {
			t.Errorf("two with one proof: %v", got)
		}
		p.want(p.withProof("/register", work(t, p.post("/register", entry(c, "member_id", "betsu2026")...)), entry(c, "member_id", "betsu2026")...), 303, "/register/confirm")
		p.want(p.post("/register/confirm"), 303, "/register/verify")

		// the other journey asks too, and a challenge ends
		q := pr.person(true).elsewhere("192.0.2.4")
		q.get("/recover")
		fields := card(pr.card("registered"))[2:]
		late := work(t, q.post("/recover", fields...))
		pr.clock.turn(9 * time.Minute)
		for range 2 * limit.BreakerLeast { // it goes on
			if _, err := pr.flows.Limits.Store.Hit(t.Context(), pr.breaker.Counts(true)...); err != nil {
				t.Fatal(err)
			}
		}
		pr.clock.turn(time.Minute + time.Second)
		again := q.withProof("/recover", late, fields...)
		if a := q.withProof("/recover", work(t, again), fields...); a.status != 303 {
			t.Errorf("a fresh one: %d %s", a.status, a.body)
		}

		pr.clock.turn(10 * time.Minute) // nobody was refused for ten minutes: it closes by itself
		r := pr.person(true).elsewhere("192.0.2.5")
		r.get("/recover")
		if a := r.post("/recover", fields...); a.status != 303 {
			t.Errorf("after ten quiet minutes: %d %s", a.status, a.body)
		}
		if pr.breaker.Open() || strings.Count(pr.log.String(), "breaker closed") != 1 {
			t.Errorf("open: %v", pr.breaker.Open())
		}
	})
}

func TestWithoutScriptsTheProofIsTheDesk(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.flows.ProofBits = 6
		pr.refused(limit.BreakerLeast)
		pr.clock.turn(2 * time.Second)
		p := pr.person(false).elsewhere("192.0.2.2")
		a := p.enter(pr.card("sms"))
		if a.status != 428 {
			t.Fatalf("%d", a.status)
		}
		for _, word := range []string{"安全のための追加の確認", "認証デスク（0120-000-000", `value="mizube2026"`, `value="someone@mail.example.org"`} {
			if !strings.Contains(a.body, word) {
				t.Errorf("the screen does not hold %s", word)
			}
		}
		for _, secret := range []string{pr.card("sms").Number, "Kiri-no-mori7"} {
			if strings.Contains(a.body, secret) {
				t.Errorf("the screen holds %s", secret)
			}
		}
	})
}

// A proof that the issuer could not be asked for is good for the next try: the app repeats from memory.
func TestABusyIssuerCostsNoProof(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.flows.ProofBits = 6
		pr.refused(limit.BreakerLeast)
		pr.clock.turn(2 * time.Second)
		p, down := pr.person(true).elsewhere("192.0.2.2"), pr.card("down")
		proved := work(t, p.enter(down))
		for range 3 {
			if a := p.withProof("/register", proved, entry(down)...); a.status != 503 {
				t.Fatalf("%d %s", a.status, a.body)
			}
		}
		p.want(p.withProof("/register", proved, entry(pr.card("sms"))...), 303, "/register/confirm")
	})
}

// Two servers on one database know of each other's refusals, and one of them says so.
func TestTheBreakerIsOneForAllServers(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		twin := pr.twin()
		for n := range limit.BreakerLeast {
			in := []*program{pr, twin}[n%2]
			q := in.person(true).elsewhere(fmt.Sprintf("198.51.7.%d", n))
			if a := q.enter(unknown(n)); a.status != 422 {
				t.Fatalf("%d", a.status)
			}
		}
		pr.clock.turn(2 * time.Second)
		for _, in := range []*program{pr, twin} {
			if open, err := in.breaker.Look(t.Context()); !open || err != nil {
				t.Errorf("%v %v", open, err)
			}
		}
		if n := strings.Count(pr.log.String()+twin.log.String(), "breaker opened"); n != 1 {
			t.Errorf("said %d times", n)
		}
	})
}

func TestAHundredOfWhomAFewMistypeDoNotOpenTheBreaker(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for n := range 120 {
			if _, err := pr.flows.Limits.Store.Hit(t.Context(), pr.breaker.Counts(n%5 < 2)...); err != nil {
				t.Fatal(err)
			}
		}
		if open, err := pr.breaker.Look(t.Context()); open || err != nil {
			t.Errorf("two in five: open %v, %v", open, err)
		}
		for range 30 {
			if _, err := pr.flows.Limits.Store.Hit(t.Context(), pr.breaker.Counts(true)...); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			if open, err := pr.breaker.Look(t.Context()); !open || err != nil {
				t.Errorf("78 of 150: open %v, %v", open, err)
			}
		}
		for n := range 300 {
			if _, err := pr.flows.Limits.Store.Hit(t.Context(), pr.breaker.Counts(false)...); err != nil {
				t.Fatal(err)
			}
			if open, err := pr.breaker.Look(t.Context()); err != nil || open != (78.0/float64(151+n) > limit.BreakerCloses) {
				t.Fatalf("78 of %d: open %v, %v", 151+n, open, err)
			}
		}
	})
}

func TestPasscodesArePumpedNeitherToOneNumberNorFromOnePlaceNorUnseen(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.spend(limit.PasscodeAddress, "192.0.2.1", limit.PasscodeAddress.Max)
		mobile := pr.card("both").Mobile
		pr.spend(limit.PasscodePrefix, mobile[:3], limit.PasscodePrefix.Max-1)
		p := pr.person(true).elsewhere("192.0.2.1")
		p.want(p.enter(pr.card("both")), 303, "/register/confirm")
		p.want(p.post("/register/confirm"), 303, "/register/verify")                                // nothing is sent, the ways are shown
		if v := data[wire.Verify](p, "/register/verify"); v.Channel != "" || len(v.Channels) != 3 { // SMS, mail and the call
			t.Errorf("%+v", v)
		}
		if a := p.post("/register/send", "channel", "mail"); a.status != 429 || a.header.Get("Retry-After") == "" {
			t.Errorf("from a place at its limit: %d %s", a.status, a.body)
		}
		p.from = "203.0.113.1"
		p.want(p.post("/register/send", "channel", "sms"), 303, "/register/verify")
		if log := pr.log.String(); strings.Contains(log, "passcode-prefix") {
			t.Errorf("alarm at the thousandth: %s", log)
		}
		p.passcode(mobile) // goes out: what goes out together arrives in any order
		pr.clock.turn(61 * time.Second)
		p.want(p.post("/register/send", "channel", "sms"), 303, "/register/verify") // nobody is refused
		p.want(p.post("/register/verify", "passcode", p.passcode(mobile)), 303, "/register/done")
		if log := pr.log.String(); strings.Count(log, `"level":"error","limit":"passcode-prefix","prefix":"`+mobile[:3]+`"`) != 1 {
			t.Errorf("no alarm: %s", log)
		}
	})
}

// The short form of `make chaos attack`: some hundred cards from thirty addresses find nothing, and people beside them register,
// log in and recover.
func TestAnAttackFindsNothingAndDisturbsNobody(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.flows.ProofBits = 6
		pr.aMember()
		var attackers sync.WaitGroup
		answers := make(chan int, 300)
		for worker := range 6 {
			attackers.Go(func() {
				for n := range 50 {
					c := unknown(50*worker + n)
					if n%5 == 0 { // a real one with a code made up
						c = pr.card("landline")
						c.SecurityCode = "000"
					}
					q := pr.person(true).elsewhere(fmt.Sprintf("198.51.100.%d", (50*worker+n)%30))
					answers <- q.post("/register", entry(c)...).status
				}
			})
		}
		solving := func(p *person, path string, kv ...string) answer {
			a := p.post(path, kv...)
			for n := 0; a.status == 428 && n < 3; n++ {
				a = p.withProof(path, work(t, a), kv...)
			}
			return a
		}
		for n, slug := range []string{"both", "mail", "amex"} {
			p, c := pr.person(true).elsewhere(fmt.Sprintf("192.0.2.%d", n)), pr.card(slug)
			p.get("/register")
			p.want(solving(p, "/register", entry(c, "member_id", "hito-"+slug+"-26")...), 303, "/register/confirm")
			p.want(p.post("/register/confirm"), 303, "/register/verify")
			p.want(p.post("/register/verify", "passcode", p.passcode(map[bool]string{true: c.Email, false: c.Mobile}[slug == "mail"])), 303, "/register/done")
			p.want(p.login("hito-"+slug+"-26", right, p.from), 303, "/home")
			pr.clock.turn(2 * time.Second)
		}
		p := pr.person(true).elsewhere("192.0.2.50")
		p.get("/recover")
		p.want(solving(p, "/recover", card(pr.card("registered"))[2:]...), 303, "/recover/verify")
		attackers.Wait()
		close(answers)
		got := map[int]int{}
		for status := range answers {
			got[status]++
		}
		if got[422]+got[428]+got[429] != 300 || got[422] < limit.BreakerLeast/2 {
			t.Errorf("%v", got)
		}
		pr.clock.turn(2 * time.Second)
		if open, err := pr.breaker.Look(t.Context()); !open || err != nil || strings.Count(pr.log.String(), "breaker opened") != 1 {
			t.Errorf("open %v, %v", open, err)
		}
		pr.clock.turn(limit.BreakerOver + time.Minute)
		if open, err := pr.breaker.Look(t.Context()); open || err != nil {
			t.Errorf("ten minutes later: open %v, %v", open, err)
		}
	})
}
