package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/account"
	"netanswer/server/desk"
	"netanswer/server/identity"
	"netanswer/server/inquiry"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/server/order"
	"netanswer/server/registration"
)

const (
	day = 24 * time.Hour

	keepChecks   = day     // after a passcode's end: a living flow still shows where it went
	keepOutbox   = 7 * day // finished messages, blank by then: to see what went out
	keepBackoffs = day     // after the next try was free
	keepDevices  = member.DeviceLife
	keepVaults   = member.VaultLife + day // by the device's own clock it may be a little later
	keepInbox    = member.InboxLife
	orderYears   = auditYears
	keepAddress  = 90 * day // HMACs of network addresses in the audit
	auditYears   = 7

	sweepBatch = 500 // rows per transaction, so that nobody waits long
)

// Kept is a row of the table of what is kept how long.
type Kept struct {
	What string // table, or table.column
	Long string
	Why  string
	Job  string                                            // what ends it
	end  func(context.Context, *DB, time.Time, Kept) error // the sweep's part, nil when something else ends it
}

// Retention is that table, all of it: docs/operations.md shows it, each row has its test.
func Retention() []Kept {
	windows := time.Duration(0)
	for _, l := range limit.All {
		windows = max(windows, l.Per)
	}
	const sweep = "sweep"
	return []Kept{
		{"flows", fmt.Sprintf("%s without progress, %s in all", long(registration.Life), long(registration.Longest)),
			"a registration or recovery under way: who leaves it comes back the same day or begins anew", sweep, flows},
		{"logins", "with its flow; a member's for ever",
			"an ID that a flow holds is free again with the flow's end, at the latest " + long(registration.Longest) + " after it lapsed", sweep,
			over("login", "member_id IS NULL AND flow > '' AND reserved_until < ?", registration.Longest)},
		{"checks", "with its flow, else " + long(keepChecks) + " after its end",
			"a passcode's HMAC and where it went, masked, or the number to call and when a call came: a living flow shows it", sweep,
			over("id", "expires_at < ?", keepChecks)},
		{"calls", long(identity.CallRest) + " after the check's end",
			"HMACs of phones with our numbers: which check a call is for. Until then no other check gets the number for this phone", sweep,
			over("pair", "free_at < ?", 0)},
		{"cases", long(desk.CaseLife),
			"who is at the desk: last 4, brand and the card system's reference, the operators who approved, a code's HMAC", sweep,
			over("number", "expires_at < ?", 0)},
		{"operators", "for ever: one row a person at the desk",
			"whose token is whose, as a hash; the audit names those who left", "none", nil},
		{"mail_codes", "until it is entered, else " + long(member.MailLife),
			"a passcode's HMAC, for the address that a member typed, or for a contact that is to come on file; of a landline there, the check that waits for its call", sweep,
			over("member_id, email", "expires_at < ?", 0)},
		{"wishes", "as long as the membership",
			"how a member wants notices", "the end of the membership", nil},
		{"statements", fmt.Sprintf("%s from when the card system said so; the account at a glance, limits and months that still change %s", long(account.Lasting), long(account.Changing)),
			"statements and what else the card system said last, sealed: members read it while that does not answer. Later it would mislead, and a member who does not come needs no copy", "sweep; giving up the card; the card system when it does not know the card any more",
			over("member_id, card_ref, part", "keep_until < ?", 0)},
		{"outbox.sealed", "until it is sent, given up or expired; a notice that was given up 3 days from its writing on",
			"the text and the address of a message, sealed. A notice may be all that tells a member of somebody else's registration: with `netanswer outbox retry` it goes out after all once a gateway's failure is mended. A passcode goes at once",
			"the runner, in the statement that ends the message; sweep", deadLetters},
		{"outbox", long(keepOutbox) + " after its end",
			"that something went out, when and after how many tries: to answer the desk", sweep,
			over("id", "state IN ('sent', 'dead') AND run_at < ?", keepOutbox)},
		{"sessions", fmt.Sprintf("%s after it was last seen, %s in all", long(member.Idle), long(member.Absolute)),
			"a session that is over lets nobody in; its row, with the names of browser and system, is of no use", sweep, sessions},
		{"devices", long(keepDevices) + " unseen",
			"browsers in which a member has logged in: somebody who comes once a year is still known", sweep,
			over("member_id, token_hash", "seen_at < ?", keepDevices)},
		{"vaults", long(keepVaults) + " without a word from the device",
			"devices on which a member reads statements without a network: by then they have wiped what they kept", sweep,
			over("member_id, token_hash", "seen_at < ?", keepVaults)},
		{"inbox", long(keepInbox) + ", and no longer than the membership",
			"what a member was told, a kind and where messages went, masked, without their text: as long as statements can be read", sweep,
			over("member_id, id", "at < ?", keepInbox)},
		{"orders", fmt.Sprintf("%s until it is confirmed, %s until it is proven, then %d years", long(order.Life), long(order.ProofLife), orderYears),
			"what a member ordered, the figures and texts shown with it, sealed, and how it stands: a receipt, and the answer to a dispute, as long as the audit that speaks of it. Files that came along go once the card system has them", "the statement that writes its answer; sweep", orders},
		{"inquiries", long(inquiry.Life) + ", and no longer than the membership",
			"what a member asked in writing and was answered, sealed: as long as the notice that shows it", sweep,
			over("member_id, id", "created_at < ?", inquiry.Life)},
		{"inquiry_files", long(inquiry.FilesLife) + ", or until the inquiry is closed",
			"files that came with it, sealed: until an operator has seen them", "sweep; netanswer inquiry close",
			over("member_id, id, n", "created_at < ?", inquiry.FilesLife)},
		{"feeds", "for ever: one row",
			"how far the issuer's events have been dealt with: each counts once", "none", nil},
		{"events", "until it is dealt with, or an operator drops it; no longer than the membership, where it is known whose it is; at most a hundred that make no sense",
			"what happened at the issuer to a member and could not be dealt with yet, and what comes after it: nothing of it may be lost, a card that was cancelled least", "the statement that deals with it; `netanswer events drop`; the end of the membership", nil},
		{"limits", "the longest window, " + long(windows),
			"a count is of use while its window lasts; subjects are HMACs", sweep,
			over("name, subject, start_at", "start_at < ?", windows)},
		{"backoffs", long(keepBackoffs) + " after the next try was free",
			"failures in a row are forgotten after a quiet day; subjects are HMACs", sweep,
			over("name, subject", "next_at < ?", keepBackoffs)},
		{"switches", "for ever: one row a switch",
			"whether the breaker is open, for all servers", "none", nil},
		{"audit.address", long(keepAddress),
			"HMAC of a network address: to see attacks that belong together, no longer than that needs", sweep, addresses},
		{"audit", fmt.Sprintf("%d years", auditYears),
			"who proved what when: disputes about a use or a registration come late. Seven years are what the law on identity checks (犯罪収益移転防止法) asks for; it names members by reference only", sweep, auditRows},
		{"members, credentials, member_cards, member_mails, consents, card_directory", "as long as the membership",
			"what a member is. An hour after the last card's account has been closed all of it is erased; audit and receipts of orders stay as long as they say", "the end of the membership", nil},
	}
}

