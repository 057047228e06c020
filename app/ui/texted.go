package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Texted is a field for the number that an SMS brings. Where the browser can read that SMS (WebOTP) it fills the field in, if it is
// still empty, and the person presses the button. Nobody waits for it: the field is there all the time, and leaving ends it.
type Texted struct {
	app.Compo

	Name string // of the input
	Key  string // of the message: another one is waited for anew
	Body func() app.UI

	key   string
	abort app.Value
}

// OnMount begins to wait for the SMS.
func (t *Texted) OnMount(ctx app.Context) { t.wait(ctx) }

// OnUpdate begins anew for another message.
func (t *Texted) OnUpdate(ctx app.Context) {
	if t.key != t.Key {
		t.wait(ctx)
	}
}

// OnDismount ends it.
func (t *Texted) OnDismount() { t.end() }

func (t *Texted) end() {
	if t.abort != nil {
		t.abort.Call("abort")
		t.abort = nil
	}
}

func (t *Texted) wait(ctx app.Context) {
	t.end()
	t.key = t.Key
	window := app.Window()
	credentials := window.Get("navigator").Get("credentials")
	if !window.Get("OTPCredential").Truthy() || !credentials.Truthy() {
		return
	}
	abort := window.Get("AbortController").New()
	t.abort = abort
	came := app.FuncOf(func(_ app.Value, args []app.Value) any {
		code := args[0].Get("code")
		ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			if t.abort != nil && !abort.Get("signal").Get("aborted").Bool() && code.Truthy() {
				t.fill(code.String())
			}
		})
		return nil
	})
	failed := app.FuncOf(func(app.Value, []app.Value) any { return nil }) // declined, aborted, too late: it is typed
	credentials.Call("get", map[string]any{"otp": map[string]any{"transport": []any{"sms"}}, "signal": abort.Get("signal")}).Call("then", came, failed)
}

func (t *Texted) fill(code string) {
	input := app.Window().Get("document").Call("querySelector", `input[name="`+t.Name+`"]`)
	if !input.Truthy() || input.Get("value").String() != "" {
		return
	}
	input.Set("value", code)
	input.Call("dispatchEvent", app.Window().Get("Event").New("input", map[string]any{"bubbles": true}))
}

// Render draws the field.
func (t *Texted) Render() app.UI { return t.Body() }
