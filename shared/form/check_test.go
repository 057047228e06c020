package form_test

import (
	"strings"
	"testing"
	"time"

	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
)

var rules = form.Rules{Today: japan.On(2026, time.November, 23), Policy: form.Netanswer, Lang: text.JA}

// good is a registration without a problem.
func good() form.Registration {
	return form.Registration{
		CardNumber: "4111-1111-1111-1111", ExpMonth: "01", ExpYear: "28", SecurityCode: "123",
		MemberID: "hanako2026", Password: "Tsubaki7!x", Email: "mihon@example.jp", Agree: true, TermsVersion: "3",
	}
}

// keys writes problems as "field key", in order.
func keys(ps []form.Problem) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Field+" "+p.Key)
	}
	return strings.Join(out, ", ")
}

func TestRegistration(t *testing.T) {
	type reg = form.Registration
	tests := []struct {
		name   string
		change func(*reg)
		want   string
	}{
		{"nothing is wrong", func(*reg) {}, ""},
		{"nothing is typed", func(f *reg) { *f = reg{} }, "card_number card_number.empty, exp_month exp_month.empty, exp_year exp_year.empty, security_code security_code.empty, member_id member_id.empty, password password.empty, email email.empty, agree agree.missing"},
		{"a part that nobody knows is checked as the whole", func(f *reg) { *f = reg{Part: "none"} }, "card_number card_number.empty, exp_month exp_month.empty, exp_year exp_year.empty, security_code security_code.empty, member_id member_id.empty, password password.empty, email email.empty, agree agree.missing"},
		{"the part card asks for card, expiry and code", func(f *reg) { *f = reg{Part: form.PartCard} }, "card_number card_number.empty, exp_month exp_month.empty, exp_year exp_year.empty, security_code security_code.empty"},
		{"the part login asks for ID and password", func(f *reg) { *f = reg{Part: form.PartLogin} }, "member_id member_id.empty, password password.empty"},
		{"the part email asks for the address", func(f *reg) { *f = reg{Part: form.PartEmail} }, "email email.empty"},

		{"a digit is missing", func(f *reg) { f.CardNumber = "411111111111111" }, "card_number card_number.short"},
		{"a digit is too many", func(f *reg) { f.CardNumber = "41111111111111111" }, "card_number card_number.long"},
		{"a digit is wrong", func(f *reg) { f.CardNumber = "4111111111111112" }, "card_number card_number.checksum"},
		{"a letter is in the number", func(f *reg) { f.CardNumber = "4111 1111 1111 111l" }, "card_number card_number.letters"},
		{"a full-width number is fine", func(f *reg) { f.CardNumber = "４１１１　１１１１－１１１１ー１１１１" }, ""},

		{"the whole expiry in the month is fine", func(f *reg) { f.ExpMonth, f.ExpYear = "01/28", "" }, ""},
		{"there is no month 13", func(f *reg) { f.ExpMonth = "13" }, "exp_month exp_month.wrong"},
		{"month and year are wrong", func(f *reg) { f.ExpMonth, f.ExpYear = "a", "b" }, "exp_month exp_month.wrong, exp_year exp_year.wrong"},
		{"the year is missing", func(f *reg) { f.ExpYear = "　" }, "exp_year exp_year.empty"},
		{"the month is missing", func(f *reg) { f.ExpMonth = "" }, "exp_month exp_month.empty"},
		{"two years differ", func(f *reg) { f.ExpMonth = "01/29" }, "exp_year exp_year.wrong"},
		{"the month of today is still good", func(f *reg) { f.ExpMonth, f.ExpYear = "11", "26" }, ""},
		{"the month before is past", func(f *reg) { f.ExpMonth, f.ExpYear = "10", "26" }, "exp_month exp.past"},
		{"twenty years ahead is believed", func(f *reg) { f.ExpYear = "46" }, ""},
		{"more than twenty is not", func(f *reg) { f.ExpYear = "47" }, "exp_year exp_year.far"},

		{"three digits are the code of most", func(f *reg) { f.SecurityCode = "１２３" }, ""},
		{"four are not", func(f *reg) { f.SecurityCode = "1234" }, "security_code security_code.three"},
		{"American Express has four", func(f *reg) { f.CardNumber, f.SecurityCode = "371449635398431", "1234" }, ""},
		{"and not three", func(f *reg) { f.CardNumber, f.SecurityCode = "371449635398431", "123" }, "security_code security_code.four"},
		{"also while its number is not complete", func(f *reg) { f.CardNumber, f.SecurityCode = "37144", "123" }, "card_number card_number.short, security_code security_code.four"},
		{"without a number three or four may be right", func(f *reg) { f.CardNumber, f.SecurityCode = "", "1234" }, "card_number card_number.empty"},
		{"without a number five are wrong", func(f *reg) { f.CardNumber, f.SecurityCode = "", "12345" }, "card_number card_number.empty, security_code security_code.three"},
		{"a letter is in the code", func(f *reg) { f.SecurityCode = "12O" }, "security_code security_code.letters"},

		{"the password holds the address", func(f *reg) { f.Password = "xMIHON123" }, "password password.mail"},
		{"the ID holds the address", func(f *reg) { f.MemberID = "Mihon2026" }, "member_id member_id.mail"},
		{"three letters of an address do not count", func(f *reg) { f.Email, f.Password = "abc@example.jp", "xabc12345" }, ""},
		{"the password holds the card's last 4", func(f *reg) { f.Password = "tsubaki1111" }, "password password.card"},
		{"the part login compares with the address typed earlier", func(f *reg) {
			*f = reg{Part: form.PartLogin, MemberID: "hanako2026", Password: "mihon1234", Email: "mihon@example.jp"}
		}, "password password.mail"},
		{"consent is missing", func(f *reg) { f.Agree = false }, "agree agree.missing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := good()
			tt.change(&f)
			if got := keys(f.Check(rules)); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestProblemsSayWhatAndWhatToDo(t *testing.T) {
	f := good()
	f.CardNumber, f.SecurityCode = "3714 496353 9843", "1234"
	want := map[text.Lang]string{
		text.JA: "カード番号が1桁足りません（15桁です）。カード表面の番号をご確認ください。",
		text.EN: "The card number is too short: 15 digits are needed, missing: 1. Please check the number on your card.",
	}
	for lang, message := range want {
		r := rules
		r.Lang = lang
		if ps := f.Check(r); len(ps) != 1 || ps[0].Message != message {
			t.Errorf("%s: %+v", lang, ps)
		}
	}
	f = good()
	f.MemberID = "hana1"
	if ps := f.Check(rules); len(ps) != 1 || ps[0].Message != "NetアンサーIDは、8文字以上16文字以内でご入力ください（いまは5文字です）。" {
		t.Errorf("%+v", ps)
	}
	f.MemberID = "hanako 2026"
	if ps := f.Check(rules); len(ps) != 1 || !strings.Contains(ps[0].Message, form.Symbols) {
		t.Errorf("%+v", ps)
	}
}

func TestCard(t *testing.T) {
	n, e, c, err := form.Card(good())
	if err != nil || n.Digits() != "4111111111111111" || e.String() != "01/28" || c.Digits() != "123" {
		t.Errorf("%s %s %v", n, e, err)
	}
	for name, change := range map[string]func(*form.Registration){
		"number": func(f *form.Registration) { f.CardNumber = "4" },
		"expiry": func(f *form.Registration) { f.ExpMonth = "" },
		"code":   func(f *form.Registration) { f.SecurityCode = "1" },
	} {
		f := good()
		change(&f)
		if n, e, c, err := form.Card(f); err == nil || n.Digits()+c.Digits() != "" || !e.IsZero() {
			t.Errorf("a wrong %s gives %s, %s, %v", name, n, e, err)
		}
	}
}

func TestSmallForms(t *testing.T) {
	nist := rules
	nist.Policy = form.NIST
	long := form.Secret(strings.Repeat("x", 1025))
	tests := []struct {
		name string
		form form.Checker
		want string
	}{
		{"SMS is a channel", form.Send{Channel: "sms"}, ""},
		{"mail is a channel", form.Send{Channel: "mail"}, ""},
		{"a pigeon is none", form.Send{Channel: "pigeon"}, "channel channel.unknown"},
		{"no channel is none", form.Send{}, "channel channel.unknown"},

		{"six digits are a passcode", form.Passcode{Passcode: "012345"}, ""},
		{"full-width digits and a hyphen are", form.Passcode{Passcode: " ０１２－３４５ "}, ""},
		{"five are not", form.Passcode{Passcode: "01234"}, "passcode passcode.short"},
		{"seven are not", form.Passcode{Passcode: "0123456"}, "passcode passcode.long"},
		{"letters are not", form.Passcode{Passcode: "O12345"}, "passcode passcode.letters"},
		{"spaces are nothing", form.Passcode{Passcode: "　"}, "passcode passcode.empty"},

		{"ID and password are enough to log in", form.Login{MemberID: "x", Password: "y"}, ""},
		{"a full-width ID is understood at login", form.Login{MemberID: "ｈａｎａｋｏ２０２６", Password: "y"}, ""},
		{"without ID there is no login", form.Login{MemberID: " \u200b", Password: "y"}, "member_id member_id.empty"},
		{"without anything there is none", form.Login{}, "member_id member_id.empty, password password.empty"},
		{"a password of pages is as wrong as any", form.Login{MemberID: "x", Password: long}, " login.wrong"},
		{"an ID of pages is as wrong as any", form.Login{MemberID: string(long), Password: "y"}, " login.wrong"},

		{"ID and password are chosen again", form.NewLogin{MemberID: "hanako2026", Password: "Tsubaki7!x"}, ""},
		{"both are needed", form.NewLogin{}, "member_id member_id.empty, password password.empty"},
		{"the password holds the ID", form.NewLogin{MemberID: "hanako26", Password: "xHANAKO26"}, "password password.id"},

		{"any password is graded", form.Strength{Password: "a", Own: []string{"hanako", "mihon@example.jp"}}, ""},
		{"a password of pages is not", form.Strength{Password: long}, "password too_long"},
		{"nor are pages of own words", form.Strength{Own: []string{strings.Repeat("x", 3000)}}, "own too_long"},
		{"nor many own words", form.Strength{Own: make([]string, 9)}, "own too_long"},

		{"a button has nothing to check", form.Confirm{}, ""},
		{"nor has logging out", form.Logout{}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := keys(tt.form.Check(rules)); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
	if d := (form.Passcode{Passcode: " ０１２－３４５ "}).Digits(); d != "012345" {
		t.Errorf("digits %q", d)
	}
}

func FuzzPasscode(f *testing.F) {
	for _, s := range []string{"012345", "０１２－３４５", "12345", "1234567", "", "a", "\xff", "٠١٢٣٤٥", "123\u200b456"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := form.Passcode{Passcode: form.Secret(s)}
		ps := p.Check(rules)
		d := p.Digits()
		six := len(d) == 6 && strings.Trim(d, "0123456789") == ""
		if six != (len(ps) == 0) {
			t.Errorf("%q folds to %q and has problems %v", s, d, ps)
		}
		if len(ps) > 1 || len(ps) == 1 && ps[0].Message == "" {
			t.Errorf("%q has problems %v", s, ps)
		}
	})
}
