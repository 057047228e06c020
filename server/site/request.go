package site

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	xlanguage "golang.org/x/text/language"

	"netanswer/server/fault"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// maxBody is the most that a form may hold: the longest of ours is under 2 KB.
const maxBody = 16 << 10

// decode reads an urlencoded form or a JSON object of strings (and true) into a form struct: both become url.Values and go
// through one decoder. It is strict: a field that a form sends twice, text that is no UTF-8, JSON of another shape are refused.
func decode(v *visit, into any) error {
	kind, _, err := mime.ParseMediaType(v.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" && kind != "application/x-www-form-urlencoded" {
		return fault.New(wire.BadType, text.BadType)
	}
	raw, err := io.ReadAll(http.MaxBytesReader(v.ResponseWriter, v.Body, maxBody))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return fault.New(wire.TooLarge, text.TooLarge)
	case err != nil, !utf8.Valid(raw):
		return fault.New(wire.BadRequest, text.BadRequest)
	}
	var values url.Values
	if kind == "application/json" {
		values, err = jsonValues(raw)
	} else {
		values, err = url.ParseQuery(string(raw))
	}
	if err != nil || !once(values) {
		return fault.New(wire.BadRequest, text.BadRequest) // without err: it quotes what was sent
	}
	form.Decode(values, into)
	return nil
}

// jsonValues reads {"name":"text","agree":true,"own":["a","b"]}.
func jsonValues(raw []byte) (url.Values, error) {
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, err
	}
	out := url.Values{}
	for name, value := range fields {
		switch value := value.(type) {
		case string:
			out.Set(name, value)
		case bool:
			if value {
				out.Set(name, "true")
			}
		case []any:
			for _, item := range value {
				word, ok := item.(string)
				if !ok {
					return nil, errors.New("not a list of words")
				}
				out.Add(name, word)
			}
		default:
			return nil, errors.New("not a word")
		}
	}
	return out, nil
}

// once says whether every field but the list own comes once, in UTF-8.
func once(values url.Values) bool {
	for name, vs := range values {
		if len(vs) > 1 && name != "own" || !utf8.ValidString(name) {
			return false
		}
		for _, v := range vs {
			if !utf8.ValidString(v) {
				return false
			}
		}
	}
	return true
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
	recoverCookie = "__Host-recover"
	langCookie    = "lang" // a preference, no secret
)

func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil || len(c.Value) > 200 {
		return ""
	}
	return c.Value
}

// setCookie keeps a secret in the browser until it is closed; how long it is good for, the server decides.
func setCookie(v *visit, name, value string) {
	c := &http.Cookie{Name: name, Value: value, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(v.ResponseWriter, c)
}

func setLanguage(v *visit, l text.Lang) {
	http.SetCookie(v.ResponseWriter, &http.Cookie{Name: langCookie, Value: string(l), Path: "/", Secure: true, SameSite: http.SameSiteLaxMode, MaxAge: int((365 * 24 * time.Hour).Seconds())})
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
		next, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		a = next.Unmap()
	}
	return a
}

func (s *Site) trusted(a netip.Addr) bool {
	for _, p := range s.Proxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
