package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"netanswer/server/audit"
)

// What Backup and Restore say on a database that brings its own.
var (
	ErrPostgresBackup  = errors.New(`PostgreSQL brings its own: pg_dump --format=custom --file=FILE "$NETANSWER_DATABASE" (docs/operations.md)`)
	ErrPostgresRestore = errors.New(`PostgreSQL brings its own: pg_restore into an empty database, then netanswer settle (docs/operations.md)`)
)

// ErrInUse is answered when a server has the database open that is to be replaced.
var ErrInUse = errors.New("a server uses the database: stop it first")

// look opens an SQLite file that is there, to read it only.
func look(path string) (*DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	return bare(path, url.Values{"mode": {"ro"}, "_pragma": {"busy_timeout(5000)"}}), nil
}

// bare is an SQLite file by one connection and without the prepared look-ups.
func bare(path string, params url.Values) *DB {
	pool := bun.NewDB(sqlitePool(path, 1, params, nil), sqlitedialect.New())
	return &DB{write: pool, read: pool, patience: time.Minute}
}

// Backup writes a copy of an SQLite database, as it is at one moment, while servers go on reading and writing. The copy is
// checked, its owner's alone, and holds no free pages; it never replaces a file.
func Backup(ctx context.Context, dsn, to string) error {
	if isPostgres(dsn) {
		return ErrPostgresBackup
	}
	db, err := look(dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	mine, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // the name is taken from here on
	if err != nil {
		return err
	}
	mine.Close()
	part, err := copyInto(ctx, db, to)
	if err == nil {
		if err = os.Rename(part, to); err == nil {
			return syncFolder(to)
		}
		os.Remove(part)
	}
	os.Remove(to)
	return err
}

// copyInto copies a database into a new file in the folder of beside, and checks the copy.
func copyInto(ctx context.Context, db *DB, beside string) (path string, err error) {
	f, err := os.CreateTemp(filepath.Dir(beside), filepath.Base(beside)+".part-*") // mode 0600, which SQLite keeps
	if err != nil {
		return "", err
	}
	defer f.Close()
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if _, err := db.write.ExecContext(ctx, "VACUUM INTO ?", f.Name()); err != nil {
		return "", err
	}
	if err := check(ctx, f.Name()); err != nil {
		return "", err
	}
	return f.Name(), f.Sync()
}

// check says what is wrong with an SQLite file: it is damaged, none of this program, or of a newer one.
func check(ctx context.Context, path string) error {
	db, err := look(path)
	if err != nil {
		return err
	}
	defer db.Close()
	var found []string
	if err := db.read.NewRaw("PRAGMA integrity_check").Scan(ctx, &found); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if len(found) != 1 || found[0] != "ok" {
		return fmt.Errorf("%s is damaged: %s", path, strings.Join(found, "; "))
	}
	_, exists, err := db.toRun(ctx)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if !exists {
		return fmt.Errorf("%s is no database of this program", path)
	}
	return nil
}

// Restore puts a backup in the place of an SQLite database that nobody uses, settled. What stood there stays, under the
// name that is answered; "" when there was nothing.
func Restore(ctx context.Context, dsn, from string, now time.Time) (aside string, err error) {
	if isPostgres(dsn) {
		return "", ErrPostgresRestore
	}
	path, err := filepath.Abs(dsn)
	if err != nil {
		return "", err
	}
	if err := check(ctx, from); err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	source, err := look(from)
	if err != nil {
		return "", err
	}
	defer source.Close()
	fresh, err := copyInto(ctx, source, path)
	if err != nil {
		return "", err
	}
	defer os.Remove(fresh) // gone already when all goes well
	if err := settleFile(ctx, fresh, now); err != nil {
		return "", err
	}
	var later *os.File
	defer func() { later.Close() }() // behind release; a nil file closes with an error that is none
	release, err := alone(ctx, path)
	if err != nil {
		return "", err
	}
	defer release()
	if _, err := os.Stat(path); err == nil {
		aside = path + ".before-" + now.UTC().Format("20060102T150405.000Z")
		// A second name, or a copy: at no moment is there no database, for a server that starts would make an empty one.
		if err := link(path, aside); errors.Is(err, os.ErrExist) {
			return "", err
		} else if err != nil { // the file system knows one name for a file
			former, err := os.Open(path)
			if err != nil {
				return "", err
			}
			later = former // closing it lets go of the locks that this process has on it
			if err := copyFile(former, aside); err != nil {
				return "", err
			}
		}
		for _, part := range []string{"-wal", "-shm"} { // of a database that cannot be opened
			if err := os.Rename(path+part, aside+part); err != nil && !errors.Is(err, os.ErrNotExist) {
				return "", errors.Join(err, os.Remove(aside))
			}
		}
	}
	if err := os.Rename(fresh, path); err != nil {
		return aside, fmt.Errorf("the former database is where it was, and also %s: %w", aside, err)
	}
	return aside, syncFolder(path)
}

// link is os.Link; a test has file systems without.
var link = os.Link

// copyFile makes a copy that is on the disk when it returns, its owner's alone. It leaves nothing when it fails.
func copyFile(from *os.File, to string) error {
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, from)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		os.Remove(to)
	}
	return err
}

