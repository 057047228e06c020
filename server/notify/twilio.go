package notify

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Twilio sends an SMS by Twilio's REST API, with basic auth. The API takes no idempotency key for messages: before anything but a
// first attempt it is asked whether the one before has arrived after all.
type Twilio struct {
	Base    string // https://api.twilio.com
	Account string // AC…
	Key     string // SK…; empty: the account itself
	Secret  string // of the key, or the account's auth token
	From    string // a number in E.164, an alphanumeric name, or a messaging service, MG…
	Client  *http.Client
	Now     func() time.Time
}

const longestValidity = 4 * time.Hour // that every kind of Twilio's senders takes

// Twilio's error codes that are about who sends and not about the message: another try or another sender may do.
var twilioSender = []int{
	20003, 20005, 20429, // authentication, inactive account, too many requests
	21212, 21603, 21606, 21611, 21659, 21660, 21661, // the number that it is sent from, or its full queue
	21701, 21703, 21704, 21705, 21710, 21712, // the messaging service
	30001, 63038, // queue overflow, daily limit of the account
}

// Send makes one POST.
func (t *Twilio) Send(ctx context.Context, m Message) error {
	if err := textable(m); err != nil {
		return err
	}
	if m.Attempt > 1 {
		if there, err := t.arrived(ctx, m); there || err != nil {
			return err
		}
	}
	left := min(m.ExpiresAt.Sub(t.Now()), longestValidity)
	in := url.Values{"To": {m.To}, "Body": {m.Text}, "ValidityPeriod": {strconv.Itoa(max(1, int(left.Seconds())))}}
	if strings.HasPrefix(t.From, "MG") {
		in.Set("MessagingServiceSid", t.From)
	} else {
		in.Set("From", t.From)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, t.address(), strings.NewReader(in.Encode()))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set(KeyHeader, m.ID) // not in Twilio's own API; gateways that speak its form know it
	a, err := t.ask(r)
	if err != nil {
		return err
	}
	var said struct {
		SID  string
		Code int
	}
	wrong := json.Unmarshal(a.body, &said) != nil
	switch {
	case a.status/100 == 2 && !wrong && said.SID != "":
		return nil
	case a.status/100 == 2:
		return &Failure{Kind: Unknown, Code: a.status, What: "twilio: the answer names no message"}
	case a.status == http.StatusBadRequest && said.Code != 0 && !slices.Contains(twilioSender, said.Code):
		return &Failure{Kind: Refused, Code: said.Code, What: "twilio"}
	}
	f := a.later("twilio")
	if said.Code != 0 {
		f.Code = said.Code
	}
	return f
}

// arrived asks for the messages to that number, newest first, and looks for this text: a passcode's is like no other's, a notice's
// names its minute.
func (t *Twilio) arrived(ctx context.Context, m Message) (bool, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, t.address()+"?"+url.Values{"To": {m.To}, "PageSize": {"20"}}.Encode(), nil)
	if err != nil {
		return false, err
	}
	a, err := t.ask(r)
	if err != nil {
		return false, err
	}
	if a.status != http.StatusOK {
		return false, a.later("twilio: list")
	}
	var list struct {
		Messages []struct{ Body, Status string }
	}
	if json.Unmarshal(a.body, &list) != nil {
		return false, &Failure{Kind: Later, Code: a.status, What: "twilio: list that makes no sense"}
	}
	for _, sent := range list.Messages {
		if sent.Body == m.Text && sent.Status != "failed" && sent.Status != "undelivered" && sent.Status != "canceled" {
			return true, nil
		}
	}
	return false, nil
}

func (t *Twilio) address() string {
	return t.Base + "/2010-04-01/Accounts/" + url.PathEscape(t.Account) + "/Messages.json"
}

func (t *Twilio) ask(r *http.Request) (answer, error) {
	user := t.Key
	if user == "" {
		user = t.Account
	}
	r.SetBasicAuth(user, t.Secret)
	return ask(t.Client, r, "twilio")
}
