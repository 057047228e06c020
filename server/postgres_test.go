//go:build system

package main

import (
	"testing"

	"netanswer/server/store/pgtest"
)

func init() {
	databases["PostgreSQL"] = func(t *testing.T) string { return pgtest.Start(t) }
}
