package telephony

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/emiago/sipgo"
	"github.com/emiago/sipgo/sip"
)

// call is one call from its INVITE to its end. docs/calls.md shows its states.
type call struct {
	*Endpoint
	trunk  Trunk
	place  int // of the trunk, from 1
	req    *sip.Request
	tx     sip.ServerTransaction
	answer *sip.Response

	confirmed chan struct{} // closed with the ACK to our 200
	canceled  chan struct{} // closed with CANCEL
	gone      context.Context
	hungUp    context.CancelFunc // ends gone: with BYE
	once      sync.Once
}

// invite is the beginning of a call; it returns when the call is over.
func (e *Endpoint) invite(req *sip.Request, tx sip.ServerTransaction) {
	began := e.Now()
	trunk, place := e.trunkOf(req.Source())
	c := &call{Endpoint: e, trunk: trunk, place: place, req: req, tx: tx, confirmed: make(chan struct{}), canceled: make(chan struct{})}
	end := EndFailed
	e.under.Add(1)
	defer func() {
		e.Log.Info().Str("door", "sip").Int("trunk", place).Str("end", string(end)).Dur("took_ms", e.Now().Sub(began)).Msg("call")
		if e.Ended != nil {
			e.Ended("sip", end)
		}
		e.under.Add(-1)
	}()
	if h := req.To(); h != nil && h.Params.Has("tag") { // within a call: it stays as it is
		if e.callOf(req) == nil {
			end = c.refuse(EndRefused, 481, "Call/Transaction Does Not Exist")
		} else {
			end = c.refuse(EndRefused, 488, "Not Acceptable Here")
		}
		return
	}
	end = c.take()
}

// take decides on a new call, and answers it if there is something to be said.
func (c *call) take() End {
	switch {
	case c.ending.Load():
		return c.refuse(EndStopped, 503, "Service Unavailable", retryAfter(30))
	case c.UnderWay() > c.Most:
		return c.refuse(EndFull, 486, "Busy Here")
	case c.req.Contact() == nil || c.req.From() == nil || c.req.From().Params == nil || !c.req.From().Params.Has("tag"):
		return c.refuse(EndRefused, 400, "Bad Request")
	}
	if wanted := c.req.GetHeader("Require"); wanted != nil {
		return c.refuse(EndRefused, 420, "Bad Extension", sip.NewHeader("Unsupported", wanted.Value()))
	}
	to := dialled(c.req).E164()
	if to == "" || !slices.Contains(c.Numbers, to) {
		return c.refuse(EndNotOurs, 404, "Not Found")
	}
	from, err := c.trunk.caller(c.req)
	switch {
	case errors.Is(err, errUntrusted):
		return c.refuse(EndUntrusted, 403, "Forbidden")
	case err != nil && c.trunk.Refuses:
		return c.refuse(EndWithheld, 433, "Anonymity Disallowed") // RFC 5079
	}
	withheld := err != nil
	offer, err := parseOffer(c.req.Body())
	if err != nil {
		return c.refuse(EndMedia, 488, "Not Acceptable Here", sip.NewHeader("Warning", `304 netanswer "G.711 (PCMU or PCMA) over RTP/AVP is spoken here"`))
	}
	if !c.tx.OnCancel(func(*sip.Request) { close(c.canceled) }) {
		return EndCanceled
	}
	if withheld {
		return c.speak(offer, Withheld, EndWithheld)
	}
	first, end := ask(c.living, c.Line, c.Log, from.E164(), to)
	if end != "" {
		return c.speak(offer, first, end)
	}
	return c.converse(offer, func(v *voice) End {
		if v.say(c.gone, c.Sounds[first]) != nil || v.hush(c.gone, c.Pause) != nil || c.gone.Err() != nil {
			return c.cut()
		}
		last, end := count(c.living, c.Line, c.Log, from.E164(), to) // the line is still up
		v.say(c.gone, c.Sounds[last])
		return end
	})
}

// refuse answers that there is no call.
func (c *call) refuse(end End, status int, reason string, headers ...sip.Header) End {
	reply(c.req, c.tx, status, reason, headers...)
	return end
}

// speak answers only to say one thing.
func (c *call) speak(o offer, s Sound, end End) End {
	return c.converse(o, func(v *voice) End {
		if v.say(c.gone, c.Sounds[s]) != nil && c.living.Err() != nil {
			return EndStopped
		}
		return end
	})
}

