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
	stopped bool    // the person sends it: something was edited since, or
	off     bool    // the person does not want it sent by itself
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
	r.began, r.stopped, r.off = now(), false, false
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

// hold stops waiting because the person says so.
func (f *Form) hold(ctx app.Context) {
	f.repeat.stopped, f.repeat.off = true, true
	ctx.Defer(func(app.Context) { // the button that was pressed is gone
		focus(f.element().Call("querySelector", `[data-act="again"]`))
	})
}

// waiting says in the summary when the form will be sent again, and has it sent now or not at all. The seconds are for the eye: a
// reader hears when, once.
func (f *Form) waiting() app.UI {
	r := f.repeat
	if r.wait == 0 {
		return nil
	}
	box := app.Div().ID(f.summaryID() + "-again").Class("again")
	buttons := []app.UI{app.Button().Class("btn btn-s").Type("button").DataSet("act", "again").Text(f.Site.T(text.RunAgainNow))}
	switch {
	case f.busy:
		return box.Body(app.P().Text(f.Site.T(text.Sending)), app.Div().Class("actions").Body(buttons...))
	case r.off:
		return box.Body(app.P().Text(f.Site.T(text.RunAgainOff)), app.Div().Class("actions").Body(buttons...))
	case r.stopped:
		return box.Body(app.P().Text(f.Site.T(text.RunAgainNot)), app.Div().Class("actions").Body(buttons...))
	}
	buttons = append(buttons, app.Button().Class("btn btn-s").Type("button").DataSet("act", "hold").Text(f.Site.T(text.RunAgainStop)))
	return box.Body(
		app.P().Class("vh").Text(f.Site.T(text.RunAgainIn, r.wait)),
		&Countdown{Key: strconv.Itoa(r.run), Seconds: r.wait, Body: func(left int, _ bool) app.UI {
			return app.P().Class("num").Aria("hidden", true).Text(f.Site.T(text.RunAgainLeft, left))
		}},
		app.Div().Class("actions").Body(buttons...),
	)
}

// pause says in how long the person may send again, and when that is over. As above.
func (f *Form) pause() []app.UI {
	wait := wire.Wait(f.Site.Lang, f.wait)
	if wait == "" {
		return nil
	}
	return []app.UI{app.Span().Class("vh").Text(wait), app.Span().Aria("hidden", true).Body(waits(f.Site, strconv.Itoa(f.repeat.run), f.wait))}
}
