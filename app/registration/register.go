package registration

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// The parts of the form, as the brochure numbers them.
var (
	partNumber = ui.Part{ID: "part-number", Label: text.PartNumber, Fields: []string{"card_number"}}
	partExpiry = ui.Part{ID: "part-expiry", Label: text.PartExpiry, Fields: []string{"exp_month", "exp_year"}}
	partCode   = ui.Part{ID: "part-code", Label: text.PartCode, Fields: []string{"security_code"}}
	partLogin  = ui.Part{ID: "part-login", Label: text.PartLogin, Fields: []string{"member_id", "password"}}
	partEmail  = ui.Part{ID: "part-email", Label: text.PartEmail, Fields: []string{"email"}}
	partTerms  = ui.Part{ID: "part-terms", Label: text.PartTerms, Fields: []string{"agree"}}
)

// asked are the parts of the form: all six, or those that an edit link of the confirm screen asks for again.
func asked(p form.Part) []ui.Part {
	switch p {
	case form.PartCard:
		return []ui.Part{partNumber, partExpiry, partCode}
	case form.PartLogin:
		return []ui.Part{partLogin}
	case form.PartEmail:
		return []ui.Part{partEmail}
	case form.PartTerms:
		return []ui.Part{partTerms}
	}
	return []ui.Part{partNumber, partExpiry, partCode, partLogin, partEmail, partTerms}
}

// Register is /register: one form in six numbered parts, or some of them once more.
func Register(site wire.Site, d wire.Register) app.UI {
	only := d.Values.Part
	parts := asked(only)
	f := &ui.Form{
		Site:     site,
		Action:   "/register",
		Button:   text.RegButton,
		Problems: d.Problems,
		Class:    "flow",
		AskAgain: d.AskAgain,
		Hidden:   map[string]string{"part": string(only), "terms_version": d.Terms.Version},
		Draft:    []string{"exp_month", "exp_year", "email", "agree"},
		Check:    ui.Of[form.Registration],
		Parts:    parts,
		Fields: func(s ui.State) []app.UI {
			sections := make([]app.UI, len(parts))
			for i, p := range parts {
				sections[i] = section(s, i, p, d)
			}
			return sections
		},
		After: func(ui.State) app.UI { return app.P().Text(site.T(text.RegAfter)) },
		Around: func(s ui.State, f app.UI) app.UI {
			return ui.Column(
				registerHead(s, d, len(parts)),
				app.Div().Class("reg").Body(f, side(s, parts)),
			)
		},
	}
	if only != form.PartAll {
		f.Button = text.RegPartButton
		f.After = func(ui.State) app.UI {
			switch {
			case only == form.PartTerms: // there is no way on without
				return nil
			case d.Back:
				return app.A().Href("/register/confirm").Text(site.T(text.RegPartBack))
			}
			return app.A().Href("/register?new").Text(site.T(text.RegPartNew))
		}
	}
	return f
}

// registerHead is as high while the wizard walks its first part as without it: nothing may move under who is typing.
func registerHead(s ui.State, d wire.Register, parts int) app.UI {
	site := s.Site
	title, lead := app.H1().Text(site.T(text.TitleRegister)), site.T(text.RegLead)
	if again := partName(d.Values.Part); again.Key != "" {
		title = app.H1().Body(
			app.Text(site.T(text.RegPartOnly, site.T(again))),
			app.Span().Class("nb").Text(site.T(text.RegPartAgain)),
		)
		lead = site.T(text.RegPartLead)
	}
	progress := ui.Registering.Steps(site, ui.StepCard)
	if s.Wizard {
		progress = ui.Registering.WizardSteps(site, s.Part, parts)
	}
	head := []app.UI{progress, title, app.P().Class("lead").Hidden(s.Wizard && s.Part > 0).Text(lead)}
	switch {
	case d.Expired:
		head = append(head, ui.Notice(ui.Warn, site.T(text.RegExpired), ui.Line(site.T(text.RegExpiredDo))))
	case d.NewCard:
		head = append(head, ui.Notice(ui.Info, site.T(text.RegNewCard), ui.Line(site.T(text.RegNewCardDo))))
	case d.Values.Part == form.PartTerms:
		head = append(head, ui.Notice(ui.Warn, site.T(text.TermsChanged)))
	case d.Back && d.Values.Part == form.PartAll:
		head = append(head, ui.Notice(ui.Info, site.T(text.RegEntered), ui.Line(site.T(text.RegEnteredDo)),
			app.A().Href("/register/confirm").Text(site.T(text.RegEnteredLink))))
	}
	return app.Div().Class("head").Body(head...)
}

// partName is what the confirm screen calls a part, nothing for the whole form.
func partName(p form.Part) text.Message {
	switch p {
	case form.PartCard:
		return text.RegPartCard
	case form.PartLogin:
		return text.RegPartLogin
	case form.PartEmail:
		return text.RegPartEmail
	case form.PartTerms:
		return text.PartTerms
	}
	return text.Message{}
}

