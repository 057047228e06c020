// Package procedure is the one table of what a member can have done with a card or the membership, beside what has a screen of its
// own. A procedure is a row of data: what it is called, what it asks for, what it orders of the issuer, which documents belong to it
// and how it has to be proven. One screen draws every row, one Check checks it.
package procedure

import (
	"slices"

	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
)

// Row is a procedure.
type Row struct {
	Key    string       // its address is Path/Key
	Icon   string       // of app/ui
	Title  text.Message // what it is called
	Named  text.Message // the same in at most 20 characters, for the passcode's text
	Lead   text.Message
	Button text.Message // none: to the confirmation
	Asks   []Ask
	Tells  []text.Message // what happens
	Danger bool           // it cannot be undone

	Order     string   // kind of the order (server/issuer); empty: no order, the site's own or words alone
	Documents []string // keys of the brand's documents that are shown and agreed to
	Least     string   // the least assurance that proves it; empty: the session is enough
	Careful   string   // the same in the time of care
	Notice    bool     // everybody who may have to object is told
	Confirms  string   // name of the Ask that a code sent to it, or a call from it, confirms first
	Shows     string   // the screen on which the changed fact shows; empty: its own
}

// Path is where the procedures lie.
const Path = "/menu"

// Ask is a field of a row, its words not chosen yet.
type Ask struct {
	Name    string
	Kind    form.Asked
	Label   text.Message
	Help    text.Message
	Group   text.Message
	Choices []Choice
	Free    bool
	Most    int // as form.Field's
	From    int // of a Date, days from today on: the first one that may be
	To      int // the last one; both zero: any
	Age     int // of a Date somebody was born on: the least age, in years
}

// Choice is one of an Ask's.
type Choice struct {
	Value        string
	Label, Words text.Message
}

// Find is the row of a key.
func Find(key string) (Row, bool) {
	rows := Rows()
	i := slices.IndexFunc(rows, func(r Row) bool { return r.Key == key })
	if i < 0 {
		return Row{}, false
	}
	return rows[i], true
}

// Asked is what a row asks for, in a language. A contact that has to be confirmed is asked for before the code.
func (r Row) Asked(l text.Lang, today japan.Date) form.Fields {
	var out form.Fields
	for _, a := range r.Asks {
		f := form.Field{Name: a.Name, Kind: a.Kind, Label: a.Label.In(l), Help: a.Help.In(l), Group: a.Group.In(l), Free: a.Free, Most: a.Most}
		for _, c := range a.Choices {
			f.Choices = append(f.Choices, form.Option{Value: c.Value, Label: c.Label.In(l), Words: c.Words.In(l)})
		}
		if a.From != 0 || a.To != 0 {
			f.From, f.To = today.AddDays(a.From), today.AddDays(a.To)
		}
		if a.Age != 0 {
			f.To = japan.On(today.Year-a.Age, today.Month, today.Day)
		}
		out = append(out, f)
	}
	return out
}
