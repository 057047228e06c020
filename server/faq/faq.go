// Package faq is what members ask often, with its answers: a table that is found by words, readings and wrong names. It stays on the
// server, which does the searching: the app need not carry it.
package faq

import (
	"slices"
	"strings"

	"netanswer/shared/kana"
	"netanswer/shared/menu"
	"netanswer/shared/text"
)

// Question is one that is asked often.
type Question struct {
	Key    string       // names it in addresses, and never changes
	Ask    text.Message // Key is of no use here
	Answer text.Message // paragraphs, one a line
	Names  []string     // how it is read, and what else people look for, wrong names too
	Path   string       // of a screen that it is about; may be empty
}

// All are those that the program has by itself. An issuer's own come from the brand file, before these.
func All() []Question { return slices.Clone(all) }

// Find are the questions that a search finds, all when nothing is asked. near: none fits, these come near by what they ask and are called;
// the answers have too many words for that.
func Find(among []Question, query string) (found []Question, near bool) {
	texts := folded(among, true)
	places, near := menu.Among(texts, query)
	if near {
		places, near = menu.Among(folded(among, false), query)
	}
	for _, i := range places {
		found = append(found, among[i])
	}
	return found, near
}

// folded is what each question is found by.
func folded(qs []Question, answers bool) []string {
	out := make([]string, len(qs))
	for i, q := range qs {
		words := append([]string{q.Ask.JA, q.Ask.EN}, q.Names...)
		if answers {
			words = append(words, q.Answer.JA, q.Answer.EN)
		}
		for n := range words {
			words[n] = kana.Fold(words[n])
		}
		out[i] = strings.Join(words, "\n")
	}
	return out
}
