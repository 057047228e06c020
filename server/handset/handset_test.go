package handset_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"netanswer/server/handset"
	"netanswer/server/notify"
	"netanswer/shared/text"
)

var noon = time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)

func atNoon() time.Time { return noon }

func name(l text.Lang) string { return text.SiteName.In(l) }

func open(t *testing.T) (*handset.Handset, *notify.Webhook, *notify.SMTP) {
	t.Helper()
	h, err := handset.Open(atNoon)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	url, secret := h.SMS()
	m := &notify.SMTP{Encryption: notify.Without, Domain: "mihon.example.jp", Now: atNoon, Look: notify.Look{
		Name: name, Company: name, Deep: "#0f3f59",
	}}
	m.Host, m.Port = h.Mail()
	if err := m.Open(); err != nil {
		t.Fatal(err)
	}
	return h, &notify.Webhook{URL: url, Secret: []byte(secret), Client: notify.NewClient(nil), Now: atNoon}, m
}

func TestWhatTheSendersSendArrives(t *testing.T) {
	h, sms, mail := open(t)
	texted := notify.Message{ID: "1", Channel: "sms", To: "+819012345678", Text: "一行目\n@card.example.jp #123456"}
	mailed := notify.Message{ID: "2", Channel: "mail", To: "a..b@docomo.ne.jp", Subject: "【見本】" + strings.Repeat("長い件名", 30), Text: "コード：123456\n\n.\n二つ目 <b>\n"}
	for range 2 { // the second time it is the same message
		if err := sms.Send(t.Context(), texted); err != nil {
			t.Fatal(err)
		}
		if err := mail.Send(t.Context(), mailed); err != nil {
			t.Fatal(err)
		}
	}
	all := h.Messages("")
	if len(all) != 2 {
		t.Fatalf("%+v", all)
	}
	got := all[0]
	if !strings.Contains(got.HTML, "&lt;b&gt;") || !strings.Contains(got.HTML, ">123456</td>") {
		t.Errorf("HTML %s", got.HTML)
	}
	got.HTML = ""
	if got != (handset.Message{ID: "2", Channel: "mail", To: mailed.To, Subject: mailed.Subject, Text: mailed.Text, SentAt: noon}) {
		t.Errorf("%+v", got)
	}
	if all[1] != (handset.Message{ID: "1", Channel: "sms", To: texted.To, Text: texted.Text, SentAt: noon}) {
		t.Errorf("%+v", all[1])
	}
	if m, ok := h.Message("1"); !ok || m.Text != texted.Text || len(h.Messages(mailed.To)) != 1 || len(h.Messages("nobody")) != 0 {
		t.Errorf("%v %v", ok, m)
	}
}

func TestTheGatewayOfDevelopmentTakesOnlyWhatIsSigned(t *testing.T) {
	h, sms, _ := open(t)
	good := `{"id":"1","channel":"sms","to":"+819012345678","text":"x"}`
	for name, c := range map[string]struct {
		body, key string
		secret    []byte
		at        time.Time
		want      int
	}{
		"as it should be": {good, "1", sms.Secret, noon, 200},
		"another secret":  {good, "1", []byte("another"), noon, 401},
		"old":             {good, "1", sms.Secret, noon.Add(-2 * time.Minute), 401},
		"another key":     {good, "2", sms.Secret, noon, 400},
		"no message":      {`{}`, "", sms.Secret, noon, 400},
		"no JSON":         {`x`, "1", sms.Secret, noon, 400},
		"too large":       {good + strings.Repeat(" ", 2<<20), "1", sms.Secret, noon, 400},
	} {
		r, err := http.NewRequestWithContext(t.Context(), "POST", sms.URL, strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		at := strconv.FormatInt(c.at.Unix(), 10)
		r.Header.Set(notify.KeyHeader, c.key)
		r.Header.Set(notify.TimestampHeader, at)
		r.Header.Set(notify.SignatureHeader, notify.Sign(c.secret, at, []byte(c.body)))
		res, err := sms.Client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != c.want {
			t.Errorf("%s: %d", name, res.StatusCode)
		}
	}
	if len(h.Messages("")) != 1 {
		t.Errorf("%+v", h.Messages(""))
	}
}

func TestTheNewestAreKept(t *testing.T) {
	h, sms, _ := open(t)
	var all sync.WaitGroup
	for i := range 250 {
		send := func() {
			if err := sms.Send(t.Context(), notify.Message{ID: fmt.Sprint(i), Channel: "sms", To: "+819012345678", Text: fmt.Sprint(i)}); err != nil {
				t.Error(err)
			}
		}
		if i < 240 {
			all.Go(send)
			continue
		}
		all.Wait()
		send()
	}
	if list := h.Messages("+819012345678"); len(list) != 200 || list[0].Text != "249" || list[9].Text != "240" {
		t.Errorf("%d messages, newest %v", len(list), list[0])
	}
}

func FuzzReadingAMail(f *testing.F) {
	f.Add([]byte("Message-ID: <1@x>\r\nTo: a@b.example\r\nSubject: x\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b--\r\n"))
	f.Add([]byte("Content-Type: text/plain\r\n\r\nhello"))
	f.Fuzz(func(_ *testing.T, raw []byte) { handset.Read(bytes.NewReader(raw)) })
}
