package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"rsc.io/qr"
)

func TestAPhoneOfTheSameNetworkReachesTheDevelopmentServerWithoutASetting(t *testing.T) {
	c, err := readConfig([]string{"--dev", "--tls"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.mayServe(); err != nil {
		t.Fatal(err)
	}
	if c.Listen != lanListen || c.Public.Scheme != "https" || c.Public.Host != net.JoinHostPort(lanAddress(), "8443") {
		t.Errorf("listens on %s, says %s", c.Listen, c.Public)
	}
	for _, name := range append(lanNames(), "localhost", "127.0.0.1", lanAddress()) {
		if !slices.Contains(c.hosts(), name) {
			t.Errorf("%s is refused", name)
		}
	}
	for _, args := range [][]string{{"--dev", "--tls", "--listen", "localhost:9"}, {"--dev", "--tls", "--public-url", "https://192.0.2.7:8443"}} {
		c, err := readConfig(args, nil)
		if err != nil || c.mayServe() != nil {
			t.Fatalf("%v: %v %v", args, err, c.mayServe())
		}
		if want := args[3]; c.Listen != want && c.Public.String() != want {
			t.Errorf("%v: listens on %s, says %s", args, c.Listen, c.Public)
		}
	}
}

func TestASelfSignedCertificateIsGoodForItsHostsAlone(t *testing.T) {
	hosts := []string{"localhost", "192.0.2.7", "fd00::7", "desk.local"}
	c, err := selfSigned(hosts, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(c.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range hosts {
		if err := leaf.VerifyHostname(host); err != nil {
			t.Error(err)
		}
	}
	if err := leaf.VerifyHostname("elsewhere.example"); err == nil {
		t.Error("good for another host too")
	}
}

// What the terminal shows is read back, as a camera would.
func TestTheCodeInTheTerminalIsTheAddress(t *testing.T) {
	const address = "https://192.168.11.22:8443"
	var b strings.Builder
	if err := terminalQR(&b, address); err != nil {
		t.Fatal(err)
	}
	want, err := qr.Encode(address, qr.L)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	light := func(x, y int) bool {
		r := []rune(lines[(y+2)/2])[2+x+2]
		return r == '█' || r == '▀' && y%2 == 0 || r == '▄' && y%2 != 0
	}
	for y := -2; y < want.Size+2; y++ {
		for x := -2; x < want.Size+2; x++ {
			if light(x, y) == want.Black(x, y) {
				t.Fatalf("module %d, %d is wrong:\n%s", x, y, b.String())
			}
		}
	}
}

// pair writes a certificate and its key as the files that somebody renews.
func pair(t *testing.T, folder string, host string) *big.Int {
	t.Helper()
	c, err := selfSigned([]string{host}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	key, err := x509.MarshalECPrivateKey(c.PrivateKey.(*ecdsa.PrivateKey))
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{"cert.pem": {Type: "CERTIFICATE", Bytes: c.Certificate[0]}, "key.pem": {Type: "EC PRIVATE KEY", Bytes: key}} {
		if err := os.WriteFile(filepath.Join(folder, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	leaf, err := x509.ParseCertificate(c.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	return leaf.SerialNumber
}

func TestARenewedCertificateIsTakenWithoutARestartAndABrokenOneIsNot(t *testing.T) {
	folder := t.TempDir()
	first := pair(t, folder, "localhost")
	c := config{TLSCert: filepath.Join(folder, "cert.pem"), TLSKey: filepath.Join(folder, "key.pem")}
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	ctx, stop := contextOf(t)
	go func() {
		own, err := tlsConfig(c, zerolog.Nop())
		if err != nil {
			ended <- err
			return
		}
		ended <- listen(ctx, l, own, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(r.Proto)) }), zerolog.Nop(), func() {})
	}()
	defer func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()
	serial := func(most uint16) (*big.Int, string, error) {
		conn, err := tls.Dial("tcp", l.Addr().String(), &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"h2", "http/1.1"}, MaxVersion: most})
		if err != nil {
			return nil, "", err
		}
		defer conn.Close()
		s := conn.ConnectionState()
		return s.PeerCertificates[0].SerialNumber, s.NegotiatedProtocol, nil
	}
	see := func(want *big.Int, when string) {
		t.Helper()
		if got, proto, err := serial(0); err != nil || got.Cmp(want) != 0 || proto != "h2" {
			t.Errorf("%s: %v %s %v", when, got, proto, err)
		}
	}
	see(first, "at the start")
	if _, _, err := serial(tls.VersionTLS11); err == nil {
		t.Error("TLS 1.1 is spoken")
	}
	later := time.Now().Add(time.Minute) // file systems keep time in coarse steps
	touch := func() {
		t.Helper()
		later = later.Add(time.Minute)
		for _, path := range []string{c.TLSCert, c.TLSKey} {
			if err := os.Chtimes(path, later, later); err != nil {
				t.Fatal(err)
			}
		}
	}
	second := pair(t, folder, "localhost")
	touch()
	see(second, "renewed")
	if err := os.WriteFile(c.TLSCert, []byte("-----BEGIN CERT"), 0o600); err != nil {
		t.Fatal(err)
	}
	touch()
	see(second, "half written")
	third := pair(t, folder, "localhost")
	touch()
	see(third, "whole again")

	if _, err := tlsConfig(config{TLSCert: c.TLSKey, TLSKey: c.TLSKey}, zerolog.Nop()); err == nil || !strings.Contains(err.Error(), "NETANSWER_TLS_CERT") {
		t.Errorf("a server without a certificate starts: %v", err)
	}
}

func contextOf(t *testing.T) (context.Context, context.CancelFunc) {
	return context.WithCancel(t.Context())
}
