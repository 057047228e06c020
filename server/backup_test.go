package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"netanswer/shared/wire"
)

// busy keeps people registering until it is stopped, and answers how many steps they took.
func (p *program) busy() (steps *atomic.Int64, stop func()) {
	steps = &atomic.Int64{}
	over := make(chan struct{})
	var all sync.WaitGroup
	for _, slug := range []string{"both", "mail", "amex"} {
		q, c := p.person(true), p.card(slug)
		q.want(q.enter(c, "member_id", "busy-1-"+slug), 303, "/register/confirm")
		all.Go(func() {
			for {
				select {
				case <-over:
					return
				default:
				}
				if a := q.post("/register", "part", "email", "email", "someone@mail.example.org"); a.status != 303 {
					p.t.Errorf("under the backup: %d %s", a.status, a.body)
					return
				}
				steps.Add(1)
			}
		})
	}
	return steps, func() { close(over); all.Wait() }
}

func until(t *testing.T, done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it does not come to pass")
		}
	}
}

func TestABackupUnderWayRestoredLetsMembersInAndSendsNothingOld(t *testing.T) {
	folder := t.TempDir()
	database, copied := filepath.Join(folder, "netanswer.db"), filepath.Join(folder, "copy.db")
	pr := start(t, database)
	p, c := pr.person(true), pr.card("sms")
	p.registered(c, c.Mobile)
	login := []string{"member_id", "mizube2026", "password", "Kiri-no-mori7"}
	p.want(p.post("/login", login...), 303, "/home")
	half, other := pr.person(true), pr.card("diners")
	half.enter(other, "member_id", "half-way-1")
	half.want(half.post("/register/confirm"), 303, "/register/verify") // its passcode lies in the outbox

	steps, stop := pr.busy()
	until(t, func() bool { return steps.Load() > 20 })
	before := steps.Load()
	var said bytes.Buffer
	if err := run(t.Context(), []string{"backup", "--to", copied, "--database", database}, nil, &said); err != nil {
		t.Fatal(err)
	}
	until(t, func() bool { return steps.Load() > before+20 })
	stop()
	if info, err := os.Stat(copied); err != nil || info.Mode().Perm() != 0o600 || !strings.Contains(said.String(), copied) {
		t.Errorf("%v %v %s", info, err, said.String())
	}
	if err := run(t.Context(), []string{"backup", "--to=" + copied, "--database", database}, nil, &said); err == nil || !strings.Contains(err.Error(), "file exists") {
		t.Errorf("a second time: %v", err)
	}
	if err := run(t.Context(), []string{"restore", "--from", copied, "--database", database}, nil, &said); err == nil || !strings.Contains(err.Error(), "stop it first") {
		t.Errorf("while the server runs: %v", err)
	}
	p.want(p.get("/home"), 200, "") // it does not mind

	pr.site.Close()
	pr.db.Close()
	said.Reset()
	if err := run(t.Context(), []string{"restore", "--from", copied, "--database", database}, nil, &said); err != nil {
		t.Fatal(err)
	}
	if aside, err := filepath.Glob(database + ".before-*"); err != nil || len(aside) != 1 || !strings.Contains(said.String(), aside[0]) {
		t.Errorf("%v %v %s", aside, err, said.String())
	}

	again := start(t, database)
	u := again.person(true)
	u.http.Jar.SetCookies(u.address("/"), p.http.Jar.Cookies(p.address("/")))
	u.want(u.get("/home"), 303, "/login?ended=1&next=%2Fhome") // the session of then is over
	u.want(u.post("/login", login...), 303, "/home")
	if h := data[wire.Home](u, "/home"); h.Holder != c.Holder {
		t.Errorf("home shows %+v", h)
	}
	v := again.person(true)
	v.http.Jar.SetCookies(v.address("/"), half.http.Jar.Cookies(half.address("/")))
	v.want(v.get("/register/verify"), 303, "/register?expired=1")
	if err := again.runner.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if old := v.arrived(other.Mobile); len(old) != 0 {
		t.Errorf("a message of then was sent: %q", old)
	}
	w := again.person(true) // and what was held is free
	w.want(w.enter(other, "member_id", "half-way-1"), 303, "/register/confirm")
}

func TestOnPostgresBackupAndRestoreSayWhatToUse(t *testing.T) {
	pg := "postgres://test@nowhere.invalid/x"
	for name, err := range map[string]error{
		"pg_dump":    run(t.Context(), []string{"backup", "--to", filepath.Join(t.TempDir(), "x"), "--database", pg}, nil, io.Discard),
		"pg_restore": run(t.Context(), []string{"restore", "--from", "x", "--database", pg}, nil, io.Discard),
	} {
		if err == nil || !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, err := range []error{run(t.Context(), []string{"backup"}, nil, io.Discard), run(t.Context(), []string{"restore", "--from="}, nil, io.Discard)} {
		if err == nil || !strings.Contains(err.Error(), "FILE is needed") {
			t.Errorf("without a file: %v", err)
		}
	}
}

func TestADryRunPrintsWhatWouldRunAndChangesNothing(t *testing.T) {
	for name, fresh := range databases {
		t.Run(name, func(t *testing.T) {
			dsn := fresh(t)
			said := func() string {
				var out bytes.Buffer
				if err := run(t.Context(), []string{"migrate", "--dry-run", "--database", dsn}, nil, &out); err != nil {
					t.Fatal(err)
				}
				return out.String()
			}
			first := said()
			if !strings.Contains(first, "-- 0001_first would run:") || !strings.Contains(first, "CREATE TABLE flows") || said() != first {
				t.Error(first)
			}
			if err := run(t.Context(), []string{"migrate", "--database", dsn}, nil, io.Discard); err != nil {
				t.Fatal(err)
			}
			if again := said(); again != "-- nothing to do\n" {
				t.Error(again)
			}
		})
	}
}
