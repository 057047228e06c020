package main

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/audit"
	"netanswer/server/issuer/sandbox"
	"netanswer/server/registration"
	"netanswer/shared/wire"
)

// cards are the member's, as /cards shows them.
func (p *person) cards() []wire.CardRow {
	p.t.Helper()
	return data[wire.Cards](p, "/cards").Cards
}

// inside is a person with a session of a member that the sandbox begins with.
func (p *program) inside(asJSON bool, login, password string) *person {
	p.t.Helper()
	who := p.person(asJSON)
	who.want(who.post("/login", "member_id", login, "password", password), 303, "/home")
	return who
}

func TestACardHasANameThatIsBoundedAndCanBeSeen(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{true, false} {
			p := pr.inside(asJSON, "sandbox01", "Sandbox-01-mihon")
			one := "/cards/" + p.cards()[0].ID
			for _, name := range []string{"ふだん使い", "旅行用 ✈️", "Семья", "العائلة", "家族\u200d👩", strings.Repeat("漢", 20), `<b onclick="x">"'&`, "%s%d{{.}}", "'; DROP TABLE x; --", "2026-11-25 旅行"} {
				p.want(p.post(one, "card_name", "\u3000 "+name+"\t"), 303, "/cards?done=named")
				if got := p.cards()[0]; got.Name != name {
					t.Errorf("%q became %q", name, got.Name)
				}
				html := p.do("GET", "/home", nil, "Accept", "text/html").body
				if strings.Contains(html, `<b onclick`) || name == "ふだん使い" && !strings.Contains(html, name) {
					t.Errorf("%q as it is drawn", name)
				}
			}
			for name, key := range map[string]string{
				strings.Repeat("漢", 21): "card_name.long", "二行\nある": "card_name.letters", "前\u202e後": "card_name.letters", "\u200b": "card_name.letters", "a\u2028b": "card_name.letters",
				"\u200d\u200d": "card_name.letters", "\ue000": "card_name.letters", "4000 0038 1828 1724": "card_name.number", "４０００００３８１８２８１７２４": "card_name.number",
			} {
				a := p.post(one, "card_name", name)
				if a.status != 422 || asJSON && !slices.Equal(a.problems(), []string{"card_name:" + key}) {
					t.Errorf("%q: %d %v", name, a.status, a.problems())
				}
			}
			for _, name := range []string{"a\x00b", "a\x1bb", "\xff", strings.Repeat("長", 9000)} { // no person types these
				if a := p.post(one, "card_name", name); a.status != 400 && a.status != 413 {
					t.Errorf("%.20q: %d", name, a.status)
				}
			}
			if got := p.cards()[0].Name; got == "" {
				t.Error("a refused name took the name away")
			}
			p.want(p.post(one, "card_name", "  "), 303, "/cards?done=named")
			if got := p.cards()[0]; got.Name != "" || got.Role != wire.Primary {
				t.Errorf("unnamed again: %+v", got)
			}
			if a := p.post("/cards/aaaaaaaaaaaaaaaa", "card_name", "x"); a.status != 404 {
				t.Errorf("a card that is not there: %d", a.status)
			}
		}
		theirs := pr.inside(true, "sandbox03", "Sandbox-03-mihon").cards()[0]
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		for _, path := range []string{"/cards/" + theirs.ID} {
			if a := p.get(path); a.status != 404 {
				t.Errorf("another member's %s: %d", path, a.status)
			}
			if a := p.post(path, "card_name", "mine"); a.status != 404 {
				t.Errorf("another member's %s is named: %d", path, a.status)
			}
		}
	})
}

func TestAReissuedCardIsListedUnderItsNewNumber(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.inside(true, "sandbox02", "Sandbox-02-mihon"), pr.card("reissued")
		if got := p.cards()[0].Last4; got != c.Number[len(c.Number)-4:] {
			t.Errorf("%s, the card says %s", got, c.Number)
		}
		if body := p.do("GET", "/settings/mail", nil, "Accept", "text/html").body; !strings.Contains(body, `"last4":"`+c.Number[len(c.Number)-4:]) {
			t.Error("the other screens do not know it yet")
		}
	})
}

// another opens the form that asks for another card, and sends it.
func (p *person) another(c sandbox.DemoCard) answer {
	p.t.Helper()
	p.clock.turn(time.Second) // the list is in the order of time
	p.get("/cards/add")
	return p.post("/cards/add", card(c)[2:]...)
}

