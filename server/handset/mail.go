package handset

import (
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"github.com/emersion/go-smtp"

	"netanswer/server/issuer"
)

// NewSession begins a conversation with whoever delivers mail.
func (h *Handset) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{handset: h}, nil }

type session struct {
	handset *Handset
	to      string
}

func (s *session) Mail(string, *smtp.MailOptions) error      { return nil }
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error { s.to = to; return nil }
func (s *session) Reset()                                    { s.to = "" }
func (s *session) Logout() error                             { return nil }

// Data reads a mail as a mail program does.
func (s *session) Data(r io.Reader) error {
	m, err := Read(r)
	if err != nil {
		return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 6, 0}, Message: "not a mail"}
	}
	m.To = s.to
	s.handset.arrive(m)
	return nil
}

// Read reads a mail of two parts, text and HTML. Its ID is what its Message-ID has before the @; To is the header's.
func Read(r io.Reader) (Message, error) {
	raw, err := mail.ReadMessage(r)
	if err != nil {
		return Message{}, err
	}
	m := Message{Channel: issuer.Mail}
	m.ID, _, _ = strings.Cut(strings.Trim(raw.Header.Get("Message-ID"), "<>"), "@")
	if m.Subject, err = new(mime.WordDecoder).DecodeHeader(raw.Header.Get("Subject")); err != nil {
		return m, err
	}
	to, err := raw.Header.AddressList("To")
	if err != nil || len(to) != 1 {
		return m, mail.ErrHeaderNotPresent
	}
	m.To = to[0].Address
	_, params, err := mime.ParseMediaType(raw.Header.Get("Content-Type"))
	if err != nil {
		return m, err
	}
	for parts := multipart.NewReader(raw.Body, params["boundary"]); ; {
		p, err := parts.NextRawPart()
		if err == io.EOF {
			return m, nil
		}
		if err != nil {
			return m, err
		}
		words, err := io.ReadAll(decoded(p, p.Header.Get("Content-Transfer-Encoding")))
		if err != nil {
			return m, err
		}
		said := strings.ReplaceAll(string(words), "\r\n", "\n")
		switch kind, _, _ := mime.ParseMediaType(p.Header.Get("Content-Type")); kind {
		case "text/plain":
			m.Text = said
		case "text/html":
			m.HTML = said
		}
	}
}

func decoded(r io.Reader, encoding string) io.Reader {
	switch strings.ToLower(encoding) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, r)
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	}
	return r
}
