// Package resttest serves an adapter by the contract of issuer/rest to tests, over TLS with certificates of both sides and signed
// requests, and holds every question and every answer against the OpenAPI document.
package resttest

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"

	"netanswer/server/issuer"
	"netanswer/server/issuer/rest"
)

// Serve serves behind until the test ends. The adapter that it answers asks there.
func Serve(t testing.TB, behind issuer.Issuer, now func() time.Time) *rest.Issuer {
	t.Helper()
	trial, err := rest.OpenTrial(t.TempDir(), []string{"127.0.0.1"}, now())
	if err != nil {
		t.Fatal(err)
	}
	secret, err := trial.ReadSecret()
	if err != nil {
		t.Fatal(err)
	}
	s := rest.Server{Issuer: behind, Secrets: map[string][]byte{rest.TrialID: secret}, Now: now}
	at := Listen(t, trial, now, OpenContract(t).Watch(t, s.Handler()))
	return rest.New(rest.Config{URL: at, TLS: ClientTLS(t, trial), Signer: &rest.Signer{ID: rest.TrialID, Secret: secret}, Now: now})
}

// Listen serves a handler as the card system of a trial until the test ends.
func Listen(t testing.TB, trial rest.Trial, now func() time.Time, h http.Handler) *url.URL {
	t.Helper()
	own, err := trial.ServerTLS(now)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewUnstartedServer(h)
	s.TLS, s.EnableHTTP2 = own, true
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // handshakes that fail are part of the tests
	s.StartTLS()
	t.Cleanup(s.Close)
	at, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// ClientTLS is the site's side of a trial.
func ClientTLS(t testing.TB, trial rest.Trial) *tls.Config {
	t.Helper()
	pool, err := rest.Authorities(trial.CA)
	if err != nil {
		t.Fatal(err)
	}
	own, err := tls.LoadX509KeyPair(trial.ClientCert, trial.ClientKey)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Config{RootCAs: pool, Certificates: []tls.Certificate{own}}
}

// Contract is the OpenAPI document, read and found right.
type Contract struct{ router routers.Router }

// OpenContract reads the document, once for all tests of a package.
func OpenContract(t testing.TB) Contract {
	t.Helper()
	c, err := opened()
	if err != nil {
		t.Fatalf("openapi.yaml: %v", err)
	}
	return c
}

var opened = sync.OnceValues(func() (Contract, error) {
	doc, err := openapi3.NewLoader().LoadFromData(rest.Document)
	if err != nil {
		return Contract{}, err
	}
	if err := doc.Validate(context.Background()); err != nil {
		return Contract{}, err
	}
	doc.Servers = nil // it is served here
	r, err := legacy.NewRouter(doc)
	return Contract{r}, err
})

// Question says what in a question is not as the document has it.
func (c Contract) Question(r *http.Request, body []byte) error {
	in, err := c.input(r, body)
	if err != nil {
		return err
	}
	return openapi3filter.ValidateRequest(context.Background(), in)
}

// Answer says what in an answer is not as the document has it.
func (c Contract) Answer(r *http.Request, status int, head http.Header, body []byte) error {
	in, err := c.input(r, nil)
	if err != nil {
		return err
	}
	return openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: in, Status: status, Header: head, Body: io.NopCloser(bytes.NewReader(body)), Options: in.Options,
	})
}

func (c Contract) input(r *http.Request, body []byte) (*openapi3filter.RequestValidationInput, error) {
	copied := r.Clone(context.Background())
	copied.Body = io.NopCloser(bytes.NewReader(body))
	route, params, err := c.router.FindRoute(copied)
	return &openapi3filter.RequestValidationInput{
		Request: copied, PathParams: params, Route: route,
		Options: &openapi3filter.Options{IncludeResponseStatus: true, AuthenticationFunc: openapi3filter.NoopAuthenticationFunc},
	}, err
}

// Watch fails the test at the first question or answer of next that is not as the document has it.
func (c Contract) Watch(t testing.TB, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // who asked is gone
		}
		if err := c.Question(r, body); err != nil {
			t.Errorf("%s %s is no question of the contract: %v", r.Method, r.URL.Path, err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		rec := httptest.NewRecorder()
		next.ServeHTTP(rec, r)
		if err := c.Answer(r, rec.Code, rec.Header(), rec.Body.Bytes()); err != nil {
			t.Errorf("%s %s: %d is no answer of the contract: %v", r.Method, r.URL.Path, rec.Code, err)
		}
		for name, values := range rec.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(rec.Code)
		_, _ = w.Write(rec.Body.Bytes())
	})
}
