package registration

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// The steps of the phone journey.
const (
	stepCard = iota
	stepIdentity
	stepMail
	stepPassword
	stepTerms
	stepDone
)

// PortalCard is /portal/card: what the camera read, to be compared with the card, or fields to be typed in; the code is always typed.
func PortalCard(site wire.Site, d wire.PortalCard) app.UI {
	v := wire.Register{Filled: wire.Filled[form.Registration]{Values: d.Values.Card()}}
	parts := asked(form.PartCard)
	f := &ui.Form{
		Site:     site,
		Action:   Portal + "/card",
		Draft:    []string{"exp_month", "exp_year"},
		Button:   text.RecButton,
		Problems: d.Problems,
		AskAgain: d.AskAgain,
		Class:    "flow",
		Check:    ui.Of[form.Recovery],
		Parts:    []ui.Part{{ID: partNumber.ID, Label: text.RegPartCard, Fields: []string{"card_number", "exp_month", "exp_year", "security_code"}}}, // one: nothing is walked
		Fields: func(s ui.State) []app.UI {
			sections := make([]app.UI, len(parts))
			for i, p := range parts {
				sections[i] = section(s, i, p, v)
			}
			return sections
		},
		After: func(ui.State) app.UI { return app.P().Text(site.T(text.PortalCardAfter)) },
	}
	var say app.UI
	switch {
	case d.Expired:
		say = ui.Notice(ui.Warn, site.T(text.RegExpired), ui.Line(site.T(text.RegExpiredDo)))
	case d.Going != "":
		say = ui.Notice(ui.Info, site.T(text.AppGoing), ui.Line(site.T(text.PortalGoingDo)), app.A().Class("btn btn-s").Href(d.Going).Text(site.T(text.AppGoingTo)))
	}
	have := app.P().Body(app.Text(site.T(text.PortalHave)), app.A().Href(d.Add).Text(site.T(text.PortalHaveGo)))
	return screenOf(site, stepCard, text.TitlePortalCard, text.PortalCardLead, []app.UI{have, say}, f,
		app.A().Class("btn btn-w").Href(Portal+"/scan").Body(ui.SmallIcon("camera"), app.Span().Text(site.T(text.PortalCardScan))))
}

// PortalMail is /portal/mail.
func PortalMail(site wire.Site, d wire.PortalMail) app.UI {
	return screenOf(site, stepMail, text.TitlePortalMail, text.PortalMailLead, nil, &ui.Form{
		Site:     site,
		Action:   Portal + "/mail",
		Draft:    []string{"email"},
		Button:   text.PortalNext,
		Problems: d.Problems,
		Class:    "card flow",
		Check:    ui.Of[form.PortalMail],
		Fields: func(s ui.State) []app.UI {
			return []app.UI{ui.Field{
				Name: "email", Label: text.Email, Help: []string{site.T(text.EmailHelp, site.Brand.MailDomain)},
				Type: "email", Mode: "email", Complete: "email", Value: d.Values.Email, Size: "md",
			}.Draw(s)}
		},
	})
}

// PortalPassword is /portal/password. What the issuer knows of the holder is compared at once: identity is proven here.
func PortalPassword(site wire.Site, d wire.PortalPassword) app.UI {
	f := &ui.Form{
		Site:     site,
		Action:   Portal + "/password",
		Draft:    []string{"member_id"},
		Button:   text.PortalNext,
		Problems: d.Problems,
		AskAgain: d.AskAgain,
		Class:    "card flow",
		Check:    ui.Of[form.NewLogin],
		Fields: func(s ui.State) []app.UI {
			fields := login(s, d.Values.MemberID)
			if d.Proposed {
				fields = append([]app.UI{ui.Notice(ui.Info, site.T(text.PortalProposed), ui.Line(site.T(text.PortalProposedDo)))}, fields...)
			}
			return fields
		},
	}
	return screenOf(site, stepPassword, text.TitlePortalPassword, text.PortalPasswordLead, nil, f, back(site, "/mail"))
}

// PortalTerms is /portal/terms: what is registered with it, and the consent.
func PortalTerms(site wire.Site, d wire.PortalTerms) app.UI {
	return screenOf(site, stepTerms, text.TitlePortalTerms, text.PortalTermsLead, nil, &ui.Form{
		Site:     site,
		Action:   Portal + "/terms",
		Draft:    []string{"agree"},
		Button:   text.PortalTermsButton,
		Problems: d.Problems,
		Class:    "card flow",
		Hidden:   map[string]string{"terms_version": d.Terms.Version},
		Check:    ui.Of[form.PortalTerms],
		Fields: func(s ui.State) []app.UI {
			return append([]app.UI{app.H2().Text(site.T(text.PortalTermsOf)), ui.Facts(
				ui.Fact{Name: site.T(text.MemberID), Value: app.Span().Class("num").Text(d.MemberID)},
				ui.Fact{Name: site.T(text.Email), Value: app.Span().Text(d.Email)},
			), app.H2().Text(site.T(text.PartTerms))}, terms(s, wire.Register{Terms: d.Terms, Filled: wire.Filled[form.Registration]{Values: form.Registration{Agree: d.Values.Agree}}})...)
		},
	}, back(site, "/password"))
}

// PortalDone is /portal/done: app and Netアンサー are registered together.
func PortalDone(site wire.Site, d wire.Done) app.UI {
	return ui.Column(
		ui.Portal.Steps(site, stepDone),
		app.Div().Class("flow").Body(
			celebrate(site, text.DoneTitle, text.PortalDoneLead, d.MemberID, text.DoneButton),
			confirmMail(site, d),
			told(site, site.T(text.DoneMailDo)),
		),
	)
}

// screenOf is a screen of the journey: how far it is, what it is about, its form, what else there is to do.
func screenOf(site wire.Site, step int, title, lead text.Message, say []app.UI, f *ui.Form, more ...app.UI) app.UI {
	f.Around = func(_ ui.State, drawn app.UI) app.UI {
		return ui.Column(
			app.Div().Class("head").Body(append([]app.UI{ui.Portal.Steps(site, step), app.H1().Text(site.T(title)), app.P().Class("lead").Text(site.T(lead))}, say...)...),
			app.Div().Class("flow").Body(append([]app.UI{drawn}, more...)...),
		)
	}
	return f
}

// first is the screen that a journey begins with.
func first(root string) string {
	if root == Portal {
		return Portal + "/scan"
	}
	if root == Proving {
		return "/orders"
	}
	return root
}

// back leads to the step before, where everything but the secrets is as it was.
func back(site wire.Site, to string) app.UI {
	return app.A().Class("btn btn-w").Href(Portal+to).Body(ui.SmallIcon("left"), app.Span().Text(site.T(text.PortalBack)))
}
