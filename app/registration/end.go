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
			ui.Steps(site, ui.StepIdentity),
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
				Class:    "card flow",
				Check:    ui.Of[form.NewLogin],
				Fields:   func(s ui.State) []app.UI { return login(s, d.Values.MemberID) },
			},
		),
	)
}

// Unable is /register/unable: what happened in general words, and the desk that goes on from there.
func Unable(site wire.Site, d wire.Unable) app.UI {
	title, words := text.UnRefused, text.UnRefusedDo
	switch d.Reason {
	case "contact":
		title, words = text.UnContact, text.UnContactDo
	case "tries":
		title, words = text.UnTries, text.UnTriesDo
	case "registered":
		title, words = text.UnRegistered, text.UnRegisteredDo
	}
	desk := ui.DeskCard(site, d.Case)
	ways := []app.UI{desk, app.A().Class("btn btn-w").Href("/register").Text(site.T(text.UnAgain))}
	if d.Reason == "registered" {
		ways = []app.UI{app.A().Class("btn btn-1 btn-w").Href("/login").Text(site.T(text.Login)), desk}
	}
	return ui.Column(
		ui.Head(site.T(title), site.T(words)),
		app.Div().Class("flow").Body(ways...),
	)
}

// Done is /register/done.
func Done(site wire.Site, d wire.Done) app.UI {
	return ui.Column(
		ui.Steps(site, ui.StepDone),
		app.Div().Class("flow").Body(
			app.Section().Class("card celebrate").Body(
				app.Div().Class("tick").Body(ui.Icon("check")),
				app.H1().Text(site.T(text.DoneTitle)),
				app.P().Class("muted").Text(site.T(text.DoneLead)),
				app.Div().Class("idbox").Body(
					app.Span().Class("muted small").Text(site.T(text.DoneID)),
					app.B().Class("num").Text(d.MemberID),
				),
				app.A().Class("btn btn-1 btn-w").Href("/login?member_id="+url.QueryEscape(d.MemberID)).Text(site.T(text.DoneButton)),
			),
			ui.Notice(ui.Info, site.T(text.DoneMail),
				ui.Line(site.T(text.DoneMailDo, d.Email)),
				app.P().Body(ui.Phone(site.Brand.Desk.Phone))),
		),
	)
}
