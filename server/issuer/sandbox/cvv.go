package sandbox

import (
	"crypto/des"
	"crypto/subtle"
)

// cvv computes a card verification value of n digits from the key pair A (first 8 bytes) and B (last 8), the algorithm
// that Visa and Mastercard share and payment HSMs implement. Number, expiry and service code, as digits padded with
// zeros to 16 bytes, are enciphered with A, chained, and the last block put through B and A as in triple DES; of the
// result the decimal digits come first, then the letters less ten.
//
// American Express has an algorithm of its own that is not published; the sandbox takes four digits of this one.
func cvv(key []byte, number, yymm, service string, n int) string {
	a, err := des.NewCipher(key[:8])
	if err != nil {
		panic(err) // the length is checked by New
	}
	b, err := des.NewCipher(key[8:])
	if err != nil {
		panic(err)
	}
	var data [16]byte
	for i, digit := range []byte(number + yymm + service) {
		data[i/2] |= (digit - '0') << (4 * (1 - i%2))
	}
	block := data[:8]
	a.Encrypt(block, block)
	subtle.XORBytes(block, block, data[8:])
	a.Encrypt(block, block)
	b.Decrypt(block, block)
	a.Encrypt(block, block)

	var digits, letters []byte
	for _, half := range block {
		for _, nibble := range [2]byte{half >> 4, half & 15} {
			if nibble < 10 {
				digits = append(digits, '0'+nibble)
			} else {
				letters = append(letters, '0'+nibble-10)
			}
		}
	}
	return string(append(digits, letters...)[:n])
}
