package account

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const (
	statementsPath = "/statements"
	csvPath        = "/statements.csv"
)

// Statements is /statements: the months, and a search over all of them. Each part keeps its place whatever is found, so that the
// form's own nodes stay while somebody types in it.
func Statements(site wire.Site, d wire.Statements) app.UI {
	asked := form.Text(d.Values)
	return ui.Column(
		otherCards(site),
		app.Div().Class("st-top").Body(
			app.H1().Text(site.T(text.TitleStatements)),
			exports(site, d),
		),
		app.Div().Body(ui.AsOf(site, d.AsOf)),
		besides(site),
		&ui.Search{
			Site: site, Action: statementsPath, Label: text.SearchForm, None: form.WhoAll, Class: "card finder", Values: asked, Problems: d.Problems, Check: ui.Of[form.Search],
			Fields: func(s ui.State, first url.Values) []app.UI { return finder(s, first, d) },
		},
		app.Div().ID("results").TabIndex(-1).Class("stack").Body(
			found(site, d.Found, asked),
			&ui.Keyed{Key: kindOf(d.Found), Body: results(site, d)},
		),
	)
}

// besides are the ways to the graph, which a phone has nowhere else on the way, and to keeping statements on the device.
func besides(site wire.Site) app.UI {
	way := func(href string, m text.Message) app.UI {
		return app.A().Class("more").Href(href).Body(app.Span().Text(site.T(m)), ui.SmallIcon("right"))
	}
	ways := []app.UI{way("/usage", text.TitleUsage)}
	if !site.Offline {
		ways = append(ways, way("/vault", text.VaultOffer))
	}
	return app.P().Class("to-vault").Body(ways...)
}

// exports is the way to a file of all months.
func exports(site wire.Site, d wire.Statements) app.UI {
	box := app.Div().Class("exports")
	if len(d.Months) > 0 && !site.Offline {
		box.Body(app.A().Class("btn btn-s").Href(csvPath).Body(ui.SmallIcon("csv"), app.Span().Text(site.T(text.StmCSV)), app.Span().Class("vh").Text(site.T(text.StsCSV))))
	}
	return box
}

// finder is the inside of the form.
func finder(s ui.State, first url.Values, d wire.Statements) []app.UI {
	site := s.Site
	clear := app.Div().Class("clear")
	if d.Values.Asks() {
		clear.Body(app.A().Class("more").Href(statementsPath).Text(site.T(text.SearchClear)))
	}
	more := app.Details().Class("more-terms").Body(
		app.Summary().Text(site.T(text.SearchMore)),
		app.Div().Class("bounds").Body(
			bound(s, first, "from", text.SearchFrom), bound(s, first, "to", text.SearchTo),
			bound(s, first, "since", text.SearchSince), bound(s, first, "until", text.SearchUntil),
		),
		app.P().Class("help").Text(site.T(text.SearchMoreDo)),
	)
	if first.Has("from") || first.Has("to") || first.Has("since") || first.Has("until") {
		more.Open(true)
	}
	return []app.UI{
		app.Div().Class("find").Body(
			input(s, first, "q", text.SearchQ, app.Input().Type("search").Attr("enterkeyhint", "search")),
			app.Button().Class("btn btn-1").Type("submit").Body(ui.SmallIcon("search"), app.Span().Text(site.T(text.SearchButton))),
		),
		users(s, first, d.Cards),
		app.Div().Class("finder-foot").Body(more, clear),
	}
}

func bound(s ui.State, first url.Values, name string, label text.Message) app.UI {
	in := app.Input().Type("date")
	if name == "from" || name == "to" {
		in = app.Input().Type("text").Attr("inputmode", "numeric").Class("input-num")
	}
	return input(s, first, name, label, in)
}

// input is a field that may stay empty: label, input, error line.
func input(s ui.State, first url.Values, name string, label text.Message, in app.HTMLInput) app.UI {
	field := app.Div().Class("field")
	in.Class("input").ID(name).Name(name).Attr("autocomplete", "off").Attr("autocapitalize", "none").Attr("spellcheck", "false").Aria("describedby", name+"-e")
	if v := first.Get(name); v != "" {
		in.Value(v)
	}
	if s.Problem(name) != "" {
		field.Class("bad")
		in.Aria("invalid", true)
	}
	return field.Body(app.Label().Class("label").For(name).Text(s.Site.T(label)), in, ui.ErrorLine(s, name))
}

// users are the choices of whose uses are meant; none where there is one card. A single card stands with its number, several of
// one kind have a choice each besides.
func users(s ui.State, first url.Values, cards []wire.SearchCard) app.UI {
	box := app.FieldSet().Class("chips")
	if len(cards) < 2 {
		return box.Hidden(true)
	}
	site := s.Site
	chips := []app.UI{app.Legend().Class("label").Text(site.T(text.SearchBy)), chip(first, form.WhoAll, site.T(text.SearchAll))}
	for _, kind := range []struct {
		value string
		words text.Message
	}{{form.WhoOwn, text.HomeSelf}, {form.WhoFamily, text.HomeFamily}} {
		var single []app.UI
		words, last4 := site.T(kind.words), ""
		for _, c := range cards {
			if c.Family == (kind.value == form.WhoFamily) {
				last4 = c.Last4
				single = append(single, chip(first, form.WhoCard(c.Last4), site.T(text.SearchCard, words, c.Last4)))
			}
		}
		if len(single) == 1 && first.Get("who") != form.WhoCard(last4) {
			words, single = site.T(text.SearchCard, words, last4), nil
		}
		chips = append(append(chips, chip(first, kind.value, words)), single...)
	}
	return box.Body(append(chips, ui.ErrorLine(s, "who"))...)
}

