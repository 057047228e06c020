package text_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"netanswer/shared/text"
)

// message is one Message of the package's sources.
type message struct{ name, key, ja, en string }

// catalog reads every Message of the package from its sources: a test that lists them by hand forgets one.
func catalog(t *testing.T) []message {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var out []message
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			for i, v := range spec.Values {
				for _, m := range literals(v) {
					words := make([]string, len(m.Elts))
					for j, e := range m.Elts {
						words[j] = constant(t, spec.Names[i].Name, e)
					}
					if len(words) != 3 {
						t.Errorf("%s: %s has %d parts", name, spec.Names[i].Name, len(words))
						continue
					}
					out = append(out, message{spec.Names[i].Name, words[0], words[1], words[2]})
				}
			}
			return false
		})
	}
	if len(out) < 50 {
		t.Fatalf("only %d messages found", len(out))
	}
	return out
}

// literals are the Message literals in an expression: itself, or the values of a list or map of them.
func literals(e ast.Expr) (out []*ast.CompositeLit) {
	ast.Inspect(e, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		if id, ok := lit.Type.(*ast.Ident); ok && id.Name == "Message" {
			out = append(out, lit)
			return false
		}
		return true
	})
	return out
}

// constant is the value of a string literal, or of some added up.
func constant(t *testing.T, name string, e ast.Expr) string {
	t.Helper()
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return s
	case *ast.BinaryExpr:
		return constant(t, name, e.X) + constant(t, name, e.Y)
	}
	t.Errorf("%s holds something that is no plain string", name)
	return ""
}

