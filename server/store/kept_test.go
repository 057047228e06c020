package store

import (
	"sync/atomic"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/news"
	"netanswer/shared/japan"
)

func inNews(t testing.TB, db *DB, f func(news.Tx) error) {
	t.Helper()
	ok(t, db.Events().Update(t.Context(), f))
}

// aKept is a kept event that has its place as its ID.
func aKept(memberID, place string) news.Kept {
	return news.Kept{
		ID: memberID + place, MemberID: memberID, Tries: 1, Next: now.Add(10 * time.Second), At: now,
		Event: issuer.Event{Place: place, Kind: issuer.DebitFailed, At: now.Add(-time.Minute), CardRef: "card", Amount: 1200, Month: japan.Month{Year: 2026, Month: 12}},
	}
}

func keepEvents(t testing.TB, db *DB, ks ...news.Kept) {
	t.Helper()
	inNews(t, db, func(tx news.Tx) error {
		for _, k := range ks {
			if err := tx.KeepEvent(t.Context(), k); err != nil {
				return err
			}
		}
		return nil
	})
}

func dueEvents(t testing.TB, db *DB, at time.Time) (ids []string, ks []news.Kept) {
	t.Helper()
	ks, err := db.Events().DueEvents(t.Context(), at, 10)
	ok(t, err)
	for _, k := range ks {
		ids = append(ids, k.ID)
	}
	return ids, ks
}

func eventKept(t *testing.T, db *DB) {
	first, behind, moved := aKept("m", "Z"), aKept("m", "a"), aKept("n", "b") // bytes: Z comes before a, whatever a locale says
	behind.Tries, behind.Next, behind.Safe = 0, now, true
	moved.Event.Kind, moved.Event.Key, moved.Event.Month = issuer.OrderMoved, "order-0000000001", japan.Month{}
	keepEvents(t, db, behind, first, moved)
	for who, want := range map[string]bool{"m": true, "n": true, "other": false} {
		waits, err := db.Events().Waits(t.Context(), who)
		ok(t, err)
		equal(t, who+" waits", waits, want)
	}
	ids, _ := dueEvents(t, db, now.Add(9*time.Second))
	equal(t, "due before its time, or before its turn", ids, []string(nil))
	ids, ks := dueEvents(t, db, now.Add(10*time.Second))
	equal(t, "due", ids, []string{"mZ", "nb"})
	first.Event.At, moved.Event.At = ks[0].Event.At, ks[1].Event.At // in Japan's zone
	for n, k := range []news.Kept{first, moved} {
		k.Next, k.At = ks[n].Next, ks[n].At
		equal(t, "as it was written", ks[n], k)
	}
	equal(t, "its times", []bool{ks[0].Next.Equal(first.Next), ks[0].At.Equal(now)}, []bool{true, true})

	failed := ks[0]
	failed.Tries, failed.Next = 2, now.Add(time.Minute)
	for _, want := range []bool{true, false} { // another server that comes late with the same try changes nothing
		inNews(t, db, func(tx news.Tx) error {
			written, err := tx.FailEvent(t.Context(), failed)
			equal(t, "written", written, want)
			return err
		})
	}
	inNews(t, db, func(tx news.Tx) error {
		mine, err := tx.TakeEvent(t.Context(), ks[0])
		equal(t, "taken by who read it before that", mine, false)
		return err
	})
	ids, _ = dueEvents(t, db, now.Add(59*time.Second))
	equal(t, "after one more failure", ids, []string{"nb"})
	failed.Tries, failed.Aside = 3, true
	inNews(t, db, func(tx news.Tx) error { _, err := tx.FailEvent(t.Context(), failed); return err })
	ids, ks = dueEvents(t, db, now.Add(time.Hour))
	equal(t, "once that is set aside", ids, []string{"ma", "nb"})
	equal(t, "safe", ks[0].Safe, true)
	for _, want := range []bool{true, false} {
		inNews(t, db, func(tx news.Tx) error {
			mine, err := tx.TakeEvent(t.Context(), ks[0])
			equal(t, "taken", mine, want)
			return err
		})
	}
	waits, err := db.Events().Waits(t.Context(), "m")
	ok(t, err)
	equal(t, "m waits with nothing but what is set aside", waits, false)
	waiting, aside, err := db.EventBacklog(t.Context())
	ok(t, err)
	equal(t, "kept", []int{waiting, aside}, []int{1, 1})
}

