package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"netanswer/server/issuer"
)

// Headers of a message that goes to a gateway. docs/messages.md describes them.
const (
	KeyHeader       = "Idempotency-Key"
	TimestampHeader = "Netanswer-Timestamp" // unix seconds
	SignatureHeader = "Netanswer-Signature" // v1= and the HMAC in hexadecimal
)

const longestAnswer = 64 << 10 // bytes of a gateway's answer that are read

// Webhook sends an SMS by one signed POST of JSON to a gateway.
type Webhook struct {
	URL    string
	Secret []byte
	Client *http.Client
	Now    func() time.Time
}

// posted is the body.
type posted struct {
	ID        string         `json:"id"`
	Channel   issuer.Channel `json:"channel"`
	To        string         `json:"to"`
	Text      string         `json:"text"`
	ExpiresAt time.Time      `json:"expires_at"`
}

// Send posts the message. It is taken when the answer is 2xx and JSON that names its ID: a page that some proxy answers is no yes.
func (w *Webhook) Send(ctx context.Context, m Message) error {
	if err := textable(m); err != nil {
		return err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(posted{m.ID, m.Channel, m.To, m.Text, m.ExpiresAt.UTC()}); err != nil {
		return err
	}
	body := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	at := strconv.FormatInt(w.Now().Unix(), 10)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(KeyHeader, m.ID)
	r.Header.Set(TimestampHeader, at)
	r.Header.Set(SignatureHeader, Sign(w.Secret, at, body))
	a, err := ask(w.Client, r, "sms gateway")
	if err != nil {
		return err
	}
	var taken struct{ ID string }
	switch {
	case a.status/100 == 2:
		if json.Unmarshal(a.body, &taken) != nil || taken.ID != m.ID {
			return &Failure{Kind: Unknown, Code: a.status, What: "sms gateway: the answer does not name the message"}
		}
		return nil
	case a.status == http.StatusBadRequest, a.status == http.StatusGone, a.status == http.StatusUnprocessableEntity:
		return &Failure{Kind: Refused, Code: a.status, What: "sms gateway"}
	}
	return a.later("sms gateway")
}

// Sign is the signature of a body at a time: the HMAC-SHA256 over the time, a full stop and the body.
func Sign(secret []byte, at string, body []byte) string {
	mac := hmac.New(sha256.New, secret)
	io.WriteString(mac, at+".")
	mac.Write(body)
	return "v1=" + hex.EncodeToString(mac.Sum(nil))
}

// Signed says whether a request's headers sign its body, made at most window before or after now.
func Signed(secret []byte, h http.Header, body []byte, now time.Time, window time.Duration) bool {
	at := h.Get(TimestampHeader)
	unix, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		return false
	}
	age := now.Sub(time.Unix(unix, 0))
	return age <= window && age >= -window && hmac.Equal([]byte(h.Get(SignatureHeader)), []byte(Sign(secret, at, body)))
}

// answer is what a gateway answered over HTTP.
type answer struct {
	status int
	body   []byte
	header http.Header
}

// ask makes a request. It follows no redirect: nothing of a message goes where nobody meant it to.
func ask(c *http.Client, r *http.Request, what string) (answer, error) {
	res, err := c.Do(r)
	if err != nil {
		return answer{}, unanswered(what, !refusedToConnect(err), httpError(err))
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, longestAnswer))
	if err != nil {
		return answer{}, unanswered(what, true, httpError(err))
	}
	return answer{res.StatusCode, body, res.Header}, nil
}

// later is the failure of an answer that says nothing about the message itself: wrong credentials, too many, broken down.
func (a answer) later(what string) *Failure {
	f := &Failure{Kind: Later, Code: a.status, What: what, After: retryAfter(a.header.Get("Retry-After"), a.header.Get("Date"))}
	if a.status/100 == 2 || a.status == http.StatusBadGateway || a.status == http.StatusGatewayTimeout {
		f.Kind = Unknown // what stands behind it may have taken the message
	}
	return f
}

// retryAfter reads seconds or a date, which counts from the date of the answer.
func retryAfter(value, date string) time.Duration {
	if s, err := strconv.Atoi(strings.TrimSpace(value)); err == nil {
		return time.Duration(min(max(s, 0), 24*60*60)) * time.Second
	}
	until, err := http.ParseTime(value)
	from, e := http.ParseTime(date)
	if err != nil || e != nil {
		return 0
	}
	return min(max(until.Sub(from), 0), 24*time.Hour)
}
