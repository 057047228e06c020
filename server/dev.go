package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"math/big"
	"net"
	"time"

	"rsc.io/qr"

	"netanswer/server/issuer/sandbox"
	"netanswer/server/registration"
)

// sandboxKey is the card verification key of the made-up cards: known to everybody, and so never good for a real site.
var sandboxKey = []byte("netanswer-sandbx")

// seed makes the members that some cases of the sandbox begin with.
func seed(ctx context.Context, reg *registration.Service, box *sandbox.Issuer) error {
	for i, r := range box.Registered() {
		login, password := fmt.Sprintf("sandbox%02d", i+1), fmt.Sprintf("Sandbox-%02d-mihon", i+1)
		err := reg.Seed(ctx, registration.Seeded{CardRef: r.CardRef, AccountRef: r.AccountRef, Last4: r.Last4, Brand: string(r.Brand), Email: r.Email, Login: login, Password: password})
		if err != nil {
			return fmt.Errorf("sandbox member %s: %w", login, err)
		}
	}
	return nil
}

// demoCards are those of the sandbox; none where another card system is asked.
func demoCards(box *sandbox.Issuer) []sandbox.DemoCard {
	if box == nil {
		return nil
	}
	return box.DemoCards()
}

// selfSigned is a certificate for some names and addresses that nobody but the person who started the server has a reason to
// trust.
func selfSigned(hosts []string, now time.Time) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		return tls.Certificate{}, err
	}
	c := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "Netanswer development"}, NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(0, 1, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil {
			c.IPAddresses = append(c.IPAddresses, ip)
		} else {
			c.DNSNames = append(c.DNSNames, host)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}

// greet says where the site is and how to try it.
func greet(w io.Writer, c config, at net.Addr, box *sandbox.Issuer) {
	address := c.Public.String()
	if port := c.Public.Port(); port == "0" {
		address = c.Public.Scheme + "://" + at.String()
	}
	fmt.Fprintf(w, "Netアンサー: %s\n", address)
	if c.TLS {
		fmt.Fprintln(w, "\n  On a phone of the same network: open this address, or point its camera here. Its browser says that it does not know the\n  certificate, which was made for this run: go on.")
		if err := terminalQR(w, address); err != nil {
			fmt.Fprintln(w, "  (no code: "+err.Error()+")")
		}
	}
	demo := demoCards(box)
	if !c.Dev || len(demo) == 0 {
		return
	}
	d := demo[0]
	fmt.Fprintf(w, `
  demo card   %s   %s/%s   security code %s
  1. open %s/register and register it with an ID, a password and any mail address
  2. read the passcode at %s/dev/handset
  3. log in

  more cards: netanswer cards
`, d.Number, d.ExpMonth, d.ExpYear, d.SecurityCode, address, address)
}

// terminalQR draws a QR code with its quiet zone, two modules a character, light on dark as terminals are.
func terminalQR(w io.Writer, address string) error {
	code, err := qr.Encode(address, qr.L)
	if err != nil {
		return err
	}
	const quiet = 2
	for y := -quiet; y < code.Size+quiet; y += 2 {
		line := "  "
		for x := -quiet; x < code.Size+quiet; x++ {
			switch upper, lower := !code.Black(x, y), !code.Black(x, y+1) && y+1 < code.Size+quiet; {
			case upper && lower:
				line += "█"
			case upper:
				line += "▀"
			case lower:
				line += "▄"
			default:
				line += " "
			}
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}
