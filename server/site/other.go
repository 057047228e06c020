package site

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"rsc.io/qr"

	"netanswer/app/screen"
	"netanswer/server/fault"
	"netanswer/shared/text"
	"netanswer/shared/wire"
	"netanswer/web/icon"
)

// language keeps a choice of language, in the browser and for a member's messages. The running app is answered what every
// screen knows, in that language, and stays where it is; without it the way leads back to the screen and query that it came
// from. What another site links to changes nothing.
func (s *Site) language(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	back := "/"
	from, err := url.Parse(r.Referer())
	foreign := err != nil || from.Host != "" && from.Host != r.Host
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" {
		foreign = site != "same-origin" && site != "none"
	}
	if !foreign {
		v.lang = text.Parse(r.URL.Query().Get("to"))
		setLanguage(v, v.lang)
		if err := s.speak(v); err != nil {
			s.fail(v, err)
			return
		}
		if from != nil && from.Host == r.Host && screen.IsScreen(from.Path) {
			q := from.Query()
			q.Del("lang") // what the address said so far
			back = (&url.URL{Path: from.Path, RawQuery: q.Encode()}).String()
		}
	}
	if wantsJSON(r) && !foreign {
		s.json(v, http.StatusOK, s.wire(v))
		return
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
}

// speak writes down the language of messages to whoever is logged in.
func (s *Site) speak(v *visit) error {
	ses, in, err := s.session(v)
	if err != nil || !in {
		return err
	}
	return s.Members.Speak(v.Context(), ses.MemberID, v.lang)
}

// live says that the process runs.
func (s *Site) live(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, "ok\n")
}

// Readiness is what /readyz says, or why this server takes no members now. A card system that is away is no such reason: it is away
// for all servers, and a balancer that took them all out would also take away the statements that are kept for just these hours.
func (s *Site) Readiness(ctx context.Context) (says string, err error) {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	for _, check := range s.Ready {
		if err := check(ctx); err != nil {
			return "", err
		}
	}
	away, err := s.Cards(ctx)
	switch {
	case err != nil:
		return "", err
	case away:
		return "ok\nissuer: away\n", nil
	}
	return "ok\n", nil
}

func (s *Site) ready(w http.ResponseWriter, r *http.Request) {
	says, err := s.Readiness(r.Context())
	if err != nil {
		s.fail(visitOf(w, r), fault.New(wire.Unavailable, text.Busy).After(5*time.Second).Because(err))
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, says)
}

// shell is the page without data that the service worker keeps for days without a network.
func (s *Site) shell(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	site := s.wire(v)
	var b bytes.Buffer
	s.head(&b, site, site.Brand.Card+" "+site.T(text.SiteName))
	s.open(&b)
	b.WriteString(`<div id="root"></div>`)
	if err := s.tail(&b, "", []byte("null"), site); err != nil {
		s.fail(v, err)
		return
	}
	page(v, http.StatusOK, b.Bytes())
}

// worker is the service worker, told what to keep: the shell and this build's files.
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

// manifest makes the site installable.
func (s *Site) manifest(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	b := s.wire(v).Brand
	raw, err := json.Marshal(map[string]any{
		"id": "/", "name": b.App, "short_name": b.App, "lang": v.lang, "dir": "ltr", "start_url": "/home", "scope": "/", "display": "standalone",
		"theme_color": s.Brand.Colours.Deep, "background_color": "#f5f6f5",
		"icons": []map[string]string{
			{"src": s.icon.Path, "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
			{"src": "/icon/192.png", "sizes": "192x192", "type": "image/png", "purpose": "any"},
			{"src": "/icon/512.png", "sizes": "512x512", "type": "image/png", "purpose": "any"},
			{"src": "/icon/maskable.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
		},
	})
	if err != nil {
		s.fail(v, err)
		return
	}
	w.Header().Set("Content-Type", "application/manifest+json")
	w.Write(raw)
}

type drawing struct {
	shape icon.Shape
	side  int // pixels
}

// icons are the pictures for systems that do not take SVG, by name.
var icons = map[string]drawing{
	"192.png": {icon.Rounded, 192}, "512.png": {icon.Rounded, 512}, "maskable.png": {icon.Full, 512}, "apple.png": {icon.Full, 180},
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

// drawQR draws the dark modules of a QR code as SVG path data, with the quiet zone of four modules that the standard
// (ISO/IEC 18004) asks for. size is in modules.
func drawQR(address string) (path string, size int, err error) {
	code, err := qr.Encode(address, qr.M)
	if err != nil {
		return "", 0, fmt.Errorf("QR code of %s: %w", address, err)
	}
	const quiet = 4
	var b strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			run := 0
			for code.Black(x+run, y) { // Black is false outside
				run++
			}
			if run > 0 {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, run, run)
				x += run
			}
		}
	}
	return b.String(), code.Size + 2*quiet, nil
}
