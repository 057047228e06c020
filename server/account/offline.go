package account

import (
	"context"

	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

// Offline is what a device keeps to be read without a network: the newest months, at most so many, and the graph. It names no person
// and no bank account.
func (s *Service) Offline(ctx context.Context, r Reader, today japan.Date, most int) (k wire.Offline, err error) {
	k.Shape = wire.OfflineShape
	if k.Statements, err = s.Statements(ctx, r, form.Search{}, 1); err != nil {
		return wire.Offline{}, err
	}
	k.Statements.Months = k.Statements.Months[:min(most, len(k.Statements.Months))]
	for _, of := range k.Statements.Months {
		m, err := s.Month(ctx, r, of.Month, today, Part{All: true})
		if err != nil {
			return wire.Offline{}, err
		}
		m.Holder, m.Account, m.Months, m.Change = "", "", nil, false
		k.Months = append(k.Months, m)
	}
	for _, by := range []wire.UsageBy{wire.ByCategory, wire.ByUser} {
		u, err := s.Usage(ctx, r, by, japan.Month{}, today)
		if err != nil {
			return wire.Offline{}, err
		}
		for i := range u.Parts {
			u.Parts[i].Holder = ""
		}
		k.Usage = append(k.Usage, u)
	}
	return k, nil
}
