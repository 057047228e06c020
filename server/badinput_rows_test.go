package main

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// rows is all that the database holds, but the counts of the limits: what was refused may be counted.
func (p *program) rows(t *testing.T) map[string][]string {
	t.Helper()
	db, err := sql.Open(p.driver())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	out := map[string][]string{}
	for _, table := range p.tables(t, db) {
		if table == "limits" || table == "backoffs" {
			continue
		}
		rows, err := db.Query("SELECT * FROM " + table)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new(any)
			}
			if err := rows.Scan(values...); err != nil {
				t.Fatal(err)
			}
			line := ""
			for i, v := range values {
				line += fmt.Sprintf("%s=%v ", columns[i], *v.(*any))
			}
			out[table] = append(out[table], line)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		slices.Sort(out[table])
	}
	if len(out) == 0 {
		t.Fatal("the database holds nothing: is it the one?")
	}
	return out
}

// same checks that no row was added, changed or taken away.
func (p *program) same(t *testing.T, before map[string][]string) {
	t.Helper()
	after := p.rows(t)
	for table := range after {
		if !slices.Equal(before[table], after[table]) {
			t.Errorf("%s changed:\n%s\nwas\n%s", table, strings.Join(after[table], "\n"), strings.Join(before[table], "\n"))
		}
	}
	if len(before) > len(after) {
		t.Errorf("a table was emptied: %d of %d left", len(after), len(before))
	}
}

func (p *program) driver() (driver, dsn string) {
	if strings.HasPrefix(p.dsn, "postgres") {
		return "pgx", p.dsn
	}
	return "sqlite", p.dsn
}

func (p *program) tables(t *testing.T, db *sql.DB) (names []string) {
	t.Helper()
	query := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
	if driver, _ := p.driver(); driver == "pgx" {
		query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
	}
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	if len(names) < 8 {
		t.Fatalf("only the tables %v", names)
	}
	return names
}
