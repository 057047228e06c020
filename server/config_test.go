package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// readConfig reads settings as serve does.
func readConfig(args, environ []string) (config, error) {
	return commands[0].call(args, environ, io.Discard).config()
}

func TestTheDefaultsServeOnThisMachineInDevelopment(t *testing.T) {
	c, err := readConfig([]string{"--dev"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.mayServe(); err != nil || c.Listen != "localhost:8080" || c.Public.String() != "http://localhost:8080" {
		t.Errorf("%+v %v", c, err)
	}
}

func TestAFlagBeatsTheEnvironmentAndAFileGivesASecret(t *testing.T) {
	file := filepath.Join(t.TempDir(), "database")
	if err := os.WriteFile(file, []byte("postgres://secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := readConfig([]string{"--listen", "localhost:1"}, []string{"NETANSWER_LISTEN=localhost:2", "NETANSWER_DATABASE_FILE=" + file, "PATH=/bin"})
	if err != nil || c.Listen != "localhost:1" || c.Database != "postgres://secret" {
		t.Errorf("%+v %v", c, err)
	}
}

func TestAWrongSettingStopsTheStartWithOneLine(t *testing.T) {
	for name, c := range map[string]struct {
		args, env []string
		want      string
	}{
		"unknown variable":        {nil, []string{"NETANSWER_LISTN=x"}, "unknown setting NETANSWER_LISTN"},
		"unknown argument":        {[]string{"now"}, nil, `unknown argument "now"`},
		"listen without a port":   {[]string{"--listen", "localhost"}, nil, "NETANSWER_LISTEN"},
		"unknown policy":          {[]string{"--policy", "loose"}, nil, "NETANSWER_POLICY"},
		"unknown issuer":          {[]string{"--issuer", "x"}, nil, "NETANSWER_ISSUER"},
		"public URL with path":    {[]string{"--public-url", "https://a.example/x"}, nil, "NETANSWER_PUBLIC_URL"},
		"proxy without mask":      {[]string{"--trusted-proxies", "10.0.0.1"}, nil, "NETANSWER_TRUSTED_PROXIES"},
		"admin without a port":    {[]string{"--admin", "localhost"}, nil, "NETANSWER_ADMIN"},
		"admin where members are": {[]string{"--admin", "localhost:8080"}, nil, "NETANSWER_ADMIN"},
		"log level":               {[]string{"--log", "loud"}, nil, "NETANSWER_LOG"},
		"--tls without --dev":     {[]string{"--tls"}, nil, "goes with --dev"},
		"certificate, no key":     {[]string{"--tls-cert", "a.pem"}, nil, "go together"},
		"a door nobody knows":     {[]string{"--calls", "sip,fax"}, nil, "NETANSWER_CALLS"},
		"SIP that nobody reaches": {[]string{"--calls", "sip", "--sip-trunks", "192.0.2.1 asserts"}, nil, "NETANSWER_SIP_EXTERNAL is needed"},
		"SIP without a trunk":     {[]string{"--calls", "sip", "--sip-external", "192.0.2.9"}, nil, "NETANSWER_SIP_TRUNKS is needed"},
		"a trunk of nobody":       {[]string{"--sip-trunks", "example.jp asserts"}, nil, "NETANSWER_SIP_TRUNKS"},
		"a trunk without a word":  {[]string{"--sip-trunks", "192.0.2.1"}, nil, "says of no call who calls"},
		"two trunks in one place": {[]string{"--sip-trunks", "192.0.2.0/24 asserts; 192.0.2.7 from"}, nil, "belongs to two trunks"},
		"ports the wrong way":     {[]string{"--sip-rtp", "31000-30000"}, nil, "NETANSWER_SIP_RTP"},
		"no calls at once":        {[]string{"--sip-calls", "0"}, nil, "NETANSWER_SIP_CALLS"},
		"SIP off this machine":    {[]string{"--dev", "--calls", "sip", "--sip-external", "192.0.2.9"}, nil, "--dev listens on this machine only"},
		"Twilio without a token":  {[]string{"--calls", "twilio"}, nil, "NETANSWER_TWILIO_TOKEN_FILE"},
		"a short secret":          {[]string{"--calls", "webhook", "--calls-secret", "short"}, nil, "NETANSWER_CALLS_SECRET_FILE"},
		"missing secret file":     {nil, []string{"NETANSWER_DATABASE_FILE=/nowhere"}, "NETANSWER_DATABASE_FILE"},
	} {
		_, err := readConfig(c.args, c.env)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAMistypedFlagPrintsNothingOfTheEnvironment(t *testing.T) {
	_, err := readConfig([]string{"--nope"}, []string{"NETANSWER_DATABASE=postgres://na:geheim@db/na"})
	if err == nil || strings.Contains(err.Error(), "geheim") || strings.Contains(err.Error(), "\n") {
		t.Errorf("%v", err)
	}
}

func TestDevelopmentStaysOnThisMachineAndTheSandboxInDevelopment(t *testing.T) {
	for args, want := range map[string]string{
		"--dev --listen 0.0.0.0:8080":   "this machine only",
		"--dev --listen 192.0.2.1:8080": "this machine only",
		"--listen localhost:8080":       "NETANSWER_MAIL and NETANSWER_SMS: the handset is a page of development",
		"--listen localhost:8080 --sms https://sms.example.jp/send#secret=/run/s":                                    "NETANSWER_MAIL: the handset is a page of development",
		"--listen localhost:8080 --mail smtp://r.example.jp --sms handset":                                           "NETANSWER_SMS: the handset is a page of development",
		"--listen localhost:8080 --mail smtp://r.example.jp,handset --sms https://sms.example.jp/send#secret=/run/s": "NETANSWER_MAIL: the handset",
		"--dev --listen 127.0.0.1:8080":                                           "",
		"--dev --listen [::1]:8080":                                               "",
		"--dev --listen localhost:0":                                              "",
		"--dev --listen example.com:8080":                                         "this machine only",
		"--dev --tls --listen 192.0.2.1:8443 --public-url https://192.0.2.1:8443": "",
		"--listen :8080":                                                          "NETANSWER_PUBLIC_URL is needed",
		"--listen :8080 --public-url https://card.example.jp --mail smtp://r.example.jp --sms https://sms.example.jp/send#secret=/run/s":                                                                          "runs with --dev only",
		"--listen :8080 --public-url https://card.example.jp --mail smtp://r.example.jp --sms https://sms.example.jp/send#secret=/run/s --issuer https://cards.example.jp --issuer-cert c.pem --issuer-key k.pem": "",
	} {
		c, err := readConfig(strings.Fields(args), nil)
		if err != nil {
			t.Fatal(err)
		}
		err = c.mayServe()
		if (want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", args, err)
		}
	}
}

func TestTheSettingsOfTheDocumentationAreThoseOfTheProgram(t *testing.T) {
	raw, err := os.ReadFile("../docs/settings.md")
	if err != nil {
		t.Fatal(err)
	}
	if want := settingsTable(); tableOf(string(raw)) != want {
		t.Errorf("docs/settings.md does not hold what `netanswer settings` prints:\n%s", want)
	}
}

// tableOf is the first Markdown table of a text.
func tableOf(doc string) string {
	_, table, _ := strings.Cut(doc, "\n\n|")
	table, _, _ = strings.Cut(table, "\n\n")
	return "|" + strings.TrimSuffix(table, "\n") + "\n"
}

func TestDevelopmentHasATelephoneByItself(t *testing.T) {
	c, err := readConfig([]string{"--dev"}, nil)
	if err != nil || len(c.Calls.Doors) != 1 || c.Calls.SIP != "127.0.0.1:0" || len(c.Calls.Trunks) != 1 || !c.Calls.Trunks[0].Asserts {
		t.Errorf("%+v %v", c.Calls, err)
	}
	for args, doors := range map[string]int{"": 0, "--dev --calls none": 0, "--calls sip,webhook,twilio --sip-external 192.0.2.9 --sip-trunks 192.0.2.1,2001:db8::/64&asserts&media=192.0.2.0/24 --twilio-token x --calls-secret 12345678901234567890123456789012": 3} {
		fields := strings.Fields(args)
		for i := range fields {
			fields[i] = strings.ReplaceAll(fields[i], "&", " ")
		}
		if c, err := readConfig(fields, nil); err != nil || len(c.Calls.Doors) != doors {
			t.Errorf("%s: %+v %v", args, c.Calls, err)
		}
	}
}
