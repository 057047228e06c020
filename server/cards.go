package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/issuer"
	"netanswer/server/issuer/rest"
	"netanswer/server/issuer/sandbox"
)

// cardSystem is whom the site asks about cards: the sandbox, or the issuer's own behind its address; then box is nil.
func cardSystem(c config, log zerolog.Logger, now func() time.Time) (cards issuer.Issuer, box *sandbox.Issuer, err error) {
	if c.Cards.URL == nil {
		box, err = sandbox.Open(sandbox.Config{Key: sandboxKey, Now: now, Members: c.Members, Step: c.Step, Journal: c.journal(), Bank: "/dev/bank"})
		if err != nil {
			return nil, nil, err
		}
		return box, box, nil
	}
	known := &tls.Config{}
	if c.Cards.CA != "" {
		if known.RootCAs, err = rest.Authorities(c.Cards.CA); err != nil {
			return nil, nil, fmt.Errorf("NETANSWER_ISSUER_CA: %w", err)
		}
	}
	if c.Cards.Cert != "" {
		own, err := openCertificate(c.Cards.Cert, c.Cards.Key, log)
		if err != nil {
			return nil, nil, fmt.Errorf("NETANSWER_ISSUER_CERT, NETANSWER_ISSUER_KEY: %w", err)
		}
		known.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return own.get(nil) }
	}
	of := rest.Config{URL: c.Cards.URL, TLS: known, Now: now}
	if c.Cards.Secret != "" {
		of.Signer = &rest.Signer{ID: c.Cards.SecretID, Secret: []byte(c.Cards.Secret)}
	}
	return rest.New(of), nil, nil
}

// trialJournal is the file, in the folder of a sandbox that is served, of what was ordered of it.
const trialJournal = "journal"

// sandboxServe is `netanswer sandbox serve`: the sandbox as a card system of its own, over the contract that a real one answers.
func sandboxServe(ctx context.Context, k *call) error {
	at := k.flags.String("listen", "localhost:9443", "address and port to listen on")
	names := k.flags.String("names", "", "more names and addresses by which it is reached, with commas between: they stand in its certificate")
	folder := k.flags.String("folder", "./data/sandbox", "where the certificates of both sides and the secret are; made when missing")
	c, err := k.config()
	if err != nil {
		return err
	}
	host, _, err := net.SplitHostPort(*at)
	if err != nil {
		return fmt.Errorf("--listen: %q is no address and port like localhost:9443", *at)
	}
	known := []string{"localhost", "127.0.0.1", "::1"}
	for name := range strings.SplitSeq(host+","+*names, ",") {
		if name = strings.TrimSpace(name); name != "" && name != "localhost" {
			known = append(known, name)
		}
	}
	trial, err := rest.OpenTrial(*folder, known, time.Now())
	if err != nil {
		return err
	}
	secret, err := trial.ReadSecret()
	if err != nil {
		return err
	}
	own, err := trial.ServerTLS(time.Now)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", *at)
	if err != nil {
		return err
	}
	log := logger(c)
	box, err := sandbox.Open(sandbox.Config{Key: sandboxKey, Now: time.Now, Members: c.Members, Step: c.Step, Journal: filepath.Join(*folder, trialJournal)})
	if err != nil {
		return err
	}
	defer box.Close()
	h := sandboxHandler(box, secret, time.Now)
	greetTrial(k.out, l.Addr(), host, trial)
	return listen(ctx, l, own, noted(h, log, time.Now), log, func() {})
}

// sandboxHandler answers the contract for the sandbox. What of it makes no sense leaves it no more than it enters the site.
func sandboxHandler(box *sandbox.Issuer, secret []byte, now func() time.Time) http.Handler {
	s := rest.Server{Issuer: issuer.Strict{Issuer: box, Now: now}, Secrets: map[string][]byte{rest.TrialID: secret}, Now: now}
	return s.Handler()
}

// noted writes a line for each question: what was asked, not about whom.
func noted(next http.Handler, log zerolog.Logger, now func() time.Time) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began, seen := now(), &statusSeen{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(seen, r)
		log.Info().Str("route", r.Pattern).Int("status", seen.status).Int64("took_ms", now().Sub(began).Milliseconds()).Msg("question")
	})
}

type statusSeen struct {
	http.ResponseWriter
	status int
}

func (s *statusSeen) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}

// greetTrial says how the site is brought to ask here.
func greetTrial(w io.Writer, at net.Addr, host string, t rest.Trial) {
	_, port, _ := net.SplitHostPort(at.String())
	if a := net.ParseIP(host); host == "" || a != nil && a.IsUnspecified() {
		host = "localhost"
	}
	absolute := func(file string) string {
		if full, err := filepath.Abs(file); err == nil {
			return full
		}
		return file
	}
	fmt.Fprintf(w, `The sandbox answers as a card system: https://%s

  NETANSWER_ISSUER=https://%[1]s \
  NETANSWER_ISSUER_CA=%s \
  NETANSWER_ISSUER_CERT=%s \
  NETANSWER_ISSUER_KEY=%s \
  NETANSWER_ISSUER_SECRET_FILE=%s \
  netanswer serve --dev

  its contract: https://%[1]s/openapi.yaml, docs/issuer.md
`, net.JoinHostPort(host, port), absolute(t.CA), absolute(t.ClientCert), absolute(t.ClientKey), absolute(t.Secret))
}
