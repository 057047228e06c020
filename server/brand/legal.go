package brand

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Legal is a text that the law has somebody shown before an order counts. It is the issuer's: this program shows it, has it agreed
// to, and keeps with the order which version it was.
type Legal struct {
	Version string `json:"version"` // 1-20 letters, digits, dots and hyphens; another one with every change of words
	Title   Words  `json:"title"`   // at most MaxLegalTitle characters
	Text    Words  `json:"text"`    // paragraphs, one a line; at most MaxLegalText characters
}

// Bounds of a legal text, in characters.
const (
	MaxLegalTitle = 80
	MaxLegalText  = 8000
)

// LegalKeys are the documents that a brand file has, no more and no fewer; docs/law.md says what each is for.
var LegalKeys = []string{
	"instalments", "revolving", "prepay", "cash_before", "cash_contract", "cash_receipt", "limit", "electronic", "bureau", "privacy", "closing",
}

var legalVersion = regexp.MustCompile(`^[A-Za-z0-9.-]{1,20}$`)

// Document is a legal text in a language; of a key that no brand file has, the empty one.
func (b *Brand) Document(l text.Lang, key string) wire.Document {
	d, ok := b.Documents[key]
	if !ok {
		return wire.Document{}
	}
	return wire.Document{Key: key, Version: d.Version, Title: d.Title.In(l), Text: d.Text.In(l)}
}

// legal says what is wrong with the documents.
func (b *Brand) legal() (errs []error) {
	for _, key := range LegalKeys {
		name := "documents." + key
		d, ok := b.Documents[key]
		if !ok {
			errs = append(errs, fmt.Errorf("%s is missing", name))
			continue
		}
		if !legalVersion.MatchString(d.Version) {
			errs = append(errs, fmt.Errorf("%s.version %q is not 1 to 20 letters, digits, dots and hyphens", name, d.Version))
		}
		errs = append(errs, bilingual(name+".title", d.Title, MaxLegalTitle)...)
		errs = append(errs, bilingual(name+".text", d.Text, MaxLegalText)...)
	}
	for _, key := range slices.Sorted(maps.Keys(b.Documents)) {
		if !slices.Contains(LegalKeys, key) {
			errs = append(errs, fmt.Errorf("documents.%s belongs to no procedure: the documents are %s", key, strings.Join(LegalKeys, ", ")))
		}
	}
	return errs
}

// bilingual says what is wrong with a text that has to be there in both languages and not longer than most characters in either.
func bilingual(name string, w Words, most int) (errs []error) {
	for _, s := range []string{w.JA, w.EN} {
		switch n := utf8.RuneCountInString(s); {
		case strings.TrimSpace(s) == "":
			return append(errs, fmt.Errorf("%s is missing or empty (every text in ja and en)", name))
		case n > most:
			errs = append(errs, fmt.Errorf("%s has %d characters; at most %d are shown", name, n, most))
		}
	}
	if strings.ContainsFunc(w.EN, japanese) {
		errs = append(errs, fmt.Errorf("%s has Japanese in its en", name))
	}
	return errs
}
