package telephony

import (
	"errors"
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"github.com/emiago/sipgo/sip"

	"netanswer/shared/phone"
)

// Trunk is a line of a telephone company: where its calls come from, and what of them is to be believed.
type Trunk struct {
	Networks []netip.Prefix // of its exchanges; nobody else is listened to
	Media    []netip.Prefix // where voice may come from besides
	// Asserts: its P-Asserted-Identity is who calls. The company must set it itself and take away what callers bring along.
	Asserts bool
	// From: where there is no such header, From is who calls. Most companies hand it through as the caller wrote it.
	From bool
	// International: it brings calls from abroad. A Japanese number on it is a lie.
	International bool
	// Refuses: withheld numbers are refused with 433 and the company says why; else we answer and say it.
	Refuses bool
}

// ParseTrunks reads trunks, divided by semicolons: each is networks (divided by commas), then words.
//
//	203.0.113.0/28 asserts; 198.51.100.7 asserts international media=198.51.100.0/24
func ParseTrunks(s string) (trunks []Trunk, err error) {
	for item := range strings.SplitSeq(s, ";") {
		words := strings.Fields(item)
		if len(words) == 0 {
			continue
		}
		var t Trunk
		if t.Networks, err = networks(words[0]); err != nil {
			return nil, err
		}
		for _, w := range words[1:] {
			media, ok := strings.CutPrefix(w, "media=")
			switch {
			case ok:
				if t.Media, err = networks(media); err != nil {
					return nil, err
				}
			case w == "asserts":
				t.Asserts = true
			case w == "from":
				t.From = true
			case w == "international":
				t.International = true
			case w == "433":
				t.Refuses = true
			default:
				return nil, fmt.Errorf("%q is none of asserts, from, international, 433, media=NETWORKS", w)
			}
		}
		if !t.Asserts && !t.From {
			return nil, fmt.Errorf("trunk %s says of no call who calls: it needs the word asserts (or from)", words[0])
		}
		trunks = append(trunks, t)
	}
	for i, a := range trunks {
		for _, b := range trunks[:i] {
			for _, n := range a.Networks {
				if slices.ContainsFunc(b.Networks, n.Overlaps) {
					return nil, fmt.Errorf("%s belongs to two trunks", n)
				}
			}
		}
	}
	return trunks, nil
}

func networks(list string) (out []netip.Prefix, err error) {
	for item := range strings.SplitSeq(list, ",") {
		p, err := netip.ParsePrefix(item)
		if a, ok := netip.ParseAddr(item); err != nil && ok == nil {
			p, err = a.Prefix(a.BitLen())
		}
		if err != nil {
			return nil, fmt.Errorf("%q is no address and no network like 203.0.113.0/28", item)
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

// has says whether an address is one of the trunk's exchanges; carries, whether voice may come from it.
func (t Trunk) has(a netip.Addr) bool { return within(t.Networks, a) }

func (t Trunk) carries(a netip.Addr) bool { return t.has(a) || within(t.Media, a) }

func within(networks []netip.Prefix, a netip.Addr) bool {
	return slices.ContainsFunc(networks, func(p netip.Prefix) bool { return p.Contains(a) })
}

var (
	errWithheld  = errors.New("telephony: the caller's number is withheld")
	errUntrusted = errors.New("telephony: the caller's number is not to be believed")
)

// failed is the parameter by which a company says that it has checked the number and that it is not the caller's (3GPP TS 24.229).
var failed = regexp.MustCompile(`(?i)verstat\s*=\s*"?[a-z-]*failed`)

// caller is who calls, as far as this trunk is to be believed.
func (t Trunk) caller(req *sip.Request) (phone.Number, error) {
	from := ""
	if h := req.From(); h != nil {
		from = h.Value()
	}
	var asserted []string
	if t.Asserts {
		for _, h := range req.GetHeaders("P-Asserted-Identity") {
			asserted = append(asserted, addresses(h.Value())...)
		}
	}
	if failed.MatchString(from) || slices.ContainsFunc(asserted, failed.MatchString) {
		return phone.Number{}, errUntrusted
	}
	for _, h := range req.GetHeaders("Privacy") {
		for _, p := range strings.FieldsFunc(strings.ToLower(h.Value()), func(r rune) bool { return strings.ContainsRune(";, \t", r) }) {
			if p == "id" || p == "user" || p == "header" {
				return phone.Number{}, errWithheld
			}
		}
	}
	if len(asserted) == 0 && t.From && req.From() != nil {
		asserted = []string{req.From().Address.String()}
	}
	if !t.Asserts && !t.From {
		return phone.Number{}, errUntrusted
	}
	n, err := one(asserted)
	if err == nil && t.International && n.Japanese() {
		return phone.Number{}, errUntrusted
	}
	return n, err
}

// one is the number that all these addresses name; those that name none do not count.
func one(addresses []string) (n phone.Number, err error) {
	for _, a := range addresses {
		named, err := phone.Parse(a)
		switch {
		case err != nil:
		case n.Kind() != phone.None && n != named:
			return phone.Number{}, errUntrusted // which of them?
		default:
			n = named
		}
	}
	if n.Kind() == phone.None {
		return n, errWithheld
	}
	return n, nil
}

// addresses are the URIs of a header such as `"A, B" <sip:…>, <tel:…>`.
func addresses(header string) (out []string) {
	quoted, angle, start := false, false, 0
	add := func(part string) {
		if i := strings.IndexByte(part, '<'); i >= 0 {
			part, _, _ = strings.Cut(part[i+1:], ">")
		}
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	for i := 0; i < len(header); i++ {
		switch c := header[i]; {
		case quoted && c == '\\':
			i++
		case c == '"' && !angle:
			quoted = !quoted
			if !quoted { // the name is over: what it held is not looked into
				start = i + 1
			}
		case quoted:
		case c == '<':
			angle = true
		case c == '>':
			angle = false
		case c == ',' && !angle:
			add(header[start:i])
			start = i + 1
		}
	}
	add(header[min(start, len(header)):])
	return out
}

// dialled is the number that was called: the request's own address, or, where that is the name of an account, To.
func dialled(req *sip.Request) phone.Number {
	n, err := phone.Parse(req.Recipient.String())
	if err != nil && req.To() != nil {
		n, _ = phone.Parse(req.To().Address.String())
	}
	return n
}
