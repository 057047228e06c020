//go:build system

package main

import (
	"sync"
	"testing"

	"netanswer/server/store/pgtest"
)

// cluster is one for all tests, each of which gets a database of its own. It ends with this program.
var cluster = sync.OnceValues(pgtest.New)

// pooled is the cluster with pgbouncer in front of it, which hands connections out per transaction.
var pooled = sync.OnceValues(func() (*pgtest.Cluster, error) {
	c, err := cluster()
	if err == nil {
		err = c.Pool()
	}
	return c, err
})

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
	databases["PostgreSQL"] = freshPostgres
	forJourneys["pgbouncer"] = func(t *testing.T) string {
		c, err := pooled()
		if err != nil {
			t.Fatal(err)
		}
		return c.Pooled(freshPostgres(t))
	}
}

func freshPostgres(t *testing.T) string {
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
