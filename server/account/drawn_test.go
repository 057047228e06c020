package account_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"netanswer/app/screen"
	"netanswer/server/account"
	"netanswer/server/draw"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// seen draws a screen over data, and over the same data as it travels to the browser: both must be one.
func seen[T any](t *testing.T, site wire.Site, row screen.Row[T], data T) *html.Node {
	t.Helper()
	raw, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	travelled, err := row.Open(site, raw)
	if err != nil {
		t.Fatal(err)
	}
	var here, there bytes.Buffer
	draw.HTML(&here, row.With(site, data).UI(site))
	draw.HTML(&there, travelled.UI(site))
	if here.String() != there.String() {
		t.Fatalf("the browser draws something else:\n%s\n%s", &here, &there)
	}
	doc, err := html.Parse(&here)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// all are the elements with a class, or of a kind where the name is one.
func all(n *html.Node, name string) (out []*html.Node) {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && (c.Data == name || strings.Contains(" "+attr(c, "class")+" ", " "+name+" ")) {
			out = append(out, c)
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func words(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// yen reads an amount as it is written: 81,452円, −¥3,300.
func yen(t *testing.T, words string) int {
	t.Helper()
	n, err := strconv.Atoi(regexp.MustCompile(`[,円¥ ]`).ReplaceAllString(strings.Replace(words, "−", "-", 1), ""))
	if err != nil {
		t.Fatalf("%q is no amount", words)
	}
	return n
}

var brands = wire.Brand{Card: "みほんカード", Desk: wire.Desk{Phone: "0120-000-000"}}

// What a member reads adds up: each equation by its own signs to its answer, which is the figure above it.
func TestTheEquationsThatAreReadAddUp(t *testing.T) {
	equations := 0
	for _, day := range days {
		is, now, lives := lives(t, day)
		s := &account.Service{Issuer: is}
		for _, l := range lives {
			if l.slug == "crowd" && day != days[0] {
				continue
			}
			d, err := s.Limit(t.Context(), l.Reader, now)
			if err != nil {
				t.Fatal(err)
			}
			for _, lang := range []text.Lang{text.JA, text.EN} {
				site := wire.Site{Lang: lang, Today: japan.DateOf(now), Brand: brands}
				doc := seen(t, site, screen.Limit, d)
				for _, card := range all(doc, "section") {
					for _, eq := range all(card, "eq") {
						equations++
						left := 0
						for row := range eq.ChildNodes() {
							n := yen(t, words(all(row, "dd")[0]))
							switch op := attr(row, "data-op"); op {
							case "":
								left = n
							case "−":
								left -= n
							case "＋":
								left += n
							default:
								if op != "＝" || n != left || n != yen(t, words(all(card, "figure")[0])) || row.NextSibling != nil {
									t.Errorf("%s on %s: %s", l.slug, day, words(card))
								}
							}
						}
					}
				}
				if n := len(all(doc, "when")); (n > 0) != (len(d.Returns) > 0) {
					t.Errorf("%s: %d lists of what comes back", l.slug, n)
				}
				if got := len(all(doc, "when")) > 0 && len(all(all(doc, "main")[0], "li")) < len(d.Returns); got {
					t.Errorf("%s: not all that comes back is shown", l.slug)
				}
			}
		}
	}
	if equations < 300 {
		t.Errorf("only %d equations were read", equations)
	}
}

// The bars, the list, the table and the sum above them say the same.
func TestTheGraphSaysTheSameInEveryWay(t *testing.T) {
	for _, day := range []string{days[0], days[8]} {
		is, now, lives := lives(t, day)
		s := &account.Service{Issuer: is}
		for _, l := range lives {
			if l.slug == "crowd" && day != days[0] {
				continue
			}
			for _, by := range []wire.UsageBy{wire.ByCategory, wire.ByUser} {
				if by == wire.ByUser && l.slug == "crowd" {
					continue
				}
				d, err := s.Usage(t.Context(), l.Reader, by, japan.Month{}, japan.DateOf(now))
				if err != nil {
					t.Fatal(err)
				}
				for chosen := range d.Months {
					if chosen%3 != 1 && chosen != d.Chosen {
						continue
					}
					d.Chosen = chosen
					for _, lang := range []text.Lang{text.JA, text.EN} {
						graph(t, l.slug+" "+day, wire.Site{Lang: lang, Today: japan.DateOf(now), Brand: brands}, d)
					}
				}
			}
		}
	}
}

func graph(t *testing.T, of string, site wire.Site, d wire.Usage) {
	t.Helper()
	doc := seen(t, site, screen.Usage, d)
	if d.Since.IsZero() {
		if len(all(doc, "chart")) != 0 || !strings.Contains(words(doc), text.UsageEmpty.In(site.Lang)) {
			t.Errorf("%s: nothing was used: %s", of, words(doc))
		}
		return
	}
	m := d.Months[d.Chosen]
	if got := yen(t, words(all(doc, "figure")[0])); got != m.Amount {
		t.Errorf("%s: %s is %d, want %d", of, m.Month, got, m.Amount)
	}
	links := all(all(doc, "chart")[0], "a")
	if len(links) != 12 {
		t.Fatalf("%s: %d bars", of, len(links))
	}
	for n, link := range links {
		if to := attr(link, "href"); !strings.HasPrefix(to, "/usage?month="+d.Months[n].Month.String()) || strings.HasSuffix(to, "&by=user") != (d.By == wire.ByUser) {
			t.Errorf("%s: bar %d leads to %s", of, n, to)
		}
		said := words(link)
		if !strings.Contains(said, strconv.Itoa(d.Months[n].Month.Year)) || yen(t, words(all(link, "v")[0])) != d.Months[n].Amount {
			t.Errorf("%s: bar %d is called %q of %+v", of, n, said, d.Months[n])
		}
		if (attr(link, "aria-current") == "true") != (n == d.Chosen) {
			t.Errorf("%s: bar %d current %q", of, n, attr(link, "aria-current"))
		}
		drawn(t, of, link, d.Months[n], n == d.Chosen)
	}
	listed, some := 0, 0
	for _, row := range all(doc, "cats") {
		for _, li := range all(row, "li") {
			listed, some = listed+yen(t, words(all(li, "money")[0])), some+1
		}
	}
	if m.State != "" && some > 0 && listed != m.Amount || some == 0 && m.Amount != 0 {
		t.Errorf("%s: %s lists %d of %d", of, m.Month, listed, m.Amount)
	}
	rows := all(all(doc, "tbody")[0], "tr")
	if len(rows) != 12 {
		t.Fatalf("%s: a table of %d months", of, len(rows))
	}
	for n, row := range rows {
		cells, sum := all(row, "td"), 0
		for _, c := range cells[:len(cells)-1] {
			sum += yen(t, words(c))
		}
		if last := yen(t, words(cells[len(cells)-1])); sum != last || last != d.Months[11-n].Amount || len(cells) != len(all(all(doc, "thead")[0], "th"))-1 {
			t.Errorf("%s: row %d of the table says %d, %d", of, n, sum, last)
		}
	}
}

// drawn holds a bar against what it is of: as high as its amount is, above the line or below it, split where it is chosen.
func drawn(t *testing.T, of string, link *html.Node, m wire.UsageMonth, chosen bool) {
	t.Helper()
	rects := all(link, "rect")
	want := 0
	if m.Amount != 0 {
		want = 1
	}
	if chosen && m.Parts != nil {
		want = 0
		for _, p := range m.Parts {
			if p != 0 {
				want++
			}
		}
	}
	if len(rects) != want {
		t.Errorf("%s: %s of %d is drawn as %d", of, m.Month, m.Amount, len(rects))
	}
	zero := 100.0
	if lines := all(link, "zero"); len(lines) > 0 {
		zero, _ = strconv.ParseFloat(attr(lines[0], "y1"), 64)
	} else if m.Amount < 0 {
		t.Errorf("%s: %s is below 0, and there is no line", of, m.Month)
	}
	for _, r := range rects {
		y, _ := strconv.ParseFloat(attr(r, "y"), 64)
		high, _ := strconv.ParseFloat(attr(r, "height"), 64)
		if y < -.7 || y+high > 100.7 || high <= 0 || y < zero-.7 && y+high > zero+.7 {
			t.Errorf("%s: %s is drawn from %g, %g high, 0 at %g", of, m.Month, y, high, zero)
		}
		if len(rects) == 1 && (m.Amount < 0) != (y+high > zero+.3) && high > 1 {
			t.Errorf("%s: %s of %d is drawn on the other side: %g, %g, 0 at %g", of, m.Month, m.Amount, y, high, zero)
		}
	}
}
