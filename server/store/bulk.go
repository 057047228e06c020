package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"

	"netanswer/server/member"
)

// heap is what goes into one table.
type heap struct {
	table   string
	columns []string
	rows    [][]any
}

func (h *heap) add(values ...any) { h.rows = append(h.rows, values) }

// AddMembers writes many members with sessions for some of them, in one transaction. Members whose card or ID somebody has
// are left out, as they are; sessions are replaced. It is for filling a sandbox: registrations go through CreateMember.
func (db *DB) AddMembers(ctx context.Context, members []member.Member, sessions []member.Session) (added int, err error) {
	err = db.retry(ctx, func() error {
		return db.hold(ctx, func(c bun.Conn) error {
			if !db.pg { // card references come in no order: the directory's pages had better stay in memory
				if _, err := c.ExecContext(ctx, "PRAGMA cache_size = -262144"); err != nil {
					return err
				}
			}
			return c.RunInTx(ctx, nil, func(ctx context.Context, t bun.Tx) error {
				there, err := directory(ctx, t, members)
				if err != nil {
					return err
				}
				var fresh []member.Member
				for _, m := range members {
					if !there[m.Card.Ref] && !there[member.Fold(m.Login)] {
						fresh = append(fresh, m)
					}
				}
				added = len(fresh)
				heaps := append(heapsOf(fresh), sessionHeap(sessions))
				if err := forget(ctx, t, sessions); err != nil {
					return err
				}
				for _, h := range heaps {
					if db.pg {
						err = copyIn(ctx, c, h)
					} else {
						err = insert(ctx, t.Tx, h)
					}
					if err != nil {
						return fmt.Errorf("%s: %w", h.table, err)
					}
				}
				return nil
			})
		})
	})
	return added, err
}

// HasMembers says whether there are members, and whether a card is one's.
func (db *DB) HasMembers(ctx context.Context, cardRef string) (some, this bool, err error) {
	err1 := db.read.NewRaw("SELECT EXISTS (SELECT 1 FROM card_directory)").Scan(ctx, &some)
	err2 := db.read.NewRaw("SELECT EXISTS (SELECT 1 FROM card_directory WHERE card_ref = ?)", cardRef).Scan(ctx, &this)
	return some, this, errors.Join(err1, err2)
}

// directory are the cards and IDs of these that somebody has.
func directory(ctx context.Context, t bun.Tx, members []member.Member) (map[string]bool, error) {
	cards, logins := make([]string, len(members)), make([]string, len(members))
	for i, m := range members {
		cards[i], logins[i] = m.Card.Ref, member.Fold(m.Login)
	}
	var taken []string
	if len(members) > 0 {
		err := t.NewRaw("SELECT card_ref FROM card_directory WHERE card_ref IN (?) UNION ALL SELECT login FROM logins WHERE login IN (?)", bun.List(cards), bun.List(logins)).Scan(ctx, &taken)
		if err != nil {
			return nil, err
		}
	}
	there := make(map[string]bool, len(taken))
	for _, t := range taken {
		there[t] = true
	}
	return there, nil
}

func heapsOf(members []member.Member) []heap {
	logins := heap{table: "logins", columns: []string{"login", "member_id", "flow", "reserved_until"}}
	cards := heap{table: "card_directory", columns: []string{"card_ref", "member_id"}}
	all := heap{table: "members", columns: []string{"member_id", "created_at"}}
	credentials := heap{table: "credentials", columns: []string{"member_id", "login", "password_hash", "changed_at", "last_login"}}
	own := heap{table: "member_cards", columns: []string{"member_id", "card_ref", "account_ref", "last4", "brand", "created_at"}}
	mails := heap{table: "member_mails", columns: []string{"member_id", "email", "created_at", "confirmed_at"}}
	consents := heap{table: "consents", columns: []string{"member_id", "terms_version", "agreed_at"}}
	for _, m := range members {
		created, confirmed := ms(m.CreatedAt), int64(0)
		if m.Confirmed {
			confirmed = created
		}
		logins.add(member.Fold(m.Login), m.ID, "", int64(0))
		cards.add(m.Card.Ref, m.ID)
		all.add(m.ID, created)
		credentials.add(m.ID, m.Login, m.PasswordHash, created, int64(0))
		own.add(m.ID, m.Card.Ref, m.Card.AccountRef, m.Card.Last4, m.Card.Brand, created)
		mails.add(m.ID, m.Email, created, confirmed)
		consents.add(m.ID, m.TermsVersion, ms(m.AgreedAt))
	}
	return []heap{logins, cards, all, credentials, own, mails, consents}
}

func sessionHeap(sessions []member.Session) heap {
	h := heap{table: "sessions", columns: []string{"member_id", "token_hash", "created_at", "seen_at", "last_login"}}
	for _, s := range sessions {
		h.add(s.MemberID, s.TokenHash, ms(s.CreatedAt), ms(s.SeenAt), ms(s.LastLogin))
	}
	return h
}

func forget(ctx context.Context, t bun.Tx, sessions []member.Session) error {
	if len(sessions) == 0 {
		return nil
	}
	ids, hashes := make([]string, len(sessions)), make([]string, len(sessions))
	for i, s := range sessions {
		ids[i], hashes[i] = s.MemberID, s.TokenHash
	}
	_, err := t.NewDelete().Model((*sessionRow)(nil)).Where("member_id IN (?)", bun.List(ids)).Where("token_hash IN (?)", bun.List(hashes)).Exec(ctx)
	return err
}

// insert writes a heap through prepared statements of many rows each: SQLite's quickest way.
func insert(ctx context.Context, t *sql.Tx, h heap) error {
	const most = 64
	var full *sql.Stmt
	for rows := h.rows; len(rows) > 0; {
		n := min(most, len(rows))
		args := make([]any, 0, n*len(h.columns))
		for _, r := range rows[:n] {
			args = append(args, r...)
		}
		rows = rows[n:]
		var err error
		if n < most {
			_, err = t.ExecContext(ctx, h.statement(n), args...)
		} else {
			if full == nil {
				if full, err = t.PrepareContext(ctx, h.statement(most)); err != nil {
					return err
				}
				defer full.Close()
			}
			_, err = full.ExecContext(ctx, args...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (h heap) statement(rows int) string {
	row := "(" + strings.Repeat("?,", len(h.columns)-1) + "?)"
	return "INSERT INTO " + h.table + " (" + strings.Join(h.columns, ", ") + ") VALUES " + strings.Repeat(row+",", rows-1) + row
}

// copyIn writes a heap with COPY, PostgreSQL's quickest way, in the transaction that the connection is in.
func copyIn(ctx context.Context, c bun.Conn, h heap) error {
	return c.Conn.Raw(func(driver any) error {
		_, err := driver.(*stdlib.Conn).Conn().CopyFrom(ctx, pgx.Identifier{h.table}, h.columns, pgx.CopyFromRows(h.rows))
		return err
	})
}
