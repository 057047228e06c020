package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"netanswer/server/member"
	"netanswer/shared/wire"
)

// What a device that keeps statements is told.
func TestADeviceKeepsStatementsUntilItIsToldToWipe(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		in := func(who, password string) *person {
			t.Helper()
			p := pr.person(true)
			p.want(p.post("/login", "member_id", who, "password", password), 303, "/home")
			return p
		}
		keeps := func() *person {
			t.Helper()
			p := in("sandbox01", "Sandbox-01-mihon")
			p.want(p.post("/vault"), 303, "/vault")
			return p
		}
		state := func(what string, p *person, want wire.VaultState) {
			t.Helper()
			var got wire.VaultState
			if a := p.get("/vault/state"); a.status != 200 || json.Unmarshal([]byte(a.body), &got) != nil || got != want {
				t.Errorf("%s: %d %s", what, a.status, a.body)
			}
		}
		renew, keep, wipe := wire.VaultState{State: "keep", Renew: true}, wire.VaultState{State: "keep"}, wire.VaultState{State: "wipe"}

		stranger := pr.person(true)
		state("nobody's device", stranger, wipe)
		stranger.want(stranger.post("/vault"), 303, "/login?next=%2Fvault")
		if a := stranger.get("/vault/pages"); a.status != 403 {
			t.Errorf("pages for a stranger: %d", a.status)
		}

		p := in("sandbox01", "Sandbox-01-mihon")
		if a := p.get("/vault/pages"); a.status != 403 {
			t.Errorf("pages for a browser that keeps nothing: %d", a.status)
		}
		p.want(p.post("/vault"), 303, "/vault")
		state("a device that keeps", p, renew)
		a := p.get("/vault/pages")
		var k wire.Offline
		if err := json.Unmarshal([]byte(a.body), &k); a.status != 200 || err != nil {
			t.Fatalf("%d %v %s", a.status, err, pr.log)
		}
		if len(k.Months) != 15 || len(k.Statements.Months) != 15 || len(k.Usage) != 2 || len(k.Months[1].Uses) == 0 {
			t.Errorf("%d months, %d in the list, %d graphs", len(k.Months), len(k.Statements.Months), len(k.Usage))
		}
		whole := data[wire.Statement](p, "/statements/"+k.Months[1].Month.String()+"?all=1")
		if whole.Total != k.Months[1].Total || len(whole.Uses) != len(k.Months[1].Uses) {
			t.Errorf("kept %d yen in %d lines, the screen has %d in %d", k.Months[1].Total, len(k.Months[1].Uses), whole.Total, len(whole.Uses))
		}
		for _, name := range append(strings.Fields(whole.Holder), whole.Account) {
			if name == "" || strings.Contains(a.body, name) {
				t.Errorf("what is kept names %q", name)
			}
		}

		pr.clock.turn(member.Idle + time.Minute) // the login is over, the device is not
		state("not logged in", p, keep)
		if a := p.get("/vault/pages"); a.status != 403 {
			t.Errorf("pages for who is not logged in: %d", a.status)
		}
		p.want(p.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon"), 303, "/home")
		state("logged in again", p, renew)

		p.want(p.post("/logout"), 303, "/login?out=1")
		state("logged out", p, wipe)

		p = keeps()
		pr.clock.turn(member.Idle + time.Minute)
		p.want(p.post("/login", "member_id", "sandbox03", "password", "Sandbox-03-mihon"), 303, "/home")
		state("another member on the same device", p, wipe)
		if a := p.get("/vault/pages"); a.status != 403 {
			t.Errorf("another member's pages: %d", a.status)
		}

		p = keeps()
		p.want(p.post("/vault/end"), 303, "/vault")
		state("ended", p, wipe)
		p.want(p.post("/vault/end"), 303, "/vault")

		// from another device of the member's
		p, other := keeps(), in("sandbox01", "Sandbox-01-mihon")
		if a := other.post("/vault/end", "vault", "not a name"); a.status != 422 || !strings.Contains(a.body, "vault.gone") {
			t.Errorf("a name that is none: %d %s", a.status, a.body)
		}
		foreign := in("sandbox03", "Sandbox-03-mihon")
		ses, _, err := pr.members.Session(t.Context(), p.held("__Host-session"))
		if err != nil {
			t.Fatal(err)
		}
		all, own, err := pr.members.Vaults(t.Context(), ses.MemberID, p.held("__Host-vault"))
		if err != nil || own < 0 {
			t.Fatalf("%d of %d devices, %v", own, len(all), err)
		}
		name := pr.members.VaultName(all[own])
		if a := foreign.post("/vault/end", "vault", name); a.status != 422 || !strings.Contains(a.body, "vault.gone") {
			t.Errorf("another member's: %d %s", a.status, a.body)
		}
		state("still", p, renew)
		other.want(other.post("/vault/end", "vault", name), 303, "/settings")
		state("revoked elsewhere", p, wipe)

		for _, cookie := range []string{"x", strings.Repeat("a", 36) + "." + strings.Repeat("b", 43), strings.Repeat("x", 300)} {
			r, _ := http.NewRequest("GET", pr.site.URL+"/vault/state", nil)
			r.AddCookie(&http.Cookie{Name: "__Host-vault", Value: cookie})
			res, err := pr.site.Client().Do(r)
			if err != nil || res.StatusCode != 200 {
				t.Fatalf("%q: %v", cookie, err)
			}
			res.Body.Close()
		}
	})
}
