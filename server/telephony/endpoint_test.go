package telephony_test

import (
	"bytes"
	"context"
	"errors"
	"net/netip"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/telephony"
)

const (
	ours   = "+81120000000"
	second = "+815012340000"
	hanako = "+819012345678"
)

// book is who waits for calls: a Line of a test.
type book struct {
	mu      sync.Mutex
	waiting map[string]string // purposes, by caller and dialled
	down    error
	slow    time.Duration
	late    bool // it waits while it is asked, and no longer when it counts
	counted []string
}

func (b *book) Expected(_ context.Context, caller, dialled string) (string, bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	time.Sleep(b.slow)
	purpose, ok := b.waiting[caller+" "+dialled]
	return purpose, ok, b.down
}

func (b *book) CallReceived(_ context.Context, caller, dialled string) (bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, ok := b.waiting[caller+" "+dialled]
	if !ok || b.late {
		return false, b.down
	}
	delete(b.waiting, caller+" "+dialled)
	b.counted = append(b.counted, caller+" "+dialled)
	return true, b.down
}

func (b *book) count() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.counted)
}

// exchange is an endpoint that listens on this machine, where time passes twenty times as quickly.
type exchange struct {
	*telephony.Endpoint
	*book
	at   netip.AddrPort
	log  *strings.Builder
	stop func()

	mu   sync.Mutex
	ends []telephony.End
}

func open(t testing.TB, set func(*telephony.Endpoint, *book)) *exchange {
	t.Helper()
	sounds, err := telephony.Load("")
	if err != nil {
		t.Fatal(err)
	}
	for name, sound := range sounds { // of most tests the beginning is enough
		sounds[name] = sound[:40*160]
	}
	x := &exchange{book: &book{waiting: map[string]string{hanako + " " + ours: "register"}}, log: &strings.Builder{}}
	now := time.Date(2026, 11, 23, 10, 15, 0, 0, time.UTC)
	x.Endpoint = &telephony.Endpoint{
		Line: x.book, Numbers: []string{ours, second}, Trunks: []telephony.Trunk{{Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Asserts: true}},
		Ports: telephony.Ports{From: 42000, To: 43999}, Most: 100, Sounds: sounds, Log: zerolog.New(zerolog.SyncWriter(x.log)),
		Now: func() time.Time { // a clock that goes whenever somebody looks
			x.mu.Lock()
			defer x.mu.Unlock()
			now = now.Add(20 * time.Millisecond)
			return now
		},
		Ended: func(_ string, end telephony.End) {
			x.mu.Lock()
			defer x.mu.Unlock()
			x.ends = append(x.ends, end)
		},
		Pause: telephony.Pause, Frame: time.Millisecond, Patience: 2 * time.Second, Last: 3 * time.Second,
	}
	if set != nil {
		set(x.Endpoint, x.book)
	}
	udp, tcp, err := telephony.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	x.at = netip.MustParseAddrPort(udp.LocalAddr().String())
	ctx, cancel := context.WithCancel(t.Context())
	over := make(chan error, 1)
	go func() { over <- x.Serve(ctx, udp, tcp) }()
	x.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-over; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(x.stop)
	return x
}

