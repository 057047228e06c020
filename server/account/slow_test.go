package account

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"netanswer/server/issuer"
)

// sluggish takes its time.
type sluggish struct {
	issuer.Issuer
	takes  time.Duration
	asked  int
	gaveUp []error // how those who gave up did
}

func (s *sluggish) Summary(ctx context.Context, ref string) (issuer.Summary, error) {
	s.asked++
	t := time.NewTimer(s.takes)
	defer t.Stop()
	select {
	case <-ctx.Done():
		s.gaveUp = append(s.gaveUp, ctx.Err())
		return issuer.Summary{}, errors.Join(issuer.ErrUnavailable, ctx.Err())
	case <-t.C:
		return s.Issuer.Summary(ctx, ref)
	}
}

// Who has something to show does not wait for a card system that hangs; who has nothing waits as long as a person does.
func TestNobodyWaitsForLongWhoHasSomethingToShow(t *testing.T) {
	h := aHouse(t)
	slow := &sluggish{Issuer: h.box}
	synctest.Test(t, func(t *testing.T) {
		h.Issuer = slow
		ask := func(want time.Duration, shown, found bool) {
			t.Helper()
			began := time.Now()
			home, err := h.Home(t.Context(), h.reader())
			if took := time.Since(began); took != want || (err == nil) != found || (home.AsOf != "") != shown {
				t.Errorf("after %v, as of %q: %v; want %v", took, home.AsOf, err, want)
			}
		}
		slow.takes = 4 * time.Second
		ask(patience+4*time.Second, false, true) // nothing is kept: it is asked again, and may take what it takes
		slow.takes = time.Minute
		h.store.rows = map[name]Row{}
		ask(timeout, false, false)
		slow.takes = patience - time.Millisecond
		ask(slow.takes, false, true)
		h.flush(t)
		h.t = h.t.Add(again)
		slow.takes = time.Minute
		ask(patience, true, true)
		for _, err := range slow.gaveUp[:1] { // a deadline would count against the card system
			if !errors.Is(err, context.Canceled) {
				t.Errorf("who gives up after %v leaves with %v", patience, err)
			}
		}
	})
}
