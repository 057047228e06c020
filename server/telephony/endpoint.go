package telephony

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/emiago/sipgo"
	"github.com/emiago/sipgo/sip"
	"github.com/rs/zerolog"

	"netanswer/server/logs"
)

// Endpoint is a SIP endpoint (RFC 3261) over UDP and TCP that answers calls of its trunks. It has no state that another server
// would need: a call lives and ends on the server that answered it.
type Endpoint struct {
	Line     Line
	Numbers  []string // E.164: what may be dialled
	Trunks   []Trunk
	External netip.Addr // where trunks reach us, when that is not where we listen; what it says to them about itself
	Ports    Ports
	Most     int // calls at once
	Sounds   Sounds
	Now      func() time.Time
	Log      zerolog.Logger
	// Ended, if there is one, is told how each call ended.
	Ended func(door string, end End)

	Pause    time.Duration // after the warning, for somebody who does not know of this to hang up
	Frame    time.Duration // between two packets of voice, 20 ms; a test lets time pass more quickly
	Patience time.Duration // for the confirmation of our answer, 32 s in RFC 3261
	Last     time.Duration // for calls under way when the endpoint is to end

	client  *sipgo.Client
	at      netip.Addr     // where it listens
	contact netip.AddrPort // what it says about itself
	mu      sync.Mutex
	calls   map[string]*call // that were answered, by dialog
	ending  atomic.Bool
	under   atomic.Int64
	living  context.Context    // of all calls
	abandon context.CancelFunc // hangs up what is under way
}

// The figures of a real telephone line.
const (
	Pause    = 4 * time.Second
	Frame    = 20 * time.Millisecond
	Patience = 32 * time.Second
	Last     = 15 * time.Second
)

const (
	byeTakes = 4 * time.Second
	allow    = "INVITE, ACK, CANCEL, BYE, OPTIONS"
)

// The library logs whole messages, numbers and all, where it does not understand them: to nobody. And it takes no answer for too
// long: over UDP it goes back the way that the question came, whatever its length.
func init() {
	sip.SetDefaultLogger(slog.New(slog.DiscardHandler))
	sip.UDPMTUSize = 8 << 10
}

// Serve answers calls until ctx ends and those under way have ended. It closes both listeners.
func (e *Endpoint) Serve(ctx context.Context, udp net.PacketConn, tcp net.Listener) error {
	defer udp.Close()
	defer tcp.Close()
	listen, err := netip.ParseAddrPort(udp.LocalAddr().String())
	if err != nil {
		return err
	}
	e.at, e.calls = listen.Addr().Unmap(), map[string]*call{}
	e.contact = netip.AddrPortFrom(e.at, listen.Port())
	if e.External.IsValid() {
		e.contact = netip.AddrPortFrom(e.External, listen.Port())
	}
	e.living, e.abandon = context.WithCancel(context.WithoutCancel(ctx))
	defer e.abandon()

	ua, err := sipgo.NewUA(sipgo.WithUserAgent("netanswer"), sipgo.WithUserAgentParser(parser()))
	if err != nil {
		return err
	}
	defer ua.Close()
	srv, err := sipgo.NewServer(ua)
	if err != nil {
		return err
	}
	if e.client, err = sipgo.NewClient(ua, sipgo.WithClientHostname(hostOf(e.contact.Addr())), sipgo.WithClientPort(int(e.contact.Port()))); err != nil {
		return err
	}
	srv.OnInvite(e.safely(e.invite))
	srv.OnAck(e.safely(e.ack))
	srv.OnBye(e.safely(e.bye))
	srv.OnCancel(e.safely(func(req *sip.Request, tx sip.ServerTransaction) {
		reply(req, tx, 481, "Call/Transaction Does Not Exist")
	}))
	srv.OnOptions(e.safely(e.options))
	srv.OnNoRoute(e.safely(func(req *sip.Request, tx sip.ServerTransaction) {
		reply(req, tx, 405, "Method Not Allowed", sip.NewHeader("Allow", allow))
	}))

	broken := make(chan error, 2)
	go func() { broken <- srv.ServeUDP(&guard{PacketConn: udp, e: e}) }()
	go func() { broken <- srv.ServeTCP(&gate{tcp, e, make(chan struct{}, mostConnections)}) }()
	select {
	case err = <-broken:
		err = errors.Join(errors.New("telephony: a listener ended"), err)
	case <-ctx.Done():
	}
	e.ending.Store(true)
	e.hangUp()
	return err
}

