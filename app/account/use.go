package account

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/money"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// UseTitle names a use by where it was.
func UseTitle(site wire.Site, d wire.UseDetail) string { return ui.UseName(site, d.Use) }

// Use is /statements/{yyyy-mm}/uses/{ref}: one line of a statement, and in plain words what it is.
func Use(site wire.Site, d wire.UseDetail) app.UI {
	amount := app.P().Class("v").Body(ui.Money(site, useSum(d)))
	if useSum(d) < 0 {
		amount.Class("neg")
	}
	top := []app.UI{app.H1().Text(ui.UseName(site, d.Use)), amount}
	if m, ok := ui.UseKind(d.Use); ok {
		top = append(top, app.P().Body(ui.Badge(kindTone(d.Use), "", site.T(m))))
	}
	change := []app.UI{}
	if d.Change != "" {
		change = append(change, app.P().Class("no-print").Body(app.A().Class("btn").Href(payPath(d.Change)).Body(ui.Icon("swap"), app.Span().Text(site.T(text.PayUseLink)))))
	}
	what := app.Div().Class("use-what").Body(app.H2().Text(site.T(text.UseWhat)), app.Div().Body(whatItIs(site, d)...))
	return ui.Column(
		app.P().Class("back").Body(app.A().Class("more").Href(statementPath(d.Month.Month)).Body(
			ui.SmallIcon("left"), app.Span().Text(site.T(text.UseBack, ui.DayYear(site, d.Month.Debit))))),
		ui.AsOf(site, d.AsOf),
		app.Div().Class("use-cols").Body(
			app.Section().Class("card use-card").Body(app.Div().Class("use-top").Body(top...), what, ui.Facts(facts(site, d)...), app.Div().Class("use-change").Body(change...)),
			app.Div().Class("stack").Body(
				foreign(site, d.Foreign, d.Amount),
				rest(site, d),
				app.Section().Class("card").Body(
					app.H2().Text(site.T(text.UseUnknown)), app.P().Text(site.T(text.UseUnknownDo)),
					app.P().Class("desk-no").Body(ui.Phone(site.Brand.Desk.Phone)), app.P().Class("small muted").Text(site.Brand.Desk.Hours),
				),
			),
		),
	)
}

// useSum is what stands largest: the whole use; of what has no amount but a fee, that.
func useSum(d wire.UseDetail) int {
	if d.Kind == "annual_fee" || d.Kind == "paper_fee" || d.Kind == "late_charge" {
		return d.Fee
	}
	return d.Amount
}

func kindTone(u wire.Use) ui.Kind {
	if u.Amount < 0 {
		return ui.OK
	}
	return ui.Tint
}

func facts(site wire.Site, d wire.UseDetail) []ui.Fact {
	words := func(name text.Message, value string) ui.Fact {
		return ui.Fact{Name: site.T(name), Value: app.Span().Class("num").Text(value)}
	}
	yen := func(name text.Message, n int) ui.Fact {
		return ui.Fact{Name: site.T(name), Value: ui.Money(site, n).Class("money-row")}
	}
	who := d.Use
	who.Last4 = d.Card
	rows := []ui.Fact{words(text.LedDate, ui.DayYear(site, d.Date)+site.T(text.DateWeekday, ui.Weekday(site, d.Date)))}
	if d.Kind != "annual_fee" && d.Kind != "paper_fee" && d.Kind != "late_charge" && d.Kind != "repayment" {
		rows = append(rows, words(text.LedWho, ui.Who(site, who)), words(text.LedWay, ui.Paying(site, d.Use)), yen(text.UseAmount, d.Amount))
	}
	rows = append(rows, yen(text.UseCharged, d.Charged))
	if d.Fee != 0 {
		rows = append(rows, ui.Fact{Name: ui.FeeName(site, d.Use), Value: ui.Money(site, d.Fee).Class("money-row")})
	}
	if d.Charged != 0 && d.Fee != 0 {
		rows = append(rows, yen(text.UseTogether, d.Charged+d.Fee))
	}
	if d.Left > 0 && (d.Payments > 1 || d.Way == "revolving") { // of the others it says nothing that the debit day does not
		rows = append(rows, yen(text.UseLeft, d.Left))
	}
	if d.Payments > 1 && !d.Begins.IsZero() {
		rows = append(rows, words(text.UseFirst, ui.MonthYear(site, d.Begins)))
	}
	return rows
}

