package main

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"netanswer/server/audit"
	"netanswer/server/identity"
	"netanswer/server/issuer/sandbox"
	"netanswer/server/registration"
	"netanswer/shared/phone"
	"netanswer/shared/wire"
)

func e164(written string) string {
	n, err := phone.Parse(written)
	if err != nil {
		panic(err)
	}
	return n.E164()
}

// dial calls from a phone to a number, listened to until the end, and says whether it counted.
func (p *program) dial(from, to string) bool {
	p.t.Helper()
	ok, err := p.flows.CallReceived(p.t.Context(), e164(from), e164(to))
	if err != nil {
		p.t.Fatal(err)
	}
	return ok
}

// calls makes the call that the screen of the person waits for.
func (p *person) calls(from string) {
	p.t.Helper()
	for _, path := range []string{"/register/call", "/portal/call", "/recover/call", "/cards/add/call", "/prove/call"} {
		if p.do("GET", path, nil).status != 200 {
			continue
		}
		if d := data[wire.Call](p, path); d.State == wire.CallWaits && p.dial(from, d.Free) {
			return
		}
	}
	p.t.Fatalf("no screen waits for a call from %s", from)
}

// waiting has a registration of a card wait for its call, and answers the screen.
func (p *person) waiting(c sandbox.DemoCard, id string) wire.Call {
	p.t.Helper()
	p.want(p.enter(c, "member_id", id), 303, "/register/confirm")
	to := "/register/verify"
	if c.Mobile == "" && c.Email == "" {
		to = "/register/call"
	}
	p.want(p.post("/register/confirm"), 303, to)
	if to != "/register/call" {
		p.want(p.post("/register/send", "channel", "call"), 303, "/register/call")
	}
	d := data[wire.Call](p, "/register/call")
	if d.State != wire.CallWaits {
		p.t.Fatalf("%+v", d)
	}
	return d
}

func masked(number string) string {
	part := strings.Split(number, "-")
	return part[0] + "-" + strings.Repeat("*", len(part[1])) + "-" + part[2]
}

