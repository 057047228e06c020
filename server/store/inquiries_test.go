package store

import (
	"testing"
	"time"

	"netanswer/server/inquiry"
)

func inInquiry(t testing.TB, db *DB, f func(inquiry.Tx) error) {
	t.Helper()
	ok(t, db.Inquiries().Update(t.Context(), f))
}

// addInquiry writes one whose page has its name.
func addInquiry(t testing.TB, db *DB, id string, at time.Time, files ...string) (kept inquiry.Inquiry, added bool) {
	t.Helper()
	inInquiry(t, db, func(tx inquiry.Tx) (err error) {
		q := inquiry.Inquiry{MemberID: "m", ID: id, Number: "N-" + id, Page: "page " + id, Notice: "notice " + id, State: inquiry.Open, Topic: "card", Lang: "ja", Sealed: "sealed", CreatedAt: at}
		kept, added, err = tx.AddInquiry(t.Context(), q, files)
		return err
	})
	return kept, added
}

func inquiryKept(t *testing.T, db *DB) {
	first, added := addInquiry(t, db, "one", now, "file 0", "file 1")
	equal(t, "added", added, true)
	got, found, err := db.Inquiries().Inquiry(t.Context(), "m", "one")
	ok(t, err)
	equal(t, "found", found, true)
	equal(t, "as it was written", got, first)
	_, found, err = db.Inquiries().Inquiry(t.Context(), "other", "one")
	ok(t, err)
	equal(t, "another member's", found, false)

	inInquiry(t, db, func(tx inquiry.Tx) error { // the same page again
		again := first
		again.ID, again.Number, again.Notice = "two", "N-two", "other"
		kept, added, err := tx.AddInquiry(t.Context(), again, []string{"x"})
		equal(t, "added again", added, false)
		equal(t, "the one that is there", kept, first)
		return err
	})
	equal(t, "files", count(t, db, "inquiry_files"), 2)
	sealed, found, err := db.Inquiries().File(t.Context(), "m", "one", 1)
	ok(t, err)
	equal(t, "the second file", sealed, "file 1")
	equal(t, "is there", found, true)

	addInquiry(t, db, "later", now.Add(time.Hour))
	inInquiry(t, db, func(tx inquiry.Tx) error {
		q, found, err := tx.LockInquiry(t.Context(), "N-one")
		equal(t, "by its number", q, first)
		equal(t, "found", found, true)
		if err != nil {
			return err
		}
		q.State, q.Sealed, q.AnsweredAt, q.AnsweredBy, q.Number = inquiry.Answered, "more", now.Add(time.Minute), "sato", "not changed"
		return tx.SetInquiry(t.Context(), q)
	})
	first.State, first.Sealed, first.AnsweredAt, first.AnsweredBy = inquiry.Answered, "more", now.Add(time.Minute), "sato"
	got, _, err = db.Inquiries().Inquiry(t.Context(), "m", "one")
	ok(t, err)
	equal(t, "answered", got, first)
	open, err := db.Inquiries().Inquiries(t.Context(), true, 10)
	ok(t, err)
	all, err := db.Inquiries().Inquiries(t.Context(), false, 10)
	ok(t, err)
	equal(t, "open ones", len(open), 1)
	equal(t, "all, the oldest first", [2]string{all[0].ID, all[1].ID}, [2]string{"one", "later"})
	equal(t, "a list carries no words", all[0].Sealed, "")
	n, err := db.Inquiries().Waiting(t.Context())
	ok(t, err)
	equal(t, "waiting", n, 1)
	inInquiry(t, db, func(tx inquiry.Tx) error { return tx.DropInquiryFiles(t.Context(), "m", "one") })
	equal(t, "files when it is closed", count(t, db, "inquiry_files"), 0)
}
