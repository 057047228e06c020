package account

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/money"
	"netanswer/shared/paying"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const paymentPath = "/payment"

// payPath is where one use, or the revolving balance, is changed.
func payPath(of string) string { return paymentPath + "/" + of }

// none are the words of a screen on which nothing can be changed, by wire.Payment.Why.
var none = map[string][2]text.Message{
	"nothing":    {text.PayNone, text.PayNoneDo},
	"arrears":    {text.PayArrears, text.PayArrearsDo},
	"family":     {text.PayFamily, text.PayFamilyDo},
	"not_agreed": {text.PayNotAgreed, text.PayNotAgrDo},
}

// Payment is /payment: what can be paid in another way, what can be paid back sooner, and what cannot be changed and why.
func Payment(site wire.Site, d wire.Payment) app.UI {
	head := ui.CardHead(site, site.T(text.TitlePayment), site.T(text.PayLead), paymentPath)
	if words, ok := none[d.Why]; ok {
		card := app.Section().Class("card").Body(ui.Empty("swap", site.T(words[0]), site.T(words[1])))
		if d.Why == "nothing" || d.Why == "family" {
			return ui.Column(head, card)
		}
		return ui.Column(head, card, app.Section().Class("card pay-desk").Body(ui.Desk(site)))
	}
	side := []app.UI{balance(site, d), app.Section().Class("card flow").Body(
		app.H2().Text(site.T(text.PayRules)),
		app.Ul().Class("dots").Body(app.Li().Text(site.T(text.PayRulesOnce)), app.Li().Text(site.T(text.PayRulesFix))),
		app.P().Class("small muted").Text(site.T(text.PayDesk)), app.P().Class("desk-no").Body(ui.Phone(site.Brand.Desk.Phone)),
		app.P().Class("small muted").Text(site.Brand.Desk.Hours),
	)}
	can := app.Section().Class("card card-flush").Aria("labelledby", "can-h").Body(append(
		[]app.UI{app.Div().Class("card-h").Body(app.H2().ID("can-h").Text(site.T(text.PayCan)))}, changeable(site, d.Uses)...)...)
	return ui.Column(head, app.Div().Class("use-cols").Body(
		app.Div().Class("stack").Body(can, others(site, d)),
		app.Div().Class("stack").Body(side...),
	))
}

func changeable(site wire.Site, uses []wire.PayUse) []app.UI {
	if len(uses) == 0 {
		return []app.UI{ui.Empty("swap", site.T(text.PayNone), site.T(text.PayNoneDo))}
	}
	rows := make([]app.UI, len(uses))
	for i, u := range uses {
		rows[i] = app.Li().Body(app.A().Href(payPath(u.Ref)).Body(
			ui.Icon("swap"), app.Span().Body(append(payUse(site, u), app.Small().Text(site.T(text.PayUntil, ui.Until(site, u.Until))))...), ui.Icon("right")))
	}
	return []app.UI{app.Ul().Class("links pay-uses").Body(rows...)}
}

// payUse is a use in a row: where, how much, when and how it is paid.
func payUse(site wire.Site, u wire.PayUse) []app.UI {
	words := ui.Day(site, u.Date) + site.T(text.HomeDot) + ui.Paying(site, u.Use)
	if u.Left != u.Amount {
		words += site.T(text.HomeDot) + site.T(text.PayLeft, ui.YenText(site, u.Left))
	}
	return []app.UI{
		app.Span().Class("pay-use").Body(app.B().Text(ui.UseName(site, u.Use)), ui.Money(site, u.Amount)),
		app.Small().Text(words),
	}
}

