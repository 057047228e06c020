// Package ui is the design system: the parts that screens are made of, each a pure function of what it is given. No part
// fetches, asks the time or keeps what a member types: the page does. The look is web/css; the gallery
// (app/dev) shows every part in every state.
package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Frame says what stands around a screen.
type Frame struct {
	Member  bool   // the member's frame: navigation beside (PC) or beneath (phone); else the public header and footer
	Nav     string // member: the entry that is current ("home")
	Login   bool   // public: a ログイン button in the header
	Narrow  bool   // public: one narrow column
	Bare    bool   // nothing around it: the screen is all there is
	Form    bool   // the screen is a form to be typed in: the way to the other language takes along what stands in it
	Notice  string // one sentence above the screen, of this answer alone: why the person is here and not where they meant to go
	Offline string // as of when the screen is, where it is made of what the device keeps
}

// Shell is the frame of every screen and the first element of the body, on the server and in the browser alike. pattern
// keys the view: go-app compares trees by position, and another screen must never inherit this one's inputs with what
// was typed in them. What stands beneath the screen is keyed as well: the foot of another screen is another foot, not the
// last one that jumped to where this screen ends.
func Shell(site wire.Site, f Frame, pattern string, body app.UI) app.UI {
	main := app.Main().ID("main").TabIndex(-1).Body(notice(site, f), &Keyed{Key: pattern, Body: body})
	if f.Narrow {
		main.Class("narrow")
	}
	root := app.Div().ID("root")
	skip := app.A().Class("skip").Href("#main").Text(site.T(text.SkipLink))
	if f.Member {
		return root.Body(skip, demo(site), app.Div().Class("member").Body(
			rail(site, f.Nav),
			app.Div().Body(
				app.Header().Class("bar").Body(mark(site, "/home")),
				main,
				&Keyed{Key: pattern, Body: app.Div().Class("wrap bar-out").Body(logout(site, "btn btn-s btn-q"))},
				&Keyed{Key: pattern, Body: foot(site, f.Form)},
			),
		))
	}
	if f.Bare {
		return root.Body(skip, demo(site), main.Class("bare"))
	}
	return root.Body(skip, demo(site), top(site, f.Login), main, &Keyed{Key: pattern, Body: foot(site, f.Form)})
}

// notice is a live region that is there from the start, empty: readers hear what comes into it, on the next screen too.
func notice(site wire.Site, f Frame) app.UI {
	box := app.Div().ID("notice").Role("status")
	switch {
	case f.Offline != "":
		lines := []app.UI{app.B().Body(app.Text(site.T(text.Offline)), app.Span().Class("nb").Text(f.Offline))}
		if f.Notice != "" {
			lines = append(lines, Line(f.Notice))
		}
		box.Body(app.Div().Class("wrap").Body(app.Div().Class("notice").Body(Icon("info"), app.Div().Body(lines...))))
	case f.Notice != "":
		box.Body(app.Div().Class("wrap").Body(Notice(Info, f.Notice)))
	}
	return box
}

// Keyed makes go-app throw nodes away when others come in their place: another screen, a list of other things. What is new has not moved.
type Keyed struct {
	app.Compo
	Key  string
	Body app.UI
}

// CompoID is what go-app compares.
func (k *Keyed) CompoID() string { return k.Key }

// Render draws what it holds.
func (k *Keyed) Render() app.UI { return k.Body }

func demo(site wire.Site) app.UI {
	if !site.Demo {
		return nil
	}
	return app.Aside().Class("demo").Aria("label", site.T(text.DemoLabel)).Body(
		app.Span().Text(site.T(text.DemoIs)), app.Span().Class("nb").Text(site.T(text.DemoDont)))
}

func top(site wire.Site, login bool) app.UI {
	bar := []app.UI{mark(site, "/")}
	if login {
		bar = append(bar, app.A().Class("btn btn-s").Href("/login").Text(site.T(text.Login)))
	}
	return app.Header().Class("top").Body(app.Div().Class("wrap").Body(bar...))
}

// mark is the brand's sign with the names beside it.
func mark(site wire.Site, href string) app.UI {
	return app.A().Class("mark").Href(href).Body(
		Mark(site.Brand.Mark),
		app.Span().Body(
			app.B().Text(site.T(text.SiteName)),
			app.Span().Text(site.Brand.Card),
		),
	)
}

// Mark draws the brand's sign on its 36 grid.
func Mark(m wire.Mark) app.UI {
	return svg("0 0 36 36").Aria("hidden", true).Body(
		node("rect").Class("m-bg").Attr("width", 36).Attr("height", 36).Attr("rx", 10),
		node("path").Class("m-a").Attr("d", m.Arc),
		node("circle").Class("m-d").Attr("cx", num(m.X)).Attr("cy", num(m.Y)).Attr("r", "2.25"),
	)
}

