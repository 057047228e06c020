package notify

import (
	"context"
	"crypto"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/mail"
	"net/textproto"
	"strings"
	"sync"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// Encryption is how the way to a relay is kept secret.
type Encryption int

// The ways. Without is for a relay on the same machine.
const (
	STARTTLS Encryption = iota
	ImplicitTLS
	Without
)

// SMTP hands mail to a relay. Connections are used again: a handshake costs more than a message.
type SMTP struct {
	Host       string
	Port       int
	Encryption Encryption
	User       string // empty: the relay asks for none
	Password   string
	Roots      *x509.CertPool // who may vouch for the relay; nil: those that everybody trusts
	Domain     string         // the brand's: of the sender's address and the messages' IDs
	Look       Look
	Selector   string        // of the DKIM key in the DNS
	Key        crypto.Signer // nil: no DKIM signature
	Now        func() time.Time

	client *gomail.Client
	signer *gomail.DKIMSigner

	mu   sync.Mutex
	idle []connection
}

// connection is one to the relay. go-mail holds its lock while it waits, and leaves connections open that failed half way: so what
// lies beneath is kept at hand, to be closed at any time.
type connection struct {
	*smtp.Client
	net.Conn
	since time.Time
}

type dialled struct{}

const (
	sender   = "no-reply"       // of the sender's address: before @ and the brand's domain
	keepIdle = 20 * time.Second // a connection that nobody needs; relays cut after minutes
)

// Open checks the settings; call it before Send.
func (s *SMTP) Open() error {
	options := []gomail.Option{
		gomail.WithPort(s.Port), gomail.WithHELO(s.Domain), gomail.WithTimeout(sendTimeout / 2), gomail.WithoutSMTPUTF8(), gomail.WithoutRset(),
		gomail.WithTLSConfig(s.tls()),
	}
	options = append(options, gomail.WithDialContextFunc(s.connect))
	switch s.Encryption {
	case STARTTLS:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case ImplicitTLS: // connect has seen to it; so go-mail knows that passwords may be sent
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	}
	if s.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	if s.Key != nil {
		s.signer = gomail.NewDKIMSigner(s.Domain, s.Selector, s.Key)
		if err := s.signer.ValidateConfig(); err != nil {
			return err
		}
	}
	var err error
	s.client, err = gomail.NewClient(s.Host, options...)
	return err
}

// Send hands a message over. When a connection that was used before turns out to be gone, it is tried over a new one.
func (s *SMTP) Send(ctx context.Context, m Message) error {
	msg, err := s.compose(m)
	if err != nil {
		return err
	}
	c, used := s.take()
	for {
		if !used {
			if c, err = s.dial(ctx); err != nil {
				return notDialled(err)
			}
		}
		stop := context.AfterFunc(ctx, func() { c.Conn.Close() })
		err = s.client.SendWithSMTPClient(c.Client, msg)
		if whole := stop(); whole && err == nil {
			s.put(c)
			return nil
		}
		c.Conn.Close()
		switch {
		case msg.IsDelivered(): // whatever came after the relay had taken it
			return nil
		case !used || !over(err) || ctx.Err() != nil:
			return said(err)
		}
		used = false
	}
}

// dial is a new connection, greeted and logged in.
func (s *SMTP) dial(ctx context.Context) (connection, error) {
	var c connection
	var mu sync.Mutex
	end := func() {
		mu.Lock()
		defer mu.Unlock()
		if c.Conn != nil {
			c.Conn.Close()
		}
	}
	stop := context.AfterFunc(ctx, end)
	defer stop()
	client, err := s.client.DialToSMTPClientWithContext(context.WithValue(ctx, dialled{}, func(raw net.Conn) {
		mu.Lock()
		defer mu.Unlock()
		c.Conn = raw
	}))
	if err != nil {
		end()
		return connection{}, err
	}
	c.Client = client
	return c, nil
}

// connect says to dial what it has connected.
func (s *SMTP) connect(ctx context.Context, network, address string) (net.Conn, error) {
	raw, err := (&net.Dialer{Timeout: 5 * time.Second}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	if tell, ok := ctx.Value(dialled{}).(func(net.Conn)); ok {
		tell(raw)
	}
	if s.Encryption != ImplicitTLS {
		return raw, nil
	}
	secure := tls.Client(raw, s.tls())
	if err := secure.HandshakeContext(ctx); err != nil {
		raw.Close()
		return nil, err
	}
	return secure, nil
}

func (s *SMTP) tls() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, ServerName: s.Host, RootCAs: s.Roots}
}

// take is a connection that stands open, if there is one.
func (s *SMTP) take() (connection, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.Now()
	for len(s.idle) > 0 {
		c := s.idle[len(s.idle)-1]
		s.idle = s.idle[:len(s.idle)-1]
		if now.Sub(c.since) < keepIdle {
			return c, true
		}
		c.Conn.Close()
	}
	return connection{}, false
}

