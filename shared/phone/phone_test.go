package phone_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"netanswer/shared/phone"
)

func TestNumbersAreReadInEveryWayOfWritingThem(t *testing.T) {
	for in, want := range map[string]string{
		"090-1234-5678":   "+819012345678",
		"09012345678":     "+819012345678",
		" 090 1234 5678 ": "+819012345678",
		"０９０－１２３４－５６７８":                              "+819012345678",
		"090ー1234ー5678":                              "+819012345678",
		"090‐1234−5678":                              "+819012345678",
		"080(1234)5678":                              "+818012345678",
		"070.1234.5678":                              "+817012345678",
		"060-1234-5678":                              "+816012345678",
		"090-0123-4567":                              "+819001234567", // as the demo cards have them
		"+81 90 1234 5678":                           "+819012345678",
		"＋８１９０１２３４５６７８":                              "+819012345678",
		"(+81) 90-1234-5678":                         "+819012345678",
		"+81-090-1234-5678":                          "+819012345678",
		"+81(0)90-1234-5678":                         "+819012345678",
		"819012345678":                               "+819012345678",
		"8109012345678":                              "+819012345678",
		"010-81-90-1234-5678":                        "+819012345678",
		"0081 90 1234 5678":                          "+819012345678",
		"090\u200b1234\u20605678":                    "+819012345678",
		"03-1234-5678":                               "+81312345678",
		"０３（１２３４）５６７８":                               "+81312345678",
		"+81312345678":                               "+81312345678",
		"81312345678":                                "+81312345678",
		"0422-12-3456":                               "+81422123456",
		"011-123-4567":                               "+81111234567",
		"0123-45-6789":                               "+81123456789", // an area code, not 0120
		"050-1234-5678":                              "+815012345678",
		"0120-000-000":                               "+81120000000",
		"0800-123-4567":                              "+818001234567",
		"0570-000-000":                               "+81570000000",
		"+1 415 555 0100":                            "+14155550100",
		"010 1 415 555 0100":                         "+14155550100",
		"tel:+81-90-1234-5678":                       "+819012345678",
		"TEL:090-1234-5678":                          "+819012345678",
		"tel:+819012345678;verstat=x":                "+819012345678",
		"tel:9012345678;phone-context=+81":           "+819012345678",
		"tel:090-1234-5678;phone-context=+81":        "+819012345678",
		"tel:0312345678;phone-context=example.jp":    "+81312345678",
		"sip:+819012345678@trunk.example;user=phone": "+819012345678",
		"sip:09012345678;npdi@trunk.example":         "+819012345678",
		"sips:0312345678:secret@[2001:db8::1]:5061":  "+81312345678",
	} {
		n, err := phone.Parse(in)
		if err != nil || n.E164() != want {
			t.Errorf("%q is %q (%v), want %q", in, n.E164(), err, want)
		}
	}
}

func TestWhatIsNoNumberIsRefused(t *testing.T) {
	for _, in := range []string{
		"", " ", "+", "anonymous", "sip:anonymous@anonymous.invalid", "sip:trunk.example", "sip:@x", "tel:", "mailto:09012345678", "110", "117", "0", "00", "01", "+81", "+810",
		"9012345678", "090-1234-567", "090-1234-56789", "03-1234-567", "03-1234-56789", "0120-0000-0000", "00123456", "+8190123456789", "+81 00 1234 5678", "+81 10 0000 0000", "81100000000",
		"+0123456789", "+123456", "+1234567890123456", "090-1234-567x", "090 1234 5678 内線1", "+81+9012345678", "٠٩٠١٢٣٤٥٦٧٨", "4111111111111111", strings.Repeat("1", 5000), "\x00",
	} {
		if n, err := phone.Parse(in); !errors.Is(err, phone.ErrNotANumber) || n.Kind() != phone.None || n.E164() != "" {
			t.Errorf("%q is %q (%v)", in, n.E164(), err)
		}
	}
	for _, in := range []string{"020-1234-5678", "+812012345678", "02001234567890", "tel:+81-020-1234-5678"} {
		if _, err := phone.Parse(in); !errors.Is(err, phone.ErrMachine) {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestANumberKnowsWhatAnswersThere(t *testing.T) {
	for in, want := range map[string]struct {
		kind     phone.Kind
		sms      bool
		japanese bool
		national string
	}{
		"060-1234-5678":   {phone.Mobile, true, true, "06012345678"},
		"070-1234-5678":   {phone.Mobile, true, true, "07012345678"},
		"080-0123-4567":   {phone.Mobile, true, true, "08001234567"},
		"090-1234-5678":   {phone.Mobile, true, true, "09012345678"},
		"050-1234-5678":   {phone.IP, false, true, "05012345678"},
		"03-1234-5678":    {phone.Landline, false, true, "0312345678"},
		"0599-12-3456":    {phone.Landline, false, true, "0599123456"},
		"0120-000-000":    {phone.Service, false, true, "0120000000"},
		"0570-000-000":    {phone.Service, false, true, "0570000000"},
		"+1 415 555 0100": {phone.Foreign, false, false, "+14155550100"},
		"no number":       {phone.None, false, false, ""},
	} {
		n, _ := phone.Parse(in)
		if n.Kind() != want.kind || n.SMS() != want.sms || n.Japanese() != want.japanese || n.National() != want.national {
			t.Errorf("%s: %d, SMS %v, Japanese %v, %q", in, n.Kind(), n.SMS(), n.Japanese(), n.National())
		}
	}
}

func TestANumberIsWrittenWithHyphensWhereTheyAreKnown(t *testing.T) {
	for in, want := range map[string]string{
		"+819012345678": "090-1234-5678", "+815012345678": "050-1234-5678", "+81312345678": "03-1234-5678", "+81612345678": "06-1234-5678",
		"+81599123456": "0599123456", "+81120000000": "0120000000", "+14155550100": "+14155550100", "": "",
	} {
		n, _ := phone.Parse(in)
		if got := n.Written(); got != want {
			t.Errorf("%s is written %q, want %q", in, got, want)
		}
	}
}

var e164 = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)

func FuzzParse(f *testing.F) {
	for _, s := range []string{"090-1234-5678", "+81-090-1234-5678", "tel:9012345678;phone-context=+81", "sip:0312345678;npdi@x", "＋８１９０１２３４５６７８", "0081312345678", "+14155550100", "020-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := phone.Parse(s)
		if (err == nil) != (n.Kind() != phone.None) || err == nil && !e164.MatchString(n.E164()) {
			t.Fatalf("%q is %q: %v", s, n.E164(), err)
		}
		for _, again := range []string{n.E164(), n.National(), "tel:" + n.E164(), "sip:" + n.E164() + "@x"} {
			if m, _ := phone.Parse(again); err == nil && m != n {
				t.Errorf("%q is %q, which is read as %q", s, again, m.E164())
			}
		}
	})
}
