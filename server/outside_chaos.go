//go:build chaos

package main

import (
	"context"
	"os"
	"time"

	"netanswer/server/keys"
	"netanswer/server/notify"
)

// outside breaks by CHAOS_FAULT what the checks are to find out: "promise" answers before the gateway has the message, "nokey"
// gives it another key each time.
func outside(c notify.Channel) notify.Channel {
	if fault := os.Getenv("CHAOS_FAULT"); fault == "promise" || fault == "nokey" {
		return faulty{c, fault}
	}
	return c
}

// lease shortens the lease to CHAOS_LEASE: a run of hundreds of crashes cannot wait 30 seconds after each.
func lease(r *notify.Runner) {
	if d, err := time.ParseDuration(os.Getenv("CHAOS_LEASE")); err == nil {
		r.Lease = d
	}
}

type faulty struct {
	notify.Channel
	fault string
}

func (f faulty) Send(ctx context.Context, m notify.Message) error {
	if f.fault == "promise" {
		go func() {
			time.Sleep(300 * time.Millisecond)
			_ = f.Channel.Send(context.WithoutCancel(ctx), m)
		}()
		return nil
	}
	m.ID += keys.Token()
	return f.Channel.Send(ctx, m)
}
