//go:build system

package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/member"
	"netanswer/server/registration"
	"netanswer/server/store/pgtest"
)

func init() {
	databases = append(databases, []struct {
		name  string
		fresh func(testing.TB) string
	}{{"postgres", freshPostgres}, {"pgbouncer", freshPooled}}...)
}

// cluster is started by the first test that needs it: without PostgreSQL just those fail.
var cluster = sync.OnceValues(pgtest.New)

func freshPostgres(t testing.TB) string {
	c, err := cluster()
	if err != nil {
		t.Fatal(err)
	}
	dsn, err := c.Database()
	if err != nil {
		t.Fatal(err)
	}
	return dsn
}

// pooled is the cluster with a pooler in front of it.
var pooled = sync.OnceValues(func() (*pgtest.Cluster, error) {
	c, err := cluster()
	if err == nil {
		err = c.Pool()
	}
	return c, err
})

// freshPooled is a database reached through pgbouncer, which hands connections out per transaction: nothing may rely on what a
// session remembers.
func freshPooled(t testing.TB) string {
	c, err := pooled()
	if err != nil {
		t.Fatal(err)
	}
	return c.Pooled(freshPostgres(t))
}

// The pooler is in the way, and does what makes it hard: more transactions at once than it has connections, one after the other
// on the same.
func TestThePoolerHandsConnectionsOn(t *testing.T) {
	db := migrated(t, freshPooled(t))
	var mu sync.Mutex
	backends := map[int]int{}
	together(t, 64, func(int) error {
		var pid int
		err := db.read.NewRaw("SELECT pg_backend_pid()").Scan(t.Context(), &pid)
		mu.Lock()
		defer mu.Unlock()
		backends[pid]++
		return err
	})
	if open := db.read.Stats().OpenConnections; open <= 8 || len(backends) > 8 {
		t.Errorf("%d connections of ours on %d of the server's: want more than eight on eight at most", open, len(backends))
	}
}

func TestMain(m *testing.M) {
	code := m.Run()
	if c, err := cluster(); err == nil {
		c.Remove()
	}
	os.Exit(code)
}

// TestADatabaseThatWasGoneIsUsedAgain stops a server of its own at once, as a crash would.
func TestADatabaseThatWasGoneIsUsedAgain(t *testing.T) {
	c, err := pgtest.New()
	ok(t, err)
	t.Cleanup(c.Remove)
	dsn, err := c.Database()
	ok(t, err)
	db := migrated(t, dsn)
	together(t, poolSize, func(int) error { // so that many pooled connections are dead afterwards
		return db.Registration().Update(t.Context(), func(tx registration.Tx) error { return tx.PutFlow(t.Context(), aFlow("f")) })
	})
	ok(t, db.Ready(t.Context()))

	c.Halt()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := db.Ready(ctx); err == nil {
		t.Fatal("ready without a database")
	}
	err = db.Registration().Update(ctx, func(tx registration.Tx) error { return tx.PutFlow(ctx, aFlow("g")) })
	if err == nil || ctx.Err() != nil {
		t.Errorf("a write without a database: %v", err)
	}

	ok(t, c.Resume())
	readyAgain(t, db)
	update(t, db, func(tx registration.Tx) error { return tx.PutFlow(t.Context(), aFlow("g")) })
	for _, id := range []string{"f", "g"} {
		_, err := db.Registration().Flow(t.Context(), id, now)
		ok(t, err)
	}

	// The look-ups go another way: they pass over dead connections too.
	together(t, poolSize, func(int) error { _, _, err := db.Member().Session(t.Context(), "m", "t"); return err })
	c.Halt()
	if _, _, err := db.Member().Session(ctx, "m", "t"); !Gone(err) {
		t.Errorf("a look-up without a database: %v", err)
	}
	ok(t, c.Resume())
	_, _, err = db.Member().Session(t.Context(), "m", "t")
	ok(t, err)
}

