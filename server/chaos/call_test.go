//go:build system

package chaos

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const callsSecret = "a secret of the chaos tests and of nobody else"

var (
	freeNumber = regexp.MustCompile(`href="tel:(0120\d{6})"[^>]*>0120-000-00[1-8]<`)
	markOfCall = regexp.MustCompile(`name="call"[^>]* value="([^"]+)"|value="([^"]+)"[^>]* name="call"`)
)

// calls makes the call that the screen waits for, as a company that answers calls would tell of it. When the power is cut in the
// middle of it the person calls once more, unless the screen says that the call has come.
func (p *person) calls() (answer, error) {
	a, err := p.do("GET", "/register/call", nil)
	if err != nil || strings.Contains(a.body, "お電話を確認しました") {
		return a, err
	}
	to := freeNumber.FindStringSubmatch(a.body)
	if to == nil {
		return a, fmt.Errorf("/register/call has no number: %d %s", a.status, told(a.body))
	}
	var said struct{ Verified bool }
	if err := p.hook(map[string]string{"id": fmt.Sprint(p.requests), "event": "heard", "caller": p.card.Mobile, "dialled": to[1]}, &said); err != nil {
		return a, err
	}
	if !said.Verified {
		return a, errors.New("the call did not count")
	}
	return a, nil
}

// hook tells of a call, signed.
func (p *person) hook(event map[string]string, said any) error {
	p.requests++
	if p.began != nil {
		p.began(p.requests)
	}
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	h := hmac.New(sha256.New, []byte(callsSecret))
	h.Write([]byte(stamp + "." + string(body)))
	r, err := http.NewRequest("POST", fmt.Sprintf("http://127.0.0.1:%d/calls/webhook", p.door().port), bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Netanswer-Timestamp", stamp)
	r.Header.Set("Netanswer-Signature", "v1="+hex.EncodeToString(h.Sum(nil)))
	res, err := (&http.Client{Timeout: patience, Transport: &http.Transport{DisableKeepAlives: true}}).Do(r)
	if err != nil {
		return errors.Join(errDied, err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		return errors.Join(errDied, err)
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("/calls/webhook: %d %s", res.StatusCode, raw)
	}
	return json.Unmarshal(raw, said)
}

// called presses the button. It is sent with what the screen held, however often: the page that was lost is not asked for again.
func (p *person) called() (answer, error) {
	if p.mark == "" {
		a, err := p.do("GET", "/register/call", nil)
		if err != nil {
			return a, err
		}
		found := markOfCall.FindStringSubmatch(a.body)
		if found == nil {
			return a, fmt.Errorf("/register/call has no mark: %d %s", a.status, told(a.body))
		}
		p.mark = found[1] + found[2]
	}
	return p.post("/register/call", "call", p.mark)
}
