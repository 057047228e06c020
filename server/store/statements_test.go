package store

import (
	"strings"
	"testing"
	"time"

	"netanswer/server/account"
)

func statementsKept(t *testing.T, db *DB) {
	register(t, db, aMember("m", "member", "main"))
	register(t, db, aMember("n", "other-one", "family"))
	s, of := db.Statements(), account.Reader{MemberID: "m", CardRef: "main"}
	row := account.Row{Reader: of, Part: "2026-11", SeenAt: now, KeepUntil: now.Add(day), Sealed: "1." + strings.Repeat("long", 50_000)}
	ok(t, s.Keep(t.Context(), []account.Row{row}))
	got, found, err := s.Kept(t.Context(), of, "2026-11")
	ok(t, err)
	equal(t, "found", found, true)
	equal(t, "row", got, row)
	for _, other := range []struct {
		r    account.Reader
		part string
	}{{of, "2026-12"}, {account.Reader{MemberID: "m", CardRef: "family"}, "2026-11"}, {account.Reader{MemberID: "n", CardRef: "main"}, "2026-11"}, {account.Reader{}, ""}} {
		if _, found, err := s.Kept(t.Context(), other.r, other.part); err != nil || found {
			t.Errorf("%v %s is found: %v", other.r, other.part, err)
		}
	}
	parts, err := s.Parts(t.Context(), of)
	ok(t, err)
	equal(t, "parts", parts, map[string]time.Time{"2026-11": now})
	older, again := row, row
	older.SeenAt, older.Sealed = now.Add(-time.Millisecond), "older"
	again.Sealed = "the same, sealed anew"
	ok(t, s.Keep(t.Context(), []account.Row{again, older}))
	got, _, err = s.Kept(t.Context(), of, "2026-11")
	ok(t, err)
	equal(t, "row", got, again)
}

func statementsForgotten(t *testing.T, db *DB) {
	register(t, db, aMember("m", "member", "main"))
	register(t, db, aMember("n", "other-one", "family"))
	s, of, other := db.Statements(), account.Reader{MemberID: "m", CardRef: "main"}, account.Reader{MemberID: "n", CardRef: "family"}
	rows := []account.Row{{Reader: of, Part: "months"}, {Reader: other, Part: "months"}, {Reader: account.Reader{MemberID: "m", CardRef: "family"}, Part: "months"}}
	ok(t, s.Keep(t.Context(), rows))
	equal(t, "rows: none on a card that the member has not", count(t, db, "statements"), 2)
	ok(t, s.Forget(t.Context(), of))
	equal(t, "rows of the other member", count(t, db, "statements WHERE member_id = 'n'"), 1)
	equal(t, "rows", count(t, db, "statements"), 1)
	exec(t, db, "DELETE FROM member_cards WHERE member_id = 'n'")
	ok(t, s.Forget(t.Context(), other))
	ok(t, s.Keep(t.Context(), rows)) // what was still on its way
	equal(t, "rows", count(t, db, "statements WHERE member_id = 'n'"), 0)
	equal(t, "rows", count(t, db, "statements"), 1)
}