// TestTheServersSettingsDoNotOpenTheSQL runs the hostile texts where backslashes are escapes and text is EUC-JP by
// default.
func TestTheServersSettingsDoNotOpenTheSQL(t *testing.T) {
	for name, fresh := range map[string]func(testing.TB) string{"postgres": freshPostgres, "pgbouncer": freshPooled} {
		t.Run(name, func(t *testing.T) { settingsAgainst(t, fresh(t)) })
	}
}

func settingsAgainst(t *testing.T, dsn string) {
	first := opened(t, dsn)
	for _, s := range []string{"standard_conforming_strings = off", "client_encoding = 'EUC_JP'"} {
		var name string
		ok(t, first.read.NewRaw("SELECT current_database()").Scan(t.Context(), &name))
		_, err := first.write.DB.ExecContext(t.Context(), "ALTER DATABASE "+name+" SET "+s)
		ok(t, err)
	}
	t.Setenv("PGCLIENTENCODING", "EUC_JP")
	hostileText(t, migrated(t, dsn))
}

// What bun writes is new text each time and is never prepared; the look-ups are, once a connection.
func TestOnlyTheLookUpsArePreparedOnPostgres(t *testing.T) {
	db := migrated(t, freshPostgres(t))
	db.write.SetMaxOpenConns(1)
	for range 3 {
		_, _, err := db.Member().Session(t.Context(), "m", "t")
		ok(t, err)
		_, _, err = db.Member().Credential(t.Context(), "hanako")
		ok(t, err)
		_, err = db.Member().Cards(t.Context(), "m")
		ok(t, err)
	}
	equal(t, "prepared statements", count(t, db, "pg_prepared_statements"), 3)
}

// A look-up that meets a lock ends with its context, says that the database is gone for now, and leaves no socket with an end of
// its own behind.
func TestALookUpEndsWithItsContext(t *testing.T) {
	db := migrated(t, freshPostgres(t))
	inMember(t, db, func(tx member.Tx) error {
		return tx.PutSession(t.Context(), member.Session{MemberID: "m", TokenHash: "t", CreatedAt: now, SeenAt: now})
	})
	soon := func(d time.Duration) error {
		ctx, cancel := context.WithTimeout(t.Context(), d)
		defer cancel()
		_, found, err := db.Member().Session(ctx, "m", "t")
		if err == nil && !found {
			err = errors.New("no session")
		}
		return err
	}
	ok(t, soon(10*time.Second))
	lock, err := db.write.DB.BeginTx(t.Context(), nil)
	ok(t, err)
	defer lock.Rollback()
	_, err = lock.ExecContext(t.Context(), "LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE")
	ok(t, err)
	if err := soon(200 * time.Millisecond); !Gone(err) {
		t.Errorf("behind a lock: %v", err)
	}
	ok(t, lock.Rollback())
	together(t, 2*poolSize, func(int) error { return soon(300 * time.Millisecond) })
	time.Sleep(350 * time.Millisecond)
	together(t, 2*poolSize, func(int) error { _, _, err := db.Member().Session(t.Context(), "m", "t"); return err })
}

// A pooler lends each transaction another connection, on which a look-up is not prepared, or is although nobody here did it.
func TestAPoolerThatLosesStatementsIsNoticedAndNobodyElse(t *testing.T) {
	for name, fresh := range map[string]func(testing.TB) string{"postgres": freshPostgres, "pgbouncer": freshPooled} {
		t.Run(name, func(t *testing.T) {
			db := migrated(t, fresh(t))
			inMember(t, db, func(tx member.Tx) error {
				return tx.PutSession(t.Context(), member.Session{MemberID: "m", TokenHash: "t", CreatedAt: now, SeenAt: now})
			})
			for range 10 {
				together(t, 32, func(int) error {
					s, found, err := db.Member().Session(t.Context(), "m", "t")
					if err == nil && (!found || !s.SeenAt.Equal(now)) {
						err = fmt.Errorf("found %v %+v", found, s)
					}
					return err
				})
			}
			equal(t, "noticed", db.loses.Load(), name == "pgbouncer")
		})
	}
}

