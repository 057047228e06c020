// Package guide draws the brochure's pages: how to register on a PC, an iPhone, an Android phone. The pictures and films are
// made by the browser suite (web/e2e/guide.test.mjs) and named by the server; where they show another brand's site, the
// steps stand alone.
package guide

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Device is one page of the guide.
type Device struct {
	Path  string
	icon  string
	name  text.Message
	words text.Message
	phone bool         // one item a screen
	code  text.Message // more on how the passcode is entered
	add   text.Message // how the site gets onto the home screen
}

// The devices.
var (
	PC      = Device{Path: "/guide/pc", icon: "pc", name: text.GuidePC, words: text.GuidePCDo}
	IPhone  = Device{"/guide/iphone", "phone", text.GuideIPhone, text.GuideIPhoneDo, true, text.GuideVerifyIOS, text.GuideAddIOS}
	Android = Device{"/guide/android", "phone", text.GuideDroid, text.GuideDroidDo, true, text.GuideVerifyAnd, text.GuideAddDroid}
)

// Devices are all of them.
var Devices = []Device{PC, IPhone, Android}

// step is one step of the guide.
type step struct{ name, words, code text.Message }

// steps are in the order of wire.GuideSteps, which names the pictures.
func (d Device) steps() []step {
	card := text.GuideCardDo
	if d.phone {
		card = text.GuideCardPhone
	}
	return []step{
		{name: text.GuideStart, words: text.GuideStartDo},
		{name: text.GuideCard, words: card},
		{name: text.GuideLogin, words: text.GuideLoginDo},
		{name: text.GuideTerms, words: text.GuideTermsDo},
		{name: text.GuideConfirm, words: text.GuideConfirmDo},
		{name: text.GuideVerify, words: text.GuideVerifyDo, code: d.code},
		{name: text.GuideDone, words: text.GuideDoneDo},
		{name: text.GuideHome, words: text.GuideHomeDo},
	}
}

// Index is /guide: which device?
func Index(site wire.Site, g wire.Guide) app.UI {
	cards := make([]app.UI, len(Devices))
	for i, d := range Devices {
		cover := g.PC
		if d.phone {
			cover = g.Phone
		}
		var body []app.UI
		if cover != nil {
			frame := app.Div().Class("cover").Body(picture(*cover, site.T(text.GuideAlt, site.T(d.name)), false))
			if d.phone {
				frame.Class("cover-phone")
			}
			body = append(body, frame)
		}
		cards[i] = app.Li().Class("card").Body(append(body,
			app.Div().Class("device").Body(
				app.Span().Class("ring").Body(ui.Icon(d.icon)),
				app.Div().Body(app.H2().Text(site.T(d.name)), app.P().Text(site.T(d.words))),
			),
			app.A().Class("btn btn-w").Href(d.Path).Aria("label", site.T(text.GuideSee)+" – "+site.T(d.name)).Text(site.T(text.GuideSee)),
		)...)
	}
	return ui.Column(
		ui.Head(site.T(text.GuideHead), site.T(text.GuideLead)),
		app.Ul().Class("devices").Body(cards...),
		app.P().Class("after muted").Text(site.T(text.GuideNeed)),
		app.Section().Class("card way after").Body(
			app.Div().Body(app.H2().Text(site.T(text.LandApp, site.Brand.App)), app.P().Text(site.T(text.LandAppWords))),
			app.A().Class("btn").Href("/app").Text(site.T(text.LandAppHow)),
		),
	)
}

// Page is the guide for a device.
func Page(d Device) func(wire.Site, wire.GuidePage) app.UI {
	return func(site wire.Site, g wire.GuidePage) app.UI {
		list := app.Ol().Class("guide")
		if d.phone {
			list.Class("guide-two")
		}
		return ui.Column(
			ui.Head(site.T(d.name), site.T(text.GuideNeed)),
			others(site, d),
			film(site, d, g),
			app.Section().Class("stack guide-sec").Body(
				app.H2().Text(site.T(text.GuideSteps)),
				list.Body(d.list(site, g)...),
			),
			d.more(site),
			app.Div().Class("after guide-go").Body(
				app.A().Class("btn btn-1").Href("/register").Text(site.T(text.GuideGo)),
				app.P().Class("small muted").Text(site.T(text.GuidePrint)),
			),
		)
	}
}

// others leads to the other devices.
func others(site wire.Site, d Device) app.UI {
	links := make([]app.UI, len(Devices))
	for i, other := range Devices {
		a := app.A().Class("btn btn-s").Href(other.Path).Body(ui.SmallIcon(other.icon), app.Span().Text(site.T(other.name)))
		if other.Path == d.Path {
			a.Aria("current", "page")
		}
		links[i] = app.Li().Body(a)
	}
	return app.Nav().Class("guide-nav").Aria("label", site.T(text.GuideDevices)).Body(app.Ul().Body(links...))
}

func film(site wire.Site, d Device, g wire.GuidePage) app.UI {
	if g.Film == nil || len(g.Pictures) == 0 {
		return nil
	}
	sources := []app.UI{app.Source().Src(g.Film.Path).Type("video/webm")}
	if g.Film.MP4 != "" {
		sources = append(sources, app.Source().Src(g.Film.MP4).Type("video/mp4"))
	}
	video := app.Video().Class("shot").Poster(g.Pictures[0].Path).Controls(true).Preload("none").
		Width(g.Film.Width).Height(g.Film.Height).Aria("label", site.T(text.GuideFilm)).Aria("describedby", "film-words").
		Body(append(sources, app.P().Text(site.T(text.GuideNoFilm)))...)
	box := app.Section().Class("card film")
	if d.phone {
		box.Class("guide-phone")
	}
	return box.Body(
		app.Div().Body(
			app.H2().Text(site.T(text.GuideFilm)),
			app.P().ID("film-words").Class("muted").Text(site.T(text.GuideFilmDo, g.Film.Seconds)),
		),
		video,
	)
}

func (d Device) list(site wire.Site, g wire.GuidePage) []app.UI {
	steps := d.steps()
	out := make([]app.UI, len(steps))
	for i, s := range steps {
		words := []app.UI{
			app.Div().Class("part-h").Body(
				app.Span().Class("part-n").Aria("hidden", true).Text(i+1),
				app.H3().Text(site.T(s.name)),
			),
			app.P().Text(site.T(s.words)),
		}
		if s.code.Key != "" {
			words = append(words, app.P().Class("small muted").Text(site.T(s.code)))
		}
		body := []app.UI{app.Div().Class("stack").Body(words...)}
		if i < len(g.Pictures) {
			body = append(body, picture(g.Pictures[i], site.T(text.GuideAlt, site.T(s.name)), i > 0))
		}
		li := app.Li().Class("card")
		if d.phone {
			li.Class("guide-phone")
		}
		out[i] = li.Body(body...)
	}
	return out
}

// picture has its size from the start, so that nothing moves when it comes.
func picture(p wire.Picture, alt string, later bool) app.HTMLImg {
	img := app.Img().Class("shot").Src(p.Path).Alt(alt).Width(p.Width).Height(p.Height)
	if later {
		img.Loading("lazy")
	}
	return img
}

func (d Device) more(site wire.Site) app.UI {
	if d.add.Key == "" {
		return nil
	}
	return ui.Notice(ui.Info, site.T(text.GuideAdd), ui.Line(site.T(d.add)),
		app.A().Class("btn btn-s").Href("/app").Text(site.T(text.LandAppHow)))
}