// adds walks the whole way.
func (p *person) adds(c sandbox.DemoCard, to string) {
	p.t.Helper()
	p.want(p.another(c), 303, "/cards/add/verify")
	p.want(p.get("/cards/add/verify"), 200, "")
	p.want(p.post("/cards/add/verify", "passcode", p.passcode(to)), 303, "/cards/add/done")
	p.want(p.get("/cards/add/done"), 200, "")
}

// ending are the ends of the cards' numbers, in the order of the list.
func (p *person) ending() (out []string) {
	p.t.Helper()
	for _, c := range p.cards() {
		out = append(out, c.Last4)
	}
	return out
}

func last4(c sandbox.DemoCard) string { return c.Number[len(c.Number)-4:] }

// trailOf is what the transactions of what is done record, the last of each kind.
func (p *program) trailOf(act func()) (kinds map[audit.Kind]audit.Event) {
	p.t.Helper()
	before, seen := p.flows.Store, &trail{Store: p.flows.Store}
	p.flows.Store = seen
	act()
	p.flows.Store = before
	kinds = map[audit.Kind]audit.Event{}
	for _, e := range seen.events {
		kinds[e.Kind] = e
	}
	return kinds
}

func TestFiveCardsOfOnePersonAreSwitchedAndEachIsItsOwnAccount(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{true, false} {
			login, password := "sandbox01", "Sandbox-01-mihon"
			if !asJSON {
				login, password = "sandbox03", "Sandbox-03-mihon"
			}
			p := pr.inside(asJSON, login, password)
			want := []string{p.ending()[0]}
			slugs := []string{"five", "five2", "five3", "five4", "five5"}
			if !asJSON {
				slugs = []string{"family"}
			}
			for _, slug := range slugs {
				c := pr.card(slug)
				p.adds(c, c.Mobile)
				want = append(want, last4(c))
				pr.clock.turn(2 * time.Minute)
			}
			list := p.cards()
			if got := p.ending(); !slices.Equal(got, want) {
				t.Fatalf("listed %v, want %v", got, want)
			}
			if role := list[len(list)-1].Role; role != map[bool]wire.Role{true: wire.Primary, false: wire.Family}[asJSON] {
				t.Errorf("the last card is %q", role)
			}
			other := pr.inside(asJSON, login, password)
			seen := map[string]bool{}
			for i, c := range list {
				p.want(p.post("/cards/view", "card", c.ID, "next", "/cards"), 303, "/cards")
				h := data[wire.Home](p, "/home")
				if h.Card.Last4 != want[i] {
					t.Errorf("card %d: home shows %s, want %s", i, h.Card.Last4, want[i])
				}
				seen[fmt.Sprint(h.Due, h.Limit, h.Points, h.Uses)] = true
				body := p.do("GET", "/home", nil, "Accept", "text/html").body
				for _, l := range want {
					if !strings.Contains(body, l) {
						t.Errorf("home with card %d does not offer %s", i, l)
					}
				}
				if body = p.do("GET", "/settings/mail", nil, "Accept", "application/json").body; strings.Count(body, `"view":true`) != 1 || !strings.HasPrefix(body, `{"member":{`) {
					t.Errorf("another screen: %s", body)
				}
			}
			if len(seen) != len(list) {
				t.Errorf("%d cards show %d accounts", len(list), len(seen))
			}
			if h := data[wire.Home](other, "/home"); h.Card.Last4 != want[0] {
				t.Errorf("the other session sees %s", h.Card.Last4)
			}
			p.want(p.post("/cards/view", "card", list[0].ID, "next", "https://example.org"), 303, "/home")
			for _, id := range []string{"", "aaaaaaaaaaaaaaaa", "' OR 1=1 --"} {
				if a := p.post("/cards/view", "card", id); a.status != 404 {
					t.Errorf("a card %q that is none: %d", id, a.status)
				}
			}
			if !slices.ContainsFunc(p.cards(), func(c wire.CardRow) bool { return c.View && c.Last4 == want[0] }) {
				t.Error("it changed what is in view")
			}
			if asJSON { // gone with its session
				p.want(p.post("/cards/view", "card", list[3].ID, "next", "/home"), 303, "/home")
				p.want(p.post("/logout"), 303, "/login?out=1")
				p.want(p.post("/login", "member_id", login, "password", password), 303, "/home")
				if h := data[wire.Home](p, "/home"); h.Card.Last4 != want[0] {
					t.Errorf("a new session sees %s", h.Card.Last4)
				}
			}
		}
	})
}

