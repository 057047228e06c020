package notify

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"time"

	"netanswer/shared/phone"
)

// NewClient is the client by which gateways are asked. roots are who may vouch for them; nil: those that everybody trusts.
func NewClient(roots *x509.CertPool) *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: 5 * time.Second}).DialContext, TLSHandshakeTimeout: 5 * time.Second,
			TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots}, ForceAttemptHTTP2: true,
			MaxIdleConns: 2 * atOnce, MaxIdleConnsPerHost: atOnce, IdleConnTimeout: time.Minute,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// httpError is an error of net/http without the address, which may hold an account's name.
func httpError(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// refusedToConnect says that not a byte of a request has left: there was no connection to send it over.
func refusedToConnect(err error) bool {
	var op *net.OpError
	var certificate *tls.CertificateVerificationError
	return errors.As(err, &op) && op.Op == "dial" || errors.As(err, &certificate)
}

// textable says no to what no SMS can reach: a landline, a 050 number, whatever is not a mobile number as files have it, in E.164.
// Numbers of other countries pass: what they are is not told by their digits.
func textable(m Message) error {
	n, err := phone.Parse(m.To)
	switch {
	case err != nil || n.E164() != m.To:
		return &Failure{Kind: Refused, What: "sms: not a number in E.164"}
	case n.Japanese() && !n.SMS():
		return &Failure{Kind: Refused, What: "sms: not a mobile number"}
	}
	return nil
}
