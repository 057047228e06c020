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
