package notify

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http/httptest"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-msgauth/dkim"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"netanswer/shared/text"
)

// relay is an SMTP server that does to mails what their addresses say.
type relay struct {
	*smtp.Server
	at    *net.TCPAddr
	roots *x509.CertPool

	mu    sync.Mutex
	got   []string // mails
	rcpts []string
	conns []net.Conn
	dials int
}

// newRelay listens; with implicit it speaks TLS from the first byte on, with plain not at all.
func newRelay(t *testing.T, mode Encryption) *relay {
	t.Helper()
	own := httptest.NewTLSServer(nil) // for its certificate, which is 127.0.0.1's
	own.Close()
	r := &relay{roots: x509.NewCertPool()}
	r.roots.AddCert(own.Certificate())
	conf := &tls.Config{Certificates: own.TLS.Certificates}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r.at = l.Addr().(*net.TCPAddr)
	r.Server = smtp.NewServer(r)
	r.Domain, r.AllowInsecureAuth, r.ErrorLog, r.EnableSMTPUTF8 = "relay.example.jp", true, quiet{}, true
	switch mode {
	case STARTTLS:
		r.TLSConfig = conf
	case ImplicitTLS:
		l = tls.NewListener(l, conf)
	}
	go r.Serve(counted{l, r})
	t.Cleanup(func() { r.Close() })
	return r
}

type counted struct {
	net.Listener
	r *relay
}

func (c counted) Accept() (net.Conn, error) {
	conn, err := c.Listener.Accept()
	if err == nil {
		c.r.mu.Lock()
		c.r.dials++
		c.r.conns = append(c.r.conns, conn)
		c.r.mu.Unlock()
	}
	return conn, err
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

func (r *relay) NewSession(c *smtp.Conn) (smtp.Session, error) { return &talk{relay: r, conn: c}, nil }

type talk struct {
	*relay
	conn *smtp.Conn
	to   string
	user string
}

func (s *talk) AuthMechanisms() []string { return []string{sasl.Plain} }
func (s *talk) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "card" || password != "a password" {
			return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "no"}
		}
		s.user = user
		return nil
	}), nil
}

func (s *talk) Mail(from string, _ *smtp.MailOptions) error {
	if s.user == "" && strings.HasPrefix(s.relay.Domain, "closed") {
		return smtp.ErrAuthRequired
	}
	return nil
}

func refusal(code int) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 1, 1}, Message: "as asked: member@example.jp 123456"}
}

func (s *talk) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	s.mu.Lock()
	s.rcpts = append(s.rcpts, to)
	s.mu.Unlock()
	var code int
	if n, _ := fmt.Sscanf(to, "rcpt%d@", &code); n == 1 {
		return refusal(code)
	}
	if strings.HasPrefix(to, "cutrcpt@") {
		s.conn.Conn().Close()
	}
	return nil
}

func (s *talk) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	var code int
	if n, _ := fmt.Sscanf(s.to, "data%d@", &code); n == 1 {
		return refusal(code)
	}
	s.mu.Lock()
	s.got = append(s.got, string(raw))
	s.mu.Unlock()
	switch {
	case strings.HasPrefix(s.to, "cut@"):
		s.conn.Conn().Close()
	case strings.HasPrefix(s.to, "slow@"):
		time.Sleep(time.Second)
	}
	return nil
}
func (s *talk) Reset()        {}
func (s *talk) Logout() error { return nil }

func (r *relay) mails() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.got
}

var look = Look{
	Name: func(l text.Lang) string {
		return text.Message{JA: "みほんカード Netアンサー", EN: "Mihon Card Net Answer"}.In(l)
	},
	Company: func(l text.Lang) string {
		return text.Message{JA: "みほんカード株式会社", EN: "Mihon Card Co., Ltd."}.In(l)
	},
	Deep: "#0f3f59",
}

// to is a sender to the relay.
func (r *relay) to(t *testing.T, mode Encryption, change ...func(*SMTP)) *SMTP {
	t.Helper()
	s := &SMTP{Host: "127.0.0.1", Port: r.at.Port, Encryption: mode, User: "card", Password: "a password", Roots: r.roots, Domain: "mihon.example.jp", Look: look, Now: atNoon}
	if mode == Without {
		s.User = ""
	}
	for _, c := range change {
		c(s)
	}
	if err := s.Open(); err != nil {
		t.Fatal(err)
	}
	return s
}

func aMail(to string) Message {
	return Message{
		ID: "0193-mail", Channel: "mail", To: to, Subject: "【みほんカード Netアンサー】ワンタイムパスコードのお知らせ", Attempt: 1, ExpiresAt: noon.Add(10 * time.Minute),
		Text: text.PasscodeMail.In(text.JA, "みほんカード Netアンサー", "483920", "K742"),
	}
}

