package rest_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/issuer/issuertest"
	"netanswer/server/issuer/rest"
	"netanswer/server/issuer/resttest"
)

const leaked = "090-1234-5678" // stands in bad answers and must stand in no error

// bad are recorded card systems on a bad day: what each sends, byte by byte, once it has read a question.
var bad = map[string]func(c net.Conn){
	"silent":           func(net.Conn) { select {} },
	"dripping":         drip("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n", strings.Repeat(" ", 9999)),
	"hangs up":         func(net.Conn) {},
	"cut in the head":  says("HTTP/1.1 200 OK\r\nContent-Ty"),
	"cut in the body":  says("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n{\"ready\":true"),
	"cut in a chunk":   says("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"ready\":true}"),
	"no HTTP":          says("220 mail.example.jp ESMTP " + leaked + "\r\n"),
	"500":              answers("500 Internal Server Error", "text/html", "<h1>"+leaked+"</h1>"),
	"500 as JSON":      answers("500 Internal Server Error", "application/json", `{"code":"card_refused"}`),
	"502":              answers("502 Bad Gateway", "text/html", leaked),
	"503":              answers("503 Service Unavailable", "application/json", `{"code":"unavailable"}`),
	"401":              answers("401 Unauthorized", "application/json", `{"code":"not_signed"}`),
	"403":              answers("403 Forbidden", "text/html", leaked),
	"404 of a gateway": answers("404 Not Found", "text/html", leaked),
	"404 without code": answers("404 Not Found", "application/json", `{"message":"unknown_reference"}`),
	"404 as HTML":      answers("404 Not Found", "text/html", `{"code":"unknown_reference"}`),
	"422 of a gateway": answers("422 Unprocessable Content", "text/html", leaked),
	"422 of its own":   answers("422 Unprocessable Content", "application/json", `{"code":"card_refused","why":"blocked"}`),
	"429":              answers("429 Too Many Requests", "text/plain", leaked),
	"a login page":     answers("200 OK", "text/html", "<form>"+leaked),
	"JSON by no name":  answers("200 OK", "text/plain", `{"ready":true}`),
	"201":              answers("201 Created", "application/json", `{"ready":true}`),
	"204":              says("HTTP/1.1 204 No Content\r\n\r\n"),
	"206":              answers("206 Partial Content", "application/json", `{"ready":true}`),
	"empty":            answers("200 OK", "application/json", ""),
	"null":             answers("200 OK", "application/json", "null"),
	"a list":           answers("200 OK", "application/json", "[]"),
	"a text":           answers("200 OK", "application/json", `"`+leaked+`"`),
	"an empty object":  answers("200 OK", "application/json", "{}"),
	"cut JSON":         answers("200 OK", "application/json", `{"ready":tru`),
	"no JSON":          answers("200 OK", "application/json", `{ready:`+leaked+`}`),
	"a comma too many": answers("200 OK", "application/json", `{"ready":true,}`),
	"two answers":      answers("200 OK", "application/json", `{"ready":true}{"ready":true}`),
	"wrong types":      answers("200 OK", "application/json", `{"ready":"`+leaked+`","contacts":{},"card_ref":1,"name":[],"holder":"x"}`),
	"another answer":   answers("200 OK", "application/json", `{"status":"`+leaked+`"}`),
	"no UTF-8":         answers("200 OK", "application/json", "{\"ready\":true,\"\xff\":1}"),
	"a byte order":     answers("200 OK", "application/json", "\ufeff{\"ready\":true}"),
	"says it is not":   answers("200 OK", "application/json", `{"ready":false}`),
	"packed":           says("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00"),
	"endless":          flood("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"ready\":true,\"x\":\"", leaked),
	"endless space":    flood("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", "      "),
	"an endless head":  flood("HTTP/1.1 200 OK\r\n", "X-Y: "+leaked+"\r\n"),
	"deep":             answers("200 OK", "application/json", strings.Repeat(`{"ready":`, 20_000)),
	"long":             answers("200 OK", "application/json", `{"ready":true`+strings.Repeat(" ", 1100<<10)+`}`),
}

func says(all string) func(net.Conn) {
	return func(c net.Conn) { _, _ = io.WriteString(c, all) }
}

func answers(status, kind, body string) func(net.Conn) {
	return says("HTTP/1.1 " + status + "\r\nContent-Type: " + kind + "\r\nConnection: close\r\n\r\n" + body)
}

