package registration

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// The addresses of the journeys, under which their screens and forms lie.
const (
	Registering = "/register"
	Portal      = "/portal"
	Recovering  = "/recover"
	Adding      = "/cards/add"
	Proving     = "/prove"
)

// The ways to prove identity, as they travel.
const (
	sms    = "sms"
	mail   = "mail"
	byCall = "call"
)

// Verify is where the passcode goes or went, the passcode, and what to do when it does not arrive. It is the same on each
// journey: root is the address under which that lies.
func Verify(root string) func(wire.Site, wire.Verify) app.UI {
	return func(site wire.Site, d wire.Verify) app.UI { return verify(root, site, d) }
}

func verify(root string, site wire.Site, d wire.Verify) app.UI {
	lead := site.T(text.VerChoose)
	var body []app.UI
	switch {
	case d.Channel != "":
		lead = site.T(text.VerSentSMS)
		switch {
		case d.Delivery == wire.Sending || d.Delivery == wire.NotDeliverable:
			lead = site.T(text.VerChoose)
		case d.Channel == mail:
			lead = site.T(text.VerSentMail)
		}
		body = []app.UI{enter(root, site, d)}
		if !d.Dead {
			body = append(body, nobody(site))
		}
		body = append(body, missing(root, site, d))
	case len(d.Channels) > 0:
		body = []app.UI{choose(root, site, d), elsewise(root, site, d)}
	default:
		lead = ""
		body = []app.UI{
			ui.Notice(ui.Warn, site.T(text.VerNone), ui.Line(site.T(text.VerNoneDo))),
			ui.DeskCard(site, text.CaseNumber, ""),
		}
	}
	body = append(body, atDesk(root, site))
	head := []app.UI{steps(root, site), app.H1().Text(site.T(text.TitleVerify))}
	if lead != "" {
		head = append(head, app.P().Class("lead").Text(lead))
	}
	return ui.Column(app.Div().Class("head").Body(head...), app.Div().Class("flow").Body(body...))
}

func steps(root string, site wire.Site) app.UI {
	switch root {
	case Recovering:
		return ui.Recovering.Steps(site, 1)
	case Adding:
		return ui.Adding.Steps(site, 1)
	case Proving:
		return ui.Proving.Steps(site, 1)
	case Portal:
		return ui.Portal.Steps(site, stepIdentity)
	}
	return ui.Registering.Steps(site, ui.StepIdentity)
}

// choose asks which way, or with a single one only shows it.
func choose(root string, site wire.Site, d wire.Verify) app.UI {
	f := &ui.Form{
		Site:     site,
		Action:   root + "/send",
		Button:   text.VerSend,
		Problems: d.Problems,
		Class:    "card flow",
		Check:    ui.Of[form.Send],
	}
	ways := slices.DeleteFunc(slices.Clone(d.Channels), func(c wire.Channel) bool { return c.Channel == byCall })
	if len(ways) == 1 {
		one := ways[0]
		f.Hidden = map[string]string{"channel": one.Channel}
		f.Fields = func(ui.State) []app.UI { return []app.UI{sentTo(site, one.Channel, one.Masked)} }
		return f
	}
	choices := make([]ui.Choice, len(ways))
	for i, c := range ways {
		choices[i] = ui.Choice{Value: c.Channel, Title: site.T(by(c.Channel)), Words: c.Masked}
	}
	f.Fields = func(s ui.State) []app.UI {
		return []app.UI{ui.Picks(s, "channel", site.T(text.VerHow), choices)}
	}
	return f
}

// elsewise is the call, where there is one: nothing is received then.
func elsewise(root string, site wire.Site, d wire.Verify) app.UI {
	i := slices.IndexFunc(d.Channels, func(c wire.Channel) bool { return c.Channel == byCall })
	if i < 0 {
		return nil
	}
	return app.Section().Class("card flow").Aria("labelledby", "call-h").Body(
		app.H2().ID("call-h").Text(site.T(text.TitleCall)),
		app.P().Class("muted").Text(site.T(text.CallNone)),
		send(root, site, "send-"+byCall, d.Channels[i], text.VerByCall),
	)
}

// enter is the passcode. Once it is void there is nothing to type: the way on is another one.
func enter(root string, site wire.Site, d wire.Verify) app.UI {
	if d.Dead {
		return app.Div().Class("card flow").Body(
			ui.Notice(ui.Warn, site.T(text.VerDead), ui.Line(site.T(text.VerDeadDo))),
			sentTo(site, d.Channel, d.Masked),
		)
	}
	return &ui.Form{
		Site:     site,
		Action:   root + "/verify",
		Button:   text.VerButton,
		Renew:    true,
		Problems: d.Problems,
		Class:    "card flow",
		Check:    ui.Of[form.Passcode],
		Fields: func(s ui.State) []app.UI {
			return []app.UI{
				sentTo(site, d.Channel, d.Masked),
				delivery(root, site, d),
				ui.Facts(ui.Fact{
					Name: site.T(text.VerRef), Help: site.T(text.VerRefHelp),
					Value: app.Span().Class("ref num").Text(d.Reference),
				}),
				passcode(s, site, d),
				app.Div().Class("left").Body(
					app.P().Text(site.T(text.VerTries, d.TriesLeft)),
					&ui.Countdown{Key: d.Reference, Seconds: d.ExpiresIn, Body: func(left int, live bool) app.UI {
						return app.P().Class("num").Text(valid(site, left, live))
					}},
				),
			}
		},
	}
}

