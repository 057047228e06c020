package main

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"netanswer/server/telephony"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// book is who waits for calls, in tests that are about the telephone alone.
type book struct {
	mu      sync.Mutex
	waiting map[string]string // purposes, by caller and dialled
	down    error
	counted int
}

func (b *book) Expected(_ context.Context, caller, dialled string) (string, bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	purpose, ok := b.waiting[caller+" "+dialled]
	return purpose, ok, b.down
}

func (b *book) CallReceived(_ context.Context, caller, dialled string) (bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, ok := b.waiting[caller+" "+dialled]
	if ok && b.down == nil {
		b.counted++
		delete(b.waiting, caller+" "+dialled)
	}
	return ok, b.down
}

const (
	ourLine = "+81120000001"
	caller  = "+819012345678"
)

// waits lets a check wait for the caller, whichever door the call comes by.
func (p *program) waits() *book {
	b := &book{waiting: map[string]string{caller + " " + ourLine: "register"}}
	p.phone.sip.Line, p.pages.Twilio.Line, p.pages.Hook.Line = b, b, b
	return b
}

// telephone lets the SIP endpoint listen on this machine, where time passes twenty times as quickly on the line.
func (p *program) telephone() {
	p.t.Helper()
	p.phone.sip.Frame = time.Millisecond
	ctx, hangUp := context.WithCancel(context.Background())
	wait, err := p.phone.serve(ctx, p.pages.Log)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { hangUp(); wait() })
}

// twilio asks as Twilio does: a form, signed over the address and all that is in it.
func (p *person) twilio(address, token string, form url.Values) answer {
	p.t.Helper()
	h := hmac.New(sha1.New, []byte(token))
	h.Write([]byte("http://localhost:8080" + address))
	for _, name := range slices.Sorted(maps.Keys(form)) {
		h.Write([]byte(name + form.Get(name)))
	}
	return p.send(address, asForm, form.Encode(), "X-Twilio-Signature", base64.StdEncoding.EncodeToString(h.Sum(nil)))
}

func incoming(call, status string) url.Values {
	return url.Values{"CallSid": {call}, "AccountSid": {"AC1"}, "From": {caller}, "To": {ourLine}, "CallStatus": {status}, "Direction": {"inbound"}, "FromCity": {""}}
}

func TestTwilioIsToldWhatToSayAndItsSecondRequestCounts(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, b := pr.person(true), pr.waits()
		first := p.twilio("/calls/twilio", twilioToken, incoming("CA1", "ringing"))
		p.want(first, 200, "")
		again := regexp.MustCompile(`<Pause length="4"/><Redirect method="POST">http://localhost:8080(/calls/twilio\?heard=[0-9a-f.]+)</Redirect>`).FindStringSubmatch(first.body)
		if again == nil || !strings.Contains(first.body, `<Say language="ja-JP">`+text.VoiceRegister.JA) || first.header.Get("Content-Type") != "text/xml; charset=utf-8" {
			t.Fatalf("%s", first.body)
		}
		if b.counted != 0 {
			t.Fatal("counted when the telephone rang")
		}
		pr.clock.turn(20 * time.Second)
		for name, in := range map[string]struct {
			address, token string
			form           url.Values
			status         int
			code           wire.Code
		}{
			"another token":            {again[1], "another token", incoming("CA1", "in-progress"), 403, wire.Forbidden},
			"without a mark of ours":   {"/calls/twilio?heard=1764000000.00", twilioToken, incoming("CA1", "in-progress"), 403, wire.Forbidden},
			"with another call's mark": {again[1], twilioToken, incoming("CA2", "in-progress"), 403, wire.Forbidden},
			"about no call":            {again[1], twilioToken, url.Values{"From": {caller}}, 400, wire.BadRequest},
		} {
			a := p.twilio(in.address, in.token, in.form)
			p.shape(name, a, in.status, in.code)
		}
		if a := p.twilio(again[1], twilioToken, incoming("CA1", "completed")); a.status != 200 || !strings.Contains(a.body, "<Response><Hangup/></Response>") {
			t.Errorf("a line that is no longer up: %d %s", a.status, a.body)
		}
		if b.counted != 0 {
			t.Fatalf("%d counted", b.counted)
		}
		a := p.twilio(again[1], twilioToken, incoming("CA1", "in-progress"))
		if a.status != 200 || !strings.Contains(a.body, text.VoiceVerified.JA) || !strings.Contains(a.body, "<Hangup/>") || b.counted != 1 {
			t.Errorf("%d %s, counted %d", a.status, a.body, b.counted)
		}
		// once more, while another check waits for the same phone
		pr.waits()
		p.shape("replayed", p.twilio(again[1], twilioToken, incoming("CA1", "in-progress")), 409, wire.Conflict)
		pr.clock.turn(6 * time.Minute)
		p.shape("old", p.twilio(again[1], twilioToken, incoming("CA1", "in-progress")), 403, wire.Forbidden)
	})
}