// long is a duration in words.
func long(d time.Duration) string {
	switch {
	case d >= 2*day && d%day == 0:
		return fmt.Sprintf("%d days", d/day)
	case d >= time.Hour && d%time.Hour == 0:
		return fmt.Sprintf("%d hours", d/time.Hour)
	}
	return fmt.Sprintf("%d minutes", d/time.Minute)
}

// RetentionTable is the table in Markdown.
func RetentionTable() string {
	var b strings.Builder
	b.WriteString("| what | how long | why | what ends it |\n|---|---|---|---|\n")
	for _, k := range Retention() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", strings.ReplaceAll(k.What, ", ", "`, `"), k.Long, k.Why, k.Job)
	}
	return b.String()
}

// Sweep ends what the table says is over. On SQLite it empties the write-ahead log as well, where what was blanked still
// stands until then. It may run on several servers at once.
func (db *DB) Sweep(ctx context.Context, now time.Time) error {
	var errs []error
	for _, k := range Retention() {
		if k.end != nil {
			if err := k.end(ctx, db, now, k); err != nil {
				errs = append(errs, fmt.Errorf("sweep %s: %w", k.What, err))
			}
		}
	}
	if !db.pg {
		errs = append(errs, db.one(ctx, func(c bun.IDB) error {
			_, err := c.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
			return err
		}))
	}
	return errors.Join(errs...)
}

