package registration

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Call is the number that the holder calls, and how far that is. Nothing is typed on it: it may be left and loaded anew.
func Call(root string) func(wire.Site, wire.Call) app.UI {
	return func(site wire.Site, d wire.Call) app.UI { return call(root, site, d) }
}

func call(root string, site wire.Site, d wire.Call) app.UI {
	lead := text.CallLead
	if d.State == wire.CallNone {
		lead = text.CallNone
	}
	var body []app.UI
	if d.State == wire.CallWaits || d.State == wire.CallCame {
		body = []app.UI{number(root, site, d), ui.Notice(ui.Info, site.T(text.CallHidden), ui.Line(site.T(text.CallHiddenDo)))}
	} else {
		body = []app.UI{ask(root, site, d)}
	}
	return ui.Column(
		app.Div().Class("head").Body(steps(root, site), app.H1().Text(site.T(text.TitleCall)), app.P().Class("lead").Text(site.T(lead))),
		app.Div().Class("flow").Body(append(append([]app.UI{watch(root, d, site)}, body...), instead(root, site, d), atDesk(root, site))...),
	)
}

// watch says how far it is, and finds out.
func watch(root string, d wire.Call, site wire.Site) app.UI {
	w := &ui.Watch{At: root + "/call", Now: string(d.State), Body: func() app.UI {
		switch d.State {
		case wire.CallWaits:
			return ui.Notice(ui.Info, site.T(text.CallWaits), ui.Line(site.T(text.CallWaitsDo)))
		case wire.CallCame:
			return ui.Notice(ui.OK, site.T(text.CallCame), ui.Line(site.T(text.CallCameDo)))
		case wire.CallOver:
			return ui.Notice(ui.Warn, site.T(text.CallOver), ui.Line(site.T(text.CallOverDo)))
		}
		return app.Span()
	}}
	if d.State == wire.CallWaits {
		w.URL = root + "/call/events"
	}
	return w
}

// number is what to dial, from where and until when, and the button for afterwards.
func number(root string, site wire.Site, d wire.Call) app.UI {
	from := make([]app.UI, len(d.From))
	for i, masked := range d.From {
		from[i] = app.Span().Class("num nb").Text(masked)
	}
	return &ui.Form{
		Site:     site,
		ID:       "finish",
		Action:   root + "/call",
		Button:   text.CallButton,
		Renew:    true,
		Problems: d.Problems,
		Class:    "card flow call",
		Hidden:   map[string]string{"call": d.Mark},
		Check:    ui.Of[form.Call],
		Fields: func(ui.State) []app.UI {
			return []app.UI{
				app.Div().Class("dest").Body(
					app.Span().Class("ring").Body(ui.Icon("call")),
					app.Div().Body(
						app.P().Class("muted small").ID("free-l").Text(site.T(text.CallFree)),
						app.P().Class("desk-no").Body(ui.Phone(d.Free)),
					),
				),
				ui.Facts(
					ui.Fact{Name: site.T(text.CallCharged), Help: site.T(text.CallChargedDo), Value: ui.Phone(d.Charged)},
					ui.Fact{Name: site.T(text.CallFrom), Help: site.T(text.CallFromHelp), Value: app.Span().Class("from").Body(from...)},
					ui.Fact{Name: site.T(text.CallTime), Value: &ui.Countdown{Key: d.Mark + string(d.State), Seconds: d.Left, Body: func(left int, live bool) app.UI {
						return app.Span().Class("num").Text(until(site, left, live))
					}}},
				),
			}
		},
	}
}

// until is how long a call may come. Without scripts it stands still, so it says no more than about.
func until(site wire.Site, left int, live bool) string {
	if live {
		return site.T(text.CallTick, left/60, left%60)
	}
	return site.T(text.CallAbout, (left+59)/60)
}

// ask has a number shown.
func ask(root string, site wire.Site, d wire.Call) app.UI {
	button := text.CallShow
	if d.State == wire.CallOver {
		button = text.CallRenew
	}
	return &ui.Form{
		Site:     site,
		ID:       "ask",
		Action:   root + "/send",
		Button:   button,
		Problems: d.Problems,
		Class:    "card flow",
		Hidden:   map[string]string{"channel": byCall},
		Check:    ui.Of[form.Send],
		Fields: func(ui.State) []app.UI {
			from := make([]app.UI, len(d.From))
			for i, masked := range d.From {
				from[i] = app.B().Class("num nb").Text(masked)
			}
			return []app.UI{app.Div().Class("dest").Body(
				app.Span().Class("ring").Body(ui.Icon("call")),
				app.P().Body(append([]app.UI{app.Span().Class("muted small").Text(site.T(text.CallFrom))}, from...)...),
			)}
		},
	}
}

// instead is what else there is.
func instead(root string, site wire.Site, d wire.Call) app.UI {
	words := text.CallOtherDo
	if len(d.Channels) == 0 {
		words = text.CallOnlyDo
	}
	body := []app.UI{app.H2().ID("other-h").Text(site.T(text.CallOther)), app.P().Class("muted").Text(site.T(words))}
	for _, c := range d.Channels {
		body = append(body, send(root, site, "send-"+c.Channel, c, by(c.Channel)))
	}
	body = append(body, ui.Desk(site))
	return app.Section().Class("card flow").Aria("labelledby", "other-h").Body(body...)
}
