package store

import (
	"strings"
	"testing"
	"time"

	"netanswer/server/inquiry"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/server/news"
	"netanswer/server/order"
)

func wishesAreKept(t *testing.T, db *DB) {
	put := func(who string, w member.Ways) {
		inMember(t, db, func(tx member.Tx) error { return tx.PutWish(t.Context(), who, member.WishUses, w, now) })
	}
	put("m", member.Ways{Mail: true})
	put("m", member.Ways{SMS: true})
	put("other", member.Ways{Mail: true, SMS: true})
	for who, want := range map[string]map[member.Wish]member.Ways{"m": {member.WishUses: {SMS: true}}, "other": {member.WishUses: {Mail: true, SMS: true}}, "nobody": {}} {
		got, err := db.Member().Wishes(t.Context(), who)
		ok(t, err)
		equal(t, "wishes of "+who, got, want)
	}
}

func codesUnderWay(t *testing.T, db *DB) {
	for i, to := range []string{"new +819012345678", "a@example.jp", "new b@example.jp"} {
		inMember(t, db, func(tx member.Tx) error {
			_, err := tx.PutMailCode(t.Context(), member.MailCode{MemberID: "m", Email: to, MAC: "mac", CreatedAt: now.Add(time.Duration(i) * time.Second), ExpiresAt: now.Add(time.Hour)}, 0)
			return err
		})
	}
	all := func(who string) (out []string) {
		cs, err := db.Member().MailCodes(t.Context(), who)
		ok(t, err)
		for _, c := range cs {
			out = append(out, c.Email)
		}
		return out
	}
	equal(t, "the newest first", all("m"), []string{"new b@example.jp", "a@example.jp", "new +819012345678"})
	end := func(mac string) {
		inMember(t, db, func(tx member.Tx) error {
			return tx.EndMailCode(t.Context(), member.MailCode{MemberID: "m", Email: "new b@example.jp", MAC: mac})
		})
	}
	end("of another code")
	equal(t, "another code", len(all("m")), 3)
	end("mac")
	equal(t, "used up", all("m"), []string{"a@example.jp", "new +819012345678"})
}

// whoLeavesIsErased: nothing of a member stays in any table but the audit and the receipts, and nothing of another's goes.
func whoLeavesIsErased(t *testing.T, db *DB) {
	for _, who := range []string{"m", "other"} {
		register(t, db, aMember(who, "login"+who, "card"+who))
		inMember(t, db, func(tx member.Tx) error {
			return tx.PutWish(t.Context(), who, member.WishUses, member.Ways{Mail: true}, now)
		})
		inMember(t, db, func(tx member.Tx) error {
			return tx.PutSession(t.Context(), member.Session{MemberID: who, TokenHash: "s" + who, Device: "d", CreatedAt: now, SeenAt: now})
		})
		inMember(t, db, func(tx member.Tx) error { return tx.PutDevice(t.Context(), who, "d"+who, now, 5) })
		keepVault(t, db, who, "v", "d", now)
		inNews(t, db, func(tx news.Tx) error { return tx.KeepEvent(t.Context(), aKept(who, "1")) })
		inInquiry(t, db, func(tx inquiry.Tx) error {
			_, _, err := tx.AddInquiry(t.Context(), inquiry.Inquiry{MemberID: who, ID: "q", Number: who, Page: "p", CreatedAt: now}, []string{"a file"})
			return err
		})
		inMember(t, db, func(tx member.Tx) error {
			return member.Keep(t.Context(), tx, member.Notice{MemberID: who, Kind: member.NoticeMail, At: now})
		})
		for i, state := range []issuer.OrderState{issuer.Completed, issuer.Received} {
			row := order.Row{Order: order.Order{
				MemberID: who, ID: "0000000" + string(rune('0'+i)), State: order.Concluded, CardRef: "card" + who, Details: issuer.Order{Kind: issuer.CloseAccount},
				Page: "p" + string(rune('0'+i)), Outcome: issuer.Outcome{State: state}, CreatedAt: now, ChangedAt: now,
			}}
			if who == "other" {
				row.Outcome.State = issuer.Received
			}
			ok(t, db.Orders().Update(t.Context(), func(tx order.Tx) error { _, err := tx.AddOrder(t.Context(), row); return err }))
		}
	}
	closed := func(before time.Time) []member.Closed {
		out, err := db.Member().ClosedCards(t.Context(), before)
		ok(t, err)
		return out
	}
	equal(t, "closed too late", closed(now.Add(-time.Millisecond)), []member.Closed(nil))
	equal(t, "closed", closed(now), []member.Closed{{MemberID: "m", CardRef: "cardm"}})
	inMember(t, db, func(tx member.Tx) error { return tx.Erase(t.Context(), "m") })
	equal(t, "closed, once it is erased", closed(now), []member.Closed(nil))
	for table := range strings.SplitSeq("members credentials member_cards member_mails consents card_directory logins sessions devices vaults inbox wishes events inquiries inquiry_files", " ") {
		for who, want := range map[string]int{"m": 0, "other": 1} {
			var n int
			ok(t, db.read.NewRaw("SELECT count(*) FROM "+table+" WHERE member_id = ?", who).Scan(t.Context(), &n))
			equal(t, table+" of "+who, n, want)
		}
	}
	var n int
	ok(t, db.read.NewRaw("SELECT count(*) FROM orders WHERE member_id = 'm'").Scan(t.Context(), &n))
	equal(t, "receipts", n, 2)
}
