package dev

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/scan"
	"netanswer/app/ui"
	number "netanswer/shared/card"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Gallery shows every part of the design system in every state, in the order of the component sheet it grew from.
func Gallery(site wire.Site) app.UI {
	sections := []struct {
		title text.Message
		body  []app.UI
	}{
		{text.GalColours, colours()},
		{text.GalButtons, buttons(site)},
		{text.GalFields, fields(site)},
		{text.GalStrength, meters(site)},
		{text.GalSteps, progress(site)},
		{text.GalNotices, notices(site)},
		{text.GalSummary, summary(site)},
		{text.GalCards, cards(site)},
		{text.GalMoney, figures(site)},
		{text.GalChart, charts(site)},
		{text.StmUses, ledger(site)},
		{text.GalDesk, []app.UI{ui.DeskCard(site, text.CaseNumber, "7K3M-92QD"), app.Div().Class("card after").Body(ui.Desk(site))}},
		{text.GalDraws, []app.UI{ui.CodeDraws(site), code(site), app.Div().Class("gal-row after").Body(app.Span().Class("mark").Body(ui.Mark(site.Brand.Mark)))}},
		{text.GalFailure, failures(site)},
		{text.GalDialog, dialog(site)},
		{text.GalScan, scans(site)},
		{text.GalIcons, icons()},
	}
	all := make([]app.UI, len(sections))
	for i, s := range sections {
		all[i] = app.Section().Body(append([]app.UI{app.H2().Text(site.T(s.title))}, s.body...)...)
	}
	return ui.Column(
		ui.Head(site.T(text.GalleryTitle), site.T(text.GalleryLead)),
		app.Div().Class("gal").Body(all...),
	)
}

func row(body ...app.UI) app.UI   { return app.Div().Class("gal-row").Body(body...) }
func three(body ...app.UI) app.UI { return app.Div().Class("gal-3").Body(body...) }
func card(body ...app.UI) app.UI  { return app.Div().Class("card").Body(body...) }

func colours() []app.UI {
	names := strings.Fields("brand deep lite night acc action bg surface sunken text text2 ok warn bad")
	swatches := make([]app.UI, len(names))
	for i, n := range names {
		swatches[i] = app.Div().Body(ui.Swatch("k-"+n), app.Span().Text(n))
	}
	return []app.UI{app.Div().Class("swt").Body(swatches...)}
}

func buttons(site wire.Site) []app.UI {
	b := func(class string, m text.Message) app.HTMLButton {
		return app.Button().Class("btn " + class).Type("button").Text(site.T(m))
	}
	return []app.UI{
		row(
			b("btn-1", text.GalPrimary), b("btn-1 is-hover", text.GalHover), b("btn-1 is-focus", text.GalFocus),
			b("btn-1", text.Sending).Aria("busy", true).
				Body(app.Span().Class("spin").Aria("hidden", true), app.Span().Text(site.T(text.Sending))),
		),
		app.Div().Class("gal-row after").Body(
			b("", text.GalPlain),
			b("", text.GalIcon).Body(ui.SmallIcon("csv"), app.Span().Text(site.T(text.GalIcon))),
			b("btn-q", text.GalQuiet), b("btn-bad", text.GalStop), b("btn-s", text.GalSmall),
		),
	}
}

func fields(site wire.Site) []app.UI {
	s := ui.State{Site: site, Grade: -1}
	wrong := s
	wrong.Problems = []form.Problem{
		{Field: "g-wrong", Message: site.T(text.GalWrongSays)},
		{Field: "g-tick-wrong", Message: site.T(text.AgreeMissing)},
	}
	live := s
	live.Live = true
	help := []string{site.T(text.GalFieldHelp)}
	return []app.UI{three(
		card(ui.Field{Name: "g-plain", Label: text.GalField, Help: help}.Draw(s)),
		card(ui.Field{Name: "g-full", Label: text.GalFull, Help: help, Value: "hanako2026"}.Draw(s)),
		card(ui.Field{Name: "g-wrong", Label: text.GalWrong, Help: []string{site.T(text.GalWrongHelp)}, Kind: "digits", Value: "1234"}.Draw(wrong)),
		card(ui.Field{Name: "g-focus", Label: text.GalFocus, Help: help, Size: "full is-focus"}.Draw(s)),
		card(ui.Field{Name: "g-number", Label: text.GalNumber, Kind: "card", Size: "md", End: "American Express"}.Draw(live)),
		card(ui.Field{Name: "g-secret", Label: text.GalSecret, Type: "password", Size: "md", Reveal: true}.Draw(live)),
		card(ui.Field{Name: "g-code", Label: text.GalCode, Kind: "digits", Size: "code", Value: "482913"}.Draw(s)),
		card(ui.Tick(s, "g-tick", text.GalTick, false), ui.Tick(s, "g-tick-on", text.GalTick, true), ui.Tick(wrong, "g-tick-wrong", text.GalTick, false)),
		card(ui.Picks(s, "g-pick", site.T(text.GalPick), []ui.Choice{
			{Value: "sms", Title: site.T(text.GalPickBy), Words: "090-****-1234"},
			{Value: "mail", Title: site.T(text.GalPickByMail), Words: "h***@example.jp"},
		})),
	), app.Div().Class("after").Body(ui.Section(s, 0, ui.Part{ID: "g-part", Label: text.PartNumber}, "g-alone", ui.Field{
		Name: "g-alone", Bare: true, Help: []string{site.T(text.NumberHelp)}, Kind: "card", Size: "md",
	}.Draw(s)))}
}

