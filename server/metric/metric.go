// Package metric counts what the program does, for Prometheus. Names is all there is to count. A label has few values that the
// program makes itself: patterns of routes, never paths; names of limits, channels and operations. Nothing here is about a
// person. The parts of the program know nothing of it: they call functions that they were handed, if they were.
package metric

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"netanswer/server/issuer"
	"netanswer/shared/card"
	"netanswer/shared/japan"
)

// Name is a series that the program answers.
type Name struct{ Name, Labels, What string }

// Names are all series but those of Go (go_…) and of the process (process_…). docs/operations.md shows them.
var Names = []Name{
	{"netanswer_requests_total", "route, method, status", "requests answered; route is the pattern, method GET, HEAD, POST or other; status 499: the browser hung up before the answer"},
	{"netanswer_request_duration_seconds", "route", "how long an answer took"},
	{"netanswer_issuer_calls_total", "op, outcome", "calls to the issuer; outcome ok, refused, unknown, timeout, canceled (the browser hung up) or error. Refused cards are op verify_card, outcome refused; orders that are not offered are op order, outcome refused"},
	{"netanswer_issuer_duration_seconds", "op", "how long the issuer took"},
	{"netanswer_issuer_away", "", "1 when the card system did not answer this server the last time that /readyz was asked"},
	{"netanswer_kept_answers_total", "", "answers that members were shown as the card system gave them some time ago, because it does not answer now"},
	{"netanswer_outbox_messages", "state", "messages that wait (ready) or are being sent (running), over all servers"},
	{"netanswer_outbox_oldest_seconds", "", "how long the oldest of them has been there"},
	{"netanswer_orders_waiting", "", "members' orders that are proven and that the card system has not answered yet, over all servers"},
	{"netanswer_orders_oldest_seconds", "", "how long ago the oldest of them was confirmed"},
	{"netanswer_messages_total", "channel, end", "messages of this server: sent, retried, dead"},
	{"netanswer_sender_tries_total", "sender, outcome", "tries of this server to hand a message over; sender sms1, sms2, mail1, … as the settings name them, outcome sent, later, unknown (whether it was taken) or refused"},
	{"netanswer_sender_duration_seconds", "sender", "how long a try took"},
	{"netanswer_calls_total", "door, end", "telephone calls; door sip, twilio or webhook, end as [calls.md](calls.md) has them: verified, unknown, withheld, hung_up, …"},
	{"netanswer_calls_under_way", "", "calls that this server's SIP endpoint has on the line"},
	{"netanswer_limits_reached_total", "limit", "refusals by a limit or back-off of the table in server/limit; ceiling/… by the ceiling of a class of routes"},
	{"netanswer_events_total", "kind, of", "events of the card system's feed that this server read; of member, or of nobody with a registration here"},
	{"netanswer_events_failed_total", "kind, end", "tries of this server to do what an event asks for that failed; end later (it is tried again) or aside (it is not)"},
	{"netanswer_events_kept", "state", "events that could not be dealt with, over all servers: waiting for another try or behind such a one of the same member, or set aside"},
	{"netanswer_inquiries_open", "", "inquiries of members that nobody has answered, over all servers"},
	{"netanswer_breaker_open", "", "1 while registration asks for a proof of work because too many cards are refused, as this server saw it last"},
	{"netanswer_hash_running", "", "passwords being hashed or tested"},
	{"netanswer_hash_waiting", "", "passwords that wait for it"},
	{"netanswer_hash_turned_away_total", "", "requests told to come back because the line was full"},
	{"netanswer_hash_wait_seconds", "", "how long a password waited in the line"},
	{"netanswer_strength_seconds", "", "how long grading a password took, its line included"},
	{"netanswer_strength_turned_away_total", "", "gradings that found the line too long or took too long"},
	{"netanswer_database_connections", "state", "of the pool that writes: in_use, idle"},
	{"netanswer_database_waits_total", "", "how often something waited for a connection"},
	{"netanswer_database_retries_total", "", "writes tried again because the database asked for it"},
	{"netanswer_database_given_up_total", "", "writes given up after many tries"},
	{"netanswer_build_info", "version, go", "always 1; the labels say which build answers"},
}

// buckets are the upper bounds of every histogram, in seconds.
var buckets = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 25}

// Recorder counts. It is safe for concurrent use.
type Recorder struct {
	set *metrics.Set
	now func() time.Time
}

