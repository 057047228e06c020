package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/member"
	"netanswer/server/registration"
)

// belongings are all rows that a member has, in every table that knows one.
func belongings(t testing.TB, db *DB, memberID string) (rows []string) {
	t.Helper()
	seen := map[string]bool{}
	for _, c := range catalog(t, db) {
		if c.Name != "member_id" || seen[c.Table] || c.Table == "audit" {
			continue
		}
		seen[c.Table] = true
		var found []map[string]any
		ok(t, db.read.NewRaw("SELECT * FROM ? WHERE member_id = ?", bun.Ident(c.Table), memberID).Scan(context.Background(), &found))
		for _, r := range found {
			delete(r, "member_id")
			rows = append(rows, c.Table+fmt.Sprint(r))
		}
	}
	return rows
}

func numbered(n int) member.Member {
	return member.Member{
		ID: fmt.Sprintf("member-%d", n), Login: fmt.Sprintf("Hanako%d", n), PasswordHash: "$hash", Email: "a\tb\\@example.jp", TermsVersion: "terms", AgreedAt: now, CreatedAt: now.Add(time.Hour),
		Card: member.Card{Ref: fmt.Sprintf("card-%d", n), AccountRef: "account", Last4: "1234", Brand: "visa"},
	}
}

// What a registration writes and AddMembers forgets would fill a sandbox with members that are none.
func bulkMember(t *testing.T, db *DB) {
	of := func(m member.Member) string {
		r := strings.NewReplacer(m.ID, "ID", m.Login, "LOGIN", member.Fold(m.Login), "FOLDED", m.Card.Ref, "CARD")
		return r.Replace(strings.Join(belongings(t, db, m.ID), "\n"))
	}
	one, other := numbered(1), numbered(2)
	update(t, db, func(tx registration.Tx) error {
		if free, err := tx.ReserveLogin(t.Context(), member.Fold(one.Login), "flow", now, now.Add(time.Hour)); err != nil || !free {
			return fmt.Errorf("%v %w", free, err)
		}
		return tx.CreateMember(t.Context(), one, "flow")
	})
	n, err := db.AddMembers(t.Context(), []member.Member{other}, nil)
	ok(t, err)
	equal(t, "added", n, 1)
	equal(t, "rows", of(other), of(one))
	if lines := strings.Count(of(one), "\n") + 1; lines < 7 {
		t.Errorf("only %d rows: are they read at all?\n%s", lines, of(one))
	}
}

func bulkAgain(t *testing.T, db *DB) {
	var all []member.Member
	for n := range 200 { // more than one full statement
		all = append(all, numbered(n))
	}
	session := member.Session{MemberID: all[5].ID, TokenHash: "t", CreatedAt: now, SeenAt: now}
	n, err := db.AddMembers(t.Context(), all[:130], []member.Session{session})
	ok(t, err)
	equal(t, "added", n, 130)
	before := belongings(t, db, all[6].ID)

	all[6].PasswordHash, all[129].Card.Ref = "$other", "card-x" // there by its login; so is what follows by its card
	all[128].Login = "somebody else"
	session.SeenAt = now.Add(time.Hour)
	n, err = db.AddMembers(t.Context(), all, []member.Session{session})
	ok(t, err)
	equal(t, "added", n, 70)
	equal(t, "members", count(t, db, "members"), 200)
	equal(t, "as it was", belongings(t, db, all[6].ID), before)
	s, found, err := db.Member().Session(t.Context(), session.MemberID, "t")
	ok(t, err)
	equal(t, "found", found, true)
	equal(t, "seen", s.SeenAt, session.SeenAt)
}
