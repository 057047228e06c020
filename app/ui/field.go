package ui

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/text"
)

// Field is a labelled input in the order of the house: label, help, input, error line. It is uncontrolled: Value is what
// it begins with, the page holds what is typed.
type Field struct {
	Name      string // of the input, and its id
	Label     text.Message
	Bare      bool     // the label is a heading that stands above already
	Help      []string // lines between label and input
	Draws     app.UI   // stands between help and input
	Type      string   // "text" when empty
	Mode      string   // inputmode
	Complete  string   // autocomplete
	Kind      string   // data-kind, see Form
	Act       string   // data-act, see Form
	Value     string
	Size      string   // "sm" a few digits, "md" a line, "code" a passcode; empty: the full width
	End       string   // a word at the right end of the input, such as the card's brand
	Reveal    bool     // a button beside the input shows the password, once the Wasm runs
	Below     app.UI   // stands between input and error line
	Described []string // ids of further descriptions
	Apart     bool     // its error line is drawn elsewhere, by ErrorLine
	Free      bool     // it may be left empty
	Options   []Choice // it is a choice of these, in a list that opens; empty: it is typed
}

// Draw is the field with what is wrong with it.
func (f Field) Draw(s State) app.UI {
	problem := s.Problem(f.Name)
	field := app.Div().Class("field")
	if problem != "" {
		field.Class("bad")
	}
	var body []app.UI
	if !f.Bare {
		body = append(body, app.Label().Class("label").For(f.Name).Body(f.labelled(s)...))
	}
	var described []string
	if len(f.Help) > 0 {
		described = append(described, f.Name+"-h")
		body = append(body, help(f.Name+"-h", f.Help))
	}
	if f.Draws != nil {
		body = append(body, f.Draws)
	}
	described = append(append(described, f.Described...), f.Name+"-e")
	body = append(body, f.input(s, problem, strings.Join(described, " ")))
	if f.Below != nil {
		body = append(body, f.Below)
	}
	if !f.Apart {
		body = append(body, ErrorLine(s, f.Name))
	}
	return field.Body(body...)
}

func (f Field) labelled(s State) []app.UI {
	if !f.Free {
		return Labelled(s, f.Label)
	}
	return []app.UI{app.Span().Text(s.Site.T(f.Label)), app.Span().Class("opt").Text(s.Site.T(text.Optional))}
}

func (f Field) input(s State, problem, described string) app.UI {
	if len(f.Options) > 0 {
		return f.choose(problem, described)
	}
	kind := f.Type
	if kind == "" {
		kind = "text"
	}
	complete, offers := f.Complete, ""
	if unkept[complete] {
		complete, offers = "off", complete
	}
	in := app.Input().Class("input").ID(f.Name).Name(f.Name).Type(kind).
		Attr("inputmode", f.Mode).Attr("autocomplete", complete).Attr("data-offers", offers).Attr("data-kind", f.Kind).Attr("data-act", f.Act).
		Attr("autocapitalize", "none").Attr("spellcheck", "false").
		Aria("describedby", described)
	if f.Value != "" {
		in.Value(f.Value)
	}
	if f.Kind != "" {
		in.Class("input-num")
	}
	if problem != "" {
		in.Aria("invalid", true)
	}
	size := "input-" + f.Size
	switch {
	case f.Reveal:
		return app.Div().Class("affix", size).Body(in, app.Button().Class("ibtn").Type("button").
			DataSet("act", "reveal").DataSet("for", f.Name).Hidden(!s.Live).
			Aria("label", s.Site.T(text.ShowSecret)).Aria("pressed", false).Body(Icon("eye")))
	case f.Kind == "card":
		end := app.Span().Class("end").Aria("live", "polite")
		if f.End != "" {
			end.Text(f.End)
		}
		return app.Div().Class("affix", size).Body(in, end)
	case f.Size != "":
		in.Class(size)
	}
	return in
}

// choose is the list that opens. Nothing is chosen until somebody does.
func (f Field) choose(problem, described string) app.UI {
	rows := []app.UI{app.Option().Value("").Text("")}
	for _, c := range f.Options {
		rows = append(rows, app.Option().Value(c.Value).Selected(c.Value == f.Value).Text(c.Title))
	}
	list := app.Select().Class("input select input-md").ID(f.Name).Name(f.Name).Attr("autocomplete", f.Complete).Aria("describedby", described).Body(rows...)
	if problem != "" {
		list.Aria("invalid", true)
	}
	return list
}

