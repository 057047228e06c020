package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
)

// benched is the program on a database of its own, with a member logged in: the sandbox begins with some.
func benched(b *testing.B) (site *httptest.Server, login url.Values) {
	b.Helper()
	folder := b.TempDir()
	c, err := readConfig([]string{"--dev", "--database", filepath.Join(folder, "netanswer.db"), "--keys", filepath.Join(folder, "keys.json")}, nil)
	if err != nil {
		b.Fatal(err)
	}
	s, err := build(b.Context(), c, zerolog.New(io.Discard), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	site = httptest.NewServer(s.handler)
	b.Cleanup(func() { site.Close(); s.close() })
	return site, url.Values{"member_id": {"sandbox01"}, "password": {"Sandbox-01-mihon"}}
}

// client is one whose connections stay open and which does not follow redirects.
func client(connections int) *http.Client {
	return &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func ask(b *testing.B, c *http.Client, r *http.Request, want int) *http.Response {
	res, err := c.Do(r)
	if err != nil {
		b.Error(err)
		return nil
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != want {
		b.Errorf("%s answers %d, want %d: %v %.300s", r.URL.Path, res.StatusCode, want, err, body)
	}
	return res
}

// BenchmarkHome asks for a member's home as JSON over 16 connections: session, card, the account that the sandbox makes up
// anew each time, which costs most. The floor is net/http answering home's bytes from memory. What a load does to the whole
// program is measured by server/bench.
func BenchmarkHome(b *testing.B) {
	const connections = 16
	site, login := benched(b)
	c := client(connections)
	res := ask(b, c, formOf(b, site.URL+"/login", login), http.StatusSeeOther)
	if b.Failed() {
		b.FailNow()
	}
	var session string
	for _, k := range res.Cookies() {
		if k.Name == "__Host-session" {
			session = k.Value
		}
	}
	request := func(url string) *http.Request {
		r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, url, nil)
		if err != nil {
			b.Fatal(err)
		}
		r.Header.Set("Accept", "application/json")
		r.AddCookie(&http.Cookie{Name: "__Host-session", Value: session})
		return r
	}
	first, err := c.Do(request(site.URL + "/home"))
	if err != nil {
		b.Fatal(err)
	}
	body, err := io.ReadAll(first.Body)
	first.Body.Close()
	if err != nil || first.StatusCode != http.StatusOK || !bytes.Contains(body, []byte(`"holder"`)) {
		b.Fatalf("%d %v %s", first.StatusCode, err, body)
	}
	hello := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Write(body)
	}))
	defer hello.Close()

	for _, target := range []struct {
		name, url string
		status    int
	}{
		{"floor", hello.URL, http.StatusOK},
		{"home", site.URL + "/home", http.StatusOK},
	} {
		b.Run(target.name, func(b *testing.B) {
			r := request(target.url)
			b.SetParallelism(connections) // times the cores, each waiting its turn for one of the 16 connections
			b.RunParallel(func(p *testing.PB) {
				for p.Next() {
					ask(b, c, r.Clone(b.Context()), target.status)
				}
			})
		})
	}
}

func formOf(b *testing.B, address string, values url.Values) *http.Request {
	r, err := http.NewRequestWithContext(b.Context(), http.MethodPost, address, strings.NewReader(values.Encode()))
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}
