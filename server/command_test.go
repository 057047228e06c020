package main

import (
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestHelpOfACommandIsItsLineAndItsOwnFlags(t *testing.T) {
	own := map[string][]string{
		"cards": {"json", "posted", "database", "sandbox-journal"}, "sandbox seed": {"members", "database", "brand", "log"}, "migrate": {"dry-run", "database", "log"}, "backup": {"to", "database", "log"},
		"events list": {"all", "json", "database", "log"}, "events retry": {"id", "all", "database", "log"}, "events drop": {"id", "all", "database", "log"},
		"outbox list": {"all", "json", "database", "keys", "log"}, "outbox retry": {"id", "all", "database", "log"}, "outbox drop": {"id", "all", "database", "log"},
		"restore": {"from", "database", "log"}, "settle": {"database", "log"}, "settings": nil, "version": nil,
		"operator add": {"json", "database", "keys", "log"}, "operator revoke": {"json", "database", "keys", "log"}, "operator list": {"json", "database", "keys", "log"},
		"desk list": {"json", "token-file", "database", "keys", "log"}, "desk show": {"json", "token-file", "database", "keys", "log"},
		"desk approve": {"json", "token-file", "database", "keys", "log"}, "desk refuse": {"json", "token-file", "database", "keys", "log"},
		"inquiry list": {"json", "all", "token-file", "database", "keys", "log"}, "inquiry show": {"json", "save", "token-file", "database", "keys", "log"},
		"inquiry answer": {"json", "text-file", "token-file", "database", "keys", "brand", "log"}, "inquiry close": {"json", "token-file", "database", "keys", "log"},
		"healthy": {"dev", "tls", "listen", "public-url", "tls-cert", "tls-key"}, "serve": {"dev", "tls"},
		"sandbox serve": {"folder", "listen", "log", "names", "sandbox-members", "sandbox-step"},
		"sandbox event": {"card", "database", "family", "folder", "log", "sandbox-journal", "shop", "yen"},
	}
	for _, s := range settings {
		own["serve"] = append(own["serve"], s.flag)
	}
	secret := []string{"NETANSWER_DATABASE=postgres://na:geheim@db/na"}
	for _, k := range commands {
		for _, help := range []string{"--help", "-h"} {
			var said strings.Builder
			if err := run(t.Context(), append(strings.Fields(k.name), help), secret, &said); err != nil {
				t.Errorf("%s: %v", k.name, err)
			}
			if !strings.HasPrefix(said.String(), k.line()+"\n"+k.does+"\n") || strings.Contains(said.String(), "geheim") {
				t.Errorf("%s says\n%s", k.name, said.String())
			}
			var flags []string
			for _, m := range regexp.MustCompile(`(?m)^  -([a-z-]+)`).FindAllStringSubmatch(said.String(), -1) {
				flags = append(flags, m[1])
			}
			want := slices.Clone(own[k.name])
			slices.Sort(flags)
			slices.Sort(want)
			if !slices.Equal(flags, want) {
				t.Errorf("%s takes %v, want %v", k.name, flags, want)
			}
		}
		if err := run(t.Context(), append(strings.Fields(k.name), "--nope"), nil, io.Discard); err == nil || !strings.Contains(err.Error(), "nope") {
			t.Errorf("%s --nope: %v", k.name, err)
		}
	}
}

func TestTheCommandsAreListedAndAnUnknownOneIsSaid(t *testing.T) {
	var said strings.Builder
	if err := run(t.Context(), []string{"help"}, nil, &said); err != nil {
		t.Fatal(err)
	}
	for _, k := range commands {
		if !strings.Contains(said.String(), k.line()) || !strings.Contains(said.String(), k.does) {
			t.Errorf("%s is not listed", k.name)
		}
	}
	for _, args := range [][]string{nil, {"srve"}, {"sandbox"}, {"sandbox", "sed"}} {
		if err := run(t.Context(), args, nil, io.Discard); !errors.Is(err, errUsage) || !strings.Contains(err.Error(), strings.Join(args, " ")) {
			t.Errorf("%v: %v", args, err)
		}
	}
}
