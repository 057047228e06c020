package card_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"netanswer/shared/card"
	"netanswer/shared/japan"
)

var scanDay = japan.Date{Year: 2026, Month: 11, Day: 25}

func TestSightings(t *testing.T) {
	type frame struct{ number, expiry, print string }
	const other = "4242424242424242"
	var long []frame
	for i := range 8 {
		long = append(long, frame{visa, "", strconv.Itoa(i)})
	}
	tests := []struct {
		name           string
		frames         []frame
		number, expiry string
		done           bool
	}{
		{"nothing seen", nil, "", "", false},
		{"one frame proves nothing", []frame{{visa, "01/28", "a"}}, "", "", false},
		{"two frames that agree do", []frame{{visa, "01/28", "a"}, {visa, "01/28", "b"}}, visa, "01/28", true},
		{"the same frame twice is one", []frame{{visa, "01/28", "a"}, {visa, "01/28", "a"}, {visa, "01/28", "a"}}, "", "", false},
		{"two frames that differ prove nothing", []frame{{visa, "01/28", "a"}, {other, "01/28", "b"}}, "", "01/28", false},
		{"a number has to lead by two", []frame{{visa, "", "a"}, {other, "", "b"}, {visa, "", "c"}}, "", "", false},
		{"and all others together", []frame{{visa, "", "a"}, {other, "", "b"}, {visa, "", "c"}, {master, "", "d"}, {visa, "", "e"}}, "", "", false},
		{"and then it counts", []frame{{visa, "", "a"}, {other, "", "b"}, {visa, "", "c"}, {visa, "", "d"}}, visa, "", false},
		{"frames without anything are patient", []frame{{visa, "", "a"}, {"", "", "b"}, {"", "", "c"}, {visa, "", "d"}}, visa, "", false},
		{"the expiry is waited for", []frame{{visa, "", "a"}, {visa, "", "b"}, {visa, "01/28", "c"}, {visa, "01/28", "d"}}, visa, "01/28", true},
		{"the expiry counts in frames without the number as well", []frame{{"", "01/28", "a"}, {visa, "", "b"}, {visa, "", "c"}, {"", "01/28", "d"}}, visa, "01/28", true},
		{"but not for ever", long, visa, "", true},
		{"expiries that differ as often are none", []frame{{visa, "01/28", "a"}, {visa, "07/28", "b"}, {visa, "01/28", "c"}, {visa, "07/28", "d"}}, visa, "", false},
		{"an expiry in the past is none", []frame{{visa, "10/26", "a"}, {visa, "10/26", "b"}}, visa, "", false},
		{"this month is not past", []frame{{visa, "11/26", "a"}, {visa, "11/26", "b"}}, visa, "11/26", true},
		{"a wrong check digit is no number", []frame{{"4111111111111112", "01/28", "a"}, {"4111111111111112", "01/28", "b"}}, "", "", false},
		{"a part of a number is none", []frame{{visa[:15], "01/28", "a"}, {visa[:15], "01/28", "b"}}, "", "", false},
		{"fifteen digits are American Express", []frame{{amex, "01/28", "a"}, {amex, "01/28", "b"}}, amex, "01/28", true},
		{"fourteen are Diners Club", []frame{{diners, "01/28", "a"}, {diners, "01/28", "b"}}, diners, "01/28", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var s card.Sightings
			for _, f := range tt.frames {
				s.Add(f.number, f.expiry, f.print, scanDay)
			}
			n, ok := s.Number()
			expiry := ""
			if e := s.Expiry(); !e.IsZero() {
				expiry = e.String()
			}
			if n.Digits() != tt.number || ok != (tt.number != "") || expiry != tt.expiry || s.Done() != tt.done {
				t.Errorf("%q (%t), %q, done %t; want %q, %q, %t", n.Digits(), ok, expiry, s.Done(), tt.number, tt.expiry, tt.done)
			}
		})
	}
}

// What the reader is told agrees with what is accepted of it.
func TestReadingKnowsTheLengthsOfAllCards(t *testing.T) {
	var r struct {
		Ranges [][3]any
		Today  int
	}
	if err := json.Unmarshal([]byte(card.Reading(scanDay)), &r); err != nil {
		t.Fatal(err)
	}
	if r.Today != 26*12+11 {
		t.Errorf("today is %d", r.Today)
	}
	length := func(number string) int {
		for _, one := range r.Ranges {
			if one[0].(string) <= number[:4] && number[:4] <= one[1].(string) {
				return int(one[2].(float64))
			}
		}
		return 0
	}
	for number, want := range map[string]int{visa: 16, master: 16, jcb: 16, amex: 15, diners: 14, "6200000000000005": 16, "5018000000000009": 16, "0000": 0, "1234": 0, "8000": 0, "3400": 15} {
		if got := length(number); got != want {
			t.Errorf("%s has %d digits for the reader, want %d", number, got, want)
		}
	}
	for _, one := range r.Ranges {
		for _, at := range one[:2] {
			if got := card.Lengths(at.(string)); got != int(one[2].(float64)) {
				t.Errorf("%v: %d digits by card.Lengths", one, got)
			}
		}
	}
}
