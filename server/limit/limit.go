// Package limit slows down guessing, card testing and pumping. It is one table of named limits, each with its reason
// (table.go), counted in the database so that replicas share them; ceilings of the routes are counted in each replica's
// memory. Subjects (addresses, numbers, IDs) are stored as HMACs only.
package limit

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"time"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/keys"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Hit adds N, which may be negative, to one count.
type Hit struct {
	Name, Key string
	Window    time.Time // its start
	N         int
}

// Slowed is a try that a back-off counts.
type Slowed struct {
	Backoff Backoff
	Key     string
	Now     time.Time
}

// Store counts.
type Store interface {
	// Update runs f in one transaction, again should the database ask for it: no side effect inside.
	Update(ctx context.Context, f func(Tx) error) error
	// Hit is Tx's, committed by itself.
	Hit(ctx context.Context, hits ...Hit) ([]int, error)
	// Sum is what some keys of a name have counted in windows that began after a time, by key.
	Sum(ctx context.Context, name string, keys []string, after time.Time) (map[string]int, error)
	// Switched says whether a switch is on.
	Switched(ctx context.Context, name string) (on bool, err error)
}

// Tx counts in somebody's transaction.
type Tx interface {
	// Hit adds to counts, no two of them the same, in one statement, and answers the new ones in their order.
	Hit(ctx context.Context, hits ...Hit) ([]int, error)
	// Slow counts a failure ahead of its outcome and answers when the next try may come; false, with nothing counted, when
	// this one came too early.
	Slow(ctx context.Context, s Slowed) (next time.Time, ok bool, err error)
	// Forgive forgets the failures of a subject.
	Forgive(ctx context.Context, name, key string) error
	// Switch turns a switch; false when it stood so already.
	Switch(ctx context.Context, name string, on bool, at time.Time) (bool, error)
	audit.Log
}

// Limiter applies the table.
type Limiter struct {
	Store Store
	Keys  *keys.Ring
	Now   func() time.Time
	// Alarm, if there is one, is told when a limit is reached for the first time in its window: of the limits that refuse
	// nothing it is all that happens.
	Alarm func(l Limit, subject string)
	// Refused, if there is one, is told of each refusal by the name of its limit or back-off.
	Refused func(name string)
}

// Subject is whom a limit counts.
type Subject struct {
	limit Limit
	name  string // as given; empty when it came as an HMAC
	key   string
	at    time.Time // zero: now
}

// Of is a subject of a limit.
func (l *Limiter) Of(lim Limit, subject string) Subject {
	return Subject{limit: lim, name: subject, key: l.Keys.MAC("limit/"+lim.Name, subject)}
}

// At is the subject in the window of another moment.
func (s Subject) At(t time.Time) Subject { s.at = t; return s }

// OfMAC is a subject that has been made an HMAC already (a card's, under its monthly key).
func (l *Limiter) OfMAC(lim Limit, mac string) Subject { return Subject{limit: lim, key: mac} }

// From are the subjects of an address: itself and, with many others, its network.
func (l *Limiter) From(a netip.Addr, address, network Limit) []Subject {
	return []Subject{l.Of(address, Address(a)), l.Of(network, Network(a))}
}

// Taken are events that were counted.
type Taken struct {
	l    *Limiter
	hits []Hit
	slow *Slowed
	Next time.Time // of a back-off: when the next try may come should this one fail
}

// Full is the limit that refused.
type Full struct {
	Limit Limit
	First bool // in its window: later ones are not worth a row of the audit each
}

func (f Full) Error() string { return "limit " + f.Limit.Name + " is full" }

// Reached is the limit that made err, if one did.
func Reached(err error) (f Full, ok bool) { return f, errors.As(err, &f) }

// Take counts one event of each subject in one commit and answers a TooMany fault when it was one too many for any of them:
// then it counts for none of the others.
func (l *Limiter) Take(ctx context.Context, of ...Subject) (Taken, error) {
	return l.take(ctx, nil, of)
}

// Try is Take for a try that fails or not: b counts it as a failure until Taken is given back, and lets the next one wait.
func (l *Limiter) Try(ctx context.Context, b Backoff, subject string, of ...Subject) (Taken, error) {
	return l.take(ctx, &Slowed{Backoff: b, Key: l.backoff(b, subject)}, of)
}

var errBack = errors.New("limit: counted nothing")

