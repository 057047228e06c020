package vault

import (
	"testing"

	"netanswer/shared/wire"
)

func TestPINsThatEverybodyTries(t *testing.T) {
	for pin, easy := range map[string]bool{
		"000000": true, "111111111111": true, "123456": true, "234567": true, "987654": true, "098765": true, "890123": true,
		"121212": true, "123123": true, "12312312": true, "4747474": true,
		"583019": false, "112233": false, "123457": false, "135790": false, "904172": false, "123124": false,
	} {
		if Easy(pin) != easy {
			t.Errorf("%s: easy %v, want %v", pin, !easy, easy)
		}
	}
}

func TestWhatAnotherReleaseKeptIsNotMisread(t *testing.T) {
	for text, reads := range map[string]bool{
		`{"shape":2,"months":[]}`: wire.OfflineShape == 2, `{"shape":1,"months":[]}`: false, `{"shape":0}`: false, `{"months":[]}`: false, `{"shape":99}`: false,
		`{"shape":2,"months":7}`: false, `{"shape":2,`: false, ``: false,
	} {
		if got := (Opened{Right: true, Text: text}).reads(); got != reads {
			t.Errorf("%s: read %v, want %v", text, got, reads)
		}
	}
}
