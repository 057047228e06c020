package notify

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func failing(k Kind, after time.Duration) error {
	return &Failure{Kind: k, Code: 500, After: after, What: "gateway"}
}

// line is a chain of senders that answer what they are told, and who was asked.
type line struct {
	*Chain
	now   time.Time
	says  map[int]error
	asked []int
}

func newLine(n int) *line {
	l := &line{now: noon, says: map[int]error{}}
	var all []Channel
	for i := range n {
		all = append(all, channel(func(Message) error { l.asked = append(l.asked, i); return l.says[i] }))
	}
	l.Chain = NewChain("sms", func() time.Time { return l.now }, all...)
	return l
}

func (l *line) send(t *testing.T, attempt int, asked string) error {
	t.Helper()
	l.asked = nil
	err := l.Send(t.Context(), Message{Attempt: attempt})
	if got := strings.Trim(fmt.Sprint(l.asked), "[]"); got != asked {
		t.Errorf("asked %s, want %s", got, asked)
	}
	return err
}

func TestAnotherSenderTakesWhatTheFirstDoesNot(t *testing.T) {
	l := newLine(3)
	if err := l.send(t, 1, "0"); err != nil {
		t.Error(err)
	}
	l.says[0], l.says[1] = failing(Later, 0), failing(Refused, 0)
	if err := l.send(t, 1, "0 1 2"); err != nil {
		t.Error(err)
	}
	// the first rests: not every message waits for it
	if err := l.send(t, 1, "1 2"); err != nil {
		t.Error(err)
	}
	l.now = l.now.Add(rest)
	l.says[0] = nil
	if err := l.send(t, 1, "0"); err != nil {
		t.Error(err)
	}
	// as long as it asked for
	l.says[0] = failing(Later, 2*time.Minute)
	l.send(t, 1, "0 1 2")
	l.now = l.now.Add(2*time.Minute - time.Second)
	l.send(t, 1, "1 2")
	l.now = l.now.Add(time.Second)
	l.send(t, 1, "0 1 2")
}

func TestOnlyWhatEverySenderRefusesIsRefused(t *testing.T) {
	l := newLine(2)
	for _, c := range []struct {
		first, second error
		want          Kind
		after         time.Duration
	}{
		{failing(Refused, 0), failing(Refused, 0), Refused, 0},
		{failing(Refused, 0), failing(Later, time.Minute), Later, time.Minute},
		{failing(Later, 3*time.Minute), failing(Later, time.Minute), Later, time.Minute},
		{failing(Later, time.Minute), failing(Refused, 0), Later, time.Minute},
		{errors.New("odd"), failing(Refused, 0), Later, 0},
	} {
		l.now = l.now.Add(time.Hour)
		l.says[0], l.says[1] = c.first, c.second
		err := l.send(t, 2, "0 1")
		if f := meaning(err); f.Kind != c.want || f.After != c.after {
			t.Errorf("%v and %v mean %v", c.first, c.second, f)
		}
	}
}

// A message that the first may have taken does not go to the second at once: the first knows it by its key.
func TestWhatMayHaveBeenTakenIsAskedOfTheSameSenderFirst(t *testing.T) {
	l := newLine(2)
	l.says[0] = failing(Unknown, 0)
	if f := meaning(l.send(t, 1, "0")); f.Kind == Refused {
		t.Error(f)
	}
	l.now = l.now.Add(2 * time.Second) // as Pause has it
	if err := l.send(t, 2, "0 1"); err != nil {
		t.Error(err)
	}
}

func TestEachSenderHasItsPartOfTheTime(t *testing.T) {
	var outcomes []string
	second := channel(func(Message) error { return nil })
	c := NewChain("mail", time.Now, timed(func(ctx context.Context) error {
		until, ok := ctx.Deadline()
		if left := time.Until(until); !ok || left > sendTimeout/2 {
			t.Errorf("the first of two may take %v", left)
		}
		return failing(Later, 0)
	}), second)
	c.Tried = func(sender, outcome string, _ time.Duration) { outcomes = append(outcomes, sender+" "+outcome) }
	if err := c.Send(t.Context(), Message{Attempt: 1}); err != nil || !slices.Equal(outcomes, []string{"mail1 later", "mail2 sent"}) {
		t.Errorf("%v %v", outcomes, err)
	}
}

type timed func(context.Context) error

func (f timed) Send(ctx context.Context, _ Message) error { return f(ctx) }

func TestRetryAfterIsHonouredAndWhatCannotComeInTimeIsGivenUp(t *testing.T) {
	w := newWorld(t, func(Message) error { return failing(Later, 90*time.Second) })
	w.put(t, Message{Channel: "sms", Text: "a message"}, 10*time.Minute)
	w.once(t)
	if q := w.shelf.rows[0]; q.State != Ready || !q.RunAt.Equal(w.now.Add(90*time.Second)) {
		t.Errorf("%+v", q)
	}
	w.put(t, Message{Channel: "sms", Text: "a message"}, time.Minute)
	w.once(t)
	if q := w.shelf.rows[1]; q.State != Dead {
		t.Errorf("its time will be over, and it waits all the same: %+v", q)
	}
}

func TestPausesGrowAndDiffer(t *testing.T) {
	seen := map[time.Duration]bool{}
	for n := 1; n <= 80; n++ {
		about := min(time.Second<<min(n, 20), 30*time.Minute)
		d := Pause(n)
		if d < about*3/4 || d > about*5/4 {
			t.Errorf("after %d attempts %v", n, d)
		}
		seen[d] = true
	}
	if len(seen) < 70 {
		t.Errorf("%d different pauses of 80", len(seen))
	}
}

// A sender that hangs until its message has expired must not send it then.
func TestASenderHasTimeOnlyUntilItsMessageExpires(t *testing.T) {
	var left time.Duration
	w := newWorld(t, nil)
	w.Channels["sms"] = timed(func(ctx context.Context) error {
		until, _ := ctx.Deadline()
		left = time.Until(until)
		return failing(Unknown, 0)
	})
	w.put(t, Message{Channel: "sms", Text: "a message"}, 5*time.Second)
	w.once(t)
	if left <= 4*time.Second || left > 5*time.Second {
		t.Errorf("it may take %v", left)
	}
}
