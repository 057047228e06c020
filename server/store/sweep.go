package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/limit"
	"netanswer/server/member"
)

const (
	keepOutbox = 7 * 24 * time.Hour // finished messages, blank by then: to see what went out
	keepChecks = 24 * time.Hour     // after a passcode's end: a living flow still shows where it went
	sweepBatch = 500                // rows per transaction, so that nobody waits long
)

// Sweep deletes what is over: limit windows, sessions, flows with their reservations and checks, and messages finished
// a week ago. On SQLite it empties the write-ahead log as well, where what was blanked still stands until then. It may
// run on several servers at once.
func (db *DB) Sweep(ctx context.Context, now time.Time) error {
	longest := time.Duration(0)
	for _, l := range limit.All {
		longest = max(longest, l.Per)
	}
	err := errors.Join(
		flowStore{db}.SweepFlows(ctx, now),
		memberStore{db}.SweepSessions(ctx, now.Add(-member.Absolute), now.Add(-member.Idle)),
		db.sweep(ctx, "checks", "id", "expires_at < ?", ms(now.Add(-keepChecks))),
		db.sweep(ctx, "limits", "name, subject, start_at", "start_at < ?", ms(now.Add(-longest))),
		db.sweep(ctx, "outbox", "id", "state IN ('sent', 'dead') AND run_at < ?", ms(now.Add(-keepOutbox))),
	)
	if db.pg {
		return err
	}
	return errors.Join(err, db.one(ctx, func(c bun.IDB) error {
		_, err := c.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
		return err
	}))
}

// sweep deletes the rows of a table that a condition holds for, some at a time.
func (db *DB) sweep(ctx context.Context, table, key, where string, args ...any) error {
	q := fmt.Sprintf("DELETE FROM %s WHERE (%s) IN (SELECT %s FROM %s WHERE %s LIMIT %d)", table, key, key, table, where, sweepBatch)
	for {
		var n int64
		err := db.one(ctx, func(c bun.IDB) error {
			r, err := c.ExecContext(ctx, q, args...)
			if err == nil {
				n, err = r.RowsAffected()
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("sweep %s: %w", table, err)
		}
		if n < sweepBatch {
			return nil
		}
	}
}

func (s memberStore) SweepSessions(ctx context.Context, created, seen time.Time) error {
	return s.sweep(ctx, "sessions", "member_id, token_hash", "created_at < ? OR seen_at < ?", ms(created), ms(seen))
}

// SweepFlows locks the flows first: a flow that gets a new id at this moment is alive and left alone.
func (s flowStore) SweepFlows(ctx context.Context, before time.Time) error {
	for {
		var ids []string
		err := s.update(ctx, func(t tx) error {
			ids = nil
			q := t.lock(t.NewSelect().Model((*flowRow)(nil)).Column("id"), "UPDATE SKIP LOCKED")
			if err := q.Where("expires_at < ?", ms(before)).Limit(sweepBatch).Scan(ctx, &ids); err != nil || len(ids) == 0 {
				return err
			}
			of := bun.List(ids)
			if _, err := t.NewDelete().Model((*loginRow)(nil)).Where("member_id IS NULL").Where("flow IN (?)", of).Exec(ctx); err != nil {
				return err
			}
			if _, err := t.NewDelete().Model((*checkRow)(nil)).Where("flow IN (?)", of).Exec(ctx); err != nil {
				return err
			}
			_, err := t.NewDelete().Model((*flowRow)(nil)).Where("id IN (?)", of).Exec(ctx)
			return err
		})
		if err != nil {
			return fmt.Errorf("sweep flows: %w", err)
		}
		if len(ids) < sweepBatch {
			return nil
		}
	}
}
