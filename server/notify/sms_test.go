package notify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)

func atNoon() time.Time { return noon }

func aMessage() Message {
	return Message{
		ID: "0193-id", Channel: "sms", To: "+819012345678", Text: "認証 <123456> & more\n@card.example.jp #123456", ExpiresAt: noon.Add(10 * time.Minute), Attempt: 1,
	}
}

// receiver is a gateway that answers as it is told.
func receiver(t *testing.T, h http.HandlerFunc) string {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

var key = []byte("a secret of the gateway")

func hook(url string) *Webhook {
	return &Webhook{URL: url, Secret: key, Client: NewClient(nil), Now: atNoon}
}

func TestAWebhookIsSignedAndNamesItsMessage(t *testing.T) {
	var body []byte
	var header http.Header
	url := receiver(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ = io.ReadAll(r.Body)
		header = r.Header
		fmt.Fprint(w, `{"id":"0193-id"}`)
	})
	if err := hook(url).Send(t.Context(), aMessage()); err != nil {
		t.Fatal(err)
	}
	want := `{"id":"0193-id","channel":"sms","to":"+819012345678","text":"認証 <123456> & more\n@card.example.jp #123456","expires_at":"2026-11-23T03:10:00Z"}`
	if string(body) != want {
		t.Errorf("posted %s", body)
	}
	if header.Get("Idempotency-Key") != "0193-id" || header.Get("Netanswer-Timestamp") != "1795402800" || header.Get("Content-Type") != "application/json" {
		t.Errorf("%v", header)
	}
	for name, c := range map[string]struct {
		secret []byte
		body   string
		now    time.Time
		good   bool
	}{
		"as it came":         {key, want, noon, true},
		"four minutes later": {key, want, noon.Add(4 * time.Minute), true},
		"clocks apart":       {key, want, noon.Add(-4 * time.Minute), true},
		"replayed":           {key, want, noon.Add(6 * time.Minute), false},
		"from the future":    {key, want, noon.Add(-6 * time.Minute), false},
		"another secret":     {[]byte("b secret of the gateway"), want, noon, false},
		"another body":       {key, want + " ", noon, false},
	} {
		if got := Signed(c.secret, header, []byte(c.body), c.now, 5*time.Minute); got != c.good {
			t.Errorf("%s: %v", name, got)
		}
	}
	header.Set("Netanswer-Timestamp", "1795402801")
	if Signed(key, header, body, noon, 5*time.Minute) {
		t.Error("the time is not signed")
	}
}

// What a gateway may do, and what that means.
func TestWhatAGatewayAnswersIsToldApart(t *testing.T) {
	status := func(n int, headers ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i < len(headers); i += 2 {
				w.Header().Set(headers[i], headers[i+1])
			}
			w.WriteHeader(n)
		}
	}
	said := func(n int, words string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(n); io.WriteString(w, words) }
	}
	cut := func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		c, _, _ := w.(http.Hijacker).Hijack()
		c.Close()
	}
	half := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, `{"id":`)
	}
	slow := func(_ http.ResponseWriter, r *http.Request) { io.Copy(io.Discard, r.Body); <-r.Context().Done() }
	followed := false
	elsewhere := receiver(t, func(w http.ResponseWriter, _ *http.Request) { followed = true; io.WriteString(w, `{"id":"0193-id"}`) })
	for name, c := range map[string]struct {
		gateway http.HandlerFunc
		kind    Kind
		code    int
		after   time.Duration
	}{
		"400":                     {status(400), Refused, 400, 0},
		"422":                     {status(422), Refused, 422, 0},
		"410":                     {status(410), Refused, 410, 0},
		"401":                     {status(401), Later, 401, 0},
		"404":                     {status(404), Later, 404, 0},
		"408":                     {status(408), Later, 408, 0},
		"409":                     {status(409), Later, 409, 0},
		"429":                     {status(429, "Retry-After", "90"), Later, 429, 90 * time.Second},
		"500":                     {status(500), Later, 500, 0},
		"502":                     {status(502), Unknown, 502, 0},
		"503 with a date":         {status(503, "Retry-After", "Mon, 23 Nov 2026 03:02:00 GMT", "Date", "Mon, 23 Nov 2026 03:00:00 GMT"), Later, 503, 2 * time.Minute},
		"503 with nonsense":       {status(503, "Retry-After", "soon"), Later, 503, 0},
		"503 with a past":         {status(503, "Retry-After", "-5"), Later, 503, 0},
		"a redirect":              {status(307, "Location", elsewhere), Later, 307, 0},
		"200 with a login page":   {said(200, "<html>Please log in"), Unknown, 200, 0},
		"200 for another message": {said(200, `{"id":"other"}`), Unknown, 200, 0},
		"200 with nothing":        {said(200, ``), Unknown, 200, 0},
		"200 with null":           {said(200, `null`), Unknown, 200, 0},
		"a cut connection":        {cut, Unknown, 0, 0},
		"half an answer":          {half, Unknown, 0, 0},
		"silence":                 {slow, Unknown, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			defer cancel()
			err := hook(receiver(t, c.gateway)).Send(ctx, aMessage())
			var f *Failure
			if !errors.As(err, &f) || f.Kind != c.kind || f.Code != c.code || f.After != c.after {
				t.Fatalf("%#v", err)
			}
			if s := err.Error(); strings.Contains(s, "123456") || strings.Contains(s, "127.0.0.1:") && c.code != 0 {
				t.Errorf("the error tells of the message: %s", s)
			}
		})
	}
	t.Cleanup(func() {
		if followed {
			t.Error("a redirect was followed: the message went elsewhere")
		}
	})
}

