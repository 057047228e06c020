// Package rest speaks to an issuer's card system over HTTPS, by the contract that openapi.yaml documents. Issuer asks;
// Server answers for any other adapter, so that the sandbox can be asked over the same contract. Both sides prove who they are
// by certificates, or the one who asks by a signature over each request.
//
// The card number and the security code stand in the body of VerifyCard and nowhere else: no address, header, error or log line
// holds them. Nor does an address hold a reference: everything that names a person stands in a body.
package rest

import (
	"bytes"
	"context"
	"crypto/tls"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/card"
)

// Document is the contract, OpenAPI 3.1.
//
//go:embed openapi.yaml
var Document []byte

// Time limits and sizes. The site waits 8 seconds for all that one screen asks.
const (
	Whole   = 7 * time.Second        // for a question with everything, the card's too
	Attempt = 3 * time.Second        // for one attempt of a question that may be asked twice; one with files may take all of Whole
	Between = 300 * time.Millisecond // at most, before the second attempt; at least half of it

	mostAnswer = 1 << 20 // bytes; a page of 500 uses is a third of it
	mostHead   = 16 << 10
	mostRef    = 128
)

// Config is where the card system is and how both sides know each other.
type Config struct {
	URL    *url.URL    // https, with what comes before /v1
	TLS    *tls.Config // its authorities, our certificate; nil: the public authorities, no certificate
	Signer *Signer     // nil: requests are not signed
	Now    func() time.Time

	Whole, Attempt time.Duration // 0: as documented
}

// Issuer is the card system at the other end. It may be asked by many at once.
type Issuer struct {
	base    url.URL
	http    http.RoundTripper
	signer  *Signer
	now     func() time.Time
	breaker breaker

	whole, attempt time.Duration
}

var _ issuer.Issuer = (*Issuer)(nil)

// New is an adapter for a card system. It panics when the configuration cannot be meant: that is a mistake of the wiring.
func New(c Config) *Issuer {
	if c.URL == nil || c.URL.Scheme != "https" || c.URL.Host == "" || c.URL.User != nil || c.URL.RawQuery != "" || c.Now == nil {
		panic("rest: an https address without a user and a clock are needed")
	}
	t := c.TLS.Clone()
	if t == nil {
		t = &tls.Config{}
	}
	t.MinVersion, t.Time = tls.VersionTLS12, c.Now
	if c.Whole == 0 {
		c.Whole = Whole
	}
	if c.Attempt == 0 {
		c.Attempt = Attempt
	}
	base := *c.URL
	base.Path = strings.TrimSuffix(base.Path, "/")
	return &Issuer{
		base: base, signer: c.Signer, now: c.Now, breaker: breaker{now: c.Now}, whole: c.Whole, attempt: c.Attempt,
		// RoundTrip is called as it is: no redirect is followed with a card in its body, no cookie kept. No proxy of the
		// environment is asked, nothing is unpacked.
		http: &http.Transport{
			TLSClientConfig: t, ForceAttemptHTTP2: true, DisableCompression: true, MaxResponseHeaderBytes: mostHead,
			TLSHandshakeTimeout: c.Attempt, MaxIdleConnsPerHost: 64, MaxConnsPerHost: 256, IdleConnTimeout: 30 * time.Second,
			HTTP2: &http.HTTP2Config{SendPingTimeout: 10 * time.Second, PingTimeout: 3 * time.Second},
		},
	}
}

// VerifyCard asks once: again only if nothing of the question was sent. What no card can look like is refused here.
func (i *Issuer) VerifyCard(ctx context.Context, n card.Number, e card.Expiry, c card.SecurityCode) (issuer.Verified, error) {
	if n.Digits() == "" || c.Digits() == "" || e.Year < 2000 || e.Year > 2099 || e.Month < 1 || e.Month > 12 {
		return issuer.Verified{}, issuer.ErrRefused
	}
	q := verifyQuestion{secret(n.Digits()), e.Month, e.Year, secret(c.Digits())}
	v, err := ask[verified](ctx, i, question{path: "/v1/verify-card", body: q, may: []refusal{{http.StatusUnprocessableEntity, codeRefused, issuer.ErrRefused}}})
	return v.port(), err
}

