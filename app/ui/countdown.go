package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Countdown shows how long something takes yet, second by second once the Wasm runs. Before, and without scripts, it shows
// where it began; the server says what is left with every page.
type Countdown struct {
	app.Compo

	Key     string                           // another one begins anew: a passcode's reference
	Seconds int                              // to go when the data was made
	Body    func(left int, live bool) app.UI // live: left is counted down

	left  int
	key   string  // being counted
	from  int     // its Seconds
	began float64 // performance.now() at the beginning, ms
	runs  int     // number of the count: an older one's ticks do nothing
	live  bool
}

// OnMount begins to count.
func (c *Countdown) OnMount(ctx app.Context) { c.begin(ctx) }

// OnUpdate begins anew when the screen got other data.
func (c *Countdown) OnUpdate(ctx app.Context) {
	if c.live && (c.key != c.Key || c.from != c.Seconds) {
		c.begin(ctx)
	}
}

func (c *Countdown) begin(ctx app.Context) {
	c.live, c.key, c.from, c.left, c.began = true, c.Key, c.Seconds, c.Seconds, now()
	c.runs++
	c.tick(ctx, c.runs)
}

func (c *Countdown) tick(ctx app.Context, run int) {
	if c.left <= 0 {
		return
	}
	ctx.After(time.Second, func(ctx app.Context) {
		if run != c.runs {
			ctx.PreventUpdate()
			return
		}
		c.left = max(0, c.from-int((now()-c.began+200)/1000)) // a tick that comes a little early counts
		c.tick(ctx, run)
	})
}

// now is the browser's clock since the page was opened: timers of a tab in the background are late, this is not.
func now() float64 {
	if !app.IsClient {
		return 0
	}
	return app.Window().Get("performance").Call("now").Float()
}

// waits says in how long it makes sense to try again, and then that it does.
func waits(site wire.Site, key string, seconds int) app.UI {
	return &Countdown{Key: key, Seconds: seconds, Body: func(left int, _ bool) app.UI {
		if left <= 0 {
			return app.Span().Class("num").Text(site.T(text.FailWaitOver))
		}
		return app.Span().Class("num").Text(wire.Wait(site.Lang, left))
	}}
}

// Render draws what is left.
func (c *Countdown) Render() app.UI {
	if !c.live {
		return c.Body(c.Seconds, false)
	}
	return c.Body(c.left, true)
}
