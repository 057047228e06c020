package limit_test

import (
	"errors"
	"fmt"
	"net/netip"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/fault"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/store"
	"netanswer/shared/wire"
)

// turned is a clock that a test turns.
type turned struct {
	mu sync.Mutex
	t  time.Time
}

func (c *turned) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *turned) turn(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// limiter is one over a database of its own.
func limiter(t *testing.T, at time.Time) (*limit.Limiter, *turned) {
	t.Helper()
	ring, err := keys.LoadOrMake(filepath.Join(t.TempDir(), "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "limits.db"), zerolog.Nop())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	c := &turned{t: at}
	return &limit.Limiter{Store: db.Limits(), Keys: ring, Now: c.now}, c
}

var morning = time.Date(2026, 11, 23, 10, 50, 0, 0, time.UTC)

func of(name string, most int) limit.Limit {
	return limit.Limit{Name: name, Max: most, Per: time.Hour}
}

func TestALimitIsFullUntilItsWindowEnds(t *testing.T) {
	l, c := limiter(t, morning)
	three := of("three", 3)
	for range 3 {
		if _, err := l.Take(t.Context(), l.Of(three, "a")); err != nil {
			t.Fatal(err)
		}
	}
	var f *fault.Error
	for _, first := range []bool{true, false} {
		_, err := l.Take(t.Context(), l.Of(three, "a"))
		if !errors.As(err, &f) || f.Code != wire.TooMany || f.RetryAfter != 10*time.Minute {
			t.Errorf("the fourth: %v", err)
		}
		if full, ok := limit.Reached(err); !ok || full.Limit.Name != "three" || full.First != first {
			t.Errorf("%+v, first should be %v", full, first)
		}
	}
	if _, err := l.Take(t.Context(), l.Of(three, "b")); err != nil {
		t.Errorf("another subject: %v", err)
	}
	if _, err := l.Take(t.Context(), l.Of(of("other", 1), "a")); err != nil {
		t.Errorf("another limit: %v", err)
	}
	c.turn(10 * time.Minute)
	if _, err := l.Take(t.Context(), l.Of(three, "a")); err != nil {
		t.Errorf("the next window: %v", err)
	}
}

func TestWhatIsGivenBackDoesNotCountAndADayIsJapans(t *testing.T) {
	l, c := limiter(t, time.Date(2026, 11, 23, 14, 30, 0, 0, time.UTC)) // 23:30 in Japan
	one := limit.Limit{Name: "one", Max: 1, Per: 24 * time.Hour}
	for range 5 {
		taken, err := l.Take(t.Context(), l.Of(one, "a"))
		if err != nil {
			t.Fatal(err)
		}
		if err := taken.Back(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Take(t.Context(), l.Of(one, "a")); err != nil {
		t.Fatal(err)
	}
	var f *fault.Error
	if _, err := l.Take(t.Context(), l.Of(one, "a")); !errors.As(err, &f) || f.RetryAfter != 30*time.Minute {
		t.Errorf("until midnight in Japan: %v", err)
	}
	c.turn(30 * time.Minute)
	if _, err := l.Take(t.Context(), l.Of(one, "a")); err != nil {
		t.Errorf("the next day: %v", err)
	}
}

// A place at its limit must not use up the limit of the ID that it asks for: that would lock the member out.
func TestARefusedEventCountsForNoneOfItsOtherSubjects(t *testing.T) {
	l, _ := limiter(t, morning)
	place, id := of("place", 2), of("id", 5)
	refused := 0
	for range 20 {
		_, err := l.Take(t.Context(), l.Of(place, "here"), l.Of(id, "victim"))
		if full, ok := limit.Reached(err); ok && full.Limit.Name == "place" {
			refused++
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if refused != 18 {
		t.Errorf("%d refused", refused)
	}
	for n := range 3 {
		if _, err := l.Take(t.Context(), l.Of(place, fmt.Sprint("elsewhere ", n)), l.Of(id, "victim")); err != nil {
			t.Errorf("two of five were taken, number %d is refused: %v", n+3, err)
		}
	}
	if _, err := l.Take(t.Context(), l.Of(place, "elsewhere"), l.Of(id, "victim")); err == nil {
		t.Error("the sixth is taken")
	}
}

func TestOfManyAtOnceNoMoreThanTheLimitAreTaken(t *testing.T) {
	l, _ := limiter(t, morning)
	var wg sync.WaitGroup
	var mu sync.Mutex
	taken := 0
	for range 40 {
		wg.Go(func() {
			_, err := l.Take(t.Context(), l.Of(of("few", 7), "a"), l.Of(of("many", 1000), "a"))
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				taken++
			} else if _, ok := limit.Reached(err); !ok {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if taken != 7 {
		t.Errorf("%d were taken", taken)
	}
}

func TestAnAlarmRefusesNothingAndRingsOnce(t *testing.T) {
	l, _ := limiter(t, morning)
	var rang []string
	l.Alarm = func(l limit.Limit, subject string) { rang = append(rang, l.Name+" "+subject) }
	loud := of("loud", 2)
	loud.Refuses = limit.Nothing
	for range 9 {
		if _, err := l.Take(t.Context(), l.Of(loud, "090")); err != nil {
			t.Fatal(err)
		}
	}
	if fmt.Sprint(rang) != "[loud 090]" {
		t.Errorf("%v", rang)
	}
}

var slow = limit.Backoff{Name: "slow", Free: 2, First: time.Second, Most: 15 * time.Minute, Forget: 24 * time.Hour}

func TestEachFailureInARowWaitsTwiceAsLong(t *testing.T) {
	l, c := limiter(t, morning)
	for n, wait := range []int{0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900} {
		taken, err := l.Try(t.Context(), slow, "id place")
		if err != nil {
			t.Fatalf("try %d: %v", n+1, err)
		}
		want := time.Duration(wait) * time.Second
		if got := taken.Next.Sub(c.now()); got != want || slow.After(n+1) != want {
			t.Errorf("after failure %d one waits %v (the table says %v), want %v", n+1, got, slow.After(n+1), want)
		}
		if want == 0 {
			continue
		}
		c.turn(want - time.Second/2)
		var f *fault.Error
		for range 3 { // coming too early does not make it longer
			if _, err := l.Try(t.Context(), slow, "id place"); !errors.As(err, &f) || f.Code != wire.TooMany || f.RetryAfter != time.Second/2 {
				t.Fatalf("half a second too early: %v", err)
			}
		}
		c.turn(time.Second / 2)
	}
	if _, err := l.Try(t.Context(), slow, "id elsewhere"); err != nil {
		t.Errorf("another place waits too: %v", err)
	}
	c.turn(15*time.Minute + 24*time.Hour + time.Second)
	taken, err := l.Try(t.Context(), slow, "id place")
	if err != nil || taken.Next.After(c.now()) {
		t.Errorf("after a quiet day: %v, next in %v", err, taken.Next.Sub(c.now()))
	}
}

func TestASuccessForgetsTheFailures(t *testing.T) {
	l, c := limiter(t, morning)
	for range 2 {
		for range 6 {
			taken, err := l.Try(t.Context(), slow, "a", l.Of(of("wide", 8), "a"))
			if err != nil {
				t.Fatal(err)
			}
			c.turn(taken.Next.Sub(c.now()))
		}
		taken, err := l.Try(t.Context(), slow, "a", l.Of(of("wide", 8), "a"))
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Store.Update(t.Context(), func(tx limit.Tx) error { return taken.BackIn(t.Context(), tx) }); err != nil {
			t.Fatal(err)
		}
		c.turn(time.Hour)
	}
}

// A try is a failure until it is known to be none: two at once are two.
func TestTwoTriesAtOnceCountTwo(t *testing.T) {
	l, _ := limiter(t, morning)
	var wg sync.WaitGroup
	var mu sync.Mutex
	went, waited := 0, 0
	for range 16 {
		wg.Go(func() {
			_, err := l.Try(t.Context(), slow, "a", l.Of(of("wide", 100), "a"))
			mu.Lock()
			defer mu.Unlock()
			if f := fault.As(err); err == nil {
				went++
			} else if f.Code == wire.TooMany && f.RetryAfter == time.Second {
				waited++
			} else {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if went != 3 || waited != 13 { // two are free, the third makes the others wait
		t.Errorf("%d went, %d waited", went, waited)
	}
}

func TestATryThatALimitRefusesIsNoFailure(t *testing.T) {
	l, c := limiter(t, morning)
	wide := of("wide", 1)
	var last limit.Taken
	for n := range 6 { // a history: the next failure would be the seventh
		c.turn(slow.After(n))
		var err error
		if last, err = l.Try(t.Context(), slow, "a"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Take(t.Context(), l.Of(wide, "here")); err != nil {
		t.Fatal(err)
	}
	c.turn(last.Next.Sub(c.now()))
	for range 9 {
		if _, err := l.Try(t.Context(), slow, "a", l.Of(wide, "here")); err == nil {
			t.Fatal("taken")
		} else if _, ok := limit.Reached(err); !ok {
			t.Fatalf("the back-off counted: %v", err)
		}
	}
	taken, err := l.Try(t.Context(), slow, "a")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := taken.Next.Sub(c.now()), slow.After(7); got != want {
		t.Errorf("after the seventh failure one waits %v, want %v", got, want)
	}
}

// What comes too early counts in no window either, and is no alarm.
func TestAnAlarmRingsOnlyForWhatWasCounted(t *testing.T) {
	l, c := limiter(t, morning)
	rang := 0
	l.Alarm = func(of limit.Limit, _ string) {
		if of.Name == "loud" {
			rang++
		}
	}
	loud, shut := of("loud", 3), of("shut", 0)
	loud.Refuses = limit.Nothing
	for range 3 {
		if _, err := l.Try(t.Context(), slow, "a", l.Of(loud, "090")); err != nil {
			t.Fatal(err)
		}
	}
	for range 3 {
		if _, err := l.Try(t.Context(), slow, "a", l.Of(loud, "090")); err == nil { // too early
			t.Fatal("taken")
		}
		if _, err := l.Take(t.Context(), l.Of(loud, "090"), l.Of(shut, "here")); err == nil { // full
			t.Fatal("taken")
		}
	}
	if rang != 0 {
		t.Errorf("rang %d times for nothing", rang)
	}
	c.turn(time.Second)
	if _, err := l.Try(t.Context(), slow, "a", l.Of(loud, "090")); err != nil || rang != 1 {
		t.Errorf("rang %d times at the fourth: %v", rang, err)
	}
}

func TestAnAddressCountsAsItsHouseholdAndItsNetwork(t *testing.T) {
	for in, want := range map[string][2]string{
		"203.0.113.5": {"203.0.113.5", "203.0.113.0/24"}, "::ffff:203.0.113.5": {"203.0.113.5", "203.0.113.0/24"},
		"2001:db8:1:2:3:4:5:6": {"2001:db8:1:2::/64", "2001:db8:1::/48"}, "fe80::1%eth0": {"fe80::/64", "fe80::/48"},
	} {
		a := netip.MustParseAddr(in)
		if got := [2]string{limit.Address(a), limit.Network(a)}; got != want {
			t.Errorf("%s counts as %s", in, got)
		}
	}
	if limit.Address(netip.Addr{}) != "none" || limit.Network(netip.Addr{}) != "none" {
		t.Error("no address counts as one")
	}
}
