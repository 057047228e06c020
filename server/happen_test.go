package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/issuer/sandbox"
)

// The command tells the sandbox of a running server, which reads it at once.
func TestAnEventReachesARunningSandbox(t *testing.T) {
	database := filepath.Join(t.TempDir(), "site.db")
	c, err := readConfig([]string{"--database", database}, nil)
	if err != nil {
		t.Fatal(err)
	}
	box, err := sandbox.Open(sandbox.Config{Key: sandboxKey, Now: time.Now, Journal: c.journal()})
	if err != nil {
		t.Fatal(err)
	}
	defer box.Close()
	say := func(args ...string) (string, error) {
		var out strings.Builder
		err := run(t.Context(), append([]string{"sandbox", "event"}, append(args, "--database", database)...), nil, &out)
		return out.String(), err
	}
	if out, err := say("card_used", "--card", "gold", "--family", "1", "--yen", "4321", "--shop", "花の店 野あざみ"); err != nil || out != "gold: card_used\n" {
		t.Errorf("%q, %v", out, err)
	}
	es, err := box.Events(t.Context(), "")
	if err != nil || len(es) != 1 || es[0].Kind != issuer.CardUsed || es[0].Amount != 4321 {
		t.Fatalf("%+v, %v", es, err)
	}
	us, err := box.Uses(t.Context(), es[0].CardRef, issuer.UsesOf{Page: issuer.Page{Max: 1}})
	if err != nil || us.Uses[0].Ref != es[0].Use || us.Uses[0].Merchant != "花の店 野あざみ" || !us.Uses[0].Family {
		t.Errorf("%+v, %v", us, err)
	}
	if out, err := say("card_reissued", "--card", "amex"); err != nil || out != "amex: card_reissued\n" {
		t.Errorf("%q, %v", out, err)
	}
	var posted strings.Builder
	if err := run(t.Context(), []string{"cards", "--posted", "--database", database}, nil, &posted); err != nil {
		t.Fatal(err)
	}
	if now := box.Posted(); len(now) != 1 || !strings.HasPrefix(posted.String(), "amex ") || !strings.Contains(posted.String(), now[0].Number) || strings.Count(posted.String(), "\n") != 1 {
		t.Errorf("by post came %+v; the command says\n%s", now, posted.String())
	}
	for want, args := range map[string][]string{
		"what is to happen? card_used, amount_fixed": {"--card", "sms"},
		"netanswer cards lists them":                 {"card_used", "--card", "nobody"},
		"nobody has this card":                       {"card_used", "--card", "both", "--family", "2"},
		"cannot happen to this card":                 {"card_used", "--card", "lost"},
		"unknown argument":                           {"card_used", "card_used", "--card", "sms"},
	} {
		if out, err := say(args...); err == nil || !strings.Contains(err.Error(), want) || out != "" {
			t.Errorf("%v: %q, %v", args, out, err)
		}
	}
	var out strings.Builder
	if err := run(t.Context(), []string{"sandbox", "event", "card_used", "--card", "sms", "--database", "postgres://nowhere/none"}, nil, &out); err == nil || !strings.Contains(err.Error(), "NETANSWER_SANDBOX_JOURNAL") {
		t.Errorf("without a journal: %v", err)
	}
}
