package notify

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Kind is what a failure means for the message.
type Kind int

// The kinds.
const (
	Later   Kind = iota // not taken; the same may work in a while, or by another sender
	Unknown             // nobody knows whether it was taken: the answer was cut off, came late or made no sense
	Refused             // not taken, and will not be: there is no such address, or the gateway will not carry this message
)

// Failure is why a sender did not send a message. Its text is the program's own: what a gateway says may quote the message.
type Failure struct {
	Kind  Kind
	Code  int           // HTTP status or SMTP reply; 0: none came
	After time.Duration // not before, if the gateway said so
	What  string        // who answered, and where it failed: "smtp: RCPT TO"
	Err   error         // why no answer came, if so
}

func (f *Failure) Error() string {
	s := f.What
	if f.Code != 0 {
		s += fmt.Sprintf(": answered %d", f.Code)
	}
	if f.Err != nil {
		s += ": " + f.Err.Error()
	}
	return s
}

func (f *Failure) Unwrap() error { return f.Err }

// Is makes a refusal ErrRefused.
func (f *Failure) Is(target error) bool { return target == ErrRefused && f.Kind == Refused }

// failure is what an error of a sender says. One that says nothing may mean anything.
func failure(err error) *Failure {
	var f *Failure
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, ErrRefused):
		return &Failure{Kind: Refused, What: "refused", Err: err}
	}
	return &Failure{Kind: Unknown, What: "failed", Err: err}
}

// unanswered is the failure of a conversation that broke off. sent: the message, or some of it, was on its way.
func unanswered(what string, sent bool, err error) *Failure {
	f := &Failure{Kind: Later, What: what, Err: err}
	if sent {
		f.Kind = Unknown
	}
	if errors.Is(err, context.DeadlineExceeded) {
		f.Err = context.DeadlineExceeded // without the address that net/http puts around it
	}
	return f
}
