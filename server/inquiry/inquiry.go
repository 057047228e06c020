// Package inquiry is what members ask in writing, and what they are answered. An inquiry has a number to be named by telephone; its
// words and its files lie sealed in the database until an operator, known by the token of the desk, has answered. The answer is read in
// the inbox: mail only says that it is there.
//
//	open ─ answer ─▶ answered ─ answer again ─▶ answered
//	  └─ close ─▶ closed ◀─ close ─┘
//
// docs/inquiries.md is the operators' guide.
package inquiry

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"netanswer/server/audit"
	"netanswer/server/desk"
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/server/notify"
	"netanswer/shared/form"
	"netanswer/shared/text"
)

const (
	Life      = member.InboxLife    // of an inquiry: as long as the notice that shows it
	FilesLife = 90 * 24 * time.Hour // of its files; sooner when it is closed
	MaxAnswer = 4000                // characters of an answer

	noticeLife = 24 * time.Hour // of the mail that an answer is there
	noticeKept = 48 * time.Hour // longer, to be sent by hand
)

// State of an inquiry.
type State string

// The states.
const (
	Open     State = "open"
	Answered State = "answered"
	Closed   State = "closed" // nothing is answered any more; its files are gone
)

// Inquiry is what a member asked.
type Inquiry struct {
	MemberID   string
	ID         string // UUIDv7
	Number     string // K3M9-7Q2X: to be named by telephone, opens nothing
	Page       string // key of the page that it was sent from: sent twice it is one
	Notice     string // the ID of the notice that is its receipt
	State      State
	Topic      string // one of form.Topics
	Lang       text.Lang
	Sealed     string // Content
	CreatedAt  time.Time
	AnsweredAt time.Time // zero: not yet
	AnsweredBy string    // the operator
}

// Content is what is sealed of an inquiry.
type Content struct {
	Words  string   `json:"words"`
	Files  []File   `json:"files,omitempty"`
	Answer []string `json:"answer,omitempty"` // one for each time that it was answered
}

// File is one that came along. Its contents lie in a row of their own.
type File struct {
	Name string `json:"name"`
	Type string `json:"type"` // by its contents
	Size int    `json:"size"` // bytes
}

// What an operator may be told instead.
var (
	ErrNone   = errors.New("there is no inquiry of that number, or its time is over")
	ErrClosed = errors.New("this inquiry is closed")
	ErrWords  = fmt.Errorf("an answer has 1 to %d characters", MaxAnswer)
	ErrNoFile = errors.New("this inquiry has no such file, or not any more")
)

// Store keeps inquiries.
type Store interface {
	// Update runs f in one transaction, again should the database ask for it: no side effect inside.
	Update(ctx context.Context, f func(Tx) error) error
	// Inquiry is one of a member's.
	Inquiry(ctx context.Context, memberID, id string) (Inquiry, bool, error)
	// Inquiries are those of all members, the oldest first, most of them at most: the open ones alone, or all.
	Inquiries(ctx context.Context, open bool, most int) ([]Inquiry, error)
	// File is the n-th file of an inquiry, sealed.
	File(ctx context.Context, memberID, id string, n int) (string, bool, error)
	// Waiting is how many are open.
	Waiting(ctx context.Context) (int, error)
}

// Tx is a transaction on inquiries.
type Tx interface {
	// AddInquiry writes a new one with its files, sealed, or answers the one that its member's page has sent before.
	AddInquiry(ctx context.Context, q Inquiry, files []string) (kept Inquiry, added bool, err error)
	// LockInquiry reads the one of a number and keeps others from changing it until the end of the transaction.
	LockInquiry(ctx context.Context, number string) (Inquiry, bool, error)
	// SetInquiry writes what changes of one.
	SetInquiry(ctx context.Context, q Inquiry) error
	// DropInquiryFiles forgets its files.
	DropInquiryFiles(ctx context.Context, memberID, id string) error
	// LockOperator reads the operator of a token and keeps it from being revoked until the end of the transaction.
	LockOperator(ctx context.Context, name, tokenHash string) (desk.Operator, bool, error)
	// LockAccount reads who is told that there is an answer.
	LockAccount(ctx context.Context, memberID string) (member.Account, error)
	notify.Queue
	member.Inbox
	limit.Tx
}

// Service takes inquiries and answers them.
type Service struct {
	Store     Store
	Keys      *keys.Ring
	Limits    *limit.Limiter
	Site      func(text.Lang) string // the brand's card and service
	DeskPhone string
	DeskHours func(text.Lang) string
	Now       func() time.Time
	Wake      func() // the outbox has something new
}

const sealing = "inquiry"

