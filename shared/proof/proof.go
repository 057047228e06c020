// Package proof is a proof of work: numbers that take a machine some seconds to find and a server no time to check. A
// challenge is a text; a proof of it are a few numbers, the n-th of which makes SHA-256(challenge's seed, n, number) begin
// with enough zero bits. Several easy pieces instead of a hard one: they take nearly the same time whoever is unlucky, and
// how many are done is an honest progress line.
//
// The app searches in slices, so that the page stays alive; it has a SHA-256 of one block of its own here, as the library's
// would cost every visitor a download. A test holds the two together.
package proof

import (
	"encoding/binary"
	"math/bits"
	"strconv"
	"strings"
)

// Pieces of every proof.
const Pieces = 8

// Search looks for the proof of a challenge.
type Search struct {
	block [16]uint32
	bits  int
	found []string
	at    uint64
}

// Begin begins a search for pieces of so many zero bits.
func Begin(challenge string, zeros int) *Search {
	s := &Search{bits: zeros}
	s.block = block(challenge)
	return s
}

// Done is how many pieces were found.
func (s *Search) Done() int { return len(s.found) }

// Step tries n numbers and says whether the proof is complete.
func (s *Search) Step(n int) bool {
	for ; n > 0 && len(s.found) < Pieces; n-- {
		if zeros(&s.block, len(s.found), s.at) >= s.bits {
			s.found = append(s.found, strconv.FormatUint(s.at, 36))
		}
		s.at++
	}
	return len(s.found) == Pieces
}

// String is the complete proof.
func (s *Search) String() string { return strings.Join(s.found, ".") }

// Good says whether proof proves challenge.
func Good(challenge string, zeroBits int, proof string) bool {
	if len(proof) > 14*Pieces {
		return false
	}
	found := strings.Split(proof, ".")
	if len(found) != Pieces {
		return false
	}
	b := block(challenge)
	for i, f := range found {
		n, err := strconv.ParseUint(f, 36, 64)
		if err != nil || strconv.FormatUint(n, 36) != f || zeros(&b, i, n) < zeroBits {
			return false
		}
	}
	return true
}

// seedLength is of the challenge's end, which the server made of all of it: an HMAC-SHA256 in base64.
const seedLength = 43

// block is the one block that is hashed: seed, piece, number, and the padding of 52 bytes.
func block(challenge string) (w [16]uint32) {
	var raw [64]byte
	copy(raw[:seedLength], challenge[max(0, len(challenge)-seedLength):])
	raw[52] = 0x80
	binary.BigEndian.PutUint64(raw[56:], 52*8)
	for i := range w {
		w[i] = binary.BigEndian.Uint32(raw[4*i:])
	}
	return w
}

// zeros is how many zero bits the hash of a block begins with, its piece (byte 43) and number (bytes 44 to 51) filled in. Only
// the first word is looked at: 32 bits are more than anybody asks for.
func zeros(b *[16]uint32, piece int, n uint64) int {
	b[10] = b[10]&^0xff | uint32(piece)
	b[11], b[12] = uint32(n>>32), uint32(n)
	return bits.LeadingZeros32(first(b))
}
