package rest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// Trial are the files by which the two sides of a trial know each other: what an issuer's own authority makes for a real card
// system. The authority's key is kept nowhere.
type Trial struct {
	CA                    string // certificate of the authority
	ServerCert, ServerKey string // of the card system
	ClientCert, ClientKey string // of the site
	Secret                string // of signed requests
	Made                  bool   // now, and not before
}

// TrialID is the id of a trial's secret.
const TrialID = "netanswer"

const trialDays = 90

// OpenTrial finds the files in a folder of their own, or makes them there: for a card system under some names and addresses, good for 90 days. Those about to
// end are made anew.
func OpenTrial(folder string, hosts []string, now time.Time) (Trial, error) {
	in := func(name string) string { return filepath.Join(folder, name) }
	t := Trial{
		CA: in("ca.pem"), ServerCert: in("server.pem"), ServerKey: in("server-key.pem"), ClientCert: in("client.pem"), ClientKey: in("client-key.pem"),
		Secret: in("secret"),
	}
	switch until, err := goodUntil(t.CA); {
	case err == nil && now.AddDate(0, 0, 1).Before(until):
		return t, nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return Trial{}, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Trial{}, err
	}
	return t, t.make(hosts, now)
}

func goodUntil(cert string) (time.Time, error) {
	raw, err := os.ReadFile(cert)
	if err != nil {
		return time.Time{}, err
	}
	block, _ := pem.Decode(raw)
	if block == nil {
		return time.Time{}, fmt.Errorf("%s is no certificate (PEM)", cert)
	}
	c, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return time.Time{}, fmt.Errorf("%s: %w", cert, err)
	}
	return c.NotAfter, nil
}

func (t Trial) make(hosts []string, now time.Time) error {
	authority, err := newPair("Netanswer trial authority", now)
	if err != nil {
		return err
	}
	ca := authority.template
	ca.IsCA, ca.BasicConstraintsValid, ca.KeyUsage = true, true, x509.KeyUsageCertSign
	server, err := newPair("Netanswer trial card system", now)
	if err != nil {
		return err
	}
	server.template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil {
			server.template.IPAddresses = append(server.template.IPAddresses, ip)
		} else {
			server.template.DNSNames = append(server.template.DNSNames, host)
		}
	}
	client, err := newPair("Netanswer trial site", now)
	if err != nil {
		return err
	}
	client.template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}

	secret := make([]byte, 32)
	rand.Read(secret)
	return errors.Join(
		server.write(t.ServerCert, t.ServerKey, ca, authority.key), client.write(t.ClientCert, t.ClientKey, ca, authority.key),
		os.WriteFile(t.Secret, []byte(base64.RawURLEncoding.EncodeToString(secret)+"\n"), 0o600),
		authority.write(t.CA, "", ca, authority.key), // last: it says that all is there
	)
}

// pair is a certificate to be, and its key.
type pair struct {
	template *x509.Certificate
	key      *ecdsa.PrivateKey
}

func newPair(name string, now time.Time) (pair, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return pair{}, err
	}
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	return pair{&x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name}, NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(0, 0, trialDays),
		KeyUsage: x509.KeyUsageDigitalSignature,
	}, key}, err
}

// write writes the certificate and, where there is a file for it, the key.
func (p pair) write(cert, key string, by *x509.Certificate, signer *ecdsa.PrivateKey) error {
	der, err := x509.CreateCertificate(rand.Reader, p.template, by, &p.key.PublicKey, signer)
	if err != nil {
		return err
	}
	if err := os.WriteFile(cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o644); err != nil || key == "" {
		return err
	}
	raw, err := x509.MarshalPKCS8PrivateKey(p.key)
	if err != nil {
		return err
	}
	return os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw}), 0o600)
}

// ServerTLS is for the card system's listener: it lets nobody in but the site.
func (t Trial) ServerTLS(now func() time.Time) (*tls.Config, error) {
	own, err := tls.LoadX509KeyPair(t.ServerCert, t.ServerKey)
	if err != nil {
		return nil, err
	}
	pool, err := Authorities(t.CA)
	return &tls.Config{MinVersion: tls.VersionTLS12, Time: now, Certificates: []tls.Certificate{own}, ClientCAs: pool, ClientAuth: tls.RequireAndVerifyClientCert}, err
}

// Authorities reads a file of certificates (PEM).
func Authorities(file string) (*x509.CertPool, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(raw) {
		return nil, fmt.Errorf("%s holds no certificate (PEM)", file)
	}
	return pool, nil
}

// ReadSecret reads the trial's secret.
func (t Trial) ReadSecret() ([]byte, error) {
	raw, err := os.ReadFile(t.Secret)
	for len(raw) > 0 && raw[len(raw)-1] == '\n' {
		raw = raw[:len(raw)-1]
	}
	return raw, err
}
