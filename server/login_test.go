package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/shared/wire"
)

// login is a try from an address.
func (p *person) login(id, password, address string) answer {
	p.t.Helper()
	return p.do("POST", "/login", url.Values{"member_id": {id}, "password": {password}}, "X-Forwarded-For", address)
}

func (a answer) failure() (f wire.Failure) {
	json.Unmarshal([]byte(a.body), &f)
	return f
}

// aMember is registered, and has not logged in yet.
func (p *program) aMember() {
	q := p.person(true)
	q.registered(p.card("sms"), p.card("sms").Mobile)
}

const right, wrong = "Kiri-no-mori7", "nothing-9"

func TestFailedLoginsWaitTwiceAsLongEachTimeWhetherThereIsSuchAMemberOrNot(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.aMember()
		for _, asJSON := range []bool{true, false} {
			told := map[string][]string{}
			for n, id := range []string{"mizube2026", "nobody2026"} {
				p, address := pr.person(asJSON), fmt.Sprintf("192.0.2.%d", 2*n+map[bool]int{true: 1}[asJSON])
				say := func(a answer) {
					told[id] = append(told[id], fmt.Sprint(a.status, " ", a.header.Get("Retry-After"), " ", a.failure().RetryAfter, " ", strings.Count(a.body, "秒ほどで、もう一度")))
				}
				began := pr.clock.now()
				for range 6 {
					a := p.login(id, wrong, address)
					say(a)
					if wait := a.header.Get("Retry-After"); wait != "" {
						say(p.login(id, wrong, address)) // at once
						if id == "mizube2026" {
							if a := p.login(id, right, address); a.status != 429 {
								t.Errorf("the right password in the time of waiting: %d", a.status)
							}
						}
						seconds, err := time.ParseDuration(wait + "s")
						if err != nil {
							t.Fatal(err)
						}
						pr.clock.turn(seconds)
					}
				}
				if waited := pr.clock.now().Sub(began); waited != 15*time.Second {
					t.Errorf("waited %v in all, 1+2+4+8 are 15", waited)
				}
			}
			if !slices.Equal(told["mizube2026"], told["nobody2026"]) {
				t.Errorf("JSON %v: a member is told %v, nobody %v", asJSON, told["mizube2026"], told["nobody2026"])
			}
			want := "429 8 8 0"
			if !asJSON {
				want = "429 8 0 2" // in the summary, and in the data of the screen
			}
			if last := told["nobody2026"][len(told["nobody2026"])-1]; last != want {
				t.Errorf("too early is told %q, want %q", last, want)
			}
		}
	})
}

func TestAStrangersTriesDoNotLockAMemberOut(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.aMember()
		stranger := pr.person(true)
		for range 12 {
			stranger.login("mizube2026", wrong, "192.0.2.66")
		}
		p := pr.person(true)
		p.want(p.login("mizube2026", right, "192.0.2.1"), 303, "/home")
	})
}

// A hundred failures from everywhere close an ID to strangers for a while; never to a browser that it was used on.
func TestADeviceThatIsKnownIsNotSlowedByStrangers(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.aMember()
		p := pr.person(true)
		a := p.want(p.login("mizube2026", right, "192.0.2.1"), 303, "/home")
		device := a.device()
		if device == nil || !device.HttpOnly || !device.Secure || device.SameSite != http.SameSiteLaxMode || device.MaxAge != 400*24*3600 || len(device.Value) != 43 {
			t.Fatalf("%+v", device)
		}
		p.post("/logout")

		pr.spend(limit.LoginID, "mizube2026", 95)
		strangers := 0
		for n := range 10 {
			if a := pr.person(true).login("mizube2026", wrong, fmt.Sprintf("198.51.%d.%d", n, n)); a.status == 429 {
				strangers++
			}
		}
		if strangers != 5 {
			t.Errorf("%d of the last ten strangers were refused, want those beyond 100", strangers)
		}
		elsewhere := pr.person(true)
		if a := elsewhere.login("mizube2026", right, "192.0.2.2"); a.status != 429 {
			t.Errorf("an unknown browser: %d", a.status)
		}
		if a := elsewhere.do("POST", "/login", url.Values{"member_id": {"mizube2026"}, "password": {right}}, "X-Forwarded-For", "192.0.2.2", "Cookie", "__Host-device="+strings.Repeat("A", 43)); a.status != 429 {
			t.Errorf("a made-up device: %d", a.status)
		}
		a = p.want(p.login("mizube2026", right, "192.0.2.3"), 303, "/home")
		if again := a.device(); again == nil || again.Value != device.Value || again.MaxAge != device.MaxAge {
			t.Errorf("a known device keeps its cookie for as long again: %+v", again)
		}

		// It is slowed by its own failures, and nobody else is.
		for range 3 {
			p.login("mizube2026", wrong, "192.0.2.3")
		}
		if a := p.login("mizube2026", right, "192.0.2.4"); a.status != 429 || a.failure().RetryAfter != 1 {
			t.Errorf("after three failures of its own: %d %s", a.status, a.body)
		}
		// One that was stolen knows no other member.
		if a := p.login("nobody2026", wrong, "192.0.2.5"); a.status != 422 {
			t.Errorf("%d", a.status)
		}
	})
}

