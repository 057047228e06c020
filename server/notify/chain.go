package notify

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Chain is several senders of one kind, in fall-back order. What the first does not take goes to the second, and so on. A sender
// that failed rests for a while: the others are asked before it, so that not every message waits for one that is down.
type Chain struct {
	Now     func() time.Time
	Tried   func(sender, outcome string, took time.Duration) // of each try: sent, later, unknown, refused; may be nil
	senders []*link
}

type link struct {
	Channel
	name string

	mu   sync.Mutex
	rest time.Time // until then the others first
}

const rest = 30 * time.Second // of a sender that failed

// NewChain is a chain of senders; name is of the kind, "sms": the senders are sms1, sms2, ….
func NewChain(name string, now func() time.Time, senders ...Channel) *Chain {
	c := &Chain{Now: now}
	for i, s := range senders {
		c.senders = append(c.senders, &link{Channel: s, name: fmt.Sprint(name, i+1)})
	}
	return c
}

// Send has the message sent by one of the senders. When nobody knows whether one has taken it, that one is asked again before
// another is: it knows the message by its ID and sends it once. From the second time on another is better than none. The message
// is refused when every sender refuses it.
func (c *Chain) Send(ctx context.Context, m Message) error {
	var failed []error
	refused := 0
	for _, s := range c.order() {
		err := c.try(ctx, s, m)
		if err == nil {
			return nil
		}
		f := failure(err)
		failed = append(failed, fmt.Errorf("%s: %w", s.name, err))
		if f.Kind == Refused {
			refused++
			continue
		}
		if f.Kind == Unknown && m.Attempt < 2 { // it does not rest: it is the first to be asked again
			break
		}
		s.failed(c.Now(), f.After)
		if ctx.Err() != nil {
			break
		}
	}
	return &tried{failed, refused == len(c.senders)}
}

func (c *Chain) order() []*link {
	if len(c.senders) == 1 {
		return c.senders
	}
	now := c.Now()
	all := slices.Clone(c.senders)
	slices.SortStableFunc(all, func(a, b *link) int { return a.resting(now) - b.resting(now) })
	return all
}

// try gives each sender its part of the time.
func (c *Chain) try(ctx context.Context, s *link, m Message) error {
	ctx, cancel := context.WithTimeout(ctx, sendTimeout/time.Duration(len(c.senders)))
	defer cancel()
	began := c.Now()
	err := s.Send(ctx, m)
	if c.Tried != nil {
		c.Tried(s.name, outcome(err), c.Now().Sub(began))
	}
	return err
}

func outcome(err error) string {
	if err == nil {
		return "sent"
	}
	return map[Kind]string{Later: "later", Unknown: "unknown", Refused: "refused"}[failure(err).Kind]
}

func (l *link) failed(now time.Time, after time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rest = now.Add(max(rest, after))
}

func (l *link) resting(now time.Time) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Before(l.rest) {
		return 1
	}
	return 0
}

// tried is what came of all senders that were asked.
type tried struct {
	errs    []error
	refused bool // by all there are
}

func (t *tried) Error() string   { return errors.Join(t.errs...).Error() }
func (t *tried) Unwrap() []error { return t.errs }

// meaning is what the failure of an attempt means for the message: as soon as one sender may take it, it may be tried again.
func meaning(err error) Failure {
	var t *tried
	if !errors.As(err, &t) {
		return *failure(err)
	}
	all := Failure{Kind: Later}
	if t.refused {
		all.Kind = Refused
	}
	for _, e := range t.errs {
		f := failure(e)
		if f.Kind != Refused && (all.After == 0 || f.After < all.After) {
			all.After = f.After
		}
		if f.Code != 0 {
			all.Code = f.Code
		}
	}
	return all
}
