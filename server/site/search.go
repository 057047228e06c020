package site

import (
	"fmt"
	"html"
	"io"
	"net/http"
	"slices"
	"strings"

	"netanswer/app/screen"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// findable are the pages that a search engine may show, by path, with the words beneath their titles. All else carries
// noindex, and so does everything in demo mode: a site of made-up cards must not be found by people who look for theirs.
var findable = map[string]text.Message{
	screen.Landing.Path: text.DescLanding, screen.Guide.Path: text.DescGuide,
	screen.GuidePC.Path: text.DescPC, screen.GuideIPhone.Path: text.DescIPhone, screen.GuideAndroid.Path: text.DescAndroid,
	screen.App.Path: text.DescApp,
}

// robotsTag is what search engines are told of everything that findable does not name.
func (s *Site) robotsTag() string {
	if s.Demo {
		return "noindex, nofollow"
	}
	return "noindex"
}

// found says whether a search may show this answer: a findable page itself, not what it says when it fails.
func (s *Site) found(pattern string, status int) bool {
	_, ok := findable[pattern]
	return ok && !s.Demo && status == http.StatusOK
}

// languageOf is the language that an address itself names: a search engine sends neither cookie nor Accept-Language, so
// each language of a findable page has an address.
func languageOf(r *http.Request) (text.Lang, bool) {
	if _, ok := findable[r.URL.Path]; !ok {
		return "", false
	}
	l := text.Lang(r.URL.Query().Get("lang"))
	return l, l == text.JA || l == text.EN
}

// address is where a findable page in a language is found.
func (s *Site) addressOf(path string, l text.Lang) string {
	u := strings.TrimSuffix(s.Public.String(), "/") + path
	if l == text.EN {
		u += "?lang=en"
	}
	return u
}

// searchHead is what the head of a page says to search engines and to those who show a link to it (Open Graph).
func (s *Site) searchHead(w io.Writer, site wire.Site, shown screen.Shown, status int) {
	meta := func(kind, name, content string) {
		fmt.Fprintf(w, `<meta %s="%s" content="%s">`, kind, name, html.EscapeString(content))
	}
	if !s.found(shown.Pattern, status) {
		meta("name", "robots", s.robotsTag())
		return
	}
	link := func(rel, lang, to string) {
		if lang != "" {
			lang = ` hreflang="` + lang + `"`
		}
		fmt.Fprintf(w, `<link rel="%s"%s href="%s">`, rel, lang, html.EscapeString(to))
	}
	words, here := site.T(findable[shown.Pattern], site.Brand.Card), s.addressOf(shown.Pattern, site.Lang)
	meta("name", "description", words)
	link("canonical", "", here)
	link("alternate", "ja", s.addressOf(shown.Pattern, text.JA))
	link("alternate", "en", s.addressOf(shown.Pattern, text.EN))
	link("alternate", "x-default", s.addressOf(shown.Pattern, text.JA))
	locales := map[text.Lang]string{text.JA: "ja_JP", text.EN: "en_US"}
	other := text.EN
	if site.Lang == text.EN {
		other = text.JA
	}
	for _, og := range [][2]string{
		{"og:type", "website"}, {"og:site_name", site.Brand.Card + " " + site.T(text.SiteName)}, {"og:title", shown.Title}, {"og:description", words},
		{"og:url", here}, {"og:locale", locales[site.Lang]}, {"og:locale:alternate", locales[other]},
		{"og:image", s.addressOf("/icon/512.png", text.JA)}, {"og:image:type", "image/png"}, {"og:image:width", "512"}, {"og:image:height", "512"},
		{"og:image:alt", site.Brand.Card},
	} {
		meta("property", og[0], og[1])
	}
	meta("name", "twitter:card", "summary")
}

// robots lets everything be read. A page that may not be read cannot say noindex, and would be listed by its address alone
// once somebody links to it; reading a page of ours writes nothing.
func (s *Site) robots(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, "User-agent: *\nDisallow:\n")
	if !s.Demo {
		fmt.Fprintf(w, "\nSitemap: %s\n", s.addressOf("/sitemap.xml", text.JA))
	}
}

// sitemap lists the findable pages in each language. In demo mode there are none.
func (s *Site) sitemap(w http.ResponseWriter, _ *http.Request) {
	var paths []string
	if !s.Demo {
		for path := range findable {
			paths = append(paths, path)
		}
		slices.Sort(paths)
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	io.WriteString(w, `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">`)
	for _, path := range paths {
		for _, l := range []text.Lang{text.JA, text.EN} {
			fmt.Fprintf(w, "<url><loc>%s</loc>", html.EscapeString(s.addressOf(path, l)))
			for _, other := range []text.Lang{text.JA, text.EN} {
				fmt.Fprintf(w, `<xhtml:link rel="alternate" hreflang="%s" href="%s"/>`, other, html.EscapeString(s.addressOf(path, other)))
			}
			io.WriteString(w, "</url>")
		}
	}
	io.WriteString(w, "</urlset>\n")
}
