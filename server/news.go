package main

import (
	"context"
	"errors"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/server/order"
	"netanswer/shared/wire"
)

// orderMoved has an order's state asked for that the issuer says has moved, and says whether there is something to tell: not of an order that
// is none of this site's, nor of a state that its receipt has told already.
func orderMoved(ctx context.Context, orders *order.Service, memberID, key string) (tell bool, err error) {
	_, tell, err = orders.Refresh(ctx, memberID, key)
	var f *fault.Error
	if errors.As(err, &f) && f.Code == wire.NotFound {
		return false, nil
	}
	return tell, err
}

// wished are the kinds of news of which a member says how they go out besides the inbox.
var wished = map[issuer.EventKind]member.Wish{issuer.CardUsed: member.WishUses, issuer.AmountFixed: member.WishAmount, issuer.OrderMoved: member.WishOrders}

// waysOf are those in which a member wants news of a kind.
func waysOf(members *member.Service) func(context.Context, string, issuer.EventKind) (mail, sms bool, err error) {
	return func(ctx context.Context, memberID string, k issuer.EventKind) (mail, sms bool, err error) {
		w, err := members.Wishes(ctx, memberID)
		return w[wished[k]].Mail, w[wished[k]].SMS, err
	}
}
