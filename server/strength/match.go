package strength

import (
	"slices"
	"strings"
	"unicode"
)

// Signs that stand for letters. Each letter is listed where it is read most often first.
var signs = map[rune]string{
	'4': "a", '@': "a", '8': "b", '(': "c", '{': "c", '[': "c", '<': "ck", '3': "e", '6': "gd", '9': "gq", '&': "g", '#': "h", '1': "il", '!': "il", '|': "il",
	'7': "tl", '0': "o", '$': "s", '5': "s", '+': "t", '%': "x", '2': "z",
}

// words finds the words of the lists: as they are, backwards, and with signs for letters.
func (e *estimate) words() {
	n := len(e.small)
	for from := range n {
		e.spell(from, from, all(), nil, nil, false)
	}
	back := &estimate{typed: slices.Clone(e.typed), small: slices.Clone(e.small), pieces: make([][]piece, n+1)}
	slices.Reverse(back.typed)
	slices.Reverse(back.small)
	for from := range n {
		back.spell(from, from, all(), nil, nil, false)
	}
	for to, ps := range back.pieces {
		for _, p := range ps {
			e.add(n-to, n-p.from, 2*p.guesses, p.letters)
		}
	}
	e.steps += back.steps
	if strings.ContainsFunc(string(e.small), func(r rune) bool { return signs[r] != "" }) {
		for from := range n {
			e.spell(from, from, all(), nil, nil, true)
		}
	}
}

// swap is a letter that was read for a sign.
type swap struct {
	sign   rune
	letter byte
}

// spell walks on from a beginning through the words that it may still become. Where one ends it is a piece.
func (e *estimate) spell(from, at int, s span, spelt []byte, swaps []swap, signed bool) {
	if at-from >= minLetters && (len(swaps) > 0 || !signed) {
		if rank, _ := s.rank(); rank > 0 {
			typed := e.typed[from:at]
			e.add(from, at, float64(rank)*capitals(typed)*disguises(spelt, swaps), len(swaps) > 0 || hasLetter(typed))
		}
	}
	if at == len(e.small) || e.steps > maxSteps {
		return
	}
	next, ok := s, true
	letters := []byte(string(e.small[at]))
	for i := 0; ok && i < len(letters); i++ {
		e.steps++
		next, ok = next.next(letters[i])
	}
	if ok {
		e.spell(from, at+1, next, append(spelt, letters...), swaps, signed)
	}
	if !signed {
		return
	}
	for _, letter := range []byte(signs[e.small[at]]) {
		e.steps++
		if next, ok := s.next(letter); ok {
			e.spell(from, at+1, next, append(spelt, letter), append(swaps, swap{e.small[at], letter}), true)
		}
	}
}

// disguises is in how many ways the letters of a word may have been written as these signs.
func disguises(spelt []byte, swaps []swap) float64 {
	ways := 1.0
	for i, s := range swaps {
		if slices.Contains(swaps[:i], s) {
			continue
		}
		signed := 0
		for _, other := range swaps {
			if other == s {
				signed++
			}
		}
		plain := 0
		for _, c := range spelt {
			if c == s.letter {
				plain++
			}
		}
		if plain -= signed; plain <= 0 {
			ways *= 2
		} else {
			ways *= choices(plain, signed)
		}
	}
	return ways
}

// ownWords finds the words that the attacker knows, in whatever disguise, forwards and backwards.
func (e *estimate) ownWords() {
	for _, w := range e.own {
		back := slices.Clone(w)
		slices.Reverse(back)
		for from := 0; from+len(w) <= len(e.small); from++ {
			to := from + len(w)
			for i, way := range [][]rune{w, back} {
				if alike(e.small[from:to], way) {
					typed := e.typed[from:to]
					e.add(from, to, float64(1+i)*capitals(typed), hasLetter(typed))
				}
			}
		}
	}
}

func alike(typed, word []rune) bool {
	for i, r := range typed {
		if r != word[i] && !strings.ContainsRune(signs[r], word[i]) {
			return false
		}
	}
	return true
}

// Keyboards: rows of keys, each with its sign without and with shift. The rows of letters begin one key to the right.
type keyboard struct {
	rows    [4]string
	shifted bool
	keys    float64
	around  float64 // neighbours of a key, on the average
}

