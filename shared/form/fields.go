package form

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"netanswer/shared/card"
	"netanswer/shared/japan"
	"netanswer/shared/kana"
	"netanswer/shared/phone"
	"netanswer/shared/text"
)

// Field is one thing that a form asks for which is a row of data: it travels to the screen, in the language of the request, and the
// screen draws it and checks it by what stands here. The server checks by the same.
type Field struct {
	Name    string     `json:"name"`
	Kind    Asked      `json:"kind"`
	Label   string     `json:"label"`
	Help    string     `json:"help,omitempty"`
	Group   string     `json:"group,omitempty"`   // of ticks in a row: what they are about
	Choices []Option   `json:"choices,omitempty"` // of Pick and Choose
	Free    bool       `json:"free,omitempty"`    // it may be left empty
	Most    int        `json:"most,omitempty"`    // characters of a Line, digits of Digits, the largest Amount
	Step    int        `json:"step,omitempty"`    // of an Amount, which is at least one step
	From    japan.Date `json:"from,omitzero"`     // of a Date, included; zero: any
	To      japan.Date `json:"to,omitzero"`       // the same
}

// Option is one of a Field's choices.
type Option struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Words string `json:"words,omitempty"` // beneath
}

// Asked is what a Field holds.
type Asked string

// The kinds.
const (
	Line   Asked = "line"   // words
	Kana   Asked = "kana"   // a name in katakana, family and given
	Roman  Asked = "roman"  // a name in Latin letters, as it is embossed
	Digits Asked = "digits" // so many
	Phone  Asked = "phone"  // a number of somebody in Japan, mobile or not
	Mailed Asked = "mail"   // a mail address
	Code   Asked = "code"   // a one-time passcode
	Date   Asked = "day"
	Amount Asked = "amount"
	Pick   Asked = "pick"   // one of a few, all in view
	Choose Asked = "choose" // one of many
	Box    Asked = "tick"
)

// Value is what was entered, in the one form in which it is kept: digits half-width, a phone number as +8190…, a day as 2026-12-31.
func (f Field) Value(in url.Values) string {
	s := in.Get(f.Name)
	switch f.Kind {
	case Amount:
		if s = strings.TrimSpace(s); strings.ContainsAny(s, "-－−") { // no amount is below nothing
			return s
		}
		return strings.ReplaceAll(card.Fold(s), ",", "")
	case Digits, Code:
		return card.Fold(s)
	case Phone:
		if n, err := phone.Parse(s); err == nil {
			return n.E164()
		}
		if n, err := phone.Parse("0" + card.Fold(s)); err == nil && n.SMS() { // a mobile number without its 0
			return n.E164()
		}
		return strings.TrimSpace(s)
	case Mailed:
		return NormalEmail(s)
	case Kana:
		return strings.Join(strings.Fields(strings.Map(katakana, kana.Wide(s))), " ")
	case Roman:
		return strings.ToUpper(strings.Join(strings.Fields(strings.Map(card.Narrow, s)), " "))
	case Date:
		return strings.ReplaceAll(strings.TrimSpace(s), "/", "-")
	case Box:
		if !ticked(s) {
			return ""
		}
		return "true"
	}
	return strings.TrimSpace(s)
}

func katakana(r rune) rune {
	if r >= 'ぁ' && r <= 'ゖ' {
		return r + 'ァ' - 'ぁ'
	}
	return r
}

// Fields are a form's.
type Fields []Field

// Check says what is wrong, in the order of the screen, one problem a field. What belongs to no field of the form is wrong too.
func (fs Fields) Check(in url.Values, r Rules) (ps []Problem) {
	for name := range in {
		if in.Get(name) != "" && !slices.ContainsFunc(fs, func(f Field) bool { return f.Name == name }) {
			return []Problem{r.Problem("", text.FieldForeign)}
		}
	}
	for _, f := range fs {
		if m, args := f.wrong(in); m.Key != "" {
			ps = append(ps, r.Problem(f.Name, m, args...))
		}
	}
	return ps
}

// wrong is what is wrong with what was entered, with what the message names; no message when nothing is.
func (f Field) wrong(in url.Values) (m text.Message, args []any) {
	v := f.Value(in)
	named := func(m text.Message, more ...any) (text.Message, []any) { return m, append([]any{f.Label}, more...) }
	if v == "" {
		switch {
		case f.Free || f.Kind == Box:
			return m, nil
		case f.Kind == Pick || f.Kind == Choose:
			return named(text.FieldChoose)
		}
		return named(text.FieldEmpty)
	}
	n := utf8.RuneCountInString(v)
	switch f.Kind {
	case Line, Kana, Roman:
		switch {
		case !utf8.ValidString(v) || strings.ContainsFunc(v, unseen) || !strings.ContainsFunc(v, seen):
			return named(text.FieldLetters)
		case f.Kind == Kana && (strings.ContainsFunc(v, notKana) || !strings.Contains(v, " ")):
			return named(text.FieldKana)
		case f.Kind == Roman && (strings.ContainsFunc(v, notRoman) || !strings.Contains(v, " ")):
			return named(text.FieldRoman)
		case n > f.Most:
			return named(text.FieldLong, f.Most, n)
		case digitsIn(v) > mostDigits:
			return named(text.FieldNumber)
		}
	case Digits, Code:
		if n != f.Most || !card.AllDigits(v) {
			return named(text.FieldDigits, f.Most)
		}
	case Phone:
		if n, err := phone.Parse(v); err != nil || n.Kind() == phone.Service || !n.Japanese() {
			return named(text.FieldPhone)
		}
	case Mailed:
		if m, wrong := emailProblem(v); wrong {
			return m, nil
		}
	case Date:
		d, err := japan.ParseDate(v)
		switch {
		case err != nil:
			return named(text.FieldDay)
		case !f.From.IsZero() && d.Before(f.From):
			return named(text.FieldEarly, f.From.String())
		case !f.To.IsZero() && f.To.Before(d):
			return named(text.FieldLate, f.To.String())
		}
	case Amount:
		if yen, err := strconv.Atoi(v); err != nil || f.Step < 1 || yen < f.Step || yen > f.Most || yen%f.Step != 0 {
			return named(text.FieldAmount, f.Step, f.Most)
		}
	case Pick, Choose:
		if !slices.ContainsFunc(f.Choices, func(o Option) bool { return o.Value == v }) {
			return named(text.FieldChoose)
		}
	}
	return m, nil
}

func notKana(r rune) bool {
	return !unicode.Is(unicode.Katakana, r) && !strings.ContainsRune("ー・ ", r)
}
func notRoman(r rune) bool { return !letter(r) && !strings.ContainsRune(" -'", r) }
