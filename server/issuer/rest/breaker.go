package rest

import (
	"sync"
	"time"
)

// The circuit breaker's figures.
const (
	breakerOpens = 5                // questions in a row without an answer
	breakerFirst = 2 * time.Second  // how long nobody is asked then
	breakerMost  = 30 * time.Second // it doubles up to that with each trial that fails
)

// breaker keeps members from waiting for a card system that does not answer: after some questions in a row without an answer
// nobody is asked for a while, then one question is the trial for all.
type breaker struct {
	now func() time.Time

	mu     sync.Mutex
	failed int           // in a row
	pause  time.Duration // zero: closed
	until  time.Time
	trying bool
}

// came is how a question ended, as far as the breaker is concerned.
type came int

const (
	answered came = iota
	unanswered
	abandoned // whoever asked is gone: it says nothing
)

// enter says whether a question may be asked, and whether it is the trial. Who entered must leave.
func (b *breaker) enter() (trial, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.pause == 0:
		return false, true
	case b.trying || b.now().Before(b.until):
		return false, false
	}
	b.trying = true
	return true, true
}

func (b *breaker) leave(trial bool, c came) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if trial {
		b.trying = false
	}
	switch c {
	case answered:
		b.failed, b.pause = 0, 0
	case unanswered:
		b.failed++
		switch {
		case b.pause == 0 && b.failed >= breakerOpens:
			b.pause, b.until = breakerFirst, b.now().Add(breakerFirst)
		case trial: // others that fail now were asked before it opened
			b.pause = min(2*b.pause, breakerMost)
			b.until = b.now().Add(b.pause)
		}
	}
}
