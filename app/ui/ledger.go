package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/japan"
	"netanswer/shared/money"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Ledger is a list of uses: one table, on a phone drawn as lines. Its roles stand explicitly, since a table that is drawn as
// something else is none to a reader. Hundreds of rows make the page: a row has as few nodes and attributes as it can.
type Ledger struct {
	Caption string // what it lists, for readers
	Uses    []wire.Use
	Fees    []wire.Use            // lines after the uses: of each its fee
	Charged bool                  // amounts are what a statement charges of each use, not the whole use
	Href    func(wire.Use) string // where a row leads; nil or "": nowhere
	Year    bool                  // dates with their year
	Beside  bool                  // a fee that is debited beside a use is told beneath its name
	Over    func(wire.Use) app.UI // above the first use of each Month; nil: nothing
	Running string                // on paper, above the head of the table on every page
	Sums    []Sum
}

// Sum is a line beneath a ledger.
type Sum struct {
	Name  string
	Yen   int
	Grand bool // the one that the others add up to
}

// Draw draws it.
func (l Ledger) Draw(site wire.Site) app.UI {
	w := ledgerWordsOf(site)
	head, date := []app.UI{}, "date"
	if l.Year {
		date = "date with-year"
	}
	if l.Running != "" {
		head = append(head, app.Tr().Class("print-only").Role("row").Body(app.Th().Role("columnheader").ColSpan(5).Text(l.Running)))
	}
	head = append(head, app.Tr().Role("row").Body(
		column(date, site.T(text.LedDate)), column("", site.T(text.LedShop)), column("who", site.T(text.LedWho)), column("paid", site.T(text.LedWay)), column("amt", site.T(text.LedAmount)),
	))
	rows := make([]app.UI, 0, len(l.Uses))
	for i := range l.Uses {
		if l.Over != nil && (i == 0 || l.Uses[i].Month != l.Uses[i-1].Month) {
			rows = append(rows, app.Tr().Class("sect").Role("row").Body(app.Th().Role("rowheader").ColSpan(5).Body(l.Over(l.Uses[i]))))
		}
		rows = append(rows, l.row(&w, &l.Uses[i], false))
	}
	parts := []app.UI{
		app.Caption().Class("vh").Text(l.Caption),
		app.THead().Role("rowgroup").Body(head...),
		app.TBody().Role("rowgroup").Body(rows...),
	}
	if len(l.Fees) > 0 {
		fees := make([]app.UI, 1, len(l.Fees)+1)
		fees[0] = app.Tr().Class("sect").Role("row").Body(app.Th().Role("rowheader").ColSpan(5).Text(site.T(text.StmFeeLines)))
		for i := range l.Fees {
			fees = append(fees, l.row(&w, &l.Fees[i], true))
		}
		parts = append(parts, app.TBody().Role("rowgroup").Body(fees...))
	}
	if len(l.Sums) > 0 {
		sums := make([]app.UI, len(l.Sums))
		for i, s := range l.Sums {
			line := app.Tr().Role("row")
			if s.Grand {
				line.Class("grand")
			}
			sums[i] = line.Body(
				app.Th().Role("rowheader").Scope("row").ColSpan(4).Text(s.Name),
				app.Td().Role("cell").Class("amt").Body(Money(site, s.Yen)),
			)
		}
		parts = append(parts, app.TFoot().Role("rowgroup").Body(sums...))
	}
	return app.Table().Class("ledger").Role("table").Body(parts...)
}

func column(class, name string) app.UI {
	th := app.Th().Role("columnheader").Scope("col")
	if class != "" {
		th.Class(class)
	}
	return th.Text(name)
}

// ledgerWords are those that come again in every row, looked up once.
type ledgerWords struct {
	site        wire.Site
	self, other string
	weekdays    []string
}

func ledgerWordsOf(site wire.Site) ledgerWords {
	return ledgerWords{site, site.T(text.HomeSelf), site.T(text.HomeFamily), strings.Split(site.T(text.WeekdayShort), ",")}
}

func (l Ledger) row(w *ledgerWords, u *wire.Use, fee bool) app.UI {
	row := app.Tr().Role("row")
	amount := u.Amount
	if l.Charged {
		amount = u.Charged
	}
	name, notes := UseName(w.site, *u), useNotes(w.site, *u, amount)
	if fee {
		amount, notes = u.Fee, name
		if name = FeeName(w.site, *u); name == notes {
			notes = ""
		}
	}
	if l.Beside && u.Fee != 0 {
		if notes != "" {
			notes += w.site.T(text.HomeDot)
		}
		notes += w.site.T(text.LedFee, YenText(w.site, u.Fee))
	}
	if amount < 0 {
		row.Class("neg")
	}
	shop := make([]app.UI, 1, 2)
	if href := l.href(u); href != "" {
		shop[0] = app.A().Href(href).Text(name)
	} else {
		shop[0] = app.B().Text(name)
	}
	if notes != "" {
		shop = append(shop, app.Small().Text(notes))
	}
	date := RowDate(w.site, u.Date)
	if l.Year {
		date = rowDateYear(w.site, u.Date)
	}
	figure, unit := figures(w.site, amount)
	sum := app.Td().Role("cell").Class("amt money")
	if unit == "" {
		sum.Text(figure)
	} else {
		sum.Body(app.Text(figure), app.I().Text(unit))
	}
	return row.Body(
		app.Td().Role("cell").Class("date").Body(app.Text(date+" "), app.Span().Text(w.weekdays[u.Date.Weekday()])),
		app.Td().Role("cell").Class("shop").Body(shop...),
		app.Td().Role("cell").Class("who").Text(w.who(u)),
		app.Td().Role("cell").Class("paid").Text(Paying(w.site, *u)),
		sum,
	)
}

