// Command build makes what web embeds: the app as Wasm, one script, one style sheet, and what reads cards where npm brought it,
// each compressed and named by its content. It is a Go program so that building needs Go and nothing else. Run it in the module's root: go run ./web/build.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"

	"netanswer/web"
)

func main() {
	root := flag.String("root", ".", "the module's root")
	flag.Parse()
	if err := build(*root); err != nil {
		fmt.Fprintln(os.Stderr, "web/build:", err)
		os.Exit(1)
	}
}

func build(root string) error {
	sources := os.DirFS(filepath.Join(root, "web"))
	style, err := styleSheet(sources)
	if err != nil {
		return err
	}
	code, err := script(sources)
	if err != nil {
		return err
	}
	app, err := wasm(root)
	if err != nil {
		return err
	}
	made, err := scan(sources)
	if err != nil {
		return err
	}
	all := map[string][]byte{"app.css": style, "app.js": code, "app.wasm": app}
	maps.Copy(all, made)
	return write(filepath.Join(root, "web", "dist"), all)
}

func styleSheet(sources fs.FS) ([]byte, error) {
	all, err := web.StyleSheet(sources)
	if err != nil {
		return nil, err
	}
	m := minify.New()
	m.AddFunc("css", css.Minify)
	return m.Bytes("css", all)
}

// script is what a page loads: Go's own glue of the Go that builds the Wasm (they must match), then hydration, the offer to install, what was typed before, the start.
func script(sources fs.FS) ([]byte, error) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	all, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"js/hydrate.js", "js/install.js", "js/draft.js", "js/vault.js", "js/app.js"} {
		part, err := fs.ReadFile(sources, name)
		if err != nil {
			return nil, err
		}
		all = append(append(all, '\n'), part...)
	}
	m := minify.New()
	m.AddFunc("js", js.Minify)
	return m.Bytes("js", all)
}

// wasm builds the app. No path, time or commit goes in: the same sources make the same bytes, hence the same address.
func wasm(root string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "netanswer-wasm")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "app.wasm")
	module, err := browserOnly(root, filepath.Join("bin", "go-app"))
	if err != nil {
		return nil, err
	}
	if module, err = filepath.Abs(module); err != nil {
		return nil, err
	}
	// Calls are not inlined in the screens and in go-app: chains of small methods, of which each would be written out at every use. That
	// takes 4 % off the download; what is hot, the runtime and the standard library, is inlined as ever.
	cmd := exec.Command("go", "build", "-modfile", module, "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-gcflags=netanswer/...=-l", "-gcflags=github.com/...=-l", "-o", file, "./app")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("building the app for the browser: %w", err)
	}
	return os.ReadFile(file)
}

// write compresses what changed since the manifest in dir was written, and writes the new manifest last: a build cut short
// is done again by the next one.
func write(dir string, made map[string][]byte) error {
	old, err := readManifest(dir)
	if err != nil {
		return err
	}
	now := web.Manifest{Files: map[string]web.Built{}}
	var hashes bytes.Buffer
	changed := map[string][]byte{}
	names := slices.Sorted(maps.Keys(made))
	for _, name := range names {
		b := made[name]
		now.Files[name] = web.Built{Hash: web.Hash(b), Size: int64(len(b))}
		hashes.WriteString(now.Files[name].Hash)
		if old.Files[name] != now.Files[name] || !whole(dir, name) {
			changed[name] = b
		}
	}
	if len(changed) > 0 {
		err := os.Remove(filepath.Join(dir, "manifest.json"))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := compress(dir, changed); err != nil {
			return err
		}
	}
	if err := report(dir, made, changed); err != nil {
		return err
	}
	now.Version = web.Hash(hashes.Bytes())
	raw, err := json.MarshalIndent(now, "", "  ")
	if err != nil {
		return err
	}
	return replace(filepath.Join(dir, "manifest.json"), append(raw, '\n'))
}

// report prints what travels, and refuses a scanner that has become too large.
func report(dir string, made, changed map[string][]byte) error {
	var scanning int64
	for _, name := range slices.Sorted(maps.Keys(made)) {
		small, err := os.Stat(filepath.Join(dir, name+".br"))
		if err != nil {
			return err
		}
		state := "unchanged"
		if changed[name] != nil {
			state = "made"
		}
		fmt.Printf("%-16s %9d bytes, brotli %8d  %s\n", name, len(made[name]), small.Size(), state)
		if strings.HasPrefix(name, web.ScanFolder) {
			scanning += small.Size()
		}
	}
	if scanning > 0 {
		fmt.Printf("what a phone loads to read a card:   %8d  of %d at most\n", scanning, mostToScan)
	}
	if scanning > mostToScan {
		return errors.New("what a phone loads to read a card has become too large")
	}
	return nil
}

func readManifest(dir string) (m web.Manifest, err error) {
	raw, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, err
	}
	if json.Unmarshal(raw, &m) != nil { // written by another version of this program: make everything again
		return web.Manifest{}, nil
	}
	return m, nil
}

// whole says that every form of a file is there.
func whole(dir, name string) bool {
	for _, ext := range forms(name) {
		if _, err := os.Stat(filepath.Join(dir, name+ext)); err != nil {
			return false
		}
	}
	return true
}
