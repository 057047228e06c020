// Package phone reads telephone numbers as people type them, as files hold them and as telephone exchanges write them, and
// gives the one form that is compared: E.164, +819012345678. Japanese numbers are held to their plan; of other countries it
// only knows that a number is one.
package phone

import (
	"errors"
	"strings"

	"netanswer/shared/card"
)

// Number is a telephone number. The zero value is none.
type Number struct{ e164 string }

// Kind is what answers at a number.
type Kind int

// The kinds. 0800 numbers count as mobile ones: nobody calls from a toll-free number, and where one is dialled the kind does not
// matter.
const (
	None     Kind = iota
	Mobile        // 060, 070, 080, 090: calls and SMS
	Landline      // 0AB–J: calls
	IP            // 050: calls, no SMS
	Service       // 0120, 0570, …: is called, does not call
	Foreign
)

// Why a text is no number that can be used.
var (
	ErrNotANumber = errors.New("phone: not a telephone number")
	ErrMachine    = errors.New("phone: a number of machines or pagers (020)")
)

const (
	country  = "+81"
	shortest = 7  // digits of a foreign number, country included
	longest  = 15 // E.164
)

// Parse reads a number: national (090-1234-5678, ０３（１２３４）５６７８), international (+81 90 1234 5678, also with the stray 0 of
// +81-090-…, 010 81 …, 00 81 …, 81…), or a tel: or sip: URI of one.
func Parse(s string) (Number, error) {
	digits, err := plain(s)
	if err != nil {
		return Number{}, err
	}
	switch {
	case strings.HasPrefix(digits, "+"):
		return international(digits[1:])
	case strings.HasPrefix(digits, "010"): // the way out of Japan
		return international(digits[3:])
	case strings.HasPrefix(digits, "00"): // the way out of most countries
		return international(digits[2:])
	case strings.HasPrefix(digits, "0"):
		return national(digits)
	case strings.HasPrefix(digits, country[1:]): // without its plus, as some exchanges write
		return national("0" + strings.TrimPrefix(digits[2:], "0"))
	}
	return Number{}, ErrNotANumber
}

// plain is what was dialled, digits with or without a plus before them.
func plain(s string) (string, error) {
	s = strings.TrimSpace(s)
	context := ""
	if scheme, rest, ok := strings.Cut(s, ":"); ok {
		switch strings.ToLower(strings.TrimSpace(scheme)) {
		case "sip", "sips":
			user, _, at := strings.Cut(rest, "@")
			if !at {
				return "", ErrNotANumber // only a host
			}
			rest, _, _ = strings.Cut(user, ":") // without a password
		case "tel":
		default:
			return "", ErrNotANumber
		}
		var params string
		s, params, _ = strings.Cut(rest, ";")
		for p := range strings.SplitSeq(params, ";") {
			if name, value, _ := strings.Cut(p, "="); strings.EqualFold(name, "phone-context") && strings.HasPrefix(value, "+") {
				context = value
			}
		}
	}
	if len(s) > 100 {
		return "", ErrNotANumber
	}
	s = card.Fold(s)
	if context != "" && !strings.HasPrefix(s, "+") { // RFC 3966: a number within this one
		s = card.Fold(context) + s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9', r == '+' && b.Len() == 0:
			b.WriteRune(r)
		case strings.ContainsRune("().·・/", r): // between groups
		default:
			return "", ErrNotANumber
		}
	}
	return b.String(), nil
}

func international(digits string) (Number, error) {
	if rest, ok := strings.CutPrefix(digits, country[1:]); ok {
		return national("0" + strings.TrimPrefix(rest, "0"))
	}
	if len(digits) < shortest || len(digits) > longest || digits[0] == '0' {
		return Number{}, ErrNotANumber
	}
	return Number{"+" + digits}, nil
}

// national is a Japanese number with its leading 0.
func national(digits string) (Number, error) {
	n := Number{country + digits[1:]}
	switch k := n.Kind(); {
	case strings.HasPrefix(digits, "020"):
		return Number{}, ErrMachine
	case len(digits) < 2 || digits[1] == '0' || strings.HasPrefix(digits, "010"): // the ways out of the country
		return Number{}, ErrNotANumber
	case (k == Mobile || k == IP) && len(digits) == 11, (k == Landline || k == Service) && len(digits) == 10:
		return n, nil
	}
	return Number{}, ErrNotANumber
}

// Kind is the kind of a number.
func (n Number) Kind() Kind {
	if n.e164 == "" {
		return None
	}
	rest, ok := strings.CutPrefix(n.e164, country)
	if !ok {
		return Foreign
	}
	if len(rest) < 3 {
		return Landline
	}
	switch rest[:2] {
	case "60", "70", "80", "90":
		return Mobile
	case "50":
		return IP
	}
	switch rest[:3] {
	case "120", "570", "170", "180", "990":
		return Service
	}
	return Landline
}

// SMS says whether a short message can reach the number.
func (n Number) SMS() bool { return n.Kind() == Mobile }

// Japanese says whether the number is of the Japanese plan.
func (n Number) Japanese() bool { return strings.HasPrefix(n.e164, country) }

// E164 is the number as the world dials it; empty for none.
func (n Number) E164() string { return n.e164 }

// National is the number as Japan dials it, without hyphens, 09012345678; a foreign one stays as it is.
func (n Number) National() string {
	if rest, ok := strings.CutPrefix(n.e164, country); ok {
		return "0" + rest
	}
	return n.e164
}

// Written is the number as Japan writes it, 090-1234-5678, 03-1234-5678; without hyphens where the length of the area code is not plain.
func (n Number) Written() string {
	digits := n.National()
	area := 0
	switch k := n.Kind(); {
	case k == Mobile || k == IP:
		area = 3
	case k == Landline && (strings.HasPrefix(digits, "03") || strings.HasPrefix(digits, "06")):
		area = 2
	}
	if end := len(digits) - 4; area > 0 && end > area {
		return digits[:area] + "-" + digits[area:end] + "-" + digits[end:]
	}
	return digits
}
