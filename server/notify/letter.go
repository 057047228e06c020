package notify

import (
	"bytes"
	_ "embed"
	"html/template"
	"regexp"
	"strings"
	"unicode"

	"netanswer/shared/text"
)

// Look is how the brand's mails look.
type Look struct {
	Name    func(text.Lang) string // of the card and the service, on top and as the sender's
	Company func(text.Lang) string // beneath
	Deep    string                 // colour of the band on top, #rrggbb; the figures' too
}

//go:embed letter.html
var letterHTML string

var letter = template.Must(template.New("letter").Parse(letterHTML))

// part is a mail in one language.
type part struct {
	Lang   text.Lang
	Blocks []block
}

// block is a paragraph, a list of facts, or a passcode.
type block struct {
	Lines []string
	Facts []fact
}

type fact struct {
	Name, Value string
	Code        bool // a passcode: large, to be read and typed
}

var (
	factLine = regexp.MustCompile(`^([^：:.。、,?？]{1,24})(?:：|: )(.+)$`)
	passcode = regexp.MustCompile(`^[0-9]{6}$`)
)

// between are the languages of a mail that has several.
const between = "\n----\n\n"

// html is a mail's text in the brand's look. It has no links and loads nothing: a mail that asks nobody to press anything teaches
// nobody to press. Lines that name a thing and say it (日時：…) become a table.
func (l Look) html(m Message) (string, error) {
	var parts []part
	for words := range strings.SplitSeq(m.Text, between) {
		parts = append(parts, part{langOf(words), blocks(words)})
	}
	first := langOf(m.Subject)
	var b bytes.Buffer
	err := letter.Execute(&b, map[string]any{
		"Lang": first, "Subject": m.Subject, "Parts": parts, "Deep": l.Deep, "Name": l.Name(first), "Company": l.Company(first),
	})
	return b.String(), err
}

func blocks(words string) (out []block) {
	for paragraph := range strings.SplitSeq(strings.TrimSpace(words), "\n\n") {
		var b block
		flush := func() {
			if len(b.Lines)+len(b.Facts) > 0 {
				out = append(out, b)
			}
			b = block{}
		}
		for line := range strings.SplitSeq(paragraph, "\n") {
			found := factLine.FindStringSubmatch(line)
			if (found != nil) != (len(b.Facts) > 0) {
				flush()
			}
			if found != nil {
				b.Facts = append(b.Facts, fact{found[1], found[2], passcode.MatchString(found[2])})
			} else {
				b.Lines = append(b.Lines, line)
			}
		}
		flush()
	}
	return out
}

// langOf is the language of words: what has no kana and no kanji is English.
func langOf(words string) text.Lang {
	if strings.ContainsFunc(words, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }) {
		return text.JA
	}
	return text.EN
}
