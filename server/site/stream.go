package site

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"netanswer/server/fault"
	"netanswer/server/identity"
	"netanswer/server/registration"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const (
	streamEvery = 2 * time.Second  // between two looks at the database
	streamBeat  = 3                // looks between two signs of life while nothing happens
	streamLife  = 20 * time.Second // under maxTime; then the browser comes again by itself
	streamMost  = 1000             // in one server at once
	streamEach  = 4                // of one flow: tabs
)

// Streams are the answers that stay open while a screen waits for something. What they wait for lies in the database: whichever
// server it comes to.
type Streams struct {
	WriteBy func() time.Time // until when one event must be out, from now
	Stop    <-chan struct{}  // closed when the server is about to end
	Every   time.Duration    // streamEvery when zero

	mu   sync.Mutex
	all  int
	each map[string]int
}

func (s *Streams) enter(who string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.each == nil {
		s.each = map[string]int{}
	}
	if s.all >= streamMost || s.each[who] >= streamEach {
		return false
	}
	s.all++
	s.each[who]++
	return true
}

func (s *Streams) leave(who string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all--
	if s.each[who]--; s.each[who] == 0 {
		delete(s.each, who)
	}
}

// callEvents is the stream of a journey's call.
func (s journey) callEvents(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	find := func(v *visit) (registration.Flow, error) { return s.at(v, s.root+"/call") }
	if s.within() {
		find = behindLogin(s.Site, find)
	}
	f, err := find(v)
	if err != nil {
		s.fail(v, err)
		return
	}
	s.stream(v, f.ID, func() (identity.Check, bool, error) { return s.Registration.CallCheck(v.Context(), f) })
}

// stream is one of server-sent events: the state of somebody's call now, and each other one that it comes to. It ends with the first that is
// not waiting, and anyway after a while.
func (s *Site) stream(v *visit, whose string, check func() (identity.Check, bool, error)) {
	w := v.ResponseWriter
	if !s.Streams.enter(whose) {
		s.fail(v, fault.New(wire.Unavailable, text.Busy).After(5*time.Second))
		return
	}
	defer s.Streams.leave(whose)
	look := func() (wire.CallState, error) {
		c, ok, err := check()
		return s.callState(c, ok), err
	}
	state, err := look()
	if err != nil {
		s.fail(v, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no") // a proxy that gathers answers passes this one on at once
	out := events{w, http.NewResponseController(w), s.Streams.WriteBy}
	if out.send(fmt.Sprintf("retry: 3000\ndata: %s\n\n", state)) != nil {
		return
	}
	ctx, done := context.WithTimeout(v.Context(), streamLife)
	defer done()
	every := s.Streams.Every
	if every == 0 {
		every = streamEvery
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	for n := 1; state == wire.CallWaits; n++ {
		select {
		case <-ctx.Done():
			return
		case <-s.Streams.Stop:
			return
		case <-tick.C:
		}
		if state, err = look(); err != nil {
			v.cause = s.known(err)
			return // the browser comes again
		}
		switch {
		case state != wire.CallWaits:
			err = out.send(fmt.Sprintf("data: %s\n\n", state))
		case n%streamBeat == 0:
			err = out.send(":\n\n")
		}
		if err != nil {
			return
		}
	}
}

// events writes each event in its time, or not at all.
type events struct {
	w  http.ResponseWriter
	c  *http.ResponseController
	by func() time.Time
}

func (e events) send(event string) error {
	if e.by != nil {
		if err := e.c.SetWriteDeadline(e.by()); err != nil {
			return err
		}
	}
	if _, err := e.w.Write([]byte(event)); err != nil {
		return err
	}
	return e.c.Flush()
}
