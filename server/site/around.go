package site

import (
	"context"
	"errors"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/google/uuid"
	"github.com/rs/zerolog"

	"netanswer/server/fault"
	"netanswer/server/logs"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// around is what every request goes through: an id, the headers that no answer may lack, one line in the log, and a
// failure screen should a handler panic. The log holds no address, no query and nothing that was typed.
func (s *Site) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := s.Now()
		rec := &recorder{ResponseWriter: w}
		v := &visit{open: r.Context(), id: uuid.NewString(), lang: language(r), address: s.address(r)}
		ctx, cancel := context.WithTimeout(r.Context(), maxTime) // no request lasts for ever, whatever does not answer
		defer cancel()
		r = r.WithContext(context.WithValue(ctx, visitKey{}, v))
		s.headers(w.Header())
		if l, ok := languageOf(r); ok {
			v.lang = l
			setLanguage(visitOf(rec, r), l)
		}
		w.Header().Set("X-Request-Id", v.id) // ours, whatever a request brought along
		defer func() {
			p := recover()
			if p == http.ErrAbortHandler { // on purpose, and logged by whoever meant it: the client must see that the answer is not whole
				defer panic(p)
				p = nil
			}
			if p != nil {
				v.code, v.cause = wire.Internal, logs.Panic{Value: p, Stack: debug.Stack()}
				if rec.status == 0 {
					s.fail(visitOf(rec, r), fault.New(wire.Internal, text.Internal).Because(v.cause))
				}
			}
			s.logged(v, r, rec, began)
		}()
		next.ServeHTTP(rec, r)
	})
}

// headers are the same for everything but the assets, which are public and set their own caching.
func (s *Site) headers(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Robots-Tag", s.robotsTag())
	h.Set("Vary", "Accept, Accept-Encoding, Accept-Language, Cookie")
	h.Set("App-Version", s.version)
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=()")
	if s.Public.Scheme == "https" {
		h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
	}
}

// statusLeft is logged and counted where the client hung up before it was answered: what failed of that is no failure of ours.
const statusLeft = 499

// ErrLeaving is why a server that is about to end is not ready. That is no failure of it.
var ErrLeaving = errors.New("the server is about to end")

func (s *Site) logged(v *visit, r *http.Request, rec *recorder, began time.Time) {
	level, status := zerolog.InfoLevel, rec.status
	var panicked logs.Panic
	switch {
	case status >= 500 && errors.Is(r.Context().Err(), context.Canceled) && !errors.As(v.cause, &panicked):
		status = statusLeft
	case errors.Is(v.cause, ErrLeaving): // as it was told to
	case status >= 500:
		level = zerolog.ErrorLevel
	}
	took := s.Now().Sub(began)
	if s.Measure != nil {
		s.Measure(r.Pattern, method(r), status, took)
	}
	e := s.Log.WithLevel(level).Str("id", v.id).Str("method", method(r)).Str("route", r.Pattern).Int("status", status).
		Int("bytes", rec.bytes).Dur("took_ms", took)
	if v.code != "" {
		e.Str("code", string(v.code))
	}
	if v.cause != nil {
		e.AnErr("cause", v.cause)
	}
	e.Msg("request")
}

// method keeps made-up methods out of the log.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
		return r.Method
	}
	return "other"
}

// recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	status, bytes int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(b)
	r.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController through.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
