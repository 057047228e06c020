package account

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/menu"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const menuPath = "/menu"

// Menu is /menu: all procedures and inquiries, and a search over them.
func Menu(site wire.Site, d wire.Menu) app.UI {
	return ui.Column(&finder{Site: site, Query: d.Query})
}

// finder is the search with what it finds: a form that the server answers and, once the app runs, a list that follows what is
// being typed. All that it looks through is in the app: nothing is asked.
type finder struct {
	app.Compo

	Site  wire.Site
	Query string // of the address

	from  string // the address's query when somebody typed
	on    bool   // somebody has
	typed string
}

// query is what is looked for: what was typed since the address asked.
func (f *finder) query() string {
	if f.on && f.from == f.Query {
		return f.typed
	}
	return f.Query
}

// look takes over what stands in the field.
func (f *finder) look() {
	if in := app.Window().GetElementByID(searchField); in.Truthy() {
		f.on, f.from, f.typed = true, f.Query, in.Get("value").String()
	}
}

// OnMount finds what was typed before the app ran.
func (f *finder) OnMount(ctx app.Context) {
	f.look()
	ctx.Update()
}

const searchField = "q"

// OnUpdate writes into the field what another address asks for.
func (f *finder) OnUpdate(app.Context) {
	if f.on && f.from != f.Query {
		if in := app.Window().GetElementByID(searchField); in.Truthy() {
			in.Set("value", f.Query)
		}
		f.look()
	}
}

func (f *finder) input(app.Context, app.Event) { f.look() }

// submit has nothing to send: what is found stands there. The keyboard of a phone goes, so that it can be seen.
func (f *finder) submit(_ app.Context, e app.Event) {
	e.PreventDefault()
	f.look()
	if in := app.Window().GetElementByID(searchField); in.Truthy() {
		in.Call("blur")
	}
}

// Render draws heading, search and groups.
func (f *finder) Render() app.UI {
	site := f.Site
	found, near := menu.Find(f.query())
	in := app.Input().Class("input").ID(searchField).Name(searchField).Type("search").Attr("autocomplete", "off").Attr("enterkeyhint", "search").
		Attr("autocapitalize", "none").Attr("spellcheck", "false").Aria("describedby", "found").OnInput(f.input)
	if f.Query != "" {
		in.Value(f.Query)
	}
	return app.Div().Body(
		app.Div().Class("head").Body(
			app.H1().Text(site.T(text.TitleMenu)),
			app.Form().Class("find").Role("search").Method("get").Action(menuPath).OnSubmit(f.submit).Body(
				app.Label().Class("label").For(searchField).Text(site.T(text.MenuSearch)),
				app.Div().Class("search").Body(ui.SmallIcon("search"), in),
				app.Button().Class("btn").Type("submit").Text(site.T(text.MenuGo)),
			),
			app.P().ID("found").Class("found").Role("status").Text(f.says(len(found), near)),
		),
		f.groups(found),
	)
}

// says is how many were found, to be read out as it changes.
func (f *finder) says(n int, near bool) string {
	switch {
	case menu.Query(f.query()) == "":
		return ""
	case n == 0:
		return f.Site.T(text.MenuNone, menu.Query(f.query()))
	case near:
		return f.Site.T(text.MenuNear, n)
	}
	return f.Site.T(text.MenuFound, n)
}

func (f *finder) groups(found []menu.Item) app.UI {
	if len(found) == 0 {
		return app.Section().Class("card").Body(
			ui.Empty("search", f.Site.T(text.MenuNone, menu.Query(f.query())), f.Site.T(text.MenuNoneDo),
				app.A().Class("btn").Href(menuPath).Text(f.Site.T(text.MenuAll))),
			ui.Desk(f.Site),
		)
	}
	groups := make([]app.UI, 0, len(menu.Groups))
	for g, name := range menu.Groups {
		var rows []app.UI
		for _, item := range found {
			if item.Group == menu.Group(g) {
				rows = append(rows, app.Li().Body(menuItem(f.Site, item)))
			}
		}
		if len(rows) > 0 {
			groups = append(groups, app.Section().Body(
				app.H2().Text(f.Site.T(name)),
				app.Ul().Class("links card card-flush").Body(rows...),
			))
		}
	}
	return app.Div().Class("groups").Body(groups...)
}

// menuItem is a link to a screen, or a number to call with the hours at which somebody answers.
func menuItem(site wire.Site, item menu.Item) app.UI {
	words := []app.UI{app.B().Text(site.T(item.Title))}
	if item.Words.Key != "" {
		words = append(words, app.Small().Text(site.T(item.Words)))
	}
	if item.Path != "" {
		return app.A().Href(item.Path).Body(ui.Icon(item.Icon), app.Span().Body(words...), ui.Icon("right"))
	}
	desk := site.Brand.Desk
	if item.Phone == menu.Lost {
		desk = site.Brand.LostDesk()
	}
	words = append(words, app.Small().Body(
		app.Span().Class("nb").Text(site.T(text.MenuByPhone)+" "),
		app.Span().Class("nb tel num").Text(desk.Phone),
		app.Span().Class("nb").Text(" "+desk.Hours),
	))
	return app.A().Href(ui.Dial(desk.Phone)).Body(ui.Icon(item.Icon), app.Span().Body(words...), ui.Icon("call"))
}
