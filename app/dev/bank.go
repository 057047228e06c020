package dev

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Bank is the page of a bank that exists nowhere: which of its accounts is to be debited. action takes its form, hidden goes back with it.
func Bank(site wire.Site, action string, hidden map[string]string, banks []string) app.UI {
	choices := make([]ui.Choice, len(banks))
	for i, b := range banks {
		choices[i] = ui.Choice{Value: strconv.Itoa(i), Title: b, Lang: string(text.JA)}
	}
	form := app.Form().Class("card flow").Method("post").Action(action)
	body := []app.UI{ui.Picks(ui.State{Site: site}, "bank", site.T(text.DevBankWhich), choices)}
	for name, value := range hidden {
		body = append(body, app.Input().Type("hidden").Name(name).Value(value))
	}
	body = append(body, app.Button().Class("btn btn-1 btn-w").Type("submit").Text(site.T(text.DevBankGo)))
	return app.Div().Class("narrow").Body(ui.Column(
		ui.Head(site.T(text.DevBank), site.T(text.DevBankLead)),
		app.Div().Class("flow").Body(ui.Notice(ui.Warn, site.T(text.DevBankWarn)), form.Body(body...)),
	))
}
