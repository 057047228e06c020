package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Kind is what a notice or a badge is about. It has a colour, and an icon or a word beside it: never the colour alone.
type Kind string

// The kinds.
const (
	Info Kind = ""
	OK   Kind = "ok"
	Warn Kind = "warn"
	Bad  Kind = "bad"
	Tint Kind = "tint"  // badges: who, which
	Deep Kind = "panel" // badges on the amount panel
)

func (k Kind) class(base string) string {
	if k == Info {
		return base
	}
	return base + " " + base + "-" + string(k)
}

// Notice is a few lines that stand out: a title, and words beneath.
func Notice(k Kind, title string, words ...app.UI) app.UI {
	icon := map[Kind]string{OK: "okc", Warn: "alert", Bad: "bad"}[k]
	if icon == "" {
		icon = "info"
	}
	inside := append([]app.UI{app.B().Text(title)}, words...)
	return app.Div().Class(k.class("notice")).Body(Icon(icon), app.Div().Body(inside...))
}

// Line is a line of words in a notice or a card.
func Line(words string) app.UI { return app.P().Text(words) }

// Words are a sentence in which the desk's number, should it be named there, is one to press.
func Words(site wire.Site, sentence string) []app.UI {
	before, after, found := strings.Cut(sentence, site.Brand.Desk.Phone)
	if !found || site.Brand.Desk.Phone == "" {
		return []app.UI{app.Text(sentence)}
	}
	return []app.UI{app.Text(before), Phone(site.Brand.Desk.Phone), app.Text(after)}
}

// AsOf says above a screen that it shows what the card system said last, and when that was; nothing while it shows what is so now.
func AsOf(site wire.Site, at wire.AsOf) app.UI {
	if at == "" {
		return nil
	}
	return Notice(Info, site.T(text.AsOf, Moment(site, string(at))), Line(site.T(text.AsOfDo)))
}

// Badge is a word on a ground of its own, with an icon where the word means a state.
func Badge(k Kind, icon, word string) app.UI {
	inside := []app.UI{app.Span().Text(word)}
	if icon != "" {
		inside = append([]app.UI{SmallIcon(icon)}, inside...)
	}
	return app.Span().Class(k.class("badge")).Body(inside...)
}

// Empty says in place of a list why there is nothing, and what next.
func Empty(icon, title, words string, actions ...app.UI) app.UI {
	inside := []app.UI{Icon(icon), app.B().Text(title), app.P().Text(words)}
	if len(actions) > 0 {
		inside = append(inside, app.Div().Class("actions center").Body(actions...))
	}
	return app.Div().Class("empty").Body(inside...)
}

// Desk is where a person helps: the number to call, and when.
func Desk(site wire.Site) app.UI {
	return app.Div().Class("desk").Body(
		app.P().Text(site.T(text.DeskTrouble)),
		app.P().Class("desk-no").Body(Phone(site.Brand.Desk.Phone)),
		app.P().Text(site.T(text.DeskFree)),
		app.P().Text(site.Brand.Desk.Hours),
	)
}

// DeskCard is Desk as the main thing of a screen, with the number to quote when there is one, and what that is called: a case's and
// an error's are two things.
func DeskCard(site wire.Site, called text.Message, number string) app.UI {
	rows := []Fact{}
	if number != "" {
		rows = append(rows, Fact{Name: site.T(called), Help: site.T(text.QuoteIt), Value: app.Span().Class("ref num").Text(number)})
	}
	return app.Section().Class("card desk-card").Aria("labelledby", "desk-h").Body(
		app.Div().Class("dest").Body(
			app.Span().Class("ring").Body(Icon("call")),
			app.Div().Body(
				app.H2().ID("desk-h").Text(site.T(text.DeskAsk)),
				app.P().Class("desk-no").Body(Phone(site.Brand.Desk.Phone)),
				app.P().Class("muted").Text(site.T(text.DeskFree)),
				app.P().Class("muted").Text(site.Brand.Desk.Hours),
			),
		),
		Facts(rows...),
	)
}

// Fact is a line of Facts. Help is optional and stands beneath the name.
type Fact struct {
	Name, Help string
	Value      app.UI
}

// Facts are names with their values, one a line.
func Facts(rows ...Fact) app.UI {
	if len(rows) == 0 {
		return nil
	}
	lines := make([]app.UI, len(rows))
	for i, r := range rows {
		name := []app.UI{app.Span().Text(r.Name)}
		if r.Help != "" {
			name = append(name, app.Small().Text(r.Help))
		}
		lines[i] = app.Div().Body(app.Dt().Body(name...), app.Dd().Body(r.Value))
	}
	return app.Dl().Class("dl").Body(lines...)
}
