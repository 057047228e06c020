//go:build system

package main

import (
	"sync"
	"testing"

	"netanswer/server/store/pgtest"
)

// cluster is one for all tests, each of which gets a database of its own. It ends with this program.
var cluster = sync.OnceValues(pgtest.New)

func init() {
	ownPostgres = func(t *testing.T) (string, func(), func()) {
		c, err := pgtest.New()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(c.Remove)
		dsn, err := c.Database()
		if err != nil {
			t.Fatal(err)
		}
		return dsn, c.Halt, func() {
			if err := c.Resume(); err != nil {
				t.Fatal(err)
			}
		}
	}
	databases["PostgreSQL"] = func(t *testing.T) string {
		c, err := cluster()
		if err != nil {
			t.Fatal(err)
		}
		dsn, err := c.Database()
		if err != nil {
			t.Fatal(err)
		}
		return dsn
	}
}
