// Package store keeps everything in one SQL database: PostgreSQL in production, SQLite for one server, trials and tests.
// The same code and the same tests run on both; it exists so that no other package knows SQL. Each consumer owns the
// interface it needs, and DB has a view that implements it.
//
// What holds on both databases: times are unix milliseconds; every write goes through one helper that tries again when
// the database asks for it; nothing relies on advisory locks, notifications or triggers.
package store

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"
	"github.com/uptrace/bun"

	"netanswer/server/desk"
	"netanswer/server/identity"
	"netanswer/server/inquiry"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/server/news"
	"netanswer/server/notify"
	"netanswer/server/registration"
)

// DB is an open database. It is safe for concurrent use.
type DB struct {
	write *bun.DB // SQLite: one connection
	read  *bun.DB // PostgreSQL: the same pool
	pg    bool
	log   zerolog.Logger

	patience time.Duration // of a write that waits for its connection or meets others

	retried, givenUp atomic.Int64 // writes, since the start
	traced           tracing
	loses            atomic.Bool // a pooler loses what is prepared, see lookup

	session, loginMember, credential, device, latestCheck *lookup
}

// Open opens a database: postgres://… (or postgresql://…), or the path of an SQLite file, which is made (0600, its
// folder 0700) should it not be there. A PostgreSQL server need not answer yet.
func Open(ctx context.Context, dsn string, log zerolog.Logger) (*DB, error) {
	db := &DB{log: log, patience: 5 * time.Second}
	var err error
	if isPostgres(dsn) {
		err = db.openPostgres(dsn)
	} else {
		err = db.openSQLite(ctx, dsn)
	}
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	db.failAtStatements()
	db.session = db.lookup(sessionSQL)
	db.loginMember = db.lookup(loginMemberSQL)
	db.credential = db.lookup(credentialSQL)
	db.device = db.lookup(deviceSQL)
	db.latestCheck = db.lookup(latestCheckSQL)
	return db, nil
}

func isPostgres(dsn string) bool {
	return strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://")
}

// Ready says whether the database answers and has the tables that this program needs. It gives up after two seconds.
func (db *DB) Ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if err := db.read.PingContext(ctx); err != nil { // tries a fresh connection when the pooled ones are dead
		return err
	}
	todo, err := db.pending(ctx)
	if err != nil {
		return err
	}
	if len(todo) > 0 {
		return fmt.Errorf("store: migration %s has not run", todo[0])
	}
	return nil
}

// Stats is how the database fares on this server.
type Stats struct {
	InUse, Idle             int   // connections of the pool that writes
	Waits, Retried, GivenUp int64 // since the start: for a connection; writes that met others
}

// Stats asks nobody.
func (db *DB) Stats() Stats {
	p := db.write.Stats()
	return Stats{p.InUse, p.Idle, p.WaitCount, db.retried.Load(), db.givenUp.Load()}
}

// Backlog is what the outbox has to send: how many messages wait, how many are being sent, and since when the oldest is there.
func (db *DB) Backlog(ctx context.Context) (ready, running int, oldest time.Time, err error) {
	var rows []struct {
		State string
		N     int
		First int64
	}
	err = db.read.NewRaw("SELECT state, count(*) AS n, min(created_at) AS first FROM outbox WHERE state IN ('ready', 'running') GROUP BY state").Scan(ctx, &rows)
	for _, r := range rows {
		if r.State == string(notify.Ready) {
			ready = r.N
		} else {
			running = r.N
		}
		if first := at(r.First); oldest.IsZero() || first.Before(oldest) {
			oldest = first
		}
	}
	return ready, running, oldest, err
}

// Close closes the database. Nothing may use it any more.
func (db *DB) Close() error {
	err := db.read.Close()
	if db.read == db.write {
		return err
	}
	if e := db.write.Close(); e != nil { // last: it moves the write-ahead log into the file
		return e
	}
	return err
}

// Registration is the database as registrations see it.
func (db *DB) Registration() registration.Store { return flowStore{db} }

// Member is the database as logins and sessions see it.
func (db *DB) Member() member.Store { return memberStore{db} }

// Checks is the database as passcodes see it.
func (db *DB) Checks() identity.Store { return checkStore{db} }

// Outbox is the database as the sender of messages sees it.
func (db *DB) Outbox() notify.Outbox { return outboxStore{db} }

// Desk is the database as the desk sees it.
func (db *DB) Desk() desk.Store { return deskStore{db} }

// Events is the database as the reader of the issuer's feed sees it.
func (db *DB) Events() news.Store { return eventStore{db} }

// Shelf is the database as operators see the events that are kept.
func (db *DB) Shelf() news.Shelf { return eventStore{db} }

// Inquiries is the database as inquiries see it.
func (db *DB) Inquiries() inquiry.Store { return inquiryStore{db} }

// Limits is the database as the limiter sees it.
func (db *DB) Limits() limit.Store { return limitStore{db} }