func TestAnAddedCardIsToldEverybodyAndRecordedWithWhatProvedIt(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.inside(true, "sandbox01", "Sandbox-01-mihon"), pr.card("both")
		first := pr.card("registered")
		credential, _, err := pr.db.Member().Credential(t.Context(), "sandbox01")
		if err != nil {
			t.Fatal(err)
		}
		var code string
		kinds := pr.trailOf(func() {
			p.want(p.another(c), 303, "/cards/add/verify")
			code = p.passcode(c.Mobile)
			if sms := p.arrived(c.Mobile)[0]; !strings.Contains(sms, "カード追加") || !strings.HasSuffix(sms, "@localhost #"+code) {
				t.Errorf("%q", sms)
			}
			if a := p.post("/cards/add/verify", "passcode", wrongDigits(code)); !slices.Equal(a.problems(), []string{"passcode:passcode.wrong"}) {
				t.Errorf("%d %v", a.status, a.problems())
			}
			p.want(p.post("/cards/add/verify", "passcode", code), 303, "/cards/add/done")
			p.want(p.post("/cards/add/verify", "passcode", code), 303, "/cards/add/done?moved")
		})
		for _, kind := range []audit.Kind{audit.CardAccepted, audit.PasscodeSent, audit.PasscodeWrong, audit.IdentityProven, audit.CardAdded} {
			if kinds[kind].MemberID != credential.MemberID {
				t.Errorf("%s is of %q", kind, kinds[kind].MemberID)
			}
		}
		if e := kinds[audit.CardAdded]; e.Detail != "sms" {
			t.Errorf("proven by %q", e.Detail)
		}
		told := func(what string, to ...string) {
			t.Helper()
			if err := p.runner.Once(t.Context()); err != nil {
				t.Fatal(err)
			}
			for _, to := range to {
				list := p.arrived(to)
				if len(list) == 0 || !strings.Contains(list[0], what) || !strings.Contains(list[0], last4(c)) || !strings.Contains(list[0], "お心当たりがない場合") || strings.Contains(list[0], "http") {
					t.Errorf("%s of %s: %v", to, what, list)
				}
			}
		}
		told("カード", c.Mobile, c.Email, first.Mobile, first.Email)

		id := p.cards()[1].ID
		kinds = pr.trailOf(func() {
			p.want(p.get("/cards/"+id+"/remove"), 200, "")
			p.want(p.post("/cards/"+id+"/remove"), 303, "/cards?done=removed")
			p.want(p.post("/cards/"+id+"/remove"), 303, "/cards?done=removed") // sent twice
		})
		if e := kinds[audit.CardRemoved]; e.MemberID != credential.MemberID {
			t.Errorf("removed: %+v", e)
		}
		told("外し", c.Mobile, c.Email, first.Mobile, first.Email)
		if n := len(p.arrived(first.Mobile)); n != 2 {
			t.Errorf("%d notices to the first card's phone", n)
		}
	})
}

func TestARemovedCardIsOutOfViewAndFreeAndTheLastOneStays(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{true, false} {
			login, password := "sandbox01", "Sandbox-01-mihon"
			c := pr.card(map[bool]string{true: "sms", false: "both"}[asJSON])
			p := pr.inside(asJSON, login, password)
			only := p.cards()[0]
			if a := p.post("/cards/" + only.ID + "/remove"); a.status != 422 || asJSON && !slices.Equal(a.problems(), []string{":cards.last"}) {
				t.Errorf("the last card: %d %v", a.status, a.problems())
			}
			p.adds(c, c.Mobile)
			id := p.cards()[1].ID
			other := pr.inside(asJSON, login, password)
			for _, who := range []*person{p, other} {
				who.want(who.post("/cards/view", "card", id, "next", "/home"), 303, "/home")
			}
			p.want(p.post("/cards/"+id+"/remove"), 303, "/cards?done=removed")
			p.want(p.get("/cards/add/done"), 303, "/cards")
			for _, who := range []*person{p, other} {
				if h := data[wire.Home](who, "/home"); h.Card.Last4 != only.Last4 {
					t.Errorf("in view is %s, want %s", h.Card.Last4, only.Last4)
				}
				for _, path := range []string{"/cards/" + id, "/cards/" + id + "/remove"} {
					if a := who.get(path); a.status != 404 {
						t.Errorf("%s: %d", path, a.status)
					}
				}
			}
			q := pr.person(asJSON) // anybody may register it now
			q.registered(c, c.Mobile, "member_id", map[bool]string{true: "jiyuu2026", false: "jiyuu2027"}[asJSON])
			pr.clock.turn(2 * time.Minute)
			p.want(p.another(c), 303, "/cards/add/verify")
			p.want(p.post("/cards/add/verify", "passcode", p.passcode(c.Mobile)), 303, "/cards/add/unable")
			if u := data[wire.Unable](p, "/cards/add/unable"); u.Reason != registration.ReasonRegistered || u.DeskCode {
				t.Errorf("%+v", u)
			}
			if body := p.do("GET", "/cards/add/unable", nil, "Accept", "text/html").body; !strings.Contains(body, "別のIDで登録されています") {
				t.Error("it is not said whose it is")
			}
		}
	})
}