// over deletes rows of which a time lies further back than after.
func over(key, where string, after time.Duration) func(context.Context, *DB, time.Time, Kept) error {
	return func(ctx context.Context, db *DB, now time.Time, k Kept) error {
		return db.sweep(ctx, "DELETE FROM "+k.What, k.What, key, where, ms(now.Add(-after)))
	}
}

func sessions(ctx context.Context, db *DB, now time.Time, _ Kept) error {
	return db.sweep(ctx, "DELETE FROM sessions", "sessions", "member_id, token_hash", "created_at < ? OR seen_at < ?",
		ms(now.Add(-member.Absolute)), ms(now.Add(-member.Idle)))
}

func addresses(ctx context.Context, db *DB, now time.Time, _ Kept) error {
	return db.sweep(ctx, "UPDATE audit SET address = ''", "audit", "id", "address <> '' AND at < ?", ms(now.Add(-keepAddress)))
}

// deadLetters forgets the text of what nobody may send any more.
func deadLetters(ctx context.Context, db *DB, now time.Time, _ Kept) error {
	return db.sweep(ctx, "UPDATE outbox SET sealed = ''", "outbox", "id", "state = 'dead' AND sealed <> '' AND keep_until < ?", ms(now))
}

// orders takes what was never proven, and what is too old to be disputed.
func orders(ctx context.Context, db *DB, now time.Time, _ Kept) error {
	return db.sweep(ctx, "DELETE FROM orders", "orders", "member_id, id", "state IN ('drafted', 'confirmed') AND expires_at < ? OR state NOT IN ('proven', 'sending') AND created_at < ?",
		ms(now), ms(now.AddDate(-orderYears, 0, 0)))
}

// auditRows goes by the ids, which begin with their time: the audit needs no index for it.
func auditRows(ctx context.Context, db *DB, now time.Time, _ Kept) error {
	before := ms(now.AddDate(-auditYears, 0, 0))
	return db.sweep(ctx, "DELETE FROM audit", "audit", "id", "id < ? AND at < ?", fmt.Sprintf("%08x-%04x", before>>16, before&0xffff), before)
}

// sweep does something to the rows that a condition holds for, some at a time. It looks for them without the right to write:
// on a large table without an index nobody should wait for that.
func (db *DB) sweep(ctx context.Context, do, table, key, where string, args ...any) error {
	find := fmt.Sprintf("SELECT %s FROM %s WHERE %s LIMIT %d", key, table, where, sweepBatch)
	for {
		keys, err := db.keys(ctx, find, args...)
		if err != nil || len(keys) == 0 {
			return err
		}
		one := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(keys[0])), ", ") + ")"
		q := fmt.Sprintf("%s WHERE (%s) IN (VALUES %s) AND (%s)", do, key, strings.TrimSuffix(strings.Repeat(one+", ", len(keys)), ", "), where)
		var all []any
		for _, k := range keys {
			all = append(all, k...)
		}
		err = db.one(ctx, func(c bun.IDB) error {
			_, err := c.ExecContext(ctx, q, append(all, args...)...)
			return err
		})
		if err != nil || len(keys) < sweepBatch {
			return err
		}
	}
}

func (db *DB) keys(ctx context.Context, q string, args ...any) (out [][]any, err error) {
	rows, err := db.read.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		out = append(out, values)
	}
	return out, rows.Err()
}

// flows takes expired flows with what they held. It locks the flows first: one that gets a new id at this moment is alive
// and left alone.
func flows(ctx context.Context, db *DB, now time.Time, _ Kept) error {
	for {
		var ids []string
		err := db.update(ctx, func(t tx) error {
			ids = nil
			q := t.lock(t.NewSelect().Model((*flowRow)(nil)).Column("id"), "UPDATE SKIP LOCKED")
			if err := q.Where("expires_at < ?", ms(now)).Limit(sweepBatch).Scan(ctx, &ids); err != nil || len(ids) == 0 {
				return err
			}
			of := bun.List(ids)
			if _, err := t.NewDelete().Model((*loginRow)(nil)).Where("member_id IS NULL").Where("flow IN (?)", of).Exec(ctx); err != nil {
				return err
			}
			if _, err := t.NewDelete().Model((*checkRow)(nil)).Where("flow IN (?)", of).Exec(ctx); err != nil {
				return err
			}
			_, err := t.NewDelete().Model((*flowRow)(nil)).Where("id IN (?)", of).Exec(ctx)
			return err
		})
		if err != nil || len(ids) < sweepBatch {
			return err
		}
	}
}
