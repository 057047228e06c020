package site

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// worth is how many bytes a page has at least before it is packed: less travels in one packet anyway.
const worth = 1400

var packers = sync.Pool{New: func() any {
	z, err := gzip.NewWriterLevel(nil, 5) // 17 KB become 5 in a third of a millisecond; more effort gains nothing
	if err != nil {
		panic(err)
	}
	return z
}}

// page writes a page of HTML, packed for someone whom we do not know: no cookie of a session or a flow came with the
// request, so nothing in the page is anybody's. It is the first page that a person sees and waits for on a slow line. All
// others get theirs plain: the length of packed text tells whether words that an attacker chose, in a query say, stand
// elsewhere on the page too (BREACH).
func page(v *visit, status int, body []byte) {
	w := v.ResponseWriter
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	if v.Method == http.MethodHead || len(body) < worth || known(v.Request) || !takesGzip(v.Request) {
		w.WriteHeader(status)
		w.Write(body)
		return
	}
	packed := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(packed)
	packed.Reset()
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(packed)
	z.Write(body) // into memory: it does not fail
	z.Close()
	h.Set("Content-Encoding", "gzip")
	h.Set("Content-Length", strconv.Itoa(packed.Len()))
	w.WriteHeader(status)
	w.Write(packed.Bytes())
}

func known(r *http.Request) bool {
	return cookie(r, sessionCookie) != "" || cookie(r, flowCookie) != ""
}

// takesGzip says whether gzip is named among what the client accepts, and not refused there.
func takesGzip(r *http.Request) bool {
	for item := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		name, params, _ := strings.Cut(item, ";")
		if !strings.EqualFold(strings.TrimSpace(name), "gzip") {
			continue
		}
		_, q, given := strings.Cut(params, "=")
		value, err := strconv.ParseFloat(strings.TrimSpace(q), 64)
		return !given || err == nil && value > 0
	}
	return false
}
