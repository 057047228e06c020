// Package scan reads a card with the camera of the device. Its screen is a viewfinder: a frame for the card, what keeps it from
// being read, and always a way to type instead. What it read is shown for the member to confirm, digit by digit, and lies
// nowhere but in the memory of the page: no picture is kept or leaves the device. The security code is never looked for.
//
// The work is done by web/js/scan, which only this screen loads; which number counts, and when, says shared/card.
package scan

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/card"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Phase is what the screen is at.
type Phase string

// The phases. A page without the app stays in Waiting, and says so after a while.
const (
	Waiting  Phase = ""         // the app is not there yet
	Loading  Phase = "loading"  // the engine is on its way
	Asking   Phase = "asking"   // the browser asks for the camera
	Aiming   Phase = "aiming"   // the camera is on
	Photo    Phase = "photo"    // a photograph is being read
	Confirm  Phase = "confirm"  // a number was read
	Refused  Phase = "refused"  // the member or the system does not allow the camera
	Missing  Phase = "missing"  // there is none
	Busy     Phase = "busy"     // another app has it, or took it away
	Insecure Phase = "insecure" // the page did not come over TLS
	Failed   Phase = "failed"   // the engine could not be loaded
	Unread   Phase = "unread"   // the photograph shows no number
	None     Phase = "none"     // this build has no engine
)

// Hint is what to do for the card to be read.
type Hint string

// The hints, as web/js/scan/reader.js says them. Two are ours: the engine is not ready yet, and a number was seen once.
const (
	Fit     Hint = ""
	Closer  Hint = "closer"
	Glare   Hint = "glare"
	Dark    Hint = "dark"
	Prepare Hint = "prepare"
	Hold    Hint = "hold"
)

// Look is all that the screen shows.
type Look struct {
	Phase  Phase
	Hint   Hint        // while Aiming
	Torch  bool        // there is a light
	Lit    bool        // it is on
	Number card.Number // read, in Confirm
	Expiry card.Expiry // read, or zero
	Type   string      // where numbers are typed
	Leave  string      // where the cross leads
	Sample string      // in the gallery, where many are in view: what ends their ids
}

// Press are the handlers of its buttons. On the server there are none.
type Press struct{ Light, Again, Go, Pick app.EventHandler }

// View draws the screen. It is always dark.
func View(site wire.Site, l Look, p Press) app.UI {
	return app.Div().Class("scan").Body(
		app.Header().Class("scan-top").Body(
			app.A().Class("ibtn").Href(l.Leave).Aria("label", site.T(text.ScanStop)).Body(ui.Icon("close")),
			title(site, l),
			light(site, l, p),
		),
		app.Div().Class("scan-view").Body(middle(site, l)...),
		foot(site, l, p),
	)
}

func title(site wire.Site, l Look) app.UI {
	if l.Sample != "" {
		return app.H3().Text(site.T(text.TitleScan))
	}
	return app.H1().Text(site.T(text.TitleScan))
}

// light keeps its room when there is none: the title stays where it is.
func light(site wire.Site, l Look, p Press) app.UI {
	if l.Phase != Aiming || !l.Torch {
		return app.Span().Class("ibtn")
	}
	label := text.ScanLight
	if l.Lit {
		label = text.ScanDim
	}
	return press(app.Button().Class("ibtn").Type("button").Aria("pressed", l.Lit).Aria("label", site.T(label)).Body(ui.Icon("torch")), p.Light)
}

func press(b app.HTMLButton, h app.EventHandler) app.UI {
	if h != nil {
		b.OnClick(h)
	}
	return b
}

// hintWords say what to do.
func hintWords(h Hint) text.Message {
	switch h {
	case Closer:
		return text.ScanCloser
	case Glare:
		return text.ScanGlare
	case Dark:
		return text.ScanDark
	case Prepare:
		return text.ScanLoad
	case Hold:
		return text.ScanHold
	}
	return text.ScanFit
}

// trouble is what a phase says that shows no camera.
func trouble(p Phase) (title, do text.Message, icon string) {
	switch p {
	case Refused:
		return text.ScanRefused, text.ScanRefusedDo, "camera"
	case Missing:
		return text.ScanMissing, text.ScanMissingDo, "camera"
	case Busy:
		return text.ScanBusy, text.ScanBusyDo, "camera"
	case Insecure:
		return text.ScanInsecure, text.ScanInsecureDo, "lock"
	case Failed:
		return text.ScanFailed, text.ScanFailedDo, "wifi"
	case Unread:
		return text.ScanUnread, text.ScanUnreadDo, "photo"
	case None:
		return text.ScanNone, text.ScanNoneDo, "camera"
	}
	return text.ScanScript, text.ScanScriptDo, "camera"
}

