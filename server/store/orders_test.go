package store

import (
	"fmt"
	"testing"
	"time"

	"netanswer/server/order"
)

func inOrders(t *testing.T, db *DB, f func(order.Tx) error) {
	t.Helper()
	ok(t, db.Orders().Update(t.Context(), f))
}

func addOrder(t *testing.T, db *DB, o order.Row) order.Row {
	t.Helper()
	inOrders(t, db, func(tx order.Tx) (err error) {
		o, err = tx.AddOrder(t.Context(), o)
		return err
	})
	return o
}

func anOrder(t *testing.T, member, id string) order.Row {
	o := filled[order.Row](t)
	o.MemberID, o.ID, o.Page = member, id, id
	return o
}

func orderComesBack(t *testing.T, db *DB) {
	o := anOrder(t, "m", "a")
	addOrder(t, db, o)
	files, err := db.Orders().Files(t.Context(), "m", "a")
	ok(t, err)
	equal(t, "files", files, o.Files)
	o.Files = ""
	got, found, err := db.Orders().Order(t.Context(), "m", "a")
	ok(t, err)
	equal(t, "found", found, true)
	equal(t, "order", got, o)
	for _, of := range [][2]string{{"n", "a"}, {"m", "b"}, {"", ""}} {
		if _, found, err := db.Orders().Order(t.Context(), of[0], of[1]); found || err != nil {
			t.Errorf("%v: %t %v", of, found, err)
		}
	}
	o.State, o.Sealed, o.Attempts, o.RunAt, o.Outcome.Number = order.Concluded, "anew", 7, now.Add(time.Hour), "R-2"
	inOrders(t, db, func(tx order.Tx) error {
		locked, _, err := tx.LockOrder(t.Context(), "m", "a")
		equal(t, "id", locked.ID, "a")
		if err == nil {
			err = tx.SetOrder(t.Context(), o)
		}
		if err == nil {
			err = tx.DropFiles(t.Context(), "m", "a")
		}
		return err
	})
	got, _, err = db.Orders().Order(t.Context(), "m", "a")
	ok(t, err)
	equal(t, "order", got, o)
	files, err = db.Orders().Files(t.Context(), "m", "a")
	ok(t, err)
	equal(t, "files", files, "")

	// The list: the newest first, without drafts.
	for i, s := range []order.State{order.Drafted, order.Confirmed, order.Proven, order.Sending, order.Refused} {
		o := anOrder(t, "m", fmt.Sprint("b", i))
		o.State = s
		addOrder(t, db, o)
	}
	addOrder(t, db, anOrder(t, "n", "c"))
	list := func(before string, most int) (ids []string) {
		rows, err := db.Orders().Orders(t.Context(), "m", before, most)
		ok(t, err)
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
		return ids
	}
	equal(t, "all", list("", 9), []string{"b4", "b3", "b2", "a"})
	equal(t, "two", list("b4", 2), []string{"b3", "b2"})
}

func orderRace(t *testing.T, db *DB) {
	ids := make([]string, 16)
	together(t, len(ids), func(i int) error {
		o := anOrder(t, "m", fmt.Sprint("id", i))
		o.Page = "page"
		return db.Orders().Update(t.Context(), func(tx order.Tx) error {
			first, err := tx.AddOrder(t.Context(), o)
			ids[i] = first.ID
			return err
		})
	})
	for _, id := range ids {
		equal(t, "the one order", id, ids[0])
	}
	equal(t, "rows", count(t, db, "orders"), 1)
	other := anOrder(t, "n", "other")
	other.Page = "page"
	equal(t, "of another member", addOrder(t, db, other).ID, "other")
}

func ordersDue(t *testing.T, db *DB) {
	for id, o := range map[string]order.Order{
		"later":  {State: order.Sending, RunAt: now.Add(time.Millisecond)},
		"second": {State: order.Sending, RunAt: now},
		"first":  {State: order.Proven, RunAt: now.Add(-time.Second), Confirmed: now.Add(-time.Hour)},
		"done":   {State: order.Concluded, RunAt: now.Add(-time.Hour)},
	} {
		o.MemberID, o.ID, o.Page, o.CreatedAt = "m", id, id, now
		if o.Confirmed.IsZero() {
			o.Confirmed = now
		}
		addOrder(t, db, order.Row{Order: o})
	}
	due, err := db.Orders().Due(t.Context(), now, 9)
	ok(t, err)
	equal(t, "due", due, []order.Name{{MemberID: "m", ID: "first"}, {MemberID: "m", ID: "second"}})
	n, oldest, err := db.Orders().Waiting(t.Context())
	ok(t, err)
	equal(t, "waiting", n, 3)
	equal(t, "oldest", oldest, now.Add(-time.Hour))
}
