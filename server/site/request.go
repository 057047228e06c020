package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	xlanguage "golang.org/x/text/language"

	"netanswer/server/fault"
	"netanswer/server/member"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// The most that a form may hold: the longest of ours is under 2 KB and has ten fields.
const (
	maxBody   = 16 << 10
	maxFields = 64
)

// decode reads an urlencoded form or a JSON object of strings (and true) into a form struct: both become url.Values and go
// through one decoder. It is strict: a field that comes twice, text that is no UTF-8, JSON of another shape or with a field
// that the form does not have are refused. What a browser's extension adds to a form is left aside.
func (s *Site) decode(v *visit, into any) error {
	shape := form.Shape(into)
	if hasFiles(shape) {
		if kind, more, err := mime.ParseMediaType(v.Header.Get("Content-Type")); err == nil && kind == "multipart/form-data" && v.Header.Get("Content-Encoding") == "" {
			return s.upload(v, more["boundary"], into)
		}
	}
	values, _, err := s.values(v, shape)
	if err != nil {
		return err
	}
	s.fill(v, values, into)
	form.Attach(nil, into) // files come in another way
	return nil
}

// fill has the form struct say what was sent, and the visit that it is to be shown in another language.
func (s *Site) fill(v *visit, values url.Values, into any) {
	if l := values.Get("lang"); l != "" { // no JSON: no form has such a field
		v.to = text.Parse(l)
	}
	form.Decode(values, into)
}

// query reads the address's query into a form struct, as strictly as decode reads a body.
func query(v *visit, into any) error {
	values, err := url.ParseQuery(v.URL.RawQuery)
	if err != nil || strings.Count(v.URL.RawQuery, "&") >= maxFields || !once(values) {
		return fault.New(wire.BadRequest, text.BadRequest)
	}
	form.Decode(values, into)
	return nil
}

// values is decode before the form struct is filled, with the body as it came.
func (s *Site) values(v *visit, shape map[string]form.Kind) (values url.Values, raw []byte, err error) {
	kind, _, err := mime.ParseMediaType(v.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" && kind != "application/x-www-form-urlencoded" || v.Header.Get("Content-Encoding") != "" {
		return nil, nil, fault.New(wire.BadType, text.BadType)
	}
	if raw, err = s.body(v); err != nil {
		return nil, nil, err
	}
	if kind == "application/json" {
		values, err = jsonValues(raw, shape)
	} else {
		values, err = formValues(raw)
	}
	if err != nil || !once(values) {
		return nil, nil, fault.New(wire.BadRequest, text.BadRequest) // without err: it quotes what was sent
	}
	return values, raw, nil
}

// body reads what was sent: so much, and so long.
func (s *Site) body(v *visit) (raw []byte, err error) {
	if v.ContentLength > maxBody {
		return nil, fault.New(wire.TooLarge, text.TooLarge)
	}
	if s.BodyBy != nil {
		c := http.NewResponseController(v.ResponseWriter)
		if c.SetReadDeadline(s.BodyBy()) == nil {
			defer func() {
				if err == nil { // or it would end the work on the form as well; what is left of a bad one is not waited for
					c.SetReadDeadline(time.Time{})
				}
			}()
		}
	}
	raw, err = io.ReadAll(http.MaxBytesReader(v.ResponseWriter, v.Body, maxBody))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, fault.New(wire.TooLarge, text.TooLarge)
	case errors.Is(err, os.ErrDeadlineExceeded):
		v.ResponseWriter.Header().Set("Connection", "close")
		return nil, fault.New(wire.Timeout, text.BodyLate)
	case err != nil, !utf8.Valid(raw):
		return nil, fault.New(wire.BadRequest, text.BadRequest)
	}
	return raw, nil
}

var errShape = errors.New("not the form's shape")

// formValues reads an urlencoded form.
func formValues(raw []byte) (url.Values, error) {
	if bytes.Count(raw, []byte("&")) >= maxFields {
		return nil, errShape
	}
	return url.ParseQuery(string(raw))
}

// jsonValues reads {"name":"text","agree":true,"own":["a","b"]}, token by token: nothing deeper is ever gone into.
func jsonValues(raw []byte, shape map[string]form.Kind) (url.Values, error) {
	in := json.NewDecoder(bytes.NewReader(raw))
	if t, err := in.Token(); err != nil || t != json.Delim('{') {
		return nil, errShape
	}
	out, seen := url.Values{}, map[string]bool{}
	for in.More() {
		t, err := in.Token()
		name, ok := t.(string)
		if err != nil || !ok || seen[name] {
			return nil, errShape
		}
		seen[name] = true
		if err := jsonValue(in, out, name, shape[name]); err != nil {
			return nil, err
		}
	}
	if _, err := in.Token(); err != nil { // the closing brace
		return nil, errShape
	}
	if _, err := in.Token(); !errors.Is(err, io.EOF) {
		return nil, errShape
	}
	return out, nil
}

func jsonValue(in *json.Decoder, out url.Values, name string, kind form.Kind) error {
	t, err := in.Token()
	switch t := t.(type) {
	case string:
		if kind == form.Word {
			out.Set(name, t)
			return err
		}
	case bool:
		if kind == form.Tick {
			if t {
				out.Set(name, "true")
			}
			return err
		}
	case json.Delim:
		if t == '[' && kind == form.List {
			return jsonList(in, out, name)
		}
	}
	return errShape
}

func jsonList(in *json.Decoder, out url.Values, name string) error {
	for in.More() {
		t, err := in.Token()
		word, ok := t.(string)
		if err != nil || !ok || len(out[name]) >= maxFields {
			return errShape
		}
		out.Add(name, word)
	}
	_, err := in.Token() // the closing bracket
	return err
}

