package rest

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
)

var start = time.Unix(1_800_000_000, 0)

func checkerAt(now *time.Time) *checker {
	return &checker{secrets: map[string][]byte{"one": []byte("secret one"), "two": []byte("secret two")}, now: func() time.Time { return *now }, capacity: 3}
}

func signedBy(s Signer, at time.Time, body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "https://cards.example.jp/netanswer/v1/holder", strings.NewReader(body))
	s.sign(r, []byte(body), at)
	return r
}

// RFC 9421, appendix B.2.5: the base is made of other components there, the sum over it in the same way.
func TestTheSumIsThatOfTheStandard(t *testing.T) {
	secret, err := base64.StdEncoding.DecodeString("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==")
	if err != nil {
		t.Fatal(err)
	}
	sum := mac(secret, "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@authority\": example.com\n\"content-type\": application/json\n"+
		"\"@signature-params\": (\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"")
	if got := base64.StdEncoding.EncodeToString(sum); got != "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=" {
		t.Error(got)
	}
	if got := digest([]byte(`{"hello": "world"}`)); got != "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:" { // RFC 9530, appendix D
		t.Error(got)
	}
	if got := base("POST", authority("Cards.Example.jp:443"), "/v1/ready", "d", "p"); got != "\"@method\": POST\n\"@authority\": cards.example.jp\n\"@path\": /v1/ready\n\"content-digest\": d\n\"@signature-params\": p" {
		t.Error(got)
	}
}

func TestASignatureCoversTheWholeRequest(t *testing.T) {
	one := Signer{"one", []byte("secret one")}
	for what, change := range map[string]func(r *http.Request, body *[]byte){
		"another method":    func(r *http.Request, _ *[]byte) { r.Method = http.MethodPut },
		"another host":      func(r *http.Request, _ *[]byte) { r.Host = "cards.example.com" },
		"another path":      func(r *http.Request, _ *[]byte) { r.URL.Path = "/netanswer/v1/summary" },
		"another body":      func(_ *http.Request, body *[]byte) { *body = []byte(`{"card_ref":"b"}`) },
		"no signature":      func(r *http.Request, _ *[]byte) { r.Header.Del("Signature") },
		"no input":          func(r *http.Request, _ *[]byte) { r.Header.Del("Signature-Input") },
		"two signatures":    func(r *http.Request, _ *[]byte) { r.Header.Add("Signature", r.Header.Get("Signature")) },
		"another time":      func(r *http.Request, _ *[]byte) { replace(r, "created=1800000000", "created=1800000001") },
		"another nonce":     func(r *http.Request, _ *[]byte) { replace(r, `nonce="`, `nonce="A`) },
		"another key":       func(r *http.Request, _ *[]byte) { replace(r, `"one"`, `"two"`) },
		"an unknown key":    func(r *http.Request, _ *[]byte) { replace(r, `"one"`, `"three"`) },
		"fewer components":  func(r *http.Request, _ *[]byte) { replace(r, ` "content-digest"`, "") },
		"another algorithm": func(r *http.Request, _ *[]byte) { replace(r, "hmac-sha256", "none") },
		"its body digested anew": func(r *http.Request, body *[]byte) {
			*body = []byte(`{"card_ref":"b"}`)
			r.Header.Set("Content-Digest", digest(*body))
		},
	} {
		now := start
		r, body := signedBy(one, start, `{"card_ref":"a"}`), []byte(`{"card_ref":"a"}`)
		change(r, &body)
		if err := checkerAt(&now).check(r, body); !errors.Is(err, errNotSigned) {
			t.Errorf("%s: %v", what, err)
		}
	}
	now := start
	for _, s := range []Signer{one, {"two", []byte("secret two")}} {
		if err := checkerAt(&now).check(signedBy(s, start, "{}"), []byte("{}")); err != nil {
			t.Errorf("key %s: %v", s.ID, err)
		}
	}
}

func replace(r *http.Request, old, to string) {
	r.Header.Set("Signature-Input", strings.Replace(r.Header.Get("Signature-Input"), old, to, 1))
}

func TestARequestIsGoodOnceAndForAMinute(t *testing.T) {
	one := Signer{"one", []byte("secret one")}
	for off, good := range map[time.Duration]bool{0: true, Window: true, -Window: true, Window + time.Second: false, -Window - time.Second: false} {
		now := start
		if err := checkerAt(&now).check(signedBy(one, start.Add(off), ""), nil); (err == nil) != good {
			t.Errorf("clock off by %v: %v", off, err)
		}
	}
	now := start
	c := checkerAt(&now)
	early := signedBy(one, start.Add(Window), "") // good for two minutes from now
	for n, at := range []time.Duration{0, time.Second, Window, 2*Window - time.Second, 2 * Window} {
		now = start.Add(at)
		if err := c.check(early, nil); n == 0 && err != nil || n > 0 && !errors.Is(err, errReplayed) {
			t.Errorf("%v later: %v", at, err)
		}
	}
	now = start.Add(2*Window + time.Second)
	if err := c.check(early, nil); !errors.Is(err, errNotSigned) {
		t.Errorf("too late: %v", err)
	}
}

// A checker remembers so many; it would rather not answer than forget.
func TestACheckerForgetsNoNonceTooEarly(t *testing.T) {
	one, now := Signer{"one", []byte("secret one")}, start
	c := checkerAt(&now)
	for n := range 4 {
		if err := c.check(signedBy(one, now, ""), nil); errors.Is(err, errCrowded) != (n == 3) {
			t.Errorf("request %d: %v", n+1, err)
		}
	}
	now = start.Add(2 * Window)
	if err := c.check(signedBy(one, now, ""), nil); err != nil {
		t.Errorf("in the next window: %v", err)
	}
	now = start.Add(time.Hour)
	if err := c.check(signedBy(one, now, ""), nil); err != nil || len(c.older) != 0 {
		t.Errorf("an hour later: %v, %d remembered", err, len(c.older))
	}
}

// nobody is whom nobody asks here.
type nobody struct{ issuer.Issuer }

func TestWhoDoesNotSignIsNotAnswered(t *testing.T) {
	h := (&Server{Issuer: nobody{}, Secrets: map[string][]byte{"one": []byte("secret one")}, Now: func() time.Time { return start }}).Handler()
	ask := func(r *http.Request) string {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return fmt.Sprint(w.Code, " ", w.Body)
	}
	for _, path := range []string{"verify-card", "contacts", "holder", "summary", "account", "cards", "statements", "statement", "uses", "limits", "points"} {
		if got := ask(httptest.NewRequest("POST", "/v1/"+path, strings.NewReader("{}"))); got != `401 {"code":"not_signed"}` {
			t.Errorf("%s: %s", path, got)
		}
	}
	if got := ask(httptest.NewRequest("GET", "/v1/ready", nil)); got != `401 {"code":"not_signed"}` {
		t.Errorf("ready: %s", got)
	}
	r := httptest.NewRequest("POST", "https://cards.example.jp/v1/holder", strings.NewReader("{"))
	Signer{"one", []byte("secret one")}.sign(r, []byte("{"), start)
	again := r.Clone(t.Context())
	again.Body = io.NopCloser(strings.NewReader("{"))
	if got := ask(r); got != `400 {"code":"bad_request"}` {
		t.Errorf("signed: %s", got)
	}
	if got := ask(again); got != `401 {"code":"replayed"}` {
		t.Errorf("once more: %s", got)
	}
}
