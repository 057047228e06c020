package main

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"netanswer/server/telephony"
)

// The doors by which calls may come.
const (
	doorSIP    = "sip"
	doorTwilio = "twilio"
	doorHook   = "webhook"
)

// callSettings are the settings of the telephone.
type callSettings struct {
	Doors       []string
	SIP         string // where the endpoint listens, UDP and TCP
	External    netip.Addr
	Ports       telephony.Ports
	Trunks      []telephony.Trunk
	Most        int // calls at once
	TwilioToken string
	Secret      string // of the webhook
}

var callRows = []setting{
	{"NETANSWER_CALLS", "calls", "", "doors by which the calls of ご本人様確認 come, see [calls.md](calls.md): `sip`, `twilio`, `webhook`, several with commas, or `none`. When empty none, with `--dev` SIP on this machine"},
	{"NETANSWER_SIP_LISTEN", "sip-listen", ":5060", "address and port of the SIP endpoint, UDP and TCP"},
	{"NETANSWER_SIP_EXTERNAL", "sip-external", "", "IP address by which trunks reach the endpoint; needed when `--sip-listen` names none, or behind NAT"},
	{"NETANSWER_SIP_RTP", "sip-rtp", "30000-30999", "UDP ports for voice, one for each call"},
	{"NETANSWER_SIP_TRUNKS", "sip-trunks", "", "trunks, divided by semicolons: networks of its exchanges (commas between), then what holds for it: `asserts`, `from`, `international`, `433`, `media=NETWORKS`"},
	{"NETANSWER_SIP_CALLS", "sip-calls", "100", "calls at once that the SIP endpoint takes, 1–1000; one more hears that the line is busy"},
	{"NETANSWER_TWILIO_TOKEN", "twilio-token", "", "auth token of the account at Twilio, from a file: `NETANSWER_TWILIO_TOKEN_FILE`"},
	{"NETANSWER_CALLS_SECRET", "calls-secret", "", "secret shared with whoever calls the webhook, 32 characters or more, from a file: `NETANSWER_CALLS_SECRET_FILE`"},
}

// loopbackTrunk is who calls in development: the handset of this machine.
var loopbackTrunk = telephony.Trunk{Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Asserts: true}

// calls reads the settings of the telephone.
func (c *config) calls(get func(string) string) (err error) {
	doors, dev := get("calls"), false
	if doors == "" && c.Dev {
		doors, dev = doorSIP, true
	}
	for door := range strings.SplitSeq(doors, ",") {
		switch door = strings.TrimSpace(door); door {
		case "", "none":
		case doorSIP, doorTwilio, doorHook:
			c.Calls.Doors = append(c.Calls.Doors, door)
		default:
			return fmt.Errorf("NETANSWER_CALLS: %q is none of sip, twilio, webhook, none", door)
		}
	}
	if c.Calls.Ports, err = telephony.ParsePorts(get("sip-rtp")); err != nil {
		return fmt.Errorf("NETANSWER_SIP_RTP: %w", err)
	}
	if c.Calls.Trunks, err = telephony.ParseTrunks(get("sip-trunks")); err != nil {
		return fmt.Errorf("NETANSWER_SIP_TRUNKS: %w", err)
	}
	if c.Calls.Most, err = strconv.Atoi(get("sip-calls")); err != nil || c.Calls.Most < 1 || c.Calls.Most > 1000 {
		return fmt.Errorf("NETANSWER_SIP_CALLS: %q is no number from 1 to 1000", get("sip-calls"))
	}
	if external := get("sip-external"); external != "" {
		if c.Calls.External, err = netip.ParseAddr(external); err != nil {
			return fmt.Errorf("NETANSWER_SIP_EXTERNAL: %q is no IP address", external)
		}
	}
	c.Calls.SIP, c.Calls.TwilioToken, c.Calls.Secret = get("sip-listen"), get("twilio-token"), get("calls-secret")
	if dev {
		c.Calls.SIP, c.Calls.External = "127.0.0.1:0", netip.Addr{} // any free port, so that a second server starts as well
	}
	if c.Dev && !slices.ContainsFunc(c.Calls.Trunks, func(t telephony.Trunk) bool {
		return slices.ContainsFunc(t.Networks, loopbackTrunk.Networks[0].Overlaps)
	}) {
		c.Calls.Trunks = append(c.Calls.Trunks, loopbackTrunk)
	}
	return c.checkCalls()
}

func (c *config) checkCalls() error {
	has := func(door string) bool { return slices.Contains(c.Calls.Doors, door) }
	host, _, err := net.SplitHostPort(c.Calls.SIP)
	at, notAnAddress := netip.ParseAddr(host)
	switch {
	case err != nil:
		return fmt.Errorf("NETANSWER_SIP_LISTEN: %q is no address and port like :5060", c.Calls.SIP)
	case has(doorSIP) && host != "" && notAnAddress != nil:
		return fmt.Errorf("NETANSWER_SIP_LISTEN: %q is no IP address", host)
	case has(doorSIP) && (host == "" || at.IsUnspecified()) && !c.Calls.External.IsValid():
		return errors.New("NETANSWER_SIP_EXTERNAL is needed: trunks are told where to send voice, and NETANSWER_SIP_LISTEN names no address")
	case has(doorSIP) && len(c.Calls.Trunks) == 0:
		return errors.New("NETANSWER_SIP_TRUNKS is needed: the SIP endpoint answers nobody but its trunks")
	case has(doorSIP) && c.Dev && !c.TLS && !at.IsLoopback():
		return fmt.Errorf("--dev listens on this machine only (127.0.0.1), not on %q: NETANSWER_SIP_LISTEN", c.Calls.SIP)
	case has(doorTwilio) && c.Calls.TwilioToken == "":
		return errors.New("NETANSWER_TWILIO_TOKEN_FILE is needed: without the token nobody knows whether Twilio asks")
	case has(doorHook) && len(c.Calls.Secret) < 32:
		return errors.New("NETANSWER_CALLS_SECRET_FILE is needed: a secret of 32 characters or more")
	}
	return nil
}