// entries are the member's ways; a phone shows those that are not beside. A screen that is not there yet has none: no link
// leads nowhere.
var entries = []struct {
	name, href, icon string
	label            text.Message
	beside           bool
	kept             bool // a device that keeps statements has it without a network
}{
	{"home", "/home", "home", text.NavHome, false, false},
	{"statements", "/statements", "list", text.NavStatements, false, true},
	{"limit", "/limit", "gauge", text.NavLimit, false, false},
	{"menu", "/menu", "menu", text.TitleMenu, false, false},
	{"usage", "/usage", "chart", text.TitleUsage, true, true},
	{"cashing", "/cashing", "cash", text.ItemCash, true, false},
	{"payment", "/payment", "swap", text.TitlePayment, true, false},
	{"inbox", "/inbox", "bell", text.TitleInbox, true, false},
	{"settings", "/settings", "gear", text.TitleSettings, true, false},
}

// rail is the member's navigation: beside the page on a PC, a bar beneath it on a phone. With a single entry the phone
// goes without: the mark on top leads home as well.
func rail(site wire.Site, current string) app.UI {
	items := make([]app.UI, len(entries))
	beside := false
	for i, e := range entries {
		inside := []app.UI{Icon(e.icon), app.Span().Text(site.T(e.label))}
		if site.Offline && !e.kept {
			inside = append(inside, app.Span().Class("vh").Text(site.T(text.OfflineNot)))
		}
		link := app.A().Href(e.href).Body(inside...)
		if site.Offline && !e.kept {
			link.Class("off")
		}
		if e.name == current {
			link.Aria("current", "page")
		}
		item := app.Li()
		if e.beside {
			item.Class("beside")
			if !beside {
				item.Class("sep")
			}
		}
		beside = e.beside
		items[i] = item.Body(link)
	}
	nav := app.Nav().Class("nav").Aria("label", site.T(text.MainMenu))
	if len(entries) < 2 {
		nav.Class("nav-one")
	}
	return nav.Body(
		app.Div().Class("nav-brand").Body(mark(site, "/home")),
		app.Ul().Body(items...),
		app.Div().Class("nav-foot").Body(logout(site, "nav-out"), lastLogin(site)),
	)
}

// logout ends the session: a post, so that no link of another site can do it.
func logout(site wire.Site, class string) app.UI {
	return app.Form().Method("post").Action("/logout").Body(
		app.Button().Class(class).Type("submit").Body(Icon("out"), app.Span().Text(site.T(text.Logout))))
}

// lastLogin is when the member logged in before: whoever else did is found out by it.
func lastLogin(site wire.Site) app.UI {
	day, hour, ok := strings.Cut(site.Member.LastLogin, " ")
	date, err := japan.ParseDate(day)
	if !ok || err != nil {
		return nil
	}
	return app.P().Class("last-login").Body(app.Text(site.T(text.LastLogin)+" "), app.Span().Class("num").Text(Day(site, date)+" "+hour))
}

func other(site wire.Site) text.Lang {
	if site.Lang == text.EN {
		return text.JA
	}
	return text.EN
}

// otherLanguage is the link to the screen in the other language, named in that language.
func otherLanguage(site wire.Site) app.UI {
	to := other(site)
	return app.A().Href("/language?to="+string(to)).Lang(string(to)).Attr("hreflang", string(to)).Text(site.T(text.OtherLang))
}

// otherLanguageOf is otherLanguage where something may be typed. Without scripts a link would leave that behind, so this sends the
// form, and the server shows it again in the other language, looking at nothing in it. With scripts the page stays: see app/page.
func otherLanguageOf(site wire.Site) app.UI {
	to := other(site)
	return app.Button().Class("as-link").Type("submit").Attr("form", "form").Attr("formnovalidate", true).Name("lang").Value(string(to)).Lang(string(to)).Text(site.T(text.OtherLang))
}

func foot(site wire.Site, form bool) app.UI {
	return app.Footer().Class("foot").Body(app.Div().Class("wrap").Body(append(append([]app.UI{lastLogin(site)}, ways(site, form)...), app.P().Text(site.Brand.Company))...))
}

// ways out of trouble: somebody to call, the guide, the other language.
func ways(site wire.Site, form bool) []app.UI {
	other := otherLanguage(site)
	if form {
		other = otherLanguageOf(site)
	}
	return []app.UI{
		app.P().Body(
			app.Span().Class("nb").Text(site.T(text.DeskFree)),
			app.Span().Class("nb").Body(Phone(site.Brand.Desk.Phone)),
			app.Span().Class("nb").Text(site.Brand.Desk.Hours),
		),
		app.Ul().Class("foot-ways").Body(app.Li().Body(app.A().Href("/guide").Text(site.T(text.GuideHead))), app.Li().Body(other)),
	}
}

// Phone is a number to press on a phone and to read on a PC.
func Phone(number string) app.UI { return app.A().Class("tel num").Href(Dial(number)).Text(number) }

// Dial is the address of a number as people write it.
func Dial(number string) string {
	return "tel:" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number)
}

// Column is the inside of a public screen: one column of readable width, or a narrow one where the frame says so.
func Column(body ...app.UI) app.HTMLDiv { return app.Div().Class("wrap main").Body(body...) }

// Head is the top of a screen: its heading and one line of what to expect.
func Head(title, lead string) app.UI {
	head := []app.UI{app.H1().Text(title)}
	if lead != "" {
		head = append(head, app.P().Text(lead))
	}
	return app.Div().Class("head").Body(head...)
}
