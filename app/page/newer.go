package page

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/text"
)

// A newer app than the one in view is announced, at the foot of the screen, and taken when the person says so; never in the
// middle of a form: while something is typed nothing is said, and what is said goes away when somebody begins to type.
// web/js/app.js finds out and takes it. Who says nothing gets it when the app starts next.

func (p *page) watchNewer(ctx app.Context) {
	window := app.Window()
	listen(window, "newer", func(app.Event) { ctx.Dispatch(func(ctx app.Context) { ctx.PreventUpdate(); p.offerNewer() }) })
	for _, event := range []string{"focusin", "input"} {
		listen(window.Get("document"), event, func(e app.Event) {
			if e.Get("target").Call("matches", fields).Bool() {
				hide("newer")
			}
		})
	}
}

// fields are what a person types in, or ticks.
const fields = "main input:not([type=hidden]), main select, main textarea"

// offerNewer announces it where it disturbs nobody. It is asked at every screen.
func (p *page) offerNewer() {
	hide("newer")
	if !app.Window().Get("takeNewer").Truthy() || inForm() {
		return
	}
	document := app.Window().Get("document")
	box := p.box("newer", "notice", "status", p.site.T(text.AppNewer)+p.site.T(text.AppNewerDo))
	take := document.Call("createElement", "button")
	take.Set("className", "btn btn-s")
	take.Set("type", "button")
	take.Set("textContent", p.site.T(text.AppUpdate))
	listen(take, "click", func(app.Event) { app.Window().Call("takeNewer") })
	box.Call("append", take)
	document.Get("body").Call("append", box)
}

// inForm says whether somebody is in the middle of one.
func inForm() bool {
	document := app.Window().Get("document")
	if document.Get("activeElement").Call("matches", fields).Bool() {
		return true
	}
	all := document.Call("querySelectorAll", fields)
	for i := range all.Get("length").Int() {
		in := all.Index(i)
		if !in.Get("value").Equal(in.Get("defaultValue")) || !in.Get("checked").Equal(in.Get("defaultChecked")) {
			return true
		}
	}
	return false
}
