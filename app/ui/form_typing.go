package ui

import (
	"encoding/json"
	"net/url"
	"time"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/client"
	"netanswer/shared/card"
	"netanswer/shared/form"
	"netanswer/shared/wire"
)

// typed runs at every key. It draws again only when something in view changes: go-app would compare the whole page.
func (f *Form) typed(ctx app.Context, e app.Event) {
	el := e.Get("target")
	name := el.Get("name").String()
	if name == "" || e.Get("isComposing").Truthy() { // an input method is at work: hands off
		f.repeat.run++
		ctx.PreventUpdate()
		return
	}
	stopped := f.edited()
	f.dirty[name] = true
	brand := card.BrandOf(f.digits)
	if kind(el) == "card" {
		f.group(el, e)
	}
	if act(el) == "strength" {
		f.asks(ctx)
	}
	switch {
	case f.state().Problem(name) != "": // being put right: say so as soon as it is
		f.unserver(name)
		f.touched[name] = true
		f.check()
	case !stopped && !f.Follow && card.BrandOf(f.digits) == brand:
		ctx.PreventUpdate()
	}
}

// left runs when a field is left, and when a tick or a choice changes: now its problems may be told.
func (f *Form) left(ctx app.Context, e app.Event) {
	el := e.Get("target")
	name := el.Get("name").String()
	if name == "" || !f.dirty[name] && e.Get("type").String() != "change" {
		ctx.PreventUpdate()
		return
	}
	switch value := el.Get("value").String(); kind(el) {
	case "card":
		f.group(el, e)
	case "digits", "month":
		if kind(el) == "month" && f.spread(value) {
			break
		}
		if folded := card.Fold(value); folded != value {
			el.Set("value", folded)
		}
	}
	delete(f.dirty, name)
	f.unserver(name)
	f.touched[name] = true
	f.check()
	if act(el) == "strength" && f.meter.due {
		f.ask(ctx)
	}
}

// unserver forgets what the server said of a field: it holds something else now.
func (f *Form) unserver(name string) {
	var rest []form.Problem
	for _, p := range f.server {
		if p.Field != name {
			rest = append(rest, p)
		}
	}
	f.server = rest
}

// paste makes digits of what is pasted into a field of digits, before the field's length cuts them off.
func (f *Form) paste(ctx app.Context, e app.Event) {
	el := e.Get("target")
	k := kind(el)
	data := e.Get("clipboardData")
	if k == "" || !data.Truthy() {
		ctx.PreventUpdate()
		return
	}
	pasted := data.Call("getData", "text").String()
	digits := card.Fold(pasted)
	switch {
	case k == "month" && f.spread(pasted):
		e.PreventDefault()
		f.dirty["exp_month"], f.dirty["exp_year"] = true, true
		f.unserver("exp_month")
		f.unserver("exp_year")
		f.edited()
		f.check()
	case digits != "" && onlyDigits(digits):
		e.PreventDefault()
		el.Call("setRangeText", digits, el.Get("selectionStart"), el.Get("selectionEnd"), "end")
		f.typed(ctx, e)
	default: // the browser's own paste, whose input event follows
		ctx.PreventUpdate()
	}
}

// group writes the spaces of a card number. Rubbing out a space rubs out nothing that counts: Backspace goes on before it,
// Delete takes the digit behind it.
func (f *Form) group(el app.Value, e app.Event) {
	value, caret := el.Get("value").String(), el.Get("selectionStart").Int()
	if how := e.Get("inputType"); how.Truthy() && how.String() == "deleteContentForward" && card.Fold(value) == f.digits {
		value = withoutNext(value, caret)
	}
	grouped, at := regroup(value, caret)
	if grouped != el.Get("value").String() {
		el.Set("value", grouped)
		if el.Equal(app.Window().Get("document").Get("activeElement")) {
			el.Call("setSelectionRange", at, at)
		}
	}
	f.digits = card.Fold(grouped)
}

// spread puts 01/28 into month and year. It says whether it was that.
func (f *Form) spread(s string) bool {
	month, year, ok := monthYear(s)
	m, y := f.input("exp_month"), f.input("exp_year")
	if !ok || !m.Truthy() || !y.Truthy() {
		return false
	}
	m.Set("value", month)
	y.Set("value", year)
	f.touched["exp_month"], f.touched["exp_year"] = true, true
	return true
}

// click serves the buttons inside the form and the links of the summary.
func (f *Form) click(ctx app.Context, e app.Event) {
	el := e.Get("target").Call("closest", `[data-act], [id="`+f.summaryID()+`"] a`) // not #id: an id may hold what a selector reads otherwise
	switch {
	case !el.Truthy():
		ctx.PreventUpdate()
	case act(el) == "back":
		f.back(ctx)
	case act(el) == "again":
		if !f.busy {
			f.send(ctx)
		}
	case act(el) == "hold":
		f.hold(ctx)
	case act(el) == "stop":
		f.work.stop.Store(true)
		ctx.PreventUpdate()
	case act(el) == "reveal":
		f.reveal(el, el.Call("getAttribute", "aria-pressed").String() != "true")
		ctx.PreventUpdate()
	case el.Get("localName").String() == "a": // not into the history: a step back shall leave the screen
		e.PreventDefault()
		e.Call("stopPropagation")
		f.jump(ctx, el.Get("hash").String()[1:])
	default:
		ctx.PreventUpdate()
	}
}

