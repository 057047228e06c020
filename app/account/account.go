// Package account draws what a member sees: the login and what lies behind it. Each view is a pure function of the site
// and the screen's data.
package account

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Login is /login.
func Login(site wire.Site, d wire.Login) app.UI {
	body := []app.UI{
		&ui.Form{
			Site:     site,
			Action:   "/login",
			Button:   text.Login,
			Problems: d.Problems,
			AskAgain: d.AskAgain,
			Class:    "card flow",
			Hidden:   map[string]string{"next": d.Values.Next},
			Check:    ui.Of[form.Login],
			Fields: func(s ui.State) []app.UI {
				return []app.UI{
					ui.Field{
						Name: "member_id", Label: text.MemberID, Complete: "username", Value: d.Values.MemberID, Size: "full",
					}.Draw(s),
					ui.Field{
						Name: "password", Label: text.Password, Type: "password", Complete: "current-password",
						Size: "full", Reveal: true,
					}.Draw(s),
				}
			},
		},
		app.Section().Class("card flow").Body(
			app.Div().Body(
				app.H2().Text(site.T(text.LoginNew)),
				app.P().Body(app.A().Class("more").Href("/register").Body(app.Span().Text(site.T(text.LoginNewLink)), ui.SmallIcon("right"))),
			),
			app.Div().Class("ruled").Body(
				app.H2().Text(site.T(text.LoginForgot)),
				app.P().Body(app.A().Class("more").Href("/recover").Body(app.Span().Text(site.T(text.RecForget)), ui.SmallIcon("right"))),
				app.P().Class("muted").Text(site.T(text.LoginForgotDo)),
				app.P().Class("desk-no").Body(ui.Phone(site.Brand.Desk.Phone)),
				app.P().Class("small muted").Text(site.Brand.Desk.Hours),
			),
		),
	}
	switch {
	case d.TimedOut:
		body = append([]app.UI{ui.Notice(ui.Info, site.T(text.LoginTimed), ui.Line(site.T(text.LoginTimedDo)))}, body...)
	case d.LoggedOut:
		body = append([]app.UI{ui.Notice(ui.OK, site.T(text.LoginOut), ui.Line(site.T(text.LoginOutDo)))}, body...)
	}
	return ui.Column(
		ui.Head(site.T(text.TitleLogin), site.T(text.LoginLead)),
		app.Div().Class("flow").Body(body...),
	)
}
