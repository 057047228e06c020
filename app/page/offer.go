package page

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/screen"
	"netanswer/app/vault"
	"netanswer/shared/text"
)

// offered is what localStorage remembers once statements without a network were offered.
const offered = "vault-offered"

// offerVault offers once, when the installed app first shows a member's home, that statements are kept on the device. Nothing is kept
// before somebody chooses to.
func (p *page) offerVault(ctx app.Context) {
	window := app.Window()
	memory := window.Get("localStorage")
	if p.shown.Pattern != screen.Home.Path || !vault.Works() || !memory.Truthy() || !window.Call("goappIsAppInstalled").Bool() || memory.Call("getItem", offered).Truthy() {
		return
	}
	ctx.Async(func() {
		if _, err := vault.Look(); err == nil { // it does already
			return
		}
		ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			if p.shown.Pattern != screen.Home.Path || window.GetElementByID("newer").Truthy() || memory.Call("getItem", offered).Truthy() {
				return
			}
			memory.Call("setItem", offered, "1")
			p.ways(p.box("offer", "notice", "status", p.site.T(text.VaultLead)), "offer", screen.Vault.Path, text.VaultOffer, text.VaultLater)
		})
	})
}

// ways gives a box a link and a button that takes it away, and shows it.
func (p *page) ways(box app.Value, id, href string, there, away text.Message) {
	hide(id)
	box.Get("classList").Call("add", "box-asks")
	document := app.Window().Get("document")
	ways := document.Call("createElement", "div")
	ways.Set("className", "box-ways")
	way := func(tag, class, words string) app.Value {
		el := document.Call("createElement", tag)
		el.Set("className", class)
		el.Set("textContent", words)
		ways.Call("append", el)
		return el
	}
	way("a", "btn btn-s", p.site.T(there)).Set("href", href)
	later := way("button", "as-link", p.site.T(away))
	later.Set("type", "button")
	listen(later, "click", func(app.Event) { hide(id) })
	box.Call("append", ways)
	document.Get("body").Call("append", box)
}
