package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// The steps of the registration, as the brochure numbers and names them.
const (
	StepCard = iota
	StepConfirm
	StepIdentity
	StepDone
)

// Way is what a journey's steps are called, in order.
type Way struct {
	label text.Message
	steps []struct{ no, name text.Message }
}

// The journeys. Those on a phone and the recovery have no numbers, for the brochure gives them none; their steps are counted from 0.
var (
	Registering = Way{text.StepsLabel, []struct{ no, name text.Message }{
		{text.Step1No, text.Step1},
		{text.Step2No, text.Step2},
		{name: text.Step3},
		{name: text.Step4},
	}}
	Portal = Way{text.StepsLabel, []struct{ no, name text.Message }{
		{name: text.StepPortalCard},
		{name: text.Step3},
		{name: text.StepPortalMail},
		{name: text.StepPortalPassword},
		{name: text.StepPortalTerms},
		{name: text.Step4},
	}}
	Recovering = Way{text.RecoverSteps, []struct{ no, name text.Message }{
		{name: text.StepRecover},
		{name: text.Step3},
		{name: text.StepRecovered},
	}}
)

// Adding is the journey of a member who adds a card.
var Adding = Way{text.AddSteps, []struct{ no, name text.Message }{
	{name: text.StepRecover},
	{name: text.Step3},
	{name: text.AddStepDone},
}}

// Proving is the journey of an order.
var Proving = Way{text.ProveSteps, []struct{ no, name text.Message }{
	{name: text.ProveSheet},
	{name: text.Step3},
	{name: text.ProveReceipt},
}}

// StepNames are the steps in order, without their numbers.
func (w Way) StepNames(site wire.Site) []string {
	names := make([]string, len(w.steps))
	for i, s := range w.steps {
		names[i] = site.T(s.name)
	}
	return names
}

// Steps shows how far a journey is. A phone has no room for four names: there the bars stand with the present step's name
// beneath, which readers are spared, since they have the list.
func (w Way) Steps(site wire.Site, now int) app.UI {
	return w.progress(site, now, w.stepName(site, now))
}

func (w Way) progress(site wire.Site, now int, beneath []app.UI, more ...app.UI) app.UI {
	items := make([]app.UI, len(w.steps))
	for i, s := range w.steps {
		item := app.Li()
		switch {
		case i < now:
			item.Class("done")
		case i == now:
			item.Aria("current", "step")
		}
		inside := []app.UI{app.Span().Text(site.T(s.name))}
		if s.no.Key != "" {
			inside = append([]app.UI{app.B().Text(site.T(s.no))}, inside...)
		}
		items[i] = item.Body(inside...)
	}
	return app.Div().Class("progress").Body(append([]app.UI{
		app.Ol().Class("steps").Aria("label", site.T(w.label)).Body(items...),
		app.P().Class("stepname").Aria("hidden", true).Body(beneath...),
	}, more...)...)
}

func (w Way) stepName(site wire.Site, now int) []app.UI {
	s := w.steps[now]
	name := app.Span().Text(site.T(s.name))
	if s.no.Key == "" {
		return []app.UI{name}
	}
	return []app.UI{app.B().Text(site.T(s.no)), name}
}

// WizardSteps is Steps with the parts of the first step, while the form is walked part by part: dots and a count beside the step's
// name, which nobody takes for steps of the journey. It is as high as Steps on a phone, so that nothing moves when the wizard
// starts.
func (w Way) WizardSteps(site wire.Site, part, parts int) app.UI {
	dots := make([]app.UI, parts)
	for i := range dots {
		dot := app.I()
		if i <= part {
			dot.Class("on")
		}
		dots[i] = dot
	}
	return w.progress(site, 0, append(w.stepName(site, 0),
		app.Span().Class("seg").Body(dots...),
		app.Span().Class("num").Text(strconv.Itoa(part+1)+" / "+strconv.Itoa(parts))),
		app.P().Class("vh").Text(site.T(text.PartOf, part+1, parts)))
}

// Meter is how hard a password is to guess: grade 0-4, -1 while nobody has said. It is always as high as its longest
// words, so that nothing moves when they come.
func Meter(site wire.Site, id string, grade int) app.UI {
	mark, word, advice := "-", text.StrengthNone, text.Message{}
	if grade >= 0 && grade <= 4 {
		mark = strconv.Itoa(grade)
		word = Grade(grade)
		advice = [...]text.Message{text.StrengthNo, text.StrengthLow, text.StrengthFair, text.StrengthFair, text.StrengthTop}[grade]
	}
	words := []app.UI{app.Text(site.T(text.Strength)), app.B().Text(site.T(word))}
	if advice.Key != "" {
		words = append(words, app.Span().Class("muted").Text(" "+site.T(advice)))
	}
	return app.Div().Class("meter").DataSet("grade", mark).Body(
		app.Div().Class("meter-bar").Aria("hidden", true).Body(app.I(), app.I(), app.I(), app.I(), app.I()),
		app.P().ID(id).Aria("live", "polite").Aria("atomic", true).Body(words...),
	)
}

// Grade is the word of a password's grade, 0-4.
func Grade(grade int) text.Message {
	return [...]text.Message{text.Strength0, text.Strength1, text.Strength2, text.Strength3, text.Strength4}[max(0, min(4, grade))]
}
