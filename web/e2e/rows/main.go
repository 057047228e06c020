// Rows looks into a database for the browser suite, which must find whatever was ever written there:
//
//	rows watch DSN       from now on every value written into any column is kept in the table seen
//	rows read DSN        all values of all columns, each a line of JSON: [table, column, value]
//	rows exec DSN SQL    runs a statement
//
// A value of three digits cannot be found in the bytes of a database: they stand there by chance. It can in a column.
// DSN is postgres://… or the path of an SQLite file.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "rows:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) < 2 {
		return fmt.Errorf("rows watch|read|exec DSN [SQL]")
	}
	d, err := open(args[1])
	if err != nil {
		return err
	}
	defer d.Close()
	switch {
	case args[0] == "watch":
		return d.watch(ctx)
	case args[0] == "read":
		return d.read(ctx)
	case args[0] == "exec" && len(args) == 3:
		_, err := d.ExecContext(ctx, args[2])
		return err
	}
	return fmt.Errorf("rows cannot %q", args)
}

type database struct {
	*sql.DB
	pg bool
}

func open(dsn string) (database, error) {
	if strings.HasPrefix(dsn, "postgres://") {
		db, err := sql.Open("pgx", dsn)
		return database{db, true}, err
	}
	db, err := sql.Open("sqlite", "file:"+dsn+"?_pragma=busy_timeout(5000)")
	return database{db, false}, err
}

// columns are the columns of each table.
func (d database) columns(ctx context.Context) (map[string][]string, error) {
	query := `SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid`
	if d.pg {
		query = `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position`
	}
	found, err := d.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	out := map[string][]string{}
	for found.Next() {
		var table, column string
		if err := found.Scan(&table, &column); err != nil {
			return nil, err
		}
		out[table] = append(out[table], column)
	}
	return out, found.Err()
}

// watch puts triggers on every table.
func (d database) watch(ctx context.Context) error {
	tables, err := d.columns(ctx)
	if err != nil {
		return err
	}
	steps := []string{`CREATE TABLE seen (tbl TEXT NOT NULL, col TEXT NOT NULL, val TEXT)`}
	if d.pg {
		steps = append(steps, `CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
			INSERT INTO seen SELECT TG_TABLE_NAME, key, value FROM jsonb_each_text(to_jsonb(NEW)); RETURN NULL; END $$`)
	}
	for table, columns := range tables {
		if strings.HasPrefix(table, "sqlite_") {
			continue
		}
		if d.pg {
			steps = append(steps, fmt.Sprintf(`CREATE TRIGGER watch AFTER INSERT OR UPDATE ON %q FOR EACH ROW EXECUTE FUNCTION watch()`, table))
			continue
		}
		values := make([]string, len(columns))
		for i, c := range columns {
			values[i] = fmt.Sprintf(`('%s', '%s', CAST(NEW.%q AS TEXT))`, table, c, c)
		}
		for _, event := range []string{"INSERT", "UPDATE"} {
			steps = append(steps, fmt.Sprintf(`CREATE TRIGGER "watch_%s_%s" AFTER %s ON %q BEGIN INSERT INTO seen VALUES %s; END`, table, event, event, table, strings.Join(values, ", ")))
		}
	}
	for _, step := range steps {
		if _, err := d.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("%s: %w", step, err)
		}
	}
	return nil
}

// read prints every value that is not NULL. What was seen goes by the names of where it was.
func (d database) read(ctx context.Context) error {
	tables, err := d.columns(ctx)
	if err != nil {
		return err
	}
	out := json.NewEncoder(os.Stdout)
	for table, columns := range tables {
		quoted := make([]string, len(columns))
		for i, c := range columns {
			quoted[i] = fmt.Sprintf(`CAST(%q AS TEXT)`, c)
		}
		rows, err := d.QueryContext(ctx, fmt.Sprintf(`SELECT %s FROM %q`, strings.Join(quoted, ", "), table))
		if err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
		values, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				return err
			}
			for i, v := range values {
				where := [2]string{table, columns[i]}
				if table == "seen" {
					where = [2]string{"seen " + values[0].String, values[1].String}
				}
				if v.Valid {
					if err := out.Encode([3]string{where[0], where[1], v.String}); err != nil {
						return err
					}
				}
			}
		}
		if err := rows.Err(); err != nil {
			return err
		}
		rows.Close()
	}
	return nil
}
