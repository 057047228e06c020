package main

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	stdlog "log"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/issuer/rest"
	"netanswer/server/issuer/sandbox"
	"netanswer/server/store"
	"netanswer/shared/text"
)

// plugged is the sandbox as a card system of its own, which can be unplugged: what `netanswer sandbox serve` answers with.
type plugged struct {
	t     *testing.T
	trial rest.Trial
	at    string // 127.0.0.1:port
	now   func() time.Time
	srv   *http.Server
}

func plugIn(t *testing.T, now func() time.Time) *plugged {
	t.Helper()
	trial, err := rest.OpenTrial(t.TempDir(), []string{"127.0.0.1"}, now())
	if err != nil {
		t.Fatal(err)
	}
	c := &plugged{t: t, trial: trial, at: "127.0.0.1:0", now: now}
	c.start()
	t.Cleanup(c.stop)
	return c
}

func (c *plugged) start() {
	c.t.Helper()
	own, err1 := c.trial.ServerTLS(c.now)
	secret, err2 := c.trial.ReadSecret()
	l, err3 := net.Listen("tcp", c.at)
	if err := errors.Join(err1, err2, err3); err != nil {
		c.t.Fatal(err)
	}
	c.at = l.Addr().String()
	c.srv = &http.Server{Handler: sandboxHandler(sandbox.New(sandbox.Config{Key: sandboxKey, Now: c.now, Members: 100}), secret, c.now), TLSConfig: own, ErrorLog: stdlog.New(io.Discard, "", 0)}
	go c.srv.Serve(tls.NewListener(l, own))
}

func (c *plugged) stop() { c.srv.Close() }

// settings are those with which the site asks it.
func (c *plugged) settings() []string {
	c.t.Helper()
	secret, err := c.trial.ReadSecret()
	if err != nil {
		c.t.Fatal(err)
	}
	return []string{
		"--issuer", "https://" + c.at, "--issuer-ca", c.trial.CA, "--issuer-cert", c.trial.ClientCert, "--issuer-key", c.trial.ClientKey, "--issuer-secret", string(secret),
	}
}

// read are the screens that members read during the maintenance.
var read = []string{"/home", "/statements", "/statements?q=%E3%82%B9", "/statements/2026-12", "/statements/2026-11", "/statements/2026-03", "/usage", "/usage?month=2026-05&by=user"}

