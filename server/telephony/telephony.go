// Package telephony answers the telephone: who is registered with the issuer under a phone number proves to hold that phone by
// calling us from it. There are three doors, a SIP endpoint of its own for a trunk of a telephone company (Endpoint), and two
// webhooks for companies that answer calls as a service (Twilio, Hook). All end in Line: this number called that one, was told
// what it is about and warned, and stayed on the line.
//
// Nothing is counted when the telephone rings. Whoever can make a call look as if it came from somebody else's phone is kept out
// as far as a telephone network lets us (docs/calls.md): the caller's number is believed from trunks only that say so themselves.
package telephony

import (
	"context"
	"time"

	"github.com/rs/zerolog"

	"netanswer/shared/text"
)

// Line is who waits for calls.
type Line interface {
	// Expected says whether a check waits for a call from caller to dialled (both E.164) and what it confirms ("register",
	// "recover", "add", "order", "contact": picks the announcement). Nothing changes.
	Expected(ctx context.Context, caller, dialled string) (purpose string, ok bool, err error)
	// CallReceived is a call that was answered and listened to: it completes the check. False when none waits (any more).
	CallReceived(ctx context.Context, caller, dialled string) (bool, error)
}

// Sound is an announcement, by name. A file of it is server/telephony/audio/<name>.ulaw.
type Sound string

// The announcements. The first ones are named as the purposes that Line answers.
const (
	Register Sound = "register" // what is confirmed, and the warning
	Recover  Sound = "recover"  // the same
	Add      Sound = "add"      // the same
	Order    Sound = "order"    // the same
	Contact  Sound = "contact"  // the same
	Verified Sound = "verified"
	Unknown  Sound = "unknown"  // no check waits for this phone
	Late     Sound = "late"     // it no longer waits
	Withheld Sound = "withheld" // no number came along
	Busy     Sound = "busy"     // something of ours does not answer
)

// Words are what the announcements say.
var Words = map[Sound]text.Message{
	Register: text.VoiceRegister, Recover: text.VoiceRecover, Add: text.VoiceAdd, Order: text.VoiceOrder, Contact: text.VoiceContact, Verified: text.VoiceVerified,
	Unknown: text.VoiceUnknown, Late: text.VoiceLate, Withheld: text.VoiceWithheld, Busy: text.VoiceBusy,
}

// askingTakes is how long Line may take.
const askingTakes = 3 * time.Second

// ask is what to say to a caller, and the end of the call if that is all there is to it.
func ask(ctx context.Context, line Line, log zerolog.Logger, caller, dialled string) (Sound, End) {
	ctx, done := context.WithTimeout(ctx, askingTakes)
	defer done()
	purpose, waits, err := line.Expected(ctx, caller, dialled)
	switch s := Sound(purpose); {
	case err != nil:
		log.Error().Err(err).Msg("call: who waits for it is not known")
		return Busy, EndBusy
	case !waits:
		return Unknown, EndUnknown
	case s == Register || s == Recover || s == Add || s == Order || s == Contact:
		return s, ""
	}
	log.Error().Msg("call: nothing is recorded for its purpose")
	return Busy, EndBusy
}

// count counts a call that was listened to, and answers what to say. It is not given up with the caller: the line was up.
func count(ctx context.Context, line Line, log zerolog.Logger, caller, dialled string) (Sound, End) {
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), askingTakes)
	defer done()
	switch counted, err := line.CallReceived(ctx, caller, dialled); {
	case err != nil:
		log.Error().Err(err).Msg("call: it could not be counted")
		return Busy, EndBusy
	case !counted:
		return Late, EndLate
	}
	return Verified, EndVerified
}

// End is how a call ended, for the log and the figures.
type End string

// The ends.
const (
	EndVerified  End = "verified"  // the check is complete
	EndLate      End = "late"      // listened to, but the check no longer waited
	EndUnknown   End = "unknown"   // no check waits for this phone: told so
	EndWithheld  End = "withheld"  // no number came along: told so, or refused
	EndBusy      End = "busy"      // Line did not answer: told so
	EndHungUp    End = "hung_up"   // before it counted
	EndCanceled  End = "canceled"  // before it was answered
	EndNoACK     End = "no_ack"    // the answer was never confirmed
	EndNotOurs   End = "not_ours"  // another number was dialled
	EndUntrusted End = "untrusted" // the trunk does not say who calls, or says that the number is not the caller's
	EndMedia     End = "media"     // no G.711, or nowhere to send it to
	EndFull      End = "full"      // too many calls at once, or no port left
	EndStopped   End = "stopped"   // the server ended
	EndRefused   End = "refused"   // the request made no sense, or was not signed
	EndFailed    End = "failed"    // something broke
)