// Contacts are the holder's registered ways.
func (i *Issuer) Contacts(ctx context.Context, cardRef string) ([]issuer.Contact, error) {
	v, err := about[contacts](ctx, i, "/v1/contacts", cardRef, cardQuestion{cardRef})
	return v.port(), err
}

// Holder is who the card belongs to.
func (i *Issuer) Holder(ctx context.Context, cardRef string) (issuer.Holder, error) {
	v, err := about[holder](ctx, i, "/v1/holder", cardRef, cardQuestion{cardRef})
	return v.port(), err
}

// Summary is the account at a glance.
func (i *Issuer) Summary(ctx context.Context, cardRef string) (issuer.Summary, error) {
	v, err := about[summary](ctx, i, "/v1/summary", cardRef, cardQuestion{cardRef})
	return v.port(), err
}

// Ready asks whether the card system answers at all.
func (i *Issuer) Ready(ctx context.Context) error {
	v, err := ask[readiness](ctx, i, question{path: "/v1/ready", safe: true})
	if err == nil && !v.Ready {
		err = unavailable(errors.New("it says that it is not ready"))
	}
	return err
}

// about asks about a card.
func about[A any](ctx context.Context, i *Issuer, path, cardRef string, q any, may ...refusal) (A, error) {
	return put[A](ctx, i, cardRef, question{path: path, body: q, may: may})
}

// put puts a question of a card that may be put twice. What no reference looks like was never given out: nobody is asked about it.
func put[A any](ctx context.Context, i *Issuer, cardRef string, q question) (A, error) {
	var none A
	if err := ended(ctx); err != nil {
		return none, err
	}
	if !isRef(cardRef) {
		return none, issuer.ErrUnknown
	}
	q.safe, q.may = true, append(q.may, refusal{http.StatusNotFound, codeUnknown, issuer.ErrUnknown})
	return ask[A](ctx, i, q)
}

func isRef(s string) bool {
	return s != "" && len(s) <= mostRef && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

// question is one call of the contract.
type question struct {
	path string
	body any       // nil: GET
	key  string    // of an order: it is done once, however often it is asked for
	safe bool      // changes and counts nothing, or nothing more the second time: it may be asked twice
	long bool      // takes files along
	may  []refusal // what may be answered beside data
}

// refusal is an answer that is no data.
type refusal struct {
	status int
	code   string
	is     error
}

// unavailable is ErrUnavailable with why. Neither a question nor an answer is quoted.
func unavailable(why error) error { return fmt.Errorf("%w: %w", issuer.ErrUnavailable, why) }

var errNotAsked = errors.New("the card system has not answered lately: it is not asked for some seconds")

// ask puts a question, a second time if that may do any good and no harm, and reads the answer.
func ask[A any](ctx context.Context, i *Issuer, q question) (A, error) {
	var none A
	var body []byte
	if q.body != nil {
		var err error
		if body, err = json.Marshal(q.body); err != nil {
			return none, unavailable(err)
		}
	}
	whole, cancel := context.WithTimeout(ctx, i.whole)
	defer cancel()
	for attempt := 1; ; attempt++ {
		trial, ok := i.breaker.enter()
		if !ok {
			return none, unavailable(errNotAsked)
		}
		r := i.once(whole, q, body)
		i.breaker.leave(trial, r.came(ctx))
		if r.err == nil {
			v, err := read200[A](r.raw)
			if err != nil {
				return none, unavailable(err)
			}
			return v, nil
		}
		if again := r.unsent || q.safe && r.passing; !again || attempt == 2 || !pause(whole, Between/2+rand.N(Between/2)) {
			return none, r.err
		}
	}
}

func read200[A any](raw []byte) (v A, err error) {
	err = decode(raw, &v)
	return v, err
}

// pause waits, unless ctx ends before.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// result is what came of one attempt: the body of a 200, or an error.
type result struct {
	raw     []byte
	err     error
	dead    bool // nobody answered, or somebody who says that they cannot
	passing bool // another attempt may fare better
	unsent  bool // no byte of the question has left
}

func (r result) came(ctx context.Context) came {
	switch {
	case !r.dead:
		return answered
	case errors.Is(ctx.Err(), context.Canceled):
		return abandoned
	}
	return unanswered
}

// once is one attempt.
func (i *Issuer) once(ctx context.Context, q question, body []byte) result {
	if q.safe && !q.long {
		c, cancel := context.WithTimeout(ctx, i.attempt)
		defer cancel()
		ctx = c
	}
	var connected atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected.Store(true) }})
	r, err := i.request(ctx, q, body)
	if err != nil {
		return result{err: unavailable(err)}
	}
	res, err := i.http.RoundTrip(r)
	if err != nil {
		why := "no answer"
		if !connected.Load() {
			why = "no connection"
		}
		return result{err: unavailable(because(ctx, why, strange(err))), dead: true, passing: true, unsent: !connected.Load()}
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(res.Body, mostAnswer+1))
	switch {
	case err != nil:
		return result{err: unavailable(because(ctx, "the answer broke off", err)), dead: true, passing: true}
	case len(raw) > mostAnswer:
		return result{err: unavailable(errors.New("the answer is too long"))}
	case res.StatusCode != http.StatusOK:
		return failed(q, res, raw)
	case !isJSON(res.Header):
		return result{err: unavailable(errors.New("the answer is not JSON by its header"))}
	}
	return result{raw: raw}
}

