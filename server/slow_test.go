package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/rs/zerolog"
)

// served is a handler behind our own listener.
func served(t *testing.T, h http.Handler) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	end := make(chan error, 1)
	go func() { end <- listen(ctx, l, nil, h, zerolog.Nop(), func() {}) }()
	t.Cleanup(func() {
		cancel()
		if err := <-end; err != nil {
			t.Error(err)
		}
	})
	return l.Addr().String()
}

// A client that says nothing, or half of a head, is hung up on (half of a body: badinput_shape_test.go). Each row waits for
// the server, however long that takes.
func TestAClientThatKeepsAConnectionToItselfIsHungUpOn(t *testing.T) {
	address := served(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err != nil {
			http.Error(w, "slow", http.StatusRequestTimeout)
		}
	}))
	for name, said := range map[string]string{
		"nothing":     "",
		"half a head": "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := net.Dial("tcp", address)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			fmt.Fprint(c, said)
			if err := c.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, bufio.NewReader(c)); err != nil {
				t.Errorf("not hung up on: %v", err)
			}
		})
	}
}

// With every place taken the next one waits; it is answered as soon as another leaves.
func TestOneConnectionTooManyWaitsForAnotherToEnd(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	end := make(chan error, 1)
	h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	go func() { end <- listen(ctx, bounded{l, make(chan struct{}, 2)}, nil, h, zerolog.Nop(), func() {}) }()
	t.Cleanup(func() {
		cancel()
		if err := <-end; err != nil {
			t.Error(err)
		}
	})
	ask := func() (net.Conn, chan string) {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		line := make(chan string, 1)
		go func() {
			s, _ := bufio.NewReader(c).ReadString('\n')
			line <- s
		}()
		return c, line
	}
	first, answer := ask()
	<-answer
	_, answer = ask()
	<-answer
	_, third := ask()
	select {
	case s := <-third:
		t.Fatalf("a third of two is answered %q", s)
	case <-time.After(50 * time.Millisecond): // can only pass wrongly, never fail wrongly
	}
	first.Close()
	if s := <-third; s != "HTTP/1.1 204 No Content\r\n" {
		t.Errorf("%q", s)
	}
}

func TestTheSchedulersSlotsAreDoubledOnce(t *testing.T) {
	t.Setenv("GOMAXPROCS", "") // where it is set nothing is doubled
	slots := func() int {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		folder := t.TempDir()
		over := make(chan error, 1)
		probe, err := net.Listen("tcp", "localhost:0")
		if err != nil {
			t.Fatal(err)
		}
		address := probe.Addr().String()
		probe.Close()
		go func() {
			over <- run(ctx, []string{"serve", "--dev", "--log", "error", "--listen", address, "--sandbox-members", "0",
				"--database", filepath.Join(folder, "netanswer.db"), "--keys", filepath.Join(folder, "keys.json")}, nil, io.Discard)
		}()
		until(t, func() bool {
			c, err := net.Dial("tcp", address)
			if err == nil {
				c.Close()
			}
			return err == nil
		})
		n := runtime.GOMAXPROCS(0)
		stop()
		if err := <-over; err != nil {
			t.Error(err)
		}
		return n
	}
	if one, two := slots(), slots(); one != two {
		t.Errorf("%d, when serving again %d", one, two)
	}
}
