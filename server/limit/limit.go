// Package limit slows down guessing and pumping. It is one table of named limits, each with its reason, counted in the
// database so that replicas share them. Subjects (addresses, numbers, IDs) are stored as HMACs only.
package limit

import (
	"context"
	"net/netip"
	"time"

	"netanswer/server/fault"
	"netanswer/server/keys"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Limit is at most Max in each window of Per. Windows are aligned to the clock: cheap to count, at worst 2 × Max around
// a boundary.
type Limit struct {
	Name string
	Max  int
	Per  time.Duration
	Why  string
}

// The limits. "Refusals" and "failures" are given back when the try turns out well.
var (
	CardDay       = Limit{"card", 5, 24 * time.Hour, "refusals: a holder mistypes a code now and then; five a day find one code in a thousand in half a year"}
	CardAddress   = Limit{"card-address", 20, time.Hour, "refusals: card testing from one place; a household or an office behind one address still registers"}
	PasscodeDay   = Limit{"passcode-destination", 5, 24 * time.Hour, "SMS pumping and annoying a stranger's phone"}
	PasscodeCard  = Limit{"passcode-card", 8, 24 * time.Hour, "the same over several flows and contacts of one card"}
	PasscodeAgain = Limit{"passcode-again", 5, time.Hour, "a right passcode sent twice is answered twice; guessing it under a former id is not"}
	LoginPair     = Limit{"login-id-address", 10, 15 * time.Minute, "failures: guessing one member's password from one place"}
	LoginID       = Limit{"login-id", 100, 15 * time.Minute, "failures: the same from many places; wide, so that a stranger cannot lock a member out with a few tries"}
	LoginAddress  = Limit{"login-address", 100, 15 * time.Minute, "failures: spraying many IDs from one place; carrier NAT puts many members there"}
	StrengthFlow  = Limit{"strength-flow", 120, 10 * time.Minute, "grading is work; a person typing asks a few times a minute"}
	StrengthPlace = Limit{"strength-address", 600, 10 * time.Minute, "the same over made-up flows; carrier NAT puts many people there"}
	HashAddress   = Limit{"register-address", 60, time.Hour, "each accepted entry costs one argon2id"}
)

// All are the limits, for tests and documentation.
var All = []Limit{CardDay, CardAddress, PasscodeDay, PasscodeCard, PasscodeAgain, LoginPair, LoginID, LoginAddress, StrengthFlow, StrengthPlace, HashAddress}

// Store counts.
type Store interface {
	// Hit adds n, which may be negative, to the count of (name, key, window start) and answers the new count.
	Hit(ctx context.Context, name, key string, window time.Time, n int) (int, error)
}

// Limiter applies the table.
type Limiter struct {
	Store Store
	Keys  *keys.Ring
	Now   func() time.Time
}

// Taken is one event that was counted.
type Taken struct {
	l      *Limiter
	limit  Limit
	key    string
	window time.Time
}

// Take counts one event of subject and answers a TooMany fault when that was one too many.
func (l *Limiter) Take(ctx context.Context, lim Limit, subject string) (Taken, error) {
	return l.TakeMAC(ctx, lim, l.Keys.MAC("limit/"+lim.Name, subject))
}

// TakeMAC is Take for a subject that has been made an HMAC already (a card's, under its monthly key).
func (l *Limiter) TakeMAC(ctx context.Context, lim Limit, mac string) (Taken, error) {
	now := l.Now()
	t := Taken{l, lim, mac, window(now, lim.Per)}
	n, err := l.Store.Hit(ctx, lim.Name, mac, t.window, 1)
	if err != nil {
		return t, err
	}
	if n > lim.Max {
		return t, fault.New(wire.TooMany, text.TooMany).After(t.window.Add(lim.Per).Sub(now))
	}
	return t, nil
}

// Back takes an event out of the count: it was none of those that the limit is about.
func (t Taken) Back(ctx context.Context) error {
	_, err := t.l.Store.Hit(ctx, t.limit.Name, t.key, t.window, -1)
	return err
}

// window is when the window of an instant began. A day is Japan's, as the messages mean it.
func window(now time.Time, per time.Duration) time.Time {
	_, offset := now.In(japan.Zone).Zone()
	shift := time.Duration(offset) * time.Second
	return now.UTC().Add(shift).Truncate(per).Add(-shift)
}

// Address is the subject of a network address: the whole of an IPv4 one, the /64 of an IPv6 one.
func Address(a netip.Addr) string {
	a = a.Unmap()
	if !a.IsValid() {
		return "none"
	}
	if a.Is4() {
		return a.String()
	}
	p, err := a.WithZone("").Prefix(64)
	if err != nil {
		return "none"
	}
	return p.String()
}
