package account

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/japan"
	"netanswer/shared/money"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Usage is /usage: a month of debit, what it is made of, and the months around it.
func Usage(site wire.Site, d wire.Usage) app.UI {
	if d.Chosen < 0 || d.Chosen >= len(d.Months) || d.Since.IsZero() || d.Months[len(d.Months)-1].Month.Before(d.Since) {
		return ui.Column(
			ui.CardHead(site, site.T(text.TitleUsage), site.T(text.UsageLead), "/usage"),
			ui.AsOf(site, d.AsOf),
			app.Section().Class("card").Body(ui.Empty("chart", site.T(text.UsageEmpty), site.T(text.UsageEmptyDo))),
		)
	}
	return ui.Column(
		ui.CardHead(site, site.T(text.TitleUsage), site.T(text.UsageLead), "/usage"),
		ui.AsOf(site, d.AsOf),
		app.Div().Class("usage").Body(
			app.Section().Class("card").Body(chosenMonth(site, d), splits(site, d), monthsChart(site, d)),
			parts(site, d),
		),
		howCounted(site, d),
		monthsTable(site, d),
	)
}

// at is the address of a month in the split in view, or in another.
func at(m japan.Month, by wire.UsageBy) string {
	to := "/usage?month=" + m.String()
	if by != wire.ByCategory {
		to += "&by=" + string(by)
	}
	return to
}

// chosenMonth says how much, and how that compares. It is spoken when another month is chosen.
func chosenMonth(site wire.Site, d wire.Usage) app.UI {
	m := d.Months[d.Chosen]
	step := func(n int, icon string, name text.Message) app.UI {
		if n < 0 || n >= len(d.Months) {
			return app.Span()
		}
		to := d.Months[n].Month
		return app.A().Class("ibtn").Href(at(to, d.By)).Aria("label", site.T(name, ui.MonthYear(site, to))).Body(ui.Icon(icon))
	}
	said := []app.UI{
		app.H2().Text(site.T(text.UsageOf, ui.MonthYear(site, m.Month))),
		app.P().Class("figure").Body(ui.Money(site, m.Amount)),
	}
	if m.State == wire.StatementOpen {
		said = append(said, app.P().Class("state").Body(ui.Badge(ui.Tint, "clock", site.T(text.UsageOpen)), app.Span().Text(site.T(text.UsageTo, ui.Day(site, m.To)))))
	}
	for _, words := range compared(site, d) {
		said = append(said, app.P().Text(words))
	}
	if m.Beside != 0 {
		yen := func(n int) string { return ui.YenText(site, n) }
		said = append(said, app.P().Class("small muted").Text(site.T(text.UsageDue, yen(m.Beside), yen(m.Amount+m.Beside))))
	}
	if m.State != "" {
		said = append(said, app.P().Body(app.A().Class("more").Href(statementPath(m.Month)).Body(app.Span().Text(site.T(text.UsageStatement)), ui.SmallIcon("right"))))
	}
	return app.Div().Class("usage-sum").Body(
		app.Div().Class("turns").Body(step(d.Chosen-1, "left", text.UsagePrev), step(d.Chosen+1, "right", text.UsageNext)),
		app.Div().Role("status").Body(said...),
	)
}

// compared are the sentences about the chosen month beside the one before it.
func compared(site wire.Site, d wire.Usage) (out []string) {
	m, before := d.Months[d.Chosen], wire.UsageMonth{Month: d.Months[d.Chosen].Month.Add(-1), Amount: d.Before}
	if d.Chosen > 0 {
		before = d.Months[d.Chosen-1]
	}
	if m.Amount < 0 {
		out = append(out, site.T(text.UsageBack))
	}
	name, by := shortMonth(site, before.Month), m.Amount-before.Amount
	more, less := text.UsageMore, text.UsageLess
	if m.State == wire.StatementOpen {
		more, less = text.UsageSoFarMore, text.UsageSoFarLess
	}
	switch {
	case before.Month.Before(d.Since):
		return append(out, site.T(text.UsageAlone, name))
	case by == 0 && m.Amount == 0:
		return append(out, site.T(text.UsageNeither, name))
	case before.Amount == 0 && before.State == "" && d.Chosen > 0:
		return append(out, site.T(text.UsageNotBefore, name))
	case by == 0:
		out = append(out, site.T(text.UsageSame, name))
	case by > 0:
		out = append(out, site.T(more, name, ui.YenText(site, by)))
	default:
		out = append(out, site.T(less, name, ui.YenText(site, -by)))
	}
	if m.State != wire.StatementOpen { // of half a month nothing can be said
		out = append(out, biggest(site, d, m, before)...)
	}
	return out
}

