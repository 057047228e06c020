package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// wizard walks through a form part by part on a narrow screen. It is the same form: the other parts are only hidden.
// The browser's way back is left alone; it leaves the screen.
type wizard struct {
	walk bool // it began; on a screen made wide all parts show until it is narrow again
	on   bool
	part int // 0-based
}

// near is how far from the top, in CSS px, a person may have scrolled for the wizard still to begin.
const near = 80

// mayWalk says whether the wizard may begin on a page that stood whole until now: someone who has gone past the first part
// keeps what is in view.
func (f *Form) mayWalk() bool {
	if len(f.Parts) < 2 || !narrow() || len(f.Problems) > 0 || f.AskAgain || app.Window().Get("scrollY").Int() > near {
		return false
	}
	at := app.Window().Get("document").Get("activeElement")
	return !at.Truthy() || slices.IndexFunc(f.Parts[1:], func(p Part) bool {
		section := app.Window().GetElementByID(p.ID)
		return section.Truthy() && section.Call("contains", at).Bool()
	}) < 0
}

// OnResize also runs when a phone is turned and when its keyboard opens.
func (f *Form) OnResize(ctx app.Context) {
	on := f.wiz.walk && narrow()
	if on == f.wiz.on {
		ctx.PreventUpdate()
		return
	}
	f.wiz.on = on
	at := app.Window().Get("document").Get("activeElement")
	if at.Truthy() && at.Get("name").Truthy() {
		f.wiz.part = max(f.partOf(at.Get("name").String()), 0)
	}
	ctx.Defer(func(app.Context) { f.showWizard() })
}

// next checks the part in view and goes on.
func (f *Form) next(ctx app.Context) {
	part := f.Parts[f.wiz.part]
	for _, name := range part.Fields {
		f.touched[name] = true
	}
	all := f.check()
	for _, p := range slices.Concat(all, f.server) {
		if slices.Contains(part.Fields, p.Field) {
			ctx.Defer(func(app.Context) { focus(f.input(p.Field)) })
			return
		}
	}
	f.walk(ctx, f.wiz.part+1)
}

func (f *Form) back(ctx app.Context) { f.walk(ctx, max(f.wiz.part-1, 0)) }

// walk shows a part from its top; the focus goes to its heading, so that readers hear where they are.
func (f *Form) walk(ctx app.Context, part int) {
	f.wiz.part = part
	f.summed, f.again = nil, false
	f.fresh() // what says when the form sends itself is out of view: it does not
	ctx.Defer(func(app.Context) {
		app.Window().Call("scrollTo", 0, 0)
		section := app.Window().GetElementByID(f.Parts[part].ID)
		if !section.Truthy() {
			return
		}
		head := section.Call("querySelector", "h1, h2, legend, label")
		if !head.Truthy() {
			head = section
		}
		head.Call("setAttribute", "tabindex", "-1")
		focus(head)
	})
}

// jump goes to a field, through the parts where they are walked.
func (f *Form) jump(ctx app.Context, field string) {
	if part := f.partOf(field); part >= 0 && f.wiz.on && part != f.wiz.part {
		f.wiz.part = part
		ctx.Defer(func(app.Context) { focus(f.input(field)) })
		return
	}
	focus(f.input(field))
	ctx.PreventUpdate()
}

// partOf is the part that a field is in, -1 for none.
func (f *Form) partOf(field string) int {
	return slices.IndexFunc(f.Parts, func(p Part) bool { return slices.Contains(p.Fields, field) })
}

// showWizard tells the style sheet: the frame is another while the wizard walks.
func (f *Form) showWizard() {
	if root := app.Window().GetElementByID("root"); len(f.Parts) > 0 && root.Truthy() {
		root.Get("classList").Call("toggle", "wiz", f.wiz.on)
	}
}

// narrow is the style sheet's word for a phone.
func narrow() bool {
	return app.Window().Call("matchMedia", "(max-width:47.99rem)").Get("matches").Bool()
}

// running says whether the first drawing is over: html carries data-live from then on.
func running() bool {
	return app.Window().Get("document").Get("documentElement").Call("hasAttribute", "data-live").Bool()
}

func focus(el app.Value) {
	if el.Truthy() {
		el.Call("focus")
	}
}
