package ui

import (
	"net/url"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/client"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Themes lets a person choose light or dark: a form that keeps the choice in a cookie. Once the app runs a choice is seen at once
// and kept without a button.
type Themes struct {
	app.Compo

	Site   wire.Site
	Now    string // what is chosen
	Action string // path that takes the POST

	live  bool
	kept  text.Message // what became of the choice
	wants string       // chosen while another was being kept
	busy  bool
}

// OnInit runs before the first drawing.
func (t *Themes) OnInit() { t.live = app.IsClient && running() }

// OnMount has taken over what the server drew.
func (t *Themes) OnMount(app.Context) { t.live = true }

func (t *Themes) change(ctx app.Context, e app.Event) {
	t.wants = e.Get("target").Get("value").String()
	dress(t.wants)
	t.keep(ctx)
}

// keep sends one choice at a time; of those made meanwhile the last counts.
func (t *Themes) keep(ctx app.Context) {
	if t.busy || t.wants == "" {
		return
	}
	to := t.wants
	t.wants, t.busy = "", true
	ctx.Async(func() {
		a, err := client.Post(ctx, t.Action, url.Values{"theme": {to}})
		ctx.Dispatch(func(ctx app.Context) {
			t.busy = false
			if t.kept = text.SetThemeDone; err != nil || !a.OK() {
				t.kept = text.SetThemeLost
			}
			t.keep(ctx)
		})
	})
}

// dress puts the look on the page, as the server does with the next one.
func dress(theme string) {
	root := app.Window().Get("document").Get("documentElement")
	if theme == form.ThemeAuto {
		root.Call("removeAttribute", "data-theme")
		return
	}
	root.Call("setAttribute", "data-theme", theme)
}

// Render draws the choices, a button where there are no scripts, and what became of the choice.
func (t *Themes) Render() app.UI {
	s := State{Site: t.Site}
	said := app.P().Class("small").Role("status")
	if t.kept.Key != "" {
		said.Text(t.Site.T(t.kept))
	}
	return app.Form().ID("theme-form").Class("second flow").Method("post").Action(t.Action).OnChange(t.change).Body(
		Picks(s, "theme", t.Site.T(text.SetTheme), []Choice{
			{Value: form.ThemeAuto, Title: t.Site.T(text.ThemeAuto), Words: t.Site.T(text.ThemeAutoDo), On: t.Now == form.ThemeAuto},
			{Value: form.ThemeLight, Title: t.Site.T(text.ThemeLight), On: t.Now == form.ThemeLight},
			{Value: form.ThemeDark, Title: t.Site.T(text.ThemeDark), On: t.Now == form.ThemeDark},
		}),
		app.P().Class("small muted").Text(t.Site.T(text.SetThemeHelp)),
		app.Div().Class("submit").Hidden(t.live).Body(app.Button().Class("btn btn-1").Type("submit").Text(t.Site.T(text.SetThemeGo))),
		said,
	)
}
