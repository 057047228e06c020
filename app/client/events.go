package client

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Events listens to a stream of server-sent events until stop is called. The browser connects again by itself when a stream ends;
// lost is called when it has given up. Both are called outside of the UI's turn: dispatch from there.
func Events(u string, said func(data string), lost func()) (stop func()) {
	source := app.Window().Get("EventSource")
	if !source.Truthy() {
		lost()
		return func() {}
	}
	stream := source.New(u)
	message := app.FuncOf(func(_ app.Value, args []app.Value) any {
		said(args[0].Get("data").String())
		return nil
	})
	failed := app.FuncOf(func(app.Value, []app.Value) any {
		if stream.Get("readyState").Int() == closed {
			lost()
		}
		return nil
	})
	stream.Set("onmessage", message)
	stream.Set("onerror", failed)
	return func() {
		stream.Set("onmessage", nil)
		stream.Set("onerror", nil)
		stream.Call("close")
		message.Release()
		failed.Release()
	}
}

const closed = 2 // EventSource.CLOSED
