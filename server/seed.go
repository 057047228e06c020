package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"netanswer/server/brand"
	"netanswer/server/issuer/sandbox"
	"netanswer/server/keys"
	"netanswer/server/member"
	"netanswer/server/store"
)

// seedBatch is how many members go into one transaction: what a seeding that is stopped loses at most.
const seedBatch = 10_000

var errNoSandbox = errors.New("this database has members who are none of the sandbox's: it is not filled")

// seedCommand is `netanswer sandbox seed`.
func seedCommand(ctx context.Context, k *call) error {
	value := k.flags.String("members", "", fmt.Sprintf("how many, at most %d", sandbox.MostMembers))
	c, err := k.config()
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(strings.ReplaceAll(*value, "_", ""))
	switch {
	case *value == "":
		return errors.New("--members N: how many?")
	case err != nil || n < 1 || n > sandbox.MostMembers:
		return fmt.Errorf("--members %s: a number from 1 to %d", *value, sandbox.MostMembers)
	}
	db, err := store.Open(ctx, c.Database, logger(c))
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	return fill(ctx, db, c, n, time.Now, k.out)
}

// fill makes the first n ordinary members of the sandbox members of the site, each with all rows that a registration makes,
// and renews a session for every tenth. It adds what is missing: stopped in the middle and run again, it goes on.
func fill(ctx context.Context, db *store.DB, c config, n int, now func() time.Time, out io.Writer) error {
	box := sandbox.New(sandbox.Config{Key: sandboxKey, Now: now, Members: n})
	some, ours, err := db.HasMembers(ctx, box.Registered()[0].CardRef)
	if err == nil && some && !ours {
		_, ours, err = db.HasMembers(ctx, box.Seeded(0).CardRef)
	}
	if err != nil {
		return err
	}
	if some && !ours {
		return errNoSandbox
	}
	b, err := brand.Load(c.Brand)
	if err != nil {
		return err
	}
	hash, err := member.NewHasher().Hash(ctx, sandbox.SeededPassword) // one for all: a million of them take hours
	if err != nil {
		return err
	}
	began, added, renewed := now(), 0, 0
	for from := 0; from < n; from += seedBatch {
		to := min(n, from+seedBatch)
		members, sessions := batch(box, from, to, hash, b.TermsVersion(), now())
		a, err := db.AddMembers(ctx, members, sessions)
		if err != nil {
			return fmt.Errorf("members %d to %d: %w", from, to-1, err)
		}
		added, renewed = added+a, renewed+len(sessions)
		took := now().Sub(began)
		fmt.Fprintf(out, "%d of %d members, %d added, %d sessions, %.0f s, %.0f/s\n", to, n, added, renewed, took.Seconds(), float64(to)/max(took.Seconds(), .001))
	}
	fmt.Fprintf(out, `
  log in as   mihon00000000 … mihon%08d   password %s
  serve       netanswer serve --dev --sandbox-members %d
`, n-1, sandbox.SeededPassword, n)
	return nil
}

func batch(box *sandbox.Issuer, from, to int, hash, terms string, now time.Time) (members []member.Member, sessions []member.Session) {
	for i := from; i < to; i++ {
		s, at := box.Seeded(i), sandbox.RegisteredAt(i)
		members = append(members, member.Member{
			ID: s.MemberID, Login: s.Login, PasswordHash: hash, Email: s.Email, Confirmed: true, TermsVersion: terms, AgreedAt: at, CreatedAt: at,
			Card: member.Card{Ref: s.CardRef, AccountRef: s.AccountRef, Last4: s.Last4, Brand: string(s.Brand)},
		})
		if i%sandbox.SessionEvery == 0 {
			sessions = append(sessions, member.Session{MemberID: s.MemberID, TokenHash: keys.Hash(s.Token), CreatedAt: now, SeenAt: now})
		}
	}
	return members, sessions
}
