package store

import (
	"testing"
	"time"

	"netanswer/server/member"
)

func keepVault(t *testing.T, db *DB, who, token, device string, seen time.Time) {
	t.Helper()
	inMember(t, db, func(tx member.Tx) error {
		return tx.PutVault(t.Context(), member.Vault{MemberID: who, TokenHash: token, Device: device, Agent: "Chrome Android", CreatedAt: seen, SeenAt: seen}, 3)
	})
}

func vaultsKept(t *testing.T, db *DB) {
	kept := func(who string) (out string) {
		t.Helper()
		all, err := db.Member().Vaults(t.Context(), who)
		ok(t, err)
		for _, v := range all {
			equal(t, "whose", v.MemberID, who)
			equal(t, "browser", v.Agent, "Chrome Android")
			out += v.TokenHash
		}
		return out
	}
	touch := func(who, token string, at time.Time) bool {
		t.Helper()
		there, err := db.Member().TouchVault(t.Context(), who, token, at)
		ok(t, err)
		return there
	}
	keepVault(t, db, "other", "a", "da", now)
	for i, token := range []string{"a", "b", "c"} {
		keepVault(t, db, "m", token, "d"+token, now.Add(time.Duration(i)*time.Minute))
	}
	equal(t, "kept, the last seen first", kept("m"), "cba")
	equal(t, "heard of", touch("m", "a", now.Add(3*time.Minute)), true)
	equal(t, "heard of late", touch("m", "a", now), true)
	equal(t, "the last heard first", kept("m"), "acb")
	keepVault(t, db, "m", "d", "dd", now.Add(4*time.Minute))
	equal(t, "the newest three", kept("m"), "dac")
	equal(t, "one that gave way", touch("m", "b", now), false)
	equal(t, "of nobody", touch("", "a", now), false)

	end := func(token string) (ended bool) {
		inMember(t, db, func(tx member.Tx) (err error) { ended, err = tx.EndVault(t.Context(), "m", token); return err })
		return ended
	}
	equal(t, "ended", end("c"), true)
	equal(t, "ended once", end("c"), false)

	// whatever ends the login of a browser ends what it keeps
	inMember(t, db, func(tx member.Tx) error {
		return tx.PutSession(t.Context(), member.Session{MemberID: "m", TokenHash: "s", Device: "da", CreatedAt: now, SeenAt: now})
	})
	inMember(t, db, func(tx member.Tx) error { _, err := tx.EndSessionsBut(t.Context(), "m", "s"); return err })
	equal(t, "all others ended", kept("m"), "a")
	inMember(t, db, func(tx member.Tx) error { return tx.EndSession(t.Context(), "m", "s") })
	equal(t, "a session replaced", kept("m"), "a")
	inMember(t, db, func(tx member.Tx) error { return tx.EndVaultsOf(t.Context(), "m", "da") })
	equal(t, "logged out", kept("m"), "")
	keepVault(t, db, "m", "e", "de", now)
	inMember(t, db, func(tx member.Tx) error { return tx.ForgetDevice(t.Context(), "m", "da") })
	equal(t, "another browser forgotten", kept("m"), "e")
	inMember(t, db, func(tx member.Tx) error { return tx.ForgetDevice(t.Context(), "m", "de") })
	equal(t, "the browser forgotten", kept("m"), "")
	keepVault(t, db, "m", "f", "df", now)
	inMember(t, db, func(tx member.Tx) error { return tx.ForgetDevices(t.Context(), "m") })
	equal(t, "recovered", kept("m"), "")
	equal(t, "another member's", kept("other"), "a")
}
