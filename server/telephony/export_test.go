package telephony

import (
	"net/netip"

	"github.com/emiago/sipgo/sip"

	"netanswer/shared/phone"
)

// What tests look into.

var ToALaw = toALaw

// Caller is who calls, as a trunk is to be believed.
func (t Trunk) Caller(req *sip.Request) (phone.Number, error) { return t.caller(req) }

// Dialled is what was dialled.
func Dialled(req *sip.Request) phone.Number { return dialled(req) }

// AnswerTo is the answer to an offer, and where voice would go.
func AnswerTo(raw []byte, at netip.AddrPort) (answer []byte, to netip.AddrPort, err error) {
	o, err := parseOffer(raw)
	if err != nil {
		return nil, o.to, err
	}
	return o.answer(at), o.to, nil
}

// WholeMessage says whether a packet is let through to the library.
func WholeMessage(packet []byte) bool { return sound(packet) }