// ask is a number out of the database.
func (p *program) ask(query string) (n int) {
	p.t.Helper()
	driver, dsn := p.driver()
	db, err := sql.Open(driver, dsn)
	if err != nil {
		p.t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(query).Scan(&n); err != nil {
		p.t.Fatal(query, err)
	}
	return n
}

// held is a cookie of the person's browser.
func (p *person) held(name string) string {
	for _, c := range p.http.Jar.Cookies(p.address("/")) {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

// other is an ordinary member's card of a kind.
func (p *program) other(is func(sandbox.DemoCard) bool) sandbox.DemoCard {
	for n := range 100 {
		if c := p.sandbox.Member(n); is(c) {
			return c
		}
	}
	p.t.Fatal("no ordinary member has such a card")
	return sandbox.DemoCard{}
}

// line is the charged number of the line whose free number this is, and one more that calls to it arrive under.
func (p *program) line(free string) (charged, arrives string) {
	for _, l := range p.pages.Brand.Calls.Lines {
		if l.Free == free {
			return l.Charged, l.Arrives[0]
		}
	}
	p.t.Fatalf("no line %q", free)
	return "", ""
}

func TestALandlineOnlyCardIsRegisteredByACall(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for i, asJSON := range []bool{false, true} {
			p, c := pr.person(asJSON), pr.card("landline")
			if i > 0 {
				c = pr.other(func(c sandbox.DemoCard) bool { return c.Mobile == "" && c.Landline != "" && c.Email == "" })
			}
			d := p.waiting(c, fmt.Sprint("denwa-202", i))
			charged, arrives := pr.line(d.Free)
			if d.Charged != charged || !slices.Equal(d.From, []string{masked(c.Landline)}) || d.Left != 300 || len(d.Channels) != 0 || d.Mark == "" {
				t.Errorf("%+v", d)
			}
			p.want(p.get("/register/verify"), 303, "/register/call?moved")
			if a := p.post("/register/call", "call", d.Mark); a.status != 422 || asJSON && !slices.Equal(a.problems(), []string{":call.not_yet"}) {
				t.Errorf("before the call: %d %v", a.status, a.problems())
			}
			pr.clock.turn(4 * time.Minute)
			if purpose, ok, err := pr.flows.Expected(t.Context(), e164(c.Landline), e164(arrives)); purpose != "register" || !ok || err != nil {
				t.Errorf("expected: %q %v %v", purpose, ok, err)
			}
			if !pr.dial(c.Landline, []string{arrives, charged}[i]) {
				t.Fatal("a call to a number of the line does not count")
			}
			if _, ok, _ := pr.flows.Expected(t.Context(), e164(c.Landline), e164(d.Free)); ok {
				t.Error("a second call is waited for")
			}
			pr.clock.turn(4 * time.Minute) // nine after the beginning: there is time to come back to the screen
			if d := data[wire.Call](p, "/register/call"); d.State != wire.CallCame || d.Left != 60 {
				t.Errorf("after the call: %+v", d)
			}
			before := p.held("__Host-flow")
			p.want(p.post("/register/call", "call", d.Mark), 303, "/register/done")
			if after := p.held("__Host-flow"); before == "" || after == before {
				t.Error("the flow keeps its id")
			}
			p.want(p.post("/login", "member_id", fmt.Sprint("denwa-202", i), "password", "Kiri-no-mori7"), 303, "/home")
		}
		if n := pr.ask("SELECT count(*) FROM flows WHERE assurance = 'call'"); n != 2 {
			t.Errorf("%d flows have the assurance of a call", n)
		}
		for _, k := range []audit.Kind{audit.CallOpened, audit.CallReceived, audit.IdentityProven} {
			if n := pr.ask("SELECT count(*) FROM audit WHERE kind = '" + string(k) + "' AND flow <> ''"); n != 2 {
				t.Errorf("%d rows of %s", n, k)
			}
		}
	})
}

func TestAMobilePhoneMayCallTooAndEveryContactIsTold(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		d := p.waiting(c, "mizube2026")
		if !slices.Equal(d.From, []string{masked(c.Mobile), masked(c.Landline)}) || len(d.Channels) != 1 || d.Channels[0].Channel != "sms" {
			t.Errorf("%+v", d)
		}
		if v := data[wire.Verify](p, "/register/verify"); !v.Call || v.Channel != "sms" || !slices.ContainsFunc(v.Channels, func(c wire.Channel) bool { return c.Channel == "call" }) {
			t.Errorf("%+v", v)
		}
		again := data[wire.Call](p, "/register/call")
		p.want(p.post("/register/send", "channel", "call"), 303, "/register/call") // pressed once more
		if now := data[wire.Call](p, "/register/call"); now.Free != again.Free || now.Mark != again.Mark {
			t.Errorf("another number: %+v", now)
		}
		p.calls(c.Mobile)
		if pr.dial(c.Landline, d.Free) {
			t.Error("the second phone's call counts too")
		}
		p.want(p.post("/register/call", "call", d.Mark), 303, "/register/done")
		if err := p.runner.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, to := range []string{c.Mobile, c.Email} {
			if list := p.arrived(to); !slices.ContainsFunc(list, func(m string) bool {
				return strings.Contains(m, "電話") && strings.Contains(m, "お心当たりがない場合") && strings.Contains(m, "0120-000-000") && strings.Contains(m, c.Number[12:])
			}) {
				t.Errorf("%s: %q", to, list)
			}
		}
	})
}

func TestAPasscodeAndACallWaitSideBySide(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("both")
		p.want(p.enter(c), 303, "/register/confirm")
		p.want(p.post("/register/confirm"), 303, "/register/verify")
		code := p.passcode(c.Mobile)
		p.want(p.post("/register/send", "channel", "call"), 303, "/register/call")
		p.want(p.post("/register/verify", "passcode", code), 303, "/register/done")
		if n := pr.ask("SELECT count(*) FROM flows WHERE assurance = 'sms'"); n != 1 {
			t.Errorf("%d", n)
		}
	})
}

