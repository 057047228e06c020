package news

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"netanswer/server/audit"
	"netanswer/server/issuer"
)

// An event whose effect fails must not hold up those of everybody else, nor be lost. It is kept, and the feed goes on; it is tried again
// after pauses that grow, and set aside after the last of them, for an operator to see. Later events of the same member are kept behind it, so
// that none overtakes one that is still being tried. What protects the member (sessions that end, a login that closes) waits for
// neither: it is done in the transaction that keeps the event.

// The tries of a kept event: some 15 hours in all, longer than the issuer's system rests in a night.
const (
	mostTries  = 10
	firstPause = 10 * time.Second
	mostPause  = 6 * time.Hour
	dueAtOnce  = 50
)

// mostSenseless is how many events that make no sense are kept, over all members. So many are no single mishap any more: the feed stops at the next one,
// and goes on when the issuer has mended it or somebody has looked at what is kept, and dropped it.
const mostSenseless = 100

// Kept is an event that could not be dealt with when its turn came, or that came after such a one of the same member.
type Kept struct {
	ID       string       // for operators and the log
	MemberID string       // empty: nobody can make out whose it is
	Event    issuer.Event // without its Use; with Nonsense it is set aside for good
	Aside    bool         // it is not tried any more
	Safe     bool         // what protects the member is done
	Tries    int          // that failed; 0: it waits for those before it
	Next     time.Time    // the next try; zero: at once
	At       time.Time    // since when it is kept
}

// Shelf is the kept events as an operator sees them.
type Shelf interface {
	// KeptEvents are those set aside, or all, the oldest first, at most n.
	KeptEvents(ctx context.Context, waiting bool, n int) ([]Kept, error)
	// TryEvent has a kept event tried at once, and as often as a new one; false when there is none, or it makes no sense.
	TryEvent(ctx context.Context, id string) (bool, error)
	// DropEvent takes one away that was set aside, and writes that into the audit; false when there is none.
	DropEvent(ctx context.Context, id string, now time.Time) (bool, error)
}

// Protects says whether an event of a kind protects the member by what it asks for: see Kept.Safe. One of a kind that nobody can make out may.
func Protects(k issuer.EventKind) bool {
	return k == issuer.HolderDeceased || k == issuer.CardCancelled || k == ""
}

// Named is a kind as the log, the figures and the audit call it.
func Named(k issuer.EventKind) string {
	if k == "" {
		return "unknown"
	}
	return string(k)
}

// errCrowded is that no more events are kept that make no sense.
var errCrowded = errors.New("news: too many make no sense: see what is set aside")

// senseless is why an event is not believed.
func senseless(e issuer.Event) error { return errors.New("makes no sense: " + e.Nonsense) }

// unanswered is what the issuer did not answer about an event. It is told apart from a database of ours that does not.
type unanswered struct{ error }

func (u unanswered) Unwrap() error { return u.error }

// failed says whether it was the event's effect that failed.
func (r *Runner) failed(ctx context.Context, err error) bool {
	var asked unanswered
	switch {
	case err == nil, ctx.Err() != nil, errors.Is(err, errMoved):
		return false
	case errors.As(err, &asked), errors.Is(err, issuer.ErrUnavailable):
		return true
	}
	return r.Gone == nil || !r.Gone(err)
}

// pause is how long after so many tries the next one is.
func pause(tries int) time.Duration {
	p := firstPause
	for range tries - 1 {
		p = min(3*p, mostPause)
	}
	return p
}

// keep moves the place past an event that is dealt with later. cause is why its first try failed; nil: there was none.
func (r *Runner) keep(ctx context.Context, at, memberID string, e issuer.Event, cause error) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	now := r.Now()
	k := Kept{ID: id.String(), MemberID: memberID, Event: e, Next: now, At: now}
	if cause != nil {
		k.Tries, k.Next = 1, now.Add(pause(1))
	}
	write := func(protected bool) error {
		all := false
		err := r.Store.Update(ctx, func(tx Tx) (err error) {
			if err := move(ctx, tx, at, e.Place); err != nil {
				return err
			}
			if k.Safe = protected; protected {
				if all, err = r.protect(ctx, tx, memberID, e); err != nil || all {
					return err
				}
			}
			return tx.KeepEvent(ctx, k)
		})
		if err == nil && !all && cause != nil {
			r.tried(k, cause)
		}
		return err
	}
	err = write(true)
	if r.failed(ctx, err) { // this is what fails
		if cause == nil {
			cause, k.Tries, k.Next = err, 1, now.Add(pause(1))
		}
		err = write(false)
	}
	return err
}