func TestAPostgresDSNIsTakenOrRefused(t *testing.T) {
	for _, dsn := range []string{"postgres://user:secret@localhost:port/db", "postgresql://user:secret@localhost/db?sslmode=perhaps"} {
		if _, err := Open(t.Context(), dsn, zerolog.Nop()); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%v", err)
		}
	}
	db, err := Open(t.Context(), "postgresql://user:secret@127.0.0.1:1/db?sslmode=disable", zerolog.Nop())
	ok(t, err) // nobody listens there; the server may come later
	defer db.Close()
	for _, err := range []error{db.Ready(t.Context()), db.Migrate(t.Context())} {
		if err == nil || strings.Contains(err.Error(), "secret") || errors.Is(err, ErrNewer) {
			t.Errorf("%v", err)
		}
	}
}

func TestBothDatabasesHaveTheSameTables(t *testing.T) {
	lite, pg := catalog(t, migrated(t, freshSQLite(t))), catalog(t, migrated(t, freshPostgres(t)))
	equal(t, "columns, keys and kinds", lite, pg)
	if len(lite) < 80 {
		t.Errorf("only %d columns: is the catalog read at all?", len(lite))
	}
	for _, c := range lite {
		if c.Null && c.Table+"."+c.Name != "logins.member_id" {
			t.Errorf("%s.%s may be null", c.Table, c.Name)
		}
		if strings.HasSuffix(c.Name, "_at") && c.Kind != "integer" {
			t.Errorf("%s.%s is %s: times are unix milliseconds", c.Table, c.Name, c.Kind)
		}
	}
}

// Under REPEATABLE READ, which an operator may set for the database, whoever writes a row that was written since its
// transaction began is told to begin again.
func TestASerializationFailureOnPostgresIsTriedAgain(t *testing.T) {
	dsn := freshPostgres(t)
	first := opened(t, dsn)
	var name string
	ok(t, first.read.NewRaw("SELECT current_database()").Scan(t.Context(), &name))
	_, err := first.write.DB.ExecContext(t.Context(), "ALTER DATABASE "+name+" SET default_transaction_isolation = 'repeatable read'")
	ok(t, err)
	db := migrated(t, dsn)
	put := func(tx registration.Tx) error { return tx.PutFlow(t.Context(), aFlow("f")) }
	update(t, db, put)
	runs := 0
	update(t, db, func(tx registration.Tx) error {
		runs++
		if _, _, err := tx.CardMember(t.Context(), "none"); err != nil { // a first look: from here on the transaction sees this moment
			return err
		}
		if runs == 1 {
			update(t, db, put)
		}
		return put(tx)
	})
	equal(t, "runs", runs, 2)
	equal(t, "writes tried again", db.Stats().Retried, int64(1))
}

func TestADeadlockOnPostgresIsTriedAgain(t *testing.T) {
	db := migrated(t, freshPostgres(t))
	update(t, db, func(tx registration.Tx) error {
		return errors.Join(tx.PutFlow(t.Context(), aFlow("0")), tx.PutFlow(t.Context(), aFlow("1")))
	})
	var runs atomic.Int64
	var met sync.WaitGroup
	met.Add(2)
	over := make(chan struct{}, 2)
	together(t, 2, func(i int) error {
		first := true
		defer func() { over <- struct{}{} }()
		return db.Registration().Update(t.Context(), func(tx registration.Tx) error {
			if runs.Add(1); !first { // the other goes first, or they meet again: who waits for a row gets it later than who asks anew
				<-over
			}
			if _, err := tx.LockFlow(t.Context(), fmt.Sprint(i), now); err != nil {
				return err
			}
			if first { // both hold one before either asks for the other
				first = false
				met.Done()
				met.Wait()
			}
			_, err := tx.LockFlow(t.Context(), fmt.Sprint(1-i), now)
			return err
		})
	})
	equal(t, "runs", runs.Load(), 3)
	equal(t, "writes tried again", db.Stats().Retried, int64(1))
}