// A member reads the account, the card system goes into its nightly maintenance, the member reads on, it comes back.
func TestMembersReadWhileTheCardSystemIsInMaintenance(t *testing.T) {
	for name, dsn := range databases {
		t.Run(name, func(t *testing.T) {
			began := time.Date(2026, 11, 23, 10, 15, 0, 0, time.UTC)
			now := func() time.Time { return began }
			system := plugIn(t, func() time.Time { return now() })
			pr := start(t, dsn(t), append(system.settings(), "--admin", "localhost:9090")...)
			now = pr.clock.now
			box := sandbox.New(sandbox.Config{Key: sandboxKey, Now: now})
			one := pr.person(true)
			one.registered(box.DemoCards()[0], "09002718281")
			one.want(one.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/home")
			answers := map[string]string{}
			all := func() {
				t.Helper()
				for _, path := range read {
					answers[path] = one.want(one.get(path), 200, "").body
					if strings.Contains(answers[path], `"as_of"`) {
						t.Errorf("%s as of some time while the card system answers: %.300s", path, answers[path])
					}
				}
				if err := pr.keeper.Flush(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			all()
			if says := pr.person(true).get("/readyz"); says.status != 200 || says.body != "ok\n" {
				t.Errorf("ready: %d %q", says.status, says.body)
			}

			system.stop()
			pr.clock.turn(20 * time.Minute)
			for range 2 {
				for _, path := range read {
					a := one.want(one.get(path), 200, "")
					if got := strings.Replace(a.body, `,"as_of":"2026-11-23 19:15"`, "", 1); got == a.body || got != answers[path] {
						t.Errorf("%s in the maintenance:\n%.600s\nbefore:\n%.600s", path, a.body, answers[path])
					}
				}
			}
			page := one.request("GET", "/home", nil, "Accept", "text/html").body
			if !strings.Contains(page, "11月23日（月） 19:15現在の内容です") {
				t.Errorf("home does not say as of when:\n%.2000s", page)
			}
			if a := one.get("/payment"); a.status != 503 || !strings.Contains(a.body, text.PayAway.JA) || a.header.Get("Retry-After") == "" {
				t.Errorf("/payment: %d %s", a.status, a.body)
			}
			if a := one.get("/limit"); a.status != 503 || !strings.Contains(a.body, text.LimitAway.JA) || a.header.Get("Retry-After") == "" {
				t.Errorf("what may be used is not told from what is kept: %d %s", a.status, a.body)
			}
			if page := one.request("GET", "/limit", nil, "Accept", "text/html").body; !strings.Contains(page, text.LimitAway.JA) || !strings.Contains(page, text.FailAgain.JA) {
				t.Errorf("nor does the screen say so: %.2000s", page)
			}
			for what, h := range map[string]string{"public": pr.person(true).get("/readyz").body, "admin": pr.admins("/readyz")} {
				if h != "ok\nissuer: away\n" {
					t.Errorf("%s readyz: %q", what, h)
				}
			}
			if up := scrape(t, pr.admin)["netanswer_issuer_away"]; up != 1 {
				t.Errorf("netanswer_issuer_away is %v", up)
			}
			other := pr.person(true) // registers nobody meanwhile
			other.busy("registration", other.enter(box.DemoCards()[1], "member_id", "another2026"))
			twin := pr.twin() // a server that starts in the night is ready too
			if says := twin.person(true).get("/readyz"); says.status != 200 || says.body != "ok\nissuer: away\n" {
				t.Errorf("a fresh server: %d %q", says.status, says.body)
			}

			if name == "SQLite" { // a backup that is put back in the maintenance has them too
				folder := t.TempDir()
				copied, fresh := filepath.Join(folder, "backup.db"), filepath.Join(folder, "restored.db")
				if err := store.Backup(t.Context(), pr.dsn, copied); err != nil {
					t.Fatal(err)
				}
				if _, err := store.Restore(t.Context(), fresh, copied, now()); err != nil {
					t.Fatal(err)
				}
				cfg := pr.cfg
				cfg.Database = fresh
				u := serving(t, cfg, fresh, pr.clock, &strings.Builder{}).person(true)
				u.want(u.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/home")
				for _, path := range read {
					if a := u.want(u.get(path), 200, ""); !strings.Contains(a.body, `"as_of":"2026-11-23 19:15"`) {
						t.Errorf("%s from the backup: %.300s", path, a.body)
					}
				}
			}

			system.start()
			pr.clock.turn(time.Minute) // the breaker lets a trial through
			all()
			if says := pr.person(true).get("/readyz"); says.status != 200 || says.body != "ok\n" {
				t.Errorf("ready again: %d %q", says.status, says.body)
			}
			pr.holdsNothingOf("見本 花子", "88985", "ローソン") // sealed is sealed
		})
	}
}

func (p *program) admins(path string) string {
	w := httptest.NewRecorder()
	p.admin.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w.Body.String()
}

// A server that the card system turns away from its start on is not ready: the rollout of wrong settings stops there.
func TestAServerThatTheCardSystemDoesNotKnowIsNotReady(t *testing.T) {
	began := time.Date(2026, 11, 23, 10, 15, 0, 0, time.UTC)
	system := plugIn(t, func() time.Time { return began })
	other, err := rest.OpenTrial(t.TempDir(), []string{"127.0.0.1"}, began)
	if err != nil {
		t.Fatal(err)
	}
	for what, args := range map[string][]string{
		"another secret":             append(system.settings(), "--issuer-secret", strings.Repeat("s", 32)),
		"a certificate of strangers": append(system.settings(), "--issuer-cert", other.ClientCert, "--issuer-key", other.ClientKey),
		"authorities of strangers":   append(system.settings(), "--issuer-ca", other.CA),
	} {
		pr := start(t, filepath.Join(t.TempDir(), "na.db"), args...)
		p := pr.person(true)
		p.busy(what, p.get("/readyz"))
	}
	// One that was known has the right settings: what comes later is the same for all servers.
	var says error
	a := acquaintance{ask: func(ctx context.Context) error { return says }}
	for n, c := range []struct {
		says error
		away bool
		bad  bool
	}{
		{errors.Join(issuer.ErrUnavailable, issuer.ErrStranger), true, true},
		{issuer.ErrUnavailable, true, false},
		{nil, false, false},
		{errors.Join(issuer.ErrUnavailable, issuer.ErrStranger), true, false},
		{nil, false, false},
	} {
		says = c.says
		if away, err := a.ready(t.Context()); away != c.away || (err != nil) != c.bad {
			t.Errorf("%d: away %v, %v", n, away, err)
		}
	}
}

// Whoever asks whether a server is ready does not wait for a card system that hangs.
func TestReadinessDoesNotWaitForTheCardSystem(t *testing.T) {
	a := acquaintance{ask: func(ctx context.Context) error { <-ctx.Done(); return errors.Join(issuer.ErrUnavailable, ctx.Err()) }}
	began := time.Now()
	if away, err := a.ready(t.Context()); !away || err != nil || time.Since(began) > 2*time.Second {
		t.Errorf("away %v, %v after %v", away, err, time.Since(began))
	}
}
