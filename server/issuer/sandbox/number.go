package sandbox

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"slices"

	"netanswer/shared/card"
)

// plastic is which card of an account a number belongs to. It is the last digit before scrambling, so it never exceeds 9.
type plastic uint64

const (
	mainCard plastic = iota
	mainReissued
	familyCard
)

// prefixes begin the numbers of this world. Each leaves nine digits and the check digit.
var prefixes = map[card.Brand]string{
	card.Visa:       "400000",
	card.Mastercard: "510000",
	card.JCB:        "354000",
	card.Amex:       "37000",
	card.Diners:     "3600",
}

// A number holds its account and plastic, scrambled by a multiplication that can be undone, and turned around so that
// the last digits, which are all that is ever shown, differ most. Nothing is stored and nothing is searched, however
// many members there are.
const (
	space      = 1_000_000_000
	multiplier = 387_420_489
	inverse    = 513_180_409 // multiplier × inverse = 1 modulo space
	shift      = 271_828_183
)

// maxAccount is the first account that no number can hold.
const maxAccount = space / 10

// MostMembers is how many ordinary members there can be.
const MostMembers = maxAccount - firstMember

func digitsOf(b card.Brand, account uint64, p plastic) string {
	body := []byte(fmt.Sprintf("%09d", ((account*10+uint64(p))*multiplier+shift)%space))
	slices.Reverse(body)
	number := prefixes[b] + string(body)
	return number + string('0'+checkDigit(number))
}

// accountOf undoes digitsOf; ok says whether these digits could be ours at all. Any digits answer some account, so that
// a stranger's number takes the same work as one of ours.
func accountOf(digits string) (account uint64, p plastic, ok bool) {
	body := []byte("0000000000" + digits) // the zero Number has no digits
	body = body[len(body)-10 : len(body)-1]
	slices.Reverse(body)
	n := uint64(0)
	for _, d := range body {
		n = n*10 + uint64(d-'0')
	}
	n = (n + space - shift) % space * inverse % space
	account, p = n/10, plastic(n%10)
	return account, p, p <= familyCard
}

// checkDigit is what makes a number pass Luhn's check when put behind it.
func checkDigit(number string) byte {
	sum := 0
	for i := range len(number) {
		d := int(number[len(number)-1-i] - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return byte((10 - sum%10) % 10)
}

// refs makes the opaque references: one AES block each, so that nobody can guess one, tell two apart or read a number
// out of it, and yet nothing is stored.
type refs struct{ block cipher.Block }

// What a reference is to.
const (
	refAccount byte = 'a'
	refMain    byte = 'm'
	refFamily  byte = 'f'
)

func newRefs(key []byte) refs {
	sum := sha256.Sum256(append([]byte("netanswer sandbox references\x00"), key...))
	block, err := aes.NewCipher(sum[:16])
	if err != nil {
		panic(err) // 16 bytes are a key
	}
	return refs{block}
}

func (r refs) make(kind byte, account uint64) string {
	var b [aes.BlockSize]byte
	b[0] = kind
	binary.BigEndian.PutUint64(b[8:], account)
	r.block.Encrypt(b[:], b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// open reads a reference; ok is false for anything that make has not made.
func (r refs) open(ref string) (kind byte, account uint64, ok bool) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(ref)
	if err != nil || len(b) != aes.BlockSize {
		return 0, 0, false
	}
	r.block.Decrypt(b, b)
	kind, account = b[0], binary.BigEndian.Uint64(b[8:])
	return kind, account, r.make(kind, account) == ref
}
