package main

import (
	"errors"
	"flag"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/issuer/sandbox"
	"netanswer/shared/form"
)

// config is every setting. Each may be given as a flag, as an environment variable, or, with _FILE appended to the
// variable's name, as the content of a file.
type config struct {
	Listen   string
	Admin    string
	Public   *url.URL
	Database string
	Issuer   string // "sandbox" or an address
	Cards    issuerSettings
	Members  int           // of the sandbox, beside the demo cards
	Step     time.Duration // of an order at the sandbox
	Journal  string        // of the sandbox; empty: see journal
	Keys     string
	Brand    string
	Proxies  []netip.Prefix
	TLSCert  string
	TLSKey   string
	SMS      []sender // in fall-back order
	Mail     []sender
	Drain    time.Duration // how long /readyz is red before the listener closes
	Policy   form.Policy
	Calls    callSettings
	Log      zerolog.Level
	Dev      bool
	TLS      bool // self-signed, for trying it on a phone of the same network

	DKIMSelector string
	DKIMKey      string // its file

	guessed bool // Public is made of Listen
}

// setting is a row of the one table of settings: `netanswer settings` prints it, and docs/settings.md holds what it prints.
type setting struct {
	env, flag, value string
	what             string // Markdown
}

// settings with their defaults.
var settings = []setting{
	{"NETANSWER_LISTEN", "listen", "localhost:8080", "address and port to listen on"},
	{"NETANSWER_PUBLIC_URL", "public-url", "", "where members find the site, made of `--listen` when empty; its host stands in the last line of each passcode SMS, `https` turns HSTS on"},
	{"NETANSWER_ADMIN", "admin", "", "address and port of the admin listener (`localhost:9090`), which answers `/metrics`, `/healthz` and `/readyz` to your own machines only; none when empty"},
	{"NETANSWER_DATABASE", "database", "./data/netanswer.db", "a file for SQLite (one server), or `postgres://…`"},
	{"NETANSWER_ISSUER", "issuer", "sandbox", "the issuer's card system: its address, `https://…` with what stands before `/v1`, see [issuer.md](issuer.md); or the sandbox"},
	{"NETANSWER_SANDBOX_MEMBERS", "sandbox-members", "0", "how many ordinary cardholders the sandbox issuer has beside the demo cards: as many as `netanswer sandbox seed --members N` made members"},
	{"NETANSWER_SANDBOX_STEP", "sandbox-step", "10s", "how long what is ordered of the sandbox issuer stays received, and then examined or shipped"},
	{"NETANSWER_SANDBOX_JOURNAL", "sandbox-journal", "", "file in which the sandbox issuer keeps what was ordered of it; servers that share a database share it too. When empty it stands beside the SQLite database (`netanswer.db-sandbox`); with PostgreSQL it is kept in memory then"},
	{"NETANSWER_KEYS", "keys", "./data/keys.json", "file of the sealing and HMAC keys, mode 0600: `{\"keys\":[{\"id\":\"1\",\"secret\":\"32 bytes in base64\"}]}`, oldest first; the newest writes, all read. With `--dev` it is made when missing"},
	{"NETANSWER_BRAND", "brand", "", "brand file, checked at start, see [brand.md](brand.md); the fictional みほんカード when empty"},
	{"NETANSWER_SMS", "sms", "handset", "SMS gateways (comma-separated, in fall-back order), see [messages.md](messages.md): `https://…#secret=FILE`, `twilio://AC…@api.twilio.com#secret=FILE&from=NUMBER`; `handset` is the page of development, with `--dev` only"},
	{"NETANSWER_MAIL", "mail", "handset", "mail relays, likewise: `smtp://user@relay.example.jp#secret=FILE` (STARTTLS, port 587), `smtps://…` (TLS, port 465); `handset` as above"},
	{"NETANSWER_DKIM_SELECTOR", "dkim-selector", "", "name of the DKIM key in the DNS of the brand's mail domain; mail is not signed here when empty"},
	{"NETANSWER_DKIM_KEY", "dkim-key", "", "file of that key's private half (PEM, RSA or Ed25519)"},
	{"NETANSWER_TRUSTED_PROXIES", "trusted-proxies", "", "networks (CIDR, comma-separated) whose `X-Forwarded-For` counts: the rightmost address that is none of theirs"},
	{"NETANSWER_TLS_CERT", "tls-cert", "", "certificate file (PEM); with it the server speaks TLS"},
	{"NETANSWER_TLS_KEY", "tls-key", "", "key file (PEM) of the certificate"},
	{"NETANSWER_DRAIN", "drain", "0s", "how long `/readyz` is red before a server that is to end closes its listener, `5s` where a balancer asks for it; at most a minute"},
	{"NETANSWER_POLICY", "policy", "netanswer", "IDs and passwords as in the brochure (8–16, letter and digit), or `nist`: passwords of 15–128 characters without composition rules"},
	{"NETANSWER_LOG", "log", "info", "least level that is logged: debug, info, warn, error"},
}

