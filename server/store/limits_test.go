package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"netanswer/server/limit"
	"netanswer/server/member"
)

func hitsTogether(t *testing.T, db *DB) {
	const subjects, rounds = 4, 48
	together(t, rounds, func(int) error {
		var hits []limit.Hit
		for _, n := range rand.Perm(subjects) {
			hits = append(hits, limit.Hit{Name: "n", Key: fmt.Sprint(n), Window: now, N: 2 + n})
		}
		counts, err := db.Limits().Hit(context.Background(), hits...)
		for i, n := range counts {
			if n%hits[i].N != 0 {
				t.Errorf("%s counts in steps of %d: %d", hits[i].Key, hits[i].N, n)
			}
		}
		return err
	})
	for n := range subjects {
		got, err := db.Limits().Hit(t.Context(), limit.Hit{Name: "n", Key: fmt.Sprint(n), Window: now, N: -1})
		ok(t, err)
		equal(t, fmt.Sprint("count of ", n), got[0], rounds*(2+n)-1)
	}
	sums, err := db.Limits().Sum(t.Context(), "n", []string{"0", "3", "none"}, now.Add(-time.Millisecond))
	ok(t, err)
	equal(t, "sums", sums, map[string]int{"0": rounds*2 - 1, "3": rounds*5 - 1})
	sums, err = db.Limits().Sum(t.Context(), "n", []string{"0"}, now)
	ok(t, err)
	equal(t, "sums of later windows", sums, map[string]int{})
}

func inLimits(t *testing.T, db *DB, f func(limit.Tx) error) {
	t.Helper()
	ok(t, db.Limits().Update(context.Background(), f))
}

func backoffCounts(t *testing.T, db *DB) {
	b := limit.Backoff{Name: "b", Free: 2, First: time.Second, Most: 15 * time.Minute, Forget: 24 * time.Hour}
	at := now
	var mu sync.Mutex
	for fails := 1; fails <= 40; fails++ { // far beyond what a shift can hold
		went := 0
		var next time.Time
		together(t, 3, func(int) error {
			return db.Limits().Update(context.Background(), func(tx limit.Tx) error {
				n, ok, err := tx.Slow(context.Background(), limit.Slowed{Backoff: b, Key: fmt.Sprint("k", fails <= b.Free), Now: at})
				mu.Lock()
				defer mu.Unlock()
				if next = n; ok {
					went++
				}
				return err
			})
		})
		if fails <= b.Free { // these do not wait: all went
			equal(t, "free ones that went", went, 3)
			fails = b.Free
			inLimits(t, db, func(tx limit.Tx) error { return tx.Forgive(t.Context(), "b", "ktrue") })
			for range b.Free {
				inLimits(t, db, func(tx limit.Tx) error {
					_, _, err := tx.Slow(t.Context(), limit.Slowed{Backoff: b, Key: "kfalse", Now: at})
					return err
				})
			}
			continue
		}
		equal(t, fmt.Sprintf("went of three at once, failure %d", fails), went, 1)
		equal(t, fmt.Sprintf("wait after failure %d", fails), next.Sub(at), b.After(fails))
		at = next
	}
	equal(t, "rows", count(t, db, "backoffs"), 1)
	inLimits(t, db, func(tx limit.Tx) error { return tx.Forgive(t.Context(), "b", "kfalse") })
	equal(t, "rows after it is forgiven", count(t, db, "backoffs"), 0)
}

func switchRace(t *testing.T, db *DB) {
	on, err := db.Limits().Switched(t.Context(), "s")
	ok(t, err)
	equal(t, "before", on, false)
	for _, to := range []bool{true, false, true} {
		var turned atomic.Int32
		together(t, 8, func(int) error {
			return db.Limits().Update(context.Background(), func(tx limit.Tx) error {
				mine, err := tx.Switch(context.Background(), "s", to, now)
				if err == nil && mine {
					turned.Add(1)
				}
				return err
			})
		})
		equal(t, "who turned it", turned.Load(), 1)
		on, err := db.Limits().Switched(t.Context(), "s")
		ok(t, err)
		equal(t, "it is on", on, to)
	}
}

func devicesKept(t *testing.T, db *DB) {
	put := func(who, token string, after time.Duration) {
		ok(t, db.Member().Update(t.Context(), func(tx member.Tx) error { return tx.PutDevice(t.Context(), who, token, now.Add(after), 3) }))
	}
	known := func(who string) (out string) {
		for _, token := range []string{"a", "b", "c", "d", "e"} {
			there, err := db.Member().Device(t.Context(), who, token)
			ok(t, err)
			if there {
				out += token
			}
		}
		return out
	}
	put("other", "a", -time.Hour)
	for i, token := range []string{"a", "b", "c"} {
		put("m", token, time.Duration(i)*time.Minute)
	}
	put("m", "a", 3*time.Minute) // seen again
	put("m", "d", 4*time.Minute)
	equal(t, "known", known("m"), "acd")
	put("m", "e", 5*time.Minute)
	equal(t, "known", known("m"), "ade")
	equal(t, "another member's", known("other"), "a")
	equal(t, "nobody's", known(""), "")
}
