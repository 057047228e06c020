// Package forbidden breaks every lint rule once. `make test` proves with it that the rules find what they must, and nothing
// else. No pattern of the go command reaches a testdata folder, so it is in no build.
package forbidden

import (
	"net/http"
	"time"

	other "github.com/maxence-charriere/go-app/v10/pkg/app"
)

func page() string {
	styled := other.Div().Style("color", "red")       // forbidden
	_ = other.P().Styles(map[string]string{"a": "b"}) // forbidden
	_ = other.Raw("<b>")                              // forbidden
	return other.HTMLString(styled)                   // forbidden
}

func handler() http.Handler {
	return &other.Handler{} // forbidden
}

func fetch() {
	_, _ = http.Get("/")               // forbidden
	_, _ = http.DefaultClient.Get("/") // forbidden
	_ = &http.Client{}                 // forbidden
	_ = time.Now()                     // forbidden
	_ = time.Since(time.Time{})        // forbidden
	_ = time.Time{}.Add(time.Second)
	_, _ = http.NewRequest("GET", "/", nil)
}
