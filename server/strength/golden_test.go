package strength

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// A golden is a password and the grades that it may have.
type golden struct {
	why, password string
	own           []string
	least, most   int
}

// goldens reads testdata/golden.txt.
func goldens(t testing.TB) (all []golden) {
	t.Helper()
	raw, err := os.ReadFile("testdata/golden.txt")
	if err != nil {
		t.Fatal(err)
	}
	for block := range strings.SplitSeq(string(raw), "\n\n") {
		head, passwords, _ := strings.Cut(strings.TrimSpace(block), "\n")
		if strings.HasPrefix(head, "#") {
			continue
		}
		bounds, why, ok := strings.Cut(head, ": ")
		g := golden{why: why}
		if n, _ := fmt.Sscanf(bounds, "%d-%d", &g.least, &g.most); n == 1 {
			g.most = g.least
		} else if !ok || n != 2 {
			t.Fatalf("a heading like no other: %q", head)
		}
		if _, own, ok := strings.Cut(why, "knowing "); ok {
			g.own = strings.Fields(own)
		}
		for _, g.password = range strings.Fields(passwords) {
			all = append(all, g)
		}
	}
	return all
}

func TestTwoHundredPasswordsHaveTheGradesThatTheyShould(t *testing.T) {
	g, all := New("netanswer"), goldens(t)
	if len(all) < 200 {
		t.Errorf("%d passwords", len(all))
	}
	for _, want := range all {
		got, err := g.Grade(t.Context(), want.password, want.own)
		if err != nil {
			t.Fatal(err)
		}
		if got < want.least || got > want.most {
			t.Errorf("%s is of grade %d, and should be of %d to %d: %s", want.password, got, want.least, want.most, want.why)
		}
	}
}
