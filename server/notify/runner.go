package notify

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/issuer"
	"netanswer/server/keys"
)

const (
	poll        = time.Second      // how often the outbox is looked at without a Wake
	lease       = 30 * time.Second // how long a runner may work on a message before another takes it
	sendTimeout = 20 * time.Second // less than the lease
	maxAttempts = 8
)

// Runner sends what lies in the outbox.
type Runner struct {
	Store    Store
	Keys     *keys.Ring
	Channels map[issuer.Channel]Channel
	Now      func() time.Time
	Log      zerolog.Logger
	Ended    func(c issuer.Channel, end string) // of each attempt: sent, retried, dead; may be nil

	wake chan struct{}
}

// NewRunner makes a runner; Run starts it.
func NewRunner(s Store, k *keys.Ring, channels map[issuer.Channel]Channel, now func() time.Time, log zerolog.Logger) *Runner {
	return &Runner{Store: s, Keys: k, Channels: channels, Now: now, Log: log, wake: make(chan struct{}, 1)}
}

// Wake makes the runner look at once. Call it after a commit that queued something; without it the message goes out
// within a second.
func (r *Runner) Wake() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// Run works until ctx ends.
func (r *Runner) Run(ctx context.Context) {
	tick := time.NewTicker(poll)
	defer tick.Stop()
	for {
		if err := r.Once(ctx); err != nil && ctx.Err() == nil {
			r.Log.Warn().Err(err).Msg("outbox")
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-r.wake:
		}
	}
}

// Once sends what is due, one message after the other: a lease covers one.
func (r *Runner) Once(ctx context.Context) error {
	for {
		due, err := r.Store.Claim(ctx, r.Now(), lease, 1)
		if err != nil || len(due) == 0 {
			return err
		}
		if err := r.send(ctx, due[0]); err != nil {
			return err
		}
	}
}

func (r *Runner) send(ctx context.Context, q Queued) error {
	now := r.Now()
	if now.After(q.ExpiresAt) {
		return r.over(ctx, q, Dead)
	}
	m, err := open(r.Keys, q)
	if err != nil {
		r.Log.Error().Err(err).Str("outbox_id", q.ID).Msg("outbox: a message that cannot be opened is given up")
		return r.over(ctx, q, Dead)
	}
	ch := r.Channels[q.Channel]
	if ch == nil {
		err = fmt.Errorf("no channel %q: %w", q.Channel, ErrRefused)
	} else {
		c, cancel := context.WithTimeout(ctx, sendTimeout)
		err = ch.Send(c, m)
		cancel()
	}
	switch {
	case err == nil:
		return r.over(ctx, q, Sent)
	case errors.Is(err, ErrRefused), q.Attempts >= maxAttempts:
		r.Log.Warn().Err(err).Str("outbox_id", q.ID).Msg("outbox: given up")
		return r.over(ctx, q, Dead)
	}
	r.Log.Info().Err(err).Str("outbox_id", q.ID).Int("attempt", q.Attempts).Msg("outbox: will be tried again")
	q.State, q.RunAt = Ready, now.Add(Pause(q.Attempts))
	r.ended(q, "retried")
	return r.Store.Finish(ctx, q)
}

func (r *Runner) ended(q Queued, end string) {
	if r.Ended != nil {
		r.Ended(q.Channel, end)
	}
}

func (r *Runner) over(ctx context.Context, q Queued, s State) error {
	q.State, q.Sealed = s, ""
	r.ended(q, string(s))
	return r.Store.Finish(ctx, q)
}

// Pause is how long to wait after the n-th attempt: 2 s, 4 s, 8 s … at most 5 minutes.
func Pause(n int) time.Duration { return min(time.Second<<min(n, 12), 5*time.Minute) }
