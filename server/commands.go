package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"netanswer/server/store"
)

// The commands that look after the database.

// migrate brings the database to this release's schema. With --dry-run it prints what would run and changes nothing; it
// fails, as without, on a database that is ahead or does not answer.
func migrate(ctx context.Context, k *call) error {
	dry := k.flags.Bool("dry-run", false, "print what would run and change nothing")
	c, err := k.config()
	if err != nil {
		return err
	}
	if *dry {
		plan, err := store.Plan(ctx, c.Database, logger(c))
		if err != nil {
			return err
		}
		for _, m := range plan {
			fmt.Fprintf(k.out, "-- %s would run:\n%s\n", m.Name, m.SQL)
		}
		if len(plan) == 0 {
			fmt.Fprintln(k.out, "-- nothing to do")
		}
		return nil
	}
	db, err := store.Open(ctx, c.Database, logger(c))
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Migrate(ctx)
}

func backup(ctx context.Context, k *call) error {
	to, c, err := k.withFile("to", "where the copy goes; it never replaces a file")
	if err != nil {
		return err
	}
	if err := store.Backup(ctx, c.Database, to); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	fmt.Fprintf(k.out, "%s is a checked copy of %s\n", to, c.Database)
	return nil
}

func restore(ctx context.Context, k *call) error {
	from, c, err := k.withFile("from", "the copy that is put in the database's place")
	if err != nil {
		return err
	}
	aside, err := store.Restore(ctx, c.Database, from, time.Now())
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	fmt.Fprintf(k.out, "%s is now what %s holds; everybody logs in anew, no old message is sent\n", c.Database, from)
	if aside != "" {
		fmt.Fprintf(k.out, "what stood there before is %s\n", aside)
	}
	return nil
}

// settle is for a database that was put back by other means.
func settle(ctx context.Context, k *call) error {
	return k.opened(ctx, (*store.DB).Migrate, func(_ config, db *store.DB) error { return db.Settle(ctx, time.Now()) })
}

// withDatabase runs do with the database as it stands: servers may be running, the schema is theirs.
func (k *call) withDatabase(ctx context.Context, do func(config, *store.DB) error) error {
	return k.opened(ctx, (*store.DB).Ready, do)
}

// opened runs do with the database once it fits.
func (k *call) opened(ctx context.Context, fits func(*store.DB, context.Context) error, do func(config, *store.DB) error) error {
	c, err := k.config()
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, c.Database, logger(c))
	if err != nil {
		return err
	}
	defer db.Close()
	if err := fits(db, ctx); err != nil {
		return err
	}
	return do(c, db)
}

// choice is what a command is for: one of a list, or all of it.
type choice struct {
	id  *string
	all *bool
}

// choose is the flags of a choice.
func (k *call) choose(what, list string) choice {
	return choice{k.flags.String("id", "", "of the "+what+", as "+list+" shows it"), k.flags.Bool("all", false, "all that "+list+" shows")}
}

// each does something to what was chosen and counts what was there.
func (c choice) each(list func() ([]string, error), do func(id string) (bool, error)) (n int, err error) {
	if (*c.id == "") != *c.all {
		return 0, errors.New("either --id ID or --all is needed")
	}
	ids := []string{*c.id}
	if *c.all {
		if ids, err = list(); err != nil {
			return 0, err
		}
	}
	for _, id := range ids {
		found, err := do(id)
		if err != nil {
			return n, err
		}
		if found {
			n++
		}
	}
	return n, nil
}

// withFile reads a flag that names a file, and the settings.
func (k *call) withFile(name, what string) (file string, c config, err error) {
	k.flags.StringVar(&file, name, "", what)
	c, err = k.config()
	if err == nil && file == "" {
		err = fmt.Errorf("--%s FILE is needed", name)
	}
	return file, c, err
}
