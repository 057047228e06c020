package account

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/menu"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const menuPath = "/menu"

// Menu is /menu: all procedures and inquiries, and a search over them.
func Menu(site wire.Site, d wire.Menu) app.UI {
	return ui.Column(&procedures{Site: site, Query: d.Query})
}

// procedures is the search with what it finds: a form that the server answers and, once the app runs, a list that follows what is
// being typed. All that it looks through is in the app: nothing is asked, and while somebody types nothing is drawn anew. All rows
// are there always; those that do not fit are hidden.
type procedures struct {
	app.Compo

	Site  wire.Site
	Query string // of the address

	asked string // the address's when it was drawn last
}

// What is shown and hidden has an id.
const (
	searchField = "q"
	foundLine   = "found"
	noneCard    = "none"
)

func itemID(i menu.Item) string { return "item-" + i.Key }

func groupID(g int) string { return "group-" + strconv.Itoa(g) }

// OnInit begins with what the address asks for.
func (f *procedures) OnInit() { f.asked = f.Query }

// OnMount finds what was typed before the app ran.
func (f *procedures) OnMount(app.Context) { f.show() }

// OnUpdate writes into the field what another address asks for, and shows again what go-app does not know to be shown.
func (f *procedures) OnUpdate(ctx app.Context) {
	if in := app.Window().GetElementByID(searchField); f.asked != f.Query && in.Truthy() {
		f.asked = f.Query
		in.Set("value", f.Query)
	}
	ctx.Defer(func(app.Context) { f.show() })
}

func (f *procedures) input(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	f.show()
}

// submit has nothing to send: what is found stands there. The keyboard of a phone goes, so that it can be seen.
func (f *procedures) submit(ctx app.Context, e app.Event) {
	e.PreventDefault()
	ctx.PreventUpdate()
	f.show()
	if in := app.Window().GetElementByID(searchField); in.Truthy() {
		in.Call("blur")
	}
}

// show shows what fits what stands in the field.
func (f *procedures) show() {
	in := app.Window().GetElementByID(searchField)
	if !in.Truthy() {
		return
	}
	r := search(f.Site, in.Get("value").String())
	hide := func(id string, hidden bool) {
		if el := app.Window().GetElementByID(id); el.Truthy() {
			el.Set("hidden", hidden)
		}
	}
	for _, item := range menu.All {
		hide(itemID(item), !r.item[item.Key])
	}
	for g := range menu.Groups {
		hide(groupID(g), !r.group[g])
	}
	hide(noneCard, len(r.item) > 0)
	if line := app.Window().GetElementByID(foundLine); line.Truthy() {
		line.Set("textContent", r.says)
	}
}

// result is what a search shows.
type result struct {
	item  map[string]bool // by key
	group map[int]bool
	says  string
}

func search(site wire.Site, query string) result {
	found, near := menu.Find(query)
	r := result{map[string]bool{}, map[int]bool{}, ""}
	for _, item := range found {
		r.item[item.Key], r.group[int(item.Group)] = true, true
	}
	switch {
	case menu.Query(query) == "":
	case len(found) == 0:
		r.says = site.T(text.MenuNone, menu.Query(query))
	case near:
		r.says = site.T(text.MenuNear, len(found))
	default:
		r.says = site.T(text.MenuFound, len(found))
	}
	return r
}

// Render draws heading, search and groups, as the address asks for them.
func (f *procedures) Render() app.UI {
	site, r := f.Site, search(f.Site, f.Query)
	in := app.Input().Class("input").ID(searchField).Name(searchField).Type("search").Attr("autocomplete", "off").Attr("enterkeyhint", "search").
		Attr("autocapitalize", "none").Attr("spellcheck", "false").Aria("describedby", foundLine).OnInput(f.input)
	if f.Query != "" {
		in.Value(f.Query)
	}
	line := app.P().ID(foundLine).Class("menu-found").Role("status")
	if r.says != "" {
		line.Text(r.says)
	}
	groups := make([]app.UI, len(menu.Groups))
	for g, name := range menu.Groups {
		var rows []app.UI
		for _, item := range menu.All {
			if int(item.Group) == g {
				rows = append(rows, app.Li().ID(itemID(item)).Hidden(!r.item[item.Key]).Body(menuItem(site, item)))
			}
		}
		groups[g] = app.Section().ID(groupID(g)).Hidden(!r.group[g]).Body(
			app.H2().Text(site.T(name)),
			app.Ul().Class("links card card-flush").Body(rows...),
		)
	}
	return app.Div().Body(
		app.Div().Class("head").Body(
			app.H1().Text(site.T(text.TitleMenu)),
			app.Form().Class("menu-find").Role("search").Method("get").Action(menuPath).OnSubmit(f.submit).Body(
				app.Label().Class("label").For(searchField).Text(site.T(text.MenuSearch)),
				app.Div().Class("search").Body(ui.SmallIcon("search"), in),
				app.Button().Class("btn").Type("submit").Text(site.T(text.MenuGo)),
			),
			line,
		),
		app.Section().ID(noneCard).Class("card").Hidden(len(r.item) > 0).Aria("label", site.T(text.MenuSearch)).Body(
			ui.Empty("search", site.T(text.MenuNoneHead), site.T(text.MenuNoneDo), app.A().Class("btn").Href(menuPath).Text(site.T(text.MenuAll))),
			ui.Desk(site),
		),
		app.Div().Class("groups").Body(groups...),
	)
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
		app.Span().Class("nb").Text(site.T(text.MenuByPhone)),
		app.Span().Class("nb call-no num").Text(desk.Phone),
		app.Span().Class("nb").Text(desk.Hours),
	))
	return app.A().Href(ui.Dial(desk.Phone)).Body(ui.Icon(item.Icon), app.Span().Body(words...), ui.Icon("call"))
}