// New is a recorder of a build.
func New(version string, now func() time.Time) *Recorder {
	metrics.ExposeMetadata(true)
	r := &Recorder{metrics.NewSet(), now}
	r.Gauge("netanswer_build_info", func() float64 { return 1 }, "version", version, "go", runtime.Version())
	return r
}

// Write answers a scrape, with backlog's series when it is not nil.
func (r *Recorder) Write(w io.Writer, backlog func(io.Writer)) {
	var b bytes.Buffer
	if backlog != nil {
		backlog(&b)
	}
	r.set.WritePrometheus(&b)
	metrics.WriteProcessMetrics(&b)
	for line := range bytes.Lines(b.Bytes()) {
		w.Write(helped(line))
	}
}

// helped is a line of a scrape. The module leaves HELP empty; here it says what the table says, and nothing of a series of others.
func helped(line []byte) []byte {
	name, is := bytes.CutPrefix(bytes.TrimSpace(line), []byte("# HELP "))
	if !is {
		return line
	}
	for _, n := range Names {
		if n.Name == string(name) {
			return fmt.Appendf(nil, "# HELP %s %s\n", n.Name, strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(n.What))
		}
	}
	return nil
}

// series is a name with its labels, given as label and value in turn.
func series(name string, labels ...string) string {
	if len(labels) == 0 {
		return name
	}
	var b strings.Builder
	b.WriteString(name)
	for i := 0; i < len(labels); i += 2 {
		b.WriteString(map[bool]string{true: "{", false: ","}[i == 0])
		fmt.Fprintf(&b, "%s=%q", labels[i], labels[i+1])
	}
	b.WriteString("}")
	return b.String()
}

func (r *Recorder) count(name string, labels ...string) {
	r.set.GetOrCreateCounter(series(name, labels...)).Inc()
}

func (r *Recorder) took(d time.Duration, name string, labels ...string) {
	r.set.GetOrCreatePrometheusHistogramExt(series(name, labels...), buckets).Update(d.Seconds())
}

// Gauge answers f at each scrape.
func (r *Recorder) Gauge(name string, f func() float64, labels ...string) {
	r.set.GetOrCreateGauge(series(name, labels...), f)
}

// Counter is Gauge for what only grows and is counted elsewhere.
func (r *Recorder) Counter(name string, f func() int64) {
	r.set.RegisterMetricsWriter(func(w io.Writer) { metrics.WriteCounterUint64(w, name, uint64(f())) })
}

// WriteBacklog writes what the outbox has to send.
func WriteBacklog(w io.Writer, ready, running int, age time.Duration) {
	metrics.WriteMetadataIfNeeded(w, "netanswer_outbox_messages", "gauge")
	fmt.Fprintf(w, "%s %d\n%s %d\n", series("netanswer_outbox_messages", "state", "ready"), ready, series("netanswer_outbox_messages", "state", "running"), running)
	metrics.WriteGaugeFloat64(w, "netanswer_outbox_oldest_seconds", age.Seconds())
}

// WriteOrders writes what is to be handed over to the card system.
func WriteOrders(w io.Writer, waiting int, age time.Duration) {
	metrics.WriteGaugeUint64(w, "netanswer_orders_waiting", uint64(waiting))
	metrics.WriteGaugeFloat64(w, "netanswer_orders_oldest_seconds", age.Seconds())
}

// Event counts one of the card system's feed.
func (r *Recorder) Event(kind string, known bool) {
	of := "nobody"
	if known {
		of = "member"
	}
	r.count("netanswer_events_total", "kind", kind, "of", of)
}

// EventFailed counts a try to do what an event asks for that failed; last says that there is no other.
func (r *Recorder) EventFailed(kind string, last bool) {
	end := "later"
	if last {
		end = "aside"
	}
	r.count("netanswer_events_failed_total", "kind", kind, "end", end)
}

// WriteEvents writes how many events are kept.
func WriteEvents(w io.Writer, waiting, aside int) {
	metrics.WriteMetadataIfNeeded(w, "netanswer_events_kept", "gauge")
	fmt.Fprintf(w, "%s %d\n%s %d\n", series("netanswer_events_kept", "state", "waiting"), waiting, series("netanswer_events_kept", "state", "aside"), aside)
}

