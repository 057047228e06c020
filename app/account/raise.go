package account

import (
	"net/url"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// RaiseTitle is what /limit/raise is called.
func RaiseTitle(site wire.Site, d wire.Raise) string {
	if d.Of == form.OfCash {
		return site.T(text.TitleRaiseCash)
	}
	return site.T(text.TitleRaise)
}

// LowerTitle is what /limit/lower is called.
func LowerTitle(site wire.Site, d wire.Lower) string {
	if d.Of == form.OfCash {
		return site.T(text.TitleLowerCash)
	}
	return site.T(text.TitleLower)
}

func whyNoRaise(reason string) why {
	switch reason {
	case "arrears":
		return why{text.RaiseArrears, text.RaiseArrearsDo}
	case "family":
		return why{text.RaiseFamily, text.RaiseFamilyDo}
	case "recent":
		return why{text.RaiseRecent, text.RaiseRecentDo}
	case "pending":
		return why{text.RaisePending, text.RaisePendingDo}
	}
	return why{text.RaiseNone, text.RaiseNoneDo}
}

// limitPath is where to go back to.
func limitPath(of string) string {
	if of == form.OfCash {
		return "/cashing"
	}
	return "/limit"
}

func backTo(site wire.Site, of string) app.UI {
	label := text.TitleLimit
	if of == form.OfCash {
		label = text.ItemCash
	}
	return app.P().Class("back").Body(app.A().Class("more").Href(limitPath(of)).Body(ui.SmallIcon("left"), app.Span().Text(site.T(label))))
}

// Raise is /limit/raise: what may be applied for, and what the law wants to know.
func Raise(site wire.Site, d wire.Raise) app.UI {
	head := ui.Head(RaiseTitle(site, d), site.T(text.RaiseLead))
	if d.Why != "" {
		var more []app.UI
		if d.Why == "pending" && d.Order != "" {
			more = append(more, app.P().Body(app.A().Href(ordersPath+"/"+d.Order).Text(site.T(text.RaiseSee))))
		}
		return ui.Column(head, app.Div().Class("flow").Body(reasoned(site, whyNoRaise(d.Why), more...), backTo(site, d.Of)))
	}
	most := max(d.Temporary, d.Lasting)
	return ui.Column(head, app.Div().Class("flow").Body(
		app.Section().Class("card").Body(ui.Facts(
			ui.Fact{Name: site.T(text.RaiseNow), Value: ui.Money(site, d.Now)},
			ui.Fact{Name: site.T(text.RaiseCan), Value: app.Span().Text(site.T(text.RaiseUpTo, ui.YenText(site, most)))},
		)),
		&ui.Form{
			Site: site, Action: "/limit/raise", Button: text.RaiseGo, Problems: d.Problems, AskAgain: d.AskAgain, Class: "flow", Files: true,
			Hidden: map[string]string{"key": d.Key, "of": d.Of},
			Draft:  []string{"term", "limit", "from", "until", "purpose", "employer"}, // no figures of income and debts, and a consent is given when it is sent
			Check: func(in url.Values, r form.Rules) []form.Problem {
				var f form.RaiseLimit
				form.Decode(in, &f)
				return f.Within(r, d.RaiseBounds)
			},
			Fields: func(s ui.State) []app.UI { return []app.UI{asked(s, d), lawful(s, d)} },
		},
		backTo(site, d.Of),
	))
}

// asked is what is applied for.
func asked(s ui.State, d wire.Raise) app.UI {
	site, v := s.Site, d.Values
	body := []app.UI{app.H2().ID("want-h").Text(site.T(text.SheetLimitWant))}
	var terms []ui.Choice
	if d.Temporary > 0 {
		terms = append(terms, ui.Choice{Value: form.Temporary, Title: site.T(text.RaiseTemp), Words: site.T(text.RaiseTempDo, d.LongestDays, ui.YenText(site, d.Temporary)), On: v.Term == form.Temporary})
	}
	if d.Lasting > 0 {
		terms = append(terms, ui.Choice{Value: form.Lasting, Title: site.T(text.RaiseLast), Words: site.T(text.RaiseLastDo, ui.YenText(site, d.Lasting)), On: v.Term == form.Lasting})
	}
	body = append(body, ui.Picks(s, "term", site.T(text.RaiseTerms), terms), yenField(s, "limit", text.RaiseLimit, v.Limit, site.T(text.RaiseLimitDo, ui.YenText(site, d.Step))))
	if d.Temporary > 0 {
		day := func(name string, label text.Message, value string) app.UI {
			return ui.Field{Name: name, Label: label, Type: "date", Complete: "off", Value: value, Size: "md", Free: true}.Draw(s)
		}
		body = append(body, app.FieldSet().Class("period").Body(
			app.Legend().Class("label").Text(site.T(text.RaisePeriod)),
			day("from", text.RaiseFirst, v.From), day("until", text.RaiseEnd, v.Until),
		))
	}
	options := []app.UI{app.Option().Value("").Text("")}
	for _, p := range d.Purposes {
		options = append(options, app.Option().Value(p).Selected(p == v.Purpose).Text(site.T(purpose(p))))
	}
	field, sel := app.Div().Class("field"), app.Select().Class("input select").ID("purpose").Name("purpose").Aria("describedby", "purpose-e").Body(options...)
	if s.Problem("purpose") != "" {
		field.Class("bad")
		sel.Aria("invalid", true)
	}
	return app.Section().Class("card flow").Aria("labelledby", "want-h").Body(append(body,
		field.Body(app.Label().Class("label").For("purpose").Body(ui.Labelled(s, text.RaiseWhat)...), sel, ui.ErrorLine(s, "purpose")),
	)...)
}

func purpose(key string) text.Message {
	switch key {
	case "travel":
		return text.RaiseTravel
	case "wedding":
		return text.RaiseWedding
	case "moving":
		return text.RaiseMoving
	case "medical":
		return text.RaiseMedical
	case "purchase":
		return text.RaiseBuy
	}
	return text.RaiseOther
}

// lawful is what the law wants to know.
func lawful(s ui.State, d wire.Raise) app.UI {
	site, v := s.Site, d.Values
	body := []app.UI{
		app.Div().Body(app.H2().ID("law-h").Text(site.T(text.RaiseYou)), app.P().Class("muted").Text(site.T(text.RaiseYouDo))),
		yenField(s, "income", text.RaiseYear, v.Income, site.T(text.RaiseYearDo)),
		ui.Field{Name: "employer", Label: text.RaiseWork, Help: []string{site.T(text.RaiseWorkDo)}, Complete: "organization", Value: v.Employer}.Draw(s),
		yenField(s, "debts", text.RaiseDebts, v.Debts, site.T(text.RaiseDebtsDo)),
	}
	if d.ProofAbove > 0 || d.ProofWith > 0 {
		when := site.T(text.RaiseFilesA, ui.YenText(site, d.ProofAbove))
		if d.ProofWith > 0 {
			when = site.T(text.RaiseFilesW, ui.YenText(site, d.ProofAbove), ui.YenText(site, d.ProofWith))
		}
		body = append(body, ui.Files(s, "files", text.RaiseFiles, true, site.T(text.RaiseFilesD, when), site.T(text.RaiseFilesK)))
	}
	return app.Section().Class("card flow").Aria("labelledby", "law-h").Body(append(body,
		app.P().Class("small muted").Text(site.T(text.RaiseQueryD)), ui.Tick(s, "consent", text.RaiseQuery, v.Consent))...)
}

// Lower is /limit/lower: a lower limit, from now on.
func Lower(site wire.Site, d wire.Lower) app.UI {
	head := ui.Head(LowerTitle(site, d), site.T(text.LowerLead))
	if d.Why != "" {
		w := why{text.LowerNone, text.LowerNoneDo}
		if d.Why == "family" {
			w = whyNoRaise(d.Why)
		}
		return ui.Column(head, app.Div().Class("flow").Body(reasoned(site, w), backTo(site, d.Of)))
	}
	return ui.Column(head, app.Div().Class("flow").Body(
		app.Section().Class("card").Body(ui.Facts(ui.Fact{Name: site.T(text.RaiseNow), Value: ui.Money(site, d.Now)})),
		&ui.Form{
			Site: site, Action: "/limit/lower", Button: text.LowerGo, Problems: d.Problems, Class: "card flow", Hidden: map[string]string{"key": d.Key, "of": d.Of},
			Check: func(in url.Values, r form.Rules) []form.Problem {
				var f form.LowerLimit
				form.Decode(in, &f)
				return f.Within(r, d.LowerBounds)
			},
			Fields: func(s ui.State) []app.UI {
				return []app.UI{
					yenField(s, "limit", text.LowerLimit, d.Values.Limit, site.T(text.LowerDo, ui.YenText(site, d.Least), ui.YenText(site, d.Now), ui.YenText(site, d.Step))),
					app.P().Class("small muted").Text(site.T(text.LowerOwed)),
				}
			},
		},
		backTo(site, d.Of),
	))
}

// change is what can be done about the limits, with an application under way.
func change(site wire.Site, c *wire.LimitChange) app.UI {
	if c == nil || !c.Raise && !c.Lower && !c.Cash && c.Order == nil {
		return nil
	}
	body := []app.UI{app.H2().ID("change-h").Text(site.T(text.LimitChange))}
	if !c.Until.IsZero() {
		body = append(body, app.P().Text(site.T(text.LimitTempTill, ui.DayYear(site, c.Until))))
	}
	if o := c.Order; o != nil {
		body = append(body, ui.Notice(ui.Kind(o.Tone), o.Title+site.T(text.HomeDot)+o.Says, ui.Line(o.Words), app.P().Body(app.A().Href(ordersPath+"/"+o.ID).Text(site.T(text.RaiseSee)))))
	}
	door := func(on bool, href, icon string, m text.Message) {
		if on {
			body = append(body, app.A().Class("btn btn-w").Href(href).Body(ui.SmallIcon(icon), app.Span().Text(site.T(m))))
		}
	}
	door(c.Raise && c.Order == nil, "/limit/raise", "up", text.LimitRaiseDo)
	door(c.Lower, "/limit/lower", "down", text.LimitLowerDo)
	door(c.Cash, "/cashing#own-h", "cash", text.LimitCashDo)
	return app.Section().Class("card flow").Aria("labelledby", "change-h").Body(body...)
}
