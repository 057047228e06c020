// Package account is what a logged-in member may ask of the issuer. It turns the issuer's answers into what a screen
// shows; nothing of it is kept.
package account

import (
	"context"
	"time"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// timeout is how long a person looks at an empty screen.
const timeout = 8 * time.Second

// Service answers account screens.
type Service struct {
	Issuer issuer.Issuer
}

// Home is the account of a card at a glance.
func (s *Service) Home(ctx context.Context, cardRef string) (wire.Home, error) {
	c, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	v, err := s.Issuer.Summary(c, cardRef)
	if err != nil {
		return wire.Home{}, fault.New(wire.Unavailable, text.Busy).After(30 * time.Second).Because(err)
	}
	h := wire.Home{
		Holder: v.Holder.Name, Card: wire.HomeCard{Last4: v.Last4, Brand: string(v.Brand), Family: v.Holder.Family},
		Unbilled: v.Unbilled, NextDebit: v.NextDebit, Limit: v.Limit, Available: v.Available,
		Points: v.Points, Expiring: v.Expiring, ExpireOn: v.ExpireOn,
	}
	if !v.DueDate.IsZero() {
		h.Due = &wire.Due{Amount: v.Due, Date: v.DueDate, Fixed: v.Fixed, Account: v.Account}
	}
	for _, u := range v.Uses {
		h.Uses = append(h.Uses, wire.Use{Date: u.Date, Merchant: u.Merchant, Amount: u.Amount, Family: u.Family, Way: u.Way})
	}
	return h, nil
}