func init() { settings = slices.Concat(settings, issuerRows, callRows) }

// settingsTable is the table in Markdown.
func settingsTable() string {
	var b strings.Builder
	b.WriteString("| variable | flag | default | meaning |\n|---|---|---|---|\n")
	for _, s := range settings {
		value := "none"
		if s.value != "" {
			value = "`" + s.value + "`"
		}
		fmt.Fprintf(&b, "| `%s` | `--%s` | %s | %s |\n", s.env, s.flag, value, s.what)
	}
	return b.String()
}

// config reads flags and environment. A wrong or unknown setting is one clear line.
func (k *call) config() (config, error) {
	values, err := fromEnvironment(k.environ)
	if err != nil {
		return config{}, err
	}
	var c config
	if k.takes("listen") {
		k.flags.BoolVar(&c.Dev, "dev", false, "development: sandbox, handset page, keys made when missing; this machine only")
		k.flags.BoolVar(&c.TLS, "tls", false, "with --dev: a self-signed certificate made at the start; then it may listen for other devices of your network")
	}
	if err := k.parse(); err != nil {
		return c, err
	}
	k.flags.Visit(func(f *flag.Flag) {
		for _, s := range settings {
			if s.flag == f.Name {
				values[s.env] = f.Value.String()
			}
		}
	})
	get := func(name string) string {
		for _, s := range settings {
			if s.flag == name {
				return strings.TrimSpace(values[s.env])
			}
		}
		panic("no setting " + name)
	}
	if c.TLS && values["NETANSWER_LISTEN"] == "localhost:8080" { // for the phone on the table, not for this machine alone
		values["NETANSWER_LISTEN"] = lanListen
	}
	c.Listen, c.Database, c.Keys, c.Brand = get("listen"), get("database"), get("keys"), get("brand")
	c.Admin, c.Journal = get("admin"), get("sandbox-journal")
	c.TLSCert, c.TLSKey, c.Policy = get("tls-cert"), get("tls-key"), form.Policy(get("policy"))
	c.DKIMSelector, c.DKIMKey = get("dkim-selector"), get("dkim-key")
	return c, errors.Join(c.sends(get("sms"), get("mail")), c.proxies(get("trusted-proxies")), c.level(get("log")), c.drain(get("drain")), c.members(get("sandbox-members")), c.step(get("sandbox-step")), c.cards(get), c.calls(get), c.public(get("public-url")), c.check())
}

func fromEnvironment(environ []string) (map[string]string, error) {
	values := map[string]string{}
	for _, s := range settings {
		values[s.env] = s.value
	}
	for _, kv := range environ {
		name, value, _ := strings.Cut(kv, "=")
		if !strings.HasPrefix(name, "NETANSWER_") {
			continue
		}
		env := strings.TrimSuffix(name, "_FILE")
		if _, ok := values[env]; !ok {
			return nil, fmt.Errorf("unknown setting %s", name)
		}
		if env != name {
			raw, err := os.ReadFile(value)
			if err != nil {
				return nil, fmt.Errorf("setting %s: %w", name, err)
			}
			value = strings.TrimSpace(string(raw))
		}
		values[env] = value
	}
	return values, nil
}

func (c *config) proxies(list string) error {
	for item := range strings.SplitSeq(list, ",") {
		if item = strings.TrimSpace(item); item == "" {
			continue
		}
		p, err := netip.ParsePrefix(item)
		if err != nil {
			return fmt.Errorf("NETANSWER_TRUSTED_PROXIES: %q is no network like 10.0.0.0/8", item)
		}
		c.Proxies = append(c.Proxies, p)
	}
	return nil
}

func (c *config) members(value string) (err error) {
	if c.Members, err = strconv.Atoi(value); err != nil || c.Members < 0 || c.Members > sandbox.MostMembers {
		return fmt.Errorf("NETANSWER_SANDBOX_MEMBERS: %q is no number from 0 to %d", value, sandbox.MostMembers)
	}
	return nil
}

