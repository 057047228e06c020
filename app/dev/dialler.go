package dev

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Phone is a telephone that a call can be made from, or a number that can be dialled.
type Phone struct {
	Number string
	Whose  string // or what it is
}

// Call is one that was placed.
type Call struct {
	From, To string // from is empty when the number was withheld
	Over     bool
	Answered bool
	Status   int      // of what answered (SIP)
	Said     []string // the announcements that were heard, in words
	Sound    string   // address of what was heard; empty when nothing was
}

// Dialler is the telephone of the handset: from which phone, to which of our numbers, and what was heard in the latest calls.
func Dialler(site wire.Site, phones, lines []Phone, calls []Call) app.UI {
	from := []app.UI{app.Option().Value("").Text(site.T(text.DialWithheld))}
	for i, p := range phones {
		from = append(from, app.Option().Value(p.Number).Selected(i == 0).Text(p.Number+" "+p.Whose))
	}
	var to []app.UI
	for _, l := range lines {
		to = append(to, app.Option().Value(l.Number).Text(strings.TrimSpace(l.Number+" "+l.Whose)))
	}
	body := []app.UI{
		app.H2().Text(site.T(text.DialTitle)),
		app.P().Class("muted").Text(site.T(text.DialHow)),
		app.Form().Method("post").Action("/dev/handset/call").Class("flow").Body(
			field("from", site.T(text.DialFrom), from),
			field("to", site.T(text.DialTo), to),
			app.Button().Class("btn").Type("submit").Body(ui.Icon("phone"), app.Span().Text(site.T(text.DialCall))),
		),
	}
	for _, c := range calls {
		body = append(body, placed(site, c))
	}
	return app.Section().Class("card", "flow").Body(body...)
}

func field(name, label string, options []app.UI) app.UI {
	return app.Div().Class("field").Body(
		app.Label().Class("label").For("dial-"+name).Text(label),
		app.Select().Class("input").ID("dial-"+name).Name(name).Body(options...),
	)
}

func placed(site wire.Site, c Call) app.UI {
	from := c.From
	if from == "" {
		from = site.T(text.DialWithheld)
	}
	state := site.T(text.DialOn)
	switch {
	case c.Over && c.Answered:
		state = site.T(text.DialOver)
	case c.Over:
		state = site.T(text.DialRefused, c.Status)
	}
	rows := []app.UI{app.P().Class("num").Text(from + " → " + c.To), app.P().Class("muted").Text(state)}
	for _, s := range c.Said {
		rows = append(rows, app.P().Text(s))
	}
	if c.Sound != "" {
		rows = append(rows, app.Audio().Controls(true).Preload("none").Src(c.Sound).Aria("label", site.T(text.DialSound)))
	}
	return app.Div().Class("flow", "call").Body(rows...)
}
