package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The browser's program is built without the HTTP server and client of Go, and with all that the app itself imports.
func TestTheBrowserGetsNoServer(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join("bin", "go-app-test")
	t.Cleanup(func() {
		for _, ext := range []string{"", ".mod", ".sum"} {
			os.RemoveAll(filepath.Join(root, dir) + ext)
		}
	})
	module, err := browserOnly(root, dir)
	if err != nil {
		t.Fatal(err)
	}
	without, with := packagesOf(t, root, "-modfile="+module), packagesOf(t, root)
	for _, p := range []string{"net/http", "crypto/tls", "mime"} {
		if !slices.Contains(with, p) {
			t.Errorf("go-app itself imports %s no more: this copy may not be needed", p)
		}
		if slices.Contains(without, p) {
			t.Errorf("the browser's program imports %s", p)
		}
	}
	for _, p := range []string{goApp + "/pkg/app", "netanswer/app/page"} {
		if !slices.Contains(without, p) {
			t.Errorf("the browser's program lacks %s", p)
		}
	}
}

func packagesOf(t *testing.T, root string, flags ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append(append([]string{"list", "-deps"}, flags...), "./app")...)
	cmd.Dir, cmd.Stderr = root, os.Stderr
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(out))
}
