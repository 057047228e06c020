// Package web is what a browser fetches besides pages: one style sheet, one script, the app itself. All of it is compiled
// into the server, so that one file is the whole product and no replica ever answers with another's assets.
//
// Every asset is named by its content (/web/app.1f0c…e2.css), may therefore be cached for ever, and is kept here only as the
// build compressed it: brotli for nearly everyone, gzip for the rest. The plain bytes are not kept, since they would add 8 MB
// to the binary for the few clients that accept neither; those get the gzip bytes unpacked as they are sent. What reads cards
// is large and kept as brotli alone.
//
// web/build makes the files in dist. On a fresh clone dist is empty: then the style sheet comes from its sources as they stand
// and there is no script and no app. Every page works without them.
package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"mime"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

//go:embed css js dist
var files embed.FS

// Asset is one file as it travels. The zero Asset, with an empty Path, is one that this build does not have.
type Asset struct {
	Path string // the address: /web/app.<hash>.css
	Type string // its media type
	Size int64  // bytes unpacked; what a progress line counts up to

	plain, brotli, gzip *io.SectionReader // plain only where there is no gzip
	file                string            // of the guide, which travels as it is
}

// content is bytes that lie in memory.
func content(b []byte) *io.SectionReader {
	return io.NewSectionReader(bytes.NewReader(b), 0, int64(len(b)))
}

// embedded is the content of a file that stays where it is: read at the start it would be 4 MB of memory for as long as the
// program runs, whether anybody asks for it or not.
func embedded(from fs.FS, name string) (*io.SectionReader, error) {
	f, err := from.Open(name)
	if err != nil {
		return nil, err
	}
	at, ok := f.(io.ReaderAt)
	info, err := f.Stat()
	if err != nil || !ok {
		return nil, errors.Join(err, fmt.Errorf("%s cannot be read in place", name))
	}
	return io.NewSectionReader(at, 0, info.Size()), nil
}

// ScanFolder begins the names of what reads cards: a module that the scan screen loads, and what that loads in turn. It is
// there only where the build found its npm packages.
const ScanFolder = "scan/"

// Assets are all files of one build.
type Assets struct {
	Version       string // changes exactly when an asset does; the App-Version of every answer
	CSS, JS, Wasm Asset
	Scan, Reader  Asset  // the module by which the scan screen uses the camera, and the worker that reads; empty in a build without
	ScanVersion   string // changes exactly when a file does by which cards are read
	Worker        string // the source of the service worker; its server fills in what it keeps
	byPath        map[string]*Asset
}

// Manifest is dist/manifest.json: what web/build made.
type Manifest struct {
	Version string           `json:"version"`
	Files   map[string]Built `json:"files"` // by name without hash: app.css
}

// Built is one file of a Manifest. Beside the manifest stand its name + ".br" and + ".gz".
type Built struct {
	Hash string `json:"hash"` // of the plain bytes, see Hash
	Size int64  `json:"size"` // of the plain bytes
}

// Hash names content: the first 20 hexadecimal digits of its SHA-256.
func Hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:10])
}

// Open reads the table of the embedded assets. It neither hashes nor packs what the build did already.
func Open() (*Assets, error) { return open(files) }

func open(from fs.FS) (*Assets, error) {
	a := &Assets{byPath: map[string]*Asset{}}
	worker, err := fs.ReadFile(from, "js/sw.js")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	a.Worker = string(worker)

	var m Manifest
	raw, err := fs.ReadFile(from, "dist/manifest.json")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		css, err := StyleSheet(from)
		if err != nil {
			return nil, err
		}
		a.Version = "source-" + Hash(css)
		a.CSS = Asset{Size: int64(len(css)), plain: content(css)}
		a.add(&a.CSS, "app.css", Hash(css))
		return a, nil
	case err != nil:
		return nil, err
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, fmt.Errorf("dist/manifest.json: %w", err)
	}
	a.Version = m.Version
	for name, to := range map[string]*Asset{"app.css": &a.CSS, "app.js": &a.JS, "app.wasm": &a.Wasm} {
		built, ok := m.Files[name]
		if !ok {
			return nil, fmt.Errorf("dist/manifest.json names no %s: make build", name)
		}
		to.Size = built.Size
		if to.brotli, err = embedded(from, "dist/"+name+".br"); err != nil {
			return nil, err
		}
		if to.gzip, err = embedded(from, "dist/"+name+".gz"); err != nil {
			return nil, err
		}
		a.add(to, name, built.Hash)
	}
	return a, a.openScan(from, m)
}