// hangUp lets the calls under way come to their end, and ends those that take too long.
func (e *Endpoint) hangUp() {
	if !e.quiet(e.Last) {
		e.abandon()
		e.quiet(byeTakes + time.Second)
	}
}

// quiet waits so long until no call is under way.
func (e *Endpoint) quiet(most time.Duration) bool {
	look, enough := time.NewTicker(10*time.Millisecond), time.After(most)
	defer look.Stop()
	for e.UnderWay() > 0 {
		select {
		case <-enough:
			return false
		case <-look.C:
		}
	}
	return true
}

// UnderWay is how many calls there are now.
func (e *Endpoint) UnderWay() int { return int(e.under.Load()) }

// trunkOf is the trunk that an address belongs to, and its place in the setting, from 1.
func (e *Endpoint) trunkOf(source string) (Trunk, int) {
	ap, err := netip.ParseAddrPort(source)
	if err != nil {
		return Trunk{}, 0
	}
	for i, t := range e.Trunks {
		if t.has(ap.Addr().Unmap()) {
			return t, i + 1
		}
	}
	return Trunk{}, 0
}

// safely keeps a mistake in one call from ending the program with all others.
func (e *Endpoint) safely(h sipgo.RequestHandler) sipgo.RequestHandler {
	return func(req *sip.Request, tx sip.ServerTransaction) {
		defer func() {
			if p := recover(); p != nil {
				e.Log.Error().Err(logs.Panic{Value: p, Stack: debug.Stack()}).Msg("telephony: panic")
			}
		}()
		if _, n := e.trunkOf(req.Source()); n == 0 {
			return // guard and gate let nobody else in; a mistake there is not answered either
		}
		h(req, tx)
	}
}

func (e *Endpoint) options(req *sip.Request, tx sip.ServerTransaction) {
	if e.ending.Load() { // the trunk sends its calls elsewhere
		reply(req, tx, 503, "Service Unavailable")
		return
	}
	reply(req, tx, 200, "OK", sip.NewHeader("Allow", allow), sip.NewHeader("Accept", "application/sdp"))
}

func (e *Endpoint) ack(req *sip.Request, _ sip.ServerTransaction) {
	if c := e.callOf(req); c != nil {
		c.confirm(req)
	}
}

func (e *Endpoint) bye(req *sip.Request, tx sip.ServerTransaction) {
	c := e.callOf(req)
	if c == nil {
		reply(req, tx, 481, "Call/Transaction Does Not Exist")
		return
	}
	c.hungUp()
	reply(req, tx, 200, "OK")
}

// callOf is the call that a request is about: of the same dialog, from the same trunk.
func (e *Endpoint) callOf(req *sip.Request) *call {
	id, err := sip.DialogIDFromRequestUAS(req)
	if err != nil {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	c := e.calls[id]
	if _, n := e.trunkOf(req.Source()); c == nil || c.place != n {
		return nil
	}
	return c
}

// reply answers a request for good.
func reply(req *sip.Request, tx sip.ServerTransaction, status int, reason string, headers ...sip.Header) {
	res := sip.NewResponseFromRequest(req, status, reason, nil)
	for _, h := range headers {
		res.AppendHeader(h)
	}
	tx.Respond(res) // the network may have lost it anyway: whoever asked asks again
}

// hostOf is an address as it stands in a URI.
func hostOf(a netip.Addr) string {
	if a.Is6() {
		return "[" + a.String() + "]"
	}
	return a.String()
}

func retryAfter(seconds int) sip.Header { return sip.NewHeader("Retry-After", strconv.Itoa(seconds)) }
