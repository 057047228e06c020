package limit

import (
	"context"
	"errors"
	"net/netip"
	"path/filepath"
	"testing"
	"time"

	"netanswer/server/fault"
	"netanswer/server/keys"
	"netanswer/shared/wire"
)

type counts map[string]int

func (c counts) Hit(_ context.Context, name, key string, window time.Time, n int) (int, error) {
	k := name + key + window.String()
	c[k] += n
	return c[k], nil
}

func TestALimitIsFullUntilItsWindowEnds(t *testing.T) {
	ring, err := keys.LoadOrMake(filepath.Join(t.TempDir(), "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 23, 10, 50, 0, 0, time.UTC)
	l := &Limiter{Store: counts{}, Keys: ring, Now: func() time.Time { return now }}
	three := Limit{Name: "three", Max: 3, Per: time.Hour}
	for range 3 {
		if _, err := l.Take(t.Context(), three, "a"); err != nil {
			t.Fatal(err)
		}
	}
	var f *fault.Error
	if _, err := l.Take(t.Context(), three, "a"); !errors.As(err, &f) || f.Code != wire.TooMany || f.RetryAfter != 10*time.Minute {
		t.Errorf("the fourth: %v", err)
	}
	if _, err := l.Take(t.Context(), three, "b"); err != nil {
		t.Errorf("another subject: %v", err)
	}
	if _, err := l.Take(t.Context(), Limit{Name: "other", Max: 1, Per: time.Hour}, "a"); err != nil {
		t.Errorf("another limit: %v", err)
	}
	now = now.Add(10 * time.Minute)
	if _, err := l.Take(t.Context(), three, "a"); err != nil {
		t.Errorf("the next window: %v", err)
	}
}

func TestWhatIsGivenBackDoesNotCountAndADayIsJapans(t *testing.T) {
	ring, err := keys.LoadOrMake(filepath.Join(t.TempDir(), "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 23, 14, 30, 0, 0, time.UTC) // 23:30 in Japan
	l := &Limiter{Store: counts{}, Keys: ring, Now: func() time.Time { return now }}
	one := Limit{Name: "one", Max: 1, Per: 24 * time.Hour}
	for range 5 {
		taken, err := l.Take(t.Context(), one, "a")
		if err != nil {
			t.Fatal(err)
		}
		if err := taken.Back(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Take(t.Context(), one, "a"); err != nil {
		t.Fatal(err)
	}
	var f *fault.Error
	if _, err := l.Take(t.Context(), one, "a"); !errors.As(err, &f) || f.RetryAfter != 30*time.Minute {
		t.Errorf("until midnight in Japan: %v", err)
	}
	now = now.Add(30 * time.Minute)
	if _, err := l.Take(t.Context(), one, "a"); err != nil {
		t.Errorf("the next day: %v", err)
	}
}

func TestAnAddressCountsAsItsHousehold(t *testing.T) {
	for in, want := range map[string]string{
		"203.0.113.5": "203.0.113.5", "::ffff:203.0.113.5": "203.0.113.5", "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64", "fe80::1%eth0": "fe80::/64",
	} {
		if got := Address(netip.MustParseAddr(in)); got != want {
			t.Errorf("%s counts as %s", in, got)
		}
	}
	if Address(netip.Addr{}) != "none" {
		t.Error("no address counts as one")
	}
}

func TestEveryLimitHasANameOfItsOwnAndAReason(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range All {
		if l.Name == "" || seen[l.Name] || l.Max < 1 || l.Per < time.Minute || len(l.Why) < 20 {
			t.Errorf("%+v", l)
		}
		seen[l.Name] = true
	}
}
