package notify

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/logs"
)

const (
	poll        = time.Second      // how often the outbox is looked at without a Wake
	sendTimeout = 20 * time.Second // less than the lease
	noteTimeout = 10 * time.Second // for writing down what came of a message
	lastTime    = 8 * time.Second  // for what is still due when the program ends
	maxAttempts = 60               // more than fit into a notice's day; a message that kills the program each time ends there, after half an hour of leases
	atOnce      = 8                // messages under way: one gateway that hangs must not hold up what another would take
)

// Runner sends what lies in the outbox.
type Runner struct {
	Store    Store
	Keys     *keys.Ring
	Channels map[issuer.Channel]Channel
	Now      func() time.Time
	Log      zerolog.Logger
	Ended    func(c issuer.Channel, end string) // of each attempt: sent, retried, dead; may be nil
	Lease    time.Duration                      // how long a runner may work on a message before another takes it

	wake chan struct{}
}

// NewRunner makes a runner; Run starts it.
func NewRunner(s Store, k *keys.Ring, channels map[issuer.Channel]Channel, now func() time.Time, log zerolog.Logger) *Runner {
	return &Runner{Store: s, Keys: k, Channels: channels, Now: now, Log: log, Lease: 30 * time.Second, wake: make(chan struct{}, 1)}
}

// Wake makes the runner look at once. Call it after a commit that queued something; without it the message goes out
// within a second.
func (r *Runner) Wake() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// Run works until ctx ends; then what is due at that moment goes out, for lastTime at most. It comes back with no message
// half done: each is sent, or ready for another runner.
func (r *Runner) Run(ctx context.Context) {
	work, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	context.AfterFunc(ctx, func() {
		late := time.AfterFunc(lastTime, end)
		context.AfterFunc(work, func() { late.Stop() })
	})
	tick := time.NewTicker(poll)
	defer tick.Stop()
	for ctx.Err() == nil {
		if err := r.Once(work); err != nil && work.Err() == nil {
			r.Log.Warn().Err(err).Msg("outbox")
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		case <-r.wake:
		}
	}
	if err := r.Once(work); err != nil {
		r.Log.Warn().Err(err).Msg("outbox: what is due stays for the next start")
	}
}

// Once sends what is due, some messages at a time. Messages that were claimed and not begun when ctx ends are given back.
func (r *Runner) Once(ctx context.Context) error {
	for ctx.Err() == nil {
		due, err := r.claim(ctx)
		if err != nil || len(due) == 0 {
			return err
		}
		ended := make(chan Queued, len(due))
		for _, q := range due {
			go func() { ended <- r.safely(ctx, q) }()
		}
		for left := len(due); left > 0; {
			over := []Queued{<-ended}
			for more := true; more; { // what has ended by now is written down in one commit
				select {
				case q := <-ended:
					over = append(over, q)
				default:
					more = false
				}
			}
			left -= len(over)
			err = errors.Join(err, r.finish(ctx, over))
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// claim is not cut off by the end of ctx: a claim that was made and not heard of would lie until its lease is over.
func (r *Runner) claim(ctx context.Context) ([]Queued, error) {
	c, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
	defer cancel()
	return r.Store.Claim(c, r.Now(), r.Lease, atOnce)
}

// safely is send, but for a message on which something panics: it is given up, and no other goes down with it.
func (r *Runner) safely(ctx context.Context, q Queued) (done Queued) {
	defer func() {
		if p := recover(); p != nil {
			r.Log.Error().Err(logs.Panic{Value: p, Stack: debug.Stack()}).Str("outbox_id", q.ID).Msg("outbox: a message that breaks its sender is given up")
			done = r.dead(q, r.Now(), Broke, 0)
		}
	}()
	return r.send(ctx, q)
}

// send sends a message, unless its time is over, and answers it as it is to be written down.
func (r *Runner) send(ctx context.Context, q Queued) Queued {
	now := r.Now()
	switch {
	case now.After(q.ExpiresAt):
		return r.dead(q, now, Expired, 0)
	case q.Attempts > maxAttempts: // who sent it before never said what came of it
		return r.dead(q, now, TooOften, 0)
	case ctx.Err() != nil:
		q.State, q.RunAt = Ready, now
		return q
	}
	m, err := open(r.Keys, q)
	if err != nil {
		r.Log.Error().Err(err).Str("outbox_id", q.ID).Msg("outbox: a message that cannot be opened is given up")
		return r.dead(q, now, Unopened, 0)
	}
	ch := r.Channels[q.Channel]
	if ch == nil {
		err = fmt.Errorf("no channel %q: %w", q.Channel, ErrRefused)
	} else {
		c, cancel := context.WithTimeout(ctx, min(sendTimeout, q.ExpiresAt.Sub(now))) // a sender that hangs must not send it late
		err = ch.Send(c, m)
		cancel()
	}
	if err == nil {
		return r.over(q, Sent)
	}
	f := meaning(err)
	next := now.Add(max(Pause(q.Attempts), f.After))
	why := ""
	switch {
	case f.Kind == Refused:
		why = RefusedBy
	case q.Attempts >= maxAttempts:
		why = TooOften
	case next.After(q.ExpiresAt):
		why = NoTime
	}
	if why != "" {
		r.Log.Warn().Err(err).Str("outbox_id", q.ID).Msg("outbox: given up")
		return r.dead(q, now, why, f.Code)
	}
	r.Log.Info().Err(err).Str("outbox_id", q.ID).Int("attempt", q.Attempts).Msg("outbox: will be tried again")
	q.State, q.RunAt = Ready, next
	r.ended(q, "retried")
	return q
}

func (r *Runner) ended(q Queued, end string) {
	if r.Ended != nil {
		r.Ended(q.Channel, end)
	}
}

func (r *Runner) over(q Queued, s State) Queued {
	q.State, q.Sealed = s, ""
	r.ended(q, string(s))
	return q
}

// dead gives a message up. Its text goes, unless somebody may want to send it after all.
func (r *Runner) dead(q Queued, now time.Time, why string, code int) Queued {
	sealed := q.Sealed
	q = r.over(q, Dead)
	if q.Why = why; code != 0 {
		q.Why += fmt.Sprint(" ", code)
	}
	if now.Before(q.KeepUntil) {
		q.Sealed = sealed
	}
	return q
}

// finish writes down what came of messages, whether or not ctx is over: it happened.
func (r *Runner) finish(ctx context.Context, qs []Queued) error {
	c, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteTimeout)
	defer cancel()
	return r.Store.Finish(c, qs...)
}

// Pause is how long to wait after the n-th attempt: about 2 s, 4 s, 8 s … at most half an hour. Up to a quarter more or less: what
// failed together does not come again together.
func Pause(n int) time.Duration {
	d := min(time.Second<<min(n, 12), 30*time.Minute)
	return d*3/4 + rand.N(d/2)
}
