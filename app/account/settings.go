package account

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const settingsPath = "/settings"

// Settings is /settings: how the member is reached, what the screens look like, and where the member is logged in.
func Settings(site wire.Site, d wire.Settings) app.UI {
	body := []app.UI{ui.Head(site.T(text.TitleSettings), "")}
	for _, p := range d.Problems { // without scripts; with them the form that was sent says it
		body = append(body, app.Div().Class("after").Role("alert").Body(ui.Notice(ui.Bad, p.Message)))
	}
	return ui.Column(append(body, app.Div().Class("groups settings").Body(contacts(site, d), looks(site, d), sessions(site, d), vaults(site, d)))...)
}

func contacts(site wire.Site, d wire.Settings) app.UI {
	return app.Section().ID("contacts").Aria("labelledby", "contacts-h").Body(
		app.H2().ID("contacts-h").Text(site.T(text.SetContacts)),
		app.Div().Class("card flow").Body(onFile(site, d), ownMail(site, d)),
	)
}

// onFile are the contacts at the issuer, and the ways to have them changed.
func onFile(site wire.Site, d wire.Settings) app.UI {
	words := app.Div().Class("flow").Body
	heading := app.H3().Text(site.T(text.SetOnFile))
	switch {
	case d.Away:
		return words(heading, ui.Notice(ui.Warn, site.T(text.SetAway), ui.Line(site.T(text.SetAwayDo))))
	case len(d.Contacts) == 0:
		return words(heading, app.P().Text(site.T(text.SetNoContact)), app.P().Body(ui.Phone(site.Brand.Desk.Phone)))
	}
	facts := make([]ui.Fact, len(d.Contacts))
	for i, c := range d.Contacts {
		name := text.SetFileMail
		switch c.Channel {
		case "sms":
			name = text.SetMobile
		case "landline":
			name = text.SetLandline
		}
		facts[i] = ui.Fact{Name: site.T(name), Value: app.Span().Class("num").Text(c.Masked)}
	}
	door := func(procedure string, m text.Message) app.UI {
		return app.P().Body(app.A().Class("more").Href(menuPath+"/"+procedure).Body(app.Span().Text(site.T(m)), ui.SmallIcon("right")))
	}
	return words(heading, ui.Facts(facts...), door("phone", text.PhoneTitle), door("email", text.EmailTitle), app.P().Class("small muted").Body(
		app.Text(site.T(text.SetOnFileDo)+" "), ui.Phone(site.Brand.Desk.Phone), app.Text(" "+site.Brand.Desk.Hours)))
}

func ownMail(site wire.Site, d wire.Settings) app.UI {
	state, door := ui.Badge(ui.Warn, "alert", site.T(text.MailOpen)), text.SetMailLink
	if d.Confirmed {
		state, door = ui.Badge(ui.OK, "check", site.T(text.SetConfirmed)), text.SetMailSee
	}
	body := []app.UI{
		app.H3().Text(site.T(text.SetOwnMail)),
		app.P().Class("own-mail").Body(app.B().Text(d.Email), app.Text(" "), state),
		app.P().Class("small muted").Text(site.T(text.SetOwnMailDo)),
	}
	if !d.Confirmed {
		body = append(body, app.P().Class("small").Text(site.T(text.MailOpenDo)))
	}
	return app.Div().Class("ruled").Body(append(body,
		app.P().Body(app.A().Class("more").Href(mailPath).Body(app.Span().Text(site.T(door)), ui.SmallIcon("right"))))...)
}

func looks(site wire.Site, d wire.Settings) app.UI {
	mine, theirs := string(site.Lang), string(text.EN)
	if site.Lang == text.EN {
		theirs = string(text.JA)
	}
	return app.Section().ID("looks").Aria("labelledby", "looks-h").Body(
		app.H2().ID("looks-h").Text(site.T(text.SetLooks)),
		app.Div().Class("card flow").Body(
			&ui.Form{
				Site: site, ID: "language-form", Action: settingsPath + "/language", Button: text.SetLanguageGo, Class: "second flow", Check: ui.Of[form.Language],
				Fields: func(s ui.State) []app.UI {
					return []app.UI{ui.Picks(s, "language", site.T(text.SetLanguage), []ui.Choice{
						{Value: mine, Title: site.T(text.OwnLang), Lang: mine, Words: site.T(text.SetLanguageHelp)},
						{Value: theirs, Title: site.T(text.OtherLang), Lang: theirs},
					})}
				},
			},
			app.Div().Class("ruled").Body(&ui.Themes{Site: site, Now: d.Theme, Action: settingsPath + "/theme"}),
		),
	)
}

