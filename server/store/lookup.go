package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// lookup is one of the few queries that are asked all the time: plain SQL for at most one row, its parameters ?1, ?2 … It is
// prepared, which saves a good part of its time.
//
// On PostgreSQL a statement is prepared on one connection, and a pooler that hands connections out per transaction loses it.
// The first answer that says so ends preparing for good. Nothing worse can happen: the statement's name is its digest, so a name
// never stands for another statement.
type lookup struct {
	db    *sql.DB
	query string
	pg    bool
	loses *atomic.Bool // of the database: it has lost a prepared statement

	mu       sync.Mutex
	prepared *sql.Stmt // nil until first asked: the table may have to be made first
}

func (db *DB) lookup(query string) *lookup {
	if db.pg {
		query = strings.ReplaceAll(query, "?", "$")
	}
	return &lookup{db: db.read.DB, query: query, pg: db.pg, loses: &db.loses}
}

// lost says whether a pooler stands between: the statement is not there, is there although we did not prepare it, or is one
// of before a migration.
func lost(err error) bool {
	return slices.Contains([]string{"26000", "42P05", "0A000"}, pgCode(err))
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
	if err := ctx.Err(); err != nil {
		return false, err
	}
	err := l.ask(ctx, args, into)
	if lost(err) {
		l.loses.Store(true)
		err = l.ask(ctx, args, into)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

func (l *lookup) ask(ctx context.Context, args, into []any) error {
	if l.pg {
		return l.askPostgres(ctx, args, into)
	}
	s, err := l.stmt(ctx)
	if err != nil {
		return err
	}
	// database/sql would watch the context with a goroutine for each look-up; SQLite ends none in the middle anyway
	return s.QueryRowContext(context.WithoutCancel(ctx), args...).Scan(into...)
}

// askPostgres asks pgx itself, on a fresh connection should the pooled ones be dead.
func (l *lookup) askPostgres(ctx context.Context, args, into []any) (err error) {
	for range poolSize + 1 {
		if err = l.askOnce(ctx, args, into); !errors.Is(err, driver.ErrBadConn) {
			break
		}
	}
	return err
}

// askOnce leaves it to the socket to end the question when the context ends: watching the context takes two goroutines for each
// look-up, a tenth of a request that asks nothing else. Somebody who has gone away is answered all the same.
func (l *lookup) askOnce(ctx context.Context, args, into []any) error {
	c, err := l.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.Raw(func(driven any) error {
		conn := driven.(*stdlib.Conn).Conn()
		how := pgx.QueryExecModeCacheStatement
		if l.loses.Load() {
			how = pgx.QueryExecModeExec
		}
		if end, ok := ctx.Deadline(); ok {
			socket := conn.PgConn().Conn()
			if err := socket.SetDeadline(end); err != nil {
				return driver.ErrBadConn
			}
			defer socket.SetDeadline(time.Time{})
			ctx = context.WithoutCancel(ctx)
		}
		err := conn.QueryRow(ctx, l.query, append([]any{how}, args...)...).Scan(into...)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return sql.ErrNoRows
		case err != nil && pgconn.SafeToRetry(err):
			return driver.ErrBadConn
		}
		return err
	})
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