func section(s ui.State, i int, p ui.Part, d wire.Register) app.UI {
	site, v := s.Site, d.Values
	switch p.ID {
	case partNumber.ID:
		return ui.Section(s, i, p, "card_number", ui.Field{
			Name: "card_number", Bare: true, Help: []string{site.T(text.NumberHelp)},
			Mode: "numeric", Complete: "cc-number", Kind: "card", Size: "md", End: string(s.Brand),
		}.Draw(s))
	case partExpiry.ID:
		return ui.Section(s, i, p, "",
			app.P().Class("help").ID("exp-h").Text(site.T(text.ExpiryHelp)),
			app.Div().Body(
				app.Div().Class("pair").Body(
					ui.Field{
						Name: "exp_month", Label: text.ExpMonth, Described: []string{"exp-h"}, Mode: "numeric",
						Complete: "cc-exp-month", Kind: "month", Value: v.ExpMonth, Size: "sm", Apart: true,
					}.Draw(s),
					ui.Field{
						Name: "exp_year", Label: text.ExpYear, Described: []string{"exp-h"}, Mode: "numeric",
						Complete: "cc-exp-year", Kind: "digits", Value: v.ExpYear, Size: "sm", Apart: true,
					}.Draw(s),
				),
				app.Div().Class("errs").Body(ui.ErrorLine(s, "exp_month"), ui.ErrorLine(s, "exp_year")),
			),
		)
	case partCode.ID:
		return ui.Section(s, i, p, "security_code", ui.Field{
			Name: "security_code", Bare: true, Help: []string{site.T(text.CodeHelp)}, Draws: ui.CodeDraws(site),
			Type: "password", Mode: "numeric", Complete: "cc-csc", Kind: "digits", Size: "sm",
		}.Draw(s))
	case partLogin.ID:
		return ui.Section(s, i, p, "", login(s, v.MemberID)...)
	case partEmail.ID:
		return ui.Section(s, i, p, "email", ui.Field{
			Name: "email", Bare: true, Help: []string{site.T(text.EmailHelp, site.Brand.MailDomain)},
			Type: "email", Mode: "email", Complete: "email", Value: v.Email, Size: "md",
		}.Draw(s))
	}
	return ui.Section(s, i, p, "", terms(s, d)...)
}

// login is ID and password, here and on /register/password.
func login(s ui.State, memberID string) []app.UI {
	id := ui.Field{
		Name: "member_id", Label: text.MemberID, Help: []string{s.Site.T(text.EightSixteen)},
		Complete: "username", Value: memberID, Size: "md",
	}
	return append([]app.UI{id.Draw(s)}, password(s)...)
}

// password is a new one, with its meter.
func password(s ui.State) []app.UI {
	site, rule := s.Site, text.EightSixteen
	if site.Policy == form.NIST {
		rule = text.FifteenUp
	}
	return []app.UI{
		ui.Field{
			Name: "password", Label: text.Password, Help: []string{site.T(rule), site.T(text.PasswordNot)},
			Type: "password", Complete: "new-password", Act: "strength", Size: "md", Reveal: true,
			Described: []string{"password-s"}, Below: ui.Meter(site, "password-s", s.Grade),
		}.Draw(s),
		app.P().Class("help").Text(site.T(text.PasswordKeep)),
	}
}

// terms are readable where they stand; each text carries its version in its title.
func terms(s ui.State, d wire.Register) []app.UI {
	site := s.Site
	return []app.UI{
		app.P().Class("help").Text(site.T(text.TermsHelp)),
		app.Div().Class("terms").TabIndex(0).Role("region").Aria("label", site.T(text.TermsText)).Body(articles(d.Terms.Articles)...),
		app.P().Class("small muted").Text(d.Terms.Title),
		app.Details().Class("privacy").Body(
			app.Summary().Text(site.T(text.PrivacyOpen, d.Terms.PrivacyTitle)),
			app.Div().Class("terms").TabIndex(0).Role("region").Aria("label", d.Terms.PrivacyTitle).Body(articles(d.Terms.PrivacyArticle)...),
		),
		ui.Tick(s, "agree", text.Agree, d.Values.Agree),
	}
}

func articles(as []wire.Article) []app.UI {
	out := make([]app.UI, 0, 2*len(as))
	for _, a := range as {
		out = append(out, app.H3().Text(a.Heading), app.P().Text(a.Body))
	}
	return out
}

// side lists the parts beside a wide form: which are filled in, and which is next.
func side(s ui.State, parts []ui.Part) app.UI {
	site := s.Site
	items := make([]app.UI, len(parts))
	next := firstOpen(s, parts)
	for i, p := range parts {
		item, no := app.Li(), app.Span().Class("part-n").Aria("hidden", true)
		words := []app.UI{app.Text(site.T(p.Label))}
		if filled(s, p) {
			no = no.Class("ok").Body(ui.Icon("check"))
			words = append(words, app.Span().Class("vh").Text(" "+site.T(text.FilledIn)))
		} else {
			no = no.Text(i + 1)
		}
		if i == next {
			item.Class("now")
		}
		items[i] = item.Body(app.A().Href("#"+p.ID).Body(no, app.Span().Body(words...)))
	}
	return app.Aside().Class("side card").Aria("labelledby", "side-h").Body(
		app.H2().ID("side-h").Text(site.T(text.RegStatus)),
		app.Ol().Body(items...),
		ui.Desk(site),
	)
}

// filled says whether every input of a part holds something valid.
func filled(s ui.State, p ui.Part) bool {
	for _, name := range p.Fields {
		if !s.Filled[name] {
			return false
		}
	}
	return len(p.Fields) > 0
}

// firstOpen is the first part that is not filled in, -1 when all are.
func firstOpen(s ui.State, parts []ui.Part) int {
	for i, p := range parts {
		if !filled(s, p) {
			return i
		}
	}
	return -1
}
