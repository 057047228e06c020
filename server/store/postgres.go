package store

import (
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
)

// poolSize is how many connections one server holds at most.
const poolSize = 16

func (db *DB) openPostgres(dsn string) error {
	cfg, err := pgx.ParseConfig(dsn)
	if err != nil {
		return err
	}
	// bun writes arguments into the SQL text, so a cache of statements never hits; and named statements do not survive a
	// pooler that hands connections out per transaction.
	cfg.DefaultQueryExecMode = pgx.QueryExecModeExec
	// The text that bun writes is safe under these two only, and neither is certain: a Japanese server may speak EUC_JP.
	cfg.RuntimeParams["client_encoding"] = "UTF8"
	cfg.RuntimeParams["standard_conforming_strings"] = "on"
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = 5 * time.Second
	}
	cfg.Tracer = &db.traced
	pool := stdlib.OpenDB(*cfg)
	pool.SetMaxOpenConns(poolSize)
	pool.SetMaxIdleConns(poolSize)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	pool.SetConnMaxLifetime(30 * time.Minute) // moves to a new primary in the end, whatever stands between
	db.write = bun.NewDB(pool, pgdialect.New())
	db.read, db.pg = db.write, true
	return nil
}

// pgCode is the SQLSTATE of an error, or nothing.
func pgCode(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
