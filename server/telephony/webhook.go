package telephony

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"netanswer/shared/phone"
	"netanswer/shared/text"
)

// Door is what the webhooks have in common: a company answers the call, asks us what to say, and asks again when it was listened
// to.
type Door struct {
	Secret  string // shared with the company
	Line    Line
	Numbers []string // E.164: what may be dialled
	Pause   time.Duration
	Now     func() time.Time
	Log     zerolog.Logger
	// Once refuses what was let through before, over all servers. Back lets it through again, as nothing came of it.
	Once func(ctx context.Context, id string) (back func(context.Context) error, err error)
	// Ended, if there is one, is told how each call ended.
	Ended func(door string, end End)
}

// What a webhook may refuse.
var (
	ErrSignature = errors.New("telephony: not signed with our secret, or not for this")
	ErrOld       = errors.New("telephony: signed too long ago, or in the future")
	ErrCall      = errors.New("telephony: the request says nothing about a call")
)

// lasts is how old a signed request may be.
const lasts = 5 * time.Minute

func (d *Door) end(door string, e End) {
	d.Log.Info().Str("door", door).Str("end", string(e)).Msg("call")
	if d.Ended != nil {
		d.Ended(door, e)
	}
}

// asked is what to say at the beginning of a call, and its end when that is all.
func (d *Door) asked(ctx context.Context, from, to string) (Sound, End) {
	dialled, err := phone.Parse(to)
	if err != nil || !slices.Contains(d.Numbers, dialled.E164()) {
		return Unknown, EndNotOurs
	}
	if nobody(from) {
		return Withheld, EndWithheld
	}
	caller, err := phone.Parse(from)
	if err != nil {
		return Withheld, EndWithheld
	}
	return ask(ctx, d.Line, d.Log, caller.E164(), dialled.E164())
}

// heard counts a call that was asked about before, once.
func (d *Door) heard(ctx context.Context, door, id, from, to string) (Sound, error) {
	caller, err := phone.Parse(from)
	dialled, other := phone.Parse(to)
	if err != nil || other != nil || nobody(from) || !slices.Contains(d.Numbers, dialled.E164()) {
		d.end(door, EndRefused)
		return "", ErrCall
	}
	back, err := d.Once(ctx, door+"/"+id)
	if err != nil {
		return "", err
	}
	sound, end := count(ctx, d.Line, d.Log, caller.E164(), dialled.E164())
	if end == EndBusy {
		if err := back(context.WithoutCancel(ctx)); err != nil {
			d.Log.Warn().Err(err).Msg("call: its id stays used")
		}
	}
	d.end(door, end)
	return sound, nil
}

// nobody says whether a caller is one of the names and made-up numbers by which companies say that there is none: on a keypad
// they spell anonymous, restricted, unavailable and the like.
func nobody(from string) bool {
	switch strings.ToLower(strings.TrimSpace(from)) {
	case "", "anonymous", "unknown", "restricted", "unavailable", "private", "withheld",
		"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253":
		return true
	}
	return false
}

