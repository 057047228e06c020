package main

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/notify"
)

// cut is a gateway that takes nothing.
type cut struct{ kind notify.Kind }

func (c cut) Send(context.Context, notify.Message) error {
	return &notify.Failure{Kind: c.kind, Code: 422, What: "gateway"}
}

// A notice that the gateway would not take is found, sent after all or dropped; a passcode is not.
func TestDeadLettersAreListedSentAgainAndDropped(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.clock.turn(time.Since(pr.clock.now())) // the commands go by the real clock
		c := pr.card("both")
		p := pr.person(true)
		p.want(p.enter(c), 303, "/register/confirm")
		p.want(p.post("/register/confirm"), 303, "/register/verify")
		code := p.passcode(c.Mobile)
		good := pr.runner.Channels
		pr.runner.Channels = map[issuer.Channel]notify.Channel{issuer.SMS: cut{notify.Refused}, issuer.Mail: cut{notify.Refused}}
		p.want(p.post("/register/verify", "passcode", code), 303, "/register/done")
		again := pr.person(true)
		again.enter(pr.card("sms"), "member_id", "minato2026")
		again.want(again.post("/register/confirm"), 303, "/register/verify")
		if err := pr.runner.Once(t.Context()); err != nil {
			t.Fatal(err)
		}

		outbox := func(args ...string) string {
			t.Helper()
			var said strings.Builder
			settings := []string{"--database", pr.dsn}
			if args[0] == "list" {
				settings = append(settings, "--keys", pr.cfg.Keys)
			}
			if err := run(t.Context(), append(append([]string{"outbox"}, args...), settings...), nil, &said); err != nil {
				t.Fatalf("%v: %v", args, err)
			}
			return said.String()
		}
		list := func(args ...string) (out []letter) {
			t.Helper()
			if err := json.Unmarshal([]byte(outbox(append([]string{"list", "--json"}, args...)...)), &out); err != nil {
				t.Fatal(err)
			}
			return out
		}
		kept, all := list(), list("--all")
		if len(kept) < 2 || len(all) != len(kept)+2 { // the notices; the passcodes of the second and of the typed address
			t.Fatalf("%d of %d can be sent: %+v", len(kept), len(all), all)
		}
		for _, l := range kept {
			if l.Why != "refused 422" || !strings.Contains(l.To, "***") || strings.Contains(l.To, strings.TrimPrefix(c.Mobile, "090-")) || l.Attempts != 1 || time.Until(l.KeptUntil) < 71*time.Hour {
				t.Errorf("%+v", l)
			}
		}
		for _, words := range []string{outbox("list"), outbox("list", "--all")} {
			for _, secret := range []string{"お心当たり", "Netアンサー", code, c.Mobile, c.Email, "someone@"} {
				if secret != "" && strings.Contains(words, secret) {
					t.Errorf("the list shows %q: %s", secret, words)
				}
			}
			if !strings.Contains(words, kept[0].ID) || !strings.Contains(words, "refused 422") {
				t.Errorf("not in the list: %s", words)
			}
		}
		if err := run(t.Context(), []string{"outbox", "list", "--database", pr.dsn, "--keys", t.TempDir() + "/none"}, nil, &strings.Builder{}); err != nil {
			t.Errorf("without the keys: %v", err)
		}

		before := len(pr.received.Messages(""))
		pr.runner.Channels = good
		outbox("drop", "--id", kept[0].ID)
		if said := outbox("retry", "--id", kept[1].ID); !strings.HasPrefix(said, "1: ") {
			t.Error(said)
		}
		for _, args := range [][]string{{"retry", "--id", kept[0].ID}, {"retry", "--id", "none"}, {"drop", "--id", kept[1].ID}, {"retry"}, {"retry", "--all", "--id", "x"}} {
			if err := run(t.Context(), append(append([]string{"outbox"}, args...), "--database", pr.dsn), nil, &strings.Builder{}); err == nil {
				t.Errorf("%v was done", args)
			}
		}
		for _, l := range all { // a passcode never goes out late, by hand neither
			if l.KeptUntil.IsZero() {
				if err := run(t.Context(), []string{"outbox", "retry", "--id", l.ID, "--database", pr.dsn}, nil, &strings.Builder{}); err == nil {
					t.Errorf("%+v goes out once more", l)
				}
			}
		}
		pr.clock.turn(time.Minute)
		if err := pr.runner.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
		if arrived := len(pr.received.Messages("")) - before; arrived != 1 {
			t.Errorf("%d arrived", arrived)
		}
		outbox("retry", "--all")
		pr.clock.turn(time.Minute)
		if err := pr.runner.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
		if arrived := len(pr.received.Messages("")) - before; arrived != len(kept)-1 || len(list()) != 0 {
			t.Errorf("%d arrived, %v are left", arrived, list())
		}
		if said := outbox("list"); said != "no message was given up\n" {
			t.Error(said)
		}
	})
}
