package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"netanswer/server/audit"
	"netanswer/server/identity"
	"netanswer/server/member"
	"netanswer/server/registration"
)

func aFlow(id string) registration.Flow {
	return registration.Flow{ID: id, Journey: "web", State: registration.Started, CreatedAt: now, ExpiresAt: now.Add(registration.Life)}
}

func aMember(id, login, cardRef string) member.Member {
	return member.Member{
		ID: id, Login: login, PasswordHash: "$argon2id$" + id, Email: login + "@example.jp", TermsVersion: "2026-10", AgreedAt: now, CreatedAt: now,
		Card: member.Card{Ref: cardRef, AccountRef: "account-" + cardRef, Last4: "4242", Brand: "visa"},
	}
}

// reserve holds a login for a flow.
func reserve(t testing.TB, db *DB, login, flow string, now time.Time) (won bool) {
	t.Helper()
	update(t, db, func(tx registration.Tx) (err error) {
		won, err = tx.ReserveLogin(context.Background(), login, flow, now, now.Add(registration.Life))
		return err
	})
	return won
}

// register makes a member whose login is free.
func register(t testing.TB, db *DB, m member.Member) {
	t.Helper()
	update(t, db, func(tx registration.Tx) error {
		if won, err := tx.ReserveLogin(context.Background(), member.Fold(m.Login), "flow of "+m.ID, now, now.Add(registration.Life)); err != nil || !won {
			return fmt.Errorf("login %s: %t %w", m.Login, won, err)
		}
		return tx.CreateMember(context.Background(), m, "flow of "+m.ID)
	})
}

func flowComesBack(t *testing.T, db *DB) {
	f := filled[registration.Flow](t)
	update(t, db, func(tx registration.Tx) error { return tx.PutFlow(t.Context(), f) })
	got, err := db.Registration().Flow(t.Context(), f.ID, f.ExpiresAt.Add(-time.Hour))
	ok(t, err)
	equal(t, "read", got, f)
	update(t, db, func(tx registration.Tx) (err error) {
		got, err = tx.LockFlow(t.Context(), f.ID, f.ExpiresAt.Add(-time.Hour))
		return err
	})
	equal(t, "locked", got, f)

	bare := registration.Flow{ID: "bare", ExpiresAt: now}
	update(t, db, func(tx registration.Tx) error { return tx.PutFlow(t.Context(), bare) })
	got, err = db.Registration().Flow(t.Context(), "bare", now.Add(-time.Second))
	ok(t, err)
	equal(t, "bare", got, bare)
}

func expiredFlow(t *testing.T, db *DB) {
	f := aFlow("f")
	update(t, db, func(tx registration.Tx) error { return tx.PutFlow(t.Context(), f) })
	for _, c := range []struct {
		id   string
		at   time.Time
		want error
	}{
		{"f", f.ExpiresAt.Add(-time.Millisecond), nil},
		{"f", f.ExpiresAt, registration.ErrNoFlow},
		{"f", f.ExpiresAt.Add(time.Hour), registration.ErrNoFlow},
		{"other", now, registration.ErrNoFlow},
	} {
		if _, err := db.Registration().Flow(t.Context(), c.id, c.at); !errors.Is(err, c.want) {
			t.Errorf("Flow %s at %s: %v, want %v", c.id, c.at, err, c.want)
		}
		err := db.Registration().Update(t.Context(), func(tx registration.Tx) error {
			_, err := tx.LockFlow(t.Context(), c.id, c.at)
			return err
		})
		if !errors.Is(err, c.want) {
			t.Errorf("LockFlow %s at %s: %v, want %v", c.id, c.at, err, c.want)
		}
	}
}

func flowReplaced(t *testing.T, db *DB) {
	f := filled[registration.Flow](t)
	anew := aFlow(f.ID)
	for _, f := range []registration.Flow{f, anew} {
		update(t, db, func(tx registration.Tx) error { return tx.PutFlow(t.Context(), f) })
	}
	got, err := db.Registration().Flow(t.Context(), f.ID, now)
	ok(t, err)
	equal(t, "flow", got, anew)
}

func flowRenewed(t *testing.T, db *DB) {
	update(t, db, func(tx registration.Tx) error { return tx.PutFlow(t.Context(), aFlow("old")) })
	reserve(t, db, "hanako2026", "old", now)
	update(t, db, func(tx registration.Tx) error { return tx.RenewFlow(t.Context(), "old", "fresh") })

	if _, err := db.Registration().Flow(t.Context(), "old", now); !errors.Is(err, registration.ErrNoFlow) {
		t.Errorf("the old id still answers: %v", err)
	}
	if got, err := db.Registration().Flow(t.Context(), "fresh", now); err != nil || got.Journey != "web" {
		t.Errorf("the fresh id: %+v %v", got, err)
	}
	if reserve(t, db, "hanako2026", "old", now) {
		t.Error("the old id could reserve what the fresh one holds")
	}
	update(t, db, func(tx registration.Tx) error {
		return tx.CreateMember(t.Context(), aMember("m", "Hanako2026", "card"), "fresh")
	})
	err := db.Registration().Update(t.Context(), func(tx registration.Tx) error { return tx.RenewFlow(t.Context(), "old", "other") })
	if !errors.Is(err, registration.ErrNoFlow) {
		t.Errorf("renewing what is gone: %v", err)
	}
}

