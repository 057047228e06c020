package store

import (
	"context"
	"net/netip"
	"path/filepath"
	"testing"
	"time"

	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/server/registration"
	"netanswer/shared/text"
)

func accountGivenBack(t *testing.T, db *DB) {
	for _, id := range []string{"m", "other"} {
		register(t, db, aMember(id, id+"-Hanako2026", "card of "+id))
		for _, token := range []string{"a", "b"} {
			inMember(t, db, func(tx member.Tx) error {
				return tx.PutSession(t.Context(), member.Session{MemberID: id, TokenHash: token, CreatedAt: now, SeenAt: now})
			})
			_, err := db.write.NewInsert().Model(&deviceRow{MemberID: id, TokenHash: token, CreatedAt: ms(now), SeenAt: ms(now)}).Exec(t.Context())
			ok(t, err)
		}
	}
	_, err := db.write.NewInsert().Model(&mailRow{MemberID: "m", Email: "later@example.jp", CreatedAt: ms(now.Add(time.Hour))}).Exec(t.Context())
	ok(t, err)

	read := func() (a member.Account) {
		t.Helper()
		update(t, db, func(tx registration.Tx) (err error) {
			a, err = tx.LockAccount(t.Context(), "m")
			return err
		})
		return a
	}
	equal(t, "account", read(), member.Account{ID: "m", Login: "m-Hanako2026", PasswordHash: "$argon2id$m", Lang: text.JA, Emails: []string{"m-Hanako2026@example.jp", "later@example.jp"}})
	_, err = db.write.NewRaw("UPDATE members SET lang = 'en' WHERE member_id = 'm'").Exec(t.Context())
	ok(t, err)
	equal(t, "language", read().Lang, text.EN)
	if err := db.Registration().Update(t.Context(), func(tx registration.Tx) error { _, err := tx.LockAccount(t.Context(), "nobody"); return err }); err == nil {
		t.Error("an account of nobody")
	}

	ring, err := keys.LoadOrMake(filepath.Join(t.TempDir(), "keys.json"))
	ok(t, err)
	update(t, db, func(tx registration.Tx) error {
		return member.Renew(t.Context(), tx, &limit.Limiter{Keys: ring}, member.Account{ID: "m"}, "anew", netip.Addr{}, now)
	})
	equal(t, "hash", read().PasswordHash, "anew")
	for _, table := range []string{"sessions", "devices"} {
		equal(t, table, count(t, db, table+" WHERE member_id = 'm'"), 0)
		equal(t, table+" of another", count(t, db, table+" WHERE member_id = 'other'"), 2)
	}
}

func cautionKept(t *testing.T, db *DB) {
	for _, id := range []string{"m", "other"} {
		register(t, db, aMember(id, id+"-Hanako2026", "card of "+id))
	}
	until := func(id string) time.Time {
		t.Helper()
		got, err := db.Member().Caution(t.Context(), id)
		ok(t, err)
		return got
	}
	equal(t, "before", until("m"), time.Time{})
	for _, at := range []time.Duration{0, time.Hour, -time.Hour} { // the last ends earlier than what holds
		update(t, db, func(tx registration.Tx) error {
			return member.Caution(context.Background(), tx, "m", now.Add(at))
		})
	}
	equal(t, "after", until("m"), now.Add(time.Hour).Add(member.CautionFor))
	equal(t, "of another", until("other"), time.Time{})
}

// Two recoveries of one member happen one after the other: the second sees what the first did.
func accountLocked(t *testing.T, db *DB) {
	register(t, db, aMember("m", "Hanako2026", "card"))
	together(t, 16, func(int) error {
		return db.Registration().Update(context.Background(), func(tx registration.Tx) error {
			a, err := tx.LockAccount(context.Background(), "m")
			if err != nil {
				return err
			}
			return tx.SetPasswordHash(context.Background(), "m", a.PasswordHash+"+", now)
		})
	})
	c, _, err := db.Member().Credential(t.Context(), "hanako2026")
	ok(t, err)
	equal(t, "hash", c.PasswordHash, "$argon2id$m++++++++++++++++")
}
