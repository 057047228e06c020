package form

import (
	"errors"

	"netanswer/shared/card"
	"netanswer/shared/text"
)

// Bounds of what is read at all, in bytes. They are far above anything a person types.
const (
	maxLoginID  = 256
	maxPassword = 1024
	maxOwn      = 8 // words
)

// maxExpiryYears is how far ahead a card can expire: no issuer gives out cards for longer.
const maxExpiryYears = 20

// Check says what is wrong with the part that is asked for, in the order of the screen, one problem an input. A part
// nobody knows is checked as the whole. For PartLogin the address typed earlier may stand in Email, to be compared with.
func (f Registration) Check(r Rules) []Problem {
	switch f.Part {
	case PartCard:
		return f.checkCard(r)
	case PartLogin:
		return f.checkLogin(r)
	case PartEmail:
		return f.checkEmail(r)
	case PartTerms:
		return f.checkTerms(r)
	}
	ps := append(append(f.checkCard(r), f.checkLogin(r)...), f.checkEmail(r)...)
	return append(ps, f.checkTerms(r)...)
}

func (f Registration) checkTerms(r Rules) []Problem {
	if f.Agree {
		return nil
	}
	return []Problem{r.Problem("agree", text.AgreeMissing)}
}

func (f Registration) checkCard(r Rules) (ps []Problem) {
	_, err := card.ParseNumber(string(f.CardNumber))
	var length *card.LengthError
	switch {
	case errors.Is(err, card.ErrEmpty):
		ps = append(ps, r.Problem("card_number", text.CardNumberEmpty))
	case errors.As(err, &length) && length.Got < length.Want:
		ps = append(ps, r.Problem("card_number", text.CardNumberShort, length.Want-length.Got, length.Want))
	case errors.As(err, &length):
		ps = append(ps, r.Problem("card_number", text.CardNumberLong, length.Got-length.Want, length.Want))
	case errors.Is(err, card.ErrChecksum):
		ps = append(ps, r.Problem("card_number", text.CardNumberChecksum))
	case err != nil:
		ps = append(ps, r.Problem("card_number", text.CardNumberLetters))
	}
	return append(append(ps, f.checkExpiry(r)...), f.checkCode(r)...)
}

func (f Registration) checkExpiry(r Rules) (ps []Problem) {
	e, err := card.ParseExpiry(f.ExpMonth, f.ExpYear)
	if err == nil {
		switch {
		case e.Past(r.Today):
			ps = append(ps, r.Problem("exp_month", text.CardExpired))
		case e.Year > r.Today.Year+maxExpiryYears:
			ps = append(ps, r.Problem("exp_year", text.ExpYearFar))
		}
		return ps
	}
	if errors.Is(err, card.ErrMonth) {
		m := text.ExpMonthWrong
		if card.Fold(f.ExpMonth) == "" {
			m = text.ExpMonthEmpty
		}
		ps = append(ps, r.Problem("exp_month", m))
		if _, err = card.ParseExpiry("1", f.ExpYear); err == nil {
			return ps
		}
	}
	m := text.ExpYearWrong
	if card.Fold(f.ExpYear) == "" {
		m = text.ExpYearEmpty
	}
	return append(ps, r.Problem("exp_year", m))
}

func (f Registration) checkCode(r Rules) []Problem {
	number := card.Fold(string(f.CardNumber))
	brand := card.BrandOf(number)
	_, err := card.ParseSecurityCode(string(f.SecurityCode), brand)
	var length *card.LengthError
	switch {
	case err == nil, number == "" && errors.As(err, &length) && length.Got == card.CodeLength(card.Amex):
		return nil // without a number either length may turn out right
	case errors.Is(err, card.ErrEmpty):
		return []Problem{r.Problem("security_code", text.CodeEmpty)}
	case errors.Is(err, card.ErrLetters):
		return []Problem{r.Problem("security_code", text.CodeLetters)}
	case brand == card.Amex:
		return []Problem{r.Problem("security_code", text.CodeFour)}
	}
	return []Problem{r.Problem("security_code", text.CodeThree)}
}

