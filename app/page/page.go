// Package page runs the table of screens in the browser: one root component for every address, so that the screen in view
// stays until the next one's data is here. The first screen's data comes with the document, later ones are fetched from the
// very address of the screen.
//
// Whatever is not a screen, is of another release or answers strangely is left to the browser, which always can.
package page

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/client"
	"netanswer/app/screen"
	"netanswer/app/ui"
	"netanswer/app/vault"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Route gives every address to one component. It listens for steps through the history before go-app does: listeners are
// called in the order they came, and go-app's own starts the navigation.
func Route() {
	back := new(bool)
	if app.IsClient {
		listen(app.Window(), "popstate", func(app.Event) { *back = true })
	}
	app.RouteWithRegexp("^/", func() app.Composer { return &page{back: back} })
}

func listen(on app.Value, event string, do func(app.Event)) {
	on.Call("addEventListener", event, app.FuncOf(func(_ app.Value, args []app.Value) any {
		do(app.Event{Value: args[0]})
		return nil
	}))
}

// page is the root of what go-app draws.
type page struct {
	app.Compo

	site    wire.Site
	shown   screen.Shown
	at      string         // the address in view, see key
	bare    bool           // the document carries no data: it is the one that the service worker keeps
	busy    bool           // the next screen is on its way
	drawing bool           // it has come, and is not to be seen yet
	arrived *client.Answer // data that came ahead of its navigation: a form's 303
	stop    context.CancelFunc
	fetches int            // so many began
	waits   bool           // the skeleton of the next screen is in view
	back    *bool          // the navigation under way is a step through the history
	place   string         // the #fragment that the navigation under way goes to
	opened  offline        // what the device keeps, once the PIN was typed
	turn    int            // of the screens that were set: a late one is not drawn over a newer
	slow    int            // of the fetches: the one that was not waited for
	left    bool           // somebody logged out, and the server has not heard of it
	scroll  map[string]int // how far down each address was left, CSS px
}

// OnInit runs while the server's nodes still stand.
func (p *page) OnInit() {
	p.scroll = map[string]int{}
	u := app.Window().URL()
	p.at = key(u)
	_ = json.Unmarshal(embedded("site-data"), &p.site) // without it the words are Japanese and the brand has no name
	data := embedded("screen-data")
	p.bare = len(bytes.TrimSpace(data)) == 0 || string(bytes.TrimSpace(data)) == "null"
	p.shown = p.open(screenOf(u), data)
}

// screenOf is the path of the screen that the document shows: its address, but for the answer to a form that another
// address takes (a passcode is sent at /register/send and asked for at /register/verify).
func screenOf(u *url.URL) string {
	if el := app.Window().GetElementByID("screen-data"); el.Truthy() {
		if path := el.Call("getAttribute", "data-screen"); path.Truthy() {
			return path.String()
		}
	}
	return u.EscapedPath()
}

func embedded(id string) []byte {
	el := app.Window().GetElementByID(id)
	if !el.Truthy() {
		return nil
	}
	return []byte(el.Get("textContent").String())
}

// open is the screen of an address over the data the document carries. The page that the service worker keeps carries
// none, an error page carries a Failure at the address of a screen.
func (p *page) open(path string, data []byte) screen.Shown {
	var failure wire.Failure
	if json.Unmarshal(data, &failure) == nil && failure.Code != "" {
		return screen.Failure.With(p.site, failure)
	}
	if s, ok := screen.Find(path); ok {
		if shown, err := s.Open(p.site, data); err == nil {
			return shown
		}
	}
	return screen.Failure.With(p.site, wire.Failure{})
}

