package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/brand"
)

func TestSendersAreReadWholeOrRefusedInOneLine(t *testing.T) {
	sms, mail := "NETANSWER_SMS", "NETANSWER_MAIL"
	for item, c := range map[string]struct{ setting, want string }{
		"handset": {sms, ""}, " handset , handset ": {mail, ""},
		"https://sms.example.jp/send?tenant=7#secret=/run/s":                    {sms, ""},
		"https://sms.example.jp/send#secret=/run/s&ca=/run/ca.pem":              {sms, ""},
		"http://127.0.0.1:9000/send#secret=/run/s":                              {sms, ""},
		"twilio://AC1@api.twilio.com#secret=/run/t&from=+815012345678":          {sms, ""},
		"twilio://AC1@api.twilio.com#secret=/run/t&from=MG1&key=SK1":            {sms, ""},
		"smtp://card@relay.example.jp:2525#secret=/run/p,smtps://r2.example.jp": {mail, ""},
		"smtp://127.0.0.1:25#tls=off":                                           {mail, ""},

		"":                                       {sms, "an item is no address"},
		"handset,":                               {mail, "an item is no address"},
		"sms.example.jp":                         {sms, "an item is no address"},
		"ftp://sms.example.jp":                   {sms, "unknown kind of sender"},
		"smtp://relay.example.jp":                {sms, "unknown kind of sender"},
		"https://sms.example.jp#secret=/run/s":   {mail, "unknown kind of sender"},
		"https://sms.example.jp/send":            {sms, "#secret=FILE is needed"},
		"https://sms.example.jp/send#secret=":    {sms, "unknown or empty option"},
		"https://sms.example.jp/send#geheim=/x":  {sms, "unknown or empty option"},
		"https://u:geheim@sms.example.jp/send":   {sms, "a secret stands in a file"},
		"http://sms.example.jp/send#secret=/s":   {sms, "without TLS on this machine only"},
		"smtp://relay.example.jp#tls=off":        {mail, "without TLS on this machine only"},
		"smtp://127.0.0.1#tls=perhaps":           {mail, "tls= can only be off"},
		"smtp://card@relay.example.jp":           {mail, "a user and #secret=FILE go together"},
		"smtp://relay.example.jp#secret=/run/s":  {mail, "a user and #secret=FILE go together"},
		"smtp://relay.example.jp/inbox":          {mail, "nothing stands behind the host"},
		"twilio://api.twilio.com#secret=/s":      {sms, "it is twilio://AC"},
		"twilio://AC1@api.twilio.com#secret=/s":  {sms, "it is twilio://AC"},
		"twilio://AC1@api.twilio.com#from=+8150": {sms, "#secret=FILE is needed"},
	} {
		_, err := senders(c.setting, item)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s %q: %v", c.setting, item, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.setting) || strings.Contains(err.Error(), "\n")):
			t.Errorf("%s %q: %v, want %q", c.setting, item, err, c.want)
		case err != nil && (strings.Contains(err.Error(), "geheim@") || strings.Contains(err.Error(), ":geheim")):
			t.Errorf("%q: the error shows the secret: %v", item, err)
		}
	}
	for _, args := range []string{"--dkim-selector s1", "--dkim-key /run/k", "--dkim-key /run/k --dkim-selector a..b", "--dkim-key /run/k --dkim-selector s1;x"} {
		if _, err := readConfig(strings.Fields("--dev "+args), nil); err == nil || !strings.Contains(err.Error(), "NETANSWER_DKIM_") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", args, err)
		}
	}
}

// A file that is not there, or holds nothing, stops the start: a site must not find out with its first passcode.
func TestTheFilesOfSendersAreReadAtTheStart(t *testing.T) {
	folder := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good, empty := file("good", "0123456789abcdef\n"), file("empty", "\n")
	b, err := brand.Load("")
	if err != nil {
		t.Fatal(err)
	}
	base := []string{"--sms", "https://sms.example.jp/#secret=" + good, "--mail", "smtp://card@relay.example.jp#secret=" + good}
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"all is there":         {nil, ""},
		"no secret file":       {[]string{"--sms", "https://sms.example.jp/#secret=" + filepath.Join(folder, "none")}, "NETANSWER_SMS: open "},
		"an empty secret":      {[]string{"--sms", "https://sms.example.jp/#secret=" + empty}, "holds no secret"},
		"no password file":     {[]string{"--mail", "smtp://card@relay.example.jp#secret=" + filepath.Join(folder, "none")}, "NETANSWER_MAIL: open "},
		"no certificate in it": {[]string{"--mail", "smtps://relay.example.jp#ca=" + good}, "holds no certificate"},
		"no DKIM file":         {[]string{"--dkim-selector", "s1", "--dkim-key", filepath.Join(folder, "none")}, "NETANSWER_DKIM_KEY: open "},
		"no DKIM key in it":    {[]string{"--dkim-selector", "s1", "--dkim-key", good}, "holds no RSA or Ed25519 key"},
	} {
		cfg, err := readConfig(slices.Concat(base, c.args), nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		channels, err := cfg.outbound(b, nil, time.Now, nil)
		switch {
		case c.want == "" && (err != nil || len(channels) != 2):
			t.Errorf("%s: %v", name, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "0123456789")):
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
