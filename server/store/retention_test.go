package store

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/account"
	"netanswer/server/desk"
	"netanswer/server/identity"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/server/news"
	"netanswer/server/notify"
	"netanswer/server/order"
	"netanswer/server/registration"
)

// ends says for each row of the table what is put in, and which of it a sweep leaves: each pair lies a second this and that
// side of the line.
var ends = map[string]struct {
	put   func(t *testing.T, db *DB)
	left  map[string]int // what is counted, and how many there must be after the sweep
	begin int            // rows of the table before it
}{
	"flows": {func(t *testing.T, db *DB) {
		for name, expires := range map[string]time.Time{"over": now.Add(-time.Second), "living": now.Add(time.Second)} {
			f := aFlow(name)
			f.ExpiresAt = expires
			update(t, db, func(tx registration.Tx) error { return tx.PutFlow(t.Context(), f) })
		}
	}, map[string]int{"flows": 1, "flows WHERE id = 'living'": 1}, 2},
	"logins": {func(t *testing.T, db *DB) {
		register(t, db, aMember("m", "member", "card"))
		exec(t, db, "UPDATE logins SET reserved_until = 0")
		for name, until := range map[string]time.Time{"lapsed": now.Add(-registration.Longest - time.Second), "held": now.Add(-registration.Longest + time.Second)} {
			exec(t, db, "INSERT INTO logins (login, flow, reserved_until) VALUES (?, 'gone', ?)", name, ms(until))
		}
	}, map[string]int{"logins": 2, "logins WHERE login IN ('member', 'held')": 2}, 3},
	"checks": {func(t *testing.T, db *DB) {
		for name, expires := range map[string]time.Time{"over": now.Add(-keepChecks - time.Second), "shown": now.Add(-keepChecks + time.Second)} {
			c := aCheck(name, identity.Subject{Purpose: "register", Flow: name})
			c.ExpiresAt = expires
			putChecks(t, db, c)
		}
	}, map[string]int{"checks": 1, "checks WHERE id = 'shown'": 1}, 2},
	"calls": {func(t *testing.T, db *DB) {
		for name, free := range map[string]time.Time{"over": now.Add(-time.Second), "rests": now.Add(time.Second)} {
			exec(t, db, "INSERT INTO calls (pair, check_id, flow, free_at) VALUES (?, 'c', 'f', ?)", name, ms(free))
		}
	}, map[string]int{"calls": 1, "calls WHERE pair = 'rests'": 1}, 2},
	"cases": {func(t *testing.T, db *DB) {
		for name, expires := range map[string]time.Time{"over": now.Add(-time.Second), "living": now.Add(time.Second)} {
			c := aCase(name, name)
			c.ExpiresAt = expires
			openCase(t, db, c)
		}
	}, map[string]int{"cases": 1, "cases WHERE number = 'living'": 1}, 2},
	"operators": {func(t *testing.T, db *DB) {
		for name, revoked := range map[string]time.Time{"sato": {}, "suzuki": now.AddDate(-30, 0, 0)} {
			atDesk(t, db, func(tx desk.Tx) error {
				_, err := tx.PutOperator(t.Context(), desk.Operator{Name: name, TokenHash: name, CreatedAt: now.AddDate(-30, 0, 0), RevokedAt: revoked})
				return err
			})
		}
	}, map[string]int{"operators": 2}, 2},
	"mail_codes": {func(t *testing.T, db *DB) {
		for name, expires := range map[string]time.Time{"over": now.Add(-time.Second), "living": now.Add(time.Second)} {
			update(t, db, func(tx registration.Tx) error {
				_, err := tx.PutMailCode(t.Context(), member.MailCode{MemberID: name, Email: "a@example.jp", MAC: "mac", ExpiresAt: expires}, 0)
				return err
			})
		}
	}, map[string]int{"mail_codes": 1, "mail_codes WHERE member_id = 'living'": 1}, 2},
	"statements": {func(t *testing.T, db *DB) {
		register(t, db, aMember("m", "member", "card"))
		for part, until := range map[string]time.Time{"2026-08": now.Add(-time.Second), "2026-09": now.Add(time.Second)} {
			ok(t, db.Statements().Keep(t.Context(), []account.Row{{Reader: account.Reader{MemberID: "m", CardRef: "card"}, Part: part, SeenAt: now, KeepUntil: until, Sealed: "x"}}))
		}
	}, map[string]int{"statements": 1, "statements WHERE part = '2026-09'": 1}, 2},
	"outbox.sealed": {func(t *testing.T, db *DB) {
		enqueue(t, db, aMessage("sent", now), aMessage("waits", now.Add(time.Hour)))
		_, qs := claim(t, db, now, 1)
		q := qs[0]
		q.State, q.Sealed = notify.Sent, ""
		ok(t, db.Outbox().Finish(t.Context(), q))
		for name, until := range map[string]time.Time{"over": now.Add(-time.Second), "kept": now.Add(time.Second)} {
			m := aMessage(name, now)
			m.KeepUntil = until
			enqueue(t, db, m)
			exec(t, db, "UPDATE outbox SET state = 'dead' WHERE id = ?", name)
		}
	}, map[string]int{"outbox": 4, "outbox WHERE id IN ('waits', 'kept') AND sealed <> ''": 2, "outbox WHERE id IN ('sent', 'over') AND sealed = ''": 2}, 4},
	"outbox": {func(t *testing.T, db *DB) {
		for name, at := range map[string]time.Time{"old": now.Add(-keepOutbox - time.Second), "young": now.Add(-keepOutbox + time.Second), "unsent": now.Add(-keepOutbox - time.Hour)} {
			enqueue(t, db, aMessage(name, at))
		}
		exec(t, db, "UPDATE outbox SET state = 'sent', sealed = '' WHERE id <> 'unsent'")
	}, map[string]int{"outbox": 2, "outbox WHERE id IN ('young', 'unsent')": 2}, 3},
	"sessions": {func(t *testing.T, db *DB) {
		for name, s := range map[string]member.Session{
			"idle":   {CreatedAt: now.Add(-time.Hour), SeenAt: now.Add(-member.Idle - time.Second)},
			"old":    {CreatedAt: now.Add(-member.Absolute - time.Second), SeenAt: now},
			"living": {CreatedAt: now.Add(-member.Absolute + time.Second), SeenAt: now.Add(-member.Idle + time.Second)},
		} {
			s.MemberID, s.TokenHash = "m", name
			inMember(t, db, func(tx member.Tx) error { return tx.PutSession(t.Context(), s) })
		}
	}, map[string]int{"sessions": 1, "sessions WHERE token_hash = 'living'": 1}, 3},
	"devices": {func(t *testing.T, db *DB) {
		for name, seen := range map[string]time.Time{"old": now.Add(-400*day - time.Second), "yearly": now.Add(-400*day + time.Second)} {
			exec(t, db, "INSERT INTO devices (member_id, token_hash, created_at, seen_at) VALUES ('m', ?, 0, ?)", name, ms(seen))
		}
	}, map[string]int{"devices": 1, "devices WHERE token_hash = 'yearly'": 1}, 2},
	"vaults": {func(t *testing.T, db *DB) {
		keepVault(t, db, "m", "silent", "a", now.Add(-31*day-time.Second))
		keepVault(t, db, "m", "heard", "b", now.Add(-31*day+time.Second))
	}, map[string]int{"vaults": 1, "vaults WHERE token_hash = 'heard'": 1}, 2},
	"inbox": {func(t *testing.T, db *DB) {
		for name, at := range map[string]time.Time{"old": now.Add(-550*day - time.Second), "young": now.Add(-550*day + time.Second)} {
			inMember(t, db, func(tx member.Tx) error {
				return tx.PutNotice(t.Context(), member.Notice{MemberID: "m", ID: name, At: at})
			})
		}
	}, map[string]int{"inbox": 1, "inbox WHERE id = 'young'": 1}, 2},
	"orders": {func(t *testing.T, db *DB) {
		over, living, old := now.Add(-time.Second), now.Add(time.Second), now.AddDate(-7, 0, -1)
		for name, o := range map[string]order.Order{
			"draft":     {State: order.Drafted, ExpiresAt: over, CreatedAt: now},
			"unproven":  {State: order.Confirmed, ExpiresAt: over, CreatedAt: now},
			"waits":     {State: order.Confirmed, ExpiresAt: living, CreatedAt: now},
			"old":       {State: order.Concluded, CreatedAt: old},
			"young":     {State: order.Concluded, CreatedAt: now.AddDate(-7, 0, 1)},
			"unsettled": {State: order.Sending, CreatedAt: old},
		} {
			o.MemberID, o.ID, o.Page = "m", name, name
			addOrder(t, db, order.Row{Order: o})
		}
	}, map[string]int{"orders": 3, "orders WHERE id IN ('waits', 'young', 'unsettled')": 3}, 6},
	"inquiries": {func(t *testing.T, db *DB) {
		addInquiry(t, db, "old", now.Add(-550*day-time.Second))
		addInquiry(t, db, "young", now.Add(-550*day+time.Second))
	}, map[string]int{"inquiries": 1, "inquiries WHERE id = 'young'": 1}, 2},
	"inquiry_files": {func(t *testing.T, db *DB) {
		addInquiry(t, db, "old", now.Add(-90*day-time.Second), "a")
		addInquiry(t, db, "young", now.Add(-90*day+time.Second), "b", "c")
	}, map[string]int{"inquiry_files": 2, "inquiry_files WHERE id = 'young'": 2, "inquiries": 2}, 3},
	"limits": {func(t *testing.T, db *DB) {
		longest := slices.MaxFunc(limit.All, func(a, b limit.Limit) int { return int(a.Per - b.Per) }).Per
		for i := range sweepBatch*2 + 3 {
			_, err := hitOne(t.Context(), db, "card", fmt.Sprint("old", i), now.Add(-longest-time.Second))
			ok(t, err)
		}
		_, err := hitOne(t.Context(), db, "card", "living", now.Add(-longest+time.Second))
		ok(t, err)
	}, map[string]int{"limits": 1, "limits WHERE subject = 'living'": 1}, sweepBatch*2 + 4},
	"backoffs": {func(t *testing.T, db *DB) {
		for name, next := range map[string]time.Time{"over": now.Add(-day - time.Second), "young": now.Add(-day + time.Second)} {
			exec(t, db, "INSERT INTO backoffs (name, subject, fails, next_at) VALUES ('login', ?, 1, ?)", name, ms(next))
		}
	}, map[string]int{"backoffs": 1, "backoffs WHERE subject = 'young'": 1}, 2},
	"audit.address": {func(t *testing.T, db *DB) {
		for name, at := range map[string]time.Time{"old": now.Add(-90*day - time.Second), "young": now.Add(-90*day + time.Second)} {
			exec(t, db, "INSERT INTO audit (id, at, kind, member_id, flow, address, detail) VALUES (?, ?, 'login.ok', 'm', '', 'hmac', '')", name, ms(at))
		}
	}, map[string]int{"audit": 2, "audit WHERE id = 'old' AND address = ''": 1, "audit WHERE id = 'young' AND address = 'hmac'": 1}, 2},
	"audit": {func(t *testing.T, db *DB) {
		line := now.AddDate(-7, 0, 0)
		for i, at := range []time.Time{line.Add(-time.Second), line.AddDate(-3, 0, 0), line.Add(time.Second), now} {
			exec(t, db, "INSERT INTO audit (id, at, kind, member_id, flow, address, detail) VALUES (?, ?, 'login.ok', 'm', '', '', '')",
				fmt.Sprintf("%08x-%04x-7%03x-8000-000000000000", ms(at)>>16, ms(at)&0xffff, i), ms(at))
		}
	}, map[string]int{"audit": 2, fmt.Sprintf("audit WHERE at > %d", ms(now.AddDate(-7, 0, 0))): 2}, 4},
	"feeds": {func(t *testing.T, db *DB) { // its row came with the tables, and is gone where this test has emptied them
		exec(t, db, "DELETE FROM feeds")
		exec(t, db, "INSERT INTO feeds (name, place) VALUES ('issuer', 'x')")
	}, map[string]int{"feeds WHERE place = 'x'": 1}, 1},
	"events": {func(t *testing.T, db *DB) {
		for i, k := range []news.Kept{aKept("m", "1"), aKept("m", "2")} {
			k.At, k.Aside = now.AddDate(-30, 0, 0), i == 0
			inNews(t, db, func(tx news.Tx) error { return tx.KeepEvent(t.Context(), k) })
		}
	}, map[string]int{"events": 2}, 2},
	"switches": {func(t *testing.T, db *DB) {
		turned, err := false, error(nil)
		update(t, db, func(tx registration.Tx) error {
			turned, err = tx.Switch(t.Context(), "breaker", true, now.AddDate(-30, 0, 0))
			return err
		})
		equal(t, "turned", turned, true)
	}, map[string]int{"switches": 1}, 1},
	"wishes": {func(t *testing.T, db *DB) {
		inMember(t, db, func(tx member.Tx) error {
			return tx.PutWish(t.Context(), "m", member.WishUses, member.Ways{SMS: true}, now.AddDate(-30, 0, 0))
		})
	}, map[string]int{"wishes": 1}, 1},
	"members, credentials, member_cards, member_mails, consents, card_directory": {func(t *testing.T, db *DB) {
		m := aMember("m", "member", "card")
		m.CreatedAt = now.AddDate(-30, 0, 0)
		register(t, db, m)
	}, map[string]int{"members": 1, "credentials": 1, "member_cards": 1, "member_mails": 1, "consents": 1, "card_directory": 1}, 1},
}

