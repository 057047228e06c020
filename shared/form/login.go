package form

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"netanswer/shared/japan"
	"netanswer/shared/text"
)

// What IDs of every policy, and passwords of policy Netanswer, are made of besides letters and digits; how many
// characters an ID has.
const (
	Symbols      = "!#$%&()*+-./:;=?@[]^_{|}~"
	MinID, MaxID = 8, 16
)

// PasswordLength is how many characters a new password has, at least and at most.
func (p Policy) PasswordLength() (least, most int) {
	if p == NIST {
		return 15, 128
	}
	return 8, 16
}

// What is graded of a password: nothing below so many characters, no more than so many bytes. Longer is not weaker.
const (
	GradedFrom = 8
	gradedMost = 128
)

// Graded is the beginning of a password that is graded, whole characters of it.
func Graded(password string) string {
	if len(password) <= gradedMost {
		return password
	}
	n := gradedMost
	for n > 0 && !utf8.RuneStart(password[n]) {
		n--
	}
	return password[:n]
}

// minOwn is how many characters of a person's own data, at least, make an ID or a password easy to guess.
const minOwn = 4

// OwnWords are the words that a person's ID and password must not hold: year, MMDD, YYMMDD and YYYYMMDD of the birth
// date, the last 4 digits of each phone and what stands before the @ of each mail address; only those of 4 or more
// characters.
func OwnWords(birth japan.Date, phones, mails []string) []string {
	var words []string
	if !birth.IsZero() {
		year, day := fmt.Sprintf("%04d", birth.Year), fmt.Sprintf("%02d%02d", birth.Month, birth.Day)
		words = append(words, year, day, year[2:]+day, year+day)
	}
	for _, p := range phones {
		digits := strings.Map(func(r rune) rune {
			if digit(r) {
				return r
			}
			return -1
		}, p)
		if len(digits) >= minOwn { // whoever uses more of them uses these
			words = append(words, digits[len(digits)-minOwn:])
		}
	}
	for _, m := range mails {
		if local, _, ok := strings.Cut(NormalEmail(m), "@"); ok && utf8.RuneCountInString(local) >= minOwn {
			words = append(words, local)
		}
	}
	return words
}

// UsesOwn says whether s holds one of the words, whatever the case. Words of fewer than 4 characters do not count.
func UsesOwn(s string, own []string) bool {
	s = strings.ToLower(narrow(s))
	for _, w := range own {
		if utf8.RuneCountInString(w) >= minOwn && strings.Contains(s, strings.ToLower(narrow(w))) {
			return true
		}
	}
	return false
}

// typed is what a person typed along with an ID and a password and must not use in them again.
type typed struct {
	email string
	last4 string // of the card
}

// loginProblems checks a new ID and a new password.
func (r Rules) loginProblems(id string, password Secret, t typed) (ps []Problem) {
	mail := OwnWords(japan.Date{}, nil, []string{t.email})
	if m, args := memberID(id); m.Key != "" {
		ps = append(ps, r.Problem("member_id", m, args...))
	} else if UsesOwn(id, mail) {
		ps = append(ps, r.Problem("member_id", text.MemberIDMail))
	}
	return append(ps, r.passwordProblems(id, password, t)...)
}

// passwordProblems checks a new password.
func (r Rules) passwordProblems(id string, password Secret, t typed) []Problem {
	p := string(password)
	m, args := newPassword(p, r.Policy)
	switch {
	case m.Key != "":
	case UsesOwn(p, []string{id}), UsesOwn(id, []string{p}):
		m = text.PasswordID
	case UsesOwn(p, OwnWords(japan.Date{}, nil, []string{t.email})):
		m = text.PasswordMail
	case UsesOwn(p, []string{t.last4}):
		m = text.PasswordCard
	default:
		return nil
	}
	return []Problem{r.Problem("password", m, args...)}
}

// memberID says what is wrong with a new ID. One in full-width letters is not quietly made half-width: the person should
// know what to type at the next login, where not every keyboard is so kind.
func memberID(id string) (text.Message, []any) {
	id = visible(id)
	switch n := utf8.RuneCountInString(id); {
	case id == "":
		return text.MemberIDEmpty, nil
	case wide(id):
		return text.MemberIDWide, nil
	case !plain(id):
		return text.MemberIDSymbol, []any{Symbols}
	case n < MinID || n > MaxID:
		return text.MemberIDLength, []any{MinID, MaxID, n}
	case !mixed(id):
		return text.MemberIDMix, nil
	}
	return text.Message{}, nil
}

// newPassword says what is wrong with a new password, taken exactly as typed.
func newPassword(p string, policy Policy) (text.Message, []any) {
	least, most := policy.PasswordLength()
	n := utf8.RuneCountInString(p)
	switch {
	case p == "":
		return text.PasswordEmpty, nil
	case policy != NIST && wide(p):
		return text.PasswordWide, nil
	case policy != NIST && !plain(p):
		return text.PasswordSymbol, []any{Symbols}
	case n < least || n > most:
		return text.PasswordLength, []any{least, most}
	case policy != NIST && !mixed(p):
		return text.PasswordMix, nil
	}
	return text.Message{}, nil
}

// wide says whether s has anything but half-width characters.
func wide(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// plain says whether s is nothing but letters, digits and Symbols.
func plain(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !letter(r) && !digit(r) && !strings.ContainsRune(Symbols, r) })
}

// mixed says whether s has at least one letter and one digit.
func mixed(s string) bool { return strings.ContainsFunc(s, letter) && strings.ContainsFunc(s, digit) }
