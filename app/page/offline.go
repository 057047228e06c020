package page

import (
	"encoding/json"
	"net/url"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/client"
	"netanswer/app/screen"
	"netanswer/app/vault"
	"netanswer/shared/wire"
)

// Without a network some addresses can be shown all the same, out of what this device keeps: see app/vault. Until the PIN is
// typed they show the screen that asks for it.

// offline is what was opened.
type offline struct {
	kept *wire.Offline
	at   time.Time // when it was fetched
	view bool      // the screen in view was made of it
}

// away shows an address for which the server was not reached: what the device keeps of it, or the question for the PIN. otherwise is
// called when the device keeps nothing of it.
func (p *page) away(ctx app.Context, u *url.URL, back bool, otherwise func(app.Context)) {
	if p.opened.kept != nil {
		if next, ok := screen.Offline(p.site, *p.opened.kept, vault.Moment(p.opened.at), u); ok {
			p.opened.view = true
			p.set(ctx, next, back)
			return
		}
		otherwise(ctx)
		return
	}
	if !screen.ReadsOffline(u.EscapedPath()) {
		otherwise(ctx)
		return
	}
	p.lock(ctx, back, otherwise)
}

// lock asks for the PIN, if anything is kept.
func (p *page) lock(ctx app.Context, back bool, otherwise func(app.Context)) {
	run := p.fetches
	ctx.Async(func() {
		s, err := vault.Look()
		ctx.Dispatch(func(ctx app.Context) {
			if p.fetches != run { // somebody went on meanwhile
				return
			}
			if err != nil || s.At.IsZero() {
				otherwise(ctx)
				return
			}
			p.set(ctx, screen.Locked.With(p.site, wire.Locked{At: wire.AsOf(vault.Moment(s.At)), Left: s.Left}), back)
		})
	})
}

// unlock shows the address in view out of what the PIN has opened, or the list of statements.
func (p *page) unlock(ctx app.Context, a app.Action) {
	got, ok := a.Value.(vault.Opened)
	if !ok {
		return
	}
	kept, err := got.Statements()
	if err != nil {
		return
	}
	p.opened = offline{kept: &kept, at: got.At}
	u := app.Window().URL()
	if _, ok := screen.Offline(p.site, kept, "", u); !ok {
		u = &url.URL{Path: screen.Statements.Path}
		p.at = key(u)
		ctx.Page().ReplaceURL(u)
	}
	p.away(ctx, u, false, func(app.Context) {})
}

// renewed is how old what is kept may become while the member is logged in.
const renewed = time.Hour

// contact asks the server whether to go on keeping, and renews what is kept. It is called when the page begins, comes into sight or finds
// the network again, and when somebody has logged in or out.
func (p *page) contact(ctx app.Context) {
	if !vault.Works() {
		return
	}
	ctx.Async(func() {
		s, err := vault.Look()
		if err != nil { // nothing is kept, or nothing any more: another tab may have wiped
			ctx.Dispatch(p.forget)
			return
		}
		a, err := client.Get(ctx, "/vault/state")
		var told wire.VaultState
		if err != nil || !a.OK() || json.Unmarshal(a.Data, &told) != nil {
			return
		}
		switch {
		case told.State == wire.VaultWipe:
			_ = vault.Wipe()
			ctx.Dispatch(p.forget)
		case told.State == wire.VaultKeep:
			_ = vault.Heard()
			if told.Renew && (vault.Age(s) > renewed || s.By != a.Version) {
				_ = vault.Renew(ctx)
			}
		}
	})
}

// forget leaves nothing in view or in memory of what was opened.
func (p *page) forget(ctx app.Context) {
	view := p.opened.view
	if p.opened = (offline{}); view {
		p.set(ctx, screen.Failure.With(p.site, wire.Failure{}), false)
	}
}

// hidden is how long the app may be out of sight before the PIN is asked for again.
const hidden = 5 * time.Minute

// watch locks what was opened once the app was out of sight for long, and asks the server whenever it can be reached again. Two clocks tell
// how long: one of them stops while a phone sleeps, the other can be set.
func (p *page) watch(ctx app.Context) {
	document := app.Window().Get("document")
	clocks := func() (out [2]float64) {
		for i, name := range []string{"performance", "Date"} {
			out[i] = app.Window().Get(name).Call("now").Float()
		}
		return out
	}
	since := clocks()
	listen(document, "visibilitychange", func(app.Event) {
		now := clocks()
		if document.Get("hidden").Truthy() {
			since = now
			return
		}
		long := now[1] < since[1]
		for i := range now {
			long = long || now[i]-since[i] > float64(hidden.Milliseconds())
		}
		ctx.Dispatch(func(ctx app.Context) {
			if view := p.opened.view; long && p.opened.kept != nil {
				if p.opened = (offline{}); view {
					p.lock(ctx, false, func(ctx app.Context) { p.set(ctx, screen.Failure.With(p.site, wire.Failure{}), false) })
				}
			}
			p.contact(ctx)
		})
	})
	listen(app.Window(), "online", func(app.Event) { ctx.Dispatch(p.contact) })
}
