// Package logs says what may stand in the log. Fields is the whole list: a line holds no other key, and no value that
// somebody typed, no address and no user agent. Errors are the way by which such things would come in after all (a database
// quotes the values that it dislikes, a parser the text), so this package also decides what is written of an error.
package logs

import (
	"fmt"
	"io"
	"strings"

	"github.com/rs/zerolog"
)

// Field is a key that a line of the log may have.
type Field struct {
	Name string
	What string
	Safe string // why its value may stand in a log
}

// Fields is the allow-list. docs/operations.md shows it.
var Fields = []Field{
	{"level", "debug, info, warn, error", "a word of the program"},
	{"time", "when the line was written", "the clock"},
	{"message", "what happened: `request`, `outbox: given up`, …", "a constant of the program, never put together"},
	{"id", "of the request: the answer's `X-Request-Id`; its first eight characters stand on the failure screen", "random, made here, never taken from outside"},
	{"method", "GET, HEAD, POST or other", "of a fixed set"},
	{"route", "the pattern that answered, `GET /home`", "of the routes of the program, never the path asked for"},
	{"status", "HTTP status", "a number of the program"},
	{"bytes", "length of the answer's body before compression ends", "a number of the program"},
	{"took_ms", "how long the answer took, in milliseconds", "the clock"},
	{"code", "the failure that was answered: `too_many`, `unavailable`, …", "of a fixed set"},
	{"cause", "why it failed", "as Error writes it: nothing that a driver or a parser quotes"},
	{"error", "why something else than a request failed", "the same"},
	{"work", "what of the background work failed: sweep, breaker, orders", "a word of the program"},
	{"order", "a member's order whose outcome is not known yet, to find its row; at the card system its key", "a UUID made here"},
	{"outbox_id", "of a message, to find its row", "a UUID made here"},
	{"event", "of an event of the card system that could not be dealt with, to find its row", "a UUID made here"},
	{"kind", "of that event: `card_used`, `card_cancelled`, …", "of a fixed set"},
	{"attempt", "how often a message or an event was tried", "a number of the program"},
	{"attempts", "how often a write was tried", "a number of the program"},
	{"migration", "name of a migration", "a file name of the program"},
	{"host", "the public host name, when its passcode SMS is too long", "a setting"},
	{"units", "length of that SMS", "a number of the program"},
	{"limit", "name of a limit that was reached, or of what the breaker is about", "of the table in server/limit"},
	{"prefix", "of a limit that only warns: 070, 080, 090, mail, foreign", "three digits or a word of a fixed set"},
	{"door", "by which a call came: `sip`, `twilio`, `webhook`", "of a fixed set"},
	{"trunk", "place of its trunk in the setting, from 1", "a number of the program"},
	{"end", "how a call ended: `verified`, `unknown`, `hung_up`, …", "of a fixed set"},
	{"refused", "cards refused in the last ten minutes", "a number of the program"},
	{"shown", "cards shown to the issuer in that time", "a number of the program"},
}

// New is a logger of JSON lines.
func New(w io.Writer, least zerolog.Level) zerolog.Logger {
	return zerolog.New(w).Level(least).With().Timestamp().Logger()
}

// Every logger writes errors as Error does, whoever made it.
func init() { zerolog.ErrorMarshalFunc = func(err error) any { return Error(err) } }

// Table is the allow-list in Markdown.
func Table() string {
	var b strings.Builder
	b.WriteString("| field | what it is | why it is safe |\n|---|---|---|\n")
	for _, f := range Fields {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.Name, f.What, f.Safe)
	}
	return b.String()
}
