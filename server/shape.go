package main

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"strings"
)

// shaped is a listener on which also what net/http itself refuses, before there is a request, is answered in the shape of
// our errors: a broken address, a broken header, too many of them. Over our own TLS it cannot stand between the two; there
// net/http's own line remains.
type shaped struct {
	net.Listener
	refuse func(status int) http.Handler
}

func (l shaped) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &shapedConn{Conn: c, refuse: l.refuse}, nil
}

type shapedConn struct {
	net.Conn
	refuse func(status int) http.Handler
	json   bool // something asked for it on this connection
}

func (c *shapedConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.json = c.json || bytes.Contains(b[:n], []byte("application/json"))
	return n, err
}

// plain is how net/http ends the head of such an answer, which goes out in one piece. None of ours is like it.
const plain = "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"

func (c *shapedConn) Write(b []byte) (int, error) {
	const proto = "HTTP/1.1 "
	if len(b) > 1024 || !bytes.HasPrefix(b, []byte(proto)) || b[len(proto)] != '4' && b[len(proto)] != '5' {
		return c.Conn.Write(b)
	}
	head, _, ok := strings.Cut(string(b), plain)
	if !ok || strings.Contains(head, "\r\n") {
		return c.Conn.Write(b)
	}
	status := http.StatusBadRequest
	if strings.HasPrefix(head, proto+"431") {
		status = http.StatusRequestHeaderFieldsTooLarge
	}
	if err := c.answer(status); err != nil {
		return 0, err
	}
	return len(b), nil
}

func (c *shapedConn) answer(status int) error {
	r, err := http.NewRequest(http.MethodGet, "/", nil)
	if err != nil {
		return err
	}
	if c.json {
		r.Header.Set("Accept", "application/json")
	}
	w := &kept{header: http.Header{}}
	c.refuse(status).ServeHTTP(w, r)
	w.header.Set("Connection", "close")
	res := http.Response{
		StatusCode: w.status, ProtoMajor: 1, ProtoMinor: 1, Header: w.header, Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len()), Close: true,
	}
	return res.Write(c.Conn)
}

// CloseWrite lets net/http say that all is said before it hangs up.
func (c *shapedConn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// kept is an answer in memory.
type kept struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *kept) Header() http.Header { return k.header }

func (k *kept) WriteHeader(status int) { k.status = status }

func (k *kept) Write(b []byte) (int, error) { return k.body.Write(b) }