func TestMailGoesOutByEachWay(t *testing.T) {
	for name, mode := range map[string]Encryption{"STARTTLS": STARTTLS, "implicit TLS": ImplicitTLS, "without": Without} {
		t.Run(name, func(t *testing.T) {
			r := newRelay(t, mode)
			s := r.to(t, mode)
			for range 3 {
				if err := s.Send(t.Context(), aMail("hanako@example.jp")); err != nil {
					t.Fatal(err)
				}
			}
			if r.dials != 1 {
				t.Errorf("%d connections for three mails", r.dials)
			}
			m, err := mail.ReadMessage(strings.NewReader(r.mails()[0]))
			if err != nil {
				t.Fatal(err)
			}
			for name, want := range map[string]string{
				"To":         "<hanako@example.jp>",
				"Message-Id": "<0193-mail@mihon.example.jp>", "Date": "Mon, 23 Nov 2026 03:00:00 +0000", "Auto-Submitted": "auto-generated", "Mime-Version": "1.0",
			} {
				if got := m.Header.Get(name); !strings.EqualFold(got, want) {
					t.Errorf("%s: %s", name, got)
				}
			}
			if from, err := m.Header.AddressList("From"); err != nil || *from[0] != (mail.Address{Name: "みほんカード Netアンサー", Address: "no-reply@mihon.example.jp"}) {
				t.Errorf("From: %v %v", from, err)
			}
			if s := r.mails()[0]; strings.Contains(strings.ToLower(s), "go-mail") || strings.Contains(s, "X-Mailer") {
				t.Errorf("it tells what made it: %s", s)
			}
		})
	}
}

func TestACarriersOldAddressIsQuoted(t *testing.T) {
	r := newRelay(t, Without)
	s := r.to(t, Without)
	for _, to := range []string{"a..b@docomo.ne.jp", "ab.@docomo.ne.jp", ".ab@ezweb.ne.jp", "plain@example.jp"} {
		if err := s.Send(t.Context(), aMail(to)); err != nil {
			t.Errorf("%s: %v", to, err)
		}
	}
	if got := fmt.Sprint(r.rcpts); got != "[a..b@docomo.ne.jp ab.@docomo.ne.jp .ab@ezweb.ne.jp plain@example.jp]" {
		t.Error(got)
	}
	for i, want := range []string{`To: <"a..b"@docomo.ne.jp>`, `To: <"ab."@docomo.ne.jp>`, `To: <".ab"@ezweb.ne.jp>`, `To: <plain@example.jp>`} {
		if !strings.Contains(r.mails()[i], want+"\r\n") {
			t.Errorf("%s is not in %s", want, r.mails()[i])
		}
	}
}

func TestNothingGetsIntoTheHeadersOfAMail(t *testing.T) {
	r := newRelay(t, Without)
	s := r.to(t, Without)
	for _, to := range []string{
		"a@b.example\r\nBcc: evil@example.com", "a@b.example\nX: y", "a\r\n@b.example", "a@b.example, evil@example.com", "<a@b.example>", "A <a@b.example>", "a@b@c.example",
		"a@", "@b.example", "a b@c.example", `"a"@b.example`, "a@b.example>", "a@[127.0.0.1]", "a@b_\x00.example", "ä@b.example", "", strings.Repeat("a", 65) + "@b.example",
		"a@b.example SMTPUTF8", "a@b..example",
	} {
		m := aMail(to)
		if err := s.Send(t.Context(), m); !errors.Is(err, ErrRefused) {
			t.Errorf("to %q: %v", to, err)
		}
	}
	for _, subject := range []string{"a\r\nBcc: evil@example.com", "a\nb", "a\rb", "a\x00b", "a\tb"} {
		m := aMail("a@b.example")
		m.Subject = subject
		if err := s.Send(t.Context(), m); !errors.Is(err, ErrRefused) {
			t.Errorf("subject %q: %v", subject, err)
		}
	}
	m := aMail("a@b.example")
	m.Subject = "=?utf-8?q?a=0D=0ABcc:_evil@example.com?="
	m.Text = "\r\n.\r\nMAIL FROM:<evil@example.com>\r\n<script>alert(1)</script> & \"x\"：<b>y</b>"
	if err := s.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if got := r.mails(); len(got) != 1 || len(r.rcpts) != 1 || strings.Contains(got[0], "\nBcc:") {
		t.Errorf("%d mails to %v: %s", len(got), r.rcpts, got)
	}
}

