package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/notify"
)

type outboxStore struct{ *DB }

func (t tx) Enqueue(ctx context.Context, qs ...notify.Queued) error {
	if len(qs) == 0 {
		return nil
	}
	rows := make([]*outboxRow, len(qs))
	for i, q := range qs {
		rows[i] = newOutboxRow(q)
	}
	_, err := t.NewInsert().Model(&rows).Exec(ctx)
	return err
}

// due are messages whose time has come: run_at is the lease of a running one.
func due(q *bun.SelectQuery, now time.Time) *bun.SelectQuery {
	return q.Where("state IN ('ready', 'running')").Where("run_at <= ?", ms(now))
}

// Claim looks before it opens a transaction: most of the time there is nothing to send. Rows that another runner is
// claiming at this moment are passed over.
func (s outboxStore) Claim(ctx context.Context, now time.Time, lease time.Duration, n int) ([]notify.Queued, error) {
	some, err := due(s.read.NewSelect().Model((*outboxRow)(nil)), now).Exists(ctx)
	if err != nil || !some {
		return nil, err
	}
	var claimed []notify.Queued
	err = s.update(ctx, func(t tx) error {
		claimed = nil
		var rows []outboxRow
		q := t.lock(due(t.NewSelect().Model(&rows), now), "UPDATE SKIP LOCKED")
		if err := q.Order("run_at", "id").Limit(int64(n)).Scan(ctx); err != nil || len(rows) == 0 {
			return err
		}
		ids, until := make([]string, len(rows)), ms(now.Add(lease))
		for i := range rows {
			r := &rows[i]
			ids[i] = r.ID
			r.State, r.Attempts, r.RunAt = string(notify.Running), r.Attempts+1, until
			claimed = append(claimed, r.queued())
		}
		_, err := t.NewUpdate().Model((*outboxRow)(nil)).
			Set("state = ?", notify.Running).Set("attempts = attempts + 1").Set("run_at = ?", until).
			Where("id IN (?)", bun.List(ids)).Exec(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return claimed, nil
}

func (s outboxStore) Finish(ctx context.Context, qs ...notify.Queued) error {
	return s.update(ctx, func(t tx) error {
		for _, q := range qs {
			_, err := t.NewUpdate().Model((*outboxRow)(nil)).
				Set("state = ?", q.State).Set("why = ?", q.Why).Set("run_at = ?", ms(q.RunAt)).Set("sealed = ?", q.Sealed).
				Where("id = ?", q.ID).Where("state = ?", notify.Running).Where("attempts = ?", q.Attempts).Exec(ctx)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (s outboxStore) Dead(ctx context.Context, kept bool, now time.Time, n int) (out []notify.Queued, err error) {
	var rows []outboxRow
	q := s.read.NewSelect().Model(&rows).Where("state = ?", notify.Dead)
	if kept {
		q = q.Where("sealed <> ''").Where("keep_until > ?", ms(now))
	}
	err = q.OrderExpr("id DESC").Limit(int64(n)).Scan(ctx) // ids begin with their time
	for i := range rows {
		out = append(out, rows[i].queued())
	}
	return out, err
}

// Again leaves the attempts as they are: a runner that comes late with what became of an earlier one must not meet this.
func (s outboxStore) Again(ctx context.Context, id string, now time.Time) (found bool, err error) {
	err = s.one(ctx, func(c bun.IDB) error {
		found, err = changed(c.NewUpdate().Model((*outboxRow)(nil)).
			Set("state = ?", notify.Ready).Set("why = ''").Set("run_at = ?", ms(now)).Set("expires_at = keep_until").
			Where("id = ?", id).Where("state = ?", notify.Dead).Where("sealed <> ''").Where("keep_until > ?", ms(now)).Exec(ctx))
		return err
	})
	return found, err
}

func (s outboxStore) Drop(ctx context.Context, id string) (found bool, err error) {
	err = s.one(ctx, func(c bun.IDB) error {
		found, err = changed(c.NewUpdate().Model((*outboxRow)(nil)).Set("sealed = ''").Set("why = ?", notify.Dropped).
			Where("id = ?", id).Where("state = ?", notify.Dead).Where("sealed <> ''").Exec(ctx))
		return err
	})
	return found, err
}
