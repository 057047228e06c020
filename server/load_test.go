package main

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"netanswer/app/screen"
	"netanswer/shared/wire"
)

// unread are screens behind the login that the load does not ask for, each with its reason.
var unread = map[string]string{
	"/cards/add":           "a form, whose steps follow",
	"/cards/add/verify":    "a step of it",
	"/cards/add/call":      "a step of it",
	"/cards/add/unable":    "a step of it",
	"/cards/add/done":      "its end",
	"/vault":               "words that are the same for everybody: what it keeps the device fetches",
	"/inbox/{id}":          "a notice: the members of the load were told nothing",
	"/cards/{card}/remove": "asks whether to remove a card: the last one cannot be",
	"/payment/{use}":       "a form, of a use that can be changed: not each member has one",
	"/limit/raise":         "a form",
	"/limit/lower":         "a form",
	"/menu/contact":        "a form",
	"/menu/{procedure}":    "a form, each of which asks the card system as /limit does",
	"/orders/{id}":         "an order: the members of the load gave none",
	"/prove/verify":        "a step of it",
	"/prove/call":          "a step of it",
	"/prove/unable":        "a step of it",
}

// The load that make bench puts on the reading screens has its own table, for that program knows nothing of the app: a screen that is
// new in the table of screens must be asked for there, or said here why not.
func TestTheLoadAsksForEveryScreen(t *testing.T) {
	source, err := os.ReadFile("bench/reading.go")
	if err != nil {
		t.Fatal(err)
	}
	table := regexp.MustCompile(`(?s)\nvar screens = .*?\n}\n`).Find(source)
	var asked []string
	for _, m := range regexp.MustCompile(`\n\t\{"([^"]+)", `).FindAllSubmatch(table, -1) {
		asked = append(asked, string(m[1]))
	}
	there := 0
	for _, row := range screen.All {
		shown, err := row.Open(wire.Site{}, []byte("{}"))
		if err != nil {
			t.Fatal(err)
		}
		if !shown.Frame.Member {
			continue
		}
		there++
		if (unread[shown.Pattern] != "") == slices.Contains(asked, shown.Pattern) {
			t.Errorf("%s is to be in the table of server/bench/reading.go, or in unread with its reason", shown.Pattern)
		}
	}
	if there != len(asked)+len(unread) || there < 6 {
		t.Errorf("%d screens, of which %d are asked for and %d not: one of them is gone", there, len(asked), len(unread))
	}
}
