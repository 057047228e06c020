package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"netanswer/server/keys"
	"netanswer/shared/wire"
)

// The installed app starts at /portal, wherever the phone ended it.
func TestTheAppStartsWhereTheMemberWasAShortTimeAgo(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(false)
		enters := func(as, next, want string) {
			t.Helper()
			p.want(p.post("/login", "member_id", as, "password", secretOf(as), "next", next), 303, want)
		}
		starts := func(want string) {
			t.Helper()
			p.want(p.get("/portal"), 303, want)
		}
		ends := func() { // as a phone does that closes the browser with the app: the session's cookie goes, others stay
			t.Helper()
			p.forgets("__Host-session")
		}
		enters("sandbox01", "", "/home")
		starts("/home") // nothing was looked at yet
		p.want(p.get("/menu/contact?topic=card"), 200, "")
		starts("/menu/contact") // without what was asked in the query
		p.get("/statements/2026-99")
		p.get("/menu/nosuch")
		starts("/menu/contact") // what was not to be seen is not come back to
		pr.clock.turn(16 * time.Minute)
		starts("/home")
		p.want(p.get("/limit"), 200, "")
		for _, forged := range []string{"x", ".", "/limit", "a.1/limit", strings.Repeat("a", 16) + ".9999999999/limit", strings.Repeat("a", 16) + ".-/limit", "//evil.example"} {
			kept := p.value("__Host-last")
			p.holds("__Host-last", forged)
			starts("/home")
			p.holds("__Host-last", kept)
		}
		starts("/limit")

		// Logged out by the phone: the login, then there; but nobody else is led there.
		ends()
		starts("/login?next=%2Flimit")
		enters("sandbox02", "/limit", "/home")
		p.want(p.get("/cards"), 200, "")
		ends()
		enters("sandbox02", "/cards", "/cards")

		// What belongs to the login that began it is come back to within that alone.
		p.want(p.get("/cards/add"), 200, "")
		starts("/cards/add")
		p.holds("__Host-last", strings.Replace(p.value("__Host-last"), "/cards/add", "/orders/0192f3c4-0000-7000-8000-000000000000", 1))
		starts("/orders/0192f3c4-0000-7000-8000-000000000000")
		ends()
		starts("/login?next=%2Fhome")

		// A logout leaves nothing.
		enters("sandbox02", "/cards", "/cards")
		p.want(p.get("/cards"), 200, "")
		p.want(p.post("/logout"), 303, "/login?out=1")
		if p.value("__Host-last") != "" {
			t.Error("a logout leaves the last screen")
		}
		starts("/login?next=%2Fhome")
	})
}

// secretOf is the password of a sandbox member: Sandbox-01-mihon.
func secretOf(as string) string { return "Sandbox-" + strings.TrimPrefix(as, "sandbox") + "-mihon" }

// holds puts a cookie into the browser, forgets takes one away.
func (p *person) holds(name, value string) {
	p.http.Jar.SetCookies(p.address("/"), []*http.Cookie{{Name: name, Value: value, Path: "/", Secure: true}})
}

func (p *person) forgets(name string) {
	p.http.Jar.SetCookies(p.address("/"), []*http.Cookie{{Name: name, Path: "/", Secure: true, MaxAge: -1}})
}

// What a browser keeps of a form is kept apart by a name that says nothing of the member.
func TestAMemberIsToldApartFromOthersByANameThatSaysNothing(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		type beside struct{ Member wire.Member }
		alias := func(as string) string {
			p := pr.person(true)
			p.want(p.post("/login", "member_id", as, "password", secretOf(as)), 303, "/home")
			return data[beside](p, "/home").Member.Alias
		}
		one, again, other := alias("sandbox01"), alias("sandbox01"), alias("sandbox02")
		if len(one) != 16 || one != again || one == other {
			t.Errorf("%q and %q of one member, %q of another", one, again, other)
		}
		if strings.Contains(keys.Hash("sandbox01"), one) {
			t.Error("it can be made from the ID")
		}
	})
}
