// Package text holds every sentence that a person reads: screens, problems, mail and SMS, in Japanese and English side
// by side. Rules and views name a Message; nobody else writes sentences.
//
// A message that does not exist is an undefined identifier, and one that lacks a language is a composite literal with
// too few values: both fail the build.
package text

import (
	"fmt"
	"strings"
)

// Lang is a language of the site.
type Lang string

// The languages. Japanese is the default.
const (
	JA Lang = "ja"
	EN Lang = "en"
)

// Message is one sentence in every language. Key names it to machines (the "key" of a problem) and never changes.
// The words may hold fmt verbs with explicit indexes (%[1]s), the same in each language.
type Message struct{ Key, JA, EN string }

// In is the message in a language, its verbs filled.
func (m Message) In(l Lang, args ...any) string {
	s := m.JA
	if l == EN {
		s = m.EN
	}
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

// Parse reads a language tag ("en-GB", "ja"); anything unknown is Japanese.
func Parse(tag string) Lang {
	if primary, _, _ := strings.Cut(tag, "-"); strings.EqualFold(primary, "en") {
		return EN
	}
	return JA
}
