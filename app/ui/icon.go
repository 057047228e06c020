package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Icons are the names that Icon knows, in the order of the component sheet.
var Icons = []string{
	"home", "list", "gauge", "menu", "card", "mail", "phone", "call", "camera", "lock", "check", "okc", "alert", "bad",
	"info", "right", "left", "down", "eye", "search", "csv", "print", "bell", "chart", "swap", "cash", "bank", "point",
	"help", "close", "out", "edit", "qr", "torch", "gear", "shield", "plus", "clock", "user", "photo", "file", "lost",
	"up", "wifi", "pc",
}

// Icon draws a sign of the set: 24 grid, a round stroke in the colour of the text. It is never alone: the word stands
// beside it or in the label of what is pressed, so it is hidden from readers. An unknown name draws nothing.
func Icon(name string) app.UI {
	return svg("0 0 24 24").Class("icon").Aria("hidden", true).Body(shapes(name)...)
}

// SmallIcon is an Icon for buttons and running text.
func SmallIcon(name string) app.UI {
	return svg("0 0 24 24").Class("icon icon-s").Aria("hidden", true).Body(shapes(name)...)
}

const svgSpace = "http://www.w3.org/2000/svg"

func svg(box string) app.HTMLElem { return node("svg").Attr("viewBox", box).Attr("focusable", "false") }

// node is an element of a drawing: in the browser it must be made in the name space of SVG.
func node(tag string) app.HTMLElem { return app.Elem(tag).XMLNS(svgSpace) }

