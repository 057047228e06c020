package store

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"netanswer/server/identity"
	"netanswer/server/registration"
)

func aCall(id, flow string) identity.Check {
	return identity.Check{ID: id, Subject: identity.Subject{Purpose: "register.call/card", Flow: flow}, Channel: identity.ByCall, Line: "+81120000001",
		CreatedAt: now, ExpiresAt: now.Add(identity.CallLife)}
}

// hold opens a check at a moment that waits for the calls of some pairs.
func hold(t testing.TB, db *DB, c identity.Check, at time.Time, pairs ...string) (held bool) {
	t.Helper()
	update(t, db, func(tx registration.Tx) (err error) {
		held, err = tx.HoldLine(t.Context(), identity.Offer{Line: c.Line, Pairs: pairs}, c, at, c.ExpiresAt.Add(identity.CallRest))
		if err == nil && held {
			err = tx.PutCheck(t.Context(), c)
		}
		return err
	})
	return held
}

func receive(t testing.TB, db *DB, pair string, at time.Time) (c identity.Check, received bool) {
	t.Helper()
	update(t, db, func(tx registration.Tx) (err error) {
		c, received, err = tx.ReceiveCall(t.Context(), pair, at, at.Add(identity.CallLife), at.Add(identity.CallLife+identity.CallRest))
		return err
	})
	return c, received
}

func waits(t testing.TB, db *DB, pair string, at time.Time) string {
	t.Helper()
	c, found, err := db.Checks().WaitingCall(t.Context(), pair, at)
	ok(t, err)
	if !found {
		return ""
	}
	return c.ID
}

func callReceived(t *testing.T, db *DB) {
	equal(t, "held", hold(t, db, aCall("1", "f"), now, "mobile", "landline"), true)
	equal(t, "held by another", hold(t, db, aCall("2", "g"), now, "other"), true)
	putChecks(t, db, aCheck("3", identity.Subject{Purpose: "register/card", Flow: "f"})) // a passcode of the same flow
	late := now.Add(identity.CallLife)
	for _, c := range []struct {
		pair string
		at   time.Time
		want string
	}{{"mobile", now, "1"}, {"landline", late.Add(-1e6), "1"}, {"other", now, "2"}, {"mobile", late, ""}, {"unknown", now, ""}, {"' OR 1=1 --", now, ""}} {
		equal(t, fmt.Sprint(c.pair, " at ", c.at), waits(t, db, c.pair, c.at), c.want)
	}
	if _, received := receive(t, db, "landline", late); received {
		t.Error("a call that came too late")
	}
	at := late.Add(-time.Second)
	c, received := receive(t, db, "landline", at)
	want := aCall("1", "f")
	want.CalledAt, want.ExpiresAt = at, at.Add(identity.CallLife)
	equal(t, "received", received, true)
	equal(t, "check", c, want)
	equal(t, "check at rest", latest(t, db, want.Subject), want)
	for _, pair := range []string{"mobile", "landline"} {
		if c, received := receive(t, db, pair, at); received {
			t.Errorf("a second call from %s: %+v", pair, c)
		}
		equal(t, "waits", waits(t, db, pair, at), "")
	}
	equal(t, "the other check", waits(t, db, "other", now), "2")

	equal(t, "another check of the flow", hold(t, db, aCall("4", "g"), now, "other"), true)
	equal(t, "the newer one", waits(t, db, "other", now), "4")
	update(t, db, func(tx registration.Tx) error {
		used, err := tx.UseCheck(t.Context(), "4", now)
		equal(t, "used", used, true)
		return err
	})
	if _, received := receive(t, db, "other", now); received {
		t.Error("a call for a used check")
	}
}

func lineHeld(t *testing.T, db *DB) {
	equal(t, "first", hold(t, db, aCall("1", "f"), now, "a", "b"), true)
	rested := now.Add(identity.CallLife + identity.CallRest)
	for name, pairs := range map[string][]string{"all": {"a", "b"}, "one": {"b"}, "one and a free one": {"c", "b"}, "the other way round": {"b", "a2"}} {
		equal(t, name, hold(t, db, aCall("2", "g"), rested.Add(-time.Millisecond), pairs...), false)
		equal(t, name+": rows of it", count(t, db, "calls WHERE check_id = '2'"), 0)
		equal(t, name+": a", waits(t, db, "a", now)+waits(t, db, "b", now), "11")
	}
	equal(t, "its own flow", hold(t, db, aCall("3", "f"), now, "b", "a"), true)
	equal(t, "for the newer check", waits(t, db, "a", now), "3")

	at := now.Add(identity.CallLife - time.Second)
	if _, received := receive(t, db, "a", at); !received {
		t.Fatal("not received")
	}
	equal(t, "before it has rested after the call", hold(t, db, aCall("4", "g"), rested.Add(time.Second), "b"), false)
	equal(t, "after", hold(t, db, aCall("4", "g"), at.Add(identity.CallLife+identity.CallRest), "b"), true)
}

func lineRace(t *testing.T, db *DB) {
	const lines = 5
	together(t, 32, func(i int) error {
		c := aCall(fmt.Sprintf("%02d", i), fmt.Sprint("flow", i))
		return db.Registration().Update(t.Context(), func(tx registration.Tx) error {
			for n := range lines {
				at := (n + i) % lines
				pairs := []string{fmt.Sprint("mobile", at), fmt.Sprint("landline", at)}
				if i%2 == 0 {
					pairs[0], pairs[1] = pairs[1], pairs[0]
				}
				held, err := tx.HoldLine(t.Context(), identity.Offer{Pairs: pairs}, c, now, now.Add(time.Hour))
				if err != nil {
					return err
				}
				if held {
					return tx.PutCheck(t.Context(), c)
				}
			}
			return nil
		})
	})
	for n := range lines {
		mobile, landline := waits(t, db, fmt.Sprint("mobile", n), now), waits(t, db, fmt.Sprint("landline", n), now)
		if mobile == "" || mobile != landline {
			t.Errorf("line %d is %q's and %q's", n, mobile, landline)
		}
	}
	equal(t, "checks", count(t, db, "checks"), lines)
	equal(t, "rows", count(t, db, "calls"), 2*lines)
}

func callRace(t *testing.T, db *DB) {
	hold(t, db, aCall("1", "f"), now, "mobile", "landline")
	var received atomic.Int64
	together(t, 32, func(i int) error {
		var got bool
		err := db.Registration().Update(t.Context(), func(tx registration.Tx) (err error) {
			_, got, err = tx.ReceiveCall(t.Context(), []string{"mobile", "landline"}[i%2], now, now.Add(identity.CallLife), now.Add(time.Hour))
			return err
		})
		if got {
			received.Add(1)
		}
		return err
	})
	equal(t, "calls that counted", received.Load(), 1)
}
