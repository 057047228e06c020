package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"netanswer/server/issuer"
	"netanswer/server/issuer/sandbox"
)

// openSandbox is the sandbox that a server of this database has.
func openSandbox(c config, k *call) (*sandbox.Issuer, error) {
	if c.journal() == "" {
		return nil, errors.New("the sandbox of a PostgreSQL database keeps in memory what happens: give the server and this command a file by NETANSWER_SANDBOX_JOURNAL")
	}
	return sandbox.Open(sandbox.Config{Key: sandboxKey, Now: k.now, Journal: c.journal()})
}

// postedCards are those that came by post since.
func postedCards(k *call) ([]sandbox.DemoCard, error) {
	c, err := k.config()
	if err != nil {
		return nil, err
	}
	box, err := openSandbox(c, k)
	if err != nil {
		return nil, err
	}
	defer box.Close()
	return box.Posted(), nil
}

// sandboxEvent is `netanswer sandbox event`: it writes into the journal that a running server reads.
func sandboxEvent(ctx context.Context, k *call) error {
	kinds := make([]string, len(sandbox.Happenings))
	for n, kind := range sandbox.Happenings {
		kinds[n] = string(kind)
	}
	slug := k.flags.String("card", "", "the demo card, as netanswer cards calls it: sms, gold, …")
	family := k.flags.Int("family", 0, "the family member's card: 1, or 2 and 3 of those who were added")
	yen := k.flags.Int("yen", 1_200, "how much, of card_used")
	shop := k.flags.String("shop", "みほん商店", "where, of card_used")
	folder := k.flags.String("folder", "", "of a sandbox that is served by itself (netanswer sandbox serve); empty: the one inside the server of this database")
	kind := ""
	if len(k.args) > 0 && !strings.HasPrefix(k.args[0], "-") {
		kind, k.args = k.args[0], k.args[1:]
	}
	c, err := k.config()
	if err != nil {
		return err
	}
	if !slices.Contains(kinds, kind) {
		return fmt.Errorf("what is to happen? %s", strings.Join(kinds, ", "))
	}
	if *folder != "" {
		c.Journal = filepath.Join(*folder, trialJournal)
	}
	box, err := openSandbox(c, k)
	if err != nil {
		return err
	}
	defer box.Close()
	ref, ok := box.DemoRef(*slug, *family)
	if !ok {
		return fmt.Errorf("--card %q: netanswer cards lists them", *slug)
	}
	switch err := box.Happen(ctx, ref, issuer.EventKind(kind), *shop, *yen); {
	case errors.Is(err, issuer.ErrNotOffered):
		return fmt.Errorf("%s cannot happen to this card now: it is locked, used up or no more, or was never debited", kind)
	case errors.Is(err, issuer.ErrUnknown):
		return fmt.Errorf("--family %d: nobody has this card", *family)
	case err != nil:
		return err
	}
	_, err = fmt.Fprintf(k.out, "%s: %s\n", *slug, kind)
	return err
}
