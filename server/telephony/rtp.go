package telephony

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// Ports are the UDP ports for voice, both ends included. A call takes an even one.
type Ports struct{ From, To uint16 }

// ParsePorts reads 30000-30999.
func ParsePorts(s string) (p Ports, err error) {
	from, to, _ := strings.Cut(s, "-")
	a, errA := strconv.ParseUint(strings.TrimSpace(from), 10, 16)
	b, errB := strconv.ParseUint(strings.TrimSpace(to), 10, 16)
	if errA != nil || errB != nil || a < 1024 || b < a+1 {
		return p, fmt.Errorf("%q is no range of ports like 30000-30999", s)
	}
	return Ports{uint16(a), uint16(b)}, nil
}

var errPorts = errors.New("telephony: no free port for voice")

// listen takes a free port, any of them.
func (p Ports) listen(at netip.Addr) (*net.UDPConn, error) {
	first := int(p.From) + int(p.From)%2
	n := (int(p.To)-first)/2 + 1
	for i, k := 0, rand.N(max(n, 1)); i < n; i, k = i+1, (k+1)%n {
		c, err := net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.AddrPortFrom(at, uint16(first+2*k))))
		if err == nil {
			return c, nil
		}
	}
	return nil, errPorts
}

// voice is one call's stream of RTP (RFC 3550): out what is said; of what comes in only where it comes from.
type voice struct {
	conn  *net.UDPConn
	alaw  bool
	every time.Duration // between two packets of 20 ms
	to    atomic.Pointer[netip.AddrPort]

	seq   uint16
	stamp uint32
	ssrc  uint32
	begun bool
}

func newVoice(conn *net.UDPConn, o offer, every time.Duration) *voice {
	v := &voice{conn: conn, alaw: o.alaw, every: every, seq: uint16(rand.Uint32()), stamp: rand.Uint32(), ssrc: rand.Uint32()}
	v.to.Store(&o.to)
	return v
}

// follow reads until the connection closes. Behind NAT an exchange is not where it says that it is: voice goes where its own
// comes from, if that is one of the trunk's addresses.
func (v *voice) follow(carries func(netip.Addr) bool) {
	buf := make([]byte, 2048)
	for {
		n, from, err := v.conn.ReadFromUDPAddrPort(buf)
		if errors.Is(err, net.ErrClosed) {
			return
		}
		from = netip.AddrPortFrom(from.Addr().Unmap(), from.Port())
		if err != nil || n < 12 || buf[0]>>6 != 2 || from == *v.to.Load() || !carries(from.Addr()) {
			continue
		}
		v.to.Store(&from)
	}
}

// say sends a sound (µ-law, whole frames) as it is spoken. It ends early with ctx.
func (v *voice) say(ctx context.Context, sound []byte) error {
	if v.alaw {
		sound = toALaw(sound)
	}
	tick := time.NewTicker(v.every)
	defer tick.Stop()
	packet := make([]byte, 12+frame)
	for off := 0; off+frame <= len(sound); off += frame {
		packet[0], packet[1] = 0x80, 0
		if v.alaw {
			packet[1] = 8
		}
		if !v.begun {
			packet[1] |= 0x80 // a marker where speech begins
			v.begun = true
		}
		binary.BigEndian.PutUint16(packet[2:], v.seq)
		binary.BigEndian.PutUint32(packet[4:], v.stamp)
		binary.BigEndian.PutUint32(packet[8:], v.ssrc)
		copy(packet[12:], sound[off:off+frame])
		if _, err := v.conn.WriteToUDPAddrPort(packet, *v.to.Load()); err != nil {
			return err
		}
		v.seq++
		v.stamp += frame
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
	return nil
}

// hush sends silence: exchanges and NAT give up a line on which nothing comes.
func (v *voice) hush(ctx context.Context, d time.Duration) error {
	still := make([]byte, frame*int(d/(20*time.Millisecond)))
	for i := range still {
		still[i] = silence
	}
	return v.say(ctx, still)
}
