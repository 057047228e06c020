package main

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"netanswer/server/issuer"
)

// acquaintance is whether the card system knows this server. One that is turned away from its start on has the wrong certificate,
// secret or address: it is not ready, so that a rollout stops there. Once it was answered its settings are right, and whatever
// comes later, maintenance or an expired certificate, is the same for all servers.
type acquaintance struct {
	ask func(context.Context) error
	met atomic.Bool

	away atomic.Bool // as ready saw it last
}

// ready does not wait for long: a balancer does not either.
func (a *acquaintance) ready(ctx context.Context) (away bool, err error) {
	ctx, cancel := context.WithCancel(ctx) // no deadline: that nobody waits any more says nothing about the card system
	defer cancel()
	defer time.AfterFunc(time.Second, cancel).Stop()
	err = a.ask(ctx)
	a.away.Store(err != nil)
	switch {
	case err == nil:
		a.met.Store(true)
		return false, nil
	case errors.Is(err, issuer.ErrStranger) && !a.met.Load():
		return true, err
	}
	return true, nil
}
