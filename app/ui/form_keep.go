package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/wire"
)

// kept is what was typed into forms that were left without being sent, by address and form, then by the input's id. Who
// comes back finds it there, as with pages that the browser itself loads. It lies in the memory of this page alone, ends
// with it or with the first form that is taken, and holds nothing that may not be restored.
var kept = map[string]map[string]string{}

// handed are values for the next form with fields of these names, see Hand.
var handed map[string]string

// Hand gives values to the next form that is drawn with fields of these names: a card's number that was scanned. They lie in
// the memory of this page alone and are given once.
func Hand(values map[string]string) { handed = values }

// take fills in what was handed over.
func (f *Form) take() {
	for name, value := range handed {
		if el := f.input(name); el.Truthy() {
			el.Set("value", value)
			delete(handed, name)
		}
	}
}

// keeps is the key of this form in kept.
func (f *Form) keeps() string {
	here := app.Window().Get("location")
	return here.Get("pathname").String() + here.Get("search").String() + " " + f.CompoID()
}

// keep remembers what stands in the form, which is about to go.
func (f *Form) keep() {
	if f.taken || f.node == nil {
		return
	}
	values := map[string]string{}
	f.each(func(id string, el app.Value) {
		switch {
		case !ticks(el):
			values[id] = el.Get("value").String()
		case el.Get("checked").Bool():
			values[id] = "on"
		default:
			values[id] = ""
		}
	})
	kept[f.key] = values
}

// restore puts back what was kept.
func (f *Form) restore() {
	f.node, f.key = f.element(), f.keeps()
	values := kept[f.key]
	delete(kept, f.key)
	if len(values) == 0 {
		return
	}
	f.each(func(id string, el app.Value) {
		switch v, had := values[id]; {
		case !had:
		case ticks(el):
			el.Set("checked", v != "")
		default:
			el.Set("value", v)
		}
	})
}

// each calls do for every input that may be restored. Card number, security code, passwords and passcodes may not: their
// autocomplete says what they are, or said it until something was typed (web/js/app.js).
func (f *Form) each(do func(id string, el app.Value)) {
	inputs := f.node.Call("querySelectorAll", "input:not([type=hidden]):not([type=password]):not([type=file]), textarea, select")
	for i := range inputs.Get("length").Int() {
		el := inputs.Index(i)
		offers := dataset(el, "offers")
		if offers == "" {
			offers = el.Call("getAttribute", "autocomplete").String()
		}
		switch offers {
		case "cc-number", "cc-csc", "new-password", "current-password", "one-time-code":
			continue
		}
		if id := el.Get("id").String(); id != "" {
			do(id, el)
		}
	}
}

func ticks(el app.Value) bool {
	kind := el.Get("type").String()
	return kind == "checkbox" || kind == "radio"
}

// draft does something about what the browser keeps of a form until it is taken. Not every page has the script: those of tests have not.
func draft(do string, with ...any) {
	if d := app.Window().Get("drafts"); d.Truthy() {
		d.Call(do, with...)
	}
}

// Drafts says who is logged in: what the browser keeps of somebody else's forms goes.
func Drafts(m wire.Member) {
	if m.Alias != "" {
		draft("of", m.Alias)
	}
}
