// Package strength says how hard a password is to guess, and which ones nobody should choose. It is zxcvbn: a password is
// taken apart into what an attacker tries first (words, names, dates, walks over the keyboard, repeats) and graded by the
// number of guesses that its cheapest taking-apart needs.
//
// It is adapted, from github.com/trustelem/zxcvbn and @zxcvbn-ts/core (see LICENSE), because no Go library can be used as
// it is: they load megabytes of words when the program starts, know no Japanese, and work without bound on letters written
// as signs. Here
//
//   - nothing is loaded, ever: the words lie sorted in the program file and are searched where they lie (words.go);
//   - the Japanese lists of zxcvbn-ts are in, in every spelling of romaji, full width and katakana are folded;
//   - work is bounded by length and counted (estimate.go);
//   - digits and signs do not make a new structure: sakura2026! is one word with trimmings, not three parts.
package strength

import (
	"context"
	"runtime"
	"strings"
	"time"
	"unicode"

	"netanswer/server/fault"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const (
	maxOwn    = 32 // words that one question may bring along
	trimmings = 4  // digits and signs around a word that do not make it another
	gradeWait = time.Second
)

// The upper bounds of guesses for the grades 0 to 3.
var bounds = [...]float64{1e3, 1e6, 1e8, 1e10}

// Grader grades passwords. As many at a time as there are cores.
type Grader struct {
	site [][]rune
	turn chan struct{}
}

// New makes a grader that knows the words of this site: anyone who attacks it tries those first.
func New(site ...string) *Grader {
	return &Grader{site: ownWords(site), turn: make(chan struct{}, runtime.GOMAXPROCS(0))}
}

// Grade is how hard a password is to guess, 0 (at once) to 4 (very hard), by someone who knows the member's own words: ID
// and mail address. Nobody may choose one of grade 0; those that are common have it.
func (g *Grader) Grade(ctx context.Context, password string, own []string) (int, error) {
	wait, cancel := context.WithTimeout(ctx, gradeWait)
	defer cancel()
	select {
	case g.turn <- struct{}{}:
	case <-wait.Done():
		return 0, fault.New(wire.Unavailable, text.Busy).After(2 * time.Second)
	}
	defer func() { <-g.turn }()
	if g.Common(password) {
		return 0, nil
	}
	return grade(guesses(fold(form.Graded(password)), append(ownWords(own), g.site...))), nil
}

// Common says whether a password is one that many people choose: it is on the lists of such passwords, or a thousand
// guesses find it, or would find it without the four digits and signs, at most, that stand around it. So password1,
// sakura2026, netanswer!, 123456789012345 and passwordpassword are common.
func (g *Grader) Common(password string) bool {
	p := fold(form.Graded(password))
	if listed(p) {
		return true
	}
	word := trim(p)
	return grade(guesses(p, g.site)) == 0 || len(word) < len(p) && grade(guesses(word, g.site)) == 0
}

func grade(guesses float64) int {
	for g, bound := range bounds {
		if guesses < bound+5 {
			return g
		}
	}
	return len(bounds)
}

// trim takes away digits and signs at both ends, if they are few and something is left.
func trim(p []rune) []rune {
	from, to := 0, len(p)
	for from < to && !unicode.IsLetter(p[from]) {
		from++
	}
	for to > from && !unicode.IsLetter(p[to-1]) {
		to--
	}
	if from == to || from+len(p)-to > trimmings {
		return p
	}
	return p[from:to]
}

// ownWords are the words that a member's ID or mail address is made of: the whole of it, what stands before the @, and the
// letters and digits between signs.
func ownWords(own []string) (words [][]rune) {
	add := func(w string) {
		if w := fold(form.Graded(w)); len(w) >= minLetters && len(words) < maxOwn {
			words = append(words, lower(w))
		}
	}
	for _, w := range own {
		local, _, _ := strings.Cut(w, "@")
		add(local)
		if local != w {
			add(w)
		}
		parts := strings.FieldsFunc(local, func(r rune) bool { return !unicode.IsLetter(r) })
		for _, part := range parts {
			if part != local {
				add(part)
			}
		}
	}
	return words
}

// fold writes full-width characters half-width and katakana as hiragana, character by character.
func fold(s string) []rune {
	out := []rune(s)
	for i, r := range out {
		switch {
		case r >= '！' && r <= '～':
			out[i] = r - '！' + '!'
		case r == '　':
			out[i] = ' '
		case r >= 'ァ' && r <= 'ヶ':
			out[i] = r - 'ァ' + 'ぁ'
		}
	}
	return out
}

func lower(rs []rune) []rune {
	out := make([]rune, len(rs))
	for i, r := range rs {
		out[i] = unicode.ToLower(r)
	}
	return out
}
