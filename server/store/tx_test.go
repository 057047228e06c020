package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/rs/zerolog"
	"github.com/uptrace/bun"

	"netanswer/server/fault"
	"netanswer/server/logs"
	"netanswer/server/registration"
)

func contextOver(t *testing.T, db *DB) {
	ctx, cancel := context.WithCancel(t.Context())
	update(t, db, func(tx registration.Tx) error { return tx.PutFlow(ctx, aFlow("before")) })
	cancel()
	put := func(f func(registration.Tx) error) error { return db.Registration().Update(ctx, f) }
	if err := put(func(tx registration.Tx) error { return tx.PutFlow(t.Context(), aFlow("after")) }); !errors.Is(err, context.Canceled) {
		t.Errorf("Update: %v", err)
	}
	if _, err := hitOne(ctx, db, "card", "a", now); !errors.Is(err, context.Canceled) {
		t.Errorf("Hit: %v", err)
	}
	if _, err := db.Registration().Flow(ctx, "before", now); !errors.Is(err, context.Canceled) {
		t.Errorf("Flow: %v", err)
	}
	if _, _, err := db.Member().Session(ctx, "m", "t"); !errors.Is(err, context.Canceled) {
		t.Errorf("Session: %v", err)
	}

	ctx, cancel = context.WithCancel(t.Context()) // ends in the middle, and the function does not care
	err := put(func(tx registration.Tx) error {
		ok(t, tx.PutFlow(ctx, aFlow("first")))
		cancel()
		_ = tx.PutFlow(ctx, aFlow("second"))
		_ = tx.PutFlow(t.Context(), aFlow("third"))
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("ended in the middle: %v", err)
	}
	equal(t, "flows", count(t, db, "flows"), 1)
	equal(t, "limits", count(t, db, "limits"), 0)
}

// contextStress ends contexts while statements, commits and waits for a connection are under way. Each transaction
// writes a pair.
func contextStress(t *testing.T, db *DB) {
	const workers, rounds = 12, 40
	longest := 3 * time.Millisecond
	if db.pg {
		longest = 60 * time.Millisecond // it drops the connection of a context that ends, and makes another
	}
	var done, over atomic.Int64
	together(t, workers, func(w int) error {
		for i := range rounds {
			ctx, cancel := context.WithTimeout(t.Context(), rand.N(longest))
			switch i % 4 {
			case 0: // some have all the time
				cancel()
				ctx, cancel = context.WithCancel(t.Context())
			case 1: // and some have none
				cancel()
			}
			id := fmt.Sprintf("%d-%d", w, i)
			err := db.Registration().Update(ctx, func(tx registration.Tx) error {
				if err := tx.PutFlow(ctx, aFlow(id+"-left")); err != nil {
					return err
				}
				return tx.PutFlow(ctx, aFlow(id+"-right"))
			})
			_, errRead := db.Registration().Flow(ctx, id+"-left", now)
			_, _, errLook := db.Member().Session(ctx, "m", id)
			_, errHit := hitOne(ctx, db, "stress", "a", now)
			cancel()
			for _, e := range []error{err, errRead, errLook, errHit} {
				if e != nil && ctx.Err() == nil && !errors.Is(e, registration.ErrNoFlow) {
					return fmt.Errorf("an error that is not the context's: %w", e)
				}
				if e != nil && !errors.Is(e, context.DeadlineExceeded) && !errors.Is(e, context.Canceled) && !errors.Is(e, registration.ErrNoFlow) && !db.pg {
					return fmt.Errorf("the context's end looks like %w", e)
				}
			}
			if err == nil {
				done.Add(1)
			} else {
				over.Add(1)
			}
		}
		return nil
	})
	t.Logf("%d transactions done, %d given up", done.Load(), over.Load())
	if done.Load() < workers*rounds/4 || over.Load() < workers*rounds/4 {
		t.Errorf("%d transactions done, %d given up", done.Load(), over.Load())
	}
	readyAgain(t, db) // a pooler that so many cancelled queries ended is started anew
	left, right := count(t, db, "flows WHERE id LIKE '%-left'"), count(t, db, "flows WHERE id LIKE '%-right'")
	equal(t, "pairs", left, right)
	if int64(left) < done.Load() {
		t.Errorf("%d answered as done, %d there", done.Load(), left)
	}
	for name, pool := range map[string]*bun.DB{"write": db.write, "read": db.read} {
		if s := pool.Stats(); s.InUse != 0 {
			t.Errorf("%s: %d connections are lost", name, s.InUse)
		}
	}
	update(t, db, func(tx registration.Tx) error { return tx.PutFlow(t.Context(), aFlow("afterwards")) })
	if _, err := db.Registration().Flow(t.Context(), "afterwards", now); err != nil {
		t.Error(err)
	}
}

func retried(t *testing.T, db *DB) {
	for _, code := range []string{"40001", "40P01"} {
		runs := 0
		update(t, db, func(tx registration.Tx) error {
			runs++
			if err := tx.PutFlow(t.Context(), aFlow(fmt.Sprint(code, runs))); err != nil {
				return err
			}
			if runs < 3 {
				return fmt.Errorf("put: %w", &pgconn.PgError{Code: code})
			}
			return nil
		})
		equal(t, code+" runs", runs, 3)
	}
	equal(t, "of the last runs only", count(t, db, "flows"), 2)
	for _, final := range []error{errors.New("wrong"), &pgconn.PgError{Code: "23505"}, registration.ErrNoFlow} {
		runs := 0
		err := db.Registration().Update(t.Context(), func(registration.Tx) error { runs++; return final })
		equal(t, "error", err, final)
		equal(t, "runs", runs, 1)
	}
	ctx, cancel := context.WithCancel(t.Context())
	runs := 0
	err := db.Registration().Update(ctx, func(registration.Tx) error { runs++; cancel(); return &pgconn.PgError{Code: "40001"} })
	equal(t, "runs for nobody", runs, 1)
	equal(t, "an error", err != nil, true)
}

func nestedWrite(t *testing.T, db *DB) {
	db.patience = 50 * time.Millisecond
	db.write.SetMaxOpenConns(1)
	err := db.Registration().Update(t.Context(), func(registration.Tx) error {
		_, err := hitOne(t.Context(), db, "card", "a", now)
		return err
	})
	if !errors.Is(err, errHeld) {
		t.Errorf("got %v", err)
	}
}

func TestABusySQLiteIsTriedAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	db := migrated(t, path)
	hasty := sqlitePool(path, 1, map[string][]string{"_pragma": {"busy_timeout(0)"}, "_txlock": {"immediate"}}, nil)
	defer hasty.Close()
	holder, err := db.write.BeginTx(t.Context(), nil)
	ok(t, err)
	runs := 0
	err = db.retry(t.Context(), func() error {
		runs++
		tx, err := hasty.BeginTx(t.Context(), nil)
		if err != nil {
			if !sqliteBusy(err) {
				t.Errorf("not seen as busy: %v", err)
			}
			return errors.Join(err, holder.Rollback())
		}
		return tx.Rollback()
	})
	ok(t, err)
	equal(t, "runs", runs, 2)
}

