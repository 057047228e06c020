package ui

import (
	"math"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Bar is one of a Chart: a link that says in words what it draws.
type Bar struct {
	Href   string
	Name   string  // 12月
	Before string  // what comes before the name: 2026年. Readers always hear it
	First  bool    // Before is shown: it is the first bar of it
	Value  int     // yen; may be below 0
	Parts  []Slice // that Value is made of; none: it is drawn whole
	Chosen bool
	Hollow bool   // drawn as lines: it is not whole yet
	Note   string // said after the amount
}

// Slice is a part of a Bar.
type Slice struct {
	Value int    // yen
	Class string // its colour: f1 …
}

// Chart draws amounts side by side; on a narrow screen beneath one another, with the figures, so that each can be met by a
// thumb. Everything stands on a line of 0, what is below it on its other side.
func Chart(site wire.Site, label string, bars []Bar) app.UI {
	s := scaleOf(bars)
	items := make([]app.UI, len(bars))
	for n, b := range bars {
		items[n] = s.bar(site, b)
	}
	return app.Div().Class("chart-box").Body(
		s.grid(site),
		app.Ol().Class("chart").Aria("label", label).Body(items...),
	)
}

func (s scale) bar(site wire.Site, b Bar) app.UI {
	before := "vh"
	if b.First {
		before = "yr"
	}
	var drawn []app.UI
	if b.Parts == nil {
		class := "bar-t"
		if b.Chosen {
			class = "f1"
		}
		if b.Hollow {
			class += " hollow"
		}
		drawn = s.from(0, b.Value, class, 0)
	} else {
		up, down := 0, 0
		for _, p := range b.Parts {
			if p.Value >= 0 {
				drawn = append(drawn, s.from(up, p.Value, p.Class, gap)...)
				up += p.Value
			} else {
				drawn = append(drawn, s.from(down, p.Value, p.Class, gap)...)
				down += p.Value
			}
		}
	}
	if s.bottom < 0 {
		zero := num(s.y(0))
		drawn = append(drawn, node("line").Class("zero").Attr("x1", "0").Attr("x2", "100").Attr("y1", zero).Attr("y2", zero))
	}
	words := []app.UI{ // the blanks keep them apart for readers
		app.Span().Class("at").Body(app.Span().Class(before).Text(b.Before), app.Text(b.Name+" ")),
		svg("0 0 100 100").Attr("preserveAspectRatio", "none").Aria("hidden", true).Body(node("g").Body(drawn...)),
		app.Span().Class("v num").Text(YenText(site, b.Value) + " "),
	}
	if b.Note != "" {
		words = append(words, app.Span().Class("note").Text(b.Note))
	}
	link, item := app.A().Href(b.Href).Body(words...), app.Li()
	if b.Chosen {
		link.Aria("current", "true")
		item.Class("sel")
	}
	return item.Body(link)
}

// scale is what the height of a chart means.
type scale struct {
	top, bottom int    // yen at its ends; bottom is 0 or below
	zero        string // where 0 is, for the style: "", z25, z50, z75
}

// gap is between the parts of a bar, and the least that is drawn, in hundredths of the height.
const gap = .6

// scaleOf is the smallest scale of round figures that holds the bars. Where some are below 0, that is a quarter, a half or three
// quarters of the way up.
func scaleOf(bars []Bar) scale {
	most, least := 0, 0
	for _, b := range bars {
		most, least = max(most, b.Value), min(least, b.Value)
		up, down := 0, 0
		for _, p := range b.Parts {
			up, down = up+max(p.Value, 0), down+min(p.Value, 0)
		}
		most, least = max(most, up), min(least, down)
	}
	if least == 0 {
		return scale{top: 2 * round(max((most+1)/2, 500))}
	}
	var best scale
	for _, of := range []struct {
		up, down int
		zero     string
	}{{3, 1, "z25"}, {1, 1, "z50"}, {1, 3, "z75"}} {
		u := round(max((most+of.up-1)/of.up, (-least+of.down-1)/of.down))
		if s := (scale{u * of.up, -u * of.down, of.zero}); best.zero == "" || s.top-s.bottom < best.top-best.bottom {
			best = s
		}
	}
	return best
}

// round is the next round figure that is not below n.
func round(n int) int {
	for power := 1; ; power *= 10 {
		for _, r := range [...]int{10, 12, 15, 20, 25, 30, 40, 50, 60, 80} {
			if r*power >= n {
				return r * power
			}
		}
	}
}

// y is where an amount is, in hundredths from the top.
func (s scale) y(yen int) float64 {
	return float64((s.top-yen)*10_000/(s.top-s.bottom)) / 100
}

// from draws an amount that stands on another. What is there at all is seen.
func (s scale) from(on, yen int, class string, space float64) []app.UI {
	if yen == 0 {
		return nil
	}
	low, high := s.y(min(on, on+yen)), s.y(max(on, on+yen))
	size := math.Round(max(low-high-space, gap)*100) / 100
	y := high + space // above the line of 0 a part ends below the next, and the other way round
	if yen > 0 {
		y = low - size
	}
	return []app.UI{node("rect").Class(class).Attr("x", "10").Attr("width", "80").Attr("y", num(math.Round(y*100)/100)).Attr("height", num(size))}
}

// grid are two lines behind the bars, with what they mean.
func (s scale) grid(site wire.Site) app.UI {
	second, at, class := s.top/2, "50", "g-half"
	if s.bottom < 0 {
		second, at, class = s.bottom, "100", "g-end"
	}
	line := func(y string) app.UI {
		return node("line").Attr("x1", "0").Attr("x2", "100").Attr("y1", y).Attr("y2", y)
	}
	words := []app.UI{
		svg("0 0 100 100").Attr("preserveAspectRatio", "none").Body(line("0"), line(at)),
		app.Span().Class("num g-top").Text(axis(site, s.top)),
		app.Span().Class("num " + class).Text(axis(site, second)),
	}
	if s.bottom < 0 {
		words = append(words, app.Span().Class("num "+s.zero).Text(YenText(site, 0)))
	}
	return app.Div().Class("grid").Aria("hidden", true).Body(words...)
}

// axis is an amount as short as it can be: 12万円, ¥120k.
func axis(site wire.Site, yen int) string {
	unit := 10_000
	if site.Lang == text.EN {
		unit = 1_000
	}
	size := max(yen, -yen)
	if size < unit || size*10%unit != 0 {
		return YenText(site, yen)
	}
	sign := ""
	if yen < 0 {
		sign = "−"
	}
	return sign + site.T(text.ChartAxis, strconv.FormatFloat(float64(size)/float64(unit), 'f', -1, 64))
}

// ShareBar draws a share in percent, hollow where it is of something below 0.
func ShareBar(share float64, class string, below bool) app.UI {
	if below {
		class += " hollow"
	}
	return svg("0 0 100 4").Class("hbar").Attr("preserveAspectRatio", "none").Aria("hidden", true).Body(
		node("rect").Class(class).Attr("width", num(share)).Attr("height", "4"))
}