func eventRace(t *testing.T, db *DB) {
	k, taken := aKept("m", "1"), atomic.Int32{}
	keepEvents(t, db, k)
	together(t, 16, func(int) error {
		mine := false
		err := db.Events().Update(t.Context(), func(tx news.Tx) (err error) {
			mine, err = tx.TakeEvent(t.Context(), k)
			return err
		})
		if mine {
			taken.Add(1)
		}
		return err
	})
	equal(t, "taken", taken.Load(), int32(1))
}

func eventShelf(t *testing.T, db *DB) {
	aside, waiting := aKept("m", "1"), aKept("m", "2")
	aside.Aside, aside.Tries = true, 10
	keepEvents(t, db, aside, waiting)
	list := func(all bool) (ids []string) {
		ks, err := db.Shelf().KeptEvents(t.Context(), all, 10)
		ok(t, err)
		for _, k := range ks {
			ids = append(ids, k.ID)
		}
		return ids
	}
	equal(t, "set aside", list(false), []string{"m1"})
	equal(t, "all", list(true), []string{"m1", "m2"})
	drop := func(id string, want bool) {
		t.Helper()
		found, err := db.Shelf().DropEvent(t.Context(), id, now)
		ok(t, err)
		equal(t, id+" dropped", found, want)
	}
	drop("m2", false) // it is still tried
	strange, nobodys := aKept("m", "3"), aKept("", "4")
	for _, k := range []*news.Kept{&strange, &nobodys} {
		k.Aside, k.Event = true, issuer.Event{Place: k.Event.Place, Nonsense: "moment"}
	}
	keepEvents(t, db, strange, nobodys)
	inNews(t, db, func(tx news.Tx) error {
		n, err := tx.Senseless(t.Context())
		equal(t, "that make no sense", n, 2)
		return err
	})
	ks, err := db.Shelf().KeptEvents(t.Context(), false, 10)
	ok(t, err)
	equal(t, "as they were written", []any{len(ks), ks[1].Event, ks[2].Event, ks[2].MemberID}, []any{3, strange.Event, nobodys.Event, ""})
	found, err := db.Shelf().TryEvent(t.Context(), strange.ID)
	ok(t, err)
	equal(t, "tried again though it makes no sense", found, false)
	drop(strange.ID, true)
	drop(nobodys.ID, true)
	equal(t, "of no kind, in the audit", count(t, db, "audit WHERE kind = 'event.dropped' AND detail = 'unknown'"), 2)
	drop("none", false)
	for id, want := range map[string]bool{"m1": true, "none": false} {
		found, err := db.Shelf().TryEvent(t.Context(), id)
		ok(t, err)
		equal(t, id+" tried again", found, want)
	}
	_, ks = dueEvents(t, db, now)
	equal(t, "due at once, as a new one", len(ks) == 1 && ks[0].ID == "m1" && ks[0].Tries == 0 && ks[0].Next.IsZero(), true)
	ks[0].Tries, ks[0].Aside = 1, true
	inNews(t, db, func(tx news.Tx) error { _, err := tx.FailEvent(t.Context(), ks[0]); return err })
	drop("m1", true)
	drop("m1", false)
	equal(t, "left", list(true), []string{"m2"})
	equal(t, "in the audit", count(t, db, "audit WHERE kind = 'event.dropped' AND member_id = 'm' AND detail = 'debit_failed'"), 1)
}