// Ask takes an inquiry in and answers the notice that is its receipt. What the same page sends twice is one inquiry.
func (s *Service) Ask(ctx context.Context, memberID string, l text.Lang, in form.Contact) (notice string, err error) {
	now := s.Now()
	ids := [2]string{}
	for i := range ids {
		id, err := uuid.NewV7()
		if err != nil {
			return "", err
		}
		ids[i] = id.String()
	}
	q := Inquiry{
		MemberID: memberID, ID: ids[0], Number: desk.Number(), Page: in.Key, Notice: ids[1], State: Open, Topic: in.Topic, Lang: l, CreatedAt: now,
	}
	c := Content{Words: in.Trimmed()}
	var files []string
	for n, f := range in.Files {
		c.Files = append(c.Files, File{f.Name, f.Type, f.Size})
		files = append(files, s.Keys.Seal(sealing, fileBind(q, n), f.Data))
	}
	if err := s.seal(&q, c); err != nil {
		return "", err
	}
	full := false
	err = s.Store.Update(ctx, func(tx Tx) error {
		kept, added, err := tx.AddInquiry(ctx, q, files)
		if err != nil {
			return err
		}
		if notice = kept.Notice; !added {
			return nil
		}
		if full, err = s.Limits.In(ctx, tx, s.Limits.Of(limit.InquiryMember, memberID)); err != nil {
			return err
		}
		if full {
			return errFull
		}
		return errors.Join(
			tx.PutNotice(ctx, member.Notice{MemberID: memberID, ID: q.Notice, Kind: member.NoticeInquiry, Args: member.NoticeArgs{Inquiry: q.ID}, At: now}),
			tx.Record(ctx, audit.Event{At: now, Kind: audit.InquirySent, MemberID: memberID, Detail: q.Number}),
		)
	})
	if errors.Is(err, errFull) {
		return "", fault.Invalid("", text.AskFull)
	}
	return notice, err
}

var errFull = errors.New("inquiry: no more today")

func fileBind(q Inquiry, n int) string { return fmt.Sprintf("%s %s %d", q.MemberID, q.ID, n) }

func (s *Service) seal(q *Inquiry, c Content) error {
	plain, err := json.Marshal(c)
	if err == nil {
		q.Sealed = s.Keys.Seal(sealing, q.MemberID+" "+q.ID, plain)
	}
	return err
}

func (s *Service) content(q Inquiry) (c Content, err error) {
	plain, err := s.Keys.Open(sealing, q.MemberID+" "+q.ID, q.Sealed)
	if err != nil {
		return c, err
	}
	return c, json.Unmarshal(plain, &c)
}

// Of is one of a member's inquiries; false when the member has none of that name.
func (s *Service) Of(ctx context.Context, memberID, id string) (Inquiry, Content, bool, error) {
	if uuid.Validate(id) != nil {
		return Inquiry{}, Content{}, false, nil
	}
	q, ok, err := s.Store.Inquiry(ctx, memberID, id)
	if err != nil || !ok {
		return q, Content{}, false, err
	}
	c, err := s.content(q)
	return q, c, err == nil, err
}

// List are the inquiries that wait for an answer, or all, the oldest first, 500 at most.
func (s *Service) List(ctx context.Context, token string, all bool) ([]Inquiry, error) {
	if err := s.as(ctx, token, func(tx Tx, o desk.Operator) error { return s.record(ctx, tx, audit.InquiriesListed, Inquiry{}, o) }); err != nil {
		return nil, err
	}
	return s.Store.Inquiries(ctx, !all, mostListed)
}

const mostListed = 500

// Show is one with what was asked and answered.
func (s *Service) Show(ctx context.Context, token, number string) (q Inquiry, c Content, err error) {
	err = s.on(ctx, token, number, func(tx Tx, o desk.Operator, found *Inquiry) (err error) {
		q = *found
		if c, err = s.content(q); err != nil {
			return err
		}
		return s.record(ctx, tx, audit.InquiryShown, q, o)
	})
	return q, c, err
}

// File is the contents of the n-th file of an inquiry, from 0 on.
func (s *Service) File(ctx context.Context, token, number string, n int) (f File, data []byte, err error) {
	q, c, err := s.Show(ctx, token, number)
	if err != nil {
		return f, nil, err
	}
	if n < 0 || n >= len(c.Files) {
		return f, nil, ErrNoFile
	}
	sealed, ok, err := s.Store.File(ctx, q.MemberID, q.ID, n)
	if err == nil && !ok {
		err = ErrNoFile
	}
	if err != nil {
		return f, nil, err
	}
	data, err = s.Keys.Open(sealing, fileBind(q, n), sealed)
	return c.Files[n], data, err
}

