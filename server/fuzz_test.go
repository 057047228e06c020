package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
)

// FuzzHandler asks the whole program, on SQLite, for anything at all: never a 5xx, never a panic, always the headers that no
// answer may lack, never what was sent in an error.
func FuzzHandler(f *testing.F) {
	c := &clock{t: time.Date(2026, 11, 23, 10, 15, 0, 0, time.UTC)}
	cfg, err := readConfig([]string{"--dev", "--database", filepath.Join(f.TempDir(), "x.db"), "--keys", filepath.Join(f.TempDir(), "keys.json")}, nil)
	if err != nil {
		f.Fatal(err)
	}
	log := new(bytes.Buffer)
	s, err := build(f.Context(), cfg, zerolog.New(zerolog.SyncWriter(log)), c.now)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.close() })
	s.flows.Slots.Every = 0
	form, json := "application/x-www-form-urlencoded", "application/json"
	for _, path := range []string{"/", "/register", "/register/confirm", "/register/verify", "/recover", "/login", "/logout", "/language?to=en", "/nothing", "/web/app.css", "/dev/handset/messages?to=0", "/register?part=card&moved&expired=1", "//x", "/%2e%2e/", "*", ""} {
		f.Add("GET", path, "", "", "", "")
		f.Add("POST", path, form, "a=1", "", json)
		f.Add("PUT", path, json, `{"a":"b"}`, "__Host-flow=x", "text/html")
	}
	f.Add("POST", "/register/strength", form, "password=abc", "__Host-flow="+strings.Repeat("A", 43), json)
	f.Add("POST", "/login", json, `{"member_id":"abcd1234","password":"abcd1234","next":"//x"}`, "", json)
	f.Fuzz(func(t *testing.T, method, path, kind, body, cookies, accept string) {
		if strings.ContainsAny(path, " \r\n\x00") || !strings.HasPrefix(path, "/") || method == "" || strings.ContainsFunc(method, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r) }) {
			return // net/http makes no request of it
		}
		r, err := http.NewRequest(method, "http://localhost:8080"+path, strings.NewReader(body))
		if err != nil {
			return
		}
		r.RequestURI, r.RemoteAddr = path, "192.0.2.1:5"
		for name, v := range map[string]string{"Content-Type": kind, "Cookie": cookies, "Accept": accept} {
			if v != "" {
				r.Header[name] = []string{v}
			}
		}
		w := httptest.NewRecorder()
		s.handler.ServeHTTP(w, r)
		if w.Code >= 500 && w.Code != 503 || w.Code == 503 && w.Header().Get("Retry-After") == "" { // 503: the queue of hashes is full
			t.Errorf("%s %q: %d\n%s", method, path, w.Code, log)
		}
		for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "App-Version", "Referrer-Policy"} {
			if w.Header().Get(name) == "" {
				t.Errorf("%s %q: no %s", method, path, name)
			}
		}
		if to := w.Header().Get("Location"); to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.Contains(to, "\\")) {
			t.Errorf("%s %q leads to %q", method, path, to)
		}
	})
}
