package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/limit"
	"netanswer/server/registration"
	plastic "netanswer/shared/card"
)

// deserted is an issuer that answers about a card after the person has hung up.
type deserted struct {
	issuer.Issuer
	asked  atomic.Int32
	hangUp context.CancelFunc
}

func (d *deserted) VerifyCard(ctx context.Context, n plastic.Number, e plastic.Expiry, s plastic.SecurityCode) (issuer.Verified, error) {
	d.asked.Add(1)
	d.hangUp()
	if err := ctx.Err(); err != nil {
		return issuer.Verified{}, err
	}
	return d.Issuer.VerifyCard(ctx, n, e, s)
}

// deserts posts a form and hangs up while the issuer is being asked.
func (p *person) deserts(d *deserted, path string, kv ...string) {
	p.t.Helper()
	fields := url.Values{}
	for i := 0; i < len(kv); i += 2 {
		fields.Set(kv[i], kv[i+1])
	}
	r := httptest.NewRequest("POST", p.site.URL+path, strings.NewReader(fields.Encode()))
	ctx, hangUp := context.WithCancel(r.Context())
	defer hangUp()
	d.hangUp = hangUp
	r.RemoteAddr = "127.0.0.1:1"
	r.Header.Set("X-Forwarded-For", p.from)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, c := range p.http.Jar.Cookies(p.address(path)) {
		r.AddCookie(c)
	}
	p.handler.ServeHTTP(httptest.NewRecorder(), r.WithContext(ctx))
}

// counted is how much a limit has counted of all its subjects.
func (p *program) counted(l limit.Limit) (n int) {
	p.t.Helper()
	db, err := sql.Open(p.driver())
	if err != nil {
		p.t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow("SELECT coalesce(sum(hits), 0) FROM limits WHERE name = '" + l.Name + "'").Scan(&n); err != nil {
		p.t.Fatal(err)
	}
	return n
}

// audited are the rows of the audit that hold a word.
func (p *program) audited(word string) (n int) {
	for _, row := range p.rows(p.t)["audit"] {
		if strings.Contains(row, word) {
			n++
		}
	}
	return n
}

// Whoever hangs up while the issuer is being asked has shown it number and code as everybody else.
func TestHangingUpTakesNoRefusalBack(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		d := &deserted{Issuer: pr.flows.Issuer}
		pr.flows.Issuer = d
		bad := pr.card("both")
		bad.SecurityCode = "000"
		const place = "192.0.2.7"
		for n := range 15 {
			p := pr.person(true).elsewhere(place)
			p.get("/recover")
			p.deserts(d, "/recover", card(bad)[2:]...)
			if n == 0 {
				shown, err := pr.flows.Limits.Store.Sum(t.Context(), "breaker/card", breakerKeys("refused"), time.Time{})
				if err != nil {
					t.Fatal(err)
				}
				if sum := shown["refused/0"] + shown["refused/1"] + shown["refused/2"] + shown["refused/3"]; sum != 1 {
					t.Errorf("the breaker has counted %d refusals", sum)
				}
			}
		}
		if n := d.asked.Load(); n != int32(limit.CardDay.Max) {
			t.Errorf("the issuer was asked %d times about one card", n)
		}
		if n := pr.counted(limit.CardAddress); n != limit.CardDay.Max {
			t.Errorf("%d refusals of the address", n)
		}
		if n := pr.audited("card.refused"); n != limit.CardDay.Max {
			t.Errorf("%d refusals in the audit", n)
		}
		// in one flow they count as well
		p := pr.person(true).elsewhere("192.0.2.8")
		p.get("/recover")
		for range 3 {
			p.deserts(d, "/recover", card(unknown(7))[2:]...)
		}
		d.hangUp = func() {}
		p.want(p.get("/recover/unable"), 200, "")
	})
}

func breakerKeys(what string) (keys []string) {
	for shard := range 4 {
		keys = append(keys, fmt.Sprintf("%s/%d", what, shard))
	}
	return keys
}

