// Netanswer is the member site of a card issuer: one program with the app inside. This file is the wiring, readable at a
// glance; every part is told what it needs and finds nothing by itself.
package main

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	stdlog "log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/rs/zerolog"
	_ "golang.org/x/crypto/x509roots/fallback" // an empty container has no certificate authorities

	"netanswer/server/account"
	"netanswer/server/brand"
	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/issuer/sandbox"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/server/notify"
	"netanswer/server/registration"
	"netanswer/server/site"
	"netanswer/server/store"
	"netanswer/shared/text"
	"netanswer/web"
)

const usage = `netanswer serve [--dev]     the server; --dev on this machine only: sandbox issuer and handset page
netanswer cards [--json]    the sandbox's demo cards
netanswer migrate           bring the database to this release's schema
netanswer version
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Environ()); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "netanswer:", err)
		}
		os.Exit(1)
	}
}

func run(ctx context.Context, args, environ []string) error {
	if len(args) == 0 {
		fmt.Fprint(os.Stderr, usage)
		return flag.ErrHelp
	}
	switch args[0] {
	case "serve":
		c, err := readConfig(args[1:], environ)
		if err == nil {
			err = c.mayServe()
		}
		if err != nil {
			return err
		}
		return serve(ctx, c)
	case "cards":
		return cards(args[1:])
	case "migrate":
		c, err := readConfig(args[1:], environ)
		if err != nil {
			return err
		}
		db, err := store.Open(ctx, c.Database, logger(c))
		if err != nil {
			return err
		}
		defer db.Close()
		return db.Migrate(ctx)
	case "version":
		a, err := web.Open()
		if err != nil {
			return err
		}
		fmt.Println(a.Version)
		return nil
	}
	fmt.Fprint(os.Stderr, usage)
	return fmt.Errorf("unknown command %q", args[0])
}

func logger(c config) zerolog.Logger {
	return zerolog.New(os.Stderr).Level(c.Log).With().Timestamp().Logger()
}

// serve runs the server until ctx ends.
func serve(ctx context.Context, c config) error {
	log := logger(c)
	s, err := build(ctx, c, log, time.Now)
	if err != nil {
		return err
	}
	defer s.db.Close()
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	greet(os.Stdout, c, l.Addr(), s.sandbox)
	go s.runner.Run(ctx)
	go s.sweep(ctx, log)
	return listen(ctx, c, l, s.handler, log)
}

// server is the program, built.
type server struct {
	handler http.Handler
	runner  *notify.Runner
	db      *store.DB
	flows   *registration.Service
	sandbox *sandbox.Issuer
	now     func() time.Time
}

// build puts the parts together.
func build(ctx context.Context, c config, log zerolog.Logger, now func() time.Time) (*server, error) {
	b, err := brand.Load(c.Brand)
	if err != nil {
		return nil, err
	}
	assets, err := web.Open()
	if err != nil {
		return nil, err
	}
	loadKeys := keys.Load
	if c.Dev {
		loadKeys = keys.LoadOrMake
	}
	ring, err := loadKeys(c.Keys)
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, c.Database, log)
	if err != nil {
		return nil, err
	}
	if err := db.Migrate(ctx); err != nil {
		db.Close()
		return nil, err
	}

	host := c.Public.Hostname()
	if n := identity.LongestSMS(host); n > 70 {
		log.Warn().Int("units", n).Str("host", host).Msg("the passcode SMS is longer than one message of 70 units with this host name: it may be split and not fill itself in")
	}
	box := sandbox.New(sandbox.Config{Key: sandboxKey, Now: now})
	handset := &notify.Handset{Now: now} // SMS and mail of development; mayServe keeps the sandbox, and so this, from members
	runner := notify.NewRunner(db.Outbox(), ring, map[issuer.Channel]notify.Channel{issuer.SMS: handset, issuer.Mail: handset}, now, log)
	limits := &limit.Limiter{Store: db.Limits(), Keys: ring, Now: now}
	hasher := member.NewHasher()
	name := func(l text.Lang) string { return b.Card.In(l) + " " + text.SiteName.In(l) }
	members := &member.Service{Store: db.Member(), Hasher: hasher, Keys: ring, Limits: limits, Now: now}
	reg := &registration.Service{
		Store: db.Registration(), Issuer: box, Hasher: hasher, Grade: member.Grade, Keys: ring, Limits: limits, Now: now, Wake: runner.Wake,
		Identity: &identity.Service{Store: db.Checks(), Keys: ring, Limits: limits, Now: now, Host: host, Site: name},
		Brand:    registration.Brand{Site: name, DeskPhone: b.Desk.Phone, DeskHours: func(l text.Lang) string { return b.Desk.Hours.In(l) }},
		Terms:    b.TermsVersion(),
	}
	if c.Dev {
		if err := seed(ctx, reg, box); err != nil {
			db.Close()
			return nil, err
		}
	}
	st := &site.Site{
		Registration: reg, Members: members, Account: &account.Service{Issuer: box}, Limits: limits, Grade: member.Grade,
		Ready: []func(context.Context) error{db.Ready, box.Ready}, Brand: b, Assets: assets,
		Demo: c.Issuer == "sandbox", Policy: c.Policy, Public: c.Public, Proxies: c.Proxies, Now: now, Log: log,
	}
	if c.Dev {
		st.Handset = handset
	}
	h, err := st.Handler()
	if err != nil {
		db.Close()
		return nil, err
	}
	return &server{handler: h, runner: runner, db: db, flows: reg, sandbox: box, now: now}, nil
}

// listen answers requests until ctx ends, then lets those under way finish. Every phase of a request is bounded.
func listen(ctx context.Context, c config, l net.Listener, h http.Handler, log zerolog.Logger) error {
	srv := &http.Server{
		Handler: h, ErrorLog: stdlog.New(addressless{log}, "", 0), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, WriteTimeout: 45 * time.Second, IdleTimeout: 75 * time.Second,
		MaxHeaderBytes: 32 << 10,
	}
	if c.TLS {
		own, err := selfSigned(c.Public.Hostname(), time.Now())
		if err != nil {
			return err
		}
		srv.TLSConfig = &tls.Config{Certificates: []tls.Certificate{own}}
	}
	end := make(chan error, 1)
	go func() {
		if c.TLS || c.TLSCert != "" {
			end <- srv.ServeTLS(l, c.TLSCert, c.TLSKey)
		} else {
			end <- srv.Serve(l)
		}
	}()
	select {
	case err := <-end:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return srv.Shutdown(last)
}

// addressless logs what net/http complains of ("http: TLS handshake error from 192.0.2.1:5: EOF") without the address.
type addressless struct{ log zerolog.Logger }

func (a addressless) Write(line []byte) (int, error) {
	what, _, _ := strings.Cut(strings.TrimSpace(string(line)), " from ")
	a.log.Debug().Msg(what)
	return len(line), nil
}

// sweep clears away what is over, now and then.
func (s *server) sweep(ctx context.Context, log zerolog.Logger) {
	tick := time.NewTicker(5 * time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := s.db.Sweep(ctx, s.now()); err != nil {
				log.Warn().Err(err).Msg("sweep")
			}
		}
	}
}

// cards prints the sandbox's demo cards.
func cards(args []string) error {
	fs := flag.NewFlagSet("cards", flag.ContinueOnError)
	asJSON := fs.Bool("json", false, "as JSON")
	if err := fs.Parse(args); err != nil {
		return err
	}
	list := sandbox.New(sandbox.Config{Key: sandboxKey, Now: time.Now}).Cards()
	if *asJSON {
		e := json.NewEncoder(os.Stdout)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		return e.Encode(list)
	}
	for _, c := range list {
		fmt.Printf("%-19s %s/%s  %-4s  %s\n", c.Number, c.ExpMonth, c.ExpYear, c.SecurityCode, c.Shows)
	}
	return nil
}
