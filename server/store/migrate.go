package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/rs/zerolog"
	"github.com/uptrace/bun"
)

//go:embed migrations
var migrations embed.FS

// ErrNewer is answered when the database has been migrated by a newer program than this one.
var ErrNewer = errors.New("the database belongs to a newer version of this program")

const sqlSuffix = ".up.sql"

func (db *DB) folder() string {
	if db.pg {
		return "migrations/postgres"
	}
	return "migrations/sqlite"
}

// known are the migrations of this program in their order.
func (db *DB) known() ([]string, error) {
	files, err := migrations.ReadDir(db.folder())
	if err != nil {
		return nil, err
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), sqlSuffix))
	}
	return names, nil
}

// applied are the migrations of the database; none when it is empty.
func (db *DB) applied(ctx context.Context) (names []string, exists bool, err error) {
	err = db.read.NewRaw("SELECT name FROM migrations ORDER BY name").Scan(ctx, &names)
	if pgCode(err) == "42P01" || !db.pg && err != nil && strings.Contains(err.Error(), "no such table: migrations") {
		return nil, false, nil
	}
	return names, err == nil, err
}

// pending are the migrations that the database lacks.
func (db *DB) pending(ctx context.Context) ([]string, error) {
	known, err := db.known()
	if err != nil {
		return nil, err
	}
	applied, _, err := db.applied(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(known, func(n string) bool { return slices.Contains(applied, n) }), nil
}

// toRun are the pending migrations of a database that is not ahead of this program; ErrNewer when it is.
func (db *DB) toRun(ctx context.Context) (names []string, exists bool, err error) {
	known, err := db.known()
	if err != nil {
		return nil, false, err
	}
	applied, exists, err := db.applied(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("migrate: %w", err)
	}
	for _, n := range applied {
		if !slices.Contains(known, n) {
			return nil, true, fmt.Errorf("migrate: %w (it knows %s)", ErrNewer, n)
		}
	}
	return slices.DeleteFunc(known, func(n string) bool { return slices.Contains(applied, n) }), exists, nil
}

// Migrate brings the database up to this program: one look when there is nothing to do. Several servers may start at
// once. It fails with ErrNewer on a database that is ahead.
func (db *DB) Migrate(ctx context.Context) error {
	todo, exists, err := db.toRun(ctx)
	if err != nil {
		return err
	}
	if !exists {
		if err := db.makeMigrations(ctx); err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
	}
	for _, n := range todo {
		if err := db.apply(ctx, n); err != nil {
			return fmt.Errorf("migrate %s: %w", n, err)
		}
	}
	return nil
}

// Migration is one that would run.
type Migration struct{ Name, SQL string }

// Plan is what Migrate would do to a database. It changes nothing: not even an SQLite file is made.
func Plan(ctx context.Context, dsn string, log zerolog.Logger) (plan []Migration, err error) {
	var db *DB
	switch _, missing := os.Stat(dsn); {
	case isPostgres(dsn):
		db, err = Open(ctx, dsn, log)
	case errors.Is(missing, os.ErrNotExist):
		db = &DB{}
	default:
		db, err = look(dsn)
	}
	if err != nil {
		return nil, err
	}
	todo, err := db.known()
	if db.read != nil {
		defer db.Close()
		todo, _, err = db.toRun(ctx)
	}
	if err != nil {
		return nil, err
	}
	for _, n := range todo {
		script, err := migrations.ReadFile(db.folder() + "/" + n + sqlSuffix)
		if err != nil {
			return nil, err
		}
		plan = append(plan, Migration{n, string(script)})
	}
	return plan, nil
}

func (db *DB) makeMigrations(ctx context.Context) error {
	return db.one(ctx, func(c bun.IDB) error {
		_, err := c.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY)")
		switch pgCode(err) {
		case "42P07", "42710", "23505": // several servers at once: IF NOT EXISTS looks first and makes then
			return nil
		}
		return err
	})
}

// apply runs one migration and its row in one transaction. The row comes first: a second server waits at it, and finds
// the work done.
func (db *DB) apply(ctx context.Context, name string) error {
	script, err := migrations.ReadFile(db.folder() + "/" + name + sqlSuffix)
	if err != nil {
		return err
	}
	mine := false
	err = db.update(ctx, func(t tx) error {
		mine, err = changed(t.ExecContext(ctx, "INSERT INTO migrations (name) VALUES (?) ON CONFLICT (name) DO NOTHING", name))
		if err != nil || !mine {
			return err
		}
		_, err = t.Tx.Tx.ExecContext(ctx, string(script)) // past bun, which would look for its ? in it
		return err
	})
	if err == nil && mine {
		db.log.Info().Str("migration", name).Msg("database migrated")
	}
	return err
}
