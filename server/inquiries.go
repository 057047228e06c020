package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"netanswer/server/brand"
	"netanswer/server/inquiry"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/store"
	"netanswer/shared/text"
)

// The commands for inquiries. They work on the database while servers run, with the tokens of the desk; docs/inquiries.md is their guide.

// inquiryCall is what a command was called with.
type inquiryCall struct {
	*call
	token, number, save, words string
	all, asJSON                bool
}

func onInquiries(do func(context.Context, *inquiry.Service, inquiryCall) error) func(context.Context, *call) error {
	return func(ctx context.Context, k *call) (err error) {
		in := inquiryCall{call: k, number: k.word()}
		asJSON := k.flags.Bool("json", false, "as JSON")
		file := k.flags.String("token-file", "", "the file with your token, which nobody else may read")
		all, save, words := new(bool), new(string), new(string)
		switch k.name {
		case "inquiry list":
			all = k.flags.Bool("all", false, "those too that are answered or closed")
		case "inquiry show":
			save = k.flags.String("save", "", "the folder that its files go into; none of that name may be there")
		case "inquiry answer":
			words = k.flags.String("text-file", "", "the file with the answer, in the language of the inquiry; - is the standard input")
		}
		c, err := k.config()
		if err != nil {
			return err
		}
		if in.asJSON, in.all, in.save, in.words = *asJSON, *all, *save, *words; *file == "" {
			return errors.New("--token-file FILE is needed")
		}
		if in.token, err = readToken(*file); err != nil {
			return err
		}
		ring, err := keys.Load(c.Keys)
		if err != nil {
			return err
		}
		b, err := brand.Load(c.Brand)
		if err != nil {
			return err
		}
		db, err := store.Open(ctx, c.Database, logger(c))
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, db.Close()) }()
		if err := db.Ready(ctx); err != nil { // servers may be running: the schema is theirs
			return err
		}
		return do(ctx, &inquiry.Service{
			Store: db.Inquiries(), Keys: ring, Limits: &limit.Limiter{Store: db.Limits(), Keys: ring, Now: k.now}, Now: k.now,
			Site: siteName(b), DeskPhone: b.Desk.Phone, DeskHours: b.Desk.Hours.In,
		}, in)
	}
}

// siteName is what messages call the site: the brand's card and service.
func siteName(b *brand.Brand) func(text.Lang) string {
	return func(l text.Lang) string { return b.Card.In(l) + " " + text.SiteName.In(l) }
}

// shownInquiry is an inquiry as operators see it. Who asked is named by the member's id alone: the words say the rest.
type shownInquiry struct {
	Number   string   `json:"number"`
	State    string   `json:"state"`
	Topic    string   `json:"topic"`
	Lang     string   `json:"language"`
	Member   string   `json:"member"`
	Sent     string   `json:"sent"`
	Answered string   `json:"answered,omitempty"`
	By       string   `json:"answered_by,omitempty"`
	Words    string   `json:"words,omitempty"`
	Files    []string `json:"files,omitempty"`
	Answer   []string `json:"answer,omitempty"`
}

func shownOf(q inquiry.Inquiry, c inquiry.Content) shownInquiry {
	s := shownInquiry{
		Number: q.Number, State: string(q.State), Topic: q.Topic, Lang: string(q.Lang), Member: q.MemberID, Sent: minute(q.CreatedAt), Answered: minute(q.AnsweredAt), By: q.AnsweredBy,
		Words: c.Words, Answer: c.Answer,
	}
	for _, f := range c.Files {
		s.Files = append(s.Files, fmt.Sprintf("%s (%s, %d bytes)", f.Name, f.Type, f.Size))
	}
	return s
}

func listInquiries(ctx context.Context, s *inquiry.Service, in inquiryCall) error {
	qs, err := s.List(ctx, in.token, in.all)
	if err != nil {
		return err
	}
	all := []shownInquiry{}
	for _, q := range qs {
		all = append(all, shownOf(q, inquiry.Content{}))
	}
	if in.asJSON {
		return writeJSON(in.out, all)
	}
	w := tabwriter.NewWriter(in.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "NUMBER\tSTATE\tTOPIC\tLANGUAGE\tSENT\tANSWERED\tBY")
	for _, q := range all {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", q.Number, q.State, q.Topic, q.Lang, q.Sent, orDash(q.Answered), orDash(q.By))
	}
	return w.Flush()
}

func showInquiry(ctx context.Context, s *inquiry.Service, in inquiryCall) error {
	q, c, err := s.Show(ctx, in.token, in.number)
	if err != nil {
		return err
	}
	if in.save != "" {
		for n := range c.Files {
			f, data, err := s.File(ctx, in.token, in.number, n)
			if err != nil {
				return err
			}
			if err := saveNew(filepath.Join(in.save, fmt.Sprintf("%s-%d-%s", q.Number, n+1, filepath.Base(f.Name))), data); err != nil {
				return err
			}
		}
	}
	return writeInquiry(in, shownOf(q, c))
}

// saveNew writes a file of its owner's alone, and replaces none.
func saveNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

func answerInquiry(ctx context.Context, s *inquiry.Service, in inquiryCall) error {
	var raw []byte
	var err error
	switch in.words {
	case "":
		return errors.New("--text-file FILE is needed, with the answer")
	case "-":
		raw, err = io.ReadAll(io.LimitReader(os.Stdin, 5*inquiry.MaxAnswer))
	default:
		raw, err = os.ReadFile(in.words)
	}
	if err != nil {
		return err
	}
	q, err := s.Answer(ctx, in.token, in.number, string(raw))
	if err != nil {
		return err
	}
	return writeInquiry(in, shownOf(q, inquiry.Content{}))
}

func closeInquiry(ctx context.Context, s *inquiry.Service, in inquiryCall) error {
	q, err := s.Close(ctx, in.token, in.number)
	if err != nil {
		return err
	}
	return writeInquiry(in, shownOf(q, inquiry.Content{}))
}

func writeInquiry(in inquiryCall, q shownInquiry) error {
	if in.asJSON {
		return writeJSON(in.out, q)
	}
	w := tabwriter.NewWriter(in.out, 0, 0, 2, ' ', 0)
	for _, line := range [][2]string{
		{"number", q.Number}, {"state", q.State}, {"topic", q.Topic}, {"language", q.Lang}, {"member", q.Member}, {"sent", q.Sent},
		{"answered", strings.TrimSpace(q.Answered + " " + q.By)}, {"files", strings.Join(q.Files, ", ")},
	} {
		if line[1] != "" {
			fmt.Fprintln(w, line[0]+"\t"+line[1])
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, said := range append([]string{q.Words}, q.Answer...) {
		if said != "" {
			fmt.Fprintf(in.out, "\n%s\n", printable(said))
		}
	}
	return nil
}

// printable is a text without what would move the cursor of a terminal or colour it: a member wrote it.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return -1
		}
		return r
	}, s)
}
