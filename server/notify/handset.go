package notify

import (
	"context"
	"slices"
	"sync"
	"time"
)

// Handset is the channel of development: messages "arrive" on a page. It keeps them in memory only, the newest 200.
type Handset struct {
	Now func() time.Time

	mu   sync.Mutex
	list []Arrived
}

// Arrived is a message on the handset.
type Arrived struct {
	Message
	SentAt time.Time `json:"sent_at"`
}

// Send lets the message arrive, once for each ID.
func (h *Handset) Send(_ context.Context, m Message) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if m.ID != "" && slices.ContainsFunc(h.list, func(a Arrived) bool { return a.ID == m.ID }) {
		return nil
	}
	h.list = append(h.list, Arrived{m, h.Now()})
	if n := len(h.list) - 200; n > 0 {
		h.list = append([]Arrived(nil), h.list[n:]...)
	}
	return nil
}

// Messages are those to one address or number, or all when to is empty; newest first.
func (h *Handset) Messages(to string) []Arrived {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := []Arrived{}
	for i := len(h.list) - 1; i >= 0; i-- {
		if to == "" || h.list[i].To == to {
			out = append(out, h.list[i])
		}
	}
	return out
}