func flowLocked(t *testing.T, db *DB) {
	update(t, db, func(tx registration.Tx) error { return tx.PutFlow(t.Context(), aFlow("f")) })
	together(t, 32, func(int) error {
		return db.Registration().Update(t.Context(), func(tx registration.Tx) error {
			f, err := tx.LockFlow(t.Context(), "f", now)
			if err != nil {
				return err
			}
			f.IDTries++
			return tx.PutFlow(t.Context(), f)
		})
	})
	f, err := db.Registration().Flow(t.Context(), "f", now)
	ok(t, err)
	equal(t, "tries", f.IDTries, 32)
}

func rolledBack(t *testing.T, db *DB) {
	wrong := errors.New("wrong")
	err := db.Registration().Update(t.Context(), func(tx registration.Tx) error {
		return errors.Join(tx.PutFlow(t.Context(), aFlow("f")), wrong)
	})
	if !errors.Is(err, wrong) {
		t.Errorf("the error is lost: %v", err)
	}
	func() {
		defer func() {
			if recover() != "panic" {
				t.Error("the panic is lost")
			}
		}()
		_ = db.Registration().Update(t.Context(), func(tx registration.Tx) error {
			ok(t, tx.PutFlow(t.Context(), aFlow("f")))
			panic("panic")
		})
	}()
	equal(t, "flows", count(t, db, "flows"), 0)
	update(t, db, func(tx registration.Tx) error { return tx.PutFlow(t.Context(), aFlow("f")) }) // the connection is free again
}

func loginHeld(t *testing.T, db *DB) {
	later := now.Add(registration.Life)
	for _, step := range []struct {
		what, login, flow string
		at                time.Time
		want              bool
	}{
		{"a free login", "hanako", "a", now, true},
		{"another's", "hanako", "b", now, false},
		{"one's own again, which renews it", "hanako", "a", now.Add(time.Minute), true},
		{"another's, past its first end", "hanako", "b", later, false},
		{"another's, its end reached", "hanako", "b", later.Add(time.Minute), true},
		{"taken over by now", "hanako", "a", later.Add(time.Minute), false},
		{"a second one lets go of the first", "taro", "b", later.Add(time.Minute), true},
		{"let go", "hanako", "a", later.Add(time.Minute), true},
		{"refused", "taro", "a", later.Add(time.Minute), false},
		{"a refusal keeps what was held", "hanako", "c", later.Add(time.Minute), false},
	} {
		if got := reserve(t, db, step.login, step.flow, step.at); got != step.want {
			t.Fatalf("%s: %t, want %t", step.what, got, step.want)
		}
	}
	register(t, db, aMember("m", "Member2026", "card"))
	if reserve(t, db, "member2026", "a", now.AddDate(10, 0, 0)) {
		t.Error("a member's login was given away")
	}
	if n := count(t, db, "logins WHERE login = 'hanako' AND flow = 'a'"); n != 1 {
		t.Error("a refusal lost what was held")
	}
}

func loginRace(t *testing.T, db *DB) {
	for round := range 3 { // free, then expired, then expired again
		at := now.Add(time.Duration(round) * time.Hour)
		var winners atomic.Int64
		together(t, 64, func(i int) error {
			return db.Registration().Update(t.Context(), func(tx registration.Tx) error {
				won, err := tx.ReserveLogin(t.Context(), "hanako", fmt.Sprint("flow", i), at, at.Add(registration.Life))
				if won {
					winners.Add(1)
				}
				return err
			})
		})
		equal(t, fmt.Sprint("winners of round ", round), winners.Load(), 1)
	}
}