// whatItIs are plain words for what a line is and how it is paid.
func whatItIs(site wire.Site, d wire.UseDetail) []app.UI {
	day := ui.DayYear(site, d.Month.Debit)
	var said []string
	say := func(m text.Message, args ...any) { said = append(said, site.T(m, args...)) }
	switch d.Kind {
	case "refund":
		say(text.IsRefund)
	case "chargeback":
		say(text.IsChargeback)
	case "cash":
		say(text.IsCash, day)
	case "annual_fee":
		say(text.IsAnnualFee)
	case "paper_fee":
		say(text.IsPaperFee)
	case "points":
		say(text.IsPoints)
	case "late_charge":
		say(text.IsLateCharge)
	case "repayment":
		say(text.IsRepayment)
	default:
		if d.Foreign != nil {
			say(text.IsAbroad)
		}
		switch d.Way {
		case "twice":
			say(text.IsTwice, d.Payment, day)
		case "bonus":
			say(text.IsBonus, day)
		case "instalments":
			say(text.IsInstalments, d.Payments, d.Payment, day)
		case "revolving":
			say(text.IsRevolving)
		default:
			say(text.IsOnce, day)
		}
	}
	if d.Family {
		say(text.IsFamily)
	}
	lines := make([]app.UI, len(said))
	for i, s := range said {
		lines[i] = app.P().Text(s)
	}
	return lines
}

// foreign is how the yen of a use came about.
func foreign(site wire.Site, f *wire.Foreign, amount int) app.UI {
	if f == nil {
		return nil
	}
	name := f.Currency
	for i, code := range strings.Split(site.T(text.CurrencyCodes), ",") {
		if code == f.Currency {
			name = site.T(text.CurrencyNamed, strings.Split(site.T(text.CurrencyNames), ",")[i], code)
		}
	}
	figure := func(s string) app.UI { return app.Span().Class("num").Text(s) }
	return app.Section().Class("card").Body(
		app.H2().Text(site.T(text.ForHead)),
		ui.Facts(
			ui.Fact{Name: site.T(text.ForAmount), Value: figure(decimal(f.Units, f.Decimals, f.Decimals) + " " + f.Currency), Help: name},
			ui.Fact{Name: site.T(text.ForRate), Value: figure(site.T(text.ForRateIs, f.Currency, decimal(f.Rate, 4, 2))), Help: site.T(text.ForRateOn, ui.DayYear(site, f.RateOn))},
			ui.Fact{Name: site.T(text.ForYen), Value: ui.Money(site, amount-f.Fee).Class("money-row")},
			ui.Fact{Name: site.T(text.ForFee), Value: ui.Money(site, f.Fee).Class("money-row"), Help: site.T(text.ForFeeIs)},
			ui.Fact{Name: site.T(text.UseAmount), Value: ui.Money(site, amount).Class("money-row")},
		),
	)
}

// rest says what the device does not keep of a use, where it shows what it keeps.
func rest(site wire.Site, d wire.UseDetail) app.UI {
	if !site.Offline || d.Currency == "" && d.Payments < 2 {
		return nil
	}
	return app.Section().Class("card").Body(app.P().Class("muted").Text(site.T(text.OfflineUse)))
}

// decimal writes n with so many digits behind the point; of these, zeros at the end beyond the first few are left out.
func decimal(n, digits, least int) string {
	sign := ""
	if n < 0 {
		sign, n = "−", -n
	}
	whole, rest := n, ""
	for range digits {
		rest = strconv.Itoa(whole%10) + rest
		whole /= 10
	}
	for len(rest) > least && strings.HasSuffix(rest, "0") {
		rest = rest[:len(rest)-1]
	}
	if rest != "" {
		rest = "." + rest
	}
	return sign + money.Yen(whole) + rest
}
