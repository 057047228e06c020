package web

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
)

// StyleSheet joins the sheets in the order of their names.
func StyleSheet(from fs.FS) ([]byte, error) {
	all, err := Sources(from, "css", ".css")
	if err != nil {
		return nil, err
	}
	return themed(all)
}

// What the style sheets write for the dark look, and what stands on the root when a person has chosen one of the two.
const (
	whenDark   = "@media (prefers-color-scheme: dark) {"
	notLight   = `:root:where(:not([data-theme="light"]))`
	chosenDark = `:root:where([data-theme="dark"])`
)

var errTheme = errors.New("web: rules for the dark look stand in " + whenDark + " at the beginning of a line, one level deep, each for :root or something in it")

// themed writes the rules for the dark look twice: for who has chosen it, and for who has chosen neither and whose system asks for
// it. So they stand once in the sources. What is added weighs nothing: the order of the rules goes on deciding.
func themed(css []byte) ([]byte, error) {
	var out bytes.Buffer
	rest := string(css)
	for {
		before, after, found := strings.Cut(rest, "\n"+whenDark)
		out.WriteString(before)
		if !found {
			return out.Bytes(), nil
		}
		inside, end, err := block(after)
		if err != nil {
			return nil, err
		}
		system, err1 := scoped(inside, notLight)
		chosen, err2 := scoped(inside, chosenDark)
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		out.WriteString("\n" + whenDark + system + "}\n" + chosen)
		rest = end
	}
}

// block is what stands before the brace that closes one that is open, and what comes behind.
func block(css string) (inside, rest string, err error) {
	depth := 1
	for i, c := range css {
		switch c {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 {
			return css[:i], css[i+1:], nil
		}
	}
	return "", "", errTheme
}

// scoped has rules hold beneath a root alone.
func scoped(rules, root string) (string, error) {
	var out strings.Builder
	for strings.TrimSpace(rules) != "" {
		selectors, after, found := strings.Cut(rules, "{")
		body, rest, err := block(after)
		if err != nil || !found || strings.ContainsAny(selectors, "@/") || strings.Contains(body, "{") {
			return "", errTheme
		}
		var scopes []string
		for s := range strings.SplitSeq(selectors, ",") {
			s = strings.TrimSpace(s)
			if inner, ok := strings.CutPrefix(s, ":root"); ok {
				scopes = append(scopes, root+inner)
			} else {
				scopes = append(scopes, root+" "+s)
			}
		}
		out.WriteString("\n" + strings.Join(scopes, ", ") + " {" + body + "}")
		rules = rest
	}
	return out.String() + "\n", nil
}
