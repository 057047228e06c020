package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"
)

func TestWhatIsDoneNowAndThenGoesOnAfterAFailureAndEndsWithTheServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log strings.Builder
		done := 0
		ctx, end := context.WithCancel(t.Context())
		go every(ctx, time.Minute, zerolog.New(&log), "sweep", func(context.Context) error {
			done++
			switch done {
			case 2:
				return errors.New("no room")
			case 4:
				end()
				return context.Canceled
			}
			return nil
		})
		time.Sleep(3*time.Minute + time.Second)
		if done != 3 || strings.Count(log.String(), "\n") != 1 || !strings.Contains(log.String(), `"level":"warn"`) || !strings.Contains(log.String(), `"work":"sweep"`) {
			t.Errorf("%d times: %s", done, log.String())
		}
		time.Sleep(time.Hour)
		if done != 4 || strings.Count(log.String(), "\n") != 1 {
			t.Errorf("%d times: %s", done, log.String())
		}
	})
}

func TestAServerThatLeavesIsNotReadyAndThatIsNoFailure(t *testing.T) {
	pr := start(t, databases["SQLite"](t))
	p := pr.person(true)
	p.want(p.get("/readyz"), 200, "")
	pr.leaving.begin(0)
	p.busy("/readyz", p.get("/readyz"))
	p.want(p.get("/register"), 200, "")
	said := pr.lines()
	for _, line := range said {
		if line["level"] != "info" {
			t.Errorf("%v", line)
		}
	}
	if last := said[len(said)-2]; last["status"] != 503.0 || last["route"] != "GET /readyz" {
		t.Errorf("%v", last)
	}
	pr.leaving.Store(false)
	if err := pr.db.Close(); err != nil {
		t.Fatal(err)
	}
	p.get("/readyz")
	if all := pr.lines(); all[len(all)-1]["level"] != "error" {
		t.Errorf("%v", all[len(all)-1])
	}
}
