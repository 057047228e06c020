package web

import (
	"strings"
	"testing"
)

func TestRulesForTheDarkLookHoldForTheSystemsWishAndForTheChosenOne(t *testing.T) {
	const sheet = "a{b:c}\n@media (prefers-color-scheme: dark) {\n  :root {\n    --bg: #000;\n  }\n  .x, :root .y { color: red; }\n}\nz{}"
	got, err := themed([]byte(sheet))
	if err != nil {
		t.Fatal(err)
	}
	bare := strings.Join(strings.Fields(string(got)), " ")
	want := `a{b:c} @media (prefers-color-scheme: dark) { ` +
		`:root:where(:not([data-theme="light"])) { --bg: #000; } ` +
		`:root:where(:not([data-theme="light"])) .x, :root:where(:not([data-theme="light"])) .y { color: red; } } ` +
		`:root:where([data-theme="dark"]) { --bg: #000; } ` +
		`:root:where([data-theme="dark"]) .x, :root:where([data-theme="dark"]) .y { color: red; } z{}`
	if bare != want {
		t.Errorf("\n%s\nwant\n%s", bare, want)
	}
	if plain, err := themed([]byte("a{b:c}")); err != nil || string(plain) != "a{b:c}" {
		t.Errorf("a sheet without: %s %v", plain, err)
	}
	for what, sheet := range map[string]string{
		"open":          "\n@media (prefers-color-scheme: dark) { :root {",
		"a rule inside": "\n@media (prefers-color-scheme: dark) { @media print { a{} } }",
		"a comment":     "\n@media (prefers-color-scheme: dark) { /* dark */ a{} }",
	} {
		if got, err := themed([]byte(sheet)); err == nil {
			t.Errorf("%s: %s", what, got)
		}
	}
}

// The sheets themselves: what asks for the dark look asks for it in the one way that is written twice.
func TestEverySheetAsksForTheDarkLookInOneWay(t *testing.T) {
	raw, err := Sources(files, "css", ".css")
	if err != nil {
		t.Fatal(err)
	}
	if n, m := strings.Count(string(raw), "prefers-color-scheme"), strings.Count(string(raw), "\n@media (prefers-color-scheme: dark) {\n"); n != m || n == 0 {
		t.Errorf("%d of %d ask in another way", n-m, n)
	}
	themed, err := themed(raw)
	if err != nil || !strings.Contains(string(themed), `:root:where([data-theme="dark"]) {`) {
		t.Errorf("%v", err)
	}
}
