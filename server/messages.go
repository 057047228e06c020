package main

import (
	"crypto"
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"netanswer/server/brand"
	"netanswer/server/handset"
	"netanswer/server/issuer"
	"netanswer/server/issuer/rest"
	"netanswer/server/notify"
	"netanswer/shared/text"
)

// ofHandset is the sender whose messages arrive on the handset page of development.
const ofHandset = "handset"

// sender is an item of NETANSWER_SMS or NETANSWER_MAIL: an address, and behind its # what only this program needs to know. Secrets are
// named by their files.
type sender struct {
	url     *url.URL
	options map[string]string
}

// kinds are the schemes of each setting, with the options that they take.
var kinds = map[string]map[string][]string{
	"NETANSWER_SMS":  {ofHandset: {}, "https": {"secret", "ca"}, "http": {"secret"}, "twilio": {"secret", "key", "from", "ca", "tls"}},
	"NETANSWER_MAIL": {ofHandset: {}, "smtp": {"secret", "ca", "tls"}, "smtps": {"secret", "ca"}},
}

// senders reads such a setting. It opens no file.
func senders(setting, list string) (out []sender, err error) {
	for item := range strings.SplitSeq(list, ",") {
		s, err := readSender(setting, strings.TrimSpace(item))
		if err != nil {
			return nil, fmt.Errorf("%s: %w; docs/messages.md shows how they are written", setting, err)
		}
		out = append(out, s)
	}
	return out, nil
}

func readSender(setting, item string) (sender, error) {
	if item == ofHandset {
		return sender{url: &url.URL{Scheme: ofHandset}}, nil
	}
	u, err := url.Parse(item)
	if err != nil || u.Host == "" {
		return sender{}, errors.New("an item is no address")
	}
	name := u.Scheme + "://" + u.Host
	may, known := kinds[setting][u.Scheme]
	if !known {
		return sender{}, fmt.Errorf("%s: unknown kind of sender", name)
	}
	if _, given := u.User.Password(); given {
		return sender{}, fmt.Errorf("%s: a secret stands in a file that secret= names, not in the address", name)
	}
	s := sender{url: u, options: map[string]string{}}
	if u.Fragment != "" {
		for option := range strings.SplitSeq(u.Fragment, "&") {
			key, value, _ := strings.Cut(option, "=")
			if !slices.Contains(may, key) || value == "" {
				return s, fmt.Errorf("%s: unknown or empty option %q", name, key)
			}
			s.options[key] = value
		}
	}
	has := func(key string) bool { return s.options[key] != "" }
	local := loopback(u.Hostname())
	open := u.Scheme == "http" || has("tls")
	switch {
	case has("tls") && s.options["tls"] != "off":
		err = fmt.Errorf("%s: tls= can only be off", name)
	case open && !local:
		err = fmt.Errorf("%s: without TLS on this machine only", name)
	case (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "twilio") && !has("secret"):
		err = fmt.Errorf("%s: #secret=FILE is needed", name)
	case u.Scheme == "twilio" && (!strings.HasPrefix(u.User.Username(), "AC") || !has("from")):
		err = fmt.Errorf("%s: it is twilio://AC…@api.twilio.com#secret=FILE&from=NUMBER", name)
	case (u.User != nil) != has("secret") && strings.HasPrefix(u.Scheme, "smtp"):
		err = fmt.Errorf("%s: a user and #secret=FILE go together", name)
	case strings.HasPrefix(u.Scheme, "smtp") && (u.Path != "" || u.RawQuery != ""):
		err = fmt.Errorf("%s: nothing stands behind the host but #", name)
	}
	return s, err
}

// outbound makes the channels of the settings. The secrets' files are read now.
func (c *config) outbound(b *brand.Brand, h *handset.Handset, now func() time.Time, tried func(string, string, time.Duration)) (map[issuer.Channel]notify.Channel, error) {
	dkim, err := c.dkim()
	if err != nil {
		return nil, err
	}
	out := map[issuer.Channel]notify.Channel{}
	for _, kind := range []struct {
		channel issuer.Channel
		senders []sender
		make    func(sender) (notify.Channel, error)
	}{
		{issuer.SMS, c.SMS, func(s sender) (notify.Channel, error) { return s.sms(h, now) }},
		{issuer.Mail, c.Mail, func(s sender) (notify.Channel, error) {
			m, err := s.mail(h, now)
			if err != nil {
				return nil, err
			}
			m.Domain, m.Selector, m.Key = b.MailDomain, c.DKIMSelector, dkim
			m.Look = notify.Look{
				Name:    func(l text.Lang) string { return b.Card.In(l) + " " + text.SiteName.In(l) },
				Company: b.Company.In, Deep: string(b.Colours.Deep),
			}
			return m, m.Open()
		}},
	} {
		var all []notify.Channel
		for _, s := range kind.senders {
			ch, err := kind.make(s)
			if err != nil {
				return nil, fmt.Errorf("NETANSWER_%s: %w", strings.ToUpper(string(kind.channel)), err)
			}
			all = append(all, ch)
		}
		chain := notify.NewChain(string(kind.channel), now, all...)
		chain.Tried = tried
		out[kind.channel] = outside(chain)
	}
	return out, nil
}

