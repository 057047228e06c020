package account

import (
	"testing"

	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

func TestTilesSayWhenSomethingHappens(t *testing.T) {
	ja, en := wire.Site{Lang: text.JA}, wire.Site{Lang: text.EN}
	d := wire.Home{
		Unbilled: 94480, NextDebit: japan.Date{Year: 2027, Month: 1, Day: 4},
		Expiring: 1310, ExpireOn: japan.Date{Year: 2027, Month: 3, Day: 31},
	}
	for _, c := range []struct{ what, got, want string }{
		{"the debit", debitOn(ja, d), "1月4日お支払い予定"},
		{"the debit in English", debitOn(en, d), "due on 4 Jan"},
		{"no debit", debitOn(ja, wire.Home{NextDebit: d.NextDebit}), ""},
		{"points that expire", expiring(ja, d), "3月31日に1,310pt失効"},
		{"points that expire, in English", expiring(en, d), "1,310 pt expire on 31 Mar"},
		{"points that stay", expiring(ja, wire.Home{}), "失効予定はありません"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
}

func TestEveryWayToPayHasAName(t *testing.T) {
	for _, way := range []string{"once", "twice", "bonus", "instalments", "revolving"} {
		if m, ok := wayOf(way); !ok || m.JA == "" || m.EN == "" {
			t.Errorf("%s has no name", way)
		}
	}
	if _, ok := wayOf("barter"); ok {
		t.Error("an unknown way has a name")
	}
}