// sessions is where the member is logged in. This browser comes first: the others are to be compared with it.
func sessions(site wire.Site, d wire.Settings) app.UI {
	var this, others []app.UI
	for _, s := range d.Sessions {
		if s.This {
			this = append(this, app.Li().Body(session(site, s)))
			continue
		}
		others = append(others, app.Li().Body(
			session(site, s),
			end(site, s.Name, text.SessionEnd),
		))
	}
	below := []app.UI{app.P().Class("muted").Text(site.T(text.SessionOnly))}
	if len(others) > 0 {
		below = []app.UI{
			app.P().Class("small muted").Body(app.Text(site.T(text.SetSessionsHelp)+" "), app.A().Href("/recover").Text(site.T(text.SessionPassword))),
			end(site, "others", text.SessionOthers),
		}
	}
	below = append(below, app.P().Class("small muted").Text(site.T(text.SessionAllHelp)), end(site, "all", text.SessionAll))
	return app.Section().ID("sessions").Aria("labelledby", "sessions-h").Body(
		app.H2().ID("sessions-h").Text(site.T(text.SetSessions)),
		app.Div().Class("card flow").Body(
			app.Ul().Class("sessions").Body(append(this, others...)...),
			app.Div().Class("ruled flow").Body(below...),
		),
	)
}

// vaults are the devices that keep statements: one that is lost can be told to erase them.
func vaults(site wire.Site, d wire.Settings) app.UI {
	body := []app.UI{app.P().Class("muted").Text(site.T(text.SetNoVault))}
	if len(d.Vaults) > 0 {
		rows := make([]app.UI, len(d.Vaults))
		for i, s := range d.Vaults {
			rows[i] = app.Li().Body(browser(site, s, text.VaultSince, text.VaultSeen), &ui.Form{
				Site: site, ID: "vault-" + s.Name, Action: "/vault/end", Button: text.VaultEnd, Class: "second", Check: ui.Of[form.Vault],
				Hidden: map[string]string{"vault": s.Name}, Fields: func(ui.State) []app.UI { return nil },
			})
		}
		body = []app.UI{app.Ul().Class("sessions").Body(rows...), app.P().Class("small muted").Text(site.T(text.VaultEndDo))}
	}
	way := text.VaultOffer
	if slices.ContainsFunc(d.Vaults, func(s wire.Session) bool { return s.This }) {
		way = text.VaultSee
	}
	return app.Section().ID("vaults").Aria("labelledby", "vaults-h").Body(
		app.H2().ID("vaults-h").Text(site.T(text.SetVaults)),
		app.Div().Class("card flow").Body(append(body,
			app.P().Body(app.A().Class("more").Href("/vault").Body(app.Span().Text(site.T(way)), ui.SmallIcon("right"))))...),
	)
}

func session(site wire.Site, s wire.Session) app.UI {
	return browser(site, s, text.SessionSince, text.SessionSeen)
}

// browser is one that did something at one time and was heard of at another.
func browser(site wire.Site, s wire.Session, since, seen text.Message) app.UI {
	name := site.T(text.SessionUnknown)
	switch {
	case s.Browser != "" && s.System != "":
		name = site.T(text.SessionOn, s.Browser, s.System)
	case s.Browser != "" || s.System != "":
		name = s.Browser + s.System
	}
	icon := "pc"
	switch s.System {
	case "iPhone", "iPad", "Android":
		icon = "phone"
	}
	title := []app.UI{app.B().Text(name)}
	if s.This {
		title = append(title, app.Text(" "), ui.Badge(ui.OK, "check", site.T(text.SessionThis)))
	}
	return app.Div().Class("dest").Body(
		app.Span().Class("ring").Body(ui.Icon(icon)),
		app.Div().Body(
			app.P().Body(title...),
			app.P().Class("small muted num").Body(
				app.Span().Class("line").Text(site.T(since, ui.Moment(site, s.Since))),
				app.Span().Class("line").Text(site.T(seen, ui.Moment(site, s.Seen))),
			),
		),
	)
}

// end is a button that ends the session of a name, or several.
func end(site wire.Site, name string, button text.Message) app.UI {
	return &ui.Form{
		Site: site, ID: "end-" + name, Action: settingsPath + "/sessions", Button: button, Class: "second", Check: ui.Of[form.EndSession],
		Hidden: map[string]string{"session": name}, Fields: func(ui.State) []app.UI { return nil },
	}
}
