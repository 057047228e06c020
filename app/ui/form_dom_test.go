//go:build wasm

package ui

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/form"
	"netanswer/shared/proof"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// formID is one that no CSS selector takes as #id; a login of /settings has such, every sixth.
const formID = "end-1.5QIDv1"

// host is a page with one form on it.
type host struct{ app.Compo }

func (*host) Render() app.UI {
	return app.Div().ID("root").Body(&Form{
		ID:     formID,
		Action: "/login",
		Button: text.Login,
		Check: func(in url.Values, _ form.Rules) (ps []form.Problem) {
			for _, name := range []string{"card_number", "email"} {
				if in.Get(name) == "" {
					ps = append(ps, form.Problem{Field: name, Key: "empty", Message: "empty: " + name})
				}
			}
			return ps
		},
		Fields: func(s State) []app.UI {
			return []app.UI{
				app.Input().ID("card_number").Name("card_number").Type("text").DataSet("kind", "card"),
				app.P().ID("card_number-e").Text(s.Problem("card_number")),
				app.Input().ID("email").Name("email").Type("text"),
				app.P().ID("email-e").Text(s.Problem("email")),
				app.Input().ID("password").Name("password").Type("password").DataSet("act", "strength"),
				Meter(s.Site, "password-s", s.Grade),
				app.Button().ID("eye").Type("button").DataSet("act", "reveal").DataSet("for", "password").Hidden(!s.Live),
			}
		},
	})
}