func (l *Limiter) take(ctx context.Context, slow *Slowed, of []Subject) (Taken, error) {
	now := l.Now()
	t := Taken{l: l, slow: slow}
	for _, s := range of {
		at := s.at
		if at.IsZero() {
			at = now
		}
		t.hits = append(t.hits, Hit{s.limit.Name, s.key, window(at, s.limit.Per), 1})
	}
	var full *Full
	var wait time.Duration
	var alarms []Subject
	err := l.Store.Update(ctx, func(tx Tx) error {
		full, alarms = nil, nil
		counts, err := tx.Hit(ctx, t.hits...)
		if err != nil {
			return err
		}
		var quiet []Subject // alarms of what refuses nothing: given back along with the rest when another refuses
		var others []Hit
		for i, s := range of {
			over, first := counts[i] > s.limit.Max, counts[i] == s.limit.Max+1
			if !over || s.limit.Refuses == Nothing {
				back := t.hits[i]
				back.N = -1
				others = append(others, back)
				if first {
					quiet = append(quiet, s)
				}
				continue
			}
			if full == nil {
				full, wait = &Full{Limit: s.limit}, t.hits[i].Window.Add(s.limit.Per).Sub(now)
			}
			if first {
				full.First, alarms = true, append(alarms, s)
			}
		}
		switch {
		case full == nil && slow != nil: // last: what a limit refuses is no failure and leaves the earlier ones as they are
			slow.Now = now
			next, ok, err := tx.Slow(ctx, *slow)
			if err != nil {
				return err
			}
			if t.Next = next; !ok {
				wait = next.Sub(now)
				return errBack
			}
			fallthrough
		case full == nil:
			alarms = quiet
			return nil
		case !full.First: // nothing to remember: the count stands where it refuses
			return errBack
		}
		_, err = tx.Hit(ctx, others...)
		return err
	})
	if err != nil && !errors.Is(err, errBack) {
		return Taken{}, err
	}
	for _, s := range alarms { // none when nothing was committed
		if l.Alarm != nil {
			l.Alarm(s.limit, s.name)
		}
	}
	switch {
	case full != nil:
		l.refused(full.Limit.Name)
		return Taken{}, fault.New(wire.TooMany, text.TooMany).After(wait).Because(*full)
	case err != nil:
		l.refused(slow.Backoff.Name)
		return Taken{}, fault.New(wire.TooMany, text.SlowDown).After(wait)
	}
	return t, nil
}

// In counts one event of each subject in the transaction of what it is about, and says whether it was one too many for any of
// them: then the caller leaves it, and the rest of the transaction goes on.
func (l *Limiter) In(ctx context.Context, tx Tx, of ...Subject) (full bool, err error) {
	hits := make([]Hit, len(of))
	for i, s := range of {
		hits[i] = Hit{s.limit.Name, s.key, window(l.Now(), s.limit.Per), 1}
	}
	counts, err := tx.Hit(ctx, hits...)
	for i, n := range counts {
		if n > of[i].limit.Max {
			full = true
		}
		if n == of[i].limit.Max+1 { // the first in its window
			err = errors.Join(err, tx.Record(ctx, audit.Event{At: l.Now(), Kind: audit.Limited, Detail: of[i].limit.Name}))
		}
	}
	return full, err
}

func (l *Limiter) refused(name string) {
	if l.Refused != nil {
		l.Refused(name)
	}
}

// Forgive forgets the failures of a back-off's subject, in the transaction of what makes them good.
func (l *Limiter) Forgive(ctx context.Context, tx Tx, b Backoff, subject string) error {
	return tx.Forgive(ctx, b.Name, l.backoff(b, subject))
}

func (l *Limiter) backoff(b Backoff, subject string) string {
	return l.Keys.MAC("backoff/"+b.Name, subject)
}

// Without is Taken but for what counts for good.
func (t Taken) Without(l Limit) Taken {
	t.hits = slices.DeleteFunc(slices.Clone(t.hits), func(h Hit) bool { return h.Name == l.Name })
	return t
}

// Back takes the events out of the counts, in one statement: they were none of those that the limits are about.
func (t Taken) Back(ctx context.Context) error {
	if hits := t.Negative(); len(hits) > 0 {
		_, err := t.l.Store.Hit(ctx, hits...)
		return err
	}
	return nil
}

// BackIn is Back in the transaction of what turned out well. The failures before it are forgotten.
func (t Taken) BackIn(ctx context.Context, tx Tx) error {
	if hits := t.Negative(); len(hits) > 0 {
		if _, err := tx.Hit(ctx, hits...); err != nil {
			return err
		}
	}
	if t.slow == nil {
		return nil
	}
	return tx.Forgive(ctx, t.slow.Backoff.Name, t.slow.Key)
}

// Negative are the hits that take the events out of the counts again.
func (t Taken) Negative() []Hit {
	hits := slices.Clone(t.hits)
	for i := range hits {
		hits[i].N = -hits[i].N
	}
	return hits
}

// window is when the window of an instant began. A day is Japan's, as the messages mean it.
func window(now time.Time, per time.Duration) time.Time {
	_, offset := now.In(japan.Zone).Zone()
	shift := time.Duration(offset) * time.Second
	return now.UTC().Add(shift).Truncate(per).Add(-shift)
}

// Address is the subject of a network address: the whole of an IPv4 one, the /64 of an IPv6 one.
func Address(a netip.Addr) string { return prefix(a, 32, 64) }

// Network is the network of an address as providers hand them out: the /24 of an IPv4 one, the /48 of an IPv6 one.
func Network(a netip.Addr) string { return prefix(a, 24, 48) }

func prefix(a netip.Addr, four, six int) string {
	a = a.Unmap().WithZone("")
	if !a.IsValid() {
		return "none"
	}
	if a.Is4() && four == 32 {
		return a.String()
	}
	bits := six
	if a.Is4() {
		bits = four
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return "none"
	}
	return p.String()
}
