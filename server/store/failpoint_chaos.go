//go:build chaos

package store

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"

	"github.com/uptrace/bun"
)

// In this build the process kills itself where CHAOS_KILL says: "before 7" or "after 7", the commit of that number since
// the start, or "statement 7", before the statement of that number that writes. CHAOS_FAULT=pieces breaks what the
// checks are to find out: every statement of a transaction commits by itself.
var (
	killAt, killCount = cutPlan()
	counts            = map[string]*atomic.Int64{"before": {}, "after": {}, "statement": {}}
	pieces            = os.Getenv("CHAOS_FAULT") == "pieces"
)

func cutPlan() (place string, n int64) {
	place, number, ok := strings.Cut(os.Getenv("CHAOS_KILL"), " ")
	if !ok {
		return "", 0
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		panic("CHAOS_KILL: " + err.Error())
	}
	return place, n
}

func failpoint(place string) {
	c, ok := counts[place]
	if !ok {
		panic("no failpoint " + place)
	}
	if n := c.Add(1); place == killAt && n == killCount {
		fmt.Fprintf(os.Stderr, "chaos: killed %s %d\n", place, n)
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	}
}

func (db *DB) failAtStatements() {
	db.write = db.write.WithQueryHook(statements{})
	if db.pg {
		db.read = db.write
	}
}

// statements counts what writes.
type statements struct{}

func (statements) BeforeQuery(ctx context.Context, e *bun.QueryEvent) context.Context {
	switch e.Operation() {
	case "INSERT", "UPDATE", "DELETE":
		failpoint("statement")
	}
	return ctx
}

func (statements) AfterQuery(context.Context, *bun.QueryEvent) {}

// whole runs f as one transaction, or, with the fault "pieces", its statements each as one of its own.
func whole(ctx context.Context, t bun.Tx, f func() error) error {
	if !pieces {
		return f()
	}
	if _, err := t.Tx.ExecContext(ctx, "COMMIT"); err != nil {
		return err
	}
	err := f()
	_, _ = t.Tx.ExecContext(ctx, "BEGIN") // for the one that database/sql believes in
	return err
}
