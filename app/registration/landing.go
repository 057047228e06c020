// Package registration draws the way from the first visit to 登録完了. Each view is a pure function of the site and the
// screen's data; ui.Form does what happens between the server's answers.
package registration

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Landing is /: what to have at hand and the ways in. On a wide screen a code opens the site on the phone.
func Landing(site wire.Site, d wire.Landing) app.UI {
	way := []app.UI{
		app.A().Class("btn btn-1").Href("/register").Text(site.T(text.LandStart)),
		app.A().Class("btn").Href("/app").Text(site.T(text.LandAppWay)),
	}
	have := app.P().Class("login").Body(
		app.Span().Text(site.T(text.LandHave)+" "),
		app.A().Href("/login").Text(site.T(text.Login)),
	)
	if d.LoggedIn {
		way = []app.UI{app.A().Class("btn btn-1").Href("/home").Text(site.T(text.LandHome))}
		have = app.P().Class("login").Body(app.A().Href("/register").Text(site.T(text.LandStart)))
	}
	return app.Div().Body(
		app.Section().Class("hero").Body(app.Div().Class("wrap").Body(
			app.Div().Body(
				app.H1().Body(app.Text(site.T(text.LandTitle1)), app.Span().Class("nb").Text(site.T(text.LandTitle2))),
				app.P().Class("lead").Text(site.T(text.LandLead)),
				app.Div().Class("btns").Body(way...),
				have,
			),
			code(site, d),
		)),
		ui.Column(need(site), how(site)),
	)
}

func code(site wire.Site, d wire.Landing) app.UI {
	if d.QR == "" {
		return nil
	}
	return app.Div().Class("qr").Body(
		ui.QR(d.QR, d.QRSize, site.T(text.LandQRLabel)),
		app.B().Text(site.T(text.LandQR)),
		app.P().Text(site.T(text.LandQRDo)),
	)
}

func need(site wire.Site) app.UI {
	items := []struct{ icon, title, words string }{
		{"card", site.Brand.Card, site.T(text.LandCard)},
		{"mail", site.T(text.LandMail), site.T(text.LandMailDo, site.Brand.MailDomain)},
		{"phone", site.T(text.LandPhone), site.T(text.LandPhoneDo)},
	}
	rows := make([]app.UI, len(items))
	for i, it := range items {
		rows[i] = app.Li().Class("card").Body(
			app.Span().Class("ring").Body(ui.Icon(it.icon)),
			app.Div().Body(
				app.Span().Class("no").Text(site.T(text.LandNeedNo, i+1)),
				app.H3().Text(it.title),
				app.P().Text(it.words),
			),
		)
	}
	return app.Section().Class("stack").Body(
		app.H2().Body(app.Text(site.T(text.LandNeed1)), app.Span().Class("nb").Text(site.T(text.LandNeed2))),
		app.Ol().Class("need").Body(rows...),
	)
}

// how are the two ways to register.
func how(site wire.Site) app.UI {
	var steps []app.UI
	for i, name := range ui.Registering.StepNames(site) {
		steps = append(steps, app.Li().Body(app.Span().Class("part-n").Aria("hidden", true).Text(i+1), app.Span().Text(name)))
	}
	return app.Section().Class("stack ways-sec").Body(
		app.H2().Body(app.Text(site.T(text.LandHow1)), app.Span().Class("nb").Text(site.T(text.LandHow2))),
		app.Div().Class("card way").Body(
			app.Div().Body(
				app.Div().Class("way-h").Body(app.Span().Class("ring").Body(ui.Icon("camera")), app.H3().Text(site.T(text.LandAppWay))),
				app.P().Text(site.T(text.LandAppWayDo, site.Brand.App)),
			),
			app.A().Class("btn").Href("/app").Text(site.T(text.LandAppHow)),
		),
		app.Div().Class("card way").Body(
			app.Div().Body(
				app.Div().Class("way-h").Body(app.Span().Class("ring").Body(ui.Icon("edit")), app.H3().Text(site.T(text.LandWebWay))),
				app.P().Text(site.T(text.LandHowWords)),
				app.Ol().Class("how").Body(steps...),
				app.P().Body(app.A().Class("more").Href("/guide").Body(app.Span().Text(site.T(text.GuideLink)), ui.SmallIcon("right"))),
			),
			app.A().Class("btn").Href("/register").Text(site.T(text.LandHowForm)),
		),
	)
}
