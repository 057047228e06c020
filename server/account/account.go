// Package account is what a logged-in member may ask of the issuer. It turns the issuer's answers into what a screen
// shows, and keeps them for the hours in which there are none, see Keeper.
package account

import (
	"context"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/wire"
)

// timeout is how long a person looks at an empty screen.
const timeout = 8 * time.Second

// Service answers account screens.
type Service struct {
	Issuer issuer.Issuer
	Kept   *Keeper // nil: nothing is kept
}

// Reader is who reads the account of which card. Whatever is kept for one reader is shown to no other: the holder of a family
// card sees what they used themselves, on the same account.
type Reader struct{ MemberID, CardRef string }

// Home is the account of a card at a glance.
func (s *Service) Home(ctx context.Context, r Reader) (wire.Home, error) {
	v, seen, err := ask(ctx, s, r, "summary", func(ctx context.Context) (issuer.Summary, error) { return s.Issuer.Summary(ctx, r.CardRef) })
	if err != nil {
		return wire.Home{}, err
	}
	if seen.IsZero() {
		s.came(r)
	}
	h := wire.Home{
		Holder: v.Holder.Name, Card: wire.HomeCard{Last4: v.Last4, Brand: string(v.Brand), Family: v.Holder.Family},
		Unbilled: v.Unbilled, NextDebit: v.NextDebit, Limit: v.Limit, Available: v.Available,
		Points: v.Points, Expiring: v.Expiring, ExpireOn: v.ExpireOn, AsOf: asOf(seen),
	}
	if !v.DueDate.IsZero() {
		h.Due = &wire.Due{Amount: v.Due, Date: v.DueDate, Fixed: v.Fixed, Account: v.Account}
	}
	if v.Overdue != 0 {
		h.Overdue = &wire.Overdue{Amount: v.Overdue, RetryOn: v.RetryOn}
	}
	h.Uses = wireUses(v.Uses)
	for i, u := range v.Uses {
		h.Uses[i].Month = u.First
	}
	return h, nil
}
