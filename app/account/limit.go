package account

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// soon is how many returns /limit shows at once.
const soon = 6

// Limit is /limit: how much, why so much, and when it is more.
func Limit(site wire.Site, d wire.Limit) app.UI {
	body := []app.UI{ui.CardHead(site, site.T(text.TitleLimit), site.T(text.LimitAt, ui.Moment(site, d.At)), "/limit")}
	for _, f := range d.Failed {
		body = append(body, failedDebit(site, f))
	}
	if d.Family {
		body = append(body, app.Div().Class("limit-say").Body(ui.Notice(ui.Info, site.T(text.LimitFamilyHead), ui.Line(site.T(text.LimitFamily)))))
	}
	return ui.Column(append(body,
		app.Div().Class("limit").Body(
			reckoning(site, d.Shopping, kind{"shopping", text.LimitShopping, text.LimitShoppingIs, text.LimitTotal, text.Message{}}),
			whenBack(site, d),
			reckoning(site, d.Credit, kind{"credit", text.LimitCredit, text.LimitCreditIs, text.LimitInner, text.LimitCreditNone}),
			reckoning(site, d.Cash, kind{"cash", text.LimitCash, text.LimitCashIs, text.LimitInner, text.LimitCashNone}, toBorrow(site, d)...),
			change(site, d.Change),
		),
	)...)
}

// failedDebit says what blocks, and when that ends.
func failedDebit(site wire.Site, f wire.LimitFailed) app.UI {
	total := ui.YenText(site, f.Total)
	words := []app.UI{}
	if f.Again {
		words = append(words, ui.Line(site.T(text.LimitFailedAgain, total)), app.P().Body(ui.Phone(site.Brand.Desk.Phone)))
	} else {
		words = append(words, ui.Line(site.T(text.LimitFailedDo, total, planned(site, ui.Date(site, f.RetryOn), f.Tentative))))
	}
	if f.Blocks > 0 {
		words = append(words, ui.Line(site.T(text.LimitBlocks, ui.YenText(site, f.Blocks))))
	}
	return app.Div().Class("limit-say").Body(ui.Notice(ui.Bad, site.T(text.LimitFailed, ui.Date(site, f.Debit)), words...))
}

// onDay is a day with its weekday, and with its year when that is not this one.
func onDay(site wire.Site, d japan.Date) string {
	if d.Year != site.Today.Year {
		return ui.DayYear(site, d) + site.T(text.DateWeekday, ui.Weekday(site, d))
	}
	return ui.Date(site, d)
}

// planned adds 予定 to a day that may still move.
func planned(site wire.Site, day string, tentative bool) string {
	if tentative {
		return site.T(text.LimitPlanned, day)
	}
	return day
}

// kind is what a limit is for.
type kind struct {
	id               string
	name, is, within text.Message
	none             text.Message // when nothing was agreed on; zero: something always is
}

// toBorrow leads to a cash advance, where there is something to borrow.
func toBorrow(site wire.Site, d wire.Limit) []app.UI {
	if d.Family || d.Cash.Available <= 0 {
		return nil
	}
	return []app.UI{app.P().Class("limit-go").Body(app.A().Class("btn btn-w").Href("/cashing").Body(ui.SmallIcon("cash"), app.Span().Text(site.T(text.LimitCashGo))))}
}

// reckoning is a limit as an equation: what was granted, what is taken off it, what is left. more stands under it.
func reckoning(site wire.Site, l wire.LimitLine, k kind, more ...app.UI) app.UI {
	card := app.Section().Class("card").Aria("labelledby", k.id+"-h")
	heading := app.H2().ID(k.id + "-h").Text(site.T(k.name))
	if k.none != (text.Message{}) && l.Limit == 0 && len(l.Takes) == 0 {
		return card.Body(heading, app.P().Class("limit-none").Text(site.T(k.none)))
	}
	yen := func(n int) string { return ui.YenText(site, n) }
	body := []app.UI{
		heading,
		app.P().Class("figure").Body(ui.Money(site, l.Available)),
		app.P().Class("muted").Text(site.T(k.is)),
		ui.Gauge(l.Limit-l.Available, l.Limit, site.T(text.LimitGauge, yen(l.Limit), yen(l.Limit-l.Available), yen(l.Available))),
	}
	if l.Within {
		body = append(body, ui.Notice(ui.Info, site.T(text.LimitWithin)))
	}
	rows := []app.UI{row("", site.T(text.LimitGranted), ui.Money(site, l.Limit), app.Small().Text(site.T(k.within)))}
	for _, t := range l.Takes {
		op, amount := "−", t.Amount
		if amount < 0 {
			op, amount = "＋", -amount
		}
		name, help := taken(site, t)
		rows = append(rows, row(op, name, ui.Money(site, amount), help...))
	}
	answer := row("＝", site.T(text.LimitLeft), ui.Money(site, l.Available)).Class("ans")
	body = append(body, app.H3().Class("why").Text(site.T(text.LimitWhy)), app.Dl().Class("eq").Body(append(rows, answer)...))
	return card.Body(append(body, more...)...)
}

func row(op, name string, amount app.HTMLSpan, help ...app.UI) app.HTMLDiv {
	return app.Div().DataSet("op", op).Body(
		app.Dt().Body(append([]app.UI{app.Text(name)}, help...)...),
		app.Dd().Body(amount.Class("money-row")))
}