// moment is a time that a screen shows.
var moment = regexp.MustCompile(`\d+月\d+日 \d\d:\d\d|\d{4}-\d\d-\d\d \d\d:\d\d`)

// Until identity is proven nothing differs between a card that is nobody's and one of another member.
func TestBeforeIdentityAnAddedCardTellsNothingOfItsMember(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{false, true} {
			c := pr.card(map[bool]string{false: "both", true: "diners"}[asJSON])
			var seen []string
			for _, registered := range []bool{false, true} {
				if registered {
					pr.person(true).registered(c, c.Mobile, "member_id", "aru-kana"+c.Number[10:])
				}
				pr.inside(asJSON, "sandbox01", "Sandbox-01-mihon") // or the first had no last login
				p := pr.inside(asJSON, "sandbox01", "Sandbox-01-mihon")
				var all []string
				note := func(a answer) {
					body := bare(a)
					for _, before := range []string{`class="ref num">`, `"reference":"`} { // of the message
						if _, rest, ok := strings.Cut(body, before); ok {
							body = strings.ReplaceAll(body, rest[:4], "K742")
						}
					}
					body = moment.ReplaceAllString(body, "then")
					all = append(all, fmt.Sprint(a.status), a.to, strings.Join(slices.Sorted(maps.Keys(a.header)), " "), body)
				}
				bad := c
				bad.SecurityCode = "000"
				note(p.another(bad))
				note(p.another(c))
				note(p.get("/cards/add/verify"))
				note(p.post("/cards/add/verify", "passcode", wrongDigits(p.passcode(c.Mobile))))
				note(p.get("/cards/add/done"))
				note(p.get("/cards"))
				seen = append(seen, strings.Join(all, "\n"))
				pr.clock.turn(time.Hour)
			}
			if seen[0] != seen[1] {
				t.Errorf("JSON %v: they differ:\n%s\n\n%s", asJSON, seen[0], seen[1])
			}
		}
	})
}

func TestTheMembersOwnCardIsSaidKindlyAndAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{false, true} {
			p, own, c := pr.inside(asJSON, "sandbox01", "Sandbox-01-mihon"), pr.card("registered"), pr.card(map[bool]string{false: "both", true: "sms"}[asJSON])
			a := p.another(own)
			if a.status != 422 || asJSON && !slices.Equal(a.problems(), []string{"card_number:cards.mine"}) || !strings.Contains(a.body, "すでに一覧にあります") || strings.Contains(a.body, own.Number) {
				t.Errorf("%d %v", a.status, a.problems())
			}
			if n := len(p.arrived(own.Mobile)); n > 1 { // the notices of the card that was added before
				t.Errorf("%d messages", n)
			}
			p.adds(c, c.Mobile) // the flow goes on with another card
		}
	})
}

