package site

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"netanswer/web"
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
	h.Set("Content-Language", string(v.lang))
	if v.Method == http.MethodHead || len(body) < worth || known(v.Request) || !web.Accepts(strings.Join(v.Header.Values("Accept-Encoding"), ","), "gzip") {
		h.Set("Content-Length", strconv.Itoa(len(body)))
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
	return cookie(r, sessionCookie) != "" || cookie(r, flowCookie) != "" || cookie(r, portalCookie) != "" || cookie(r, recoverCookie) != "" || cookie(r, addCookie) != "" || cookie(r, proveCookie) != ""
}
