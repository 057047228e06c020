package scan

import (
	"encoding/json"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/card"
	"netanswer/shared/wire"
)

// Screen is the View at work: it loads the engine, shows the camera and counts what frames show until they agree. With the
// number in hand that the member confirmed it goes to Type, whose form finds it filled in.
type Screen struct {
	app.Compo

	Site  wire.Site
	Type  string // the path of the form that takes a number
	Leave string // where the cross leads

	ctx     app.Context // of this component: that of a button ends with the button
	look    Look
	seen    card.Sightings
	ready   bool      // the engine
	scanner app.Value // what web/js/scan/camera.js opened
	hears   []app.Func
	gone    bool
}

// Draw is the screen in its place in the table.
func Draw(site wire.Site, d wire.Scan) app.UI {
	return &Screen{Site: site, Type: d.Type, Leave: d.Leave}
}

// start is the phase as long as there is no app at work.
func (s *Screen) start() Phase {
	if s.Site.Scan.Camera == "" {
		return None
	}
	return Waiting
}

// OnMount begins at once: whoever opens this screen wants the camera.
func (s *Screen) OnMount(ctx app.Context) {
	s.ctx = ctx
	if s.start() != None {
		s.open()
	}
}

// OnDismount switches the camera off and gives the engine's memory back.
func (s *Screen) OnDismount() {
	s.gone = true
	s.end()
}

func (s *Screen) end() {
	if s.scanner != nil {
		s.scanner.Call("close")
		s.scanner = nil
	}
	for _, f := range s.hears {
		f.Release()
	}
	s.hears = nil
}

// on hears one or two words from JavaScript, on the goroutine that draws.
func (s *Screen) on(do func(args []app.Value)) app.Func {
	f := app.FuncOf(func(_ app.Value, args []app.Value) any {
		s.ctx.Dispatch(func(app.Context) {
			if !s.gone {
				do(args)
			}
		})
		return nil
	})
	s.hears = append(s.hears, f)
	return f
}

func (s *Screen) open() {
	s.look, s.ready = Look{Phase: Loading}, false
	tell := s.on(func(args []app.Value) { s.hear(args[0].String(), args[1].String()) })
	opened := s.on(func(args []app.Value) {
		s.scanner = args[0]
		s.film()
	})
	failed := s.on(func([]app.Value) { s.look.Phase = Failed })
	app.Window().Call("openScan", s.Site.Scan.Camera, s.Site.Scan.Reader, card.Reading(s.Site.Today), tell).Call("then", opened, failed)
}

// film asks for the camera; the video is there once the phase is drawn.
func (s *Screen) film() {
	s.seen = card.Sightings{}
	s.look = Look{Phase: Asking}
	s.ctx.Defer(func(app.Context) {
		if s.scanner != nil && s.look.Phase == Asking {
			s.scanner.Call("film", app.Window().GetElementByID("scan-video"), "scan-frame")
		}
	})
}

// hear is called with what web/js/scan/camera.js tells.
func (s *Screen) hear(what, detail string) {
	switch what + " " + detail {
	case "engine ready":
		s.ready = true
		if s.look.Hint == Prepare {
			s.look.Hint = Fit
		}
	case "engine failed":
		s.end()
		s.look = Look{Phase: Failed}
	case "camera on", "camera dark":
		s.look = Look{Phase: Aiming, Torch: detail == "on"}
		if !s.ready {
			s.look.Hint = Prepare
		}
	case "camera insecure", "camera refused", "camera missing", "camera busy":
		s.look = Look{Phase: Phase(detail)}
	case "camera lost":
		s.scanner.Call("stop")
		s.look = Look{Phase: Busy}
	case "photo unreadable":
		s.look = Look{Phase: Unread}
	case "photo done":
		if !s.confirm() {
			s.look = Look{Phase: Unread}
		}
	default:
		if what == "seen" {
			s.see(detail)
		}
	}
}

// see counts what one frame showed.
func (s *Screen) see(detail string) {
	var frame struct{ Number, Expiry, Print, Hint string }
	if json.Unmarshal([]byte(detail), &frame) != nil || s.look.Phase != Aiming && s.look.Phase != Photo {
		return
	}
	s.seen.Add(frame.Number, frame.Expiry, frame.Print, s.Site.Today)
	s.look.Hint = Hint(frame.Hint)
	if frame.Number != "" {
		s.look.Hint = Hold
	}
	if s.seen.Done() {
		s.confirm()
	}
}

// confirm shows the number that frames agree on, if they do.
func (s *Screen) confirm() bool {
	number, ok := s.seen.Number()
	if !ok {
		return false
	}
	s.scanner.Call("stop")
	s.look = Look{Phase: Confirm, Number: number, Expiry: s.seen.Expiry()}
	return true
}

func (s *Screen) again(app.Context, app.Event) {
	if s.scanner == nil { // the engine could not be loaded
		s.open()
		return
	}
	s.film()
}

func (s *Screen) light(_ app.Context, _ app.Event) {
	s.look.Lit = !s.look.Lit
	s.scanner.Call("light", s.look.Lit)
}

func (s *Screen) pick(_ app.Context, e app.Event) {
	input := e.Get("target")
	file := input.Get("files").Index(0)
	if !file.Truthy() || s.scanner == nil {
		return
	}
	s.seen = card.Sightings{}
	s.look = Look{Phase: Photo}
	s.scanner.Call("photo", file)
	input.Set("value", "") // the same photograph may be chosen once more, and none is kept
}

// use hands the number over to the form that takes it.
func (s *Screen) use(ctx app.Context, _ app.Event) {
	values := map[string]string{"card_number": card.Group(s.look.Number.Digits())}
	if e := s.look.Expiry; !e.IsZero() {
		values["exp_month"], values["exp_year"] = e.String()[:2], e.String()[3:]
	}
	ui.Hand(values)
	ctx.Navigate(s.Type)
}

// Render draws what is so now.
func (s *Screen) Render() app.UI {
	l := s.look
	if l.Phase == Waiting {
		l.Phase = s.start()
	}
	l.Type, l.Leave = s.Type, s.Leave
	return View(s.Site, l, Press{Light: s.light, Again: s.again, Go: s.use, Pick: s.pick})
}
