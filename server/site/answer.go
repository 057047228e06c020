package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"math"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"netanswer/app/screen"
	"netanswer/server/draw"
	"netanswer/server/fault"
	"netanswer/server/registration"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// statusOf is the one table of codes and statuses.
var statusOf = map[wire.Code]int{
	wire.Invalid:         http.StatusUnprocessableEntity,
	wire.BadRequest:      http.StatusBadRequest,
	wire.Forbidden:       http.StatusForbidden,
	wire.NotFound:        http.StatusNotFound,
	wire.BadMethod:       http.StatusMethodNotAllowed,
	wire.Timeout:         http.StatusRequestTimeout,
	wire.Conflict:        http.StatusConflict,
	wire.TooLarge:        http.StatusRequestEntityTooLarge,
	wire.BadType:         http.StatusUnsupportedMediaType,
	wire.Misdirected:     http.StatusMisdirectedRequest,
	wire.ProofNeeded:     http.StatusPreconditionRequired,
	wire.TooMany:         http.StatusTooManyRequests,
	wire.HeadersTooLarge: http.StatusRequestHeaderFieldsTooLarge,
	wire.Internal:        http.StatusInternalServerError,
	wire.Unavailable:     http.StatusServiceUnavailable,
}

// policy lets nothing run or load that is not ours, and no script be made of text. It stands on every answer.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; media-src 'self'; " +
	"worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types app"

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// answer writes a screen, as HTML with its data inside or as its data alone.
func (s *Site) answer(v *visit, status int, shown screen.Shown, data any) {
	if status == http.StatusOK {
		shown.Notice = notice(v)
	}
	if !shown.Frame.Member { // a failure behind the login
		shown.Member = wire.Member{}
	}
	raw, err := json.Marshal(data) // escapes <, >, &, U+2028: it cannot leave its element
	if err == nil {
		raw, err = screen.Say(raw, shown.Beside)
	}
	if err != nil {
		s.fail(v, err)
		return
	}
	if wantsJSON(v.Request) {
		writeJSON(v, status, raw)
		return
	}
	if s.found(shown.Pattern, status) {
		v.ResponseWriter.Header().Del("X-Robots-Tag")
	}
	site := s.wire(v)
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	s.head(b, site, theme(v), shown.Title)
	s.searchHead(b, site, shown, status)
	if d, ok := data.(interface{ Reload() int }); ok && d.Reload() > 0 { // without scripts: what the app finds out by itself
		at := shown.Pattern
		if strings.Contains(at, "{") {
			at = v.URL.EscapedPath()
		}
		fmt.Fprintf(b, `<noscript><meta http-equiv="refresh" content="%d;url=%s"></noscript>`, d.Reload(), html.EscapeString(at))
	}
	s.open(b)
	draw.HTML(b, shown.UI(site))
	if err := s.tail(b, shown.Pattern, raw, site); err != nil {
		s.fail(v, err)
		return
	}
	page(v, status, b.Bytes())
}

// head is the document's head, open for more. No blank may stand between nodes of the body: the browser's tree has none.
// The look that a person chose stands on the root with the first byte: nothing is ever seen in another.
func (s *Site) head(b *bytes.Buffer, site wire.Site, theme, title string) {
	fmt.Fprintf(b, `<!doctype html><html lang="%s" data-version="%s"`, site.Lang, html.EscapeString(site.Version))
	scheme, light, dark := "light dark", s.Brand.Colours.Deep, s.Brand.Colours.Night
	if theme != form.ThemeAuto {
		scheme = theme
		fmt.Fprintf(b, ` data-theme="%s"`, theme)
	}
	switch theme { // of the browser's own bar, whatever the system wants
	case form.ThemeLight:
		dark = light
	case form.ThemeDark:
		light = dark
	}
	if s.Assets.Wasm.Path != "" {
		fmt.Fprintf(b, ` data-wasm="%s" data-size="%d"`, s.Assets.Wasm.Path, s.Assets.Wasm.Size)
	}
	fmt.Fprintf(b, `><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">`+
		`<meta name="color-scheme" content="%s"><meta name="theme-color" content="%s" media="(prefers-color-scheme: light)"><meta name="theme-color" content="%s" media="(prefers-color-scheme: dark)">`+
		`<meta name="mobile-web-app-capable" content="yes"><meta name="apple-mobile-web-app-capable" content="yes"><meta name="apple-mobile-web-app-title" content="%s">`+
		`<meta name="apple-mobile-web-app-status-bar-style" content="default"><meta name="format-detection" content="telephone=no"><title>%s</title>`+
		`<link rel="stylesheet" href="%s"><link rel="stylesheet" href="%s"><link rel="icon" href="%s" type="image/svg+xml"><link rel="apple-touch-icon" href="/icon/apple.png"><link rel="manifest" href="/manifest.webmanifest">`,
		scheme, light, dark, html.EscapeString(site.Brand.App), html.EscapeString(title), s.Assets.CSS.Path, s.brandCSS.Path, s.icon.Path)
	if s.Assets.JS.Path != "" {
		fmt.Fprintf(b, `<script src="%s" defer></script>`, s.Assets.JS.Path)
	}
}

