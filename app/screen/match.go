package screen

import "strings"

// Find is the screen of a path, escaped as it stands in the URL. It knows what the table uses of net/http's patterns; a
// test holds it to ServeMux, which would add 75 KB to the Wasm.
func Find(path string) (Any, bool) {
	for _, s := range All {
		if match(s.Pattern(), path) {
			return s, true
		}
	}
	return nil, false
}

func match(pattern, path string) bool {
	if pattern == "/{$}" {
		return path == "/"
	}
	want, got := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return false
	}
	for i, w := range want {
		if wild := strings.HasPrefix(w, "{"); !wild && w != got[i] || wild && got[i] == "" {
			return false
		}
	}
	return true
}

// IsScreen says whether path is the plain path of a screen and nothing else: no scheme, host, query or fragment, nothing
// that a browser would read as something else. Only then may an address from outside (next=) be gone to.
func IsScreen(path string) bool {
	for part := range strings.SplitSeq(path, "/") {
		if strings.Trim(part, ".") == "" && part != "" { // . and .. are resolved before they are asked for
			return false
		}
	}
	if strings.ContainsFunc(path, func(r rune) bool {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		return !letter && !strings.ContainsRune("/-_.", r)
	}) {
		return false
	}
	_, ok := Find(path)
	return ok
}
