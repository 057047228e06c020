package form

import (
	"slices"
	"strings"

	"netanswer/shared/card"
	"netanswer/shared/text"
)

// MaxContact is how long an inquiry may be, in characters.
const MaxContact = 2000

// Topics are what an inquiry may be about, in the order in which they are offered.
var Topics = []string{"uses", "payment", "cash", "limit", "card", "registration", "privacy", "complaint", "other"}

// Contact is an inquiry: what a member asks in writing.
type Contact struct {
	Topic string   `json:"topic"`
	Words string   `json:"words"`
	Files []Upload `json:"files"`
	Key   string   `json:"key"` // hidden: of the page, so that what is sent twice is one inquiry; 32 hex digits
}

// Trimmed is what is asked, the white space around it gone.
func (in Contact) Trimmed() string { return strings.TrimSpace(in.Words) }

// Check says what is wrong. A card number is nothing that anybody here needs to be told.
func (in Contact) Check(r Rules) (ps []Problem) {
	if !slices.Contains(Topics, in.Topic) {
		ps = append(ps, r.Problem("topic", text.ContactTopicMissing))
	}
	switch n := len([]rune(in.Trimmed())); {
	case n == 0:
		ps = append(ps, r.Problem("words", text.ContactWordsMissing))
	case n > MaxContact:
		ps = append(ps, r.Problem("words", text.ContactWordsLong, MaxContact, n))
	case cardNumber(in.Words):
		ps = append(ps, r.Problem("words", text.ContactCardNumber))
	}
	ps = append(ps, r.Uploads("files", in.Files)...)
	if len(in.Key) != 32 || strings.Trim(in.Key, "0123456789abcdef") != "" {
		ps = append(ps, r.Problem("", text.ContactStale))
	}
	return ps
}

// cardNumber says whether a card number is written somewhere in words: sixteen digits or so that belong together and come out.
func cardNumber(words string) bool {
	var run []rune
	found := func() bool {
		_, err := card.ParseNumber(string(run))
		run = run[:0]
		return err == nil
	}
	gap := 0
	for _, c := range words {
		switch c = card.Narrow(c); {
		case c >= '0' && c <= '9':
			run, gap = append(run, c), 0
		case (c == ' ' || c == '-') && gap == 0:
			gap++
		default:
			if found() {
				return true
			}
			gap = 0
		}
	}
	return found()
}
