package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	stdlog "log"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/site"
)

const (
	connections  = 4096             // at once; one more waits until another ends. Each costs some 20 KB, twice that over TLS
	lastRequests = 15 * time.Second // for those under way when the server is to end
)

// serve runs the server until ctx ends. Then it ends in an order in which nothing is lost: /readyz turns red, the listener
// closes, the requests and telephone calls under way are answered, the messages that they queued go out, the database is closed.
func serve(ctx context.Context, c config) error {
	log := logger(c)
	s, err := build(ctx, c, log, time.Now)
	if err != nil {
		return err
	}
	defer s.close()
	moreSlots()
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	own, err := tlsConfig(c, log)
	if err != nil {
		return err
	}
	calling, hangUp := context.WithCancel(ctx)
	defer hangUp()
	lastCalls, err := s.phone.serve(calling, log)
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
	background, end := context.WithCancel(context.WithoutCancel(ctx))
	var work sync.WaitGroup
	work.Go(func() { s.runner.Run(background) })
	work.Go(func() { s.pages.Account.Run(background) })
	work.Go(func() { every(background, 5*time.Minute, log, "sweep", s.sweep) })
	work.Go(func() { every(background, 5*time.Second, log, "orders", s.pages.Orders.Again) })
	work.Go(func() { every(background, 10*time.Second, log, "breaker", s.watch) })
	work.Go(func() { every(background, 5*time.Second, log, "events", s.news.Once) })
	l = bounded{l, make(chan struct{}, connections)}
	if own == nil {
		l = shaped{l, s.pages.Refused}
	}
	err = listen(ctx, l, own, s.leaving.around(s.handler), log, func() { s.leaving.begin(c.Drain) })
	hangUp()    // if something else than the end of ctx has ended it
	lastCalls() // before the messages that they queue
	end()
	work.Wait()
	return err
}

// moreSlots gives the scheduler a slot more for every four, once in a process, unless GOMAXPROCS says how many there are to be.
// Passwords are hashed on as many cores as there are, see member.Hasher. With these slots the rest goes on beside them, instead of
// waiting up to 10 ms a step for one: the kernel divides the cores more finely. Each costs something: idle slots look for work.
var moreSlots = sync.OnceFunc(func() {
	if os.Getenv("GOMAXPROCS") == "" {
		n := runtime.GOMAXPROCS(0) // not NumCPU, which knows nothing of a container's share
		runtime.GOMAXPROCS(n + (n+3)/4)
	}
})

// eventBy is when a browser must have taken an event of a stream.
func eventBy() time.Time { return time.Now().Add(5 * time.Second) }

// bodyBy is when a form must have come that is read from now on: the slowest phone sends two kilobytes in it.
func bodyBy() time.Time { return time.Now().Add(10 * time.Second) }

// listen answers requests until ctx ends; then it says so to leave, and lets those under way finish. Every phase of a request
// is bounded.
func listen(ctx context.Context, l net.Listener, own *tls.Config, h http.Handler, log zerolog.Logger, leave func()) error {
	srv := &http.Server{
		Handler: h, ErrorLog: stdlog.New(addressless{log}, "", 0), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, WriteTimeout: 45 * time.Second, IdleTimeout: 75 * time.Second,
		MaxHeaderBytes: 32 << 10, DisableGeneralOptionsHandler: true, TLSConfig: own,
	}
	end := make(chan error, 1)
	go func() {
		if own != nil {
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
	leave()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastRequests)
	defer cancel()
	err := srv.Shutdown(last)
	if errors.Is(err, context.DeadlineExceeded) {
		log.Warn().Msg("stop: requests that did not end in time are cut off")
		return srv.Close()
	}
	return err
}

// bounded is a listener with as many connections at once as places has room for. One more waits in the kernel.
type bounded struct {
	net.Listener
	places chan struct{}
}

func (b bounded) Accept() (net.Conn, error) {
	b.places <- struct{}{}
	leave := sync.OnceFunc(func() { <-b.places })
	c, err := b.Listener.Accept()
	if err != nil {
		leave()
		return nil, err
	}
	return placed{c, leave}, nil
}

type placed struct {
	net.Conn
	leave func()
}

func (p placed) Close() error {
	defer p.leave()
	return p.Conn.Close()
}

// CloseWrite lets net/http say that all is said before it hangs up.
func (p placed) CloseWrite() error {
	if half, ok := p.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// leaving is whether the server is about to end.
type leaving struct {
	atomic.Bool
	said chan struct{} // closed then
}

func newLeaving() *leaving { return &leaving{said: make(chan struct{})} }

// ready is a check of /readyz.
func (l *leaving) ready(context.Context) error {
	if l.Load() {
		return site.ErrLeaving
	}
	return nil
}

// begin turns /readyz red and gives who asks it some time to send requests elsewhere; they are answered meanwhile.
func (l *leaving) begin(drain time.Duration) {
	if !l.Swap(true) {
		close(l.said)
	}
	if drain > 0 {
		<-time.After(drain)
	}
}

// around has each answer say that its connection ends: a proxy gives it up between two requests, not in the middle of one.
func (l *leaving) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if l.Load() {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
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
			return nil, fmt.Errorf("NETANSWER_TLS_CERT, NETANSWER_TLS_KEY: %w", err)
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

// every does something now and then until ctx ends. What fails is logged as a failure of the work and done again the next time.
func every(ctx context.Context, pause time.Duration, log zerolog.Logger, work string, do func(context.Context) error) {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := do(ctx); err != nil && ctx.Err() == nil {
				log.Warn().Err(err).Str("work", work).Msg("background work failed: it is tried again")
			}
		}
	}
}

// sweep clears away what is over, and members who have left.
func (s *server) sweep(ctx context.Context) error {
	return errors.Join(s.members.Leavers(ctx), s.db.Sweep(ctx, s.now()))
}

// watch lets the breaker close when nobody comes any more.
func (s *server) watch(ctx context.Context) error {
	_, err := s.breaker.Look(ctx)
	return err
}