// reveal shows or hides a password. It writes to the DOM alone: go-app goes on believing in type=password.
func (f *Form) reveal(button app.Value, show bool) {
	in := app.Window().GetElementByID(button.Get("dataset").Get("for").String())
	if !in.Truthy() {
		return
	}
	kind, pressed := "password", "false"
	if show {
		kind, pressed = "text", "true"
	}
	// As text it would be kept in the browser's history, see unkept.
	if data := in.Get("dataset"); show {
		data.Set("offers", in.Get("autocomplete"))
		in.Set("autocomplete", "off")
	} else if offers := data.Get("offers"); offers.Truthy() {
		in.Set("autocomplete", offers)
		in.Call("removeAttribute", "data-offers")
	}
	in.Set("type", kind)
	button.Call("setAttribute", "aria-pressed", pressed)
}

// conceal hides passwords before they are sent: password managers look for hidden ones, passers-by too.
func (f *Form) conceal() {
	shown := f.element().Call("querySelectorAll", `[data-act="reveal"][aria-pressed="true"]`)
	for i := range shown.Get("length").Int() {
		f.reveal(shown.Index(i), false)
	}
}

// meter is the strength of the password as the server graded it. One question at a time is on its way.
type meter struct {
	grade int  // 0-4, -1: unknown
	keys  int  // counts changes: in a pause there are none
	due   bool // typed since the last question
	asked bool // a question is on its way
	again bool // and another waits for its answer
}

// pause is how long someone has stopped typing when the password is graded.
const pause = 600 * time.Millisecond

// asks has the password graded once the person pauses.
func (f *Form) asks(ctx app.Context) {
	f.meter.keys++
	f.meter.due = true
	n := f.meter.keys
	ctx.After(pause, func(ctx app.Context) {
		if n == f.meter.keys && f.meter.due {
			f.ask(ctx)
			return
		}
		ctx.PreventUpdate()
	})
}

func (f *Form) ask(ctx app.Context) {
	if f.meter.again = f.meter.asked; f.meter.asked {
		return
	}
	f.meter.due = false
	in := f.values()
	password := in.Get("password")
	if utf8.RuneCountInString(password) < form.GradedFrom {
		f.meter.grade = -1
		return
	}
	question := url.Values{"password": {form.Graded(password)}}
	for _, own := range []string{in.Get("member_id"), in.Get("email")} {
		if own != "" {
			question.Add("own", own)
		}
	}
	f.meter.asked = true
	ctx.Async(func() {
		ans, err := client.Post(ctx, "/register/strength", question)
		var s wire.Strength
		ok := err == nil && ans.OK() && json.Unmarshal(ans.Data, &s) == nil
		ctx.Dispatch(func(ctx app.Context) {
			f.meter.asked = false
			switch {
			case f.meter.again:
				f.ask(ctx)
			case f.meter.due: // something else stands there by now, and its pause will come
				ctx.PreventUpdate()
			case ok:
				f.meter.grade = min(max(s.Grade, 0), 4)
			default:
				f.meter.grade = -1 // not knowing is no reason to hold anyone up
			}
		})
	})
}

// values are what the browser itself would send.
func (f *Form) values() url.Values { return sent(f.element()) }

// sent is what the browser would send of a form; nothing when there is none.
func sent(el app.Value) url.Values {
	out := url.Values{}
	if !el.Truthy() {
		return out
	}
	it := formData(el).Call("entries")
	for n := it.Call("next"); !n.Get("done").Bool(); n = it.Call("next") {
		pair := n.Get("value")
		value := pair.Index(1)
		if value.Type() == app.TypeObject { // a file; to ask a string for its name ends the app
			file := value.Get("name")
			out.Add(pair.Index(0).String(), form.Upload{Name: file.String(), Type: value.Get("type").String(), Size: value.Get("size").Int()}.Value())
			continue
		}
		out.Add(pair.Index(0).String(), value.String())
	}
	return out
}

func formData(el app.Value) app.Value { return app.Window().Get("FormData").New(el) }

// pin makes what the inputs show theirs. What the server put into them would otherwise go when a later drawing has it no
// more: a value attribute counts only until an input is written to.
func (f *Form) pin() {
	active := app.Window().Get("document").Get("activeElement")
	inputs := f.element().Call("querySelectorAll", "input:not([type=hidden]):not([type=file]), textarea, select")
	for i := range inputs.Get("length").Int() {
		el := inputs.Index(i)
		switch {
		case el.Equal(active): // a composition may be going on
		case ticks(el):
			el.Set("checked", el.Get("checked"))
		default:
			el.Set("value", el.Get("value"))
		}
	}
}

func (f *Form) element() app.Value { return app.Window().GetElementByID(f.id()) }

// input is the input of a name. A group of radio buttons or a missing one is not truthy or has no value of its own.
func (f *Form) input(name string) app.Value {
	return f.element().Call("querySelector", `[name="`+name+`"]`)
}

func (f *Form) value(name string) string {
	if el := f.input(name); el.Truthy() {
		return el.Get("value").String()
	}
	return ""
}

func kind(el app.Value) string { return dataset(el, "kind") }

func act(el app.Value) string { return dataset(el, "act") }

func dataset(el app.Value, name string) string {
	if v := el.Get("dataset").Get(name); v.Truthy() {
		return v.String()
	}
	return ""
}
