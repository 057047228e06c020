package kana_test

import (
	"testing"
	"unicode/utf8"

	"netanswer/shared/kana"
)

func TestWide(t *testing.T) {
	for in, want := range map[string]string{
		"ﾂﾊﾞﾒﾃﾂﾄﾞｳ":     "ツバメテツドウ",
		"ｽｰﾊﾟｰ ﾏﾂｶｾﾞ":   "スーパー マツカゼ",
		"ｳﾞｨｵﾗ":         "ヴィオラ",
		"ﾞｱﾟ":           "゛ア゜",
		"｢ｷｯﾁﾝ･ﾎﾟﾎﾟ｣｡､": "「キッチン・ポポ」。、",
		"喫茶ひだまり ABC":    "喫茶ひだまり ABC",
		"":              "",
		"\xff":          "\xff",
	} {
		if got := kana.Wide(in); got != want {
			t.Errorf("Wide(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFoldBringsTogetherWhatIsTheSameWord(t *testing.T) {
	for _, same := range [][]string{
		{"スーパーまつかぜ", "ｽｰﾊﾟｰ ﾏﾂｶｾﾞ", "すーぱーマツカゼ", "スーパー　まつかぜ", "スパマツカゼ"},
		{"キャッシュ", "ｷﾔﾂｼﾕ", "きゃっしゅ"},
		{"ＡＢＣストア24", "abcすとあ２４", "A-B-C ｽﾄｱ24"},
		{"ヴィオラ", "ｳﾞｨｵﾗ", "ゔぃおら"},
	} {
		for _, s := range same {
			if kana.Fold(s) != kana.Fold(same[0]) {
				t.Errorf("%q folds to %q, %q to %q", s, kana.Fold(s), same[0], kana.Fold(same[0]))
			}
		}
	}
	if kana.Fold("ハス") == kana.Fold("バス") || kana.Contains("駅前", "駅後") || !kana.Contains("駅前", "") {
		t.Error("different words are the same")
	}
}

func FuzzFold(f *testing.F) {
	f.Add("ｳﾞｨｵﾗ ＡＢＣ")
	f.Add("\xffﾞ")
	f.Fuzz(func(t *testing.T, s string) {
		once := kana.Fold(s)
		if twice := kana.Fold(once); twice != once {
			t.Errorf("%q folds to %q, that to %q", s, once, twice)
		}
		if !utf8.ValidString(once) {
			t.Errorf("%q folds to invalid %q", s, once)
		}
	})
}