// setAside keeps an event that makes no sense, for an operator to see: no other try would find more in it. What its kind and its card say of protecting
// the member is done all the same, as far as both can be made out.
func (r *Runner) setAside(ctx context.Context, at, memberID string, e issuer.Event) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	now := r.Now()
	k := Kept{ID: id.String(), MemberID: memberID, Event: e, Aside: true, Tries: 1, Next: now, At: now}
	write := func(protected bool) error {
		return r.Store.Update(ctx, func(tx Tx) error {
			if err := move(ctx, tx, at, e.Place); err != nil {
				return err
			}
			if n, err := tx.Senseless(ctx); err != nil {
				return err
			} else if n >= mostSenseless {
				return errCrowded
			}
			if k.Safe = protected; protected {
				if _, err := r.protect(ctx, tx, memberID, e); err != nil {
					return err
				}
			}
			if err := tx.KeepEvent(ctx, k); err != nil {
				return err
			}
			return tx.Record(ctx, audit.Event{At: now, Kind: audit.EventAside, MemberID: memberID, Detail: Named(e.Kind)})
		})
	}
	known := memberID != "" && e.Kind != ""
	err = write(known)
	if known && !errors.Is(err, errCrowded) && r.failed(ctx, err) { // this is what fails
		err = write(false)
	}
	if err == nil {
		r.tried(k, senseless(e))
	}
	return err
}

// tried says what became of a try.
func (r *Runner) tried(k Kept, cause error) {
	log := r.Log.With().Err(cause).Str("event", k.ID).Str("kind", Named(k.Event.Kind)).Int("attempt", k.Tries).Logger()
	if k.Aside {
		log.Error().Msg("events: one is set aside")
	} else {
		log.Warn().Msg("events: one failed and is tried again")
	}
	if r.Failed != nil {
		r.Failed(Named(k.Event.Kind), k.Aside)
	}
}

// again tries the kept events whose time has come.
func (r *Runner) again(ctx context.Context) error {
	for ctx.Err() == nil {
		due, err := r.Store.DueEvents(ctx, r.Now(), dueAtOnce)
		if err != nil || len(due) == 0 {
			return err
		}
		refs := make([]string, len(due))
		for n, k := range due {
			refs[n] = k.Event.CardRef
		}
		of, err := r.Store.MembersOf(ctx, refs)
		if err != nil {
			return err
		}
		for _, k := range due {
			if err := r.retry(ctx, k, of[k.Event.CardRef] == k.MemberID); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// retry tries a kept event once more. One of a card that its member has given up meanwhile is nobody's, as it would be in the feed.
func (r *Runner) retry(ctx context.Context, k Kept, theirs bool) error {
	take := func(tx Tx) error {
		mine, err := tx.TakeEvent(ctx, k)
		if err == nil && !mine {
			err = errMoved
		}
		return err
	}
	var err error
	if theirs {
		err = r.deal(ctx, k.MemberID, k.Event, k.Safe, take)
	} else {
		err = r.Store.Update(ctx, take)
	}
	if errors.Is(err, errMoved) {
		return nil
	}
	if !r.failed(ctx, err) {
		return err
	}
	k.Tries++
	k.Aside, k.Next = k.Tries >= mostTries, r.Now().Add(pause(k.Tries))
	written, cause := false, err
	err = r.Store.Update(ctx, func(tx Tx) (err error) {
		if written, err = tx.FailEvent(ctx, k); err != nil || !written || !k.Aside {
			return err
		}
		return tx.Record(ctx, audit.Event{At: r.Now(), Kind: audit.EventAside, MemberID: k.MemberID, Detail: string(k.Event.Kind)})
	})
	if err == nil && written {
		r.tried(k, cause)
	}
	return err
}
