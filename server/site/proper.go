package site

import (
	"net"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"netanswer/server/fault"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// What a request may bring. A browser's own headers are a third of it.
const (
	maxHeaders = 100      // lines
	maxHeader  = 16 << 10 // bytes in all, the address included
	maxTime    = 25 * time.Second
)

// proper lets only such requests through as a browser could have sent to this site.
func (s *Site) proper(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse := func(code wire.Code, m text.Message) {
			w.Header().Set("Connection", "close")
			s.fail(visitOf(w, r), fault.New(code, m))
		}
		switch {
		case !fits(r):
			refuse(wire.HeadersTooLarge, text.HeadersTooLarge)
		case !s.ours(r):
			refuse(wire.Misdirected, text.Misdirected)
		case !clean(r.URL.Path) || r.URL.RawPath != "" && !clean(r.URL.RawPath):
			s.fail(visitOf(w, r), fault.New(wire.NotFound, text.NotFound))
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// Refused answers what net/http could make no request of.
func (s *Site) Refused(status int) http.Handler {
	return s.around(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := fault.New(wire.BadRequest, text.BadRequest)
		if status == http.StatusRequestHeaderFieldsTooLarge {
			err = fault.New(wire.HeadersTooLarge, text.HeadersTooLarge)
		}
		s.fail(visitOf(w, r), err)
	}))
}

func fits(r *http.Request) bool {
	lines, bytes := 0, len(r.RequestURI)
	for name, values := range r.Header {
		for _, v := range values {
			lines++
			bytes += len(name) + len(v) + 4
		}
	}
	return lines <= maxHeaders && bytes <= maxHeader
}

// ours says whether a request is for this site: another name that leads here would be another site to the browser, with
// our screens on it. Probes ask by address, and are told nothing.
func (s *Site) ours(r *http.Request) bool {
	if r.URL.Path == "/healthz" || r.URL.Path == "/readyz" {
		return true
	}
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return slices.Contains(s.Hosts, strings.ToLower(strings.Trim(host, "[]")))
}

// clean says whether a path is written the one way. ServeMux would lead from the others to what it makes of them.
func clean(p string) bool {
	if !strings.HasPrefix(p, "/") || strings.ContainsFunc(p, func(r rune) bool { return r < ' ' || r == '\\' || r == 0x7f }) {
		return false
	}
	return p == "/" || strings.TrimSuffix(p, "/") == path.Clean(p)
}
