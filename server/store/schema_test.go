package store

import (
	"context"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// exempt are the tables that belong to no member: what comes before there is one, and the directories that lead to one.
var exempt = []string{"logins", "card_directory", "flows", "checks", "calls", "outbox", "limits", "backoffs", "switches", "cases", "operators", "audit", "migrations", "feeds"}

type column struct {
	Table string
	Name  string
	Kind  string // text or integer: SQLite has no other
	Key   int    // place in the primary key, from 1; 0: none
	Null  bool
}

const sqliteCatalog = `SELECT t.name AS "table", c.name, lower(c.type) AS kind, c.pk AS "key", NOT c."notnull" AS "null"
FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2`

const postgresCatalog = `SELECT c.table_name AS "table", c.column_name AS name,
CASE WHEN c.data_type IN ('bigint', 'integer', 'boolean') THEN 'integer' ELSE c.data_type END AS kind,
coalesce(k.ordinal_position, 0) AS "key", c.is_nullable = 'YES' AS "null"
FROM information_schema.columns c
LEFT JOIN information_schema.table_constraints p ON p.table_schema = c.table_schema AND p.table_name = c.table_name AND p.constraint_type = 'PRIMARY KEY'
LEFT JOIN information_schema.key_column_usage k ON k.constraint_schema = p.constraint_schema AND k.constraint_name = p.constraint_name AND k.column_name = c.column_name
WHERE c.table_schema = 'public' ORDER BY c.table_name COLLATE "C", c.column_name COLLATE "C"`

func catalog(t testing.TB, db *DB) (cs []column) {
	t.Helper()
	q := sqliteCatalog
	if db.pg {
		q = postgresCatalog
	}
	ok(t, db.read.NewRaw(q).Scan(context.Background(), &cs))
	return cs
}

func memberIDLeads(t *testing.T, db *DB) {
	leads := map[string]string{}
	for _, c := range catalog(t, db) {
		if _, seen := leads[c.Table]; !seen || c.Key == 1 {
			leads[c.Table] = ""
		}
		if c.Key == 1 {
			leads[c.Table] = c.Name
		}
	}
	for _, table := range exempt {
		if _, there := leads[table]; !there {
			t.Errorf("%s is exempt and not there", table)
		}
		delete(leads, table)
	}
	equal(t, "tables of members", slices.Sorted(maps.Keys(leads)),
		[]string{"consents", "credentials", "devices", "events", "inbox", "inquiries", "inquiry_files", "mail_codes", "member_cards", "member_mails", "members", "orders", "sessions", "statements", "vaults", "wishes"})
	for table, first := range leads {
		if first != "member_id" {
			t.Errorf("%s leads its key with %q", table, first)
		}
	}
}

func TestBothDatabasesHaveTheSameMigrations(t *testing.T) {
	lite, err := (&DB{}).known()
	ok(t, err)
	pg, err := (&DB{pg: true}).known()
	ok(t, err)
	equal(t, "names", lite, pg)
	for i, n := range lite {
		if len(n) < 6 || n[:4] != "000"+string(rune('1'+i)) && i < 9 {
			t.Errorf("migration %d is called %q", i+1, n)
		}
	}
}

// Building an index keeps writers out of its table for long; with other statements in the transaction it would keep everybody out
// of their tables as long.
func TestAnIndexOnATableThatIsThereIsAMigrationOfItsOwn(t *testing.T) {
	index := regexp.MustCompile(`(?i)CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?\w+ ON (\w+)`)
	comment := regexp.MustCompile(`--[^\n]*`)
	found := 0
	for _, db := range []*DB{{}, {pg: true}} {
		known, err := db.known()
		ok(t, err)
		for _, name := range known {
			raw, err := migrations.ReadFile(db.folder() + "/" + name + sqlSuffix)
			ok(t, err)
			script := comment.ReplaceAllString(string(raw), "")
			for _, m := range index.FindAllStringSubmatch(script, -1) {
				if strings.Contains(script, "CREATE TABLE "+m[1]+" (") {
					continue
				}
				found++
				if strings.Count(script, ";") != 1 {
					t.Errorf("%s/%s builds an index on %s among other statements", db.folder(), name, m[1])
				}
			}
		}
	}
	equal(t, "indexes on tables that were there", found, 6)
}

func migratedOnce(t *testing.T, db *DB) {
	ok(t, db.Migrate(t.Context()))
	before := catalog(t, db)
	ok(t, db.Migrate(t.Context()))
	equal(t, "the catalog", catalog(t, db), before)
	known, err := db.known()
	ok(t, err)
	equal(t, "rows", count(t, db, "migrations"), len(known))
	ok(t, db.Ready(t.Context()))
}

func TestServersThatStartAtOnceMigrateOnce(t *testing.T) {
	for _, database := range databases {
		t.Run(database.name, func(t *testing.T) {
			for range 4 {
				dsn, opens := database.fresh(t), make([]*DB, 8)
				together(t, len(opens), func(i int) error {
					opens[i] = opened(t, dsn)
					if err := opens[i].Ready(t.Context()); err == nil || !strings.Contains(err.Error(), "0001_first") {
						t.Errorf("ready before it is migrated: %v", err)
					}
					return nil
				})
				together(t, len(opens), func(i int) error { return opens[i].Migrate(t.Context()) })
				for _, db := range opens {
					ok(t, db.Ready(t.Context()))
				}
				known, err := opens[0].known()
				ok(t, err)
				equal(t, "rows", count(t, opens[0], "migrations"), len(known))
			}
		})
	}
}

func newerRefused(t *testing.T, db *DB) {
	_, err := db.write.NewRaw("INSERT INTO migrations (name) VALUES ('9999_future')").Exec(t.Context())
	ok(t, err)
	if err := db.Migrate(t.Context()); !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), "9999_future") {
		t.Errorf("got %v", err)
	}
	ok(t, db.Ready(t.Context())) // a server that runs goes on while a newer one takes over
}
