package ui

import (
	"errors"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/client"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// submit checks and posts. In the wizard it is also 次へ: Enter in a field means the same as the button in view.
func (f *Form) submit(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if f.busy {
		ctx.PreventUpdate()
		return
	}
	if f.wiz.on && f.wiz.part < len(f.Parts)-1 {
		f.next(ctx)
		return
	}
	f.send(ctx)
}

// send is what the person wants sent, checked first.
func (f *Form) send(ctx app.Context) {
	f.fresh()
	f.wait = 0
	f.conceal()
	f.answer, f.server = true, nil // the server is asked again
	if all := f.check(); len(all) > 0 {
		f.fail(ctx, all)
		return
	}
	f.post(ctx)
}

func (f *Form) post(ctx app.Context) {
	f.busy = true
	f.work.stop.Store(false)
	in := f.values()
	ctx.Async(func() {
		ans, err := f.deliver(ctx, in)
		ctx.Dispatch(func(ctx app.Context) {
			f.busy = false
			f.answered(ctx, ans, err)
		})
	})
}

func (f *Form) answered(ctx app.Context, ans client.Answer, err error) {
	again := err == nil && f.later(ctx, ans)
	if !again {
		f.repeat.wait = 0
	}
	switch {
	case errors.Is(err, errStopped):
		f.fail(ctx, f.whole(wire.ProofNeeded, text.CheckingStopped))
	case errors.Is(err, client.ErrTimeout):
		f.fail(ctx, f.whole(wire.Unavailable, text.RunNoAnswer))
	case err != nil:
		f.fail(ctx, f.whole(wire.Unavailable, text.RunOffline))
	case len(ans.Problems()) > 0:
		f.server = ans.Problems()
		f.check()                    // what was refused is not filled in
		if f.server[0].Field == "" { // a try that comes too early would be refused
			f.wait = ans.Failure.RetryAfter
		}
		f.fail(ctx, f.server)
		if f.Renew {
			ctx.NewAction(client.Refresh)
		}
	case ans.Stale(): // the text agreed to is no longer the text: fetch the new one, and ask for consent to that
		if tick := f.input("agree"); tick.Truthy() {
			tick.Set("checked", false)
		}
		f.fail(ctx, f.failure(ans.Failure))
		ctx.NewAction(client.Refresh)
	case again:
		f.fail(ctx, f.whole(wire.Unavailable, text.RunAgainBusy)) // when is said beneath
	case ans.Status >= 400:
		f.fail(ctx, f.failure(ans.Failure))
	default:
		if !turnedAway(ans) {
			f.reset()
		}
		ctx.NewActionWithValue(client.Arrived, ans)
	}
}

// turnedAway says that whoever sent the form has to log in first: nothing of it was taken.
func turnedAway(ans client.Answer) bool {
	return ans.URL.Path == "/login" && ans.URL.Query().Has("next")
}

// whole is a problem of the form as a whole.
func (f *Form) whole(code wire.Code, m text.Message) []form.Problem {
	return []form.Problem{{Key: string(code), Message: f.Site.T(m)}}
}

// failure is what the server said when it was no answer to what was typed, and when to try again.
func (f *Form) failure(e wire.Failure) []form.Problem {
	ps := f.whole(e.Code, text.RunBusy)
	if e.Message != "" {
		ps[0].Message = e.Message
	}
	f.wait = e.RetryAfter
	return ps
}

// fail shows problems in the summary and beside the fields, and takes the person there. Everything typed stays.
func (f *Form) fail(ctx app.Context, ps []form.Problem) {
	f.answer, f.said, f.summed, f.again = true, ps, ps, false
	for _, p := range ps {
		f.touched[p.Field] = true
	}
	if i := slices.IndexFunc(ps, func(p form.Problem) bool { return f.partOf(p.Field) >= 0 }); i >= 0 && f.wiz.on {
		f.wiz.part = f.partOf(ps[i].Field)
	}
	ctx.Defer(func(app.Context) { // drawn by now
		f.showWizard()
		if f.repeat.wait == 0 || f.repeat.tries < 2 { // nobody pressed anything: the person may be elsewhere by now
			focus(app.Window().GetElementByID(f.summaryID()))
		}
	})
}

// summary says how many problems there are, and where. It is there from the start, so that nothing else changes place.
func (f *Form) summary() app.UI {
	ps, again := f.summed, f.again
	if !f.answer {
		ps, again = f.Problems, f.AskAgain
	}
	box := app.Div().ID(f.summaryID())
	if len(ps) == 0 {
		if again { // nothing is wrong: the form came back in another language
			box.Role("status").Body(Notice(Info, f.Site.T(text.LangChanged), Line(f.Site.T(f.secrets()))))
		}
		return box
	}
	title := f.Site.T(text.ProblemsFound, len(ps))
	switch ps[0].Key {
	case string(wire.Unavailable), string(wire.ProofNeeded), text.Busy.Key, text.IssuerBusy.Key: // it was not taken; else it was, and answered
		title = f.Site.T(text.RunNotSent)
	case string(wire.TooMany), text.TooMany.Key, text.SlowDown.Key, text.CardLocked.Key:
		title = f.Site.T(text.FailTooMany)
	}
	items := make([]app.UI, len(ps))
	for i, p := range ps {
		if p.Field == "" {
			words := []app.UI{app.Span().Body(Words(f.Site, p.Message)...)}
			if i == 0 && f.answer {
				words = append(words, f.pause()...)
			}
			items[i] = app.Li().Body(words...)
			continue
		}
		items[i] = app.Li().Body(app.A().Href("#" + p.Field).Text(p.Message))
	}
	inside := []app.UI{
		app.H2().Body(Icon("bad"), app.Span().Text(title)),
		app.Ul().Body(items...),
	}
	if box := f.waiting(); box != nil {
		inside = append(inside, box)
	}
	if again {
		inside = append(inside, app.P().Class("small muted").Text(f.Site.T(f.secrets())))
	}
	if !f.live && f.summaryID() == "problems" {
		box.Attr("autofocus", true) // where no script puts the focus, the browser does
	}
	return box.Class("errsum").Role("alert").TabIndex(-1).Body(inside...)
}

// secrets asks again for those that this form holds: a part alone may hold some of them. Files no page can give back either.
func (f *Form) secrets() text.Message {
	switch {
	case f.Files:
		return text.ProblemsAgainFiles
	case f.partOf("card_number") < 0:
		return text.ProblemsAgainLogin
	case f.partOf("password") < 0:
		return text.ProblemsAgainCard
	}
	return text.ProblemsAgain
}

// foot is the button with what stands under it, and in the wizard the bar with 戻る and 次へ.
func (f *Form) foot(s State) []app.UI {
	last := !s.Wizard || s.Part == len(f.Parts)-1
	var under []app.UI
	if !s.Wizard {
		under = append(under, f.button(f.Button), f.working())
	}
	if f.After != nil {
		under = append(under, f.After(s))
	}
	end := app.Div().Class("submit").Body(under...)
	if !last {
		end.Hidden(true)
	}
	if !s.Wizard {
		return []app.UI{end}
	}
	bar := app.Div().Class("wiz-foot")
	forward := f.button(f.Button)
	if !last {
		forward = f.button(text.RunNext)
	}
	if s.Part == 0 {
		bar.Class("wiz-one")
	}
	// 戻る is there from the start, hidden: its node must not become the one of 次へ, which would send what was clicked as 戻る
	back := app.Button().Class("btn").Type("button").DataSet("act", "back").Hidden(s.Part == 0).Text(f.Site.T(text.RunBack))
	// the page's foot is away while the wizard walks: coming into view from far below, it would be seen to jump
	return []app.UI{end, app.Aside().Class("wiz-ways").Aria("label", f.Site.T(text.DeskTrouble)).Body(ways(f.Site, false)...), bar.Body(f.working(), back, forward)}
}

func (f *Form) button(m text.Message) app.UI {
	b := app.Button().Class("btn btn-1").Type("submit")
	if !f.busy {
		return b.Text(f.Site.T(m))
	}
	words := text.Sending
	if f.work.on {
		words = text.Checking
	}
	return b.Aria("busy", true).Body(app.Span().Class("spin").Aria("hidden", true), app.Span().Text(f.Site.T(words)))
}
