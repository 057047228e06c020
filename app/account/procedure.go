package account

import (
	"maps"
	"net/url"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// ProcedureTitle is what a procedure is called.
func ProcedureTitle(_ wire.Site, d wire.Procedure) string { return d.Title }

// Procedure is /menu/{procedure}: how things stand, what the procedure asks for and what happens then. One screen draws them all: what
// is shown stands in the data.
func Procedure(site wire.Site, d wire.Procedure) app.UI {
	body := []app.UI{stands(site, d)}
	if d.Done != "" {
		body = append(body, ui.Notice(ui.OK, d.Done))
	}
	if d.Not != "" {
		body = append(body, ui.Notice(ui.Warn, site.T(text.ProcNot), ui.Line(d.Not)))
	}
	if d.First != nil {
		body = append(body, firstStep(site, *d.First))
	}
	if d.Link != nil && d.Link.Strong {
		body = append(body, app.Section().Class("card flow").Body(
			app.A().Class("btn btn-1 btn-w").Href(d.Link.Href).Text(d.Link.Label),
			app.P().Class("muted small").Text(d.Link.Words),
		))
	}
	switch {
	case d.Calling != nil:
		body = append(body, calling(site, d)...)
	case d.Button != "":
		body = append(body, asks(site, d))
	}
	if d.Link != nil && !d.Link.Strong {
		body = append(body, app.A().Class("more").Href(d.Link.Href).Body(app.Span().Text(d.Link.Label), ui.SmallIcon("right")))
	}
	if len(d.Tells) > 0 {
		body = append(body, tells(site, d.Tells))
	}
	if d.Call != nil {
		body = append(body, app.Section().Class("card desk").Aria("labelledby", "call-h").Body(
			app.H2().ID("call-h").Class("label").Text(d.Called), app.P().Class("desk-no").Body(ui.Phone(d.Call.Phone)), app.P().Class("muted").Text(d.Call.Hours)))
	}
	return ui.Column(
		ui.Head(d.Title, d.Lead),
		app.Div().Class("flow").Body(append(body, app.A().Class("more").Href(menuPath).Body(app.Span().Text(site.T(text.ProcMenu)), ui.SmallIcon("right")))...),
	)
}

// stands is how things stand now, of which card.
func stands(site wire.Site, d wire.Procedure) app.UI {
	var rows []ui.Fact
	if d.Last4 != "" {
		rows = append(rows, ui.Fact{Name: site.T(text.ProcFor), Value: app.Span().Body(app.Text(site.Member.View().Called(site)+" "), ui.Ending(site, d.Last4))})
	}
	for _, l := range d.Now {
		rows = append(rows, ui.Fact{Name: l.Label, Value: line(l)})
	}
	return app.Section().Class("card").Aria("label", site.T(text.ProcNow)).Body(ui.Facts(rows...))
}

func tells(site wire.Site, lines []string) app.UI {
	rows := make([]app.UI, len(lines))
	for i, l := range lines {
		rows[i] = app.Li().Text(l)
	}
	return app.Section().Class("card").Aria("labelledby", "tells-h").Body(app.H2().ID("tells-h").Class("label").Text(site.T(text.ProcHappens)), app.Ul().Class("dots").Body(rows...))
}

// firstStep is what is better done before: one press.
func firstStep(site wire.Site, f wire.FirstStep) app.UI {
	return &ui.Form{
		Site: site, ID: "first", Action: menuPath + "/" + f.Procedure, Button: spoken(f.Button), Class: "card flow danger", Hidden: f.Hidden,
		Check:  unchecked,
		Fields: func(ui.State) []app.UI { return []app.UI{app.P().Text(f.Words)} },
	}
}

// asks is the form. What the row says of its fields is what checks them here, too.
func asks(site wire.Site, d wire.Procedure) app.UI {
	class := "card flow"
	if d.Danger {
		class += " danger"
	}
	action := menuPath + "/" + d.Key
	if d.Other { // so that it comes back as it is, and not as the step of the code
		action += "?other"
	}
	return &ui.Form{
		Site: site, Action: action, Button: spoken(d.Button), Problems: d.Problems, Class: class,
		Hidden: map[string]string{"procedure": d.Key, "key": d.Page},
		Draft:  kept(d.Fields),
		Check: func(in url.Values, r form.Rules) []form.Problem {
			typed := maps.Clone(in)
			typed.Del("procedure")
			typed.Del("key")
			return d.Fields.Check(typed, r)
		},
		Fields: func(s ui.State) []app.UI { return drawn(s, d) },
		After: func(ui.State) app.UI {
			if d.Note == "" {
				return app.Span()
			}
			return app.P().Class("muted small").Text(d.Note)
		},
	}
}

// calling is what stands in place of the fields while a new number has to call us.
func calling(site wire.Site, d wire.Procedure) []app.UI {
	at := menuPath + "/" + d.Key
	sent := map[string]string{"procedure": d.Key, "key": d.Page, "phone": d.Phone}
	c := ui.Calling{
		Site: site, Call: *d.Calling, At: at, Hidden: maps.Clone(sent), Problems: d.Problems, Check: unchecked,
		Whose: text.PhoneFrom, Wait: text.PhoneWaitDo, Came: text.PhoneCameDo, Button: spoken(d.Button),
	}
	c.Hidden["call"] = d.Calling.Mark
	if !c.Waits() {
		return []app.UI{c.Watch(), c.Ask(at, sent, unchecked)}
	}
	return []app.UI{c.Watch(), app.P().Text(site.T(text.PhoneCall)), c.Number(), c.Withheld()}
}

// unchecked is of a form in which nothing is typed.
func unchecked(url.Values, form.Rules) []form.Problem { return nil }

// kept are the fields that the browser may keep until they are taken: all but a code.
func kept(fields form.Fields) (names []string) {
	for _, f := range fields {
		if f.Kind != form.Code {
			names = append(names, f.Name)
		}
	}
	return names
}

// spoken is a sentence that came in the language of the request.
func spoken(s string) text.Message { return text.Message{JA: s, EN: s} }

// drawn are the fields; ticks of one group stand together.
func drawn(s ui.State, d wire.Procedure) (out []app.UI) {
	for i := 0; i < len(d.Fields); i++ {
		f, v := d.Fields[i], d.Values[d.Fields[i].Name]
		switch f.Kind {
		case form.Box:
			ticks := []app.UI{app.Legend().Class("label").Text(f.Group)}
			for ; i < len(d.Fields) && d.Fields[i].Kind == form.Box && d.Fields[i].Group == f.Group; i++ {
				ticks = append(ticks, box(d.Fields[i], d.Values[d.Fields[i].Name] != ""))
			}
			i--
			out = append(out, app.FieldSet().Class("boxes").Body(ticks...))
		case form.Pick:
			choices := make([]ui.Choice, len(f.Choices))
			for n, o := range f.Choices {
				choices[n] = ui.Choice{Value: o.Value, Title: o.Label, Words: o.Words, On: o.Value == v}
			}
			out = append(out, ui.Picks(s, f.Name, f.Label, choices))
		default:
			out = append(out, field(f, v).Draw(s))
		}
	}
	return out
}

func box(f form.Field, on bool) app.UI {
	return app.Label().Class("check").For(f.Name).Body(app.Input().Type("checkbox").ID(f.Name).Name(f.Name).Value("true").Checked(on), app.Span().Text(f.Label))
}

// field is what is typed.
func field(f form.Field, v string) ui.Field {
	out := ui.Field{Name: f.Name, Label: spoken(f.Label), Value: v, Size: "md", Free: f.Free, Complete: "off"}
	if f.Help != "" {
		out.Help = []string{f.Help}
	}
	switch f.Kind {
	case form.Digits, form.Amount:
		out.Mode, out.Size, out.Kind = "numeric", "sm", "digits"
	case form.Code:
		out.Mode, out.Size, out.Kind, out.Complete = "numeric", "code", "digits", "one-time-code"
	case form.Phone:
		out.Type, out.Mode, out.Complete = "tel", "tel", "tel"
	case form.Mailed:
		out.Type, out.Mode, out.Complete = "email", "email", "email"
	case form.Date:
		out.Type = "date"
	case form.Line:
		out.Size = "full"
	}
	for _, o := range f.Choices {
		out.Options = append(out.Options, ui.Choice{Value: o.Value, Title: o.Label})
	}
	return out
}
