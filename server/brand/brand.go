// Package brand reads the brand file: everything that makes this white-label site an issuer's own, names, colours, numbers
// and terms. It is checked when the program starts, contrast of the colours included, so that a wrong one never reaches a
// member. The default brand is fictional: a site that asks for card numbers must not pose as a real issuer.
package brand

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"netanswer/shared/japan"
	"netanswer/shared/phone"
	"netanswer/shared/text"
	"netanswer/shared/wire"
	"netanswer/web/icon"
)

//go:embed mihon.json
var mihon []byte

// Words are one text in every language of the site.
type Words struct {
	JA string `json:"ja"`
	EN string `json:"en"`
}

// In is the text in a language.
func (w Words) In(l text.Lang) string {
	if l == text.EN {
		return w.EN
	}
	return w.JA
}

// Brand is the brand file.
type Brand struct {
	Card       Words     `json:"card"`        // みほんカード
	Company    Words     `json:"company"`     // みほんカード株式会社（見本の会社です）
	App        Words     `json:"app"`         // みほんPortal
	MailDomain string    `json:"mail_domain"` // what members should let through
	Mark       wire.Mark `json:"mark"`
	Colours    Colours   `json:"colours"`
	Desk       struct {
		Phone string `json:"phone"`
		Hours Words  `json:"hours"`
	} `json:"desk"`
	Lost struct { // may be missing: then lost cards are reported to the desk
		Phone string `json:"phone"`
		Hours Words  `json:"hours"`
	} `json:"lost"`
	Calls struct {
		Lines []Line `json:"lines"` // none: identity is not proven by calls
	} `json:"calls"`
	Disputes struct { // 指定紛争解決機関; may be missing
		Name  Words  `json:"name"`
		Phone string `json:"phone"`
		Hours Words  `json:"hours"`
	} `json:"disputes"`
	Terms     Document         `json:"terms"`
	Privacy   Document         `json:"privacy"`
	Documents map[string]Legal `json:"documents"` // by LegalKeys
	FAQ       []Question       `json:"faq"`       // the issuer's own, before those of the program; may be missing
}

// Line is a number that members call to prove who they are, and the same for phones that cannot reach it.
type Line struct {
	Free    string   `json:"free"`    // toll-free, as people write it: 0120-000-001
	Charged string   `json:"charged"` // 03-0000-0001
	Arrives []string `json:"arrives"` // further numbers that calls to either may arrive under: a trunk translates toll-free ones
}

// Document is a text that people consent to.
type Document struct {
	Version  string     `json:"version"`
	Date     japan.Date `json:"date"` // in force from
	Title    Words      `json:"title"`
	Articles []struct {
		Heading Words `json:"heading"`
		Body    Words `json:"body"`
	} `json:"articles"`
}

// Load reads a brand file; an empty path is the fictional default.
func Load(path string) (*Brand, error) {
	raw, name := mihon, "the default brand"
	if path != "" {
		var err error
		if raw, err = os.ReadFile(path); err != nil {
			return nil, err
		}
		name = path
	}
	b, err := Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("brand file %s: %s", name, strings.ReplaceAll(err.Error(), "\n", "; ")) // one line, all of it
	}
	return b, nil
}

// Parse reads and checks a brand file. It reports everything that is wrong at once.
func Parse(raw []byte) (*Brand, error) {
	var b Brand
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&b); err != nil {
		return nil, err
	}
	errs := slices.Concat(b.missing(), b.lines(), b.legal(), b.faq(), b.Colours.check())
	if len(errs) == 0 {
		if _, err := b.Icon().SVG(icon.Full); err != nil {
			errs = append(errs, fmt.Errorf("mark: %w", err))
		}
	}
	return &b, errors.Join(errs...)
}

