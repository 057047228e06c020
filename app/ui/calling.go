package ui

import (
	"net/url"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Calling is what a screen shows that waits for a call to us: the number to dial, and how far the call is.
type Calling struct {
	Site     wire.Site
	Call     wire.Call
	At       string            // the screen's address, which takes the form as well; its stream lies beneath, under /events
	Hidden   map[string]string // what the form sends along
	Problems []form.Problem
	Check    func(url.Values, form.Rules) []form.Problem

	Whose, Wait, Came, Button text.Message // what phone it is that calls; what to do until then, and when it has come
}

// Waits says whether there is a number to dial.
func (c Calling) Waits() bool { return c.Call.State == wire.CallWaits || c.Call.State == wire.CallCame }

// Watch says how far it is, and finds out.
func (c Calling) Watch() app.UI {
	w := &Watch{At: c.At, Now: string(c.Call.State), Body: func() app.UI {
		t := c.Site.T
		switch c.Call.State {
		case wire.CallWaits:
			return Notice(Info, t(text.CallWaits), Line(t(c.Wait)))
		case wire.CallCame:
			return Notice(OK, t(text.CallCame), Line(t(c.Came)))
		case wire.CallOver:
			return Notice(Warn, t(text.CallOver), Line(t(text.CallOverDo)))
		}
		return app.Span()
	}}
	if c.Call.State == wire.CallWaits {
		w.URL = c.At + "/events"
	}
	return w
}

// Number is what to dial, from where and until when, and the button for afterwards.
func (c Calling) Number() app.UI {
	t, d := c.Site.T, c.Call
	from := make([]app.UI, len(d.From))
	for i, phone := range d.From {
		from[i] = app.Span().Class("num nb").Text(phone)
	}
	return &Form{
		Site:     c.Site,
		ID:       "finish",
		Action:   c.At,
		Button:   c.Button,
		Renew:    true,
		Problems: c.Problems,
		Class:    "card flow call",
		Hidden:   c.Hidden,
		Check:    c.Check,
		Fields: func(State) []app.UI {
			return []app.UI{
				app.Div().Class("dest").Body(
					app.Span().Class("ring").Body(Icon("call")),
					app.Div().Body(
						app.P().Class("muted small").ID("free-l").Text(t(text.CallFree)),
						app.P().Class("desk-no").Body(Phone(d.Free)),
					),
				),
				Facts(
					Fact{Name: t(text.CallCharged), Help: t(text.CallChargedDo), Value: Phone(d.Charged)},
					Fact{Name: t(text.CallFrom), Help: t(c.Whose), Value: app.Span().Class("from").Body(from...)},
					Fact{Name: t(text.CallTime), Value: &Countdown{Key: d.Mark + string(d.State), Seconds: d.Left, Body: func(left int, live bool) app.UI {
						return app.Span().Class("num").Text(c.until(left, live))
					}}},
				),
			}
		},
	}
}

// Withheld says what to do where a phone sends no number along.
func (c Calling) Withheld() app.UI {
	return Notice(Info, c.Site.T(text.CallHidden), Line(c.Site.T(text.CallHiddenDo)))
}

// Ask has a number shown.
func (c Calling) Ask(action string, hidden map[string]string, check func(url.Values, form.Rules) []form.Problem) app.UI {
	button := text.CallShow
	if c.Call.State == wire.CallOver {
		button = text.CallRenew
	}
	from := []app.UI{app.Span().Class("muted small").Text(c.Site.T(text.CallFrom))}
	for _, phone := range c.Call.From {
		from = append(from, app.B().Class("num nb").Text(phone))
	}
	return &Form{
		Site:     c.Site,
		ID:       "ask",
		Action:   action,
		Button:   button,
		Problems: c.Problems,
		Class:    "card flow",
		Hidden:   hidden,
		Check:    check,
		Fields: func(State) []app.UI {
			return []app.UI{app.Div().Class("dest").Body(
				app.Span().Class("ring").Body(Icon("call")),
				app.P().Body(from...),
			)}
		},
	}
}

// until is how long a call may come. Without scripts it stands still, so it says no more than about.
func (c Calling) until(left int, live bool) string {
	if live {
		return c.Site.T(text.CallTick, left/60, left%60)
	}
	return c.Site.T(text.CallAbout, (left+59)/60)
}
