package main

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/issuer/sandbox"
	"netanswer/server/limit"
	"netanswer/server/site"
	"netanswer/server/telephony"
	"netanswer/shared/phone"
)

// telephone is all that has to do with calls.
type telephone struct {
	sip   *telephony.Endpoint // nil without the door
	door  telephony.Door      // of the webhooks, but for their secrets
	at    atomic.Pointer[netip.AddrPort]
	where string // to listen
}

// openTelephone puts together what the settings ask for; it does not listen yet.
func openTelephone(c config, line telephony.Line, numbers []string, limits *limit.Limiter, now func() time.Time, log zerolog.Logger) (*telephone, error) {
	folder := ""
	if c.Brand != "" {
		folder = filepath.Join(filepath.Dir(c.Brand), "calls")
	}
	sounds, err := telephony.Load(folder)
	if err != nil {
		return nil, err
	}
	t := &telephone{where: c.Calls.SIP, door: telephony.Door{
		Line: line, Numbers: numbers, Pause: telephony.Pause, Now: now, Log: log,
		Once: func(ctx context.Context, id string) (func(context.Context) error, error) {
			taken, err := limits.Take(ctx, limits.Of(limit.CallOnce, id))
			return taken.Back, err
		},
	}}
	if slices.Contains(c.Calls.Doors, doorSIP) {
		t.sip = &telephony.Endpoint{
			Line: line, Numbers: numbers, Trunks: c.Calls.Trunks, External: c.Calls.External, Ports: c.Calls.Ports, Most: c.Calls.Most, Sounds: sounds, Now: now, Log: log,
			Pause: telephony.Pause, Frame: telephony.Frame, Patience: telephony.Patience, Last: telephony.Last,
		}
	}
	return t, nil
}

// doors are the webhooks that the settings ask for, and in development the handset's telephone.
func (t *telephone) doors(c config, st *site.Site, box *sandbox.Issuer) {
	if slices.Contains(c.Calls.Doors, doorTwilio) {
		st.Twilio = &telephony.Twilio{Door: t.door, Public: c.Public}
		st.Twilio.Secret = c.Calls.TwilioToken
	}
	if slices.Contains(c.Calls.Doors, doorHook) {
		st.Hook = &telephony.Hook{Door: t.door}
		st.Hook.Secret = c.Calls.Secret
	}
	if !c.Dev || t.sip == nil {
		return
	}
	st.Dialler = &site.Dialler{Sounds: t.sip.Sounds, Call: t.dial}
	for _, d := range demoCards(box) {
		for _, number := range []string{d.Mobile, d.Landline} {
			if number != "" {
				st.Dialler.Phones = append(st.Dialler.Phones, site.Phone{Number: number, Whose: d.Holder + " (" + d.Case + ")"})
			}
		}
	}
	for _, n := range t.sip.Numbers {
		if ours, err := phone.Parse(n); err == nil {
			st.Dialler.Lines = append(st.Dialler.Lines, site.Phone{Number: ours.National()})
		}
	}
}

// counted has the ends of calls counted.
func (t *telephone) counted(st *site.Site, count func(door, end string)) {
	ended := func(door string, end telephony.End) { count(door, string(end)) }
	if t.sip != nil {
		t.sip.Ended = ended
	}
	if st.Twilio != nil {
		st.Twilio.Ended = ended
	}
	if st.Hook != nil {
		st.Hook.Ended = ended
	}
}

// underWay is how many calls the SIP endpoint has.
func (t *telephone) underWay() float64 {
	if t.sip == nil {
		return 0
	}
	return float64(t.sip.UnderWay())
}

// serve opens the SIP endpoint, if there is to be one; wait returns when ctx and then the calls under way have ended.
func (t *telephone) serve(ctx context.Context, log zerolog.Logger) (wait func(), err error) {
	if t.sip == nil {
		return func() {}, nil
	}
	udp, tcp, err := telephony.Listen(t.where)
	if err != nil {
		return nil, err
	}
	at := tcp.Addr().(*net.TCPAddr).AddrPort()
	t.at.Store(&at)
	over := make(chan struct{})
	go func() {
		defer close(over)
		if err := t.sip.Serve(ctx, udp, tcp); err != nil {
			log.Error().Err(err).Msg("telephone: no calls are taken any more")
		}
	}()
	return func() { <-over }, nil
}

var errNoTelephone = errors.New("the telephone is not open")

// dial calls our own endpoint, as a trunk on this machine would.
func (t *telephone) dial(ctx context.Context, from, to string) (telephony.Heard, error) {
	at := t.at.Load()
	if at == nil {
		return telephony.Heard{}, errNoTelephone
	}
	return telephony.Phone{To: *at}.Call(ctx, from, to)
}
