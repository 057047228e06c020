package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/rs/zerolog"
	"github.com/uptrace/bun"
)

// What a database says when it is not there for now, and what it says of a mistake, told apart on real ones.
func TestADatabaseThatIsGoneIsToldFromAMistake(t *testing.T) {
	path := t.TempDir() + "/x.db"
	db, err := Open(t.Context(), path, zerolog.Nop())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	exec := func(query string) error {
		return db.one(t.Context(), func(c bun.IDB) error { _, err := c.ExecContext(t.Context(), query); return err })
	}
	for _, query := range []string{"CREATE TABLE a (b TEXT UNIQUE)", "INSERT INTO a VALUES ('x')"} {
		if err := exec(query); err != nil {
			t.Fatal(err)
		}
	}
	for query, want := range map[string]bool{"INSERT INTO a VALUES ('x')": false, "INSERT INTO nothing VALUES (1)": false, "nonsense": false} {
		if err := exec(query); err == nil || Gone(err) != want {
			t.Errorf("%s: %v is gone: %v", query, err, Gone(err))
		}
	}

	db.patience = 50 * time.Millisecond
	other, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	if err := exec("INSERT INTO a VALUES ('locked')"); !Gone(err) {
		t.Errorf("locked by another: %v", err)
	}
	if _, err := other.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}

	for pragma, back := range map[string]string{"max_page_count = 1": "max_page_count = 100000", "query_only = ON": "query_only = OFF"} { // a full disk; a disk that became read only
		if err := exec("PRAGMA " + pragma); err != nil {
			t.Fatal(err)
		}
		var err error
		for n := 0; n < 1000 && err == nil; n++ {
			err = exec(fmt.Sprintf("INSERT INTO a VALUES (hex(randomblob(2000)) || %d)", n))
		}
		if !Gone(err) {
			t.Errorf("%s: %v", pragma, err)
		}
		if err := exec("PRAGMA " + back); err != nil {
			t.Fatal(err)
		}
		if err := exec("INSERT INTO a VALUES ('after " + pragma + "')"); err != nil {
			t.Errorf("after %s: %v", pragma, err)
		}
	}
}

func TestAPostgresThatCannotBeReachedOrNeverAnswersIsGone(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	go func() {
		for {
			c, err := silent.Accept()
			if err != nil {
				return
			}
			defer c.Close()
		}
	}()
	shut, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := shut.Addr().String()
	shut.Close()
	for what, dsn := range map[string]string{
		"a silent one": "postgres://x@" + silent.Addr().String() + "/x?sslmode=disable&connect_timeout=1", "none": "postgres://x@" + nobody + "/x?sslmode=disable",
		"no socket": "postgres://x@/x?host=" + t.TempDir(),
	} {
		db, err := Open(t.Context(), dsn, zerolog.Nop())
		if err != nil {
			t.Fatal(err)
		}
		if err := db.update(t.Context(), func(tx) error { return nil }); !Gone(err) {
			t.Errorf("%s: %v", what, err)
		}
		if err := db.Ready(t.Context()); !Gone(err) {
			t.Errorf("%s, asked whether it is ready: %v", what, err)
		}
		db.Close()
	}
}

func TestCodesThatMeanLaterAndCodesThatMeanNever(t *testing.T) {
	for code, want := range map[string]bool{
		"57P01": true, "57P02": true, "57P03": true, "53300": true, "53100": true, "08006": true, "25006": true, "40001": true, "57014": true, "58030": true,
		"23505": false, "42P01": false, "42601": false, "22021": false, "28P01": false, "57P04": false, "XX000": false, "25P02": false,
	} {
		if got := Gone(fmt.Errorf("read: %w", &pgconn.PgError{Code: code})); got != want {
			t.Errorf("SQLSTATE %s is gone: %v", code, got)
		}
	}
	for _, err := range []error{nil, errors.New("x"), sql.ErrNoRows, context.Canceled} {
		if Gone(err) {
			t.Errorf("%v is gone", err)
		}
	}
	for _, err := range []error{context.DeadlineExceeded, io.ErrUnexpectedEOF, errHeld} {
		if !Gone(fmt.Errorf("x: %w", err)) {
			t.Errorf("%v is not gone", err)
		}
	}
}