var keyboards = []keyboard{
	{[4]string{"`~1!2@3#4$5%6^7&8*9(0)-_=+", "qQwWeErRtTyYuUiIoOpP[{]}\\|", "aAsSdDfFgGhHjJkKlL;:'\"", "zZxXcCvVbBnNmM,<.>/?"}, true, 94, 4.6},
	{[4]string{"``1!2\"3#4$5%6&7'8(9)00-=^~\\|", "qQwWeErRtTyYuUiIoOpP@`[{", "aAsSdDfFgGhHjJkKlL;+:*]}", "zZxXcCvVbBnNmM,<.>/?\\_"}, true, 94, 4.6}, // Japan's
	{[4]string{" /*-", "789+", "456", "1230."}, false, 15, 5.1},
}

// key is where a sign lies.
func (k keyboard) key(r rune) (row, column int, shift, ok bool) {
	for row, keys := range k.rows {
		if i := strings.IndexRune(keys, r); i >= 0 && r < 128 {
			if !k.shifted {
				return row, i, false, true
			}
			column := i / 2
			if row > 0 {
				column++
			}
			return row, column, i%2 == 1, true
		}
	}
	return 0, 0, false, false
}

// step is the direction from a key to its neighbour, 0 when it is none.
func (k keyboard) step(a, b rune) (direction int, ok bool) {
	ar, ac, _, known := k.key(a)
	br, bc, _, known2 := k.key(b)
	if !known || !known2 {
		return 0, false
	}
	down, right := br-ar, bc-ac
	near := down >= -1 && down <= 1 && right >= -1 && right <= 1 && (down != 0 || right != 0)
	if k.shifted && down == right { // rows stand askew: up-left and down-right are no neighbours
		near = false
	}
	return 3*down + right, near
}

// walks finds ways from key to key over a keyboard.
func (e *estimate) walks() {
	for _, k := range keyboards {
		for from := 0; from < len(e.typed)-1; {
			to, turns, last := from+1, 0, 0
			for to < len(e.typed) {
				direction, ok := k.step(e.typed[to-1], e.typed[to])
				if !ok {
					break
				}
				if direction != last {
					turns, last = turns+1, direction
				}
				to++
			}
			if to-from >= minLetters {
				typed := e.typed[from:to]
				e.add(from, to, k.guesses(typed, turns), hasLetter(typed))
			}
			from = max(to-1, from+1)
		}
	}
}

// guesses is how many walks there are of this length or less with this many turns or less.
func (k keyboard) guesses(typed []rune, turns int) (n float64) {
	for length := 2; length <= len(typed); length++ {
		for c, power, t := 1.0, k.around, 1; t <= min(turns, length-1); t++ {
			n += c * k.keys * power
			c, power = c*float64(length-1-t)/float64(t), power*k.around
		}
	}
	shifted := 0
	for _, r := range typed {
		if _, _, shift, _ := k.key(r); shift {
			shifted++
		}
	}
	switch plain := len(typed) - shifted; {
	case shifted == 0:
		return n
	case plain == 0:
		return 2 * n
	default:
		return n * choices(shifted, plain)
	}
}

// maxStep is how far apart the characters of a sequence are, at most: aceg, 2468, あいう (which are two apart).
const maxStep = 5

// sequences finds runs of even steps. After 9 comes 0.
func (e *estimate) sequences() {
	step := func(i, last int) int {
		a, b := e.typed[i-1], e.typed[i]
		switch {
		case last == 1 && a == '9' && b == '0':
			return 1
		case last == -1 && a == '0' && b == '9':
			return -1
		}
		return int(b - a)
	}
	for from, n := 0, len(e.typed); from < n-1; {
		first := step(from+1, 0)
		to := from + 2
		for to < n && step(to, first) == first {
			to++
		}
		if far := max(first, -first); far > 0 && far <= maxStep && (to-from > 2 || far == 1) {
			base := 26.0
			switch r := e.typed[from]; {
			case strings.ContainsRune("aAzZ019", r):
				base = 4
			case unicode.IsDigit(r):
				base = 10
			}
			if first < 0 {
				base *= 2
			}
			e.add(from, to, base*float64(to-from), hasLetter(e.typed[from:to]))
		}
		from = to - 1
	}
}

// repeats finds what is said again and again. Saying it costs what it costs once, times how often.
func (e *estimate) repeats() {
	for from, n := 0, len(e.typed); from < n-1; {
		length, period := 0, 0
		for p := 1; from+2*p <= n; p++ {
			same := 0
			for from+p+same < n && e.typed[from+same] == e.typed[from+p+same] {
				same++
			}
			if all := p + same/p*p; same >= p && all > length {
				length, period = all, p
			}
		}
		if length == 0 {
			from++
			continue
		}
		once := e.typed[from : from+period]
		inner := estimateOf(once, e.own)
		e.steps += inner.steps
		e.add(from, from+length, inner.cheapest()*float64(length/period), hasLetter(once))
		from += length
	}
}
