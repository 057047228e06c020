package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"
)

type limitStore struct{ *DB }

func (s limitStore) Hit(ctx context.Context, name, key string, window time.Time) (int, error) {
	var r limitRow
	err := s.one(ctx, func(c bun.IDB) error {
		r = limitRow{Name: name, Subject: key, StartAt: ms(window), Hits: 1}
		return c.NewInsert().Model(&r).On("CONFLICT (name, subject, start_at) DO UPDATE").Set("hits = l.hits + 1").
			Returning("hits").Scan(ctx)
	})
	return r.Hits, err
}
