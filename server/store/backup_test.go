package store

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/rs/zerolog"

	"netanswer/server/desk"
	"netanswer/server/member"
	"netanswer/server/order"
	"netanswer/server/registration"
)

func liteFile(t *testing.T) (*DB, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "netanswer.db")
	db, err := Open(t.Context(), path, zerolog.Nop())
	ok(t, err)
	t.Cleanup(func() { db.Close() })
	ok(t, db.Migrate(t.Context()))
	return db, path
}

func TestABackupIsACheckedCopyThatIsItsOwnersAlone(t *testing.T) {
	db, path := liteFile(t)
	register(t, db, aMember("m", "member", "card"))
	to := filepath.Join(t.TempDir(), "copy.db")
	ok(t, Backup(t.Context(), path, to))
	info, err := os.Stat(to)
	ok(t, err)
	equal(t, "mode", info.Mode().Perm(), os.FileMode(0o600))
	left, err := os.ReadDir(filepath.Dir(to))
	ok(t, err)
	equal(t, "files", len(left), 1)

	c, err := look(to)
	ok(t, err)
	defer c.Close()
	equal(t, "members", count(t, c, "members"), 1)
}

func TestABackupNeverReplacesAFile(t *testing.T) {
	_, path := liteFile(t)
	to := filepath.Join(t.TempDir(), "copy.db")
	ok(t, os.WriteFile(to, []byte("precious"), 0o600))
	if err := Backup(t.Context(), path, to); !errors.Is(err, os.ErrExist) {
		t.Errorf("%v", err)
	}
	raw, err := os.ReadFile(to)
	ok(t, err)
	equal(t, "the file", string(raw), "precious")
	if err := Backup(t.Context(), path, path); !errors.Is(err, os.ErrExist) {
		t.Errorf("onto itself: %v", err)
	}
}

func TestABackupThatFailsLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	broken := filepath.Join(folder, "broken.db")
	ok(t, os.WriteFile(broken, []byte(strings.Repeat("no database at all ", 500)), 0o600))
	for _, from := range []string{broken, filepath.Join(folder, "nowhere.db")} {
		if err := Backup(t.Context(), from, filepath.Join(folder, "copy.db")); err == nil {
			t.Errorf("%s was copied", from)
		}
	}
	left, err := os.ReadDir(folder)
	ok(t, err)
	equal(t, "files", len(left), 1)
}

func TestWhatIsNoGoodBackupIsNotRestored(t *testing.T) {
	db, path := liteFile(t)
	register(t, db, aMember("m", "member", "card"))
	folder := t.TempDir()
	made := func(name string, change func(string)) string {
		to := filepath.Join(folder, name)
		ok(t, Backup(t.Context(), path, to))
		change(to)
		return to
	}
	write := func(q string) func(string) {
		return func(file string) {
			c := bare(file, nil)
			defer c.Close()
			_, err := c.write.Exec(q)
			ok(t, err)
		}
	}
	for from, says := range map[string]string{
		made("newer.db", write("INSERT INTO migrations (name) VALUES ('9999_future')")): "newer version",
		made("foreign.db", write("DROP TABLE migrations")):                              "no database of this program",
		made("damaged.db", func(file string) { // a page of it is another's
			raw, err := os.ReadFile(file)
			ok(t, err)
			page := 4096
			copy(raw[len(raw)-page:], strings.Repeat("x", page))
			ok(t, os.WriteFile(file, raw, 0o600))
		}): "",
		made("text.db", func(file string) { ok(t, os.WriteFile(file, []byte(strings.Repeat("text ", 999)), 0o600)) }): "",
		filepath.Join(folder, "nowhere.db"): "no such file",
	} {
		target := filepath.Join(t.TempDir(), "target.db")
		ok(t, os.WriteFile(target, []byte("precious"), 0o600))
		if _, err := Restore(t.Context(), target, from, now); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", filepath.Base(from), err)
		}
		raw, err := os.ReadFile(target)
		ok(t, err)
		left, err := os.ReadDir(filepath.Dir(target))
		ok(t, err)
		if string(raw) != "precious" || len(left) != 1 {
			t.Errorf("%s: the target was touched: %d files", filepath.Base(from), len(left))
		}
	}
}

func TestARestoreKeepsWhatStoodThere(t *testing.T) { restoreKeeps(t) }

