package ui

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/client"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// repeat sends a form once more that the server was too busy for. What it sends stands in the inputs all the while: nothing is
// kept beside them. It is for an answer that says so alone: where none came, the first may have been done.
type repeat struct {
	tries   int     // repeats since the person sent the form
	run     int     // number of the wait: the end of an older one does nothing
	wait    int     // s; zero: it does not come to that
	began   float64 // ms
	stopped bool    // something was edited since: the person sends it
}

const (
	maxRepeats = 3
	frozen     = 90_000 // ms: a wait that ends so late was no wait, the page lay frozen in the browser's history
)

// second is a second. Tests have shorter ones.
var second = time.Second

// later waits until the form may be sent again, each time longer. It says whether there is anything to wait for.
func (f *Form) later(ctx app.Context, ans client.Answer) bool {
	r := &f.repeat
	if r.run++; !ans.JSON || ans.Failure.Code != wire.Unavailable || ans.Failure.RetryAfter <= 0 || r.tries >= maxRepeats {
		r.wait = 0
		return false
	}
	r.wait = ans.Failure.RetryAfter << r.tries
	r.wait += int(now()) % (r.wait/4 + 1) // not all at the same moment
	r.tries++
	r.began, r.stopped = now(), false
	run := r.run
	ctx.After(time.Duration(r.wait)*second, func(ctx app.Context) {
		if run != r.run || r.stopped || now()-r.began > float64(r.wait)*1000+frozen {
			ctx.PreventUpdate()
			return
		}
		f.post(ctx)
	})
	return true
}

// edited stops waiting: what stands there now the person has not sent. It says whether there was a wait.
func (f *Form) edited() bool {
	if f.repeat.wait == 0 || f.repeat.stopped || f.busy {
		return false
	}
	f.repeat.stopped = true
	return true
}

// fresh is a form sent by the person.
func (f *Form) fresh() { f.repeat = repeat{run: f.repeat.run + 1} }

// waiting says in the summary when the form will be sent again. The seconds are for the eye: a reader hears when, once.
func (f *Form) waiting() app.UI {
	r := f.repeat
	if r.wait == 0 {
		return nil
	}
	words := f.Site.T(text.RunAgainIn, r.wait)
	if r.stopped {
		words = f.Site.T(text.RunAgainNot)
	}
	return app.Div().ID(f.summaryID()+"-again").Class("again").Body(
		app.P().Text(words),
		app.Div().Class("actions").Body(
			app.Button().Class("btn btn-s").Type("button").DataSet("act", "again").Text(f.Site.T(text.RunAgainNow)),
			&Countdown{Key: strconv.Itoa(r.run), Seconds: r.wait, Body: func(left int, live bool) app.UI {
				return app.Span().Class("num muted").Aria("hidden", true).Hidden(r.stopped || f.busy).Text(f.Site.T(text.RunAgainLeft, left))
			}},
		),
	)
}
