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
	c := ui.Calling{
		Site: site, Call: d, At: root + "/call", Hidden: map[string]string{"call": d.Mark}, Problems: d.Problems, Check: ui.Of[form.Call],
		Whose: text.CallFromHelp, Wait: text.CallWaitsDo, Came: text.CallCameDo, Button: text.CallButton,
	}
	body := []app.UI{c.Watch()}
	if c.Waits() {
		body = append(body, c.Number(), c.Withheld())
	} else {
		body = append(body, c.Ask(root+"/send", map[string]string{"channel": byCall}, ui.Of[form.Send]))
	}
	return ui.Column(
		app.Div().Class("head").Body(steps(root, site), app.H1().Text(site.T(text.TitleCall)), app.P().Class("lead").Text(site.T(lead))),
		app.Div().Class("flow").Body(append(body, instead(root, site, d), atDesk(root, site))...),
	)
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