// mac is an HMAC-SHA256 in hexadecimal.
func mac(secret string, parts ...string) string {
	h := hmac.New(sha256.New, []byte(secret))
	for _, p := range parts {
		h.Write([]byte(p))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// fresh reads a time in seconds and says whether it is one of the last minutes.
func (d *Door) fresh(seconds string) bool {
	n, err := strconv.ParseInt(seconds, 10, 64)
	age := d.Now().Sub(time.Unix(n, 0))
	return err == nil && age <= lasts && age >= -lasts
}

// Hook is the webhook for anybody: a request is signed with HMAC-SHA256 over its time and body. docs/calls.md shows it.
type Hook struct{ Door }

// Signed says whether a request is of the company, and of now: stamp and signature are of its headers.
func (h *Hook) Signed(stamp, signature string, body []byte) error {
	if !hmac.Equal([]byte(signature), []byte("v1="+mac(h.Secret, stamp, ".", string(body)))) {
		h.end("webhook", EndRefused)
		return ErrSignature
	}
	if !h.fresh(stamp) {
		h.end("webhook", EndRefused)
		return ErrOld
	}
	return nil
}

// HookCall is what the company tells of a call.
type HookCall struct {
	ID      string `json:"id"`     // of the call, theirs
	Event   string `json:"event"`  // call: it was answered, what is to be said? heard: it was said, and the pause is over
	Caller  string `json:"caller"` // empty when withheld
	Dialled string `json:"dialled"`
}

// HookAnswer is what the company is to do.
type HookAnswer struct {
	Expected bool       `json:"expected"` // say it, wait, and if the line is still up send the event heard
	Verified bool       `json:"verified"` // the check is complete
	Sound    Sound      `json:"sound"`    // what is said, by name
	Say      []Sentence `json:"say"`
	Pause    int        `json:"pause_seconds"`
}

// Sentence is something to be said in a language.
type Sentence struct {
	Lang string `json:"lang"`
	Text string `json:"text"`
}

// Answer answers one event of a call whose signature was good.
func (h *Hook) Answer(ctx context.Context, c HookCall) (HookAnswer, error) {
	if c.ID == "" || len(c.ID) > 200 {
		h.end("webhook", EndRefused)
		return HookAnswer{}, ErrCall
	}
	switch c.Event {
	case "call":
		sound, end := h.asked(ctx, c.Caller, c.Dialled)
		if end != "" {
			h.end("webhook", end)
			return HookAnswer{Sound: sound, Say: sentences(sound)}, nil
		}
		return HookAnswer{Expected: true, Sound: sound, Say: sentences(sound), Pause: int(h.Pause.Seconds())}, nil
	case "heard":
		sound, err := h.heard(ctx, "webhook", c.ID, c.Caller, c.Dialled)
		return HookAnswer{Verified: sound == Verified, Sound: sound, Say: sentences(sound)}, err
	}
	h.end("webhook", EndRefused)
	return HookAnswer{}, ErrCall
}

func sentences(s Sound) []Sentence {
	return []Sentence{{"ja", Words[s].In(text.JA)}, {"en", Words[s].In(text.EN)}}
}

// Twilio is the webhook of a number at Twilio ("A call comes in").
type Twilio struct {
	Door
	Public *url.URL // where Twilio finds us: it signs the address that it asks
}

// Signed says whether a form is Twilio's: address is the path and query that was asked.
func (t *Twilio) Signed(address, signature string, form url.Values) error {
	h := hmac.New(sha1.New, []byte(t.Secret)) // as Twilio has it
	h.Write([]byte(strings.TrimSuffix(t.Public.String(), "/") + address))
	for _, name := range slices.Sorted(maps.Keys(form)) {
		for _, value := range form[name] {
			h.Write([]byte(name + value))
		}
	}
	given, err := base64.StdEncoding.DecodeString(signature)
	if err != nil || !hmac.Equal(given, h.Sum(nil)) {
		t.end("twilio", EndRefused)
		return ErrSignature
	}
	return nil
}

// Answer is TwiML for a request whose signature was good. The first one of a call is answered with the warning, a pause, and
// where to ask again: query is what was added there. Twilio asks again only while the line is up.
func (t *Twilio) Answer(ctx context.Context, query, form url.Values) ([]byte, error) {
	call, from, to := form.Get("CallSid"), form.Get("From"), form.Get("To")
	if call == "" || form.Get("Direction") != "" && form.Get("Direction") != "inbound" {
		t.end("twilio", EndRefused)
		return nil, ErrCall
	}
	if strings.HasPrefix(form.Get("StirVerstat"), "TN-Validation-Failed") {
		t.end("twilio", EndUntrusted)
		return twiml("<Reject/>"), nil
	}
	if mark := query.Get("heard"); mark != "" {
		stamp, sum, _ := strings.Cut(mark, ".")
		switch {
		case !hmac.Equal([]byte(sum), []byte(mac(t.Secret, "heard ", stamp, " ", call))):
			t.end("twilio", EndRefused)
			return nil, ErrSignature
		case !t.fresh(stamp):
			t.end("twilio", EndRefused)
			return nil, ErrOld
		case form.Get("CallStatus") != "in-progress":
			t.end("twilio", EndHungUp)
			return twiml("<Hangup/>"), nil
		}
		sound, err := t.heard(ctx, "twilio", call, from, to)
		return twiml(say(sound) + "<Hangup/>"), err
	}
	sound, end := t.asked(ctx, from, to)
	if end != "" {
		t.end("twilio", end)
		if end == EndNotOurs {
			return twiml("<Reject/>"), nil
		}
		return twiml(say(sound) + "<Hangup/>"), nil
	}
	stamp := strconv.FormatInt(t.Now().Unix(), 10)
	again := t.Public.JoinPath("/calls/twilio").String() + "?heard=" + stamp + "." + mac(t.Secret, "heard ", stamp, " ", call)
	return twiml(fmt.Sprintf(`%s<Pause length="%d"/><Redirect method="POST">%s</Redirect>`, say(sound), int(t.Pause.Seconds()), again)), nil
}

func twiml(inner string) []byte {
	return []byte(xml.Header + "<Response>" + inner + "</Response>\n")
}

func say(s Sound) string {
	var b bytes.Buffer
	for _, v := range []struct {
		voice string
		lang  text.Lang
	}{{"ja-JP", text.JA}, {"en-US", text.EN}} {
		fmt.Fprintf(&b, `<Say language="%s">`, v.voice)
		xml.EscapeText(&b, []byte(Words[s].In(v.lang)))
		b.WriteString("</Say>")
	}
	return b.String()
}
