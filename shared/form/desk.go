package form

import (
	"strings"
	"unicode"

	"netanswer/shared/card"
	"netanswer/shared/text"
)

// DeskSet are the characters of the desk's codes, Crockford's base32: I, L and O are not among them, for they are taken for 1 and 0.
const (
	DeskSet     = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	DeskLetters = 10 // of a code
)

// DeskCode is the code that the desk gives by voice, as typed.
type DeskCode struct {
	Code Secret `json:"desk_code"`
}

// AskDesk is the button that leads to the desk.
type AskDesk struct{}

// Check finds nothing: there is nothing to type.
func (AskDesk) Check(Rules) []Problem { return nil }

// Letters are the characters of a code: full-width ones are half-width, small ones capitals, spaces and hyphens fall away, and
// what can only be mistaken for another is that other.
func (f DeskCode) Letters() string {
	return strings.Map(func(r rune) rune {
		switch r = unicode.ToUpper(r); r {
		case 'O':
			return '0'
		case 'I', 'L':
			return '1'
		}
		return r
	}, card.Fold(string(f.Code)))
}

// Check wants ten characters of the set.
func (f DeskCode) Check(r Rules) []Problem {
	code := f.Letters()
	var m text.Message
	var args []any
	switch n := len([]rune(code)); {
	case code == "":
		m = text.DeskCodeEmpty
	case strings.ContainsFunc(code, func(r rune) bool { return !strings.ContainsRune(DeskSet, r) }):
		m = text.DeskCodeLetters
	case n != DeskLetters:
		m, args = text.DeskCodeLength, []any{DeskLetters, n}
	default:
		return nil
	}
	return []Problem{r.Problem("desk_code", m, args...)}
}