// taken is what a line is called, and what else is to be said of it.
func taken(site wire.Site, t wire.LimitTake) (name string, help []app.UI) {
	say := func(words ...string) {
		for _, w := range words {
			help = append(help, app.Small().Text(w))
		}
	}
	day := planned(site, ui.Day(site, t.On), t.Tentative)
	switch t.Why {
	case wire.TakeOverdue:
		name = site.T(text.LimitOverdue)
	case wire.TakeRetrying:
		name = site.T(text.LimitRetrying, day)
	case wire.TakeClosed, wire.TakeFixed, wire.TakeDebit:
		name = site.T(text.LimitDebit, day)
	case wire.TakeOpen:
		name = site.T(text.LimitOpen)
		say(site.T(text.LimitOpenOf, ui.Day(site, t.From), day))
	case wire.TakeTwice:
		name = site.T(text.LimitTwice)
	case wire.TakeBonus:
		name = site.T(text.LimitBonus)
	case wire.TakeInstalments:
		name = site.T(text.LimitPlan)
	case wire.TakeRevolving:
		name = site.T(text.LimitRevolving)
		say(site.T(text.LimitRevolves))
	case wire.TakeCash:
		name = site.T(text.LimitCashLater)
	case wire.TakeLater:
		name = site.T(text.LimitLater)
	case wire.TakeWithin:
		name = site.T(text.LimitIsWithin)
	case wire.TakeOver:
		return site.T(text.LimitIsOver), []app.UI{app.Small().Text(site.T(text.LimitIsOverDo))}
	}
	switch t.Why {
	case wire.TakeClosed:
		say(site.T(text.HomeOpen))
	case wire.TakeFixed:
		say(site.T(text.HomeFixed))
	}
	if t.Beside > 0 {
		say(site.T(text.LimitBeside, ui.YenText(site, t.Beside)))
	}
	if t.Amount < 0 {
		say(site.T(text.LimitBack))
	}
	switch len(t.Items) {
	case 0:
	case 1:
		say(itemWords(site, t.Items[0]))
	default:
		rows := make([]app.UI, len(t.Items))
		for n, i := range t.Items {
			rows[n] = app.Li().Body(app.Span().Text(itemWords(site, i)), ui.Money(site, i.Amount).Class("money-row"))
		}
		help = append(help, app.Details().Body(app.Summary().Text(site.T(text.LimitItems, len(t.Items))), app.Ul().Body(rows...)))
	}
	return name, help
}

// itemWords is a use and what of it is still to come.
func itemWords(site wire.Site, i wire.LimitItem) string {
	rest := site.T(text.LimitTimes, i.Payments)
	if i.Payments == 0 {
		rest = site.T(text.LimitAtOnce, ui.MonthYear(site, i.Month))
	}
	return strings.Join([]string{ui.RowDate(site, i.Date), i.Merchant, rest}, site.T(text.HomeDot))
}

// whenBack is what comes back, debit by debit.
func whenBack(site wire.Site, d wire.Limit) app.UI {
	all := d.Returns
	card := app.Section().Class("card limit-when").Aria("labelledby", "when-h")
	heading := app.H2().ID("when-h").Text(site.T(text.LimitWhen))
	if len(all) == 0 {
		return card.Body(heading, ui.Empty("okc", site.T(text.LimitAll), site.T(text.LimitNothing)))
	}
	list := func(of []wire.LimitReturn) app.UI {
		rows := make([]app.UI, len(of))
		for n, r := range of {
			rows[n] = comesBack(site, r)
		}
		return app.Ul().Class("when").Body(rows...)
	}
	body := []app.UI{heading, list(all[:min(soon, len(all))])}
	if rest := all[min(soon, len(all)):]; len(rest) > 0 {
		body = append(body, app.Details().Class("when-more").Body(app.Summary().Text(site.T(text.LimitMore, len(rest))), list(rest)))
	}
	body = append(body, app.P().Class("small muted").Text(site.T(text.LimitWhenDo)), app.P().Class("small muted").Text(site.T(text.LimitWhenIf)))
	if !d.Family {
		body = append(body, app.P().Body(otherWay(site)))
	}
	return card.Body(body...)
}

func comesBack(site wire.Site, r wire.LimitReturn) app.UI {
	day := app.Time().DateTime(r.On.String()).Text(planned(site, onDay(site, r.On), r.Tentative))
	first := []app.UI{day, app.Span().Text(" " + site.T(text.LimitAfter))}
	switch {
	case r.Why == wire.TakeOverdue: // nobody knows the day
		first = []app.UI{app.B().Text(site.T(text.LimitAfterPaid))}
	case r.Why == wire.TakeRetrying:
		first[1] = app.Span().Text(" " + site.T(text.LimitAfterRetry))
	case r.Total < 0:
		first[1] = app.Span().Text(" " + site.T(text.LimitAfterOut))
	}
	var words []app.UI
	say := func(m text.Message, args ...any) { words = append(words, app.Small().Text(site.T(m, args...))) }
	if r.Credit != 0 {
		say(text.LimitPartOf, site.T(text.LimitCredit), ui.YenText(site, r.Credit))
	}
	if r.Cash != 0 {
		say(text.LimitPartOf, site.T(text.LimitCash), ui.YenText(site, r.Cash))
	}
	say(text.LimitThen, ui.YenText(site, r.Then))
	return app.Li().Body(app.Div().Body(first...), ui.Money(site, r.Total).Class("money-row"), app.Div().Class("muted").Body(words...))
}
