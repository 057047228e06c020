package account

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/japan"
	"netanswer/shared/money"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Home is /home: when and how much, before anything else.
func Home(site wire.Site, d wire.Home) app.UI {
	if d.Away > 0 {
		return away(site, d)
	}
	return ui.Column(
		hello(site, d),
		ui.AsOf(site, d.AsOf),
		overdue(site, d),
		app.Div().Class("cols").Body(
			due(site, d),
			app.Div().Class("stack").Body(
				available(site, d),
				app.Div().Class("duo").Body(unbilled(site, d), points(site, d)),
			),
		),
		unconfirmed(site, d),
		caution(site, d),
		latest(site, d),
	)
}

func hello(site wire.Site, d wire.Home) app.UI {
	who := []app.UI{app.H1().Class("vh").Text(site.T(text.TitleHome))}
	role := ""
	switch {
	case d.Away > 0:
	case d.Card.Family:
		role = site.T(text.HomeFamily)
	default:
		role = site.T(text.HomePrimary)
	}
	if d.Holder != "" {
		who = append(who, app.B().Text(site.T(text.HomeDear, d.Holder)))
	}
	return app.Div().Class("hello").Body(app.Div().Body(who...), ui.Switch(site, role, "/home"))
}

// away is home while nothing of the account is known: what happened, and what works all the same.
func away(site wire.Site, d wire.Home) app.UI {
	works := []app.UI{
		app.Li().Body(app.A().Href("/inbox").Text(site.T(text.TitleInbox))),
		app.Li().Body(app.A().Href("/settings").Text(site.T(text.TitleSettings))),
		app.Li().Body(app.A().Href(cardsPath).Text(site.T(text.TitleCards))),
		app.Li().Body(app.A().Href("/guide").Text(site.T(text.GuideHead))),
	}
	return ui.Column(
		hello(site, d),
		app.Section().Class("card empty").Aria("labelledby", "away-h").Body(
			ui.Icon("clock"),
			app.H2().ID("away-h").Text(site.T(text.HomeAway)),
			app.P().Text(site.T(text.Busy)),
			app.P().Text(site.T(text.HomeAwayDo)),
			app.Form().Method("get").Action("/home").Body(app.Div().Class("actions center").Body(app.Button().Class("btn").Type("submit").Text(site.T(text.FailAgain)))),
		),
		unconfirmed(site, d),
		caution(site, d),
		app.Section().Class("card home-rest").Aria("labelledby", "works-h").Body(
			app.H2().ID("works-h").Text(site.T(text.HomeWorks)),
			app.Ul().Class("ways").Body(works...),
			ui.Desk(site),
		),
	)
}

// HomeWaiting stands in place of home while that is fetched: each thing as large as what comes.
func HomeWaiting(site wire.Site) app.UI {
	bar := func(class string) app.UI { return app.Span().Class("skel", class) }
	card := func(class string, body ...app.UI) app.UI { return app.Div().Class("card", class).Body(body...) }
	rows := make([]app.UI, 5)
	for i := range rows {
		rows[i] = app.Li().Body(app.Div().Class("use").Body(bar("skel-m"), bar("skel-m")))
	}
	return ui.Column(
		app.H1().Class("vh").Text(site.T(text.TitleHome)),
		app.P().Class("vh").Role("status").Text(site.T(text.HomeWaits)),
		app.Div().Class("waiting").Aria("hidden", true).Body(
			app.Div().Class("hello").Body(app.Div().Body(app.B().Body(bar("skel-name"))), app.Span().Class("switch").Body(bar("skel-card"))),
			app.Div().Class("cols").Body(
				app.Div().Class("due").Body(
					app.Div().Class("due-top").Body(bar("skel-card")), app.P().Class("due-date").Body(bar("skel-card")), app.P().Class("due-sum").Body(bar("skel-sum")),
					app.Div().Class("due-foot due-foot-2").Body(bar("skel-m")),
				),
				app.Div().Class("stack").Body(
					card("avail", app.Div().Class("card-h").Body(bar("skel-s"), app.Span().Class("more")), app.P().Class("v").Body(bar("skel-m")), app.Div().Class("gauge"), app.P().Class("keys").Body(bar("skel-m"))),
					app.Div().Class("duo").Body(
						app.Div().Class("tile").Body(app.P().Class("k").Body(bar("skel-m")), app.P().Class("v").Body(bar("skel-m")), app.Small().Body(bar("skel-m"))),
						app.Div().Class("tile").Body(app.P().Class("k").Body(bar("skel-m")), app.P().Class("v").Body(bar("skel-m")), app.Small().Body(bar("skel-m"))),
					),
				),
			),
			app.Div().Class("card card-flush home-rest").Body(app.Div().Class("card-h").Body(bar("skel-s"), app.Span().Class("more")), app.Ul().Class("uses").Body(rows...)),
		),
	)
}

