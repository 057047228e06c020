package registration

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Confirm is /register/confirm: everything as entered. Security code and password are not shown: nobody keeps them.
func Confirm(site wire.Site, d wire.Confirm) app.UI {
	return ui.Column(
		app.Div().Class("head").Body(
			ui.Registering.Steps(site, ui.StepConfirm),
			app.H1().Text(site.T(text.TitleConfirm)),
			app.P().Class("lead").Text(site.T(text.ConfLead)),
		),
		&ui.Form{
			Site:     site,
			Action:   "/register/confirm",
			Button:   text.ConfButton,
			Problems: d.Problems,
			Class:    "flow",
			Check:    ui.Of[form.Confirm],
			Fields:   func(ui.State) []app.UI { return entries(site, d) },
			After:    func(ui.State) app.UI { return app.P().Text(site.T(text.ConfAfter)) },
		},
	)
}

func entries(site wire.Site, d wire.Confirm) []app.UI {
	number := d.Brand
	if number != "" {
		number += " "
	}
	return []app.UI{
		group(site, form.PartCard,
			ui.Fact{Name: site.T(text.ConfCard), Value: app.Span().Class("num").Text(number + site.T(text.ConfLast4, d.Last4))},
			ui.Fact{Name: site.T(text.PartExpiry), Value: app.Span().Class("num").Text(d.Expiry)},
			ui.Fact{Name: site.T(text.PartCode), Help: site.T(text.ConfSetHelp), Value: app.Span().Text(site.T(text.ConfSet))},
		),
		group(site, form.PartLogin,
			ui.Fact{Name: site.T(text.MemberID), Value: app.Span().Class("num").Text(d.MemberID)},
			ui.Fact{Name: site.T(text.Password), Help: site.T(text.ConfSetHelp), Value: app.Span().Text(site.T(text.ConfSet))},
			ui.Fact{Name: site.T(text.ConfStrength), Value: app.Span().Text(site.T(ui.Grade(d.Grade)))},
		),
		group(site, form.PartEmail,
			ui.Fact{Name: site.T(text.Email), Value: app.Span().Text(d.Email)},
		),
		app.Section().Class("card").Aria("labelledby", "terms-h").Body(
			app.H2().ID("terms-h").Text(site.T(text.ConfTerms)),
			app.P().Class("muted").Text(d.Terms),
		),
	}
}

// group is a part with the link that asks for it again, and for nothing else.
func group(site wire.Site, p form.Part, facts ...ui.Fact) app.UI {
	id, title := "conf-"+string(p), partName(p)
	return app.Section().Class("card").Aria("labelledby", id).Body(
		app.Div().Class("card-h").Body(
			app.H2().ID(id).Text(site.T(title)),
			app.A().Class("more").Href("/register?part="+string(p)).Aria("label", site.T(text.ConfChangeOf, site.T(title))).
				Body(ui.SmallIcon("edit"), app.Span().Text(site.T(text.ConfChange))),
		),
		ui.Facts(facts...),
	)
}
