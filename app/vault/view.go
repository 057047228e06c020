package vault

import (
	"errors"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/client"
	"netanswer/app/ui"
	"netanswer/shared/card"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// OpenedAction is how the screen Locked hands what it opened to the page, as an Opened.
const OpenedAction = "vault.opened"

// WipedAction tells the page that what it opened is to be forgotten.
const WipedAction = "vault.wiped"

// Screen is /vault: keep statements on this device, or erase them.
func Screen(site wire.Site, _ wire.Vault) app.UI {
	return ui.Column(
		ui.Head(site.T(text.TitleVault), site.T(text.VaultLead)),
		app.Div().Class("flow").Body(what(site), &keeper{Site: site}),
	)
}

func what(site wire.Site) app.UI {
	lines := make([]app.UI, 0, 4)
	for _, m := range []text.Message{text.VaultWhat1, text.VaultWhat2, text.VaultWhat3, text.VaultShared} {
		lines = append(lines, app.Li().Text(site.T(m)))
	}
	return app.Section().Class("card flow").Aria("labelledby", "what-h").Body(
		app.H2().ID("what-h").Text(site.T(text.VaultWhat)),
		app.Ul().Class("dots").Body(lines...),
	)
}

// stage is how far a keeper is.
type stage int

const (
	unknown stage = iota // the server drew it: it cannot know
	cannot
	none
	busy
	kept
	wiped
)

// keeper is the part of /vault that only the device can draw.
type keeper struct {
	app.Compo
	Site wire.Site

	eraser
	stage  stage
	at     time.Time
	failed bool
	pins   pins
}

// OnMount looks what is kept.
func (k *keeper) OnMount(ctx app.Context) {
	k.ctx = ctx
	k.look(ctx)
}

func (k *keeper) look(ctx app.Context) {
	if !Works() {
		k.stage = cannot
		return
	}
	ctx.Async(func() {
		s, err := Look()
		ctx.Dispatch(func(app.Context) {
			k.stage, k.at = none, time.Time{}
			if err == nil && !s.At.IsZero() {
				k.stage, k.at = kept, s.At
			}
		})
	})
}

// Render draws the stage.
func (k *keeper) Render() app.UI {
	site := k.Site
	box := app.Section().Class("card flow keeper")
	switch k.stage {
	case cannot:
		return box.Body(ui.Notice(ui.Info, site.T(text.VaultScripts), ui.Line(site.T(text.VaultNeeds))))
	case none, wiped:
		body := []app.UI{}
		if k.stage == wiped {
			body = append(body, ui.Notice(ui.OK, site.T(text.VaultWiped)))
		}
		if k.failed {
			body = append(body, ui.Notice(ui.Bad, site.T(text.VaultFailed), ui.Line(site.T(text.VaultFailDo))))
		}
		body = append(body,
			k.pins.field(site, "pin", text.VaultPIN, site.T(text.VaultPINHelp)),
			k.pins.field(site, "pin2", text.VaultAgain, ""),
			app.Button().Class("btn btn-1 btn-w").Type("submit").Text(site.T(text.VaultKeep)),
		)
		return app.Form().Class("card flow keeper").Attr("novalidate", true).OnSubmit(k.keep).Body(body...)
	case busy:
		return box.Body(app.P().Role("status").Body(app.Span().Class("spin").Aria("hidden", true), app.Text(" "+site.T(text.VaultKeeping))))
	case kept:
		body := []app.UI{ui.Notice(ui.OK, site.T(text.VaultKept), ui.Line(site.T(text.VaultAt, ui.Moment(site, Moment(k.at)))))}
		if k.failed {
			body = append(body, ui.Notice(ui.Bad, site.T(text.VaultFailed), ui.Line(site.T(text.VaultFailDo))))
		}
		return box.Body(append(body, app.Div().Class("actions").Body(
			app.Button().Class("btn").Type("button").OnClick(k.renew).Text(site.T(text.VaultRenew)),
		), k.erasing(site, k.wipe))...)
	}
	// Without scripts this stays: noscript would be one node to a browser that runs them, and others to one that does not.
	return box.Body(ui.Notice(ui.Info, site.T(text.VaultScripts), ui.Line(site.T(text.VaultWait))))
}

// keep makes a vault: the PIN stays on the device, the server is told that there is one.
func (k *keeper) keep(_ app.Context, e app.Event) {
	e.PreventDefault()
	ctx := k.ctx
	pin, ok := k.pins.chosen(k.Site)
	if !ok {
		focusOn(ctx, k.pins.first())
		return
	}
	k.stage, k.failed = busy, false
	ctx.Async(func() {
		err := Make(pin)
		if err == nil {
			err = tell(ctx, "/vault")
		}
		if err == nil {
			err = Renew(ctx)
		}
		if err != nil { // nothing is half kept
			_ = Wipe()
			_ = tell(ctx, "/vault/end")
		}
		ctx.Dispatch(func(ctx app.Context) {
			k.pins = pins{}
			k.failed = err != nil
			k.look(ctx)
		})
	})
}

func (k *keeper) renew(app.Context, app.Event) {
	ctx := k.ctx
	k.stage, k.failed = busy, false
	ctx.Async(func() {
		err := Renew(ctx)
		ctx.Dispatch(func(ctx app.Context) {
			k.failed = err != nil
			k.look(ctx)
		})
	})
}

func (k *keeper) wipe(app.Context, app.Event) {
	ctx := k.ctx
	k.sure = false
	ctx.Async(func() {
		err := Wipe()
		_ = tell(ctx, "/vault/end") // it forgets the device by itself, if this does not reach it
		ctx.Dispatch(func(app.Context) {
			if err == nil {
				k.stage = wiped
				k.ctx.NewAction(WipedAction)
			}
		})
	})
}

var errAnswer = errors.New("vault: the server answered otherwise")

func tell(ctx app.Context, path string) error {
	a, err := client.Post(ctx, path, nil)
	if err == nil && !a.OK() {
		err = errAnswer
	}
	return err
}

// Renew fetches what is to be kept, and keeps it.
func Renew(ctx app.Context) error {
	a, err := client.Get(ctx, "/vault/pages")
	if err == nil && (!a.OK() || a.URL.Path != "/vault/pages") {
		err = errAnswer
	}
	if err != nil {
		return err
	}
	return Put(string(a.Data), a.Version)
}

// Moment is a time as screens take it: 2026-11-22 10:15, in Japan.
func Moment(t time.Time) string { return t.In(japan.Zone).Format("2006-01-02 15:04") }

// eraser is the way to erase what is kept: one press asks, a second one does it.
type eraser struct {
	ctx  app.Context // of the component: what a button that is gone by then dispatches is not heard
	sure bool        // was asked
}

func (e *eraser) ask(app.Context, app.Event) {
	e.sure = true
	focusOn(e.ctx, "erase")
}

func (e *eraser) stay(app.Context, app.Event) {
	e.sure = false
	focusOn(e.ctx, "wipe")
}

func (e *eraser) erasing(site wire.Site, wipe app.EventHandler) app.UI {
	if !e.sure {
		return app.Div().Class("erasing").Body(app.Button().ID("wipe").Class("btn").Type("button").OnClick(e.ask).Text(site.T(text.VaultWipe)))
	}
	return app.Div().Class("erasing flow").Role("group").Aria("labelledby", "sure").Body(
		app.P().ID("sure").Role("status").Text(site.T(text.VaultSure)),
		app.Div().Class("actions").Body(
			app.Button().ID("erase").Class("btn btn-bad").Type("button").Aria("describedby", "sure").OnClick(wipe).Text(site.T(text.VaultErase)),
			app.Button().Class("btn").Type("button").OnClick(e.stay).Text(site.T(text.VaultStay)),
		),
	)
}

// Left is what the device shows on which somebody has logged out, until the server has heard of it.
func Left(site wire.Site, _ wire.Left) app.UI {
	return ui.Column(app.Section().Class("card empty").Body(
		ui.Icon("out"), app.H1().Text(site.T(text.LeftHead)), app.P().Text(site.T(text.LeftDo)), app.P().Class("muted").Text(site.T(text.LeftMore)),
		app.Div().Class("actions center").Body(app.A().Class("btn").Href("/login").Text(site.T(text.Login))),
	))
}

// Locked is what the device shows without a network, until the PIN is right.
func Locked(site wire.Site, d wire.Locked) app.UI {
	flow := []app.UI{}
	if d.Elsewhere {
		flow = append(flow, app.P().Text(site.T(text.LockedElse)))
	}
	return ui.Column(
		ui.Head(site.T(text.TitleLocked), site.T(text.LockedLead, ui.Moment(site, string(d.At)))),
		app.Div().Class("flow").Body(append(flow, &lock{Site: site})...),
	)
}

// end is how a lock came to its end.
type end int

const (
	open     end = iota // not yet
	byMember            // erased on their word
	byTries             // erased after the last wrong PIN
	unread              // the PIN may be right, but this release does not read what is kept
)

// lock asks for the PIN.
type lock struct {
	app.Compo
	Site wire.Site

	eraser
	busy bool
	end  end
	pins pins
}

// OnMount takes note of the context.
func (l *lock) OnMount(ctx app.Context) { l.ctx = ctx }

// Render draws the field, or that there is nothing any more.
func (l *lock) Render() app.UI {
	site := l.Site
	switch l.end {
	case byMember:
		return app.Section().Class("card flow").Body(ui.Notice(ui.OK, site.T(text.VaultWiped), ui.Line(site.T(text.LockedDone))))
	case byTries:
		return app.Section().Class("card flow").Body(ui.Notice(ui.Warn, site.T(text.VaultWiped), ui.Line(site.T(text.VaultPINGone))))
	case unread:
		return app.Section().Class("card flow").Body(ui.Notice(ui.Bad, site.T(text.LockedUnread), ui.Line(site.T(text.LockedUnreadDo))))
	}
	word := text.LockedOpen
	if l.busy {
		word = text.LockedTry
	}
	return app.Div().Class("flow").Body(
		app.Form().Class("card flow").Attr("novalidate", true).Aria("busy", l.busy).OnSubmit(l.open).Body(
			l.pins.field(site, "pin", text.VaultPIN, ""),
			app.Button().Class("btn btn-1 btn-w").Type("submit").Text(site.T(word)),
		),
		app.Section().Class("card flow").Aria("labelledby", "none-h").Body(
			app.H2().ID("none-h").Text(site.T(text.LockedNone)),
			app.P().Class("muted").Text(site.T(text.LockedDo)),
			l.erasing(site, l.wipe),
		),
	)
}

func (l *lock) open(_ app.Context, e app.Event) {
	e.PreventDefault()
	ctx := l.ctx
	pin, ok := l.pins.typed(l.Site)
	if !ok || l.busy {
		focusOn(ctx, "pin")
		return
	}
	l.busy = true
	ctx.Async(func() {
		got, err := Open(pin)
		ctx.Dispatch(func(ctx app.Context) {
			l.busy = false
			switch {
			case err != nil, got.Right && !got.reads():
				l.end = unread
			case !got.Right && got.Left == 0:
				l.end = byTries
			case !got.Right:
				l.pins.say("pin", l.Site.T(text.VaultPINWrong, got.Left))
				focusOn(ctx, "pin")
			default:
				ctx.NewActionWithValue(OpenedAction, got)
			}
		})
	})
}

func (l *lock) wipe(app.Context, app.Event) {
	ctx := l.ctx
	ctx.Async(func() {
		err := Wipe()
		ctx.Dispatch(func(app.Context) {
			if err == nil {
				l.end = byMember
			}
		})
	})
}

// pins are the inputs for a PIN. They have no name: no form sends them anywhere.
type pins struct{ wrong map[string]string }

func (p *pins) say(id, words string) { p.wrong = map[string]string{id: words} }

func (p *pins) first() string {
	if p.wrong["pin"] != "" {
		return "pin"
	}
	return "pin2"
}

func (p *pins) field(site wire.Site, id string, label text.Message, help string) app.UI {
	in := app.Input().Class("input input-num input-md").ID(id).Type("password").Attr("inputmode", "numeric").Attr("autocomplete", "off").Attr("maxlength", 24).
		Aria("describedby", id+"-h "+id+"-e")
	line := app.P().Class("err").ID(id + "-e")
	if words := p.wrong[id]; words != "" {
		in.Aria("invalid", true)
		line.Body(ui.Icon("bad"), app.Span().Text(words))
	}
	body := []app.UI{app.Label().Class("label").For(id).Text(site.T(label))}
	if help != "" {
		body = append(body, app.P().Class("help").ID(id+"-h").Text(help))
	}
	return app.Div().Class("field").Body(append(body, in, line)...)
}

func value(id string) string { return app.Window().GetElementByID(id).Get("value").String() }

// typed is the PIN in the first field.
func (p *pins) typed(site wire.Site) (string, bool) {
	pin := card.Fold(value("pin"))
	p.wrong = nil
	switch {
	case pin == "":
		p.say("pin", site.T(text.VaultPINEmpty))
	case !card.AllDigits(pin) || len(pin) < 6 || len(pin) > 12:
		p.say("pin", site.T(text.VaultPINDigits))
	default:
		return pin, true
	}
	return "", false
}

// chosen is a new PIN, typed twice.
func (p *pins) chosen(site wire.Site) (string, bool) {
	pin, ok := p.typed(site)
	switch {
	case !ok:
	case Easy(pin):
		p.say("pin", site.T(text.VaultPINEasy))
	case card.Fold(value("pin2")) != pin:
		p.say("pin2", site.T(text.VaultPINDiffers))
	default:
		return pin, true
	}
	return "", false
}

// Easy says that a PIN is one that everybody tries: one digit, digits in a row, or a pair again and again.
func Easy(pin string) bool {
	const up, down = "012345678901234567890123", "987654321098765432109876"
	return strings.Count(pin, pin[:1]) == len(pin) || strings.Contains(up, pin) || strings.Contains(down, pin) ||
		strings.HasPrefix(strings.Repeat(pin[:2], len(pin)), pin) || strings.HasPrefix(strings.Repeat(pin[:3], len(pin)), pin)
}

func focusOn(ctx app.Context, id string) {
	ctx.Defer(func(app.Context) {
		if el := app.Window().GetElementByID(id); el.Truthy() {
			el.Call("focus")
		}
	})
}
