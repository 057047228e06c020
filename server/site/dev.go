package site

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/dev"
	"netanswer/app/ui"
	"netanswer/server/draw"
	"netanswer/server/fault"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// handset shows the messages that "arrived".
func (s *Site) handset(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	var list []dev.Message
	for _, m := range s.Handset.Messages(dialled(r.URL.Query().Get("to"))) {
		html := ""
		if m.HTML != "" {
			html = "/dev/handset/html?id=" + url.QueryEscape(m.ID)
		}
		list = append(list, dev.Message{HTML: html, Channel: string(m.Channel), To: m.To, Subject: m.Subject, Text: m.Text, SentAt: m.SentAt.In(japan.Zone).Format(time.DateTime)})
	}
	v.ResponseWriter.Header().Set("Content-Security-Policy", policy+"; frame-src 'self'")
	s.devPage(v, s.withDialler(v, dev.Handset(s.wire(v), list)))
}

// inMail is what a mail may do in the frame in which the handset page shows it: look as it says. A mail program allows no more.
const inMail = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"

// handsetMail is a mail's HTML.
func (s *Site) handsetMail(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	m, ok := s.Handset.Message(r.URL.Query().Get("id"))
	if !ok || m.HTML == "" {
		s.fail(v, fault.New(wire.NotFound, text.NotFound))
		return
	}
	w.Header().Set("Content-Security-Policy", inMail)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	io.WriteString(w, m.HTML)
}

func (s *Site) handsetMessages(w http.ResponseWriter, r *http.Request) {
	raw, err := json.Marshal(s.Handset.Messages(dialled(r.URL.Query().Get("to"))))
	if err != nil {
		s.fail(visitOf(w, r), err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(raw)
}

// gallery shows every component in every state.
func (s *Site) gallery(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	s.devPage(v, dev.Gallery(s.wire(v)))
}

// devPage is a page of the developers: no screen of the table, so without the app.
func (s *Site) devPage(v *visit, view app.UI) {
	site := s.wire(v)
	var b bytes.Buffer
	s.head(&b, site, theme(v), site.T(text.SiteName)+" dev")
	s.open(&b)
	draw.HTML(&b, ui.Shell(site, ui.Frame{}, "dev", view))
	b.WriteString("</body></html>")
	v.ResponseWriter.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.ResponseWriter.Write(b.Bytes())
}

// dialled is a number as the messages carry it: 090-1234-5678, as demo cards show it, is +819012345678. A mail address
// stays as it is.
func dialled(to string) string {
	if !strings.HasPrefix(to, "0") || strings.Contains(to, "@") {
		return to
	}
	return "+81" + strings.ReplaceAll(to[1:], "-", "")
}
