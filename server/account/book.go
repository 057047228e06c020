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

// What every screen of statements reads, whole. A screen takes from it what it shows: pages, months, categories. Each of these
// answers too when the card system said so: zero means now, anything else goes to the screen as asOf.

// months are the statements of a card, the newest first, the open one among them.
func (s *Service) months(ctx context.Context, r Reader) (list []issuer.Statement, seen time.Time, err error) {
	list, seen, err = ask(ctx, s, r, "months", func(ctx context.Context) ([]issuer.Statement, error) { return s.list(ctx, r) })
	if err == nil && seen.IsZero() {
		s.came(r)
	}
	return list, seen, err
}

func (s *Service) list(ctx context.Context, r Reader) (list []issuer.Statement, err error) {
	for p := (issuer.Page{Max: issuer.MaxPage}); ; {
		a, err := s.Issuer.Statements(ctx, r.CardRef, p)
		if err != nil {
			return nil, err
		}
		list = append(list, a.Statements...)
		if p.After = a.Next; p.After == "" {
			return list, nil
		}
	}
}

// whole is a statement with all that stands on it: kept as one, so that the uses make the sums.
type whole struct {
	Of   issuer.Statement
	Uses []issuer.Use

	confirmed bool // kept already: nothing new was asked for
}

// month is one statement with all that stands on it, the newest first. fault NotFound when there is none.
func (s *Service) month(ctx context.Context, r Reader, m japan.Month) (of issuer.Statement, uses []issuer.Use, seen time.Time, err error) {
	w, seen, err := ask(ctx, s, r, m.String(), func(ctx context.Context) (whole, error) {
		of, err := s.Issuer.Statement(ctx, r.CardRef, m)
		if err != nil {
			return whole{}, err
		}
		return s.whole(ctx, r, of)
	})
	return w.Of, w.Uses, seen, err
}

// entries are all that stands on a statement that months has told, the newest first. Who walks through all months asks for
// them this way: what the list tells need not be asked again, and what it shows unchanged may be kept already.
func (s *Service) entries(ctx context.Context, r Reader, of issuer.Statement) (uses []issuer.Use, seen time.Time, err error) {
	w, seen, err := ask(ctx, s, r, of.Month.String(), func(ctx context.Context) (whole, error) { return s.whole(ctx, r, of) })
	return w.Uses, seen, err
}

func (s *Service) whole(ctx context.Context, r Reader, of issuer.Statement) (whole, error) {
	if w, ok := s.confirm(ctx, r, of); ok {
		return w, nil
	}
	uses, err := s.uses(ctx, r.CardRef, issuer.UsesOf{Month: of.Month}, of.Uses)
	return whole{Of: of, Uses: uses}, err
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

// cards are those whose uses the reader sees, their own among them.
func (s *Service) cards(ctx context.Context, r Reader) (list []issuer.Card, seen time.Time, err error) {
	return ask(ctx, s, r, "cards", func(ctx context.Context) ([]issuer.Card, error) { return s.Issuer.Cards(ctx, r.CardRef) })
}

// ask is an answer of the card system, by the name under which it is kept for the reader. While the card system does not answer, or
// takes its time, it is what was kept, and seen is when that was said. All that is asked through here is kept, so it holds no secrets
// that are asked for only once.
func ask[T any](ctx context.Context, s *Service, r Reader, part string, of func(context.Context) (T, error)) (answer T, seen time.Time, err error) {
	long, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	soon, give := context.WithCancel(long)
	defer give()
	if s.Kept != nil {
		defer time.AfterFunc(patience, give).Stop() // no deadline, which would count against the card system: nobody waits any more
	}
	answer, err = told(soon, s, r, part, of)
	if s.Kept != nil && err != nil && !errors.Is(err, issuer.ErrUnknown) && !errors.Is(err, issuer.ErrNoStatement) {
		if answer, seen, ok := kept[T](ctx, s.Kept, r, part); ok {
			s.Kept.Shown.Add(1)
			return answer, seen, nil
		}
		if soon.Err() != nil && long.Err() == nil { // there is nothing else to show: it may take what it takes
			answer, err = told(long, s, r, part, of)
		}
	}
	if err != nil {
		var none T
		return none, time.Time{}, away(err)
	}
	return answer, time.Time{}, nil
}

// told is an answer of the card system itself, which is kept.
func told[T any](ctx context.Context, s *Service, r Reader, part string, of func(context.Context) (T, error)) (T, error) {
	if s.Kept == nil {
		return of(ctx)
	}
	seen := s.Kept.Now()
	answer, err := of(ctx)
	w, isWhole := any(answer).(whole)
	switch {
	case errors.Is(err, issuer.ErrUnknown):
		s.Kept.forget(ctx, r)
	case err == nil && !(isWhole && w.confirmed):
		s.Kept.keep(r, part, seen, answer)
	}
	return answer, err
}

// asOf is the time of an answer as screens show it, see wire.AsOf.
func asOf(seen time.Time) wire.AsOf {
	if seen.IsZero() {
		return ""
	}
	return wire.AsOf(seen.In(japan.Zone).Format("2006-01-02 15:04"))
}

// away is an error of the card system as a member hears it.
func away(err error) error {
	if errors.Is(err, issuer.ErrNoStatement) {
		return fault.New(wire.NotFound, text.NotFound).Because(err)
	}
	return fault.New(wire.Unavailable, text.Busy).After(30 * time.Second).Because(err)
}
