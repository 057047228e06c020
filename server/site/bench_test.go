package site

import (
	"bytes"
	"fmt"
	"html"
	"html/template"
	"strings"
	"testing"

	nethtml "golang.org/x/net/html"

	"netanswer/app/screen"
	"netanswer/server/account"
	"netanswer/server/brand"
	"netanswer/server/draw"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// BenchmarkRegister draws /register, beside its floor: html/template writing the very same HTML, with every word and every
// value that stands in an input as data.
func BenchmarkRegister(b *testing.B) {
	brand, err := brand.Load("")
	if err != nil {
		b.Fatal(err)
	}
	site := wire.Site{Lang: text.JA, Demo: true, Policy: form.Netanswer, Today: japan.Date{Year: 2026, Month: 11, Day: 23}, Brand: brand.Wire(text.JA)}
	data := wire.Register{Terms: brand.WireTerms(text.JA)}
	data.Values = form.Registration{MemberID: "mizube2026", Email: "someone@mail.example.org", ExpMonth: "01", ExpYear: "28", TermsVersion: data.Terms.Version}
	besideTemplate(b, func(w *bytes.Buffer) { draw.HTML(w, screen.Register.With(site, data).UI(site)) })
}

// BenchmarkStatement draws a month of 100 uses, the most that a page holds, beside the same HTML by html/template.
func BenchmarkStatement(b *testing.B) {
	site := siteIn(b, text.JA)
	s, readers := reading(b, today)
	r := readers["crowd"]
	data, err := s.Month(b.Context(), r, japan.Month{Year: 2026, Month: 12}, today, account.Part{Page: 1})
	if err != nil || len(data.Uses) != wire.MaxUses {
		b.Fatalf("%d uses: %v", len(data.Uses), err)
	}
	besideTemplate(b, func(w *bytes.Buffer) { draw.HTML(w, screen.Statement.With(site, data).UI(site)) })
}

// besideTemplate measures drawing in turn with the floor.
func besideTemplate(b *testing.B, draws func(*bytes.Buffer)) {
	var w bytes.Buffer
	drawn := func() string {
		w.Reset()
		draws(&w)
		return w.String()
	}
	page := drawn()
	tmpl, words := asTemplate(b, page)
	var again bytes.Buffer
	if err := tmpl.Execute(&again, words); err != nil {
		b.Fatal(err)
	}
	if got, want := html.UnescapeString(again.String()), html.UnescapeString(page); got != want {
		b.Fatalf("the template draws something else:\n%s\n%s", got, want)
	}

	b.Run("floor", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			again.Reset()
			if err := tmpl.Execute(&again, words); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("drawn", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			drawn()
		}
		b.ReportMetric(float64(len(page)), "page-bytes")
	})
}

// asTemplate makes a template of a page: its texts and the values of its inputs become data.
func asTemplate(b *testing.B, page string) (*template.Template, []string) {
	b.Helper()
	var source strings.Builder
	var words []string
	word := func(s string) {
		fmt.Fprintf(&source, "{{index . %d}}", len(words))
		words = append(words, s)
	}
	for z := nethtml.NewTokenizer(strings.NewReader(page)); z.Next() != nethtml.ErrorToken; {
		raw := string(z.Raw())
		if t := z.Token(); t.Type == nethtml.TextToken {
			word(t.Data)
			continue
		}
		before, rest, found := strings.Cut(raw, ` value="`)
		if !found {
			source.WriteString(raw)
			continue
		}
		value, after, _ := strings.Cut(rest, `"`)
		source.WriteString(before + ` value="`)
		word(html.UnescapeString(value))
		source.WriteString(`"` + after)
	}
	t, err := template.New("").Parse(source.String())
	if err != nil {
		b.Fatal(err)
	}
	return t, words
}