func meters(site wire.Site) []app.UI {
	var all []app.UI
	for grade := -1; grade <= 4; grade++ {
		all = append(all, card(ui.Meter(site, "g-meter"+string(rune('a'+grade+1)), grade)))
	}
	return []app.UI{three(all...)}
}

func progress(site wire.Site) []app.UI {
	return []app.UI{
		ui.Registering.Steps(site, ui.StepCard), ui.Registering.Steps(site, ui.StepConfirm), ui.Registering.Steps(site, ui.StepIdentity), ui.Registering.Steps(site, ui.StepDone),
		ui.Registering.WizardSteps(site, 2, 6),
	}
}

func notices(site wire.Site) []app.UI {
	badges := strings.Split(site.T(text.GalBadges), ",")
	return []app.UI{
		three(
			ui.Notice(ui.Info, site.T(text.GalInfo), ui.Line(site.T(text.GalInfoDo))),
			ui.Notice(ui.OK, site.T(text.GalOK), ui.Line(site.T(text.GalOKDo))),
			ui.Notice(ui.Warn, site.T(text.GalWarn), ui.Line(site.T(text.GalWarnDo))),
			ui.Notice(ui.Bad, site.T(text.GalBad), ui.Line(site.T(text.GalBadDo))),
		),
		app.Div().Class("gal-row after").Body(
			ui.Badge(ui.Info, "", badges[0]), ui.Badge(ui.OK, "check", badges[1]), ui.Badge(ui.Warn, "", badges[2]),
			ui.Badge(ui.Bad, "", badges[3]), ui.Badge(ui.Tint, "", badges[4]),
			app.Span().Class("req").Text(site.T(text.Required)), app.Span().Class("opt").Text(site.T(text.Optional)),
		),
	}
}

// summary is what a form draws after a submit that found something: the form itself, with one field.
func summary(site wire.Site) []app.UI {
	return []app.UI{&ui.Form{
		Site:     site,
		ID:       "g-form",
		Action:   "/dev/gallery",
		Button:   text.GalPrimary,
		AskAgain: true,
		Class:    "card flow",
		Problems: []form.Problem{
			{Field: "g-sum", Message: text.CardNumberEmpty.In(site.Lang)},
			{Field: "g-plain", Message: text.AgreeMissing.In(site.Lang)},
		},
		Check: ui.Of[form.Confirm],
		Fields: func(s ui.State) []app.UI {
			return []app.UI{ui.Field{Name: "g-sum", Label: text.GalNumber, Kind: "card", Size: "md"}.Draw(s)}
		},
	}}
}

func cards(site wire.Site) []app.UI {
	again := app.Button().Class("btn btn-s").Type("button").Text(site.T(text.FailAgain))
	return []app.UI{three(
		ui.Tile(site.T(text.HomePoints), ui.Points(2418), site.T(text.GalPoints)),
		app.Div().Class("card stack").Aria("busy", true).Body(
			app.Span().Class("skel skel-s"), app.Span().Class("skel skel-sum"), app.Span().Class("skel skel-m")),
		card(ui.Facts(
			ui.Fact{Name: site.T(text.GalShopping), Value: ui.Money(site, 81142)},
			ui.Fact{Name: site.T(text.GalFee), Help: site.T(text.GalPoints), Value: ui.Money(site, 310)},
		)),
		card(ui.Empty("list", site.T(text.GalEmpty), site.T(text.GalEmptyDo))),
		card(ui.Empty("alert", site.T(text.GalFail), site.T(text.GalFailDo), again)),
		card(ui.Empty("wifi", site.T(text.FailOffline), site.T(text.FailOfflineDo))),
	)}
}

