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

// plastic is which card of an account a number belongs to: whose, in its last digit, and how often that one was given a new
// number since, in the tens.
type plastic uint64

const (
	mainCard     plastic = iota
	mainReissued         // before the world began
	familyCard           // of the family member of whom a life tells
	secondFamily         // of those who were added since
	thirdFamily
)

// mostNumbers is how many numbers one card can have had.
const mostNumbers = 10

// of says whose card it is, without its generation.
func (p plastic) of() plastic { return p % 10 }

// seat is whose card it is.
func (p plastic) seat() int {
	if p.of() <= mainReissued {
		return 0
	}
	return min(int(p.of()-familyCard)+1, seats-1)
}

// generation is how often the card was given a new number.
func (p plastic) generation() int { return int(p / 10) }

// next is the card that comes in the place of this one, with a number of its own; ok is false after the last.
func (p plastic) next() (to plastic, ok bool) { return p + 10, p.generation() < mostNumbers-1 }

// prefixes begin the numbers of this world. Each leaves nine digits and the check digit.
var prefixes = map[card.Brand]string{
	card.Visa:       "400000",
	card.Mastercard: "510000",
	card.JCB:        "354000",
	card.Amex:       "37000",
	card.Diners:     "3600",
}

// A number holds its generation, account and plastic, scrambled by a multiplication that can be undone, and turned around so that
// the last digits, which are all that is ever shown, differ most. Nothing is stored and nothing is searched, however
// many members there are.
const (
	space      = 1_000_000_000
	multiplier = 387_420_489
	inverse    = 513_180_409 // multiplier × inverse = 1 modulo space
	shift      = 271_828_183
)

// maxAccount is the first account that no number can hold.
const maxAccount = space / 10 / mostNumbers

// MostMembers is how many ordinary members there can be.
const MostMembers = maxAccount - firstMember

func digitsOf(b card.Brand, account uint64, p plastic) string {
	body := []byte(fmt.Sprintf("%09d", (((uint64(p.generation())*maxAccount+account)*10+uint64(p.of()))*multiplier+shift)%space))
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
	account, p = n/10%maxAccount, plastic(n%10+n/10/maxAccount*10)
	return account, p, p.of() <= thirdFamily
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
	refSecond  byte = 'g'
	refThird   byte = 'h'
	refBank    byte = 'b' // the bank's page of an account
	refToken   byte = 't' // what it comes back with
)

// refOfSeat is what a reference to a seat's card is to.
var refOfSeat = [seats]byte{refMain, refFamily, refSecond, refThird}

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
