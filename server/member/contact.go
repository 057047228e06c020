package member

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"time"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/notify"
	"netanswer/shared/form"
	"netanswer/shared/phone"
	"netanswer/shared/text"
)

// A new contact for the issuer's file is confirmed before the change is ordered, with a code or, where no code reaches it, by a call from it
// (newphone.go): a slip of the finger would have a stranger told everything from then on. The codes lie beside those of the member's own
// address, under a name of their own, and are none of those.
const (
	ContactLife = 30 * time.Minute // of a code, and of the wait for calls
	newContact  = "new "           // before the contact, where a code's address stands
)

// NewContact is a contact that a code is under way to, or a call is waited for from.
type NewContact struct {
	To   string // E.164, or a mail address
	Code MailCode
}

// Channel is what the contact is reached by; a landline calls us.
func (c NewContact) Channel() issuer.Channel {
	if !strings.HasPrefix(c.To, "+") {
		return issuer.Mail
	}
	if n, err := phone.Parse(c.To); err == nil && n.SMS() {
		return issuer.SMS
	}
	return issuer.Landline
}

// SendContactCode sends a code to a contact that is to come on file. Another one before is void.
func (s *Service) SendContactCode(ctx context.Context, memberID, to string, l text.Lang) error {
	digits, now := keys.Passcode(), s.Now()
	m := notify.Message{Channel: NewContact{To: to}.Channel(), To: to, Text: text.ContactSMS.In(l, text.SiteName.In(l), digits)}
	if m.Channel == issuer.Mail {
		m.Subject, m.Text = text.ContactMailSubject.In(l, s.Mailer.Site(l)), text.ContactMail.In(l, s.Mailer.Site(l), digits)
	}
	c := MailCode{MemberID: memberID, Email: newContact + to, MAC: s.contactMAC(memberID, to, digits), CreatedAt: now, ExpiresAt: now.Add(ContactLife)}
	q, err := notify.Seal(s.Keys, m, now, ContactLife)
	if err != nil {
		return err
	}
	c.Message = q.ID
	err = s.Store.Update(ctx, func(tx Tx) error {
		full, err := s.Limits.In(ctx, tx, s.Limits.Of(limit.MailCodeDay, to), s.Limits.Of(limit.ContactCodeMember, memberID))
		if err != nil {
			return err
		}
		if full {
			return errMailFull
		}
		if ok, err := tx.PutMailCode(ctx, c, MailResend); err != nil || !ok {
			return errors.Join(err, errMailSoon)
		}
		return errors.Join(tx.Enqueue(ctx, q), tx.Record(ctx, audit.Event{At: now, Kind: audit.ContactCodeSent, MemberID: memberID, Detail: string(m.Channel)}))
	})
	switch {
	case errors.Is(err, errMailFull):
		return fault.Invalid("", text.ContactLimit)
	case errors.Is(err, errMailSoon):
		return fault.Invalid("", text.PasscodeTooSoon, int(math.Ceil(MailResend.Seconds()))).After(MailResend)
	case err == nil && s.Wake != nil:
		s.Wake()
	}
	return err
}

func (s *Service) contactMAC(memberID, to, digits string) string {
	return s.Keys.MAC("contact-code", memberID, to, digits)
}

// PendingContact is the contact of one of some channels that a member gave last and that can still be confirmed; false when there is none.
func (s *Service) PendingContact(ctx context.Context, memberID string, of ...issuer.Channel) (NewContact, bool, error) {
	all, err := s.Store.MailCodes(ctx, memberID)
	for _, c := range all {
		to, ok := strings.CutPrefix(c.Email, newContact)
		if n := (NewContact{to, c}); ok && slices.Contains(of, n.Channel()) && c.Live(s.Now()) {
			return n, true, err
		}
	}
	return NewContact{}, false, err
}

// TestContactCode counts a try and says whether it is the code that reached the contact. A right one stays good until UseContact.
func (s *Service) TestContactCode(ctx context.Context, memberID string, c NewContact, in form.Passcode) error {
	code, ok, err := s.Store.CountMailTry(ctx, memberID, c.Code.Email, MailTries, s.Now())
	switch {
	case err != nil:
		return err
	case !ok:
		return fault.Invalid("code", text.PasscodeDead)
	case s.Keys.Verify(code.MAC, "contact-code", memberID, c.To, in.Digits()):
		return nil
	}
	if err := s.record(ctx, audit.Event{Kind: audit.ContactCodeWrong, MemberID: memberID}); err != nil {
		return err
	}
	if code.Tries >= MailTries {
		return fault.Invalid("code", text.PasscodeDead)
	}
	return fault.Invalid("code", text.PasscodeWrong, MailTries-code.Tries)
}

// UseContact uses the code up: what it was for has been drafted.
func (s *Service) UseContact(ctx context.Context, c NewContact) error {
	return s.Store.Update(ctx, func(tx Tx) error { return tx.EndMailCode(ctx, c.Code) })
}
