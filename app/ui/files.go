package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/form"
	"netanswer/shared/text"
)

// Files is a field for files, see form.Upload: its form has Files set. Which they are and how large the browser shows.
func Files(s State, name string, label text.Message, free bool, words ...string) app.UI {
	f := Field{Name: name, Label: label, Free: free}
	field := app.Div().Class("field")
	in := app.Input().Class("input files").ID(name).Name(name).Type("file").Multiple(true).Accept(form.UploadTypes).
		Aria("describedby", strings.Join([]string{name + "-h", name + "-e"}, " "))
	if s.Problem(name) != "" {
		field.Class("bad")
		in.Aria("invalid", true)
	}
	return field.Body(
		app.Label().Class("label").For(name).Body(f.labelled(s)...),
		help(name+"-h", append(words, s.Site.T(text.UploadHelp, form.MaxUploads, form.MaxUpload>>20))),
		in, ErrorLine(s, name),
	)
}
