package ui

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/card"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Form posts what a person typed to Action. Until the Wasm runs, and wherever it never does, the browser posts it and
// the server checks it; from then on this component checks as fields are left, posts the very same bytes and asks for
// JSON back.
//
// Inputs are never written by go-app after their first drawing: the page's own DOM holds what is typed, card number and
// password too, and it is read at submit and change. So nothing typed is lost when the server finds a problem.
//
// Fields are told what to do by data attributes, read on the one <form> element:
//
//	data-kind="card"        digits are grouped as typed, the caret stays behind its digit
//	data-kind="month"       01/28, pasted or typed, fills exp_month and exp_year
//	data-kind="digits"      full-width digits, spaces and hyphens are understood when pasted or left
//	data-act="strength"     on a password: ask the server how hard it is to guess
//	data-act="reveal"       on a button, with data-for naming the input: show and hide the password
//
// The <form> itself says what of it the browser may keep, should the phone end the app: data-draft names the fields, data-whose the
// member they are of.
type Form struct {
	app.Compo

	Site     wire.Site
	ID       string                                      // of the <form>, default "form"; two forms on one screen differ
	Action   string                                      // path that takes the POST
	Button   text.Message                                // on the primary button
	Problems []form.Problem                              // what the server said with the page
	Renew    bool                                        // ask for the screen's data again when the server finds a problem: tries left
	AskAgain bool                                        // say that card number, code and password must be typed again, or files chosen
	Hidden   map[string]string                           // hidden inputs
	Check    func(url.Values, form.Rules) []form.Problem // the shared rules: ui.Of[form.Registration]
	Fields   func(s State) []app.UI                      // draws the inside
	Around   func(s State, f app.UI) app.UI              // optional: draws around the <form>
	After    func(s State) app.UI                        // optional: under the button
	Parts    []Part                                      // optional: the wizard of narrow screens
	Class    string                                      // of the <form>
	Files    bool                                        // a field takes files, see Files
	Draft    []string                                    // names of the fields that the browser keeps until they are taken, see web/js/draft.js
	Follow   bool                                        // the inside is drawn anew with every key: it shows figures of what State.In holds

	lang    text.Lang // of what is said
	live    bool
	busy    bool            // a POST is on its way
	answer  bool            // said and summed stand in for Problems
	said    []form.Problem  // beside the fields
	summed  []form.Problem  // in the summary: what the last submit found, the same until the next, so that nothing jumps
	again   bool            // the summary asks to type the secrets again
	server  []form.Problem  // what only the server can find; each holds until its field is changed
	dirty   map[string]bool // changed since the field was last left
	touched map[string]bool // been in and left: problems of these are shown
	filled  map[string]bool
	wiz     wizard
	meter   meter
	work    work
	digits  string // of the card number at the last input event
	repeat  repeat
	wait    int // s, from the last answer on, until it makes sense to send again; zero: at once

	node  app.Value // the <form>, as long as the component lives
	key   string    // in kept
	taken bool      // what was typed has been accepted: nothing is kept
}

// Part is one part of a form that narrow screens walk through. The view draws it as a <section> with this ID.
type Part struct {
	ID     string
	Label  text.Message
	Fields []string // names of its inputs, in order
}

// State is what the inside of a form may show. Before the Wasm runs it is exactly what the server drew.
type State struct {
	Site     wire.Site
	Problems []form.Problem
	Live     bool            // the Wasm runs
	Wizard   bool            // the parts are walked one by one now
	Part     int             // 0-based, when Wizard
	Filled   map[string]bool // names of fields that hold something valid, when Live
	Grade    int             // of the password, 0-4; -1: unknown
	Brand    card.Brand      // of the number being typed, when Live
	In       url.Values      // what stands in the inputs, when Live, of a form that follows; else nil
}

// Problem is the first message of a field, "" when there is none.
func (s State) Problem(field string) string {
	for _, p := range s.Problems {
		if p.Field == field {
			return p.Message
		}
	}
	return ""
}

// Shows says whether a part is on the screen: all are, unless the wizard walks another.
func (s State) Shows(part int) bool { return !s.Wizard || s.Part == part }

// Of makes the Check of a form from its type: decoded as the server does, checked by the same rules.
func Of[T form.Checker](in url.Values, r form.Rules) []form.Problem {
	var v T
	form.Decode(in, &v)
	return v.Check(r)
}

func (f *Form) id() string {
	if f.ID == "" {
		return "form"
	}
	return f.ID
}

// summaryID is "problems" on the screen's first form.
func (f *Form) summaryID() string {
	if f.ID == "" || f.ID == "form" {
		return "problems"
	}
	return f.ID + "-problems"
}

// CompoID tells forms apart. go-app compares trees by position: another form must not inherit this one's inputs, with what
// was typed in them, nor its state.
func (f *Form) CompoID() string {
	id := f.id() + " " + f.Action
	for _, p := range f.Parts {
		id += " " + p.ID
	}
	return id
}