func TestWhatARelayAnswersIsToldApart(t *testing.T) {
	r := newRelay(t, STARTTLS)
	for to, c := range map[string]struct {
		kind Kind
		code int
	}{
		"rcpt550@example.jp": {Refused, 550}, "rcpt553@example.jp": {Refused, 553}, "rcpt450@example.jp": {Later, 450}, "rcpt421@example.jp": {Later, 421}, "rcpt530@example.jp": {Later, 530},
		"data554@example.jp": {Refused, 554}, "data451@example.jp": {Later, 451}, "data552@example.jp": {Refused, 552},
		"cutrcpt@example.jp": {Later, 0}, "cut@example.jp": {Unknown, 0}, "slow@example.jp": {Unknown, 0},
	} {
		t.Run(to, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			defer cancel()
			began := time.Now()
			err := r.to(t, STARTTLS).Send(ctx, aMail(to))
			var f *Failure
			if !errors.As(err, &f) || f.Kind != c.kind || f.Code != c.code {
				t.Fatalf("%#v", err)
			}
			if s := err.Error(); strings.Contains(s, "123456") || strings.Contains(s, "@") {
				t.Errorf("the error tells of the message: %s", s)
			}
			if time.Since(began) > 900*time.Millisecond {
				t.Error("it went on after its time")
			}
		})
	}
}

func TestARelayThatDoesNotLetUsInMayDoSoLater(t *testing.T) {
	r := newRelay(t, STARTTLS)
	r.Domain = "closed.example.jp"
	plain := newRelay(t, Without)
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone.Close()
	port := func(l net.Listener) func(*SMTP) {
		return func(s *SMTP) { s.Port = l.Addr().(*net.TCPAddr).Port }
	}
	for name, c := range map[string]struct {
		s    *SMTP
		code int
	}{
		"a wrong password":        {r.to(t, STARTTLS, func(s *SMTP) { s.Password = "another" }), 535},
		"nobody logged in":        {r.to(t, STARTTLS, func(s *SMTP) { s.User = "" }), 502},
		"a strange certificate":   {r.to(t, STARTTLS, func(s *SMTP) { s.Roots = x509.NewCertPool() }), 0},
		"another name":            {r.to(t, STARTTLS, func(s *SMTP) { s.Host = "localhost" }), 0},
		"no STARTTLS":             {plain.to(t, STARTTLS), 0},
		"no TLS where it must be": {plain.to(t, ImplicitTLS), 0},
		"silence":                 {r.to(t, STARTTLS, port(silent)), 0},
		"nobody there":            {r.to(t, STARTTLS, port(gone)), 0},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			defer cancel()
			err := c.s.Send(ctx, aMail("a@b.example"))
			var f *Failure
			if !errors.As(err, &f) || f.Kind != Later || f.Code != c.code || strings.Contains(err.Error(), "a password") {
				t.Errorf("%v", err)
			}
		})
	}
	if len(r.mails())+len(plain.mails()) != 0 {
		t.Error("a mail went out, or a password in the clear")
	}
}

// A connection that was cut while nobody needed it costs no mail.
func TestAConnectionThatWasCutMeanwhileIsMadeAnew(t *testing.T) {
	r := newRelay(t, STARTTLS)
	s := r.to(t, STARTTLS)
	if err := s.Send(t.Context(), aMail("a@b.example")); err != nil {
		t.Fatal(err)
	}
	r.mu.Lock()
	r.conns[0].Close()
	r.mu.Unlock()
	if err := s.Send(t.Context(), aMail("a@b.example")); err != nil {
		t.Fatal(err)
	}
	now := noon
	s.Now = func() time.Time { return now }
	now = now.Add(keepIdle)
	if err := s.Send(t.Context(), aMail("a@b.example")); err != nil {
		t.Fatal(err)
	}
	if r.dials != 3 || len(r.mails()) != 3 {
		t.Errorf("%d connections, %d mails", r.dials, len(r.mails()))
	}
}

func TestManyMailsAtOnceEachGoOutOnce(t *testing.T) {
	r := newRelay(t, STARTTLS)
	s := r.to(t, STARTTLS)
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			m := aMail(fmt.Sprintf("member%d@b.example", i))
			if err := s.Send(t.Context(), m); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	seen := map[string]bool{}
	for _, to := range r.rcpts {
		seen[to] = true
	}
	if len(r.mails()) != 40 || len(seen) != 40 || len(s.idle) > atOnce {
		t.Errorf("%d mails to %d members, %d connections stay", len(r.mails()), len(seen), len(s.idle))
	}
}

