// Command build makes words.bin, the words that server/strength knows: from the word lists of the npm packages that
// web/package-lock.json pins and hashes, and from own.txt. Run it in server/strength, after (cd web && npm ci):
//
//	go generate ./server/strength
//
// With -check it writes nothing and fails when the file is not what the lists make. The file is committed, so that building
// the server needs Go alone.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	dir := flag.String("dir", ".", "the folder of server/strength")
	check := flag.Bool("check", false, "compare, write nothing")
	flag.Parse()
	if err := run(*dir, *check); err != nil {
		fmt.Fprintln(os.Stderr, "server/strength/build:", err)
		os.Exit(1)
	}
}

func run(dir string, check bool) error {
	made, err := wordFile(dir)
	if err != nil {
		return err
	}
	if !check {
		return os.WriteFile(filepath.Join(dir, "words.bin"), made, 0o644)
	}
	if have, err := os.ReadFile(filepath.Join(dir, "words.bin")); err != nil || !bytes.Equal(have, made) {
		return errors.Join(err, errors.New("words.bin is not what the lists make: go generate ./server/strength"))
	}
	return nil
}

// A list of words, the most frequent first.
type list struct {
	file      string
	most      int  // so many of it; 0: all
	unordered bool // not by frequency: every word counts as the middle one
	passwords bool // what people choose as passwords, to be refused
	romaji    bool // Japanese in Latin letters, of which there are several ways
}

var lists = []list{
	{file: "@zxcvbn-ts/language-common/dist/passwords.json.esm.js", passwords: true},
	{file: "@zxcvbn-ts/language-ja/dist/lastnames.json.esm.js", romaji: true},
	{file: "@zxcvbn-ts/language-ja/dist/firstnames.json.esm.js", romaji: true, unordered: true},
	{file: "@zxcvbn-ts/language-ja/dist/commonWords.json.esm.js", romaji: true},
	{file: "@zxcvbn-ts/language-ja/dist/wikipedia.json.esm.js", romaji: true},
	{file: "@zxcvbn-ts/language-en/dist/wikipedia.json.esm.js"},
	{file: "@zxcvbn-ts/language-en/dist/firstnames.json.esm.js", unordered: true},
	{file: "@zxcvbn-ts/language-en/dist/lastnames.json.esm.js", most: 10_000},
}

// Shorter ones cost an attacker no less than their letters do.
const minLetters, maxBytes = 3, 32

// wordFile is the file: a count, then for each word in order its rank and where it begins, then the words themselves. Numbers
// have three bytes, the smallest first; the highest bit of a rank marks a password.
func wordFile(dir string) ([]byte, error) {
	ranks, passwords := map[string]int{}, map[string]bool{}
	add := func(word string, rank int, password bool) {
		if len([]rune(word)) < minLetters || len(word) > maxBytes {
			return
		}
		if had, ok := ranks[word]; !ok || rank < had {
			ranks[word] = rank
		}
		if password {
			passwords[word] = true
		}
	}
	for _, l := range lists {
		words, err := read(filepath.Join(dir, "../../web/node_modules", l.file))
		if err != nil {
			return nil, err
		}
		if l.most > 0 {
			words = words[:l.most]
		}
		for i, word := range words {
			rank := i + 1
			if l.unordered {
				rank = len(words) / 2
			}
			word = strings.ToLower(word)
			add(word, rank, l.passwords)
			if l.romaji {
				for _, other := range spellings(word) {
					add(other, rank, false)
				}
			}
		}
	}
	own, err := os.ReadFile(filepath.Join(dir, "own.txt"))
	if err != nil {
		return nil, err
	}
	rank := 0
	for line := range strings.Lines(string(own)) {
		if words, _, _ := strings.Cut(line, "#"); strings.TrimSpace(words) != "" {
			for _, word := range strings.Fields(words) {
				rank++
				add(word, rank, true)
			}
		}
	}

	var numbers, starts, text []byte
	for _, word := range slices.Sorted(maps.Keys(ranks)) {
		rank := ranks[word]
		if passwords[word] {
			rank |= 1 << 23
		}
		numbers, starts, text = three(numbers, rank), three(starts, len(text)), append(text, word...)
	}
	return slices.Concat(three(nil, len(ranks)), numbers, starts, text), nil
}

func three(to []byte, n int) []byte { return append(to, byte(n), byte(n>>8), byte(n>>16)) }

// read takes the list out of the one statement var words = "a,b,c".split(',').
func read(file string) ([]string, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	_, rest, ok := strings.Cut(string(raw), ` = "`)
	words, _, closed := strings.Cut(rest, `".split(',')`)
	if !ok || !closed || strings.ContainsAny(words, "\\\n") {
		return nil, fmt.Errorf("%s is not the list it was", file)
	}
	return strings.Split(words, ","), nil
}

// The lists write long vowels out, as one types them (satou); passports do not (sato), or otherwise (satoh). The last is how
// schools teach to write (si, tu).
var (
	short  = strings.NewReplacer("ou", "o", "oo", "o", "uu", "u")
	withH  = strings.NewReplacer("ou", "oh", "oo", "oh", "uu", "u")
	school = strings.NewReplacer("sha", "sya", "shu", "syu", "sho", "syo", "shi", "si", "cha", "tya", "chu", "tyu", "cho", "tyo", "chi", "ti",
		"ja", "zya", "ju", "zyu", "jo", "zyo", "ji", "zi", "tsu", "tu", "fu", "hu")
)

func spellings(word string) []string {
	return []string{short.Replace(word), withH.Replace(word), school.Replace(word), short.Replace(school.Replace(word))}
}
