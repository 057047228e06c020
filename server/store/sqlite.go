package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// pragmas stand in the DSN so that every connection has them; the driver sets busy_timeout first, the others in
// alphabetical order. secure_delete overwrites what is deleted or blanked; synchronous FULL keeps what was answered as
// done through a power failure.
var pragmas = []string{"busy_timeout(2000)", "journal_mode(WAL)", "secure_delete(ON)", "synchronous(FULL)"}

func (db *DB) openSQLite(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) // SQLite gives its log files the same mode
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	// More goroutines read slower, not faster: a few connections do.
	readers := min(4, max(2, runtime.NumCPU()))
	db.write = bun.NewDB(sqlitePool(path, 1, url.Values{"_pragma": pragmas, "_txlock": {"immediate"}}, &db.traced), sqlitedialect.New())
	db.read = bun.NewDB(sqlitePool(path, readers, url.Values{"_pragma": append([]string{"query_only(ON)"}, pragmas...)}, &db.traced), sqlitedialect.New())
	if err := db.retry(ctx, func() error { return db.write.PingContext(ctx) }); err != nil {
		return errors.Join(fmt.Errorf("%s: %w", path, err), db.Close())
	}
	return nil
}

func sqlitePool(path string, size int, params url.Values, traced *tracing) *sql.DB {
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: params.Encode()}
	pool := sql.OpenDB(calm{u.String(), traced})
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	return pool
}

func sqliteBusy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == lib.SQLITE_BUSY
}

// calm opens connections that no context can interrupt in the middle of a statement. An interrupt makes SQLite roll back
// on its own, behind database/sql's back, and costs the connection with all its prepared statements; a statement here
// takes a millisecond. database/sql still ends waiting for a connection, and rolls back a transaction between two
// statements, as soon as the context is over.
type calm struct {
	dsn    string
	traced *tracing
}

func (c calm) Connect(context.Context) (driver.Conn, error) {
	conn, err := c.Driver().Open(c.dsn)
	if err != nil {
		return nil, err
	}
	return calmConn{conn.(sqliteConn), c.traced}, nil
}

func (c calm) Driver() driver.Driver { return &sqlite.Driver{} }

type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

type calmConn struct {
	sqliteConn
	traced *tracing
}

func (c calmConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	return c.sqliteConn.BeginTx(context.WithoutCancel(ctx), o)
}

func (c calmConn) ExecContext(ctx context.Context, q string, args []driver.NamedValue) (driver.Result, error) {
	c.traced.tell(q)
	return c.sqliteConn.ExecContext(context.WithoutCancel(ctx), q, args)
}

func (c calmConn) QueryContext(ctx context.Context, q string, args []driver.NamedValue) (driver.Rows, error) {
	c.traced.tell(q)
	return c.sqliteConn.QueryContext(context.WithoutCancel(ctx), q, args)
}

func (c calmConn) Ping(ctx context.Context) error {
	return c.sqliteConn.Ping(context.WithoutCancel(ctx))
}

func (c calmConn) PrepareContext(ctx context.Context, q string) (driver.Stmt, error) {
	s, err := c.sqliteConn.PrepareContext(context.WithoutCancel(ctx), q)
	if err != nil {
		return nil, err
	}
	return calmStmt{s.(sqliteStmt), c.traced, q}, nil
}

type sqliteStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

type calmStmt struct {
	sqliteStmt
	traced *tracing
	query  string
}

func (s calmStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	s.traced.tell(s.query)
	return s.sqliteStmt.ExecContext(context.WithoutCancel(ctx), args)
}

func (s calmStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	s.traced.tell(s.query)
	return s.sqliteStmt.QueryContext(context.WithoutCancel(ctx), args)
}