func TestAMailIsSignedByDKIM(t *testing.T) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of2048, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	rsaPublic, err := x509.MarshalPKIXPublicKey(of2048.Public())
	if err != nil {
		t.Fatal(err)
	}
	for kind, c := range map[string]struct {
		key    crypto.Signer
		record string
	}{
		"ed25519": {private, "v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(public)},
		"rsa":     {of2048, "v=DKIM1; k=rsa; p=" + base64.StdEncoding.EncodeToString(rsaPublic)},
	} {
		t.Run(kind, func(t *testing.T) {
			r := newRelay(t, STARTTLS)
			s := r.to(t, STARTTLS, func(s *SMTP) { s.Key, s.Selector, s.Now = c.key, "mail2026", time.Now })
			if err := s.Send(t.Context(), aMail("hanako@example.jp")); err != nil {
				t.Fatal(err)
			}
			verify := func(raw string) (*dkim.Verification, error) {
				vs, err := dkim.VerifyWithOptions(strings.NewReader(raw), &dkim.VerifyOptions{LookupTXT: func(name string) ([]string, error) {
					if name != "mail2026._domainkey.mihon.example.jp" {
						return nil, fmt.Errorf("asked for %s", name)
					}
					return []string{c.record}, nil
				}})
				if err != nil || len(vs) != 1 {
					t.Fatalf("%v %v", vs, err)
				}
				return vs[0], vs[0].Err
			}
			raw := r.mails()[0]
			v, err := verify(raw)
			if err != nil || v.Domain != "mihon.example.jp" {
				t.Errorf("%+v %v", v, err)
			}
			for _, header := range []string{"from", "to", "subject", "date", "message-id"} {
				if !strings.Contains(strings.ToLower(fmt.Sprint(v.HeaderKeys)), header) {
					t.Errorf("%s is not signed: %v", header, v.HeaderKeys)
				}
			}
			for _, change := range [][2]string{{"To: <hanako@", "To: <evil@"}, {"\r\n\r\n", "\r\n\r\nx"}} {
				if _, err := verify(strings.Replace(raw, change[0], change[1], 1)); err == nil {
					t.Errorf("changed to %q it is still good", change[1])
				}
			}
		})
	}
}

func TestTheLookOfAMail(t *testing.T) {
	both := Message{
		Subject: "【みほんカード】登録完了のお知らせ / [Mihon Card] Your registration is complete",
		Text: text.RegisteredMail.In(text.JA, "みほんカード", "2026-11-23 12:00", "1234", "0120-000-000", "9:00〜17:30") + between +
			text.RegisteredMail.In(text.EN, "Mihon Card", "2026-11-23 12:00", "1234", "0120-000-000", "9:00–17:30"),
	}
	english := Message{Subject: "[Mihon Card] Your one-time passcode", Text: text.PasscodeMail.In(text.EN, "Mihon Card", "483920", "K742")}
	for name, c := range map[string]struct {
		m        Message
		has, not []string
	}{
		"a passcode": {aMail("a@b.example"), []string{
			`<html lang="ja">`, ">みほんカード Netアンサー</td>", "font-size:28px;letter-spacing:4px;color:#0f3f59\">483920</td>", ">照合番号</th>", ">K742</td>", ">みほんカード株式会社</td>",
			"登録の画面に、この6桁の数字をご入力ください。10分間有効です。<br>",
		}, []string{"2px 24px}"}},
		"two languages": {both, []string{`<html lang="ja">`, `<tr><td lang="ja"`, `<tr><td lang="en"`, ">日時</th>", ">Time</th>", ">0120-000-000 (9:00–17:30)</td>"}, []string{"----"}},
		"English":       {english, []string{`<html lang="en">`, ">Mihon Card Net Answer</td>", ">483920</td>", ">Reference</th>"}, []string{"みほん", "：", `lang="ja"`}},
		"hostile": {Message{Subject: `</title><script>x</script>`, Text: "<img src=x onerror=y>\n日時：<b>\"'&\n\nhttps://evil.example/login"}, []string{
			"&lt;img src=x onerror=y&gt;", "&lt;b&gt;&#34;&#39;&amp;",
		}, []string{"<script", "<img", "<b>", "</title><"}},
	} {
		html, err := look.html(c.m)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range c.has {
			if !strings.Contains(html, want) {
				t.Errorf("%s: %q is not in %s", name, want, html)
			}
		}
		for _, no := range append(c.not, "<a ", "href", "http-equiv", "src=\"", "url(", "<form", "ZgotmplZ") {
			if strings.Contains(html, no) {
				t.Errorf("%s: %q is in %s", name, no, html)
			}
		}
	}
	if bytes.Contains([]byte(letterHTML), []byte("http")) {
		t.Error("the template names an address")
	}
}