// OnInit runs before the first drawing. In a page that already runs nothing has to match the server's nodes.
func (f *Form) OnInit() {
	f.dirty, f.touched = map[string]bool{}, map[string]bool{}
	f.server, f.lang = f.Problems, f.Site.Lang
	f.meter.grade = -1
	if app.IsClient && running() {
		f.live = true
		f.wiz.walk = len(f.Parts) > 1
		f.wiz.on = f.wiz.walk && narrow()
	}
}

// OnMount comes after the first drawing, which took over the server's nodes with whatever was typed in them by then.
func (f *Form) OnMount(app.Context) {
	drawn := f.live
	if !f.live {
		f.live = true
		f.wiz.walk = f.mayWalk()
		f.wiz.on = f.wiz.walk && narrow()
	}
	f.restore()
	if drawn { // else the page did when it came
		draft("restore", f.node)
	}
	f.take()
	f.pin()
	f.digits = card.Fold(f.value("card_number"))
	f.check()
	f.showWizard()
}

// OnUpdate runs when the screen got other data.
func (f *Form) OnUpdate(app.Context) {
	if f.lang != f.Site.Lang {
		f.translate()
	}
	if !f.answer {
		f.server = f.Problems
	}
}

// translate says again what the rules find, in the language that was chosen meanwhile. What only the server can say it says
// when it is asked again: its words are not here.
func (f *Form) translate() {
	f.lang, f.server = f.Site.Lang, nil
	old := f.summed
	all := f.check()
	f.summed = nil
	for _, p := range all {
		if slices.ContainsFunc(old, func(o form.Problem) bool { return o.Field == p.Field && o.Key == p.Key }) {
			f.summed = append(f.summed, p)
		}
	}
}

// OnDismount gives the page back its footer.
func (f *Form) OnDismount() {
	f.keep()
	f.repeat.run++ // the page is left: nothing is sent any more
	f.work.stop.Store(true)
	f.wiz.on = false
	f.showWizard()
}

func (f *Form) state() State {
	s := State{Site: f.Site, Problems: f.Problems, Grade: -1}
	if f.live {
		s.Live, s.Wizard, s.Part = true, f.wiz.on, f.wiz.part
		s.Filled, s.Grade, s.Brand = f.filled, f.meter.grade, card.BrandOf(f.digits)
		if f.Follow {
			s.In = f.values()
		}
	}
	if f.answer {
		s.Problems = f.said
	}
	return s
}

// Render draws summary, hidden inputs, fields and button, in this order.
func (f *Form) Render() app.UI {
	s := f.state()
	inside := []app.UI{f.summary()}
	for _, name := range slices.Sorted(maps.Keys(f.Hidden)) {
		inside = append(inside, app.Input().Type("hidden").Name(name).Value(f.Hidden[name]))
	}
	inside = append(inside, f.Fields(s)...)
	inside = append(inside, f.foot(s)...)

	el := app.Form().ID(f.id()).Method("post").Action(f.Action).Attr("novalidate", true).
		OnSubmit(f.submit).OnInput(f.typed).On("compositionend", f.typed).OnPaste(f.paste).
		OnChange(f.left).On("focusout", f.left).OnClick(f.click).
		Body(inside...)
	if f.Class != "" {
		el.Class(f.Class)
	}
	if f.Files {
		el.EncType("multipart/form-data")
	}
	if f.busy {
		el.Aria("busy", true)
	}
	if len(f.Draft) > 0 {
		el.DataSet("draft", strings.Join(f.Draft, " ")).DataSet("whose", f.Site.Member.Alias)
	}
	if f.Around != nil {
		return f.Around(s, el)
	}
	return el
}

// check runs the rules over what stands in the inputs now. Problems are shown of the fields that were left, and those the
// server found in fields not changed since.
func (f *Form) check() (all []form.Problem) {
	in := f.values()
	all = f.Check(in, f.Site.Rules())
	bad := map[string]bool{}
	for _, p := range slices.Concat(all, f.server) {
		bad[p.Field] = true
	}
	f.filled = map[string]bool{}
	for name := range in {
		f.filled[name] = in.Get(name) != "" && !bad[name]
	}
	if !f.answer {
		if len(f.touched) == 0 {
			return all // what the server drew stands
		}
		f.answer, f.summed, f.again = true, f.Problems, f.AskAgain
	}
	f.said = f.said[:0:0]
	for _, p := range slices.Concat(all, f.server) {
		if f.touched[p.Field] || slices.Contains(f.server, p) {
			f.said = append(f.said, p)
		}
	}
	return all
}

// reset forgets what was said: the form was taken.
func (f *Form) reset() {
	f.answer, f.said, f.summed, f.again, f.server = false, nil, nil, false, nil
	f.taken = true
	clear(kept)
	draft("taken", f.node)
	clear(f.dirty)
	clear(f.touched)
}
