package ui

import (
	"math"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/japan"
	"netanswer/shared/money"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Money is an amount in yen. The figure never breaks; its unit is smaller.
func Money(site wire.Site, yen int) app.HTMLSpan {
	figure, unit := figures(site, yen)
	out := app.Span().Class("money")
	if unit == "" {
		return out.Text(figure)
	}
	return out.Body(app.Text(figure), app.I().Text(unit))
}

// YenText is Money where only text can stand.
func YenText(site wire.Site, yen int) string {
	figure, unit := figures(site, yen)
	return figure + unit
}

// figures is the amount as people of the site's language write it: 81,452 and 円, or ¥81,452. The minus is U+2212.
func figures(site wire.Site, yen int) (figure, unit string) {
	figure = money.Yen(yen)
	if site.Lang != text.EN {
		return figure, site.T(text.Yen)
	}
	if rest, minus := strings.CutPrefix(figure, "−"); minus {
		return "−" + site.T(text.Yen) + rest, ""
	}
	return site.T(text.Yen) + figure, ""
}

// Date is a day with its weekday: 12月4日（金）, Fri, 4 Dec.
func Date(site wire.Site, d japan.Date) string {
	return site.T(text.DateLong, int(d.Month), d.Day, Weekday(site, d), month(site, d))
}

// Day is a day without its weekday: 12月4日, 4 Dec.
func Day(site wire.Site, d japan.Date) string {
	return site.T(text.DateNoDay, int(d.Month), d.Day, "", month(site, d))
}

// DayYear is a day with its year: 2026年12月4日, 4 Dec 2026.
func DayYear(site wire.Site, d japan.Date) string {
	return site.T(text.DateYear, d.Year, int(d.Month), d.Day, month(site, d))
}

// MonthYear is a month: 2026年12月, Dec 2026.
func MonthYear(site wire.Site, m japan.Month) string {
	return site.T(text.DateMonth, m.Year, int(m.Month), month(site, m.On(1)))
}

// RowDate is a day in a list of uses: 11/21, 21 Nov.
func RowDate(site wire.Site, d japan.Date) string {
	if site.Lang == text.EN {
		return Day(site, d)
	}
	return strconv.Itoa(int(d.Month)) + "/" + strconv.Itoa(d.Day)
}

// Weekday is the short name of the day of the week: 金, Fri.
func Weekday(site wire.Site, d japan.Date) string {
	return strings.Split(site.T(text.WeekdayShort), ",")[d.Weekday()]
}

// Moment is a time of a screen's data, 2026-11-25 02:10, as it is read: 11月25日（水） 02:10.
func Moment(site wire.Site, at string) string {
	day, hour, _ := strings.Cut(at, " ")
	date, err := japan.ParseDate(day)
	if err != nil {
		return at
	}
	return Day(site, date) + site.T(text.DateWeekday, Weekday(site, date)) + " " + hour
}

// Until is the moment before which something has to be done. The beginning of a day is the end of the one before: 19日 24:00, which nobody
// takes for the night that follows the 20th.
func Until(site wire.Site, at string) string {
	day, hour, _ := strings.Cut(at, " ")
	if date, err := japan.ParseDate(day); err == nil && hour == "00:00" {
		at = date.AddDays(-1).String() + " 24:00"
	}
	return Moment(site, at)
}

func month(site wire.Site, d japan.Date) string { return MonthName(site, japan.MonthOf(d)) }

// MonthName is the short name of a month: 12, Dec.
func MonthName(site wire.Site, m japan.Month) string {
	return strings.Split(site.T(text.MonthShort), ",")[max(1, m.Month)-1]
}

// Share is part of whole in percent, 0-100, to a hundredth. Nothing has no shares: 0.
func Share(part, whole int) float64 {
	if whole <= 0 || part <= 0 {
		return 0
	}
	return math.Round(math.Min(1, float64(part)/float64(whole))*10000) / 100
}

// Gauge is a bar filled to used of limit. label says the same in words.
func Gauge(used, limit int, label string) app.UI {
	return svg("0 0 100 8").Class("gauge").Attr("preserveAspectRatio", "none").Role("img").Aria("label", label).Body(
		node("rect").Class("d").Attr("width", num(Share(used, limit))).Attr("height", "8"),
	)
}

// Swatch is the square that says which colour means what.
func Swatch(class string) app.UI {
	return svg("0 0 14 14").Class("sw").Attr("preserveAspectRatio", "none").Aria("hidden", true).Body(node("rect").Class(class).Attr("width", "14").Attr("height", "14"))
}

// Tile is one figure with its name and a line beneath.
func Tile(name string, figure app.UI, words string) app.UI {
	body := []app.UI{app.H3().Class("k").Text(name), app.P().Class("v").Body(figure)}
	if words != "" {
		body = append(body, app.Small().Text(words))
	}
	return app.Div().Class("tile").Body(body...)
}

// TileLink is a Tile that leads somewhere.
func TileLink(href, name string, figure app.UI, words string) app.UI {
	body := []app.UI{app.Span().Class("k").Body(app.Text(name), SmallIcon("right")), app.Span().Class("v").Body(figure)}
	if words != "" {
		body = append(body, app.Small().Text(words))
	}
	return app.A().Class("tile").Href(href).Body(body...)
}

// Points are Money's sister: a figure with pt.
func Points(n int) app.UI {
	return app.Span().Class("money").Body(app.Text(money.Yen(n)), app.I().Text("pt"))
}

// QR draws the dark modules of a two-dimensional code of size modules a side, on white in light and dark alike.
func QR(d string, size int, label string) app.UI {
	side := strconv.Itoa(size)
	return svg("0 0 "+side+" "+side).Role("img").Aria("label", label).Attr("shape-rendering", "crispEdges").Body(
		node("rect").Attr("width", side).Attr("height", side), path(d))
}
