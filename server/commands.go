package main

import (
	"context"
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
	c, err := k.config()
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, c.Database, logger(c))
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	return db.Settle(ctx, time.Now())
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
