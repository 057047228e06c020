//go:build wasm

// The app in the browser: it runs the table of screens. Nothing else happens here.
package main

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/page"
)

func main() {
	page.Route()
	app.RunWhenOnBrowser()
}
