// Package limit slows down guessing and pumping. It is one table of named limits, each with its reason, counted in the
// database so that replicas share them. Subjects (addresses, numbers, IDs) are stored as HMACs only.
package limit

import (
	"context"
	"net/netip"
	"time"

	"netanswer/server/fault"
	"netanswer/server/keys"
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

// The limits.
var (
	CardDay       = Limit{"card", 5, 24 * time.Hour, "a holder mistypes a code now and then; five tries a day find one code in a thousand in half a year"}
	CardAddress   = Limit{"card-address", 20, time.Hour, "card testing from one place; a household or an office behind one address still registers"}
	PasscodeDay   = Limit{"passcode-destination", 5, 24 * time.Hour, "SMS pumping and annoying a stranger's phone"}
	PasscodeCard  = Limit{"passcode-card", 8, 24 * time.Hour, "the same over several flows of one card"}
	PasscodeAgain = Limit{"passcode-again", 5, time.Hour, "a right passcode sent twice is answered twice; guessing it under a former id is not"}
	LoginID       = Limit{"login-id", 10, 15 * time.Minute, "guessing one member's password"}
	LoginAddress  = Limit{"login-address", 100, 15 * time.Minute, "spraying many IDs from one place; carrier NAT puts many members there"}
	StrengthAddr  = Limit{"strength-address", 600, 10 * time.Minute, "grading is work; a person typing asks a few times a minute"}
	RegisterHash  = Limit{"register-address", 60, time.Hour, "each accepted entry costs one argon2id"}
)

// All are the limits, for tests and documentation.
var All = []Limit{CardDay, CardAddress, PasscodeDay, PasscodeCard, PasscodeAgain, LoginID, LoginAddress, StrengthAddr, RegisterHash}

// Store counts.
type Store interface {
	// Hit adds one to the count of (name, key, window start) and answers the new count.
	Hit(ctx context.Context, name, key string, window time.Time) (int, error)
}

// Limiter applies the table.
type Limiter struct {
	Store Store
	Keys  *keys.Ring
	Now   func() time.Time
}

// Take counts one event of subject and answers a TooMany fault when that was one too many.
func (l *Limiter) Take(ctx context.Context, lim Limit, subject string) error {
	return l.TakeMAC(ctx, lim, l.Keys.MAC("limit/"+lim.Name, subject))
}

// TakeMAC is Take for a subject that has been made an HMAC already (a card's, under its monthly key).
func (l *Limiter) TakeMAC(ctx context.Context, lim Limit, mac string) error {
	now := l.Now()
	window := now.Truncate(lim.Per)
	n, err := l.Store.Hit(ctx, lim.Name, mac, window)
	if err != nil {
		return err
	}
	if n > lim.Max {
		return fault.New(wire.TooMany, text.TooMany).After(window.Add(lim.Per).Sub(now))
	}
	return nil
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
