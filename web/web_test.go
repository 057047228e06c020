package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
)

func packed(t *testing.T, b []byte) (br, gz []byte) {
	t.Helper()
	var one, two bytes.Buffer
	w := brotli.NewWriter(&one)
	z := gzip.NewWriter(&two)
	for _, c := range []io.WriteCloser{w, z} {
		if _, err := c.Write(b); err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return one.Bytes(), two.Bytes()
}

func built(t *testing.T) fstest.MapFS {
	t.Helper()
	m := fstest.MapFS{
		"js/sw.js":     {Data: []byte("worker")},
		"css/app.css":  {Data: []byte("source")},
		"dist/READ.md": {},
		"dist/manifest.json": {Data: []byte(`{"version":"v1","files":{"app.css":{"hash":"c0","size":5},` +
			`"app.js":{"hash":"30","size":6},"app.wasm":{"hash":"3a","size":4000}}}`)},
	}
	for name, b := range map[string]string{"app.css": "style", "app.js": "script", "app.wasm": strings.Repeat("wasm", 1000)} {
		br, gz := packed(t, []byte(b))
		m["dist/"+name+".br"], m["dist/"+name+".gz"] = &fstest.MapFile{Data: br}, &fstest.MapFile{Data: gz}
	}
	return m
}

func get(a *Assets, path, accept string) *http.Response {
	r := httptest.NewRequest("GET", path, nil)
	r.Header.Set("Accept-Encoding", accept)
	w := httptest.NewRecorder()
	a.ServeHTTP(w, r)
	return w.Result()
}

func TestABuiltAssetTravelsAsTheClientAccepts(t *testing.T) {
	a, err := open(built(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, accept, coding string }{
		{"a browser over TLS", "gzip, deflate, br, zstd", "br"},
		{"a browser without TLS", "gzip, deflate", "gzip"},
		{"brotli refused", "br;q=0, gzip;q=0.5", "gzip"},
		{"all refused", "br;q=0, gzip; q=0.0", ""},
		{"nothing said", "", ""},
		{"a name that only begins alike", "brx, gzipped", ""},
		{"nonsense", ";;=,,\"", ""},
	} {
		res := get(a, a.Wasm.Path, c.accept)
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		if got := res.Header.Get("Content-Encoding"); got != c.coding || res.StatusCode != 200 {
			t.Errorf("%s: %d, coding %q, want %q", c.name, res.StatusCode, got, c.coding)
			continue
		}
		if int64(len(body)) != res.ContentLength {
			t.Errorf("%s: %d bytes, Content-Length %d", c.name, len(body), res.ContentLength)
		}
		if got := unpacked(t, c.coding, body); string(got) != strings.Repeat("wasm", 1000) {
			t.Errorf("%s: unpacks to %d bytes", c.name, len(got))
		}
		h := res.Header
		if h.Get("Content-Type") != "application/wasm" || h.Get("Vary") != "Accept-Encoding" || !strings.Contains(h.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %v", c.name, h)
		}
	}
	if a.Version != "v1" || a.Worker != "worker" || a.Wasm.Size != 4000 || a.CSS.Path != "/web/app.c0.css" {
		t.Errorf("%+v", a)
	}
	for _, path := range []string{"/web/app.wasm", "/web/app.ffff.wasm", "/web/manifest.json", "/web/../go.mod"} {
		if res := get(a, path, "br"); res.StatusCode != 404 {
			t.Errorf("%s answers %d", path, res.StatusCode)
		}
	}
}

// What reads cards is kept as brotli alone: whoever does not take that gets it unpacked.
func TestScanningTravelsToWhoeverAsks(t *testing.T) {
	m := built(t)
	a, err := open(m)
	if err != nil || a.Scan.Path != "" || a.Reader.Path != "" || a.ScanVersion != "" {
		t.Fatalf("a build without: %q, %q, version %q, %v", a.Scan.Path, a.Reader.Path, a.ScanVersion, err)
	}
	m["dist/manifest.json"].Data = []byte(strings.Replace(string(m["dist/manifest.json"].Data), `"files":{`,
		`"files":{"scan/camera.js":{"hash":"ca","size":6},"scan/worker.js":{"hash":"40","size":6},"scan/read.onnx":{"hash":"4e","size":4000},`, 1))
	for name, b := range map[string]string{"camera.js": "camera", "worker.js": "worker", "read.onnx": strings.Repeat("onnx", 1000)} {
		br, _ := packed(t, []byte(b))
		m["dist/scan/"+name+".br"] = &fstest.MapFile{Data: br}
	}
	if a, err = open(m); err != nil {
		t.Fatal(err)
	}
	if a.Scan.Path != "/web/scan/camera.ca.js" || a.Reader.Path != "/web/scan/worker.40.js" || a.ScanVersion == "" {
		t.Errorf("camera %q, reader %q, version %q", a.Scan.Path, a.Reader.Path, a.ScanVersion)
	}
	for accept, coding := range map[string]string{"gzip, br": "br", "gzip": "", "": ""} {
		res := get(a, "/web/scan/read.4e.onnx", accept)
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		if got := res.Header.Get("Content-Encoding"); got != coding || int64(len(body)) != res.ContentLength {
			t.Errorf("%q: coding %q, %d bytes, Content-Length %d", accept, got, len(body), res.ContentLength)
		}
		if got := unpacked(t, coding, body); string(got) != strings.Repeat("onnx", 1000) {
			t.Errorf("%q: unpacks to %d bytes", accept, len(got))
		}
	}
	delete(m, "dist/scan/read.onnx.br")
	if _, err := open(m); err == nil {
		t.Error("a build without one of its models: opened")
	}
}

func TestAFreshCloneServesTheStyleSheetAndNoApp(t *testing.T) {
	a, err := open(fstest.MapFS{"css/2.css": {Data: []byte("b{}")}, "css/1.css": {Data: []byte("a{}")}, "dist/README.md": {}})
	if err != nil {
		t.Fatal(err)
	}
	if a.JS.Path != "" || a.Wasm.Path != "" {
		t.Errorf("script %q, app %q, want none", a.JS.Path, a.Wasm.Path)
	}
	res := get(a, a.CSS.Path, "br, gzip")
	if body, _ := io.ReadAll(res.Body); string(body) != "a{}\nb{}\n" {
		t.Errorf("style sheet %q", body)
	}
}

func TestABrokenBuildDoesNotStart(t *testing.T) {
	for name, breaks := range map[string]func(fstest.MapFS){
		"a manifest cut short":    func(m fstest.MapFS) { m["dist/manifest.json"].Data = []byte(`{"version":`) },
		"an app without brotli":   func(m fstest.MapFS) { delete(m, "dist/app.wasm.br") },
		"a script without gzip":   func(m fstest.MapFS) { delete(m, "dist/app.js.gz") },
		"a manifest without app":  func(m fstest.MapFS) { m["dist/manifest.json"].Data = []byte(`{"files":{}}`) },
		"no style sheet to serve": func(m fstest.MapFS) { delete(m, "dist/manifest.json"); delete(m, "css/app.css") },
	} {
		m := built(t)
		breaks(m)
		if _, err := open(m); err == nil {
			t.Errorf("%s: opened", name)
		}
	}
}

// What is embedded here and now, built or not, says the truth about itself: the start relies on it without looking.
func TestTheEmbeddedFilesAreWhatTheirNamesSay(t *testing.T) {
	a, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, asset := range []Asset{a.CSS, a.JS, a.Wasm} {
		if asset.Path == "" {
			continue // a fresh clone has a style sheet only; that it has one is checked next
		}
		forms := map[string]*io.SectionReader{"": asset.plain, "br": asset.brotli, "gzip": asset.gzip}
		for coding, form := range forms {
			if form == nil {
				continue
			}
			b := make([]byte, form.Size())
			if _, err := form.ReadAt(b, 0); err != nil {
				t.Fatal(err)
			}
			plain := unpacked(t, coding, b)
			if !strings.Contains(asset.Path, "."+Hash(plain)+".") || int64(len(plain)) != asset.Size {
				t.Errorf("%s as %q: hash %s, %d bytes, said %d", asset.Path, coding, Hash(plain), len(plain), asset.Size)
			}
		}
	}
	if a.CSS.Size == 0 {
		t.Error("the style sheet is empty")
	}
	if _, err := fs.Stat(files, "dist/manifest.json"); err == nil && (a.JS.Size == 0 || a.Wasm.Size == 0) {
		t.Error("a build without script or app")
	}
}

func unpacked(t *testing.T, coding string, b []byte) []byte {
	t.Helper()
	var r io.Reader = bytes.NewReader(b)
	switch coding {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		r = z
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}