func TestKeysAreUniqueAndStable(t *testing.T) {
	form := regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$`)
	seen := map[string]string{}
	for _, m := range catalog(t) {
		if !form.MatchString(m.key) {
			t.Errorf("%s has the key %q", m.name, m.key)
		}
		if other, ok := seen[m.key]; ok {
			t.Errorf("%s and %s share the key %q", m.name, other, m.key)
		}
		seen[m.key] = m.name
	}
}

func TestBothLanguagesSayIt(t *testing.T) {
	for _, m := range catalog(t) {
		for lang, s := range map[string]string{"Japanese": m.ja, "English": m.en} {
			if strings.TrimSpace(s) == "" {
				t.Errorf("%s says nothing in %s", m.name, lang)
			}
			if strings.ContainsAny(s, "！") || strings.HasSuffix(s, "!") {
				t.Errorf("%s shouts in %s: %q", m.name, lang, s)
			}
			for _, r := range s {
				if unicode.In(r, unicode.Cc, unicode.Co, unicode.Cs) && r != '\n' || r == unicode.ReplacementChar {
					t.Errorf("%s holds %U in %s", m.name, r, lang)
				}
			}
		}
		for _, r := range m.en {
			if m.name == "OtherLang" {
				break // the link to the other language is written in that language
			}
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF {
				t.Errorf("%s has %q in its English: %q", m.name, r, m.en)
				break
			}
		}
		for _, r := range m.ja {
			if r >= '０' && r <= '９' {
				t.Errorf("%s has a full-width figure: %q", m.name, m.ja)
				break
			}
		}
	}
}

// Words for one and for more stand behind the number that they count, and every number of things that can be one has them.
func TestEnglishHasAWordForOne(t *testing.T) {
	well := regexp.MustCompile(`%\[[1-9]\]d \{[a-z]+\|[a-z]+\}`)
	counts := regexp.MustCompile(`%\[[1-9]\]d (?:more )?(seconds|minutes|hours|tries|times|days)`)
	always := []string{"GuideFilmDo"} // never one
	for _, m := range catalog(t) {
		if rest := well.ReplaceAllString(m.en, ""); strings.Contains(rest, "]d {") || strings.Contains(m.ja, "]d {") {
			t.Errorf("%s: %q", m.name, m.en)
		}
		if counts.MatchString(m.en) && !slices.Contains(always, m.name) {
			t.Errorf("%s counts one as many: %q", m.name, m.en)
		}
	}
}

func TestBothLanguagesFillTheSameVerbs(t *testing.T) {
	indexed := regexp.MustCompile(`%[-+# 0]*\d*\[(\d+)\]([a-zA-Z])`)
	// These get every part of a date and each language takes those that it writes.
	takesItsPart := []string{"DateLong", "DateNoDay", "DateYear", "DateMonth", "DocumentTitle"}
	for _, m := range catalog(t) {
		ja, en := verbs(indexed, m.ja), verbs(indexed, m.en)
		part := slices.Contains(takesItsPart, m.name)
		if !part && !slices.Equal(ja, en) {
			t.Errorf("%s fills %v in Japanese and %v in English", m.name, ja, en)
		}
		all := slices.Concat(ja, en)
		slices.Sort(all)
		all = slices.Compact(all)
		if len(all) == 0 {
			continue // never formatted: a % is a %
		}
		for i, v := range all { // a number left out, or one with two verbs, ends the row
			if n := v[:len(v)-1]; !part && n != strconv.Itoa(i+1) || i > 0 && n == all[i-1][:len(all[i-1])-1] {
				t.Errorf("%s does not number its arguments 1, 2, 3 with one verb each: %v", m.name, all)
			}
		}
		for lang, s := range map[string]string{"Japanese": m.ja, "English": m.en} {
			if rest := strings.ReplaceAll(indexed.ReplaceAllString(s, ""), "%%", ""); strings.Contains(rest, "%") {
				t.Errorf("%s has a %% without a number in %s: %q", m.name, lang, s)
			}
		}
	}
}

// verbs are the arguments a text fills, sorted, each once: "1d", "2s".
func verbs(indexed *regexp.Regexp, s string) (out []string) {
	for _, m := range indexed.FindAllStringSubmatch(s, -1) {
		out = append(out, m[1]+m[2])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// A message that nothing shows is a sentence nobody keeps right.
func TestEveryMessageIsUsed(t *testing.T) {
	root := filepath.Join("..", "..")
	use := regexp.MustCompile(`\btext\.([A-Z]\w*)`)
	used := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); path != root && (strings.HasPrefix(n, ".") || n == "node_modules" || n == "docs" || n == "text") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(path)
		for _, m := range use.FindAllSubmatch(src, -1) {
			used[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range catalog(t) {
		if !used[m.name] {
			t.Errorf("nothing shows %s", m.name)
		}
	}
}

func TestIn(t *testing.T) {
	m := text.Message{Key: "k", JA: "あと%[1]d回", EN: "%[1]d left"}
	few := text.Message{Key: "k", JA: "%[1]d秒 %[2]s", EN: "in %[1]d {second|seconds} %[2]s"}
	tests := []struct {
		name, got, want string
	}{
		{"Japanese", m.In(text.JA, 3), "あと3回"},
		{"English", m.In(text.EN, 3), "3 left"},
		{"a language nobody knows is Japanese", m.In("fr", 3), "あと3回"},
		{"English of one", few.In(text.EN, 1, "{ | }"), "in 1 second { | }"},
		{"English of more", few.In(text.EN, 2, "{ | }"), "in 2 seconds { | }"},
		{"English of none", few.In(text.EN, 0, ""), "in 0 seconds "},
		{"Japanese knows one word", few.In(text.JA, 1, "{ | }"), "1秒 { | }"},
		{"without arguments a % is a %", (text.Message{Key: "k", JA: "年15%", EN: "15% a year"}).In(text.EN), "15% a year"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("%q, want %q", tt.got, tt.want)
			}
		})
	}
	for tag, want := range map[string]text.Lang{"ja": text.JA, "en": text.EN, "en-GB": text.EN, "EN": text.EN, "": text.JA, "e": text.JA, "fr": text.JA, "ja-JP": text.JA} {
		if got := text.Parse(tag); got != want {
			t.Errorf("%q is %s, want %s", tag, got, want)
		}
	}
}
