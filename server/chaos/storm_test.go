//go:build system && chaos

// What takes minutes: `make chaos`.

package chaos

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

var seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random moments")

func everywhere(t *testing.T, f func(t *testing.T, database, journey string)) {
	for _, database := range []string{"SQLite", "PostgreSQL"} {
		for name := range journeys {
			t.Run(database+" "+name, func(t *testing.T) { t.Parallel(); f(t, database, name) })
		}
	}
}

// TestEveryPoint cuts the power before and after every commit, and before every statement inside of one.
func TestEveryPoint(t *testing.T) {
	everywhere(t, func(t *testing.T, database, name string) {
		for _, place := range []string{"before", "after", "statement"} {
			n, err := sweep(t, database, journeys[name], place, 1, 1)
			if err != nil {
				t.Error(err)
			}
			if n < 10 {
				t.Errorf("killed %s each of %d: are the failpoints there at all?", place, n)
			}
		}
	})
}

// TestFirstStart cuts the power while the first start makes the database.
func TestFirstStart(t *testing.T) {
	for _, database := range []string{"SQLite", "PostgreSQL"} {
		for _, place := range []string{"before", "after"} {
			for n := 1; ; n++ {
				dsn, _, err := fresh(database)
				if err != nil {
					t.Fatal(err)
				}
				w := &world{dsn: dsn, keys: t.TempDir() + "/keys.json", folder: t.TempDir(), gateway: newGateway()}
				err = w.start(fmt.Sprintf("CHAOS_KILL=%s %d", place, n))
				if err != nil {
					t.Fatal(err)
				}
				survived := !w.doors[0].dead()
				w.close()
				again, err := serve(freePort(), w.dsn, w.keys)
				if err != nil {
					t.Fatalf("%s, killed %s %d: %v", database, place, n, err)
				}
				if err := again.stop(); err != nil {
					t.Error(err)
				}
				if err := w.lies(); err != nil {
					t.Errorf("%s, killed %s %d: %v", database, place, n, err)
				}
				if survived {
					t.Logf("%s: killed %s each of %d commits of the first start", database, place, n-1)
					break
				}
			}
		}
	}
}

// TestRandomMoments cuts the power 50 times on each database, at a random time after a random request began.
func TestRandomMoments(t *testing.T) {
	t.Logf("-seed %d", *seed)
	for i, database := range []string{"SQLite", "PostgreSQL"} {
		t.Run(database, func(t *testing.T) {
			t.Parallel()
			dice := rand.New(rand.NewPCG(*seed, uint64(i)))
			names := []string{"registration", "recovery"}
			cuts, repeated := 0, 0
			for n := range 50 {
				name := names[n%2]
				request, delay := 1+dice.IntN(10), time.Duration(dice.Int64N(int64(60*time.Millisecond)))
				p, err := run(t, database, journeys[name], func(p *person) {
					first := p.doors[0].process
					p.began = func(n int) {
						if n == request {
							time.AfterFunc(delay, first.kill)
						}
					}
				})
				if err != nil {
					t.Errorf("-seed %d: moment %d, %s, %v after request %d began: %v", *seed, n, name, delay, request, err)
				}
				cuts += p.died
				repeated += p.gateway.repeated()
			}
			t.Logf("%s: 50 moments, %d met a member on the way, %d messages came again under their key", database, cuts, repeated)
			if cuts < 25 {
				t.Errorf("only %d of 50 moments met anybody", cuts)
			}
		})
	}
}

// TestReplicas has a member served by two processes in turn, one of which is killed and stays dead.
func TestReplicas(t *testing.T) {
	t.Logf("-seed %d", *seed)
	dice := rand.New(rand.NewPCG(*seed, 7))
	repeated, killed := 0, 0
	for n := range 30 {
		name := []string{"registration", "recovery"}[n%2]
		request, delay := 1+dice.IntN(10), time.Duration(dice.Int64N(int64(60*time.Millisecond)))
		p, err := run(t, "PostgreSQL", journeys[name], func(p *person) {
			if err := p.start(); err != nil {
				t.Fatal(err)
			}
			p.restart = false
			victim := p.doors[dice.IntN(2)].process
			p.began = func(n int) {
				if n == request {
					time.AfterFunc(delay, victim.kill)
				}
			}
		})
		if err != nil {
			t.Errorf("-seed %d: %s, one of two killed %v after request %d began: %v", *seed, name, delay, request, err)
		}
		for _, d := range p.doors {
			if <-d.ended; d.code < 0 {
				killed++
			}
		}
		repeated += p.gateway.repeated()
	}
	t.Logf("%d of 30 times one of two was killed on the way: %d messages came again under their key", killed, repeated)
	if killed < 20 {
		t.Errorf("only %d of 30 were killed", killed)
	}
}

// TestAGatewayThatHangs holds up a server that is to end for a bounded time; the message is given back, not left to its lease.
func TestAGatewayThatHangs(t *testing.T) {
	p := begun(t, "SQLite", "sms")
	p.gateway.hold = make(chan struct{})
	for _, s := range journeys["registration"].steps[:3] {
		if a, err := s.do(p); err != nil || a.status != s.want.status {
			t.Fatalf("%s: %d %v", s.name, a.status, err)
		}
	}
	<-p.gateway.begun
	if err := p.doors[0].stop(); err != nil {
		t.Fatal(err)
	}
	b, err := read(p.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if n, err := b.count("outbox WHERE state = 'ready' AND sealed <> ''"); err != nil || n != 1 {
		t.Errorf("%d messages are given back, %v", n, err)
	}
	close(p.gateway.hold)
	again, err := serve(p.doors[0].port, p.dsn, p.keys, p.env...)
	if err != nil {
		t.Fatal(err)
	}
	p.doors[0].process = again
	if err := p.settle(); err != nil {
		t.Error(err)
	}
	if got := p.gateway.messages(); len(got) != 1 {
		t.Errorf("%d messages arrived", len(got))
	}
}
