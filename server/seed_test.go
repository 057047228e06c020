package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"netanswer/server/issuer/sandbox"
	"netanswer/server/store"
	"netanswer/shared/wire"
)

// filled makes the first n ordinary members of the sandbox members of the site.
func (p *program) filled(n int) *program {
	p.t.Helper()
	if err := fill(p.t.Context(), p.db, config{}, n, p.clock.now, io.Discard); err != nil {
		p.t.Fatal(err)
	}
	return p
}

func TestASeededMemberLogsInAndSeesTheAccount(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.filled(25)
		for n, sessions := range map[int]bool{3: false, 20: true} {
			m := pr.sandbox.Seeded(n)
			p := pr.person(true)
			p.want(p.post("/login", "member_id", strings.ToUpper(m.Login), "password", sandbox.SeededPassword, "next", "/home"), 303, "/home")
			if h := data[wire.Home](p, "/home"); h.Holder != pr.sandbox.Member(n).Holder || h.Card.Last4 != m.Last4 {
				t.Errorf("home shows %+v", h)
			}
			other := pr.person(true) // the session that the seeding gave to every tenth
			a := other.do("GET", "/home", nil, "Cookie", "__Host-session="+m.MemberID+"."+m.Token)
			if (a.status == 200) != sessions {
				t.Errorf("member %d with the seeded session: %d", n, a.status)
			}
		}
	})
}

func TestSeedingAgainAddsWhatIsMissingAndNothingElse(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.filled(12)
		var out strings.Builder
		if err := fill(t.Context(), pr.db, config{}, 15, pr.clock.now, &out); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), "15 of 15 members, 3 added, 2 sessions") || !strings.Contains(out.String(), sandbox.SeededPassword) {
			t.Errorf("it says\n%s", out.String())
		}
	})
}

func TestOnlyASandboxesDatabaseIsFilled(t *testing.T) {
	for name, dsn := range databases {
		t.Run(name, func(t *testing.T) {
			db, err := store.Open(t.Context(), dsn(t), zerolog.Nop())
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if err := db.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			clock := &clock{}
			strangers := sandbox.New(sandbox.Config{Key: []byte("another issuer's"), Now: clock.now, Members: 1})
			members, _ := batch(strangers, 0, 1, "hash", "terms", clock.now())
			if _, err := db.AddMembers(t.Context(), members, nil); err != nil {
				t.Fatal(err)
			}
			if err := fill(t.Context(), db, config{}, 3, clock.now, io.Discard); !errors.Is(err, errNoSandbox) {
				t.Errorf("got %v", err)
			}
			if some, ours, err := db.HasMembers(t.Context(), sandbox.New(sandbox.Config{Key: sandboxKey, Now: clock.now, Members: 1}).Seeded(0).CardRef); err != nil || !some || ours {
				t.Errorf("%v %v %v", some, ours, err)
			}
		})
	}
}

func TestTheNumberOfMembersIsReadOrRefused(t *testing.T) {
	database := filepath.Join(t.TempDir(), "x.db")
	for args, want := range map[string]string{
		"--members 3": "3 of 3 members", "--members=3": "3 of 3 members", "-members 3": "3 of 3 members", "--members 1_2": "12 of 12 members",
		"": "how many?", "--members": "needs an argument", "--members 0": "a number from", "--members -1": "a number from", "--members many": "a number from",
		"--members 100000000": "a number from", "--members 3 --dev": "not defined", "--members 3 four": `unknown argument "four"`,
	} {
		var said strings.Builder
		err := run(t.Context(), append([]string{"sandbox", "seed", "--database", database}, strings.Fields(args)...), nil, &said)
		if got := fmt.Sprint(said.String(), err); !strings.Contains(got, want) || strings.Contains(want, "of") != (err == nil) {
			t.Errorf("%q: %s", args, got)
		}
	}
}
