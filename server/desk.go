package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"netanswer/server/desk"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/store"
	"netanswer/shared/japan"
	"netanswer/shared/text"
)

// The commands of the desk. They work on the database while servers run; docs/desk.md is their guide.

// openDesk opens the database as it stands: a command of the desk does not bring it to another schema under the servers.
func (k *call) openDesk(ctx context.Context) (*desk.Service, func() error, error) {
	c, err := k.config()
	if err != nil {
		return nil, nil, err
	}
	ring, err := keys.Load(c.Keys)
	if err != nil {
		return nil, nil, err
	}
	db, err := store.Open(ctx, c.Database, logger(c))
	if err != nil {
		return nil, nil, err
	}
	if err := db.Ready(ctx); err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return &desk.Service{Store: db.Desk(), Keys: ring, Limits: &limit.Limiter{Store: db.Limits(), Keys: ring, Now: k.now}, Now: k.now}, db.Close, nil
}

// word takes the word that follows a command, before its flags.
func (k *call) word() (word string) {
	if len(k.args) > 0 && !strings.HasPrefix(k.args[0], "-") {
		word, k.args = k.args[0], k.args[1:]
	}
	return word
}

// operator is `netanswer operator add`, `revoke` and `list`. A token is answered alone, so that it can be sent into a file.
func operator(do func(ctx context.Context, d *desk.Service, k *call, who string, asJSON bool) error) func(context.Context, *call) error {
	return func(ctx context.Context, k *call) (err error) {
		asJSON := k.flags.Bool("json", false, "as JSON")
		who := k.word()
		d, end, err := k.openDesk(ctx)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, end()) }()
		return do(ctx, d, k, who, *asJSON)
	}
}

func addOperator(ctx context.Context, d *desk.Service, k *call, who string, asJSON bool) error {
	token, err := d.Add(ctx, who)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(k.out, map[string]string{"name": who, "token": token})
	}
	_, err = fmt.Fprintln(k.out, token)
	return err
}

func revokeOperator(ctx context.Context, d *desk.Service, k *call, who string, asJSON bool) error {
	if err := d.Revoke(ctx, who); err != nil {
		return err
	}
	if asJSON {
		return writeJSON(k.out, map[string]string{"name": who, "state": "revoked"})
	}
	_, err := fmt.Fprintf(k.out, "%s can approve nothing any more\n", who)
	return err
}

func listOperators(ctx context.Context, d *desk.Service, k *call, _ string, asJSON bool) error {
	list, err := d.Store.Operators(ctx)
	if err != nil {
		return err
	}
	type shown struct {
		Name    string `json:"name"`
		Since   string `json:"since"`
		Revoked string `json:"revoked,omitempty"`
	}
	all := []shown{}
	for _, o := range list {
		all = append(all, shown{o.Name, minute(o.CreatedAt), minute(o.RevokedAt)})
	}
	if asJSON {
		return writeJSON(k.out, all)
	}
	w := tabwriter.NewWriter(k.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "OPERATOR\tSINCE\tREVOKED")
	for _, o := range all {
		fmt.Fprintf(w, "%s\t%s\t%s\n", o.Name, o.Since, orDash(o.Revoked))
	}
	return w.Flush()
}

// atDesk is `netanswer desk list`, `show`, `approve` and `refuse`: what an operator does, who is known by a token.
func atDesk(do func(ctx context.Context, d *desk.Service, k *call, token, number string, asJSON bool) error) func(context.Context, *call) error {
	return func(ctx context.Context, k *call) (err error) {
		asJSON := k.flags.Bool("json", false, "as JSON")
		file := k.flags.String("token-file", "", "the file with your token, which nobody else may read")
		number := k.word()
		d, end, err := k.openDesk(ctx)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, end()) }()
		if *file == "" {
			return errors.New("--token-file FILE is needed")
		}
		token, err := readToken(*file)
		if err != nil {
			return err
		}
		return do(ctx, d, k, token, number, *asJSON)
	}
}

func listCases(ctx context.Context, d *desk.Service, k *call, token, _ string, asJSON bool) error {
	cs, err := d.List(ctx, token)
	if err != nil {
		return err
	}
	return writeCases(k.out, cs, k.now(), asJSON)
}

func showCase(ctx context.Context, d *desk.Service, k *call, token, number string, asJSON bool) error {
	c, err := d.Show(ctx, token, number)
	if err != nil {
		return err
	}
	return writeCase(k.out, c, "", k.now(), asJSON)
}

func approveCase(ctx context.Context, d *desk.Service, k *call, token, number string, asJSON bool) error {
	c, code, err := d.Approve(ctx, token, number)
	if err != nil {
		return err
	}
	return writeCase(k.out, c, code, k.now(), asJSON)
}

func refuseCase(ctx context.Context, d *desk.Service, k *call, token, number string, asJSON bool) error {
	c, err := d.Refuse(ctx, token, number)
	if err != nil {
		return err
	}
	return writeCase(k.out, c, "", k.now(), asJSON)
}

// readToken reads a token from a file that nobody else may read.
func readToken(file string) (string, error) {
	info, err := os.Stat(file)
	if err != nil {
		return "", err
	}
	if info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 {
		return "", fmt.Errorf("%s may be read by others: chmod 600 %s", file, file)
	}
	raw, err := os.ReadFile(file)
	return strings.TrimSpace(string(raw)), err
}