// OnMount runs once: the component stays for all screens.
func (p *page) OnMount(ctx app.Context) {
	ctx.Handle(client.Arrived, p.take)
	ctx.Handle(vault.OpenedAction, p.unlock)
	ctx.Handle(vault.WipedAction, func(ctx app.Context, _ app.Action) { p.forget(ctx) })
	ctx.Handle(client.Refresh, func(ctx app.Context, _ app.Action) {
		if !p.busy { // or it would stand in the way of where somebody goes
			p.refresh(ctx)
		}
	})
	ctx.Handle(client.Revise, p.revise)
	window, document := app.Window(), app.Window().Get("document")
	listen(document, "click", func(e app.Event) { p.click(ctx, e) })
	listen(window, "pageshow", func(e app.Event) {
		if e.Get("persisted").Truthy() { // as it was left, typed text and all; but it may not be valid any more
			ctx.Dispatch(p.refresh)
		}
	})
	p.watchNewer(ctx)
	window.Get("history").Set("scrollRestoration", "manual")
	if p.bare { // the page that works offline
		p.lock(ctx, false, func(app.Context) {})
		p.late(ctx, window.URL())
	}
	ui.Drafts(p.shown.Member)
	p.contact(ctx)
	p.watch(ctx)
	ctx.Dispatch(func(ctx app.Context) { // behind the OnMount of all components
		ctx.Defer(func(ctx app.Context) {
			document.Get("documentElement").Call("setAttribute", "data-live", "")
			p.offerVault(ctx)
		})
	})
}

// OnNav runs when go-app has changed the address, and once at the start.
func (p *page) OnNav(ctx app.Context) {
	u, back := app.Window().URL(), *p.back
	*p.back = false
	to, from := key(u), p.at
	if to == from { // the start, a move within the screen (#fragment), or our own correction of the address
		ctx.PreventUpdate()
		return
	}
	p.hideLost()
	p.scroll[from] = app.Window().Get("scrollY").Int()
	p.at, p.place = to, ""
	if !back {
		p.place = u.Fragment
	}
	if a := p.arrived; a != nil {
		p.arrived = nil
		p.cancel()
		p.show(ctx, *a, back)
		return
	}
	p.wait(ctx, u)
	p.fetch(ctx, u, func(ctx app.Context, a client.Answer, err error) {
		switch late := p.slow == p.fetches; {
		case late && err == nil:
			p.arriveLate(ctx, a)
		case late: // what the device keeps is in view
			ctx.PreventUpdate()
		case err == nil:
			p.show(ctx, a, back)
		case back, p.waits:
			p.away(ctx, u, back, func(ctx app.Context) { p.set(ctx, screen.Failure.With(p.site, wire.Failure{}), true) })
		default:
			p.away(ctx, u, false, func(app.Context) { // stay, with everything typed, and offer to try again
				p.at = from
				app.Window().Get("history").Call("back")
				p.showLost(u.String())
			})
		}
	})
	p.impatient(ctx, u, back)
	ctx.PreventUpdate()
}

// take shows what a form got: the screen it was sent on to.
func (p *page) take(ctx app.Context, a app.Action) {
	ans, ok := a.Value.(client.Answer)
	switch {
	case !ok:
	case key(ans.URL) == p.at: // go-app does not navigate to where it is
		p.cancel()
		p.show(ctx, ans, false)
	default:
		p.arrived = &ans
		ctx.NavigateTo(ans.URL)
	}
}

// refresh asks for the data of the screen in view again. What is typed stays as long as the screen does.
func (p *page) refresh(ctx app.Context) {
	p.fetch(ctx, app.Window().URL(), func(ctx app.Context, a client.Answer, err error) {
		if err == nil {
			p.show(ctx, a, false)
		}
	})
}

// revise shows the answer to another query of the screen in view, in its place. While it is on its way nothing changes: somebody
// is typing.
func (p *page) revise(ctx app.Context, a app.Action) {
	ctx.PreventUpdate()
	u, ok := a.Value.(*url.URL)
	if !ok {
		return
	}
	p.fetch(ctx, u, func(ctx app.Context, a client.Answer, err error) {
		switch {
		case err != nil:
			p.showLost(u.String())
		case len(a.Problems()) > 0: // that the rules here do not know: the server's page says it at the field
			full(u)
		default:
			p.hideLost()
			p.show(ctx, a, false)
		}
	})
}