func (b *Brand) missing() (errs []error) {
	need := func(name string, values ...string) {
		for _, v := range values {
			if strings.TrimSpace(v) == "" {
				errs = append(errs, fmt.Errorf("%s is missing or empty (every text in ja and en)", name))
				return
			}
		}
	}
	both := func(name string, w Words) {
		need(name, w.JA, w.EN)
		if strings.ContainsFunc(w.EN, japanese) {
			errs = append(errs, fmt.Errorf("%s has Japanese in its en", name))
		}
	}
	both("card", b.Card)
	both("company", b.Company)
	both("app", b.App)
	need("mail_domain", b.MailDomain)
	need("mark.arc", b.Mark.Arc)
	need("desk.phone", b.Desk.Phone)
	both("desk.hours", b.Desk.Hours)
	if b.Lost.Phone != "" || b.Lost.Hours != (Words{}) {
		need("lost.phone", b.Lost.Phone)
		both("lost.hours", b.Lost.Hours)
	}
	if d := b.Disputes; d.Phone != "" || d.Name != (Words{}) || d.Hours != (Words{}) {
		need("disputes.phone", d.Phone)
		both("disputes.name", d.Name)
		both("disputes.hours", d.Hours)
	}
	for name, d := range map[string]Document{"terms": b.Terms, "privacy": b.Privacy} {
		need(name+".version", d.Version)
		both(name+".title", d.Title)
		if d.Date.IsZero() || len(d.Articles) == 0 {
			errs = append(errs, fmt.Errorf("%s needs a date and articles", name))
		}
		for i, a := range d.Articles {
			both(name+".articles["+strconv.Itoa(i)+"].heading", a.Heading)
			both(name+".articles["+strconv.Itoa(i)+"].body", a.Body)
		}
	}
	return errs
}

// lines says what is wrong with the numbers to be called. Each number leads to one line.
func (b *Brand) lines() (errs []error) {
	known := map[string]string{}
	for i, l := range b.Calls.Lines {
		numbers := map[string]string{"free": l.Free, "charged": l.Charged}
		for n, a := range l.Arrives {
			numbers["arrives["+strconv.Itoa(n)+"]"] = a
		}
		for _, field := range slices.Sorted(maps.Keys(numbers)) {
			name := "calls.lines[" + strconv.Itoa(i) + "]." + field
			n, err := phone.Parse(numbers[field])
			switch other := known[n.E164()]; {
			case err != nil:
				errs = append(errs, fmt.Errorf("%s: %q is no telephone number like 0120-000-001", name, numbers[field]))
			case other != "":
				errs = append(errs, fmt.Errorf("%s is the number of %s: each number belongs to one line", name, other))
			default:
				known[n.E164()] = name
			}
		}
	}
	return errs
}

// Numbers are a line's in E.164: the free one, and all that calls to it arrive under.
func (l Line) Numbers() (free string, arrives []string) {
	for _, written := range append([]string{l.Free, l.Charged}, l.Arrives...) {
		if n, err := phone.Parse(written); err == nil { // all of them, of a file that was checked
			arrives = append(arrives, n.E164())
		}
	}
	if len(arrives) > 0 {
		free = arrives[0]
	}
	return free, arrives
}

// LineOf is the line whose free number, in E.164, this is.
func (b *Brand) LineOf(free string) (Line, bool) {
	for _, l := range b.Calls.Lines {
		if f, _ := l.Numbers(); f == free {
			return l, true
		}
	}
	return Line{}, false
}

// japanese says whether a reader of English is lost at r.
func japanese(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x30ff || r >= 0xff00 && r <= 0xffef
}

// Wire is the brand as screens in a language show it.
func (b *Brand) Wire(l text.Lang) wire.Brand {
	return wire.Brand{
		Card: b.Card.In(l), Company: b.Company.In(l), App: b.App.In(l), MailDomain: b.MailDomain, Mark: b.Mark,
		Desk: wire.Desk{Phone: b.Desk.Phone, Hours: b.Desk.Hours.In(l)},
		Lost: wire.Desk{Phone: b.Lost.Phone, Hours: b.Lost.Hours.In(l)},
	}
}

// TermsVersion names the texts in force: what a consent is recorded with.
func (b *Brand) TermsVersion() string {
	return "terms-" + b.Terms.Version + "/privacy-" + b.Privacy.Version
}

// WireTerms are the texts in a language.
func (b *Brand) WireTerms(l text.Lang) wire.Terms {
	articles := func(d Document) (out []wire.Article) {
		for _, a := range d.Articles {
			out = append(out, wire.Article{Heading: a.Heading.In(l), Body: a.Body.In(l)})
		}
		return out
	}
	title := func(d Document) string {
		return text.DocumentTitle.In(l, d.Title.In(l), d.Version, d.Date.Year, int(d.Date.Month), d.Date.Day, d.Date.String())
	}
	return wire.Terms{Version: b.TermsVersion(), Title: title(b.Terms), Articles: articles(b.Terms), PrivacyTitle: title(b.Privacy), PrivacyArticle: articles(b.Privacy)}
}

// Icon is the mark in the brand's colours, from which every icon is drawn.
func (b *Brand) Icon() icon.Mark {
	return icon.Mark{Line: b.Mark.Arc, X: b.Mark.X, Y: b.Mark.Y, GroundColour: string(b.Colours.Deep), LineColour: string(white), DotColour: string(b.Colours.AccentLite)}
}
