package ui

import (
	"errors"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/client"
	"netanswer/shared/proof"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// errStopped says that the person did not want to wait for a proof of work.
var errStopped = errors.New("ui: the proof of work was stopped")

// work is a proof of work that a form has to bring along, being searched.
type work struct {
	on   bool
	done int         // pieces found
	stop atomic.Bool // the person wants it, or the form is gone
}

const (
	slice  = 10.0 // ms of searching at a time: a key typed meanwhile waits no longer
	proofs = 3    // searched for one submission at most
)

// deliver posts a form. When a proof of work is asked for it is searched and the same form sent once more from memory; the
// person sees a line grow. It waits: call it in ctx.Async.
func (f *Form) deliver(ctx app.Context, in url.Values) (client.Answer, error) {
	if f.Files {
		return client.PostFiles(ctx, f.Action, formData(f.element()))
	}
	ans, err := client.Post(ctx, f.Action, in)
	for n := 0; err == nil && ans.Failure.Proof != nil && n < proofs; n++ {
		found, ok := f.search(ctx, *ans.Failure.Proof)
		if !ok {
			return ans, errStopped
		}
		ans, err = client.PostProved(ctx, f.Action, in, found)
	}
	return ans, err
}

// search looks for a proof in slices, with the page at its turn between them.
func (f *Form) search(ctx app.Context, p wire.Proof) (found string, ok bool) {
	s := proof.Begin(p.Challenge, p.Bits)
	show := func(on bool) {
		done := s.Done()
		ctx.Dispatch(func(app.Context) { f.work.on, f.work.done = on, done })
	}
	show(true)
	defer show(false)
	for complete := false; !complete; {
		before := s.Done()
		for began := now(); !complete && now()-began < slice; {
			complete = s.Step(200)
		}
		if s.Done() > before {
			show(true)
		}
		time.Sleep(time.Millisecond)
		if f.work.stop.Load() {
			return "", false
		}
	}
	return p.Challenge + " " + s.String(), true
}

// working is what is shown while a proof is searched: that something is checked, how far it is, and the way out.
func (f *Form) working() app.UI {
	box := app.Div().Class("work").Role("status")
	if !f.work.on {
		return box.Hidden(true)
	}
	return box.Body(
		app.P().Text(f.Site.T(text.Checking)),
		app.Progress().Max(proof.Pieces).Value(f.work.done).Aria("label", f.Site.T(text.Checking)),
		app.Button().Class("btn btn-s").Type("button").DataSet("act", "stop").Text(f.Site.T(text.CheckingStop)),
	)
}
