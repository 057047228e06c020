package strength

import (
	"math"
	"unicode"
)

// maxSteps bounds the search for words in one password. Only letters written as signs can come near it; from then on they are
// taken as signs.
const maxSteps = 10_000

// A piece is a part of the password that an attacker tries as one thing, and how many guesses that takes.
type piece struct {
	from    int
	guesses float64
	letters bool // it makes a structure of its own; digits and signs are trimmings
}

type estimate struct {
	typed  []rune
	small  []rune // the same in small letters
	own    [][]rune
	pieces [][]piece // by where they end
	steps  int       // of the search for words
}

// guesses is how many guesses find a password, folded, when the attacker knows some words.
func guesses(p []rune, own [][]rune) float64 {
	e := estimateOf(p, own)
	return e.cheapest()
}

func estimateOf(p []rune, own [][]rune) *estimate {
	e := &estimate{typed: p, small: lower(p), own: own, pieces: make([][]piece, len(p)+1)}
	e.words()
	e.ownWords()
	e.walks()
	e.sequences()
	e.dates()
	e.repeats()
	return e
}

// Guesses of the least that a part of a password costs, however easy it is.
const (
	leastOne  = 10
	leastMore = 50
)

// add enters a piece. What is only a part costs something whatever it is.
func (e *estimate) add(from, to int, guesses float64, letters bool) {
	if to-from < len(e.typed) {
		least := float64(leastMore)
		if to-from == 1 {
			least = leastOne
		}
		guesses = max(guesses, least)
	}
	e.pieces[to] = append(e.pieces[to], piece{from, guesses, letters})
}

// maxParts is how many structures are worth counting: four make 10,000³ guesses, beyond every grade.
const (
	maxParts = 3
	growth   = 1e4 // an attacker tries all of fewer structures first
)

// cheapest is the number of guesses of the best way to put the password together from pieces and single characters:
//
//	parts! · Π guesses + growth^(parts-1)
//
// where digits and signs are no part: they are tried behind a word first, and elsewhere after that.
func (e *estimate) cheapest() float64 {
	n := len(e.typed)
	if n == 0 {
		return 1
	}
	letters := make([]int, n+1)
	for i, r := range e.typed {
		letters[i+1] = letters[i]
		if unicode.IsLetter(r) {
			letters[i+1]++
		}
	}
	best := make([][maxParts + 1]float64, n+1) // products, by length and parts
	for i := range best {
		for parts := range best[i] {
			best[i][parts] = math.Inf(1)
		}
	}
	best[0][0] = 1
	take := func(to int, p piece) {
		more, cost := 1, p.guesses
		if !p.letters {
			more = 0
			if to < n {
				cost *= 2
			}
		}
		for parts := 0; parts+more <= maxParts; parts++ {
			best[to][parts+more] = min(best[to][parts+more], best[p.from][parts]*cost)
		}
	}
	for to := 1; to <= n; to++ {
		for _, p := range e.pieces[to] {
			take(to, p)
		}
		for from, cost := to-1, 1.0; from >= 0; from-- {
			cost *= leastOne // of a character of which nothing is known, rounded down
			take(to, piece{from, cost, letters[to] > letters[from]})
		}
	}
	least, ways := math.Inf(1), 1.0
	for parts, product := range best[n] {
		ways *= float64(max(parts, 1))
		least = min(least, ways*product+math.Pow(growth, float64(max(parts, 1)-1)))
	}
	return least
}

// capitals is in how many ways the capitals of a part may have been set. A capital at the beginning or the end, or nothing
// but capitals, is what everybody does.
func capitals(typed []rune) float64 {
	var upper, lower int
	var first, last bool
	for _, r := range typed {
		switch {
		case unicode.IsUpper(r):
			first = first || upper+lower == 0
			last = true
			upper++
		case unicode.IsLetter(r):
			last = false
			lower++
		}
	}
	switch {
	case upper == 0:
		return 1
	case lower == 0, upper == 1 && (first || last):
		return 2
	}
	return choices(upper, lower)
}

// choices is in how many ways at most the rarer of two kinds can be placed.
func choices(a, b int) (ways float64) {
	for k, c := 1, 1.0; k <= min(a, b); k++ {
		c = c * float64(a+b-k+1) / float64(k)
		ways += c
	}
	return ways
}

func hasLetter(rs []rune) bool {
	for _, r := range rs {
		if unicode.IsLetter(r) {
			return true
		}
	}
	return false
}
