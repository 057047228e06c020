package identity

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"netanswer/server/issuer"
	"netanswer/server/limit"
	"netanswer/shared/phone"
)

const (
	// CallLife is how long a check waits for its call, and from the call on for its browser.
	CallLife = 5 * time.Minute
	// CallRest is how long a number is no other check's for a phone, once a check is over. Who calls too late, or once more, must
	// not prove something for somebody else by it.
	CallRest = 5 * time.Minute
)

// ByCall is the channel of a check that waits for a call from one of the phones on file, mobile or not, or from one that is to come there.
const ByCall issuer.Channel = "call"

// Line is a number of ours that can be called.
type Line struct {
	Free    string   // E.164: it is displayed, and stands for the line
	Arrives []string // E.164: under which its calls come in; Free, the charged number, and what a trunk makes of them
}

// CallAbout is About for a call. Passcodes and calls are apart: asking for one does not end the other.
func (p Purpose) CallAbout(ref, flow string) Subject { return Subject{p.Name + callMark + ref, flow} }

const callMark = ".call/"

// Waits is what the subject of a call confirms, by its purpose's name.
func (s Subject) Waits() (purpose string, ok bool) {
	purpose, _, ok = strings.Cut(s.Purpose, callMark)
	return purpose, ok
}

// Offer is a line that a check may get: the HMACs of each phone's calls to it. All of them have to be free.
type Offer struct {
	Line  string // its Free
	Pairs []string
}

// Callers are the contacts that can call us, each number once.
func Callers(cs []issuer.Contact) (out []Caller) {
	known := map[string]bool{}
	for _, c := range cs {
		n, err := phone.Parse(c.To)
		if !c.Proves || c.Channel != issuer.SMS && c.Channel != issuer.Landline || err != nil || n.Kind() == phone.Service || known[n.E164()] {
			continue
		}
		known[n.E164()] = true
		out = append(out, Caller{n.E164(), c.Masked})
	}
	return out
}

// Caller is a phone that may call: one on file, or one that is to come there.
type Caller struct{ Number, Masked string }

// MakeCall makes a check that waits for a call from any of some phones. Nothing is stored yet, and which line it gets is found out
// in the transaction that stores it: Made.Offers come in the order in which they are to be tried. It counts against the limits of
// each phone, of whoever asks at place, and the caller's others, in one commit. Nobody is called, so nobody is disturbed.
func (s *Service) MakeCall(ctx context.Context, sub Subject, from []Caller, place string, also ...limit.Subject) (Made, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Made{}, err
	}
	now := s.Now()
	c := Check{ID: id.String(), Subject: sub, Channel: ByCall, CreatedAt: now, ExpiresAt: now.Add(CallLife)}
	var masked []string
	for _, p := range from {
		masked = append(masked, p.Masked)
		also = append(also, s.Limits.Of(limit.CallPlace, p.Number+" "+place), s.Limits.Of(limit.CallPhone, p.Number))
	}
	c.Masked = strings.Join(masked, Among)
	var offers []Offer
	for _, i := range rand.Perm(len(s.Lines)) {
		o := Offer{Line: s.Lines[i].Free}
		for _, p := range from {
			o.Pairs = append(o.Pairs, s.Keys.MAC(pairing, p.Number, o.Line))
		}
		offers = append(offers, o)
	}
	taken, err := s.Limits.Take(ctx, also...)
	return Made{Check: c, Taken: taken, Offers: offers}, err
}

// Hold finds a line for a check and opens it, in the transaction of who asked; false when each is another check's for one of the phones.
// The line that the subject had before is the first to be tried: nobody takes more of them than needed.
func (s *Service) Hold(ctx context.Context, tx Tx, m Made) (bool, error) {
	offers := slices.Clone(m.Offers)
	last, ok, err := tx.LatestCheck(ctx, m.Check.Subject)
	if err != nil {
		return false, err
	}
	if i := slices.IndexFunc(offers, func(o Offer) bool { return o.Line == last.Line }); ok && i >= 0 {
		offers[0], offers[i] = offers[i], offers[0]
	}
	for _, o := range offers {
		c := m.Check
		c.Line = o.Line
		held, err := tx.HoldLine(ctx, o, c, s.Now(), c.ExpiresAt.Add(CallRest))
		if err != nil {
			return false, err
		}
		if held {
			return true, tx.PutCheck(ctx, c)
		}
	}
	return false, nil
}

const pairing = "call"

// Among stands between the phones of a check that are shown.
const Among = " / "

// Pairs are the HMACs by which a call may be found, under every key that is read; none when the number is not ours. Both numbers
// are E.164.
func (s *Service) Pairs(caller, dialled string) []string {
	for _, l := range s.Lines {
		for _, to := range l.Arrives {
			if to == dialled {
				return s.Keys.MACs(pairing, caller, l.Free)
			}
		}
	}
	return nil
}

// Waiting is the check that waits for a call from caller to dialled.
func (s *Service) Waiting(ctx context.Context, caller, dialled string) (Check, bool, error) {
	for _, pair := range s.Pairs(caller, dialled) {
		c, ok, err := s.Store.WaitingCall(ctx, pair, s.Now())
		if err != nil || ok {
			return c, ok, err
		}
	}
	return Check{}, false, nil
}

// Mark is what the screen of a call check sends along: whoever shows it has seen that screen.
func (s *Service) Mark(c Check) string { return s.Keys.Token("call-mark", c.ID) }
