package account

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// cardsPath is where the member's cards lie; beneath it each one, by its ID.
const cardsPath = "/cards"

// Cards is /cards: all of the member's, which one is in view, and the ways to each.
func Cards(site wire.Site, d wire.Cards) app.UI {
	rows := make([]app.UI, len(d.Cards))
	for i, c := range d.Cards {
		rows[i] = app.Li().Body(cardRow(site, c))
	}
	return ui.Column(
		ui.Head(site.T(text.TitleCards), site.T(text.CardsLead)),
		app.Div().Class("flow").Body(
			app.Ul().Class("flow").Body(rows...),
			another(site, d),
		),
	)
}

// another is the way to one more card, or why there is none.
func another(site wire.Site, d wire.Cards) app.UI {
	if len(d.Cards) >= d.Most {
		return ui.Notice(ui.Info, site.T(text.AddFull), ui.Line(site.T(text.CardsFull, d.Most)))
	}
	return app.Section().Class("card flow").Aria("labelledby", "add-h").Body(
		app.Div().Body(
			app.H2().ID("add-h").Text(site.T(text.AddHow)),
			app.P().Class("muted").Text(site.T(text.AddHowDo)),
		),
		app.A().Class("btn btn-1 btn-w").Href(cardsPath+"/add").Body(ui.SmallIcon("plus"), app.Span().Text(site.T(text.AddButton))),
	)
}

func cardRow(site wire.Site, c wire.CardRow) app.UI {
	id := "c-" + c.ID
	body := []app.UI{app.Div().Class("card-h").Body(cardName(site, c, id), inView(site, c))}
	if !c.View && len(site.Member.Cards) > 1 {
		body = append(body, &ui.Form{
			Site: site, ID: "show-" + c.ID, Action: cardsPath + "/view", Button: text.CardsShow, Class: "second", Check: ui.Of[form.ViewCard],
			Hidden: map[string]string{"card": c.ID, "next": "/home"}, Fields: func(ui.State) []app.UI { return nil },
		})
	}
	body = append(body, app.A().Class("more").Href(cardsPath+"/"+c.ID).Aria("label", site.T(text.CardsChangeOf, c.Called(site)+" "+site.T(text.CardsEnding, c.Last4))).
		Body(app.Span().Text(site.T(text.CardsChange)), ui.SmallIcon("right")))
	return app.Section().Class("card flow").Aria("labelledby", id+" "+id+"-n").Body(body...)
}

// cardName is what the card is called, and what it is.
func cardName(site wire.Site, c wire.CardRow, id string) app.UI {
	what := []app.UI{}
	if c.Name != "" && c.Brand != "" {
		what = append(what, app.Span().Text(c.Brand))
	}
	return app.Div().Class("dest").Body(
		app.Span().Class("ring").Body(ui.Icon("card")),
		app.Div().Body(
			app.H2().ID(id).Text(c.Called(site)),
			app.P().ID(id+"-n").Class("muted card-what").Body(append(what, ui.Ending(site, c.Last4), role(site, c))...),
		),
	)
}

func inView(site wire.Site, c wire.CardRow) app.UI {
	if !c.View {
		return nil
	}
	return ui.Badge(ui.Tint, "check", site.T(text.CardsView))
}

// role is whose account it is.
func role(site wire.Site, c wire.CardRow) app.UI {
	switch c.Role {
	case wire.Primary:
		return app.Span().Text(site.T(text.HomePrimary))
	case wire.Family:
		return app.Span().Text(site.T(text.HomeFamily))
	}
	return app.Span().Text(site.T(text.CardsUnknown))
}

// Card is /cards/{card}: what it is, and what the member calls it.
func Card(site wire.Site, d wire.CardDetail) app.UI {
	c := d.Card
	number := []app.UI{ui.Ending(site, c.Last4)}
	if c.Brand != "" {
		number = append([]app.UI{app.Text(c.Brand + " ")}, number...)
	}
	return ui.Column(
		ui.Head(site.T(text.TitleCard), c.Called(site)+" "+site.T(text.CardsEnding, c.Last4)),
		app.Div().Class("flow").Body(
			app.Section().Class("card").Body(ui.Facts(
				ui.Fact{Name: site.T(text.CardNumber), Value: app.Span().Body(number...)},
				ui.Fact{Name: site.T(text.CardHolder), Value: role(site, c)},
			)),
			&ui.Form{
				Site: site, Action: cardsPath + "/" + c.ID, Button: text.CardNameSave, Problems: d.Problems, Class: "card flow", Check: ui.Of[form.CardName],
				Fields: func(s ui.State) []app.UI {
					return []app.UI{ui.Field{
						Name: "card_name", Label: text.CardName, Help: []string{site.T(text.CardNameHelp)}, Complete: "off", Value: d.Values.Name, Size: "md", Free: true,
					}.Draw(s)}
				},
			},
			out(site, d),
			app.A().Class("more").Href(cardsPath).Body(app.Span().Text(site.T(text.CardsBack)), ui.SmallIcon("right")),
		),
	)
}

// out is the way to take the card out, or why it stays.
func out(site wire.Site, d wire.CardDetail) app.UI {
	if d.Only {
		return ui.Notice(ui.Info, site.T(text.RemoveLast), ui.Line(site.T(text.RemoveLastDo)))
	}
	return app.A().Class("btn btn-bad btn-w").Href(cardsPath + "/" + d.Card.ID + "/remove").Text(site.T(text.RemoveMore))
}

// CardRemove is /cards/{card}/remove: what happens, and once more whether it should.
func CardRemove(site wire.Site, d wire.CardRemove) app.UI {
	c := d.Card
	back := app.A().Class("btn btn-w").Href(cardsPath + "/" + c.ID).Text(site.T(text.RemoveNot))
	if d.Only {
		return ui.Column(
			ui.Head(site.T(text.TitleRemove), ""),
			app.Div().Class("flow").Body(ui.Notice(ui.Warn, site.T(text.RemoveLast), ui.Line(site.T(text.RemoveLastDo))), back),
		)
	}
	what := []text.Message{text.RemoveSee, text.RemoveWorks, text.RemoveAgain, text.RemoveTold}
	lines := make([]app.UI, len(what))
	for i, m := range what {
		lines[i] = app.Li().Text(site.T(m))
	}
	return ui.Column(
		ui.Head(site.T(text.TitleRemove), site.T(text.RemoveLead)),
		app.Div().Class("flow").Body(
			&ui.Form{
				Site: site, Action: cardsPath + "/" + c.ID + "/remove", Button: text.RemoveButton, Problems: d.Problems, Class: "card flow danger", Check: ui.Of[form.RemoveCard],
				Fields: func(ui.State) []app.UI {
					return []app.UI{
						cardName(site, c, "out-h"),
						app.Div().Body(app.P().Class("label").Text(site.T(text.RemoveWhat)), app.Ul().Class("dots").Body(lines...)),
					}
				},
			},
			back,
		),
	)
}