// alone makes sure that nobody has a database open, and that nobody gets at it until release. A file that is no database
// any more is nobody's.
func alone(ctx context.Context, path string) (release func(), err error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return func() {}, nil
	}
	pool := sqlitePool(path, 1, url.Values{"_pragma": {"busy_timeout(0)"}}, nil)
	c, err := pool.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	release = func() {
		_, _ = c.ExecContext(context.Background(), "ROLLBACK") // fails when it was not begun
		c.Close()
		pool.Close()
	}
	var mode string
	// SQLite leaves the write-ahead log behind only when no other connection is open.
	if err = c.QueryRowContext(ctx, "PRAGMA journal_mode=DELETE").Scan(&mode); err == nil {
		_, err = c.ExecContext(ctx, "BEGIN EXCLUSIVE")
	}
	switch {
	case err == nil, sqliteBroken(err):
		return release, nil
	case sqliteBusy(err):
		err = ErrInUse
	}
	release()
	return nil, err
}

func sqliteBroken(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && (e.Code()&0xff == lib.SQLITE_NOTADB || e.Code()&0xff == lib.SQLITE_CORRUPT)
}

func settleFile(ctx context.Context, path string, now time.Time) error {
	db := bare(path, url.Values{"_pragma": {"secure_delete(ON)", "synchronous(FULL)"}})
	defer db.Close()
	return db.Settle(ctx, now)
}

// Settle ends what was under way when a backup was made. Sessions that were ended since would live again, a used passcode
// would be good again, and messages that went out since would go out twice; so everybody logs in and begins anew, and no
// old message is sent.
func (db *DB) Settle(ctx context.Context, now time.Time) error {
	return db.update(ctx, func(t tx) error {
		for _, q := range []string{
			"DELETE FROM sessions", "DELETE FROM vaults", "DELETE FROM checks", "DELETE FROM calls", "DELETE FROM flows", "DELETE FROM logins WHERE member_id IS NULL",
			"UPDATE cases SET state = 'open', mac = '', first_by = '', first_at = 0, second_by = '', code_tries = 0, code_until = 0 WHERE state IN ('half', 'approved')",
			fmt.Sprint("UPDATE operators SET revoked_at = ", ms(now), " WHERE revoked_at = 0"), // whoever was revoked since
			"DELETE FROM mail_codes",
			"DELETE FROM orders WHERE state IN ('drafted', 'confirmed')", // what is proven is asked about with the same key: it is done once
			"UPDATE outbox SET state = 'dead', why = 'restored', sealed = '' WHERE state IN ('ready', 'running')", "UPDATE outbox SET sealed = '' WHERE sealed <> ''",
		} {
			if _, err := t.ExecContext(ctx, q); err != nil {
				return err
			}
		}
		return t.Record(ctx, audit.Event{At: now, Kind: audit.Settled})
	})
}

// syncFolder makes a new name survive a power failure.
func syncFolder(path string) error {
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