func (c *config) step(value string) (err error) {
	if c.Step, err = time.ParseDuration(value); err != nil || c.Step < 10*time.Millisecond || c.Step > 24*time.Hour {
		return fmt.Errorf("NETANSWER_SANDBOX_STEP: %q is no time like 10s, from 10ms to a day", value)
	}
	return nil
}

// journal is the file of what was ordered of the sandbox; empty: it is kept in memory.
func (c *config) journal() string {
	if c.Journal == "" && c.Database != "" && !strings.Contains(c.Database, "://") {
		return c.Database + "-sandbox"
	}
	return c.Journal
}

func (c *config) drain(value string) (err error) {
	if c.Drain, err = time.ParseDuration(value); err != nil || c.Drain < 0 || c.Drain > time.Minute {
		return fmt.Errorf("NETANSWER_DRAIN: %q is no time like 5s, at most a minute", value)
	}
	return nil
}

func (c *config) level(name string) (err error) {
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, name) {
		return fmt.Errorf("NETANSWER_LOG: %q is none of debug, info, warn, error", name)
	}
	c.Log, err = zerolog.ParseLevel(name)
	return err
}

func (c *config) public(value string) (err error) {
	if value == "" {
		scheme := "http"
		if c.TLSCert != "" || c.TLS {
			scheme = "https"
		}
		host, port, _ := net.SplitHostPort(c.Listen)
		switch {
		case c.TLS && unspecified(host):
			host = lanAddress()
		case host == "":
			host = "localhost"
		}
		value = scheme + "://" + net.JoinHostPort(host, port)
		c.guessed = true
	}
	c.Public, err = url.Parse(value)
	if err != nil || c.Public.Host == "" || c.Public.Scheme != "http" && c.Public.Scheme != "https" || strings.Trim(c.Public.Path, "/") != "" {
		return fmt.Errorf("NETANSWER_PUBLIC_URL: %q is no address like https://card.example.jp", value)
	}
	return nil
}

func (c *config) check() error {
	_, _, err := net.SplitHostPort(c.Listen)
	_, adminPort, adminErr := net.SplitHostPort(c.Admin)
	switch {
	case err != nil:
		return fmt.Errorf("NETANSWER_LISTEN: %q is no address and port like localhost:8080", c.Listen)
	case c.Admin != "" && (adminErr != nil || adminPort == ""):
		return fmt.Errorf("NETANSWER_ADMIN: %q is no address and port like localhost:9090", c.Admin)
	case c.Admin != "" && c.Admin == c.Listen:
		return errors.New("NETANSWER_ADMIN: members reach NETANSWER_LISTEN; the admin listener needs an address of its own")
	case c.Policy != form.Netanswer && c.Policy != form.NIST:
		return fmt.Errorf("NETANSWER_POLICY: %q is neither netanswer nor nist", c.Policy)
	case c.TLS && (!c.Dev || c.TLSCert != ""):
		return errors.New("--tls makes a certificate for trying things out: it goes with --dev and without NETANSWER_TLS_CERT")
	case (c.TLSCert == "") != (c.TLSKey == ""):
		return errors.New("NETANSWER_TLS_CERT and NETANSWER_TLS_KEY go together")
	}
	return nil
}

// mayServe says why these settings are not good for a server that members reach.
func (c *config) mayServe() error {
	host, _, _ := net.SplitHostPort(c.Listen)
	switch {
	case c.Dev && !c.TLS && !loopback(host):
		return fmt.Errorf("--dev listens on this machine only (localhost), not on %q: it shows passcodes to everyone; --tls allows it on your own network", host)
	case c.guessed && !loopback(host) && !c.TLS:
		return errors.New("NETANSWER_PUBLIC_URL is needed: members do not find the site at the address it listens on")
	case !c.Dev && len(c.onHandset()) > 0:
		return fmt.Errorf("%s: the handset is a page of development, where everybody reads the passcodes: name a sender, see docs/messages.md", strings.Join(c.onHandset(), " and "))
	case !c.Dev && c.Issuer == sandboxIssuer:
		return errors.New("the sandbox issuer holds made-up cards and known secrets: it runs with --dev only")
	}
	return nil
}

// hosts are the names and addresses that a request may be for, lower case.
func (c *config) hosts() []string {
	out := []string{strings.ToLower(c.Public.Hostname())}
	if c.Dev {
		out = append(out, "localhost", "127.0.0.1", "::1")
	}
	if c.TLS {
		out = append(out, lanNames()...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.IsLoopback()
}