// biggest names the part that changed most, where there is more than one.
func biggest(site wire.Site, d wire.Usage, m, before wire.UsageMonth) []string {
	if len(d.Parts) < 2 || len(m.Parts) != len(d.Parts) || len(before.Parts) != len(d.Parts) {
		return nil
	}
	most, which := 0, 0
	for n := range d.Parts {
		if by := m.Parts[n] - before.Parts[n]; max(by, -by) > max(most, -most) {
			most, which = by, n
		}
	}
	if most == 0 {
		return nil
	}
	way := text.UsageUp
	if most < 0 {
		way = text.UsageDown
	}
	return []string{site.T(text.UsageBiggest, partName(site, d.Parts[which]), ui.YenText(site, max(most, -most)), site.T(way))}
}

// splits are the ways to split the months.
func splits(site wire.Site, d wire.Usage) app.UI {
	chip := func(by wire.UsageBy, name text.Message) app.UI {
		link := app.A().Href(at(d.Months[d.Chosen].Month, by)).Text(site.T(name))
		if by == d.By {
			link.Aria("current", "true")
		}
		return link
	}
	return app.Div().Class("splits").Role("group").Aria("label", site.T(text.UsageBy)).Body(
		chip(wire.ByCategory, text.UsageCategory), chip(wire.ByUser, text.UsageUser))
}

func monthsChart(site wire.Site, d wire.Usage) app.UI {
	bars := make([]ui.Bar, len(d.Months))
	hollow, below := false, false
	for n, m := range d.Months {
		b := ui.Bar{
			Href: at(m.Month, d.By), Name: shortMonth(site, m.Month), Before: site.T(text.UsageYear, m.Month.Year),
			First: n == 0 || m.Month.Month == 1, Value: m.Amount, Chosen: n == d.Chosen, Hollow: m.State == wire.StatementOpen,
		}
		if b.Hollow {
			b.Note = site.T(text.UsageOpen)
		}
		if n == d.Chosen && len(m.Parts) == len(d.Parts) {
			b.Hollow, b.Parts = false, []ui.Slice{}
			for _, k := range largest(d) {
				b.Parts = append(b.Parts, ui.Slice{Value: m.Parts[k], Class: partClass(d, k)})
				below = below || m.Parts[k] < 0
			}
		}
		hollow, below = hollow || b.Hollow, below || m.Amount < 0
		bars[n] = b
	}
	body := []app.UI{ui.Chart(site, site.T(text.UsageChart), bars), app.P().Class("small muted").Text(site.T(text.UsageChartDo))}
	if hollow {
		body = append(body, app.P().Class("small muted").Text(site.T(text.UsageHollow)))
	}
	if below {
		body = append(body, app.P().Class("small muted").Text(site.T(text.UsageBelow)))
	}
	return app.Div().Body(body...)
}

// largest are the parts that the chosen month has, the largest first: their places in Usage.Parts.
func largest(d wire.Usage) (out []int) {
	m := d.Months[d.Chosen]
	for n := range m.Parts {
		if m.Parts[n] != 0 {
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return m.Parts[b] - m.Parts[a] })
	return out
}

// parts is what the chosen month is made of.
func parts(site wire.Site, d wire.Usage) app.UI {
	m := d.Months[d.Chosen]
	title := text.UsageSplit
	if d.By == wire.ByUser {
		title = text.UsageSplitUser
	}
	body := []app.UI{app.H2().Text(site.T(title, shortMonth(site, m.Month)))}
	shown := largest(d)
	switch {
	case m.Parts == nil && m.State != "":
		body = append(body, ui.Empty("wifi", site.T(text.UsageUnknown), site.T(text.UsageUnknownDo)))
	case len(shown) == 0:
		body = append(body, ui.Empty("chart", site.T(text.UsageNoSplit), site.T(text.UsageNoSplitDo)))
	default:
		above, most := 0, 0
		for _, k := range shown {
			above, most = above+max(m.Parts[k], 0), max(most, m.Parts[k], -m.Parts[k])
		}
		rows := make([]app.UI, len(shown))
		for n, k := range shown {
			rows[n] = partRow(site, d, k, max(above, most), above == m.Amount)
		}
		body = append(body, app.Ul().Class("cats").Body(rows...))
	}
	if d.By == wire.ByUser {
		switch {
		case d.Family:
			body = append(body, app.P().Class("small muted").Text(site.T(text.UsageOwn)))
		case len(d.Parts) == 1:
			body = append(body, app.P().Class("small muted").Text(site.T(text.UsageOne)))
		}
	}
	return app.Section().Class("card").Body(body...)
}

// partRow is a part with its share of all. Where something is below 0 there are no shares in percent.
func partRow(site wire.Site, d wire.Usage, k, all int, percent bool) app.UI {
	amount, p := d.Months[d.Chosen].Parts[k], d.Parts[k]
	share := ui.Share(max(amount, -amount), all)
	name := []app.UI{app.Text(partName(site, p) + " ")}
	var more []string
	if p.Category == "" {
		who := text.HomeSelf
		if p.Family {
			who = text.HomeFamily
		}
		more = append(more, site.T(who))
		if p.Last4 != "" {
			more = append(more, "••"+p.Last4)
		}
	}
	if percent {
		more = append(more, strconv.Itoa(int(math.Round(share)))+"%")
	} else if amount < 0 {
		more = append(more, site.T(text.Refund))
	}
	if len(more) > 0 {
		name = append(name, app.Small().Class("num").Text(strings.Join(more, site.T(text.HomeDot))))
	}
	row := app.Li()
	if amount < 0 {
		row.Class("neg")
	}
	return row.Body(
		ui.Swatch(partClass(d, k)), app.Span().Body(name...), ui.Money(site, amount).Class("money-row"), ui.ShareBar(share, partClass(d, k), amount < 0))
}