// fetch gets an address unless another navigation overtakes it.
func (p *page) fetch(ctx app.Context, u *url.URL, done func(app.Context, client.Answer, error)) {
	p.cancel()
	c, stop := context.WithCancel(context.Background())
	p.stop = stop
	p.mark(true)
	p.fetches++
	seen, left := painted(), p.left
	ctx.Async(func() {
		var a client.Answer
		err := errLeaving
		if !left || vault.Leave() { // no screen of a member's may come before
			a, err = client.Get(c, u.String())
		}
		<-seen
		ctx.Dispatch(func(ctx app.Context) {
			if c.Err() != nil {
				return
			}
			p.cancel()
			p.left = p.left && err != nil
			done(ctx, a, err)
		})
	})
}

// patience is how long the old screen stays before a skeleton of the next is shown: what comes sooner needs none.
const patience = 300 * time.Millisecond

// wait shows the skeleton of a screen, where it has one, should its data take its time.
func (p *page) wait(ctx app.Context, u *url.URL) {
	s, ok := screen.Find(u.EscapedPath())
	if !ok {
		return
	}
	run := p.fetches + 1
	ctx.After(patience, func(ctx app.Context) {
		next, ok := screen.Waiting(p.site, s, p.shown.Member)
		if !ok || !p.busy || p.fetches != run {
			ctx.PreventUpdate()
			return
		}
		p.set(ctx, next, false)
		p.waits = true
	})
}

// painted is closed when the browser has shown what was done so far. An answer that comes sooner waits for it: to draw a screen takes
// longer than a person who has pressed something should wait for a sign of it.
func painted() <-chan struct{} {
	seen := make(chan struct{})
	app.Window().Call("painted").Then(func(app.Value) { close(seen) })
	return seen
}

// mark says on the page whether the next screen is on its way, until it is there to be seen: the address is the next one's already. It is done by hand: nothing else changes, and to draw all of a long screen
// anew for it would keep whoever pressed waiting.
func (p *page) mark(busy bool) {
	p.busy = busy
	main := app.Window().GetElementByID("main")
	switch {
	case !main.Truthy():
	case busy, p.drawing:
		main.Call("setAttribute", "aria-busy", "true")
	default:
		main.Call("removeAttribute", "aria-busy")
	}
}

