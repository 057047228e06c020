package registration

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// alone is a journey that begins with the card and asks for nothing else.
type alone struct {
	root        string // where it begins
	way         ui.Way
	title, lead text.Message
	button      text.Message
	expired     text.Message // what to do when there is no flow to go on with
}

// card is the first step of a journey: the card, as the registration asks for it.
func (j alone) card(site wire.Site, d wire.Recover) app.UI {
	parts := asked(form.PartCard)
	return &ui.Form{
		Site:     site,
		Action:   j.root,
		Button:   j.button,
		Problems: d.Problems,
		Class:    "flow",
		AskAgain: d.AskAgain,
		Draft:    []string{"exp_month", "exp_year"},
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
			progress := j.way.Steps(site, 0)
			if s.Wizard {
				progress = j.way.WizardSteps(site, s.Part, len(parts))
			}
			head := []app.UI{progress, app.H1().Text(site.T(j.title)), app.P().Class("lead").Hidden(s.Wizard && s.Part > 0).Text(site.T(j.lead))}
			if d.Expired {
				head = append(head, ui.Notice(ui.Warn, site.T(text.RegExpired), ui.Line(site.T(j.expired))))
			}
			return ui.Column(app.Div().Class("head").Body(head...), app.Div().Class("reg").Body(f, side(s, parts)))
		},
	}
}