func balance(site wire.Site, d wire.Payment) app.UI {
	if d.Balance <= 0 {
		return nil
	}
	return app.Section().Class("card flow").Aria("labelledby", "balance-h").Body(
		app.H2().ID("balance-h").Text(site.T(text.PayBalance)),
		app.P().Class("figure").Body(ui.Money(site, d.Balance)),
		app.P().Class("small muted").Text(site.T(text.PayBalanceAt, money.Percent(d.Rate))),
		app.P().Text(site.T(text.PayBalanceBy, ui.Until(site, d.Until), ui.Date(site, money.DebitDay(d.Month)))),
		app.A().Class("btn btn-w").Href(payPath(form.PayBalance)).Text(site.T(text.PaySooner)),
	)
}

// others are the uses that are not paid yet and cannot be changed.
func others(site wire.Site, d wire.Payment) app.UI {
	if len(d.Others) == 0 {
		return nil
	}
	why := map[string]text.Message{"cash": text.PayWhyCash, "small": text.PayWhySmall, "closed": text.PayWhyClosed}
	rows := make([]app.UI, len(d.Others))
	for i, u := range d.Others {
		reason := site.T(text.PayWhyOther)
		if m, ok := why[u.Why]; ok {
			reason = m.In(site.Lang)
			if u.Why == "small" {
				reason = site.T(m, ui.YenText(site, d.Least))
			}
		}
		rows[i] = app.Li().Body(append(payUse(site, u), app.Small().Text(reason))...)
	}
	body := []app.UI{app.Summary().Text(site.T(text.PayOthers)), app.Ul().Class("pay-others").Body(rows...)}
	if d.More > 0 {
		body = append(body, app.P().Class("small muted").Text(site.T(text.PayOthersAnd, d.More)))
	}
	return app.Details().Class("card").Open(len(d.Uses) == 0).Body(body...)
}

// PayTitle names what is changed.
func PayTitle(site wire.Site, d wire.PayPlan) string {
	if d.Use == nil {
		return site.T(text.TitlePayBack)
	}
	return site.T(text.TitlePayUse)
}

// PayPlan is /payment/{use}: one use, or the revolving balance; what can be chosen, and what that comes to. The figures follow what is
// chosen; without scripts a button reckons them. Nothing is chosen for anybody.
func PayPlan(site wire.Site, d wire.PayPlan) app.UI {
	head := app.Div().Class("head").Body(app.H1().Text(PayTitle(site, d)), app.P().Body(
		app.Text(site.T(text.PayBalance)+" "), ui.Money(site, d.Balance).Class("money-row")))
	if u := d.Use; u != nil {
		head = app.Div().Class("head").Body(app.H1().Text(PayTitle(site, d)), app.P().Body(
			app.Span().Class("pay-of").Text(ui.UseName(site, u.Use)), app.Text(site.T(text.HomeDot)+site.T(text.PayUseUsed, ui.Day(site, u.Date))+" "),
			ui.Money(site, u.Amount).Class("money-row"), app.Text(" "+ui.Paying(site, u.Use))))
	}
	return ui.Column(
		app.P().Class("back").Body(app.A().Class("more").Href(paymentPath).Body(ui.SmallIcon("left"), app.Span().Text(site.T(text.PayList)))),
		head,
		&ui.Form{
			Site: site, Action: payPath(d.Of), Button: text.PayGo, Problems: d.Problems, Class: "pay", Follow: true, Renew: true,
			Hidden: map[string]string{"terms": d.Version, "key": d.Key}, Check: ui.Of[form.Payment],
			Fields: func(s ui.State) []app.UI {
				in := d.Values
				if s.In != nil {
					form.Decode(s.In, &in)
				}
				return []app.UI{
					app.Section().Class("card flow pay-ways").Body(ways(s, d, in)...),
					app.Section().Class("card flow pay-sim").Aria("live", "polite").Aria("labelledby", "sim-h").Body(append(
						[]app.UI{app.H2().ID("sim-h").Text(site.T(text.PaySim))}, simulation(site, d, in)...)...),
				}
			},
			After: func(ui.State) app.UI { return app.P().Text(site.T(text.PayCutoff, ui.Until(site, d.Until))) },
		},
	)
}