func (p *page) cancel() {
	p.mark(false)
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

// show draws an answer, or leaves it to the browser.
func (p *page) show(ctx app.Context, a client.Answer, back bool) {
	p.opened.view = false
	s, found := screen.Find(a.URL.EscapedPath())
	var next screen.Shown
	var err error
	switch {
	case !a.JSON, a.Version != p.site.Version, a.Lang != string(p.site.Lang): // another tab chose another language
		full(a.URL)
		return
	case len(a.Problems()) > 0: // a query that cannot be asked: its page says so at the fields
		full(a.URL)
		return
	case a.Failure.Code != "":
		next = screen.Failure.With(p.site, a.Failure)
	case !found || !a.OK():
		full(a.URL)
		return
	default:
		if next, err = s.Open(p.site, a.Data); err != nil {
			full(a.URL)
			return
		}
	}
	if q := a.URL.Query(); q.Has(moved) || q.Has(done) { // it has been said: not once more at the next reload
		q.Del(moved)
		q.Del(done)
		a.URL.RawQuery = q.Encode()
	}
	if to := key(a.URL); to != p.at { // redirected
		p.at = to
		ctx.Page().ReplaceURL(a.URL)
		// go-app goes on believing in the address before, and would later refuse to go there: tell it
		app.Window().Get("onpopstate").Invoke()
	}
	if !next.Frame.Member { // nobody is logged in, or somebody else is about to be
		p.opened = offline{}
	}
	p.set(ctx, next, back)
}

// set draws a screen. A new one begins at the top with its heading in focus, as a page load would; the same screen over
// other data keeps nodes, focus and place, unless the address names a #place on it. The way back leads to where the address was
// left.
func (p *page) set(ctx app.Context, next screen.Shown, back bool) {
	same := next.Pattern == p.shown.Pattern
	p.waits = false
	if next.Frame.Member != p.shown.Frame.Member || next.Pattern == screen.Settings.Path { // somebody came, left, or ended a login
		p.contact(ctx)
	}
	y, place := 0, p.place
	p.place, p.drawing = "", true
	p.mark(p.busy)
	if back {
		y = p.scroll[p.at]
	}
	p.fade(ctx, same, func(ctx app.Context) { p.draw(ctx, next, arrival{same, back, y, place}) })
}

// arrival is how a screen is come to.
type arrival struct {
	same, back bool
	y          int    // where it was left, CSS px
	place      string // the #fragment to begin at
}

// draw is set when its turn has come.
func (p *page) draw(ctx app.Context, next screen.Shown, at arrival) {
	p.shown = next
	ui.Drafts(next.Member)
	document := app.Window().Get("document")
	document.Set("title", next.Title)
	ctx.Defer(func(app.Context) { // drawn by now
		p.drawing = false
		p.mark(p.busy)
		if h := document.Call("querySelector", "h1"); !at.same && h.Truthy() {
			h.Call("setAttribute", "tabindex", "-1")
			h.Call("focus", map[string]any{"preventScroll": true})
		}
		switch to := app.Window().GetElementByID(at.place); {
		case at.place != "" && to.Truthy(): // another page of a list begins where the list does
			to.Call("scrollIntoView")
			to.Call("focus", map[string]any{"preventScroll": true})
		case !at.same || at.back:
			app.Window().Call("scrollTo", 0, at.y)
		}
		if !at.same {
			hide("offer")
			hide("back")
			p.offerNewer()
			p.offerVault(ctx)
		}
	})
}

// Render draws the screen in its frame.
func (p *page) Render() app.UI { return p.shown.UI(p.site) }

// moved is what the server adds to an address that somebody is led to instead of another, done to one that says what was done.
// web/js/app.js takes them away from the address of the document.
const moved, done = "moved", "done"

// key tells addresses apart; a #fragment is a place on the same screen.
func key(u *url.URL) string { return u.EscapedPath() + "?" + u.RawQuery }

// full has the browser load an address.
func full(u *url.URL) { app.Window().Get("location").Call("replace", u.String()) }

// showLost says that an address could not be reached, above the screen that stays.
func (p *page) showLost(u string) {
	p.hideLost()
	document := app.Window().Get("document")
	if p.opened.view { // it was to be expected: one line, which the next tap takes away
		document.Get("body").Call("append", p.box("lost", "notice", "status", p.site.T(text.OfflineLost)))
		return
	}
	box := p.box("lost", "notice notice-bad", "alert", p.site.T(text.FailOffline)+p.site.T(text.RunStop)+p.site.T(text.FailOfflineDo))
	again := document.Call("createElement", "a")
	again.Set("className", "btn btn-s")
	again.Set("textContent", p.site.T(text.FailAgain))
	again.Set("href", u)
	box.Call("append", again)
	document.Get("body").Call("append", box)
}

func (p *page) hideLost() { hide("lost") }

// box says something above the screen that stays. It stands outside of go-app's tree: not a node of the screen moves.
func (p *page) box(id, class, role, words string) app.Value {
	document := app.Window().Get("document")
	box, line := document.Call("createElement", "div"), document.Call("createElement", "p")
	box.Set("id", id)
	box.Set("className", class+" box")
	box.Call("setAttribute", "role", role)
	line.Set("textContent", words)
	box.Call("append", line)
	return box
}

func hide(id string) {
	if box := app.Window().GetElementByID(id); box.Truthy() {
		box.Call("remove")
	}
}

var _ interface {
	app.Initializer
	app.Mounter
	app.Navigator
} = (*page)(nil)