// middle is the live region's words and beneath them the viewfinder, the number or what is wrong. The region stays, so that
// readers hear what comes into it, and so does the video: go-app compares by position.
func middle(site wire.Site, l Look) []app.UI {
	var words text.Message
	switch l.Phase {
	case Loading:
		words = text.ScanLoad
	case Asking:
		words = text.ScanAsk
	case Aiming:
		words = hintWords(l.Hint)
	case Photo:
		words = text.ScanPhotoIn
	case Confirm:
		return []app.UI{said(site.T(text.ScanIs), "sc-ask"), app.Div().Class("sc-read").Body(read(site, l)...)}
	default:
		title, do, icon := trouble(l.Phase)
		return []app.UI{said(site.T(title), "sc-ask"), app.Div().Class("sc-stop").Body(ui.Icon(icon), app.P().Class("s").Text(site.T(do)))}
	}
	return []app.UI{
		said(site.T(words), "sc-hint"),
		app.Div().Class("sc-finder").Body(
			app.Video().ID("scan-video"+l.Sample).Muted(true).Attr("playsinline", true).Aria("hidden", true),
			ui.ScanFrame("scan-frame"+l.Sample, site.T(text.ScanFrame), l.Phase != Aiming),
		),
		app.P().Class("s").Body(app.Text(site.T(text.ScanHow)), app.Br(), app.Text(site.T(text.ScanStays))),
	}
}

func said(words, class string) app.UI { return app.P().Class(class).Role("status").Text(words) }

// read are number and expiry, large and in the groups that the card has.
func read(site wire.Site, l Look) []app.UI {
	var groups []app.UI
	for g := range strings.FieldsSeq(card.Group(l.Number.Digits())) {
		groups = append(groups, app.Span().Text(g))
	}
	expiry := app.Dd().Class("sc-exp").Text(l.Expiry.String())
	if l.Expiry.IsZero() {
		expiry = app.Dd().Class("s").Text(site.T(text.ScanNoExpiry))
	}
	return []app.UI{
		app.Dl().Body(
			app.Dt().Text(site.T(text.ScanNumber)), app.Dd().Class("sc-num").Body(groups...),
			app.Dt().Text(site.T(text.ScanExpiry)), expiry,
		),
		app.P().Class("s").Text(site.T(text.ScanIsDo)),
	}
}

// foot are the ways on. Typing is always among them. The input for a photograph keeps its place from phase to phase, so that its
// node stays: while a member looks for one the camera may well be lost.
func foot(site wire.Site, l Look, p Press) app.UI {
	typed := func(class string) app.UI {
		return app.A().Class("btn btn-w "+class).Href(l.Type).Body(ui.SmallIcon("edit"), app.Span().Text(site.T(text.ScanType)))
	}
	button := func(class string, m text.Message, h app.EventHandler) app.UI {
		return press(app.Button().Class("btn btn-w "+class).Type("button").Text(site.T(m)), h)
	}
	var ways []app.UI
	switch l.Phase {
	case Confirm:
		ways = []app.UI{button("", text.ScanGo, p.Go), button("btn-q", text.ScanAgain, p.Again), typed("btn-q")}
	case Refused, Busy, Failed:
		ways = []app.UI{typed(""), pick(site, l, p), button("btn-q", text.ScanRetry, p.Again)}
	case Unread:
		ways = []app.UI{typed(""), pick(site, l, p), button("btn-q", text.ScanAgain, p.Again)}
	case Waiting, None:
		ways = []app.UI{typed("")}
	default:
		ways = []app.UI{typed(""), pick(site, l, p)}
	}
	return app.Footer().Class("scan-foot").Body(ways...)
}

// pick is a file input under the guise of a button: its label is what is pressed and seen, the input takes the focus.
func pick(site wire.Site, l Look, p Press) app.UI {
	in := app.Input().ID("scan-photo" + l.Sample).Type("file").Accept("image/*")
	if p.Pick != nil {
		in.OnChange(p.Pick)
	}
	return app.Div().Class("sc-pick").Body(in,
		app.Label().Class("btn btn-w btn-q").For("scan-photo"+l.Sample).Body(ui.SmallIcon("photo"), app.Span().Text(site.T(text.ScanPhoto))))
}
