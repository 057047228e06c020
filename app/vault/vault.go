// Package vault is the app's side of what this device keeps to be read without a network. web/js/vault.js does the keeping and the
// encryption, with the browser's own database and cryptography; docs/offline.md says what is kept and what bounds it.
//
// All but Works and Mark wait for the browser and must not be called on the UI goroutine: call them in ctx.Async.
package vault

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/client"
	"netanswer/shared/wire"
)

// ErrNone says that nothing is kept on this device, or nothing any more.
var ErrNone = errors.New("vault: nothing is kept")

// State is what can be known without the PIN.
type State struct {
	At   time.Time // when what is kept was fetched; zero: not yet
	Left int       // tries of the PIN
	By   string    // the release of the app that fetched it
}

// Works says whether this browser can keep anything: the page is secure and has a database.
func Works() bool {
	return app.IsClient && call().Truthy() && app.Window().Get("isSecureContext").Truthy() && app.Window().Get("indexedDB").Truthy() &&
		app.Window().Get("CompressionStream").Truthy()
}

func call() app.Value { return app.Window().Get("vault") }

// Look is what is kept. ErrNone when nothing is: after 30 days without a word from the server it wipes.
func Look() (State, error) {
	if !Works() {
		return State{}, ErrNone
	}
	v, err := client.Await(call().Call("look"))
	if err != nil {
		return State{}, err
	}
	if !v.Truthy() {
		return State{}, ErrNone
	}
	return State{At: moment(v.Get("at")), Left: v.Get("left").Int(), By: v.Get("by").String()}, nil
}

// moment is a time of JavaScript; zero for 0.
func moment(ms app.Value) time.Time {
	if ms.Float() == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms.Float()))
}

// Age is how long ago what is kept was fetched.
func Age(s State) time.Duration {
	return time.Duration(app.Window().Get("Date").Call("now").Float()-float64(s.At.UnixMilli())) * time.Millisecond
}

// Make begins an empty vault under a PIN. It takes about a second.
func Make(pin string) error {
	_, err := client.Await(call().Call("make", pin))
	return err
}

// Put keeps a text, fetched by a release of the app, in place of the one before. ErrNone when there is no vault.
func Put(text, by string) error {
	v, err := client.Await(call().Call("put", text, by))
	if err == nil && !v.Truthy() {
		err = ErrNone
	}
	return err
}

// Opened is the answer to a PIN.
type Opened struct {
	Right bool
	Text  string // when right
	At    time.Time
	Left  int // when wrong: tries; with none left all is wiped
}

// reads says whether this release reads what was opened: it may have been fetched by another.
func (o Opened) reads() bool {
	_, err := o.Statements()
	return err == nil
}

// Statements are what was opened.
func (o Opened) Statements() (k wire.Offline, err error) {
	if err = json.Unmarshal([]byte(o.Text), &k); err == nil && k.Shape != wire.OfflineShape {
		err = errShape
	}
	return k, err
}

var errShape = errors.New("vault: of another shape")

// Open tries a PIN.
func Open(pin string) (Opened, error) {
	v, err := client.Await(call().Call("open", pin))
	if err != nil {
		return Opened{}, err
	}
	if left := v.Get("left"); !left.IsUndefined() {
		return Opened{Left: left.Int()}, nil
	}
	return Opened{Right: true, Text: v.Get("text").String(), At: moment(v.Get("at"))}, nil
}

// Heard notes that the server said to go on.
func Heard() error {
	_, err := client.Await(call().Call("heard"))
	return err
}

// Mark is what the browser still knows of a vault that was made here: Marked, Wiped or nothing. It outlives the database.
func Mark() string {
	if !Works() {
		return ""
	}
	return call().Call("mark").String()
}

// What Mark says.
const (
	Marked = "1"     // and nothing has wiped it: without a database the browser has thrown it away
	Wiped  = "wiped" // by us
)

// Leaving says whether somebody logged out and the server has not heard of it.
func Leaving() bool {
	if !app.IsClient || !call().Truthy() {
		return false
	}
	v, err := client.Await(call().Call("leaving"))
	return err == nil && v.Truthy()
}

// Leave tells the server of a logout that waits; true when it has heard.
func Leave() bool {
	v, err := client.Await(call().Call("leave"))
	return err == nil && v.Truthy()
}

// Wipe leaves nothing on this device.
func Wipe() error {
	_, err := client.Await(call().Call("wipe"))
	return err
}