// WriteInquiries writes how many inquiries wait.
func WriteInquiries(w io.Writer, open int) {
	metrics.WriteGaugeUint64(w, "netanswer_inquiries_open", uint64(open))
}

// Request counts one answer. pattern is what http.ServeMux matched, "GET /home"; it is empty when nothing was asked of it.
func (r *Recorder) Request(pattern, method string, status int, took time.Duration) {
	route := pattern
	if _, path, ok := strings.Cut(pattern, " "); ok {
		route = path
	}
	if route == "" {
		route = "none"
	}
	r.count("netanswer_requests_total", "route", route, "method", method, "status", fmt.Sprint(status))
	r.took(took, "netanswer_request_duration_seconds", "route", route)
}

// Message counts the end of an attempt to send.
func (r *Recorder) Message(c issuer.Channel, end string) {
	r.count("netanswer_messages_total", "channel", string(c), "end", end)
}

// Tried counts and measures one try of a sender.
func (r *Recorder) Tried(sender, outcome string, took time.Duration) {
	r.count("netanswer_sender_tries_total", "sender", sender, "outcome", outcome)
	r.took(took, "netanswer_sender_duration_seconds", "sender", sender)
}

// Call counts the end of a telephone call.
func (r *Recorder) Call(door, end string) { r.count("netanswer_calls_total", "door", door, "end", end) }

// Limit counts a refusal, Ceiling one by the ceiling of a class of routes.
func (r *Recorder) Limit(name string)    { r.count("netanswer_limits_reached_total", "limit", name) }
func (r *Recorder) Ceiling(class string) { r.Limit("ceiling/" + class) }

// HashWaited measures the line before the hasher; HashTurnedAway counts whom it did not take.
func (r *Recorder) HashWaited(d time.Duration) { r.took(d, "netanswer_hash_wait_seconds") }
func (r *Recorder) HashTurnedAway()            { r.count("netanswer_hash_turned_away_total") }

// Grade measures the grading of passwords.
type Grade func(ctx context.Context, password string, own []string) (int, error)

// Grades is next, measured.
func (r *Recorder) Grades(next Grade) Grade {
	return func(ctx context.Context, password string, own []string) (int, error) {
		began := r.now()
		g, err := next(ctx, password, own)
		r.took(r.now().Sub(began), "netanswer_strength_seconds")
		if err != nil {
			r.count("netanswer_strength_turned_away_total")
		}
		return g, err
	}
}

// Issuer measures every call of an issuer.
func (r *Recorder) Issuer(next issuer.Issuer) issuer.Issuer { return measured{next, r} }

type measured struct {
	next issuer.Issuer
	r    *Recorder
}

func (m measured) VerifyCard(ctx context.Context, n card.Number, e card.Expiry, c card.SecurityCode) (issuer.Verified, error) {
	return call(ctx, m.r, "verify_card", func() (issuer.Verified, error) { return m.next.VerifyCard(ctx, n, e, c) })
}

func (m measured) Contacts(ctx context.Context, ref string) ([]issuer.Contact, error) {
	return call(ctx, m.r, "contacts", func() ([]issuer.Contact, error) { return m.next.Contacts(ctx, ref) })
}

func (m measured) Holder(ctx context.Context, ref string) (issuer.Holder, error) {
	return call(ctx, m.r, "holder", func() (issuer.Holder, error) { return m.next.Holder(ctx, ref) })
}

func (m measured) Summary(ctx context.Context, ref string) (issuer.Summary, error) {
	return call(ctx, m.r, "summary", func() (issuer.Summary, error) { return m.next.Summary(ctx, ref) })
}

func (m measured) Account(ctx context.Context, ref string) (issuer.Account, error) {
	return call(ctx, m.r, "account", func() (issuer.Account, error) { return m.next.Account(ctx, ref) })
}

func (m measured) Cards(ctx context.Context, ref string) ([]issuer.Card, error) {
	return call(ctx, m.r, "cards", func() ([]issuer.Card, error) { return m.next.Cards(ctx, ref) })
}

func (m measured) Statements(ctx context.Context, ref string, p issuer.Page) (issuer.Statements, error) {
	return call(ctx, m.r, "statements", func() (issuer.Statements, error) { return m.next.Statements(ctx, ref, p) })
}

