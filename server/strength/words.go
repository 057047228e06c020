package strength

import _ "embed"

// words are a hundred thousand words and passwords, made by build: a count, then for each word in order its rank and where
// it begins, then the words themselves without a gap. Numbers have three bytes, the smallest first. They lie in the program
// file: nothing is read before the first question, and what the system then reads it can drop again.
//
//go:generate go run ./build
//go:embed words.bin
var words string

// minLetters is how long the shortest word is.
const minLetters = 3

const password = 1 << 23 // the bit of a rank that marks what people choose as a password

func three(at int) int { return int(words[at]) | int(words[at+1])<<8 | int(words[at+2])<<16 }

// span is the words that begin with the bytes walked so far: a sorted list is walked like a tree.
type span struct{ from, to, depth int }

func all() span { return span{to: three(0)} }

// word is the i-th word.
func word(i int) string {
	n := three(0)
	starts, text := 3+3*n, 3+6*n
	end := len(words)
	if i+1 < n {
		end = text + three(starts+3*(i+1))
	}
	return words[text+three(starts+3*i) : end]
}

// next walks one byte; ok says whether any word is left.
func (s span) next(c byte) (_ span, ok bool) {
	from := s.first(s.from, int(c))
	if from == s.to || letter(from, s.depth) != int(c) {
		return s, false
	}
	return span{from, s.first(from, int(c)+1), s.depth + 1}, true
}

// first is the first word of the span, from here on, whose next byte is c or more.
func (s span) first(from, c int) int {
	to := s.to
	for from < to {
		if mid := int(uint(from+to) / 2); letter(mid, s.depth) < c {
			from = mid + 1
		} else {
			to = mid
		}
	}
	return from
}

// letter is a byte of a word, -1 behind its end.
func letter(i, at int) int {
	w := word(i)
	if at >= len(w) {
		return -1
	}
	return int(w[at])
}

// rank is that of the word that ends here, 0 when none does; listed says that it is a password.
func (s span) rank() (rank int, listed bool) {
	if len(word(s.from)) != s.depth {
		return 0, false
	}
	n := three(3 + 3*s.from)
	return n &^ password, n&password != 0
}

// listed says whether something is on the lists of passwords, exactly but for its case.
func listed(p []rune) bool {
	s := all()
	for _, c := range []byte(string(lower(p))) {
		var ok bool
		if s, ok = s.next(c); !ok {
			return false
		}
	}
	_, is := s.rank()
	return is
}
