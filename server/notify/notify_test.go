package notify

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/shared/text"
)

// shelf is an outbox in memory: what is tested here is the runner, the databases have a suite of their own.
type shelf struct{ rows []Queued }

func (s *shelf) Claim(_ context.Context, now time.Time, lease time.Duration, n int) (out []Queued, err error) {
	for i := range s.rows {
		q := &s.rows[i]
		if len(out) < n && (q.State == Ready || q.State == Running) && !q.RunAt.After(now) {
			q.State, q.RunAt = Running, now.Add(lease)
			q.Attempts++
			out = append(out, *q)
		}
	}
	return out, nil
}

func (s *shelf) Finish(_ context.Context, qs ...Queued) error {
	for _, q := range qs {
		for i := range s.rows {
			if s.rows[i].ID == q.ID && s.rows[i].Attempts == q.Attempts {
				s.rows[i] = q
			}
		}
	}
	return nil
}

type channel func(Message) error

func (c channel) Send(_ context.Context, m Message) error { return c(m) }

type world struct {
	*Runner
	shelf *shelf
	now   time.Time
}

func newWorld(t *testing.T, send channel) *world {
	ring, err := keys.LoadOrMake(filepath.Join(t.TempDir(), "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	w := &world{shelf: &shelf{}, now: time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)}
	w.Runner = NewRunner(w.shelf, ring, map[issuer.Channel]Channel{issuer.SMS: send}, func() time.Time { return w.now }, zerolog.Nop())
	return w
}

func (w *world) put(t *testing.T, m Message, ttl time.Duration) {
	q, err := Seal(w.Keys, m, w.now, ttl)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(fmt.Sprint(q), m.Text) {
		t.Error("the row shows its text")
	}
	w.shelf.rows = append(w.shelf.rows, q)
}

func (w *world) once(t *testing.T) {
	if err := w.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// A message that breaks the program, or has ended it too often, is given up; those beside it go out.
func TestAMessageThatBreaksItsSenderIsGivenUp(t *testing.T) {
	sent := 0
	w := newWorld(t, func(m Message) error {
		if m.Text == "poison" {
			panic(m.Text)
		}
		sent++
		return nil
	})
	for _, text := range []string{"before", "poison", "after", "ended 60 servers"} {
		w.put(t, Message{Channel: issuer.SMS, Text: text}, time.Hour)
	}
	w.shelf.rows[3].Attempts = maxAttempts
	w.once(t)
	want := []string{"sent ", "dead broke", "sent ", "dead too often"}
	for i, q := range w.shelf.rows {
		if got := string(q.State) + " " + q.Why; got != want[i] || q.Sealed != "" {
			t.Errorf("%d: %s, want %s", i, got, want[i])
		}
	}
	if sent != 2 {
		t.Errorf("%d sent", sent)
	}
}

func TestAMessageIsSentOnceAndItsTextForgotten(t *testing.T) {
	var got []Message
	w := newWorld(t, func(m Message) error { got = append(got, m); return nil })
	m := Message{Channel: issuer.SMS, To: "+819000000000", Text: "code 123456"}
	w.put(t, m, time.Minute)
	w.once(t)
	w.once(t)
	m.ID, m.ExpiresAt, m.Attempt = w.shelf.rows[0].ID, w.now.Add(time.Minute), 1 // the ID is the gateway's idempotency key
	if len(got) != 1 || got[0] != m {
		t.Errorf("%v", got)
	}
	if q := w.shelf.rows[0]; q.State != Sent || q.Sealed != "" {
		t.Errorf("%+v", q)
	}
}

func TestAFailureIsTriedAgainWithGrowingPausesUntilItExpires(t *testing.T) {
	tries := 0
	w := newWorld(t, func(Message) error { tries++; return errors.New("gateway down") })
	w.put(t, Message{Channel: issuer.SMS, Text: "a message"}, time.Minute)
	for range 120 {
		w.once(t)
		w.now = w.now.Add(time.Second)
	}
	if q := w.shelf.rows[0]; q.State != Dead || q.Sealed != "" || tries < 4 || tries > 6 { // about 0, 2, 6, 14, 30 s; 62 s is too late
		t.Errorf("%d tries, %+v", tries, q)
	}
}

func TestWhatIsRefusedForGoodIsNotTriedAgain(t *testing.T) {
	tries := 0
	w := newWorld(t, func(Message) error { tries++; return fmt.Errorf("no such number: %w", ErrRefused) })
	w.put(t, Message{Channel: issuer.SMS, Text: "a message"}, time.Hour)
	w.put(t, Message{Channel: "pigeon", Text: "a message"}, time.Hour)
	for range 10 {
		w.once(t)
		w.now = w.now.Add(time.Minute)
	}
	if tries != 1 || w.shelf.rows[0].State != Dead || w.shelf.rows[1].State != Dead {
		t.Errorf("%d tries, %+v", tries, w.shelf.rows)
	}
}

func TestAnExpiredMessageIsNeverSent(t *testing.T) {
	w := newWorld(t, func(Message) error { t.Error("sent"); return nil })
	w.put(t, Message{Channel: issuer.SMS, Text: "a message"}, time.Minute)
	w.now = w.now.Add(time.Minute + time.Millisecond)
	w.once(t)
	if w.shelf.rows[0].State != Dead {
		t.Errorf("%+v", w.shelf.rows[0])
	}
}

func TestAnSMSFitsIntoOneMessage(t *testing.T) {
	for _, l := range []text.Lang{text.JA, text.EN} {
		for _, s := range []string{
			text.PasscodeSMS.In(l, "123456", "K742", "card.example.jp"),
			text.RegisteredSMS.In(l, "12/31 23:59", "1234", "0120-000-000"),
			text.RecoverSMS.In(l, "123456", "K742", "card.example.jp"),
			text.IDShownSMS.In(l, "12/31 23:59", "1234", "0120-000-000"),
			text.NewPasswordSMS.In(l, "12/31 23:59", "1234", "0120-000-000"),
		} {
			if n := SMSUnits(s); n > 70 {
				t.Errorf("%d units: %s", n, s)
			}
		}
		lines := strings.Split(text.PasscodeSMS.In(l, "123456", "K742", "card.example.jp"), "\n")
		if lines[len(lines)-1] != "@card.example.jp #123456" {
			t.Errorf("the last line is %q, which no browser reads", lines[len(lines)-1])
		}
	}
	if SMSUnits("😀") != 2 {
		t.Error("units are not UTF-16's")
	}
}

// held is a gateway that says when a message is under way and answers when it is told to.
type held struct{ begun, answer chan struct{} }

func (h held) send(Message) error { h.begun <- struct{}{}; <-h.answer; return nil }

func TestARunnerThatIsToEndSendsWhatIsDueFirst(t *testing.T) {
	h := held{make(chan struct{}, 8), make(chan struct{})}
	w := newWorld(t, h.send)
	for range 3 {
		w.put(t, Message{Channel: issuer.SMS, Text: "a message"}, time.Hour)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { w.Run(ctx); close(ended) }()
	<-h.begun
	cancel() // in the middle of the first
	close(h.answer)
	<-ended
	for _, q := range w.shelf.rows {
		if q.State != Sent || q.Attempts != 1 {
			t.Errorf("%+v", q)
		}
	}
}

func TestAClaimedMessageIsGivenBackWhenTimeIsOver(t *testing.T) {
	w := newWorld(t, func(Message) error { t.Error("sent"); return nil })
	w.put(t, Message{Channel: issuer.SMS, Text: "a message"}, time.Hour)
	ctx, cancel := context.WithCancel(t.Context())
	w.Store = claimsThen{w.shelf, cancel}
	if err := w.Once(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if q := w.shelf.rows[0]; q.State != Ready || q.RunAt.After(w.now) || q.Sealed == "" {
		t.Errorf("another has to wait for %+v", q)
	}
}

// claimsThen ends the time between a claim and its message.
type claimsThen struct {
	*shelf
	then func()
}

func (c claimsThen) Claim(ctx context.Context, now time.Time, lease time.Duration, n int) ([]Queued, error) {
	defer c.then()
	return c.shelf.Claim(ctx, now, lease, n)
}

func TestAGatewayThatHangsHoldsUpNoOtherMessage(t *testing.T) {
	quick := make(chan struct{})
	w := newWorld(t, func(m Message) error {
		if m.Text == "slow" {
			<-quick // it is answered when the others are through
			return nil
		}
		if m.Text == "last" {
			close(quick)
		}
		return nil
	})
	for _, words := range []string{"slow", "second", "last"} {
		w.put(t, Message{Channel: issuer.SMS, Text: words}, time.Hour)
	}
	w.once(t)
	for _, q := range w.shelf.rows {
		if q.State != Sent {
			t.Errorf("%+v", q)
		}
	}
}
