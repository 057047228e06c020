package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"
)

type limitStore struct{ *DB }

func (s limitStore) Hit(ctx context.Context, name, key string, window time.Time, n int) (int, error) {
	var r limitRow
	err := s.one(ctx, func(c bun.IDB) error {
		r = limitRow{Name: name, Subject: key, StartAt: ms(window), Hits: n}
		return c.NewInsert().Model(&r).On("CONFLICT (name, subject, start_at) DO UPDATE").Set("hits = l.hits + EXCLUDED.hits").
			Returning("hits").Scan(ctx)
	})
	return r.Hits, err
}