// delivery says how far the message is, and what to do when it cannot come. Without scripts it is asked for by hand.
func delivery(root string, site wire.Site, d wire.Verify) app.UI {
	return &ui.Delivery{At: root + "/verify", Now: d.Delivery, Key: d.Reference, Body: func() app.UI {
		switch d.Delivery {
		case wire.Sending:
			return app.P().Class("muted").Body(
				app.Text(site.T(text.VerSending)+" "),
				app.A().Href(root+"/verify").Text(site.T(text.VerSendingLook)),
			)
		case wire.Sent:
			return app.P().Class("muted").Text(site.T(text.VerSent))
		case wire.NotDeliverable:
			return ui.Notice(ui.Warn, site.T(text.VerNotDelivered), ui.Line(site.T(text.VerNotDeliveredDo)))
		}
		return app.Span()
	}}
}

// passcode is one field. The number of an SMS fills itself in where the browser can read it.
func passcode(s ui.State, site wire.Site, d wire.Verify) app.UI {
	field := ui.Field{
		Name: "passcode", Label: text.Passcode, Help: []string{site.T(text.PasscodeHelp)},
		Mode: "numeric", Complete: "one-time-code", Kind: "digits", Size: "code",
	}
	if d.Channel != sms {
		return field.Draw(s)
	}
	return &ui.Texted{Name: field.Name, Key: d.Reference, Body: func() app.UI { return field.Draw(s) }}
}

// valid is how long the passcode is good for. Without scripts it stands still, so it says no more than about.
func valid(site wire.Site, left int, live bool) string {
	switch {
	case left <= 0:
		return site.T(text.VerOver)
	case live:
		return site.T(text.VerValidTick, left/60, left%60)
	}
	return site.T(text.VerValid, (left+59)/60)
}

// missing is what to do when nothing arrives: wait, again, another way. The buttons are never dead: pressed too early,
// the server says how long it takes yet.
func missing(root string, site wire.Site, d wire.Verify) app.UI {
	advice := text.VerNotDo
	if d.Channel == mail {
		advice = text.VerNotMailDo
	}
	body := []app.UI{
		app.H2().ID("not-h").Text(site.T(text.VerNot)),
		app.P().Class("muted").Text(site.T(advice)),
		&ui.Countdown{Key: d.Reference, Seconds: d.ResendIn, Body: func(left int, _ bool) app.UI {
			p := app.P().Class("num")
			if left > 0 {
				return p.Text(site.T(text.VerAgainIn, left))
			}
			return p.Text(site.T(text.VerAgainNow))
		}},
		send(root, site, "resend", wire.Channel{Channel: d.Channel}, text.VerAgain),
	}
	for _, c := range d.Channels {
		if c.Channel == d.Channel {
			continue
		}
		body = append(body, send(root, site, "send-"+c.Channel, c, by(c.Channel)))
	}
	if d.Call {
		body = append(body, app.A().Class("btn btn-w").Href(root+"/call").Text(site.T(text.VerGoCall)))
	}
	return app.Section().Class("card flow").Aria("labelledby", "not-h").Body(body...)
}

// send is a button with a form of its own; another way than the one in use says where it leads.
func send(root string, site wire.Site, id string, c wire.Channel, label text.Message) app.UI {
	return &ui.Form{
		Site:   site,
		ID:     id,
		Action: root + "/send",
		Button: label,
		Class:  "second",
		Hidden: map[string]string{"channel": c.Channel},
		Check:  ui.Of[form.Send],
		Fields: func(ui.State) []app.UI {
			if c.Masked == "" {
				return nil
			}
			return []app.UI{app.P().Class("num muted small").Text(c.Masked)}
		},
	}
}

// atDesk is the way on for who is reached by none of these any more, and for who comes back with the desk's code.
func atDesk(root string, site wire.Site) app.UI {
	return app.Section().Class("card flow").Aria("labelledby", "ask-h").Body(
		app.H2().ID("ask-h").Text(site.T(text.VerDesk)),
		app.P().Class("muted").Text(site.T(text.VerDeskDo)),
		&ui.Form{
			Site: site, ID: "desk", Action: root + "/desk", Button: text.VerDeskOpen, Class: "second", Check: ui.Of[form.AskDesk],
			Fields: func(ui.State) []app.UI { return nil },
		},
	)
}

func sentTo(site wire.Site, channel, masked string) app.UI {
	icon, label := "phone", text.VerToSMS
	if channel == mail {
		icon, label = "mail", text.VerToMail
	}
	return app.Div().Class("dest").Body(
		app.Span().Class("ring").Body(ui.Icon(icon)),
		app.P().Body(
			app.Span().Class("muted small").Text(site.T(label)),
			app.B().Class("num").Text(masked),
		),
	)
}

func by(channel string) text.Message {
	switch channel {
	case mail:
		return text.VerByMail
	case byCall:
		return text.VerByCall
	}
	return text.VerBySMS
}

func nobody(site wire.Site) app.UI {
	return ui.Notice(ui.Warn, site.T(text.VerNobody), ui.Line(site.T(text.VerNobodyDo)))
}
