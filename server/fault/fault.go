// Package fault is the one typed error of the server. It carries a code for machines, a message for the member and,
// apart from both, what happened inside. An error of any other type is "internal": it says nothing to anybody outside.
package fault

import (
	"errors"
	"fmt"
	"time"

	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Error is an answer that is no screen.
type Error struct {
	Code       wire.Code
	Message    text.Message
	Args       []any
	RetryAfter time.Duration // zero: trying again does not help, or helps at once
	Problems   []Problem     // with Code Invalid
	Proof      *wire.Proof   // with Code ProofNeeded
	Inside     error         // for the log only
}

// Problem is one thing to put right, its words not chosen yet.
type Problem struct {
	Field   string
	Message text.Message
	Args    []any
}

// New is an error with words for the member.
func New(code wire.Code, m text.Message, args ...any) *Error {
	return &Error{Code: code, Message: m, Args: args}
}

// Invalid is a problem at a field; an empty field means the form as a whole.
func Invalid(field string, m text.Message, args ...any) *Error {
	return &Error{Code: wire.Invalid, Problems: []Problem{{field, m, args}}}
}

// After says when trying again makes sense.
func (e *Error) After(d time.Duration) *Error { e.RetryAfter = d; return e }

// Because keeps the cause for the log.
func (e *Error) Because(err error) *Error { e.Inside = err; return e }

// Error is for the log: code and cause, no words for members.
func (e *Error) Error() string {
	if e.Inside != nil {
		return fmt.Sprintf("%s: %v", e.Code, e.Inside)
	}
	return fmt.Sprintf("%s %s", e.Code, e.Message.Key)
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Inside }

// As finds the typed error in err, or makes an internal one of it.
func As(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Code: wire.Internal, Message: text.Internal, Inside: err}
}

// In are the problems in a language.
func (e *Error) In(l text.Lang) []form.Problem {
	ps := make([]form.Problem, 0, len(e.Problems))
	for _, p := range e.Problems {
		ps = append(ps, form.Problem{Field: p.Field, Key: p.Message.Key, Message: p.Message.In(l, p.Args...)})
	}
	return ps
}
