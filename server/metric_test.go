package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"netanswer/server/issuer"
	"netanswer/server/limit"
	"netanswer/server/metric"
	"netanswer/server/notify"
)

// sample is a series of a scrape, name{label="value",…}, with its value; of a histogram, its count.
type scraped map[string]float64

// scrape reads what the admin listener says as Prometheus would.
func scrape(t *testing.T, h http.Handler) scraped {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	return parse(t, w.Header(), w.Body)
}

func parse(t *testing.T, header http.Header, body io.Reader) scraped {
	t.Helper()
	if f := expfmt.ResponseFormat(header); f.FormatType() != expfmt.TypeTextPlain {
		t.Fatalf("%v is no format that Prometheus reads", header)
	}
	parser := expfmt.NewTextParser(model.LegacyValidation)
	raw, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	if empty := regexp.MustCompile(`(?m)^# HELP \S+ *$`).Find(raw); empty != nil {
		t.Errorf("%q says nothing", empty)
	}
	families, err := parser.TextToMetricFamilies(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	out := scraped{}
	for name, f := range families {
		named := strings.HasPrefix(name, "go_") || strings.HasPrefix(name, "process_")
		labels := ""
		for _, n := range metric.Names {
			if n.Name == name {
				named, labels = true, n.Labels
				if f.GetHelp() != n.What {
					t.Errorf("the help of %s is %q, in the table %q", name, f.GetHelp(), n.What)
				}
			}
		}
		if !named {
			t.Errorf("%s is not in the table of server/metric", name)
		}
		for _, m := range f.Metric {
			var pairs []string
			for _, l := range m.Label {
				pairs = append(pairs, fmt.Sprintf("%s=%q", l.GetName(), l.GetValue()))
				if strings.HasPrefix(name, "netanswer_") && !slices.Contains(strings.Split(labels, ", "), l.GetName()) {
					t.Errorf("%s has a label %s, which its row does not name", name, l.GetName())
				}
			}
			key := name
			if len(pairs) > 0 {
				slices.Sort(pairs)
				key += "{" + strings.Join(pairs, ",") + "}"
			}
			switch {
			case m.Counter != nil:
				out[key] = m.Counter.GetValue()
			case m.Gauge != nil:
				out[key] = m.Gauge.GetValue()
			case m.Summary != nil:
				out[key] = float64(m.Summary.GetSampleCount())
			case m.Histogram != nil:
				out[key] = float64(m.Histogram.GetSampleCount())
			case m.Untyped != nil && !strings.HasPrefix(name, "netanswer_"):
				out[key] = m.Untyped.GetValue()
			default:
				t.Errorf("%s has no type", name)
			}
		}
	}
	return out
}

func TestTheFiguresMoveAsAJourneyDoes(t *testing.T) {
	for name, dsn := range databases {
		t.Run(name, func(t *testing.T) {
			pr := start(t, dsn(t), "--admin", "localhost:9090")
			before := scrape(t, pr.admin)
			p, c := pr.person(true), pr.card("sms")
			p.want(p.enter(c), 303, "/register/confirm")
			p.want(p.post("/register/confirm"), 303, "/register/verify")
			pr.clock.turn(7 * time.Second)
			waiting := scrape(t, pr.admin)
			if waiting[`netanswer_outbox_messages{state="ready"}`] != 1 || waiting["netanswer_outbox_oldest_seconds"] != 7 {
				t.Errorf("a message waits for 7 s, and the figures say %v, %v", waiting[`netanswer_outbox_messages{state="ready"}`], waiting["netanswer_outbox_oldest_seconds"])
			}
			p.want(p.post("/register/verify", "passcode", p.passcode(c.Mobile)), 303, "/register/done")
			p.post("/login", "member_id", "mizube2026", "password", "Wrong-no-mori7")
			p.want(p.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/home")
			p.get("/home")
			p.get("/home")
			pr.person(true).enter(pr.card("blocked"))
			pr.person(true).enter(pr.card("down"))
			p.get("/wordinthepath/4111111111111111?wordinthequery")
			p.do("BREW", "/wordinthepath", nil)
			p.post("/calls/webhook", "event", "heard")
			if err := pr.runner.Once(t.Context()); err != nil {
				t.Fatal(err)
			}

			pr.reading(&newsOf{}).happens(issuer.Event{Kind: issuer.CardUsed, CardRef: "nobody"})
			pr.reads1()

			after := scrape(t, pr.admin)
			for series, want := range map[string]float64{
				`netanswer_requests_total{method="GET",route="/home",status="200"}`:                 2,
				`netanswer_requests_total{method="POST",route="/login",status="303"}`:               1,
				`netanswer_requests_total{method="POST",route="/login",status="422"}`:               1,
				`netanswer_requests_total{method="POST",route="/register/verify",status="303"}`:     1,
				`netanswer_requests_total{method="POST",route="/register",status="503"}`:            1,
				`netanswer_requests_total{method="GET",route="/",status="404"}`:                     1,
				`netanswer_requests_total{method="other",route="/",status="404"}`:                   1,
				`netanswer_request_duration_seconds{route="/home"}`:                                 2,
				`netanswer_issuer_calls_total{op="verify_card",outcome="ok"}`:                       1,
				`netanswer_issuer_calls_total{op="verify_card",outcome="refused"}`:                  1,
				`netanswer_issuer_calls_total{op="verify_card",outcome="error"}`:                    1,
				`netanswer_issuer_calls_total{op="summary",outcome="ok"}`:                           2,
				`netanswer_issuer_duration_seconds{op="verify_card"}`:                               3,
				`netanswer_messages_total{channel="sms",end="sent"}`:                                2, // the passcode, the notice
				`netanswer_sender_tries_total{outcome="sent",sender="sms1"}`:                        2,
				`netanswer_sender_duration_seconds{sender="sms1"}`:                                  2,
				`netanswer_calls_total{door="webhook",end="refused"}`:                               1,
				`netanswer_outbox_messages{state="ready"}`:                                          0,
				`netanswer_events_total{kind="card_used",of="nobody"}`:                              1,
				`netanswer_events_kept{state="waiting"}`:                                            0,
				`netanswer_inquiries_open`:                                                          0,
				`netanswer_hash_running`:                                                            0,
				`netanswer_hash_waiting`:                                                            0,
				`netanswer_database_given_up_total`:                                                 0,
				`netanswer_requests_total{method="GET",route="/dev/handset/messages",status="200"}`: 1,
			} {
				if got := after[series] - before[series]; got != want {
					t.Errorf("%s moved by %v, want %v", series, got, want)
				}
			}
			if n := after["netanswer_strength_seconds"] - before["netanswer_strength_seconds"]; n < 1 {
				t.Errorf("%v passwords were graded", n)
			}
			if n := after["netanswer_hash_wait_seconds"] - before["netanswer_hash_wait_seconds"]; n < 3 { // one registered, two tried
				t.Errorf("%v passwords waited in the line", n)
			}
			for _, n := range metric.Names { // but refusals and events that failed, of which there were none
				found := strings.Contains(n.Name, "turned_away") || strings.Contains(n.Name, "events_failed") || strings.Contains(n.Name, "limits_reached")
				for series := range after {
					found = found || series == n.Name || strings.HasPrefix(series, n.Name+"{")
				}
				if !found {
					t.Errorf("%s is in the table, and nothing answers it", n.Name)
				}
			}
			if after["go_goroutines"] < 1 || after["process_resident_memory_bytes"] < 1 {
				t.Error("nothing is said of Go and the process")
			}
			for series := range after {
				for _, personal := range append(entry(c), c.Mobile, c.Holder, "wordinthe", "4111", "127.0.0.1") {
					if len(personal) > 4 && !strings.Contains("card_number exp_month exp_year security_code member_id email password agree terms_version", personal) && strings.Contains(series, personal) {
						t.Errorf("%s holds %q", series, personal)
					}
				}
			}
			if n := len(after); n > 600 {
				t.Errorf("%d series after one journey", n)
			}
		})
	}
}

func TestLimitsAndTheBreakerAreSeen(t *testing.T) {
	pr := start(t, databases["SQLite"](t), "--admin", "localhost:9090")
	p := pr.person(true)
	for range limit.CardDay.Max + 1 {
		pr.person(true).enter(pr.card("blocked"))
	}
	if err := pr.breaker.Limits.Store.Update(t.Context(), func(tx limit.Tx) error {
		_, err := tx.Hit(t.Context(), many(pr.breaker.Counts(true), limit.BreakerLeast)...)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if s := scrape(t, pr.admin); s["netanswer_breaker_open"] != 0 {
		t.Error("open before anybody looked")
	}
	if _, err := pr.breaker.Look(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.get("/register")
	s := scrape(t, pr.admin)
	if s["netanswer_breaker_open"] != 1 || s[`netanswer_limits_reached_total{limit="card"}`] != 1 {
		t.Errorf("breaker %v, limit %v", s["netanswer_breaker_open"], s[`netanswer_limits_reached_total{limit="card"}`])
	}
	for pr.pages.Ceilings.Take(limit.Act, netip.MustParseAddr("203.0.113.9"), pr.clock.now()) == 0 {
	}
	if s := scrape(t, pr.admin); s[`netanswer_limits_reached_total{limit="ceiling/act"}`] != 1 {
		t.Error("the ceiling is not seen")
	}
}

// told says when the issuer is asked for contacts, and answers when nobody waits any more. (Of a card it would be answered all
// the same: whoever leaves has shown it.)
type told struct {
	issuer.Issuer
	asked chan struct{}
}

func (a told) Contacts(ctx context.Context, ref string) ([]issuer.Contact, error) {
	close(a.asked)
	<-ctx.Done()
	return a.Issuer.Contacts(ctx, ref)
}

// Browsers that hang up: while the issuer takes its time, and before the database was asked.
func TestWhoLeavesIsNoErrorOfTheServer(t *testing.T) {
	for name, dsn := range databases {
		t.Run(name, func(t *testing.T) {
			pr := start(t, dsn(t), "--admin", "localhost:9090")
			asked := make(chan struct{})
			pr.flows.Issuer = told{pr.flows.Issuer, asked}
			p := pr.person(false)
			p.get("/register")
			fields := url.Values{}
			for kv := range slices.Chunk(entry(pr.card("sms")), 2) {
				fields.Set(kv[0], kv[1])
			}
			ctx, leave := context.WithCancel(t.Context())
			r, err := http.NewRequestWithContext(ctx, "POST", p.site.URL+"/register", strings.NewReader(fields.Encode()))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			go func() { <-asked; leave() }()
			if res, err := p.http.Do(r); err == nil {
				res.Body.Close()
				t.Fatalf("answered %d before the browser left", res.StatusCode)
			}
			pr.site.Close() // waits for the handler
			gone := httptest.NewRequest("GET", "https://localhost:8080/home", nil).WithContext(ctx)
			gone.AddCookie(&http.Cookie{Name: "__Host-session", Value: strings.Repeat("a", 36) + "." + strings.Repeat("a", 43)})
			pr.handler.ServeHTTP(httptest.NewRecorder(), gone)

			s := scrape(t, pr.admin)
			for _, series := range []string{
				`netanswer_requests_total{method="POST",route="/register",status="499"}`, `netanswer_requests_total{method="GET",route="/home",status="499"}`,
				`netanswer_issuer_calls_total{op="contacts",outcome="canceled"}`,
			} {
				if s[series] != 1 {
					t.Errorf("%s %v", series, s[series])
				}
			}
			if log := pr.log.String(); strings.Contains(log, `"level":"error"`) || strings.Count(log, `"status":499`) != 2 {
				t.Errorf("%s", log)
			}
		})
	}
}

func many(hits []limit.Hit, n int) []limit.Hit {
	for i := range hits {
		hits[i].N = n
	}
	return hits
}

// Hostile requests make no series of their own: a route is one of those that the program has.
func TestWhatIsAskedForMakesNoSeries(t *testing.T) {
	pr := start(t, databases["SQLite"](t), "--admin", "localhost:9090")
	pr.attack()
	known, found := append(routes(t), "none", "/"), 0
	for series := range scrape(t, pr.admin) {
		if _, labels, is := strings.Cut(series, `netanswer_requests_total{`); is {
			_, route, _ := strings.Cut(labels, `route="`)
			route, _, _ = strings.Cut(route, `"`)
			found++
			if !slices.Contains(known, strings.TrimSuffix(route, "{$}")) {
				t.Errorf("%s is no route of the program", series)
			}
		}
		for _, word := range everyPlace {
			if strings.Contains(series, word) {
				t.Errorf("%s holds %q", series, word)
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d series of requests", found)
	}
}

func TestAMessageThatFailsAndOneThatIsGivenUpAreCounted(t *testing.T) {
	pr := start(t, databases["SQLite"](t), "--admin", "localhost:9090")
	p, c := pr.person(true), pr.card("sms")
	p.enter(c)
	p.post("/register/confirm")
	pr.runner.Channels["sms"] = mute{}
	for range 2 {
		if err := pr.runner.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
		pr.clock.turn(20 * time.Minute)
	}
	s := scrape(t, pr.admin)
	if s[`netanswer_messages_total{channel="sms",end="retried"}`] != 1 || s[`netanswer_messages_total{channel="sms",end="dead"}`] != 1 {
		t.Errorf("%v", s)
	}
}

type mute struct{}

func (mute) Send(context.Context, notify.Message) error { return io.ErrUnexpectedEOF }

func TestADatabaseThatIsGoneLeavesTheOtherFigures(t *testing.T) {
	pr := start(t, databases["SQLite"](t), "--admin", "localhost:9090")
	answers := func(path string) int {
		w := httptest.NewRecorder()
		pr.admin.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w.Code
	}
	if answers("/healthz") != 200 || answers("/readyz") != 200 || answers("/debug/pprof/") != 404 || answers("/home") != 404 {
		t.Error("the admin listener answers something else than it should")
	}
	pr.db.Close()
	s := scrape(t, pr.admin)
	if _, there := s["netanswer_outbox_oldest_seconds"]; there || len(s) < 30 {
		t.Errorf("%d series", len(s))
	}
	if answers("/healthz") != 200 || answers("/readyz") != 503 {
		t.Error("ready without a database")
	}
}

// The program itself, as it is started: the figures are at the admin listener alone.
func TestTheAdminListenerIsApartFromThePublicOne(t *testing.T) {
	free := func() string {
		l, err := net.Listen("tcp", "localhost:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		return l.Addr().String()
	}
	public, admin := free(), free()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	over := make(chan error, 1)
	folder := t.TempDir()
	go func() {
		over <- run(ctx, []string{"serve", "--dev", "--tls", "--log", "error", "--listen", public, "--admin", admin,
			"--database", filepath.Join(folder, "netanswer.db"), "--keys", filepath.Join(folder, "keys.json")}, nil, io.Discard)
	}()
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	get := func(url string) (*http.Response, error) {
		r, err := http.NewRequestWithContext(t.Context(), "GET", url, nil)
		if err != nil {
			t.Fatal(err)
		}
		return client.Do(r)
	}
	until(t, func() bool {
		res, err := get("https://" + public + "/readyz")
		if err == nil {
			res.Body.Close()
		}
		return err == nil && res.StatusCode == 200
	})
	for _, path := range []string{"/metrics", "/debug/pprof/", "/debug/vars"} {
		res, err := get("https://" + public + path)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != 404 {
			t.Errorf("the public listener answers %s with %d", path, res.StatusCode)
		}
	}
	res, err := get("http://" + admin + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	s := parse(t, res.Header, res.Body)
	res.Body.Close()
	if s[`netanswer_requests_total{method="GET",route="/readyz",status="200"}`] < 1 || s[`netanswer_requests_total{method="GET",route="/",status="404"}`] != 3 {
		t.Errorf("%v", s)
	}
	stop()
	if err := <-over; err != nil {
		t.Error(err)
	}
	if _, err := get("http://" + admin + "/healthz"); err == nil {
		t.Error("the admin listener is still there after the end")
	}
}

func TestTheDocumentationShowsEverySeries(t *testing.T) {
	raw, err := os.ReadFile("../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), "\n\n"+metric.Table()+"\n") {
		t.Errorf("docs/operations.md does not hold this table:\n%s", metric.Table())
	}
	_, alerts, _ := strings.Cut(string(raw), "\n## What to be woken for\n")
	alerts, _, _ = strings.Cut(alerts, "\n## ")
	used := 0
	for _, word := range strings.FieldsFunc(alerts, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') }) {
		if !strings.HasPrefix(word, "netanswer_") {
			continue
		}
		used++
		if !slices.ContainsFunc(metric.Names, func(n metric.Name) bool { return word == n.Name || word == n.Name+"_bucket" || word == n.Name+"_count" }) {
			t.Errorf("an alert asks for %s, which there is not", word)
		}
	}
	if used < 8 {
		t.Errorf("only %d series in the alerts: is the section read at all?", used)
	}
}