// exFAT, some network shares and some volumes of containers give a file one name only.
func TestARestoreKeepsWhatStoodThereWhereAFileHasOneName(t *testing.T) {
	tried := 0
	link = func(from, to string) error {
		tried++
		return &os.LinkError{Op: "link", Old: from, New: to, Err: syscall.EPERM}
	}
	t.Cleanup(func() { link = os.Link })
	restoreKeeps(t)
	equal(t, "links tried", tried, 2)

	db, path := liteFile(t) // the copy that is made is of a database that nobody else gets at
	backup := filepath.Join(t.TempDir(), "backup.db")
	ok(t, Backup(t.Context(), path, backup))
	ok(t, db.Close())
	link = func(from, to string) error {
		other := bare(path, url.Values{"_pragma": {"busy_timeout(0)"}})
		defer other.Close()
		if _, err := other.write.Exec("DELETE FROM members"); !sqliteBusy(err) {
			t.Errorf("another writes to it: %v", err)
		}
		return syscall.ENOTSUP
	}
	_, err := Restore(t.Context(), path, backup, now)
	ok(t, err)
	ok(t, os.WriteFile(path+".before-"+now.UTC().Format("20060102T150405.000Z"), nil, 0o600)) // a name that is taken is left alone
	if _, err := Restore(t.Context(), path, backup, now); !errors.Is(err, os.ErrExist) {
		t.Errorf("%v", err)
	}
}

func restoreKeeps(t *testing.T) {
	t.Helper()
	source, path := liteFile(t)
	register(t, source, aMember("m", "member", "card"))
	backup := filepath.Join(t.TempDir(), "backup.db")
	ok(t, Backup(t.Context(), path, backup))
	before, err := os.ReadFile(backup)
	ok(t, err)

	for name, stands := range map[string]func(target string){
		"nothing": nil,
		"a database": func(target string) {
			db, err := Open(t.Context(), target, zerolog.Nop())
			ok(t, err)
			ok(t, db.Migrate(t.Context()))
			register(t, db, aMember("other", "other", "other"))
			ok(t, db.Close())
		},
		"a file that is broken": func(target string) { ok(t, os.WriteFile(target, []byte(strings.Repeat("broken ", 999)), 0o600)) },
	} {
		target := filepath.Join(t.TempDir(), "sub", "target.db")
		ok(t, os.MkdirAll(filepath.Dir(target), 0o700))
		var was []byte
		if stands != nil {
			stands(target)
			was, err = os.ReadFile(target)
			ok(t, err)
		}
		aside, err := Restore(t.Context(), target, backup, now)
		ok(t, err)
		if stands != nil {
			is, err := os.ReadFile(aside)
			ok(t, err)
			if name != "a database" && string(is) != string(was) { // of a database, the log is moved into it
				t.Errorf("%s: what stood there has changed", name)
			}
		} else if aside != "" {
			t.Errorf("nothing was there, and it is at %s", aside)
		}
		db, err := Open(t.Context(), target, zerolog.Nop())
		ok(t, err)
		ok(t, db.Migrate(t.Context()))
		equal(t, name+": the member of the backup", count(t, db, "members WHERE member_id = 'm'"), 1)
		equal(t, name+": members", count(t, db, "members"), 1)
		info, err := os.Stat(target)
		ok(t, err)
		equal(t, "mode", info.Mode().Perm(), os.FileMode(0o600))
		ok(t, db.Close())
		if name == "a database" {
			c, err := look(aside)
			ok(t, err)
			equal(t, "the member aside", count(t, c, "members WHERE member_id = 'other'"), 1)
			ok(t, c.Close())
		}
	}
	after, err := os.ReadFile(backup)
	ok(t, err)
	if string(after) != string(before) {
		t.Error("the backup was changed")
	}
}

// What stands there stays until the moment in which the restored one takes its name: a restore that ends halfway leaves it.
func TestARestoreThatFailsLeavesTheDatabaseInItsPlace(t *testing.T) {
	db, path := liteFile(t)
	backup := filepath.Join(t.TempDir(), "backup.db")
	ok(t, Backup(t.Context(), path, backup))
	ok(t, db.Close())
	ok(t, os.WriteFile(path, []byte("no database any more, and a log beside it"), 0o600))
	ok(t, os.WriteFile(path+"-wal", []byte("log"), 0o600))
	aside := path + ".before-" + now.UTC().Format("20060102T150405.000Z")
	ok(t, os.Mkdir(aside+"-wal", 0o700)) // so the log cannot be put aside
	if _, err := Restore(t.Context(), path, backup, now); err == nil {
		t.Fatal("it was restored")
	}
	raw, err := os.ReadFile(path)
	ok(t, err)
	equal(t, "what stands there", string(raw), "no database any more, and a log beside it")
	if _, err := os.Stat(aside); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a second name is left over: %v", err)
	}
}

func TestADatabaseInUseIsNotReplaced(t *testing.T) {
	db, path := liteFile(t)
	register(t, db, aMember("m", "member", "card"))
	backup := filepath.Join(t.TempDir(), "backup.db")
	ok(t, Backup(t.Context(), path, backup))
	if _, err := Restore(t.Context(), path, backup, now); !errors.Is(err, ErrInUse) {
		t.Errorf("%v", err)
	}
	equal(t, "members", count(t, db, "members"), 1)
	register(t, db, aMember("n", "another", "another")) // it writes on as before
	left, err := filepath.Glob(path + ".*")
	ok(t, err)
	equal(t, "files left over", left, nil)
	ok(t, db.Close())
	_, err = Restore(t.Context(), path, backup, now)
	ok(t, err)
}

