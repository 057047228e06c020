package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/audit"
	"netanswer/server/issuer"
	"netanswer/server/news"
	"netanswer/shared/japan"
)

// The states of a kept event.
const (
	eventWaiting = "waiting"
	eventAside   = "aside"
)

type eventRow struct {
	bun.BaseModel `bun:"table:events,alias:e"`
	MemberID      string `bun:",pk"`
	Place         string `bun:",pk"`
	ID            string
	State         string
	Kind          string
	At            int64
	CardRef       string
	OrderKey      string
	Amount        int
	Month         string
	Safe          bool
	Tries         int
	NextAt        int64
	KeptAt        int64
	Nonsense      string
}

func newEventRow(k news.Kept) *eventRow {
	e := k.Event
	r := &eventRow{
		MemberID: k.MemberID, Place: e.Place, ID: k.ID, State: eventWaiting, Kind: string(e.Kind), At: ms(e.At), CardRef: e.CardRef, OrderKey: e.Key, Amount: e.Amount,
		Safe: k.Safe, Tries: k.Tries, NextAt: ms(k.Next), KeptAt: ms(k.At), Nonsense: e.Nonsense,
	}
	if k.Aside {
		r.State = eventAside
	}
	if !e.Month.IsZero() {
		r.Month = e.Month.String()
	}
	return r
}

func (r *eventRow) kept() (news.Kept, error) {
	e := issuer.Event{Place: r.Place, Kind: issuer.EventKind(r.Kind), At: at(r.At), CardRef: r.CardRef, Key: r.OrderKey, Amount: r.Amount, Nonsense: r.Nonsense}
	var err error
	if r.Month != "" {
		e.Month, err = japan.ParseMonth(r.Month)
	}
	return news.Kept{ID: r.ID, MemberID: r.MemberID, Event: e, Aside: r.State == eventAside, Safe: r.Safe, Tries: r.Tries, Next: at(r.NextAt), At: at(r.KeptAt)}, err
}

func keptOf(rows []eventRow) ([]news.Kept, error) {
	out := make([]news.Kept, len(rows))
	for n := range rows {
		var err error
		if out[n], err = rows[n].kept(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s eventStore) Waits(ctx context.Context, memberID string) (bool, error) {
	return s.read.NewSelect().Model((*eventRow)(nil)).Where("member_id = ?", memberID).Where("state = ?", eventWaiting).Exists(ctx)
}

// DueEvents asks all members: it is a job's.
func (s eventStore) DueEvents(ctx context.Context, now time.Time, n int) ([]news.Kept, error) {
	var rows []eventRow
	err := s.read.NewSelect().Model(&rows).Where("e.state = ?", eventWaiting).Where("e.next_at <= ?", ms(now)).
		Where("NOT EXISTS (SELECT 1 FROM events AS b WHERE b.member_id = e.member_id AND b.state = ? AND b.place < e.place)", eventWaiting).
		Order("e.place").Limit(int64(n)).Scan(ctx)
	if err != nil {
		return nil, err
	}
	return keptOf(rows)
}

func (t tx) KeepEvent(ctx context.Context, k news.Kept) error {
	_, err := t.NewInsert().Model(newEventRow(k)).Exec(ctx)
	return err
}

func (t tx) Senseless(ctx context.Context) (int, error) {
	n, err := t.NewSelect().Model((*eventRow)(nil)).Where("nonsense <> ''").Count(ctx)
	return int(n), err
}

func (t tx) TakeEvent(ctx context.Context, k news.Kept) (bool, error) {
	return changed(t.NewDelete().Model((*eventRow)(nil)).Where("member_id = ?", k.MemberID).Where("place = ?", k.Event.Place).
		Where("state = ?", eventWaiting).Where("tries = ?", k.Tries).Exec(ctx))
}

func (t tx) FailEvent(ctx context.Context, k news.Kept) (bool, error) {
	r := newEventRow(k)
	return changed(t.NewUpdate().Model((*eventRow)(nil)).Set("tries = ?", r.Tries).Set("next_at = ?", r.NextAt).Set("state = ?", r.State).
		Where("member_id = ?", r.MemberID).Where("place = ?", r.Place).Where("state = ?", eventWaiting).Where("tries = ?", r.Tries-1).Exec(ctx))
}

func (s eventStore) KeptEvents(ctx context.Context, waiting bool, n int) ([]news.Kept, error) {
	var rows []eventRow
	q := s.read.NewSelect().Model(&rows)
	if !waiting {
		q = q.Where("state = ?", eventAside)
	}
	if err := q.Order("kept_at", "place").Limit(int64(n)).Scan(ctx); err != nil {
		return nil, err
	}
	return keptOf(rows)
}

func (s eventStore) TryEvent(ctx context.Context, id string) (found bool, err error) {
	err = s.one(ctx, func(c bun.IDB) error {
		found, err = changed(c.NewUpdate().Model((*eventRow)(nil)).Set("state = ?", eventWaiting).Set("tries = 0").Set("next_at = 0").Where("id = ?", id).Where("nonsense = ''").Exec(ctx))
		return err
	})
	return found, err
}

func (s eventStore) DropEvent(ctx context.Context, id string, now time.Time) (found bool, err error) {
	err = s.update(ctx, func(t tx) error {
		var rows []eventRow
		q := t.lock(t.NewSelect().Model(&rows), "UPDATE").Where("id = ?", id).Where("state = ?", eventAside)
		if err := q.Scan(ctx); err != nil {
			return err
		}
		if found = len(rows) > 0; !found {
			return nil
		}
		r := rows[0]
		if _, err := t.NewDelete().Model(&r).WherePK().Exec(ctx); err != nil {
			return err
		}
		return t.Record(ctx, audit.Event{At: now, Kind: audit.EventDropped, MemberID: r.MemberID, Detail: news.Named(issuer.EventKind(r.Kind))})
	})
	return found && err == nil, err
}

// EventBacklog is how many events of the issuer are kept: those that wait, and those that were set aside.
func (db *DB) EventBacklog(ctx context.Context) (waiting, aside int, err error) {
	var rows []struct {
		State string
		N     int
	}
	err = db.read.NewRaw("SELECT state, count(*) AS n FROM events GROUP BY state").Scan(ctx, &rows)
	for _, r := range rows {
		if r.State == eventAside {
			aside = r.N
		} else {
			waiting = r.N
		}
	}
	return waiting, aside, err
}
