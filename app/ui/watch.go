package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/client"
)

// Watch draws what is so now, and has the screen's data fetched anew when a stream of the server says that it is otherwise. What it
// draws is read out when it changes. Where no stream is to be had it asks every few seconds; without the Wasm web/js/app.js
// loads the page At anew, and without any script the document does by itself.
type Watch struct {
	app.Compo

	URL  string        // of the stream; "": nothing is waited for
	At   string        // the screen's address
	Now  string        // what the stream says as long as nothing happens
	Body func() app.UI // the words of it

	stop func()
	url  string // being listened to
	runs int    // number of the listening: what comes of an older one is nothing to this
}

// watchAgain is how long a screen waits that has no stream.
const watchAgain = 5 * time.Second

// OnMount begins to listen.
func (w *Watch) OnMount(ctx app.Context) { w.listen(ctx) }

// OnUpdate begins anew, or ends, when the screen got other data.
func (w *Watch) OnUpdate(ctx app.Context) {
	if w.url != w.URL {
		w.listen(ctx)
	}
}

// OnDismount hangs up.
func (w *Watch) OnDismount() { w.end() }

func (w *Watch) end() {
	w.runs++
	w.url = ""
	if w.stop != nil {
		w.stop()
		w.stop = nil
	}
}

func (w *Watch) listen(ctx app.Context) {
	w.end()
	if w.URL == "" {
		return
	}
	w.url = w.URL
	run := w.runs
	w.stop = client.Events(w.URL,
		func(data string) {
			ctx.Dispatch(func(ctx app.Context) {
				ctx.PreventUpdate()
				if run == w.runs && data != w.Now {
					ctx.NewAction(client.Refresh)
				}
			})
		},
		func() {
			ctx.Dispatch(func(ctx app.Context) {
				ctx.PreventUpdate()
				w.later(ctx, run)
			})
		})
}

// later asks for the data itself, and tries to listen once more.
func (w *Watch) later(ctx app.Context, run int) {
	ctx.After(watchAgain, func(ctx app.Context) {
		ctx.PreventUpdate()
		if run == w.runs {
			ctx.NewAction(client.Refresh)
			w.listen(ctx)
		}
	})
}

// Render draws it.
func (w *Watch) Render() app.UI {
	el := app.Div().Role("status").Aria("live", "polite")
	if w.URL != "" {
		el.DataSet("reload", w.At)
	}
	return el.Body(w.Body())
}
