package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"netanswer/server/store"
)

// The commands that look after the database. Each takes the settings besides its own flag.

// migrate brings the database to this release's schema. With --dry-run it prints what would run and changes nothing; it
// fails, as without, on a database that is ahead or does not answer.
func migrate(ctx context.Context, args, environ []string, out io.Writer) error {
	rest := slices.DeleteFunc(slices.Clone(args), func(a string) bool { return a == "--dry-run" || a == "-dry-run" })
	c, err := readConfig(rest, environ)
	if err != nil {
		return err
	}
	if len(rest) < len(args) {
		plan, err := store.Plan(ctx, c.Database, logger(c))
		if err != nil {
			return err
		}
		for _, m := range plan {
			fmt.Fprintf(out, "-- %s would run:\n%s\n", m.Name, m.SQL)
		}
		if len(plan) == 0 {
			fmt.Fprintln(out, "-- nothing to do")
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

func backup(ctx context.Context, args, environ []string, out io.Writer) error {
	to, c, err := withFile("to", args, environ)
	if err != nil {
		return err
	}
	if err := store.Backup(ctx, c.Database, to); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	fmt.Fprintf(out, "%s is a checked copy of %s\n", to, c.Database)
	return nil
}

func restore(ctx context.Context, args, environ []string, out io.Writer) error {
	from, c, err := withFile("from", args, environ)
	if err != nil {
		return err
	}
	aside, err := store.Restore(ctx, c.Database, from, time.Now())
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	fmt.Fprintf(out, "%s is now what %s holds; everybody logs in anew, no old message is sent\n", c.Database, from)
	if aside != "" {
		fmt.Fprintf(out, "what stood there before is %s\n", aside)
	}
	return nil
}

// settle is for a database that was put back by other means.
func settle(ctx context.Context, args, environ []string) error {
	c, err := readConfig(args, environ)
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

// withFile takes the flag that names a file from the arguments; the others are settings.
func withFile(name string, args, environ []string) (file string, c config, err error) {
	var rest []string
	for i := 0; i < len(args); i++ {
		flagName, value, given := strings.Cut(strings.TrimLeft(args[i], "-"), "=")
		switch {
		case flagName != name || !strings.HasPrefix(args[i], "-"):
			rest = append(rest, args[i])
		case given:
			file = value
		case i+1 < len(args):
			i++
			file = args[i]
		}
	}
	c, err = readConfig(rest, environ)
	if err == nil && file == "" {
		err = fmt.Errorf("--%s FILE is needed", name)
	}
	return file, c, err
}
