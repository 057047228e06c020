package store

import (
	"context"
	"errors"
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
	bare := s
	bare.Agent = "" // not asked for on every page
	equal(t, "session", got, bare)
	listed, err := db.Member().Sessions(t.Context(), s.MemberID, s.SeenAt, s.CreatedAt, 5)
	ok(t, err)
	equal(t, "listed", listed, []member.Session{s})
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

// sessionsEnded has three sessions in two browsers, and one of another member.
func sessionsEnded(t *testing.T, db *DB) {
	for i, c := range [][3]string{{"m", "pc", "firefox"}, {"m", "pc again", "firefox"}, {"m", "phone", "chrome"}, {"other", "pc", "firefox"}} {
		inMember(t, db, func(tx member.Tx) error {
			s := member.Session{MemberID: c[0], TokenHash: c[1], Device: c[2], Agent: "Firefox Windows", CreatedAt: now, SeenAt: now.Add(time.Duration(i) * time.Second)}
			return errors.Join(tx.PutSession(t.Context(), s), tx.PutDevice(t.Context(), c[0], c[2], now, 10))
		})
	}
	left := func(what string, sessions, devices []string) {
		t.Helper()
		all, err := db.Member().Sessions(t.Context(), "m", now, now, 10)
		ok(t, err)
		var names []string
		for _, s := range all {
			names = append(names, s.TokenHash)
		}
		equal(t, what, names, sessions)
		var known []string
		ok(t, db.read.NewSelect().Model((*deviceRow)(nil)).Column("token_hash").Where("member_id = 'm'").Order("token_hash").Scan(t.Context(), &known))
		equal(t, what+": browsers", known, devices)
	}
	left("all, the last seen first", []string{"phone", "pc again", "pc"}, []string{"chrome", "firefox"})
	some, err := db.Member().Sessions(t.Context(), "m", now.Add(time.Second), now, 1)
	ok(t, err)
	equal(t, "one at most", len(some), 1)
	some, err = db.Member().Sessions(t.Context(), "m", now, now.Add(time.Second), 10)
	ok(t, err)
	equal(t, "made later", len(some), 0)

	but := func(hash string) (ended int) {
		t.Helper()
		inMember(t, db, func(tx member.Tx) (err error) { ended, err = tx.EndSessionsBut(t.Context(), "m", hash); return err })
		return ended
	}
	equal(t, "ended", but("pc"), 2)
	left("but one", []string{"pc"}, []string{"firefox"})
	equal(t, "none else", but("pc"), 0)
	inMember(t, db, func(tx member.Tx) error { return tx.ForgetDevice(t.Context(), "m", "firefox") })
	left("a browser forgotten", []string{"pc"}, nil)
	equal(t, "all", but(""), 1)
	left("none", nil, nil)
	equal(t, "of another", count(t, db, "sessions WHERE member_id = 'other'")+count(t, db, "devices WHERE member_id = 'other'"), 2)
}

func inboxRead(t *testing.T, db *DB) {
	var all []member.Notice
	for _, id := range []string{"a", "b", "c", "d"} {
		n := filled[member.Notice](t)
		n.MemberID, n.ID, n.ReadAt = "m", id, time.Time{}
		all = append(all, n)
		other := n
		other.MemberID = "other"
		inMember(t, db, func(tx member.Tx) error {
			return errors.Join(tx.PutNotice(t.Context(), n), tx.PutNotice(t.Context(), other))
		})
	}
	page := func(member, before string, most int) (ids string) {
		t.Helper()
		ns, err := db.Member().Notices(t.Context(), member, before, most)
		ok(t, err)
		for _, n := range ns {
			equal(t, "whose", n.MemberID, member)
			ids += n.ID
		}
		return ids
	}
	equal(t, "the newest", page("m", "", 3), "dcb")
	equal(t, "older ones", page("m", "b", 3), "a")
	equal(t, "none older", page("m", "a", 3), "")
	equal(t, "nobody's", page("nobody", "", 3), "")
	for range 2 { // the first time stays
		ok(t, db.Member().ReadNotice(t.Context(), "m", "b", now.Add(time.Hour)))
	}
	ok(t, db.Member().ReadNotice(t.Context(), "m", "b", now.Add(2*time.Hour)))
	want := all[1]
	want.ReadAt = now.Add(time.Hour)
	got, found, err := db.Member().Notice(t.Context(), "m", "b")
	ok(t, err)
	equal(t, "found", found, true)
	equal(t, "notice", got, want)
	equal(t, "read", count(t, db, "inbox WHERE read_at > 0"), 1)
	if _, found, err := db.Member().Notice(t.Context(), "nobody", "b"); found || err != nil {
		t.Errorf("another's: %t %v", found, err)
	}
}