// The form lives in one page, as go-app runs once: the steps follow each other as a person's would.
func TestTheFormInADocument(t *testing.T) {
	app.RouteWithRegexp("^/", func() app.Composer { return &host{} })
	go app.RunWhenOnBrowser()
	document := app.Window().Get("document")
	id := func(id string) app.Value { return document.Call("getElementById", id) }
	words := func(of string) string { return id(of).Get("textContent").String() }
	until := func(what string, ok func() bool) {
		t.Helper()
		for range 500 {
			if ok() {
				return
			}
			time.Sleep(2 * time.Millisecond) // the page's own goroutine draws
		}
		t.Fatalf("never: %s\n%s", what, document.Get("body").Get("innerHTML"))
	}
	fire := func(on app.Value, kind, event string, more map[string]any) app.Value {
		init := map[string]any{"bubbles": true, "cancelable": true}
		for k, v := range more {
			init[k] = v
		}
		ev := app.Window().Get(kind).New(event, init)
		on.Call("dispatchEvent", ev)
		return ev
	}
	typeInto := func(field, value string, more map[string]any) {
		el := id(field)
		el.Call("focus")
		el.Set("value", value)
		el.Call("setSelectionRange", len(value), len(value))
		fire(el, "InputEvent", "input", more)
	}
	answer := func(status int, body string) (asked *[]string) {
		asked = new([]string)
		app.Window().Set("fetch", app.FuncOf(func(_ app.Value, args []app.Value) any {
			if args[0].String() == "/login" { // not how strong a password is
				*asked = append(*asked, args[1].Get("body").Call("toString").String())
			}
			headers := map[string]any{"content-type": "application/json"}
			res := app.Window().Get("Response").New(body, map[string]any{"status": status, "headers": headers})
			app.Window().Get("Object").Call("defineProperty", res, "url", map[string]any{"value": "http://localhost/login"})
			return app.Window().Get("Promise").Call("resolve", res)
		}))
		return asked
	}

	until("the form is drawn and live", func() bool { return id(formID).Truthy() && !id("eye").Get("hidden").Bool() })

	submitted := fire(id(formID), "Event", "submit", nil)
	until("the summary is in focus", func() bool { return document.Get("activeElement").Equal(id(formID + "-problems")) })
	if !submitted.Get("defaultPrevented").Bool() {
		t.Error("the browser posts as well")
	}
	if !strings.Contains(words(formID+"-problems"), "（2件）") || words("email-e") != "empty: email" {
		t.Errorf("summary %q, beside the field %q", words(formID+"-problems"), words("email-e"))
	}

	typeInto("card_number", "４１１", map[string]any{"isComposing": true})
	if got := id("card_number").Get("value").String(); got != "４１１" {
		t.Errorf("a composition was touched: %q", got)
	}
	typeInto("card_number", "41111", nil)
	until("digits are grouped", func() bool { return id("card_number").Get("value").String() == "4111 1" })
	until("the problem goes as soon as it is put right", func() bool { return words("card_number-e") == "" })
	if !strings.Contains(words(formID+"-problems"), "（2件）") {
		t.Error("the summary changed while typing")
	}

	id("email").Set("value", "a@example.jp")
	fire(id("eye"), "Event", "click", nil)
	until("the password shows", func() bool { return id("password").Get("type").String() == "text" })

	asked := answer(422, `{"code":"invalid","problems":[{"field":"email","key":"taken","message":"taken"}]}`)
	fire(id(formID), "Event", "submit", nil)
	fire(id(formID), "Event", "submit", nil)
	until("the server's problem stands beside its field", func() bool { return words("email-e") == "taken" })
	if len(*asked) != 1 || !strings.Contains((*asked)[0], "card_number=4111+1") {
		t.Errorf("sent %q", *asked)
	}
	if id("password").Get("type").String() != "password" {
		t.Error("the password was left to be read while it was sent")
	}
	typeInto("card_number", "4111 11", nil)
	fire(id("card_number"), "Event", "focusout", nil)
	if words("email-e") != "taken" {
		t.Error("what the server said was forgotten when another field changed")
	}
	typeInto("email", "b@example.jp", nil)
	until("what the server said goes with what it said it of", func() bool { return words("email-e") == "" })

	answer(429, `{"code":"too_many","message":"wait.","retry_after":42}`)
	fire(id(formID), "Event", "submit", nil)
	wait := (wire.Site{}).T(text.FailWaitSeconds, 42)
	until("when to try again is said", func() bool { return strings.Contains(words(formID+"-problems"), "wait."+wait) })
	if id("email").Get("value").String() != "b@example.jp" {
		t.Error("what was typed is gone")
	}

	// A proof of work is asked for: the form is sent once more from memory, whatever is typed meanwhile.
	const challenge = "1780000000.AAAAAAAAAAAAAAAA.1.0123456789abcdefghijABCDEFGHIJ0123456789_-k"
	proved := func(bits string) (sent *[]string) {
		sent = new([]string)
		app.Window().Set("fetch", app.FuncOf(func(_ app.Value, args []app.Value) any {
			header, status, body := "", 428, `{"code":"proof_needed","message":"desk.","proof":{"challenge":"`+challenge+`","bits":`+bits+`}}`
			if h := args[1].Get("headers").Get(wire.ProofHeader); h.Truthy() {
				header, status, body = h.String(), 422, `{"code":"invalid","problems":[{"field":"email","key":"taken","message":"proved"}]}`
			}
			*sent = append(*sent, header+"\n"+args[1].Get("body").Call("toString").String())
			res := app.Window().Get("Response").New(body, map[string]any{"status": status, "headers": map[string]any{"content-type": "application/json"}})
			app.Window().Get("Object").Call("defineProperty", res, "url", map[string]any{"value": "http://localhost/login"})
			return app.Window().Get("Promise").Call("resolve", res)
		}))
		return sent
	}
	sent := proved("12")
	fire(id(formID), "Event", "submit", nil)
	working := func() bool {
		return document.Call("querySelector", ".work progress").Truthy() && strings.Contains(words(formID), (wire.Site{}).T(text.Checking))
	}
	until("that it is checked is shown, with a line", working)
	id("email").Set("value", "later@example.jp")
	until("the answer to the proved form is shown", func() bool { return words("email-e") == "proved" })
	if len(*sent) != 2 {
		t.Fatalf("sent %q", *sent)
	}
	header, body, _ := strings.Cut((*sent)[1], "\n")
	_, asAtFirst, _ := strings.Cut((*sent)[0], "\n")
	if of, found, _ := strings.Cut(header, " "); of != challenge || !proof.Good(challenge, 12, found) || body != asAtFirst || !strings.Contains(body, "b%40example.jp") {
		t.Errorf("sent %q with %q", body, header)
	}
	until("the line is gone", func() bool { return !working() })
	id("email").Set("value", "b@example.jp")

	sent = proved("32") // never found here
	fire(id(formID), "Event", "submit", nil)
	until("that it is checked is shown", working)
	fire(document.Call("querySelector", ".work button"), "Event", "click", nil)
	until("that it was stopped is said", func() bool { return strings.Contains(words(formID+"-problems"), (wire.Site{}).T(text.CheckingStopped)) })
	if len(*sent) != 1 || working() || id("email").Get("value").String() != "b@example.jp" {
		t.Errorf("sent %q", *sent)
	}

	app.Window().Set("fetch", app.FuncOf(func(app.Value, []app.Value) any {
		return app.Window().Get("Promise").Call("reject", app.Window().Get("TypeError").New("offline"))
	}))
	fire(id(formID), "Event", "submit", nil)
	until("being offline is said", func() bool { return strings.Contains(words(formID+"-problems"), (wire.Site{}).T(text.RunOffline)) })

	// The strength of a password: each question that is sent waits until the test answers it.
	var questions []url.Values
	var answers []func(grade int)
	app.Window().Set("fetch", app.FuncOf(func(_ app.Value, args []app.Value) any {
		in, err := url.ParseQuery(args[1].Get("body").Call("toString").String())
		if err != nil || args[0].String() != "/register/strength" {
			t.Errorf("asked %s: %v", args[0], err)
		}
		questions = append(questions, in)
		return app.Window().Get("Promise").New(app.FuncOf(func(_ app.Value, with []app.Value) any {
			answers = append(answers, func(grade int) {
				body := fmt.Sprintf(`{"grade":%d,"key":"strength.%d"}`, grade, grade)
				res := app.Window().Get("Response").New(body, map[string]any{"status": 200, "headers": map[string]any{"content-type": "application/json"}})
				app.Window().Get("Object").Call("defineProperty", res, "url", map[string]any{"value": "http://localhost/register/strength"})
				with[0].Invoke(res)
			})
			return nil
		}))
	}))
	leave := func(password string) {
		typeInto("password", password, nil)
		fire(id("password"), "Event", "focusout", nil)
	}
	meter := func() string { return words("password-s") }
	none := meter()

	leave("Kiri-no")
	leave("Kiri-no-mori7")
	until("the password is asked for", func() bool { return len(answers) > 0 })
	if len(questions) != 1 || questions[0].Get("password") != "Kiri-no-mori7" || questions[0].Get("own") != "b@example.jp" {
		t.Errorf("asked %v: fewer than 8 characters are not asked for, and the own words go along", questions)
	}
	leave("Kiri-no-mori7x")
	leave(strings.Repeat("あ", 100))
	if meter() != none {
		t.Errorf("before the answer the meter says %q", meter())
	}
	answers[0](3)
	until("the newest is asked for after the answer", func() bool { return len(answers) > 1 })
	if len(questions) != 2 || questions[1].Get("password") != strings.Repeat("あ", 42) {
		t.Errorf("asked %q: one question at a time, of 128 bytes at most", questions[1:])
	}
	answers[1](4)
	until("the grade of the newest is shown", func() bool { return strings.Contains(meter(), (wire.Site{}).T(text.Strength4)) })
	leave("short")
	until("a short one has no grade", func() bool { return meter() == none })
	if len(questions) != 2 {
		t.Errorf("asked %q", questions[2:])
	}

	// and in the pause, without leaving
	typeInto("password", "Kaze-no-o", nil)
	typeInto("password", "Kaze-no-oto9", nil)
	until("the password is asked for in the pause", func() bool { return len(answers) > 2 })
	if len(questions) != 3 || questions[2].Get("password") != "Kaze-no-oto9" {
		t.Errorf("asked %q: once, and not at every key", questions[2:])
	}
	answers[2](0)
	until("why a password of grade 0 will not do is said", func() bool { return strings.Contains(meter(), (wire.Site{}).T(text.StrengthNo)) })

	// The server is too busy: the form sends itself again, each time later, three times at most.
	second = 3 * time.Millisecond
	count := func(asked *[]string) func() bool { // no more come, however long one looks
		n, same := len(*asked), 0
		return func() bool {
			if len(*asked) != n {
				n, same = len(*asked), 0
			}
			same++
			return same > 50
		}
	}
	box := func() string {
		if el := id(formID + "-problems-again"); el.Truthy() {
			return el.Get("textContent").String()
		}
		return ""
	}
	typeInto("email", "b@example.jp", nil) // sent from within a field: the focus, and no edit, leaves it for the summary
	const busy = `{"code":"unavailable","message":"busy.","retry_after":1}`
	asked = answer(503, busy)
	fire(id(formID), "Event", "submit", nil)
	until("it is sent four times in all", func() bool { return len(*asked) == 4 })
	until("and no more", count(asked))
	if n := len(*asked); n != 4 || (*asked)[0] != (*asked)[3] || !strings.Contains((*asked)[3], "b%40example.jp") {
		t.Errorf("sent %d times: %q", n, *asked)
	}
	if !strings.Contains(words(formID+"-problems"), (wire.Site{}).T(text.FailWaitSeconds, 1)) || box() != "" {
		t.Errorf("in the end it says %q", words(formID+"-problems"))
	}
	time.Sleep(1100 * time.Millisecond)
	until("the wait is counted down to its end", func() bool { return strings.Contains(words(formID+"-problems"), (wire.Site{}).T(text.FailWaitOver)) })

	second = time.Second
	asked = answer(503, busy)
	fire(id(formID), "Event", "submit", nil)
	until("when it will be sent is said", func() bool { return strings.Contains(box(), (wire.Site{}).T(text.RunAgainIn, 1)) })
	second = 3 * time.Millisecond
	typeInto("email", "c@example.jp", nil)
	until("an edit stops it", func() bool { return strings.Contains(box(), (wire.Site{}).T(text.RunAgainNot)) })
	time.Sleep(1200 * time.Millisecond) // longer than the wait that was stopped
	if len(*asked) != 1 {
		t.Errorf("sent %d times though something was changed", len(*asked))
	}
	asked = answer(503, busy)
	second = time.Hour
	fire(id(formID+"-problems-again").Call("querySelector", "button"), "Event", "click", nil)
	until("one time is shown until it is sent", func() bool { return strings.Count(box(), "秒") == 2 && len(*asked) == 1 }) // to the eye and to a reader
	fire(id(formID+"-problems-again").Call("querySelector", "[data-act=hold]"), "Event", "click", nil)
	until("the person stops it", func() bool {
		return strings.Contains(box(), (wire.Site{}).T(text.RunAgainOff)) && !strings.Contains(box(), (wire.Site{}).T(text.RunAgainNot)) && !strings.Contains(box(), "秒")
	})
	asked = answer(503, busy)
	fire(id(formID+"-problems-again").Call("querySelector", "button"), "Event", "click", nil)
	until("the button sends at once", func() bool { return len(*asked) == 1 && strings.Contains((*asked)[0], "c%40example.jp") })
	until("and has its answer", func() bool { return !id(formID).Call("hasAttribute", "aria-busy").Bool() })
	second = 3 * time.Millisecond

	for what, a := range map[string]struct {
		status int
		body   string
	}{
		"a limit": {429, `{"code":"too_many","retry_after":1}`}, "busyness without a time": {503, `{"code":"unavailable"}`}, "another's busyness": {503, "<html>"}, "a mistake": {500, `{"code":"internal"}`},
	} {
		asked = answer(a.status, a.body)
		fire(id(formID), "Event", "submit", nil)
		until(what+" is not answered by sending again", count(asked))
		if len(*asked) != 1 {
			t.Errorf("%s: sent %d times", what, len(*asked))
		}
	}
	tries := 0
	app.Window().Set("fetch", app.FuncOf(func(app.Value, []app.Value) any {
		tries++
		return app.Window().Get("Promise").Call("reject", app.Window().Get("TypeError").New("cut off"))
	}))
	fire(id(formID), "Event", "submit", nil)
	until("being cut off is said", func() bool { return strings.Contains(words(formID+"-problems"), (wire.Site{}).T(text.RunOffline)) })
	before := tries
	for range 50 {
		time.Sleep(2 * time.Millisecond) // the page's own goroutine
	}
	if before != 1 || tries != 1 {
		t.Errorf("sent %d times although the first may have been done", tries)
	}
}
