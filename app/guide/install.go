package guide

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Install is /app: how the app is got. The browser's own offer where it makes one, the steps in drawings for all devices.
func Install(site wire.Site, d wire.Install) app.UI {
	body := []app.UI{ui.Head(site.T(text.AppHead, site.Brand.App), site.T(text.AppLead))}
	if d.Going != "" {
		body = append(body, app.Div().Class("get-going").Body(ui.Notice(ui.Warn, site.T(text.AppGoing), ui.Line(site.T(text.AppGoingDo)),
			app.A().Class("btn btn-s").Href(d.Going).Text(site.T(text.AppGoingTo)))))
	}
	body = append(body, &offer{Site: site, Device: d.Device, LoggedIn: d.LoggedIn})
	if !d.LoggedIn {
		to := "/portal/scan" // as the app begins
		if d.Device == wire.PC {
			to = "/register"
		}
		body = append(body, app.P().Class("after").Body(app.Text(site.T(text.AppWithout)), app.A().Href(to).Text(site.T(text.AppWithoutDo))))
	}
	if d.QR != "" {
		body = append(body, app.Section().Class("card get-qr").Body(
			ui.QR(d.QR, d.QRSize, site.T(text.LandQRLabel)),
			app.Div().Body(app.H2().Text(site.T(text.AppPhone)), app.P().Class("muted").Text(site.T(text.AppPhoneDo))),
		))
	}
	for _, way := range ways(d.Device) {
		body = append(body, way.section(site))
	}
	return ui.Column(append(body, app.Div().Class("after").Body(ui.Notice(ui.Info, site.T(text.AppApart), ui.Line(site.T(text.AppApartDo)))))...)
}

// way is how the app gets onto one kind of device.
type way struct {
	device wire.Device
	name   text.Message
	note   text.Message // before the steps
	steps  []drawn
}

// drawn is a step with its drawing.
type drawn struct {
	draw        string
	name, words text.Message
}

// ways are all of them, that of this device first.
func ways(first wire.Device) []way {
	last := drawn{"home", text.AppLast, text.AppLastDo}
	all := []way{
		{wire.IPhone, text.AppOnIPhone, text.AppInsideIOS, []drawn{
			{"ios-1", text.AppIOS1, text.AppIOS1x}, {"ios-2", text.AppIOS2, text.AppIOS2x}, {"ios-3", text.AppIOS3, text.AppIOS3x}, last,
		}},
		{wire.Android, text.AppOnDroid, text.AppInsideAnd, []drawn{
			{"android-1", text.AppAnd1, text.AppAnd1x}, {"android-2", text.AppAnd2, text.AppAnd2x}, {"android-3", text.AppAnd3, text.AppAnd3x}, last,
		}},
		{wire.PC, text.AppOnPC, text.Message{}, []drawn{{"pc-1", text.AppPC1, text.AppPC1x}, {"pc-2", text.AppPC2, text.AppPC2x}}},
	}
	for i, w := range all {
		if w.device == first {
			return append([]way{w}, append(all[:i:i], all[i+1:]...)...)
		}
	}
	return all
}

func (w way) section(site wire.Site) app.UI {
	items := make([]app.UI, len(w.steps))
	for i, s := range w.steps {
		words := site.T(s.words)
		if s.words == text.AppLastDo {
			words = site.T(s.words, site.Brand.App)
		}
		items[i] = app.Li().Class("card").Body(
			app.Div().Class("draw").Body(ui.InstallDraw(site, s.draw, site.T(text.AppDrawAlt, site.T(s.name)))),
			app.Div().Body(
				app.Div().Class("part-h").Body(app.Span().Class("part-n").Aria("hidden", true).Text(i+1), app.H3().Text(site.T(s.name))),
				app.P().Class("muted").Text(words),
			),
		)
	}
	id := string(w.device)
	body := []app.UI{app.H2().ID(id + "-h").TabIndex(-1).Text(site.T(w.name))}
	if w.note.Key != "" {
		body = append(body, app.P().Text(site.T(w.note)))
	}
	return app.Section().ID(id).Class("stack guide-sec").Aria("labelledby", id+"-h").Body(append(body, app.Ol().Class("get").Body(items...))...)
}

// offer is the browser's offer to install the app, where it makes one; else it leads to the steps. Within the app it says so.
type offer struct {
	app.Compo

	Site     wire.Site
	Device   wire.Device
	LoggedIn bool

	live bool
	can  bool // the browser offers it
	in   bool // this is the app
	got  bool // it has just been installed
}

// OnMount looks once; the browser may have made its offer long before.
func (o *offer) OnMount(ctx app.Context) {
	o.live = true
	o.look(ctx)
}

// OnAppInstallChange runs when the offer is made, taken or gone.
func (o *offer) OnAppInstallChange(ctx app.Context) { o.look(ctx) }

func (o *offer) look(ctx app.Context) {
	o.can = ctx.IsAppInstallable()
	o.in = app.Window().Get("goappIsAppInstalled").Truthy() && app.Window().Call("goappIsAppInstalled").Bool()
	o.got = app.Window().Get("document").Get("documentElement").Get("dataset").Get("installed").Type() == app.TypeString
}

func (o *offer) install(ctx app.Context, _ app.Event) { ctx.ShowAppInstallPrompt() }

// Render draws what there is to do. It is as high whatever it says: an offer may come late.
func (o *offer) Render() app.UI {
	site := o.Site
	title, words := text.AppHow, text.AppHowDo
	act := app.UI(app.A().Class("btn btn-1").Href("#" + string(o.Device)).Text(site.T(text.AppHowSee)))
	switch {
	case o.live && o.in:
		title, words = text.AppIn, text.AppInDo
		act = o.start()
	case o.live && o.got:
		title, words = text.AppGot, text.AppGotDo
	case o.live && o.can:
		title, words = text.AppCan, text.AppCanDo
		act = app.Button().Class("btn btn-1").Type("button").OnClick(o.install).Body(ui.SmallIcon("csv"), app.Span().Text(site.T(text.AppCanButton)))
	}
	return app.Section().Class("card get-offer").Aria("live", "polite").Body(
		app.Span().Class("ring").Body(ui.Icon("phone")),
		app.Div().Body(app.H2().Text(site.T(title)), app.P().Class("muted").Text(site.T(words))),
		act,
	)
}

// start is the way on for who is in the app already.
func (o *offer) start() app.UI {
	to, label := "/portal", text.AppStart
	if o.LoggedIn {
		to, label = "/home", text.LandHome
	}
	return app.A().Class("btn btn-1").Href(to).Text(o.Site.T(label))
}
