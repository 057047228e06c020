package member

import (
	"context"
	"errors"
	"math"
	"strings"
	"time"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/notify"
	"netanswer/shared/form"
	"netanswer/shared/text"
)

// The address that a member typed is confirmed with a passcode of its own, sent once identity is proven. Until then it may be
// anybody's: it is marked so and gets no message but that one.
const (
	MailLife   = 24 * time.Hour   // of a passcode
	MailTries  = 5                // per passcode
	MailResend = 60 * time.Second // between two sends
)

// Mail is a member's own address.
type Mail struct {
	Email     string
	Confirmed time.Time // zero: not yet
}

// MailCode is a passcode under way to an address.
type MailCode struct {
	MemberID  string
	Email     string
	MAC       string // bound to both
	Tries     int    // made so far
	CreatedAt time.Time
	ExpiresAt time.Time
	Message   string       // the outbox row that carries it
	Delivery  notify.State // of that row, where the Store's MailCode answers it; empty: not known
}

// Live says whether the passcode can still be entered.
func (c MailCode) Live(now time.Time) bool {
	return c.MAC != "" && c.Tries < MailTries && now.Before(c.ExpiresAt)
}

// MailTx is the part of a transaction that sends one.
type MailTx interface {
	// PutMailCode stores a passcode in place of an older one of its address, whose message goes out no more if it has not yet; false
	// when the older one is younger than after. What could not be delivered is no reason to wait.
	PutMailCode(ctx context.Context, c MailCode, after time.Duration) (bool, error)
	notify.Queue
	limit.Tx
}

// Mailer writes to the member's own address: the passcodes, and what happened to the account from within.
type Mailer struct {
	Keys      *keys.Ring
	Limits    *limit.Limiter
	Site      func(text.Lang) string // the brand's card and service
	DeskPhone string
	DeskHours func(text.Lang) string
	Now       func() time.Time
}

// Why SendCode sent nothing.
var (
	errMailSoon = errors.New("member: the last passcode has only just gone out")
	errMailFull = errors.New("member: no more passcodes to this address today")
)

// SendCode puts a passcode for an address into the outbox, in the transaction of what it is sent for. When none may go out now it
// answers why, beside the error: the rest of the transaction may go on.
func (m *Mailer) SendCode(ctx context.Context, tx MailTx, memberID, email string, l text.Lang) (why, err error) {
	digits, now := keys.Passcode(), m.Now()
	c := MailCode{MemberID: memberID, Email: email, MAC: m.mac(memberID, email, digits), CreatedAt: now, ExpiresAt: now.Add(MailLife)}
	full, err := m.Limits.In(ctx, tx, m.Limits.Of(limit.MailCodeDay, email), m.Limits.Of(limit.MailCodeMember, memberID))
	if err != nil || full { // the passcode before stays good
		return errMailFull, err
	}
	q, err := notify.Seal(m.Keys, notify.Message{
		Channel: issuer.Mail, To: email, Subject: text.MailCodeSubject.In(l, m.Site(l)), Text: text.MailCode.In(l, m.Site(l), digits),
	}, now, MailLife)
	if err != nil {
		return nil, err
	}
	c.Message = q.ID
	if ok, err := tx.PutMailCode(ctx, c, MailResend); err != nil || !ok {
		return errMailSoon, err
	}
	return nil, errors.Join(tx.Enqueue(ctx, q), tx.Record(ctx, audit.Event{At: now, Kind: audit.MailCodeSent, MemberID: memberID}))
}

func (m *Mailer) mac(memberID, email, digits string) string {
	return m.Keys.MAC("mail-code", memberID, email, digits)
}

// Mail is a member's own address, with the passcode under way to it.
func (s *Service) Mail(ctx context.Context, memberID string) (Mail, MailCode, error) {
	m, err := s.Store.Mail(ctx, memberID)
	if err != nil || !m.Confirmed.IsZero() {
		return m, MailCode{}, err
	}
	c, _, err := s.Store.MailCode(ctx, memberID, m.Email)
	return m, c, err
}

// SendMailCode sends the member another passcode; the one before is void.
func (s *Service) SendMailCode(ctx context.Context, memberID string, l text.Lang) error {
	m, err := s.Store.Mail(ctx, memberID)
	if err != nil || !m.Confirmed.IsZero() {
		return err
	}
	var why error
	err = s.Store.Update(ctx, func(tx Tx) (err error) {
		if why, err = s.Mailer.SendCode(ctx, tx, memberID, m.Email, l); err == nil && errors.Is(why, errMailSoon) {
			err = why
		}
		return err
	})
	switch {
	case errors.Is(why, errMailSoon):
		c, _, err := s.Store.MailCode(ctx, memberID, m.Email)
		if err != nil {
			return err
		}
		d := c.CreatedAt.Add(MailResend).Sub(s.Now())
		return fault.Invalid("", text.PasscodeTooSoon, int(math.Ceil(d.Seconds()))).After(d)
	case err != nil:
		return err
	case why != nil:
		return fault.Invalid("", text.MailCodeLimit)
	}
	if s.Wake != nil {
		s.Wake()
	}
	return nil
}

// ConfirmMail takes the passcode that reached the member's address. Confirmed already, there is nothing to do: the same was sent
// twice.
func (s *Service) ConfirmMail(ctx context.Context, memberID string, in form.Passcode) error {
	m, err := s.Store.Mail(ctx, memberID)
	if err != nil || !m.Confirmed.IsZero() {
		return err
	}
	c, ok, err := s.Store.CountMailTry(ctx, memberID, m.Email, MailTries, s.Now())
	if err != nil {
		return err
	}
	if !ok {
		return fault.Invalid("passcode", text.PasscodeDead)
	}
	if !s.Keys.Verify(c.MAC, "mail-code", memberID, m.Email, in.Digits()) {
		if err := s.record(ctx, audit.Event{Kind: audit.MailCodeWrong, MemberID: memberID}); err != nil {
			return err
		}
		if c.Tries >= MailTries {
			return fault.Invalid("passcode", text.PasscodeDead)
		}
		return fault.Invalid("passcode", text.PasscodeWrong, MailTries-c.Tries)
	}
	err = s.Store.Update(ctx, func(tx Tx) error {
		ok, err := tx.ConfirmMail(ctx, c, s.Now())
		if err != nil || !ok { // the same, sent twice at once
			return err
		}
		now := s.Now()
		return errors.Join(
			tx.Record(ctx, audit.Event{At: now, Kind: audit.MailConfirmed, MemberID: memberID, Detail: "passcode"}),
			Keep(ctx, tx, Notice{MemberID: memberID, Kind: NoticeMail, Args: NoticeArgs{Address: MaskMail(m.Email)}, At: now}),
		)
	})
	if err != nil { // a right one is not lost because the database was away
		err = errors.Join(err, s.Store.GiveMailTry(context.WithoutCancel(ctx), c))
	}
	return err
}

// MaskMail is a mail address of which only its owner recognises the whole: h***@example.jp.
func MaskMail(mail string) string {
	local, domain, ok := strings.Cut(mail, "@")
	if !ok || local == "" {
		return ""
	}
	first := []rune(local)[:1]
	return string(first) + "***@" + domain
}
