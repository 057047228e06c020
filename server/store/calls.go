package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/identity"
)

func (s checkStore) WaitingCall(ctx context.Context, pair string, now time.Time) (identity.Check, bool, error) {
	var r checkRow
	err := waiting(s.read.NewSelect().Model(&r), pair, now).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return identity.Check{}, false, nil
	}
	return r.check(), err == nil, err
}

func waiting[Q interface{ Where(string, ...any) Q }](q Q, pair string, now time.Time) Q {
	return q.Where("c.id = (SELECT check_id FROM calls WHERE pair = ?)", pair).
		Where("c.used = FALSE").Where("c.called_at = 0").Where("c.expires_at > ?", ms(now))
}

// HoldLine is one conditional upsert: of two checks at once, the second waits at the first one's rows and then finds them taken.
// It looks before: rows that an upsert leaves as they are it locks all the same, and checks that go through the lines in several
// orders would wait for each other. The pairs of a line come in one order.
func (t tx) HoldLine(ctx context.Context, o identity.Offer, c identity.Check, now, until time.Time) (bool, error) {
	taken, err := t.NewSelect().Model((*callRow)(nil)).Where("pair IN (?)", bun.List(o.Pairs)).Where("flow <> ?", c.Subject.Flow).Where("free_at > ?", ms(now)).Exists(ctx)
	if err != nil || taken {
		return false, err
	}
	rows := make([]callRow, len(o.Pairs))
	for i, pair := range slices.Sorted(slices.Values(o.Pairs)) {
		rows[i] = callRow{Pair: pair, CheckID: c.ID, Flow: c.Subject.Flow, FreeAt: ms(until)}
	}
	done, err := t.NewInsert().Model(&rows).
		On("CONFLICT (pair) DO UPDATE").
		Set("check_id = EXCLUDED.check_id").Set("flow = EXCLUDED.flow").Set("free_at = EXCLUDED.free_at").
		Where("w.flow = EXCLUDED.flow OR w.free_at <= ?", ms(now)).
		Exec(ctx)
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	if err != nil || int(n) == len(rows) {
		return err == nil, err
	}
	_, err = t.NewDelete().Model((*callRow)(nil)).Where("check_id = ?", c.ID).Exec(ctx) // those that it got
	return false, err
}

func (t tx) ReceiveCall(ctx context.Context, pair string, now, until, rest time.Time) (identity.Check, bool, error) {
	var r checkRow
	err := waiting(t.NewUpdate().Model(&r).Set("called_at = ?", ms(now)).Set("expires_at = ?", ms(until)), pair, now).Returning("*").Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return identity.Check{}, false, nil
	}
	if err != nil {
		return identity.Check{}, false, err
	}
	_, err = t.NewUpdate().Model((*callRow)(nil)).Set("free_at = ?", ms(rest)).Where("check_id = ?", r.ID).Exec(ctx)
	return r.check(), err == nil, err
}

// callRow says which check a call is for.
type callRow struct {
	bun.BaseModel `bun:"table:calls,alias:w"`
	Pair          string `bun:",pk"`
	CheckID       string
	Flow          string
	FreeAt        int64
}
