//go:build !chaos

package store

import (
	"context"

	"github.com/uptrace/bun"
)

// The failpoints of the build with the tag chaos; here they are nothing.

func failpoint(string) {}

func (db *DB) failAtStatements() {}

func whole(_ context.Context, _ bun.Tx, f func() error) error { return f() }
