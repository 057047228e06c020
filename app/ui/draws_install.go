package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// InstallDraw shows one step of getting the app, as the system in question shows it: what to press has a ring around it. An unknown
// name draws nothing. alt is what the drawing says.
func InstallDraw(site wire.Site, name, alt string) app.UI {
	var inside []app.UI
	switch name {
	case "ios-1": // the foot of Safari
		inside = append(screen(-60, 170),
			shape("d-pale", "50", "8", "100", "10", "3"), shape("d-pale", "50", "28", "76", "10", "3"),
			line("M24 62h152"),
			glyph(32, 72, path("m12 5-7 7 7 7")), glyph(60, 72, path("m5 5 7 7-7 7")),
			glyph(88, 72, shareSign()...), glyph(116, 72, path("M12 6C9 4 6 4 3 5v14c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1zM12 6v14")), glyph(144, 72, rect(4, 8, 12, 12, 2), path("M9 4h9a2 2 0 0 1 2 2v9")),
			ring(100, 84, 17),
		)
	case "ios-2": // the sheet of 共有
		inside = append(screen(-20, 160), shape("d-pale", "24", "0", "152", "12", "0"), shape("d-card", "30", "14", "140", "150", "12"),
			row(site, 34, text.AppDrawCopy, rect(8, 8, 11, 12, 2), path("M5 16V5h10")),
			row(site, 64, text.AppDrawSave, path("M12 6C9 4 6 4 3 5v14c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1zM12 6v14")),
			row(site, 94, text.AppDrawAdd, rect(4, 4, 16, 16, 4), path("M12 8.5v7M8.5 12h7")),
			line("M38 58h124M38 88h124"),
			shape("d-mark", "33", "90", "134", "30", "10"),
		)
	case "ios-3": // its question
		inside = append(screen(-20, 160), shape("d-card", "28", "10", "144", "150", "12"),
			words("d-word", "38", "32", site.T(text.AppDrawCancel)),
			end("d-word d-strong", "160", "32", site.T(text.AppDrawOK)),
			line("M40 44h120"), icon(site, 46, 56, 1), words("d-word d-strong", "90", "79", site.Brand.App),
			shape("d-pale", "46", "104", "108", "10", "3"),
			shape("d-mark", "128", "15", "40", "26", "12"),
		)
	case "android-1": // the head of Chrome
		inside = append(screen(10, 220), shape("d-pale", "34", "30", "106", "22", "11"),
			glyph(146, 29, circle(12, 6, 1.5), circle(12, 12, 1.5), circle(12, 18, 1.5)),
			line("M24 62h152"), shape("d-pale", "50", "78", "100", "10", "3"), shape("d-pale", "50", "98", "76", "10", "3"), shape("d-pale", "50", "118", "88", "10", "3"),
			ring(158, 41, 16),
		)
	case "android-2": // its menu
		inside = append(screen(10, 220), shape("d-card", "30", "24", "140", "150", "8"),
			row(site, 32, text.AppDrawNew, path("M12 5v14M5 12h14")),
			row(site, 64, text.AppDrawAdd, rect(6, 3, 12, 18, 2), path("M12 8v6m-2.5-2.5L12 14l2.5-2.5")),
			row(site, 96, text.AppDrawSet, circle(12, 12, 3), circle(12, 12, 7.5)),
			shape("d-mark", "33", "61", "134", "30", "10"),
		)
	case "android-3": // its question
		inside = append(screen(-20, 190), shape("d-card", "32", "24", "136", "100", "14"),
			icon(site, 42, 36, .9), words("d-word d-strong", "84", "57", site.Brand.App),
			shape("d-pale", "42", "78", "76", "8", "3"), end("d-word d-strong", "156", "111", site.T(text.AppDrawInstall)),
			shape("d-mark", "86", "95", "78", "24", "12"),
		)
	case "pc-1": // the head of a browser on a PC
		inside = []app.UI{
			shape("d-card", "6", "16", "188", "150", "10"), line("M6 40h188"), shape("d-pale", "16", "22", "48", "12", "5"),
			shape("d-pale", "16", "48", "168", "22", "11"), glyph(156, 47, rect(3, 5, 18, 12, 2), path("M12 8v6m-2.5-2.5L12 14l2.5-2.5M9 20h6")),
			shape("d-pale", "30", "90", "140", "10", "3"), shape("d-pale", "30", "110", "100", "10", "3"), ring(168, 59, 17),
		}
	case "pc-2": // its question
		inside = []app.UI{
			shape("d-card", "6", "10", "188", "150", "10"), line("M6 34h188"), shape("d-card", "44", "44", "140", "88", "10"),
			icon(site, 54, 54, .9), words("d-word d-strong", "96", "75", site.Brand.App),
			end("d-word d-strong", "172", "117", site.T(text.AppDrawInstall)), shape("d-mark", "102", "101", "76", "24", "12"),
		}
	case "home": // the icon among others
		inside = screen(-20, 160)
		for i, x := range []string{"36", "70", "106", "140"} {
			inside = append(inside, shape("d-pale", x, "8", "24", "24", "7"))
			if i != 1 {
				inside = append(inside, shape("d-pale", x, "46", "24", "24", "7"))
			}
		}
		inside = append(inside, icon(site, 68, 44, 28.0/36), node("text").Class("d-word d-strong").Attr("x", "82").Attr("y", "96").Attr("text-anchor", "middle").Text(site.Brand.App),
			ring(82, 58, 22))
	default:
		return nil
	}
	return svg("0 0 200 144").Class("d-install").Role("img").Aria("label", alt).Body(inside...)
}