func (m measured) Statement(ctx context.Context, ref string, month japan.Month) (issuer.Statement, error) {
	return call(ctx, m.r, "statement", func() (issuer.Statement, error) { return m.next.Statement(ctx, ref, month) })
}

func (m measured) Uses(ctx context.Context, ref string, of issuer.UsesOf) (issuer.Uses, error) {
	return call(ctx, m.r, "uses", func() (issuer.Uses, error) { return m.next.Uses(ctx, ref, of) })
}

func (m measured) Limits(ctx context.Context, ref string) (issuer.Limits, error) {
	return call(ctx, m.r, "limits", func() (issuer.Limits, error) { return m.next.Limits(ctx, ref) })
}

func (m measured) Points(ctx context.Context, ref string) (issuer.Points, error) {
	return call(ctx, m.r, "points", func() (issuer.Points, error) { return m.next.Points(ctx, ref) })
}

func (m measured) PaymentOffers(ctx context.Context, ref string) (issuer.PaymentOffers, error) {
	return call(ctx, m.r, "payment_offers", func() (issuer.PaymentOffers, error) { return m.next.PaymentOffers(ctx, ref) })
}

func (m measured) CashOffer(ctx context.Context, ref string) (issuer.CashOffer, error) {
	return call(ctx, m.r, "cash_offer", func() (issuer.CashOffer, error) { return m.next.CashOffer(ctx, ref) })
}

func (m measured) LimitOffer(ctx context.Context, ref string) (issuer.LimitOffer, error) {
	return call(ctx, m.r, "limit_offer", func() (issuer.LimitOffer, error) { return m.next.LimitOffer(ctx, ref) })
}

func (m measured) Services(ctx context.Context, ref string) (issuer.Services, error) {
	return call(ctx, m.r, "services", func() (issuer.Services, error) { return m.next.Services(ctx, ref) })
}

func (m measured) Order(ctx context.Context, ref string, o issuer.Order) (issuer.Outcome, error) {
	return call(ctx, m.r, "order", func() (issuer.Outcome, error) { return m.next.Order(ctx, ref, o) })
}

func (m measured) Outcome(ctx context.Context, ref, key string) (issuer.Outcome, error) {
	return call(ctx, m.r, "outcome", func() (issuer.Outcome, error) { return m.next.Outcome(ctx, ref, key) })
}

func (m measured) Cancel(ctx context.Context, ref, key string) (issuer.Outcome, error) {
	return call(ctx, m.r, "cancel", func() (issuer.Outcome, error) { return m.next.Cancel(ctx, ref, key) })
}

func (m measured) Events(ctx context.Context, after string) ([]issuer.Event, error) {
	return call(ctx, m.r, "events", func() ([]issuer.Event, error) { return m.next.Events(ctx, after) })
}

func (m measured) Ready(ctx context.Context) error {
	_, err := call(ctx, m.r, "ready", func() (struct{}, error) { return struct{}{}, m.next.Ready(ctx) })
	return err
}

func call[T any](ctx context.Context, r *Recorder, op string, ask func() (T, error)) (T, error) {
	began := r.now()
	v, err := ask()
	r.count("netanswer_issuer_calls_total", "op", op, "outcome", outcome(ctx, err))
	r.took(r.now().Sub(began), "netanswer_issuer_duration_seconds", "op", op)
	return v, err
}

func outcome(ctx context.Context, err error) string {
	switch {
	case err == nil:
		return "ok"
	case errors.Is(err, issuer.ErrRefused), errors.Is(err, issuer.ErrNotOffered), errors.Is(err, issuer.ErrKeyUsed), errors.Is(err, issuer.ErrTooLate):
		return "refused"
	case errors.Is(err, issuer.ErrUnknown), errors.Is(err, issuer.ErrNoStatement), errors.Is(err, issuer.ErrNoOrder):
		return "unknown"
	case errors.Is(ctx.Err(), context.Canceled): // who asked for it is gone, whatever the call made of that
		return "canceled"
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	}
	return "error"
}

// Table is what there is to scrape, in Markdown.
func Table() string {
	var b strings.Builder
	b.WriteString("| series | labels | what it is |\n|---|---|---|\n")
	for _, n := range Names {
		labels := "none"
		if n.Labels != "" {
			labels = "`" + strings.ReplaceAll(n.Labels, ", ", "`, `") + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", n.Name, labels, n.What)
	}
	return b.String()
}
