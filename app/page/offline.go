package page

import (
	"encoding/json"
	"errors"
	"net/url"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/client"
	"netanswer/app/screen"
	"netanswer/app/vault"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Without a network some addresses can be shown all the same, out of what this device keeps: see app/vault. Until the PIN is
// typed they show the screen that asks for it.

// offline is what was opened.
type offline struct {
	kept  *wire.Offline
	at    time.Time // when it was fetched
	view  bool      // the screen in view was made of it
	moved bool      // it is to be shown in place of an address that needs the network
}

// away shows an address for which the server was not reached: what the device keeps of it, or the question for the PIN. otherwise is
// called when the device keeps nothing of it.
func (p *page) away(ctx app.Context, u *url.URL, back bool, otherwise func(app.Context)) {
	if p.opened.kept != nil {
		if next, ok := screen.Offline(p.site, *p.opened.kept, vault.Moment(p.opened.at), u); ok {
			p.opened.view = true
			if p.opened.moved {
				next.Notice, p.opened.moved = p.site.T(text.OfflineMoved), false
			}
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
	run, path := p.fetches, app.Window().URL().EscapedPath()
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
			p.set(ctx, screen.Locked.With(p.site, wire.Locked{At: wire.AsOf(vault.Moment(s.At)), Left: s.Left, Elsewhere: elsewhere(path)}), back)
		})
	})
}

// elsewhere says whether who opens an address meant something that is not kept. The app's own beginning means nothing.
func elsewhere(path string) bool {
	return !screen.ReadsOffline(path) && path != "/" && path != "/portal" && path != screen.Home.Path
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
		p.opened.moved = elsewhere(u.EscapedPath())
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
	member := p.shown.Frame.Member
	ctx.Async(func() {
		if vault.Leaving() {
			ctx.Dispatch(p.leave)
			if vault.Leave() {
				full(&url.URL{Path: screen.Login.Path, RawQuery: "out=1"})
			}
			return
		}
		if !vault.Works() {
			return
		}
		s, err := vault.Look()
		if err != nil { // nothing is kept, or nothing any more: another tab may have wiped
			ctx.Dispatch(p.forget)
			if member && errors.Is(err, vault.ErrNone) {
				p.ended(ctx)
			}
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

// ended tells the server of a vault that is gone, and the member when nobody meant it to go: a browser that needs room throws databases
// away, but no cookies.
func (p *page) ended(ctx app.Context) {
	mark := vault.Mark()
	if mark == "" {
		return
	}
	a, err := client.Post(ctx, "/vault/end", nil)
	if err != nil || !a.OK() || a.URL.Path != screen.Vault.Path || mark != vault.Marked {
		return
	}
	ctx.Dispatch(func(ctx app.Context) {
		ctx.PreventUpdate()
		box := p.box("evicted", "notice", "status", p.site.T(text.VaultEvicted))
		p.ways(box, "evicted", screen.Vault.Path, text.VaultOffer, text.VaultClose)
	})
}

// leave shows that a logout waits for the network.
func (p *page) leave(ctx app.Context) {
	p.opened, p.left = offline{}, true
	if p.shown.Pattern != screen.Left.Path {
		p.cancel()
		p.fetches++
		p.set(ctx, screen.Left.With(p.site, wire.Left{}), false)
	}
}

var errLeaving = errors.New("page: a logout waits for the network")

// weak is how long an address that the device keeps may take to come before what is kept is shown. The service worker has the same for
// documents (web/js/sw.js).
const weak = 5 * time.Second

// impatient shows what the device keeps of an address whose data is long in coming. What comes late is not lost, see arriveLate.
func (p *page) impatient(ctx app.Context, u *url.URL, back bool) {
	if !screen.ReadsOffline(u.EscapedPath()) {
		return
	}
	run := p.fetches
	ctx.After(weak, func(ctx app.Context) {
		if p.fetches != run || !p.busy {
			ctx.PreventUpdate()
			return
		}
		p.mark(false)
		p.slow = run
		p.away(ctx, u, back, func(app.Context) { // nothing is kept of it: it is waited for
			p.slow = 0
			p.mark(true)
		})
	})
}

// late asks for the address in view again, of which the browser was given the page without data: the line may only be slow.
func (p *page) late(ctx app.Context, u *url.URL) {
	run := p.fetches
	ctx.Async(func() {
		if vault.Leaving() {
			return
		}
		a, err := client.Get(ctx, u.String())
		if err != nil {
			return
		}
		ctx.Dispatch(func(ctx app.Context) {
			if p.fetches == run {
				p.arriveLate(ctx, a)
			}
		})
	})
}

// arriveLate shows what came after the device's own was shown in its place: at once where that takes nothing from anybody, else
// on the person's word.
func (p *page) arriveLate(ctx app.Context, a client.Answer) {
	locked := p.shown.Pattern == screen.Locked.Path
	pin := app.Window().GetElementByID("pin")
	typed := locked && pin.Truthy() && pin.Get("value").String() != ""
	switch {
	case !a.OK(): // what is kept is better
	case locked && !typed, p.opened.view && key(a.URL) == p.at:
		p.show(ctx, a, false)
	case locked, p.opened.view:
		box := p.box("back", "notice", "status", p.site.T(text.OfflineBack))
		p.ways(box, "back", a.URL.String(), text.OfflineFresh, text.VaultClose)
	case p.bare && p.shown.Pattern == screen.Failure.Path:
		p.show(ctx, a, false)
	}
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
	listen(app.Window(), "left", func(app.Event) { ctx.Dispatch(p.leave) })
	listen(document, "click", func(app.Event) {
		if p.opened.view {
			hide("lost")
		}
	})
	listen(app.Window(), "online", func(app.Event) { ctx.Dispatch(p.contact) })
}
