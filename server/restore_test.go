//go:build system

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The commands of docs/operations.md, as they stand there.
func TestThePostgresCommandsOfTheDocumentationBackUpAndRestore(t *testing.T) {
	raw, err := os.ReadFile("../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(raw), "\n### PostgreSQL\n")
	if !found {
		t.Fatal("docs/operations.md has no section PostgreSQL")
	}
	section, _, _ = strings.Cut(section, "\n## ")
	var commands []string
	for i, part := range strings.Split(section, "```") {
		if script, is := strings.CutPrefix(part, "sh\n"); is && i%2 == 1 {
			commands = append(commands, script)
		}
	}
	if len(commands) != 2 {
		t.Fatalf("%d blocks of commands: one to back up and one to restore are wanted", len(commands))
	}
	folder := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(folder, "netanswer"), ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	from, to := databases["PostgreSQL"](t), databases["PostgreSQL"](t)
	run := func(script string) {
		t.Helper()
		cmd := exec.Command("sh", "-e", "-c", script)
		cmd.Dir = folder
		cmd.Env = append(os.Environ(), "PATH="+folder+":"+os.Getenv("PATH"), "NETANSWER_DATABASE="+from, "NEW_DATABASE="+to)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s\n%s", err, script, out)
		}
	}

	pr := start(t, from)
	p, c := pr.person(true), pr.card("sms")
	p.registered(c, c.Mobile)
	half := pr.person(true)
	half.enter(pr.card("diners"), "member_id", "half-way-1")
	half.post("/register/confirm")
	steps, stop := pr.busy()
	until(t, func() bool { return steps.Load() > 20 })
	run(commands[0])
	stop()
	run(commands[1])

	again := start(t, to)
	u := again.person(true)
	u.want(u.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/home")
	u.want(u.get("/home"), 200, "")
	if err := again.runner.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if old := u.arrived(again.card("diners").Mobile); len(old) != 0 {
		t.Errorf("a message of then was sent: %q", old)
	}
}
