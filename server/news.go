package main

import (
	"context"
	"errors"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/order"
	"netanswer/shared/wire"
)

// orderMoved has an order's state asked for that the issuer says has moved. One that is none of this site's is passed by.
func orderMoved(ctx context.Context, orders *order.Service, memberID, key string) error {
	_, err := orders.Refresh(ctx, memberID, key)
	var f *fault.Error
	if errors.As(err, &f) && f.Code == wire.NotFound {
		return nil
	}
	return err
}

// usualWays are those in which news go out besides the inbox: that an amount is fixed by mail, a use not at all.
func usualWays(_ context.Context, _ string, k issuer.EventKind) (mail, sms bool, err error) {
	return k == issuer.AmountFixed, false, nil
}
