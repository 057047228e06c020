package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// CardHead is Head of a screen that shows the card in view: the switch of cards stands beside the heading. next is the screen on
// which the other card is then shown.
func CardHead(site wire.Site, title, lead, next string) app.UI {
	words := []app.UI{app.H1().Text(title)}
	if lead != "" {
		words = append(words, app.P().Text(lead))
	}
	return app.Div().Class("hello head").Body(app.Div().Body(words...), Switch(site, "", next))
}

// Switch says which card is in view and has another one shown, on the screen next. role is what the holder is to a card without a
// name, where that is known. It needs no scripts: each card is a form with one button.
func Switch(site wire.Site, role, next string) app.UI {
	if len(site.Member.Cards) == 0 {
		return nil
	}
	return &cardSwitch{Site: site, Role: role, Next: next}
}

type cardSwitch struct {
	app.Compo
	Site       wire.Site
	Role, Next string
}

// CompoID has another card in view make other nodes: the list is closed then.
func (c *cardSwitch) CompoID() string { return "cards " + c.Site.Member.View().ID }

// Render draws the card in view, and the list that opens beneath.
func (c *cardSwitch) Render() app.UI {
	site, view := c.Site, c.Site.Member.View()
	rows := make([]app.UI, len(site.Member.Cards))
	for i, card := range site.Member.Cards {
		rows[i] = app.Li().Body(c.row(card))
	}
	called := []app.UI{app.Span().Text(view.Called(site))}
	if view.Name == "" && c.Role != "" {
		called = []app.UI{app.Span().Text(c.Role)}
		if view.Brand != "" {
			called = append(called, app.Span().Class("brand").Text(view.Brand))
		}
	}
	return app.Details().Class("cardsw").On("keydown", c.key).Body(
		app.Summary().Class("switch").Body(append(append([]app.UI{SmallIcon("card"), app.Span().Class("vh").Text(site.T(text.CardsSwitch))}, called...),
			Ending(site, view.Last4), SmallIcon("down"))...),
		app.Div().Class("cardsw-list").Body(
			app.P().Class("small muted").Text(site.T(text.CardsSwitch)),
			app.Ul().Body(rows...),
			app.A().Class("more").Href("/cards").Body(app.Span().Text(site.T(text.CardsManage)), SmallIcon("right")),
		),
	)
}

func (c *cardSwitch) row(card wire.Card) app.UI {
	site := c.Site
	if card.View {
		return app.P().Class("cardsw-now").Aria("current", true).Body(
			SmallIcon("check"), app.Span().Text(card.Called(site)), Ending(site, card.Last4), app.Small().Text(site.T(text.CardsView)))
	}
	words := func(m text.Message) string { return card.Called(site) + " " + m.In(site.Lang, card.Last4) }
	label := words(text.CardsEnding)
	return &Form{
		Site: site, ID: "view-" + card.ID, Action: "/cards/view", Class: "second", Button: text.Message{JA: label, EN: label},
		Hidden: map[string]string{"card": card.ID, "next": c.Next}, Check: Of[form.ViewCard], Fields: func(State) []app.UI { return nil },
	}
}

// key closes the list with Escape.
func (c *cardSwitch) key(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if el := ctx.JSSrc(); e.Get("key").String() == "Escape" && el.Get("open").Bool() {
		el.Set("open", false)
		focus(el.Call("querySelector", "summary"))
	}
}

// Ending is the end of a card's number: ••4821, and to a reader what that is.
func Ending(site wire.Site, last4 string) app.UI {
	return app.Span().Class("num").Body(
		app.Span().Class("vh").Text(site.T(text.HomeEnding)),
		app.Span().Aria("hidden", true).Text("••"),
		app.Text(last4),
	)
}
