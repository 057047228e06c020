package registration

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Recover is /recover: what this is, and the card, as the registration asks for it.
func Recover(site wire.Site, d wire.Recover) app.UI {
	parts := asked(form.PartCard)
	return &ui.Form{
		Site:     site,
		Action:   Recovering,
		Button:   text.RecButton,
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
			return ui.Column(recoverHead(s, d, len(parts)), app.Div().Class("reg").Body(f, side(s, parts)))
		},
	}
}

func recoverHead(s ui.State, d wire.Recover, parts int) app.UI {
	site := s.Site
	progress := ui.Recovering.Steps(site, 0)
	if s.Wizard {
		progress = ui.Recovering.WizardSteps(site, s.Part, parts)
	}
	head := []app.UI{progress, app.H1().Text(site.T(text.TitleRecover)), app.P().Class("lead").Hidden(s.Wizard && s.Part > 0).Text(site.T(text.RecLead))}
	if d.Expired {
		head = append(head, ui.Notice(ui.Warn, site.T(text.RegExpired), ui.Line(site.T(text.RecExpiredDo))))
	}
	return app.Div().Class("head").Body(head...)
}

// Recovered is /recover/password: the ID, and a new password for who has forgotten that too.
func Recovered(site wire.Site, d wire.Recovered) app.UI {
	return ui.Column(
		app.Div().Class("head").Body(
			ui.Recovering.Steps(site, 2),
			app.H1().Text(site.T(text.TitleRecovered)),
			app.P().Class("lead").Text(site.T(text.RecIDLead)),
		),
		app.Div().Class("flow").Body(
			app.Section().Class("card celebrate").Body(
				app.P().Class("muted").Text(site.T(text.RecIDTold)),
				idBox(site, d.MemberID),
				toLogin(site, "btn btn-w", text.RecIDLogin, d.MemberID),
			),
			&ui.Form{
				Site:     site,
				Action:   Recovering + "/password",
				Button:   text.RecNewButton,
				Problems: d.Problems,
				Class:    "card flow",
				Hidden:   map[string]string{"member_id": d.MemberID},
				Check:    ui.Of[form.NewPassword],
				Fields: func(s ui.State) []app.UI {
					return append([]app.UI{
						app.H2().Text(site.T(text.RecNew)),
						app.P().Class("muted").Text(site.T(text.RecNewDo)),
					}, password(s)...)
				},
			},
		),
	)
}

// RecoverDone is /recover/done.
func RecoverDone(site wire.Site, d wire.RecoverDone) app.UI {
	return ui.Column(
		ui.Recovering.Steps(site, 2),
		app.Div().Class("flow").Body(
			celebrate(site, text.RecDone, text.RecDoneLead, d.MemberID, text.Login),
			told(site, site.T(text.RecDoneDo)),
		),
	)
}