func TestACardIsAddedByACallByMailAndByTheDesk(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.telephone()
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		proved := func(c sandbox.DemoCard, by string, act func()) {
			t.Helper()
			kinds := pr.trailOf(act)
			if e := kinds[audit.CardAdded]; e.Detail != by {
				t.Errorf("%s: recorded %+v", by, e)
			}
			if got := p.ending(); got[len(got)-1] != last4(c) {
				t.Errorf("%s: %v", by, got)
			}
			pr.clock.turn(2 * time.Minute)
		}
		land := pr.card("landline")
		proved(land, "call", func() {
			p.want(p.another(land), 303, "/cards/add/call")
			d := data[wire.Call](p, "/cards/add/call")
			if purpose, ok, err := pr.flows.Expected(t.Context(), e164(land.Landline), e164(d.Free)); purpose != "add" || !ok || err != nil {
				t.Errorf("what is said on the telephone: %q %v %v", purpose, ok, err)
			}
			if a := p.post("/cards/add/call"); !slices.Equal(a.problems(), []string{":call.not_yet"}) {
				t.Errorf("%d %v", a.status, a.problems())
			}
			p.calls(land.Landline)
			p.want(p.post("/cards/add/call"), 303, "/cards/add/done")
		})
		mail := pr.card("mail")
		proved(mail, "mail", func() { p.adds(mail, mail.Email) })
		none := pr.card("nocontact")
		proved(none, "desk", func() {
			p.want(p.another(none), 303, "/cards/add/unable")
			u := data[wire.Unable](p, "/cards/add/unable")
			if u.Reason != registration.ReasonContact || !u.DeskCode {
				t.Fatalf("%+v", u)
			}
			p.want(p.post("/cards/add/unable", "desk_code", pr.given(pr.operator("sato"), pr.operator("suzuki"), u.Case)), 303, "/cards/add/done")
		})
	})
}

// A flow is the session's that began it.
func TestAnotherSessionALogoutAndALostSessionVoidAHalfAddedCard(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		c := pr.card("both")
		add := func(p *person) (code string, cookies []*http.Cookie) {
			t.Helper()
			p.want(p.another(c), 303, "/cards/add/verify")
			code = p.passcode(c.Mobile)
			for _, k := range p.http.Jar.Cookies(p.address("/")) {
				if k.Name == "__Host-add" {
					k.Path, k.Secure = "/", true
					cookies = append(cookies, k)
				}
			}
			if len(cookies) != 1 {
				t.Fatalf("cookies %v", cookies)
			}
			return code, cookies
		}
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		code, cookies := add(p)
		for _, login := range []string{"sandbox01", "sandbox03"} { // the same member elsewhere, and another one
			q := pr.inside(true, login, "Sandbox-"+login[7:]+"-mihon")
			q.http.Jar.SetCookies(q.address("/"), cookies)
			q.want(q.get("/cards/add/verify"), 303, "/cards/add?expired=1")
			q.want(q.post("/cards/add/verify", "passcode", code), 303, "/cards/add?expired=1")
			q.want(q.post("/cards/add", card(c)[2:]...), 303, "/cards/add?expired=1")
			if n := len(q.cards()); n != 1 {
				t.Errorf("%s has %d cards", login, n)
			}
		}
		out := pr.person(true) // nobody
		out.http.Jar.SetCookies(out.address("/"), cookies)
		for _, path := range []string{"/cards", "/cards/add", "/cards/add/verify", "/cards/add/call", "/cards/add/call/events", "/cards/add/done", "/cards/add/unable"} {
			if a := out.get(path); a.status != 303 || !strings.HasPrefix(a.to, "/login?") {
				t.Errorf("%s: %d %q", path, a.status, a.to)
			}
		}
		if a := out.post("/cards/add/verify", "passcode", code); a.status != 303 || !strings.HasPrefix(a.to, "/login?") {
			t.Errorf("%d %q", a.status, a.to)
		}
		p.want(p.post("/logout"), 303, "/login?out=1")
		p.want(p.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon"), 303, "/home")
		p.http.Jar.SetCookies(p.address("/"), cookies) // which a logout takes away
		p.want(p.post("/cards/add/verify", "passcode", code), 303, "/cards/add?expired=1")

		p.get("/cards/add?expired=1") // where it led to
		pr.clock.turn(2 * time.Minute)
		m := pr.meddle()
		code, _ = add(p)
		m.contacts = func() { // while the passcode is on its way
			r := pr.person(true)
			r.recovered(pr.card("registered"))
			r.want(r.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover/done")
		}
		if a := p.post("/cards/add/verify", "passcode", code); a.status != 303 || a.to != "/cards/add?expired=1" {
			t.Errorf("after a recovery ended the session: %d %q", a.status, a.to)
		}
		q := pr.inside(true, "sandbox01", "Kaze-no-oto9")
		if n := len(q.cards()); n != 1 {
			t.Errorf("%d cards", n)
		}
	})
}
