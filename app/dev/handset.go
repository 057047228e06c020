// Package dev draws the pages of development: the gallery of the design system and the handset on which messages arrive.
// Only the server shows them, with --dev; they are in no table of screens, so the Wasm never carries them.
package dev

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Message is a message that arrived, all of it readable.
type Message struct {
	Channel string // sms, mail, push
	To      string
	Subject string // mail
	Text    string
	HTML    string // address of a mail's other half, drawn in a frame in which nothing runs
	SentAt  string // as people read it
}

// Handset lists the messages, in the order given: newest first.
func Handset(site wire.Site, messages []Message) app.UI {
	body := []app.UI{
		ui.Notice(ui.Warn, site.T(text.DevWarn), ui.Line(site.T(text.DevWarnDo))),
		app.Form().Method("get").Body(app.Button().Class("btn btn-s").Type("submit").Text(site.T(text.DevAgain))),
	}
	for _, m := range messages {
		body = append(body, message(site, m))
	}
	if len(messages) == 0 {
		body = append(body, app.Div().Class("card").Body(ui.Empty("phone", site.T(text.DevNone), site.T(text.DevNoneDo))))
	}
	return app.Div().Class("narrow").Body(ui.Column(
		ui.Head(site.T(text.DevTitle), ""),
		app.Div().Class("flow").Body(body...),
	))
}

func message(site wire.Site, m Message) app.UI {
	icon := "phone"
	if m.Channel == "mail" {
		icon = "mail"
	}
	rows := []app.UI{app.Div().Class("card-h").Body(
		ui.Badge(ui.Tint, icon, m.Channel),
		app.Span().Class("num muted small").Text(m.SentAt),
	)}
	if m.Subject != "" {
		rows = append(rows, app.H2().Text(m.Subject))
	}
	rows = append(rows,
		app.P().Class("num").Text(m.Text),
		app.P().Class("num muted small").Text(site.T(text.DevTo)+" "+m.To),
	)
	if m.HTML != "" {
		rows = append(rows, app.IFrame().Class("mail").Title(m.Subject).Src(m.HTML))
	}
	return app.Article().Class("card msg").Body(rows...)
}