// ways are the choices, each with its terms.
func ways(s ui.State, d wire.PayPlan, in form.Payment) []app.UI {
	site, first := s.Site, ui.Choice{Value: form.PayStay}
	if d.Use == nil {
		first.Title, first.Words = site.T(text.PayStayBack), site.T(text.PayStayDo)
	} else {
		first.Title, first.Words = site.T(text.PayStay, ui.Paying(site, d.Use.Use)), site.T(text.PayStayFree)
		if d.Use.Way == form.PayInstalments {
			first.Words = site.T(text.PayStayDo)
		}
	}
	choices := []ui.Choice{first}
	var more []app.UI
	day := ui.Date(site, money.DebitDay(d.First))
	for _, way := range d.Ways {
		c := ui.Choice{Value: way, On: way == in.Way}
		chosen := !s.Live || c.On // without scripts everything stands there
		switch t := d.Instalments.Choices; way {
		case form.PayInstalments:
			last := t[len(t)-1]
			least, most := t[0].Rate, t[0].Rate
			for _, x := range t {
				least, most = min(least, x.Rate), max(most, x.Rate)
			}
			c.Title, c.Words = site.T(text.PayIn), site.T(text.PayInDo, t[0].Payments, last.Payments, money.Percent(least), money.Percent(most))
			more = append(more, times(s, t, in).Hidden(!chosen))
		case form.PayRevolving:
			c.Title, c.Words = site.T(text.PayRevolve), site.T(text.PayRevolveDo, ui.YenText(site, d.Revolving.Steps[0].Pay), money.Percent(d.Revolving.Rate))
		case form.PayWhole:
			c.Title, c.Words = site.T(text.PayRest), site.T(text.PayRestDo, day)
			if d.Use == nil {
				c.Title, c.Words = site.T(text.PayAll), site.T(text.PayAllDo, day, ui.YenText(site, d.Balance))
			}
		case form.PayPart:
			c.Title, c.Words = site.T(text.PayPart), site.T(text.PayPartDo, day)
			more = append(more, app.Div().Hidden(!chosen).Body(ui.Field{
				Name: "amount", Label: text.PayAmount, Help: []string{site.T(text.PayAmountDo, ui.YenText(site, d.Balance))}, Mode: "numeric", Complete: "off", Value: d.Values.Amount, Size: "md",
			}.Draw(s)))
		}
		choices = append(choices, c)
	}
	body := append([]app.UI{ui.Picks(s, "way", site.T(text.PayWays), choices)}, more...)
	return append(body, app.Button().Class("btn pay-reckon").Type("submit").Attr("formmethod", "get").Attr("formnovalidate", true).Hidden(s.Live).Text(site.T(text.PayReckon)))
}

// times is the choice of a number of payments.
func times(s ui.State, of []wire.PayTerm, in form.Payment) app.HTMLDiv {
	options := make([]app.UI, len(of))
	for i, t := range of {
		options[i] = app.Option().Value(t.Payments).Selected(t.Payments == in.Times()).Text(s.Site.T(text.PayTimesNth, t.Payments))
	}
	field := app.Div().Class("field")
	sel := app.Select().Class("input select input-sm").ID("payments").Name("payments").Aria("describedby", "payments-e").Body(options...)
	if s.Problem("payments") != "" {
		field.Class("bad")
		sel.Aria("invalid", true)
	}
	return field.Body(app.Label().Class("label").For("payments").Text(s.Site.T(text.PayTimes)), sel, ui.ErrorLine(s, "payments"))
}

// rowsShown is how many payments of a plan are in view at once.
const rowsShown = 12

