package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/uptrace/bun"
)

const attempts = 12 // of a write that meets others

// tx is one transaction; it is registration.Tx and member.Tx.
type tx struct {
	bun.Tx
	pg bool
}

// lock makes a query lock the rows it reads. SQLite's write transactions exclude each other from their beginning.
func (t tx) lock(q *bun.SelectQuery, how string) *bun.SelectQuery {
	if t.pg {
		return q.For(how)
	}
	return q
}

// update runs f in a transaction, again should the database ask for it.
func (db *DB) update(ctx context.Context, f func(tx) error) error {
	return db.retry(ctx, func() error {
		return db.hold(ctx, func(c bun.Conn) error {
			err := c.RunInTx(ctx, nil, func(_ context.Context, t bun.Tx) error {
				err := whole(ctx, t, func() error { return f(tx{t, db.pg}) })
				if err == nil {
					failpoint("before")
				}
				return err
			})
			if err == nil {
				failpoint("after")
			}
			return err
		})
	})
}

// one runs f, a single statement that commits by itself, again should the database ask for it.
func (db *DB) one(ctx context.Context, f func(bun.IDB) error) error {
	return db.retry(ctx, func() error {
		return db.hold(ctx, func(c bun.Conn) error {
			failpoint("before")
			err := f(c)
			if err == nil {
				failpoint("after")
			}
			return err
		})
	})
}

var errHeld = errors.New("store: no connection to write with: the database is too slow, or something writes inside a transaction of its own")

// hold runs f on a connection that may write. It does not wait for ever: with one writer, a write from inside a
// transaction waits for itself.
func (db *DB) hold(ctx context.Context, f func(bun.Conn) error) error {
	wait, cancel := context.WithTimeout(ctx, db.patience)
	defer cancel()
	c, err := db.write.Conn(wait)
	if err != nil {
		if ctx.Err() == nil && wait.Err() != nil {
			return errors.Join(errHeld, err)
		}
		return err
	}
	defer c.Close()
	return f(c)
}

// retry is the one place where a write is tried again: f has no side effect outside the database.
func (db *DB) retry(ctx context.Context, f func() error) error {
	late, cancel := context.WithTimeout(ctx, db.patience)
	defer cancel()
	pause := 2 * time.Millisecond
	for n := 1; ; n++ {
		err := f()
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil && (errors.Is(err, sql.ErrTxDone) || errors.Is(err, driver.ErrBadConn)):
			return ctx.Err() // what the driver makes of a context that is over
		case !again(err):
			return err
		case n == attempts, late.Err() != nil:
			db.givenUp.Add(1)
			db.log.Warn().Err(err).Int("attempts", n).Msg("store: a write is given up")
			return err
		}
		db.retried.Add(1)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause + rand.N(pause)):
		}
		pause = min(2*pause, 200*time.Millisecond)
	}
}

// again says whether nothing of a failed write happened and trying it again makes sense.
func again(err error) bool {
	switch pgCode(err) {
	case "40001", "40P01": // serialization failure, deadlock
		return true
	}
	return sqliteBusy(err) || errors.Is(err, driver.ErrBadConn)
}

// changed says whether a statement changed a row.
func changed(r sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	return n > 0, err
}