// Whoever makes the limits of an ID full must not get its back-off forgotten by it.
func TestALimitThatRefusesALoginLeavesItsBackOff(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.aMember()
		const place = "192.0.2.7"
		p := pr.person(true)
		for range 6 {
			a := p.login("mizube2026", wrong, place)
			if a.status != 422 {
				t.Fatalf("%d %s", a.status, a.body)
			}
			pr.clock.turn(time.Duration(a.failure().RetryAfter) * time.Second)
		}
		pr.spend(limit.LoginAddress, place, limit.LoginAddress.Max-6)
		for range 3 {
			if a := p.login("mizube2026", wrong, place); a.status != 429 {
				t.Fatalf("%d %s", a.status, a.body)
			}
		}
		pr.clock.turn(15 * time.Minute)
		if a, want := p.login("mizube2026", wrong, place), limit.LoginBackoff.After(7); a.status != 422 || a.header.Get("Retry-After") != fmt.Sprint(want.Seconds()) {
			t.Errorf("the seventh failure: %d, Retry-After %q, want %v", a.status, a.header.Get("Retry-After"), want)
		}
	})
}

func TestAFullLimitOfNewPasswordsIsInTheAuditOnce(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.spend(limit.HashAddress, "192.0.2.7", limit.HashAddress.Max)
		for range 2 {
			p := pr.person(true).elsewhere("192.0.2.7")
			if a := p.enter(pr.card("both")); a.status != 429 {
				t.Fatalf("%d %s", a.status, a.body)
			}
		}
		if n := pr.audited(limit.HashAddress.Name); n != 1 {
			t.Errorf("%d rows", n)
		}
	})
}

// gathering is a store of flows whose steps begin only when as many requests have come to one, or were answered without.
type gathering struct {
	registration.Store
	lacks atomic.Int32
	all   chan struct{}
}

func (g *gathering) one() {
	if g.lacks.Add(-1) == 0 {
		close(g.all)
	}
}

func (g *gathering) Update(ctx context.Context, f func(registration.Tx) error) error {
	g.one()
	<-g.all
	return g.Store.Update(ctx, f)
}

// together sends one form several times; each has passed the limits before the first is written down.
func (p *person) together(n int, path string, kv ...string) (answers []answer) {
	p.t.Helper()
	plain := p.flows.Store
	defer func() { p.flows.Store = plain }()
	g := &gathering{Store: plain, all: make(chan struct{})}
	g.lacks.Store(int32(n))
	p.flows.Store = g
	got := make(chan answer, n)
	for range n {
		go func() {
			a := p.post(path, kv...)
			g.one()
			got <- a
		}()
	}
	for range n {
		answers = append(answers, <-got)
	}
	return answers
}

// A double click must not use up the passcodes of the day.
func TestOnlyPasscodesThatWerePostedCount(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(true)
		p.want(p.enter(pr.card("both")), 303, "/register/confirm")
		want := func(what string, posted int) {
			t.Helper()
			for _, l := range []limit.Limit{limit.PasscodeDay, limit.PasscodeCard, limit.PasscodeAddress, limit.PasscodeNetwork, limit.PasscodePrefix} {
				if n := pr.counted(l); n != posted {
					t.Errorf("%s: %s has counted %d, posted were %d", what, l.Name, n, posted)
				}
			}
		}
		for _, a := range p.together(4, "/register/confirm") {
			if a.status != 303 {
				t.Errorf("%d %s", a.status, a.body)
			}
		}
		want("four confirmations at once", 1)
		pr.clock.turn(61 * time.Second)
		sent := 0
		for _, a := range p.together(4, "/register/send", "channel", "sms") {
			if a.status == 303 {
				sent++
			} else if fmt.Sprint(a.problems()) != "[channel:passcode.too_soon]" {
				t.Errorf("%d %s", a.status, a.body)
			}
		}
		if sent != 1 {
			t.Errorf("%d of four were sent", sent)
		}
		want("four sends at once", 2)
		// one that comes while the issuer is asked is not counted at all
		pr.clock.turn(61 * time.Second)
		pr.meddle().contacts = func() { p.want(p.post("/register/send", "channel", "sms"), 303, "/register/verify") }
		taken := &limitCommits{Store: pr.flows.Limits.Store}
		pr.flows.Limits.Store = taken
		if a := p.post("/register/send", "channel", "sms"); a.status != 422 {
			t.Errorf("%d %s", a.status, a.body)
		}
		if n := taken.n.Load(); n != 1 {
			t.Errorf("limits were counted %d times for one passcode", n)
		}
		want("one while the issuer was asked", 3)
	})
}
