// Netanswer is the member site of a card issuer: one program with the app inside. This file is the wiring, readable at a
// glance; every part is told what it needs and finds nothing by itself.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/rs/zerolog"
	_ "golang.org/x/crypto/x509roots/fallback" // an empty container has no certificate authorities

	"netanswer/server/account"
	"netanswer/server/brand"
	"netanswer/server/desk"
	"netanswer/server/handset"
	"netanswer/server/identity"
	"netanswer/server/inquiry"
	"netanswer/server/issuer"
	"netanswer/server/issuer/sandbox"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/logs"
	"netanswer/server/member"
	"netanswer/server/metric"
	"netanswer/server/news"
	"netanswer/server/notify"
	"netanswer/server/order"
	"netanswer/server/registration"
	"netanswer/server/site"
	"netanswer/server/store"
	"netanswer/server/strength"
	"netanswer/shared/text"
	"netanswer/web"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	if err := run(ctx, os.Args[1:], os.Environ(), os.Stdout); err != nil {
		if errors.Is(err, errUsage) {
			fmt.Fprint(os.Stderr, usage())
		}
		fmt.Fprintln(os.Stderr, "netanswer:", err)
		os.Exit(1)
	}
}

func serveCommand(ctx context.Context, k *call) error {
	c, err := k.config()
	if err == nil {
		err = c.mayServe()
	}
	if err != nil {
		return err
	}
	return serve(ctx, c)
}

func logger(c config) zerolog.Logger { return logs.New(os.Stderr, c.Log) }

// server is the program, built.
type server struct {
	leaving  *leaving
	handler  http.Handler
	admin    http.Handler // nil without NETANSWER_ADMIN
	pages    *site.Site
	news     *news.Runner
	runner   *notify.Runner
	keeper   *account.Keeper
	known    *acquaintance
	db       *store.DB
	flows    *registration.Service
	members  *member.Service
	sandbox  *sandbox.Issuer // nil: the issuer's own card system is asked
	breaker  *limit.Breaker
	phone    *telephone
	received *handset.Handset // nil without --dev
	now      func() time.Time
}