func TestAMemberWhoForgotCalls(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("registered")
		p.want(p.forgot(c), 303, "/recover/verify")
		p.want(p.post("/recover/send", "channel", "call"), 303, "/recover/call")
		d := data[wire.Call](p, "/recover/call")
		if purpose, ok, err := pr.flows.Expected(t.Context(), e164(c.Mobile), e164(d.Free)); purpose != "recover" || !ok || err != nil {
			t.Errorf("%q %v %v", purpose, ok, err)
		}
		p.calls(c.Mobile)
		p.want(p.post("/recover/call"), 303, "/recover/password")
		if r := data[wire.Recovered](p, "/recover/password"); r.MemberID != "sandbox01" {
			t.Errorf("%+v", r)
		}
		if a := pr.person(true).post("/register/call"); a.status != 303 {
			t.Errorf("without a flow: %d", a.status)
		}
	})
}

func TestOnlyTheRightCallInTimeCounts(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c, other := pr.person(true), pr.card("landline"), pr.card("sms")
		d := p.waiting(c, "denwa-2026")
		for _, l := range pr.pages.Brand.Calls.Lines {
			if l.Free != d.Free && (pr.dial(c.Landline, l.Free) || pr.dial(c.Landline, l.Charged)) {
				t.Errorf("a call to %s counts", l.Free)
			}
		}
		if pr.dial(other.Mobile, d.Free) || pr.dial(other.Landline, d.Free) || pr.dial(c.Landline, c.Landline) || pr.dial(d.Free, c.Landline) || pr.dial(c.Landline, "0120-000-000") {
			t.Error("another's call, or one to another number, counts")
		}
		if d := data[wire.Call](p, "/register/call"); d.State != wire.CallWaits {
			t.Fatalf("%+v", d)
		}
		pr.clock.turn(identity.CallLife)
		if pr.dial(c.Landline, d.Free) {
			t.Error("a call that is too late counts")
		}
		if d := data[wire.Call](p, "/register/call"); d.State != wire.CallOver || d.Free != "" {
			t.Errorf("%+v", d)
		}
		if a := p.post("/register/call", "call", d.Mark); a.status != 422 || !slices.Equal(a.problems(), []string{":call.late"}) {
			t.Errorf("too late: %d %v", a.status, a.problems())
		}
		p.want(p.post("/register/send", "channel", "call"), 303, "/register/call")
		if d := data[wire.Call](p, "/register/call"); d.State != wire.CallWaits {
			t.Errorf("%+v", d)
		}
		p.calls(c.Landline)
		pr.clock.turn(identity.CallLife) // nobody came back to the screen
		if a := p.post("/register/call"); a.status != 422 || !slices.Equal(a.problems(), []string{":call.late"}) {
			t.Errorf("too late after the call: %d %v", a.status, a.problems())
		}
	})
}

