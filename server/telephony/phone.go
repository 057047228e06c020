package telephony

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/emiago/sipgo"
	"github.com/emiago/sipgo/sip"
)

// Phone places calls to an endpoint on this machine, as a trunk of the telephone company would bring them: real SIP, real voice.
// It is for the handset of development and for tests.
type Phone struct {
	To   netip.AddrPort // the endpoint
	TCP  bool
	ALaw bool // it knows nothing else
	// Listens, if there is one, is asked with each packet whether the person stays on the line.
	Listens func(heard []byte) bool
}

// Heard is how a call went, as the caller knows it.
type Heard struct {
	Answered bool
	Status   int    // of the answer: 200, or why there was none (SIP)
	Voice    []byte // G.711, in order
	ALaw     bool
}

// Call calls a number from another (both as people write them) and listens until the other side, or Listens, hangs up. An empty
// caller is one that withholds its number.
func (p Phone) Call(ctx context.Context, from, to string) (Heard, error) {
	here := netip.MustParseAddr("127.0.0.1")
	voice, err := net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.AddrPortFrom(here, 0)))
	if err != nil {
		return Heard{}, err
	}
	defer voice.Close()
	socket, err := net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.AddrPortFrom(here, 0)))
	if err != nil {
		return Heard{}, err
	}
	defer socket.Close()
	ua, err := sipgo.NewUA(sipgo.WithUserAgent("handset"))
	if err != nil {
		return Heard{}, err
	}
	defer ua.Close()
	srv, err := sipgo.NewServer(ua)
	if err != nil {
		return Heard{}, err
	}
	own := socket.LocalAddr().(*net.UDPAddr)
	options := []sipgo.ClientOption{sipgo.WithClientHostname(own.IP.String())}
	if !p.TCP {
		options = append(options, sipgo.WithClientPort(own.Port), sipgo.WithClientConnectionAddr(own.String()))
	}
	cli, err := sipgo.NewClient(ua, options...)
	if err != nil {
		return Heard{}, err
	}
	var dialog *sipgo.DialogClientSession
	over := make(chan struct{})
	end := sync.OnceFunc(func() { close(over) })
	srv.OnBye(func(req *sip.Request, tx sip.ServerTransaction) {
		tx.Respond(sip.NewResponseFromRequest(req, 200, "OK", nil))
		end()
	})
	go srv.ServeUDP(socket)
	for { // the library says nothing when it has begun
		if c, err := ua.TransportLayer().GetConnection("udp", own.String()); err == nil && c != nil {
			break
		}
		select {
		case <-ctx.Done():
			return Heard{}, ctx.Err()
		case <-time.After(time.Millisecond):
		}
	}

	contact := sip.ContactHeader{Address: sip.Uri{Scheme: "sip", User: "handset", Host: own.IP.String(), Port: own.Port}}
	out := sipgo.DialogUA{Client: cli, ContactHDR: contact}
	invite, err := p.invite(from, to, voice.LocalAddr().(*net.UDPAddr).Port)
	if err != nil {
		return Heard{}, err
	}
	if dialog, err = out.WriteInvite(ctx, invite); err != nil {
		return Heard{}, err
	}
	defer dialog.Close()
	if err := dialog.WaitAnswer(ctx, sipgo.AnswerOptions{}); err != nil {
		var refused *sipgo.ErrDialogResponse
		if errors.As(err, &refused) {
			return Heard{Status: refused.Res.StatusCode}, nil
		}
		return Heard{}, err
	}
	if err := dialog.Ack(ctx); err != nil {
		return Heard{}, err
	}
	h := Heard{Answered: true, Status: 200, ALaw: p.ALaw}
	stays := make(chan bool, 1)
	listened := make(chan struct{})
	go func() { h.Voice = p.listen(voice, stays); close(listened) }()
	select {
	case <-over:
	case <-stays:
		err = dialog.Bye(ctx)
	case <-ctx.Done():
		err = errors.Join(ctx.Err(), dialog.Bye(context.WithoutCancel(ctx)))
	}
	voice.Close()
	<-listened
	return h, err
}

// invite is the call as a trunk brings it: the caller's number stands in the header that the trunk asserts.
func (p Phone) invite(from, to string, port int) (*sip.Request, error) {
	digits := func(s string) string { return strings.NewReplacer("-", "", " ", "").Replace(s) }
	req := sip.NewRequest(sip.INVITE, sip.Uri{Scheme: "sip", User: digits(to), Host: p.To.Addr().String(), Port: int(p.To.Port())})
	caller, asserted := digits(from), "P-Asserted-Identity: <sip:"+digits(from)+"@trunk.invalid;user=phone>"
	if from == "" {
		caller, asserted = "anonymous", "Privacy: id"
	}
	header := sip.FromHeader{Address: sip.Uri{Scheme: "sip", User: caller, Host: map[bool]string{true: "anonymous.invalid", false: "trunk.invalid"}[from == ""]}}
	header.Params.Add("tag", sip.GenerateTagN(16))
	req.AppendHeader(&header)
	name, value, _ := strings.Cut(asserted, ": ")
	req.AppendHeader(sip.NewHeader(name, value))
	req.AppendHeader(sip.NewHeader("Content-Type", "application/sdp"))
	format, codec := 0, "PCMU"
	if p.ALaw {
		format, codec = 8, "PCMA"
	}
	req.SetBody(fmt.Appendf(nil, "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio %d RTP/AVP %d\r\na=rtpmap:%d %s/8000\r\na=ptime:20\r\n", port, format, format, codec))
	if p.TCP {
		req.SetTransport("TCP")
	}
	return req, nil
}

// listen gathers what is said until the socket closes.
func (p Phone) listen(conn *net.UDPConn, leave chan<- bool) []byte {
	var heard []byte
	var last uint16
	buf := make([]byte, 2048)
	left := false
	for {
		n, _, err := conn.ReadFromUDPAddrPort(buf)
		if err != nil {
			return heard
		}
		if n <= 12 || left {
			continue
		}
		seq := binary.BigEndian.Uint16(buf[2:])
		if len(heard) > 0 && int16(seq-last) <= 0 {
			continue // twice, or late
		}
		last = seq
		heard = append(heard, buf[12:n]...)
		if p.Listens != nil && !p.Listens(heard) {
			left = true
			leave <- true
		}
	}
}