// once says whether every field but the list own comes once, as text that a person can have typed.
func once(values url.Values) bool {
	for name, vs := range values {
		if len(vs) > 1 && name != "own" || !typeable(name) || slices.ContainsFunc(vs, func(v string) bool { return !typeable(v) }) {
			return false
		}
	}
	return true
}

// typeable says that there is no byte in it that is wrong, nor what stands for one, nor a control character.
func typeable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return r == utf8.RuneError || r < ' ' && r != '\t' && r != '\n' && r != '\r'
	})
}

// wantsJSON says whether the client prefers JSON to HTML. HTML is the default, also on a tie.
func wantsJSON(r *http.Request) bool {
	htmlQ, jsonQ, any := -1.0, -1.0, -1.0
	for item := range strings.SplitSeq(r.Header.Get("Accept"), ",") {
		kind, params, err := mime.ParseMediaType(strings.TrimSpace(item))
		if err != nil {
			continue
		}
		q, err := strconv.ParseFloat(params["q"], 64)
		if err != nil || !(q >= 0 && q <= 1) { // NaN too
			q = 1
		}
		switch kind {
		case "application/json":
			jsonQ = q
		case "text/html":
			htmlQ = q
		case "*/*":
			any = q
		}
	}
	if htmlQ < 0 {
		htmlQ = any
	}
	return jsonQ > 0 && jsonQ > htmlQ
}

// Cookies. The __Host- prefix binds them to this host, all of it, over TLS (or localhost) only.
const (
	sessionCookie = "__Host-session"
	flowCookie    = "__Host-flow"
	portalCookie  = "__Host-portal"
	recoverCookie = "__Host-recover"
	addCookie     = "__Host-add"
	proveCookie   = "__Host-prove"
	deviceCookie  = "__Host-device" // opens nothing: it keeps strangers' wrong passwords from slowing this browser down
	lastCookie    = "__Host-last"   // opens nothing: where a member was a short time ago
	markCookie    = "kept"          // says to the page that there is one of these:
	vaultCookie   = "__Host-vault"  // asks whether to keep what the device has, and nothing else
	langCookie    = "lang"          // a preference, no secret
	themeCookie   = "theme"         // the same
)

func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil || len(c.Value) > 200 {
		return ""
	}
	return c.Value
}

// setCookie keeps a secret in the browser until it is closed; how long it is good for, the server decides.
func setCookie(v *visit, name, value string) { setCookieFor(v, name, value, 0) }

// setCookieFor keeps it for so long also when the browser is closed.
func setCookieFor(v *visit, name, value string, life time.Duration) {
	c := &http.Cookie{Name: name, Value: value, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode, MaxAge: int(life.Seconds())}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(v.ResponseWriter, c)
}

// setDevice marks a browser that a member has logged in on. It outlives logins and logouts.
func setDevice(v *visit, value string) {
	http.SetCookie(v.ResponseWriter, &http.Cookie{
		Name: deviceCookie, Value: value, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode, MaxAge: int(member.DeviceLife.Seconds()),
	})
}

func setLanguage(v *visit, l text.Lang) {
	http.SetCookie(v.ResponseWriter, &http.Cookie{Name: langCookie, Value: string(l), Path: "/", Secure: true, SameSite: http.SameSiteLaxMode, MaxAge: int((365 * 24 * time.Hour).Seconds())})
}

// theme is the look that the person chose: light, dark, or as the system has it.
func theme(v *visit) string {
	if t := cookie(v.Request, themeCookie); t == form.ThemeLight || t == form.ThemeDark {
		return t
	}
	return form.ThemeAuto
}

// setTheme keeps a choice of looks for a year. web/js/app.js reads it too.
func setTheme(v *visit, t string) {
	c := &http.Cookie{Name: themeCookie, Value: t, Path: "/", Secure: true, SameSite: http.SameSiteLaxMode, MaxAge: int((365 * 24 * time.Hour).Seconds())}
	if t == form.ThemeAuto {
		c.Value, c.MaxAge = "", -1
	}
	http.SetCookie(v.ResponseWriter, c)
}

var languages = xlanguage.NewMatcher([]xlanguage.Tag{xlanguage.Japanese, xlanguage.English})

// language is what the person chose, else what the browser asks for, else Japanese.
func language(r *http.Request) text.Lang {
	if c := cookie(r, langCookie); c != "" {
		return text.Parse(c)
	}
	tags, _, err := xlanguage.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(tags) == 0 {
		return text.JA
	}
	_, i, sure := languages.Match(tags...)
	if i == 1 && sure != xlanguage.No {
		return text.EN
	}
	return text.JA
}

// address is where the request comes from: the socket's address or, behind a proxy that we trust, the rightmost address
// of X-Forwarded-For that is none of theirs.
func (s *Site) address(r *http.Request) netip.Addr {
	ap, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	a := ap.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && s.trusted(a); i-- {
		next, ok := hop(strings.TrimSpace(hops[i]))
		if !ok {
			break
		}
		a = next
	}
	return a
}

// hop reads what proxies write: an address, or one with a port.
func hop(s string) (netip.Addr, bool) {
	a, err := netip.ParseAddr(s)
	if err != nil {
		var ap netip.AddrPort
		ap, err = netip.ParseAddrPort(s)
		a = ap.Addr()
	}
	return a.Unmap().WithZone(""), err == nil
}

func (s *Site) trusted(a netip.Addr) bool {
	for _, p := range s.Proxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
