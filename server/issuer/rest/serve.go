package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/card"
)

// Sizes of what is asked, in bytes.
const (
	mostQuestion = 4 << 10
	mostOrder    = issuer.MaxFiles*(issuer.MaxFile/3+1)*4 + 16<<10 // files in base64
)

// Server answers by the contract for another adapter.
type Server struct {
	Issuer  issuer.Issuer
	Secrets map[string][]byte // of signed requests by their ids; empty: whoever is let in may ask
	Now     func() time.Time
}

// Handler answers the contract, and the contract itself at /openapi.yaml.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	guard := func(_ int64, next http.HandlerFunc) http.HandlerFunc { return next }
	if len(s.Secrets) > 0 {
		c := &checker{secrets: s.Secrets, now: s.Now, capacity: mostNonces / 2}
		guard = c.around
	}
	signed := func(next http.HandlerFunc) http.HandlerFunc { return guard(mostQuestion, next) }
	mux.HandleFunc("POST /v1/verify-card", signed(answer(s.verify)))
	of := func(path string, h http.HandlerFunc) { mux.HandleFunc("POST /v1/"+path, signed(h)) }
	is := s.Issuer
	of("contacts", aboutCard(is.Contacts, fromContacts))
	of("holder", aboutCard(is.Holder, fromHolder))
	of("summary", aboutCard(is.Summary, fromSummary))
	of("account", aboutCard(is.Account, func(a issuer.Account) account { return account(a) }))
	of("cards", aboutCard(is.Cards, func(cs []issuer.Card) cards { return cards{listed(cs, fromCard)} }))
	of("limits", aboutCard(is.Limits, fromLimits))
	of("points", aboutCard(is.Points, fromPoints))
	of("statements", answer(func(ctx context.Context, q statementsQuestion) (statements, error) {
		v, err := is.Statements(ctx, q.CardRef, issuer.Page{Max: q.Max, After: q.After})
		return statements{listed(v.Statements, fromStatement), v.Next}, err
	}))
	of("statement", answer(func(ctx context.Context, q statementQuestion) (statement, error) {
		v, err := is.Statement(ctx, q.CardRef, q.Month)
		return fromStatement(v), err
	}))
	of("uses", answer(func(ctx context.Context, q usesQuestion) (uses, error) {
		v, err := is.Uses(ctx, q.CardRef, issuer.UsesOf{Month: q.Month, Unpaid: q.Unpaid, Page: issuer.Page{Max: q.Max, After: q.After}})
		return uses{listed(v.Uses, fromUse(!q.Month.IsZero())), v.Next}, err
	}))
	of("payment-offers", aboutCard(is.PaymentOffers, fromPaymentOffers))
	of("cash-offer", aboutCard(is.CashOffer, fromCashOffer))
	of("limit-offer", aboutCard(is.LimitOffer, fromLimitOffer))
	of("services", aboutCard(is.Services, fromServices))
	mux.HandleFunc("POST /v1/order", guard(mostOrder, ordered(is)))
	of("outcome", aboutOrder(is.Outcome))
	of("cancel", aboutOrder(is.Cancel))
	of("events", answer(func(ctx context.Context, q eventsQuestion) (events, error) {
		v, err := is.Events(ctx, q.After)
		return fromEvents(v), err
	}))
	mux.HandleFunc("GET /v1/ready", signed(func(w http.ResponseWriter, r *http.Request) {
		if err := s.Issuer.Ready(r.Context()); err != nil {
			fail(w, err)
			return
		}
		write(w, http.StatusOK, readiness{true})
	}))
	mux.HandleFunc("GET /openapi.yaml", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/yaml")
		_, _ = w.Write(Document)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { write(w, http.StatusNotFound, problem{codeNoSuch}) })
	return mux
}

func (s *Server) verify(ctx context.Context, q verifyQuestion) (verified, error) {
	n, err := card.ParseNumber(string(q.Number))
	if err != nil {
		return verified{}, issuer.ErrRefused
	}
	code, err := card.ParseSecurityCode(string(q.SecurityCode), n.Brand())
	if err != nil {
		return verified{}, issuer.ErrRefused
	}
	v, err := s.Issuer.VerifyCard(ctx, n, card.Expiry{Month: q.ExpiryMonth, Year: q.ExpiryYear}, code)
	return fromVerified(v), err
}

