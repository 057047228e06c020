package card

import (
	"strings"
	"unicode"
)

// Fold makes plain digits of digits as typed: full-width ones become half-width, and spaces, all kinds of hyphens and
// invisible characters fall away. Anything else stays, for the one who reads it to judge.
func Fold(s string) string { return fold(s, -1) }

// fold writes hyphen for each hyphen, or nothing when it is negative.
func fold(s string, hyphen rune) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), Invisible(r):
			return -1
		case dash(r):
			return hyphen
		}
		return Narrow(r)
	}, s)
}

// Narrow is the half-width form of a full-width letter, digit or sign; any other rune is its own.
func Narrow(r rune) rune {
	if r >= '！' && r <= '～' { // they stand in the order of ASCII
		return r - '！' + '!'
	}
	return r
}

// dash says whether r looks like a hyphen: what Japanese keyboards, word processors and web pages put between digits.
func dash(r rune) bool {
	switch r {
	case '-', '－', 'ー', 'ｰ', '−', '﹣', '﹘', '⁃', '─', '━', '〜', '～', '˗', '➖':
		return true
	}
	return r >= '‐' && r <= '―'
}

// Invisible says whether r shows as nothing at all (Unicode's Default_Ignorable_Code_Point, as far as it comes along
// with pasted text, and the byte order mark).
func Invisible(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == 0xAD, // soft hyphen
		r == 0x34F, r == 0x180E, // joiner and separator without a shape
		r == 0x61C, r >= 0x200B && r <= 0x200F, // zero width, direction marks
		r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F, // embedding, isolates
		r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0000 && r <= 0xE0FFF, // variation selectors, tags
		r == 0xFEFF,
		r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0: // Hangul fillers
		return true
	}
	return false
}
