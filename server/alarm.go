package main

import (
	"github.com/rs/zerolog"

	"netanswer/server/limit"
)

// alarm is the line for whoever is woken by errors: somebody tries out cards, or has stopped.
func alarm(log zerolog.Logger) func(open bool, refused, shown int) {
	return func(open bool, refused, shown int) {
		if open {
			log.Error().Str("limit", "card").Int("refused", refused).Int("shown", shown).Msg("breaker opened: so many cards are refused that a proof of work is asked for")
			return
		}
		log.Warn().Str("limit", "card").Int("refused", refused).Int("shown", shown).Msg("breaker closed: cards are shown to the issuer as always")
	}
}

// warn is a line for each limit that is reached, once in its window. Those that refuse nobody are there to wake somebody.
func warn(log zerolog.Logger) func(limit.Limit, string) {
	return func(l limit.Limit, subject string) {
		if l.Refuses == limit.Nothing {
			log.Error().Str("limit", l.Name).Str("prefix", subject).Msg("limit: an unusual number of passcodes is sent there")
			return
		}
		log.Warn().Str("limit", l.Name).Msg("limit: reached")
	}
}
