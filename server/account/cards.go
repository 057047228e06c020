package account

import (
	"context"
	"sync"

	"netanswer/server/issuer"
)

// Cards are what the card system says of cards, each at its place; zero for one of which it says nothing now.
func (s *Service) Cards(ctx context.Context, refs []string) []issuer.Card {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	out := make([]issuer.Card, len(refs))
	var all sync.WaitGroup
	for i, ref := range refs {
		all.Go(func() {
			list, err := s.Issuer.Cards(ctx, ref)
			if err != nil {
				return
			}
			for _, c := range list {
				if c.Mine {
					out[i] = c
				}
			}
		})
	}
	all.Wait()
	return out
}
