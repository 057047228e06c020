package limit_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"netanswer/server/limit"
)

func TestEveryLimitHasANameOfItsOwnAndAReason(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range limit.All {
		if l.Name == "" || seen[l.Name] || l.Max < 1 || l.Per < time.Minute || len(l.Why) < 20 || len(l.Counts) < 10 {
			t.Errorf("%+v", l)
		}
		seen[l.Name] = true
	}
	for _, b := range limit.Backoffs {
		if seen[b.Name] || b.Free < 1 || b.Most < b.First || len(b.Why) < 20 {
			t.Errorf("%+v", b)
		}
		seen[b.Name] = true
	}
	initials := map[byte]bool{} // tell the buckets of an address apart
	for _, c := range limit.Classes {
		if c.Rate > 0 && initials[c.Name[0]] || len(c.Why) < 20 || (c.Rate == 0) != (c.Burst == 0) {
			t.Errorf("%+v", c)
		}
		initials[c.Name[0]] = initials[c.Name[0]] || c.Rate > 0
	}
}

// docs/limits.md shows the tables of this package.
func TestTheDocumentShowsTheTables(t *testing.T) {
	raw, err := os.ReadFile("../../docs/limits.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, table := range map[string]string{"limits": limits(), "back-offs": backoffs(), "classes": classes()} {
		if !strings.Contains(string(raw), "\n"+table+"\n") {
			t.Errorf("docs/limits.md has another table of %s; it should be\n\n%s", name, table)
		}
	}
}

func limits() string {
	out := "| limit | at most | in | counts | why |\n|---|---|---|---|---|"
	for _, l := range limit.All {
		out += fmt.Sprintf("\n| `%s` | %d | %s | %s | %s |", l.Name, l.Max, span(l.Per), l.Counts, l.Why)
	}
	return out
}

func backoffs() string {
	out := "| back-off | free | then | up to | forgotten after | counts | why |\n|---|---|---|---|---|---|---|"
	for _, b := range limit.Backoffs {
		out += fmt.Sprintf("\n| `%s` | %d | %s, doubled each time | %s | %s | %s | %s |", b.Name, b.Free, span(b.First), span(b.Most), span(b.Forget), b.Counts, b.Why)
	}
	return out
}

func classes() string {
	out := "| class | a second | at once | why |\n|---|---|---|---|"
	for _, c := range limit.Classes {
		if c.Rate == 0 {
			out += fmt.Sprintf("\n| `%s` | no ceiling | no ceiling | %s |", c.Name, c.Why)
			continue
		}
		out += fmt.Sprintf("\n| `%s` | %d | %d | %s |", c.Name, c.Rate, c.Burst, c.Why)
	}
	return out
}

func span(d time.Duration) string {
	switch {
	case d == 24*time.Hour:
		return "a day"
	case d == time.Hour:
		return "an hour"
	case d >= time.Minute:
		return fmt.Sprintf("%d minutes", d/time.Minute)
	}
	return fmt.Sprintf("%d s", d/time.Second)
}
