package registration

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// AddCard is /cards/add: the card alone.
func AddCard(site wire.Site, d wire.CardAdd) app.UI {
	return alone{Adding, ui.Adding, text.TitleAdd, text.AddLead, text.ConfButton, text.AddExpiredDo}.card(site, wire.Recover(d))
}

// CardAdded is /cards/add/done.
func CardAdded(site wire.Site, d wire.CardAdded) app.UI {
	return ui.Column(
		ui.Adding.Steps(site, 2),
		app.Div().Class("flow").Body(
			app.Section().Class("card celebrate").Body(
				app.Div().Class("tick").Body(ui.Icon("check")),
				app.H1().Text(site.T(text.AddDone)),
				app.P().Class("card-what center").Body(app.B().Text(d.Card.Called(site)), ui.Ending(site, d.Card.Last4)),
				app.P().Class("muted").Text(site.T(text.AddDoneLead)),
				&ui.Form{
					Site: site, ID: "show", Action: "/cards/view", Button: text.CardsShow, Check: ui.Of[form.ViewCard], Class: "after",
					Hidden: map[string]string{"card": d.Card.ID, "next": "/home"}, Fields: func(ui.State) []app.UI { return nil },
				},
				app.A().Class("btn btn-w after").Href("/cards/"+d.Card.ID).Text(site.T(text.AddNameIt)),
			),
			told(site, site.T(text.AddTold)),
			app.A().Class("more").Href("/cards").Body(app.Span().Text(site.T(text.CardsBack)), ui.SmallIcon("right")),
		),
	)
}