// screen is the part of a phone between two heights; what is outside of the drawing is cut off.
func screen(top, high float64) []app.UI {
	return []app.UI{
		node("rect").Class("d-dark").Attr("x", "18").Attr("y", num(top)).Attr("width", "164").Attr("height", num(high+12)).Attr("rx", "20"),
		node("rect").Class("d-screen").Attr("x", "24").Attr("y", num(top+6)).Attr("width", "152").Attr("height", num(high)).Attr("rx", "14"),
	}
}

func shareSign() []app.UI {
	return []app.UI{path("M8 9H5.5v11.5h13V9H16"), path("M12 15V3.5M8.5 7 12 3.5 15.5 7")}
}

func line(d string) app.UI { return node("path").Class("d-line").Attr("d", d) }

// glyph is a sign of 24 units a side with its corner at x, y.
func glyph(x, y float64, shapes ...app.UI) app.UI {
	return node("g").Class("d-glyph").Attr("transform", "translate("+num(x)+" "+num(y)+")").Body(shapes...)
}

// row is an entry of a list: a sign and a word.
func row(site wire.Site, y float64, word text.Message, sign ...app.UI) app.UI {
	return node("g").Body(
		node("g").Class("d-glyph").Attr("transform", "translate(38 "+num(y+2)+") scale(.75)").Body(sign...),
		node("text").Class("d-word").Attr("x", "64").Attr("y", num(y+16)).Text(site.T(word)),
	)
}

func ring(x, y, r float64) app.UI {
	return node("circle").Class("d-mark").Attr("cx", num(x)).Attr("cy", num(y)).Attr("r", num(r))
}

// end is a word that ends at x.
func end(class, x, y, s string) app.UI {
	return node("text").Class(class).Attr("x", x).Attr("y", y).Attr("text-anchor", "end").Text(s)
}

// icon is the brand's mark, 36 units times scale a side.
func icon(site wire.Site, x, y, scale float64) app.UI {
	m := site.Brand.Mark
	return node("g").Attr("transform", "translate("+num(x)+" "+num(y)+") scale("+num(scale)+")").Body(
		node("rect").Class("m-bg").Attr("width", 36).Attr("height", 36).Attr("rx", 10),
		node("path").Class("m-a").Attr("d", m.Arc),
		node("circle").Class("m-d").Attr("cx", num(m.X)).Attr("cy", num(m.Y)).Attr("r", "2.25"),
	)
}
