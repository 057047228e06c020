//go:build system

package chaos

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"; pgtest brings "pgx"
)

// books are the database as an auditor reads it.
type books struct{ *sql.DB }

func read(dsn string) (books, error) {
	driver := "pgx"
	if !strings.HasPrefix(dsn, "postgres") {
		driver, dsn = "sqlite", "file:"+dsn+"?_pragma=busy_timeout(5000)"
	}
	db, err := sql.Open(driver, dsn)
	return books{db}, err
}

// lies looks at the database as the cut left it. An SQLite file is copied first: the program itself is to recover it.
func (w *world) lies() error {
	dsn := w.dsn
	if !strings.HasPrefix(dsn, "postgres") {
		folder, err := os.MkdirTemp(w.folder, "cut-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(folder)
		for _, suffix := range []string{"", "-wal"} {
			raw, err := os.ReadFile(dsn + suffix)
			if errors.Is(err, os.ErrNotExist) {
				continue
			}
			if err == nil {
				err = os.WriteFile(filepath.Join(folder, "cut.db"+suffix), raw, 0o600)
			}
			if err != nil {
				return err
			}
		}
		dsn = filepath.Join(folder, "cut.db")
	}
	b, err := read(dsn)
	if err != nil {
		return err
	}
	defer b.Close()
	return b.whole()
}

func (b books) words(query string) (out []string, err error) {
	rows, err := b.Query(query)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, fmt.Errorf("%s: %w", query, err)
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

func (b books) count(of string) (n int, err error) {
	err = b.QueryRow("SELECT count(*) FROM " + of).Scan(&n)
	if err != nil {
		err = fmt.Errorf("%s: %w", of, err)
	}
	return n, err
}

// whole says what is half done: it holds at every moment between two transactions.
func (b books) whole() error {
	var wrong []error
	members, err := b.words("SELECT member_id FROM members ORDER BY member_id")
	wrong = append(wrong, err)
	for table, where := range map[string]string{"credentials": "", "member_cards": "", "member_mails": "", "consents": "", "card_directory": "", "logins": "WHERE member_id IS NOT NULL"} {
		have, err := b.words(fmt.Sprintf("SELECT DISTINCT member_id FROM %s %s ORDER BY member_id", table, where))
		if wrong = append(wrong, err); err == nil && !slices.Equal(have, members) {
			wrong = append(wrong, fmt.Errorf("half done: members %v, %s of %v", members, table, have))
		}
	}
	for what, sides := range map[string][2]string{
		"flows that are done and their audit rows":     {"flows WHERE state = 'done' AND journey IN ('web', 'portal')", "audit WHERE kind = 'member.registered'"},
		"registered members and their audit rows":      {"members WHERE member_id NOT IN (SELECT member_id FROM credentials WHERE login LIKE 'sandbox%')", "audit WHERE kind = 'member.registered'"},
		"proven identities and their audit rows":       {"flows WHERE prior <> ''", "audit WHERE kind = 'identity.proven'"},
		"passcodes used and proven identities":         {"checks WHERE used", "audit WHERE kind = 'identity.proven' AND detail NOT LIKE 'desk %'"},
		"desk's codes used and proven identities":      {"cases WHERE state = 'used'", "audit WHERE kind = 'identity.proven' AND detail LIKE 'desk %'"},
		"confirmed addresses and their audit rows":     {"member_mails WHERE confirmed_at > 0 AND member_id NOT IN (SELECT member_id FROM credentials WHERE login LIKE 'sandbox%')", "audit WHERE kind = 'mail.confirmed'"},
		"cards and their entries in the directory":     {"member_cards", "card_directory WHERE card_ref IN (SELECT card_ref FROM member_cards)"},
		"the directory's entries and their cards":      {"card_directory", "member_cards"},
		"cards more than members, and their audit":     {"member_cards", "(SELECT member_id AS id FROM members UNION ALL SELECT id FROM audit a WHERE kind = 'card.added' AND (SELECT count(*) FROM audit r WHERE r.kind = 'card.removed' AND r.member_id = a.member_id) = 0) AS had"},
		"cards added and the flows that did":           {"audit WHERE kind = 'card.added'", "flows WHERE state = 'done' AND journey = 'add'"},
		"passcodes and their audit rows":               {"checks", "audit WHERE kind IN ('passcode.sent', 'call.opened')"},
		"calls that came and their audit rows":         {"checks WHERE called_at > 0", "audit WHERE kind = 'call.received'"},
		"calls waited for and their two phones":        {"calls", "checks, (SELECT 1 AS n UNION ALL SELECT 2) AS two WHERE channel = 'call'"},
		"accepted cards and flows that have one":       {"audit WHERE kind = 'card.accepted'", "flows WHERE card_tag <> ''"},
		"IDs held and the flows that hold them":        {"logins WHERE member_id IS NULL", "flows WHERE login <> '' AND journey IN ('web', 'portal') AND state <> 'done'"},
		"IDs held by a flow that is there":             {"logins WHERE member_id IS NULL", "logins WHERE member_id IS NULL AND flow IN (SELECT id FROM flows)"},
		"sessions and logins that have not been ended": {"sessions", "audit a WHERE kind = 'login.ok' AND NOT EXISTS (SELECT 1 FROM audit o WHERE o.kind = 'recovery.password_set' AND o.member_id = a.member_id AND o.id > a.id) AND a.id NOT IN (SELECT min(id) FROM audit l WHERE kind = 'login.ok' AND EXISTS (SELECT 1 FROM audit o WHERE o.kind = 'logout' AND o.member_id = l.member_id) GROUP BY member_id)"},
		"orders confirmed and their audit rows":        {"orders WHERE state <> 'drafted'", "audit WHERE kind = 'order.confirmed'"},
		"orders concluded and their audit rows":        {"orders WHERE state = 'concluded'", "audit WHERE kind = 'order.concluded'"},
		"orders concluded and their receipts":          {"orders WHERE state = 'concluded'", "inbox WHERE kind = 'order'"},
		"messages and what caused them":                {"outbox", "(SELECT id FROM audit WHERE kind IN ('passcode.sent', 'mail.code_sent') UNION ALL SELECT id FROM audit, (SELECT 1 AS n UNION ALL SELECT 2) AS two WHERE kind IN ('member.registered', 'recovery.id_shown', 'recovery.password_set') OR kind = 'order.concluded' OR kind = 'identity.proven' AND (detail = 'call' OR detail LIKE 'desk %') UNION ALL SELECT id FROM audit, (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) AS four WHERE kind IN ('card.added', 'card.removed')) AS caused"},
	} {
		left, err1 := b.count(sides[0])
		right, err2 := b.count(sides[1])
		if wrong = append(wrong, err1, err2); err1 == nil && err2 == nil && left != right {
			wrong = append(wrong, fmt.Errorf("half done: %s: %d and %d", what, left, right))
		}
	}
	return errors.Join(wrong...)
}

// settle waits until nothing is to be sent any more.
func (w *world) settle() error {
	b, err := read(w.dsn)
	if err != nil {
		return err
	}
	defer b.Close()
	for end := time.Now().Add(w.patience); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		n, err := b.count("outbox WHERE state IN ('ready', 'running')")
		if err != nil || n == 0 {
			return err
		}
	}
	return errors.New("messages are never sent")
}

// final says what is wrong when a journey is over: with the members, with the messages.
func (p *person) final(j journey) error {
	b, err := read(p.dsn)
	if err != nil {
		return err
	}
	defer b.Close()
	wrong := []error{b.whole()}
	n, err := b.count("members")
	if wrong = append(wrong, err); n != p.members+j.members {
		wrong = append(wrong, fmt.Errorf("%d members, there were %d", n, p.members))
	}
	if !strings.HasPrefix(p.dsn, "postgres") {
		said, err := b.words("PRAGMA integrity_check")
		if wrong = append(wrong, err); !slices.Equal(said, []string{"ok"}) {
			wrong = append(wrong, fmt.Errorf("the file is damaged: %v", said))
		}
	}
	rows, err := b.words("SELECT id FROM outbox ORDER BY id")
	wrong = append(wrong, err)
	blank, err := b.count("outbox WHERE state = 'sent' AND sealed = ''")
	if wrong = append(wrong, err); blank != len(rows) {
		wrong = append(wrong, fmt.Errorf("of %d messages %d are sent and blank", len(rows), blank))
	}
	var ids []string
	seen := map[string]bool{}
	for _, m := range p.gateway.messages() {
		ids = append(ids, m.ID[:min(len(m.ID), len("00000000-0000-7000-8000-000000000000"))])
		if what := m.To + " " + m.Text; seen[what] {
			wrong = append(wrong, errors.New("sent twice: a message to "+m.To))
		} else {
			seen[what] = true
		}
	}
	slices.Sort(ids)
	for _, id := range rows {
		if !slices.Contains(ids, id) {
			wrong = append(wrong, fmt.Errorf("a message is lost: %s is sent, says the outbox", id))
		}
	}
	if !slices.Equal(ids, rows) {
		wrong = append(wrong, fmt.Errorf("the gateway has %v, the outbox %v", ids, rows))
	}
	if len(ids) != j.messages {
		wrong = append(wrong, fmt.Errorf("%d messages, %d were to be sent", len(ids), j.messages))
	}
	return errors.Join(wrong...)
}
