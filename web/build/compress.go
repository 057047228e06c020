package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"

	"netanswer/web"
)

// forms are the endings of what is written of a file. What reads cards has no gzip: it is large, and whoever does not take brotli
// gets it unpacked.
func forms(name string) []string {
	if strings.HasPrefix(name, web.ScanFolder) {
		return []string{".br"}
	}
	return []string{".br", ".gz"}
}

// compress writes the forms of files at their smallest, as many at a time as there are cores: the app takes a quarter of a
// minute and the engine that reads cards as long, once per change.
func compress(dir string, files map[string][]byte) error {
	var all sync.WaitGroup
	free := make(chan struct{}, runtime.NumCPU())
	var mu sync.Mutex
	var failed error
	for name, b := range files {
		for _, ext := range forms(name) {
			all.Go(func() {
				free <- struct{}{}
				defer func() { <-free }()
				file := filepath.Join(dir, name+ext)
				err := os.MkdirAll(filepath.Dir(file), 0o755)
				if err == nil {
					err = pack(file, b, packer(name, ext))
				}
				mu.Lock()
				failed = errors.Join(failed, err)
				mu.Unlock()
			})
		}
	}
	all.Wait()
	return failed
}

func packer(name, ext string) func(io.Writer) (io.WriteCloser, error) {
	if ext == ".gz" {
		return func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriterLevel(w, gzip.BestCompression) }
	}
	quality := brotli.BestCompression
	if filepath.Ext(name) == ".onnx" { // weights are noise: the last 4 % take ten times as long
		quality = 9
	}
	return func(w io.Writer) (io.WriteCloser, error) {
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: quality, LGWin: 24}), nil
	}
}

func pack(file string, b []byte, with func(io.Writer) (io.WriteCloser, error)) error {
	var packed bytes.Buffer
	z, err := with(&packed)
	if err != nil {
		return err
	}
	if _, err := z.Write(b); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return replace(file, packed.Bytes())
}

// replace puts a whole file in place of another: whoever reads meanwhile sees the old one or the new one.
func replace(file string, b []byte) error {
	if err := os.WriteFile(file+".new", b, 0o644); err != nil {
		return err
	}
	return os.Rename(file+".new", file)
}
