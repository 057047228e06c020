package main

import (
	"context"
	"database/sql/driver"
	"testing"

	"netanswer/server/desk"
	"netanswer/server/identity"
	"netanswer/server/registration"
	"netanswer/shared/wire"
)

// flapping is a store of flows whose next transactions fail at their end, after all they did.
type flapping struct {
	registration.Store
	fails int
}

func (s *flapping) Update(ctx context.Context, f func(registration.Tx) error) error {
	return s.Store.Update(ctx, func(tx registration.Tx) error {
		if err := f(tx); err != nil || s.fails == 0 {
			return err
		}
		s.fails--
		return driver.ErrSkip
	})
}

func TestARightPasscodeOutlivesADatabaseThatComesAndGoes(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		store := &flapping{Store: pr.flows.Store}
		pr.flows.Store = store
		p, c := pr.person(true), pr.card("sms")
		p.enter(c)
		p.post("/register/confirm")
		code := p.passcode(c.Mobile)
		wrong := map[bool]string{true: "000000", false: "111111"}[code != "000000"]
		for range identity.Tries - 1 {
			if a := p.post("/register/verify", "passcode", wrong); a.status != 422 {
				t.Fatalf("%d %s", a.status, a.body)
			}
		}
		for range identity.Tries + 2 {
			store.fails = 1
			if a := p.post("/register/verify", "passcode", code); a.status != 500 {
				t.Fatalf("%d %s", a.status, a.body)
			}
			if v := data[wire.Verify](p, "/register/verify"); v.TriesLeft != 1 || v.Dead {
				t.Fatalf("%+v", v)
			}
		}
		p.want(p.post("/register/verify", "passcode", code), 303, "/register/done")
	})
}

// A wrong one is counted whatever becomes of the rest: nobody gets more tries out of a database that comes and goes.
func TestAWrongPasscodeCountsWhateverBecomesOfTheRest(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		store := &flapping{Store: pr.flows.Store}
		pr.flows.Store = store
		p, c := pr.person(true), pr.card("sms")
		p.enter(c)
		p.post("/register/confirm")
		code := p.passcode(c.Mobile)
		wrong := map[bool]string{true: "000000", false: "111111"}[code != "000000"]
		for range identity.Tries {
			store.fails = 1
			if a := p.post("/register/verify", "passcode", wrong); a.status != 500 {
				t.Fatalf("%d %s", a.status, a.body)
			}
		}
		store.fails = 0
		if a := p.post("/register/verify", "passcode", code); a.status != 422 {
			t.Errorf("a sixth try is taken: %d %s", a.status, a.to)
		}
	})
}

func TestARightDeskCodeOutlivesADatabaseThatComesAndGoes(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(true)
		code := pr.given(pr.operator("sato"), pr.operator("suzuki"), p.asks(pr.card("sms")))
		store := &flapping{Store: pr.flows.Store}
		pr.flows.Store = store
		for range desk.Tries + 2 {
			store.fails = 1
			if a := p.post("/register/unable", "desk_code", code); a.status != 500 {
				t.Fatalf("%d %s", a.status, a.body)
			}
		}
		p.want(p.post("/register/unable", "desk_code", code), 303, "/register/done")
	})
}
