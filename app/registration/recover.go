package registration

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Recover is /recover: what this is, and the card alone.
func Recover(site wire.Site, d wire.Recover) app.UI {
	return alone{Recovering, ui.Recovering, text.TitleRecover, text.RecLead, text.RecButton, text.RecExpiredDo}.card(site, d)
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
