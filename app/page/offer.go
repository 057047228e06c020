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
	if p.shown.Pattern != screen.Home.Path || !vault.Works() || !window.Call("goappIsAppInstalled").Bool() || memory.Call("getItem", offered).Truthy() {
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
			document := window.Get("document")
			box := p.box("offer", "notice", "status", p.site.T(text.VaultLead))
			ways := document.Call("createElement", "div")
			ways.Set("className", "box-ways")
			way := func(tag, class, words string) app.Value {
				el := document.Call("createElement", tag)
				el.Set("className", class)
				el.Set("textContent", words)
				ways.Call("append", el)
				return el
			}
			way("a", "btn btn-s", p.site.T(text.VaultOffer)).Set("href", screen.Vault.Path)
			later := way("button", "as-link", p.site.T(text.VaultLater))
			later.Set("type", "button")
			listen(later, "click", func(app.Event) { hide("offer") })
			box.Call("append", ways)
			document.Get("body").Call("append", box)
		})
	})
}