func loginSwaps(t *testing.T, db *DB) {
	logins := []string{"ichiro", "jiro", "saburo", "shiro"}
	together(t, 8, func(i int) error {
		for n := range 12 {
			err := db.Registration().Update(t.Context(), func(tx registration.Tx) error {
				_, err := tx.ReserveLogin(t.Context(), logins[(i*7+n*3)%4], fmt.Sprint("flow", i), now, now.Add(registration.Life))
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	var flows []string
	ok(t, db.read.NewRaw("SELECT flow FROM logins ORDER BY flow").Scan(t.Context(), &flows))
	if unique := slices.Compact(slices.Clone(flows)); len(flows) == 0 || len(flows) > 4 || len(unique) != len(flows) {
		t.Errorf("held by %v", flows)
	}
}

func memberCreated(t *testing.T, db *DB) {
	m := aMember("m", "Hanako2026", "card")
	register(t, db, m)
	c, found, err := db.Member().Credential(t.Context(), "hanako2026")
	ok(t, err)
	equal(t, "found", found, true)
	equal(t, "credential", c, member.Credential{MemberID: "m", Login: "Hanako2026", PasswordHash: m.PasswordHash})
	cards, err := db.Member().Cards(t.Context(), "m")
	ok(t, err)
	equal(t, "cards", cards, []member.Card{m.Card})
	update(t, db, func(tx registration.Tx) error {
		id, found, err := tx.CardMember(t.Context(), "card")
		equal(t, "card's member", id, "m")
		equal(t, "card found", found, true)
		return err
	})
	for _, q := range []string{
		"members WHERE member_id = 'm' AND created_at > 0",
		"member_mails WHERE member_id = 'm' AND email = 'Hanako2026@example.jp'",
		"consents WHERE member_id = 'm' AND terms_version = '2026-10' AND agreed_at > 0",
		"logins WHERE login = 'hanako2026' AND member_id = 'm' AND flow = ''",
	} {
		equal(t, q, count(t, db, q), 1)
	}
}

func memberRefused(t *testing.T, db *DB) {
	register(t, db, aMember("m1", "hanako", "card1"))
	reserve(t, db, "taro", "a", now)
	reserve(t, db, "jiro", "b", now)
	for _, c := range []struct{ what, login, card, flow string }{
		{"a login nobody holds", "saburo", "card2", "a"},
		{"a login another flow holds", "jiro", "card2", "a"},
		{"a member's login", "hanako", "card2", "a"},
		{"a member's card", "taro", "card1", "a"},
		{"a login that a flow without an id would hold", "hanako", "card2", ""},
	} {
		update(t, db, func(tx registration.Tx) error { // which commits: nothing must have changed
			if err := tx.CreateMember(t.Context(), aMember("m2", c.login, c.card), c.flow); !errors.Is(err, registration.ErrTaken) {
				t.Errorf("%s: %v", c.what, err)
			}
			return tx.Record(t.Context(), audit.Event{At: now, Kind: audit.FlowEnded})
		})
	}
	equal(t, "audit", count(t, db, "audit"), 5)
	equal(t, "members", count(t, db, "members"), 1)
	equal(t, "cards", count(t, db, "card_directory"), 1)
	equal(t, "held", count(t, db, "logins WHERE member_id IS NULL AND flow IN ('a', 'b')"), 2)
	update(t, db, func(tx registration.Tx) error {
		return tx.CreateMember(t.Context(), aMember("m2", "taro", "card2"), "a")
	})
}

func cardRace(t *testing.T, db *DB) {
	var made, refused atomic.Int64
	together(t, 16, func(i int) error {
		login, flow := fmt.Sprint("login", i), fmt.Sprint("flow", i)
		err := db.Registration().Update(t.Context(), func(tx registration.Tx) error {
			if _, err := tx.ReserveLogin(t.Context(), login, flow, now, now.Add(registration.Life)); err != nil {
				return err
			}
			return tx.CreateMember(t.Context(), aMember(fmt.Sprint("m", i), login, "card"), flow)
		})
		switch {
		case err == nil:
			made.Add(1)
		case errors.Is(err, registration.ErrTaken):
			refused.Add(1)
			err = nil
		}
		return err
	})
	equal(t, "made", made.Load(), 1)
	equal(t, "refused", refused.Load(), 15)
	equal(t, "members", count(t, db, "members"), 1)
	equal(t, "logins", count(t, db, "logins"), 1)
}

func flowsSwept(t *testing.T, db *DB) {
	const old = sweepBatch*2 + 7
	update(t, db, func(tx registration.Tx) error {
		for i := range old {
			f := aFlow(fmt.Sprint("old", i))
			f.ExpiresAt = now.Add(-time.Duration(i+1) * time.Second)
			if err := tx.PutFlow(t.Context(), f); err != nil {
				return err
			}
		}
		return tx.PutFlow(t.Context(), aFlow("living"))
	})
	register(t, db, aMember("m", "member", "card"))
	for _, flow := range []string{"old3", "living"} {
		reserve(t, db, "login of "+flow, flow, now)
		update(t, db, func(tx registration.Tx) error {
			return tx.PutCheck(t.Context(), aCheck("check of "+flow, identity.Subject{Purpose: "register", Flow: flow}))
		})
	}
	ok(t, db.Sweep(t.Context(), now))
	equal(t, "flows", count(t, db, "flows"), 1)
	equal(t, "logins", count(t, db, "logins WHERE login IN ('login of living', 'member')"), 2)
	equal(t, "all logins", count(t, db, "logins"), 2)
	equal(t, "checks", count(t, db, "checks"), 1)
	if _, err := db.Registration().Flow(t.Context(), "living", now); err != nil {
		t.Error(err)
	}
}
