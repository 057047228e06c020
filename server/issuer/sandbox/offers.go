package sandbox

import (
	"context"

	"netanswer/server/issuer"
)

// PaymentOffers says that no way of paying later was agreed on.
func (i *Issuer) PaymentOffers(ctx context.Context, cardRef string) (issuer.PaymentOffers, error) {
	_, err := i.open(ctx, cardRef)
	if err != nil {
		return issuer.PaymentOffers{}, err
	}
	return issuer.PaymentOffers{Why: "not_agreed"}, nil
}

// CashOffer says that cash advances were not agreed on.
func (i *Issuer) CashOffer(ctx context.Context, cardRef string) (issuer.CashOffer, error) {
	_, err := i.open(ctx, cardRef)
	if err != nil {
		return issuer.CashOffer{}, err
	}
	return issuer.CashOffer{Why: "not_agreed"}, nil
}