func drip(head, rest string) func(net.Conn) {
	return func(c net.Conn) {
		if _, err := io.WriteString(c, head); err != nil {
			return
		}
		for n := range rest {
			if _, err := io.WriteString(c, rest[n:n+1]); err != nil {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
}

func flood(head, again string) func(net.Conn) {
	return func(c net.Conn) {
		again := strings.Repeat(again, 1000)
		for _, err := io.WriteString(c, head); err == nil; {
			_, err = io.WriteString(c, again)
		}
	}
}

func TestOnABadDayNobodyIsRefusedAndNothingIsTold(t *testing.T) {
	trial := trialOf(t)
	for name, say := range bad {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			at, _ := recorded(t, trial, say)
			issuertest.Bad(t, hasty(t, trial, at), good(t), "ref-1", leaked)
		})
	}
}

// A redirect is followed to nowhere: the card stands in the body.
func TestARedirectIsNotFollowed(t *testing.T) {
	trial := trialOf(t)
	var asked atomic.Int32
	other := resttest.Listen(t, trial, time.Now, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	for _, status := range []string{"301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"} {
		at, _ := recorded(t, trial, says("HTTP/1.1 "+status+"\r\nLocation: "+other.String()+"/v1/verify-card\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
		issuertest.Bad(t, hasty(t, trial, at), good(t), "ref-1")
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("%d questions went where a redirect pointed", n)
	}
}

func TestNobodyIsAskedWhoIsNotTheCardSystem(t *testing.T) {
	trial, other := trialOf(t), trialOf(t)
	at, asked := recorded(t, other, answers("200 OK", "application/json", `{"ready":true}`))
	issuertest.Bad(t, hasty(t, trial, at), good(t), "ref-1")
	named := *at
	named.Host = "localhost:" + at.Port() // the certificate is for 127.0.0.1
	c := config(t, other, &named)
	issuertest.Bad(t, rest.New(c), good(t), "ref-1")
	if n := asked.Load(); n != 0 {
		t.Errorf("%d questions went to somebody with another certificate", n)
	}

	plain, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { plain.Close() })
	go replay(plain, answers("200 OK", "application/json", `{"ready":true}`), asked)
	issuertest.Bad(t, hasty(t, trial, &url.URL{Scheme: "https", Host: plain.Addr().String()}), good(t), "ref-1")

	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone.Close()
	issuertest.Bad(t, hasty(t, trial, &url.URL{Scheme: "https", Host: gone.Addr().String()}), good(t), "ref-1")
}

func TestTheCardSystemLetsNobodyInWithoutACertificate(t *testing.T) {
	trial := trialOf(t)
	at := resttest.Listen(t, trial, time.Now, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("asked without a certificate") }))
	c := config(t, trial, at)
	c.TLS.Certificates = nil
	issuertest.Bad(t, rest.New(c), good(t), "ref-1")
	stranger := resttest.ClientTLS(t, trialOf(t)) // of another authority
	c.TLS.Certificates = stranger.Certificates
	issuertest.Bad(t, rest.New(c), good(t), "ref-1")
}

// A card is shown once; only when it was not sent at all it is sent again. All else is asked twice where that may help.
func TestOnlyWhatIsSafeIsAskedAgain(t *testing.T) {
	trial := trialOf(t)
	for name, c := range map[string]struct {
		say   func(net.Conn)
		again bool
	}{
		"cut":         {bad["hangs up"], true},
		"silent":      {bad["silent"], true},
		"502":         {bad["502"], true},
		"503":         {bad["503"], true},
		"503 later":   {says("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 600\r\nConnection: close\r\n\r\n"), false},
		"500":         {bad["500"], false},
		"401":         {bad["401"], false},
		"wrong types": {bad["wrong types"], false},
	} {
		t.Run(name, func(t *testing.T) {
			at, asked := recorded(t, trial, c.say)
			is := hasty(t, trial, at)
			card := good(t)
			if _, err := is.VerifyCard(t.Context(), card.Number, card.Expiry, card.Code); !errors.Is(err, issuer.ErrUnavailable) {
				t.Errorf("VerifyCard: %v", err)
			}
			if n := asked.Swap(0); n != 1 {
				t.Errorf("the card was shown %d times", n)
			}
			if _, err := is.Holder(t.Context(), "ref-1"); !errors.Is(err, issuer.ErrUnavailable) {
				t.Errorf("Holder: %v", err)
			}
			if n := asked.Load(); n != map[bool]int32{true: 2, false: 1}[c.again] {
				t.Errorf("the holder was asked for %d times", n)
			}
		})
	}
	t.Run("not sent", func(t *testing.T) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		var came atomic.Int32
		go func() { // hangs up before TLS
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				came.Add(1)
				c.Close()
			}
		}()
		is, card := hasty(t, trial, &url.URL{Scheme: "https", Host: l.Addr().String()}), good(t)
		if _, err := is.VerifyCard(t.Context(), card.Number, card.Expiry, card.Code); !errors.Is(err, issuer.ErrUnavailable) {
			t.Errorf("VerifyCard: %v", err)
		}
		if n := came.Load(); n != 2 {
			t.Errorf("%d connections were tried, want 2", n)
		}
	})
	t.Run("well the second time", func(t *testing.T) {
		var n atomic.Int32
		at, _ := recorded(t, trial, func(c net.Conn) {
			if n.Add(1) > 1 {
				answers("200 OK", "application/json", `{"ready":true}`)(c)
			}
		})
		if err := hasty(t, trial, at).Ready(t.Context()); err != nil || n.Load() != 2 {
			t.Errorf("%v after %d questions", err, n.Load())
		}
	})
}

