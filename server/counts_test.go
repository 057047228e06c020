package main

import (
	"context"
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/limit"
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

// counted is how much a limit has counted of a subject in any window.
func (p *program) counted(l limit.Limit, subject string) int {
	p.t.Helper()
	key := p.flows.Limits.Keys.MAC("limit/"+l.Name, subject)
	counts, err := p.flows.Limits.Store.Sum(p.t.Context(), l.Name, []string{key}, time.Time{})
	if err != nil {
		p.t.Fatal(err)
	}
	return counts[key]
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
		if n := pr.counted(limit.CardAddress, place); n != limit.CardDay.Max {
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
