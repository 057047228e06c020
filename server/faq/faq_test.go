package faq_test

import (
	"strings"
	"testing"
	"unicode"

	"netanswer/server/faq"
	"netanswer/shared/text"
)

func TestEveryQuestionIsFoundByItsWordsItsReadingAndItsWrongNames(t *testing.T) {
	seen := map[string]bool{}
	for _, q := range faq.All() {
		if q.Key == "" || seen[q.Key] || len(q.Names) < 3 {
			t.Errorf("%q: a key of its own and names are needed", q.Key)
		}
		seen[q.Key] = true
		for _, s := range []string{q.Ask.EN, q.Answer.EN} {
			if s == "" || strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }) {
				t.Errorf("%s: %q is no English", q.Key, s)
			}
		}
		for _, query := range append([]string{q.Ask.JA, strings.ToUpper(q.Ask.EN)}, q.Names...) {
			found, near := faq.Find(faq.All(), query)
			hit := false
			for _, f := range found {
				hit = hit || f.Key == q.Key
			}
			if !hit || near {
				t.Errorf("%s is not found by %q", q.Key, query)
			}
		}
	}
}

func TestWhatIsAskedInOtherWordsIsFound(t *testing.T) {
	for query, key := range map[string]string{
		"解約": "leave", "退会": "leave", "カイヤク": "leave", "ｶｲﾔｸ": "leave", "やめたい": "prepay", "リボ　解除": "prepay", "なくした": "lost", "あとリボ": "instalments",
		"暗唱番号": "pin", "引越し": "address", "引き落とせなかった": "failed", "増枠": "raise", "LOGIN": "password",
	} {
		found, _ := faq.Find(faq.All(), query)
		hit := false
		for _, f := range found {
			hit = hit || f.Key == key
		}
		if !hit || len(found) > 8 {
			t.Errorf("%q does not find %s among few: %d found", query, key, len(found))
		}
	}
	if found, _ := faq.Find(faq.All(), "冷蔵庫の修理"); len(found) != 0 {
		t.Errorf("%d found for what nobody can answer", len(found))
	}
	if found, near := faq.Find(faq.All(), " "); len(found) != len(faq.All()) || near {
		t.Error("nothing asked is not everything shown")
	}
}

func TestAnIssuersOwnQuestionIsFoundAmongTheOthers(t *testing.T) {
	own := append([]faq.Question{{Key: "own", Ask: text.Message{JA: "年会費", EN: "fee"}, Answer: text.Message{JA: "無料です", EN: "none"}}}, faq.All()...)
	if found, _ := faq.Find(own, "年会費"); len(found) != 1 || found[0].Key != "own" {
		t.Errorf("%+v", found)
	}
}
