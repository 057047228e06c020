package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"netanswer/shared/text"
)

// MaxCardName is how many characters a card's name has at most.
const MaxCardName = 20

// mostDigits are fewer than any card number has: a name is no place for one.
const mostDigits = 11

// CardName is what a member calls a card; nothing calls it by its brand again.
type CardName struct {
	Name string `json:"card_name"`
}

// Trimmed is the name without the blanks around it.
func (f CardName) Trimmed() string { return strings.TrimSpace(f.Name) }

// Check takes letters of any script, but nothing that is not seen and changes how the rest is read.
func (f CardName) Check(r Rules) []Problem {
	name := f.Trimmed()
	n := utf8.RuneCountInString(name)
	switch {
	case !utf8.ValidString(name) || strings.ContainsFunc(name, unseen) || name != "" && !strings.ContainsFunc(name, seen):
		return []Problem{r.Problem("card_name", text.CardNameLetters)}
	case n > MaxCardName:
		return []Problem{r.Problem("card_name", text.CardNameLong, MaxCardName, n)}
	case digitsIn(name) > mostDigits:
		return []Problem{r.Problem("card_name", text.CardNameNumber)}
	}
	return nil
}

// unseen are control and format characters, line ends and what no font has. Scripts and emoji need two joiners of them.
func unseen(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return r != nonJoiner && r != joiner && (!unicode.IsGraphic(r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp))
}

// seen stands on a ground of its own.
func seen(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) }

func digitsIn(s string) (n int) {
	for _, r := range s {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// ViewCard has another of the member's cards shown.
type ViewCard struct {
	Card string `json:"card"` // hidden: names it among the member's
	Next string `json:"next"` // hidden: the screen to show it on
}

// Check finds nothing: there is nothing to type.
func (ViewCard) Check(Rules) []Problem { return nil }

// RemoveCard is the button カードを外す.
type RemoveCard struct{}

// Check finds nothing: there is nothing to type.
func (RemoveCard) Check(Rules) []Problem { return nil }