// overdue is a debit that failed: when it is tried again, what to do, and who helps.
func overdue(site wire.Site, d wire.Home) app.UI {
	if d.Overdue == nil {
		return nil
	}
	yen := ui.YenText(site, d.Overdue.Amount)
	if d.Overdue.RetryOn.IsZero() {
		return app.Div().Class("home-first").Body(ui.Notice(ui.Bad, site.T(text.HomeOverdue, yen), ui.Line(site.T(text.StmOverdueDo)), desk(site)))
	}
	return app.Div().Class("home-first").Body(ui.Notice(ui.Warn, site.T(text.HomeFailed, yen), ui.Line(site.T(text.StmRetryOn, ui.Date(site, d.Overdue.RetryOn))),
		app.P().Body(app.A().Class("more").Href(statementPath(japan.MonthOf(d.Overdue.RetryOn))).Body(app.Span().Text(site.T(text.HomeSee)), ui.SmallIcon("right"))), desk(site)))
}

func desk(site wire.Site) app.UI {
	return app.P().Body(ui.Phone(site.Brand.Desk.Phone), app.Text(" "+site.Brand.Desk.Hours))
}

// caution says until when care is taken, to who it protects.
func caution(site wire.Site, d wire.Home) app.UI {
	if d.Caution == "" {
		return nil
	}
	return app.Div().Class("home-rest").Body(
		ui.Notice(ui.Info, site.T(text.CautionUntil, ui.Moment(site, d.Caution)), ui.Line(site.T(text.CautionDo)), app.P().Body(ui.Phone(site.Brand.Desk.Phone))),
	)
}

// due is the only filled panel of the product.
func due(site wire.Site, home wire.Home) app.UI {
	d := home.Due
	panel := app.Section().Class("due").Aria("labelledby", "due-h")
	title := text.HomeDue
	if d != nil && d.Amount < 0 {
		title = text.HomeBack
	}
	heading := app.H2().ID("due-h").Text(site.T(title))
	if d == nil {
		return panel.Body(
			app.Div().Class("due-top").Body(heading),
			app.P().Class("due-date").Text(site.T(text.HomeNone)),
			app.P().Class("due-words").Text(site.T(text.HomeNoneDo)),
		)
	}
	state := ui.Badge(ui.Deep, "clock", site.T(text.HomeOpen))
	if d.Fixed {
		state = ui.Badge(ui.Deep, "check", site.T(text.HomeFixed))
	}
	body := []app.UI{
		app.Div().Class("due-top").Body(heading, state),
		app.P().Class("due-date").Body(app.Time().Class("num").DateTime(d.Date.String()).Body(
			app.Text(ui.Day(site, d.Date)), app.Small().Text(site.T(text.DateWeekday, ui.Weekday(site, d.Date))))),
		app.P().Class("due-sum").Body(ui.Money(site, max(d.Amount, -d.Amount))),
	}
	switch {
	case d.Amount < 0:
		body = append(body, app.P().Class("due-words").Text(site.T(text.HomeBackDo)))
	case home.Card.Family:
		body = append(body, app.P().Class("due-words").Text(site.T(text.HomeMainPays)))
	}
	var foot []app.UI
	class := "due-foot"
	if d.Account != "" {
		foot = append(foot, app.Span().Body(ui.SmallIcon("bank"), app.Span().Text(d.Account)))
	}
	if d.Amount > 0 && !home.Card.Family && home.AsOf == "" {
		class += " due-foot-2" // two ways on, under the account
		foot = append(foot, otherWay(site))
	}
	foot = append(foot, app.A().Class("more").Href(statementPath(japan.MonthOf(d.Date))).Body(app.Span().Text(site.T(text.HomeSee)), ui.SmallIcon("right")))
	return panel.Body(append(body, app.Div().Class(class).Body(foot...))...)
}

// otherWay leads to where what is due is paid in another way.
func otherWay(site wire.Site) app.UI {
	return app.A().Class("more no-print").Href(paymentPath).Body(app.Span().Text(site.T(text.PayUseLink)), ui.SmallIcon("right"))
}

