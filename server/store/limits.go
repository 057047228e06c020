package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/limit"
)

type limitStore struct{ *DB }

func (s limitStore) Update(ctx context.Context, f func(limit.Tx) error) error {
	return s.update(ctx, func(t tx) error { return f(t) })
}

func (s limitStore) Hit(ctx context.Context, hits ...limit.Hit) (counts []int, err error) {
	err = s.one(ctx, func(c bun.IDB) (err error) { counts, err = hit(ctx, c, hits); return err })
	return counts, err
}

func (t tx) Hit(ctx context.Context, hits ...limit.Hit) ([]int, error) { return hit(ctx, t.Tx, hits) }

// hit writes the rows in one order, whoever writes: two at once do not wait for each other in a circle.
func hit(ctx context.Context, c bun.IDB, hits []limit.Hit) ([]int, error) {
	if len(hits) == 0 {
		return nil, nil
	}
	rows := make([]limitRow, len(hits))
	for i, h := range hits {
		rows[i] = limitRow{Name: h.Name, Subject: h.Key, StartAt: ms(h.Window), Hits: h.N}
	}
	slices.SortFunc(rows, func(a, b limitRow) int { return strings.Compare(a.Name+" "+a.Subject, b.Name+" "+b.Subject) })
	var got []limitRow
	err := c.NewInsert().Model(&rows).On("CONFLICT (name, subject, start_at) DO UPDATE").Set("hits = l.hits + EXCLUDED.hits").
		Returning("name, subject, start_at, hits").Scan(ctx, &got)
	if err != nil {
		return nil, err
	}
	counts := make([]int, len(hits))
	for i, h := range hits {
		j := slices.IndexFunc(got, func(r limitRow) bool { return r.Name == h.Name && r.Subject == h.Key && r.StartAt == ms(h.Window) })
		if j < 0 {
			return nil, errors.New("store: a count that was written did not come back")
		}
		counts[i] = got[j].Hits
	}
	return counts, nil
}

// slowSQL counts a failure and sets when the next try may come, in one statement; it changes nothing when that time has not
// come for this one. One shifted left by the failures beyond the free ones is the doubling.
const slowSQL = `INSERT INTO backoffs AS b (name, subject, fails, next_at) VALUES (?0, ?1, 1, ?2 + ?3)
ON CONFLICT (name, subject) DO UPDATE SET
	fails = CASE WHEN b.next_at < ?4 THEN 1 ELSE b.fails + 1 END,
	next_at = ?2 + CASE WHEN b.next_at < ?4 THEN ?3 WHEN b.fails < ?5 THEN 0 WHEN b.fails >= ?5 + 20 THEN ?7
		WHEN ?6 * (1 << (b.fails - ?5)) > ?7 THEN ?7 ELSE ?6 * (1 << (b.fails - ?5)) END
WHERE b.next_at <= ?2 RETURNING next_at`

func (t tx) Slow(ctx context.Context, s limit.Slowed) (time.Time, bool, error) {
	b, now := s.Backoff, ms(s.Now)
	var next int64
	err := t.NewRaw(slowSQL, b.Name, s.Key, now, b.After(1).Milliseconds(), now-b.Forget.Milliseconds(), b.Free, b.First.Milliseconds(), b.Most.Milliseconds()).Scan(ctx, &next)
	if !errors.Is(err, sql.ErrNoRows) {
		return at(next), err == nil, err
	}
	err = t.NewSelect().Model((*backoffRow)(nil)).Column("next_at").Where("name = ?", b.Name).Where("subject = ?", s.Key).Scan(ctx, &next)
	return at(next), false, err
}

func (t tx) Forgive(ctx context.Context, name, key string) error {
	_, err := t.NewDelete().Model((*backoffRow)(nil)).Where("name = ?", name).Where("subject = ?", key).Exec(ctx)
	return err
}

// Sum reads a few counts by their whole keys.
func (s limitStore) Sum(ctx context.Context, name string, keys []string, after time.Time) (map[string]int, error) {
	var rows []limitRow
	err := s.read.NewSelect().Model(&rows).Column("subject").ColumnExpr("sum(hits) AS hits").Where("name = ?", name).
		Where("subject IN (?)", bun.List(keys)).Where("start_at > ?", ms(after)).Group("subject").Scan(ctx)
	out := map[string]int{}
	for _, r := range rows {
		out[r.Subject] = r.Hits
	}
	return out, err
}

func (s limitStore) Switched(ctx context.Context, name string) (bool, error) {
	var on bool
	err := s.read.NewSelect().Model((*switchRow)(nil)).Column("is_on").Where("name = ?", name).Scan(ctx, &on)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return on, err
}

// Switch is true for one of several that turn it at once.
func (t tx) Switch(ctx context.Context, name string, on bool, now time.Time) (bool, error) {
	return changed(t.NewInsert().Model(&switchRow{Name: name, IsOn: on, Since: ms(now)}).On("CONFLICT (name) DO UPDATE").
		Set("is_on = EXCLUDED.is_on, since = EXCLUDED.since").Where("w.is_on <> EXCLUDED.is_on").Exec(ctx))
}
