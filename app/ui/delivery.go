package ui

import (
	"context"
	"encoding/json"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/client"
	"netanswer/shared/wire"
)

// Delivery draws what is known of a message that is on its way, and finds out when that changes: it asks for the screen's data
// itself and has the screen drawn anew only when there is something to say, so that nothing disturbs who is typing.
type Delivery struct {
	app.Compo

	At   string // the screen's address
	Now  wire.Delivery
	Key  string // of the message: another one is waited for anew
	Body func() app.UI

	runs int // number of the wait: what comes of an older one is nothing to this
	key  string
	now  wire.Delivery
}

// asks is when the screen is asked, after the time before: for a minute and a half in all.
var asks = []time.Duration{1, 1, 1, 2, 3, 5, 8, 13, 21, 34}

// OnMount begins to wait.
func (d *Delivery) OnMount(ctx app.Context) { d.wait(ctx) }

// OnUpdate begins anew when the screen got other data.
func (d *Delivery) OnUpdate(ctx app.Context) {
	if d.key != d.Key || d.now != d.Now {
		d.wait(ctx)
	}
}

// OnDismount ends it.
func (d *Delivery) OnDismount() { d.runs++ }

func (d *Delivery) wait(ctx app.Context) {
	d.runs++
	d.key, d.now = d.Key, d.Now
	if d.Now == wire.Sending {
		d.ask(ctx, d.runs, 0)
	}
}

func (d *Delivery) ask(ctx app.Context, run, n int) {
	if n == len(asks) {
		return
	}
	ctx.After(asks[n]*time.Second, func(ctx app.Context) {
		ctx.PreventUpdate()
		if run != d.runs {
			return
		}
		at := d.At
		ctx.Async(func() {
			a, err := client.Get(context.Background(), at)
			ctx.Dispatch(func(ctx app.Context) {
				ctx.PreventUpdate()
				var told wire.Verify
				switch {
				case run != d.runs:
				case err == nil && a.OK() && json.Unmarshal(a.Data, &told) == nil && told.Delivery != wire.Sending:
					ctx.NewAction(client.Refresh)
				default:
					d.ask(ctx, run, n+1)
				}
			})
		})
	})
}

// Render draws it; what it says is read out when it changes.
func (d *Delivery) Render() app.UI {
	return app.Div().Role("status").Aria("live", "polite").Body(d.Body())
}