// unkept are what a browser may offer to fill in but must not keep. With any other word than off it writes what is typed
// into its history on disk, to restore the page; so off is what the server draws, and app.js lets an empty field offer.
var unkept = map[string]bool{"cc-number": true, "cc-csc": true, "one-time-code": true}

func help(id string, lines []string) app.UI {
	inside := make([]app.UI, 0, len(lines))
	for _, l := range lines {
		inside = append(inside, app.Span().Class("line").Text(l))
	}
	return app.P().Class("help").ID(id).Body(inside...)
}

// Labelled is the inside of a label: its words, and that the field is required.
func Labelled(s State, label text.Message) []app.UI {
	return []app.UI{app.Span().Text(s.Site.T(label)), app.Span().Class("req").Text(s.Site.T(text.Required))}
}

// ErrorLine is where a field says what is wrong and what to do. It stands from the beginning, empty, so that nothing
// moves when it speaks.
func ErrorLine(s State, name string) app.UI {
	line := app.P().Class("err").ID(name + "-e")
	if problem := s.Problem(name); problem != "" {
		return line.Body(Icon("bad"), app.Span().Text(problem))
	}
	return line
}

// Tick is a box to tick, with its error line.
func Tick(s State, name string, label text.Message, on bool) app.UI {
	field, in := app.Div().Class("field"), app.Input().Type("checkbox").ID(name).Name(name).Value("true").Checked(on).Aria("describedby", name+"-e")
	if s.Problem(name) != "" {
		field.Class("bad")
		in.Aria("invalid", true)
	}
	return field.Body(
		app.Label().Class("check").For(name).Body(in, app.Span().Body(
			app.Span().Text(s.Site.T(label)+" "), app.Span().Class("req").Text(s.Site.T(text.Required)))),
		ErrorLine(s, name),
	)
}

// Choice is one of Picks.
type Choice struct {
	Value, Title string
	Words        string // beneath; may be none
	Lang         string // of Title, where it is not the site's
	On           bool   // it is picked
}

// Picks are a few choices, all in view; where none is said to be, the first is picked.
func Picks(s State, name, legend string, choices []Choice) app.UI {
	picked := max(0, slices.IndexFunc(choices, func(c Choice) bool { return c.On }))
	rows := make([]app.UI, len(choices))
	for i, c := range choices {
		title := app.B().Text(c.Title)
		if c.Lang != "" && c.Lang != string(s.Site.Lang) {
			title.Lang(c.Lang)
		}
		row := []app.UI{app.Input().Type("radio").ID(pickID(name, i)).Name(name).Value(c.Value).Checked(i == picked), title}
		if c.Words != "" {
			row = append(row, app.Span().Class("num").Text(c.Words))
		}
		rows[i] = app.Label().Class("pick").Body(row...)
	}
	return app.FieldSet().Class("picks").Body(append([]app.UI{app.Legend().Class("label").Text(legend)}, append(rows, ErrorLine(s, name))...)...)
}

// pickID is the input's name for the first choice, where the summary's link leads.
func pickID(name string, i int) string {
	if i == 0 {
		return name
	}
	return name + "-" + strconv.Itoa(i+1)
}

// Section is the i-th part of a form (0-based): a number, a heading and the fields. With labelFor the heading is the
// label of the part's only field. The wizard hides the parts that it does not walk.
func Section(s State, i int, p Part, labelFor string, body ...app.UI) app.UI {
	heading := []app.UI{app.Text(s.Site.T(p.Label))}
	if labelFor != "" {
		heading = []app.UI{app.Label().Class("biglabel").For(labelFor).Body(Labelled(s, p.Label)...)}
	}
	inside := append([]app.UI{app.Div().Class("part-h").Body(
		app.Span().Class("part-n").Aria("hidden", true).Text(strconv.Itoa(i+1)),
		app.H2().ID(p.ID+"-h").Body(heading...),
	)}, body...)
	return app.Section().Class("part card").ID(p.ID).Aria("labelledby", p.ID+"-h").Hidden(!s.Shows(i)).Body(inside...)
}
