package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Failure is the page for an answer that is no screen: what happened, what to do, and whom to call with which number.
// Without a code nothing was answered at all: the browser is offline.
func Failure(site wire.Site, d wire.Failure) app.UI {
	title, _, _ := failure(d.Code)
	body := []app.UI{failureCard(site, d, app.H1().Text(site.T(title)))}
	if d.Code != "" {
		number, _, _ := strings.Cut(d.RequestID, "-") // its beginning finds it in the log, and can be read out
		body = append(body, DeskCard(site, text.ErrorNumber, number))
	}
	return Column(app.Div().Class("flow").Body(body...))
}

// FailureCard is the card of Failure alone, for the gallery.
func FailureCard(site wire.Site, d wire.Failure) app.UI {
	title, _, _ := failure(d.Code)
	return failureCard(site, d, app.B().Text(site.T(title)))
}

func failureCard(site wire.Site, d wire.Failure, heading app.UI) app.UI {
	_, words, icon := failure(d.Code)
	do := d.Message
	if do == "" {
		do = site.T(words)
	}
	lines := []app.UI{Icon(icon), heading, app.P().Body(Words(site, do)...)}
	if d.RetryAfter > 0 {
		lines = append(lines, app.P().Body(waits(site, d.RequestID, d.RetryAfter)))
	}
	lines = append(lines, app.Div().Class("actions center").Body(way(site, d.Code)))
	return app.Section().Class("card empty").Body(lines...)
}

// way is the one thing to press: again where that can help, else the way to a page that works. A form without an
// action opens the address in view, in full, whatever state the app is in.
func way(site wire.Site, c wire.Code) app.UI {
	switch c {
	case "", wire.TooMany, wire.Unavailable, wire.Internal, wire.Conflict, wire.Timeout:
		return app.Form().Method("get").Body(app.Button().Class("btn").Type("submit").Text(site.T(text.FailAgain)))
	}
	return app.A().Class("btn").Href("/").Text(site.T(text.FailTop))
}

func failure(c wire.Code) (title, words text.Message, icon string) {
	switch c {
	case "":
		return text.FailOffline, text.FailOfflineDo, "wifi"
	case wire.NotFound:
		return text.FailMissing, text.FailMissingDo, "search"
	case wire.Unavailable:
		return text.FailBusy, text.FailBusyDo, "clock"
	case wire.TooMany:
		return text.FailTooMany, text.FailTooManyDo, "clock"
	case wire.Forbidden:
		return text.FailForbidden, text.FailForbiddenDo, "lock"
	case wire.Conflict:
		return text.FailConflict, text.FailConflictDo, "file"
	case wire.BadRequest, wire.BadMethod, wire.TooLarge, wire.BadType, wire.Invalid, wire.Timeout, wire.HeadersTooLarge, wire.Misdirected:
		return text.FailRequest, text.FailRequestDo, "alert"
	}
	return text.FailInternal, text.FailInternalDo, "alert"
}
