package store

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/notify"
)

func TestAnSQLiteFileIsItsOwnersOnly(t *testing.T) {
	for _, name := range []string{"plain.db", "with blank & 100%3F?#.db", "日本.db"} {
		path := filepath.Join(t.TempDir(), "made", "too", name)
		db := migrated(t, path)
		_, err := hitOne(t.Context(), db, "a", "b", now)
		ok(t, err)
		for file, want := range map[string]os.FileMode{filepath.Dir(path): 0o700 | os.ModeDir, path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600} {
			info, err := os.Stat(file)
			ok(t, err)
			equal(t, file, info.Mode(), want)
		}
	}
}

func TestAPathThatIsNoDatabaseFailsAtOpen(t *testing.T) {
	text := filepath.Join(t.TempDir(), "text")
	ok(t, os.WriteFile(text, []byte(strings.Repeat("no database ", 100)), 0o600))
	for _, path := range []string{t.TempDir(), text, filepath.Join(text, "below.db")} {
		if db, err := Open(t.Context(), path, zerolog.Nop()); err == nil {
			db.Close()
			t.Errorf("%s was opened", path)
		}
	}
}

func TestEverySQLiteConnectionHasItsPragmas(t *testing.T) {
	db := migrated(t, freshSQLite(t))
	for range 4 { // all that the pool has, held until the end
		c, err := db.read.Conn(t.Context())
		ok(t, err)
		defer c.Close()
		for pragma, want := range map[string]string{"busy_timeout": "2000", "journal_mode": "wal", "secure_delete": "1", "synchronous": "2", "query_only": "1"} {
			var got string
			ok(t, c.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got))
			equal(t, pragma, got, want)
		}
		if db.read.Stats().OpenConnections == db.read.Stats().MaxOpenConnections {
			break
		}
	}
	var secure string
	ok(t, db.write.QueryRowContext(t.Context(), "PRAGMA secure_delete").Scan(&secure))
	equal(t, "the writer's secure_delete", secure, "1")
}

// TestWhatIsBlankedLeavesTheFile fills several pages with messages, long ones on pages of their own too, and finishes
// them in another order.
func TestWhatIsBlankedLeavesTheFile(t *testing.T) {
	path := freshSQLite(t)
	db := migrated(t, path)
	const marker = "SEALED-PASSCODE"
	found := func() int {
		n := 0
		for _, f := range []string{path, path + "-wal"} {
			raw, err := os.ReadFile(f)
			ok(t, err)
			n += bytes.Count(raw, []byte(marker))
		}
		return n
	}
	var all []notify.Queued
	for i := range 60 {
		q := aMessage(fmt.Sprintf("%02d", i), now.Add(time.Duration(i*37%60)*time.Millisecond))
		q.Sealed = strings.Repeat(marker, 1+i*i*3/5)
		all = append(all, q)
	}
	enqueue(t, db, all...)
	if found() == 0 {
		t.Fatal("the control is not found: this test looks in the wrong place")
	}
	for _, q := range all { // tried again once, as most rows move about in their pages by that
		_, qs := claim(t, db, now.Add(time.Minute), 1)
		qs[0].State, qs[0].RunAt = notify.Ready, q.RunAt.Add(time.Hour)
		ok(t, db.Outbox().Finish(t.Context(), qs[0]))
	}
	for range all {
		_, qs := claim(t, db, now.Add(2*time.Hour), 1)
		qs[0].State, qs[0].Sealed = notify.Sent, ""
		ok(t, db.Outbox().Finish(t.Context(), qs[0]))
	}
	equal(t, "blank rows", count(t, db, "outbox WHERE state = 'sent' AND sealed = ''"), len(all))
	ok(t, db.Sweep(t.Context(), now))
	equal(t, "traces", found(), 0)
}

// TestTwoProgramsShareAnSQLiteFile stands for a server and a command run beside it.
func TestTwoProgramsShareAnSQLiteFile(t *testing.T) {
	path := freshSQLite(t)
	dbs := []*DB{migrated(t, path), migrated(t, path)}
	together(t, 16, func(i int) error {
		for range 5 {
			if _, err := hitOne(t.Context(), dbs[i%2], "a", "b", now); err != nil {
				return err
			}
		}
		return nil
	})
	n, err := hitOne(context.Background(), dbs[0], "a", "b", now)
	ok(t, err)
	equal(t, "hits", n, 81)
}

// TestAContextThatEndsInAStatementDoesNotSplitItsTransaction hands a statement a context of its own, shorter than the
// statement. Were SQLite interrupted, it would roll back by itself and write what follows without a transaction.
func TestAContextThatEndsInAStatementDoesNotSplitItsTransaction(t *testing.T) {
	db := migrated(t, freshSQLite(t))
	err := db.update(t.Context(), func(tx tx) error {
		short, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		_, _ = tx.ExecContext(short, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
			INSERT INTO limits (name, subject, start_at, hits) SELECT 'long', i, 0, 0 FROM n`)
		if short.Err() == nil {
			t.Error("the statement was too short for this test")
		}
		return tx.PutFlow(t.Context(), aFlow("after"))
	})
	rows, flows := count(t, db, "limits"), count(t, db, "flows")
	if whole := rows == 100000 && flows == 1 && err == nil; !whole && (rows != 0 || flows != 0 || err == nil) {
		t.Errorf("%d rows, %d flows, %v", rows, flows, err)
	}
}