// num writes a length as short as it can be; go-app itself writes four decimals.
func num(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func path(d string) app.UI { return node("path").Attr("d", d) }

func circle(x, y, r float64) app.UI {
	return node("circle").Attr("cx", num(x)).Attr("cy", num(y)).Attr("r", num(r))
}

func rect(x, y, w, h, round float64) app.UI {
	return node("rect").Attr("x", num(x)).Attr("y", num(y)).Attr("width", num(w)).Attr("height", num(h)).Attr("rx", num(round))
}

// shapes is a switch and not a map: a map would be filled at every start of the Wasm.
func shapes(name string) []app.UI {
	switch name {
	case "home":
		return []app.UI{path("M4 11.2 12 4.5l8 6.7V19a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 19z"), path("M9.75 20.5v-5.75h4.5v5.75")}
	case "list":
		return []app.UI{path("M6 3.5h12a1 1 0 0 1 1 1v16l-2.33-1.5-2.33 1.5L12 19l-2.34 1.5L7.33 19 5 20.5v-16a1 1 0 0 1 1-1z"), path("M9 8.5h6M9 12.5h6")}
	case "gauge":
		return []app.UI{path("M4 17.5a8.5 8.5 0 1 1 16 0"), path("m12 15 3.5-4.5"), circle(12, 15, 1.25)}
	case "menu":
		return []app.UI{rect(4, 4, 6.5, 6.5, 1.5), rect(13.5, 4, 6.5, 6.5, 1.5), rect(4, 13.5, 6.5, 6.5, 1.5), rect(13.5, 13.5, 6.5, 6.5, 1.5)}
	case "card":
		return []app.UI{rect(3, 5.5, 18, 13, 2), path("M3 10h18M6.5 15h3.5")}
	case "mail":
		return []app.UI{rect(3, 5.5, 18, 13, 2), path("m3.5 7.5 8.5 6 8.5-6")}
	case "phone":
		return []app.UI{rect(7, 3, 10, 18, 2), path("M11 18h2")}
	case "pc":
		return []app.UI{rect(3, 4.5, 18, 11.5, 2), path("M9 20h6M12 16v4")}
	case "call":
		return []app.UI{path("M5.5 4h3l1.5 4-2 1.5a11.5 11.5 0 0 0 6.5 6.5l1.5-2 4 1.5v3a1.5 1.5 0 0 1-1.6 1.5A15.5 15.5 0 0 1 4 5.6 1.5 1.5 0 0 1 5.5 4z")}
	case "camera":
		return []app.UI{path("M4.5 8h3L9 5.5h6L16.5 8h3A1.5 1.5 0 0 1 21 9.5V18a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18V9.5A1.5 1.5 0 0 1 4.5 8z"), circle(12, 13.5, 3.5)}
	case "lock":
		return []app.UI{rect(5, 10.5, 14, 9.5, 2), path("M8 10.5V8a4 4 0 0 1 8 0v2.5")}
	case "check":
		return []app.UI{path("m5 12.5 4.5 4.5L19 7.5")}
	case "okc":
		return []app.UI{circle(12, 12, 8.5), path("m8 12.3 2.8 2.8L16 9.7")}
	case "alert":
		return []app.UI{path("M12 4 2.8 19.5h18.4z"), path("M12 10v4.25M12 16.9v.1")}
	case "bad":
		return []app.UI{circle(12, 12, 8.5), path("M12 7.75v5M12 16v.1")}
	case "info":
		return []app.UI{circle(12, 12, 8.5), path("M12 11.25v5M12 8v.1")}
	case "right":
		return []app.UI{path("m9.5 5.5 6.5 6.5-6.5 6.5")}
	case "left":
		return []app.UI{path("m14.5 5.5-6.5 6.5 6.5 6.5")}
	case "down":
		return []app.UI{path("m5.5 9.5 6.5 6.5 6.5-6.5")}
	case "eye":
		return []app.UI{path("M2.5 12S6 5.75 12 5.75 21.5 12 21.5 12 18 18.25 12 18.25 2.5 12 2.5 12z"), circle(12, 12, 2.75)}
	case "search":
		return []app.UI{circle(10.75, 10.75, 6.25), path("m15.5 15.5 4.75 4.75")}
	case "csv":
		return []app.UI{path("M12 4v10.5M7.5 10.5 12 15l4.5-4.5M4.5 17v2A1.5 1.5 0 0 0 6 20.5h12a1.5 1.5 0 0 0 1.5-1.5v-2")}
	case "print":
		return []app.UI{path("M7 9V4h10v5M7 17H5.5A1.5 1.5 0 0 1 4 15.5v-5A1.5 1.5 0 0 1 5.5 9h13a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5H17"), rect(7, 14, 10, 6.5, 1)}
	case "bell":
		return []app.UI{path("M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15z"), path("M10 20.5h4")}
	case "chart":
		return []app.UI{path("M4 20.5h16M7 17v-5M12 17V5.5M17 17V9")}
	case "swap":
		return []app.UI{path("M4.5 9.5h13l-3.25-3.75M19.5 14.5h-13l3.25 3.75")}
	case "cash":
		return []app.UI{rect(3, 6.5, 18, 11, 2), path("m9.75 9.5 2.25 3 2.25-3M12 12.5v2.75M10.25 13h3.5")}
	case "bank":
		return []app.UI{path("M4 9.5 12 4.5l8 5zM6 9.5V17M10 9.5V17M14 9.5V17M18 9.5V17M4 20h16")}
	case "point":
		return []app.UI{circle(12, 12, 8.5), path("M10 16.25v-8.5h2.75a2.5 2.5 0 0 1 0 5H10")}
	case "help":
		return []app.UI{circle(12, 12, 8.5), path("M9.5 9.75a2.5 2.5 0 1 1 3.6 2.25c-.75.4-1.1.85-1.1 1.75M12 16.6v.1")}
	case "close":
		return []app.UI{path("m6 6 12 12M18 6 6 18")}
	case "out":
		return []app.UI{path("M10 4.5H6A1.5 1.5 0 0 0 4.5 6v12A1.5 1.5 0 0 0 6 19.5h4M15 8l4 4-4 4M19 12H9.5")}
	case "edit":
		return []app.UI{path("m5 15.5-.75 4.25L8.5 19 19 8.5 15.5 5z"), path("m13 7.5 3.5 3.5")}
	case "qr":
		return []app.UI{rect(4, 4, 6, 6, 1), rect(14, 4, 6, 6, 1), rect(4, 14, 6, 6, 1), path("M14 14h2.5v2.5M20 14v.1M20 17v3h-3M14 20v-.1")}
	case "torch":
		return []app.UI{path("M13 3.5 6.5 13h5l-.5 7.5L17.5 11h-5z")}
	case "gear":
		return []app.UI{circle(12, 12, 3), path("M12 3.5v2.75M12 17.75v2.75M3.5 12h2.75M17.75 12h2.75M6 6l1.95 1.95M16.05 16.05 18 18M18 6l-1.95 1.95M7.95 16.05 6 18")}
	case "shield":
		return []app.UI{path("M12 3.5 5 6v5.5c0 4.25 2.9 7.4 7 9 4.1-1.6 7-4.75 7-9V6z"), path("m9 12 2.25 2.25L15.25 10")}
	case "plus":
		return []app.UI{path("M12 5v14M5 12h14")}
	case "clock":
		return []app.UI{circle(12, 12, 8.5), path("M12 7.25V12l3.25 2")}
	case "user":
		return []app.UI{circle(12, 8, 3.75), path("M4.5 20a7.5 7.5 0 0 1 15 0")}
	case "photo":
		return []app.UI{rect(3.5, 5, 17, 14, 2), path("m4 16.5 4.5-4.5 4 4 2.5-2.5 5 4.5"), circle(15.5, 9.25, 1.25)}
	case "file":
		return []app.UI{path("M6.5 3.5H14l4 4V19a1.5 1.5 0 0 1-1.5 1.5h-10A1.5 1.5 0 0 1 5 19V5a1.5 1.5 0 0 1 1.5-1.5z"), path("M13.5 3.75V8H18")}
	case "lost":
		return []app.UI{rect(3, 5.5, 18, 13, 2), path("m9 9.5 6 5M15 9.5l-6 5")}
	case "up":
		return []app.UI{path("M12 19.5v-14M6 11l6-6 6 6")}
	case "wifi":
		return []app.UI{path("M3 9.5a13.5 13.5 0 0 1 18 0M6.25 13a8.75 8.75 0 0 1 11.5 0M9.5 16.4a4 4 0 0 1 5 0M12 19.5v.1M4 4l16 16")}
	}
	return nil
}