func available(site wire.Site, d wire.Home) app.UI {
	used := d.Limit - d.Available
	yen := func(n int) string { return ui.YenText(site, n) }
	keys := []app.UI{
		app.Li().Body(ui.Swatch("f1"), app.Span().Text(site.T(text.HomeUsed)), app.Span().Class("num").Text(yen(used))),
		app.Li().Body(app.Span().Text(site.T(text.HomeLimit)), app.Span().Class("num").Text(yen(d.Limit))),
	}
	body := []app.UI{
		app.Div().Class("card-h").Body(app.H2().ID("av-h").Text(site.T(text.HomeAvail)), app.A().Class("more").Href("/limit").Aria("label", site.T(text.HomeMoreOf)).
			Body(app.Span().Text(site.T(text.HomeMore)), ui.SmallIcon("right"))),
		app.P().Class("v").Body(ui.Money(site, d.Available)),
		ui.Gauge(used, d.Limit, site.T(text.HomeGauge, yen(d.Limit), yen(used), yen(d.Available))),
		app.Ul().Class("keys keys-2").Body(keys...),
	}
	if d.Card.Family {
		body = append(body, app.P().Class("small muted").Text(site.T(text.HomeShared)))
	}
	return app.Section().Class("card avail").Aria("labelledby", "av-h").Body(body...)
}

// unbilled leads to the statement that is still open.
func unbilled(site wire.Site, d wire.Home) app.UI {
	if d.NextDebit.IsZero() {
		return ui.Tile(site.T(text.HomeUnbilled), ui.Money(site, d.Unbilled), "")
	}
	return ui.TileLink(statementPath(japan.MonthOf(d.NextDebit)), site.T(text.HomeUnbilled), ui.Money(site, d.Unbilled), debitOn(site, d))
}

// points are the main holder's.
func points(site wire.Site, d wire.Home) app.UI {
	words := expiring(site, d)
	if d.Card.Family {
		words = site.T(text.HomeMainPoints)
	}
	return ui.Tile(site.T(text.HomePoints), ui.Points(d.Points), words)
}

func debitOn(site wire.Site, d wire.Home) string {
	if d.Unbilled == 0 || d.NextDebit.IsZero() {
		return ""
	}
	return site.T(text.HomeUnbilledOn, ui.Day(site, d.NextDebit))
}

func expiring(site wire.Site, d wire.Home) string {
	if d.Expiring == 0 || d.ExpireOn.IsZero() {
		return site.T(text.HomeKept)
	}
	return site.T(text.HomeExpire, ui.Day(site, d.ExpireOn), money.Yen(d.Expiring))
}

func latest(site wire.Site, d wire.Home) app.UI {
	card := app.Section().Class("card card-flush home-rest").Aria("labelledby", "la-h")
	heading := app.H2().ID("la-h").Text(site.T(text.HomeLatest))
	if len(d.Uses) == 0 {
		return card.Body(app.Div().Class("card-h").Body(heading), ui.Empty("list", site.T(text.HomeNoUse), site.T(text.HomeNoUseDo)))
	}
	rows := make([]app.UI, len(d.Uses))
	for i, u := range d.Uses {
		rows[i] = app.Li().Body(use(site, u))
	}
	return card.Body(
		app.Div().Class("card-h").Body(heading, app.A().Class("more").Href("/statements").Aria("label", site.T(text.HomeAllOf)).
			Body(app.Span().Text(site.T(text.HomeAll)), ui.SmallIcon("right"))),
		app.Ul().Class("uses").Body(rows...),
	)
}

// use is a line of the list, and leads to all that is known of it.
func use(site wire.Site, u wire.Use) app.UI {
	who := text.HomeSelf
	if u.Family {
		who = text.HomeFamily
	}
	meta := []string{site.T(who)}
	if way, ok := wayOf(u.Way); ok {
		meta = append(meta, site.T(way))
	}
	class := "use"
	if u.Amount < 0 {
		class = "use neg"
		meta = append(meta, site.T(text.Refund))
	}
	inside := []app.UI{
		app.Time().DateTime(u.Date.String()).Body(
			app.Text(ui.RowDate(site, u.Date)+" "), app.Span().Text(ui.Weekday(site, u.Date))),
		app.B().Text(u.Merchant),
		ui.Money(site, u.Amount).Class("money-row"),
		app.Small().Text(strings.Join(meta, site.T(text.HomeDot))),
	}
	if u.Ref == "" || u.Month.IsZero() {
		return app.Div().Class(class).Body(inside...)
	}
	return app.A().Class(class).Href(statementPath(u.Month) + "/uses/" + u.Ref).Body(inside...)
}

func wayOf(way string) (text.Message, bool) {
	switch way {
	case "once":
		return text.WayOnce, true
	case "twice":
		return text.WayTwice, true
	case "bonus":
		return text.WayBonus, true
	case "instalments":
		return text.WayInstalments, true
	case "revolving":
		return text.WayRevolving, true
	}
	return text.Message{}, false
}
