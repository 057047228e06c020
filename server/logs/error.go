package logs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"syscall"
)

const longest = 4000 // of an error, in bytes: a stack shows where

// Error is what may be written of an error. Only what a programmer wrote down is: the texts of errors.New and fmt.Errorf, with
// all that stands in quotes and every long number taken out, for these two may have been given something. Any other error is
// written as its type, and a database's as its code. A panic is written with its stack.
func Error(err error) string {
	s := words(err)
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "") + "…"
	}
	return s
}

func words(err error) string {
	switch e := err.(type) {
	case nil:
		return ""
	case Panic:
		return e.words()
	case interface{ SQLState() string }: // PostgreSQL: its message, detail and context hold values
		return "SQLSTATE " + state.FindString(e.SQLState())
	case interface{ Code() int }: // SQLite: its message holds the statement
		return fmt.Sprintf("%s %d", kind(err), e.Code())
	case syscall.Errno:
		return e.Error()
	case interface{ Unwrap() []error }:
		var all []string
		for _, inner := range e.Unwrap() {
			all = append(all, words(inner))
		}
		return strings.Join(all, "; ")
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			return around(err, inner)
		}
	}
	switch {
	case written(err), errors.Is(err, context.DeadlineExceeded), errors.Is(err, io.EOF), errors.Is(err, net.ErrClosed), errors.Is(err, os.ErrNotExist):
		return plain(err.Error())
	}
	return kind(err)
}

// around is an error that wraps another: its own words, if a programmer wrote them, around what may be written of the inner.
func around(err, inner error) string {
	own, said := words(inner), inner.Error()
	if before, after, found := strings.Cut(err.Error(), said); found && (written(err) || house(err)) {
		return plain(before) + own + plain(after)
	}
	return kind(err) + ": " + own
}

// written says whether the text of err comes from errors.New or fmt.Errorf.
func written(err error) bool {
	switch kind(err) {
	case "*errors.errorString", "*fmt.wrapError", "*fmt.wrapErrors", "*fmt.fmtError":
		return true
	}
	return false
}

// house says whether err is of a type of this program.
func house(err error) bool {
	t := reflect.TypeOf(err)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return strings.HasPrefix(t.PkgPath(), "netanswer/")
}

func kind(err error) string { return reflect.TypeOf(err).String() }

var state = regexp.MustCompile(`^[0-9A-Z]{5}$`)

var given = regexp.MustCompile("\"[^\"]*\"?|'[^']*'?|`[^`]*`?|「[^」]*」?|[0-9]{4,}|[^\\x00-\\x7f]+")

// plain takes out what may have been given to a text: quotes, long numbers, what is no ASCII.
func plain(s string) string { return given.ReplaceAllString(s, "…") }

// Panic is what a recovered handler panicked with.
type Panic struct {
	Value any
	Stack []byte // of debug.Stack: it shows no text
}

// Error is not for people: Error of this package writes it without the value.
func (p Panic) Error() string { return "panic: " + p.words() }

func (p Panic) words() string {
	what := fmt.Sprintf("%T", p.Value)
	switch v := p.Value.(type) {
	case runtime.Error:
		what = plain(v.Error())
	case error:
		what = words(v)
	}
	return what + "\n" + string(p.Stack)
}
