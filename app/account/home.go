package account

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/money"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Home is /home: when and how much, before anything else.
func Home(site wire.Site, d wire.Home) app.UI {
	return ui.Column(
		hello(site, d),
		ui.AsOf(site, d.AsOf),
		app.Div().Class("cols").Body(
			due(site, d.Due),
			app.Div().Class("stack").Body(
				available(site, d),
				app.Div().Class("duo").Body(
					ui.Tile(site.T(text.HomeUnbilled), ui.Money(site, d.Unbilled), debitOn(site, d)),
					ui.Tile(site.T(text.HomePoints), ui.Points(d.Points), expiring(site, d)),
				),
			),
		),
		unconfirmed(site, d),
		caution(site, d),
		latest(site, d.Uses),
	)
}

func hello(site wire.Site, d wire.Home) app.UI {
	who := []app.UI{
		app.H1().Class("vh").Text(site.T(text.TitleHome)),
		app.B().Text(site.T(text.HomeDear, d.Holder)),
	}
	role := text.HomePrimary
	if d.Card.Family {
		role = text.HomeFamily
	}
	return app.Div().Class("hello").Body(
		app.Div().Body(who...),
		ui.Switch(site, site.T(role), "/home"),
	)
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
func due(site wire.Site, d *wire.Due) app.UI {
	panel := app.Section().Class("due").Aria("labelledby", "due-h")
	heading := app.H2().ID("due-h").Text(site.T(text.HomeDue))
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
		app.P().Class("due-sum").Body(ui.Money(site, d.Amount)),
	}
	if d.Account != "" {
		body = append(body, app.Div().Class("due-foot").Body(app.Span().Body(ui.SmallIcon("bank"), app.Span().Text(d.Account))))
	}
	return panel.Body(body...)
}

func available(site wire.Site, d wire.Home) app.UI {
	used := d.Limit - d.Available
	yen := func(n int) string { return ui.YenText(site, n) }
	return app.Section().Class("card avail").Aria("labelledby", "av-h").Body(
		app.Div().Class("card-h").Body(app.H2().ID("av-h").Text(site.T(text.HomeAvail))),
		app.P().Class("v").Body(ui.Money(site, d.Available)),
		ui.Gauge(used, d.Limit, site.T(text.HomeGauge, yen(d.Limit), yen(used), yen(d.Available))),
		app.Ul().Class("keys keys-2").Body(
			app.Li().Body(ui.Swatch("f1"), app.Span().Text(site.T(text.HomeUsed)), app.Span().Class("num").Text(yen(used))),
			app.Li().Body(app.Span().Text(site.T(text.HomeLimit)), app.Span().Class("num").Text(yen(d.Limit))),
		),
	)
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

func latest(site wire.Site, uses []wire.Use) app.UI {
	card := app.Section().Class("card card-flush home-rest").Aria("labelledby", "la-h")
	heading := app.Div().Class("card-h").Body(app.H2().ID("la-h").Text(site.T(text.HomeLatest)))
	if len(uses) == 0 {
		return card.Body(heading, ui.Empty("list", site.T(text.HomeNoUse), site.T(text.HomeNoUseDo)))
	}
	rows := make([]app.UI, len(uses))
	for i, u := range uses {
		rows[i] = app.Li().Body(use(site, u))
	}
	return card.Body(heading, app.Ul().Class("uses").Body(rows...))
}

func use(site wire.Site, u wire.Use) app.UI {
	who := text.HomeSelf
	if u.Family {
		who = text.HomeFamily
	}
	meta := []string{site.T(who)}
	if way, ok := wayOf(u.Way); ok {
		meta = append(meta, site.T(way))
	}
	row := app.Div().Class("use")
	if u.Amount < 0 {
		row.Class("neg")
		meta = append(meta, site.T(text.Refund))
	}
	return row.Body(
		app.Time().DateTime(u.Date.String()).Body(
			app.Text(ui.RowDate(site, u.Date)+" "), app.Span().Text(ui.Weekday(site, u.Date))),
		app.B().Text(u.Merchant),
		ui.Money(site, u.Amount).Class("money-row"),
		app.Small().Text(strings.Join(meta, site.T(text.HomeDot))),
	)
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
