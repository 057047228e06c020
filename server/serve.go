package main

import (
	"context"
	"crypto/tls"
	stdlog "log"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/rs/zerolog"
)

// serve runs the server until ctx ends.
func serve(ctx context.Context, c config) error {
	log := logger(c)
	s, err := build(ctx, c, log, time.Now)
	if err != nil {
		return err
	}
	defer s.db.Close()
	// Passwords are hashed on as many cores as there are, see member.Hasher. With as many scheduler slots again the rest goes
	// on beside them, instead of waiting up to 10 ms a step for a slot: the kernel divides the cores more finely.
	runtime.GOMAXPROCS(2 * runtime.GOMAXPROCS(0))
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	greet(os.Stdout, c, l.Addr(), s.sandbox)
	if c.Admin != "" {
		end, err := serveAdmin(c.Admin, s.admin, log)
		if err != nil {
			return err
		}
		defer end()
	}
	go s.runner.Run(ctx)
	go s.sweep(ctx, log)
	go s.watch(ctx, log)
	if !c.TLS && c.TLSCert == "" {
		l = shaped{l, s.pages.Refused}
	}
	return listen(ctx, c, l, s.handler, log)
}

// bodyBy is when a form must have come that is read from now on: the slowest phone sends two kilobytes in it.
func bodyBy() time.Time { return time.Now().Add(10 * time.Second) }

// listen answers requests until ctx ends, then lets those under way finish. Every phase of a request is bounded.
func listen(ctx context.Context, c config, l net.Listener, h http.Handler, log zerolog.Logger) error {
	srv := &http.Server{
		Handler: h, ErrorLog: stdlog.New(addressless{log}, "", 0), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, WriteTimeout: 45 * time.Second, IdleTimeout: 75 * time.Second,
		MaxHeaderBytes: 32 << 10, DisableGeneralOptionsHandler: true,
	}
	var err error
	if srv.TLSConfig, err = tlsConfig(c, log); err != nil {
		return err
	}
	end := make(chan error, 1)
	go func() {
		if srv.TLSConfig != nil {
			end <- srv.ServeTLS(l, "", "")
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

// tlsConfig is nil where the server speaks plain HTTP, behind somebody who speaks TLS for it.
func tlsConfig(c config, log zerolog.Logger) (*tls.Config, error) {
	switch {
	case c.TLS:
		own, err := selfSigned(c.hosts(), time.Now())
		return &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{own}}, err
	case c.TLSCert != "":
		own, err := openCertificate(c.TLSCert, c.TLSKey, log)
		if err != nil {
			return nil, err
		}
		return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: own.get}, nil
	}
	return nil, nil
}

// addressless logs what net/http complains of ("http: TLS handshake error from 192.0.2.1:5: EOF") by its beginning alone.
type addressless struct{ log zerolog.Logger }

func (a addressless) Write(line []byte) (int, error) {
	said := string(line)
	switch {
	case strings.HasPrefix(said, "http: TLS handshake error"):
		a.log.Debug().Msg("http: TLS handshake error")
	case strings.HasPrefix(said, "http: Accept error"):
		a.log.Warn().Msg("http: Accept error")
	case strings.HasPrefix(said, "http: panic serving"):
		a.log.Error().Msg("http: panic")
	default:
		a.log.Debug().Msg("http: a complaint of another kind")
	}
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