func (f Registration) checkLogin(r Rules) []Problem {
	n, _ := card.ParseNumber(string(f.CardNumber)) // a wrong one has no last 4 to compare with
	return r.loginProblems(f.MemberID, f.Password, typed{f.Email, n.Last4()})
}

func (f Registration) checkEmail(r Rules) []Problem {
	if m, wrong := emailProblem(f.Email); wrong {
		return []Problem{r.Problem("email", m)}
	}
	return nil
}

// Card is the card of a registration that passed its Check.
func Card(f Registration) (card.Number, card.Expiry, card.SecurityCode, error) {
	n, err := card.ParseNumber(string(f.CardNumber))
	if err != nil {
		return card.Number{}, card.Expiry{}, card.SecurityCode{}, err
	}
	e, err := card.ParseExpiry(f.ExpMonth, f.ExpYear)
	if err != nil {
		return card.Number{}, card.Expiry{}, card.SecurityCode{}, err
	}
	c, err := card.ParseSecurityCode(string(f.SecurityCode), n.Brand())
	if err != nil {
		return card.Number{}, card.Expiry{}, card.SecurityCode{}, err
	}
	return n, e, c, nil
}

// Check wants one of the two channels. Whether the issuer has it on file only the server knows.
func (f Send) Check(r Rules) []Problem {
	if f.Channel != "sms" && f.Channel != "mail" && f.Channel != "call" {
		return []Problem{r.Problem("channel", text.ChannelUnknown)}
	}
	return nil
}

// PasscodeDigits is how many digits a one-time passcode has.
const PasscodeDigits = 6

// Digits are the digits of a passcode that passed its Check.
func (f Passcode) Digits() string { return card.Fold(string(f.Passcode)) }

// Check wants six digits.
func (f Passcode) Check(r Rules) []Problem {
	d := f.Digits()
	var m text.Message
	var args []any
	switch n := len(d); {
	case d == "":
		m = text.PasscodeEmpty
	case !card.AllDigits(d):
		m = text.PasscodeLetters
	case n < PasscodeDigits:
		m, args = text.PasscodeShort, []any{PasscodeDigits - n}
	case n > PasscodeDigits:
		m, args = text.PasscodeLong, []any{n - PasscodeDigits}
	default:
		return nil
	}
	return []Problem{r.Problem("passcode", m, args...)}
}

// Check wants an ID and a password as the policy says.
func (f NewLogin) Check(r Rules) []Problem { return r.loginProblems(f.MemberID, f.Password, typed{}) }

// Check wants a password as the policy says, and another word than the ID.
func (f NewPassword) Check(r Rules) []Problem {
	return r.passwordProblems(f.MemberID, f.Password, typed{})
}

// Check wants that both are typed and no more: what IDs and passwords are like is not told to who tries them.
func (f Login) Check(r Rules) (ps []Problem) {
	if len(f.MemberID) > maxLoginID || len(f.Password) > maxPassword {
		return []Problem{r.Problem("", text.LoginWrong)}
	}
	if NormalID(f.MemberID) == "" {
		ps = append(ps, r.Problem("member_id", text.MemberIDEmpty))
	}
	if f.Password == "" {
		ps = append(ps, r.Problem("password", text.PasswordEmpty))
	}
	return ps
}

// Check bounds what is graded.
func (f Strength) Check(r Rules) []Problem {
	if len(f.Password) > maxPassword {
		return []Problem{r.Problem("password", text.TooLong)}
	}
	n := 0
	for _, w := range f.Own {
		n += len(w)
	}
	if len(f.Own) > maxOwn || n > maxOwn*maxEmail {
		return []Problem{r.Problem("own", text.TooLong)}
	}
	return nil
}
