// Package card is what a person reads off a card: number, expiry, security code. It understands them however they are
// typed, says exactly what is wrong, and never shows them: number and code print masked whichever way they are printed,
// alone or inside a struct. Browser and server use the same rules.
package card

import (
	"errors"
	"fmt"
	"io"
)

// What can be wrong with a number or a code, beside a LengthError. No error holds what was typed.
var (
	ErrEmpty    = errors.New("card: nothing typed")
	ErrLetters  = errors.New("card: not only digits")
	ErrChecksum = errors.New("card: check digit does not fit")
)

// LengthError says how many digits were typed and how many it takes.
type LengthError struct{ Got, Want int }

func (e *LengthError) Error() string {
	return fmt.Sprintf("card: %d digits instead of %d", e.Got, e.Want)
}

// maxTyped is the most bytes read at all: 16 full-width digits, each with a separator and some invisible characters,
// stay well below it.
const maxTyped = 256

// Number is a card number whose length and check digit are right. It cannot be compared with ==: compare Digits.
type Number struct{ hidden }

// ParseNumber reads a card number as typed: full-width digits, hyphens, spaces and invisible characters are understood.
// The length wanted follows from the first digits, see Lengths. The error is ErrEmpty, ErrLetters, *LengthError or
// ErrChecksum.
func ParseNumber(s string) (Number, error) {
	d, err := digits(s)
	if err != nil {
		return Number{}, err
	}
	if want := Lengths(d); len(d) != want {
		return Number{}, &LengthError{len(d), want}
	}
	if !luhn(d) {
		return Number{}, ErrChecksum
	}
	return Number{hide(d)}, nil
}

// Digits are the plain digits, "" of the zero Number. Only what hands the number to the issuer or counts tries may ask.
func (n Number) Digits() string { return n.show() }

// Last4 are the last four digits, which may be shown.
func (n Number) Last4() string {
	d := n.show()
	return d[max(0, len(d)-4):]
}

// Brand is whose card it is.
func (n Number) Brand() Brand { return BrandOf(n.show()) }

// String masks all but the last 4: ************1234.
func (n Number) String() string {
	const stars = "****************"
	d := n.show()
	if d == "" {
		return ""
	}
	return stars[:len(d)-4] + n.Last4()
}

// GoString masks as String does.
func (n Number) GoString() string { return n.String() }

// Format masks whatever the verb.
func (n Number) Format(s fmt.State, _ rune) { io.WriteString(s, n.String()) }

// MarshalText masks as String does.
func (n Number) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// MarshalJSON masks as String does.
func (n Number) MarshalJSON() ([]byte, error) { return []byte(`"` + n.String() + `"`), nil }

// SecurityCode is the code that is printed on the card and on nothing else.
type SecurityCode struct{ hidden }

// ParseSecurityCode reads a security code as typed, for a brand. The error is ErrEmpty, ErrLetters or *LengthError.
func ParseSecurityCode(s string, b Brand) (SecurityCode, error) {
	d, err := digits(s)
	if err != nil {
		return SecurityCode{}, err
	}
	if want := CodeLength(b); len(d) != want {
		return SecurityCode{}, &LengthError{len(d), want}
	}
	return SecurityCode{hide(d)}, nil
}

// Digits are the plain digits, "" of the zero SecurityCode. Only what asks the issuer may ask.
func (c SecurityCode) Digits() string { return c.show() }

// String hides everything, the length too.
func (SecurityCode) String() string { return "***" }

// GoString hides as String does.
func (c SecurityCode) GoString() string { return c.String() }

// Format hides whatever the verb.
func (c SecurityCode) Format(s fmt.State, _ rune) { io.WriteString(s, c.String()) }

// MarshalText hides as String does.
func (c SecurityCode) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// MarshalJSON hides as String does.
func (SecurityCode) MarshalJSON() ([]byte, error) { return []byte(`"***"`), nil }

// hidden keeps digits behind a pointer: fmt calls no methods on the unexported fields of a struct but walks into them by
// reflection, and a pointer in there it prints as an address. Comparing addresses would lie, so == does not compile.
type hidden struct {
	_ [0]func()
	p *string
}

func hide(s string) hidden { return hidden{p: &s} }

func (h hidden) show() string {
	if h.p == nil {
		return ""
	}
	return *h.p
}

// digits folds what was typed and demands digits only.
func digits(s string) (string, error) {
	if len(s) > maxTyped {
		return "", ErrLetters
	}
	d := Fold(s)
	if d == "" {
		return "", ErrEmpty
	}
	if !AllDigits(d) {
		return "", ErrLetters
	}
	return d, nil
}

// AllDigits says whether s is nothing but 0-9. Of nothing that is true.
func AllDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// luhn is the check of ISO/IEC 7812-1 annex B.
func luhn(d string) bool {
	sum := 0
	for i := range len(d) {
		n := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}
