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

// In is the message in a language, its verbs filled. In English %[1]d {second|seconds} takes the first word for 1, else the second.
func (m Message) In(l Lang, args ...any) string {
	s := m.JA
	if l == EN {
		s = m.EN
	}
	if len(args) == 0 {
		return s
	}
	if l == EN {
		s = plural(s, args)
	}
	return fmt.Sprintf(s, args...)
}

// plural chooses the words in braces by the argument before them. It looks at the message alone: what is filled in may hold braces.
func plural(s string, args []any) string {
	for {
		before, rest, found := strings.Cut(s, "]d {")
		one, rest, _ := strings.Cut(rest, "|")
		many, after, _ := strings.Cut(rest, "}")
		if !found {
			return s
		}
		word := many
		if n := int(before[len(before)-1] - '1'); n < len(args) && args[n] == 1 {
			word = one
		}
		s = before + "]d " + word + after
	}
}

// Parse reads a language tag ("en-GB", "ja"); anything unknown is Japanese.
func Parse(tag string) Lang {
	if primary, _, _ := strings.Cut(tag, "-"); strings.EqualFold(primary, "en") {
		return EN
	}
	return JA
}
