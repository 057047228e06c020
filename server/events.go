package main

import (
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"
	"time"

	"netanswer/server/news"
	"netanswer/server/store"
	"netanswer/shared/japan"
)

// The commands for events of the card system that could not be dealt with. They name a member by reference, and no card.

const mostEvents = 1000 // of a list, or tried again at once

// keptEvent is a line of the list.
type keptEvent struct {
	ID     string    `json:"id"`
	Kind   string    `json:"kind"`
	Member string    `json:"member_id"` // empty: nobody can make out whose it is
	At     time.Time `json:"at,omitzero"`
	Kept   time.Time `json:"kept_at"`
	Why    string    `json:"nonsense,omitempty"` // what of it makes no sense: it is not tried again
	Tries  int       `json:"tries"`
	Aside  bool      `json:"aside"`
	Safe   bool      `json:"safe"`             // what protects the member is done, or there is nothing of it
	Next   time.Time `json:"next_at,omitzero"` // of one that is tried again
}

// withEvents runs do with the kept events of the database.
func withEvents(ctx context.Context, k *call, do func(news.Shelf) error) error {
	return k.withDatabase(ctx, func(_ config, db *store.DB) error { return do(db.Shelf()) })
}

func eventsList(ctx context.Context, k *call) error {
	all := k.flags.Bool("all", false, "those too that are tried again, or wait for such a one")
	asJSON := k.flags.Bool("json", false, "as JSON")
	return withEvents(ctx, k, func(shelf news.Shelf) error {
		kept, err := shelf.KeptEvents(ctx, *all, mostEvents)
		if err != nil {
			return err
		}
		list := []keptEvent{}
		for _, e := range kept {
			l := keptEvent{
				ID: e.ID, Kind: news.Named(e.Event.Kind), Member: e.MemberID, At: e.Event.At, Kept: e.At, Why: e.Event.Nonsense, Tries: e.Tries, Aside: e.Aside,
				Safe: e.Safe || !news.Protects(e.Event.Kind),
			}
			if !e.Aside {
				l.Next = e.Next
			}
			list = append(list, l)
		}
		if *asJSON {
			return json.NewEncoder(k.out).Encode(list)
		}
		if len(list) == 0 {
			_, err := fmt.Fprintln(k.out, "no event was set aside")
			return err
		}
		t := tabwriter.NewWriter(k.out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "ID\tHAPPENED\tKIND\tMEMBER\tSAFE\tTRIES\tNEXT TRY")
		for _, l := range list {
			next, safe, happened, member := "set aside", "yes", "unknown", "unknown"
			switch {
			case !l.Aside && l.Next.IsZero():
				next = "at once"
			case !l.Aside:
				next = l.Next.In(japan.Zone).Format("2006-01-02 15:04")
			}
			if !l.Safe {
				safe = "no"
			}
			if l.Why != "" {
				next = "makes no sense: " + l.Why
			}
			if !l.At.IsZero() {
				happened = l.At.In(japan.Zone).Format("2006-01-02 15:04")
			}
			if l.Member != "" {
				member = l.Member
			}
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%d\t%s\n", l.ID, happened, l.Kind, member, safe, l.Tries, next)
		}
		return t.Flush()
	})
}

func eventsRetry(ctx context.Context, k *call) error {
	return overEvents(ctx, k, "tried again by the next server that looks", func(shelf news.Shelf, id string) (bool, error) { return shelf.TryEvent(ctx, id) })
}

func eventsDrop(ctx context.Context, k *call) error {
	return overEvents(ctx, k, "dropped", func(shelf news.Shelf, id string) (bool, error) { return shelf.DropEvent(ctx, id, k.now()) })
}

// overEvents does something to one event, or to all that were set aside.
func overEvents(ctx context.Context, k *call, done string, do func(news.Shelf, string) (bool, error)) error {
	c := k.choose("event", "events list")
	return withEvents(ctx, k, func(shelf news.Shelf) error {
		n, err := c.each(func() (ids []string, err error) {
			kept, err := shelf.KeptEvents(ctx, false, mostEvents)
			for _, e := range kept {
				ids = append(ids, e.ID)
			}
			return ids, err
		}, func(id string) (bool, error) { return do(shelf, id) })
		if err == nil && n == 0 && *c.id != "" {
			err = fmt.Errorf("there is no such event %q: it was dealt with, it is not set aside, or it makes no sense and can only be dropped", *c.id)
		}
		if err == nil {
			_, err = fmt.Fprintf(k.out, "%d: %s\n", n, done)
		}
		return err
	})
}