// openScan adds what reads cards. It was packed with brotli only.
func (a *Assets) openScan(from fs.FS, m Manifest) error {
	var hashes []byte
	for _, name := range slices.Sorted(maps.Keys(m.Files)) {
		if !strings.HasPrefix(name, ScanFolder) {
			continue
		}
		to := new(Asset)
		switch name {
		case ScanFolder + "camera.js":
			to = &a.Scan
		case ScanFolder + "worker.js":
			to = &a.Reader
		}
		*to = Asset{Size: m.Files[name].Size}
		var err error
		if to.brotli, err = embedded(from, "dist/"+name+".br"); err != nil {
			return err
		}
		a.add(to, name, m.Files[name].Hash)
		hashes = append(hashes, m.Files[name].Hash...)
	}
	if hashes != nil {
		a.ScanVersion = Hash(hashes)
	}
	return nil
}

func (a *Assets) add(to *Asset, name, hash string) {
	ext := path.Ext(name)
	to.Path = "/web/" + strings.TrimSuffix(name, ext) + "." + hash + ext
	to.Type = types[ext]
	a.byPath[to.Path] = to
}

// types are given here because the system's table may say otherwise and a scratch image has none.
var types = map[string]string{
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".wasm": "application/wasm",
	".png":  "image/png",
	".webm": "video/webm",
	".mp4":  "video/mp4",
	".onnx": "application/octet-stream",
	".txt":  "text/plain; charset=utf-8",
}

// Sources joins all files of a folder that end in ext, in the order of their names.
func Sources(from fs.FS, dir, ext string) ([]byte, error) {
	names, err := fs.Glob(from, dir+"/*"+ext)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s holds no %s file", dir, ext)
	}
	var all bytes.Buffer
	for _, name := range names {
		b, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, err
		}
		all.Write(b)
		all.WriteByte('\n')
	}
	return all.Bytes(), nil
}

// ServeHTTP answers the assets' addresses; anything else is not found, also an asset of another build.
func (a *Assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	asset, ok := a.byPath[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", asset.Type)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	h.Set("X-Content-Type-Options", "nosniff")
	if asset.file != "" {
		asset.stream(w, r)
		return
	}
	coding, body := asset.as(r.Header.Get("Accept-Encoding"))
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	if body == nil {
		h.Set("Content-Length", strconv.FormatInt(asset.Size, 10))
		_ = asset.unpack(w) // an error here is a client that left
		return
	}
	h.Set("Content-Length", strconv.FormatInt(body.Size(), 10))
	_, _ = io.Copy(w, io.NewSectionReader(body, 0, body.Size()))
}

// as chooses the smallest form that a client accepts. No body means that the plain bytes must be unpacked.
func (a *Asset) as(accepted string) (coding string, body *io.SectionReader) {
	switch {
	case a.brotli != nil && Accepts(accepted, "br"):
		return "br", a.brotli
	case a.gzip != nil && Accepts(accepted, "gzip"):
		return "gzip", a.gzip
	}
	return "", a.plain
}

func (a *Asset) unpack(w io.Writer) error {
	if a.gzip == nil {
		_, err := io.Copy(w, brotli.NewReader(io.NewSectionReader(a.brotli, 0, a.brotli.Size())))
		return err
	}
	z, err := gzip.NewReader(io.NewSectionReader(a.gzip, 0, a.gzip.Size()))
	if err != nil {
		return err
	}
	_, err = io.Copy(w, z)
	return err
}

// Accepts says whether an Accept-Encoding header allows a coding by name: present and not refused by q=0.
func Accepts(header, coding string) bool {
	for item := range strings.SplitSeq(header, ",") {
		name, params, err := mime.ParseMediaType("x/" + strings.TrimSpace(item))
		if err != nil || name != "x/"+coding {
			continue
		}
		weight, weighed := params["q"]
		q, err := strconv.ParseFloat(weight, 64)
		return !weighed || err == nil && q > 0
	}
	return false
}