// ended waits for the ends of so many calls.
func (x *exchange) ended(t testing.TB, n int) []telephony.End {
	t.Helper()
	for range 500 {
		x.mu.Lock()
		ends := slices.Clone(x.ends)
		x.mu.Unlock()
		if len(ends) >= n {
			return ends
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%d calls have not ended", n)
	return nil
}

func (x *exchange) phone() telephony.Phone { return telephony.Phone{To: x.at} }

func TestACallIsWarnedAndCountsAndIsToldSo(t *testing.T) {
	for name, phone := range map[string]telephony.Phone{"UDP": {}, "TCP": {TCP: true}, "A-law": {ALaw: true}} {
		t.Run(name, func(t *testing.T) {
			whole, err := telephony.Load("")
			if err != nil {
				t.Fatal(err)
			}
			x := open(t, func(e *telephony.Endpoint, _ *book) { e.Sounds = whole })
			phone.To = x.at
			heard, err := phone.Call(t.Context(), "090-1234-5678", "0120-000-000")
			if err != nil || !heard.Answered {
				t.Fatalf("%v %v", heard.Status, err)
			}
			if got := x.Sounds.Heard(heard.Voice, heard.ALaw); !slices.Equal(got, []telephony.Sound{telephony.Register, telephony.Verified}) {
				t.Errorf("heard %v", got)
			}
			if ends := x.ended(t, 1); ends[0] != telephony.EndVerified || !slices.Equal(x.counted, []string{hanako + " " + ours}) {
				t.Errorf("%v, counted %v", ends, x.counted)
			}
			if !heard.ALaw { // byte by byte: the warning, four seconds of silence, the good news
				want := slices.Concat(x.Sounds[telephony.Register], bytes.Repeat([]byte{0xff}, 32000), x.Sounds[telephony.Verified])
				if !bytes.Equal(heard.Voice, want) {
					t.Errorf("%d bytes were heard, of %d", len(heard.Voice), len(want))
				}
			}
		})
	}
}

func TestWhoeverIsNotExpectedIsToldWhatToDo(t *testing.T) {
	for name, c := range map[string]struct {
		from, to string
		set      func(*telephony.Endpoint, *book)
		status   int
		hears    []telephony.Sound
		end      telephony.End
	}{
		"another phone":                        {"090-9999-9999", "0120-000-000", nil, 200, []telephony.Sound{telephony.Unknown}, telephony.EndUnknown},
		"the other of our numbers":             {"090-1234-5678", "050-1234-0000", nil, 200, []telephony.Sound{telephony.Unknown}, telephony.EndUnknown},
		"a withheld number":                    {"", "0120-000-000", nil, 200, []telephony.Sound{telephony.Withheld}, telephony.EndWithheld},
		"a withheld number, refused":           {"", "0120-000-000", func(e *telephony.Endpoint, _ *book) { e.Trunks[0].Refuses = true }, 433, nil, telephony.EndWithheld},
		"a number that is not ours":            {"090-1234-5678", "0120-999-999", nil, 404, nil, telephony.EndNotOurs},
		"from abroad, it claims":               {"090-1234-5678", "0120-000-000", func(e *telephony.Endpoint, _ *book) { e.Trunks[0].International = true }, 403, nil, telephony.EndUntrusted},
		"through a trunk that asserts nothing": {"090-1234-5678", "0120-000-000", func(e *telephony.Endpoint, _ *book) { e.Trunks[0].Asserts = false }, 403, nil, telephony.EndUntrusted},
		"while the database is away":           {"090-1234-5678", "0120-000-000", func(_ *telephony.Endpoint, b *book) { b.down = errors.New("away") }, 200, []telephony.Sound{telephony.Busy}, telephony.EndBusy},
		"just too late":                        {"090-1234-5678", "0120-000-000", func(_ *telephony.Endpoint, b *book) { b.late = true }, 200, []telephony.Sound{telephony.Register, telephony.Late}, telephony.EndLate},
		"for what nobody recorded":             {"090-1234-5678", "0120-000-000", func(_ *telephony.Endpoint, b *book) { b.waiting[hanako+" "+ours] = "verified" }, 200, []telephony.Sound{telephony.Busy}, telephony.EndBusy},
		"to recover":                           {"090-1234-5678", "0120-000-000", func(_ *telephony.Endpoint, b *book) { b.waiting[hanako+" "+ours] = "recover" }, 200, []telephony.Sound{telephony.Recover, telephony.Verified}, telephony.EndVerified},
		"one too many":                         {"090-1234-5678", "0120-000-000", func(e *telephony.Endpoint, _ *book) { e.Most = 0 }, 486, nil, telephony.EndFull},
	} {
		t.Run(name, func(t *testing.T) {
			x := open(t, c.set)
			heard, err := x.phone().Call(t.Context(), c.from, c.to)
			if err != nil || heard.Status != c.status {
				t.Fatalf("%d %v", heard.Status, err)
			}
			if got := x.Sounds.Heard(heard.Voice, false); !slices.Equal(got, c.hears) {
				t.Errorf("heard %v, want %v", got, c.hears)
			}
			ends := x.ended(t, 1)
			if ends[0] != c.end || (x.count() > 0) != (c.end == telephony.EndVerified) {
				t.Errorf("%v, counted %v", ends, x.counted)
			}
			if strings.Contains(x.log.String(), "1234567") {
				t.Errorf("the log names the caller: %s", x.log)
			}
		})
	}
}

// Whoever hangs up at the warning did not want it: nothing counts before the four seconds are over.
func TestACallThatHangsUpDoesNotCountUntilTheEndOfThePause(t *testing.T) {
	for name, c := range map[string]struct {
		after  func(x *exchange) int // bytes heard
		counts bool
	}{
		"in the first word":         {func(*exchange) int { return 160 }, false},
		"at the end of the warning": {func(x *exchange) int { return len(x.Sounds[telephony.Register]) }, false},
		"in the fourth second":      {func(x *exchange) int { return len(x.Sounds[telephony.Register]) + 30_000 }, false},
		"at the good news":          {func(x *exchange) int { return len(x.Sounds[telephony.Register]) + 32_000 + 1600 }, true},
	} {
		t.Run(name, func(t *testing.T) {
			x := open(t, nil)
			phone := x.phone()
			phone.Listens = func(heard []byte) bool { return len(heard) < c.after(x) }
			if _, err := phone.Call(t.Context(), hanako, ours); err != nil {
				t.Fatal(err)
			}
			want := telephony.EndHungUp
			if c.counts {
				want = telephony.EndVerified
			}
			if ends := x.ended(t, 1); ends[0] != want || (x.count() == 1) != c.counts {
				t.Errorf("%v, counted %v", ends, x.counted)
			}
		})
	}
}

func TestTheAnnouncementsSayWhatStandsInTheTexts(t *testing.T) {
	raw, err := os.ReadFile("audio/words.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got := telephony.Script(); got != string(raw) {
		t.Errorf("words were changed and not recorded anew: make audio\n%s", got)
	}
	sounds, err := telephony.Load("")
	if err != nil {
		t.Fatal(err)
	}
	for name := range telephony.Words {
		if n := len(sounds[name]); n < 3*8000 || n > 16*8000 || n%160 != 0 {
			t.Errorf("%s is %.2f s long", name, float64(n)/8000)
		}
	}
}

func TestAnEndpointThatStopsLetsItsCallsEnd(t *testing.T) {
	x := open(t, nil)
	begun, over := make(chan struct{}), make(chan telephony.Heard)
	phone := x.phone()
	begin := sync.OnceFunc(func() { close(begun) })
	phone.Listens = func([]byte) bool { begin(); return true }
	go func() {
		heard, err := phone.Call(context.Background(), hanako, ours)
		if err != nil {
			t.Error(err)
		}
		over <- heard
	}()
	<-begun
	go x.stop()
	if got := x.Sounds.Heard((<-over).Voice, false); !slices.Contains(got, telephony.Verified) {
		t.Errorf("heard %v", got)
	}
	x.stop()
	if x.count() != 1 {
		t.Errorf("counted %v", x.counted)
	}
}

func TestAnEndpointThatStopsHangsUpOnCallsThatTakeTooLong(t *testing.T) {
	x := open(t, func(e *telephony.Endpoint, _ *book) { e.Frame, e.Last = telephony.Frame, 100*time.Millisecond })
	begun, over := make(chan struct{}), make(chan error)
	phone := x.phone()
	begin := sync.OnceFunc(func() { close(begun) })
	phone.Listens = func([]byte) bool { begin(); return true }
	go func() { _, err := phone.Call(context.Background(), hanako, ours); over <- err }()
	<-begun
	x.stop()
	if err := <-over; err != nil {
		t.Errorf("the line was not hung up: %v", err)
	}
	if ends := x.ended(t, 1); ends[0] != telephony.EndStopped || x.count() != 0 {
		t.Errorf("%v, counted %v", ends, x.counted)
	}
}
