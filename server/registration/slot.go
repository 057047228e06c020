package registration

import (
	"context"
	"time"
)

// Slots keep how long the issuer took from showing, within one slot: the answer to a refused card leaves at a multiple of Every
// after its request began. Reasons that the issuer takes longer or shorter for are not told apart as long as all end in the same
// slot. An issuer that needs more than Every for some reasons only, or is close to a boundary, is told by a whole slot.
type Slots struct {
	Every time.Duration // zero: at once
	Clock func() time.Time
	Sleep func(context.Context, time.Duration)
}

// Slot is to be longer than the card system takes for any refusal, our own work included; it is no longer than a person waits without wondering.
const Slot = time.Second

func (s Slots) begin() (began time.Time) {
	if s.Every > 0 {
		began = s.Clock()
	}
	return began
}

// wait waits for the next boundary.
func (s Slots) wait(ctx context.Context, began time.Time) {
	if s.Every > 0 {
		s.Sleep(ctx, s.Every-s.Clock().Sub(began)%s.Every)
	}
}

// Sleep waits in real time, no longer than ctx lasts.
func Sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