func settled(t *testing.T, db *DB) {
	register(t, db, aMember("m", "member", "card"))
	inMember(t, db, func(tx member.Tx) error {
		return errors.Join(
			tx.PutSession(t.Context(), member.Session{MemberID: "m", TokenHash: "x", CreatedAt: now, SeenAt: now}),
			tx.PutNotice(t.Context(), member.Notice{MemberID: "m", ID: "n", Kind: member.NoticeRegistered, At: now}),
		)
	})
	keepVault(t, db, "m", "phone", "browser", now) // a device that was told to wipe since would be told to go on
	update(t, db, func(tx registration.Tx) error { return tx.PutFlow(t.Context(), aFlow("under way")) })
	reserve(t, db, "held", "under way", now)
	putChecks(t, db, aCheck("passcode", subject))
	exec(t, db, "INSERT INTO calls (pair, check_id, flow, free_at) VALUES ('p', 'passcode', 'f', 0)")
	enqueue(t, db, aMessage("ready", now), aMessage("running", now.Add(-1)), aMessage("sent", now))
	claim(t, db, now.Add(-1), 1)
	exec(t, db, "UPDATE outbox SET state = 'sent', sealed = '' WHERE id = 'sent'")
	approve(t, db, openCase(t, db, aCase("case", "card")))
	atDesk(t, db, func(tx desk.Tx) error {
		_, err := tx.PutOperator(t.Context(), desk.Operator{Name: "sato", TokenHash: "hash", CreatedAt: now})
		return err
	})
	exec(t, db, "INSERT INTO mail_codes (member_id, email, mac, tries, created_at, expires_at) VALUES ('m', 'a@example.jp', 'mac', 0, 0, 1)")
	for _, state := range []order.State{order.Drafted, order.Confirmed, order.Sending} {
		addOrder(t, db, order.Row{Order: order.Order{MemberID: "m", ID: string(state), Page: string(state), State: state, CreatedAt: now}})
	}
	ok(t, db.Settle(t.Context(), now))
	for what, n := range map[string]int{
		"sessions": 0, "vaults": 0, "flows": 0, "checks": 0, "calls": 0, "logins": 1, "logins WHERE login = 'member'": 1, "members": 1, "credentials": 1,
		"outbox": 3, "outbox WHERE state = 'dead' AND sealed = ''": 2, "outbox WHERE state = 'sent'": 1, "audit WHERE kind = 'database.settled'": 1,
		"cases": 1, "cases WHERE state = 'open' AND mac = '' AND code_until = 0": 1, "operators WHERE revoked_at > 0": 1, "mail_codes": 0,
		"orders": 1, "orders WHERE state = 'sending'": 1,
		"inbox WHERE kind = 'registered'": 1, // what a member was told, it was told
	} {
		equal(t, what, count(t, db, what), n)
	}
}

func planned(t *testing.T, db *DB) {
	before := catalog(t, db)
	exec(t, db, "DELETE FROM migrations WHERE name = '0003_hard'")
	todo, _, err := db.toRun(t.Context())
	ok(t, err)
	equal(t, "to run", todo, []string{"0003_hard"})
	equal(t, "the catalog", catalog(t, db), before)
	exec(t, db, "INSERT INTO migrations (name) VALUES ('9999_future')")
	if _, _, err := db.toRun(t.Context()); !errors.Is(err, ErrNewer) {
		t.Errorf("%v", err)
	}
}

func TestAPlanChangesNothing(t *testing.T) {
	for _, database := range databases {
		t.Run(database.name, func(t *testing.T) {
			dsn := database.fresh(t)
			plan, err := Plan(t.Context(), dsn, zerolog.Nop())
			ok(t, err)
			known, err := (&DB{pg: isPostgres(dsn)}).known()
			ok(t, err)
			if len(plan) != len(known) || plan[0].Name != "0001_first" || !strings.Contains(plan[2].SQL, "CREATE TABLE devices") {
				t.Fatalf("%+v", plan)
			}
			if _, err := os.Stat(dsn); !isPostgres(dsn) && !errors.Is(err, os.ErrNotExist) {
				t.Errorf("a file was made: %v", err)
			}
			db := opened(t, dsn)
			if _, exists, err := db.applied(t.Context()); exists || err != nil {
				t.Errorf("migrations are there: %v", err)
			}
			ok(t, db.Migrate(t.Context()))
			plan, err = Plan(t.Context(), dsn, zerolog.Nop())
			ok(t, err)
			equal(t, "plan", len(plan), 0)
			exec(t, db, "INSERT INTO migrations (name) VALUES ('9999_future')")
			if _, err := Plan(t.Context(), dsn, zerolog.Nop()); !errors.Is(err, ErrNewer) {
				t.Errorf("%v", err)
			}
		})
	}
}
