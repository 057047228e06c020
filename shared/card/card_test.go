package card_test

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"netanswer/shared/card"
)

const (
	other  = "5200828282828210" // not of 0 and 1 alone, of which addresses to the base of two are
	visa   = "4111111111111111"
	master = "5555555555554444"
	jcb    = "3530111333300000"
	amex   = "371449635398431"
	diners = "30569309025904"
)

func TestParseNumber(t *testing.T) {
	short := func(got, want int) error { return &card.LengthError{Got: got, Want: want} }
	tests := []struct {
		name, typed, digits string
		err                 error
	}{
		{"plain digits are a number", visa, visa, nil},
		{"spaces are understood", "4111 1111 1111 1111", visa, nil},
		{"hyphens are understood", "4111-1111-1111-1111", visa, nil},
		{"full-width digits are understood", "４１１１１１１１１１１１１１１１", visa, nil},
		{"full-width digits, hyphens and spaces are understood", "４１１１－１１１１　１１１１ー１１１１", visa, nil},
		{"each kind of hyphen is understood", "4ー1−1‐1‑1‒1–1—1―1〜1～1ｰ1﹣1﹘1─1━1", visa, nil},
		{"a no-break space is understood", "4111\u00a01111\u20071111\u202f1111", visa, nil},
		{"invisible characters are understood", "\ufeff4111\u200b1111\u200d11\u00ad11\u20601111\u200e", visa, nil},
		{"tabs and line ends around a pasted number are understood", "\t" + visa + "\r\n", visa, nil},
		{"a number as an emoji keyboard writes it is understood", "4\ufe0f111111111111111", visa, nil},
		{"American Express has 15 digits", "3714 496353 98431", amex, nil},
		{"Diners Club has 14 digits", "3056 930902 5904", diners, nil},
		{"JCB has 16 digits", jcb, jcb, nil},
		{"Mastercard has 16 digits", master, master, nil},
		{"nothing is empty", "", "", card.ErrEmpty},
		{"separators alone are empty", " －\u200b", "", card.ErrEmpty},
		{"letters are refused", "4111 1111 1111 111l", "", card.ErrLetters},
		{"kanji figures are refused", "四111111111111111", "", card.ErrLetters},
		{"digits of other scripts are refused", "٤111111111111111", "", card.ErrLetters},
		{"a broken byte is refused", "4111111111111111\xff", "", card.ErrLetters},
		{"a number in a page of spaces is refused", strings.Repeat(" ", 300) + visa, "", card.ErrLetters},
		{"a digit missing is counted", visa[:15], "", short(15, 16)},
		{"a digit too many is counted", visa + "1", "", short(17, 16)},
		{"a digit missing of American Express is counted", amex[:14], "", short(14, 15)},
		{"American Express with 16 digits is too long", amex + "0", "", short(16, 15)},
		{"Diners Club with 16 digits is too long", "3600000000000008", "", short(16, 14)},
		{"one wrong digit is found", "4111111111111112", "", card.ErrChecksum},
		{"two digits exchanged are found", "5555555555554449", "", card.ErrChecksum},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n, err := card.ParseNumber(tt.typed)
			if !reflect.DeepEqual(err, tt.err) {
				t.Fatalf("error %v, want %v", err, tt.err)
			}
			if n.Digits() != tt.digits {
				t.Errorf("digits %q, want %q", n.Digits(), tt.digits)
			}
		})
	}
}