// simulation is what a choice comes to, beside paying once and what it comes to as it stands.
func simulation(site wire.Site, d wire.PayPlan, in form.Payment) []app.UI {
	r, ok := paying.Of(d, in)
	if !ok {
		now := paying.Stands(d)
		body := []app.UI{}
		if now.Payments > 0 {
			body = append(body, app.Div().Class("cmp").Body(comparison(site, site.T(text.PayBefore), now, true)))
		}
		if in.Way == form.PayRevolving {
			return append(body, ui.Notice(ui.Warn, site.T(text.PayNever), ui.Line(site.T(text.PayNeverDo))))
		}
		return append(body, app.P().Class("muted").Text(site.T(text.PaySimWait)))
	}
	then := site.T(text.PayAfter)
	switch in.Way {
	case form.PayInstalments:
		then = site.T(text.PayAfterIn, r.Then.Payments)
	case form.PayRevolving:
		then = site.T(text.PayRevolve)
	}
	columns := []app.UI{comparison(site, site.T(text.PayOnce), r.Once, false)}
	if r.Now.Payments > 0 && r.Now != r.Once {
		columns = append(columns, comparison(site, site.T(text.PayBefore), r.Now, false))
	}
	body := []app.UI{app.Div().Class("cmp").Body(append(columns, comparison(site, then, r.Then, true))...)}
	said := []app.UI{app.P().Text(site.T(text.PayEqual))}
	if more := r.Then.Total - r.Once.Total; more > 0 {
		said[0] = app.P().Body(app.B().Text(site.T(text.PayMore, ui.YenText(site, more))))
	}
	if less := r.Now.Fee - r.Then.Fee; r.Now.Payments > 1 && less > 0 {
		said = append(said, app.P().Text(site.T(text.PaySaves, ui.YenText(site, less))))
	} else if r.Now.Payments > 1 && less < 0 {
		said = append(said, app.P().Text(site.T(text.PayCosts, ui.YenText(site, -less))))
	}
	body = append(body, said...)
	if r.Dear() {
		body = append(body, ui.Notice(ui.Warn, site.T(text.PayDear, r.Share()), ui.Line(site.T(text.PayDearDo, ui.YenText(site, r.Price), ui.YenText(site, r.Then.Fee)))))
	}
	body = append(body, app.H3().Text(site.T(text.PayTable)))
	if r.Carried > 0 {
		body = append(body, app.P().Class("small muted").Text(site.T(text.PayBoth, ui.YenText(site, r.Carried))))
	}
	body = append(body, planTable(site, r.Plan[:min(rowsShown, len(r.Plan))]))
	if rest := r.Plan[min(rowsShown, len(r.Plan)):]; len(rest) > 0 {
		body = append(body, app.Details().Body(app.Summary().Text(site.T(text.PayRowsMore, rowsShown+1)), planTable(site, rest)))
	}
	if len(r.Plan) > 1 {
		body = append(body, app.P().Class("small muted").Text(site.T(text.PayIf)))
	}
	return body
}

func comparison(site wire.Site, title string, s paying.Sum, picked bool) app.UI {
	box := app.Div()
	if picked {
		box.Class("pickd")
	}
	return box.Body(app.H3().Text(title), app.P().Class("v").Body(ui.Money(site, s.Total)), app.P().Class("small muted").Body(
		app.Span().Class("line").Text(site.T(text.PayFee, ui.YenText(site, s.Fee))),
		app.Span().Class("line").Text(site.T(text.PayCount, s.Payments)),
		app.Span().Class("line").Text(site.T(text.PayEnds, ui.DayYear(site, money.DebitDay(s.Last)))),
	))
}

func planTable(site wire.Site, p money.Plan) app.UI {
	rows := make([]app.UI, len(p))
	for i, x := range p {
		rows[i] = app.Tr().Body(
			app.Th().Scope("row").Text(ui.DayYear(site, money.DebitDay(x.Month))),
			app.Td().Body(ui.Money(site, x.Principal+x.Fee).Class("money-row")), app.Td().Body(ui.Money(site, x.Fee).Class("money-row")))
	}
	head := func(m text.Message) app.UI { return app.Th().Scope("col").Text(site.T(m)) }
	return app.Table().Class("plan").Body(app.THead().Body(app.Tr().Body(head(text.PayDay), head(text.PayEach), head(text.PayOfFee))), app.TBody().Body(rows...))
}
