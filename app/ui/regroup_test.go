package ui

import (
	"strings"
	"testing"
	"unicode/utf16"

	"netanswer/shared/card"
)

func TestDigitsAreGroupedAndTheCaretStaysBehindItsDigit(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"the fourth digit", "4111|", "4111|"},
		{"the fifth digit", "41111|", "4111 1|"},
		{"a whole number pasted with hyphens", "4111-1111-1111-1111|", "4111 1111 1111 1111|"},
		{"a digit put into the middle", "41112| 1111", "4111 2|111 1"},
		{"a digit put in at the start", "9|4111 111", "9|411 1111"},
		{"a digit rubbed out in the middle", "411| 1111", "411|1 111"},
		{"a space rubbed out: the caret goes before it", "4111|1111", "4111| 1111"},
		{"the caret at the very start", "|41111111", "|4111 1111"},
		{"American Express", "378282246310005|", "3782 822463 10005|"},
		{"Diners Club", "30569309025904|", "3056 930902 5904|"},
		{"the prefix becomes American Express", "37828|", "3782 8|"},
		{"more digits than a card has", "41111111111111112|", "4111 1111 1111 11112|"},
		{"full-width digits", "４１１１１|", "4111 1|"},
		{"something else is left alone", "4111a1|1", "4111a1|1"},
		{"nothing", "|", "|"},
		{"only a space", " |", "|"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, after, _ := strings.Cut(c.in, "|")
			value, caret := regroup(before+after, len(utf16.Encode([]rune(before))))
			units := utf16.Encode([]rune(value))
			if got := string(utf16.Decode(units[:caret])) + "|" + string(utf16.Decode(units[caret:])); got != c.want {
				t.Errorf("%q became %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func FuzzRegroup(f *testing.F) {
	f.Add("4111 1111", 5)
	f.Add("３７８２-822463", 3)
	f.Add("\U000E0001"+"41 11", 2)
	f.Fuzz(func(t *testing.T, value string, caret int) {
		units := utf16.Encode([]rune(value))
		if caret < 0 || caret > len(units) {
			return
		}
		value = string(utf16.Decode(units)) // what a DOM string can be
		got, at := regroup(value, caret)
		if card.Fold(got) != card.Fold(value) {
			t.Fatalf("%q became %q: other digits", value, got)
		}
		if !onlyDigits(card.Fold(value)) {
			if got != value || at != caret {
				t.Fatalf("%q is no number and became %q", value, got)
			}
			return
		}
		if at < 0 || at > len(got) {
			t.Fatalf("%q: caret at %d of %q", value, at, got)
		}
		if r := []rune(string(utf16.Decode(units[:caret]))); len(r) == 0 || r[len(r)-1] != '\uFFFD' { // not inside of a character
			if before := card.Fold(string(r)); card.Fold(got[:at]) != before {
				t.Fatalf("%q|%d: behind %q, was behind %q", value, caret, got[:at], before)
			}
		}
		again, there := regroup(got, at)
		if again != got || there != at {
			t.Fatalf("%q|%d became %q|%d when grouped again", got, at, again, there)
		}
	})
}

func TestDeleteTakesTheDigitBehindTheSpace(t *testing.T) {
	for _, c := range []struct {
		value string
		caret int
		want  string
	}{
		{"41112222", 4, "4111222"},
		{"4111 2222", 4, "4111 222"},
		{"4111", 4, "4111"},
		{"", 0, ""},
	} {
		if got := withoutNext(c.value, c.caret); got != c.want {
			t.Errorf("%q at %d: %q, want %q", c.value, c.caret, got, c.want)
		}
	}
}

func TestExpiryIsReadAsItIsPrinted(t *testing.T) {
	for s, want := range map[string]string{
		"01/28": "01 28", "1/28": "01 28", " 01 / 28 ": "01 28", "０１／２８": "01 28", "01/2028": "01 28", "0128": "01 28", "012028": "01 28", "01-28": "01 28", "12／30": "12 30",
		"01": "", "13/28": "", "00/28": "", "01/": "", "/28": "", "01/28/29": "", "128": "", "01/1928": "", "a1/28": "", "": "", "4111111111111111": "",
	} {
		month, year, ok := monthYear(s)
		got := ""
		if ok {
			got = month + " " + year
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", s, got, want)
		}
	}
}
