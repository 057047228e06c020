package account

import (
	"net/url"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/borrowing"
	"netanswer/shared/form"
	"netanswer/shared/money"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// why is a reason, kindly: what is so, and what to do.
type why struct{ says, words text.Message }

func whyNoCash(reason string) why {
	switch reason {
	case "minor":
		return why{text.CashMinor, text.CashMinorDo}
	case "student":
		return why{text.CashStudent, text.CashStudentDo}
	case "arrears":
		return why{text.CashArrears, text.CashArrearsDo}
	case "family":
		return why{text.CashFamily, text.CashFamilyDo}
	case "locked":
		return why{text.CashLocked, text.CashLockedDo}
	case "not_agreed":
		return why{text.CashAgreed, text.CashAgreedDo}
	}
	return why{text.CashLimit, text.CashLimitDo}
}

// reasoned is why something is not offered, with the number of who helps.
func reasoned(site wire.Site, w why, more ...app.UI) app.UI {
	words := append([]app.UI{ui.Line(site.T(w.words))}, more...)
	return ui.Notice(ui.Info, site.T(w.says), append(words, app.P().Body(ui.Phone(site.Brand.Desk.Phone)))...)
}

// Cashing is /cashing: an amount and a way, what it comes to, and what was borrowed.
func Cashing(site wire.Site, d wire.Cashing) app.UI {
	body := []app.UI{ui.CardHead(site, site.T(text.ItemCash), site.T(text.CashLead), "/cashing")}
	if d.Why != "" {
		body = append(body, app.Div().Class("after").Body(reasoned(site, whyNoCash(d.Why))))
	} else {
		body = append(body, borrow(site, d))
	}
	return ui.Column(append(body, app.Div().Class("cash-two").Body(advances(site, d), ownCash(site, d)))...)
}

func borrow(site wire.Site, d wire.Cashing) app.UI {
	return &ui.Form{
		Site: site, Action: "/cashing", Button: text.CashGo, Problems: d.Problems, Class: "cash flow", Follow: true,
		Hidden: map[string]string{"key": d.Key, "terms": d.Terms},
		Check: func(in url.Values, r form.Rules) []form.Problem {
			var f form.Cashing
			form.Decode(in, &f)
			return f.Within(r, d.CashBounds)
		},
		Fields: func(s ui.State) []app.UI {
			in := d.Values
			if s.In != nil {
				form.Decode(s.In, &in)
			}
			return []app.UI{app.Div().Class("cash-two").Body(
				app.Section().Class("card flow").Aria("labelledby", "now-h").Body(
					app.Div().Body(
						app.H2().ID("now-h").Text(site.T(text.CashNow)),
						app.P().Class("figure").Body(ui.Money(site, d.Most)),
						app.P().Class("muted").Text(site.T(text.CashOf, ui.YenText(site, d.Limit))),
					),
					yenField(s, "amount", text.CashAmount, d.Values.Amount, site.T(text.CashSteps, ui.YenText(site, d.Least), ui.YenText(site, d.Most), ui.YenText(site, d.Step))),
					ui.Picks(s, "way", site.T(text.CashWays), cashWays(site, d)),
					app.Button().Class("btn btn-w").Type("submit").Attr("formmethod", "get").Attr("formaction", "/cashing").Hidden(s.Live).Text(site.T(text.CashReckon)),
				),
				comesTo(site, d, in),
			)}
		},
	}
}

// yenField is a field for an amount.
func yenField(s ui.State, name string, label text.Message, value string, help ...string) app.UI {
	return ui.Field{Name: name, Label: label, Help: help, Mode: "numeric", Complete: "off", Value: value, Size: "md"}.Draw(s)
}

func cashWays(site wire.Site, d wire.Cashing) []ui.Choice {
	once := money.DebitDay(money.CashMonth(d.Arrives))
	ways := []ui.Choice{{
		Value: form.CashOnce, Title: site.T(text.CashOnce), Words: site.T(text.CashOnceDo, ui.Date(site, once), money.Percent(d.Once.Rate)), On: d.Values.Way != form.CashRevolving,
	}}
	if d.Revolving && len(d.Monthly.Steps) > 0 {
		ways = append(ways, ui.Choice{
			Value: form.CashRevolving, Title: site.T(text.CashRevolve), On: d.Values.Way == form.CashRevolving,
			Words: site.T(text.CashRevolDo, ui.YenText(site, d.Monthly.Steps[0].Pay), money.Percent(d.Monthly.Rate)),
		})
	}
	return ways
}

// comesTo is what an advance comes to, before anything is sent.
func comesTo(site wire.Site, d wire.Cashing, in form.Cashing) app.UI {
	card := app.Section().Class("card flow").Aria("labelledby", "sum-h").Aria("live", "polite")
	heading := app.H2().ID("sum-h").Text(site.T(text.CashSum))
	q, ok := borrowing.Of(d, in)
	if !ok {
		return card.Body(heading, app.P().Class("muted").Text(site.T(text.CashWait)))
	}
	yen := func(n int) app.UI { return ui.Money(site, n) }
	word := func(s string) app.UI { return app.Span().Class("num").Text(s) }
	year := text.CashYear
	if q.Year366 {
		year = text.CashLeap
	}
	body := []app.UI{heading, ui.Facts(
		ui.Fact{Name: site.T(text.CashInterest), Value: yen(q.Interest)},
		ui.Fact{Name: site.T(text.CashTotal), Value: app.B().Body(yen(q.Total))},
		ui.Fact{Name: site.T(text.CashTo), Value: word(d.Bank)},
		ui.Fact{Name: site.T(text.CashArrives), Help: site.T(text.CashUntil, ui.Until(site, d.Until)), Value: word(ui.Date(site, d.Arrives))},
		ui.Fact{Name: site.T(text.CashRate), Value: word(site.T(text.CashPercent, money.Percent(q.Rate)))},
		ui.Fact{Name: site.T(text.CashTimes), Value: word(site.T(text.CashTimesIs, len(q.Payments)))},
	)}
	if q.More > 0 {
		body = append(body, ui.Notice(ui.Warn, site.T(text.CashMore, ui.YenText(site, q.More))))
	}
	if table := payments(site, q.Payments); len(q.Payments) <= 6 {
		body = append(body, table)
	} else {
		body = append(body, app.Details().Body(app.Summary().Text(site.T(text.CashAll, len(q.Payments))), table))
	}
	return card.Body(append(body,
		app.P().Class("small muted").Text(site.T(text.CashDay, site.T(year))),
		app.P().Class("small muted").Text(site.T(text.CashPlan)),
	)...)
}

func payments(site wire.Site, all []borrowing.Payment) app.UI {
	rows := make([]app.UI, len(all))
	for i, p := range all {
		rows[i] = app.Tr().Body(
			app.Th().Scope("row").Body(app.Time().DateTime(p.On.String()).Text(onDay(site, p.On))),
			app.Td().Body(ui.Money(site, p.Amount())), app.Td().Body(ui.Money(site, p.Interest)),
		)
	}
	head := func(m text.Message) app.UI { return app.Th().Scope("col").Text(site.T(m)) }
	return app.Table().Class("pays num").Body(
		app.THead().Body(app.Tr().Body(head(text.CashPayOn), head(text.CashPay), head(text.CashOfWhich))), app.TBody().Body(rows...),
	)
}

// advances are those that there were.
func advances(site wire.Site, d wire.Cashing) app.UI {
	card := app.Section().Class("card flow").Aria("labelledby", "past-h")
	heading := app.H2().ID("past-h").Text(site.T(text.CashHistory))
	if len(d.Advances) == 0 {
		return card.Body(heading, ui.Empty("cash", site.T(text.CashNone), site.T(text.CashNoneDo)))
	}
	facts := make([]ui.Fact, len(d.Advances))
	for i, a := range d.Advances {
		way := site.T(text.CashOnce)
		if a.Way == form.CashRevolving {
			way = site.T(text.CashRevolve)
		}
		left := site.T(text.CashPaid)
		if a.Left > 0 {
			left = site.T(text.CashLeft, ui.YenText(site, a.Left))
		}
		facts[i] = ui.Fact{Name: ui.DayYear(site, a.Date), Help: way + site.T(text.HomeDot) + left, Value: ui.Money(site, a.Amount)}
	}
	return card.Body(heading, ui.Facts(facts...))
}

// ownCash is the member's own limit, and the ways to another.
func ownCash(site wire.Site, d wire.Cashing) app.UI {
	if d.Why == "family" {
		return nil
	}
	body := []app.UI{app.H2().ID("own-h").Text(site.T(text.CashOwn)), app.P().Class("figure").Body(ui.Money(site, d.Limit)), app.P().Class("muted").Text(site.T(text.CashOwnDo))}
	door := func(href string, m text.Message) {
		body = append(body, app.A().Class("btn btn-w").Href(href).Text(site.T(m)))
	}
	if d.Lower {
		door("/limit/lower?of=cash", text.CashOwnLower)
	}
	if d.Raise {
		door("/limit/raise?of=cash", text.CashOwnRaise)
	}
	return app.Section().Class("card flow").Aria("labelledby", "own-h").Body(body...)
}