// Property: whatever others open, ask and call, each check waits for its own number and is proven by its own call alone.
func TestNobodyBlocksOrDisplacesAnothersCheck(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		c := pr.card("landline")
		holder := pr.person(true).elsewhere("192.0.2.1")
		mine := holder.waiting(c, "holder-2026")
		var strangers []*person
		numbers := map[string]bool{mine.Free: true}
		for n := range 8 {
			s := pr.person(true).elsewhere(fmt.Sprintf("198.51.%d.7", n/2))
			s.want(s.enter(c, "member_id", fmt.Sprint("tanin-200", n)), 303, "/register/confirm")
			s.want(s.post("/register/confirm"), 303, "/register/call")
			d := data[wire.Call](s, "/register/call")
			switch {
			case n < 7 && (d.State != wire.CallWaits || numbers[d.Free]):
				t.Errorf("stranger %d: %+v", n, d)
			case n == 7: // the pool is used up
				if d.State != wire.CallNone {
					t.Errorf("the ninth check of a pool of eight: %+v", d)
				}
				if a := s.post("/register/send", "channel", "call"); a.status != 422 || !slices.Equal(a.problems(), []string{"channel:call.full"}) || !strings.Contains(a.body, "混み合って") {
					t.Errorf("%d %s", a.status, a.body)
				}
			}
			numbers[d.Free] = true
			strangers = append(strangers, s)
		}
		pr.clock.turn(4 * time.Minute)
		holder.calls(c.Landline)
		for n, s := range strangers {
			if a := s.post("/register/call"); a.status != 422 {
				t.Errorf("the holder's call proves stranger %d: %d %s", n, a.status, a.to)
			}
		}
		// The holder calls the same number once more, late: by then strangers wait for calls from this phone on all the others.
		pr.clock.turn(7 * time.Minute)
		for n := range 3 {
			s := pr.person(true).elsewhere(fmt.Sprintf("203.0.%d.9", n))
			if d := s.waiting(c, fmt.Sprint("tanin-300", n)); d.Free == mine.Free {
				t.Error("a stranger gets the number that the holder has in hand")
			}
			if pr.dial(c.Landline, mine.Free) {
				t.Error("the call counts for somebody else")
			}
		}
		holder.want(holder.post("/register/call", "call", mine.Mark), 422, "")
		holder.want(holder.post("/register/send", "channel", "call"), 303, "/register/call")
		holder.calls(c.Landline)
		holder.want(holder.post("/register/call"), 303, "/register/done")
	})
}

func TestOnePlaceCannotUseUpThePoolOfAPhone(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		c := pr.card("landline")
		for n := range 5 {
			s := pr.person(true).elsewhere("198.51.100.7")
			s.want(s.enter(c, "member_id", fmt.Sprint("tanin-200", n)), 303, "/register/confirm")
			s.want(s.post("/register/confirm"), 303, "/register/call")
			if d := data[wire.Call](s, "/register/call"); (d.State == wire.CallWaits) != (n < 3) {
				t.Errorf("%d: %+v", n, d)
			}
			if n >= 3 {
				if a := s.post("/register/send", "channel", "call"); a.status != 422 || !slices.Equal(a.problems(), []string{"channel:call.limit"}) {
					t.Errorf("%d %v", a.status, a.problems())
				}
			}
		}
		pr.person(true).elsewhere("192.0.2.1").waiting(c, "holder-2026")
	})
}

// A flow in which another card is entered: what the holder of one card proves is nothing about another.
func TestACallForOneCardProvesNothingAboutAnother(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, own, other := pr.person(true), pr.card("landline"), pr.card("sms")
		mine := p.waiting(own, "torikae-2026")
		p.want(p.post("/register", card(other)...), 303, "/register")
		p.want(p.post("/register", "part", "login", "member_id", "torikae-2026", "password", "Kiri-no-mori7"), 303, "/register/confirm")
		p.want(p.post("/register/confirm"), 303, "/register/verify")
		if !pr.dial(own.Landline, mine.Free) {
			t.Fatal("the call of the own phone does not count")
		}
		if d := data[wire.Call](p, "/register/call"); d.State != wire.CallNone {
			t.Errorf("%+v", d)
		}
		if a := p.post("/register/call", "call", mine.Mark); a.status != 422 {
			t.Errorf("it proves the other card: %d %s", a.status, a.to)
		}

		m := pr.meddle() // the call has come, and the other card is entered while the contacts are asked for
		q := pr.person(true).elsewhere("192.0.2.7")
		q.waiting(pr.card("landline"), "torikae-2027")
		q.calls(own.Landline)
		m.contacts = func() {
			q.want(q.post("/register", card(pr.card("both"))...), 303, "/register")
			q.want(q.post("/register", "part", "login", "member_id", "torikae-2027", "password", "Kiri-no-mori7"), 303, "/register/confirm")
			q.want(q.post("/register/confirm"), 303, "/register/verify")
		}
		if a := q.post("/register/call"); a.status != 422 {
			t.Errorf("overtaken: %d %s", a.status, a.to)
		}
	})
}

