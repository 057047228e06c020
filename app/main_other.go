//go:build !wasm

// The app runs in a browser and is built for it. This stands here so that go build ./... works without saying so.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "the app runs in a browser: make run, or GOOS=js GOARCH=wasm go build ./app")
	os.Exit(1)
}
