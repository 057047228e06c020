package account

import (
	"context"
	"errors"
	"time"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Services are the facts that procedures change, as they are now: nobody changes what is only remembered. Of a card that the issuer knows no
// more there is nothing to be ordered.
func (s *Service) Services(ctx context.Context, r Reader) (issuer.Services, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	v, err := s.Issuer.Services(ctx, r.CardRef)
	switch {
	case errors.Is(err, issuer.ErrUnknown), errors.Is(err, issuer.ErrNotOffered):
		return issuer.Services{}, nil
	case err != nil:
		return v, fault.New(wire.Unavailable, text.IssuerBusy).After(30 * time.Second).Because(err)
	}
	return v, nil
}