// cut is why a call ended before it counted.
func (c *call) cut() End {
	switch {
	case c.living.Err() != nil:
		return EndStopped
	case c.gone.Err() != nil:
		return EndHungUp
	}
	return EndFailed // voice could not be sent: nobody was warned
}

// converse answers, talks once the answer is confirmed, and hangs up.
func (c *call) converse(o offer, talk func(*voice) End) End {
	conn, err := c.Ports.listen(c.at)
	if err != nil {
		return c.refuse(EndFull, 486, "Busy Here")
	}
	defer conn.Close()
	c.gone, c.hungUp = context.WithCancel(c.living)
	defer c.hungUp()
	id, err := c.accept(o, conn)
	if err != nil {
		return c.refuse(EndFailed, 500, "Server Internal Error")
	}
	defer func() { c.mu.Lock(); delete(c.calls, id); c.mu.Unlock() }()
	if end := c.wait(); end != "" {
		if end != EndCanceled && end != EndHungUp {
			c.sayBye()
		}
		return end
	}
	v := newVoice(conn, o, c.Frame)
	go v.follow(c.trunk.carries)
	end := talk(v)
	if c.gone.Err() == nil || c.living.Err() != nil {
		c.sayBye()
	}
	return end
}

// accept makes the answer and the dialog that its ACK belongs to.
func (c *call) accept(o offer, conn *net.UDPConn) (id string, err error) {
	port := conn.LocalAddr().(*net.UDPAddr).AddrPort().Port()
	res := sip.NewSDPResponseFromRequest(c.req, o.answer(netip.AddrPortFrom(c.contact.Addr(), port)))
	res.AppendHeader(&sip.ContactHeader{Address: sip.Uri{Scheme: "sip", Host: hostOf(c.contact.Addr()), Port: int(c.contact.Port()), UriParams: sip.HeaderParams{{K: "transport", V: strings.ToLower(c.req.Transport())}}}})
	res.AppendHeader(sip.NewHeader("Allow", allow))
	if id, err = sip.DialogIDFromResponse(res); err != nil {
		return "", err
	}
	c.answer = res
	c.mu.Lock()
	c.calls[id] = c
	c.mu.Unlock()
	return id, nil
}

// wait sends the answer, again and again, until it is confirmed. It answers why it was not.
func (c *call) wait() End {
	again := sip.T1
	resend, enough := time.NewTimer(again), time.NewTimer(c.Patience)
	defer resend.Stop()
	defer enough.Stop()
	select {
	case <-c.canceled:
		return EndCanceled
	default:
		c.tx.Respond(c.answer)
	}
	for {
		select {
		case <-c.confirmed:
			return ""
		case ack := <-c.tx.Acks(): // of a phone that uses the branch of its INVITE again
			if c.callOf(ack) == c {
				c.confirm(ack)
			}
		case <-c.canceled:
			return EndCanceled
		case <-c.gone.Done():
			return c.cut()
		case <-enough.C:
			return EndNoACK
		case <-resend.C:
			c.tx.Respond(c.answer)
			again = min(2*again, sip.T2)
			resend.Reset(again)
		}
	}
}

// confirm is the ACK of our answer.
func (c *call) confirm(ack *sip.Request) {
	if a, b := ack.CSeq(), c.req.CSeq(); a != nil && b != nil && a.SeqNo == b.SeqNo {
		c.once.Do(func() { close(c.confirmed) })
	}
}

// sayBye hangs up. It goes where the INVITE came from, which is the trunk, whatever address that named for us.
func (c *call) sayBye() {
	contact := c.req.Contact()
	bye := sip.NewRequest(sip.BYE, *contact.Address.Clone())
	from, to := c.answer.To().AsFrom(), c.req.From().AsTo()
	bye.AppendHeader(&from)
	bye.AppendHeader(&to)
	bye.AppendHeader(sip.HeaderClone(c.req.CallID()))
	bye.AppendHeader(&sip.CSeqHeader{SeqNo: 1, MethodName: sip.BYE})
	forwards := sip.MaxForwardsHeader(70)
	bye.AppendHeader(&forwards)
	for _, route := range c.req.GetHeaders("Record-Route") {
		bye.AppendHeader(sip.NewHeader("Route", route.Value()))
	}
	bye.SetBody(nil)
	bye.SetTransport(c.req.Transport())
	bye.SetDestination(c.req.Source())
	ctx, done := context.WithTimeout(context.Background(), byeTakes)
	defer done()
	if _, err := c.client.Do(ctx, bye, sipgo.ClientRequestAddVia); err != nil {
		c.Log.Debug().Msg("call: nobody answered that it is over") // the error names addresses
	}
}
