package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"
)

// wired is a connection that sends requests made beforehand and reads no more of an answer than it must: the load must cost
// little, as it runs on the same cores.
type wired struct {
	net.Conn
	in *bufio.Reader
}

func dial(address string) (*wired, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	c, err := net.Dial("tcp", u.Host)
	if err != nil {
		return nil, err
	}
	return &wired{c, bufio.NewReaderSize(c, 16<<10)}, nil
}

// answer is what of an answer the load looks at. Its bytes are good until the next one.
type answer struct {
	status   int
	location string
	flow     string // the cookie of a flow, when one is set
	body     []byte
}

// ask sends a request and answers what came.
func (w *wired) ask(request []byte) (a answer, err error) {
	if _, err := w.Write(request); err != nil {
		return a, err
	}
	line, err := w.in.ReadSlice('\n')
	if err != nil || len(line) < 12 {
		return a, errors.Join(err, errors.New("no status"))
	}
	if a.status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return a, err
	}
	length := -1
	for {
		line, err := w.in.ReadSlice('\n')
		if err != nil {
			return a, err
		}
		if line = bytes.TrimRight(line, "\r\n"); len(line) == 0 {
			break
		}
		name, value, _ := bytes.Cut(line, []byte(": "))
		switch string(name) {
		case "Content-Length":
			if length, err = strconv.Atoi(string(value)); err != nil {
				return a, err
			}
		case "Location":
			a.location = string(value)
		case "Set-Cookie":
			if bytes.HasPrefix(value, []byte("__Host-flow=")) {
				cookie, _, _ := bytes.Cut(value, []byte(";"))
				a.flow = string(cookie)
			}
		}
	}
	if length < 0 {
		return a, errors.New("an answer without a length")
	}
	if length <= w.in.Size() {
		if a.body, err = w.in.Peek(length); err != nil {
			return a, err
		}
	}
	_, err = w.in.Discard(length)
	return a, err
}

// request is GET path as it travels, with a cookie and an address of its own.
func request(path, cookie string, from int) []byte {
	return fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nX-Forwarded-For: %s\r\nCookie: %s\r\n\r\n", path, address(from), cookie)
}

// address is the n-th of many: no limit of one address is met.
func address(n int) string { return fmt.Sprintf("10.%d.%d.%d", n>>16&255, n>>8&255, n&255) }

// rate asks for as long as a round takes, over many connections, each with its share of the requests, and answers how many a
// second were answered as they should be. Any other answer is an error.
func rate(url string, connections int, requests [][]byte, want int, d time.Duration) (float64, error) {
	var answered atomic.Int64
	errs := make(chan error, connections)
	ready := make([]*wired, connections)
	for i := range ready {
		w, err := dial(url)
		if err != nil {
			return 0, err
		}
		defer w.Close()
		ready[i] = w
	}
	began := time.Now()
	for i, w := range ready {
		go func() {
			n := int64(0)
			for k := i; time.Since(began) < d; k += connections {
				a, err := w.ask(requests[k%len(requests)])
				if err == nil && a.status != want {
					err = fmt.Errorf("answered %d, want %d", a.status, want)
				}
				if err != nil {
					errs <- err
					return
				}
				n++
			}
			answered.Add(n)
			errs <- nil
		}()
	}
	var all error
	for range ready {
		all = errors.Join(all, <-errs)
	}
	return float64(answered.Load()) / time.Since(began).Seconds(), all
}

// several does one thing after another on each of n connections for as long as a round takes, and answers how often it was done
// and in how long.
func several(n int, url string, d time.Duration, once func(*wired) error) (done int64, took time.Duration, err error) {
	var count atomic.Int64
	ready := make([]*wired, n)
	for i := range ready {
		w, err := dial(url)
		if err != nil {
			return 0, 0, err
		}
		defer w.Close()
		ready[i] = w
	}
	errs := make(chan error, n)
	began := time.Now()
	for _, w := range ready {
		go func() {
			for time.Since(began) < d {
				if err := once(w); err != nil {
					errs <- err
					return
				}
				count.Add(1)
			}
			errs <- nil
		}()
	}
	for range ready {
		if e := <-errs; err == nil { // the first says enough
			err = e
		}
	}
	return count.Load(), time.Since(began), err
}

// get asks for a page; another status than 200 is an error.
func (w *wired) get(path, cookie string, from int) (answer, error) {
	return w.want(http.StatusOK, path, request(path, cookie, from))
}

// post sends a form; another answer than a redirect is an error.
func (w *wired) post(path, cookie string, from int, kv ...string) (answer, error) {
	values := url.Values{}
	for i := 0; i < len(kv); i += 2 {
		values.Set(kv[i], kv[i+1])
	}
	body := values.Encode()
	return w.want(http.StatusSeeOther, path, fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nX-Forwarded-For: %s\r\nCookie: %s\r\n"+
		"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", path, address(from), cookie, len(body), body))
}

func (w *wired) want(status int, path string, request []byte) (answer, error) {
	a, err := w.ask(request)
	if err == nil && a.status != status {
		err = fmt.Errorf("%s answers %d, want %d: %.300s", path, a.status, status, a.body)
	}
	return a, err
}
