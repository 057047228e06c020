// Package client asks our server: the one place of the app that fetches. It uses the browser's own fetch, since net/http's
// client would add TLS and HTTP/2 to the Wasm, a megabyte of download.
//
// Its functions wait for the answer and must not be called on the UI goroutine, where nothing would move meanwhile:
// call them in ctx.Async.
package client

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/form"
	"netanswer/shared/wire"
)

// Arrived is the action by which a form hands the Answer to its POST to the page, as its value.
const Arrived = "arrived"

// Refresh is the action by which a form asks the page to fetch its screen's data anew.
const Refresh = "refresh"

// Revise is the action by which a form that only asks has the page put the answer to another query, its value, a *url.URL, in the
// place of the screen in view: nothing is added to the history.
const Revise = "revise"

// Timeout is how long an answer may take.
const Timeout = 30 * time.Second

// filesTimeout is the same for files, which take their time to be sent.
const filesTimeout = 150 * time.Second

// ErrTimeout says that the server was asked and did not answer in time. A POST may have been done all the same.
var ErrTimeout = errors.New("client: no answer in time")

// Statuses that are told apart here. net/http's names would bring net/http.
const (
	statusOK       = 200
	statusConflict = 409
	statusInvalid  = 422
)

// Answer is what an address said.
type Answer struct {
	URL     *url.URL // where it came from in the end, redirects followed
	Version string   // App-Version of the server
	Lang    string   // Content-Language
	JSON    bool
	Status  int
	Data    []byte // of a screen, when OK
	Failure wire.Failure
}

// OK says whether Data is a screen's data.
func (a Answer) OK() bool { return a.Status == statusOK && a.JSON }

// Problems are what the server found wrong with what was typed.
func (a Answer) Problems() []form.Problem {
	if a.Status == statusInvalid {
		return a.Failure.Problems
	}
	return nil
}

// Stale says that the screen shows what is no longer so, terms of use for example.
func (a Answer) Stale() bool { return a.Status == statusConflict }

// Get asks for a screen's data, a second time when the network failed the first.
func Get(ctx context.Context, u string) (Answer, error) {
	a, err := send(ctx, u, map[string]any{"method": "GET", "headers": map[string]any{}})
	if err != nil && ctx.Err() == nil && !errors.Is(err, ErrTimeout) {
		a, err = send(ctx, u, map[string]any{"method": "GET", "headers": map[string]any{}})
	}
	return a, err
}

// Post sends what a form holds, in the bytes that the browser would have sent. It is never repeated: the first may have
// been done.
func Post(ctx context.Context, u string, in url.Values) (Answer, error) {
	return PostProved(ctx, u, in, "")
}

// PostProved is Post with the proof of work that the server asked for.
func PostProved(ctx context.Context, u string, in url.Values, proof string) (Answer, error) {
	headers := map[string]any{}
	if proof != "" {
		headers[wire.ProofHeader] = proof
	}
	return send(ctx, u, map[string]any{"method": "POST", "headers": headers, "body": app.Window().Get("URLSearchParams").New(in.Encode())})
}

// PostFiles is Post of a form with files, its FormData: the bytes are the browser's.
func PostFiles(ctx context.Context, u string, data app.Value) (Answer, error) {
	return sendWithin(ctx, filesTimeout, u, map[string]any{"method": "POST", "headers": map[string]any{}, "body": data})
}

func send(ctx context.Context, u string, options map[string]any) (Answer, error) {
	return sendWithin(ctx, Timeout, u, options)
}

func sendWithin(ctx context.Context, timeout time.Duration, u string, options map[string]any) (Answer, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, timeout, ErrTimeout)
	defer cancel()
	abort := app.Window().Get("AbortController").New()
	defer context.AfterFunc(ctx, func() { abort.Call("abort") })()
	options["headers"].(map[string]any)["Accept"] = "application/json"
	options["signal"] = abort.Get("signal")

	a, err := read(app.Window().Call("fetch", u, options))
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return a, err
}

func read(response app.Value) (Answer, error) {
	res, err := Await(response)
	if err != nil {
		return Answer{}, err
	}
	body, err := Await(res.Call("text"))
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Status: res.Get("status").Int(), Version: header(res, "App-Version"), Lang: header(res, "Content-Language"), Data: []byte(body.String())}
	a.JSON = strings.HasPrefix(header(res, "Content-Type"), "application/json")
	if a.URL, err = url.Parse(res.Get("url").String()); err != nil {
		return a, err
	}
	if a.Status == statusOK {
		return a, nil
	}
	if a.JSON {
		if err := json.Unmarshal(a.Data, &a.Failure); err != nil {
			return a, err
		}
	}
	if a.Failure.RetryAfter == 0 { // what stands between us and the server knows the header only
		if s, err := strconv.Atoi(header(res, "Retry-After")); err == nil && s > 0 {
			a.Failure.RetryAfter = s
		}
	}
	return a, nil
}

func header(res app.Value, name string) string {
	if v := res.Get("headers").Call("get", name); v.Truthy() {
		return v.String()
	}
	return ""
}

// Await waits until a promise is settled.
func Await(promise app.Value) (app.Value, error) {
	type settled struct {
		value app.Value
		err   error
	}
	done := make(chan settled, 1)
	kept := app.FuncOf(func(_ app.Value, args []app.Value) any {
		done <- settled{value: args[0]}
		return nil
	})
	broken := app.FuncOf(func(_ app.Value, args []app.Value) any {
		done <- settled{err: errors.New(args[0].Call("toString").String())}
		return nil
	})
	defer kept.Release()
	defer broken.Release()
	promise.Call("then", kept, broken)
	s := <-done
	return s.value, s.err
}