func TestACallIsAnsweredByOneServerAndSeenByAnother(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		twin := pr.twin()
		p, c := pr.person(true), pr.card("landline")
		d := p.waiting(c, "denwa-2026")
		if !twin.dial(c.Landline, d.Free) {
			t.Fatal("the other server knows nothing of the check")
		}
		if d := data[wire.Call](p, "/register/call"); d.State != wire.CallCame {
			t.Errorf("%+v", d)
		}
		if pr.dial(c.Landline, d.Free) {
			t.Error("it counts on both")
		}
	})
}

// The button pressed many times at once, and once more under the id before: one member, one end.
func TestACallIsUsedOnceHoweverOftenTheButtonIsPressed(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("landline")
		d := p.waiting(c, "denwa-2026")
		before := p.held("__Host-flow")
		p.calls(c.Landline)
		var presses sync.WaitGroup
		ends := make(chan answer, 8)
		for range cap(ends) {
			presses.Go(func() {
				ends <- pr.person(true).do("POST", "/register/call", map[string][]string{"call": {d.Mark}}, "Cookie", "__Host-flow="+before)
			})
		}
		presses.Wait()
		close(ends)
		for a := range ends {
			if a.status != 303 && a.status != 429 || a.status == 303 && a.to != "/register/done" {
				t.Errorf("%d %s %s", a.status, a.to, a.body)
			}
		}
		if n := pr.ask("SELECT count(*) FROM members WHERE member_id IN (SELECT member_id FROM card_directory)"); n != 4 { // three of the sandbox
			t.Errorf("%d members", n)
		}
		pr.clock.turn(time.Hour)
		q := pr.person(true)
		if a := q.do("POST", "/register/call", map[string][]string{"call": {"made up"}}, "Cookie", "__Host-flow="+before); a.to != "/register?expired=1" {
			t.Errorf("the id before alone: %d %s", a.status, a.to)
		}
	})
}

func TestWithoutLinesALandlineEndsAtTheDesk(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.flows.Identity.Lines = nil
		p := pr.person(true)
		p.want(p.enter(pr.card("landline")), 303, "/register/confirm")
		p.want(p.post("/register/confirm"), 303, "/register/unable")
		if u := data[wire.Unable](p, "/register/unable"); u.Reason != registration.ReasonContact {
			t.Errorf("%+v", u)
		}
		q := pr.person(true)
		q.want(q.enter(pr.card("sms"), "member_id", "mizube2027"), 303, "/register/confirm")
		q.want(q.post("/register/confirm"), 303, "/register/verify")
		if a := q.post("/register/send", "channel", "call"); a.status != 422 || !slices.Equal(a.problems(), []string{"channel:channel.unknown"}) {
			t.Errorf("%d %v", a.status, a.problems())
		}
	})
}

// Phones lie in the database as HMACs only.
func TestNoPhoneLiesInTheDatabaseOfACall(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("landline")
		p.waiting(c, "denwa-2026")
		p.calls(c.Landline)
		digits := strings.ReplaceAll(c.Landline, "-", "")
		for _, form := range []string{digits, digits[1:], c.Landline, c.Landline[1:]} {
			if n := pr.ask("SELECT count(*) FROM calls WHERE pair LIKE '%"+form+"%'") +
				pr.ask("SELECT count(*) FROM checks WHERE masked LIKE '%"+form+"%' OR purpose LIKE '%"+form+"%' OR line LIKE '%"+form+"%'") +
				pr.ask("SELECT count(*) FROM audit WHERE detail LIKE '%"+form+"%'"); n != 0 {
				t.Errorf("%q lies in %d rows", form, n)
			}
		}
	})
}

func TestEveryPhoneOfTheSandboxIsANumberThatCanCall(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		all := pr.sandbox.DemoCards()
		for n := range 100 {
			all = append(all, pr.sandbox.Member(n))
		}
		for _, c := range all {
			for written, want := range map[string]bool{c.Mobile: true, c.Landline: false} {
				if written == "" {
					continue
				}
				if n, err := phone.Parse(written); err != nil || n.SMS() != want {
					t.Errorf("%s %q: %v", c.Case, written, err)
				}
			}
		}
	})
}
