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

// CashOffer says that no cash can be borrowed, and what cash limit may be applied for.
func (i *Issuer) CashOffer(ctx context.Context, cardRef string) (issuer.CashOffer, error) {
	h, err := i.open(ctx, cardRef)
	if err != nil {
		return issuer.CashOffer{}, err
	}
	b := i.bookOf(h, i.today())
	return issuer.CashOffer{
		Why: "not_agreed", Limit: b.of.loan, MostLimit: h.loanMost(b.of), LimitStep: limitStep, ProofAbove: loanUnproven, ProofWith: debtUnproven, IncomePart: 3,
	}, nil
}
