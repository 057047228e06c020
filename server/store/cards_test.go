package store

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"netanswer/server/account"
	"netanswer/server/member"
	"netanswer/server/registration"
)

func memberCards(t testing.TB, db *DB, memberID string) (refs []string) {
	t.Helper()
	cards, err := db.Member().Cards(t.Context(), memberID)
	ok(t, err)
	for _, c := range cards {
		refs = append(refs, c.Ref)
	}
	return refs
}

func cardAdded(t *testing.T, db *DB) {
	register(t, db, aMember("m", "hanako2026", "first"))
	register(t, db, aMember("other", "taro20260", "theirs"))
	c := member.Card{Ref: "second", AccountRef: "a", Last4: "4821", Brand: "JCB"}
	update(t, db, func(tx registration.Tx) error { return tx.AddCard(t.Context(), "m", c, now.Add(time.Hour)) })
	update(t, db, func(tx registration.Tx) error {
		for _, ref := range []string{"second", "theirs"} { // the transaction goes on
			if err := tx.AddCard(t.Context(), "m", member.Card{Ref: ref}, now); !errors.Is(err, registration.ErrTaken) {
				t.Errorf("%s added again: %v", ref, err)
			}
		}
		got, err := tx.MemberCards(t.Context(), "m")
		equal(t, "in the transaction", len(got), 2)
		return err
	})
	cards, err := db.Member().Cards(t.Context(), "m")
	ok(t, err)
	equal(t, "added", cards[1], c)
	ok(t, db.Member().NameCard(t.Context(), "m", "second", `'; DROP TABLE x; --`))
	ok(t, db.Member().RenumberCard(t.Context(), "m", "second", "1234"))
	ok(t, db.Member().NameCard(t.Context(), "other", "second", "not theirs"))
	cards, err = db.Member().Cards(t.Context(), "m")
	ok(t, err)
	c.Name, c.Last4 = `'; DROP TABLE x; --`, "1234"
	equal(t, "named", cards[1], c)
}

func cardRemoved(t *testing.T, db *DB) {
	register(t, db, aMember("m", "hanako2026", "first"))
	update(t, db, func(tx registration.Tx) error { return tx.AddCard(t.Context(), "m", member.Card{Ref: "second"}, now) })
	session := member.Session{MemberID: "m", TokenHash: "t", CreatedAt: now, SeenAt: now}
	inMember(t, db, func(tx member.Tx) error { return tx.PutSession(t.Context(), session) })
	ok(t, db.Member().ViewCard(t.Context(), "m", "t", "second"))
	view := func(want string) {
		t.Helper()
		got, found, err := db.Member().Session(t.Context(), "m", "t")
		ok(t, err)
		equal(t, "session", found, true)
		equal(t, "in view", got.CardRef, want)
	}
	view("second")
	for _, ref := range []string{"first", "second"} {
		ok(t, db.Statements().Keep(t.Context(), []account.Row{{Reader: account.Reader{MemberID: "m", CardRef: ref}, Part: "months"}}))
	}
	update(t, db, func(tx registration.Tx) error { return tx.RemoveCard(t.Context(), "other", "second") })
	equal(t, "what is kept", count(t, db, "statements"), 2)
	equal(t, "another member removes it", len(memberCards(t, db, "m")), 2)
	view("second")
	update(t, db, func(tx registration.Tx) error { return tx.RemoveCard(t.Context(), "m", "second") })
	equal(t, "left", memberCards(t, db, "m"), []string{"first"})
	equal(t, "what is kept", count(t, db, "statements WHERE card_ref = 'first'"), 1)
	equal(t, "what is kept in all", count(t, db, "statements"), 1)
	view("")
	register(t, db, aMember("next", "jiro202600", "second")) // the directory is free
	equal(t, "registered again", memberCards(t, db, "next"), []string{"second"})
	update(t, db, func(tx registration.Tx) error {
		for token, want := range map[string]bool{"t": true, "gone": false} {
			live, err := tx.LiveSession(t.Context(), "m", token)
			if err != nil || live != want {
				t.Errorf("session %s: %v %v", token, live, err)
			}
		}
		return nil
	})
}

func addRace(t *testing.T, db *DB) {
	var all sync.WaitGroup
	var mu sync.Mutex
	got := 0
	for n := range 16 {
		all.Go(func() {
			taken := false
			err := db.Registration().Update(t.Context(), func(tx registration.Tx) error {
				err := tx.AddCard(t.Context(), fmt.Sprint("m", n%4), member.Card{Ref: "card"}, now)
				if taken = errors.Is(err, registration.ErrTaken); taken {
					err = nil
				}
				return err
			})
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			} else if !taken {
				got++
			}
		})
	}
	all.Wait()
	equal(t, "that got the card", got, 1)
	rows := 0
	for n := range 4 {
		rows += len(memberCards(t, db, fmt.Sprint("m", n)))
	}
	equal(t, "rows", rows, 1)
}
