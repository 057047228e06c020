package store

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"netanswer/server/desk"
	"netanswer/server/member"
	"netanswer/server/notify"
	"netanswer/server/registration"
)

func aCase(number, cardRef string) desk.Case {
	return desk.Case{Number: number, Journey: "web", CardRef: cardRef, Reason: "contact", State: desk.Open, CreatedAt: now, ExpiresAt: now.Add(desk.CaseLife)}
}

// openCase opens a case as a flow does.
func openCase(t testing.TB, db *DB, c desk.Case) (opened desk.Case) {
	t.Helper()
	update(t, db, func(tx registration.Tx) (err error) {
		opened, err = tx.OpenCase(t.Context(), c)
		return err
	})
	return opened
}

func atDesk(t testing.TB, db *DB, f func(desk.Tx) error) {
	t.Helper()
	ok(t, db.Desk().Update(t.Context(), f))
}

// approve gives a case a code.
func approve(t testing.TB, db *DB, c desk.Case) desk.Case {
	t.Helper()
	c.State, c.MAC, c.CodeUntil = desk.Approved, "mac", now.Add(desk.CodeLife)
	atDesk(t, db, func(tx desk.Tx) error { return tx.PutCase(t.Context(), c) })
	return c
}

func caseComesBack(t *testing.T, db *DB) {
	c := filled[desk.Case](t)
	openCase(t, db, c)
	read := func(number string, when time.Time) (got desk.Case, found bool) {
		t.Helper()
		atDesk(t, db, func(tx desk.Tx) (err error) {
			got, found, err = tx.LockCase(t.Context(), number, when)
			return err
		})
		return got, found
	}
	got, found := read(c.Number, c.ExpiresAt.Add(-time.Millisecond))
	equal(t, "found", found, true)
	equal(t, "case", got, c)
	if _, found := read(c.Number, c.ExpiresAt); found {
		t.Error("an expired case is found")
	}
	list, err := db.Desk().Cases(t.Context(), now)
	ok(t, err)
	equal(t, "list", list, []desk.Case{c})
	update(t, db, func(tx registration.Tx) error {
		for _, no := range [][2]string{{"other", c.Journey}, {c.CardRef, "other"}} {
			if _, found, err := tx.LatestCase(t.Context(), no[0], no[1], now); found || err != nil {
				t.Errorf("%v: %t %v", no, found, err)
			}
		}
		return nil
	})
	c.State, c.First = desk.Half, "sato"
	atDesk(t, db, func(tx desk.Tx) error { return tx.PutCase(t.Context(), c) })
	got, _ = read(c.Number, now)
	equal(t, "changed", got, c)
}

func oneCaseLives(t *testing.T, db *DB) {
	together(t, 16, func(i int) error {
		return db.Registration().Update(t.Context(), func(tx registration.Tx) error {
			_, err := tx.OpenCase(t.Context(), aCase(fmt.Sprint("case", i), "card"))
			return err
		})
	})
	equal(t, "cases", count(t, db, "cases"), 1)
	there := openCase(t, db, aCase("late", "card"))
	if there.Number == "late" {
		t.Error("a second live case")
	}
	other := aCase("recovery", "card")
	other.Journey = "recover"
	equal(t, "of another journey", openCase(t, db, other).Number, "recovery")
	for _, number := range []string{"note1", "note2"} { // cards nobody knows have nothing in common
		equal(t, "without a card", openCase(t, db, aCase(number, "")).Number, number)
	}
	later := aCase("later", "card")
	later.CreatedAt = there.ExpiresAt
	later.ExpiresAt = later.CreatedAt.Add(desk.CaseLife)
	equal(t, "after the first has expired", openCase(t, db, later).Number, "later")
	update(t, db, func(tx registration.Tx) error {
		c, found, err := tx.LatestCase(t.Context(), "card", "web", later.CreatedAt)
		equal(t, "latest", c, later)
		equal(t, "found", found, true)
		return err
	})
	if err := db.Registration().Update(t.Context(), func(tx registration.Tx) error {
		_, err := tx.OpenCase(t.Context(), aCase("note1", "another card"))
		return err
	}); err == nil {
		t.Error("two cases of one number")
	}
}

func deskTriesCounted(t *testing.T, db *DB) {
	approve(t, db, openCase(t, db, aCase("case", "card")))
	openCase(t, db, aCase("no code", "other"))
	openCase(t, db, aCase("no card", ""))
	var counted atomic.Int64
	together(t, 32, func(int) error {
		_, done, err := db.Desk().CountCodeTry(t.Context(), "card", "web", desk.Tries, now)
		if done {
			counted.Add(1)
		}
		return err
	})
	equal(t, "tries", counted.Load(), desk.Tries)
	for what, c := range map[string]struct {
		ref, journey string
		max          int
		at           time.Time
	}{
		"used up": {"card", "web", desk.Tries, now}, "another journey": {"card", "recover", 99, now}, "no code": {"other", "web", 99, now}, "no card": {"", "web", 99, now},
		"too old": {"card", "web", 99, now.Add(desk.CodeLife)}, "unknown": {"\x00", "web", 99, now},
	} {
		if c.ref == "\x00" {
			c.ref = "nobody's"
		}
		if got, counted, err := db.Desk().CountCodeTry(t.Context(), c.ref, c.journey, c.max, c.at); counted || err != nil || got != (desk.Case{}) {
			t.Errorf("%s: %t %v %+v", what, counted, err, got)
		}
	}
}

