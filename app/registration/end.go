package registration

import (
	"net/url"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// NewLogin is /register/password: ID and password once more, since what was chosen holds the holder's own data.
func NewLogin(site wire.Site, d wire.NewLogin) app.UI {
	return ui.Column(
		app.Div().Class("head").Body(
			ui.Registering.Steps(site, ui.StepIdentity),
			app.H1().Text(site.T(text.TitleNewLogin)),
			app.P().Class("lead").Text(site.T(text.NewLead)),
		),
		app.Div().Class("flow").Body(
			ui.Notice(ui.Info, site.T(text.NewWhy), ui.Line(site.T(text.NewWhyDo))),
			&ui.Form{
				Site:     site,
				Action:   "/register/password",
				Button:   text.NewButton,
				Problems: d.Problems,
				AskAgain: d.AskAgain,
				Class:    "card flow",
				Check:    ui.Of[form.NewLogin],
				Fields:   func(s ui.State) []app.UI { return login(s, d.Values.MemberID) },
			},
		),
	)
}

// Unable is where a journey ends early: what happened in general words, and the desk that goes on from there.
func Unable(root string) func(wire.Site, wire.Unable) app.UI {
	return func(site wire.Site, d wire.Unable) app.UI { return unable(root, site, d) }
}

func unable(root string, site wire.Site, d wire.Unable) app.UI {
	title, words := text.UnRefused, text.UnRefusedDo
	switch d.Reason {
	case "contact":
		title, words = text.UnContact, text.UnContactDo
	case "tries":
		title, words = text.UnTries, text.UnTriesDo
	case "desk":
		title, words = text.UnDesk, text.UnDeskDo
	case "registered":
		title, words = text.UnRegistered, text.UnRegisteredDo
	case "unregistered":
		title, words = text.UnUnregistered, text.UnUnregisteredDo
	case "mine":
		title, words = text.UnMine, text.UnMineDo
	case "full":
		title, words = text.AddFull, text.UnFullDo
	}
	again := text.UnAgain
	switch root {
	case Recovering:
		again = text.UnRecoverAgain
	case Proving:
		again = text.OrdersAll
		if d.Reason == "contact" {
			title, words = text.UnProve, text.UnProveDo
		}
	case Adding:
		again = text.UnAddAgain
		if d.Reason == "registered" {
			title, words = text.UnTheirs, text.UnTheirsDo
		}
	}
	desk := ui.DeskCard(site, text.CaseNumber, d.Case)
	ways := []app.UI{desk}
	if d.DeskCode {
		ways = append(ways, deskCode(root, site, d))
	}
	ways = append(ways, app.A().Class("btn btn-w").Href(first(root)).Text(site.T(again)))
	toCards := app.A().Class("btn btn-1 btn-w").Href("/cards").Text(site.T(text.CardsBack))
	switch d.Reason {
	case "mine", "full":
		ways = []app.UI{toCards, desk}
	case "registered":
		if root == Adding {
			ways = []app.UI{toCards, desk}
			break
		}
		ways = []app.UI{
			app.A().Class("btn btn-1 btn-w").Href("/login").Text(site.T(text.Login)),
			app.A().Class("btn btn-w").Href(Recovering).Text(site.T(text.RecForget)), desk,
		}
	case "unregistered":
		ways = []app.UI{app.A().Class("btn btn-1 btn-w").Href(Registering).Text(site.T(text.LandStart)), desk}
	}
	return ui.Column(
		ui.Head(site.T(title), site.T(words)),
		app.Div().Class("flow").Body(ways...),
	)
}

// deskCode takes the code that the desk gave. It goes on in this window, or in any other with the same card.
func deskCode(root string, site wire.Site, d wire.Unable) app.UI {
	return &ui.Form{
		Site:     site,
		Action:   root + "/unable",
		Button:   text.DeskCodeDo,
		Problems: d.Problems,
		Class:    "card flow",
		Check:    ui.Of[form.DeskCode],
		Fields: func(s ui.State) []app.UI {
			return []app.UI{
				app.H2().Text(site.T(text.DeskCodeHead)),
				ui.Field{
					Name: "desk_code", Label: text.DeskCodeLabel, Help: []string{site.T(text.DeskCodeHelp)}, Complete: "off", Size: "md",
				}.Draw(s),
			}
		},
		After: func(ui.State) app.UI { return app.P().Class("muted").Text(site.T(text.DeskLeave)) },
	}
}

// Done is /register/done.
func Done(site wire.Site, d wire.Done) app.UI {
	return ui.Column(
		ui.Registering.Steps(site, ui.StepDone),
		app.Div().Class("flow").Body(
			celebrate(site, text.DoneTitle, text.DoneLead, d.MemberID, text.DoneButton),
			confirmMail(site, d),
			told(site, site.T(text.DoneMailDo)),
		),
	)
}

// confirmMail says that the typed address waits for its passcode.
func confirmMail(site wire.Site, d wire.Done) app.UI {
	if !d.Confirm {
		return nil
	}
	return ui.Notice(ui.Warn, site.T(text.DoneConfirm), ui.Line(site.T(text.DoneConfirmDo, d.Email)))
}

// celebrate is the good end of a journey: the ID, and the way in.
func celebrate(site wire.Site, title, lead text.Message, id string, button text.Message) app.UI {
	return app.Section().Class("card celebrate").Body(
		app.Div().Class("tick").Body(ui.Icon("check")),
		app.H1().Text(site.T(title)),
		app.P().Class("muted").Text(site.T(lead)),
		idBox(site, id),
		toLogin(site, "btn btn-1 btn-w", button, id),
	)
}

// told says who was sent a notice, and what to do about one that cannot be explained.
func told(site wire.Site, words string) app.UI {
	return ui.Notice(ui.Info, site.T(text.DoneMail), ui.Line(words), app.P().Body(ui.Phone(site.Brand.Desk.Phone)))
}

// idBox shows an ID so that it can be read from afar and copied with one press.
func idBox(site wire.Site, id string) app.UI {
	return app.Div().Class("idbox").Body(
		app.Span().Class("muted small").Text(site.T(text.DoneID)),
		app.B().Class("num").Text(id),
	)
}

// toLogin leads to the login with the ID filled in.
func toLogin(site wire.Site, class string, label text.Message, id string) app.UI {
	return app.A().Class(class).Href("/login?member_id=" + url.QueryEscape(id)).Text(site.T(label))
}
