package store

import (
	"context"
	"fmt"
	"testing"
	"time"

	"netanswer/server/audit"
	"netanswer/server/member"
	"netanswer/server/registration"
)

func inMember(t testing.TB, db *DB, f func(member.Tx) error) {
	t.Helper()
	ok(t, db.Member().Update(context.Background(), f))
}

func sessionLives(t *testing.T, db *DB) {
	s := filled[member.Session](t)
	inMember(t, db, func(tx member.Tx) error { return tx.PutSession(t.Context(), s) })
	find := func(id, token string) (member.Session, bool) {
		t.Helper()
		got, found, err := db.Member().Session(t.Context(), id, token)
		ok(t, err)
		return got, found
	}
	got, found := find(s.MemberID, s.TokenHash)
	equal(t, "found", found, true)
	equal(t, "session", got, s)
	for _, c := range [][2]string{{s.MemberID, "other"}, {"other", s.TokenHash}, {"", ""}, {s.MemberID + "\x00", s.TokenHash}, {s.MemberID, "\xff"}, {"' OR '1'='1", "' OR '1'='1"}} {
		if _, found := find(c[0], c[1]); found {
			t.Errorf("found under %q", c)
		}
	}
	for _, seen := range []time.Time{s.SeenAt.Add(time.Hour), s.SeenAt.Add(time.Minute)} { // the second came late
		ok(t, db.Member().TouchSession(t.Context(), s.MemberID, s.TokenHash, seen))
	}
	got, _ = find(s.MemberID, s.TokenHash)
	equal(t, "seen", got.SeenAt, s.SeenAt.Add(time.Hour))

	inMember(t, db, func(tx member.Tx) error { return tx.EndSession(t.Context(), "other", s.TokenHash) })
	if _, found := find(s.MemberID, s.TokenHash); !found {
		t.Error("another member ended the session")
	}
	inMember(t, db, func(tx member.Tx) error { return tx.EndSession(t.Context(), s.MemberID, s.TokenHash) })
	if _, found := find(s.MemberID, s.TokenHash); found {
		t.Error("the session has not ended")
	}
}

func credentialFound(t *testing.T, db *DB) {
	register(t, db, aMember("m", "Hanako2026", "card"))
	reserve(t, db, "reserved", "flow", now)
	for _, login := range []string{"reserved", "nobody", "", "Hanako2026", "hanako2026\x00", "hanako2026\xff", "hanako2026' --"} {
		if _, found, err := db.Member().Credential(t.Context(), login); found || err != nil {
			t.Errorf("%q: %t %v", login, found, err)
		}
	}
	last := now.Add(time.Hour)
	inMember(t, db, func(tx member.Tx) error {
		if err := tx.SetPasswordHash(t.Context(), "m", "anew", now); err != nil {
			return err
		}
		set, err := tx.SetLastLogin(t.Context(), member.Credential{MemberID: "m", PasswordHash: "anew"}, last)
		equal(t, "set", set, true)
		return err
	})
	inMember(t, db, func(tx member.Tx) error {
		set, err := tx.SetLastLogin(t.Context(), member.Credential{MemberID: "m", PasswordHash: "$argon2id$m"}, last.Add(time.Hour))
		equal(t, "set over another password", set, false)
		return err
	})
	c, found, err := db.Member().Credential(t.Context(), member.Fold("HANAKO2026"))
	ok(t, err)
	equal(t, "found", found, true)
	equal(t, "credential", c, member.Credential{MemberID: "m", Login: "Hanako2026", PasswordHash: "anew", LastLogin: last})
}

func cardsOrdered(t *testing.T, db *DB) {
	for i, ref := range []string{"z", "a", "m"} {
		r := cardRow{MemberID: "m", CardRef: ref, CreatedAt: ms(now.Add(time.Duration(i) * time.Second))}
		_, err := db.write.NewInsert().Model(&r).Exec(t.Context())
		ok(t, err)
	}
	cards, err := db.Member().Cards(t.Context(), "m")
	ok(t, err)
	equal(t, "cards", cards, []member.Card{{Ref: "z"}, {Ref: "a"}, {Ref: "m"}})
	none, err := db.Member().Cards(t.Context(), "other")
	ok(t, err)
	equal(t, "another's", len(none), 0)
}

func hostileText(t *testing.T, db *DB) {
	for i, s := range []string{
		`'; DROP TABLE flows; --`, `\'; DROP TABLE flows; --`, `\`, `''`, `"`, `$1 ?1 ? ?0 ?? %s`, "𠮷野家 \U0001f4b3", "a\u2028b\r\n\tc", "－＠　ー",
		"表'ソ\\能", "\u200b\ufeff",
	} {
		f := aFlow(fmt.Sprint("f", i))
		f.Email, f.Login, f.Reach = s, s, []registration.Reach{{Masked: s}}
		update(t, db, func(tx registration.Tx) error {
			if _, err := tx.ReserveLogin(t.Context(), member.Fold(s), f.ID, now, f.ExpiresAt); err != nil {
				return err
			}
			return tx.PutFlow(t.Context(), f)
		})
		got, err := db.Registration().Flow(t.Context(), f.ID, now)
		ok(t, err)
		equal(t, "flow", got, f)
		update(t, db, func(tx registration.Tx) error { return tx.CreateMember(t.Context(), aMember(f.ID, s, s), f.ID) })
		c, found, err := db.Member().Credential(t.Context(), member.Fold(s))
		if err != nil || !found || c.Login != s {
			t.Errorf("%q: %+v %t %v", s, c, found, err)
		}
	}
	for _, id := range []string{"f0' OR 'a'='a", "\x00", "\xff", `\`} {
		if _, err := db.Registration().Flow(t.Context(), id, now); err == nil {
			t.Errorf("%q found a flow", id)
		}
	}
}

func auditWritten(t *testing.T, db *DB) {
	e := filled[audit.Event](t)
	inMember(t, db, func(tx member.Tx) error { return tx.Record(t.Context(), e) })
	err := db.Member().Update(t.Context(), func(tx member.Tx) error {
		ok(t, tx.Record(t.Context(), e))
		return context.Canceled
	})
	equal(t, "error", err, context.Canceled)
	var rows []auditRow
	ok(t, db.read.NewSelect().Model(&rows).Scan(t.Context()))
	equal(t, "rows", len(rows), 1)
	r := rows[0]
	equal(t, "event", audit.Event{At: at(r.At), Kind: audit.Kind(r.Kind), MemberID: r.MemberID, Flow: r.Flow, Address: r.Address, Detail: r.Detail}, e)
}
