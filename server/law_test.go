package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/app/screen"
	"netanswer/server/brand"
	"netanswer/server/issuer"
	"netanswer/server/issuer/sandbox"
	"netanswer/server/order"
	cardnumber "netanswer/shared/card"
	"netanswer/shared/text"
)

// goTests are the names of all tests of the program.
func goTests(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	named := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git"):
			return filepath.SkipDir
		case !strings.HasSuffix(path, "_test.go"):
			return nil
		}
		raw, err := os.ReadFile(path)
		for _, m := range named.FindAllSubmatch(raw, -1) {
			found[string(m[1])] = true
		}
		return err
	})
	if err != nil || len(found) < 100 {
		t.Fatal(err, len(found))
	}
	return found
}

// Every row of docs/law.md names a place that is there and a test that is there, and no text of the brand file is without its row.
func TestEveryItemOfTheLawHasItsPlaceAndItsTest(t *testing.T) {
	raw, err := os.ReadFile("../docs/law.md")
	if err != nil {
		t.Fatal(err)
	}
	screens := map[string]bool{}
	for _, row := range screen.All {
		screens[strings.TrimSuffix(row.Pattern(), "{$}")] = true
	}
	tests, coded := goTests(t), regexp.MustCompile("`([^`]+)`")
	rows, shown := 0, map[string]bool{}
	for line := range strings.Lines(string(raw)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 4 || strings.HasPrefix(cells[0], "---") || strings.TrimSpace(cells[0]) == "item" {
			continue
		}
		rows++
		for i, cell := range cells {
			if strings.TrimSpace(cell) == "" {
				t.Errorf("a cell is empty: %s", line)
			}
			for _, m := range coded.FindAllStringSubmatch(cell, -1) {
				name, there := m[1], true
				switch key, isText := strings.CutPrefix(name, "documents."); {
				case i == 2 && isText:
					shown[key], there = true, slices.Contains(brand.LegalKeys, key)
				case i == 2:
					there = screens[name]
				case i == 3 && strings.HasSuffix(name, ".mjs"):
					_, err := os.Stat("../" + name)
					there = err == nil
				case i == 3:
					there = tests[name]
				}
				if !there {
					t.Errorf("%s is not there: %s", name, strings.TrimSpace(cells[0]))
				}
			}
			if i >= 2 && !coded.MatchString(cell) {
				t.Errorf("%s names nothing in column %d", strings.TrimSpace(cells[0]), i+1)
			}
		}
	}
	if rows < 20 {
		t.Errorf("%d rows were read", rows)
	}
	for _, key := range brand.LegalKeys {
		if !shown[key] {
			t.Errorf("documents.%s has no row", key)
		}
	}
}

// What an order has somebody agree to is in the brand file, and nothing is there that no order asks for.
func TestEveryDocumentThatAnOrderNamesIsThereAndEachIsUsed(t *testing.T) {
	b, err := brand.Load("")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, k := range order.Kinds() {
		for _, key := range k.Documents {
			if used[key] = true; b.Document(text.JA, key).Version == "" {
				t.Errorf("%s asks for %q, which no brand file has", k.Kind, key)
			}
		}
	}
	for _, key := range brand.LegalKeys {
		if !used[key] {
			t.Errorf("no order asks for %q", key)
		}
	}
}

// ceiling is the highest yearly rate that the law allows on a principal, in hundredths of a percent (利息制限法1条).
func ceiling(principal int) int {
	switch {
	case principal < 100_000:
		return 2000
	case principal < 1_000_000:
		return 1800
	}
	return 1500
}

func TestTheSandboxLendsWithinTheCeilingsOfInterest(t *testing.T) {
	box := sandbox.New(sandbox.Config{Key: sandboxKey, Now: func() time.Time { return time.Date(2026, 11, 23, 10, 15, 0, 0, time.UTC) }, Slow: time.Millisecond})
	offered := 0
	for _, d := range box.DemoCards() {
		n, err1 := cardnumber.ParseNumber(d.Number)
		e, err2 := cardnumber.ParseExpiry(d.ExpMonth, d.ExpYear)
		c, err3 := cardnumber.ParseSecurityCode(d.SecurityCode, n.Brand())
		v, err4 := box.VerifyCard(t.Context(), n, e, c)
		if err := errors.Join(err1, err2, err3, err4); err != nil {
			continue // of cases that are refused, or of a system that is away
		}
		o, err := box.CashOffer(t.Context(), v.CardRef)
		if err != nil || o.Why != "" {
			continue
		}
		offered++
		for way, terms := range map[string]issuer.Terms{"once": o.Once, "revolving": o.Revolving} {
			if most := ceiling(max(o.Limit, o.Most)); terms.Rate > most {
				t.Errorf("%s, %s: %d hundredths of a percent on up to %d yen; the law allows %d", d.Case, way, terms.Rate, o.Most, most)
			}
		}
	}
	if offered < 3 {
		t.Errorf("%d demo cards may borrow", offered)
	}
}