func chip(first url.Values, value, words string) app.UI {
	id, on := "who-"+value, first.Get("who") == value
	if value == form.WhoAll { // the first, where a link to the field leads
		id, on = "who", on || !first.Has("who")
	}
	return app.Label().Class("chip").Body(
		app.Input().Type("radio").ID(id).Name("who").Value(value).Checked(on),
		app.Span().Text(words),
	)
}

// found says how many there are, what they come to, and how to keep them. Its live region is there from the start.
func found(site wire.Site, f *wire.Found, asked url.Values) app.UI {
	box, says, keep := app.Div(), app.Div().Role("status"), app.Div()
	if f == nil {
		return box.Body(says, keep)
	}
	if f.Count == 0 { // seen beneath
		return box.Body(says.Body(app.P().Class("vh").Text(site.T(text.SearchNone))), keep)
	}
	sums := []app.UI{app.Span().Text(site.T(text.SearchSum)), ui.Money(site, f.Sum)}
	if f.Fees != 0 {
		sums = append(sums, app.Small().Text(site.T(text.SearchFees, ui.YenText(site, f.Fees))))
	}
	lines := []app.UI{app.H2().Text(site.T(text.SearchFound, f.Count)), app.P().Body(sums...)}
	if f.Used != f.Sum-f.Fees {
		lines = append(lines, app.P().Body(app.Span().Text(site.T(text.SearchUsed)), ui.Money(site, f.Used)))
	}
	if site.Offline {
		return box.Class("card found").Body(says.Body(lines...), keep)
	}
	return box.Class("card found").Body(
		says.Body(lines...),
		keep.Body(app.A().Class("btn btn-s").Href(csvPath+"?"+asked.Encode()).Body(ui.SmallIcon("csv"), app.Span().Text(site.T(text.SearchCSV)))),
	)
}

// kindOf tells lists apart that have nothing in common: the next has its own nodes, and is not the last one moved down by the card above.
func kindOf(f *wire.Found) string {
	switch {
	case f == nil:
		return "months"
	case f.Count == 0:
		return "none"
	}
	return "uses"
}

func results(site wire.Site, d wire.Statements) app.UI {
	box := app.Div().Class("stack")
	switch {
	case d.Found == nil:
		return box.Body(years(site, d.Months)...)
	case d.Found.Count == 0:
		return box.Body(app.Section().Class("card").Body(ui.Empty("search", site.T(text.SearchNone), site.T(text.SearchNoneDo),
			app.A().Class("btn").Href(statementsPath).Text(site.T(text.SearchClear)))))
	}
	f, uses, asked := d.Found, withFees(d.Found.Uses), form.Text(d.Values)
	return box.Body(
		app.Section().Class("card card-flush").Aria("label", site.T(text.SearchResults)).Body(&ui.Grow{
			Key: asked.Encode() + strconv.Itoa(f.Page), All: len(f.Uses),
			Body: func(rows int) app.UI { return foundList(site, uses[:rows]) },
		}),
		app.Div().Body(ui.Pages(site, f.Page, f.Pages, wire.MaxUses, func(page int) string {
			q := form.Text(d.Values)
			if page > 1 {
				q.Set("page", strconv.Itoa(page))
			}
			return statementsPath + "?" + q.Encode() + "#results"
		})),
	)
}

// foundList are entries of several statements, each beneath the way to its own.
func foundList(site wire.Site, uses []wire.Use) app.UI {
	return ui.Ledger{
		Caption: site.T(text.SearchResults), Uses: uses, Charged: true, Beside: true,
		Href: func(u wire.Use) string { return statementPath(u.Month) + "/uses/" + url.PathEscape(u.Ref) },
		Over: func(u wire.Use) app.UI {
			return app.A().Href(statementPath(u.Month)).Text(site.T(text.SearchOn, ui.MonthYear(site, u.Month)))
		},
	}.Draw(site)
}

// withFees are entries of which each shows all that it comes to: of what is a fee alone, that.
func withFees(uses []wire.Use) []wire.Use {
	out := slices.Clone(uses)
	for i := range out {
		if u := &out[i]; u.Charged == 0 && u.Fee == u.Amount {
			u.Charged, u.Fee = u.Fee, 0
		}
	}
	return out
}

// years are the months, grouped.
func years(site wire.Site, months []wire.MonthLine) (out []app.UI) {
	if len(months) == 0 {
		return []app.UI{app.Section().Class("card").Body(ui.Empty("list", site.T(text.StsNone), site.T(text.StsNoneDo)))}
	}
	for len(months) > 0 {
		n := 1
		for n < len(months) && months[n].Month.Year == months[0].Month.Year {
			n++
		}
		rows := make([]app.UI, n)
		for i, m := range months[:n] {
			rows[i] = app.Li().Body(monthRow(site, m))
		}
		id := "y" + strconv.Itoa(months[0].Month.Year)
		out = append(out, app.Section().Class("card card-flush").Aria("labelledby", id).Body(
			app.Div().Class("card-h").Body(app.H2().ID(id).Text(site.T(text.StsYear, months[0].Month.Year))),
			app.Ul().Class("year").Body(rows...),
		))
		months = months[n:]
	}
	return out
}

func monthRow(site wire.Site, m wire.MonthLine) app.UI {
	on := text.StsDebit
	if m.Total < 0 {
		on = text.StsRefundOn
	}
	row := app.A().Href(statementPath(m.Month))
	if m.Total < 0 {
		row.Class("neg")
	}
	return row.Body(
		app.B().Text(site.T(text.StsMonth, ui.MonthName(site, m.Month))),
		app.Span().Class("on").Text(site.T(on, ui.Date(site, m.Debit))),
		StateBadge(site, m),
		ui.Money(site, m.Total),
		ui.SmallIcon("right"),
	)
}
