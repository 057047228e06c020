// Command scanbench is the Go half of `make scan-bench` (web/e2e/scan/bench.mjs): it puts frames to the vote by the rules that the
// scan screen follows. In: a list of cards, each a list of frames, as JSON; out: a list of {number, expiry}.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"netanswer/shared/card"
	"netanswer/shared/japan"
)

func main() {
	day := flag.String("today", "", "the day in Japan, 2026-11-25")
	reading := flag.Bool("reading", false, "print what the reader is told instead")
	flag.Parse()
	if err := run(*day, *reading, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "scanbench:", err)
		os.Exit(1)
	}
}

type frame struct{ Number, Expiry, Print string }

type verdict struct {
	Number string `json:"number"`
	Expiry string `json:"expiry"`
}

func run(day string, reading bool, in io.Reader, out io.Writer) error {
	today, err := japan.ParseDate(day)
	if err != nil {
		return err
	}
	if reading {
		_, err := io.WriteString(out, card.Reading(today))
		return err
	}
	var cards [][]frame
	if err := json.NewDecoder(in).Decode(&cards); err != nil {
		return err
	}
	said := make([]verdict, len(cards))
	for i, frames := range cards {
		said[i] = vote(frames, today)
	}
	return json.NewEncoder(out).Encode(said)
}

func vote(frames []frame, today japan.Date) (v verdict) {
	var s card.Sightings
	for _, f := range frames {
		s.Add(f.Number, f.Expiry, f.Print, today)
	}
	n, ok := s.Number()
	if !ok {
		return v
	}
	v.Number = n.Digits() // of pictures of cards that do not exist
	if e := s.Expiry(); !e.IsZero() {
		v.Expiry = e.String()
	}
	return v
}