func (l Ledger) href(u *wire.Use) string {
	if l.Href == nil || u.Ref == "" {
		return ""
	}
	return l.Href(*u)
}

func (w *ledgerWords) who(u *wire.Use) string {
	who := w.self
	if u.Family {
		who = w.other
	}
	if u.Last4 != "" {
		who += " ••" + u.Last4
	}
	return who
}

// rowDateYear is RowDate with its year: 2026/11/9, 9 Nov 2026.
func rowDateYear(site wire.Site, d japan.Date) string {
	if site.Lang == text.EN {
		return DayYear(site, d)
	}
	return strconv.Itoa(d.Year) + "/" + RowDate(site, d)
}

// Who is the user of a card: 本人, 家族, and where several cards are seen its last 4.
func Who(site wire.Site, u wire.Use) string {
	w := ledgerWordsOf(site)
	return w.who(&u)
}

// UseName is a use by the name of the shop, or of what it is where there was no shop.
func UseName(site wire.Site, u wire.Use) string {
	switch u.Kind {
	case "annual_fee":
		return site.T(text.KindAnnualFee)
	case "paper_fee":
		return site.T(text.KindPaperFee)
	case "points":
		return site.T(text.KindPoints)
	case "late_charge":
		return site.T(text.KindLateCharge)
	case "repayment":
		return site.T(text.KindRepayment)
	}
	return u.Merchant
}

// FeeName is what a use's fee is called.
func FeeName(site wire.Site, u wire.Use) string {
	switch u.Kind {
	case "annual_fee":
		return site.T(text.KindAnnualFee)
	case "paper_fee":
		return site.T(text.KindPaperFee)
	case "late_charge":
		return site.T(text.KindLateCharge)
	case "repayment":
		return site.T(text.FeeRevolving)
	case "cash":
		return site.T(text.FeeCash)
	}
	return site.T(text.FeeInstalments)
}

// useNotes are the words beneath a use's name: what kind it is unless a plain purchase, the currency, of how much the amount
// shown is a part.
func useNotes(site wire.Site, u wire.Use, amount int) string {
	var notes [3]string
	n := 0
	add := func(s string) { notes[n] = s; n++ }
	if m, ok := UseKind(u); ok {
		add(site.T(m))
	}
	if u.Currency != "" {
		add(site.T(text.LedAbroad, u.Currency))
	}
	switch {
	case amount == u.Amount:
	case u.Way == "revolving":
		add(site.T(text.LedToRest, YenText(site, u.Amount)))
	default:
		add(site.T(text.LedOf, YenText(site, u.Amount)))
	}
	return strings.Join(notes[:n], site.T(text.HomeDot))
}

// UseKind is the word for what is no plain purchase; none where the name says it.
func UseKind(u wire.Use) (text.Message, bool) {
	switch {
	case u.Kind == "chargeback":
		return text.KindChargeback, true
	case u.Kind == "refund" || u.Amount < 0:
		return text.Refund, true
	case u.Kind == "cash":
		return text.StmCash, true
	}
	return text.Message{}, false
}

// Paying is how a use is paid, and on a statement which payment of it this is: 1回, 2回の1回目, 分割 3/10.
func Paying(site wire.Site, u wire.Use) string {
	switch u.Way {
	case "once":
		return site.T(text.WayOnce)
	case "bonus":
		return site.T(text.WayBonus)
	case "revolving":
		return site.T(text.WayRevolving)
	case "twice":
		if u.Payment > 0 {
			return site.T(text.WayTwiceNth, u.Payment)
		}
		return site.T(text.WayTwice)
	case "instalments":
		if u.Payment > 0 {
			return site.T(text.WayNth, u.Payment, u.Payments)
		}
		if u.Payments > 0 {
			return site.T(text.WayIn, u.Payments)
		}
		return site.T(text.WayInstalments)
	}
	return ""
}

// Pages are the ways to the other parts of a long list of parts of size, 1 to pages, page being in view. It draws nothing when there is
// one alone.
func Pages(site wire.Site, page, pages, size int, href func(int) string) app.UI {
	if pages < 2 {
		return nil
	}
	step := func(to int, m text.Message, icon string, before bool) app.UI {
		if to < 1 || to > pages {
			return nil
		}
		inside := []app.UI{app.Span().Text(site.T(m, size)), SmallIcon(icon)}
		if before {
			inside[0], inside[1] = inside[1], inside[0]
		}
		return app.A().Class("btn btn-s").Href(href(to)).Body(inside...)
	}
	var items []app.UI
	last := 0
	for n := 1; n <= pages; n++ {
		if n != 1 && n != pages && (n < page-1 || n > page+1) {
			continue
		}
		if n > last+1 {
			items = append(items, app.Li().Aria("hidden", true).Text("…"))
		}
		last = n
		link := app.A().Href(href(n)).Aria("label", site.T(text.PagesNth, n)).Text(money.Yen(n))
		if n == page {
			link.Aria("current", "page")
		}
		items = append(items, app.Li().Body(link))
	}
	return app.Nav().Class("pages").Aria("label", site.T(text.PagesLabel)).Body(
		step(page-1, text.PagesPrev, "left", true), app.Ul().Body(items...), step(page+1, text.PagesNext, "right", false),
	)
}
