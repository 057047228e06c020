package member

import (
	"context"

	"netanswer/server/audit"
)

// Wish is a kind of notice that a member may have by mail and by SMS, or leave to the inbox. All others always go out.
type Wish string

// The kinds.
const (
	WishUses   Wish = "uses"   // of the card
	WishAmount Wish = "amount" // what is due has been fixed
	WishOrders Wish = "orders" // an order has moved on
)

// WishKinds are all of them.
var WishKinds = []Wish{WishUses, WishAmount, WishOrders}

// Ways are those in which a notice goes out besides the inbox.
type Ways struct{ Mail, SMS bool }

// usual is what a member has who never said otherwise.
var usual = map[Wish]Ways{WishUses: {}, WishAmount: {Mail: true}, WishOrders: {Mail: true}}

// Wishes are how a member wants notices of each kind.
func (s *Service) Wishes(ctx context.Context, memberID string) (map[Wish]Ways, error) {
	said, err := s.Store.Wishes(ctx, memberID)
	out := map[Wish]Ways{}
	for _, k := range WishKinds {
		w, ok := said[k]
		if !ok {
			w = usual[k]
		}
		out[k] = w
	}
	return out, err
}

// SetWishes keeps how a member wants them.
func (s *Service) SetWishes(ctx context.Context, memberID string, w map[Wish]Ways) error {
	now := s.Now()
	return s.Store.Update(ctx, func(tx Tx) error {
		for _, k := range WishKinds {
			if err := tx.PutWish(ctx, memberID, k, w[k], now); err != nil {
				return err
			}
		}
		return tx.Record(ctx, audit.Event{At: now, Kind: audit.WishesSet, MemberID: memberID})
	})
}
