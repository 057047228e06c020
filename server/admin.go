package main

import (
	"context"
	"io"
	stdlog "log"
	"net"
	"net/http"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/member"
	"netanswer/server/metric"
)

// The admin listener is for the machines that watch over this one: what it says is about the program and nobody's person, but it
// is nobody else's business. There is no profiler: it would show the command line, and let whoever asks slow the site down.

// measured lets the parts count for m, and answers what the admin listener answers.
func (s *server) measured(m *metric.Recorder, h *member.Hasher) http.Handler {
	s.pages.Measure = m.Request
	s.pages.Limits.Refused = m.Limit
	s.pages.Ceilings.Refused = m.Ceiling
	s.runner.Ended = m.Message
	s.news.Ended, s.news.Failed = m.Event, m.EventFailed
	s.phone.counted(s.pages, m.Call)
	h.Watch = &member.Watch{Now: s.now, Waited: m.HashWaited, TurnedAway: m.HashTurnedAway}

	m.Gauge("netanswer_breaker_open", func() float64 { return map[bool]float64{true: 1}[s.breaker.Open()] })
	m.Gauge("netanswer_issuer_away", func() float64 { return map[bool]float64{true: 1}[s.known.away.Load()] })
	m.Counter("netanswer_kept_answers_total", s.keeper.Shown.Load)
	m.Gauge("netanswer_calls_under_way", s.phone.underWay)
	m.Gauge("netanswer_hash_running", func() float64 { return float64(h.Running()) })
	m.Gauge("netanswer_hash_waiting", func() float64 { return float64(h.Waiting()) })
	m.Gauge("netanswer_database_connections", func() float64 { return float64(s.db.Stats().InUse) }, "state", "in_use")
	m.Gauge("netanswer_database_connections", func() float64 { return float64(s.db.Stats().Idle) }, "state", "idle")
	m.Counter("netanswer_database_waits_total", func() int64 { return s.db.Stats().Waits })
	m.Counter("netanswer_database_retries_total", func() int64 { return s.db.Stats().Retried })
	m.Counter("netanswer_database_given_up_total", func() int64 { return s.db.Stats().GivenUp })

	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		m.Write(w, func(w io.Writer) { s.writeBacklog(r.Context(), w) })
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "ok\n") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		says, err := s.pages.Readiness(r.Context())
		if err != nil {
			http.Error(w, "not ready", http.StatusServiceUnavailable)
			return
		}
		io.WriteString(w, says)
	})
	return mux
}

// writeBacklog asks the database once a scrape. When it does not answer the series are missing, and the others still there.
func (s *server) writeBacklog(ctx context.Context, w io.Writer) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	ready, running, oldest, err := s.db.Backlog(ctx)
	if err != nil {
		return
	}
	metric.WriteBacklog(w, ready, running, s.age(oldest))
	if n, oldest, err := s.db.Orders().Waiting(ctx); err == nil {
		metric.WriteOrders(w, n, s.age(oldest))
	}
	if waiting, aside, err := s.db.EventBacklog(ctx); err == nil {
		metric.WriteEvents(w, waiting, aside)
	}
	if open, err := s.db.Inquiries().Waiting(ctx); err == nil {
		metric.WriteInquiries(w, open)
	}
}

func (s *server) age(oldest time.Time) time.Duration {
	if oldest.IsZero() {
		return 0
	}
	return s.now().Sub(oldest)
}

// serveAdmin answers at an address until end is called.
func serveAdmin(at string, h http.Handler, log zerolog.Logger) (end func(), err error) {
	l, err := net.Listen("tcp", at)
	if err != nil {
		return nil, err
	}
	srv := &http.Server{
		Handler: h, ErrorLog: stdlog.New(addressless{log}, "", 0), ReadTimeout: 5 * time.Second, WriteTimeout: 15 * time.Second, IdleTimeout: 75 * time.Second, MaxHeaderBytes: 16 << 10,
	}
	go srv.Serve(l)
	return func() { srv.Close() }, nil
}