func (s sender) sms(h *handset.Handset, now func() time.Time) (notify.Channel, error) {
	if s.url.Scheme == ofHandset {
		address, secret := h.SMS()
		return &notify.Webhook{URL: address, Secret: []byte(secret), Client: notify.NewClient(nil), Now: now}, nil
	}
	secret, err := s.secret()
	if err != nil {
		return nil, err
	}
	roots, err := s.roots()
	if err != nil {
		return nil, err
	}
	client := notify.NewClient(roots)
	if s.url.Scheme == "twilio" {
		base := "https://" + s.url.Host
		if s.options["tls"] == "off" {
			base = "http://" + s.url.Host
		}
		return &notify.Twilio{
			Base: base, Account: s.url.User.Username(), Key: s.options["key"], Secret: string(secret), From: s.options["from"], Client: client, Now: now,
		}, nil
	}
	to := *s.url
	to.Fragment = ""
	return &notify.Webhook{URL: to.String(), Secret: secret, Client: client, Now: now}, nil
}

func (s sender) mail(h *handset.Handset, now func() time.Time) (*notify.SMTP, error) {
	m := &notify.SMTP{Now: now, Host: s.url.Hostname()}
	port := s.url.Port()
	switch {
	case s.url.Scheme == ofHandset:
		m.Host, m.Port = h.Mail()
		m.Encryption = notify.Without
		return m, nil
	case s.url.Scheme == "smtps":
		m.Encryption, m.Port = notify.ImplicitTLS, 465
	case s.options["tls"] == "off":
		m.Encryption, m.Port = notify.Without, 25
	default:
		m.Port = 587
	}
	var err error
	if port != "" {
		if m.Port, err = strconv.Atoi(port); err != nil {
			return nil, err
		}
	}
	if s.url.User != nil {
		secret, err := s.secret()
		if err != nil {
			return nil, err
		}
		m.User, m.Password = s.url.User.Username(), string(secret)
	}
	m.Roots, err = s.roots()
	return m, err
}

func (s sender) secret() ([]byte, error) {
	raw, err := os.ReadFile(s.options["secret"])
	if err != nil {
		return nil, err
	}
	secret := strings.TrimSpace(string(raw))
	if len(secret) < 8 {
		return nil, fmt.Errorf("%s holds no secret of at least 8 characters", s.options["secret"])
	}
	return []byte(secret), nil
}

func (s sender) roots() (*x509.CertPool, error) {
	file := s.options["ca"]
	if file == "" {
		return nil, nil
	}
	return rest.Authorities(file)
}

// dkim is the key that signs mail, nil without one.
func (c *config) dkim() (crypto.Signer, error) {
	if c.DKIMKey == "" {
		return nil, nil
	}
	raw, err := os.ReadFile(c.DKIMKey)
	if err != nil {
		return nil, fmt.Errorf("NETANSWER_DKIM_KEY: %w", err)
	}
	key, err := mail.PrivKeyFromPEM(raw)
	if err != nil {
		return nil, fmt.Errorf("NETANSWER_DKIM_KEY: %s holds no RSA or Ed25519 key (PEM)", c.DKIMKey)
	}
	return key, nil
}

// sends sees to the settings of what goes out.
func (c *config) sends(sms, mail string) (err error) {
	if c.SMS, err = senders("NETANSWER_SMS", sms); err != nil {
		return err
	}
	if c.Mail, err = senders("NETANSWER_MAIL", mail); err != nil {
		return err
	}
	if (c.DKIMSelector == "") != (c.DKIMKey == "") {
		return errors.New("NETANSWER_DKIM_SELECTOR and NETANSWER_DKIM_KEY go together")
	}
	for label := range strings.SplitSeq(c.DKIMSelector, ".") {
		if c.DKIMSelector != "" && (label == "" || strings.ContainsFunc(label, func(r rune) bool {
			return r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
		})) {
			return fmt.Errorf("NETANSWER_DKIM_SELECTOR: %q is no name of the DNS like mail2026", c.DKIMSelector)
		}
	}
	return nil
}

// onHandset names the settings by which messages arrive on the handset page.
func (c *config) onHandset() (out []string) {
	for name, list := range map[string][]sender{"NETANSWER_SMS": c.SMS, "NETANSWER_MAIL": c.Mail} {
		if slices.ContainsFunc(list, func(s sender) bool { return s.url.Scheme == ofHandset }) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
