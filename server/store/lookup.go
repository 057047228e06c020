package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync"
	"unicode/utf8"
)

// lookup is one of the few queries that are asked all the time: plain SQL for at most one row, its parameters ?1, ?2 …
// On SQLite it is prepared, which saves a good part of its time; on PostgreSQL it is one round trip without a named
// statement.
type lookup struct {
	db      *sql.DB
	query   string
	prepare bool

	mu       sync.Mutex
	prepared *sql.Stmt // nil until first asked: the table may have to be made first
}

func (db *DB) lookup(query string) *lookup {
	if db.pg {
		return &lookup{db: db.read.DB, query: strings.ReplaceAll(query, "?", "$")}
	}
	return &lookup{db: db.read.DB, query: query, prepare: true}
}

// row asks for the row of keys and scans it; false when there is none. A key may be anything that somebody sent.
func (l *lookup) row(ctx context.Context, keys []string, into ...any) (bool, error) {
	args := make([]any, len(keys))
	for i, k := range keys {
		if !utf8.ValidString(k) || strings.ContainsRune(k, 0) {
			return false, nil // no row has such a key, and PostgreSQL takes no such text
		}
		args[i] = k
	}
	var row *sql.Row
	if l.prepare {
		s, err := l.stmt(ctx)
		if err != nil {
			return false, err
		}
		if err := ctx.Err(); err != nil {
			return false, err
		}
		// database/sql would watch the context with a goroutine for each look-up; SQLite ends none in the middle anyway
		row = s.QueryRowContext(context.WithoutCancel(ctx), args...)
	} else {
		row = l.db.QueryRowContext(ctx, l.query, args...)
	}
	err := row.Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

func (l *lookup) stmt(ctx context.Context) (*sql.Stmt, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.prepared == nil {
		s, err := l.db.PrepareContext(ctx, l.query)
		if err != nil {
			return nil, err
		}
		l.prepared = s
	}
	return l.prepared, nil
}
