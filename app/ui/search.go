package ui

import (
	"net/url"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/client"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Search is a form that only asks: a GET of its screen's own address, so that without scripts it is an ordinary one. With the
// app the answer comes as one types: the page fetches the address of what stands in the form and shows it in place of the last
// answer. What is typed, focus and caret stay; nothing is added to the history.
//
// Like Form it never writes into an input but when the screen goes to another query by a link or a step in the history.
type Search struct {
	app.Compo

	Site     wire.Site
	Action   string         // path of the screen
	Label    text.Message   // what it is, for readers
	Class    string         // of the <form>
	None     string         // a value of a choice that asks for nothing
	Values   url.Values     // what the screen in view answers
	Problems []form.Problem // what the server said with the page
	Check    func(url.Values, form.Rules) []form.Problem
	Fields   func(s State, first url.Values) []app.UI // draws the inside; first is what the inputs begin with, whatever is typed later

	live    bool
	begun   bool
	first   url.Values
	asked   string // the query in view, or on its way
	seen    string // the query in view when this was last drawn
	typing  bool   // something was typed that is not in view yet
	keys    int    // counts changes: in a pause there are none
	checked bool   // said stands in for Problems
	said    []form.Problem
}

// rest is how long a person has stopped typing when the question goes out.
const rest = 250 * time.Millisecond

// OnInit runs before the first drawing.
func (f *Search) OnInit() {
	f.begin()
	f.live = app.IsClient && running()
}

// begin keeps what the inputs begin with. The server draws without OnInit.
func (f *Search) begin() {
	if !f.begun {
		f.begun, f.first, f.asked = true, f.Values, f.Values.Encode()
		f.seen = f.asked
	}
}

// OnMount asks what was typed before the app ran.
func (f *Search) OnMount(ctx app.Context) {
	f.live = true
	if len(f.Problems) == 0 && f.values().Encode() != f.asked {
		f.typing = true
		f.ask(ctx)
	}
}

// OnUpdate runs when another answer is in view, and whenever the screen around is drawn anew, as it is while an answer is on its way. One
// that was not asked for here came by a link or a step in the history: the form shows what it answers, unless somebody types at this
// moment.
func (f *Search) OnUpdate(ctx app.Context) {
	now, before := f.Values.Encode(), f.seen
	f.seen = now
	switch {
	case now == f.asked:
		f.typing = f.typing && f.values().Encode() != now
	case now == before: // no other answer yet: what is typed stays
	case f.typing && f.element().Call("contains", app.Window().Get("document").Get("activeElement")).Bool():
		ctx.Dispatch(f.ask)
	default:
		f.keys++
		f.typing, f.asked, f.checked, f.said = false, now, true, nil
		f.write(f.Values)
	}
	if f.checked && len(f.said) > 0 { // in the language of now
		f.check()
	}
}

// Render draws the form.
func (f *Search) Render() app.UI {
	f.begin()
	s := State{Site: f.Site, Problems: f.shown(), Live: f.live, Grade: -1}
	return app.Form().ID("search").Class(f.Class).Method("get").Action(f.Action).Role("search").Aria("label", f.Site.T(f.Label)).Attr("novalidate", true).
		OnSubmit(f.submit).OnInput(f.typed).On("compositionend", f.typed).OnChange(f.left).OnClick(f.click).
		Body(f.Fields(s, f.first)...)
}

func (f *Search) typed(ctx app.Context, e app.Event) {
	if e.Get("isComposing").Truthy() { // an input method is at work
		f.keys++
		ctx.PreventUpdate()
		return
	}
	f.typing = true
	f.later(ctx)
	if len(f.shown()) > 0 { // being put right: say so as soon as it is
		f.check()
		return
	}
	ctx.PreventUpdate()
}

// later asks in a pause.
func (f *Search) later(ctx app.Context) {
	f.keys++
	n := f.keys
	ctx.After(rest, func(ctx app.Context) {
		if n == f.keys {
			f.ask(ctx)
		}
		ctx.PreventUpdate()
	})
}

// left runs when a field is left and when a choice is made: now its problems may be told, and nobody types on.
func (f *Search) left(ctx app.Context, _ app.Event) {
	f.typing = f.values().Encode() != f.Values.Encode() // also a field left for a link elsewhere, with all that was typed in view
	said := len(f.shown()) > 0
	if f.check() {
		f.ask(ctx)
		if !said {
			ctx.PreventUpdate()
		}
	}
}

// shown are the problems in view.
func (f *Search) shown() []form.Problem {
	if f.checked {
		return f.said
	}
	return f.Problems
}

func (f *Search) submit(ctx app.Context, e app.Event) {
	e.PreventDefault()
	f.typing = f.values().Encode() != f.Values.Encode()
	if f.check() {
		f.ask(ctx)
		return
	}
	ctx.Defer(func(app.Context) {
		focus(f.element().Call("querySelector", `[aria-invalid="true"]`))
	})
}

// click lets go of what is typed where a link leads to another query.
func (f *Search) click(ctx app.Context, e app.Event) {
	if e.Get("target").Call("closest", "a").Truthy() {
		f.keys++
		f.typing = false
	}
	ctx.PreventUpdate()
}

// check says whether what stands in the form can be asked.
func (f *Search) check() bool {
	f.checked, f.said = true, f.Check(f.values(), f.Site.Rules())
	return len(f.said) == 0
}

// ask has the page answer what stands in the form, if it is another question and can be asked.
func (f *Search) ask(ctx app.Context) {
	f.keys++
	in := f.values()
	query := in.Encode()
	if query == f.asked || len(f.Check(in, f.Site.Rules())) > 0 {
		return
	}
	f.asked = query
	to := *app.Window().URL()
	to.Path, to.RawPath, to.RawQuery, to.Fragment = f.Action, "", query, ""
	ctx.NewActionWithValue(client.Revise, &to)
}

// values are what the browser itself would send, without what asks for nothing.
func (f *Search) values() url.Values {
	out := sent(f.element())
	for name := range out {
		if v := out.Get(name); v == "" || v == f.None {
			out.Del(name)
		}
	}
	return out
}

// write makes the inputs show values.
func (f *Search) write(values url.Values) {
	inputs := f.element().Call("querySelectorAll", "input")
	for i := range inputs.Get("length").Int() {
		el := inputs.Index(i)
		v := values.Get(el.Get("name").String())
		if ticks(el) {
			if v == "" {
				v = f.None
			}
			el.Set("checked", el.Get("value").String() == v)
		} else if el.Get("value").String() != v {
			el.Set("value", v)
		}
	}
}

func (f *Search) element() app.Value { return app.Window().GetElementByID("search") }
