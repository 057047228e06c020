package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// goApp is the module that draws in the browser.
const goApp = "github.com/maxence-charriere/go-app/v10"

// unserved are the files of go-app that serve, which our own server does (server/site). They are all that brings net/http into the
// browser's program, and with it TLS, certificates, multipart and their tables: 0.3 MB of the download, which no linker leaves out, for
// packages have initialisers.
var unserved = []string{"http.go", "resource.go", "wasm.go"}

// standIn is what the rest of go-app asks of them in the browser. We serve under no other origin: an address stays what it is.
const standIn = `package app

func clientResourceResolver(string) func(string) string {
	return func(location string) string { return location }
}
`

// browserOnly writes a copy of go-app without its server into dir, a folder below the module's root, and beside it the module file that
// builds with the copy; it returns that file's path. The copy is the very version that go.mod requires and go.sum vouches for; a
// version whose files are called otherwise stops the build.
func browserOnly(root, dir string) (string, error) {
	from, err := goAppFolder(root)
	if err != nil {
		return "", err
	}
	to := filepath.Join(root, dir)
	if err := os.RemoveAll(to); err != nil {
		return "", err
	}
	for _, folder := range []string{"pkg/app", "pkg/errors"} {
		if err := copyGo(filepath.Join(from, folder), filepath.Join(to, folder)); err != nil {
			return "", err
		}
	}
	for _, name := range unserved {
		if err := os.Remove(filepath.Join(to, "pkg/app", name)); err != nil {
			return "", fmt.Errorf("another go-app than web/build/goapp.go knows: %w", err)
		}
	}
	if err := os.WriteFile(filepath.Join(to, "pkg/app/browser_only.go"), []byte(standIn), 0o644); err != nil {
		return "", err
	}
	if err := copyFile(filepath.Join(from, "go.mod"), filepath.Join(to, "go.mod")); err != nil {
		return "", err
	}
	ours, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	// the path is part of what is built: it is the same on every machine
	ours = fmt.Appendf(ours, "\nreplace %s => ./%s\n", goApp, filepath.ToSlash(dir))
	module := to + ".mod"
	if err := os.WriteFile(module, ours, 0o644); err != nil {
		return "", err
	}
	return module, copyFile(filepath.Join(root, "go.sum"), to+".sum")
}

// goAppFolder is where go keeps the module, fetched if it was not yet.
func goAppFolder(root string) (string, error) {
	cmd := exec.Command("go", "mod", "download", "-json", goApp)
	cmd.Dir, cmd.Stderr = root, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go mod download %s: %w", goApp, err)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		return "", fmt.Errorf("go mod download %s: %w", goApp, err)
	}
	return module.Dir, nil
}

// copyGo copies the Go files of a folder, without its tests and the folders in it.
func copyGo(from, to string) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	all, err := fs.Glob(os.DirFS(from), "*.go")
	if err != nil {
		return err
	}
	for _, name := range all {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		if err := copyFile(filepath.Join(from, name), filepath.Join(to, name)); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o644)
}