func figures(site wire.Site) []app.UI {
	day := japan.Date{Year: 2026, Month: 12, Day: 4}
	return []app.UI{three(
		card(app.P().Body(ui.Money(site, 81452)), app.P().Body(ui.Money(site, 0)), app.P().Body(ui.Money(site, -3300))),
		card(app.P().Text(ui.Date(site, day)), app.P().Text(ui.Day(site, day)), app.P().Text(ui.RowDate(site, day)+" "+ui.Weekday(site, day))),
		card(ui.Gauge(0, 100, "0 %"), app.P().Text("0 %"), ui.Gauge(29, 100, "29 %"), app.P().Text("29 %"), ui.Gauge(120, 100, "100 %"), app.P().Text("100 %")),
	)}
}

// charts are one that stands on the line of 0, one of which a part hangs below it, and shares.
func charts(site wire.Site) []app.UI {
	months := func(values ...int) []ui.Bar {
		bars := make([]ui.Bar, len(values))
		for i, v := range values {
			m := japan.Month{Year: 2026, Month: 2}.Add(i)
			bars[i] = ui.Bar{Href: "/dev/gallery?month=" + m.String(), Name: ui.MonthName(site, m), Before: strconv.Itoa(m.Year), First: i == 0 || m.Month == 1, Value: v}
		}
		return bars
	}
	above := months(61370, 65422, 83964, 102506, 70298, 74350, 97722, 91364, 79156, 83208, 81142, 34500)
	above[10].Chosen, above[11].Hollow, above[11].Note = true, true, site.T(text.UsageOpen)
	above[10].Parts = []ui.Slice{{Value: 20347, Class: "f1"}, {Value: 17980, Class: "f2"}, {Value: 16620, Class: "f3"}, {Value: 14315, Class: "f4"}, {Value: 11880, Class: "f5"}}
	below := months(61370, -25422, 83964, 0, 70298, 350, -97722, 91364, 79156, 83208, 81142, -4500)
	below[6].Chosen = true
	below[6].Parts = []ui.Slice{{Value: 22278, Class: "f6"}, {Value: 10000, Class: "f7"}, {Value: -130000, Class: "f8"}}
	below[11].Hollow = true
	return []app.UI{
		card(ui.Chart(site, site.T(text.UsageChart), above)),
		app.Div().Class("card after").Body(ui.Chart(site, site.T(text.UsageChart), below)),
		app.Div().Class("card after").Body(app.Ul().Class("cats").Body(
			app.Li().Body(ui.Swatch("f9"), app.Span().Text("62 %"), ui.Money(site, 22278).Class("money-row"), ui.ShareBar(62, "f9", false)),
			app.Li().Class("neg").Body(ui.Swatch("f10"), app.Span().Text("9 %"), ui.Money(site, -3300).Class("money-row"), ui.ShareBar(9, "f10", true)),
		)),
	}
}

// ledger is a list of every kind of line, with its sums, and the ways to its other pages.
func ledger(site wire.Site) []app.UI {
	use := func(u wire.Use) wire.Use {
		u.Date, u.Merchant = japan.Date{Year: 2026, Month: 11, Day: 9}, site.T(text.GalShopping)
		if u.Amount == 0 {
			u.Amount = u.Charged
		}
		return u
	}
	uses := []wire.Use{
		use(wire.Use{Ref: "g-1", Kind: "purchase", Way: "once", Charged: 4286, Last4: "4821"}),
		use(wire.Use{Ref: "g-2", Kind: "purchase", Way: "twice", Payment: 1, Payments: 2, Amount: 25600, Charged: 12800, Last4: "4821"}),
		use(wire.Use{Ref: "g-3", Kind: "purchase", Way: "instalments", Payment: 3, Payments: 10, Amount: 116200, Charged: 11620, Fee: 310, Family: true, Last4: "0355"}),
		use(wire.Use{Ref: "g-4", Kind: "purchase", Way: "bonus", Charged: 38000, Currency: "USD"}),
		use(wire.Use{Ref: "g-5", Kind: "purchase", Way: "revolving", Amount: 52800}),
		use(wire.Use{Ref: "g-6", Kind: "repayment", Way: "revolving", Payment: 1, Charged: 25000}),
		use(wire.Use{Ref: "g-7", Kind: "refund", Way: "once", Charged: -3300}),
		use(wire.Use{Kind: "chargeback", Way: "once", Charged: -12000}),
	}
	charged := 0
	for _, u := range uses {
		charged += u.Charged
	}
	return []app.UI{app.Div().Class("card card-flush").Body(
		ui.Ledger{
			Caption: site.T(text.StmUses), Uses: uses, Fees: uses[2:3], Charged: true,
			Href: func(wire.Use) string { return "/dev/gallery#list" },
			Sums: []ui.Sum{
				{Name: site.T(text.GalShopping), Yen: charged}, {Name: site.T(text.GalFee), Yen: 310}, {Name: site.T(text.StmDue), Yen: charged + 310, Grand: true},
			},
		}.Draw(site),
		ui.Pages(site, 7, 50, wire.MaxUses, func(int) string { return "/dev/gallery#list" }),
	)}
}