func deskCodeUsedOnce(t *testing.T, db *DB) {
	approve(t, db, openCase(t, db, aCase("case", "card")))
	use := func(mac string, when time.Time) (used bool) {
		update(t, db, func(tx registration.Tx) (err error) {
			used, err = tx.UseCode(t.Context(), "case", mac, when)
			return err
		})
		return used
	}
	equal(t, "another code", use("other", now), false)
	equal(t, "too late", use("mac", now.Add(desk.CodeLife)), false)
	var used atomic.Int64
	together(t, 8, func(int) error {
		if use("mac", now) {
			used.Add(1)
		}
		return nil
	})
	equal(t, "uses", used.Load(), 1)
}

func operatorFound(t *testing.T, db *DB) {
	o := filled[desk.Operator](t)
	put := func(o desk.Operator) {
		t.Helper()
		atDesk(t, db, func(tx desk.Tx) error {
			put, err := tx.PutOperator(t.Context(), o)
			equal(t, "put", put, true)
			return err
		})
	}
	find := func(name, hash string) (got desk.Operator, found bool) {
		t.Helper()
		atDesk(t, db, func(tx desk.Tx) (err error) {
			got, found, err = tx.LockOperator(t.Context(), name, hash)
			return err
		})
		return got, found
	}
	put(o)
	for _, by := range [][2]string{{o.Name, ""}, {"", o.TokenHash}} {
		got, found := find(by[0], by[1])
		equal(t, "found", found, true)
		equal(t, "operator", got, o)
	}
	if _, found := find("", ""); found {
		t.Error("an operator without name and token")
	}
	o.TokenHash, o.RevokedAt = "another", time.Time{}
	put(o)
	rival := o
	rival.TokenHash = "a third"
	atDesk(t, db, func(tx desk.Tx) error {
		put, err := tx.PutOperator(t.Context(), rival)
		equal(t, "another beside one who has not been revoked", put, false)
		return err
	})
	list, err := db.Desk().Operators(t.Context())
	ok(t, err)
	equal(t, "list", list, []desk.Operator{o})
}

func mailConfirmed(t *testing.T, db *DB) {
	for _, id := range []string{"m", "other"} {
		register(t, db, aMember(id, id+"-hanako2026", "card of "+id))
	}
	mail := func(id string) member.Mail {
		t.Helper()
		m, err := db.Member().Mail(t.Context(), id)
		ok(t, err)
		return m
	}
	c := member.MailCode{MemberID: "m", Email: mail("m").Email, MAC: "mac", CreatedAt: now, ExpiresAt: now.Add(member.MailLife), Message: "first"}
	for _, id := range []string{"first", "second", "third"} {
		enqueue(t, db, aMessage(id, now))
	}
	states := func() (states string) {
		t.Helper()
		var all []string
		ok(t, db.read.NewRaw("SELECT state || ' ' || why FROM outbox WHERE id IN ('first', 'second', 'third') ORDER BY id").Scan(t.Context(), &all))
		return strings.Join(all, ",")
	}
	put := func(c member.MailCode) (put bool) {
		t.Helper()
		update(t, db, func(tx registration.Tx) (err error) {
			put, err = tx.PutMailCode(t.Context(), c, member.MailResend)
			return err
		})
		return put
	}
	equal(t, "put", put(c), true)
	soon, later := c, c
	soon.MAC, soon.CreatedAt = "soon", now.Add(member.MailResend-time.Millisecond)
	equal(t, "too soon", put(soon), false)
	equal(t, "messages", states(), "ready ,ready ,ready ")
	var counted atomic.Int64
	together(t, 16, func(int) error {
		_, done, err := db.Member().CountMailTry(t.Context(), "m", c.Email, member.MailTries, now)
		if done {
			counted.Add(1)
		}
		return err
	})
	equal(t, "tries", counted.Load(), member.MailTries)
	later.MAC, later.CreatedAt, later.Message = "later", now.Add(member.MailResend), "second"
	equal(t, "put again", put(later), true)
	equal(t, "a replaced one goes out no more", states(), "dead replaced,ready ,ready ")
	exec(t, db, "UPDATE outbox SET state = 'dead', why = 'refused' WHERE id = 'second'")
	later.MAC, later.Message = "at once", "third"
	equal(t, "what could not be delivered is followed at once", put(later), true)
	equal(t, "and stays what it is", states(), "dead replaced,dead refused,ready ")
	later.Delivery = notify.Ready
	got, found, err := db.Member().MailCode(t.Context(), "m", c.Email)
	ok(t, err)
	equal(t, "found", found, true)
	equal(t, "a new one begins anew", got, later)
	if _, counted, err := db.Member().CountMailTry(t.Context(), "m", c.Email, 5, later.ExpiresAt); counted || err != nil {
		t.Errorf("a try of an old one: %t %v", counted, err)
	}
	var confirmed atomic.Int64
	together(t, 8, func(i int) error {
		code := later
		if i%2 == 0 {
			code = c // void
		}
		return db.Member().Update(t.Context(), func(tx member.Tx) error {
			done, err := tx.ConfirmMail(t.Context(), code, now.Add(time.Hour))
			if done {
				confirmed.Add(1)
			}
			return err
		})
	})
	equal(t, "confirmations", confirmed.Load(), 1)
	equal(t, "when", mail("m").Confirmed, now.Add(time.Hour))
	equal(t, "of another", mail("other").Confirmed, time.Time{})
	equal(t, "codes left", count(t, db, "mail_codes"), 0)
	update(t, db, func(tx registration.Tx) error {
		for id, told := range map[string][]string{"m": {c.Email}, "other": nil} {
			a, err := tx.LockAccount(t.Context(), id)
			ok(t, err)
			equal(t, "told", a.Told, told)
			equal(t, "addresses", len(a.Emails), 1)
		}
		return nil
	})
}
