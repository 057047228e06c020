package main

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
)

// sandboxIssuer is the card system that is part of the program.
const sandboxIssuer = "sandbox"

// issuerSettings are where the card system is and how it and the site know each other.
type issuerSettings struct {
	URL       *url.URL // nil: the sandbox
	CA        string
	Cert, Key string
	Secret    string
	SecretID  string
}

var issuerRows = []setting{
	{"NETANSWER_ISSUER_CA", "issuer-ca", "", "file (PEM) of the authorities that may certify the card system; the public ones when empty"},
	{"NETANSWER_ISSUER_CERT", "issuer-cert", "", "certificate file (PEM) that the site shows to the card system"},
	{"NETANSWER_ISSUER_KEY", "issuer-key", "", "key file (PEM) of that certificate"},
	{"NETANSWER_ISSUER_SECRET", "issuer-secret", "", "secret by which requests to the card system are signed, 32 characters or more, from a file: `NETANSWER_ISSUER_SECRET_FILE`"},
	{"NETANSWER_ISSUER_SECRET_ID", "issuer-secret-id", "netanswer", "name of that secret: another secret gets another name"},
}

var secretID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// cards reads the settings of the card system.
func (c *config) cards(get func(string) string) error {
	c.Issuer = get("issuer")
	s := issuerSettings{CA: get("issuer-ca"), Cert: get("issuer-cert"), Key: get("issuer-key"), Secret: get("issuer-secret"), SecretID: get("issuer-secret-id")}
	if c.Issuer == sandboxIssuer {
		if s.CA != "" || s.Cert != "" || s.Key != "" || s.Secret != "" {
			return errors.New("NETANSWER_ISSUER_… are of a card system with an address, and NETANSWER_ISSUER says sandbox")
		}
		return nil
	}
	u, err := url.Parse(c.Issuer)
	switch {
	case err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return errors.New("NETANSWER_ISSUER is neither sandbox nor an address like https://cards.example.jp") // it may hold a password
	case (s.Cert == "") != (s.Key == ""):
		return errors.New("NETANSWER_ISSUER_CERT and NETANSWER_ISSUER_KEY go together")
	case s.Cert == "" && s.Secret == "":
		return errors.New("NETANSWER_ISSUER_CERT or NETANSWER_ISSUER_SECRET_FILE is needed: the card system must know who asks")
	case s.Secret != "" && len(s.Secret) < 32:
		return errors.New("NETANSWER_ISSUER_SECRET: a secret of 32 characters or more")
	case !secretID.MatchString(s.SecretID):
		return fmt.Errorf("NETANSWER_ISSUER_SECRET_ID: %q is no name of 1 to 64 letters, digits, dots, hyphens", s.SecretID)
	}
	s.URL = u
	c.Cards = s
	return nil
}