// code is a pattern as a two-dimensional code has them; it says nothing.
func code(site wire.Site) app.UI {
	return app.Div().Class("qr").Body(ui.QR("M4 4h7v1h-7zM4 5h1v5h-1zM10 5h1v5h-1zM4 10h7v1h-7zM6 6h3v3h-3zM13 4h2v3h-2zM14 8h3v2h-3zM12 12h2v2h-2zM4 13h6v1h-6zM15 14h2v3h-2z", 21, site.T(text.LandQRLabel)))
}

func failures(site wire.Site) []app.UI {
	codes := []wire.Code{"", wire.NotFound, wire.Unavailable, wire.TooMany, wire.Forbidden, wire.Conflict, wire.BadRequest, wire.Internal}
	rows := make([]app.UI, len(codes))
	for i, c := range codes {
		f := wire.Failure{Code: c}
		switch c {
		case wire.Unavailable:
			f.RetryAfter = 40
		case wire.TooMany:
			f.RetryAfter = 600
		}
		rows[i] = ui.FailureCard(site, f)
	}
	return []app.UI{three(rows...)}
}

func dialog(site wire.Site) []app.UI {
	return []app.UI{app.Elem("dialog").Class("dialog").Attr("open", true).Aria("labelledby", "g-dialog").Body(
		app.H3().ID("g-dialog").Text(site.T(text.GalAsk)),
		app.P().Text(site.T(text.GalAskDo)),
		app.Div().Class("actions").Body(
			app.Button().Class("btn btn-1 btn-s").Type("button").Text(site.T(text.Logout)),
			app.Button().Class("btn btn-s").Type("button").Text(site.T(text.GalNo)),
		),
	)}
}

// scans are the states of the scan screen, of which one is in view at a time.
func scans(site wire.Site) []app.UI {
	read, err := number.ParseNumber("4111 1111 1111 1111")
	if err != nil {
		panic(err)
	}
	amex, err := number.ParseNumber("3714 496353 98431")
	if err != nil {
		panic(err)
	}
	looks := []scan.Look{
		{Phase: scan.Waiting}, {Phase: scan.Loading}, {Phase: scan.Asking},
		{Phase: scan.Aiming, Hint: scan.Prepare}, {Phase: scan.Aiming, Torch: true}, {Phase: scan.Aiming, Torch: true, Lit: true, Hint: scan.Closer},
		{Phase: scan.Aiming, Hint: scan.Glare}, {Phase: scan.Aiming, Hint: scan.Dark}, {Phase: scan.Aiming, Hint: scan.Hold}, {Phase: scan.Photo},
		{Phase: scan.Confirm, Number: read, Expiry: number.Expiry{Month: 1, Year: 2028}}, {Phase: scan.Confirm, Number: amex},
		{Phase: scan.Refused}, {Phase: scan.Missing}, {Phase: scan.Busy}, {Phase: scan.Insecure}, {Phase: scan.Failed}, {Phase: scan.Unread}, {Phase: scan.None},
	}
	all := make([]app.UI, len(looks))
	for i, l := range looks {
		l.Type, l.Leave, l.Sample = "/register", "/", "-"+strconv.Itoa(i)
		all[i] = app.Div().Class("gal-scan").Body(scan.View(site, l, scan.Press{}))
	}
	return []app.UI{app.Div().Class("gal-3").Body(all...)}
}

func icons() []app.UI {
	all := make([]app.UI, len(ui.Icons))
	for i, n := range ui.Icons {
		all[i] = app.Div().Body(ui.Icon(n), app.Span().Text(n))
	}
	return []app.UI{app.Div().Class("gal-ic").Body(all...)}
}
