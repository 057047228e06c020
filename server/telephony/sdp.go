package telephony

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// offer is what a caller can hear and where (SDP, RFC 4566 and 3264), as far as this endpoint has a use for it.
type offer struct {
	to     netip.AddrPort // voice goes there
	alaw   bool           // A-law, as µ-law was not offered
	events string         // payload type of telephone events, "" without: accepted and left aside
	chosen int            // which of the media
	listen bool           // it only listens
	media  []string       // the media lines, "audio 4000 RTP/AVP 0"; each wants an answer
}

var errMedia = errors.New("telephony: no voice in G.711 that can be sent")

const (
	mostSDP   = 8 << 10 // bytes
	mostMedia = 8       // lines
)

// parseOffer reads an offer.
func parseOffer(raw []byte) (o offer, err error) {
	if len(raw) > mostSDP {
		return o, errMedia
	}
	o.chosen = -1
	var session, own, direction string
	port, at := 0, -1 // at: the media that lines are about
	mulaw, alaw := false, false
	for line := range strings.SplitSeq(string(raw), "\n") {
		line = strings.TrimRight(line, "\r ")
		if len(line) < 2 || line[1] != '=' {
			continue
		}
		switch value := line[2:]; line[0] {
		case 'c':
			if f := strings.Fields(value); len(f) == 3 {
				switch at {
				case -1:
					session = f[2]
				case o.chosen:
					own = f[2]
				}
			}
		case 'm':
			if at++; at == mostMedia {
				return o, errMedia
			}
			o.media = append(o.media, value)
			f := strings.Fields(value)
			if o.chosen >= 0 || len(f) < 4 || f[0] != "audio" || f[2] != "RTP/AVP" {
				continue
			}
			first, _, _ := strings.Cut(f[1], "/")
			n, err := strconv.Atoi(first)
			if err != nil || n <= 0 || n > 65535 {
				continue
			}
			u, a := slices.Contains(f[3:], "0"), slices.Contains(f[3:], "8")
			if u || a {
				o.chosen, port, mulaw, alaw = at, n, u, a
			}
		case 'a':
			if at == -1 || at == o.chosen {
				switch value {
				case "sendrecv", "sendonly", "recvonly", "inactive":
					direction = value
				}
			}
			if n, codec, ok := strings.Cut(strings.TrimPrefix(value, "rtpmap:"), " "); ok && at == o.chosen && strings.EqualFold(codec, "telephone-event/8000") {
				if _, err := strconv.ParseUint(n, 10, 7); err == nil {
					o.events = n
				}
			}
		}
	}
	if own == "" {
		own = session
	}
	address, err := netip.ParseAddr(own)
	if o.chosen < 0 || err != nil || address.IsUnspecified() || address.IsMulticast() || address.Zone() != "" || direction == "sendonly" || direction == "inactive" {
		return o, errMedia
	}
	if !slices.Contains(strings.Fields(o.media[o.chosen]), o.events) {
		o.events = ""
	}
	o.listen = direction == "recvonly"
	o.to, o.alaw = netip.AddrPortFrom(address.Unmap(), uint16(port)), alaw && !mulaw
	return o, nil
}

// answer accepts the voice at an address of ours, and none of the other media.
func (o offer) answer(at netip.AddrPort) []byte {
	family := "IP4"
	if at.Addr().Is6() {
		family = "IP6"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "v=0\r\no=- 1 1 IN %s %s\r\ns=-\r\nc=IN %s %s\r\nt=0 0\r\n", family, at.Addr(), family, at.Addr())
	for i, m := range o.media {
		f := strings.Fields(m)
		if i != o.chosen {
			if len(f) < 4 { // no media line at all: it is answered like one
				f = []string{"audio", "0", "RTP/AVP", "0"}
			}
			fmt.Fprintf(&b, "m=%s 0 %s %s\r\n", f[0], f[2], f[3])
			continue
		}
		format, name := "0", "PCMU"
		if o.alaw {
			format, name = "8", "PCMA"
		}
		events, direction := "", "sendrecv"
		if o.listen {
			direction = "sendonly"
		}
		if o.events != "" {
			format += " " + o.events
			events = fmt.Sprintf("a=rtpmap:%s telephone-event/8000\r\na=fmtp:%s 0-15\r\n", o.events, o.events)
		}
		fmt.Fprintf(&b, "m=audio %d RTP/AVP %s\r\na=rtpmap:%s %s/8000\r\n%sa=ptime:20\r\na=%s\r\n", at.Port(), format, format[:1], name, events, direction)
	}
	return []byte(b.String())
}
