// Package kana makes Japanese text readable and findable. Shops arrive in card systems as half-width katakana, often
// without small letters (ﾂﾊﾞﾒﾃﾂﾄﾞｳ); people search in whatever their keyboard gives. Both are brought to one form here, with
// tables small enough for the browser: golang.org/x/text would add some hundred kilobytes to the app.
package kana

import (
	"strings"
	"unicode"
)

// The half-width forms U+FF61–U+FF9D as they are in full width, in their order.
var wide = []rune("。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン")

const (
	firstHalf  = '\uff61'
	lastHalf   = '\uff9d'
	dakuten    = '\uff9e' // ﾞ
	handakuten = '\uff9f' // ﾟ
)

// Wide writes half-width katakana in full width, the marks joined to their letters: ﾂﾊﾞﾒ becomes ツバメ. All else stays.
func Wide(s string) string {
	if strings.IndexFunc(s, isHalf) < 0 {
		return s
	}
	out := make([]rune, 0, len(s)/3)
	for _, r := range s {
		switch {
		case r >= firstHalf && r <= lastHalf:
			r = wide[r-firstHalf]
		case r == dakuten || r == handakuten:
			if n := len(out) - 1; n >= 0 {
				if joined, ok := join(out[n], r); ok {
					out[n] = joined
					continue
				}
			}
			r += '゛' - dakuten // alone: the full-width mark
		}
		out = append(out, r)
	}
	return string(out)
}

func isHalf(r rune) bool { return r >= firstHalf && r <= handakuten }

// join is a letter with a mark. Unicode puts the voiced letter behind the plain one, the half-voiced behind that.
func join(letter, mark rune) (rune, bool) {
	switch {
	case mark == handakuten && strings.ContainsRune("ハヒフヘホ", letter):
		return letter + 2, true
	case mark == handakuten:
	case letter == 'ウ':
		return 'ヴ', true
	case strings.ContainsRune("カキクケコサシスセソタチツテトハヒフヘホ", letter):
		return letter + 1, true
	}
	return 0, false
}

// Fold is s as it is compared in a search: of one width, case and kana, small letters large, nothing but letters and
// digits. ｽｰﾊﾟｰ, スーパー and すーぱー are one word, and so are ｷﾔﾂｼﾕ and キャッシュ.
func Fold(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	for _, r := range Wide(s) {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r >= 'ぁ' && r <= 'ゖ' || r == 'ゝ' || r == 'ゞ':
			r += 'ァ' - 'ぁ'
		}
		if i := strings.IndexRune(small, r); i >= 0 {
			r = []rune(large)[len([]rune(small[:i]))]
		}
		if r = unicode.ToLower(r); unicode.IsLetter(r) && r != 'ー' || unicode.IsDigit(r) {
			out.WriteRune(r)
		}
	}
	return out.String()
}

const (
	small = "ァィゥェォャュョッヮヵヶ"
	large = "アイウエオヤユヨツワカケ"
)

// Contains says whether word is in s, both folded. Nothing is in everything.
func Contains(s, word string) bool { return strings.Contains(Fold(s), Fold(word)) }