// Answer writes an answer into the member's inbox and has mail say so. The same words, sent twice, are one answer.
func (s *Service) Answer(ctx context.Context, token, number, words string) (Inquiry, error) {
	words = strings.TrimSpace(strings.ReplaceAll(words, "\r\n", "\n"))
	if n := len([]rune(words)); n == 0 || n > MaxAnswer {
		return Inquiry{}, ErrWords
	}
	now := s.Now()
	var out Inquiry
	err := s.on(ctx, token, number, func(tx Tx, o desk.Operator, q *Inquiry) error {
		if q.State == Closed {
			return ErrClosed
		}
		c, err := s.content(*q)
		if err != nil {
			return err
		}
		if n := len(c.Answer); n > 0 && c.Answer[n-1] == words {
			out = *q
			return nil
		}
		c.Answer = append(c.Answer, words)
		q.State, q.AnsweredAt, q.AnsweredBy = Answered, now, o.Name
		if err := s.seal(q, c); err != nil {
			return err
		}
		out = *q
		a, err := tx.LockAccount(ctx, q.MemberID)
		if err != nil {
			return err
		}
		n := member.Notice{MemberID: q.MemberID, Kind: member.NoticeAnswer, Args: member.NoticeArgs{Inquiry: q.ID}, At: now}
		for _, to := range a.Told {
			m, err := notify.Seal(s.Keys, notify.Message{
				Channel: issuer.Mail, To: to, Subject: text.AnswerMailSubject.In(a.Lang, s.Site(a.Lang)),
				Text: text.AnswerMail.In(a.Lang, s.Site(a.Lang), q.Number, s.DeskPhone, s.DeskHours(a.Lang)),
			}, now, noticeLife)
			if err != nil {
				return err
			}
			m.KeepUntil = m.ExpiresAt.Add(noticeKept)
			if err := tx.Enqueue(ctx, m); err != nil {
				return err
			}
			n.To = append(n.To, member.Told{Channel: issuer.Mail, Masked: member.MaskMail(to)})
		}
		return errors.Join(tx.SetInquiry(ctx, *q), member.Keep(ctx, tx, n), s.record(ctx, tx, audit.InquiryAnswered, *q, o))
	})
	if err == nil && s.Wake != nil {
		s.Wake()
	}
	return out, err
}

// Close ends an inquiry and forgets its files. The member goes on reading what was asked and answered.
func (s *Service) Close(ctx context.Context, token, number string) (out Inquiry, err error) {
	err = s.on(ctx, token, number, func(tx Tx, o desk.Operator, q *Inquiry) error {
		if q.State == Closed {
			return ErrClosed
		}
		q.State = Closed
		out = *q
		return errors.Join(tx.SetInquiry(ctx, *q), tx.DropInquiryFiles(ctx, q.MemberID, q.ID), s.record(ctx, tx, audit.InquiryClosed, *q, o))
	})
	return out, err
}

// as runs f for the operator of a token. What is denied is written down.
func (s *Service) as(ctx context.Context, token string, f func(tx Tx, o desk.Operator) error) error {
	var denied error
	err := s.Store.Update(ctx, func(tx Tx) error {
		denied = nil
		o, found, err := tx.LockOperator(ctx, "", keys.Hash(strings.TrimSpace(token)))
		if err != nil {
			return err
		}
		if !found || !o.RevokedAt.IsZero() {
			denied = desk.ErrToken
			return s.record(ctx, tx, audit.InquiryDenied, Inquiry{}, o)
		}
		return f(tx, o)
	})
	return errors.Join(err, denied)
}

// on runs f for the operator of a token on the inquiry of a number.
func (s *Service) on(ctx context.Context, token, number string, f func(tx Tx, o desk.Operator, q *Inquiry) error) error {
	number = strings.ToUpper(strings.TrimSpace(number))
	var denied error
	err := s.as(ctx, token, func(tx Tx, o desk.Operator) error {
		denied = nil
		q, found, err := tx.LockInquiry(ctx, number)
		switch {
		case err != nil:
			return err
		case !found || !s.Now().Before(q.CreatedAt.Add(Life)):
			denied = ErrNone
			return s.record(ctx, tx, audit.InquiryDenied, Inquiry{}, o)
		}
		if err := f(tx, o, &q); errors.Is(err, ErrClosed) {
			denied = err
			return s.record(ctx, tx, audit.InquiryDenied, q, o)
		} else if err != nil {
			return err
		}
		return nil
	})
	return errors.Join(err, denied)
}

func (s *Service) record(ctx context.Context, tx audit.Log, k audit.Kind, q Inquiry, o desk.Operator) error {
	who := o.Name
	if who == "" {
		who = "nobody"
	}
	return tx.Record(ctx, audit.Event{At: s.Now(), Kind: k, MemberID: q.MemberID, Detail: strings.TrimSpace(q.Number + " by " + who)})
}
