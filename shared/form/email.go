package form

import (
	"strings"
	"unicode"

	"netanswer/shared/card"
	"netanswer/shared/text"
)

// NormalEmail is a mail address as it is kept: without spaces around it and invisible characters within, full-width
// letters and signs made half-width, the domain in lower case. The case of the rest may mean something to its server.
func NormalEmail(s string) string {
	s = narrow(s)
	if i := strings.LastIndexByte(s, '@'); i >= 0 {
		s = s[:i] + strings.ToLower(s[i:])
	}
	return s
}

// NormalID is an ID as it is kept: as NormalEmail does, its letters as typed.
func NormalID(s string) string { return narrow(s) }

func narrow(s string) string {
	return visible(strings.Map(func(r rune) rune {
		if r == '。' || r == '｡' { // the dot of a Japanese keyboard
			return '.'
		}
		return card.Narrow(r)
	}, s))
}

// visible is s without invisible characters and without spaces around it: what comes along when something is pasted.
func visible(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if card.Invisible(r) {
			return -1
		}
		return r
	}, s))
}

// maxEmail is the longest address that a mail server takes, in bytes (RFC 5321: a path of 256 with its brackets).
const maxEmail = 254

// emailProblem says what is wrong with an address as typed. It is strict where people slip and asks for no more than
// mail servers in Japan do.
func emailProblem(s string) (m text.Message, wrong bool) {
	if len(s) > 4*maxEmail {
		return text.EmailLong, true
	}
	s = NormalEmail(s)
	local, domain, at := strings.Cut(s, "@")
	switch {
	case s == "":
		return text.EmailEmpty, true
	case strings.ContainsFunc(s, unicode.IsSpace):
		return text.EmailSpace, true
	case strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII }):
		return text.EmailWide, true
	case !at:
		return text.EmailNoAt, true
	case strings.Contains(domain, "@"):
		return text.EmailTwoAt, true
	case local == "":
		return text.EmailNoName, true
	case len(s) > maxEmail, len(local) > 64:
		return text.EmailLong, true
	case !goodLocal(local, domain):
		return text.EmailSymbol, true
	case domain != "" && !strings.Contains(domain, "."):
		return text.EmailNoDot, true
	case !goodDomain(domain):
		return text.EmailDomain, true
	}
	return text.Message{}, false
}

// goodLocal checks what stands before the @: RFC 5322's dot-atom. Phone companies once gave out addresses with dots in
// a row or before the @, and people still have them.
func goodLocal(local, domain string) bool {
	for _, r := range local {
		if !letter(r) && !digit(r) && !strings.ContainsRune("!#$%&'*+-/=?^_`{|}~.", r) {
			return false
		}
	}
	switch domain {
	case "docomo.ne.jp", "ezweb.ne.jp", "au.com":
		return local[0] != '.'
	}
	return local[0] != '.' && !strings.HasSuffix(local, ".") && !strings.Contains(local, "..")
}

// goodDomain checks labels of letters, digits and hyphens, the last one no number.
func goodDomain(domain string) bool {
	labels := strings.Split(domain, ".")
	for _, l := range labels {
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' {
			return false
		}
		for _, r := range l {
			if !letter(r) && !digit(r) && r != '-' {
				return false
			}
		}
	}
	top := labels[len(labels)-1]
	return len(labels) > 1 && len(top) > 1 && letter(rune(top[0]))
}

func letter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }
func digit(r rune) bool  { return r >= '0' && r <= '9' }
