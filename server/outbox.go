package main

import (
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"
	"time"

	"netanswer/server/keys"
	"netanswer/server/notify"
	"netanswer/server/store"
	"netanswer/shared/japan"
)

// The commands for messages that were given up. They show where one goes, masked, and never what it says.

const mostLetters = 1000 // of a list, or sent again at once

// letter is a line of the list.
type letter struct {
	ID        string    `json:"id"`
	Channel   string    `json:"channel"`
	To        string    `json:"to"` // masked; empty when its text is gone or its key is not there
	Why       string    `json:"why"`
	Attempts  int       `json:"attempts"`
	CreatedAt time.Time `json:"created_at"`
	KeptUntil time.Time `json:"kept_until,omitzero"` // it can be sent again until then
}

// withLetters runs do with the dead messages of the database.
func withLetters(ctx context.Context, k *call, do func(config, notify.Letters) error) error {
	return k.withDatabase(ctx, func(c config, db *store.DB) error { return do(c, db.Outbox()) })
}

func outboxList(ctx context.Context, k *call) error {
	all := k.flags.Bool("all", false, "those too that cannot be sent any more")
	asJSON := k.flags.Bool("json", false, "as JSON")
	return withLetters(ctx, k, func(c config, box notify.Letters) error {
		now := time.Now()
		dead, err := box.Dead(ctx, !*all, now, mostLetters)
		if err != nil {
			return err
		}
		ring, keyErr := keys.Load(c.Keys)
		list := []letter{}
		for _, q := range dead {
			l := letter{ID: q.ID, Channel: string(q.Channel), Why: q.Why, Attempts: q.Attempts, CreatedAt: q.CreatedAt}
			if q.Sealed != "" && now.Before(q.KeepUntil) {
				l.KeptUntil = q.KeepUntil
				if keyErr == nil {
					l.To, _ = notify.To(ring, q)
				}
			}
			list = append(list, l)
		}
		if *asJSON {
			return json.NewEncoder(k.out).Encode(list)
		}
		if len(list) == 0 {
			_, err := fmt.Fprintln(k.out, "no message was given up")
			return err
		}
		t := tabwriter.NewWriter(k.out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "ID\tWRITTEN\tCHANNEL\tTO\tWHY\tATTEMPTS\tCAN BE SENT UNTIL")
		for _, l := range list {
			to, until := "gone", "-"
			if !l.KeptUntil.IsZero() {
				until = l.KeptUntil.In(japan.Zone).Format("2006-01-02 15:04")
				if to = l.To; to == "" {
					to = "sealed by another key"
				}
			}
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%d\t%s\n", l.ID, l.CreatedAt.In(japan.Zone).Format("2006-01-02 15:04"), l.Channel, to, l.Why, l.Attempts, until)
		}
		return t.Flush()
	})
}

func outboxRetry(ctx context.Context, k *call) error {
	return overLetters(ctx, k, "sent again", "sent again by the next server that looks", func(box notify.Letters, id string, now time.Time) (bool, error) {
		return box.Again(ctx, id, now)
	})
}

func outboxDrop(ctx context.Context, k *call) error {
	return overLetters(ctx, k, "dropped", "dropped", func(box notify.Letters, id string, _ time.Time) (bool, error) {
		return box.Drop(ctx, id)
	})
}

// overLetters does something to one message, or to all that can be sent yet.
func overLetters(ctx context.Context, k *call, what, done string, do func(notify.Letters, string, time.Time) (bool, error)) error {
	c := k.choose("message", "outbox list")
	return withLetters(ctx, k, func(_ config, box notify.Letters) error {
		now := time.Now()
		n, err := c.each(func() (ids []string, err error) {
			dead, err := box.Dead(ctx, true, now, mostLetters)
			for _, q := range dead {
				ids = append(ids, q.ID)
			}
			return ids, err
		}, func(id string) (bool, error) { return do(box, id, now) })
		if err == nil && n == 0 && *c.id != "" {
			err = fmt.Errorf("there is no message %q that can be %s: it went out, or its text is gone", *c.id, what)
		}
		if err == nil {
			_, err = fmt.Fprintf(k.out, "%d: %s\n", n, done)
		}
		return err
	})
}