func TestLengthFollowsFromTheFirstDigits(t *testing.T) {
	tests := []struct {
		prefix string
		brand  card.Brand
		length int
		group  []int
		code   int
	}{
		{"", card.Other, 16, []int{4, 4, 4, 4}, 3},
		{"3", card.Other, 16, []int{4, 4, 4, 4}, 3},
		{"34", card.Amex, 15, []int{4, 6, 5}, 4},
		{"37", card.Amex, 15, []int{4, 6, 5}, 4},
		{"35", card.Other, 16, []int{4, 4, 4, 4}, 3},
		{"3527", card.Other, 16, []int{4, 4, 4, 4}, 3},
		{"3528", card.JCB, 16, []int{4, 4, 4, 4}, 3},
		{"353", card.JCB, 16, []int{4, 4, 4, 4}, 3},
		{"3589", card.JCB, 16, []int{4, 4, 4, 4}, 3},
		{"36", card.Diners, 14, []int{4, 6, 4}, 3},
		{"38", card.Diners, 14, []int{4, 6, 4}, 3},
		{"39", card.Diners, 14, []int{4, 6, 4}, 3},
		{"300", card.Diners, 14, []int{4, 6, 4}, 3},
		{"305", card.Diners, 14, []int{4, 6, 4}, 3},
		{"306", card.Other, 16, []int{4, 4, 4, 4}, 3},
		{"309", card.Other, 16, []int{4, 4, 4, 4}, 3},
		{"3095", card.Diners, 14, []int{4, 6, 4}, 3},
		{"3096", card.Other, 16, []int{4, 4, 4, 4}, 3},
		{"4", card.Visa, 16, []int{4, 4, 4, 4}, 3},
		{"5", card.Other, 16, []int{4, 4, 4, 4}, 3},
		{"51", card.Mastercard, 16, []int{4, 4, 4, 4}, 3},
		{"5599", card.Mastercard, 16, []int{4, 4, 4, 4}, 3},
		{"56", card.Other, 16, []int{4, 4, 4, 4}, 3},
		{"2220", card.Other, 16, []int{4, 4, 4, 4}, 3},
		{"2221", card.Mastercard, 16, []int{4, 4, 4, 4}, 3},
		{"2720", card.Mastercard, 16, []int{4, 4, 4, 4}, 3},
		{"2721", card.Other, 16, []int{4, 4, 4, 4}, 3},
		{"62", card.Other, 16, []int{4, 4, 4, 4}, 3},
	}
	for _, tt := range tests {
		t.Run("what begins with "+tt.prefix, func(t *testing.T) {
			b := card.BrandOf(tt.prefix)
			if b != tt.brand || card.Lengths(tt.prefix) != tt.length || card.CodeLength(b) != tt.code {
				t.Errorf("%q, %d digits, code %d; want %q, %d, %d", b, card.Lengths(tt.prefix), card.CodeLength(b), tt.brand, tt.length, tt.code)
			}
			if g := card.Grouping(tt.prefix); !reflect.DeepEqual(g, tt.group) {
				t.Errorf("groups %v, want %v", g, tt.group)
			}
		})
	}
}

func TestGroup(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing stays nothing", "", ""},
		{"the first group stands alone", "4111", "4111"},
		{"the next digit begins a group", "41111", "4111 1"},
		{"sixteen are 4-4-4-4", visa, "4111 1111 1111 1111"},
		{"fifteen are 4-6-5", amex, "3714 496353 98431"},
		{"fourteen are 4-6-4", diners, "3056 930902 5904"},
		{"a beginning of fifteen", "37144963539", "3714 496353 9"},
		{"what is too much stays with the last group", visa + "99", "4111 1111 1111 111199"},
		{"what is no digit stays whole", "カード番号", "カード番 号"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := card.Group(tt.in); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestNumberShowsItsLast4(t *testing.T) {
	for digits, want := range map[string]string{visa: "************1111", amex: "***********8431", diners: "**********5904"} {
		n, err := card.ParseNumber(digits)
		if err != nil {
			t.Fatal(err)
		}
		if n.String() != want || n.Last4() != want[len(want)-4:] || n.Brand() != card.BrandOf(digits) {
			t.Errorf("%s, %s, %s; want %s", n, n.Last4(), n.Brand(), want)
		}
	}
	var none card.Number
	if s := none.String() + none.Digits() + none.Last4() + string(none.Brand()); s != "" {
		t.Errorf("the zero Number shows %q", s)
	}
}

func TestParseSecurityCode(t *testing.T) {
	tests := []struct {
		name, typed string
		brand       card.Brand
		digits      string
		err         error
	}{
		{"three digits for most", "123", card.Visa, "123", nil},
		{"four for American Express", "1234", card.Amex, "1234", nil},
		{"full-width is understood", "１２３ ", card.JCB, "123", nil},
		{"zeros in front stay", "007", card.Diners, "007", nil},
		{"three are too few for American Express", "123", card.Amex, "", &card.LengthError{Got: 3, Want: 4}},
		{"four are too many for others", "1234", card.Other, "", &card.LengthError{Got: 4, Want: 3}},
		{"nothing is empty", "　", card.Visa, "", card.ErrEmpty},
		{"letters are refused", "12a", card.Visa, "", card.ErrLetters},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := card.ParseSecurityCode(tt.typed, tt.brand)
			if !reflect.DeepEqual(err, tt.err) || c.Digits() != tt.digits {
				t.Errorf("%q, %v; want %q, %v", c.Digits(), err, tt.digits, tt.err)
			}
		})
	}
}

