package account

import (
	"net/url"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/japan"
	"netanswer/shared/money"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// StatementTitle names a statement by its debit day.
func StatementTitle(site wire.Site, d wire.Statement) string {
	return site.T(text.StmTitle, ui.DayYear(site, d.Debit))
}

// Statement is /statements/{yyyy-mm}.
func Statement(site wire.Site, d wire.Statement) app.UI {
	top := app.Div().Class("st-top")
	if d.Printed != "" {
		top.Body(app.H1().Text(site.T(text.StmHead)))
	} else {
		top.Body(
			app.H1().Text(site.T(text.StmHead)),
			exportsOf(site, d),
			&months{Site: site, Month: d.Month, All: d.Months},
		)
	}
	return ui.Column(
		app.Div().Class("st-head").Body(otherCards(site), top, onPaper(site, d), toPrint(site, d), ui.AsOf(site, d.AsOf), failed(site, d), sum(site, d)),
		list(site, d),
	)
}

// otherCards has the statements of another card shown, where there is one. It leads to their list: not every card has each month.
func otherCards(site wire.Site) app.UI {
	if len(site.Member.Cards) < 2 {
		return nil
	}
	return app.Div().Class("hello of-card").Body(ui.Switch(site, "", statementsPath))
}

func statementPath(m japan.Month) string { return "/statements/" + m.String() }

// exportsOf are the ways of a month to a file and to paper; both are the server's.
func exportsOf(site wire.Site, d wire.Statement) app.UI {
	box := app.Div().Class("exports")
	if site.Offline {
		return box
	}
	return box.Body(saving(site, d), printing(site, d))
}

// saving leads to the month as a file.
func saving(site wire.Site, d wire.Statement) app.UI {
	return app.A().Class("btn btn-s").Href(statementPath(d.Month)+"/csv").Body(
		ui.SmallIcon("csv"), app.Span().Text(site.T(text.StmCSV)))
}

// printing leads to the whole month for paper. Its target has the browser load that page in full: the app need not draw
// thousands of rows that nobody will press.
func printing(site wire.Site, d wire.Statement) app.UI {
	return app.A().Class("btn btn-s").Href(statementPath(d.Month)+"?all=1").Target("_self").Body(
		ui.SmallIcon("print"), app.Span().Text(site.T(text.StmPrint)))
}

// onPaper is the head of the printed statement: whose it is, of which month, when it was printed.
func onPaper(site wire.Site, d wire.Statement) app.UI {
	lines := []app.UI{
		app.P().Class("paper-brand").Body(ui.Mark(site.Brand.Mark), app.B().Text(site.Brand.Card+" "+site.T(text.SiteName))),
		app.P().Body(
			app.Span().Text(site.T(text.StmPrintOf, ui.DayYear(site, d.Debit))),
			app.Span().Text(site.T(text.HomeDear, d.Holder)),
			app.Span().Text(site.T(text.StmPrintCard, d.Last4)),
		),
	}
	if d.Printed != "" {
		lines = append(lines, app.P().Text(site.T(text.StmPrintedAt, printedAt(site, d))))
	} else if d.Pages > 1 {
		lines = append(lines, app.P().Text(site.T(text.StmPrintPart, money.Yen(d.First), money.Yen(d.First+max(0, len(d.Uses)-1)))))
	}
	return app.Div().Class("print-only paper").Body(lines...)
}

func printedAt(site wire.Site, d wire.Statement) string {
	if day, err := japan.ParseDate(d.Printed[:min(10, len(d.Printed))]); err == nil {
		return ui.DayYear(site, day) + d.Printed[10:]
	}
	return d.Printed
}

// toPrint says on the page for paper what it is. web/js/app.js prints it.
func toPrint(site wire.Site, d wire.Statement) app.UI {
	if d.Printed == "" {
		return nil
	}
	return app.Div().Class("notice no-print").DataSet("print", true).Body(
		ui.Icon("print"),
		app.Div().Body(
			app.B().Text(site.T(text.StmPrintAll)),
			app.P().Text(site.T(text.StmPrintDo)),
			app.Div().Class("actions").Body(
				app.Button().Class("btn btn-s print-now").Type("button").Text(site.T(text.StmPrintNow)),
				app.A().Class("btn btn-s").Href(statementPath(d.Month)).Text(site.T(text.StmPrintBack)),
			),
		),
	)
}

// sum is what is paid when, and what it is made of.
func sum(site wire.Site, d wire.Statement) app.UI {
	label := text.StmDue
	if d.Total < 0 {
		label = text.StmPaidIn
	}
	head := []app.UI{
		app.Div().Class("k").Body(app.H2().Text(site.T(label)), StateBadge(site, d.MonthLine)),
		app.P().Class("v").Body(ui.Money(site, d.Total)),
		app.P().Class("k").Text(debit(site, d)),
	}
	if d.Total < 0 {
		head[1] = app.P().Class("v neg").Body(ui.Money(site, d.Total))
	}
	if d.Account != "" && d.Total != 0 {
		head = append(head, app.P().Class("k").Body(ui.SmallIcon("bank"), app.Span().Text(d.Account)))
	}
	if d.State == wire.StatementOpen || d.State == wire.StatementClosed {
		head = append(head, app.P().Class("k").Text(site.T(text.StmOpenDo, ui.Day(site, d.From), ui.Day(site, d.To))))
		if d.Change && d.Printed == "" {
			head = append(head, app.P().Class("k").Body(otherWay(site)))
		}
	}
	parts := []app.UI{part(site, text.StmShopping, d.Shopping)}
	for _, p := range []struct {
		name text.Message
		yen  int
	}{{text.StmRevolving, d.Revolving}, {text.StmCash, d.Cash}} {
		if p.yen != 0 {
			parts = append(parts, part(site, p.name, p.yen))
		}
	}
	parts = append(parts, part(site, text.StmFees, d.Charges), part(site, text.StmInterest, d.Interest))
	split := []app.UI{app.Dl().Class("split").Body(parts...)}
	if d.RevolvingRest > 0 {
		split = append(split, app.P().Class("k").Text(site.T(text.StmRest, ui.YenText(site, d.RevolvingRest))))
	}
	return app.Section().Class("card st-sum").Body(app.Div().Body(head...), app.Div().Class("st-split").Body(split...))
}

func part(site wire.Site, name text.Message, yen int) app.UI {
	return app.Div().Body(app.Dt().Text(site.T(name)), app.Dd().Body(ui.Money(site, yen).Class("money-row")))
}

// StateBadge is how far a statement is, in a word.
func StateBadge(site wire.Site, m wire.MonthLine) app.UI {
	switch m.State {
	case wire.StatementFixed:
		return ui.Badge(ui.OK, "check", site.T(text.StmFixed))
	case wire.StatementRetrying:
		return ui.Badge(ui.Warn, "clock", site.T(text.StmRetrying))
	case wire.StatementOverdue:
		return ui.Badge(ui.Bad, "alert", site.T(text.StmOverdue))
	case wire.StatementPaid:
		if m.Total < 0 {
			return ui.Badge(ui.OK, "check", site.T(text.StmPaidOut))
		}
		return ui.Badge(ui.OK, "check", site.T(text.StmPaid))
	}
	return ui.Badge(ui.Info, "clock", site.T(text.StmOpen))
}

// debit says when the amount moves, or moved.
func debit(site wire.Site, d wire.Statement) string {
	day := ui.DayYear(site, d.Debit) + site.T(text.DateWeekday, ui.Weekday(site, d.Debit))
	switch {
	case d.Total == 0:
		return site.T(text.StmNoDebit)
	case d.Total < 0 && d.State == wire.StatementPaid:
		return site.T(text.StmRefundedOn, day)
	case d.Total < 0:
		return site.T(text.StmRefundOn, day)
	case d.State == wire.StatementPaid:
		return site.T(text.StmDebitedOn, ui.DayYear(site, d.PaidOn)+site.T(text.DateWeekday, ui.Weekday(site, d.PaidOn)))
	case d.State == wire.StatementRetrying || d.State == wire.StatementOverdue:
		return site.T(text.StmDebitFail, day)
	}
	return site.T(text.StmDebitOn, day)
}

// failed says what became of a debit that failed, what comes next and what it costs.
func failed(site wire.Site, d wire.Statement) app.UI {
	desk := app.P().Body(ui.Phone(site.Brand.Desk.Phone))
	yen := ui.YenText(site, d.LateCharge)
	var lines []app.UI
	kind, title := ui.Bad, site.T(text.StmFailed, ui.Date(site, d.Debit))
	switch {
	case d.State == wire.StatementRetrying:
		kind = ui.Warn
		again := text.StmRetryOn
		if d.RetryTentative {
			again = text.StmRetryPlan
		}
		lines = append(lines, ui.Line(site.T(again, ui.Date(site, d.RetryOn))))
	case d.State == wire.StatementOverdue && d.RetryOn.IsZero():
		lines = append(lines, ui.Line(site.T(text.StmOverdueDo)), desk)
	case d.State == wire.StatementOverdue:
		lines = append(lines, ui.Line(site.T(text.StmRetryFailed, ui.Date(site, d.RetryOn))), desk)
	case d.State == wire.StatementPaid && !d.RetryOn.IsZero():
		kind, title = ui.Info, site.T(text.StmWasLate, ui.Date(site, d.Debit), ui.Date(site, d.PaidOn))
		if d.LateCharge > 0 {
			lines = append(lines, ui.Line(site.T(text.StmLateCharged, yen)))
		}
		if d.LateCharge > 0 && has(d.Months, d.LateChargeDebited) {
			lines = append(lines, app.P().Body(app.A().Href(statementPath(d.LateChargeDebited)).
				Text(site.T(text.StmLateDebited, ui.MonthYear(site, d.LateChargeDebited)))))
		}
		return ui.Notice(kind, title, lines...)
	default:
		return nil
	}
	if d.LateCharge > 0 {
		lines = append(lines, ui.Line(site.T(text.StmLate, yen)))
	}
	return ui.Notice(kind, title, lines...)
}

func has(months []wire.MonthLine, m japan.Month) bool {
	for _, one := range months {
		if one.Month == m {
			return true
		}
	}
	return false
}

// list is the ledger of the month, a part of it at a time.
func list(site wire.Site, d wire.Statement) app.UI {
	section := app.Section().ID("list").TabIndex(-1).Class("card card-flush").Aria("labelledby", "list-h")
	lines := len(d.Uses) + len(d.Fees)
	if lines == 0 {
		return section.Body(
			app.Div().Class("card-h").Body(app.H2().ID("list-h").Text(site.T(text.StmUses))),
			ui.Empty("list", site.T(text.StmEmpty), site.T(text.StmEmptyDo)),
		)
	}
	from, to, all := money.Yen(d.First), money.Yen(d.First+len(d.Uses)-1), money.Yen(d.Count)
	count := site.T(text.StmCount, all)
	if d.Pages > 1 && len(d.Uses) > 0 {
		count = site.T(text.StmRange, from, to, all)
	}
	charged := 0
	for _, u := range d.Uses {
		charged += u.Charged
	}
	var sums []ui.Sum
	if d.Pages > 1 && len(d.Uses) > 0 {
		sums = append(sums, ui.Sum{Name: site.T(text.StmPageSum, from, to), Yen: charged})
	}
	sums = append(sums, ui.Sum{Name: site.T(text.StmAllSum, all), Yen: d.Shopping + d.Revolving + d.Cash})
	if d.Charges != 0 {
		sums = append(sums, ui.Sum{Name: site.T(text.StmFees), Yen: d.Charges})
	}
	if d.Interest != 0 {
		sums = append(sums, ui.Sum{Name: site.T(text.StmInterest), Yen: d.Interest})
	}
	label := text.StmDue
	if d.Total < 0 {
		label = text.StmPaidIn
	}
	sums = append(sums, ui.Sum{Name: site.T(label), Yen: d.Total, Grand: true})
	return section.Body(
		app.Div().Class("card-h").Body(app.H2().ID("list-h").Text(site.T(text.StmUses)), app.P().Class("num muted").Text(count)),
		ui.Ledger{
			Caption: StatementTitle(site, d),
			Uses:    d.Uses, Fees: d.Fees, Charged: true, Sums: sums,
			Href:    func(u wire.Use) string { return statementPath(d.Month) + "/uses/" + url.PathEscape(u.Ref) },
			Running: site.T(text.RunTitle, StatementTitle(site, d), site.Brand.Card),
		}.Draw(site),
		ui.Pages(site, d.Page, d.Pages, wire.MaxUses, func(n int) string {
			return statementPath(d.Month) + "?page=" + strconv.Itoa(n) + "#list"
		}),
	)
}

// months leads from month to month: the ones beside this by a link, any by a list. Without scripts the list has a button; with
// scripts choosing goes there.
type months struct {
	app.Compo
	Site  wire.Site
	Month japan.Month
	All   []wire.MonthLine // the newest first
}

// Render draws it.
func (m *months) Render() app.UI {
	at := len(m.All)
	options := make([]app.UI, len(m.All))
	for i, one := range m.All {
		option := app.Option().Value(one.Month.String()).Text(m.Site.T(text.StmMonthOf, ui.DayYear(m.Site, one.Debit)))
		if one.Month == m.Month {
			at = i
			option.Selected(true)
		}
		options[i] = option
	}
	return app.Form().Class("months").Method("get").Action(statementPath(m.Month)).Body(
		m.beside(at+1, "left", text.StmBefore, text.StmNoBefore),
		app.Select().Class("input select").Name("to").Aria("label", m.Site.T(text.StmMonth)).DataSet("goes", true).OnChange(m.chosen).Body(options...),
		app.Button().Class("btn btn-s").Type("submit").Text(m.Site.T(text.StmMonthShow)),
		m.beside(at-1, "right", text.StmAfter, text.StmNoAfter),
	)
}

// beside is the link to a month next to this one, or a place that says there is none.
func (m *months) beside(i int, icon string, to, none text.Message) app.UI {
	if i < 0 || i >= len(m.All) {
		return app.Span().Class("ibtn none").Body(ui.Icon(icon), app.Span().Class("vh").Text(m.Site.T(none)))
	}
	return app.A().Class("ibtn").Href(statementPath(m.All[i].Month)).Body(
		ui.Icon(icon), app.Span().Class("vh").Text(m.Site.T(to, ui.DayYear(m.Site, m.All[i].Debit))))
}

func (m *months) chosen(ctx app.Context, _ app.Event) {
	ctx.Navigate("/statements/" + ctx.JSSrc().Get("value").String())
}