func (s *Site) open(b *bytes.Buffer) { b.WriteString(`</head><body>`) }

func (s *Site) tail(b *bytes.Buffer, pattern string, data []byte, site wire.Site) error {
	raw, err := json.Marshal(site)
	if err != nil {
		return err
	}
	fmt.Fprintf(b, `<script type="application/json" id="screen-data" data-screen="%s">`, html.EscapeString(pattern))
	b.Write(data)
	b.WriteString(`</script><script type="application/json" id="site-data">`)
	b.Write(raw)
	b.WriteString(`</script></body></html>`)
	return nil
}

func (s *Site) json(v *visit, status int, data any) {
	raw, err := json.Marshal(data)
	if err != nil {
		status, raw = http.StatusInternalServerError, []byte(`{"code":"internal"}`)
		v.code, v.cause = wire.Internal, err
	}
	writeJSON(v, status, raw)
}

func writeJSON(v *visit, status int, raw []byte) {
	v.ResponseWriter.Header().Set("Content-Type", "application/json")
	v.ResponseWriter.Header().Set("Content-Language", string(v.lang))
	v.ResponseWriter.Header().Set("Content-Length", strconv.Itoa(len(raw)))
	v.ResponseWriter.WriteHeader(status)
	v.ResponseWriter.Write(raw)
}

// fail answers an error: a redirect, or the failure screen. What happened inside goes to the log only.
func (s *Site) fail(v *visit, err error) {
	var to redirect
	if errors.Is(err, registration.ErrNoFlow) {
		to = begun(v)
	}
	if to != "" || errors.As(err, &to) {
		http.Redirect(v.ResponseWriter, v.Request, string(to), http.StatusSeeOther)
		return
	}
	f := fault.As(s.known(err))
	v.code, v.cause = f.Code, f.Inside
	retryHeader(v, f)
	data := s.failure(v, f)
	if wantsJSON(v.Request) {
		s.json(v, statusOf[f.Code], data)
		return
	}
	s.answer(v, statusOf[f.Code], screen.Failure.With(s.wire(v), data), data)
}

// known makes busyness of a database that is gone for a while; other errors stay what they are.
func (s *Site) known(err error) error {
	var f *fault.Error
	if err == nil || errors.As(err, &f) || s.Gone == nil || !s.Gone(err) {
		return err
	}
	return fault.New(wire.Unavailable, text.Busy).After(5 * time.Second).Because(err)
}

func (s *Site) failure(v *visit, f *fault.Error) wire.Failure {
	out := wire.Failure{Code: f.Code, RetryAfter: seconds(f), RequestID: v.id, Proof: f.Proof}
	if f.Message != (text.Message{}) {
		out.Message = f.Message.In(v.lang, f.Args...)
	}
	return out
}

func retryHeader(v *visit, f *fault.Error) {
	if n := seconds(f); n > 0 {
		v.ResponseWriter.Header().Set("Retry-After", strconv.Itoa(n))
	}
}

func seconds(f *fault.Error) int {
	if f.RetryAfter <= 0 {
		return 0
	}
	return int(math.Ceil(f.RetryAfter.Seconds()))
}