// partName is what a part is called.
func partName(site wire.Site, p wire.UsagePart) string {
	if p.Category != "" {
		return site.T(categoryName(p.Category))
	}
	if p.Holder != "" {
		return site.T(text.UsagePersonal, p.Holder)
	}
	if p.Family {
		return site.T(text.HomeFamily)
	}
	return site.T(text.HomeSelf)
}

func categoryName(c string) text.Message {
	switch c {
	case "food":
		return text.CategoryFood
	case "dining":
		return text.CategoryDining
	case "shopping":
		return text.CategoryShopping
	case "utilities":
		return text.CategoryUtilities
	case "transport":
		return text.CategoryTransport
	case "health":
		return text.CategoryHealth
	case "leisure":
		return text.CategoryLeisure
	case "cash":
		return text.CategoryCash
	case "revolving":
		return text.CategoryRevolving
	}
	return text.CategoryOther
}

// partClass is the colour of a part: a category has always the same.
func partClass(d wire.Usage, k int) string {
	n := k
	if c := d.Parts[k].Category; c != "" {
		n = slices.Index(wire.UsageCategories[:], c)
	}
	return "f" + strconv.Itoa(n%len(wire.UsageCategories)+1)
}

// monthsTable are the same figures as a table, the newest first. On a narrow screen each month is a block of its own, as the style
// has it; the roles say that it is a table all the same.
func monthsTable(site wire.Site, d wire.Usage) app.UI {
	head := func(words string) app.UI { return app.Th().Scope("col").Role("columnheader").Text(words) }
	heads := []app.UI{head(site.T(text.UsageDebited))}
	for _, p := range d.Parts {
		heads = append(heads, head(partName(site, p)))
	}
	heads = append(heads, head(site.T(text.UsageSum)))
	rows := make([]app.UI, 0, len(d.Months))
	for n := len(d.Months) - 1; n >= 0; n-- {
		m := d.Months[n]
		name := app.Th().Scope("row").Role("rowheader").Text(ui.MonthYear(site, m.Month))
		if m.State == wire.StatementOpen {
			name = app.Th().Scope("row").Role("rowheader").Body(app.Text(ui.MonthYear(site, m.Month)), app.Small().Text(site.T(text.UsageOpen)))
		}
		cells := []app.UI{name}
		for k, p := range d.Parts {
			cell := app.Td().Role("cell").DataSet("name", partName(site, p))
			switch {
			case len(m.Parts) == len(d.Parts) && m.Parts[k] != 0:
				cell.Text(money.Yen(m.Parts[k]))
			case len(m.Parts) == len(d.Parts), m.State == "":
				cell.Class("zero").Text(money.Yen(0))
			default:
				cell.Text(site.T(text.UsageDash))
			}
			cells = append(cells, cell)
		}
		sum := app.Td().Role("cell").DataSet("name", site.T(text.UsageSum)).Body(app.B().Text(money.Yen(m.Amount)))
		rows = append(rows, app.Tr().Role("row").Body(append(cells, sum)...))
	}
	return app.Section().Class("card after").Body(
		app.H2().Text(site.T(text.UsageTable)),
		app.P().Class("small muted").Text(site.T(text.UsageUnit)),
		app.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", site.T(text.UsageScroll)).Body(
			app.Table().Class("plain").Role("table").Body(
				app.THead().Role("rowgroup").Body(app.Tr().Role("row").Body(heads...)),
				app.TBody().Role("rowgroup").Body(rows...),
			),
		),
	)
}

// howCounted says which month a use counts in, and what does not count.
func howCounted(site wire.Site, d wire.Usage) app.UI {
	said := []text.Message{text.UsageHowOf, text.UsageHowPart}
	if slices.Contains(d.Parts, wire.UsagePart{Category: "revolving"}) {
		said = append(said, text.UsageHowRev)
	}
	said = append(said, text.UsageHowFee)
	if d.By == wire.ByCategory {
		said = append(said, text.UsageHowCat)
	}
	lines := make([]app.UI, len(said))
	for n, m := range said {
		lines[n] = app.Li().Text(site.T(m))
	}
	return app.Section().Class("card after").Body(app.H2().Text(site.T(text.UsageHow)), app.Ul().Class("says").Body(lines...))
}

// shortMonth is a month among others of its year: 12月, Dec.
func shortMonth(site wire.Site, m japan.Month) string {
	return site.T(text.UsageShort, ui.MonthName(site, m))
}
