package form_test

import (
	"slices"
	"strings"
	"testing"

	"netanswer/shared/form"
	"netanswer/shared/japan"
)

func TestMemberIDAndPassword(t *testing.T) {
	const id, pass = "hanako2026", "Tsubaki7!x"
	tests := []struct {
		name     string
		policy   form.Policy
		id       string
		password form.Secret
		want     string
	}{
		{"eight characters are enough", form.Netanswer, "hanako26", "tsubaki7", ""},
		{"sixteen are allowed", form.Netanswer, "hanako2026mihon1", "tsubaki7tsubaki7", ""},
		{"seven are too few", form.Netanswer, "hanako2", "tsubak7", "member_id member_id.length, password password.length"},
		{"seventeen are too many", form.Netanswer, "hanako2026mihon12", "tsubaki7tsubaki77", "member_id member_id.length, password password.length"},
		{"every allowed symbol is taken", form.Netanswer, "a1!#$%&()*+-./:", "b2;=?@[]^_{|}~", ""},
		{"a space is not allowed", form.Netanswer, "hanako 2026", "tsubaki 77", "member_id member_id.symbol, password password.symbol"},
		{"quotes, comma, backslash and angle brackets are not", form.Netanswer, `hanako"1`, `tsubaki<1`, "member_id member_id.symbol, password password.symbol"},
		{"a letter and a digit each are needed", form.Netanswer, "hanakohanako", "12345678", "member_id member_id.mix, password password.mix"},
		{"a symbol is no digit", form.Netanswer, "hanako!!", "tsubaki!", "member_id member_id.mix, password password.mix"},
		{"full-width is asked for in half-width", form.Netanswer, "ｈａｎａｋｏ２０２６", "ｔｓｕｂａｋｉ７", "member_id member_id.wide, password password.wide"},
		{"so are kana", form.Netanswer, "はなこ2026", "ﾂﾊﾞｷ12345", "member_id member_id.wide, password password.wide"},
		{"spaces around a pasted ID are forgiven", form.Netanswer, " hanako2026\u200b\n", pass, ""},
		{"those around a password are not", form.Netanswer, id, " tsubaki7", "password password.symbol"},
		{"a broken byte is not half-width", form.Netanswer, "hanako26\xff", "tsubaki7\xff", "member_id member_id.wide, password password.wide"},
		{"a control character is not allowed", form.Netanswer, "hanako26\x00", "tsubaki7\x00", "member_id member_id.symbol, password password.symbol"},
		{"ID and password are not the same", form.Netanswer, id, "Hanako2026", "password password.id"},
		{"the password does not hold the ID", form.Netanswer, id, "xhanako2026x", "password password.id"},
		{"the ID does not hold the password", form.Netanswer, "xxhanako2026", "hanako2026", "password password.id"},
		{"without an ID the password stands alone", form.Netanswer, "", pass, "member_id member_id.empty"},

		{"NIST: fifteen of anything are enough", form.NIST, id, "correct horse b", ""},
		{"NIST: Japanese is welcome and counted by characters", form.NIST, id, "つばきの花がさくころにまた会う", ""},
		{"NIST: fourteen are too few", form.NIST, id, "correct horse ", "password password.length"},
		{"NIST: 128 are allowed", form.NIST, id, form.Secret(strings.Repeat("椿", 128)), ""},
		{"NIST: 129 are too many", form.NIST, id, form.Secret(strings.Repeat("x", 129)), "password password.length"},
		{"NIST: the ID is as before", form.NIST, "hanako", "correct horse b", "member_id member_id.length"},
		{"NIST: the password does not hold the ID", form.NIST, id, "correct hanako2026 horse", "password password.id"},
		{"NIST: nor the ID in full-width", form.NIST, id, "correct ｈａｎａｋｏ２０２６ horse", "password password.id"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := rules
			r.Policy = tt.policy
			if got := keys((form.NewLogin{MemberID: tt.id, Password: tt.password}).Check(r)); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestOwnWords(t *testing.T) {
	birth := japan.On(1958, 7, 4)
	got := form.OwnWords(birth, []string{"+819012345678", "03-1234-0099", "110"}, []string{"Hanako.M@example.jp", "abc@example.jp", "none"})
	if want := []string{"1958", "0704", "580704", "19580704", "5678", "0099", "Hanako.M"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := form.OwnWords(japan.Date{}, nil, nil); len(got) != 0 {
		t.Errorf("of nobody: %q", got)
	}
	tests := []struct {
		name, typed string
		own         bool
	}{
		{"the year of birth is found", "tsubaki1958", true},
		{"the day of birth is found", "0704tsubaki", true},
		{"the whole date is found", "x19580704", true},
		{"the end of a phone number is found", "tsubaki5678", true},
		{"more of a phone number is found", "a09012345678", true},
		{"the address is found whatever the case", "xHANAKO.m1", true},
		{"full-width is found as well", "つばき１９５８", true},
		{"the year without its century is not", "tsubaki58", false},
		{"three letters of an address are not", "abc98765", false},
		{"anything else is not", "Tsubaki7!x", false},
		{"nothing is not", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if form.UsesOwn(tt.typed, got) != tt.own {
				t.Errorf("%q: %v", tt.typed, !tt.own)
			}
		})
	}
	if form.UsesOwn("abc98765", []string{"", "abc"}) {
		t.Error("words of fewer than 4 characters count")
	}
}

func TestAPasswordIsGradedFromItsBeginningInWholeCharacters(t *testing.T) {
	for in, want := range map[string]string{
		"あいう": "あいう", strings.Repeat("a", 129): strings.Repeat("a", 128), strings.Repeat("あ", 43): strings.Repeat("あ", 42), "a" + strings.Repeat("𠮷", 40): "a" + strings.Repeat("𠮷", 31),
	} {
		if got := form.Graded(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