type inner struct {
	Number card.Number
	Code   card.SecurityCode
}

// printed is all that can be made of a number and a code by printing them and what holds them.
func printed(t *testing.T) (seen []string, n card.Number, c card.SecurityCode, h inner) {
	n, err := card.ParseNumber(other)
	if err != nil {
		t.Fatal(err)
	}
	c, err = card.ParseSecurityCode("8642", card.Amex)
	if err != nil {
		t.Fatal(err)
	}
	type holder struct {
		Inner  inner
		number card.Number
		code   card.SecurityCode
		list   []card.Number
		byName map[string]card.SecurityCode
		point  *card.Number
	}
	all := holder{inner{n, c}, n, c, []card.Number{n}, map[string]card.SecurityCode{"a": c}, &n}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "% x", "%d", "%o", "%b", "%c", "%U", "%t", "%e", "%20v", "%-30s", "%p", "%!", "%z", "an argument too many"} {
		for _, v := range []any{n, &n, c, &c, all, &all, all.Inner, []any{n, c}, []card.Number{n}, map[string]any{"n": n, "c": c}} {
			seen = append(seen, fmt.Sprintf(verb, v))
		}
	}
	seen = append(seen, fmt.Sprint(n, c, all), fmt.Sprintln(n, c, all), n.String(), n.GoString(), c.String(), c.GoString(),
		fmt.Errorf("card %v: %w", n, errors.New("no")).Error())
	for _, v := range []any{n, c, all, &all, map[string]any{"n": n, "c": c}} {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		seen = append(seen, string(b))
	}
	var log strings.Builder
	l := zerolog.New(&log)
	l.Info().Interface("n", n).Any("c", c).Any("h", all).Stringer("s", n).Fields(map[string]any{"n": n, "c": &c}).Msgf("%v %+v", n, all)
	seen = append(seen, log.String())
	return seen, n, c, all.Inner
}

// Whatever prints a value, also from inside a struct and from fields that fmt may not ask, shows neither number nor code. Addresses are printed too, and
// one may hold four figures by chance: only what five of each show is believed.
func TestNothingPrintsThem(t *testing.T) {
	first, n, c, held := printed(t)
	var more [4][]string
	for i := range more {
		more[i], _, _, _ = printed(t)
	}
	for i, s := range first {
		// Base 16 of the digits' bytes is what %x of a string would show.
		for _, bad := range []string{other, other[:8], other[4:12], "8642", hex.EncodeToString([]byte(other[:4])), "38363432", "53 50 48"} {
			if strings.Contains(s, bad) && !slices.ContainsFunc(more[:], func(other []string) bool { return !strings.Contains(other[i], bad) }) {
				t.Errorf("%q holds %q", s, bad)
			}
		}
	}
	if b, _ := json.Marshal(held); string(b) != `{"Number":"************8210","Code":"***"}` {
		t.Errorf("JSON is %s", b)
	}
	if got := fmt.Sprintf("%d %x %+v", n, c, held); got != "************8210 *** {Number:************8210 Code:***}" {
		t.Errorf("fmt writes %s", got)
	}
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{visa, amex, diners, jcb, master, "４１１１－１１１１　１１１１ー１１１１", "", "\xff", "0000000000000000", "3095", "4111 1111 1111 111", strings.Repeat("1", 70)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		card.Group(s)
		n, err := card.ParseNumber(s)
		if err != nil {
			if n.Digits() != "" {
				t.Errorf("%q is wrong and yet holds digits", s)
			}
			if d := card.Fold(s); len(d) > 2 && strings.Contains(err.Error(), d) {
				t.Errorf("the error %q shows what was typed", err)
			}
			return
		}
		d := n.Digits()
		again, err := card.ParseNumber(card.Group(d))
		if err != nil || again.Digits() != d {
			t.Errorf("%q grouped is %q, read back as %q, %v", d, card.Group(d), again.Digits(), err)
		}
		for _, shown := range []string{n.String(), fmt.Sprintf("%#v", n), fmt.Sprintf("%d", struct{ n card.Number }{n})} {
			if strings.Contains(shown, d[len(d)-5:]) {
				t.Errorf("%q shows more than the last 4", shown)
			}
		}
		if s := n.String(); len(s) != len(d) || strings.Trim(s[:len(s)-4], "*") != "" || s[len(s)-4:] != n.Last4() {
			t.Errorf("%q is not the last 4 of %q", s, d)
		}
	})
}
