package wire

import "netanswer/shared/form"

// FAQ is /menu/faq: questions that are asked often, all or those that a search finds.
type FAQ struct {
	Query     string     `json:"query"`          // as it was asked, cut to what is looked at
	Near      bool       `json:"near,omitempty"` // none fits, these come near
	Questions []Question `json:"questions"`
}

// Question is one with its answer, in the language of the request.
type Question struct {
	Key      string   `json:"key"`
	Question string   `json:"question"`
	Answer   []string `json:"answer"`         // paragraphs
	Path     string   `json:"path,omitempty"` // a screen that it is about
	At       string   `json:"at,omitempty"`   // and what that is called
}

// Contact is /menu/contact. Values are what the form holds, but for the files.
type Contact struct {
	Values   form.Contact   `json:"values"`
	Problems []form.Problem `json:"problems,omitempty"`
	AskAgain bool           `json:"ask_again,omitempty"` // say that files must be chosen again
}

// Inquiry is what was asked and answered, as a notice shows it.
type Inquiry struct {
	Number string   `json:"number"`
	State  string   `json:"state"` // open, answered, closed
	Topic  string   `json:"topic"`
	Words  string   `json:"words"`
	Files  []string `json:"files,omitempty"` // their names
	Answer []string `json:"answer,omitempty"`
}