func exec(t *testing.T, db *DB, q string, args ...any) {
	t.Helper()
	_, err := db.write.NewRaw(q, args...).Exec(context.Background())
	ok(t, err)
}

func retained(t *testing.T, db *DB) {
	for _, k := range Retention() {
		c, there := ends[k.What]
		if !there {
			t.Errorf("%s has no test", k.What)
			continue
		}
		t.Run(k.What, func(t *testing.T) {
			c.put(t, db)
			table, _, _ := strings.Cut(k.What, ",")
			table, _, _ = strings.Cut(table, ".")
			equal(t, "rows before", count(t, db, table), c.begin)
			ok(t, db.Sweep(t.Context(), now))
			ok(t, db.Sweep(t.Context(), now)) // and once more: what is left is left
			for _, what := range slices.Sorted(maps.Keys(c.left)) {
				equal(t, what, count(t, db, what), c.left[what])
			}
			for _, row := range catalog(t, db) { // the next row of the table begins with an empty database
				if row.Key == 1 && row.Table != "migrations" {
					exec(t, db, "DELETE FROM "+row.Table)
				}
			}
		})
	}
	equal(t, "tests", len(ends), len(Retention()))
}

// Every table is spoken of: what is not in the list would be kept for ever without anybody having said so.
func retentionIsComplete(t *testing.T, db *DB) {
	var said []string
	for _, k := range Retention() {
		for _, what := range strings.Split(k.What, ", ") {
			table, _, _ := strings.Cut(what, ".")
			said = append(said, table)
		}
	}
	for _, c := range catalog(t, db) {
		if c.Table != "migrations" && !slices.Contains(said, c.Table) {
			t.Errorf("nothing says how long %s is kept: add a row to Retention", c.Table)
		}
	}
}

func TestTheDocumentationShowsWhatIsKeptHowLong(t *testing.T) {
	raw, err := os.ReadFile("../../docs/operations.md")
	ok(t, err)
	if !strings.Contains(string(raw), "\n\n"+RetentionTable()+"\n") {
		t.Errorf("docs/operations.md does not hold this table:\n%s", RetentionTable())
	}
}
