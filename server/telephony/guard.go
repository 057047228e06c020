package telephony

import (
	"errors"
	"net"
	"sync"
	"time"

	"github.com/emiago/sipgo/sip"
)

// What stands before the library: it hears of nothing that no trunk sent. A stranger gets no answer, not even a refusal: who
// searches the network for telephone exchanges to misuse finds none.

const (
	packetsASecond  = 200 // kept up; a call is some ten packets. Each may be remembered for 32 s
	packetsAtOnce   = 600
	mostMessage     = 16 << 10 // bytes
	mostConnections = 64       // of TCP
	idle            = 10 * time.Minute
	takesAnswer     = 5 * time.Second
)

func parser() *sip.Parser {
	p := sip.NewParser()
	p.MaxMessageLength = mostMessage
	return p
}

// Listen opens a UDP and a TCP socket of one and the same port. Port 0 is any that is free for both.
func Listen(at string) (net.PacketConn, net.Listener, error) {
	_, port, err := net.SplitHostPort(at)
	if err != nil {
		return nil, nil, err
	}
	for try := 0; ; try++ {
		tcp, err := net.Listen("tcp", at)
		if err != nil {
			return nil, nil, err
		}
		where := at
		if port == "0" {
			where = tcp.Addr().String()
		}
		udp, err := net.ListenPacket("udp", where)
		if err == nil {
			return udp, tcp, nil
		}
		tcp.Close()
		if port != "0" || try == 20 {
			return nil, nil, err
		}
	}
}

// guard is a UDP socket that hears trunks only, and nothing that is no whole message. Anybody can write a trunk's address on a
// packet: the guard bounds how much that is worth.
type guard struct {
	net.PacketConn
	e *Endpoint

	mu   sync.Mutex
	left float64 // packets that may come now
	last time.Time
}

func (g *guard) ReadFrom(b []byte) (int, net.Addr, error) {
	for {
		n, from, err := g.PacketConn.ReadFrom(b)
		if errors.Is(err, net.ErrClosed) {
			return n, from, err
		}
		if err != nil { // of one packet: the next may be well
			time.Sleep(time.Millisecond)
			continue
		}
		if _, place := g.e.trunkOf(from.String()); place == 0 || !g.take() || !sound(b[:n]) {
			continue
		}
		return n, from, nil
	}
}

// WriteTo sends to trunks only, whatever a message says where its answer is to go.
func (g *guard) WriteTo(b []byte, to net.Addr) (int, error) {
	if _, place := g.e.trunkOf(to.String()); place == 0 {
		return 0, errors.New("telephony: an address of no trunk")
	}
	return g.PacketConn.WriteTo(b, to)
}

// take says whether one more packet may come.
func (g *guard) take() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.e.Now()
	if g.last.IsZero() {
		g.left = packetsAtOnce
	} else {
		g.left = min(packetsAtOnce, g.left+now.Sub(g.last).Seconds()*packetsASecond)
	}
	g.last = now
	if g.left < 1 {
		return false
	}
	g.left--
	return true
}

// sound says whether a packet is a message with all that every message has.
func sound(packet []byte) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	m, err := parser().ParseSIP(packet)
	if err != nil {
		return false
	}
	return m.Via() != nil && m.From() != nil && m.To() != nil && m.CallID() != nil && m.CSeq() != nil
}

// gate is a TCP listener that takes trunks only, so many at once.
type gate struct {
	net.Listener
	e      *Endpoint
	places chan struct{}
}

func (g *gate) Accept() (net.Conn, error) {
	for {
		c, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if _, place := g.e.trunkOf(c.RemoteAddr().String()); place == 0 {
			c.Close()
			continue
		}
		select {
		case g.places <- struct{}{}:
			return newPassed(c, func() { <-g.places }), nil
		default:
			c.Close()
		}
	}
}

// passed is a connection of a trunk. It closes by itself when nothing comes for long, or what is sent is not taken.
type passed struct {
	net.Conn
	idle  *time.Timer
	leave func()
}

func newPassed(c net.Conn, leave func()) *passed {
	return &passed{c, time.AfterFunc(idle, func() { c.Close() }), sync.OnceFunc(leave)}
}

func (p *passed) Read(b []byte) (int, error) {
	n, err := p.Conn.Read(b)
	p.idle.Reset(idle)
	return n, err
}

func (p *passed) Write(b []byte) (int, error) {
	stuck := time.AfterFunc(takesAnswer, func() { p.Conn.Close() })
	defer stuck.Stop()
	return p.Conn.Write(b)
}

func (p *passed) Close() error {
	defer p.leave()
	p.idle.Stop()
	return p.Conn.Close()
}
