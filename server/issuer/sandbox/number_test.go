package sandbox

import (
	"encoding/hex"
	"strings"
	"testing"

	"netanswer/shared/card"
)

// The published test data of the algorithm, keys A and B as in every HSM manual; 13 and 16 digits.
func TestCVVKnownAnswers(t *testing.T) {
	key, err := hex.DecodeString("0123456789ABCDEF" + "FEDCBA9876543210")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ number, yymm, service, want string }{
		{"4123456789012", "8701", "101", "370"},
		{"4999988887777", "9105", "111", "649"},
		{"4666655554444", "9206", "120", "821"},
		{"4333322221111", "9307", "141", "697"},
		{"4123456789012345", "8701", "101", "561"},
		{"4999988887777000", "9105", "111", "245"},
		{"4666655554444111", "9206", "120", "664"},
		{"4333322221111222", "9307", "141", "382"},
	} {
		if got := cvv(key, c.number, c.yymm, c.service, 3); got != c.want {
			t.Errorf("cvv(%s, %s, %s) = %s, want %s", c.number, c.yymm, c.service, got, c.want)
		}
		if got := cvv(key, c.number, c.yymm, c.service, 4); len(got) != 4 || got[:3] != c.want {
			t.Errorf("four digits of cvv(%s, %s, %s) = %s, want %s and one more", c.number, c.yymm, c.service, got, c.want)
		}
	}
}

func TestANumberHoldsItsAccount(t *testing.T) {
	accounts := []uint64{0, 1, 15, 999, 1000, 1001, 123_456, 9_999_998, maxAccount - 1}
	for n := range uint64(2000) {
		accounts = append(accounts, n*4_999)
	}
	for b, prefix := range prefixes {
		for _, account := range accounts {
			for _, p := range []plastic{mainCard, mainReissued, familyCard, thirdFamily, mainCard + 10, secondFamily + 90} {
				digits := digitsOf(b, account, p)
				n, err := card.ParseNumber(digits)
				if err != nil || n.Brand() != b || !strings.HasPrefix(digits, prefix) {
					t.Fatalf("account %d, plastic %d: %q reads as %s, %v", account, p, digits, n.Brand(), err)
				}
				back, q, ok := accountOf(digits)
				if !ok || back != account || q != p {
					t.Fatalf("account %d, plastic %d: %q holds %d, %d, %v", account, p, digits, back, q, ok)
				}
			}
		}
	}
}

func TestNoTwoNumbersAreAlike(t *testing.T) {
	seen, last4 := map[string]bool{}, map[string]bool{}
	for account := range uint64(20_000) {
		for _, p := range []plastic{mainCard, mainReissued, familyCard, mainCard + 10} {
			d := digitsOf(card.Visa, account, p)
			if seen[d] {
				t.Fatalf("account %d, plastic %d shares its number", account, p)
			}
			seen[d] = true
			last4[d[12:]] = true
		}
	}
	if len(last4) < 9000 {
		t.Errorf("only %d different last four digits, which are all that a holder sees", len(last4))
	}
}

func TestReferencesAreUnlike(t *testing.T) {
	r := newRefs(testKey)
	seen := map[string]bool{}
	for account := range uint64(2000) {
		for _, kind := range []byte{refAccount, refMain, refFamily, refSecond, refThird} {
			ref := r.make(kind, account)
			if seen[ref] {
				t.Fatalf("reference %q twice", ref)
			}
			seen[ref] = true
			if k, a, ok := r.open(ref); !ok || k != kind || a != account {
				t.Fatalf("%q opens as %c %d %v", ref, k, a, ok)
			}
		}
	}
}
