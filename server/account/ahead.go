package account

import (
	"context"
	"sync"
	"time"

	"netanswer/server/issuer"
)

// A member who comes while the card system answers finds all statements in its maintenance, opened before or not, and can search
// them: after a visit what is missing is read ahead, behind everybody's back, one statement after the other.
const (
	daily  = 12 * time.Hour        // a member's statements are looked through once in this time
	breath = 50 * time.Millisecond // between two questions: some 20 a second from a server, whatever there is to read
	line   = 64                    // members who wait for it; more are let go
)

// Run keeps what members read, and reads ahead, until ctx ends.
func (s *Service) Run(ctx context.Context) {
	var all sync.WaitGroup
	all.Go(func() { s.Kept.Run(ctx) })
	all.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case r := <-s.Kept.ahead:
				s.readAhead(ctx, r)
			}
		}
	})
	all.Wait()
}

// came is told that a member reads their account.
func (s *Service) came(r Reader) {
	if s.Kept == nil || s.Kept.within(name{r, "ahead"}, s.Kept.Now(), daily) {
		return
	}
	select {
	case s.Kept.ahead <- r:
	default: // there is enough to do: the next time
		s.Kept.forgetName(name{r, "ahead"})
	}
}

// readAhead has everything kept that is missing, or was not paid yet when it was kept. It gives up at the first question
// that is not answered.
func (s *Service) readAhead(ctx context.Context, r Reader) {
	list, err := told(ctx, s, r, "months", func(ctx context.Context) ([]issuer.Statement, error) { return s.list(ctx, r) })
	if err != nil {
		return
	}
	there, err1 := s.Kept.Store.Parts(ctx, r)
	_, err2 := told(ctx, s, r, "cards", func(ctx context.Context) ([]issuer.Card, error) { return s.Issuer.Cards(ctx, r.CardRef) }) // statements name them
	if err1 != nil || err2 != nil {
		return
	}
	for _, of := range list {
		seen, kept := there[of.Month.String()]
		if kept && (of.State == issuer.Paid && of.PaidOn.AddDays(1).Start().Before(seen) || s.Kept.Now().Sub(seen) < daily) {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(breath):
		}
		if _, err := told(ctx, s, r, of.Month.String(), func(ctx context.Context) (whole, error) { return s.whole(ctx, r, of) }); err != nil {
			return
		}
	}
}
