package store

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"netanswer/server/identity"
	"netanswer/server/registration"
)

var subject = identity.Subject{Purpose: "register", Flow: "flow"}

func aCheck(id string, s identity.Subject) identity.Check {
	return identity.Check{ID: id, Subject: s, MAC: "mac of " + id, CreatedAt: now, ExpiresAt: now.Add(identity.Life)}
}

func putChecks(t testing.TB, db *DB, cs ...identity.Check) {
	t.Helper()
	update(t, db, func(tx registration.Tx) error {
		for _, c := range cs {
			if err := tx.PutCheck(t.Context(), c); err != nil {
				return err
			}
		}
		return nil
	})
}

func latest(t testing.TB, db *DB, s identity.Subject) identity.Check {
	t.Helper()
	c, found, err := db.Checks().LatestCheck(t.Context(), s)
	ok(t, err)
	if !found {
		t.Fatalf("no check of %v", s)
	}
	return c
}

func checkComesBack(t *testing.T, db *DB) {
	c := filled[identity.Check](t)
	putChecks(t, db, c)
	c.Delivery = "" // its message is not there
	equal(t, "check", latest(t, db, c.Subject), c)
	for _, s := range []identity.Subject{{Purpose: c.Subject.Purpose}, {Flow: c.Subject.Flow}, {Purpose: "\x00", Flow: "\xff"}} {
		if _, found, err := db.Checks().LatestCheck(t.Context(), s); found || err != nil {
			t.Errorf("%v: %t %v", s, found, err)
		}
	}
}

func checkVoids(t *testing.T, db *DB) {
	other := identity.Subject{Purpose: "recover", Flow: subject.Flow}
	putChecks(t, db, aCheck("1", subject), aCheck("2", other), aCheck("3", subject), aCheck("4", subject)) // within one millisecond
	equal(t, "latest", latest(t, db, subject), aCheck("4", subject))
	equal(t, "of the other purpose", latest(t, db, other), aCheck("2", other))
	for _, id := range []string{"1", "3"} {
		if _, counted, err := db.Checks().CountTry(t.Context(), id, identity.Tries, now); counted || err != nil {
			t.Errorf("check %s is not void: %t %v", id, counted, err)
		}
	}
}

func triesCounted(t *testing.T, db *DB) {
	putChecks(t, db, aCheck("1", subject))
	var counts [identity.Tries + 1]atomic.Int64
	together(t, 32, func(int) error {
		c, counted, err := db.Checks().CountTry(t.Context(), "1", identity.Tries, now)
		if !counted || err != nil {
			return err
		}
		if c.Tries < 1 || c.Tries > identity.Tries || c.MAC != "mac of 1" {
			return fmt.Errorf("counted %+v", c)
		}
		counts[c.Tries].Add(1)
		return nil
	})
	for n := 1; n <= identity.Tries; n++ {
		equal(t, fmt.Sprintf("answers with %d tries", n), counts[n].Load(), 1)
	}
	equal(t, "tries at rest", latest(t, db, subject).Tries, identity.Tries)
}

func triesGivenBack(t *testing.T, db *DB) {
	putChecks(t, db, aCheck("1", subject))
	try := func() bool {
		_, counted, err := db.Checks().CountTry(t.Context(), "1", identity.Tries, now)
		ok(t, err)
		return counted
	}
	ok(t, db.Checks().GiveTry(t.Context(), "1")) // none was counted
	equal(t, "tries", latest(t, db, subject).Tries, 0)
	for range identity.Tries {
		equal(t, "counted", try(), true)
	}
	equal(t, "one more", try(), false)
	ok(t, db.Checks().GiveTry(t.Context(), "1"))
	ok(t, db.Checks().GiveTry(t.Context(), "' OR 1=1 --"))
	equal(t, "after one was given back", try(), true)
	equal(t, "and one more", try(), false)
	update(t, db, func(tx registration.Tx) error {
		_, err := tx.UseCheck(t.Context(), "1", now)
		return err
	})
	ok(t, db.Checks().GiveTry(t.Context(), "1"))
	equal(t, "tries of a used one", latest(t, db, subject).Tries, identity.Tries)
}

func triesRefused(t *testing.T, db *DB) {
	putChecks(t, db, aCheck("1", subject))
	for _, c := range []struct {
		id   string
		at   time.Time
		want bool
	}{
		{"1", now.Add(identity.Life - time.Millisecond), true},
		{"1", now.Add(identity.Life), false},
		{"2", now, false},
		{"' OR 1=1 --", now, false},
	} {
		if _, counted, err := db.Checks().CountTry(t.Context(), c.id, identity.Tries, c.at); counted != c.want || err != nil {
			t.Errorf("%s at %s: %t %v", c.id, c.at, counted, err)
		}
	}
	update(t, db, func(tx registration.Tx) error {
		used, err := tx.UseCheck(t.Context(), "1", now)
		equal(t, "used", used, true)
		return err
	})
	if _, counted, err := db.Checks().CountTry(t.Context(), "1", identity.Tries, now); counted || err != nil {
		t.Errorf("a used check: %t %v", counted, err)
	}
	equal(t, "tries", latest(t, db, subject).Tries, 1)
}

func checkUsedOnce(t *testing.T, db *DB) {
	putChecks(t, db, aCheck("late", identity.Subject{Purpose: "register", Flow: "late"}), aCheck("1", subject))
	var uses atomic.Int64
	together(t, 32, func(int) error {
		var used bool
		err := db.Registration().Update(t.Context(), func(tx registration.Tx) (err error) {
			used, err = tx.UseCheck(t.Context(), "1", now)
			return err
		})
		if used {
			uses.Add(1)
		}
		return err
	})
	equal(t, "uses", uses.Load(), 1)
	equal(t, "used at rest", latest(t, db, subject).Used, true)
	update(t, db, func(tx registration.Tx) error {
		used, err := tx.UseCheck(t.Context(), "late", now.Add(identity.Life))
		equal(t, "an expired one used", used, false)
		return err
	})
}
