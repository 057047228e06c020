package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"netanswer/web"
)

// command is a row of the table of commands: `netanswer help` prints the table, `netanswer COMMAND --help` a row with its flags.
type command struct {
	name string // as it is typed after netanswer
	form string // what may follow
	does string // one line
	// takes says which settings it takes as flags. The environment may hold every setting, whatever the command.
	takes func(flag string) bool
	run   func(context.Context, *call) error
}

// call is a command with what it was called with. A command adds its own flags to flags before it reads them.
type call struct {
	command
	flags   *flag.FlagSet
	args    []string
	environ []string
	out     io.Writer // what it answers; what it has to say besides goes to the log
	now     func() time.Time
}

// commands are all there are, in the order in which they are shown.
var commands = []command{
	{"serve", "[--dev]", "the server; --dev on this machine only: sandbox issuer and handset page", everySetting, serveCommand},
	{"cards", "[--json] [--posted]", "the sandbox's demo cards; --posted: those that came by post since", these("database", "sandbox-journal"), cards},
	{"sandbox serve", "[--listen HOST:PORT]", "the sandbox as a card system of its own, over HTTPS: to try the contract of docs/issuer.md", these("sandbox-members", "sandbox-step", "log"), sandboxServe},
	{"sandbox event", "KIND --card CASE", "make something happen to a demo card, as if it had at its issuer: a use, a failed debit, a card cancelled, …", these("database", "sandbox-journal", "log"), sandboxEvent},
	{"sandbox seed", "--members N", "fill the database with members of the sandbox", these("database", "brand", "log"), seedCommand},
	{"migrate", "[--dry-run]", "bring the database to this release's schema, or print what would run and change nothing", these("database", "log"), migrate},
	{"backup", "--to FILE", "a checked copy of the SQLite database, while servers run", these("database", "log"), backup},
	{"restore", "--from FILE", "put such a copy in its place; the former stays beside it", these("database", "log"), restore},
	{"outbox list", "[--all] [--json]", "messages that were given up and can be sent yet; --all: of the last week", these("database", "keys", "log"), outboxList},
	{"outbox retry", "--id ID | --all", "have such messages sent after all", these("database", "log"), outboxRetry},
	{"outbox drop", "--id ID | --all", "forget the text of such messages", these("database", "log"), outboxDrop},
	{"events list", "[--all] [--json]", "events of the card system that were set aside because what they ask for failed; --all: those too that are tried again", these("database", "log"), eventsList},
	{"events retry", "--id ID | --all", "have such events tried again", these("database", "log"), eventsRetry},
	{"events drop", "--id ID | --all", "forget events that were set aside, for good", these("database", "log"), eventsDrop},
	{"operator add", "NAME", "somebody more at the desk: prints the operator's token, this once", these("database", "keys", "log"), operator(addOperator)},
	{"operator revoke", "NAME", "somebody less: the token is void, and what it approved by half", these("database", "keys", "log"), operator(revokeOperator)},
	{"operator list", "", "who works at the desk", these("database", "keys", "log"), operator(listOperators)},
	{"desk list", "--token-file FILE", "the cases of the desk", these("database", "keys", "log"), atDesk(listCases)},
	{"desk show", "CASE --token-file FILE", "one case", these("database", "keys", "log"), atDesk(showCase)},
	{"desk approve", "CASE --token-file FILE", "the caller is the card's holder; another operator's approval makes the code", these("database", "keys", "log"), atDesk(approveCase)},
	{"desk refuse", "CASE --token-file FILE", "close a case", these("database", "keys", "log"), atDesk(refuseCase)},
	{"inquiry list", "--token-file FILE [--all]", "what members have asked in writing and nobody has answered; --all: the others too", these("database", "keys", "log"), onInquiries(listInquiries)},
	{"inquiry show", "NUMBER --token-file FILE [--save FOLDER]", "one inquiry; --save: its files into a folder", these("database", "keys", "log"), onInquiries(showInquiry)},
	{"inquiry answer", "NUMBER --token-file FILE --text-file FILE", "answer it: the member finds the text in the inbox", these("database", "keys", "brand", "log"), onInquiries(answerInquiry)},
	{"inquiry close", "NUMBER --token-file FILE", "end it, and forget its files", these("database", "keys", "log"), onInquiries(closeInquiry)},
	{"settle", "", "after a database was put back by other means: end sessions and what was under way", these("database", "log"), settle},
	{"settings", "", "every setting, as the table of docs/settings.md", no, printSettings},
	{"healthy", "[--dev]", "ask the server of this machine whether it is well, for a container's health check", these("listen", "public-url", "tls-cert", "tls-key"), healthy},
	{"version", "", "the version of this program's app", no, printVersion},
}

func everySetting(string) bool { return true }

func no(string) bool { return false }

func these(names ...string) func(string) bool {
	return func(flag string) bool { return slices.Contains(names, flag) }
}

// errUsage is answered to who asked for nothing or for nothing that there is.
var errUsage = errors.New("which command?")

// run runs the command that args name.
func run(ctx context.Context, args, environ []string, out io.Writer) error {
	if len(args) > 0 && slices.Contains([]string{"help", "-h", "-help", "--help"}, args[0]) {
		fmt.Fprint(out, usage())
		return nil
	}
	for _, k := range commands {
		words := strings.Fields(k.name)
		if len(args) < len(words) || !slices.Equal(args[:len(words)], words) {
			continue
		}
		err := k.run(ctx, k.call(args[len(words):], environ, out))
		if errors.Is(err, flag.ErrHelp) { // it was asked for, and printed
			return nil
		}
		return err
	}
	if len(args) == 0 {
		return errUsage
	}
	return fmt.Errorf("%w There is no %q", errUsage, strings.Join(args[:min(2, len(args))], " "))
}

func usage() string {
	var b strings.Builder
	for _, k := range commands {
		fmt.Fprintf(&b, "%-40s %s\n", k.line(), k.does)
	}
	b.WriteString("netanswer COMMAND --help                 the flags of a command\n")
	return b.String()
}

// line is how a command is typed.
func (k command) line() string { return strings.TrimSpace("netanswer " + k.name + " " + k.form) }

func (k command) call(args, environ []string, out io.Writer) *call {
	fs := flag.NewFlagSet("netanswer "+k.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	for _, s := range settings {
		if k.takes(s.flag) { // with the documented defaults: -h must not print what the environment holds
			fs.String(s.flag, s.value, strings.ReplaceAll(s.what, "`", "")+" ("+s.env+")")
		}
	}
	return &call{k, fs, args, environ, out, time.Now}
}

// parse reads the flags of a command. Asked for help it prints the command's line and its flags, and answers flag.ErrHelp.
func (k *call) parse() error {
	err := k.flags.Parse(k.args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintf(k.out, "%s\n%s\n", k.line(), k.does)
		k.flags.SetOutput(k.out)
		k.flags.PrintDefaults()
	case err == nil && k.flags.NArg() > 0:
		err = fmt.Errorf("unknown argument %q", k.flags.Arg(0))
	}
	return err
}

func printVersion(_ context.Context, k *call) error {
	if err := k.parse(); err != nil {
		return err
	}
	a, err := web.Open()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(k.out, a.Version)
	return err
}

func printSettings(_ context.Context, k *call) error {
	if err := k.parse(); err != nil {
		return err
	}
	_, err := fmt.Fprint(k.out, settingsTable())
	return err
}
