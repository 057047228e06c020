package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/issuer"
	"netanswer/server/issuer/issuertest"
	"netanswer/server/issuer/rest"
	"netanswer/server/issuer/resttest"
	"netanswer/server/issuer/sandbox"
)

// A member registers and reads the account of a card that another program knows.
func TestTheSiteServesWithACardSystemOfItsOwn(t *testing.T) {
	began := time.Date(2026, 11, 23, 10, 15, 0, 0, time.UTC)
	trial, err := rest.OpenTrial(t.TempDir(), []string{"127.0.0.1"}, began)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := trial.ReadSecret()
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return began }
	asked := map[string]int{}
	contract := resttest.OpenContract(t)
	h := contract.Watch(t, sandboxHandler(sandbox.New(sandbox.Config{Key: sandboxKey, Now: func() time.Time { return now() }}), secret, func() time.Time { return now() }))
	at := resttest.Listen(t, trial, func() time.Time { return now() }, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked[r.URL.Path]++
		h.ServeHTTP(w, r)
	}))
	p := start(t, filepath.Join(t.TempDir(), "na.db"), "--issuer", at.String(), "--issuer-ca", trial.CA, "--issuer-cert", trial.ClientCert, "--issuer-key", trial.ClientKey, "--issuer-secret", string(secret))
	now = p.clock.now
	if p.sandbox != nil || p.cfg.Issuer != at.String() {
		t.Fatalf("it asks the sandbox of its own, not %s", p.cfg.Issuer)
	}
	cards := sandbox.New(sandbox.Config{Key: sandboxKey, Now: now}).DemoCards()
	one := p.person(true)
	one.want(one.enter(cards[5]), 422, "") // expired: refused, in the words for any refusal
	one.registered(cards[0], "09002718281")
	one.want(one.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/home")
	home := one.get("/home")
	if home.status != 200 || !strings.Contains(home.body, "88985") || !strings.Contains(home.body, "見本 花子") {
		t.Errorf("home: %d %.300s", home.status, home.body)
	}
	for _, path := range []string{"/v1/verify-card", "/v1/contacts", "/v1/holder", "/v1/summary"} {
		if asked[path] == 0 {
			t.Errorf("%s was never asked", path)
		}
	}
	p.holdsNothingOf(cards[0].Number, cards[5].Number, string(secret))
	if status := p.person(true).get("/readyz").status; status != 200 {
		t.Errorf("readyz: %d", status)
	}
}

// The command makes what both sides need and says how the site is brought to ask it: just that is done here.
func TestTheSandboxServesTheContract(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "sandbox")
	ctx, end := context.WithCancel(t.Context())
	said, says := io.Pipe()
	over := make(chan error, 1)
	go func() {
		over <- run(ctx, []string{"sandbox", "serve", "--listen", "127.0.0.1:0", "--folder", folder, "--log", "error"}, nil, says)
		says.Close()
	}()
	greeting := make([]byte, 4096)
	n, err := said.Read(greeting)
	if err != nil {
		t.Fatalf("%v: %v", err, <-over)
	}
	go func() { _, _ = io.Copy(io.Discard, said) }()
	environ := regexp.MustCompile(`NETANSWER_[A-Z_]+=[^ ]+`).FindAllString(string(greeting[:n]), -1)
	c, err := readConfig(nil, environ)
	if err != nil || len(environ) != 5 {
		t.Fatalf("%v\n%s", err, greeting[:n])
	}
	cards, box, err := cardSystem(c, zerolog.Nop(), time.Now)
	if err != nil || box != nil {
		t.Fatal(err)
	}
	demo := sandbox.New(sandbox.Config{Key: sandboxKey, Now: time.Now}).DemoCards()
	for slug, want := range map[string]error{"sms": nil, "amex": nil, "lost": issuer.ErrRefused, "down": issuer.ErrUnavailable, "nonsense": issuer.ErrUnavailable} {
		for _, d := range demo {
			if d.Case != slug {
				continue
			}
			typed := issuertest.Typed(t, d.Number, d.ExpMonth, d.ExpYear, d.SecurityCode)
			if _, err := cards.VerifyCard(t.Context(), typed.Number, typed.Expiry, typed.Code); !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", slug, err, want)
			}
		}
	}
	for _, name := range []string{"secret", "client-key.pem", "server-key.pem"} {
		if f, err := os.Stat(filepath.Join(folder, name)); err != nil || f.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, mode %v", name, err, f.Mode())
		}
	}
	end()
	if err := <-over; err != nil {
		t.Error(err)
	}
	// a second start takes what is there, for as long as it is good
	before, err := os.ReadFile(filepath.Join(folder, "ca.pem"))
	if err != nil {
		t.Fatal(err)
	}
	for days, same := range map[int]bool{1: true, 88: true, 90: false} {
		if _, err := rest.OpenTrial(folder, []string{"localhost"}, time.Now().AddDate(0, 0, days)); err != nil {
			t.Fatal(err)
		}
		after, err := os.ReadFile(filepath.Join(folder, "ca.pem"))
		if err != nil {
			t.Fatal(err)
		}
		if (string(after) == string(before)) != same {
			t.Errorf("after %d days: the same authority is %v, want %v", days, !same, same)
		}
		if err := os.WriteFile(filepath.Join(folder, "ca.pem"), before, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheCardSystemsSettings(t *testing.T) {
	secret := strings.Repeat("s", 32)
	for args, want := range map[string]string{
		"--issuer https://cards.example.jp --issuer-secret " + secret:                         "",
		"--issuer https://cards.example.jp/netanswer/ --issuer-cert c.pem --issuer-key k.pem": "",
		"--issuer https://cards.example.jp":                                                   "must know who asks",
		"--issuer http://cards.example.jp --issuer-secret " + secret:                          "NETANSWER_ISSUER is neither",
		"--issuer https://u:geheim@cards.example.jp --issuer-secret " + secret:                "NETANSWER_ISSUER is neither",
		"--issuer https://cards.example.jp?key=geheim --issuer-secret " + secret:              "NETANSWER_ISSUER is neither",
		"--issuer somewhere --issuer-secret " + secret:                                        "NETANSWER_ISSUER is neither",
		"--issuer https://cards.example.jp --issuer-secret geheim":                            "32 characters or more",
		"--issuer https://cards.example.jp --issuer-cert c.pem":                               "go together",
		"--issuer https://cards.example.jp --issuer-secret-id a/b --issuer-secret " + secret:  "NETANSWER_ISSUER_SECRET_ID",
		"--issuer-secret " + secret:                                                           "NETANSWER_ISSUER says sandbox",
	} {
		_, err := readConfig(strings.Fields(args), nil)
		if (want == "") != (err == nil) || err != nil && (!strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "geheim")) {
			t.Errorf("%s: %v", args, err)
		}
	}
	nowhere := filepath.Join(t.TempDir(), "none.pem")
	for args, want := range map[string]string{
		"--issuer-secret " + secret + " --issuer-ca " + nowhere: "NETANSWER_ISSUER_CA",
		"--issuer-cert " + nowhere + " --issuer-key " + nowhere: "NETANSWER_ISSUER_CERT",
	} {
		c, err := readConfig(strings.Fields("--issuer https://cards.example.jp "+args), nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := cardSystem(c, zerolog.Nop(), time.Now); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", args, err)
		}
	}
}
