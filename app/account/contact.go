package account

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const (
	faqPath     = "/menu/faq"
	contactPath = "/menu/contact"
)

// FAQ is /menu/faq: what is asked often. The server searches, with scripts and without.
func FAQ(site wire.Site, d wire.FAQ) app.UI {
	in := app.Input().Class("input").ID("q").Name("q").Type("search").Attr("autocomplete", "off").Attr("enterkeyhint", "search").
		Attr("autocapitalize", "none").Attr("spellcheck", "false").Aria("describedby", "found")
	line := app.P().ID("found").Class("menu-found").Role("status")
	if d.Query != "" {
		in.Value(d.Query)
		says := text.FAQFound
		if d.Near {
			says = text.FAQNear
		}
		if len(d.Questions) > 0 {
			line.Text(site.T(says, len(d.Questions)))
		}
	}
	body := []app.UI{app.Div().Class("head").Body(
		app.H1().Text(site.T(text.TitleFAQ)),
		app.P().Class("muted").Text(site.T(text.FAQLead)),
		app.Form().Class("menu-find").Role("search").Method("get").Action(faqPath).Body(
			app.Label().Class("label").For("q").Text(site.T(text.FAQSearch)),
			app.Div().Class("search").Body(ui.SmallIcon("search"), in),
			app.Button().Class("btn").Type("submit").Text(site.T(text.MenuGo)),
		),
		line,
	)}
	if len(d.Questions) == 0 {
		body = append(body, app.Section().Class("card").Aria("label", site.T(text.FAQNone)).Body(
			ui.Empty("search", site.T(text.FAQNone), site.T(text.FAQNoneDo), app.A().Class("btn").Href(faqPath).Text(site.T(text.FAQAll)))))
	} else {
		rows := make([]app.UI, len(d.Questions))
		for i, q := range d.Questions {
			rows[i] = app.Li().Body(question(site, q, len(d.Questions) == 1))
		}
		body = append(body, app.Ul().Class("card faq").Body(rows...))
	}
	return ui.Column(append(body, app.Section().Class("card flow faq-more").Aria("labelledby", "more-h").Body(
		app.H2().ID("more-h").Text(site.T(text.FAQMore)),
		app.P().Class("muted").Text(site.T(text.FAQMoreDo)),
		app.A().Class("btn btn-w").Href(contactPath).Text(site.T(text.ItemContact)),
	))...)
}

func question(site wire.Site, q wire.Question, open bool) app.UI {
	answer := paragraphs(q.Answer)
	if q.Path != "" {
		answer = append(answer, app.P().Body(app.A().Class("more").Href(q.Path).Body(app.Span().Text(q.At), ui.SmallIcon("right"))))
	}
	return app.Details().ID("faq-"+q.Key).Open(open).Body(
		app.Summary().Text(q.Question),
		app.Div().Class("flow").Body(answer...),
	)
}

func paragraphs(all []string) []app.UI {
	out := make([]app.UI, len(all))
	for i, p := range all {
		out[i] = app.P().Text(p)
	}
	return out
}

// Contact is /menu/contact: an inquiry in writing, with files.
func Contact(site wire.Site, d wire.Contact) app.UI {
	lost := site.Brand.LostDesk()
	return ui.Column(
		ui.Head(site.T(text.TitleContact), site.T(text.ContactLead)),
		app.Div().Class("flow").Body(
			ui.Notice(ui.Info, site.T(text.ContactUrgent), ui.Line(site.T(text.ContactUrgentDo)),
				app.P().Body(ui.Phone(lost.Phone), app.Text(" "+lost.Hours))),
			&ui.Form{
				Site: site, Action: contactPath, Button: text.AskSend, Problems: d.Problems, AskAgain: d.AskAgain, Class: "card flow", Files: true,
				Hidden: map[string]string{"key": d.Values.Key},
				Draft:  []string{"topic", "words"},
				Check:  ui.Of[form.Contact],
				Fields: func(s ui.State) []app.UI {
					return []app.UI{
						topic(s, d.Values.Topic),
						words(s, d.Values.Words),
						ui.Files(s, "files", text.ContactFiles, true),
					}
				},
			},
			app.P().Body(app.A().Class("more").Href(faqPath).Body(ui.SmallIcon("left"), app.Span().Text(site.T(text.TitleFAQ)))),
		),
	)
}

func topic(s ui.State, chosen string) app.UI {
	options := []app.UI{app.Option().Value("").Text(s.Site.T(text.ContactTopicNone))}
	for _, t := range form.Topics {
		options = append(options, app.Option().Value(t).Selected(t == chosen).Text(s.Site.T(topicWords(t))))
	}
	in := app.Select().Class("input select").ID("topic").Name("topic").Aria("describedby", "topic-e")
	return required(s, "topic", text.ContactTopic, "", in.Aria("invalid", s.Problem("topic") != "").Body(options...))
}

func words(s ui.State, typed string) app.UI {
	in := app.Textarea().Class("input area").ID("words").Name("words").Rows(8).Aria("describedby", "words-h words-e")
	if typed != "" { // an empty text would be a node that the browser has not
		in.Text(typed)
	}
	return required(s, "words", text.ContactWords, s.Site.T(text.ContactWordsHelp, form.MaxContact), in.Aria("invalid", s.Problem("words") != ""))
}

// required is a required field around its input.
func required(s ui.State, name string, label text.Message, help string, in app.UI) app.UI {
	field := app.Div().Class("field")
	if s.Problem(name) != "" {
		field.Class("bad")
	}
	body := []app.UI{app.Label().Class("label").For(name).Body(ui.Labelled(s, label)...)}
	if help != "" {
		body = append(body, app.P().Class("help").ID(name+"-h").Text(help))
	}
	return field.Body(append(body, in, ui.ErrorLine(s, name))...)
}

// inquiry is what was asked and answered, on the page of its notice.
func inquiry(site wire.Site, d wire.Inquiry) []app.UI {
	facts := []ui.Fact{
		{Name: site.T(text.InquiryNumber), Value: app.B().Class("num").Text(d.Number)},
		{Name: site.T(text.InquiryState), Value: app.Span().Text(site.T(inquiryState(d.State)))},
		{Name: site.T(text.ContactTopic), Value: app.Span().Text(site.T(topicWords(d.Topic)))},
	}
	if len(d.Files) > 0 {
		facts = append(facts, ui.Fact{Name: site.T(text.InquiryFileNames), Value: app.Span().Text(strings.Join(d.Files, ", "))})
	}
	out := []app.UI{ui.Facts(facts...)}
	for _, a := range d.Answer {
		out = append(out, app.H2().Text(site.T(text.InquirySays)), app.P().Class("said").Text(a))
	}
	return append(out,
		app.H2().Text(site.T(text.InquiryAsked)), app.P().Class("said").Text(d.Words),
		app.P().Body(app.A().Class("more").Href(contactPath+"?topic="+d.Topic).Body(app.Span().Text(site.T(text.InquiryAgain)), ui.SmallIcon("right"))))
}

func inquiryState(state string) text.Message {
	switch state {
	case "answered":
		return text.InquiryAnswered
	case "closed":
		return text.InquiryClosed
	}
	return text.InquiryOpen
}

func topicWords(topic string) text.Message {
	switch topic {
	case "uses":
		return text.TopicUses
	case "payment":
		return text.TopicPayment
	case "cash":
		return text.TopicCash
	case "limit":
		return text.TopicLimit
	case "card":
		return text.TopicCard
	case "registration":
		return text.TopicRegistration
	case "privacy":
		return text.TopicPrivacy
	case "complaint":
		return text.TopicComplaint
	}
	return text.TopicOther
}