// aboutCard answers a question that holds nothing but a reference.
func aboutCard[P, A any](ask func(context.Context, string) (P, error), from func(P) A) http.HandlerFunc {
	return answer(func(ctx context.Context, q cardQuestion) (A, error) {
		v, err := ask(ctx, q.CardRef)
		return from(v), err
	})
}

// aboutOrder answers a question about an order that there is.
func aboutOrder(ask func(ctx context.Context, cardRef, key string) (issuer.Outcome, error)) http.HandlerFunc {
	return answer(func(ctx context.Context, q orderQuestion) (outcome, error) {
		v, err := ask(ctx, q.CardRef, q.Key)
		return fromOutcome(v), err
	})
}

// ordered takes an order in. It is none of the contract when the header names another key, or when nobody can mean it.
func ordered(is issuer.Issuer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q, ok := asked[order](w, r, mostOrder)
		if !ok {
			return
		}
		o := q.port()
		if one(r, keyHeader) != quoted(o.Key) || !o.Valid() {
			write(w, http.StatusBadRequest, problem{codeBad})
			return
		}
		v, err := is.Order(r.Context(), q.CardRef, o)
		if err != nil {
			fail(w, err)
			return
		}
		write(w, http.StatusOK, fromOutcome(v))
	}
}

// around lets signed requests through.
func (c *checker) around(most int64, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, ok := bounded(w, r, most)
		if !ok {
			return
		}
		if r.URL.RawQuery != "" { // it is not covered
			write(w, http.StatusBadRequest, problem{codeBad})
			return
		}
		switch err := c.check(r, body); {
		case errors.Is(err, errReplayed):
			write(w, http.StatusUnauthorized, problem{codeReplayed})
		case errors.Is(err, errCrowded):
			fail(w, err)
		case err != nil:
			write(w, http.StatusUnauthorized, problem{codeNotSigned})
		default:
			r.Body = io.NopCloser(bytes.NewReader(body))
			next(w, r)
		}
	}
}

// answer reads a question and writes what comes of it.
func answer[Q, A any](ask func(context.Context, Q) (A, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q, ok := asked[Q](w, r, mostQuestion)
		if !ok {
			return
		}
		a, err := ask(r.Context(), q)
		if err != nil {
			fail(w, err)
			return
		}
		write(w, http.StatusOK, a)
	}
}

// asked reads a question.
func asked[Q any](w http.ResponseWriter, r *http.Request, most int64) (q Q, ok bool) {
	body, ok := bounded(w, r, most)
	if !ok {
		return q, false
	}
	if !isJSON(r.Header) || decode(body, &q) != nil {
		write(w, http.StatusBadRequest, problem{codeBad})
		return q, false
	}
	return q, true
}

func bounded(w http.ResponseWriter, r *http.Request, most int64) ([]byte, bool) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	if err != nil {
		write(w, http.StatusBadRequest, problem{codeBad})
	}
	return body, err == nil
}

func fail(w http.ResponseWriter, err error) {
	switch {
	case errors.Is(err, issuer.ErrRefused):
		write(w, http.StatusUnprocessableEntity, problem{codeRefused})
	case errors.Is(err, issuer.ErrUnknown):
		write(w, http.StatusNotFound, problem{codeUnknown})
	case errors.Is(err, issuer.ErrNoStatement):
		write(w, http.StatusNotFound, problem{codeNoStatement})
	case errors.Is(err, issuer.ErrNotOffered):
		write(w, http.StatusConflict, problem{codeNotOffered})
	case errors.Is(err, issuer.ErrKeyUsed):
		write(w, http.StatusUnprocessableEntity, problem{codeKeyUsed})
	case errors.Is(err, issuer.ErrNoOrder):
		write(w, http.StatusNotFound, problem{codeNoOrder})
	case errors.Is(err, issuer.ErrTooLate):
		write(w, http.StatusConflict, problem{codeTooLate})
	default:
		write(w, http.StatusServiceUnavailable, problem{codeUnavailable})
	}
}

func write(w http.ResponseWriter, status int, v any) {
	raw, err := json.Marshal(v)
	if err != nil { // an adapter answered what the contract has no word for
		status, raw = http.StatusServiceUnavailable, []byte(`{"code":"`+codeUnavailable+`"}`)
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(raw)
}