// Both drivers quote: the log may not.
func errorsLogged(t *testing.T, db *DB) {
	const typed = "geheim-4111111111111111"
	quoted := 0
	for name, err := range map[string]error{
		"a value twice": db.update(t.Context(), func(t tx) error {
			row := &cardRefRow{CardRef: typed, MemberID: typed}
			_, err := t.NewInsert().Model(row).Exec(context.Background())
			if err == nil {
				_, err = t.NewInsert().Model(row).Exec(context.Background())
			}
			return err
		}),
		"a value of another kind": db.one(t.Context(), func(c bun.IDB) error {
			_, err := c.NewRaw("INSERT INTO limits (name, subject, start_at, hits) VALUES ('x', 'x', ?, 1)", typed).Exec(t.Context())
			return err
		}),
		"a statement that makes no sense": db.read.NewRaw("SELECT '"+typed+"' FROM nowhere WHERE x = '"+typed).Scan(t.Context(), new(string)),
	} {
		if err == nil {
			t.Fatalf("%s: no error", name)
		}
		if strings.Contains(err.Error(), "geheim") || errors.As(err, new(*pgconn.PgError)) && strings.Contains(fmt.Sprintf("%+v", *pgError(err)), "geheim") {
			quoted++
		}
		var line bytes.Buffer
		log := logs.New(&line, zerolog.DebugLevel)
		log.Warn().Err(fmt.Errorf("a wrap: %w", err)).AnErr("cause", fault.As(err).Inside).Msg("test")
		if s := line.String(); strings.Contains(s, "geheim") || strings.Contains(s, "4111") || !strings.Contains(s, "a wrap: SQLSTATE") && !strings.Contains(s, "a wrap: *sqlite.Error ") {
			t.Errorf("%s: %s", name, s)
		}
	}
	if quoted == 0 {
		t.Error("no error quotes anything: nothing was tested")
	}
}

func pgError(err error) (e *pgconn.PgError) { errors.As(err, &e); return e }

// What writes asks for its connection in one place, hold, which only update, one and the bulk of the sandbox use, each inside
// of retry; a backup writes another file.
func TestEveryWriteGoesThroughTheOneHelper(t *testing.T) {
	files, err := filepath.Glob("*.go")
	ok(t, err)
	writes := regexp.MustCompile(`\.write\.(New\w+|Exec\w*|Query\w*|Conn|Begin\w*|RunInTx)\(|\.read\.(New(?:Insert|Update|Delete)|Exec\w*|Begin\w*|RunInTx)\(|\.hold\(`)
	found := map[string]int{}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		src, err := os.ReadFile(f)
		ok(t, err)
		for _, m := range writes.FindAllString(string(src), -1) {
			found[f+" "+m]++
		}
	}
	equal(t, "places that write", found, map[string]int{"tx.go .write.Conn(": 1, "tx.go .hold(": 2, "bulk.go .hold(": 1, "backup.go .write.ExecContext(": 1})
}
