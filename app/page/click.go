package page

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/screen"
)

// click keeps from go-app the clicks that are not its business. go-app takes every link and pushes its address before anyone
// can say no, so that tel: would become a path of ours; what stops here is done by the browser alone.
func (p *page) click(ctx app.Context, e app.Event) {
	if b := e.Get("target").Call("closest", "button[name=lang]"); b.Truthy() { // it would send the form; here nothing has to be
		e.Call("preventDefault")
		to := "/language?to=" + b.Get("value").String()
		ctx.Dispatch(func(ctx app.Context) { p.speak(ctx, to) })
		return
	}
	link := e.Get("target").Call("closest", "a[href]")
	if !link.Truthy() {
		return
	}
	elsewhere := asksElsewhere(e)
	if !elsewhere && isSwitch(link) {
		e.Call("preventDefault")
		to := link.Get("href").String()
		ctx.Dispatch(func(ctx app.Context) { p.speak(ctx, to) })
	}
	if elsewhere || !p.ours(link) {
		e.Call("stopPropagation")
	}
}

// isSwitch says whether a link leads to the other language.
func isSwitch(link app.Value) bool {
	return link.Get("origin").Equal(app.Window().Get("location").Get("origin")) && link.Get("pathname").String() == "/language"
}

// asksElsewhere says that the person wants a new tab, a new window or a download, or that somebody has dealt with it.
func asksElsewhere(e app.Event) bool {
	for _, held := range []string{"shiftKey", "altKey", "ctrlKey", "metaKey", "defaultPrevented"} {
		if e.Get(held).Truthy() {
			return true
		}
	}
	return e.Get("button").Int() != 0
}

// ours says whether a link leads to another screen. A link to the address in view loads it anew, as links do, and one to a
// #fragment moves focus and place; go-app would do neither.
func (p *page) ours(link app.Value) bool {
	here := app.Window().Get("location")
	if !link.Get("origin").Equal(here.Get("origin")) || link.Get("target").Truthy() || link.Call("hasAttribute", "download").Bool() {
		return false
	}
	path, query := link.Get("pathname"), link.Get("search")
	if path.Equal(here.Get("pathname")) && query.Equal(here.Get("search")) {
		return false
	}
	_, found := screen.Find(path.String())
	return found
}
