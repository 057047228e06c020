package registration

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// AddCard is /cards/add: the card, as the registration asks for it.
func AddCard(site wire.Site, d wire.CardAdd) app.UI {
	parts := asked(form.PartCard)
	return &ui.Form{
		Site:     site,
		Action:   Adding,
		Button:   text.ConfButton,
		Problems: d.Problems,
		Class:    "flow",
		AskAgain: d.AskAgain,
		Check:    ui.Of[form.Recovery],
		Parts:    parts,
		Fields: func(s ui.State) []app.UI {
			sections := make([]app.UI, len(parts))
			for i, p := range parts {
				sections[i] = section(s, i, p, wire.Register{Filled: wire.Filled[form.Registration]{Values: d.Values.Card()}})
			}
			return sections
		},
		After: func(ui.State) app.UI { return app.P().Text(site.T(text.RecAfter)) },
		Around: func(s ui.State, f app.UI) app.UI {
			progress := ui.Adding.Steps(site, 0)
			if s.Wizard {
				progress = ui.Adding.WizardSteps(site, s.Part, len(parts))
			}
			head := []app.UI{progress, app.H1().Text(site.T(text.TitleAdd)), app.P().Class("lead").Hidden(s.Wizard && s.Part > 0).Text(site.T(text.AddLead))}
			if d.Expired {
				head = append(head, ui.Notice(ui.Warn, site.T(text.RegExpired), ui.Line(site.T(text.AddExpiredDo))))
			}
			return ui.Column(app.Div().Class("head").Body(head...), app.Div().Class("reg").Body(f, side(s, parts)))
		},
	}
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
