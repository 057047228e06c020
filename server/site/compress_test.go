package site

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestOnlyAPageForSomebodyUnknownIsPacked(t *testing.T) {
	long := strings.Repeat("カード番号 ", 500)
	for name, c := range map[string]struct {
		encoding, cookie, method, body string
		packed                         bool
	}{
		"a first visit":                  {"gzip, deflate, br", "", "GET", long, true},
		"a language was chosen":          {"gzip", langCookie, "GET", long, true},
		"in a session":                   {"gzip", sessionCookie, "GET", long, false},
		"in a registration":              {"gzip", flowCookie, "GET", long, false},
		"a client that takes no gzip":    {"br", "", "GET", long, false},
		"a client that refuses gzip":     {"br, gzip;q=0", "", "GET", long, false},
		"gzip by its weight":             {"br;q=1, GZIP; q=0.2", "", "GET", long, true},
		"a client that says nothing":     {"", "", "GET", long, false},
		"a page that is small anyway":    {"gzip", "", "GET", "カード番号", false},
		"a question for the head alone":  {"gzip", "", "HEAD", long, false},
		"another coding of like name":    {"x-gzip2, sgzip", "", "GET", long, false},
		"a weight that is not a number":  {"gzip;q=yes", "", "GET", long, false},
		"an answer to a form, no cookie": {"gzip", "", "POST", long, true},
	} {
		r := httptest.NewRequest(c.method, "/register", nil)
		r.Header.Set("Accept-Encoding", c.encoding)
		if c.cookie != "" {
			r.AddCookie(&http.Cookie{Name: c.cookie, Value: "en"})
		}
		w := httptest.NewRecorder()
		page(&visit{ResponseWriter: w, Request: r}, http.StatusUnprocessableEntity, []byte(c.body))
		if w.Code != http.StatusUnprocessableEntity || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			t.Errorf("%s: %d %v", name, w.Code, w.Header())
		}
		if got := w.Header().Get("Content-Encoding") == "gzip"; got != c.packed {
			t.Errorf("%s: packed %v", name, got)
			continue
		}
		got := w.Body.String()
		if c.packed {
			z, err := gzip.NewReader(strings.NewReader(got))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			raw, err := io.ReadAll(z)
			if err != nil || len(got) > len(c.body)/2 {
				t.Errorf("%s: %d bytes of %d, %v", name, len(got), len(c.body), err)
			}
			got = string(raw)
		}
		if got != c.body {
			t.Errorf("%s: another page came out", name)
		}
	}
}
