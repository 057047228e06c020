package account

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const mailPath = "/settings/mail"

// Mail is /settings/mail: the address that the member typed, and the passcode that confirms it.
func Mail(site wire.Site, d wire.Mail) app.UI {
	if d.Confirmed {
		return ui.Column(
			ui.Head(site.T(text.TitleMail), ""),
			app.Div().Class("flow").Body(
				ui.Notice(ui.OK, site.T(text.MailOK), ui.Line(site.T(text.MailOKDo, d.Email))),
				app.A().Class("btn btn-w").Href("/home").Text(site.T(text.LandHome)),
			),
		)
	}
	return ui.Column(
		ui.Head(site.T(text.TitleMail), site.T(text.MailLead)),
		app.Div().Class("flow").Body(mailCode(site, d), mailMissing(site, d)),
	)
}

// mailCode is the passcode. Once it is void there is nothing to type: the way on is another one.
func mailCode(site wire.Site, d wire.Mail) app.UI {
	if d.Dead {
		return app.Div().Class("card flow").Body(
			ui.Notice(ui.Warn, site.T(text.MailNone), ui.Line(site.T(text.MailNoneDo))),
			mailAddress(site, d),
		)
	}
	return &ui.Form{
		Site:     site,
		Action:   mailPath,
		Button:   text.MailButton,
		Renew:    true,
		Problems: d.Problems,
		Class:    "card flow",
		Check:    ui.Of[form.Passcode],
		Fields: func(s ui.State) []app.UI {
			return []app.UI{
				mailAddress(site, d),
				mailDelivery(site, d),
				ui.Field{
					Name: "passcode", Label: text.Passcode, Help: []string{site.T(text.PasscodeHelp)},
					Mode: "numeric", Complete: "one-time-code", Kind: "digits", Size: "code",
				}.Draw(s),
				app.Div().Class("left").Body(
					app.P().Text(site.T(text.VerTries, d.TriesLeft)),
					app.P().Class("num").Text(site.T(text.MailValid, (d.ExpiresIn+3599)/3600)),
				),
			}
		},
	}
}

// mailAddress is the address, marked for what it is.
func mailAddress(site wire.Site, d wire.Mail) app.UI {
	return app.Div().Class("flow").Body(
		app.Div().Class("dest").Body(
			app.Span().Class("ring").Body(ui.Icon("mail")),
			app.P().Body(
				app.Span().Class("muted small").Text(site.T(text.MailAddress)),
				app.B().Text(d.Email),
			),
		),
		app.P().Class("small").Body(ui.Badge(ui.Warn, "alert", site.T(text.MailOpen)), app.Text(" "+site.T(text.MailOpenDo))),
	)
}

// mailDelivery says how far the message is, and what to do when it cannot come. Without scripts it is asked for by hand.
func mailDelivery(site wire.Site, d wire.Mail) app.UI {
	return &ui.Delivery{At: mailPath, Now: d.Delivery, Key: d.Sent, Body: func() app.UI {
		switch d.Delivery {
		case wire.Sending:
			return app.P().Class("muted").Body(app.Text(site.T(text.VerSending)+" "), app.A().Href(mailPath).Text(site.T(text.VerSendingLook)))
		case wire.Sent:
			return app.P().Class("muted").Text(site.T(text.VerSent))
		case wire.NotDeliverable:
			return ui.Notice(ui.Warn, site.T(text.VerNotDelivered), ui.Line(site.T(text.MailNotDeliveredDo)))
		}
		return app.Span()
	}}
}

// mailMissing is what to do when nothing arrives.
func mailMissing(site wire.Site, d wire.Mail) app.UI {
	again := &ui.Form{Site: site, ID: "resend", Action: mailPath + "/send", Button: text.VerAgain, Class: "second", Check: ui.Of[form.SendAgain], Fields: func(ui.State) []app.UI { return nil }}
	if d.Dead {
		again.Problems = d.Problems
	}
	return app.Section().Class("card flow").Aria("labelledby", "not-h").Body(
		app.H2().ID("not-h").Text(site.T(text.VerNot)),
		app.P().Class("muted").Text(site.T(text.VerNotMailDo)),
		&ui.Countdown{Key: "mail", Seconds: d.ResendIn, Body: func(left int, _ bool) app.UI {
			p := app.P().Class("num")
			if left > 0 {
				return p.Text(site.T(text.VerAgainIn, left))
			}
			return p.Text(site.T(text.VerAgainNow))
		}},
		again,
		app.P().Class("muted").Text(site.T(text.MailTypo)),
	)
}

// unconfirmed tells who comes home that an address waits.
func unconfirmed(site wire.Site, d wire.Home) app.UI {
	if d.Confirm == "" {
		return nil
	}
	return app.Div().Class("home-rest").Body(ui.Notice(ui.Warn, site.T(text.HomeMail), ui.Line(site.T(text.HomeMailDo, d.Confirm)),
		app.P().Body(app.A().Class("more").Href(mailPath).Body(app.Span().Text(site.T(text.MailButton)), ui.SmallIcon("right")))))
}