func TestTwilioIsToldWhenThereIsNothingToConfirm(t *testing.T) {
	pr := start(t, databases["SQLite"](t))
	p, b := pr.person(true), pr.waits()
	for name, c := range map[string]struct {
		set  func(url.Values)
		says string
	}{
		"another phone":     {func(f url.Values) { f.Set("From", "+819099999999") }, text.VoiceUnknown.JA},
		"withheld":          {func(f url.Values) { f.Set("From", "+266696687") }, text.VoiceWithheld.JA},
		"anonymous":         {func(f url.Values) { f.Set("From", "anonymous") }, text.VoiceWithheld.JA},
		"another line":      {func(f url.Values) { f.Set("To", "+815012340000") }, "<Reject/>"},
		"known to be false": {func(f url.Values) { f.Set("StirVerstat", "TN-Validation-Failed-C") }, "<Reject/>"},
	} {
		f := incoming("CA9", "ringing")
		c.set(f)
		if a := p.twilio("/calls/twilio", twilioToken, f); a.status != 200 || !strings.Contains(a.body, c.says) || strings.Contains(a.body, "Redirect") {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	b.down = errors.New("away")
	if a := p.twilio("/calls/twilio", twilioToken, incoming("CA9", "ringing")); !strings.Contains(a.body, text.VoiceBusy.JA) {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// hook asks the webhook, signed at a time with a secret.
func (p *person) hook(at time.Time, secret, body string) answer {
	p.t.Helper()
	stamp := strconv.FormatInt(at.Unix(), 10)
	h := hmac.New(sha256.New, []byte(secret))
	h.Write([]byte(stamp + "." + body))
	return p.send("/calls/webhook", asJSON, body, "Netanswer-Timestamp", stamp, "Netanswer-Signature", "v1="+hex.EncodeToString(h.Sum(nil)))
}

func event(name, id string) string {
	return fmt.Sprintf(`{"id":%q,"event":%q,"caller":%q,"dialled":%q}`, id, name, caller, "0120-000-001")
}

func TestTheWebhookTakesWhatIsSignedAndFreshOnce(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, b := pr.person(true), pr.waits()
		now := pr.clock.now
		var said telephony.HookAnswer
		read := func(a answer) telephony.HookAnswer {
			t.Helper()
			said = telephony.HookAnswer{}
			if err := json.Unmarshal([]byte(a.body), &said); err != nil || a.status != 200 {
				t.Fatalf("%d %s", a.status, a.body)
			}
			return said
		}
		if read(p.hook(now(), callsSecret, event("call", "1"))); !said.Expected || said.Verified || said.Pause != 4 || said.Sound != telephony.Register || said.Say[0].Text != text.VoiceRegister.JA || b.counted != 0 {
			t.Errorf("%+v, counted %d", said, b.counted)
		}
		for name, in := range map[string]struct {
			at     time.Time
			secret string
			body   string
			status int
			code   wire.Code
		}{
			"another secret":       {now(), callsSecret + "x", event("heard", "1"), 403, wire.Forbidden},
			"old":                  {now().Add(-6 * time.Minute), callsSecret, event("heard", "1"), 403, wire.Forbidden},
			"of the future":        {now().Add(6 * time.Minute), callsSecret, event("heard", "1"), 403, wire.Forbidden},
			"no event of a call":   {now(), callsSecret, event("ring", "1"), 400, wire.BadRequest},
			"without an id":        {now(), callsSecret, event("heard", ""), 400, wire.BadRequest},
			"from nobody":          {now(), callsSecret, `{"id":"1","event":"heard","caller":"","dialled":"0120-000-001"}`, 400, wire.BadRequest},
			"with a field unknown": {now(), callsSecret, `{"id":"1","event":"heard","x":"y"}`, 400, wire.BadRequest},
		} {
			p.shape(name, p.hook(in.at, in.secret, in.body), in.status, in.code)
		}
		p.shape("unsigned", p.send("/calls/webhook", asJSON, event("heard", "1")), 403, wire.Forbidden)
		if b.counted != 0 {
			t.Fatalf("%d counted", b.counted)
		}
		b.down = errors.New("away")
		if read(p.hook(now(), callsSecret, event("heard", "1"))); said.Verified || said.Sound != telephony.Busy {
			t.Errorf("while the database is away: %+v", said)
		}
		b.down = nil
		if read(p.hook(now(), callsSecret, event("heard", "1"))); !said.Verified || said.Sound != telephony.Verified || b.counted != 1 {
			t.Errorf("%+v, counted %d", said, b.counted)
		}
		again := pr.waits()
		p.shape("replayed", p.hook(now(), callsSecret, event("heard", "1")), 409, wire.Conflict)
		if again.counted != 0 {
			t.Error("a replayed request counted")
		}
		if read(p.hook(now(), callsSecret, `{"id":"2","event":"call","caller":"","dialled":"0120-000-001"}`)); said.Expected || said.Sound != telephony.Withheld {
			t.Errorf("withheld: %+v", said)
		}
		if log := pr.log.String(); strings.Contains(log, "9012345678") || !strings.Contains(log, `"door":"webhook","end":"verified"`) {
			t.Errorf("the log: %s", log)
		}
	})
}

func TestTheDoorsForCallsAreThereWhenTheyAreAskedFor(t *testing.T) {
	pr := start(t, databases["SQLite"](t), "--calls", "none")
	p := pr.person(true)
	for _, path := range []string{"/calls/twilio", "/calls/webhook", "/dev/handset/call"} {
		if a := p.send(path, asForm, "a=b"); a.status != 404 {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	if pr.phone.sip != nil {
		t.Error("there is a SIP endpoint")
	}
}

// The handset's call is a real one: SIP and RTP to the program's own endpoint.
func TestTheHandsetPlacesARealCall(t *testing.T) {
	pr := start(t, databases["SQLite"](t), "--admin", "localhost:9090")
	b := pr.waits()
	p := pr.person(true)
	p.shape("with the endpoint shut", p.post("/dev/handset/call", "from", "090-1234-5678", "to", "0120-000-001"), 503, wire.Unavailable)
	pr.telephone()
	for _, c := range []struct {
		from, to string
		answered bool
		heard    []string
	}{
		{"", "0120-000-001", true, []string{"withheld"}},
		{"03-0123-4567", "0120-000-001", true, []string{"unknown"}},
		{"090-1234-5678", "0120-000-001", true, []string{"register", "verified"}},
		{"090-1234-5678", "0120-999-999", false, []string{}},
	} {
		a := p.post("/dev/handset/call", "from", c.from, "to", c.to)
		var got struct {
			Answered bool
			Heard    []string
			Said     []string
			Sound    string
		}
		if err := json.Unmarshal([]byte(a.body), &got); err != nil || got.Answered != c.answered || !slices.Equal(got.Heard, c.heard) || len(got.Said) != len(c.heard) {
			t.Fatalf("%+v: %d %s", c, a.status, a.body)
		}
		if !c.answered {
			continue
		}
		sound := p.get(got.Sound)
		want := pr.phone.sip.Sounds[telephony.Sound(c.heard[0])]
		if sound.status != 200 || sound.header.Get("Content-Type") != "audio/wav" || !strings.HasPrefix(sound.body, "RIFF") || !bytes.Contains([]byte(sound.body), want) {
			t.Errorf("%s: %d, %d bytes", got.Sound, sound.status, len(sound.body))
		}
	}
	if b.counted != 1 {
		t.Errorf("%d counted", b.counted)
	}
	var s scraped
	until(t, func() bool { // a call is counted when it is over, a moment after the caller has its answer
		s = scrape(t, pr.admin)
		return s[`netanswer_calls_total{door="sip",end="not_ours"}`] > 0
	})
	for end, want := range map[string]float64{"verified": 1, "withheld": 1, "unknown": 1, "not_ours": 1} {
		if got := s[`netanswer_calls_total{door="sip",end="`+end+`"}`]; got != want {
			t.Errorf("%s: %v, want %v", end, got, want)
		}
	}

	page := pr.person(false)
	page.want(page.post("/dev/handset/call", "from", "03-0123-4567", "to", "0120-000-001"), 303, "/dev/handset")
	if a := page.get("/dev/handset"); !strings.Contains(a.body, text.DialOn.JA) || a.header.Get("Refresh") != "2" {
		t.Errorf("a call under way is not shown: Refresh %q", a.header.Get("Refresh"))
	}
	for range 500 {
		a := page.get("/dev/handset")
		if strings.Contains(a.body, text.DialOn.JA) {
			time.Sleep(10 * time.Millisecond)
			continue
		}
		if !strings.Contains(a.body, text.VoiceUnknown.JA) || !strings.Contains(a.body, `<audio`) || !strings.Contains(a.body, text.DialWithheld.JA) || !strings.Contains(a.body, pr.card("landline").Landline) || a.header.Get("Refresh") != "" {
			t.Errorf("what was heard is not shown: %s", a.body)
		}
		return
	}
	t.Error("the call does not end")
}

// The whole program, as it is started: a call that is under way when it is to end is heard to its end. What is said stands in the
// folder beside the brand file.
func TestAServerThatIsToEndLetsACallEnd(t *testing.T) {
	dir := t.TempDir()
	own := bytes.Repeat([]byte{0x42, 0x43}, 4000) // a second
	brand, err := os.ReadFile("brand/mihon.json")
	if err == nil {
		err = errors.Join(os.Mkdir(filepath.Join(dir, "calls"), 0o755), os.WriteFile(filepath.Join(dir, "brand.json"), brand, 0o644), os.WriteFile(filepath.Join(dir, "calls", "unknown.ulaw"), own, 0o644))
	}
	if err != nil {
		t.Fatal(err)
	}
	udp, tcp, err := telephony.Listen("127.0.0.1:0") // a port that is free now
	if err != nil {
		t.Fatal(err)
	}
	at := tcp.Addr().String()
	udp.Close()
	tcp.Close()
	c, err := readConfig([]string{"--dev", "--listen", "localhost:0", "--log", "error", "--calls", "sip", "--sip-listen", at, "--brand", filepath.Join(dir, "brand.json"), "--database", filepath.Join(dir, "x.db"), "--keys", filepath.Join(dir, "keys.json")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, c) }()
	call := func(listens func([]byte) bool) (telephony.Heard, error) {
		within, done := context.WithTimeout(t.Context(), 5*time.Second)
		defer done()
		return telephony.Phone{To: netip.MustParseAddrPort(at), Listens: listens}.Call(within, "090-9999-9999", "0120-000-001")
	}
	if _, err := call(func([]byte) bool { return false }); err != nil { // the first call waits until the program is there
		t.Fatal(err)
	}
	heard, err := call(func(voice []byte) bool {
		if len(voice) == 1600 {
			end()
		}
		return true
	})
	if err != nil || !bytes.Equal(heard.Voice, own) {
		t.Errorf("%d bytes of %d were heard: %v", len(heard.Voice), len(own), err)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Error("the program does not end")
	}
	if _, err := net.Dial("tcp", at); err == nil {
		t.Error("the telephone is still open")
	}
}
