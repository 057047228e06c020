package store

import (
	"context"
	"testing"

	"github.com/rs/zerolog"

	"netanswer/server/member"
)

// BenchmarkSession is the look-up behind every page of a member, beside its floor: the plainest statement that the
// database answers at all.
func BenchmarkSession(b *testing.B) {
	for _, database := range databases {
		db := migrated(b, database.fresh(b))
		inMember(b, db, func(tx member.Tx) error {
			return tx.PutSession(b.Context(), member.Session{MemberID: "m", TokenHash: "t", CreatedAt: now, SeenAt: now})
		})
		b.Run(database.name+"/floor", func(b *testing.B) {
			for b.Loop() {
				var one int
				ok(b, db.read.DB.QueryRowContext(b.Context(), "SELECT 1").Scan(&one))
			}
		})
		b.Run(database.name+"/session", func(b *testing.B) {
			ctx, cancel := context.WithCancel(b.Context()) // as a request's can end
			defer cancel()
			b.ReportAllocs()
			for b.Loop() {
				if _, found, err := db.Member().Session(ctx, "m", "t"); !found || err != nil {
					b.Fatal(found, err)
				}
			}
		})
	}
}

// BenchmarkStart opens a migrated database, brings it up to date and closes it: what the store adds to a start.
func BenchmarkStart(b *testing.B) {
	for _, database := range databases {
		dsn := database.fresh(b)
		migrated(b, dsn)
		b.Run(database.name, func(b *testing.B) {
			for b.Loop() {
				db, err := Open(b.Context(), dsn, zerolog.Nop())
				ok(b, err)
				ok(b, db.Migrate(b.Context()))
				ok(b, db.Close())
			}
		})
	}
}
