package account

import (
	"context"
	"errors"
	"slices"
	"time"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// What every screen of statements reads, whole. A screen takes from it what it shows: pages, months, categories.

// months are the statements of a card, the newest first, the open one among them. asOf is when the card system said so;
// zero: now.
func (s *Service) months(ctx context.Context, cardRef string) (list []issuer.Statement, asOf time.Time, err error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	for p := (issuer.Page{Max: issuer.MaxPage}); ; {
		a, err := s.Issuer.Statements(ctx, cardRef, p)
		if err != nil {
			return nil, time.Time{}, away(err)
		}
		list = append(list, a.Statements...)
		if p.After = a.Next; p.After == "" {
			return list, time.Time{}, nil
		}
	}
}

// month is one statement with all that stands on it, the newest first. fault NotFound when there is none.
func (s *Service) month(ctx context.Context, cardRef string, m japan.Month) (of issuer.Statement, uses []issuer.Use, asOf time.Time, err error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	if of, err = s.Issuer.Statement(ctx, cardRef, m); err == nil {
		uses, err = s.uses(ctx, cardRef, issuer.UsesOf{Month: m}, of.Uses)
	}
	if err != nil {
		return issuer.Statement{}, nil, time.Time{}, away(err)
	}
	return of, uses, time.Time{}, nil
}

// uses are all pages of a list of about so many.
func (s *Service) uses(ctx context.Context, cardRef string, of issuer.UsesOf, about int) ([]issuer.Use, error) {
	list := make([]issuer.Use, 0, max(about, 0))
	of.Max = issuer.MaxPage
	for {
		a, err := s.Issuer.Uses(ctx, cardRef, of)
		if err != nil {
			return nil, err
		}
		list = append(list, a.Uses...)
		if of.After = a.Next; of.After == "" {
			return slices.Clip(list), nil
		}
	}
}

// away is an error of the card system as a member hears it.
func away(err error) error {
	if errors.Is(err, issuer.ErrNoStatement) {
		return fault.New(wire.NotFound, text.NotFound).Because(err)
	}
	return fault.New(wire.Unavailable, text.Busy).After(30 * time.Second).Because(err)
}
