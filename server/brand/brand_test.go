package brand

import (
	"strings"
	"testing"

	"netanswer/shared/text"
)

func TestTheDefaultBrandIsCompleteAndFictional(t *testing.T) {
	b, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.MailDomain, "example") || !strings.Contains(b.Company.JA, "見本") {
		t.Errorf("the default brand could be taken for a real one: %s, %s", b.Company.JA, b.MailDomain)
	}
	terms := b.WireTerms(text.JA)
	if terms.Title != "利用規約 第3版（2026年4月1日）" || terms.Version != "terms-3/privacy-2" {
		t.Errorf("%q %q", terms.Title, terms.Version)
	}
	if en := b.WireTerms(text.EN).Title; en != "Terms of use, version 3 (2026-04-01)" {
		t.Error(en)
	}
}

func TestABrandFileThatIsWrongSaysWhat(t *testing.T) {
	for want, change := range map[string][2]string{
		`calls.lines[0].free: "0120"`:           {`"0120-000-001"`, `"0120"`},
		"is the number of calls.lines[0]":       {`"03-0000-0002"`, `"+81 120 000 001"`},
		`calls.lines[2].arrives[0]: "020`:       {`"050-0000-0003"`, `"020-1234-5678"`},
		"unknown field":                         {`"card"`, `"kard"`},
		"desk.phone is missing":                 {`"0120-000-000"`, `""`},
		"lost.phone is missing":                 {`"0120-000-024"`, `""`},
		"lost.hours is missing":                 {`"24時間 年中無休"`, `""`},
		"is not like #17597a":                   {`"#17597a"`, `"17597a"`},
		"contrast of":                           {`"#17597a"`, `"#99c0d8"`},
		"terms.articles[0].heading":             {`Article 1 (Purpose)`, ``},
		"is not like 2026-11-23":                {`"2026-04-01"`, `"1 April"`},
		"colours.accent_lite #552200 has":       {`"#f2a877"`, `"#552200"`},
		"documents.cash_before is missing":      {`"cash_before"`, `"cash_befor"`},
		"documents.cash_befor belongs to no":    {`"cash_before"`, `"cash_befor"`},
		`documents.instalments.version "" is`:   {`"instalments": {"version": "1"`, `"instalments": {"version": ""`},
		"documents.electronic.title is missing": {`"Consent to electronic delivery"`, `""`},
		"documents.prepay.title has Japanese":   {`"About paying sooner"`, `"About 繰上"`},
		"documents.closing.title has 90":        {`"About closing your membership"`, `"` + strings.Repeat("a", 90) + `"`},
		"faq[0].question is missing":            {`"What is the yearly fee of the Mihon Card?"`, `" "`},
		"faq[0].names[1] has 0 characters":      {`"会費"`, `""`},
		"faq[0].answer has 2001 characters":     {`"The Mihon Card is a sample and has no yearly fee. For a real card, please see its terms."`, `"` + strings.Repeat("a", 2001) + `"`},
	} {
		raw := strings.Replace(string(mihon), change[0], change[1], 1)
		if raw == string(mihon) {
			t.Fatalf("the default brand has no %s", change[0])
		}
		_, err := Parse([]byte(raw))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

func TestContrastIsThatOfWCAG(t *testing.T) {
	for pair, want := range map[[2]Colour]float64{{"#000000", "#ffffff"}: 21, {"#ffffff", "#ffffff"}: 1, {"#777777", "#ffffff"}: 4.48, {"#17597a", "#ffffff"}: 7.6} {
		got, err := Contrast(pair[0], pair[1])
		if err != nil || got < want-.1 || got > want+.1 {
			t.Errorf("%v: %.2f, want %.2f (%v)", pair, got, want, err)
		}
	}
}

func TestAMarkThatIsNoPathIsRefused(t *testing.T) {
	raw := strings.Replace(string(mihon), "M9 25.5v-7a4.5", `M9 25.5\"/><script>`, 1)
	if _, err := Parse([]byte(raw)); err == nil || !strings.Contains(err.Error(), "icon") {
		t.Errorf("%v", err)
	}
}

func TestLinesAreReadInEveryWayOfWritingThemAndFoundByTheirFreeNumber(t *testing.T) {
	b, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Calls.Lines) < 7 { // see docs/limits.md: one place takes six at most
		t.Errorf("%d lines", len(b.Calls.Lines))
	}
	l, ok := b.LineOf("+81120000002")
	free, arrives := l.Numbers()
	if !ok || l.Charged != "03-0000-0002" || free != "+81120000002" || strings.Join(arrives, " ") != "+81120000002 +81300000002 +815000000002" {
		t.Errorf("%v %+v %s %v", ok, l, free, arrives)
	}
	if _, ok := b.LineOf("+81300000002"); ok {
		t.Error("a charged number stands for a line")
	}
}

func TestADocumentIsShownInTheLanguageThatIsSpokenWithItsVersion(t *testing.T) {
	b, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range LegalKeys {
		ja, en := b.Document(text.JA, key), b.Document(text.EN, key)
		if ja.Key != key || ja.Version == "" || en.Version != ja.Version || ja.Title == en.Title || !strings.Contains(ja.Text, "見本") || !strings.Contains(en.Text, "sample") {
			t.Errorf("%s: %+v %+v", key, ja, en)
		}
		if p, q := strings.Count(ja.Text, "\n"), strings.Count(en.Text, "\n"); p < 3 || p != q {
			t.Errorf("%s has %d paragraphs in Japanese, %d in English", key, p, q)
		}
	}
	if d := b.Document(text.JA, "lease"); d.Key != "" || d.Text != "" {
		t.Errorf("%+v", d)
	}
}
