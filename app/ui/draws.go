package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// CodeDraws show where a security code is printed: on the back of most cards, on the front of American Express.
func CodeDraws(site wire.Site) app.UI {
	return app.Div().Class("draws").Body(
		draw(site, text.CodeBackAlt, text.CodeBack, text.CodeBackAt,
			shape("d-dark", "2", "20", "216", "26", "0"),
			shape("d-pale", "16", "62", "138", "26", "3"),
			node("path").Class("d-line").Attr("d", "M26 78c8-9 10 6 18-2s12 6 20-2 9 5 16 0"),
			words("d-num", "179", "80", "123"),
			shape("d-mark", "158", "61", "42", "28", "14"),
			node("path").Class("d-line").Attr("d", "M16 108h84M16 120h56"),
		),
		draw(site, text.CodeFrontAlt, text.CodeFront, text.CodeFrontAt,
			shape("d-chip", "18", "38", "28", "22", "4"),
			words("d-dim", "18", "86", "3700 000000 00000"),
			words("d-num", "174", "59", "1234"),
			shape("d-mark", "149", "40", "50", "28", "14"),
			node("path").Class("d-line").Attr("d", "M18 106h70M18 119h40"),
		),
	)
}

func draw(site wire.Site, alt, title, at text.Message, shapes ...app.UI) app.UI {
	card := append([]app.UI{shape("d-card", "2", "2", "216", "136", "12")}, shapes...)
	return app.Figure().Class("draw").Body(
		svg("0 0 220 140").Role("img").Aria("label", site.T(alt)).Body(card...),
		app.FigCaption().Body(app.B().Text(site.T(title)), app.Span().Text(site.T(at))),
	)
}

func shape(class, x, y, w, h, round string) app.UI {
	return node("rect").Class(class).Attr("x", x).Attr("y", y).Attr("width", w).Attr("height", h).Attr("rx", round)
}

func words(class, x, y, s string) app.UI {
	return node("text").Class(class).Attr("x", x).Attr("y", y).Text(s)
}
