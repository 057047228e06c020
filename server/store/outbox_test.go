package store

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"netanswer/server/notify"
	"netanswer/server/registration"
)

const lease = 30 * time.Second

func aMessage(id string, runAt time.Time) notify.Queued {
	return notify.Queued{ID: id, Channel: "sms", Sealed: "sealed " + id, State: notify.Ready, RunAt: runAt, ExpiresAt: now.Add(time.Hour), CreatedAt: now}
}

func enqueue(t testing.TB, db *DB, qs ...notify.Queued) {
	t.Helper()
	update(t, db, func(tx registration.Tx) error {
		for _, q := range qs {
			if err := tx.Enqueue(t.Context(), q); err != nil {
				return err
			}
		}
		return nil
	})
}

func claim(t testing.TB, db *DB, at time.Time, n int) (ids []string, qs []notify.Queued) {
	t.Helper()
	qs, err := db.Outbox().Claim(t.Context(), at, lease, n)
	ok(t, err)
	for _, q := range qs {
		ids = append(ids, q.ID)
	}
	return ids, qs
}

func outboxClaims(t *testing.T, db *DB) {
	enqueue(t, db, aMessage("later", now.Add(time.Minute)), aMessage("second", now), aMessage("first", now.Add(-time.Second)), aMessage("third", now))
	err := db.Registration().Update(t.Context(), func(tx registration.Tx) error {
		return errors.Join(tx.Enqueue(t.Context(), aMessage("rolled back", now)), errors.New("wrong"))
	})
	equal(t, "an error", err != nil, true)

	ids, qs := claim(t, db, now, 2)
	equal(t, "the longest due first", ids, []string{"first", "second"})
	want := aMessage("first", now.Add(lease))
	want.State, want.Attempts = notify.Running, 1
	equal(t, "claimed", qs[0], want)
	ids, _ = claim(t, db, now, 16)
	equal(t, "the rest", ids, []string{"third"})
	ids, _ = claim(t, db, now, 16)
	equal(t, "nothing twice", len(ids), 0)

	again := qs[1]
	again.State, again.RunAt = notify.Ready, now.Add(2*time.Second)
	ok(t, db.Outbox().Finish(t.Context(), again))
	over := qs[0]
	over.State, over.Sealed = notify.Sent, ""
	ok(t, db.Outbox().Finish(t.Context(), over))
	ids, qs = claim(t, db, now.Add(2*time.Second), 16)
	equal(t, "after its pause", ids, []string{"second"})
	equal(t, "attempts", qs[0].Attempts, 2)
	equal(t, "payload", qs[0].Sealed, "sealed second")
	equal(t, "blanked", count(t, db, "outbox WHERE id = 'first' AND state = 'sent' AND sealed = ''"), 1)
	ids, _ = claim(t, db, now.Add(2*time.Hour), 16) // expired: the runner has to see it, to blank it
	equal(t, "all that is not over", ids, []string{"third", "second", "later"})
}

func outboxLetters(t *testing.T, db *DB) {
	dead := func(id string, keep time.Duration) notify.Queued {
		m := aMessage(id, now)
		m.KeepUntil = now.Add(keep)
		return m
	}
	enqueue(t, db, dead("1 kept", time.Hour), dead("2 over", 0), dead("3 kept", time.Hour), aMessage("4 waits", now.Add(time.Minute)))
	_, qs := claim(t, db, now, 3)
	for _, q := range qs {
		q.State, q.Why = notify.Dead, "refused 550"
		ok(t, db.Outbox().Finish(t.Context(), q))
	}
	ids := func(kept bool) (out []string) {
		list, err := db.Outbox().Dead(t.Context(), kept, now, 10)
		ok(t, err)
		for _, q := range list {
			equal(t, "why", q.Why, "refused 550")
			out = append(out, q.ID)
		}
		return out
	}
	equal(t, "all", ids(false), []string{"3 kept", "2 over", "1 kept"})
	equal(t, "that can be sent", ids(true), []string{"3 kept", "1 kept"})
	for id, want := range map[string]bool{"1 kept": true, "2 over": false, "4 waits": false, "none": false} {
		found, err := db.Outbox().Again(t.Context(), id, now)
		ok(t, err)
		equal(t, "again "+id, found, want)
	}
	again, qs := claim(t, db, now, 10)
	equal(t, "due again", again, []string{"1 kept"})
	equal(t, "its attempts go on", qs[0].Attempts, 2)
	equal(t, "it lives as long as it is kept", qs[0].ExpiresAt.Equal(now.Add(time.Hour)), true)
	for id, want := range map[string]bool{"3 kept": true, "1 kept": false, "4 waits": false} {
		found, err := db.Outbox().Drop(t.Context(), id)
		ok(t, err)
		equal(t, "dropped "+id, found, want)
	}
	equal(t, "forgotten", count(t, db, "outbox WHERE id = '3 kept' AND sealed = '' AND why = 'dropped'"), 1)
	equal(t, "nothing is left to send", len(ids(true)), 0)
}