func TestAGatewayThatIsNotThereHasNotTakenTheMessage(t *testing.T) {
	s := httptest.NewServer(nil)
	s.Close()
	var f *Failure
	if err := hook(s.URL).Send(t.Context(), aMessage()); !errors.As(err, &f) || f.Kind != Later {
		t.Errorf("%#v", err)
	}
	tls := httptest.NewTLSServer(nil) // whose certificate nobody vouches for
	defer tls.Close()
	if err := hook(tls.URL).Send(t.Context(), aMessage()); !errors.As(err, &f) || f.Kind != Later {
		t.Errorf("%#v", err)
	}
}

func TestNoSMSGoesToALandline(t *testing.T) {
	asked := 0
	url := receiver(t, func(w http.ResponseWriter, _ *http.Request) { asked++; io.WriteString(w, `{"id":"0193-id"}`) })
	twilio := &Twilio{Base: url, Account: "AC1", From: "+815012345678", Client: NewClient(nil), Now: atNoon}
	for _, to := range []string{
		"+81312345678", "+815012345678", "+81120000000", "+81570000000", "+812012345678", "+8190123456789", "+81901234567", "+81", "09012345678", "", "+81 9012345678",
		"+819012345678\r\nX: y", "sip:+819012345678",
	} {
		m := aMessage()
		m.To = to
		for _, c := range []Channel{hook(url), twilio} {
			if err := c.Send(t.Context(), m); !errors.Is(err, ErrRefused) {
				t.Errorf("%T to %q: %v", c, to, err)
			}
		}
	}
	if asked != 0 {
		t.Errorf("a gateway was asked %d times", asked)
	}
	for _, to := range []string{"+819012345678", "+818012345678", "+817012345678", "+816012345678", "+14155550100"} {
		m := aMessage()
		m.To = to
		if err := hook(url).Send(t.Context(), m); err != nil {
			t.Errorf("%s: %v", to, err)
		}
	}
}

