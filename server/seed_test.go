package main

import (
	"errors"
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
	for args, want := range map[string]int{"--members 12 --database x": 12, "--database x --members=1000000": 1_000_000, "-members 5": 5} {
		if n, rest, err := membersFlag(strings.Fields(args)); err != nil || n != want || len(rest) > 2 {
			t.Errorf("%s: %d %v %v", args, n, rest, err)
		}
	}
	for _, args := range []string{"", "--database x", "--members", "--members 0", "--members -1", "--members many", "--members 100000000"} {
		if n, _, err := membersFlag(strings.Fields(args)); err == nil {
			t.Errorf("%q is %d", args, n)
		}
	}
	if err := sandboxCommand(t.Context(), []string{"seed", "--members", "3", "--database", filepath.Join(t.TempDir(), "x.db")}, nil, io.Discard); err != nil {
		t.Error(err)
	}
}