// A passcode that a newer one made void does not go out any more; one that is under way is left to its runner.
func outboxReplaced(t *testing.T, db *DB) {
	enqueue(t, db, aMessage("running", now), aMessage("waits", now.Add(time.Minute)))
	_, due := claim(t, db, now, 1)
	running := due[0]
	first, second := aCheck("1", subject), aCheck("2", subject)
	first.Message, second.Message = "running", "waits"
	putChecks(t, db, first)
	c, found, err := db.Checks().LatestCheck(t.Context(), subject)
	ok(t, err)
	equal(t, "found", found, true)
	equal(t, "under way", c.Delivery, notify.Running)
	putChecks(t, db, second)
	c, _, err = db.Checks().LatestCheck(t.Context(), subject)
	ok(t, err)
	equal(t, "waits", c.Delivery, notify.Ready)
	equal(t, "its message", c.Message, "waits")
	putChecks(t, db, aCheck("3", subject))
	equal(t, "void", count(t, db, "outbox WHERE id = 'waits' AND state = 'dead' AND sealed = '' AND why = 'replaced'"), 1)
	equal(t, "under way", count(t, db, "outbox WHERE id = 'running' AND state = 'dead' AND sealed = '' AND why = 'replaced'"), 1)
	running.State = notify.Ready // it failed, too late for another try
	ok(t, db.Outbox().Finish(t.Context(), running))
	equal(t, "not tried again", count(t, db, "outbox WHERE id = 'running' AND state = 'dead'"), 1)
	c, _, err = db.Checks().LatestCheck(t.Context(), subject)
	ok(t, err)
	equal(t, "a message that is not known", c.Delivery, notify.State(""))
}

func outboxLease(t *testing.T, db *DB) {
	enqueue(t, db, aMessage("1", now))
	_, first := claim(t, db, now, 1)
	ids, _ := claim(t, db, now.Add(lease-time.Millisecond), 1)
	equal(t, "within the lease", len(ids), 0)
	ids, second := claim(t, db, now.Add(lease), 1)
	equal(t, "after it", ids, []string{"1"})

	slow := first[0]
	slow.State, slow.Sealed = notify.Dead, ""
	ok(t, db.Outbox().Finish(t.Context(), slow))
	equal(t, "still running", count(t, db, "outbox WHERE state = 'running' AND sealed = 'sealed 1'"), 1)
	done := second[0]
	done.State, done.Sealed = notify.Sent, ""
	ok(t, db.Outbox().Finish(t.Context(), done))
	done.State = notify.Ready
	ok(t, db.Outbox().Finish(t.Context(), done))
	equal(t, "once over, over", count(t, db, "outbox WHERE state = 'sent' AND sealed = ''"), 1)
}

func outboxRunners(t *testing.T, db *DB) {
	const messages = 200
	var all []notify.Queued
	for i := range messages {
		all = append(all, aMessage(fmt.Sprintf("%03d", i), now))
	}
	enqueue(t, db, all...)
	var mu sync.Mutex
	got := map[string]int{}
	together(t, 2, func(int) error {
		for {
			qs, err := db.Outbox().Claim(t.Context(), now, lease, 7)
			if err != nil {
				return err
			}
			mu.Lock()
			for _, q := range qs {
				got[q.ID]++
			}
			n := len(got)
			mu.Unlock()
			for _, q := range qs {
				q.State, q.Sealed = notify.Sent, ""
				if err := db.Outbox().Finish(t.Context(), q); err != nil {
					return err
				}
			}
			if n == messages {
				return nil
			}
		}
	})
	equal(t, "messages", len(got), messages)
	for id, n := range got {
		if n != 1 {
			t.Errorf("%s was claimed %d times", id, n)
		}
	}
	equal(t, "sent after one attempt", count(t, db, "outbox WHERE state = 'sent' AND attempts = 1"), messages)
}

func hitsCounted(t *testing.T, db *DB) {
	window := now.Truncate(time.Hour)
	for _, c := range []struct {
		name, key string
		window    time.Time
		want      int
	}{
		{"card", "a", window, 1}, {"card", "a", window, 2}, {"card", "b", window, 1}, {"login", "a", window, 1},
		{"card", "a", window.Add(time.Hour), 1}, {"card", "a", window, 3},
	} {
		n, err := hitOne(t.Context(), db, c.name, c.key, c.window)
		ok(t, err)
		equal(t, fmt.Sprint(c), n, c.want)
	}
}

func hitsRace(t *testing.T, db *DB) {
	var mu sync.Mutex
	seen := map[int]bool{}
	together(t, 64, func(int) error {
		n, err := hitOne(t.Context(), db, "card", "a", now)
		mu.Lock()
		defer mu.Unlock()
		seen[n] = true
		return err
	})
	equal(t, "different numbers", len(seen), 64)
	equal(t, "from one to 64", seen[1] && seen[64], true)
}
