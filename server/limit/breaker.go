package limit

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"netanswer/server/audit"
)

// The breaker's figures. Of the cards that people show, one or two in ten are refused: a code mistyped, a year too early (a
// wrong number is found out by its last digit before). Half of fifty does not come about that way; of made-up cards it is all.
const (
	BreakerOver   = 10 * time.Minute // counted
	BreakerLeast  = 50               // cards shown in that time before a share means anything
	BreakerOpens  = 0.50             // share of refused cards
	BreakerCloses = 0.25             // lower, so that it does not flutter
	breakerLook   = time.Second      // how often a server looks at most
	breakerShards = 4                // rows that share one minute's count, so that no row is hot
)

// Breaker watches the share of refused cards over all servers. While it is open the step that shows a card to the issuer asks
// for more. It needs no write of its own: its counts go along with what is written anyway.
type Breaker struct {
	Name    string
	Limits  *Limiter
	Changed func(open bool, refused, shown int) // told once by the server that turned it, and so the place for an alarm

	mu     sync.Mutex
	open   bool
	looked time.Time
}

// Counts are the hits of a card shown to the issuer.
func (b *Breaker) Counts(refused bool) []Hit {
	now, shard := b.Limits.Now().Truncate(time.Minute), rand.N(breakerShards)
	hits := []Hit{{"breaker/" + b.Name, key("shown", shard), now, 1}}
	if refused {
		hits = append(hits, Hit{"breaker/" + b.Name, key("refused", shard), now, 1})
	}
	return hits
}

func key(what string, shard int) string { return fmt.Sprintf("%s/%d", what, shard) }

// Open is how the breaker stood when this server looked last: for metrics.
func (b *Breaker) Open() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.open
}

// IsOpen says how the breaker stands, at most a second old.
func (b *Breaker) IsOpen(ctx context.Context) (bool, error) {
	now := b.Limits.Now()
	b.mu.Lock()
	open, fresh := b.open, !b.looked.IsZero() && now.Sub(b.looked) < breakerLook
	if !fresh {
		b.looked = now // one request looks, those beside it go by what was known
	}
	b.mu.Unlock()
	if fresh {
		return open, nil
	}
	return b.Look(ctx)
}

// Look counts and turns the breaker if it is time. Besides requests a clock calls it, so that it also closes when nobody comes.
func (b *Breaker) Look(ctx context.Context) (bool, error) {
	now := b.Limits.Now()
	var keys []string
	for shard := range breakerShards {
		keys = append(keys, key("shown", shard), key("refused", shard))
	}
	counts, err := b.Limits.Store.Sum(ctx, "breaker/"+b.Name, keys, now.Add(-BreakerOver))
	if err != nil {
		return false, err
	}
	shown, refused := 0, 0
	for shard := range breakerShards {
		shown += counts[key("shown", shard)]
		refused += counts[key("refused", shard)]
	}
	open, err := b.Limits.Store.Switched(ctx, "breaker/"+b.Name)
	if err != nil {
		return false, err
	}
	if want := turns(open, refused, shown); want != open {
		if err := b.turn(ctx, want, refused, shown, now); err != nil {
			return open, err
		}
		open = want
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.open, b.looked = open, now
	return open, nil
}

func turns(open bool, refused, shown int) bool {
	share := float64(refused) / float64(max(1, shown))
	if open {
		return shown >= BreakerLeast/2 && share > BreakerCloses
	}
	return shown >= BreakerLeast && share >= BreakerOpens
}

func (b *Breaker) turn(ctx context.Context, open bool, refused, shown int, now time.Time) error {
	kind := audit.BreakerClosed
	if open {
		kind = audit.BreakerOpened
	}
	turned := false
	err := b.Limits.Store.Update(ctx, func(tx Tx) (err error) {
		if turned, err = tx.Switch(ctx, "breaker/"+b.Name, open, now); err != nil || !turned {
			return err
		}
		return tx.Record(ctx, audit.Event{At: now, Kind: kind, Detail: fmt.Sprintf("%s: %d of %d refused", b.Name, refused, shown)})
	})
	if err == nil && turned && b.Changed != nil {
		b.Changed(open, refused, shown)
	}
	return err
}