func TestTwilioIsAskedInItsOwnForm(t *testing.T) {
	var got *http.Request
	url := receiver(t, func(w http.ResponseWriter, r *http.Request) {
		r.ParseForm()
		got = r
		w.WriteHeader(201)
		io.WriteString(w, `{"sid":"SM1","status":"queued","error_code":null}`)
	})
	tw := &Twilio{Base: url, Account: "AC1", Secret: "token", From: "+815012345678", Client: NewClient(nil), Now: atNoon}
	if err := tw.Send(t.Context(), aMessage()); err != nil {
		t.Fatal(err)
	}
	user, password, _ := got.BasicAuth()
	if got.Method != "POST" || got.URL.Path != "/2010-04-01/Accounts/AC1/Messages.json" || user != "AC1" || password != "token" || got.Header.Get("Idempotency-Key") != "0193-id" {
		t.Errorf("%s %s as %s", got.Method, got.URL, user)
	}
	want := map[string]string{"To": "+819012345678", "From": "+815012345678", "Body": aMessage().Text, "ValidityPeriod": "600"}
	for name, value := range want {
		if got.PostForm.Get(name) != value {
			t.Errorf("%s is %q", name, got.PostForm.Get(name))
		}
	}
	if len(got.PostForm) != len(want) {
		t.Errorf("%v", got.PostForm)
	}
	tw.Key, tw.From = "SK1", "MG1"
	late := aMessage()
	late.ExpiresAt = noon.Add(24 * time.Hour)
	if err := tw.Send(t.Context(), late); err != nil {
		t.Fatal(err)
	}
	if user, _, _ := got.BasicAuth(); user != "SK1" || got.PostForm.Get("MessagingServiceSid") != "MG1" || got.PostForm.Has("From") || got.PostForm.Get("ValidityPeriod") != "14400" {
		t.Errorf("%s %v", user, got.PostForm)
	}
}

func TestWhatTwilioAnswersIsToldApart(t *testing.T) {
	for body, c := range map[string]struct {
		status int
		kind   Kind
		code   int
	}{
		`{"code":21211,"message":"The 'To' number +819012345678 is not a valid phone number.","status":400}`: {400, Refused, 21211},
		`{"code":21610,"message":"unsubscribed"}`:                                                            {400, Refused, 21610},
		`{"code":21614,"message":"not a mobile"}`:                                                            {400, Refused, 21614},
		`{"code":21606,"message":"From not yours"}`:                                                          {400, Later, 21606},
		`{"code":20003,"message":"Authenticate"}`:                                                            {401, Later, 20003},
		`{"code":20429,"message":"Too Many Requests"}`:                                                       {429, Later, 20429},
		`<html>Bad Request`: {400, Later, 400},
		`{}`:                {500, Later, 500},
		`{"sid":""}`:        {201, Unknown, 201},
		`welcome`:           {200, Unknown, 200},
	} {
		url := receiver(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(c.status); io.WriteString(w, body) })
		err := (&Twilio{Base: url, Account: "AC1", From: "+815012345678", Client: NewClient(nil), Now: atNoon}).Send(t.Context(), aMessage())
		var f *Failure
		if !errors.As(err, &f) || f.Kind != c.kind || f.Code != c.code || strings.Contains(err.Error(), "9012345678") {
			t.Errorf("%s: %#v", body, err)
		}
	}
}

// Twilio takes no key: whether a message of which nobody knows has arrived is asked before it is sent again.
func TestTwilioIsAskedBeforeAMessageIsSentAgain(t *testing.T) {
	type sent struct {
		Body   string `json:"body"`
		Status string `json:"status"`
	}
	var list []sent
	posts, refuse := 0, false
	url := receiver(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case refuse:
			w.WriteHeader(503)
		case r.Method == "GET" && r.URL.Query().Get("To") == "+819012345678":
			json.NewEncoder(w).Encode(map[string]any{"messages": list})
		case r.Method == "POST":
			posts++
			w.WriteHeader(201)
			io.WriteString(w, `{"sid":"SM1"}`)
		default:
			w.WriteHeader(404)
		}
	})
	tw := &Twilio{Base: url, Account: "AC1", From: "+815012345678", Client: NewClient(nil), Now: atNoon}
	m := aMessage()
	m.Attempt = 2
	for _, c := range []struct {
		list  []sent
		posts int
	}{
		{[]sent{{"another", "delivered"}, {m.Text, "queued"}}, 0},
		{[]sent{{m.Text, "delivered"}}, 0},
		{[]sent{{m.Text, "failed"}, {m.Text + " ", "sent"}}, 1},
		{nil, 1},
	} {
		list, posts = c.list, 0
		if err := tw.Send(t.Context(), m); err != nil || posts != c.posts {
			t.Errorf("%v: %d posts, %v", c.list, posts, err)
		}
	}
	refuse = true
	posts = 0
	var f *Failure
	if err := tw.Send(t.Context(), m); !errors.As(err, &f) || f.Kind != Later || posts != 0 {
		t.Errorf("sent without knowing: %d posts, %v", posts, err)
	}
}
