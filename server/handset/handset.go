// Package handset is the world outside of development: an SMTP server and an SMS gateway in this process, on this machine only.
// The very senders of a real site deliver to them, so what arrives here is what would arrive there.
package handset

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/emersion/go-smtp"

	"netanswer/server/issuer"
	"netanswer/server/notify"
)

const (
	newest  = 200         // messages that are kept, in memory only
	largest = 1 << 20     // bytes of a message
	window  = time.Minute // between the clock that signed and the one here
)

// Message is one that arrived.
type Message struct {
	ID      string         `json:"id"` // under which it was sent: one that comes again has arrived already
	Channel issuer.Channel `json:"channel"`
	To      string         `json:"to"` // E.164 or a mail address, as files have it
	Subject string         `json:"subject"`
	Text    string         `json:"text"`
	HTML    string         `json:"html,omitempty"` // of a mail
	SentAt  time.Time      `json:"sent_at"`
}

// Handset takes messages and keeps the newest.
type Handset struct {
	Arriving func(Message) // of each delivery, before it is answered, one that comes again too; may be nil

	now    func() time.Time
	secret string // of the gateway
	web    *http.Server
	mail   *smtp.Server
	at     struct{ web, mail *net.TCPAddr }

	mu   sync.Mutex
	list []Message
}

// Open begins to listen. now is the clock of what arrives; signatures go by it too.
func Open(now func() time.Time) (*Handset, error) {
	h := &Handset{now: now, secret: rand.Text()}
	var l [2]net.Listener
	for i := range l {
		var err error
		if l[i], err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			return nil, err
		}
	}
	h.at.web, h.at.mail = l[0].Addr().(*net.TCPAddr), l[1].Addr().(*net.TCPAddr)
	mux := http.NewServeMux()
	mux.HandleFunc("POST /sms", h.sms)
	h.web = &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, IdleTimeout: time.Minute}
	h.mail = smtp.NewServer(h)
	h.mail.Domain, h.mail.MaxMessageBytes, h.mail.MaxRecipients = "localhost", largest, 1
	h.mail.ReadTimeout, h.mail.WriteTimeout = time.Minute, 10*time.Second
	h.mail.ErrorLog = silent{}
	go h.web.Serve(l[0])
	go h.mail.Serve(l[1])
	return h, nil
}

// SMS is the address of the gateway and the secret that it knows a sender by.
func (h *Handset) SMS() (url, secret string) {
	return "http://" + h.at.web.String() + "/sms", h.secret
}

// Mail is the host and port of the relay, which speaks no TLS and asks nobody to log in.
func (h *Handset) Mail() (host string, port int) { return h.at.mail.IP.String(), h.at.mail.Port }

// Close ends both servers.
func (h *Handset) Close() error { return errors.Join(h.web.Close(), h.mail.Close()) }

// Messages are those to one address or number, or all when to is empty; newest first.
func (h *Handset) Messages(to string) []Message {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := []Message{}
	for _, m := range slices.Backward(h.list) {
		if to == "" || m.To == to {
			out = append(out, m)
		}
	}
	return out
}

// Message is the one under an ID.
func (h *Handset) Message(id string) (Message, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	i := slices.IndexFunc(h.list, func(m Message) bool { return m.ID == id })
	if i < 0 {
		return Message{}, false
	}
	return h.list[i], true
}

// arrive keeps a message, once for each ID.
func (h *Handset) arrive(m Message) {
	if h.Arriving != nil {
		h.Arriving(m)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if slices.ContainsFunc(h.list, func(a Message) bool { return a.ID == m.ID }) {
		return
	}
	m.SentAt = h.now()
	h.list = append(h.list, m)
	if n := len(h.list) - newest; n > 0 {
		h.list = append([]Message(nil), h.list[n:]...)
	}
}

// sms is the gateway: it takes what is signed.
func (h *Handset) sms(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largest))
	var m Message
	switch {
	case err != nil || json.Unmarshal(body, &m) != nil || m.ID == "" || m.ID != r.Header.Get(notify.KeyHeader):
		http.Error(w, "not a message with its key", http.StatusBadRequest)
		return
	case !notify.Signed([]byte(h.secret), r.Header, body, h.now(), window):
		http.Error(w, "not signed", http.StatusUnauthorized)
		return
	}
	h.arrive(Message{ID: m.ID, Channel: issuer.SMS, To: m.To, Text: m.Text})
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{"id": m.ID})
}

type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}