func (s *SMTP) put(c connection) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.idle) == atOnce {
		c.Conn.Close()
		return
	}
	s.idle = append(s.idle, connection{c.Client, c.Conn, s.Now()})
}

// compose makes the mail: text and the brand's look. Nothing that was typed gets into a header but the address, parsed.
func (s *SMTP) compose(m Message) (*gomail.Msg, error) {
	to, err := address(m.To)
	if err != nil {
		return nil, err
	}
	if strings.ContainsFunc(m.Subject, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return nil, &Failure{Kind: Refused, What: "mail: a subject of more than one line"}
	}
	html, err := s.Look.html(m)
	if err != nil {
		return nil, err
	}
	msg := gomail.NewMsg(gomail.WithEncoding(gomail.EncodingB64), gomail.WithNoDefaultUserAgent())
	msg.SetAddrHeaderFromMailAddress(gomail.HeaderFrom, &mail.Address{Name: s.Look.Name(langOf(m.Subject)), Address: sender + "@" + s.Domain})
	msg.SetAddrHeaderFromMailAddress(gomail.HeaderTo, to)
	msg.Subject(m.Subject)
	msg.SetDateWithValue(s.Now())
	msg.SetMessageIDWithValue(m.ID + "@" + s.Domain)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // no robot answers
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, html)
	if s.signer != nil {
		msg.SetDKIM(s.signer)
	}
	return msg, nil
}

// address reads a mail address as it lies in files. Carriers once gave out a..b@docomo.ne.jp, which is one only in quotes: they are put
// around it when it is written.
func address(to string) (*mail.Address, error) {
	local, domain, ok := cutLast(to, "@")
	odd := func(r rune) bool { return r <= ' ' || r > '~' }
	if !ok || local == "" || len(local) > 64 || strings.ContainsFunc(to, odd) || strings.ContainsAny(local, `"\<>()[],;:@`) {
		return nil, &Failure{Kind: Refused, What: "mail: not an address"}
	}
	if parsed, err := mail.ParseAddress("x@" + domain); err != nil || parsed.Address != "x@"+domain || strings.ContainsAny(domain, `"<>()[],;:@`) {
		return nil, &Failure{Kind: Refused, What: "mail: not a domain"}
	}
	return &mail.Address{Address: to}, nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// notDialled: nothing of the message has left. A relay that does not let us in may do so once somebody has seen to it.
func notDialled(err error) *Failure {
	f := unanswered("smtp: no connection", false, reason(err))
	f.Code = reply(err)
	return f
}

// over says that a connection has ended before it took anything of a message.
func over(err error) bool {
	var e *gomail.SendError
	return errors.As(err, &e) && (e.Reason == gomail.ErrConnCheck || e.Reason == gomail.ErrSMTPMailFrom && (e.ErrorCode() == 0 || e.ErrorCode() == 421))
}

// said is what a relay's answer means. go-mail's own IsTemp takes a connection that broke off for refused.
func said(err error) error {
	var e *gomail.SendError
	if !errors.As(err, &e) {
		return unanswered("smtp", true, reason(err))
	}
	f := &Failure{Kind: Later, Code: e.ErrorCode(), What: "smtp"}
	switch e.Reason {
	case gomail.ErrConnCheck:
		f.What += ": connection"
	case gomail.ErrSMTPMailFrom:
		f.What += ": MAIL FROM" // a refusal is about us, not about the message
	case gomail.ErrSMTPRcptTo:
		f.What += ": RCPT TO"
		f.refuse(e)
	case gomail.ErrSMTPData:
		f.What += ": DATA"
		f.refuse(e)
	case gomail.ErrWriteContent, gomail.ErrSMTPDataClose:
		f.What += ": end of DATA"
		f.refuse(e)
		if f.Code == 0 {
			f.Kind = Unknown // it may have been taken, and the answer got lost
		}
	case gomail.ErrGetRcpts, gomail.ErrGetSender:
		f.Kind, f.What = Refused, "mail: no address"
	}
	return f
}

// refuse: 5xx is for good, but for what asks us to log in.
func (f *Failure) refuse(e *gomail.SendError) {
	if f.Code/100 == 5 && !e.IsTemp() && f.Code != 530 && f.Code != 535 && f.Code != 538 {
		f.Kind = Refused
	}
}

// reply is the code that a relay answered while it was greeted, 0 if it is not known.
func reply(err error) int {
	var p *textproto.Error
	if errors.As(err, &p) {
		return p.Code
	}
	return 0
}

// reason is an error without what a relay said.
func reason(err error) error {
	var p *textproto.Error
	if errors.As(err, &p) {
		return nil
	}
	return err
}
