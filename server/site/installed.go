package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"netanswer/app/screen"
	"netanswer/server/registration"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
	"netanswer/web/icon"
)

// What makes the site an app: the page that says how to get it, the manifest with its pictures, the service worker, the page that
// works offline.

// install is the page on which the app is got. It names what this browser has under way: an installed iPhone app has cookies of
// its own and knows nothing of it.
func (s *Site) install(v *visit) (wire.Install, error) {
	d := wire.Install{Device: device(v.UserAgent())}
	if d.Device == wire.PC {
		d.QR, d.QRSize = s.qr, s.qrSize
	}
	for _, name := range []string{registration.Web, registration.Portal, registration.Recover} {
		f, err := s.Registration.Flow(v.Context(), s.on(name).visitor(v))
		if err != nil && !errors.Is(err, registration.ErrNoFlow) {
			return d, err
		}
		if err == nil && f.State != registration.Done && f.State != registration.Unable {
			d.Going = f.Screen()
		}
	}
	_, in, err := s.session(v)
	d.LoggedIn = in
	return d, err
}

// device is what a browser says it runs on, as far as the way to install depends on it. An iPad says that it is a Mac: it finds
// the steps of all below its own.
func device(agent string) wire.Device {
	switch {
	case strings.Contains(agent, "iPhone"), strings.Contains(agent, "iPad"), strings.Contains(agent, "iPod"):
		return wire.IPhone
	case strings.Contains(agent, "Android"):
		return wire.Android
	}
	return wire.PC
}

// shell is the page without data that the service worker keeps for days without a network. The look is what web/js/app.js makes of
// the cookie: this may be older than the choice.
func (s *Site) shell(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	site := s.wire(v)
	var b bytes.Buffer
	s.head(&b, site, form.ThemeAuto, site.Brand.Card+" "+site.T(text.SiteName))
	s.open(&b)
	b.WriteString(`<div id="root"></div>`)
	if err := s.tail(&b, "", []byte("null"), site); err != nil {
		s.fail(v, err)
		return
	}
	page(v, http.StatusOK, b.Bytes())
}

// worker is the service worker, told what to keep: the shell and this build's files at once, what few need from its first use on.
func (s *Site) worker(w http.ResponseWriter, r *http.Request) {
	files := []string{"/shell", s.Assets.CSS.Path, s.brandCSS.Path, s.icon.Path}
	for _, more := range []string{s.Assets.JS.Path, s.Assets.Wasm.Path} {
		if more != "" {
			files = append(files, more)
		}
	}
	list, err := json.Marshal(files)
	if err != nil {
		s.fail(visitOf(w, r), err)
		return
	}
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	strings.NewReplacer("{{version}}", s.version, "{{scan}}", s.Assets.ScanVersion, "{{files}}", string(list)).WriteString(w, s.Assets.Worker)
}

// manifest makes the site installable. Its language is the visitor's; the app that is installed stays one and the same by its id.
func (s *Site) manifest(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	b := s.wire(v).Brand
	m := map[string]any{
		"id": "/", "name": b.App, "short_name": b.App, "description": text.AppAbout.In(v.lang, b.Card), "lang": v.lang, "dir": "ltr",
		"start_url": "/portal", "scope": "/", "display": "standalone", "theme_color": s.Brand.Colours.Deep, "background_color": "#f5f6f5",
		"categories": []string{"finance"}, "prefer_related_applications": false,
		"icons": []map[string]string{
			{"src": s.icon.Path, "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
			{"src": "/icon/192.png", "sizes": "192x192", "type": "image/png", "purpose": "any"},
			{"src": "/icon/512.png", "sizes": "512x512", "type": "image/png", "purpose": "any"},
			{"src": "/icon/maskable.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
			{"src": "/icon/monochrome.png", "sizes": "512x512", "type": "image/png", "purpose": "monochrome"},
		},
		"shortcuts": shortcuts(v.lang),
	}
	// The dark look, where an installed app is drawn before its page: of the browsers WebKit takes it (since 2026), others leave it aside and
	// have the colours above. A page has both for all of them, in its head.
	m["color_scheme_dark"] = map[string]any{"theme_color": s.Brand.Colours.Night, "background_color": "#0f171b"}
	if shots := s.screenshots(v); len(shots) > 0 {
		m["screenshots"] = shots
	}
	raw, err := json.Marshal(m)
	if err != nil {
		s.fail(v, err)
		return
	}
	w.Header().Set("Content-Type", "application/manifest+json")
	w.Write(raw)
}

// shortcuts are what a long press on the app's icon offers: of these, the screens that there are.
func shortcuts(l text.Lang) []map[string]any {
	out := []map[string]any{}
	for _, to := range []struct {
		path string
		name text.Message
	}{{"/statements", text.AppStatements}, {"/limit", text.AppLimit}, {"/menu", text.AppMenu}} {
		if screen.IsScreen(to.path) {
			out = append(out, map[string]any{"name": to.name.In(l), "url": to.path, "icons": []map[string]string{{"src": "/icon/192.png", "sizes": "192x192", "type": "image/png"}}})
		}
	}
	return out
}

// screenshots are what a browser shows where it asks whether to install: pictures of the guide, which the binary holds anyway. Of
// another brand's site there are none.
func (s *Site) screenshots(v *visit) []map[string]string {
	out := []map[string]string{}
	for _, of := range []struct {
		view, step, form string
		scale            float64 // pixels for each of the CSS px
		name             text.Message
	}{
		{"phone", "home", "narrow", 1.5, text.GuideHome}, {"phone", "start", "narrow", 1.5, text.GuideStart}, {"phone", "done", "narrow", 1.5, text.GuideDone},
		{"pc", "home", "wide", 1, text.GuideHome}, {"pc", "start", "wide", 1, text.GuideStart},
	} {
		if p, ok := s.shot(v, of.view, of.step); ok {
			size := fmt.Sprintf("%.0fx%.0f", float64(p.Width)*of.scale, float64(p.Height)*of.scale)
			out = append(out, map[string]string{"src": p.Path, "sizes": size, "type": "image/png", "form_factor": of.form, "label": of.name.In(v.lang)})
		}
	}
	return out
}

type drawing struct {
	shape icon.Shape
	side  int // pixels
}

// icons are the pictures for systems that do not take SVG, by name.
var icons = map[string]drawing{
	"192.png": {icon.Rounded, 192}, "512.png": {icon.Rounded, 512}, "maskable.png": {icon.Full, 512}, "monochrome.png": {icon.Mono, 512}, "apple.png": {icon.Full, 180},
}

// picture draws an icon when it is first asked for: few are, and starting should be quick.
func (s *Site) picture(of drawing) http.HandlerFunc {
	draw := sync.OnceValues(func() ([]byte, error) { return s.Brand.Icon().PNG(of.shape, of.side) })
	return func(w http.ResponseWriter, r *http.Request) {
		png, err := draw()
		if err != nil {
			s.fail(visitOf(w, r), err)
			return
		}
		w.Header().Set("Content-Type", "image/png")
		w.Header().Set("Cache-Control", "public, max-age=86400")
		w.Write(png)
	}
}
