//go:build chaos

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"time"

	"netanswer/server/keys"
	"netanswer/server/notify"
)

// outside is the gateway at CHAOS_GATEWAY, should there be one: a world that outlives the process. CHAOS_FAULT breaks what
// the checks are to find out: "promise" answers before the gateway has the message, "nokey" gives it another key each time.
func outside(handset *notify.Handset) notify.Channel {
	if url := os.Getenv("CHAOS_GATEWAY"); url != "" {
		return gateway{url, os.Getenv("CHAOS_FAULT")}
	}
	return handset
}

// lease shortens the lease to CHAOS_LEASE: a run of hundreds of crashes cannot wait 30 seconds after each.
func lease(r *notify.Runner) {
	if d, err := time.ParseDuration(os.Getenv("CHAOS_LEASE")); err == nil {
		r.Lease = d
	}
}

type gateway struct{ url, fault string }

func (g gateway) Send(ctx context.Context, m notify.Message) error {
	switch g.fault {
	case "promise":
		go func() {
			time.Sleep(300 * time.Millisecond)
			_ = g.post(context.Background(), m)
		}()
		return nil
	case "nokey":
		m.ID += keys.Token()
	}
	return g.post(ctx, m)
}

func (g gateway) post(ctx context.Context, m notify.Message) error {
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, g.url, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	r.Header.Set("Idempotency-Key", m.ID)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("gateway: %s", res.Status)
	}
	return nil
}
