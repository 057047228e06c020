package site

import (
	"fmt"
	"slices"
	"strings"

	"netanswer/app/screen"
	"netanswer/server/faq"
	"netanswer/shared/form"
	"netanswer/shared/menu"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// faq are the questions that are asked often, the issuer's own first: all, or those that a search finds.
func (s *Site) faq(v *visit) (wire.FAQ, error) {
	var all []faq.Question
	for i, q := range s.Brand.FAQ {
		all = append(all, faq.Question{
			Key: fmt.Sprint("brand-", i+1), Ask: text.Message{JA: q.Question.JA, EN: q.Question.EN}, Answer: text.Message{JA: q.Answer.JA, EN: q.Answer.EN}, Names: q.Names,
		})
	}
	d := wire.FAQ{Query: menu.Query(v.URL.Query().Get("q")), Questions: []wire.Question{}}
	found, near := faq.Find(append(all, faq.All()...), d.Query)
	d.Near = near
	for _, q := range found {
		one := wire.Question{Key: q.Key, Question: q.Ask.In(v.lang), Answer: strings.Split(q.Answer.In(v.lang), "\n")}
		if path, _, _ := strings.Cut(q.Path, "?"); screen.IsScreen(path) {
			one.Path, one.At = q.Path, called(path).In(v.lang)
		}
		d.Questions = append(d.Questions, one)
	}
	return d, nil
}

// contact is the form of an inquiry; ?topic= chooses what it is about.
func (s *Site) contact(v *visit) (wire.Contact, error) {
	d := wire.Contact{Values: form.Contact{Topic: v.URL.Query().Get("topic"), Key: pageKey()}}
	if !knownTopic(d.Values.Topic) {
		d.Values.Topic = ""
	}
	return d, nil
}

func knownTopic(topic string) bool {
	return slices.Contains(form.Topics, topic)
}

// sendContact takes an inquiry in and leads to its receipt.
func (s *Site) sendContact(v *visit, in form.Contact) (string, error) {
	notice, err := s.Inquiries.Ask(v.Context(), v.session.MemberID, v.lang, in)
	return "/inbox/" + notice, err
}

func (s *Site) contactAgain(_ *visit, in form.Contact, ps []form.Problem) (wire.Contact, error) {
	in.Files = nil // must be chosen again
	for _, p := range ps {
		if p.Key == text.ContactStale.Key {
			in.Key = pageKey()
		}
	}
	return wire.Contact{Values: in, Problems: ps, AskAgain: true}, nil
}

// inquiry is what a notice is about; none when it is kept no more.
func (s *Site) inquiry(v *visit, id string) (*wire.Inquiry, error) {
	q, c, ok, err := s.Inquiries.Of(v.Context(), v.session.MemberID, id)
	if err != nil || !ok {
		return nil, err
	}
	d := &wire.Inquiry{Number: q.Number, State: string(q.State), Topic: q.Topic, Words: c.Words, Answer: c.Answer}
	for _, f := range c.Files {
		d.Files = append(d.Files, f.Name)
	}
	return d, nil
}

// called is what the menu calls a screen.
func called(path string) text.Message {
	switch path {
	case screen.Home.Path:
		return text.TitleHome
	case screen.Menu.Path:
		return text.TitleMenu
	}
	for _, item := range menu.All {
		if item.Path == path {
			return item.Title
		}
	}
	return text.FAQOpen
}
