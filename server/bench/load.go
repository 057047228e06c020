package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
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

var length = []byte("Content-Length: ")

// ask sends a request and answers the status.
func (w *wired) ask(request []byte) (status int, err error) {
	if _, err := w.Write(request); err != nil {
		return 0, err
	}
	line, err := w.in.ReadSlice('\n')
	if err != nil || len(line) < 12 {
		return 0, errors.Join(err, errors.New("no status"))
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, err
	}
	body := -1
	for {
		line, err := w.in.ReadSlice('\n')
		if err != nil {
			return 0, err
		}
		if line = bytes.TrimRight(line, "\r\n"); len(line) == 0 {
			break
		}
		if n, ok := bytes.CutPrefix(line, length); ok {
			if body, err = strconv.Atoi(string(n)); err != nil {
				return 0, err
			}
		}
	}
	if body < 0 {
		return 0, errors.New("an answer without a length")
	}
	_, err = w.in.Discard(body)
	return status, err
}

// request is GET path as it travels, with a session and an address of its own.
func request(path, cookie string, from int) []byte {
	return fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nX-Forwarded-For: %s\r\nCookie: __Host-session=%s\r\n\r\n", path, address(from), cookie)
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
				status, err := w.ask(requests[k%len(requests)])
				if err == nil && status != want {
					err = fmt.Errorf("answered %d, want %d", status, want)
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

// several does one thing after another on each of n clients for as long as a round takes, and answers how often it was done and
// in how long.
func several(n int, d time.Duration, once func(*http.Client) error) (done int64, took time.Duration, err error) {
	var count atomic.Int64
	var mu sync.Mutex
	var all sync.WaitGroup
	began := time.Now()
	for range n {
		all.Go(func() {
			c := &http.Client{Transport: &http.Transport{}, CheckRedirect: noRedirects, Timeout: time.Minute}
			defer c.CloseIdleConnections()
			for time.Since(began) < d {
				if e := once(c); e != nil {
					mu.Lock()
					if err == nil { // the first says enough
						err = e
					}
					mu.Unlock()
					return
				}
				count.Add(1)
			}
		})
	}
	all.Wait()
	return count.Load(), time.Since(began), err
}

// form posts a form and answers what came; another status than want is an error.
func form(c *http.Client, address, from, cookies string, want int, kv ...string) (*http.Response, []byte, error) {
	values := url.Values{}
	for i := 0; i < len(kv); i += 2 {
		values.Set(kv[i], kv[i+1])
	}
	r, err := http.NewRequest(http.MethodPost, address, strings.NewReader(values.Encode()))
	if err != nil {
		return nil, nil, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return send(c, r, from, cookies, want)
}

func send(c *http.Client, r *http.Request, from, cookies string, want int) (*http.Response, []byte, error) {
	r.Header.Set("Accept", "application/json")
	r.Header.Set("X-Forwarded-For", from)
	if cookies != "" {
		r.Header.Set("Cookie", cookies)
	}
	res, err := c.Do(r)
	if err != nil {
		return nil, nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != want {
		err = fmt.Errorf("%s %s answers %d, want %d: %.300s", r.Method, r.URL.Path, res.StatusCode, want, body)
	}
	return res, body, err
}
