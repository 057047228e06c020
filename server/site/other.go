package site

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"rsc.io/qr"

	"netanswer/app/screen"
	"netanswer/server/fault"
	"netanswer/shared/text"
	"netanswer/shared/wire"
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
