//go:build system && chaos

package chaos

import (
	"math/rand/v2"
	"testing"
	"time"
)

// The card system's process killed with -9 before it has an order, at a random moment while it has it and after, alone and together with the site's,
// on both databases: done once, each time.
func TestACardSystemKilledAnywhere(t *testing.T) {
	t.Logf("-seed %d", *seed)
	dice := rand.New(rand.NewPCG(*seed, 0))
	for name, when := range map[string]func(*cards, *door) func(func()){
		"before": func(c *cards, _ *door) func(func()) {
			return func(func()) { c.kill() }
		},
		"after, with the site": func(c *cards, d *door) func(func()) {
			return func(forward func()) {
				forward()
				c.kill()
				d.kill()
				<-d.ended
			}
		},
		"before, with the site": func(c *cards, d *door) func(func()) {
			return func(func()) {
				c.kill()
				d.kill()
				<-d.ended
			}
		},
	} {
		for _, database := range []string{"SQLite", "PostgreSQL"} {
			t.Run(name+" on "+database, func(t *testing.T) { killed(t, database, when) })
		}
	}
	for range 6 {
		wait := time.Duration(dice.Int64N(int64(8 * time.Millisecond)))
		t.Run("after "+wait.String(), func(t *testing.T) {
			killed(t, "SQLite", func(c *cards, _ *door) func(func()) {
				return func(forward func()) {
					over := make(chan struct{})
					go func() {
						defer close(over)
						forward()
					}()
					time.Sleep(wait)
					c.kill()
					<-over
				}
			})
		})
	}
}
