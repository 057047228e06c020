package proof

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

const challenge = "1780000000.q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ.1.0123456789abcdefghijABCDEFGHIJ0123456789_-k"

// The library is what ours must agree with.
func TestTheOwnSHA256IsTheLibrarys(t *testing.T) {
	seed := challenge[len(challenge)-seedLength:]
	b := block(challenge)
	for range 2000 {
		piece, n := rand.N(256), rand.Uint64()
		raw := append([]byte(seed), byte(piece))
		sum := sha256.Sum256(binary.BigEndian.AppendUint64(raw, n))
		if want, got := bits.LeadingZeros32(binary.BigEndian.Uint32(sum[:])), zeros(&b, piece, n); got != want {
			t.Fatalf("piece %d, number %d: %d zero bits, the library has %d", piece, n, got, want)
		}
		if want, got := binary.BigEndian.Uint32(sum[:]), first(&b); got != want {
			t.Fatalf("%x, the library has %x", got, want)
		}
	}
}

func TestAProofIsFoundInStepsAndGoodForItsChallengeAlone(t *testing.T) {
	const zeroBits = 8
	s := Begin(challenge, zeroBits)
	steps := 0
	for before := 0; !s.Step(100); steps++ {
		if s.Done() < before {
			t.Fatal("pieces get lost")
		}
		before = s.Done()
	}
	if steps < 3 {
		t.Errorf("found after %d steps: is anything searched?", steps)
	}
	if !Good(challenge, zeroBits, s.String()) {
		t.Errorf("%s is no proof", s)
	}
	found := strings.Split(s.String(), ".")
	swapped := strings.Join(append([]string{found[1], found[0]}, found[2:]...), ".")
	for what, bad := range map[string]string{
		"nothing": "", "too few": strings.Join(found[1:], "."), "one more": s.String() + ".1", "swapped": swapped, "in capitals": strings.ToUpper(s.String()) + "",
		"not numbers": strings.Repeat("-.", Pieces-1) + "-", "long": strings.Repeat("0", 1000), "zeros in front": "0" + s.String(),
	} {
		if bad != s.String() && Good(challenge, zeroBits, bad) {
			t.Errorf("%s: %q proves it", what, bad)
		}
	}
	if Good(strings.Replace(challenge, "_-k", "_-l", 1), zeroBits, s.String()) {
		t.Error("good for another challenge")
	}
	if Good(challenge, 24, s.String()) {
		t.Error("good for one that is harder")
	}
	if Good("short", zeroBits, s.String()) {
		t.Error("good for a challenge that is none")
	}
}

// BenchmarkSearch is one number tried: what a difficulty costs is this times 2^bits times the pieces.
func BenchmarkSearch(b *testing.B) {
	s := Begin(challenge, 32)
	for b.Loop() {
		s.Step(1)
	}
	_ = strconv.Itoa(s.Done())
}
