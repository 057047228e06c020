package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// ScanFrame is the frame for a card: four corners, and within them, as long as there is no camera's picture, a card as an
// example. id is that of the corners: the element whose place says where the card should lie.
func ScanFrame(id, label string, example bool) app.UI {
	corners := node("path").Class("sf-corner").ID(id).Attr("d", "M16 52V30a14 14 0 0 1 14-14h22M306 16h22a14 14 0 0 1 14 14v22M342 186v22a14 14 0 0 1-14 14h-22M52 222H30a14 14 0 0 1-14-14v-22")
	frame := svg("0 0 358 238").Class("scan-frame").Attr("role", "img").Aria("label", label)
	if !example {
		return frame.Body(corners)
	}
	word := func(class, x, y, words string) app.UI {
		return node("text").Class(class).Attr("x", x).Attr("y", y).Text(words)
	}
	return frame.Body(
		rect(0, 0, 358, 238, 20).(app.HTMLElem).Class("sf-bg"),
		node("g").Attr("transform", "translate(34 32) rotate(-1.5)").Body(
			rect(0, 0, 290, 176, 13).(app.HTMLElem).Class("sf-card"),
			rect(24, 52, 40, 31, 6).(app.HTMLElem).Class("sf-chip"),
			word("sf-num", "24", "118", "0000 0000 0000 0000"),
			word("sf-s", "124", "143", "00/00"),
			word("sf-s", "24", "160", "HANAKO MIHON"),
		),
		corners,
	)
}