// close ends what the parts hold open.
func (s *server) close() {
	s.db.Close()
	if s.sandbox != nil {
		s.sandbox.Close()
	}
	if s.received != nil {
		s.received.Close()
	}
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
	system, box, err := cardSystem(c, log, now)
	if err != nil {
		db.Close()
		return nil, err
	}
	var cards issuer.Issuer = issuer.Strict{Issuer: system, Now: now}
	grade := strength.New("netanswer", b.Card.In(text.EN), b.Company.In(text.EN), b.App.In(text.EN), b.MailDomain).Grade
	var measures *metric.Recorder
	if c.Admin != "" {
		measures = metric.New(assets.Version, now)
		cards, grade = measures.Issuer(cards), measures.Grades(grade)
	}
	var received *handset.Handset // SMS and mail of development; mayServe keeps it from members
	if c.Dev {
		if received, err = handset.Open(now); err != nil {
			db.Close()
			return nil, err
		}
	}
	var tried func(string, string, time.Duration)
	if measures != nil {
		tried = measures.Tried
	}
	channels, err := c.outbound(b, received, now, tried)
	if err != nil {
		db.Close()
		return nil, err
	}
	runner := notify.NewRunner(db.Outbox(), ring, channels, now, log)
	lease(runner)
	keeper := account.NewKeeper(db.Statements(), ring, now, log)
	limits := &limit.Limiter{Store: db.Limits(), Keys: ring, Now: now, Alarm: warn(log)}
	breaker := &limit.Breaker{Name: "card", Limits: limits, Changed: alarm(log)}
	hasher := member.NewHasher()
	name := siteName(b)
	mailer := &member.Mailer{Keys: ring, Limits: limits, Site: name, DeskPhone: b.Desk.Phone, DeskHours: b.Desk.Hours.In, Now: now}
	teller := &member.Teller{Keys: ring, Site: name, DeskPhone: b.Desk.Phone, DeskHours: b.Desk.Hours.In, Now: now}
	var pool []identity.Line
	if len(c.Calls.Doors) > 0 {
		pool = lines(b)
	}
	checks := &identity.Service{Store: db.Checks(), Keys: ring, Limits: limits, Now: now, Host: host, Site: name, Lines: pool}
	members := &member.Service{Store: db.Member(), Hasher: hasher, Keys: ring, Limits: limits, Now: now, Identity: checks, Mailer: mailer, Wake: runner.Wake}
	reg := &registration.Service{
		Store: db.Registration(), Issuer: cards, Hasher: hasher, Grade: grade, Keys: ring, Limits: limits, Breaker: breaker, Now: now, Wake: runner.Wake,
		Identity: checks,
		Desk:     &desk.Service{Store: db.Desk(), Keys: ring, Limits: limits, Now: now},
		Mailer:   mailer,
		Teller:   teller,
		Terms:    b.TermsVersion(),
		Slots:    registration.Slots{Every: registration.Slot, Clock: time.Now, Sleep: registration.Sleep},
	}
	members.Contacts = reg.Contacts
	orders := &order.Service{
		Kinds: order.Kinds(), Store: db.Orders(), Issuer: cards, Documents: b.Document, Caution: members.Caution, Contacts: reg.Contacts, Teller: teller, Keys: ring, Now: now, Wake: runner.Wake, Log: log,
	}
	if box != nil && c.Dev {
		if err := seed(ctx, reg, box); err != nil {
			db.Close()
			return nil, err
		}
	}
	leave, known := newLeaving(), &acquaintance{ask: cards.Ready}
	inquiries := &inquiry.Service{
		Store: db.Inquiries(), Keys: ring, Limits: limits, Site: name, DeskPhone: b.Desk.Phone, DeskHours: b.Desk.Hours.In, Now: now, Wake: runner.Wake,
	}
	reader := &news.Runner{
		Store: db.Events(), Issuer: cards, Contacts: reg.Contacts, Ways: waysOf(members), Teller: teller, Now: now, Wake: runner.Wake, Gone: store.Gone, Log: log,
		Moved: func(ctx context.Context, memberID, key string) (bool, error) {
			return orderMoved(ctx, orders, memberID, key)
		},
	}
	st := &site.Site{
		Inquiries:    inquiries,
		Registration: reg, Members: members, Account: &account.Service{Issuer: cards, Kept: keeper}, Orders: orders, Limits: limits, Ceilings: limit.NewCeilings(), Grade: grade,
		Ready: []func(context.Context) error{leave.ready, db.Ready}, Cards: known.ready, Brand: b, Assets: assets,
		Demo: c.Dev || box != nil, Policy: c.Policy, Public: c.Public, Hosts: c.hosts(), BodyBy: bodyBy, Streams: &site.Streams{WriteBy: eventBy, Stop: leave.said}, Gone: store.Gone, Proxies: c.Proxies, Now: now, Log: log,
	}
	st.Handset = received
	if box != nil && c.Dev {
		st.Bank = &site.Bank{Names: box.Banks(), Confirm: box.ConfirmBank}
	}
	phone, err := openTelephone(c, reg, numbers(pool), limits, now, log)
	if err != nil {
		db.Close()
		return nil, err
	}
	phone.doors(c, st, box)
	h, err := st.Handler()
	if err != nil {
		db.Close()
		return nil, err
	}
	s := &server{leaving: leave, handler: h, pages: st, news: reader, runner: runner, keeper: keeper, known: known, db: db, flows: reg, members: members, sandbox: box, breaker: breaker, phone: phone, received: received, now: now}
	if measures != nil {
		s.admin = s.measured(measures, hasher)
	}
	return s, nil
}

// lines are the numbers that can be called.
func lines(b *brand.Brand) (out []identity.Line) {
	for _, l := range b.Calls.Lines {
		free, arrives := l.Numbers()
		out = append(out, identity.Line{Free: free, Arrives: arrives})
	}
	return out
}

// numbers are all that may be dialled.
func numbers(pool []identity.Line) (out []string) {
	for _, l := range pool {
		out = append(out, l.Arrives...)
	}
	return out
}

// cards prints the sandbox's demo cards.
func cards(_ context.Context, k *call) error {
	asJSON := k.flags.Bool("json", false, "as JSON")
	posted := k.flags.Bool("posted", false, "the cards that were reissued and those of family members who were added, at the sandbox of this database")
	if err := k.parse(); err != nil {
		return err
	}
	list := sandbox.New(sandbox.Config{Key: sandboxKey, Now: time.Now}).DemoCards()
	if *posted {
		var err error
		if list, err = postedCards(k); err != nil {
			return err
		}
	}
	if *asJSON {
		e := json.NewEncoder(k.out)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		return e.Encode(list)
	}
	for _, c := range list {
		fmt.Fprintf(k.out, "%-10s %-19s %s/%s  %-4s  %s\n", c.Case, c.Number, c.ExpMonth, c.ExpYear, c.SecurityCode, c.Shows)
	}
	return nil
}