// strange adds to an error of the connection that one side does not accept the other's certificate.
func strange(err error) error {
	var theirs *tls.CertificateVerificationError
	var ours tls.AlertError
	var refused *net.OpError // how net/http tells of an alert that the other side sent
	if errors.As(err, &theirs) || errors.As(err, &ours) || errors.As(err, &refused) && refused.Op == "remote error" {
		return fmt.Errorf("%w: %w", issuer.ErrStranger, err)
	}
	return err
}

// because lets the end of the context stand for whatever the network made of it.
func because(ctx context.Context, why string, err error) error {
	if e := ctx.Err(); e != nil {
		err = e
	}
	return fmt.Errorf("%s: %w", why, err)
}

func (i *Issuer) request(ctx context.Context, q question, body []byte) (*http.Request, error) {
	method := http.MethodPost
	if q.body == nil {
		method = http.MethodGet
	}
	u := i.base
	u.Path += q.path
	r, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, errors.New("the address makes no request") // NewRequest quotes it
	}
	r.Header.Set("Accept", "application/json")
	r.Header.Set("User-Agent", "netanswer")
	if q.body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if q.key != "" {
		r.Header.Set(keyHeader, quoted(q.key))
	}
	if i.signer != nil {
		i.signer.sign(r, body, i.now())
	}
	return r, nil
}

// failed reads an answer that is none of the good ones. Only the card system itself can say that a card is refused or a
// reference unknown: a status alone may be that of anything in between.
func failed(q question, res *http.Response, raw []byte) result {
	var p problem
	if isJSON(res.Header) && decode(raw, &p) == nil {
		for _, r := range q.may {
			if res.StatusCode == r.status && p.Code == r.code {
				return result{err: r.is}
			}
		}
	}
	passing := false
	switch res.StatusCode {
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		passing = true
	}
	why := fmt.Errorf("status %d", res.StatusCode)
	if res.StatusCode == http.StatusUnauthorized || res.StatusCode == http.StatusForbidden {
		why = fmt.Errorf("%w: %w", issuer.ErrStranger, why)
	}
	return result{
		err:     unavailable(why),
		dead:    res.StatusCode >= 500 || res.StatusCode == http.StatusTooManyRequests,
		passing: passing && res.Header.Get("Retry-After") == "", // who says when to come back does not mean at once
	}
}

// keyHeader is that of draft-ietf-httpapi-idempotency-key-header; its value is a text in quotes.
const keyHeader = "Idempotency-Key"

func quoted(key string) string { return `"` + key + `"` }

func isJSON(h http.Header) bool {
	kind, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	return err == nil && kind == "application/json"
}