// shownCase is a case as operators see it. There is no card number, nor can there be one. The holder's name is left out on purpose:
// who calls says it, and the card system says whether it belongs to the reference.
type shownCase struct {
	Case    string `json:"case"`
	State   string `json:"state"`
	Journey string `json:"journey"`
	Reason  string `json:"reason"`
	CardRef string `json:"card_ref,omitempty"`
	Brand   string `json:"brand,omitempty"`
	Last4   string `json:"last4,omitempty"`
	Lang    string `json:"language"`
	Opened  string `json:"opened"`
	Expires string `json:"expires"`
	First   string `json:"first,omitempty"`
	FirstAt string `json:"first_at,omitempty"`
	Second  string `json:"second,omitempty"`
	Until   string `json:"until,omitempty"` // of a half approval or a code
	Code    string `json:"code,omitempty"`  // once, to the operator who made it
}

func shown(c desk.Case, code string, now time.Time) shownCase {
	s := shownCase{
		Case: c.Number, State: string(c.State), Journey: c.Journey, Reason: c.Reason, CardRef: c.CardRef, Brand: c.Brand, Last4: c.Last4, Lang: string(c.Lang),
		Opened: minute(c.CreatedAt), Expires: minute(c.ExpiresAt), First: c.First, FirstAt: minute(c.FirstAt), Second: c.Second, Code: grouped(code),
	}
	if left := c.Left(now); left > 0 {
		s.Until = minute(now.Add(left))
	}
	return s
}

func writeCases(out io.Writer, cs []desk.Case, now time.Time, asJSON bool) error {
	all := []shownCase{}
	for _, c := range cs {
		all = append(all, shown(c, "", now))
	}
	if asJSON {
		return writeJSON(out, all)
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "CASE\tSTATE\tUNTIL\tJOURNEY\tREASON\tCARD\tOPENED\tFIRST APPROVAL")
	for _, s := range all {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", s.Case, s.State, orDash(s.Until), s.Journey, s.Reason, orDash(strings.TrimSpace(s.Brand+" "+s.Last4)), s.Opened, orDash(s.First))
	}
	return w.Flush()
}

var (
	journeyWords = map[string]string{"web": "a new registration", "portal": "a new registration in the app", "recover": "a forgotten ID or password", "add": "another card of a member", "prove": "what a member has ordered, as named"}
	reasonWords  = map[string]string{
		"refused":      "the card system accepted no card: nothing is known of it, and nothing can be approved",
		"contact":      "nothing on file that the holder can be reached by",
		"tries":        "too many wrong passcodes, or IDs that somebody has",
		"desk":         "the person asked for the desk: what is on file reaches them no more",
		"registered":   "identity was proven: the card has its member already",
		"unregistered": "identity was proven: the card has no member",
	}
	stateWords = map[string]string{
		"open":     "nobody has approved it",
		"half":     "approved by one operator: another completes it",
		"approved": "a code has been given",
		"used":     "the code was entered: closed",
		"refused":  "closed by an operator",
		"noted":    "a number to talk about: there is nothing to approve",
	}
)

func writeCase(out io.Writer, c desk.Case, code string, now time.Time, asJSON bool) error {
	s := shown(c, code, now)
	if asJSON {
		return writeJSON(out, s)
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	line := func(name, value, words string) {
		if value = strings.TrimSpace(value); value != "" {
			fmt.Fprintln(w, name+"\t"+value+"\t"+words)
		}
	}
	line("case", s.Case, "")
	line("state", s.State, stateWords[s.State])
	line("until", s.Until, "")
	kind, _, _ := strings.Cut(s.Journey, " ")
	line("journey", s.Journey, journeyWords[kind])
	line("reason", s.Reason, reasonWords[s.Reason])
	line("card_ref", s.CardRef, "the card system's: the customer record is found by this")
	line("card", s.Brand+" "+s.Last4, "brand and last 4, to compare with what the caller says")
	line("language", s.Lang, "of the person's browser")
	line("opened", s.Opened, "")
	line("expires", s.Expires, "")
	line("first", s.First+" "+s.FirstAt, "")
	line("second", s.Second, "")
	if code != "" {
		line("code", s.Code, fmt.Sprintf("once, %d tries, %.0f minutes, for this case only; it is not shown again", desk.Tries, desk.CodeLife.Minutes()))
		line("spell", strings.Join(spelled(code, c.Lang), ", "), "")
	}
	return w.Flush()
}

// grouped is a code as it is read out: in two halves.
func grouped(code string) string {
	if len(code) < 2 {
		return code
	}
	return code[:len(code)/2] + "-" + code[len(code)/2:]
}

// spelled are a code's characters by the words that go with them on the phone.
func spelled(code string, l text.Lang) (out []string) {
	words := map[string]string{}
	for w := range strings.SplitSeq(text.DeskSpelling.In(l), ",") {
		letter, _, _ := strings.Cut(w, " ")
		words[letter] = w
	}
	for _, r := range code {
		c := string(r)
		if w := words[c]; w != "" {
			c = w
		}
		out = append(out, c)
	}
	return out
}

func minute(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(japan.Zone).Format("2006-01-02 15:04")
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func writeJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
