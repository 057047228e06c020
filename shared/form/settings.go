package form

import (
	"netanswer/shared/text"
)

// The looks that a person can choose.
const (
	ThemeAuto  = "auto" // as the system has it
	ThemeLight = "light"
	ThemeDark  = "dark"
)

// Theme is the choice of a look.
type Theme struct {
	Theme string `json:"theme"`
}

// Check says what is wrong.
func (in Theme) Check(r Rules) []Problem {
	if in.Theme != ThemeAuto && in.Theme != ThemeLight && in.Theme != ThemeDark {
		return []Problem{r.Problem("theme", text.ThemeUnknown)}
	}
	return nil
}

// Language is the choice of a language, of the screens and of messages. The field is not called lang: that asks for any form again
// in another language.
type Language struct {
	Language string `json:"language"`
}

// Check says what is wrong.
func (in Language) Check(r Rules) []Problem {
	if in.Language != string(text.JA) && in.Language != string(text.EN) {
		return []Problem{r.Problem("language", text.LanguageUnknown)}
	}
	return nil
}

// EndSession ends a session by the name that the list gave it, or several by one of the words of server/member.
type EndSession struct {
	Session string `json:"session"`
}

// maxSessionName is longer than any name of a session.
const maxSessionName = 100

// Check says what is wrong.
func (in EndSession) Check(r Rules) []Problem {
	if in.Session == "" || len(in.Session) > maxSessionName {
		return []Problem{r.Problem("", text.SessionGone)}
	}
	return nil
}