// Whoever waits for a card system that is down waits for the first few questions only, and one trial finds it well again.
func TestTheBreakerSparesMembersTheWaiting(t *testing.T) {
	trial := trialOf(t)
	var down atomic.Bool
	down.Store(true)
	at, asked := recorded(t, trial, func(c net.Conn) {
		if !down.Load() {
			answers("200 OK", "application/json", `{"ready":true}`)(c)
		}
	})
	clock := newClock(time.Now())
	c := config(t, trial, at)
	c.Now = clock.now
	is := rest.New(c)
	for asked.Load() < 5 {
		if err := is.Ready(t.Context()); !errors.Is(err, issuer.ErrUnavailable) {
			t.Fatal(err)
		}
	}
	if err := is.Ready(t.Context()); !errors.Is(err, issuer.ErrUnavailable) || asked.Load() != 5 {
		t.Errorf("open: %v, asked %d times", err, asked.Load())
	}
	clock.add(2 * time.Second)
	if err := is.Ready(t.Context()); !errors.Is(err, issuer.ErrUnavailable) || asked.Load() != 6 {
		t.Errorf("the trial: %v, asked %d times", err, asked.Load())
	}
	down.Store(false)
	clock.add(3 * time.Second)
	if err := is.Ready(t.Context()); !errors.Is(err, issuer.ErrUnavailable) || asked.Load() != 6 {
		t.Errorf("the pause doubles: %v, asked %d times", err, asked.Load())
	}
	clock.add(time.Second)
	for range 3 {
		if err := is.Ready(t.Context()); err != nil {
			t.Errorf("well again: %v", err)
		}
	}
}

// People who hang up and answers that make no sense say nothing of whether the card system answers.
func TestTheBreakerCountsOnlyWhoDoesNotAnswer(t *testing.T) {
	trial := trialOf(t)
	for name, say := range map[string]string{"nonsense": "no JSON", "no": "404 without code"} {
		at, asked := recorded(t, trial, bad[say])
		is := hasty(t, trial, at)
		for range 20 {
			_ = is.Ready(t.Context())
		}
		if n := asked.Load(); n != 20 {
			t.Errorf("%s: asked %d times of 20", name, n)
		}
	}
	at, asked := recorded(t, trial, bad["silent"])
	is := hasty(t, trial, at)
	for n := range int32(20) {
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			for asked.Load() <= n && ctx.Err() == nil {
				time.Sleep(time.Millisecond)
			}
			cancel()
		}()
		_ = is.Ready(ctx)
		cancel()
	}
	if n := asked.Load(); n != 20 {
		t.Errorf("people who hang up: asked %d times of 20", n)
	}
}

// recorded serves a recording over TLS and counts the questions.
func recorded(t testing.TB, trial rest.Trial, say func(net.Conn)) (*url.URL, *atomic.Int32) {
	t.Helper()
	own, err := trial.ServerTLS(time.Now)
	if err != nil {
		t.Fatal(err)
	}
	l, err := tls.Listen("tcp", "127.0.0.1:0", own)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	asked := &atomic.Int32{}
	go replay(l, say, asked)
	return &url.URL{Scheme: "https", Host: l.Addr().String()}, asked
}

func replay(l net.Listener, say func(net.Conn), asked *atomic.Int32) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			defer c.Close()
			r, err := http.ReadRequest(bufio.NewReader(c))
			if err != nil {
				return
			}
			if _, err := io.Copy(io.Discard, r.Body); err != nil {
				return
			}
			asked.Add(1)
			say(c)
		}()
	}
}

// hasty is an adapter that waits for nobody.
func hasty(t testing.TB, trial rest.Trial, at *url.URL) *rest.Issuer {
	t.Helper()
	return rest.New(config(t, trial, at))
}