func TestAHundredFailuresCloseTheirAddressOnly(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.aMember()
		p := pr.person(true)
		pr.spend(limit.LoginAddress, "198.51.100.7", 95)
		for n := range 5 {
			if a := p.login(fmt.Sprintf("nobody%04d", n), wrong, "198.51.100.7"); a.status != 422 {
				t.Fatalf("number %d: %d", n, a.status)
			}
		}
		for range 3 {
			if a := p.login("nobody9999", wrong, "198.51.100.7"); a.status != 429 || a.failure().RetryAfter != 15*60 {
				t.Errorf("%d %s", a.status, a.body)
			}
		}
		p.want(p.login("mizube2026", right, "198.51.100.8"), 303, "/home")
		if n := strings.Count(pr.log.String(), `"limit":"login-address"`); n != 1 {
			t.Errorf("%d lines of the log say so", n)
		}
	})
}

func TestSuccessesCountNothing(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.aMember()
		pr.spend(limit.LoginID, "mizube2026", 98)
		pr.spend(limit.LoginAddress, "192.0.2.1", 98)
		for n := range 8 {
			p := pr.person(true)
			if n == 2 {
				if a := p.login("mizube2026", wrong, "192.0.2.1"); a.status != 422 {
					t.Fatal(a.status)
				}
			}
			p.want(p.login("mizube2026", right, "192.0.2.1"), 303, "/home")
		}
		pr.spend(limit.LoginID, "mizube2026", 1)
		if a := pr.person(true).login("mizube2026", right, "192.0.2.2"); a.status != 429 {
			t.Errorf("one failure, 98 and one make it full: %d", a.status)
		}
	})
}

func TestOfManyWrongPasswordsAtOnceThreeAreTested(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.aMember()
		var tested, waited atomic.Int32
		done := make(chan struct{})
		for range 12 {
			go func() {
				defer func() { done <- struct{}{} }()
				switch a := pr.person(true).login("mizube2026", wrong, "192.0.2.1"); a.status {
				case 422:
					tested.Add(1)
				case 429:
					waited.Add(1)
				default:
					t.Errorf("%d %s", a.status, a.body)
				}
			}()
		}
		for range 12 {
			<-done
		}
		if tested.Load() != 3 || waited.Load() != 9 {
			t.Errorf("%d tested, %d waited", tested.Load(), waited.Load())
		}
	})
}

// A login costs two durable commits: what was counted, and the session with all that belongs to it.
func TestALoginCostsTwoCommits(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.aMember()
		counted := &commits{Store: pr.pages.Members.Store}
		pr.pages.Members.Store = counted
		limits := &limitCommits{Store: pr.pages.Members.Limits.Store}
		pr.pages.Members.Limits.Store = limits
		p := pr.person(true)
		p.want(p.login("mizube2026", right, "192.0.2.1"), 303, "/home")
		if n := counted.n.Load() + limits.n.Load(); n != 2 {
			t.Errorf("%d commits", n)
		}
		p.want(p.post("/logout"), 303, "/login?out=1")
		counted.n.Store(0)
		limits.n.Store(0)
		if a := p.login("mizube2026", wrong, "192.0.2.9"); a.status != 422 {
			t.Fatalf("%d", a.status)
		}
		if n := counted.n.Load() + limits.n.Load(); n != 2 {
			t.Errorf("a failed one: %d commits", n)
		}
	})
}

// The time that a login takes tells nothing of its ID: the same questions are asked of the database.
func TestAnUnknownIDIsAskedForLikeAKnownOne(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.aMember()
		asked := &asks{Store: pr.pages.Members.Store}
		pr.pages.Members.Store = asked
		of := func(id string) []string {
			asked.what = nil
			p := pr.person(true)
			p.do("POST", "/login", url.Values{"member_id": {id}, "password": {wrong}}, "X-Forwarded-For", "192.0.2.1", "Cookie", "__Host-device="+strings.Repeat("A", 43))
			return asked.what
		}
		known, unknown := of("mizube2026"), of("nobody2026")
		if !slices.Equal(known, unknown) || len(known) != 3 {
			t.Errorf("%v and %v", known, unknown)
		}
	})
}

// spend uses up a limit.
func (p *program) spend(l limit.Limit, subject string, n int) {
	p.t.Helper()
	for range n {
		if _, err := p.flows.Limits.Take(p.t.Context(), p.flows.Limits.Of(l, subject)); err != nil {
			p.t.Fatal(err)
		}
	}
}

type commits struct {
	member.Store
	n atomic.Int32
}

func (c *commits) Update(ctx context.Context, f func(member.Tx) error) error {
	c.n.Add(1)
	return c.Store.Update(ctx, f)
}

type limitCommits struct {
	limit.Store
	n atomic.Int32
}

func (c *limitCommits) Update(ctx context.Context, f func(limit.Tx) error) error {
	c.n.Add(1)
	return c.Store.Update(ctx, f)
}

func (c *limitCommits) Hit(ctx context.Context, hits ...limit.Hit) ([]int, error) {
	c.n.Add(1)
	return c.Store.Hit(ctx, hits...)
}

type asks struct {
	member.Store
	what []string
}

func (a *asks) Credential(ctx context.Context, login string) (member.Credential, bool, error) {
	a.what = append(a.what, "credential")
	return a.Store.Credential(ctx, login)
}

func (a *asks) Device(ctx context.Context, id, hash string) (bool, error) {
	a.what = append(a.what, "device")
	return a.Store.Device(ctx, id, hash)
}

func (a *asks) Update(ctx context.Context, f func(member.Tx) error) error {
	a.what = append(a.what, "update")
	return a.Store.Update(ctx, f)
}
